package cli

import (
	"cmp"
	"context"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/remark"
)

// remarksOn reads what people say about an article in a language, and a problem for
// each line that says nothing, of the first of them.
func remarksOn(p *xsync.Project, lang, id string) ([]remark.Remark, []corpus.Problem, error) {
	name := remark.Path(lang, id)
	data, err := p.Optional(name)
	if err != nil {
		return nil, nil, err
	}
	remarks, bad := remark.Decode(data)
	var problems []corpus.Problem
	for _, line := range bad[:min(len(bad), corpus.MaxProblems)] {
		problems = append(problems, corpus.Problem{ID: corpus.BrokenRemark, Path: name, Line: line})
	}
	return remarks, problems, nil
}

// longestRemark is the number of bytes that a remark may have.
const longestRemark = 10000

// takeRemark takes a remark down, or its end, or that somebody takes an article or gives
// it back.
func (s *server) takeRemark(w http.ResponseWriter, r *http.Request) {
	o := orderOf(r.PostForm)
	m := s.writerFor(r).Messages
	p, err := s.project()
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	a, err := s.articlePage(r.Context(), s.writerFor(r), url.Values{"id": {o.article}, "lang": {o.language}, "row": {cmp.Or(o.row, "-")}, "show": {"all"}})
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	remarks, _, err := remarksOn(&p.Project, o.language, o.article)
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
	err = s.append(detachedContext(r), label, remark.Path(o.language, o.article), lines)
	s.writing.Unlock()
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	s.replyWithRow(w, r, &o, result{done: nameOfWork(label, m), quiet: true})
}

// remarkLines are the lines that a form asks for, and what they come to; "" if there is
// nothing to say.
func (s *server) remarkLines(form url.Values, a *page.Article, remarks []remark.Remark) (lines string, l disk.Label) {
	name := func(prefix string) string { return prefix + strings.ToLower(newSecret(6)) }
	text := strings.TrimSpace(toLF(form.Get("remark")))
	switch form.Get("do") {
	case "ask":
		if text == "" || len(text) > longestRemark || len(a.Rows) != 1 {
			return "", disk.Label{}
		}
		r := remark.Remark{Kind: remark.Ask, ID: name("q"), Row: a.Rows[0].Reference(), Who: s.person, Text: text, Quote: a.Rows[0].Quote()}
		return r.Begun(), disk.Label{ID: "page.asked", Data: map[string]string{"Segment": a.Rows[0].Name}}
	case "end":
		k := slices.IndexFunc(remarks, func(r remark.Remark) bool { return r.ID == form.Get("of") && !r.Ended })
		if k < 0 {
			return "", disk.Label{}
		}
		return remark.Ending(remarks[k].ID, s.person), disk.Label{ID: "page.ended"}
	case "take":
		r := remark.Remark{Kind: remark.Take, ID: name("t"), Who: s.person}
		return r.Begun(), disk.Label{ID: "page.took", Data: map[string]string{"Article": a.ID}}
	case "give":
		for _, t := range a.Taken {
			if t.Who == s.person {
				lines += remark.Ending(t.ID, s.person)
			}
		}
		return lines, disk.Label{ID: "page.gave", Data: map[string]string{"Article": a.ID}}
	}
	return "", disk.Label{}
}

// append adds lines to a file of remarks.
func (d *desk) append(ctx context.Context, l disk.Label, name, lines string) error {
	return d.settle(ctx, l, func(p *project) (disk.Task, error) {
		data, err := p.Optional(name)
		return disk.Task{Plan: disk.Plan{name: remark.Append(data, lines)}}, err
	})
}

// addSaid adds to a line of the overview what people say about it.
func addSaid(p *project, line *page.Line) []corpus.Problem {
	var problems []corpus.Problem
	for k := range line.Cells {
		remarks, bad, err := remarksOn(&p.Project, line.Cells[k].Language, line.ID)
		if err != nil {
			bad = append(bad, asProblem(err))
		}
		problems = append(problems, bad...)
		line.Cells[k].Takers = remark.Takers(remarks)
		line.Cells[k].Questions = len(remark.Open(remarks))
	}
	return problems
}

// hasRemarks reports whether anybody has said anything in a project.
func hasRemarks(p *project) bool {
	info, err := fs.Stat(p.FS, strings.TrimSuffix(baseline.Remarks, "/"))
	return err == nil && info.IsDir()
}
