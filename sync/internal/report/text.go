package report

import (
	"cmp"
	"io"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Text writes results for people. States, changes and flags stand in it by their
// names, as options and JSON write them; all else is in the language of the
// messages.
type Text struct {
	W        io.Writer
	Messages *locales.Messages
	Color    bool
	Width    int // columns of the terminal; 0 means 100
	// Terminal says that tables and sentences must fit the width.
	Terminal bool
	// Takers are those who work on a translation; nil if nobody works on any.
	Takers func(x *xsync.Translation) []string
	// Place is how a path is to be written; nil means as it is.
	Place func(path string) string
}

func (t *Text) width() int {
	if t.Width <= 0 {
		return 100
	}
	return t.Width
}

// paint colours a text, on a terminal.
func (t *Text) paint(text string, attributes ...color.Attribute) string {
	if !t.Color {
		return text
	}
	c := color.New(attributes...)
	c.EnableColor()
	return c.Sprint(text)
}

var stateColors = map[drift.State][]color.Attribute{
	drift.Fresh:        {color.FgGreen},
	drift.Stale:        {color.FgYellow},
	drift.Missing:      {color.FgRed},
	drift.Untranslated: {color.FgRed},
	drift.Orphan:       {color.FgMagenta},
	drift.Extra:        {color.FgMagenta},
	drift.Unverified:   {color.FgCyan},
}

// label is the state of a row, with the change of a stale one.
func (t *Text) label(r *drift.Row) string {
	return t.paint(wording.Label(r.State, r.Change), stateColors[r.State]...)
}

// standing is how a row stands: its label and its flags, if it has any.
func (t *Text) standing(r *drift.Row) []string {
	out := []string{t.label(r)}
	if names := r.Flags.Names(); len(names) > 0 {
		out = append(out, "("+strings.Join(names, ", ")+")")
	}
	return out
}

// place is how a path is written.
func (t *Text) place(path string) string {
	if t.Place != nil {
		path = t.Place(path)
	}
	return inert.Line(path)
}

// at is the place of the first of some spans: path:line.
func (t *Text) at(path string, doc *block.Doc, segments []drift.Segment) string {
	if doc == nil || len(segments) == 0 {
		return ""
	}
	return t.place(path) + ":" + strconv.Itoa(doc.Line(segments[0].Start))
}

// lines are the lines that some spans cover: 12, or 12-14.
func lines(doc *block.Doc, segments []drift.Segment) string {
	if len(segments) == 0 {
		return "–"
	}
	last := segments[len(segments)-1]
	from, to := doc.Line(segments[0].Start), doc.Line(max(last.End-1, last.Start))
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "-" + strconv.Itoa(to)
}

// Comparison writes all rows of a translation as a table, then those of which
// there is more to say.
func (t *Text) Comparison(x *xsync.Translation) {
	t.head(x)
	if x.Unrelated {
		return
	}
	rows := [][]string{{
		t.Messages.Text("column.state"), t.Messages.Text("column.source"),
		t.Messages.Text("column.target"), t.Messages.Text("column.begins"),
	}}
	for k := range x.Rows {
		r := &x.Rows[k]
		begins := wording.Fold(cmp.Or(r.Now, r.Translation))
		if flags := r.Flags.Names(); len(flags) > 0 {
			begins = "(" + strings.Join(flags, ", ") + ") " + begins
		}
		rows = append(rows, []string{t.label(r), lines(x.Source, r.Source), lines(x.Target, r.Target), begins})
	}
	t.table(rows, "", 3)
	for k := range x.Rows {
		r := &x.Rows[k]
		if len(r.Findings) > 0 || r.NeedsWork() && r.State != drift.Missing {
			t.Break()
			t.Row(r, x)
		}
	}
}

// head says which files are meant and how they stand.
func (t *Text) head(x *xsync.Translation) {
	t.Sentence(t.place(x.SourcePath) + " → " + t.place(x.Path))
	switch {
	case x.Unrelated:
		t.Verdict(x)
		return
	case !x.Exists:
		t.Sentence(t.Messages.Text("no_file_yet", "File", t.place(x.Path)))
	}
	totals := t.Totals(x.Counts, x.Words.Todo)
	for _, n := range []struct {
		flag  drift.Flags
		count int
	}{{drift.Assumed, x.Marks.Assumed}, {drift.Forced, x.Marks.Forced}, {drift.Machine, x.Marks.Machine}} {
		if n.count > 0 {
			totals += " · " + t.Messages.Number(n.count) + " " + n.flag.Names()[0]
		}
	}
	if x.Marks.Edited > 0 {
		totals += " · " + t.Messages.Count("edited_since", x.Marks.Edited)
	}
	t.Sentence(totals)
	if t.Takers != nil {
		if takers := t.Takers(x); len(takers) > 0 {
			t.Sentence(t.Messages.Text("taken_by", "People", strings.Join(takers, ", ")))
		}
	}
	for _, i := range x.Includes {
		if i.State != drift.Fresh && i.State != drift.Unverified {
			t.Sentence(t.Messages.Text("includes", "File", t.place(i.Path), "State", i.State.String()))
		}
	}
}

// Verdict says of a file as a whole that it is no translation of the source.
func (t *Text) Verdict(x *xsync.Translation) {
	t.Paragraph(t.Messages.Text("unrelated", "Confidence", t.Messages.Percent(x.Confidence)), 0)
}

// Totals are counts in words: "20 fresh, 2 stale · 143 words to do".
func (t *Text) Totals(c xsync.Counts, todo int) string {
	var parts []string
	for s := range drift.NumStates {
		if c[s] > 0 {
			parts = append(parts, t.paint(t.Messages.Number(c[s])+" "+s.String(), stateColors[s]...))
		}
	}
	if len(parts) == 0 {
		return t.Messages.Text("nothing")
	}
	out := strings.Join(parts, ", ")
	if todo > 0 {
		out += " · " + t.Messages.Count("words_todo", todo)
	}
	return out
}

// Translation lists the rows of a translation that a filter shows, in brief.
func (t *Text) Translation(x *xsync.Translation, keep Filter) {
	t.rows(x, keep, t.Row)
}

// Differences lists the rows of a translation that a filter shows in full: the
// source then and now, the translation, and what to do.
func (t *Text) Differences(x *xsync.Translation, keep Filter) {
	t.rows(x, keep, t.Difference)
}
