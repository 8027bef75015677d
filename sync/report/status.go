package report

import (
	"strconv"
	"strings"

	"github.com/fatih/color"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/drift"
)

// Overview collects the figures of a project, article by article, and writes
// them as a table whose sums are those of its lines.
type Overview struct {
	lines  []line
	totals map[string]*line
	langs  []string
}

type line struct {
	article, language string
	missing           bool // there is no file
	counts            xsync.Counts
	words             xsync.Words
}

// NewOverview begins an overview of the given languages.
func NewOverview(languages []string) *Overview {
	o := &Overview{langs: languages, totals: map[string]*line{}}
	for _, l := range languages {
		o.totals[l] = &line{language: l}
	}
	return o
}

// Add adds an article.
func (o *Overview) Add(a *xsync.Article) {
	for k := range a.Translations {
		t := &a.Translations[k]
		o.lines = append(o.lines, line{a.ID, t.Language, !t.Exists, t.Counts, t.Words})
		sum := o.totals[t.Language]
		sum.counts.Add(t.Counts)
		sum.words.Total += t.Words.Total
		sum.words.Todo += t.Words.Todo
	}
}

// Todo reports whether there is anything to do, and in which article and
// language first.
func (o *Overview) Todo() (article, language string, found bool) {
	for _, l := range o.lines {
		c := l.counts
		c[drift.Fresh], c[drift.Unverified] = 0, 0
		if c.Worst() != drift.Fresh && !l.missing {
			return l.article, l.language, true
		}
	}
	return "", "", false
}

// Unverified reports whether any row is unverified.
func (o *Overview) Unverified() bool {
	for _, t := range o.totals {
		if t.counts[drift.Unverified] > 0 {
			return true
		}
	}
	return false
}

// Overview writes the table.
func (t *Text) Overview(o *Overview) {
	shown := o.states()
	head := []string{t.Messages.Text("column.article"), t.Messages.Text("column.language"), t.Messages.Text("column.coverage"), ""}
	alignment := "lllr"
	for _, s := range shown {
		head = append(head, s.String())
		alignment += "r"
	}
	head = append(head, t.Messages.Text("column.words"))
	rows := [][]string{head}
	last := ""
	for _, l := range o.lines {
		name := l.article
		if name == last {
			name = ""
		}
		last = l.article
		rows = append(rows, t.overviewLine(name, l, shown))
	}
	rows = append(rows, []string{})
	for k, lang := range o.langs {
		name := ""
		if k == 0 {
			name = t.Messages.Text("column.total")
		}
		rows = append(rows, t.overviewLine(name, *o.totals[lang], shown))
	}
	t.table(rows, alignment+"r")
}

// states are the states that occur.
func (o *Overview) states() []drift.State {
	var all xsync.Counts
	for _, l := range o.totals {
		all.Add(l.counts)
	}
	var out []drift.State
	for s := range drift.NumStates {
		if all[s] > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (t *Text) overviewLine(name string, l line, shown []drift.State) []string {
	share := l.counts.Coverage()
	out := []string{name, l.language, t.bar(share), t.percent(share)}
	if l.missing {
		out[2] = t.Messages.Text("no_file")
	}
	for _, s := range shown {
		cell := ""
		if n := l.counts[s]; n > 0 {
			cell = t.paint(strconv.Itoa(n), stateColors[s]...)
		}
		out = append(out, cell)
	}
	return append(out, strconv.Itoa(l.words.Todo))
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
