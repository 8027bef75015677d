// Package align finds which segments of one document belong to which segments
// of another: across languages by what survives translation ([Across]), within
// one language by digest and similarity ([Within]).
//
// Across languages the alignment is the most probable path of a semi-Markov
// conditional random field (Sarawagi and Cohen 2004) over beads of up to four
// segments a side, in the tradition of Gale and Church 1993 and Moore 2002: the
// features of a bead are lengths, kinds and shared keys, its weights are learnt
// from aligned articles ([Learn]), and the confidence of a link is its posterior
// probability.
package align

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Segment is what the alignment knows of a segment.
type Segment struct {
	Kind  block.Kind
	Level int
	ID    string // explicit id of a heading
	Label string // label of a footnote or link definition
	// Program is the language of code, see [block.Block].
	Program string
	Number  int // with which an ordered list begins, see [block.Block]
	Digest  block.Digest
	Text    string
	Syntax  inline.Syntax // of the inline markup in the text
	Forms   []block.Form  // of a message with plural forms
	// Anchors are the facts in the text, in order.
	Anchors   []anchor.Anchor
	length    int  // of the text, in letters of an alphabet
	sentences int  // of prose
	glossed   bool // the lexicon has a glossary of the language of its document
	basic     bool // it knows the commonest words of that language at least
	words     *words
}

// Length is the length of the segment's text in letters of an alphabet, see [lengthOf].
func (s *Segment) Length() int { return s.length }

// ProseLength is the length of what is read of the text, as [Segment.Length] counts it: without the
// addresses of its links and pictures, and without code.
func (s *Segment) ProseLength() int {
	_, all := lettersOf(s)
	return all
}

// Outline is a document as the alignment sees it: its segments, in order.
type Outline []Segment

// Pick are some segments of an outline, by their places.
func (o Outline) Pick(which []int) []*Segment {
	out := make([]*Segment, len(which))
	for k, i := range which {
		out[k] = &o[i]
	}
	return out
}

// TextOf is the text of some segments, with a blank line between two.
func TextOf(segments []*Segment) string {
	texts := make([]string, len(segments))
	for k, s := range segments {
		texts[k] = s.Text
	}
	return strings.Join(texts, "\n\n")
}

// NewOutline reads the segments of a document in the given language (BCP 47).
// The segments stand in the order of doc.Segments().
func NewOutline(doc *block.Doc, lang string) Outline {
	r := newReader(lang)
	defer r.release()
	n := 0
	for i := range doc.Blocks {
		if doc.Blocks[i].Segment() {
			n++
		}
	}
	r.begin(doc)
	o, all := make(Outline, 0, n), make([]words, n)
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Segment() {
			o = append(o, r.readSegment(b, &all[len(o)]))
		}
	}
	return o
}

// SegmentOf reads a single block, as [NewOutline] reads all of a document.
func SegmentOf(b *block.Block, lang string) Segment {
	r := newReader(lang)
	defer r.release()
	return r.readSegment(b, new(words))
}

// UnreadSegment is a block with its digest of which the words and the facts are not read, for
// what is pinned or compared within one language.
func UnreadSegment(b *block.Block, d block.Digest) Segment {
	return Segment{
		Kind: b.Kind, Level: b.Level, Label: b.Label, ID: b.ID, Digest: d, Text: b.Text, Forms: b.Forms, length: lengthOf(b.Text),
	}
}

// SegmentIn is [SegmentOf] for a block of a document, whose link definitions it may refer
// to.
func SegmentIn(doc *block.Doc, b *block.Block, lang string) Segment {
	r := newReader(lang)
	defer r.release()
	r.begin(doc)
	return r.readSegment(b, new(words))
}

// group sorts kinds into those that can translate each other.
type group uint8

const (
	headings group = iota
	prose
	code
	tags
	groups
)

func groupOf(k block.Kind) group {
	switch k {
	case block.Heading:
		return headings
	case block.Code:
		return code
	case block.HTML, block.Rule, block.Directive, block.LinkDefinition:
		return tags
	}
	return prose
}
