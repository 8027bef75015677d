package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// order is what a page asks to be done to a row.
type order struct {
	do, article, language, row, seal string
	answers                          []queue.Answer
}

// result is what came of it: one of the two is set.
type result struct {
	done    string
	refused *page.Refused
	quiet   bool              // the row is not finished by it
	yours   map[string]string // what was typed, by the ids of items, if it was refused
}

// orderOf reads a form.
func orderOf(form url.Values) order {
	o := order{do: form.Get("do"), article: form.Get("id"), language: form.Get("lang"), row: form.Get("row"), seal: form.Get("seal")}
	items, seals, texts := form["item"], form["seal"], form["text"]
	if o.do == "right" { // whatever stands in the fields
		texts = make([]string, len(items))
	}
	for k := range min(len(items), len(seals), len(texts)) {
		o.answers = append(o.answers, queue.Answer{ID: items[k], Seal: seals[k], Text: toLF(texts[k]), Sign: queue.Finished})
	}
	return o
}

// labelOf names what an order comes to.
func (o *order) labelOf(id string) disk.Label {
	return disk.Label{ID: id, Data: map[string]string{"Segment": o.row, "Article": o.article}}
}

// toLF is a text of a field, in which browsers end lines with CRLF.
func toLF(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// isNamed reports whether all answers are for the row of the order.
func (o *order) isNamed() bool {
	own := o.article + "#" + o.row
	return o.row != "" && (len(o.answers) > 0 || o.do == "remove" || o.do == "keep") && !slices.ContainsFunc(o.answers, func(a queue.Answer) bool {
		return a.ID != own && !strings.HasPrefix(a.ID, own+":")
	})
}

// doWork does what a page asks for to a row, and answers with the row as it is then.
func (s *server) doWork(w http.ResponseWriter, r *http.Request) {
	o := orderOf(r.PostForm)
	writer := s.writerFor(r)
	p, err := s.project()
	if err == nil {
		err = s.knows(p, o.article, o.language)
	}
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	if !o.isNamed() {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	s.writing.Lock()
	got, err := s.execute(detachedContext(r), &o, writer.Messages)
	s.writing.Unlock()
	if err != nil {
		speaker := &app{messages: writer.Messages}
		got = result{refused: &page.Refused{Reason: speaker.describeProblem(asProblem(err))}, yours: typedTexts(&o)}
	}
	s.replyWithRow(w, r, &o, got)
}

// knows is the problem of an article that the project does not have in a language.
func (d *desk) knows(p *project, id, lang string) error {
	found, _ := p.Config.Find(p.FS)
	if !slices.Contains(d.targets(p), lang) || !slices.ContainsFunc(found, func(a corpus.Article) bool { return a.ID == id }) {
		return corpus.Problem{ID: corpus.UnknownArticle, Data: map[string]any{"Article": id}}
	}
	return nil
}

// execute carries an order out.
func (d *desk) execute(ctx context.Context, o *order, m *locales.Messages) (result, error) {
	switch o.do {
	case "done", "save", "right":
		return d.put(ctx, o, m)
	case "force", "keep":
		return d.vouch(ctx, o, m)
	case "remove":
		return d.remove(ctx, o, m)
	}
	return result{refused: &page.Refused{Reason: http.StatusText(http.StatusBadRequest)}}, nil
}

// asWritten gives answers the text of the file where they say the same with other
// line ends, or, to say that it is still right, whatever they say.
func asWritten(t *xsync.Translation, o *order) {
	items := queue.List(t, o.article, queue.Options{Keep: page.Choice{Row: o.row}.Keep()})
	for k := range o.answers {
		a := &o.answers[k]
		n := slices.IndexFunc(items, func(i queue.Item) bool { return i.ID == a.ID })
		if n >= 0 && (o.do == "right" || toLF(items[n].Translation) == a.Text) {
			a.Text = items[n].Translation
		}
	}
}

// put writes texts into the translation, and unless they are only saved, records
// them.
func (d *desk) put(ctx context.Context, o *order, m *locales.Messages) (result, error) {
	put, label := queue.Import, o.labelOf("page.recorded")
	if o.do == "save" {
		put, label = queue.Save, o.labelOf("page.saved")
	}
	var out *queue.Outcome
	err := d.settle(ctx, label, func(p *project) (disk.Task, error) {
		t, _, err := d.examine(ctx, p, o.article, o.language)
		if err != nil {
			return disk.Task{}, err
		}
		asWritten(t, o)
		if out, err = put(ctx, &p.Project, o.language, o.answers); err != nil {
			return disk.Task{}, err
		}
		return disk.Task{Plan: out.Plan, Texts: out.Texts}, nil
	})
	switch {
	case err != nil:
		return result{}, err
	case len(out.Left) > 0 && (out.Left[0].Reason != queue.AlreadyThere || len(out.Files) == 0):
		return refusalOf(m, &out.Left[0], o), nil
	case len(out.Problems) > 0 && len(out.Files) == 0:
		return result{}, out.Problems[0]
	}
	return result{done: nameOfWork(label, m)}, nil
}

// refusalOf says why an answer was not taken.
func refusalOf(m *locales.Messages, l *queue.Left, o *order) result {
	if l.Reason == queue.AlreadyThere {
		return result{done: m.Text("page.nothing_changed")}
	}
	out := &page.Refused{Reason: wording.Left(m, l), CanForce: slices.Contains([]queue.Reason{queue.Disagrees, queue.NotTranslated, queue.NotFollowed, queue.NotNegated, queue.Shortened, queue.Misplaced}, l.Reason)}
	switch l.Reason {
	case queue.SourceMoved:
		out.Reason, out.Moved, out.Now, out.Yours = m.Text("page.source_moved"), true, l.Now, l.Answer.Text
	case queue.TargetMoved:
		out.Reason, out.Moved, out.Now, out.Yours = m.Text("page.target_moved"), true, l.Translation, l.Answer.Text
	}
	for _, f := range l.Findings {
		out.Findings = append(out.Findings, wording.Finding(m, f))
	}
	return result{refused: out, yours: typedTexts(o)}
}

// typedTexts are the texts of an order.
func typedTexts(o *order) map[string]string {
	out := map[string]string{}
	for _, a := range o.answers {
		out[a.ID] = a.Text
	}
	return out
}

// vouch writes what was typed, and records a row on the word of whoever has looked
// at it, as long as its texts are those that were looked at: both, or neither.
func (d *desk) vouch(ctx context.Context, o *order, m *locales.Messages) (result, error) {
	got := result{done: nameOfWork(o.labelOf("page.recorded"), m)}
	err := d.settle(ctx, o.labelOf("page.recorded"), func(p *project) (disk.Task, error) {
		t, _, err := d.examine(ctx, p, o.article, o.language)
		if err != nil {
			return disk.Task{}, err
		}
		out := &queue.Outcome{}
		if o.do == "force" {
			asWritten(t, o)
			if out, err = queue.Save(ctx, &p.Project, o.language, o.answers); err != nil {
				return disk.Task{}, err
			}
			switch k := slices.IndexFunc(out.Left, isNotInFile); {
			case k >= 0:
				got = refusalOf(m, &out.Left[k], o)
				return disk.Task{}, nil
			case len(out.Problems) > 0 && len(out.Files)+len(out.Left) == 0: // others are not in the way
				return disk.Task{}, out.Problems[0]
			}
		} else if !slices.ContainsFunc(t.Rows, func(r xsync.Row) bool { return r.ID == o.row && queue.Seal(&r) == o.seal }) {
			got = result{refused: &page.Refused{Reason: m.Text("page.target_moved")}}
			return disk.Task{}, nil
		}
		both, refused, err := p.record(ctx, o, out, m)
		if err == nil && refused != "" {
			got = result{refused: &page.Refused{Reason: refused}, yours: typedTexts(o)}
		}
		return both, err
	})
	return got, err
}

// record works out the record of a row that somebody vouches for, over what was put into
// its file, or says why there is none.
func (p *project) record(ctx context.Context, o *order, put *queue.Outcome, m *locales.Messages) (both disk.Task, refused string, err error) {
	q := xsync.Query{Languages: []string{o.language}, Only: func(a *corpus.Article) bool { return a.ID == o.article }}
	markings, _, err := p.Mark(ctx, q, xsync.Acceptance{Segments: []string{o.row}, Force: o.do == "force", Written: put.Plan, Done: put.Done})
	if err != nil {
		return disk.Task{}, "", err
	}
	both = disk.Task{Plan: disk.Plan{}, Texts: map[string][]string{}}
	maps.Copy(both.Plan, put.Plan)
	for k := range markings {
		switch made := &markings[k]; {
		case len(made.Refused) > 0:
			return disk.Task{}, wording.Refusal(m, &made.Refused[0]), nil
		case len(put.Done) > 0 && !slices.ContainsFunc(made.Accepted, func(r xsync.Row) bool { return r.ID == o.row }):
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
func (d *desk) remove(ctx context.Context, o *order, m *locales.Messages) (result, error) {
	label := o.labelOf("page.removed_row")
	var reason queue.Reason
	err := d.settle(ctx, label, func(p *project) (disk.Task, error) {
		t, _, err := d.examine(ctx, p, o.article, o.language)
		if err != nil {
			return disk.Task{}, err
		}
		src, why := queue.Remove(t, o.row, o.seal)
		if reason = why; why != "" {
			return disk.Task{}, nil
		}
		return disk.Task{Plan: disk.Plan{t.Path: src}}, nil
	})
	switch {
	case err != nil:
		return result{}, err
	case reason == queue.TargetMoved:
		return result{refused: &page.Refused{Reason: m.Text("page.target_moved")}}, nil
	case reason != "":
		return result{refused: &page.Refused{Reason: m.Text("page.not_removed")}}, nil
	}
	return result{done: nameOfWork(label, m)}, nil
}

// settle carries out what some work comes to, under the lock of the project, and
// remembers what was there before.
func (d *desk) settle(ctx context.Context, l disk.Label, work func(p *project) (disk.Task, error)) error {
	p, err := d.project()
	if err != nil {
		return err
	}
	changed, err := p.settle(ctx, false, func(p *project) (disk.Task, error) {
		t, err := work(p)
		t.Label = l
		return t, err
	})
	if err != nil {
		return err
	}
	if len(changed) > 0 {
		return changed[0]
	}
	return nil
}

// replyWithRow answers with the row as it is now.
func (s *server) replyWithRow(w http.ResponseWriter, r *http.Request, o *order, got result) {
	writer := s.writerFor(r)
	a, err := s.articlePage(r.Context(), writer, url.Values{"id": {o.article}, "lang": {o.language}, "row": {cmp.Or(o.row, "-")}, "show": {"all"}})
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	a.Notice = got.done
	status := http.StatusOK
	for k := range a.Rows {
		row := &a.Rows[k]
		if !got.quiet {
			row.Done, row.Refused = got.done, got.refused
		}
		row.Open = row.CanEdit && (got.refused != nil || row.State != drift.Fresh.String())
		for n := range row.Fields {
			if text, ok := got.yours[row.Fields[n].Item]; ok {
				row.Fields[n].Text = text
			}
		}
	}
	if got.refused != nil {
		status = http.StatusConflict
	}
	if r.Header.Get("X-Xsync") == "" { // a browser without scripts
		beginPage(w)
		w.WriteHeader(status)
		_ = writer.Write(w, "article", a)
		return
	}
	var row, head bytes.Buffer
	for k := range a.Rows {
		err = errors.Join(err, writer.Write(&row, "row", a.Rows[k]))
	}
	err = errors.Join(err, writer.Write(&head, "head", a))
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	writeAnswer(w, status, reply{Row: row.String(), Head: head.String(), Said: toSay(got), Undo: a.Undo, Ok: got.refused == nil})
}

// reply is what a script is told.
type reply struct {
	Ok   bool   `json:"ok"`
	Row  string `json:"row,omitempty"`
	Head string `json:"head,omitempty"`
	Said string `json:"said"`
	Undo string `json:"undo"`
	Sure string `json:"sure,omitempty"`
}

func toSay(got result) string {
	if got.refused != nil {
		return got.refused.Reason
	}
	return got.done
}

func writeAnswer(w http.ResponseWriter, status int, what reply) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(what)
}
