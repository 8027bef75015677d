package cli

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// overviewPage is the page of all articles as a request asks for it.
func (s *server) overviewPage(r *http.Request, m *locales.Messages) (*page.Overview, error) {
	p, err := s.Project()
	if err != nil {
		return nil, err
	}
	select {
	case <-s.board.ready:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	lines, problems, busy := s.board.linesNow()
	q := r.URL.Query()
	o := &page.Overview{
		Frame: s.frameOf(m, problems), All: s.Targets(p), Busy: busy, Every: q.Get("every") != "",
		Filter: page.Filter{Text: q.Get("q"), State: q.Get("state"), Change: q.Get("change"), Finding: q.Get("finding"), Taker: q.Get("who")},
	}
	if lang := q.Get("lang"); slices.Contains(o.All, lang) {
		o.Filter.Language = lang
	}
	if work, when := s.WorkOfCommand(m); when != "" && when == q.Get("sure") {
		o.Sure, o.Notice = when, m.Text("page.undo_sure", "Work", work)
	}
	o.Arrange(lines)
	return o, nil
}

func (s *server) showOverview(w http.ResponseWriter, r *http.Request) {
	writer := s.writerFor(r)
	o, err := s.overviewPage(r, writer.Messages)
	s.answerPage(w, r, err, func(b *bytes.Buffer) error { return writer.Write(b, "overview", o) })
}

// showBoard is the part of the overview that changes.
func (s *server) showBoard(w http.ResponseWriter, r *http.Request) {
	writer := s.writerFor(r)
	o, err := s.overviewPage(r, writer.Messages)
	s.answerPage(w, r, err, func(b *bytes.Buffer) error { return writer.Write(b, "board", o) })
}

// answerPage writes a page as a whole, or says what is wrong.
func (s *server) answerPage(w http.ResponseWriter, r *http.Request, err error, write func(*bytes.Buffer) error) {
	var b bytes.Buffer
	if err == nil {
		err = write(&b)
	}
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	beginPage(w)
	_, _ = b.WriteTo(w)
}

// answerProblem answers with what is wrong, in the user's language.
func (s *server) answerProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := corpus.ProblemOf(err)
	status := http.StatusInternalServerError
	if p.ID == corpus.UnknownArticle || p.ID == corpus.UnknownLanguage {
		status = http.StatusNotFound
	}
	speaker := &app{messages: s.writerFor(r).Messages}
	http.Error(w, speaker.describeProblem(p), status)
}

// articlePage is the page of an article as a request asks for it.
func (s *server) articlePage(ctx context.Context, writer *page.Writer, q queryValues) (*page.Article, error) {
	p, err := s.Project()
	if err != nil {
		return nil, err
	}
	t, problems, err := s.lookAt(ctx, p, q.Get("id"), q.Get("lang"))
	if err != nil {
		return nil, err
	}
	remarks, bad, err := desk.RemarksOn(&p.Project, q.Get("lang"), q.Get("id"))
	if err != nil {
		return nil, err
	}
	a := &page.Article{Frame: s.frameOf(writer.Messages, append(problems, bad...)), ID: q.Get("id"), Remarks: remarks}
	a.Choice = page.Choice{Show: q.Get("show"), State: q.Get("state"), Text: q.Get("q"), Row: q.Get("row")}
	from, err := strconv.Atoi(q.Get("from"))
	if err != nil {
		from = 0
	}
	writer.Build(a, t, max(from, 0))
	for k := range a.Rows { // the row that was asked for is one to type in
		if a.Choice.Row != "" && a.Rows[k].CanEdit && !s.readOnly {
			a.Rows[k].Open = true
		}
	}
	for _, lang := range s.Targets(p) {
		if lang != t.Language {
			a.Others = append(a.Others, lang)
		}
	}
	a.Next = s.board.nextUrgent(t.Language, a.ID)
	return a, nil
}

// queryValues are the values of an address or a form.
type queryValues interface{ Get(name string) string }

func (s *server) showArticle(w http.ResponseWriter, r *http.Request) {
	writer := s.writerFor(r)
	a, err := s.articlePage(r.Context(), writer, r.URL.Query())
	s.answerPage(w, r, err, func(b *bytes.Buffer) error { return writer.Write(b, "article", a) })
}

// showRows is a run of rows of an article.
func (s *server) showRows(w http.ResponseWriter, r *http.Request) {
	writer := s.writerFor(r)
	a, err := s.articlePage(r.Context(), writer, r.URL.Query())
	if err == nil && r.URL.Query().Get("only") != "" {
		a.Chunks = nil
	}
	s.answerPage(w, r, err, func(b *bytes.Buffer) error {
		if r.URL.Query().Get("head") != "" {
			if err := writer.Write(b, "head", a); err != nil {
				return err
			}
		}
		return writer.Write(b, "chunk", a)
	})
}

// nextUrgent is the article beside one that is the most urgent in a language.
func (b *board) nextUrgent(lang, id string) string {
	lines, _, _ := b.linesNow()
	o := page.Overview{All: []string{lang}, Filter: page.Filter{Language: lang, State: "todo"}}
	o.Arrange(lines)
	for k := range o.Lines {
		if o.Lines[k].ID != id {
			return o.Lines[k].ID
		}
	}
	return ""
}

// answerSuggestion is what the translation of a row could begin from.
func (s *server) answerSuggestion(w http.ResponseWriter, r *http.Request) {
	writer := s.writerFor(r)
	q := r.URL.Query()
	p, err := s.Project()
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	t, _, err := s.lookAt(r.Context(), p, q.Get("id"), q.Get("lang"))
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	items := queue.List(t, q.Get("id"), queue.Options{Keep: page.Choice{Row: q.Get("row")}.Keep()})
	var out []page.Suggestion
	if len(items) > 0 {
		memory, err := s.Recall.MemoryOf(r.Context(), p, t.Language)
		if err != nil {
			s.answerProblem(w, r, err)
			return
		}
		out = page.Suggestions(suggestionsFor(memory, &items[0]), t.Language)
	}
	s.answerPage(w, r, nil, func(b *bytes.Buffer) error { return writer.Write(b, "suggestions", out) })
}
