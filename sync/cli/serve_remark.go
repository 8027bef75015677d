package cli

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/remark"
)

// takeRemark takes a remark down, or its end, or that somebody takes an article or gives
// it back.
func (s *server) takeRemark(w http.ResponseWriter, r *http.Request) {
	o := orderOf(r.PostForm)
	m := s.writerFor(r).Messages
	p, err := s.Project()
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	a, err := s.articlePage(r.Context(), s.writerFor(r), url.Values{"id": {o.Article}, "lang": {o.Language}, "row": {cmp.Or(o.Row, "-")}, "show": {"all"}})
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	remarks, _, err := desk.RemarksOn(&p.Project, o.Language, o.Article)
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	lines, label := s.remarkLines(r.PostForm, a, remarks)
	if lines == "" {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	s.writing.Lock()
	err = s.AddRemarks(detachedContext(r), label, remark.Path(o.Language, o.Article), lines)
	s.writing.Unlock()
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	s.replyWithRow(w, r, &o, desk.Result{Done: desk.NameOfWork(label, m)}, false)
}

// remarkLines are the lines that a form asks for, and what they come to; "" if there is
// nothing to say.
func (s *server) remarkLines(form url.Values, a *page.Article, remarks []remark.Remark) (lines string, l disk.Label) {
	name := func(prefix string) string { return prefix + strings.ToLower(newSecret(6)) }
	text := strings.TrimSpace(toLF(form.Get("remark")))
	switch form.Get("do") {
	case "ask":
		if text == "" || len(text) > desk.LongestRemark || len(a.Rows) != 1 {
			return "", disk.Label{}
		}
		r := remark.Remark{Kind: remark.Ask, ID: name("q"), Row: a.Rows[0].Reference(), Who: s.Person, Text: text, Quote: a.Rows[0].Quote()}
		return r.Begun(), disk.Label{ID: "page.asked", Data: map[string]string{"Segment": a.Rows[0].Name}}
	case "end":
		k := slices.IndexFunc(remarks, func(r remark.Remark) bool { return r.ID == form.Get("of") && !r.Ended })
		if k < 0 {
			return "", disk.Label{}
		}
		return remark.Ending(remarks[k].ID, s.Person), disk.Label{ID: "page.ended"}
	case "take":
		r := remark.Remark{Kind: remark.Take, ID: name("t"), Who: s.Person}
		return r.Begun(), disk.Label{ID: "page.took", Data: map[string]string{"Article": a.ID}}
	case "give":
		for _, t := range a.Taken {
			if t.Who == s.Person {
				lines += remark.Ending(t.ID, s.Person)
			}
		}
		return lines, disk.Label{ID: "page.gave", Data: map[string]string{"Article": a.ID}}
	}
	return "", disk.Label{}
}

// addSaid adds to a line of the overview what people say about it.
func addSaid(p *disk.Project, line *page.Line) []corpus.Problem {
	var problems []corpus.Problem
	for k := range line.Cells {
		remarks, bad, err := desk.RemarksOn(&p.Project, line.Cells[k].Language, line.ID)
		if err != nil {
			bad = append(bad, corpus.ProblemOf(err))
		}
		problems = append(problems, bad...)
		line.Cells[k].Takers = remark.Takers(remarks)
		line.Cells[k].Questions = len(remark.Open(remarks))
	}
	return problems
}
