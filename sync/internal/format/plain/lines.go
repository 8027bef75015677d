package plain

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Not all writers leave a blank line between paragraphs. A line that begins with
// the marker of a list is an item; where lines are not wrapped, each is a
// paragraph; and so is what begins with an indented line.

// longestWrapped is the number of characters up to which a line can be one of
// wrapped text.
const longestWrapped = 120

// fewBlocks is the number of blocks of several lines up to which a text is taken
// for one whose paragraphs are not told apart by blank lines.
const fewBlocks = 2

// isSolid reports whether the paragraphs of the text are not told apart by blank
// lines.
func (t *text) isSolid() bool {
	blocks := 0
	for n := t.skipBlank(0); n < len(t.Starts); n = t.skipBlank(n) {
		first := n
		for n < len(t.Starts) && !blankPlain(t.Line(n)) {
			n++
		}
		if n-first > 1 {
			blocks++
		}
	}
	return blocks <= fewBlocks
}

// paragraphs adds the segments of a block of lines that is no quotation: items,
// titles and paragraphs.
func (t *text) paragraphs(first, last int) {
	items, shape := t.items(first, last), t.shapeOf(first, last)
	for n := first; n <= last; {
		end := n
		b := block.Block{Kind: block.Paragraph}
		if m := markerOf(t.Line(n)); items && m.length > 0 {
			for end < last && markerOf(t.Line(end+1)).length == 0 {
				end++
			}
			t.item(m, n, end)
			n = end + 1
			continue
		}
		for end < last && !(items && markerOf(t.Line(end+1)).length > 0) && !t.breaks(first, last, end, shape) {
			end++
		}
		if n == first && end == n && end < last && t.titled(n) {
			b = block.Block{Kind: block.Heading, Level: 1}
			if t.skipBlank(0) != first {
				b.Level = 2
			}
		}
		t.addPlain(b, n, end)
		n = end + 1
	}
}

// marker is what an item of a list begins with.
type marker struct {
	length int // of the indentation, the sign and the blanks; 0 if there is none
	sign   string
	number int // -1 for a bullet
	indent int
}

var markerSigns = regex.Lazy(`^[ \t]*(?:([-*+•·◦‣▪–—])|(\d{1,3})([.)]))[ \t]+\S`)

func markerOf(line []byte) marker {
	m := markerSigns.FindSubmatchIndex(line)
	if m == nil {
		return marker{}
	}
	out := marker{length: m[1] - 1, number: -1, indent: len(line) - len(bytes.TrimLeft(line, " \t"))}
	_, size := utf8.DecodeLastRune(line[:m[1]])
	out.length = m[1] - size
	if m[2] >= 0 {
		out.sign = string(line[m[2]:m[3]])
		return out
	}
	out.number, _ = strconv.Atoi(string(line[m[4]:m[5]]))
	out.sign = string(line[m[6]:m[7]])
	return out
}

// items reports whether the marked lines of a block are items: there are several
// with one sign, whose numbers rise one by one but for a few slips; or one line is all there is, or
// comes behind a colon, and is no sentence that begins with an ordinal number or
// speech that begins with a dash.
func (t *text) items(first, last int) bool {
	var marks []marker
	for n := first; n <= last; n++ {
		if m := markerOf(t.Line(n)); m.length > 0 {
			marks = append(marks, m)
		}
	}
	if len(marks) == 0 {
		return false
	}
	opens := markerOf(t.Line(first)).length > 0
	if len(marks) == 1 {
		line := t.Line(first)
		if !opens {
			return first < last && bytes.HasSuffix(bytes.TrimSpace(line), []byte(":"))
		}
		dash := marks[0].sign == "–" || marks[0].sign == "—"
		return !dash && !(marks[0].number > 1 && block.GoesOnAsSentence(string(line[marks[0].length:])))
	}
	slips := 0
	for k := range marks[1:] {
		a, b := marks[k], marks[k+1]
		if a.indent == b.indent && a.number >= 0 && b.number >= 0 && b.number != a.number+1 && b.number != 1 {
			if slips++; !b.nearlyFollows(a) {
				return false
			}
		}
		if (a.sign == "–" || a.sign == "—") && !opens {
			return false
		}
	}
	return slips*slipShare <= len(marks) || opens && marks[0].number == 1
}

// Where an item was deleted or put in, and its list not numbered anew, numbers are left out
// or come twice: up to mostSkipped at a time, and not for more than one of slipShare items
// in a list that does not begin with 1.
const mostSkipped, slipShare = 2, 3

// nearlyFollows reports whether an item comes behind another in a list, though the number
// may be wrong.
func (m marker) nearlyFollows(before marker) bool {
	return m.number >= before.number && m.number <= before.number+1+mostSkipped
}

// item adds an item with the lines that it goes on with.
func (t *text) item(m marker, first, last int) {
	text := t.JoinLines(first, last, bytes.TrimSpace)
	b := block.Block{Kind: block.ListItem, Level: 1}
	if m.number > 0 && !t.follows(first, m) {
		b.Number = m.number
	}
	b.Text = text[m.length-m.indent:]
	t.Add(b, first, last)
}

// follows reports whether an item that comes before another stands somewhere above, in the
// lines up to the next blank ones but one.
func (t *text) follows(line int, item marker) bool {
	blank := 0
	for n := line - 1; n >= 0 && blank < 2; n-- {
		if blankPlain(t.Line(n)) {
			blank++
			continue
		}
		if m := markerOf(t.Line(n)); m.length > 0 && m.number >= 0 && item.nearlyFollows(m) {
			return true
		}
	}
	return false
}

// shape is how the lines of a block are written.
type shape struct {
	flush bool // one is not indented
	long  bool // one is too long for wrapped text
	ended bool // each ends as a sentence does
}

func (t *text) shapeOf(first, last int) shape {
	s := shape{ended: true}
	for n := first; n <= last; n++ {
		line := t.Line(n)
		s.flush = s.flush || indent(line) < 2
		s.long = s.long || isLong(line)
		s.ended = s.ended && endsSentence(line)
	}
	return s
}

// breaks reports whether a paragraph ends with line n of a block of that shape.
func (t *text) breaks(first, last, n int, s shape) bool {
	line, next := t.Line(n), t.Line(n+1)
	if n == first && t.titled(n) {
		return true
	}
	ended := endsSentence(line)
	if ended && indent(next) >= 2 && (s.flush || s.ended) {
		return true
	}
	if isLong(line) || isLong(next) || t.solid && s.long {
		return true
	}
	return t.solid && s.ended && last-first >= 2
}

// isLong reports whether a line is too long for one of wrapped text.
func isLong(line []byte) bool { return utf8.RuneCount(bytes.TrimSpace(line)) > longestWrapped }

func indent(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// endsSentence reports whether a line ends as a sentence does.
func endsSentence(line []byte) bool {
	line = bytes.TrimRightFunc(line, func(r rune) bool {
		return unicode.IsSpace(r) || r == '"' || r == '”' || r == '»' || r == '’' || r == '\'' || r == ')' || r == ']' || unicode.IsDigit(r)
	})
	r, _ := utf8.DecodeLastRune(line)
	switch r {
	case '.', '!', '?', '…', ':', ';':
		return true
	}
	return false
}

// titled reports whether a line is the title of the block of lines that it begins:
// it is short, does not end as a sentence does, and the first word of the next
// line, which begins a sentence, would have had room on it.
func (t *text) titled(n int) bool {
	const widestTitle, narrowest = 80, 50
	if n+1 >= len(t.Starts) {
		return false
	}
	line, next := bytes.TrimSpace(t.Line(n)), bytes.TrimSpace(t.Line(n+1))
	length := utf8.RuneCount(line)
	if length > widestTitle || endsSentence(line) || bytes.HasSuffix(line, []byte(",")) || len(next) == 0 {
		return false
	}
	first, _ := utf8.DecodeRune(next)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return false
	}
	width := 0
	for k := n + 1; k < len(t.Starts) && !blankPlain(t.Line(k)); k++ {
		width = max(width, utf8.RuneCount(t.Line(k)))
	}
	word, _, _ := bytes.Cut(next, []byte(" "))
	return width >= narrowest && 2*length < 3*width && length+1+utf8.RuneCount(word) < width*4/5
}
