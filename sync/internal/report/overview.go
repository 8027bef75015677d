package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

// column is one of the figures of a table: a state, or how rows were recorded.
type column struct {
	name  string
	count func(*line) int
	paint []color.Attribute
}

func columnOf(s drift.State) column {
	return column{s.String(), func(l *line) int { return l.counts[s] }, stateColors[s]}
}

// vouched are the columns that say how far the fresh rows are to be trusted.
var vouched = []column{
	{drift.Assumed.Names()[0], func(l *line) int { return l.marks.Assumed }, []color.Attribute{color.FgCyan}},
	{drift.Forced.Names()[0], func(l *line) int { return l.marks.Forced }, []color.Attribute{color.FgMagenta}},
	{drift.Machine.Names()[0], func(l *line) int { return l.marks.Machine }, []color.Attribute{color.FgCyan}},
}

// leastTold are the columns in the order in which they are left out of a narrow
// table: those first of which the coverage, or the article itself, says more.
var leastTold = []column{
	columnOf(drift.Fresh), columnOf(drift.Extra), columnOf(drift.Orphan), vouched[1], vouched[2], columnOf(drift.Unverified),
	columnOf(drift.Untranslated), vouched[0], columnOf(drift.Missing), columnOf(drift.Stale),
}

// worthNames is how many columns are left out before names get lines of their own.
const worthNames = 6

// layout is how much of a table there is room for.
type layout struct {
	shown   []column
	bars    bool // the coverage is drawn
	takers  bool // who works on an article has a column
	stacked bool // names stand in lines of their own, over their figures
	summary bool // there are the sums of the languages alone
}

// Overview writes the table. On a terminal that is too narrow for it the bars are left
// out first, then columns, and at last names get lines of their own; elsewhere it is as
// wide as it is.
func (t *Text) Overview(o *Overview) { t.overview(o, false) }

// Summary writes the sums of the languages, with how many articles there are, how many of
// them are covered as a whole, and how many have no file.
func (t *Text) Summary(o *Overview) { t.overview(o, true) }

func (t *Text) overview(o *Overview, summary bool) {
	l := layout{shown: o.states(), bars: true, summary: summary}
	lines := o.listed()
	l.takers = !summary && slices.ContainsFunc(lines, func(x line) bool { return len(x.takers) > 0 })
	rows := t.overviewRows(o, lines, l)
	if t.Terminal {
		rows, l = t.fitOverview(o, lines, rows, l)
	}
	t.table(rows, l.alignment(), -1)
}

// alignment is how the columns are aligned.
func (l *layout) alignment() string {
	first, covered := "ll", "r"
	switch {
	case l.summary:
		first = "lrrr"
	case l.stacked:
		first = "l"
	}
	if l.bars {
		covered = "lr"
	}
	return first + covered + strings.Repeat("r", len(l.shown)+1)
}

// fitOverview leaves out what a table has beyond the width of the terminal. Once names
// have lines of their own, there is room for columns again.
func (t *Text) fitOverview(o *Overview, lines []line, rows [][]string, whole layout) ([][]string, layout) {
	l := whole
	var narrower []func()
	leaveOut := func(columns []column) {
		for _, least := range columns {
			narrower = append(narrower, func() {
				l.shown = slices.DeleteFunc(slices.Clone(l.shown), func(c column) bool { return c.name == least.name })
			})
		}
	}
	narrower = append(narrower, func() { l.bars = false })
	if whole.summary {
		leaveOut(leastTold)
	} else {
		leaveOut(leastTold[:worthNames])
		narrower = append(narrower, func() { l = whole; l.bars, l.stacked = false, true })
		leaveOut(leastTold)
		narrower = append(narrower, func() { l.takers = false })
	}
	for _, step := range narrower {
		if _, all := columnWidths(rows); all < t.width() { // some terminals break a line that fills them
			break
		}
		step()
		rows = t.overviewRows(o, lines, l)
	}
	return rows, l
}

// overviewRows are the rows of the table in a layout.
func (t *Text) overviewRows(o *Overview, lines []line, l layout) [][]string {
	rows := [][]string{t.overviewHead(l)}
	last := ""
	for k := range lines {
		if l.summary {
			break
		}
		name := t.nameOf(&lines[k])
		if name == last {
			name = ""
		}
		last = cmp.Or(name, last)
		rows = append(rows, t.named(name, t.overviewLine(&lines[k], l), l)...)
	}
	if !l.summary {
		rows = append(rows, []string{})
	}
	for k, lang := range o.languages {
		name := ""
		if k == 0 {
			name = t.Messages.Text("column.total")
		}
		rows = append(rows, t.named(name, t.overviewLine(o.totals[lang], l), l)...)
	}
	return rows
}

// overviewHead are the names of the columns.
func (t *Text) overviewHead(l layout) []string {
	head := []string{t.Messages.Text("column.article"), t.Messages.Text("column.language")}
	switch {
	case l.summary:
		head = []string{head[1], t.Messages.Text("column.articles"), t.Messages.Text("column.finished"), t.Messages.Text("no_file")}
	case l.stacked:
		head = head[1:]
	}
	head = append(head, t.Messages.Text("column.coverage"))
	if l.bars {
		head = append(head, "")
	}
	for _, s := range l.shown {
		head = append(head, s.name)
	}
	head = append(head, t.Messages.Text("column.words"))
	if l.takers {
		head = append(head, t.Messages.Text("column.takers"))
	}
	return head
}

// nameOf is what stands in the column of the article.
func (t *Text) nameOf(l *line) string {
	if l.article == "" {
		return t.Messages.Count("column.many_articles", l.articles)
	}
	return inert.Line(l.article)
}

// named is a line with its name before it, or over it.
func (t *Text) named(name string, figures []string, l layout) [][]string {
	switch {
	case l.summary, l.stacked && name == "":
		return [][]string{figures}
	case l.stacked:
		return [][]string{{name}, figures}
	}
	return [][]string{append([]string{name}, figures...)}
}

// states are the columns of the states that occur, and of the ways of recording that
// want another look.
func (o *Overview) states() []column {
	var all line
	for _, l := range o.totals {
		all.counts.Add(l.counts)
		all.marks.Add(l.marks)
	}
	var out []column
	for s := range drift.NumStates {
		out = append(out, columnOf(s))
	}
	return slices.DeleteFunc(append(out, vouched...), func(c column) bool { return c.count(&all) == 0 })
}

// overviewLine are the figures of a line.
func (t *Text) overviewLine(l *line, as layout) []string {
	out := []string{l.language}
	if as.summary {
		out = append(out, t.Messages.Number(l.articles), t.Messages.Number(l.finished), t.Messages.Number(l.absent))
	}
	out = append(out, t.coverageCells(l, as.bars)...)
	for _, s := range as.shown {
		cell := ""
		if n := s.count(l); n > 0 {
			cell = t.paint(t.Messages.Number(n), s.paint...)
		}
		out = append(out, cell)
	}
	if l.unreadable && l.article != "" {
		return out
	}
	out = append(out, t.Messages.Number(l.todo))
	if as.takers {
		out = append(out, inert.Line(strings.Join(l.takers, ", ")))
	}
	return out
}

// coverageCells are the bar and the share, or why there is no bar. Without bars there is
// one cell.
func (t *Text) coverageCells(l *line, bars bool) []string {
	coverage := l.coverage()
	share, told := t.Messages.Percent(coverage), ""
	switch {
	case l.missing:
		told = t.Messages.Text("no_file")
	case l.unrelated:
		told = t.Messages.Text("no_translation")
	case l.unreadable && l.article != "":
		told, share = t.Messages.Text("unreadable"), ""
	case l.article != "" && l.whole.Segments() == 0: // nothing that anybody reads was found
		told, share = "–", ""
	case bars:
		told = t.bar(coverage)
	}
	if !bars {
		return []string{cmp.Or(told, share)}
	}
	return []string{told, share}
}

const barWidth = 12

// bar draws a share. Only what is whole looks whole.
func (t *Text) bar(share float64) string {
	full := min(int(share*barWidth+0.5), barWidth)
	if share < 1 {
		full = min(full, barWidth-1)
	}
	if share > 0 {
		full = max(full, 1)
	}
	return t.paint(strings.Repeat("█", full), color.FgGreen) + t.paint(strings.Repeat("░", barWidth-full), color.Faint)
}
