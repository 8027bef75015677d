package edit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/block"
)

// insertion is the patch that puts a new segment into the document.
func (a *applier) insertion(e *Edit, variant int) (patch, bool) {
	like := &e.Like.Doc.Blocks[e.Like.At]
	eol := eolOf(a.doc)
	f, ok := frameOf(e.Like.Doc, like)
	if !ok {
		return patch{}, false
	}
	if like.Kind == block.Paragraph || like.Kind == block.Quote || like.Kind == block.ListItem {
		f.width = widthOf(a.doc)
	}
	text, ok := f.lay(parts(*like, e.Text), eol, variant)
	if !ok {
		return patch{}, false
	}
	text = withEOL(text, eol)
	if row := delimiterBehind(e.Like.Doc, e.Like.At); row != "" {
		text += eol + row
	}
	switch {
	case e.After >= 0:
		return a.behind(e, like, text, eol, variant), true
	case e.Before >= 0:
		b := &a.doc.Blocks[e.Before]
		gap := blankBetween(e.Like.Doc, e.Like.At, nextSegment(e.Like.Doc, e.Like.At), like.Kind, b.Kind)
		return patch{block.Span{Start: b.Span.Start, End: b.Span.Start}, text + withEOL(gap, eol)}, like.Kind != block.FrontMatter || b.Kind == block.FrontMatter
	}
	end := len(a.doc.Src)
	if end > 0 && a.doc.Src[end-1] != '\n' && a.doc.Src[end-1] != '\r' {
		text = eol + text
	}
	return patch{block.Span{Start: end, End: end}, text + eol}, like.Kind != block.FrontMatter
}

// behind puts a text behind a segment of the document.
func (a *applier) behind(e *Edit, like *block.Block, text, eol string, variant int) patch {
	b := &a.doc.Blocks[e.After]
	at := b.Span.End
	if row := delimiterBehind(a.doc, e.After); row != "" && like.Kind == block.TableRow {
		at += strings.Index(string(a.doc.Src[at:]), row) + len(row) // not between a header and its line
	}
	if b.Kind == block.FrontMatter && like.Kind != block.FrontMatter {
		at = a.doc.Body()
		if at == len(a.doc.Src) && !strings.HasSuffix(string(a.doc.Src), "\n") {
			text = eol + text
		}
		return patch{block.Span{Start: at, End: at}, eol + text + eol}
	}
	before := previousSegment(e.Like.Doc, e.Like.At)
	from := b.Kind
	if before >= 0 && a.inserts(e.After, before) {
		from = e.Like.Doc.Blocks[before].Kind // what comes in with it stands before it
	}
	gap := blankBetween(e.Like.Doc, before, e.Like.At, from, like.Kind)
	text = withEOL(gap, eol) + text
	if variant == apart {
		text += eol
	}
	return patch{block.Span{Start: at, End: at}, text}
}

// widthOf is the width to which most long paragraphs of a document are wrapped, 0
// if they are not.
func widthOf(doc *block.Doc) int {
	wrapped, long, width := 0, 0, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != block.Paragraph || doc.Format != block.Markdown {
			continue
		}
		lines := strings.Split(b.Text, "\n")
		switch {
		case len(lines) == 1 && utf8.RuneCountInString(b.Text) > widestLine:
			long++
		case len(lines) > 1 && !short(lines):
			wrapped++
			for _, l := range lines {
				if n := utf8.RuneCountInString(l); n <= widestLine {
					width = max(width, n)
				}
			}
		}
	}
	if wrapped <= long {
		return 0
	}
	return width
}

// widestLine is the number of characters up to which a line can be one of wrapped
// prose.
const widestLine = 100

// inserts reports whether a segment of the source is put behind a place, too.
func (a *applier) inserts(after, at int) bool {
	return slices.ContainsFunc(a.edits, func(e Edit) bool {
		return len(e.Replace) == 0 && e.After == after && e.Like.At == at
	})
}

// withEOL writes all line ends of a text in one way.
func withEOL(text, eol string) string {
	lines, _ := cutLines(text)
	return strings.Join(lines, eol)
}

func previousSegment(doc *block.Doc, at int) int {
	for i := at - 1; i >= 0; i-- {
		if doc.Blocks[i].Segment() {
			return i
		}
	}
	return -1
}

func nextSegment(doc *block.Doc, at int) int {
	for i := at + 1; i < len(doc.Blocks); i++ {
		if doc.Blocks[i].Segment() {
			return i
		}
	}
	return -1
}

// blankBetween is the line end and the blank lines that stand between two
// segments of the source, which a new segment of the kind to is put behind one
// of the kind from with, or before one. Where the source has none to copy,
// items, rows and definitions follow each other directly, all else with a blank
// line.
func blankBetween(doc *block.Doc, first, second int, from, to block.Kind) string {
	usual := "\n\n"
	if from == to && list(from) {
		usual = "\n"
	}
	if first < 0 || second < 0 {
		return usual
	}
	a, b := &doc.Blocks[first], &doc.Blocks[second]
	if !similar(a.Kind, from) || !similar(b.Kind, to) {
		return usual
	}
	lines, _ := cutLines(string(doc.Src[a.Span.End:b.Span.Start]))
	gap := ""
	for k := len(lines) - 1; k > 0; k-- {
		if k < len(lines)-1 && strings.Trim(lines[k], " \t>") != "" {
			break
		}
		gap = "\n" + lines[k] + gap
	}
	if gap == "" {
		return usual
	}
	return gap
}

// list reports whether segments of a kind stand line below line.
func list(k block.Kind) bool {
	return k == block.ListItem || k == block.TableRow || k == block.FrontMatter || k == block.LinkDefinition
}

func similar(a, b block.Kind) bool { return list(a) == list(b) }
