package edit

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// insertionOf is the patch that puts a new unit into the document; beside is another one
// that stands directly above it, or directly below it where both come before a segment
// of the document.
func (a *applier) insertionOf(u, beside *unit) (Patch, bool) {
	e, eol := u.first, eolOf(a.doc)
	if p, ok := a.titlePatch(u); ok {
		return p, true
	}
	text, ok := a.insertedText(u, eol)
	if !ok {
		return Patch{}, false
	}
	switch {
	case e.After >= 0 && !a.goesOnWith(u, beside):
		return a.putBehind(u, beside, text, eol), true
	case e.Before >= 0:
		b := &a.doc.Blocks[e.Before]
		gap, below := "\n\n", b.Kind
		if beside != nil {
			below = beside.kind()
		}
		switch {
		case u.laid != nil:
			gap = u.blankBeside(below)
		case u.variant != apart:
			gap = blankBetween(e.Like.Doc, e.Like.At, nextSegment(e.Like.Doc, e.Like.At), u.kind(), below)
		}
		return Patch{block.Span{Start: b.Span.Start, End: b.Span.Start}, text + withEOL(gap, eol)}, u.kind() != block.FrontMatter || b.Kind == block.FrontMatter
	}
	end := len(a.doc.Src)
	if beside != nil {
		text = strings.TrimPrefix(u.gapBelow(beside.kind(), 0, eol), eol) + text
	} else if end > 0 && a.doc.Src[end-1] != '\n' && a.doc.Src[end-1] != '\r' {
		text = eol + text
	}
	return Patch{block.Span{Start: end, End: end}, text + eol}, u.kind() != block.FrontMatter
}

// titlePatch is the patch that puts the title of a directive behind it on its line, if the
// document has the directive without one.
func (a *applier) titlePatch(u *unit) (Patch, bool) {
	e := u.first
	if u.wrap != nil || e.After < 0 || a.doc.Blocks[e.After].Kind != block.Directive {
		return Patch{}, false
	}
	doc, there := e.Like.Doc, &a.doc.Blocks[e.After]
	for _, w := range a.wrappersOf(doc) {
		t, ok := titleOf(doc, w)
		if !ok || t.at != e.Like.At || doc.Blocks[previousSegment(doc, t.at)].Digest() != there.Digest() || !isBlankTo(a.doc.Src, there.Span.End) {
			continue
		}
		b := &doc.Blocks[t.at]
		text := string(doc.Src[t.from:b.Span.Start]) + strings.Join(strings.Fields(e.Text), " ") + string(doc.Src[b.Span.End:t.to])
		return Patch{block.Span{Start: there.Span.End, End: there.Span.End}, strings.TrimRight(text, "\r")}, true
	}
	return Patch{}, false
}

// isBlankTo reports whether nothing else stands on the line behind an offset.
func isBlankTo(src []byte, at int) bool {
	return len(bytes.TrimSpace(src[at:lineEnd(src, at)])) == 0
}

// goesOnWith reports whether what stands behind a new item or quotation goes on with it,
// and what stands before it does not: then the one is put in front of the other.
func (a *applier) goesOnWith(u, beside *unit) bool {
	e := u.first
	if beside != nil || u.followed || e.Before < 0 || u.kind() != block.Quote && u.kind() != block.ListItem {
		return false
	}
	above, below := &a.doc.Blocks[e.After], &a.doc.Blocks[e.Before]
	between := string(a.doc.Src[above.Span.End:max(above.Span.End, below.Span.Start)])
	return below.Kind == u.kind() && above.Kind != u.kind() && strings.Trim(between, " \t\r\n") == ""
}

// insertedText is the text of a new unit with what stands around it on its lines.
func (a *applier) insertedText(u *unit, eol string) (string, bool) {
	if u.wrap != nil {
		if u.laid == nil {
			return "", false
		}
		return withEOL(string(u.laid.out), eol), true
	}
	e := u.first
	like := &e.Like.Doc.Blocks[e.Like.At]
	f, ok := frameOf(e.Like.Doc, like)
	made := e.model()
	if !ok || made.ID != like.ID && !f.renameLabel(like, &made) {
		return "", false
	}
	if like.Kind == block.ListItem && u.variant != asInSource {
		a.markItem(&f, e)
	}
	if like.Kind == block.Paragraph || like.Kind == block.Quote || like.Kind == block.ListItem {
		f.width = widthOf(a.doc)
	}
	f.first = f.first[a.openedAbove(e):]
	text, ok := f.layBlocks(partsOf(made, e.Text), eol, u.variant)
	if !ok {
		return "", false
	}
	before, behind := lineAround(e.Like.Doc, like)
	text = before + text + behind
	if !a.standsAlone(e, text) {
		return "", false
	}
	text = withEOL(text, eol)
	if row := delimiterBehind(e.Like.Doc, e.Like.At); row != "" {
		text += eol + row
	}
	return text, true
}

// putBehind puts a text behind a segment of the document, and behind what else is
// put there.
func (a *applier) putBehind(u, beside *unit, text, eol string) Patch {
	e := u.first
	b := &a.doc.Blocks[e.After]
	at := b.Span.End
	if row := delimiterBehind(a.doc, e.After); row != "" && u.kind() == block.TableRow {
		at += strings.Index(string(a.doc.Src[at:]), row) + len(row) // not between a header and its line
	}
	at += a.passedLength(u, at)
	above := b.Kind
	if beside != nil {
		above = beside.kind()
	}
	if u.variant == apart {
		text += eol
	}
	if b.Kind == block.FrontMatter && u.kind() != block.FrontMatter {
		at = a.doc.Body()
		gap := eol
		switch {
		case beside != nil && above != block.FrontMatter:
			gap = strings.TrimPrefix(u.gapBelow(above, 0, eol), eol)
		case at == len(a.doc.Src) && !strings.HasSuffix(string(a.doc.Src), "\n"):
			gap = eol + eol
		}
		return Patch{block.Span{Start: at, End: at}, gap + text + eol}
	}
	gap := u.gapBelow(above, a.openedAbove(e), eol)
	if u.wrap == nil && isPartial(e.Like.Doc, &e.Like.Doc.Blocks[e.Like.At]) {
		gap = gap[:strings.LastIndexAny(gap, "\r\n")+1] // its line begins with what stands before it there
	}
	if u.wrap != nil && beside == nil && u.followsLine(a.doc.Src[:at]) {
		gap = eol
	}
	return Patch{block.Span{Start: at, End: at}, gap + text}
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

// passedLength is the length of the ends of containers that a new unit comes behind, and
// of the beginnings of those that it stands in: what stands in the source between it and
// the segment before it, as far as that stands here too.
func (a *applier) passedLength(u *unit, at int) int {
	doc := u.first.Like.Doc
	first := previousSegment(doc, u.first.Like.At)
	start := doc.Blocks[u.first.Like.At].Span.Start + a.openedAbove(u.first)
	if u.wrap != nil {
		first, start = previousSegment(doc, u.wrap.from), u.wrap.open.Start
	}
	if first < 0 || doc.Blocks[first].Span.End > start {
		return 0
	}
	length := 0
	here := string(a.doc.Src[at:])
	blank := blankSigns(doc, doc.Blocks[first].Span.Start, start)
	lines, _ := cutLines(string(doc.Src[doc.Blocks[first].Span.End:start]))
	for k, line := range lines {
		line = strings.TrimSpace(line)
		if strings.Trim(line, blank) == "" || k == len(lines)-1 {
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
	if !areSimilar(a.Kind, from) || !areSimilar(b.Kind, to) || (a.Kind == block.Quote) != (from == block.Quote) || (a.Kind == block.Directive) != (from == block.Directive) || (b.Kind == block.Directive) != (to == block.Directive) {
		return usual
	}
	blank := blankSigns(doc, a.Span.Start, b.Span.Start)
	lines, _ := cutLines(string(doc.Src[a.Span.End:b.Span.Start]))
	gap := ""
	for k := len(lines) - 1; k > 0; k-- {
		if k < len(lines)-1 && strings.Trim(lines[k], blank) != "" {
			break
		}
		gap = "\n" + lines[k] + gap
	}
	if gap == "" {
		return usual
	}
	return gap
}

// blankSigns are the signs of a blank line between two places where segments begin: in a
// quotation its mark, which elsewhere ends a tag.
func blankSigns(doc *block.Doc, first, second int) string {
	for _, at := range [...]int{first, second} {
		line := doc.Src[bytes.LastIndexByte(doc.Src[:at], '\n')+1:]
		if bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte(">")) {
			return " \t>"
		}
	}
	return " \t"
}

// standsInList reports whether segments of a kind stand line below line.
func standsInList(k block.Kind) bool {
	return k == block.ListItem || k == block.TableRow || k == block.FrontMatter || k == block.LinkDefinition
}

func areSimilar(a, b block.Kind) bool { return standsInList(a) == standsInList(b) }
