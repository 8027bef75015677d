package block

import (
	"bytes"
	"path"
	"strings"
	"unsafe"
)

// Options are the choices that a project makes about its articles. The zero
// value is what [Parse] uses.
type Options struct {
	// FrontMatter lists the keys of front matter whose values are translated.
	// Nil means title, subtitle, description, summary, excerpt, caption,
	// sidebar_label and linkTitle; an empty list means none.
	FrontMatter []string
}

// FormatOf is the format of the file with the given name: plain text for .txt
// and .text, Markdown for all others.
func FormatOf(name string) Format {
	ext := path.Ext(name)
	if strings.EqualFold(ext, ".txt") || strings.EqualFold(ext, ".text") {
		return PlainText
	}
	return Markdown
}

// Parse cuts src into blocks. It takes any bytes and never fails: every text
// is a document. Src is kept in the result and must not be changed afterwards.
func Parse(src []byte, format Format) *Doc {
	return ParseWith(src, format, Options{})
}

// ParseWith is [Parse] with options.
func ParseWith(src []byte, format Format, opts Options) *Doc {
	d := &Doc{Src: src, Format: format, lines: lineStarts(src)}
	t := newText(d)
	if format == PlainText {
		t.parsePlain()
	} else {
		t.parseMarkdown(opts)
	}
	d.Blocks = t.finish()
	return d
}

// text is a document on its way to blocks. All its offsets are those of clean,
// which has the same lines as the source; the spans of blocks are made from
// line numbers, so line endings and a byte order mark move nothing. Lines are
// counted from 0 here.
type text struct {
	doc *Doc
	// clean is the source without byte order mark, its lines ended by "\n".
	// It is the source itself where that is already so.
	clean []byte
	// str is clean as a string; all texts are cut from it.
	str string
	// starts are the offsets in clean at which lines start.
	starts []int
	// nfc reports that clean is in NFC, and so is every piece of it.
	nfc    bool
	blocks []Block
	// pos is where the last block ends in the source.
	pos int
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// newText prepares the clean text of a document.
func newText(d *Doc) *text {
	t := &text{doc: d}
	body := bytes.TrimPrefix(d.Src, byteOrderMark)
	switch {
	case bytes.IndexByte(body, '\r') >= 0:
		t.clean = unixLines(body)
		t.starts = lineStarts(t.clean)
		t.str = unsafeString(t.clean)
	case len(body) != len(d.Src):
		t.clean = body
		t.starts = lineStarts(body)
		t.str = string(body)
	default:
		t.clean = d.Src
		t.starts = d.lines
		t.str = string(body)
	}
	t.nfc = isNFC(t.str)
	t.blocks = make([]Block, 0, len(t.starts)/2+2)
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

// line is line n of the clean text without its ending.
func (t *text) line(n int) []byte {
	return t.clean[t.starts[n]:t.lineEnd(n)]
}

// lineEnd is the offset in the clean text at which line n ends.
func (t *text) lineEnd(n int) int {
	if n+1 < len(t.starts) {
		return t.starts[n+1] - 1
	}
	return len(t.clean)
}

// cut is the text between two offsets of the clean text, in NFC.
func (t *text) cut(from, to int) string { return t.composed(t.str[from:to]) }

// composed is s, a piece of the clean text or made from pieces, in NFC.
func (t *text) composed(s string) string {
	if t.nfc {
		return s
	}
	return toNFC(s)
}

// add adds the segment that takes the lines from first to last, and before it
// the gap that it leaves behind the segment before it. Segments come in order.
func (t *text) add(b Block, first, last int) {
	b.Span = t.doc.span(first, last)
	t.gap(b.Span.Start)
	t.blocks = append(t.blocks, b)
	t.pos = b.Span.End
}

// gap fills the bytes up to end with a gap.
func (t *text) gap(end int) {
	if end > t.pos {
		t.blocks = append(t.blocks, Block{Span: Span{t.pos, end}})
		t.pos = end
	}
}

// finish returns the blocks of the whole source.
func (t *text) finish() []Block {
	t.gap(len(t.doc.Src))
	return t.blocks
}
