package drift

import (
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
)

func digestsOf(segments []*align.Segment) []block.Digest {
	out := make([]block.Digest, len(segments))
	for k, s := range segments {
		out[k] = s.Digest
	}
	return out
}

// shownText is the text of segments as people are shown it: with the label of a
// footnote and the id of a heading, since these may be all that changed.
func shownText(segments []*align.Segment) string {
	texts := make([]string, len(segments))
	for k, s := range segments {
		switch {
		case s.Kind == block.Footnote && s.Label != "":
			texts[k] = "[^" + s.Label + "]: " + s.Text
		case s.ID != "":
			texts[k] = s.Text + " {#" + s.ID + "}"
		default:
			texts[k] = s.Text
		}
	}
	return strings.Join(texts, "\n\n")
}

// AsSpelled is a text of segments of a document, or one that was, as its file spells it.
func AsSpelled(doc *block.Doc, segments []Segment, text string) string {
	if doc == nil || doc.Spelling == nil {
		return text
	}
	for _, s := range segments {
		text = doc.Spelling(s.Block, text)
	}
	return text
}

// setBase sets the segments that the row was made from.
func (e *examination) setBase(r *Row, segments []*align.Segment) {
	r.Was, r.Base = AsSpelled(e.source.Doc, r.Source, shownText(segments)), make([]Segment, len(segments))
	for k, s := range segments {
		r.Base[k] = Segment{At: -1, Block: &block.Block{
			Kind: s.Kind, Level: s.Level, Label: s.Label, ID: s.ID, Text: s.Text, Syntax: s.Syntax, Forms: s.Forms,
		}}
	}
}

// rowSegments returns the segments of a file, given by their places in its
// outline.
func rowSegments(doc *block.Doc, at, which []int) []Segment {
	if len(which) == 0 {
		return nil
	}
	out := make([]Segment, len(which))
	for k, i := range which {
		b := &doc.Blocks[at[i]]
		out[k] = Segment{Span: b.Span, At: at[i], Block: b}
	}
	return out
}

// nameRows gives each row its id: the digest of its first segment, shortened, and
// numbered where texts repeat.
func nameRows(rows []Row) {
	seen := map[string]int{}
	for k := range rows {
		id := rows[k].ID
		seen[id]++
		if n := seen[id]; n > 1 {
			rows[k].ID = id + "-" + strconv.Itoa(n)
		}
	}
}

const idLength = 8
