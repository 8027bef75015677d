package block

import (
	"bytes"
	"sort"
	"strings"
)

// Line is the number, from 1, of the line that holds the byte at offset. Lines
// end with LF, CRLF or a lone CR. Offsets beyond the ends count as the ends.
func (d *Doc) Line(offset int) int {
	starts := d.lines
	if starts == nil {
		starts = lineStarts(d.Src)
	}
	n := sort.SearchInts(starts, offset+1)
	return max(n, 1)
}

// lineStart is the offset at which a line starts, that of the end behind the last.
func (d *Doc) lineStart(line int) int {
	if line < len(d.lines) {
		return d.lines[line]
	}
	return len(d.Src)
}

// spanOfLines is the bytes from the start of line first to the end of line last,
// without its line ending and without a byte order mark.
func (d *Doc) spanOfLines(first, last int) Span {
	s := Span{d.lines[first], len(d.Src)}
	if first == 0 && bytes.HasPrefix(d.Src, byteOrderMark) {
		s.Start = len(byteOrderMark)
	}
	if last+1 < len(d.lines) {
		s.End = d.lines[last+1] - 1
		if s.End > s.Start && d.Src[s.End] == '\n' && d.Src[s.End-1] == '\r' {
			s.End--
		}
	}
	return s
}

// lineStarts are the offsets at which the lines of src start. There is one
// more line than there are line endings, so the last may be empty.
func lineStarts(src []byte) []int {
	starts := make([]int, 1, 2+bytes.Count(src, []byte{'\n'}))
	if bytes.IndexByte(src, '\r') >= 0 {
		return mixedLineStarts(src, starts)
	}
	for pos := 0; ; {
		i := bytes.IndexByte(src[pos:], '\n')
		if i < 0 {
			return starts
		}
		pos += i + 1
		starts = append(starts, pos)
	}
}

// mixedLineStarts appends the starts of all lines but the first to starts.
func mixedLineStarts(src []byte, starts []int) []int {
	for i := 0; i < len(src); i++ {
		switch {
		case src[i] == '\n':
			starts = append(starts, i+1)
		case src[i] != '\r':
		case i+1 == len(src) || src[i+1] != '\n':
			starts = append(starts, i+1)
		}
	}
	return starts
}

// SpanOfText is where a part of the text of a block, from start up to end, stands in the
// source: a text is as it is written there but for what begins its lines. It is not known
// where markup or references to characters are written otherwise.
func (d *Doc) SpanOfText(number, start, end int) (out Span, ok bool) {
	b := &d.Blocks[number]
	src := d.Src[b.Span.Start:b.Span.End]
	at, read := 0, 0 // in the source, and in the text
	for line := range strings.SplitAfterSeq(b.Text, "\n") {
		bare := strings.TrimSuffix(line, "\n")
		found := bytes.Index(src[at:], []byte(bare))
		if found < 0 || len(bytes.Trim(src[at:at+found], lineBeginnings)) > 0 {
			return Span{}, false
		}
		at += found
		if read <= start && start < read+len(line) {
			out.Start = b.Span.Start + at + start - read
		}
		if read < end && end <= read+len(bare) {
			out.End = b.Span.Start + at + end - read
			return out, true
		}
		at += len(bare)
		read += len(line)
	}
	return Span{}, false
}

// lineBeginnings are the bytes that may stand before and between the lines of a text.
const lineBeginnings = " \t\r\n>-*+0123456789.)"
