// Package plain reads plain text: paragraphs between blank lines, titles,
// quotations behind ">", and footnotes behind a number in brackets.
package plain

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Format is plain text.
type Format struct{}

// Name is the name under which documents and messages know the format.
func (Format) Name() block.Format { return block.PlainText }

// Extensions are the endings of its files.
func (Format) Extensions() []string { return []string{".txt", ".text"} }

// Parse cuts a text into blocks. It never fails.
func (Format) Parse(src []byte, _ block.Options) (*block.Doc, error) { return Parse(src), nil }

// Apply makes changes in a document, see [edit.Apply].
func (Format) Apply(doc *block.Doc, edits []edit.Edit) (src []byte, refused []int) {
	return edit.Apply(doc, edits)
}

// Begin makes a new translation, see [edit.Begin].
func (Format) Begin(source *block.Doc, _ block.Options, edits []edit.Edit) (src []byte, refused []int) {
	return edit.Begin(source, edits, edit.Compose)
}

// Parse cuts a plain text into blocks. Every text is a document.
func Parse(src []byte) *block.Doc {
	t := &text{Builder: block.NewBuilder(src, block.PlainText)}
	t.solid = t.isSolid()
	t.parsePlain()
	return t.Finish(Parse)
}

// text is a plain text on its way to blocks.
type text struct {
	*block.Builder
	// solid says that paragraphs are not told apart by blank lines.
	solid bool
}

// maxTitle is the number of characters up to which the single first line of a
// plain text is taken for its title.
const maxTitle = 120

// parsePlain cuts a plain text at its blank lines.
func (t *text) parsePlain() {
	for first := t.skipBlank(0); first < len(t.Starts); {
		if level := t.underlined(first); level > 0 {
			text := t.JoinLines(first, first, bytes.TrimSpace)
			t.Add(block.Block{Kind: block.Heading, Level: level, Text: text}, first, first+1)
			first = t.skipBlank(first + 2)
			continue
		}
		last := first
		for last+1 < len(t.Starts) && !blankPlain(t.Line(last+1)) {
			last++
		}
		next := t.skipBlank(last + 1)
		t.plainBlock(first, last, next < len(t.Starts))
		first = next
	}
}

// underlined is the level of the title that a line is which begins a block and has a line of
// nothing but equals signs or dashes right below it, as in Markdown; 0 if it is none.
func (t *text) underlined(n int) int {
	const shortest = 3
	if n+1 >= len(t.Starts) {
		return 0
	}
	line, below := bytes.TrimSpace(t.Line(n)), bytes.TrimSpace(t.Line(n+1))
	switch {
	case len(below) < shortest || !isTitle(line) || !bytes.ContainsFunc(line, inline.InWord),
		isQuoted(line), footnoteLabel(line) != "", markerOf(line).length > 0:
		return 0
	case len(bytes.Trim(below, "=")) == 0:
		return 1
	case len(bytes.Trim(below, "-")) == 0:
		return 2
	}
	return 0
}

// skipBlank is the first line from n on that is not blank.
func (t *text) skipBlank(n int) int {
	for n < len(t.Starts) && blankPlain(t.Line(n)) {
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
	case footnoteLabel(t.Line(first)) != "":
		t.plainFootnotes(first, last)
	case more && first == last && t.skipBlank(0) == first && isTitle(t.Line(first)):
		t.addPlain(block.Block{Kind: block.Heading, Level: 1}, first, last)
	default:
		t.paragraphs(first, last)
	}
}

// everyLine reports whether a predicate holds for all lines from first to last.
func (t *text) everyLine(first, last int, holds func([]byte) bool) bool {
	for n := first; n <= last; n++ {
		if !holds(t.Line(n)) {
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
func (t *text) addPlain(b block.Block, first, last int) {
	b.Text = t.JoinLines(first, last, bytes.TrimSpace)
	t.Add(b, first, last)
}

// plainQuote adds lines that all start with ">".
func (t *text) plainQuote(first, last int) {
	level := 0
	rest := bytes.TrimLeft(t.Line(first), " \t")
	for len(rest) > 0 && rest[0] == '>' {
		level++
		rest = bytes.TrimLeft(rest[1:], " ")
	}
	text := t.JoinLines(first, last, func(line []byte) []byte { return bytes.Trim(line, "> \t") })
	t.Add(block.Block{Kind: block.Quote, Level: level, Text: text}, first, last)
}

// plainFootnotes adds a footnote for each line that starts with a label in
// brackets; lines without one continue the footnote before them.
func (t *text) plainFootnotes(first, last int) {
	for first <= last {
		label := footnoteLabel(t.Line(first))
		end := first
		for end < last && footnoteLabel(t.Line(end+1)) == "" {
			end++
		}
		text := t.JoinLines(first, end, bytes.TrimSpace)
		text = strings.TrimSpace(text[len(label)+2:])
		t.Add(block.Block{Kind: block.Footnote, Label: label, Text: text}, first, end)
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
