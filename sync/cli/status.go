package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/report"
	"github.com/xsync-project/xsync/sync/internal/shell"
)

type statusOptions struct {
	selection
	json, summary bool
}

func (a *app) statusCommand() *cobra.Command {
	var o statusOptions
	c := &cobra.Command{
		Use:               "status [ARTICLE…]",
		Short:             "help.status",
		Long:              "help.status.long",
		Example:           "xsync status\nxsync status mongolia --lang tr\nxsync status --state stale,missing --json",
		RunE:              func(c *cobra.Command, args []string) error { return a.showStatus(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.addFlags(a, c)
	o.stateFlag(a, c, vouched...)
	c.Flags().BoolVar(&o.json, "json", false, "flag.json")
	c.Flags().BoolVar(&o.summary, "summary", false, "flag.status_summary")
	return c
}

func (a *app) showStatus(ctx context.Context, o *statusOptions, articles []string) error {
	p, q, err := a.openSelection(&o.selection, articles)
	if err != nil {
		return err
	}
	keep := rowFilter(o.states)
	named := len(q.Articles) > 0 && !onlyFolders(p, q.Articles)
	q.Rows = !keep.IsEmpty() || !o.summary && (o.json || named)
	languages := q.Languages
	if len(languages) == 0 {
		languages = p.Config.Targets
	}
	takers := takersOf(p)
	if o.json {
		s := report.NewStream(a.out, p.Config.Source, languages, keep)
		s.Takers = takers
		return a.statusJSON(ctx, p, q, s, o.summary)
	}
	overview, text := report.NewOverview(languages, keep), a.textWriter()
	overview.Prefer, overview.Takers = a.ownLanguage(p), takers
	if o.summary {
		return a.statusSummary(ctx, p, q, overview, text)
	}
	shown, err := a.statusText(ctx, p, q, overview, text)
	if err != nil {
		return err
	}
	var first []string
	if overview.Folded() {
		first = []string{a.messages.Text("hint.unlisted", "Command", a.commandHere(slices.Concat([]string{"status"}, o.again(articles), []string{"--state", "missing"})...))}
	}
	a.suggestNext(text, overview, shown, first...)
	return nil
}

// eachArticle examines articles and reports their problems; it hands every article and
// every problem on.
func (a *app) eachArticle(ctx context.Context, p *disk.Project, q xsync.Query, visit func(*xsync.Article) error) ([]report.Complaint, error) {
	return a.eachArticleBut(ctx, p, q, visit, func(all []corpus.Problem) []corpus.Problem { return all })
}

// eachArticleBut is the same, but of the problems of the project as a whole only those
// are reported that rest leaves.
func (a *app) eachArticleBut(ctx context.Context, p *disk.Project, q xsync.Query, visit func(*xsync.Article) error, rest func([]corpus.Problem) []corpus.Problem) ([]report.Complaint, error) {
	var complaints []report.Complaint
	note := func(err error) {
		problem := corpus.ProblemOf(err)
		if !a.reportProblem(problem) {
			return
		}
		complaints = append(complaints, report.Complaint{Path: problem.Path, Line: problem.Line, Column: problem.Column, Message: a.sentenceOf(problem), Unread: problem.Unread()})
	}
	progress := a.newProgress()
	defer progress.clearLine()
	q.Step = progress.showStep
	problems, err := p.Each(ctx, q, func(article *xsync.Article) error {
		for _, err := range article.Problems {
			progress.clearLine()
			note(err)
		}
		return visit(article)
	})
	progress.clearLine()
	for _, problem := range rest(problems) {
		note(problem)
		a.nearestArticle(p, problem)
	}
	return complaints, err
}

// statusJSON ends a document with the articles, or with the sums of the languages alone.
func (a *app) statusJSON(ctx context.Context, p *disk.Project, q xsync.Query, s *report.Stream, summary bool) error {
	if q.Rows {
		q.Rows, q.Derived = false, &report.RowsDerived
	}
	visit := s.Article
	if summary {
		visit = s.Count
	}
	complaints, err := a.eachArticle(ctx, p, q, visit)
	if err != nil {
		return err
	}
	return s.Close(complaints)
}

// statusSummary shows the sums of the languages alone.
func (a *app) statusSummary(ctx context.Context, p *disk.Project, q xsync.Query, overview *report.Overview, text *report.Text) error {
	_, err := a.eachArticle(ctx, p, q, func(article *xsync.Article) error {
		overview.Add(article)
		return nil
	})
	if err == nil {
		text.Summary(overview)
	}
	return err
}

// statusText lists the rows of the articles that are named, and all others in a
// table. It reports whether it listed any rows.
func (a *app) statusText(ctx context.Context, p *disk.Project, q xsync.Query, overview *report.Overview, text *report.Text) (bool, error) {
	shown, rest := 0, 0
	_, err := a.eachArticle(ctx, p, q, func(article *xsync.Article) error {
		if !q.Rows || !isMeant(article, q.Articles) {
			overview.Add(article)
			rest++
			return nil
		}
		text.Takers = func(t *xsync.Translation) []string { return overview.TakersOf(article.ID, t.Language) }
		for k := range article.Translations {
			if shown++; shown > 1 {
				text.Break()
			}
			text.Translation(&article.Translations[k], overview.Keep())
		}
		overview.Note(article)
		return nil
	})
	if err != nil {
		return false, err
	}
	if rest > 0 {
		if shown > 0 {
			text.Break()
		}
		text.Overview(overview)
	}
	return shown > 0, nil
}

// isMeant reports whether an article is meant itself, not only a folder that it
// lies in. If one of its translations was named, the others are left out.
func isMeant(article *xsync.Article, names []string) bool {
	if slices.Contains(names, article.ID) || slices.Contains(names, article.Path) {
		return true
	}
	isNamed := func(t xsync.Translation) bool { return slices.Contains(names, t.Path) }
	if !slices.ContainsFunc(article.Translations, isNamed) {
		return false
	}
	article.Translations = slices.DeleteFunc(article.Translations, func(t xsync.Translation) bool { return !isNamed(t) })
	return true
}

// suggestNext names the next command, behind other hints.
func (a *app) suggestNext(text *report.Text, o *report.Overview, rows bool, hints ...string) {
	article, lang, found := o.Todo()
	changed, into, edited := o.Edited()
	doubted, in, refused := o.Refused()
	switch {
	case found && rows && !edited:
		hints = append(hints, a.messages.Text("hint.diff", "Command", a.commandHere("diff", article, "--lang", lang)))
	case found && !edited:
		hints = append(hints, a.messages.Text("hint.status", "Command", a.commandHere("status", article, "--lang", lang)))
	case edited:
		hints = append(hints, a.messages.Text("hint.mark", "Command", a.commandHere("mark", changed, "--lang", into)))
	case o.Unverified():
		hints = append(hints, a.messages.Text("hint.assume", "Command", a.commandHere("init", "--assume")))
	case refused:
		hints = append(hints, a.messages.Text("hint.unverified", "Command", a.commandHere("diff", doubted, "--lang", in)))
	}
	if len(hints) > 0 {
		text.Hint(hints...)
	}
}

// commandHere is a command line for a person to copy, which works in the same folder
// as this one.
func (a *app) commandHere(args ...string) string {
	if a.folder != "" {
		args = append([]string{"-C", a.folder}, args...)
	}
	return commandLine(args...)
}

// commandLine is a command line.
func commandLine(args ...string) string { return shell.Line("xsync", args...) }
