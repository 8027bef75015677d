package block

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitle is the number of characters up to which the single first line of a
// plain text is taken for its title.
const maxTitle = 120

// parsePlain cuts a plain text at its blank lines.
func (t *text) parsePlain() {
	for first := t.skipBlank(0); first < len(t.starts); {
		last := first
		for last+1 < len(t.starts) && !blankPlain(t.line(last+1)) {
			last++
		}
		next := t.skipBlank(last + 1)
		t.plainBlock(first, last, next < len(t.starts))
		first = next
	}
}

// skipBlank is the first line from n on that is not blank.
func (t *text) skipBlank(n int) int {
	for n < len(t.starts) && blankPlain(t.line(n)) {
		n++
	}
	return n
}

// blankPlain reports whether a line of plain text shows nothing.
func blankPlain(line []byte) bool {
	return len(bytes.TrimFunc(line, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
	})) == 0
}

// plainBlock adds the segments of one block of lines; more says that others follow.
func (t *text) plainBlock(first, last int, more bool) {
	switch {
	case t.everyLine(first, last, isQuoted):
		t.plainQuote(first, last)
	case footnoteLabel(t.line(first)) != "":
		t.plainFootnotes(first, last)
	case more && first == last && t.skipBlank(0) == first && isTitle(t.line(first)):
		t.addPlain(Block{Kind: Heading, Level: 1}, first, last)
	default:
		t.addPlain(Block{Kind: Paragraph}, first, last)
	}
}

// everyLine reports whether a predicate holds for all lines from first to last.
func (t *text) everyLine(first, last int, holds func([]byte) bool) bool {
	for n := first; n <= last; n++ {
		if !holds(t.line(n)) {
			return false
		}
	}
	return true
}

func isQuoted(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte(">"))
}

// isTitle reports whether a line that stands alone at the top is a title.
func isTitle(line []byte) bool {
	line = bytes.TrimSpace(line)
	return utf8.RuneCount(line) <= maxTitle && !bytes.HasSuffix(line, []byte("."))
}

// addPlain adds lines as a segment whose text is the lines without their
// indentation.
func (t *text) addPlain(b Block, first, last int) {
	b.Text = t.joinLines(first, last, bytes.TrimSpace)
	t.add(b, first, last)
}

// joinLines joins what trim leaves of the lines from first to last. It does
// not copy if that is all of them.
func (t *text) joinLines(first, last int, trim func([]byte) []byte) string {
	whole := t.str[t.starts[first]:t.lineEnd(last)]
	kept := last - first
	for n := first; n <= last; n++ {
		kept += len(trim(t.line(n)))
	}
	if kept == len(whole) {
		return t.composed(whole)
	}
	var b strings.Builder
	b.Grow(kept)
	for n := first; n <= last; n++ {
		if n > first {
			b.WriteByte('\n')
		}
		b.Write(trim(t.line(n)))
	}
	return t.composed(b.String())
}

// plainQuote adds lines that all start with ">".
func (t *text) plainQuote(first, last int) {
	level := 0
	rest := bytes.TrimLeft(t.line(first), " \t")
	for len(rest) > 0 && rest[0] == '>' {
		level++
		rest = bytes.TrimLeft(rest[1:], " ")
	}
	text := t.joinLines(first, last, func(line []byte) []byte { return bytes.Trim(line, "> \t") })
	t.add(Block{Kind: Quote, Level: level, Text: text}, first, last)
}

// plainFootnotes adds a footnote for each line that starts with a label in
// brackets; lines without one continue the footnote before them.
func (t *text) plainFootnotes(first, last int) {
	for first <= last {
		label := footnoteLabel(t.line(first))
		end := first
		for end < last && footnoteLabel(t.line(end+1)) == "" {
			end++
		}
		text := t.joinLines(first, end, bytes.TrimSpace)
		text = strings.TrimSpace(text[len(label)+2:])
		t.add(Block{Kind: Footnote, Label: label, Text: text}, first, end)
		first = end + 1
	}
}

// footnoteLabel is the number in brackets that a line of plain text starts
// with, or "" if it is no footnote. "[1](x)" and "[1]: x" are none.
func footnoteLabel(line []byte) string {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || line[0] != '[' {
		return ""
	}
	i := 1
	for i < len(line) && i <= 4 && line[i] >= '0' && line[i] <= '9' {
		i++
	}
	if i == 1 || i == len(line) || line[i] != ']' {
		return ""
	}
	if i+1 < len(line) && strings.IndexByte("([:,.;", line[i+1]) >= 0 {
		return ""
	}
	return string(line[1:i])
}
