package main

import (
	"context"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/report"
)

type statusOptions struct {
	selection
	json bool
}

func (a *app) statusCommand() *cobra.Command {
	var o statusOptions
	c := &cobra.Command{
		Use:               "status [ARTICLE…]",
		Short:             a.messages.Text("help.status"),
		Long:              a.messages.Text("help.status.long"),
		Example:           "xsync status\nxsync status mongolia --lang tr\nxsync status --state stale,missing --json",
		RunE:              func(c *cobra.Command, args []string) error { return a.showStatus(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.flags(a, c)
	c.Flags().StringSliceVar(&o.states, "state", nil, a.messages.Text("flag.state"))
	c.Flags().BoolVar(&o.json, "json", false, a.messages.Text("flag.json"))
	a.complete(c, "state", stateNames())
	return c
}

func (a *app) showStatus(ctx context.Context, o *statusOptions, articles []string) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	q, err := a.query(p, &o.selection, articles)
	if err != nil {
		return err
	}
	keep, err := a.filter(o.states)
	if err != nil {
		return err
	}
	q.Rows = o.json || len(articles) > 0 || len(keep) > 0
	languages := q.Languages
	if len(languages) == 0 {
		languages = p.Config.Targets
	}
	if o.json {
		return a.statusJSON(ctx, p, q, languages, keep)
	}
	return a.statusText(ctx, p, q, languages, keep)
}

// each examines articles and reports their problems; it hands every article and
// every problem on.
func (a *app) each(ctx context.Context, p *project, q xsync.Query, visit func(*xsync.Article) error) ([]report.Complaint, error) {
	var complaints []report.Complaint
	note := func(err error) {
		problem := asProblem(err)
		a.problem(problem)
		complaints = append(complaints, report.Complaint{Path: problem.Path, Line: problem.Line, Column: problem.Column, Message: a.messages.Fill(problem.ID, problem.Data)})
	}
	progress := a.progress()
	defer progress.clear()
	problems, err := p.Each(ctx, q, func(article *xsync.Article) error {
		progress.step(article.ID)
		for _, err := range article.Problems {
			progress.clear()
			note(err)
		}
		return visit(article)
	})
	progress.clear()
	for _, problem := range problems {
		note(problem)
	}
	return complaints, err
}

func (a *app) statusJSON(ctx context.Context, p *project, q xsync.Query, languages []string, keep report.Filter) error {
	s := report.NewStream(a.out, p.Config.Source, languages, keep)
	complaints, err := a.each(ctx, p, q, s.Article)
	if err != nil {
		return err
	}
	return s.Close(complaints)
}

func (a *app) statusText(ctx context.Context, p *project, q xsync.Query, languages []string, keep report.Filter) error {
	overview := report.NewOverview(languages)
	text := a.text()
	shown := 0
	_, err := a.each(ctx, p, q, func(article *xsync.Article) error {
		overview.Add(article)
		for k := range article.Translations {
			if t := &article.Translations[k]; q.Rows && (len(keep) == 0 || wanted(t, keep)) {
				if shown++; shown > 1 {
					text.Break()
				}
				text.Translation(t, keep, false)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !q.Rows {
		text.Overview(overview)
	}
	a.suggest(text, overview)
	return nil
}

// wanted reports whether a translation has a row that a filter wants.
func wanted(t *xsync.Translation, keep report.Filter) bool {
	for s, n := range t.Counts {
		for want := range keep {
			if int(want) == s && n > 0 {
				return true
			}
		}
	}
	return false
}

// suggest names the next command.
func (a *app) suggest(text *report.Text, o *report.Overview) {
	article, lang, found := o.Todo()
	switch {
	case found:
		text.Hint(a.messages.Text("hint.diff", "Command", "xsync diff "+article+" --lang "+lang))
	case o.Unverified():
		text.Hint(a.messages.Text("hint.assume", "Command", "xsync init --assume"))
	}
}
