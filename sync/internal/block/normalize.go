package block

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// Normalize is a text of a block of the given kind without what the project
// calls cosmetic: two texts that differ only in that have the same result, and
// the result of a result is itself.
//
// For prose the result is in NFC, and
//
//   - white space of any sort, line ends and hard breaks are one space, none at
//     the ends; zero-width spaces, direction marks and soft hyphens are dropped;
//   - quotation marks are dropped, also single ones, and an apostrophe within a
//     word is "'";
//   - a dash ("—", "--", "---") is " - ", between digits "-"; other dashes,
//     hyphens and the minus sign are "-", and keep the spaces that they have;
//   - "…" is "...", and a comma, full stop, exclamation mark, question mark or
//     semicolon that stands twice in error stands once;
//   - "_x_" is "*x*" and "__x__" is "**x**"; "<https://x>" is the bare address;
//   - a character written as an entity or behind a backslash is that character,
//     unless that would make it markup;
//   - the cells of a table row have one space around them, and pipes at the ends.
//
// Code spans, addresses, link targets and tags are left as they are, but for
// line ends in code spans. Letters, case, words, numbers and other punctuation
// are never touched. For code, HTML and directives only blanks at the ends of
// lines and blank lines at the end are dropped. All rules are alike.
//
// This is a reading of its own, and not one of the tokens of package inline: it has
// to read its own results, which are not Markdown ("[a](b title)"), and records hold
// digests of them, so that each byte counts. What code spans, addresses and
// character references are, it asks inline.
func Normalize(kind Kind, text string) string {
	text = toNFC(text)
	n := normalizers.Get().(*normalizer)
	defer normalizers.Put(n)
	n.out = n.out[:0]
	n.normalize(kind, text)
	if string(n.out) == text {
		return text
	}
	return string(n.out)
}

// maxPasses bounds how often a text is normalised until it stays the same. One
// pass is enough for nearly all; nests of escapes may need more.
const maxPasses = 8

// normalizer holds the buffers of a normalisation and what it found out.
type normalizer struct {
	// out is the result. What stands before from is not part of it.
	out  []byte
	from int
	// kept are the ranges of out that are left as they are, in order.
	kept []Span
	// spare is the buffer that changes places with out.
	spare []byte
	table bool
	// pipe is the end in out of the last pipe between cells.
	pipe int
	// target says that the destination of a link definition is yet to come.
	target bool
	// unclosed has a bit for each length of a run of backticks for which no
	// closing run is left.
	unclosed uint64
	// joins says that neighbours have to be looked at, dropped that something
	// was dropped, literal that there are characters that could become
	// markup, and again that the result may not yet be the last word.
	joins, dropped, literal, again bool
	// uncomposed says that the result may not be in NFC.
	uncomposed bool
}

var normalizers = sync.Pool{New: func() any { return new(normalizer) }}

// normalize appends the normalised text to out.
func (n *normalizer) normalize(kind Kind, text string) {
	switch kind {
	case Gap:
	case Rule:
		n.out = append(n.out, "---"...)
	case Code, HTML, Directive:
		n.trimLines(text)
	default:
		n.normalizeProse(kind, text)
	}
}

// trimLines appends a text without blanks at the ends of lines and without
// blank lines at the end.
func (n *normalizer) trimLines(text string) {
	const blanks = " \t\r\f\v"
	text = strings.TrimRight(text, blanks+"\n")
	for {
		end := strings.IndexByte(text, '\n')
		if end < 0 {
			n.out = append(n.out, text...)
			return
		}
		n.out = append(n.out, strings.TrimRight(text[:end], blanks)...)
		n.out = append(n.out, '\n')
		text = text[end+1:]
	}
}

// normalizeProse appends a text of prose, normalised until it stays the same.
func (n *normalizer) normalizeProse(kind Kind, text string) {
	n.from = len(n.out)
	n.normalizeOnce(kind, text)
	for range maxPasses {
		if !n.again {
			return
		}
		before := string(n.out[n.from:])
		n.out = n.out[:n.from]
		n.normalizeOnce(kind, before)
		if string(n.out[n.from:]) == before {
			return
		}
	}
}

// normalizeOnce appends a text of prose, normalised once.
func (n *normalizer) normalizeOnce(kind Kind, text string) {
	n.kept = n.kept[:0]
	n.unclosed, n.table, n.target, n.pipe = 0, kind == TableRow, kind == LinkDefinition, -1
	n.joins, n.dropped, n.literal, n.again, n.uncomposed = false, false, false, false, false
	if n.table && !strings.HasPrefix(strings.TrimLeft(text, " \t\n"), "|") {
		n.out = append(n.out, '|', ' ')
	}
	n.lexText(text)
	n.trimEnd()
	if n.table && n.pipe != len(n.out) {
		n.addSpace()
		n.out = append(n.out, '|')
	}
	if n.joins {
		n.joinNeighbours()
	}
	if n.uncomposed && !norm.NFC.IsNormal(n.out[n.from:]) {
		n.out = append(n.out[:n.from], norm.NFC.Bytes(n.out[n.from:])...)
		n.again = true
	}
	n.again = n.again || n.literal && n.dropped
}

// trimEnd drops a space at the end.
func (n *normalizer) trimEnd() {
	if end := len(n.out); end > n.from && n.out[end-1] == ' ' {
		n.out = n.out[:end-1]
	}
}
