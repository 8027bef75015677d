package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/fatih/color"

	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// plain is a text without the escape codes of colours.
func plain(s string) string {
	for {
		if strings.IndexByte(s, '\x1b') < 0 { // as in most texts
			return s
		}
		from := strings.Index(s, "\x1b[")
		if from < 0 {
			return s
		}
		to := strings.IndexByte(s[from:], 'm')
		if to < 0 {
			return s
		}
		s = s[:from] + s[from+to+1:]
	}
}

func columns(s string) int { return displaywidth.String(plain(s)) }

// wrap breaks a text into lines of at most some columns, at spaces.
func wrap(s string, room int) []string {
	var out []string
	var line strings.Builder
	used := 0
	for word := range strings.SplitSeq(s, " ") {
		n := columns(word)
		if used > 0 && used+1+n > room {
			out = append(out, strings.TrimRight(line.String(), " "))
			line.Reset()
			used = 0
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += n
	}
	return append(out, strings.TrimRight(line.String(), " "))
}

// table writes rows in columns, those whose alignment is 'r' to the right. The
// last column is not filled up. A row of one cell stands over those that follow, which are
// set in. If the table is wider than the terminal, the
// column flexible is cut, if there is one of that number.
func (t *Text) table(rows [][]string, alignment string, flexible int) {
	widths, all := columnWidths(rows)
	if over := all - t.width(); over > 0 && flexible >= 0 && flexible < len(widths) {
		widths[flexible] = max(widths[flexible]-over, min(widths[flexible], 12))
	}
	over := slices.ContainsFunc(rows, isHeading)
	for _, r := range rows {
		if isHeading(r) {
			t.Line(r[0])
			continue
		}
		cells := make([]string, len(r))
		for k, c := range r {
			if k == flexible {
				c = wording.Cut(c, widths[k])
			}
			cells[k] = pad(c, widths[k])
			if k < len(alignment) && alignment[k] == 'r' {
				cells[k] = strings.Repeat(" ", widths[k]-columns(c)) + c
			}
		}
		if over && len(r) > 0 {
			cells[0] = setIn + cells[0]
		}
		t.Line(strings.TrimRight(strings.Join(cells, "  "), " "))
	}
}

// setIn stands before the rows that have a heading.
const setIn = "  "

// isHeading reports whether a row stands over those that follow.
func isHeading(row []string) bool { return len(row) == 1 }

// columnWidths are the widths of the columns of a table, and that of the table.
func columnWidths(rows [][]string) (widths []int, all int) {
	for _, r := range rows {
		if isHeading(r) {
			all = len(setIn)
			continue
		}
		for k, c := range r {
			if k == len(widths) {
				widths = append(widths, 0)
			}
			widths[k] = max(widths[k], columns(c))
		}
	}
	all += 2 * (len(widths) - 1)
	for _, w := range widths {
		all += w
	}
	return widths, all
}

// pad fills a text up with spaces to a number of columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-columns(s), 0))
}

// Break writes an empty line.
func (t *Text) Break() { t.Line("") }

// Line writes a line.
func (t *Text) Line(s string) { fmt.Fprintln(t.W, t.inert(s)) }

// inert is a line without what would steer the terminal or a log.
func (t *Text) inert(s string) string {
	if t.Color {
		return inert.Painted(s)
	}
	return inert.Terminal(s)
}

// Sentence writes a line of words. On a terminal it is wrapped, and what follows is set
// in; elsewhere, where programs look for lines, it is whole.
func (t *Text) Sentence(s string) {
	if !t.Terminal {
		t.Line(s)
		return
	}
	words := strings.TrimLeft(s, " ")
	indent := len(s) - len(words)
	first := wrap(words, max(t.width()-indent, 20))[0]
	t.Line(s[:indent] + first)
	if rest := strings.TrimLeft(words[len(first):], " "); rest != "" {
		t.Paragraph(rest, indent+setFurther)
	}
}

// setFurther is how far the lines are set in that a sentence goes on in.
const setFurther = 4

// beginning writes what names a row and as much of its text as there is room for,
// on a line of its own if there is none behind the name.
func (t *Text) beginning(head, text string) {
	const least = 20
	room := t.width() - columns(head) - 2
	if !t.Terminal || room >= least {
		t.Line(head + "  " + wording.Cut(text, max(room, least)))
		return
	}
	t.Sentence(head)
	indent := 2 + setFurther
	t.Line(strings.Repeat(" ", indent) + wording.Cut(text, max(t.width()-indent, least)))
}

// Paragraph writes a text, wrapped and indented.
func (t *Text) Paragraph(s string, indent int) {
	for _, line := range wrap(s, max(t.width()-indent, 20)) {
		t.Line(strings.Repeat(" ", indent) + line)
	}
}

// narrowest is the least number of columns that an explanation beside its term may have.
const narrowest = 24

// Definitions writes terms, each with its explanation beside it, or below it where there
// is no room beside it.
func (t *Text) Definitions(list [][2]string) {
	width := 0
	for _, d := range list {
		width = max(width, columns(d[0]))
	}
	for _, d := range list {
		if t.width()-width-4 < narrowest {
			t.Line("  " + d[0])
			t.Paragraph(d[1], 10)
			continue
		}
		t.passage(pad(d[0], width)+"  ", d[1], 0)
	}
}

// Hint writes lines that say what to do next.
func (t *Text) Hint(lines ...string) {
	t.Break()
	for _, s := range lines {
		t.Line(t.paint(s, color.Faint))
	}
}
