package report

import (
	"slices"
	"strings"

	"github.com/fatih/color"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

// Overview collects the figures of a project, article by article, and writes
// them as a table whose sums are those of its lines.
type Overview struct {
	languages []string
	keep      Filter
	lines     []line
	totals    map[string]*line
	// Prefer is the language whose work is named first if it has any.
	Prefer     string
	next       *line // where there is something to do first
	edited     *line // where only rows are left that were edited since they were recorded
	unverified bool
}

type line struct {
	article, language string
	missing           bool // there is no file
	unrelated         bool // the file is no translation of the source
	unreadable        bool // nothing can be told; of a total, about a part of it
	counts            xsync.Counts
	whole             xsync.Counts // counts without a filter, for the coverage
	marks             xsync.Marks  // of the rows that are counted
	unknown           int          // segments of the source of which nothing can be told
	todo              int          // words
}

// coverage is the share that is fresh. What cannot be read is not, and where
// there is any the whole is never covered.
func (l *line) coverage() float64 {
	if !l.unreadable {
		return l.whole.Coverage()
	}
	known := 0
	for _, n := range l.whole {
		known += n
	}
	known -= l.whole[drift.Orphan] + l.whole[drift.Extra]
	return min(float64(l.whole[drift.Fresh])/float64(max(known+l.unknown, 1)), 0.99)
}

// NewOverview begins an overview of the given languages. With a filter it
// counts the rows that the filter keeps, and leaves out what has none; the
// articles must then come with their rows.
func NewOverview(languages []string, keep Filter) *Overview {
	o := &Overview{languages: languages, keep: keep, totals: map[string]*line{}}
	for _, l := range languages {
		o.totals[l] = &line{language: l}
	}
	return o
}

// Add adds an article to the table.
func (o *Overview) Add(a *xsync.Article) {
	o.Note(a)
	first := len(o.lines)
	defer func() { o.sort(first) }()
	for _, u := range a.Unreadable {
		o.lines = append(o.lines, line{article: a.ID, language: u.Language, unreadable: true})
		sum := o.totals[u.Language]
		sum.unreadable = true
		sum.unknown += u.Segments
	}
	for k := range a.Translations {
		t := &a.Translations[k]
		l := o.lineOf(a.ID, t)
		if l.counts == (xsync.Counts{}) && !o.keep.IsEmpty() {
			continue
		}
		o.lines = append(o.lines, l)
		sum := o.totals[t.Language]
		sum.counts.Add(l.counts)
		sum.whole.Add(l.whole)
		sum.marks.Add(l.marks)
		sum.todo += l.todo
	}
}

// sort puts the lines from one on in the order of the languages.
func (o *Overview) sort(first int) {
	slices.SortStableFunc(o.lines[first:], func(a, b line) int {
		return slices.Index(o.languages, a.language) - slices.Index(o.languages, b.language)
	})
}

func (o *Overview) lineOf(id string, t *xsync.Translation) line {
	l := line{article: id, language: t.Language, missing: !t.Exists, unrelated: t.Unrelated, counts: t.Counts, whole: t.Counts, marks: t.Marks, todo: t.Words.Todo}
	if o.keep.IsEmpty() {
		return l
	}
	l.counts, l.marks, l.todo = xsync.Counts{}, xsync.Marks{}, 0
	for k := range t.Rows {
		if r := &t.Rows[k]; o.keep.has(r) {
			l.counts[r.State]++
			l.marks.Note(r)
			l.todo += r.Todo
		}
	}
	return l
}

// Note takes an article into account for what to do next, without a line in the
// table.
func (o *Overview) Note(a *xsync.Article) {
	for k := range a.Translations {
		t := &a.Translations[k]
		if t.Unrelated {
			continue
		}
		o.unverified = o.unverified || t.Counts[drift.Unverified] > 0
		c := o.lineOf(a.ID, t).counts
		c[drift.Fresh], c[drift.Unverified] = 0, 0
		first := o.next == nil || t.Language == o.Prefer && o.next.language != o.Prefer
		if first && t.Exists && c != (xsync.Counts{}) {
			o.next = &line{article: a.ID, language: t.Language}
		}
		if o.edited == nil && slices.ContainsFunc(t.Rows, func(r drift.Row) bool { return editedSince(&r) }) {
			o.edited = &line{article: a.ID, language: t.Language}
		}
	}
}

// Todo reports whether there is anything to do, and in which article and
// language first. Translations that have not been begun do not count.
func (o *Overview) Todo() (article, language string, found bool) {
	if o.next == nil {
		return "", "", false
	}
	return o.next.article, o.next.language, true
}

// Edited reports whether rows that were recorded were edited since, and in which
// article and language first. It knows only of articles that came with their rows.
func (o *Overview) Edited() (article, language string, found bool) {
	if o.edited == nil {
		return "", "", false
	}
	return o.edited.article, o.edited.language, true
}

// Unverified reports whether any row is unverified.
func (o *Overview) Unverified() bool { return o.unverified }

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

// Overview writes the table. On a terminal that is too narrow for it the bars are left
// out first, then columns, and only then are names cut; elsewhere it is as wide as it
// is.
func (t *Text) Overview(o *Overview) {
	shown, flexible := o.states(), -1
	rows := t.overviewRows(o, shown, true)
	if t.Terminal {
		flexible = 0
		rows, shown = t.fitOverview(o, rows, shown)
	}
	t.table(rows, "lllr"+strings.Repeat("r", len(shown)+1), flexible)
}

// fitOverview leaves out what a table has beyond the width of the terminal.
func (t *Text) fitOverview(o *Overview, rows [][]string, shown []column) ([][]string, []column) {
	fits := func() bool {
		_, all := columnWidths(rows)
		return all <= t.width()
	}
	if fits() {
		return rows, shown
	}
	rows = t.overviewRows(o, shown, false)
	for _, least := range leastTold {
		if fits() {
			break
		}
		shown = slices.DeleteFunc(slices.Clone(shown), func(c column) bool { return c.name == least.name })
		rows = t.overviewRows(o, shown, false)
	}
	return rows, shown
}

// overviewRows are the rows of the table, with the columns of some states.
func (t *Text) overviewRows(o *Overview, shown []column, bars bool) [][]string {
	head := []string{t.Messages.Text("column.article"), t.Messages.Text("column.language"), t.Messages.Text("column.coverage"), ""}
	if !bars {
		head[2], head[3] = head[3], head[2]
	}
	for _, s := range shown {
		head = append(head, s.name)
	}
	rows := [][]string{append(head, t.Messages.Text("column.words"))}
	last := ""
	for k := range o.lines {
		name := inert.Line(o.lines[k].article)
		if name == last {
			name = ""
		}
		last = o.lines[k].article
		rows = append(rows, t.overviewLine(name, &o.lines[k], shown, bars))
	}
	rows = append(rows, []string{})
	for k, lang := range o.languages {
		name := ""
		if k == 0 {
			name = t.Messages.Text("column.total")
		}
		rows = append(rows, t.overviewLine(name, o.totals[lang], shown, bars))
	}
	return rows
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

func (t *Text) overviewLine(name string, l *line, shown []column, bars bool) []string {
	coverage := l.coverage()
	out := []string{name, l.language, "", t.Messages.Percent(coverage)}
	if bars {
		out[2] = t.bar(coverage)
	}
	switch {
	case l.missing:
		out[2] = t.Messages.Text("no_file")
	case l.unrelated:
		out[2] = t.Messages.Text("no_translation")
	}
	if l.unreadable && l.article != "" {
		out[2], out[3] = t.Messages.Text("unreadable"), ""
		return out
	}
	for _, s := range shown {
		cell := ""
		if n := s.count(l); n > 0 {
			cell = t.paint(t.Messages.Number(n), s.paint...)
		}
		out = append(out, cell)
	}
	return append(out, t.Messages.Number(l.todo))
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
