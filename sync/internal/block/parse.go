package block

import (
	"bytes"
	"sort"
	"strings"
	"unsafe"
)

// Choices are those that a project makes about what is translated of its articles. The zero
// value is the usual choice.
type Choices struct {
	// FrontMatter lists the keys of front matter whose values are translated.
	// Nil leaves the choice to the format; an empty list means none.
	FrontMatter []string
	// Attributes lists the attributes of tags and shortcodes whose values are
	// translated. Nil leaves the choice to the format.
	Attributes []string
	// NoteWords begin the comments that are for translators, such as
	// "translators:". Nil leaves the choice to the format.
	NoteWords []string
	// Furniture lists the elements of a page that are no part of its article: tags,
	// ".class" and "#id". Nil leaves the choice to the format.
	Furniture []string
}

// Options say how a file is to be read.
type Options struct {
	Choices
	// Path is the name of the file, "" if it has none. Formats with several
	// dialects tell them apart by its ending.
	Path string
	// Language is that of the text, as BCP 47 has it. Formats of catalogues need
	// it for the plural forms.
	Language string
	// Source says that a catalogue holds the source texts: where a gettext message
	// has no translation, its text is the msgid. Template says that the msgids are
	// the texts, whatever translations there are.
	Source, Template bool
	// Rows says that the document stands beside one in another format: the rows of
	// its tables are segments, not their cells.
	Rows bool
	// Like is the source of a catalogue, in whose dialect it is written; nil means
	// to find the dialect out.
	Like *Doc
}

// Builder makes the blocks of a document whose format goes line by line. All
// its offsets are those of Clean, which has the same lines as the source; the
// spans of blocks are made from line numbers, so line endings and a byte order
// mark move nothing. Lines are counted from 0 here.
type Builder struct {
	doc *Doc
	// Clean is the source without byte order mark, its lines ended by "\n".
	// It is the source itself where that is already so.
	Clean []byte
	// Str is Clean as a string; all texts are cut from it.
	Str string
	// Starts are the offsets in Clean at which lines start.
	Starts []int
	// nfc reports that Clean is in NFC, and so is every piece of it.
	nfc bool
	// pos is where the last block ends in the source.
	pos int
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// NewBuilder prepares the lines of a source, which must not be changed
// afterwards.
func NewBuilder(src []byte, format Format) *Builder {
	d := &Doc{Src: src, Format: format, lines: lineStarts(src)}
	t := &Builder{doc: d}
	body := bytes.TrimPrefix(d.Src, byteOrderMark)
	switch {
	case bytes.IndexByte(body, '\r') >= 0:
		t.Clean = unixLines(body)
		t.Starts = lineStarts(t.Clean)
		t.Str = unsafeString(t.Clean)
	case len(body) != len(d.Src):
		t.Clean = body
		t.Starts = lineStarts(body)
		t.Str = string(body)
	default:
		t.Clean = d.Src
		t.Starts = d.lines
		t.Str = unsafeString(body)
	}
	t.nfc = isNFC(t.Str)
	d.Blocks = make([]Block, 0, len(t.Starts)/2+2)
	return t
}

// unsafeString is the string over the memory of b, which nobody changes any more.
func unsafeString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// unixLines is a copy of src in which every CRLF and every lone CR is one LF.
func unixLines(src []byte) []byte {
	out := make([]byte, 0, len(src))
	for len(src) > 0 {
		i := bytes.IndexByte(src, '\r')
		if i < 0 {
			return append(out, src...)
		}
		out = append(out, src[:i]...)
		out = append(out, '\n')
		src = bytes.TrimPrefix(src[i+1:], []byte{'\n'})
	}
	return out
}

// Line is line n of the clean text without its ending.
func (t *Builder) Line(n int) []byte {
	return t.Clean[t.Starts[n]:t.LineEnd(n)]
}

// LineEnd is the offset in the clean text at which line n ends.
func (t *Builder) LineEnd(n int) int {
	if n+1 < len(t.Starts) {
		return t.Starts[n+1] - 1
	}
	return len(t.Clean)
}

// Composed is s, a piece of the clean text or made from pieces, in NFC.
func (t *Builder) Composed(s string) string {
	if t.nfc {
		return s
	}
	return toNFC(s)
}

// Add adds the segment that takes the lines from first to last, and before it
// the gap that it leaves behind the segment before it. Segments come in order.
func (t *Builder) Add(b Block, first, last int) {
	b.Span = t.doc.spanOfLines(first, last)
	t.fillGap(b.Span.Start)
	t.doc.Blocks = append(t.doc.Blocks, b)
	t.pos = b.Span.End
}

// AddSpan adds the segment between two offsets of Clean, and before it the gap.
func (t *Builder) AddSpan(b Block, from, to int) {
	b.Span = Span{t.sourceOffset(from), t.sourceOffset(to)}
	if b.Span.Start < t.pos || b.Span.End <= b.Span.Start {
		return
	}
	t.fillGap(b.Span.Start)
	t.doc.Blocks = append(t.doc.Blocks, b)
	t.pos = b.Span.End
}

// AddAround adds the segment whose text stands between two offsets of Clean, and
// whose lines, from first to last, have nothing else but tags around it.
func (t *Builder) AddAround(b Block, from, to, first, last int) {
	b.Span = t.doc.spanOfLines(first, last)
	b.Lead, b.Tail = t.sourceOffset(from)-b.Span.Start, b.Span.End-t.sourceOffset(to)
	t.fillGap(b.Span.Start)
	t.doc.Blocks = append(t.doc.Blocks, b)
	t.pos = b.Span.End
}

// sourceOffset is the offset in the source of one in Clean.
func (t *Builder) sourceOffset(at int) int {
	n := max(sort.SearchInts(t.Starts, at+1)-1, 0)
	return t.doc.spanOfLines(n, n).Start + at - t.Starts[n]
}

// fillGap fills the bytes up to end with a gap.
func (t *Builder) fillGap(end int) {
	if end > t.pos {
		t.doc.Blocks = append(t.doc.Blocks, Block{Span: Span{t.pos, end}})
		t.pos = end
	}
}

// SetBody says that the front matter ends before line n.
func (t *Builder) SetBody(n int) { t.doc.body = t.doc.lineStart(n) }

// Finish returns the document. Reread parses other bytes as this source was.
func (t *Builder) Finish(reread func([]byte) *Doc) *Doc {
	t.fillGap(len(t.doc.Src))
	t.doc.Reread = reread
	return t.doc
}

// JoinLines joins what trim leaves of the lines from first to last. It does
// not copy if that is all of them.
func (t *Builder) JoinLines(first, last int, trim func([]byte) []byte) string {
	whole := t.Str[t.Starts[first]:t.LineEnd(last)]
	kept := last - first
	for n := first; n <= last; n++ {
		kept += len(trim(t.Line(n)))
	}
	if kept == len(whole) {
		return t.Composed(whole)
	}
	var b strings.Builder
	b.Grow(kept)
	for n := first; n <= last; n++ {
		if n > first {
			b.WriteByte('\n')
		}
		b.Write(trim(t.Line(n)))
	}
	return t.Composed(b.String())
}
