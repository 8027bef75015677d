package page

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// Overview is the page of all articles.
type Overview struct {
	Frame
	Languages []string // those that are shown
	All       []string // those of the project
	Lines     []Line
	Totals    []Total
	Filter    Filter
	Every     bool // all lines are shown, however many there are
	More      int  // lines that are left out
	Busy      bool // what changed is still being found out
	Found     int  // articles before the filter
	Shown     int  // articles behind it
}

// Most is how many lines an overview shows unless all are asked for.
const Most = 200

// Line is an article in the overview.
type Line struct {
	ID, Path string
	Cells    []Cell
}

// Cell is an article in one language.
type Cell struct {
	Language   string
	Pending    bool // nothing is known of it yet
	Exists     bool
	Unreadable bool
	Unrelated  bool
	Counts     xsync.Counts
	Words      xsync.Words
	Changes    []string // of its stale rows
	Findings   []string // kinds of its findings
	Urgency    int      // of its most urgent row; 0 if there is nothing to do
	Takers     []string // who works on it
	Questions  int      // open ones
}

// Total sums up a language.
type Total struct {
	Language string
	Counts   xsync.Counts
	Todo     int
	Articles int  // how many there are
	Finished int  // how many of them are covered as a whole
	Pending  bool // of some nothing is known yet
}

// Filter says what to show.
type Filter struct {
	Text, Language, State, Change, Finding, Taker string
}

// Any reports whether the filter hides something.
func (f Filter) Any() bool { return f != Filter{} }

// Todo reports whether there is something to do.
func (c Cell) Todo() bool {
	return !c.Pending && (c.Unreadable || !c.Exists || c.Words.Todo > 0 || c.Counts.Worst() != drift.Fresh)
}

// Coverage is the share that is fresh, 0 to 1.
func (c Cell) Coverage() float64 {
	if !c.Exists || c.Unreadable {
		return 0
	}
	return c.Counts.Coverage()
}

// Tenths is the coverage as a number from 0 to 10, for a bar.
func (c Cell) Tenths() int { return int(c.Coverage()*10 + 1e-9) }

// States are the states but fresh that rows are in, with their numbers.
func (c Cell) States() []StateCount { return states(c.Counts, false) }

// States are those of all articles in a language.
func (t Total) States() []StateCount { return states(t.Counts, true) }

// Coverage is the share of all segments that is fresh.
func (t Total) Coverage() float64 { return t.Counts.Coverage() }

// add adds an article to a sum.
func (t *Total) add(c *Cell) {
	t.Counts.Add(c.Counts)
	t.Todo += c.Words.Todo
	t.Articles++
	t.Pending = t.Pending || c.Pending
	if c.Coverage() == 1 && !c.Todo() {
		t.Finished++
	}
}

// StateCount is how many rows are in a state.
type StateCount struct {
	State string
	Count int
}

func states(c xsync.Counts, fresh bool) []StateCount {
	var out []StateCount
	for s := range drift.NumStates {
		if c[s] > 0 && (fresh || s != drift.Fresh) {
			out = append(out, StateCount{s.String(), c[s]})
		}
	}
	return out
}

// CellOf sums up a translation. Its rows may be missing, if it is finished.
func CellOf(t *xsync.Translation, w queue.Weights, priority int) Cell {
	c := Cell{Language: t.Language, Exists: t.Exists, Unrelated: t.Unrelated, Counts: t.Counts, Words: t.Words}
	add := func(list *[]string, name string) {
		if !slices.Contains(*list, name) {
			*list = append(*list, name)
		}
	}
	for k := range t.Rows {
		r := &t.Rows[k]
		if r.State == drift.Stale {
			add(&c.Changes, r.Change.String())
		}
		for _, f := range r.Findings {
			add(&c.Findings, f.Kind)
		}
		if r.NeedsWork() || r.State == drift.Unverified {
			c.Urgency = max(c.Urgency, w.Of(r)+priority)
		}
	}
	slices.Sort(c.Changes)
	slices.Sort(c.Findings)
	return c
}

// lets reports whether a cell is what the filter asks for.
func (f *Filter) lets(c *Cell) bool {
	switch {
	case f.Language != "" && c.Language != f.Language:
		return false
	case f.Change != "" && !slices.Contains(c.Changes, f.Change):
		return false
	case f.Finding != "" && !slices.Contains(c.Findings, f.Finding):
		return false
	case f.Taker != "" && !slices.Contains(c.Takers, f.Taker):
		return false
	case f.State == "todo":
		return c.Todo()
	case f.State != "":
		s, ok := drift.ParseState(f.State)
		return ok && (c.Counts[s] > 0 || s == drift.Missing && !c.Exists)
	}
	return true
}

// Arrange makes the overview of lines: it filters them, sums them up and puts the
// most urgent first, by urgency, words to do and name.
func (o *Overview) Arrange(all []Line) {
	o.Found = len(all)
	o.Languages = o.All
	if o.Filter.Language != "" {
		o.Languages = []string{o.Filter.Language}
	}
	totals := map[string]*Total{}
	for _, lang := range o.Languages {
		totals[lang] = &Total{Language: lang}
	}
	wanted := strings.ToLower(o.Filter.Text)
	for _, l := range all {
		line := l
		line.Cells = slices.DeleteFunc(slices.Clone(l.Cells), func(c Cell) bool { return !slices.Contains(o.Languages, c.Language) })
		some := slices.ContainsFunc(line.Cells, func(c Cell) bool { return o.Filter.lets(&c) })
		if !some || !strings.Contains(strings.ToLower(l.ID+" "+l.Path), wanted) {
			continue
		}
		o.Lines = append(o.Lines, line)
		for k := range line.Cells {
			totals[line.Cells[k].Language].add(&line.Cells[k])
		}
	}
	o.sort()
	o.Shown = len(o.Lines)
	if o.Shown > Most && !o.Every {
		o.Lines, o.More = o.Lines[:Most], o.Shown-Most
	}
	for _, lang := range o.Languages {
		o.Totals = append(o.Totals, *totals[lang])
	}
}

func (o *Overview) sort() {
	slices.SortStableFunc(o.Lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.urgency(), a.urgency()), cmp.Compare(b.todo(), a.todo()), strings.Compare(a.ID, b.ID))
	})
}

func (l *Line) urgency() int {
	most := 0
	for k := range l.Cells {
		most = max(most, l.Cells[k].Urgency)
	}
	return most
}

func (l *Line) todo() int {
	n := 0
	for k := range l.Cells {
		n += l.Cells[k].Words.Todo
	}
	return n
}

// ChangeNames are the changes that can be chosen.
func (o *Overview) ChangeNames() []string {
	var out []string
	for c := change.Mechanical; c <= change.Facts; c++ {
		out = append(out, c.String())
	}
	return out
}

// Address is the query of the same overview with all its lines.
func (o *Overview) Address() string {
	q := url.Values{"every": {"1"}}
	f := o.Filter
	for name, v := range map[string]string{"q": f.Text, "lang": f.Language, "state": f.State, "change": f.Change, "finding": f.Finding, "who": f.Taker} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return q.Encode()
}
