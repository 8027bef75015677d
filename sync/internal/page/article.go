package page

import (
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/remark"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// Chunk is how many rows a page has at once; the others come when they are wanted.
const Chunk = 100

// Article is the page of an article in one language.
type Article struct {
	Frame
	ID             string
	Language, From string
	Path, Source   string
	Exists         bool
	Unrelated      string // why it cannot be worked on, "" if it can
	Cell           Cell
	Others         []string // the other languages
	Choice         Choice
	Rows           []Row
	Chunks         []Part // those that are still to come
	Matched, Count int    // rows that the choice lets through, and all
	Remarks        []remark.Remark
	Lost           []remark.Remark // open questions on rows that are not there any more
	Taken          []Taken
	Next           string // the next article with work in the language, "" if there is none
}

// Taken is that somebody works on an article.
type Taken struct {
	ID, Who string
}

// Choice is what to show of an article.
type Choice struct {
	Show  string // "todo" or "all"
	State string
	Text  string
	Row   string // one row only
}

// Part is a run of rows that comes when it is wanted.
type Part struct{ From, To int }

// Keep says which rows a choice lets through.
func (c Choice) Keep() func(*drift.Row) bool {
	state, named := drift.ParseState(c.State)
	wanted := strings.ToLower(c.Text)
	shown := report.Filter{}
	return func(r *drift.Row) bool {
		switch {
		case c.Row != "":
			return r.ID == c.Row
		case named && r.State != state:
			return false
		case !named && c.Show != "all" && !shown.Shown(r):
			return false
		}
		return wanted == "" || strings.Contains(strings.ToLower(r.Now+"\n"+r.Translation+"\n"+r.Name()), wanted)
	}
}

// Build fills the page with the rows of a translation, from the one at a place on.
func (w *Writer) Build(a *Article, t *xsync.Translation, from int) {
	a.Language, a.From, a.Path, a.Source, a.Exists = t.Language, t.SourceLanguage, t.Path, t.SourcePath, t.Exists
	a.Cell = CellOf(t, queue.DefaultWeights, 0)
	a.Count = len(t.Rows)
	if t.Unrelated {
		a.Unrelated = w.Messages.Text("unrelated", "Confidence", w.Messages.Percent(t.Confidence))
		return
	}
	a.discuss(t)
	keep := a.Choice.Keep()
	wanted := map[*drift.Row]bool{}
	for k := range t.Rows {
		if r := &t.Rows[k]; keep(r) {
			if a.Matched >= from && a.Matched < from+Chunk {
				wanted[r] = true
			}
			a.Matched++
		}
	}
	a.Rows = Rows(w.Messages, t, a.ID, func(r *drift.Row) bool { return wanted[r] })
	for k := range a.Rows {
		a.Rows[k].Frame = &a.Frame
		for _, r := range a.Remarks {
			if r.Kind == remark.Ask && (r.Row == a.Rows[k].ID || r.Row == a.Rows[k].Kept) {
				a.Rows[k].Remarks = append(a.Rows[k].Remarks, r)
			}
		}
		a.Rows[k].Sum = sum(&a.Rows[k])
		if a.Choice.Show == "all" && a.Choice.State == "" && a.Choice.Text == "" { // they stand beside it
			a.Rows[k].Before, a.Rows[k].After = queue.Neighbour{}, queue.Neighbour{}
		}
		if a.ReadOnly {
			a.Rows[k].Open = false
		}
	}
	for next := from + Chunk; next < a.Matched; next += Chunk {
		a.Chunks = append(a.Chunks, Part{next, min(next+Chunk, a.Matched)})
	}
}

// First is the place of the first row of the run, from 1.
func (p Part) First() int { return p.From + 1 }

// Size is the number of its rows.
func (p Part) Size() int { return p.To - p.From }

// discuss finds out who works on the article, and which questions have lost their
// rows.
func (a *Article) discuss(t *xsync.Translation) {
	there := map[string]bool{}
	for k := range t.Rows {
		there[t.Rows[k].ID], there[t.Kept(&t.Rows[k])] = true, true
	}
	for _, r := range a.Remarks {
		switch {
		case r.Kind == remark.Take && !r.Ended:
			a.Taken = append(a.Taken, Taken{r.ID, r.Who})
		case r.Kind == remark.Ask && !r.Ended && !there[r.Row]:
			a.Lost = append(a.Lost, r)
		}
	}
}

// Mine reports whether the person who works has taken the article.
func (a *Article) Mine() bool {
	return slices.ContainsFunc(a.Taken, func(t Taken) bool { return t.Who == a.Person })
}
