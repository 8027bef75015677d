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
		Args:              a.countArguments(1, -1),
		RunE:              func(c *cobra.Command, args []string) error { return a.runDiff(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.addFlags(a, c)
	o.stateFlag(a, c, vouched...)
	c.Flags().BoolVar(&o.all, "all", false, "flag.all")
	return c
}

func (a *app) runDiff(ctx context.Context, o *diffOptions, articles []string) error {
	p, err := a.openProject()
	if err != nil {
		return err
	}
	q, err := a.queryOf(p, &o.selection, articles)
	if err != nil {
		return err
	}
	q.Rows = true
	keep := rowFilter(o.states)
	if o.all {
		keep = rowFilter(stateNames())
	}
	text, shown, next := a.textWriter(), 0, report.NewOverview(nil, report.Filter{})
	next.Prefer = a.ownLanguage(p)
	_, err = a.eachArticle(ctx, p, q, func(article *xsync.Article) error {
		isMeant(article, q.Articles)
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
		text.Hint(a.messages.Text("hint.mark", "Command", a.commandHere("mark", article, "--lang", lang)))
	}
	return nil
}
