package block

import (
	"bytes"
	"path"
	"strings"
	"unsafe"

	"golang.org/x/text/unicode/norm"
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
	d.Blocks = t.assemble()
	return d
}

// text is a document on its way to blocks. All its offsets are those of clean,
// which has the same lines as the source; spans are made from line numbers at
// the very end, so line endings and a byte order mark move nothing.
type text struct {
	doc *Doc
	// clean is the source without byte order mark, its lines ended by "\n".
	// It is the source itself where that is already so.
	clean []byte
	// str shares the memory of a copy of clean; all texts are cut from it.
	str string
	// starts are the offsets in clean at which lines start.
	starts []int
	// nfc reports that clean is in NFC, and so is every piece of it.
	nfc    bool
	pieces []piece
}

// piece is a block in terms of whole lines, which are counted from 0 and
// inclusive. Pieces of kind Gap only mark lines as seen.
type piece struct {
	Block
	first, last int
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
	t.nfc = norm.NFC.IsNormal(t.clean)
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
	return norm.NFC.String(s)
}

// assemble turns the pieces into blocks and fills the bytes between them with
// gaps.
func (t *text) assemble() []Block {
	blocks := make([]Block, 0, 2*len(t.pieces)+1)
	pos := 0
	for i := range t.pieces {
		p := &t.pieces[i]
		if p.Kind == Gap {
			continue
		}
		p.Span = t.doc.span(p.first, p.last)
		if p.Span.Start > pos {
			blocks = append(blocks, Block{Span: Span{pos, p.Span.Start}})
		}
		blocks = append(blocks, p.Block)
		pos = p.Span.End
	}
	if pos < len(t.doc.Src) {
		blocks = append(blocks, Block{Span: Span{pos, len(t.doc.Src)}})
	}
	return blocks
}
