// Package edit changes articles: it puts translations in the place of segments,
// or where one is missing, and leaves every other byte as it is. What it has
// written it reads again, and a change that would become something else than
// what was meant, such as a paragraph that turns into a list, is not made.
package edit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Edit is the one value of a change: a text, and where it goes. What a translator, an
// import, a tool or an editor changes in an article or a catalogue is made of them, and
// each format writes them.
type Edit struct {
	Placement
	// Like is the segment of the source that this one translates. A new segment
	// has its kind, level, label and markers, the header of a table its columns.
	Like Model
	// Label and ID, where they are not "", are put in the place of the label or
	// the id of the one segment that is replaced; ID also in that of a new one.
	Label, ID string
	// Level, where it is not 0, becomes the level of the one heading that is replaced.
	Level int
	// Text is the text as [Text] shows it. Blank lines in prose part it into
	// several paragraphs.
	Text string
	// Form is the plural form of a message that Text is for, "" for all else.
	Form string
	// Lines says that Text is that of the one segment that is replaced as its
	// block has it, line by line: what is the same in a line stays as it is.
	Lines bool
}

// Placement says where in a document a text goes: in the place of segments, or between
// two of them. It is made by [At], [Between] or [AtEnd].
type Placement struct {
	// Replace holds the places in the document's blocks of the segments that
	// the text is put in the place of, ascending. Without any, the text is a new
	// segment.
	Replace []int
	// After is the place of the segment that a new one comes behind, or -1;
	// without it, Before is the one that it comes before, or -1.
	After, Before int
}

// At is the place of some segments, ascending.
func At(places ...int) Placement { return Placement{Replace: places, After: -1, Before: -1} }

// Between is the place behind one segment or, if that is -1, before another.
func Between(after, before int) Placement { return Placement{After: after, Before: before} }

// AtEnd is the place behind all segments.
func AtEnd() Placement { return Between(-1, -1) }

// Model is a segment of another document.
type Model struct {
	Doc *block.Doc
	At  int // place in Doc.Blocks
	// From and To bound the segments around it that have no translation either, by their
	// places in Doc.Blocks: [From, To). Where To is 0, nobody has looked. A container all
	// of whose segments are among them is written with the first of them.
	From, To int
}

// Apply makes changes in a document and returns its new bytes, together with
// the places in edits of those that it could not make: the text would not have
// stayed what it is to be. Law: without edits the bytes are those of the
// document, and all segments but those named keep their bytes.
func Apply(doc *block.Doc, edits []Edit) (src []byte, refused []int) {
	a := &applier{doc: doc, edits: edits, wrappers: map[*block.Doc][]wrapper{}}
	all := make([]choice, len(edits))
	for k := range edits {
		all[k].edit = k
	}
	switch {
	case len(all) > crowd && !a.holdsWith(all):
		likely, doubted := a.screenChoices(all)
		a.addChoices(likely)
		a.addChoices(doubted)
	default:
		a.addChoices(all)
	}
	src, _ = a.spliceChoices(a.good)
	done := make([]bool, len(edits))
	for _, c := range a.good {
		done[c.edit] = true
	}
	for k := range edits {
		if !done[k] {
			refused = append(refused, k)
		}
	}
	return src, refused
}

// choice is an edit and how it is to be written.
type choice struct {
	edit    int
	variant int
}

// The variants of writing a text, tried one after another: as it is, with its
// first sign escaped, on one line, with blank lines around it, with the marker of
// an item as in the source.
const (
	plain = iota
	escaped
	oneLine
	apart
	asInSource
	variants
)

type applier struct {
	doc      *block.Doc
	edits    []Edit
	good     []choice
	wrappers map[*block.Doc][]wrapper // of the sources
}

// addChoices adds those of some choices that can be made together with those found
// before.
func (a *applier) addChoices(some []choice) {
	holds := func(some []choice) bool { return a.hasParents(some) && a.holdsWith(some) }
	a.good = Choose(a.good, some, holds, func(c choice) (out []choice) {
		for v := plain + 1; v < variants; v++ {
			out = append(out, choice{c.edit, v})
		}
		return out
	})
}

// holdsWith reports whether the document reads as was meant once some choices are
// made.
func (a *applier) holdsWith(some []choice) bool {
	src, ok := a.spliceChoices(some)
	if !ok {
		return false
	}
	now := a.doc.Reread(src)
	blocks, cells := a.expectedSegments(some)
	return sameSegments(now, blocks) && hasWholeTables(now, cells)
}

// model is the segment that a new one is made like.
func (e *Edit) model() block.Block {
	b := e.Like.Doc.Blocks[e.Like.At]
	b.ID = cmp.Or(e.ID, b.ID)
	return b
}

// Digests identify the segments that a change leaves in the place of what it
// replaces, or puts in.
func (e *Edit) Digests(doc *block.Doc) []block.Digest {
	if len(e.Replace) == 0 {
		b := e.model()
		return Digests(&b, e.Text)
	}
	var out []block.Digest
	for _, blocks := range distributeText(doc, e) {
		for k := range blocks {
			out = append(out, digestOf(blocks[k]))
		}
	}
	return out
}

// Digests identify the segments that a text makes in the place of one.
func Digests(b *block.Block, text string) []block.Digest {
	var out []block.Digest
	for _, p := range partsOf(*b, text) {
		out = append(out, digestOf(p))
	}
	return out
}

// digestOf is the digest that a segment has once it is read from a file.
func digestOf(b block.Block) block.Digest {
	b.Text = composeNFC(b.Text)
	return b.Digest()
}

// sameSegments reports whether the segments of a document are those expected.
func sameSegments(doc *block.Doc, expected []block.Block) bool {
	segments := doc.Segments()
	if len(segments) != len(expected) {
		return false
	}
	for k, at := range segments {
		if !equalBlocks(&doc.Blocks[at], &expected[k]) {
			return false
		}
	}
	return true
}

func equalBlocks(a, b *block.Block) bool {
	if a.Kind != b.Kind && !(isParagraph(a.Kind) && isParagraph(b.Kind)) {
		return false
	}
	// An item that is put above others may make them deeper.
	return (a.Kind == block.ListItem || a.Level == b.Level) && a.Label == b.Label && a.ID == b.ID && a.Digest() == digestOf(*b)
}

// isParagraph reports whether a kind is that of a paragraph, which is called an image
// if it holds nothing else.
func isParagraph(k block.Kind) bool { return k == block.Paragraph || k == block.Image }

// expectedSegments are the segments that the document is to have, and of those that are new
// or changed the cells of the rows that they are made after, see [hasWholeTables].
func (a *applier) expectedSegments(some []choice) (out []block.Block, cells []int) {
	after := map[int][]*unit{} // by the place that they follow
	replaced := map[int][]block.Block{}
	for _, u := range a.unitsOf(some) {
		e := u.first
		if len(e.Replace) == 0 {
			at := e.anchorBlock(a.doc)
			after[at] = append(after[at], u)
			continue
		}
		for k, b := range distributeText(a.doc, e) {
			replaced[e.Replace[k]] = b
		}
	}
	add := func(blocks []block.Block, n int) {
		for _, b := range blocks {
			out, cells = append(out, b), append(cells, n)
		}
	}
	addUnits := func(units []*unit) {
		for _, u := range units {
			if u.laid != nil {
				out, cells = append(out, u.laid.expected...), append(cells, u.laid.cells...)
				continue
			}
			like := u.first.model()
			add(partsOf(like, u.first.Text), cellsOf(&like))
		}
	}
	addUnits(after[-1])
	for i := range a.doc.Blocks {
		if b, ok := replaced[i]; ok {
			add(b, cellsOf(&a.doc.Blocks[i]))
		} else if a.doc.Blocks[i].Segment() {
			add(a.doc.Blocks[i:i+1], untouched)
		}
		addUnits(after[i])
	}
	return out, cells
}

// anchorBlock is the place of the block that a new segment follows, -1 for the very
// beginning.
func (e *Edit) anchorBlock(doc *block.Doc) int {
	if e.After >= 0 {
		return e.After
	}
	for i := e.Before - 1; i >= 0; i-- {
		if doc.Blocks[i].Segment() {
			return i
		}
	}
	return -1
}

// distributeText gives each of the segments that are replaced its part of the text:
// none if there are fewer parts, several to the last if there are more. A heading above
// others goes if there are fewer, since what is said below it is no heading.
func distributeText(doc *block.Doc, e *Edit) [][]block.Block {
	out := make([][]block.Block, len(e.Replace))
	first := doc.Blocks[e.Replace[0]]
	first.Label, first.ID = cmp.Or(e.Label, first.Label), cmp.Or(e.ID, first.ID)
	first.Level = cmp.Or(e.Level, first.Level)
	if len(e.Replace) == 1 && e.Text == Text(&first, doc.Format) {
		out[0] = []block.Block{first}
		return out
	}
	if e.Lines {
		first.Text = e.Text
		return append(out[:0], []block.Block{first})
	}
	texts := piecesOf(first.Kind, e.Text)
	if len(e.Replace) > 1 {
		texts = piecesOf(block.Paragraph, e.Text)
		if len(texts) < len(e.Replace) && first.Kind == block.Heading {
			texts = slices.Insert(texts, 0, "")
		}
	}
	for k, at := range e.Replace {
		switch {
		case k >= len(texts), k < len(e.Replace)-1 && texts[k] == "":
		case k == len(e.Replace)-1:
			b := doc.Blocks[at]
			if k == 0 {
				b = first
			}
			out[k] = partsOf(b, strings.Join(texts[k:], "\n\n"))
		default:
			b := doc.Blocks[at]
			b.Text = texts[k]
			out[k] = []block.Block{b}
		}
	}
	return out
}

// partsOf are the blocks that a text makes of a segment: more than one if blank
// lines part it.
func partsOf(b block.Block, text string) []block.Block {
	var out []block.Block
	for k, piece := range piecesOf(b.Kind, text) {
		p := b
		p.Text = piece
		if k > 0 {
			p.Label = ""
			if b.Kind == block.ListItem || b.Kind == block.Footnote {
				p.Kind, p.Level = block.Paragraph, 0
			}
		}
		out = append(out, p)
	}
	return out
}

// piecesOf parts prose at blank lines. Code, tags and single lines are one piece.
func piecesOf(k block.Kind, text string) []string {
	switch k {
	case block.Paragraph, block.Image, block.ListItem, block.Quote, block.Footnote:
		var out []string
		for piece := range strings.SplitSeq(text, "\n\n") {
			if piece = strings.TrimSpace(piece); piece != "" {
				out = append(out, piece)
			}
		}
		return out
	case block.Heading, block.TableRow:
		return []string{strings.Join(strings.Fields(text), " ")}
	}
	return []string{text}
}

// spliceChoices is the document with some choices made; it fails if a segment stands in
// its file in a way that it does not understand.
func (a *applier) spliceChoices(some []choice) (src []byte, ok bool) {
	var patches []Patch
	units := a.unitsOf(some)
	beside := insertedBeside(units)
	for k, u := range units {
		p, ok := a.patchesOf(u, beside[k])
		if !ok {
			return nil, false
		}
		patches = append(patches, p...)
	}
	return Splice(a.doc.Src, patches)
}

// insertedBeside are, by the places of some units, those that theirs come directly
// behind, or where all stand before a segment of the document, directly before; nil for
// all else.
func insertedBeside(units []*unit) []*unit {
	out := make([]*unit, len(units))
	last := map[int]int{} // the unit before, by the place that it comes behind
	next := map[int]int{}
	for k, u := range units {
		e := u.first
		if len(e.Replace) > 0 {
			continue
		}
		if e.After < 0 && e.Before >= 0 {
			if i, ok := next[e.Before]; ok {
				out[i] = u
			}
			next[e.Before] = k
			continue
		}
		if i, ok := last[e.After]; ok {
			out[k], units[i].followed = units[i], true
		}
		last[e.After] = k
	}
	return out
}

// patchesOf are those that make one unit; beside is the new one beside it.
func (a *applier) patchesOf(u, beside *unit) ([]Patch, bool) {
	e := u.first
	if len(e.Replace) == 0 {
		p, ok := a.insertionOf(u, beside)
		return []Patch{p}, ok
	}
	var out []Patch
	for k, blocks := range distributeText(a.doc, e) {
		at := e.Replace[k]
		b := &a.doc.Blocks[at]
		if len(blocks) == 0 {
			out = append(out, Patch{block.Span{Start: a.endBefore(at), End: b.Span.End}, ""})
			continue
		}
		if len(blocks) == 1 && isUnchanged(&blocks[0], b, a.doc.Format) {
			continue // a text may be written in several ways
		}
		f, ok := frameOf(a.doc, b)
		if !ok || !f.renameLabel(b, &blocks[0]) || !f.changeLevel(b.Level, blocks[0].Level) {
			return nil, false
		}
		lay := f.layBlocks
		if e.Lines {
			lay = f.keepLines
		}
		text, ok := lay(blocks, eolOf(a.doc), u.variant)
		if !ok {
			return nil, false
		}
		out = append(out, Patch{b.Span, text})
		if line, ok := a.delimiterPatch(e, at, blocks[0].Text); ok {
			out = append(out, line)
		}
	}
	return out, true
}

func isUnchanged(now, was *block.Block, format block.Format) bool {
	return (now.Text == was.Text || now.Text == Text(was, format)) && now.Label == was.Label && now.ID == was.ID && now.Level == was.Level
}

// endBefore is where the segment before a place ends.
func (a *applier) endBefore(at int) int {
	for i := at - 1; i >= 0; i-- {
		if a.doc.Blocks[i].Segment() {
			return a.doc.Blocks[i].Span.End
		}
	}
	return a.doc.Blocks[at].Span.Start
}

// eolOf is the line end of a document: that of its first line.
func eolOf(doc *block.Doc) string {
	for i, c := range doc.Src {
		switch {
		case c == '\n':
			return "\n"
		case c == '\r' && i+1 < len(doc.Src) && doc.Src[i+1] == '\n':
			return "\r\n"
		case c == '\r':
			return "\r"
		}
	}
	return "\n"
}
