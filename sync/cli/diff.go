package cli

import (
	"context"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/report"
)

type diffOptions struct {
	selection
	all bool
}

func (a *app) diffCommand() *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:               "diff ARTICLE…",
		Short:             "help.diff",
		Long:              "help.diff.long",
		Example:           "xsync diff mongolia --lang tr",
		Args:              a.arguments(1, -1),
		RunE:              func(c *cobra.Command, args []string) error { return a.diff(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.flags(a, c)
	o.stateFlag(a, c, vouched...)
	c.Flags().BoolVar(&o.all, "all", false, "flag.all")
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
	q.Rows = true
	keep := filter(o.states)
	if o.all {
		keep = filter(stateNames())
	}
	text, shown, next := a.text(), 0, report.NewOverview(nil, report.Filter{})
	next.Prefer = a.ownLanguage(p)
	_, err = a.each(ctx, p, q, func(article *xsync.Article) error {
		named(article, q.Articles)
		next.Note(article)
		for k := range article.Translations {
			if shown++; shown > 1 {
				text.Break()
			}
			text.Differences(&article.Translations[k], keep)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if article, lang, found := next.Todo(); found {
		text.Hint(a.messages.Text("hint.mark", "Command", a.command("mark", article, "--lang", lang)))
	}
	return nil
}
