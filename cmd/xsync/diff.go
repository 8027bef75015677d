package main

import (
	"context"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/drift"
	"github.com/xsync-project/xsync/sync/report"
)

type diffOptions struct {
	selection
	all bool
}

func (a *app) diffCommand() *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:               "diff ARTICLE…",
		Short:             a.messages.Text("help.diff"),
		Long:              a.messages.Text("help.diff.long"),
		Example:           "xsync diff mongolia --lang tr",
		Args:              a.arguments(1, -1),
		RunE:              func(c *cobra.Command, args []string) error { return a.diff(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.flags(a, c)
	c.Flags().StringSliceVar(&o.states, "state", nil, a.messages.Text("flag.state"))
	c.Flags().BoolVar(&o.all, "all", false, a.messages.Text("flag.all"))
	a.complete(c, "state", stateNames())
	return c
}

func (a *app) diff(ctx context.Context, o *diffOptions, articles []string) error {
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
	if o.all {
		keep = map[drift.State]bool{}
		for s := range drift.NumStates {
			keep[s] = true
		}
	}
	q.Rows = true
	text := a.text()
	shown, todo := 0, report.NewOverview(p.Config.Targets)
	_, err = a.each(ctx, p, q, func(article *xsync.Article) error {
		todo.Add(article)
		for k := range article.Translations {
			if shown++; shown > 1 {
				text.Break()
			}
			text.Translation(&article.Translations[k], keep, true)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if article, lang, found := todo.Todo(); found {
		text.Hint(a.messages.Text("hint.mark", "Command", "xsync mark "+article+" --lang "+lang))
	}
	return nil
}
