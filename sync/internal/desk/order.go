package desk

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/shell"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Verb says what is done to a row.
type Verb string

// The verbs. Save, Done and Force write the answers of an order.
const (
	Save   Verb = "save"   // nothing is recorded
	Done   Verb = "done"   // recorded if they hold up
	Right  Verb = "right"  // what stands in the file is recorded as still right
	Force  Verb = "force"  // recorded on the word of whoever says so
	Keep   Verb = "keep"   // a row is recorded as it stands, on the word of whoever has looked at it
	Remove Verb = "remove" // a translation without a source is taken out of its file
)

// Order is what is to be done to a row. Seal is that of the row as whoever gives the order
// has seen it.
type Order struct {
	Do                           Verb
	Article, Language, Row, Seal string
	Answers                      []queue.Answer
}

// Result is what came of an order, in words: one of the two is set.
type Result struct {
	Done    string
	Refused *Refused
}

// Refused is work that was not written, and why.
type Refused struct {
	Reason   string
	Findings []string
	// Now is what the file says now, if that is not what the work began with; Yours
	// what was typed.
	Now, Yours string
	Moved      bool
	CanForce   bool
}

// labelOf names what an order comes to.
func (o *Order) labelOf(id string) disk.Label {
	return disk.Label{ID: id, Data: map[string]string{"Segment": o.Row, "Article": o.Article}}
}

// IsWhole reports whether an order can be carried out: it has a verb that there is, and names
// a row, which all its answers are for.
func (o *Order) IsWhole() bool {
	if !slices.Contains([]Verb{Save, Done, Right, Force, Keep, Remove}, o.Do) {
		return false
	}
	own := o.Article + "#" + o.Row
	return o.Row != "" && (len(o.Answers) > 0 || o.Do == Remove || o.Do == Keep) && !slices.ContainsFunc(o.Answers, func(a queue.Answer) bool {
		return a.ID != own && !strings.HasPrefix(a.ID, own+":")
	})
}

// Do carries an order out. It must be a whole one.
func (d *Desk) Do(ctx context.Context, o *Order, m *locales.Messages) (Result, error) {
	switch o.Do {
	case Force, Keep:
		return d.vouch(ctx, o, m)
	case Remove:
		return d.remove(ctx, o, m)
	}
	return d.put(ctx, o, m)
}

// asWritten gives answers the text of the file where they say the same with other
// line ends, or, to say that it is still right, whatever they say.
func asWritten(t *xsync.Translation, o *Order) {
	items := queue.List(t, o.Article, queue.Options{Keep: func(r *drift.Row) bool { return r.ID == o.Row }})
	for k := range o.Answers {
		a := &o.Answers[k]
		n := slices.IndexFunc(items, func(i queue.Item) bool { return i.ID == a.ID })
		if n >= 0 && (o.Do == Right || strings.ReplaceAll(items[n].Translation, "\r\n", "\n") == a.Text) {
			a.Text = items[n].Translation
		}
	}
}

// put writes texts into the translation, and unless they are only saved, records
// them.
func (d *Desk) put(ctx context.Context, o *Order, m *locales.Messages) (Result, error) {
	put, label := queue.Import, o.labelOf("page.recorded")
	if o.Do == Save {
		put, label = queue.Save, o.labelOf("page.saved")
	}
	var out *queue.Outcome
	err := d.settle(ctx, label, func(p *disk.Project) (disk.Task, error) {
		t, _, err := d.Examine(ctx, p, o.Article, o.Language)
		if err != nil {
			return disk.Task{}, err
		}
		asWritten(t, o)
		if out, err = put(ctx, &p.Project, o.Language, o.Answers); err != nil {
			return disk.Task{}, err
		}
		return disk.Task{Plan: out.Plan, Texts: out.Texts}, nil
	})
	switch {
	case err != nil:
		return Result{}, err
	case len(out.Left) > 0 && (out.Left[0].Reason != queue.AlreadyThere || len(out.Files) == 0):
		return refusalOf(m, &out.Left[0]), nil
	case len(out.Problems) > 0 && len(out.Files) == 0:
		return Result{}, out.Problems[0]
	}
	return Result{Done: NameOfWork(label, m)}, nil
}

// refusalOf says why an answer was not taken.
func refusalOf(m *locales.Messages, l *queue.Left) Result {
	if l.Reason == queue.AlreadyThere {
		return Result{Done: m.Text("page.nothing_changed")}
	}
	out := &Refused{Reason: wording.Left(m, l), CanForce: slices.Contains([]queue.Reason{queue.Disagrees, queue.NotTranslated, queue.WrongLanguage, queue.NotFollowed, queue.NotNegated, queue.Shortened, queue.Misplaced}, l.Reason)}
	switch l.Reason {
	case queue.SourceMoved:
		out.Reason, out.Moved, out.Now, out.Yours = m.Text("page.source_moved"), true, l.Now, l.Answer.Text
	case queue.TargetMoved:
		out.Reason, out.Moved, out.Now, out.Yours = m.Text("page.target_moved"), true, l.Translation, l.Answer.Text
	}
	for _, f := range l.Findings {
		out.Findings = append(out.Findings, wording.Finding(m, f))
	}
	return Result{Refused: out}
}

// vouch writes what was typed, and records a row on the word of whoever has looked
// at it, as long as its texts are those that were looked at: both, or neither.
func (d *Desk) vouch(ctx context.Context, o *Order, m *locales.Messages) (Result, error) {
	got := Result{Done: NameOfWork(o.labelOf("page.recorded"), m)}
	err := d.settle(ctx, o.labelOf("page.recorded"), func(p *disk.Project) (disk.Task, error) {
		t, _, err := d.Examine(ctx, p, o.Article, o.Language)
		if err != nil {
			return disk.Task{}, err
		}
		out := &queue.Outcome{}
		if o.Do == Force {
			asWritten(t, o)
			if out, err = queue.Save(ctx, &p.Project, o.Language, o.Answers); err != nil {
				return disk.Task{}, err
			}
			switch k := slices.IndexFunc(out.Left, isNotInFile); {
			case k >= 0:
				got = refusalOf(m, &out.Left[k])
				return disk.Task{}, nil
			case len(out.Problems) > 0 && len(out.Files)+len(out.Left) == 0: // others are not in the way
				return disk.Task{}, out.Problems[0]
			}
		} else if !slices.ContainsFunc(t.Rows, func(r xsync.Row) bool { return r.ID == o.Row && queue.Seal(&r) == o.Seal }) {
			got = Result{Refused: &Refused{Reason: m.Text("page.target_moved")}}
			return disk.Task{}, nil
		}
		both, refused, err := record(ctx, p, o, out, m)
		if err == nil && refused != "" {
			got = Result{Refused: &Refused{Reason: refused}}
		}
		return both, err
	})
	return got, err
}

// record works out the record of a row that somebody vouches for, over what was put into
// its file, or says why there is none.
func record(ctx context.Context, p *disk.Project, o *Order, put *queue.Outcome, m *locales.Messages) (both disk.Task, refused string, err error) {
	q := xsync.Query{Languages: []string{o.Language}, Only: func(a *corpus.Article) bool { return a.ID == o.Article }}
	markings, _, err := p.Mark(ctx, q, xsync.Acceptance{Segments: []string{o.Row}, Force: o.Do == Force, Written: put.Plan, Done: put.Done})
	if err != nil {
		return disk.Task{}, "", err
	}
	both = disk.Task{Plan: disk.Plan{}, Texts: map[string][]string{}}
	maps.Copy(both.Plan, put.Plan)
	for k := range markings {
		switch made := &markings[k]; {
		case len(made.Refused) > 0:
			return disk.Task{}, wording.Refusal(m, &made.Refused[0], shell.Line("xsync", "mark", o.Article, "--lang", o.Language, "--segment")), nil
		case len(put.Done) > 0 && !slices.ContainsFunc(made.Accepted, func(r xsync.Row) bool { return r.ID == o.Row }):
			return disk.Task{}, m.Text(string(queue.NotOneSegment)), nil
		}
		for name, data := range markings[k].Plan {
			both.Plan[name], both.Texts[name] = data, slices.Collect(maps.Keys(put.Plan))
		}
	}
	return both, "", nil
}

// isNotInFile reports whether the text of an answer was left and does not stand in the
// file already.
func isNotInFile(l queue.Left) bool {
	return l.Reason != queue.AlreadyThere && (l.Reason != queue.NotFilled || strings.TrimSpace(l.Answer.Text) == "")
}

// remove takes a translation without a source out of its file.
func (d *Desk) remove(ctx context.Context, o *Order, m *locales.Messages) (Result, error) {
	label := o.labelOf("page.removed_row")
	var reason queue.Reason
	err := d.settle(ctx, label, func(p *disk.Project) (disk.Task, error) {
		t, _, err := d.Examine(ctx, p, o.Article, o.Language)
		if err != nil {
			return disk.Task{}, err
		}
		src, why := queue.Remove(t, o.Row, o.Seal)
		if reason = why; why != "" {
			return disk.Task{}, nil
		}
		return disk.Task{Plan: disk.Plan{t.Path: src}}, nil
	})
	switch {
	case err != nil:
		return Result{}, err
	case reason == queue.TargetMoved:
		return Result{Refused: &Refused{Reason: m.Text("page.target_moved")}}, nil
	case reason != "":
		return Result{Refused: &Refused{Reason: m.Text("page.not_removed")}}, nil
	}
	return Result{Done: NameOfWork(label, m)}, nil
}
