package edit

import (
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// insertionOf is the patch that puts a new segment into the document; beside is
// another one that stands directly above it, or directly below it where both come
// before a segment of the document.
func (a *applier) insertionOf(e, beside *Edit, variant int) (Patch, bool) {
	like := &e.Like.Doc.Blocks[e.Like.At]
	eol := eolOf(a.doc)
	f, ok := frameOf(e.Like.Doc, like)
	if !ok {
		return Patch{}, false
	}
	if like.Kind == block.ListItem && variant != asInSource {
		a.markItem(&f, e)
	}
	if like.Kind == block.Paragraph || like.Kind == block.Quote || like.Kind == block.ListItem {
		f.width = widthOf(a.doc)
	}
	text, ok := f.layBlocks(partsOf(*like, e.Text), eol, variant)
	if !ok {
		return Patch{}, false
	}
	if alone := beside == nil || isPartial(e.Like.Doc, like); alone {
		before, behind := lineAround(e.Like.Doc, like)
		text = before + text + behind
	}
	text = withEOL(text, eol)
	if row := delimiterBehind(e.Like.Doc, e.Like.At); row != "" {
		text += eol + row
	}
	switch {
	case e.After >= 0:
		return a.putBehind(e, beside, text, eol, variant), true
	case e.Before >= 0:
		b := &a.doc.Blocks[e.Before]
		below := b.Kind
		if beside != nil {
			below = beside.insertedKind()
		}
		gap := blankBetween(e.Like.Doc, e.Like.At, nextSegment(e.Like.Doc, e.Like.At), like.Kind, below)
		return Patch{block.Span{Start: b.Span.Start, End: b.Span.Start}, text + withEOL(gap, eol)}, like.Kind != block.FrontMatter || b.Kind == block.FrontMatter
	}
	end := len(a.doc.Src)
	if beside != nil {
		text = strings.TrimPrefix(e.gapBelow(beside.insertedKind(), eol), eol) + text
	} else if end > 0 && a.doc.Src[end-1] != '\n' && a.doc.Src[end-1] != '\r' {
		text = eol + text
	}
	return Patch{block.Span{Start: end, End: end}, text + eol}, like.Kind != block.FrontMatter
}

// insertedKind is that of a new segment.
func (e *Edit) insertedKind() block.Kind { return e.Like.Doc.Blocks[e.Like.At].Kind }

// gapBelow is what stands between a new segment and one of a kind above it.
func (e *Edit) gapBelow(above block.Kind, eol string) string {
	doc, at := e.Like.Doc, e.Like.At
	return withEOL(blankBetween(doc, previousSegment(doc, at), at, above, doc.Blocks[at].Kind), eol)
}

// putBehind puts a text behind a segment of the document, and behind what else is
// put there.
func (a *applier) putBehind(e, beside *Edit, text, eol string, variant int) Patch {
	b := &a.doc.Blocks[e.After]
	at := b.Span.End
	if row := delimiterBehind(a.doc, e.After); row != "" && e.insertedKind() == block.TableRow {
		at += strings.Index(string(a.doc.Src[at:]), row) + len(row) // not between a header and its line
	}
	at += a.passedLength(e, at)
	above := b.Kind
	if beside != nil {
		above = beside.insertedKind()
	}
	if variant == apart {
		text += eol
	}
	if b.Kind == block.FrontMatter && e.insertedKind() != block.FrontMatter {
		at = a.doc.Body()
		gap := eol
		switch {
		case beside != nil && above != block.FrontMatter:
			gap = strings.TrimPrefix(e.gapBelow(above, eol), eol)
		case at == len(a.doc.Src) && !strings.HasSuffix(string(a.doc.Src), "\n"):
			gap = eol + eol
		}
		return Patch{block.Span{Start: at, End: at}, gap + text + eol}
	}
	return Patch{block.Span{Start: at, End: at}, e.gapBelow(above, eol) + text}
}

// isPartial reports whether a segment is only a part of its lines, as text between
// tags is.
func isPartial(doc *block.Doc, b *block.Block) bool {
	before, behind := lineAround(doc, b)
	return before+behind != ""
}

// lineAround is what stands before and behind a segment on its lines, if it is the
// only one there.
func lineAround(doc *block.Doc, b *block.Block) (before, behind string) {
	if b.Kind == block.FrontMatter || b.Kind == block.Message {
		return "", ""
	}
	from, to := b.Span.Start, b.Span.End
	for from > 0 && doc.Src[from-1] != '\n' && doc.Src[from-1] != '\r' {
		from--
	}
	for to < len(doc.Src) && doc.Src[to] != '\n' && doc.Src[to] != '\r' {
		to++
	}
	for i := range doc.Blocks {
		if o := &doc.Blocks[i]; o != b && o.Segment() && o.Span.Start < to && from < o.Span.End {
			return "", ""
		}
	}
	before = strings.TrimPrefix(string(doc.Src[from:b.Span.Start]), "\ufeff")
	return before, string(doc.Src[b.Span.End:to])
}

// passedLength is the length of the ends of containers that a new segment comes behind:
// what stands in the source between it and the segment before it, as far as that
// stands here too.
func (a *applier) passedLength(e *Edit, at int) int {
	doc := e.Like.Doc
	first := previousSegment(doc, e.Like.At)
	if first < 0 {
		return 0
	}
	length := 0
	here := string(a.doc.Src[at:])
	lines, _ := cutLines(string(doc.Src[doc.Blocks[first].Span.End:doc.Blocks[e.Like.At].Span.Start]))
	for k, line := range lines {
		line = strings.TrimSpace(line)
		if strings.Trim(line, " \t>") == "" || k == len(lines)-1 {
			continue
		}
		end := strings.Index(here[length:], line)
		if end < 0 || strings.TrimSpace(here[length:length+end]) != "" {
			break
		}
		length += end + len(line)
	}
	return length
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
		case len(lines) > 1 && !areShort(lines):
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
	if from == to && standsInList(from) {
		usual = "\n"
	}
	if first < 0 || second < 0 {
		return usual
	}
	a, b := &doc.Blocks[first], &doc.Blocks[second]
	if !areSimilar(a.Kind, from) || !areSimilar(b.Kind, to) || (a.Kind == block.Directive) != (from == block.Directive) || (b.Kind == block.Directive) != (to == block.Directive) {
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

// standsInList reports whether segments of a kind stand line below line.
func standsInList(k block.Kind) bool {
	return k == block.ListItem || k == block.TableRow || k == block.FrontMatter || k == block.LinkDefinition
}

func areSimilar(a, b block.Kind) bool { return standsInList(a) == standsInList(b) }
