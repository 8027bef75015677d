package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// orderOf reads a form.
func orderOf(form url.Values) desk.Order {
	o := desk.Order{Do: desk.Verb(form.Get("do")), Article: form.Get("id"), Language: form.Get("lang"), Row: form.Get("row"), Seal: form.Get("seal")}
	items, seals, texts := form["item"], form["seal"], form["text"]
	if o.Do == desk.Right { // whatever stands in the fields
		texts = make([]string, len(items))
	}
	for k := range min(len(items), len(seals), len(texts)) {
		o.Answers = append(o.Answers, queue.Answer{ID: items[k], Seal: seals[k], Text: toLF(texts[k]), Sign: queue.Finished})
	}
	return o
}

// doWork does what a page asks for to a row, and answers with the row as it is then.
func (s *server) doWork(w http.ResponseWriter, r *http.Request) {
	o := orderOf(r.PostForm)
	writer := s.writerFor(r)
	p, err := s.Project()
	if err == nil {
		err = s.CheckKnown(p, o.Article, o.Language)
	}
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	if !o.IsWhole() {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	s.writing.Lock()
	got, err := s.Do(detachedContext(r), &o, writer.Messages)
	s.writing.Unlock()
	if err != nil {
		speaker := &app{messages: writer.Messages}
		got = desk.Result{Refused: &desk.Refused{Reason: speaker.describeProblem(corpus.ProblemOf(err))}}
	}
	s.replyWithRow(w, r, &o, got, true)
}

// replyWithRow answers with the row as it is now. What came of an order that does not finish
// the row is not said beside it.
func (s *server) replyWithRow(w http.ResponseWriter, r *http.Request, o *desk.Order, got desk.Result, finishes bool) {
	writer := s.writerFor(r)
	a, err := s.articlePage(r.Context(), writer, url.Values{"id": {o.Article}, "lang": {o.Language}, "row": {cmp.Or(o.Row, "-")}, "show": {"all"}})
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	a.Notice = got.Done
	status := http.StatusOK
	for k := range a.Rows {
		row := &a.Rows[k]
		if finishes {
			row.Done, row.Refused = got.Done, (*page.Refused)(got.Refused)
		}
		row.Open = row.CanEdit && (got.Refused != nil || row.State != drift.Fresh.String())
		for n := range row.Fields {
			at := slices.IndexFunc(o.Answers, func(a queue.Answer) bool { return a.ID == row.Fields[n].Item })
			if got.Refused != nil && at >= 0 {
				row.Fields[n].Text = o.Answers[at].Text
			}
		}
	}
	if got.Refused != nil {
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
	writeAnswer(w, status, reply{Row: row.String(), Head: head.String(), Said: toSay(got), Undo: a.Undo, Ok: got.Refused == nil})
}

// toLF is a text of a field, in which browsers end lines with CRLF.
func toLF(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// reply is what a script is told.
type reply struct {
	Ok   bool   `json:"ok"`
	Row  string `json:"row,omitempty"`
	Head string `json:"head,omitempty"`
	Said string `json:"said"`
	Undo string `json:"undo"`
	Sure string `json:"sure,omitempty"`
}

func toSay(got desk.Result) string {
	if got.Refused != nil {
		return got.Refused.Reason
	}
	return got.Done
}

func writeAnswer(w http.ResponseWriter, status int, what reply) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(what)
}
