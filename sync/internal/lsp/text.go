package lsp

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Text is a document: its bytes, in UTF-8, and where its lines begin. It does not
// change; an edit makes another one.
//
// A line ends in "\n", "\r\n" or "\r". Characters are counted in UTF-16 code units,
// as clients do unless something else was agreed. A byte order mark is in no line:
// editors do not show it.
type Text struct {
	Bytes []byte
	lines []int // the offsets of the beginnings of lines, at least one
}

// Position is a place in a text: line and UTF-16 code unit, both from 0.
type Position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// Range is what stands between two places, without the second.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

var mark = []byte("\ufeff")

// NewText is a text with some bytes.
func NewText(src []byte) *Text {
	t := &Text{Bytes: src, lines: []int{0}}
	if bytes.HasPrefix(src, mark) {
		t.lines[0] = len(mark)
	}
	for i := t.lines[0]; i < len(src); i++ {
		if src[i] == '\n' || src[i] == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// bounds are where the text of a line begins and ends, without its line end.
func (t *Text) bounds(line int) (start, end int) {
	start, end = t.lines[line], len(t.Bytes)
	if line+1 == len(t.lines) {
		return start, end
	}
	end = t.lines[line+1] - 1
	if end > start && t.Bytes[end] == '\n' && t.Bytes[end-1] == '\r' {
		end--
	}
	return start, end
}

// Offset is the offset in bytes of a place. One behind the end of a line is the end of
// the line, one behind the last line the end of the text, and one within a character
// that takes two code units is the beginning of the character.
func (t *Text) Offset(p Position) int {
	switch {
	case p.Line < 0:
		return t.lines[0]
	case p.Line >= len(t.lines):
		return len(t.Bytes)
	}
	at, end := t.bounds(p.Line)
	for left := p.Character; left > 0 && at < end; {
		r, size := utf8.DecodeRune(t.Bytes[at:end])
		if left -= units(r); left < 0 {
			break
		}
		at += size
	}
	return at
}

// Position is the place of an offset in bytes. One within a line end is the end of the
// line. Law: of an offset at which a character of a line begins or a line ends, it is
// the place whose offset that is.
func (t *Text) Position(offset int) Position {
	line := sort.SearchInts(t.lines, offset+1) - 1
	if line < 0 {
		return Position{}
	}
	at, end := t.bounds(line)
	end = min(end, offset)
	p := Position{Line: line}
	for at < end {
		r, size := utf8.DecodeRune(t.Bytes[at:])
		if at += size; at > end { // the offset is within a character
			break
		}
		p.Character += units(r)
	}
	return p
}

// Range is what stands between two offsets.
func (t *Text) Range(start, end int) Range { return Range{t.Position(start), t.Position(end)} }

// units is how many UTF-16 code units a character takes.
func units(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// Change is what a client has changed in a document: what stands in a range, or if
// that is nil, all.
type Change struct {
	Range *Range `json:"range,omitempty"`
	Text  string `json:"text"`
}

// Changed is the text after a client's changes, one after the other.
func (t *Text) Changed(changes []Change) *Text {
	for _, c := range changes {
		if c.Range == nil {
			t = NewText([]byte(c.Text))
			continue
		}
		start, end := t.Offset(c.Range.Start), t.Offset(c.Range.End)
		if start > end {
			start, end = end, start
		}
		t = t.replaced(start, end, c.Text)
	}
	return t
}

// replaced is the text with other bytes between two offsets.
func (t *Text) replaced(start, end int, text string) *Text {
	out := make([]byte, 0, len(t.Bytes)-(end-start)+len(text))
	out = append(append(append(out, t.Bytes[:start]...), text...), t.Bytes[end:]...)
	return NewText(out)
}

// TextEdit is a change that a client is asked to make.
type TextEdit struct {
	Range   Range  `json:"range"`
	NewText string `json:"newText"`
}

// EditTo is the change that makes other bytes of a text: what differs, and whole
// characters. Law: the text, changed so, has these bytes.
func (t *Text) EditTo(src []byte) TextEdit {
	start := 0
	for start < min(len(t.Bytes), len(src)) && t.Bytes[start] == src[start] {
		start++
	}
	for start > t.lines[0] && !(t.boundary(start) && boundary(src, start)) {
		start--
	}
	end, now := len(t.Bytes), len(src)
	for end > start && now > start && t.Bytes[end-1] == src[now-1] {
		end, now = end-1, now-1
	}
	for end < len(t.Bytes) && !(t.boundary(end) && boundary(src, now)) {
		end, now = end+1, now+1
	}
	return TextEdit{t.Range(start, end), string(src[start:now])}
}

// boundary reports whether a place in a text can be named by a [Position].
func (t *Text) boundary(offset int) bool { return boundary(t.Bytes, offset) }

// boundary reports whether neither a character nor a line end stands around an offset.
func boundary(src []byte, offset int) bool {
	if offset <= 0 || offset >= len(src) {
		return true
	}
	return utf8.RuneStart(src[offset]) && !(src[offset] == '\n' && src[offset-1] == '\r')
}
