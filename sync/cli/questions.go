package cli

import (
	"context"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/remark"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// listQuestions lists the remarks that wait for an answer, where their rows stand.
func (a *app) listQuestions(ctx context.Context, p *disk.Project, q xsync.Query) error {
	q.Rows = true
	talked := func(article *corpus.Article) bool {
		return slices.ContainsFunc(p.Config.Targets, func(lang string) bool {
			data, err := p.Optional(remark.Path(lang, article.ID))
			return err != nil || data != nil
		})
	}
	q.Only = talked
	text, found := a.textWriter(), 0
	_, err := a.eachArticle(ctx, p, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			t := &article.Translations[k]
			remarks, err := a.readRemarks(p, t.Language, article.ID)
			if err != nil {
				return err
			}
			for _, r := range remark.Open(remarks) {
				found++
				a.showQuestion(text, t, &r)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if found == 0 {
		text.Sentence(a.messages.Text("check.no_questions"))
		return nil
	}
	text.Sentence(a.messages.Count("check.questions", found))
	return nil
}

// showQuestion shows a remark: its place, its row and who said it, and below that what
// was said. Of a row that is not there any more it shows how it began.
func (a *app) showQuestion(text *report.Text, t *xsync.Translation, r *remark.Remark) {
	place, row := a.shownPath(t.Path), "“"+inert.Line(r.Quote)+"”"
	k := slices.IndexFunc(t.Rows, func(x xsync.Row) bool { return x.ID == r.Row || t.Kept(&x) == r.Row })
	if k >= 0 {
		row = "#" + t.Rows[k].Name()
		items := queue.List(t, "", queue.Options{Keep: func(x *xsync.Row) bool { return x == &t.Rows[k] }})
		switch {
		case len(t.Rows[k].Target) > 0:
			place += ":" + strconv.Itoa(t.Target.Line(t.Rows[k].Target[0].Start))
		case len(items) > 0 && items[0].TargetLine > 0:
			place += ":" + strconv.Itoa(items[0].TargetLine)
		}
	}
	text.Line(strings.Join([]string{inert.Line(place), row, inert.Line(r.Who)}, "  "))
	text.Paragraph(inert.Line(r.Text), 2)
}

// readRemarks reads what people say about an article in a language, and reports the lines
// that say nothing.
func (a *app) readRemarks(p *disk.Project, lang, id string) ([]remark.Remark, error) {
	remarks, bad, err := desk.RemarksOn(&p.Project, lang, id)
	for _, problem := range bad {
		a.reportProblem(problem)
	}
	return remarks, err
}

// takersOf says who works on the articles of a project; nil if nobody ever said so. Files
// of remarks that cannot be read say nothing here: check --questions reports them.
func takersOf(p *disk.Project) func(article, language string) []string {
	if _, err := fs.Stat(p.FS, strings.TrimSuffix(baseline.Remarks, "/")); err != nil {
		return nil
	}
	return func(article, language string) []string {
		remarks, _, err := desk.RemarksOn(&p.Project, language, article)
		if err != nil {
			return nil
		}
		return remark.Takers(remarks)
	}
}

// takenBy narrows a query to the articles that somebody works on; if that is none,
// to those that nobody works on.
func (a *app) takenBy(p *disk.Project, q *xsync.Query, who string) error {
	mine, free := map[string]bool{}, map[string]bool{}
	found, _ := p.Config.Find(p.FS)
	for k := range found {
		remarks, err := a.readRemarks(p, q.Languages[0], found[k].ID)
		if err != nil {
			return err
		}
		takers := remark.Takers(remarks)
		mine[found[k].ID] = slices.Contains(takers, who)
		free[found[k].ID] = len(takers) == 0
	}
	some := mine
	if !slices.ContainsFunc(found, func(x corpus.Article) bool { return mine[x.ID] }) {
		some = free
		a.writeComplaint(a.messages.Text("queue.nothing_taken", "Person", who))
	}
	q.Only = func(x *corpus.Article) bool { return some[x.ID] }
	return nil
}
