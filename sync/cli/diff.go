package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
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
	p, articles, named, err := a.openAtLines(ctx, articles)
	if err != nil {
		return err
	}
	q, err := a.queryOf(p, &o.selection, articles)
	if err != nil {
		return err
	}
	q.Rows = true
	keep := rowFilter(o.states)
	if o.all || len(named) > 0 {
		keep = rowFilter(drift.StateNames())
	}
	text, shown, open := a.textWriter(), 0, toMark{prefer: a.ownLanguage(p)}
	_, err = a.eachArticle(ctx, p, q, func(article *xsync.Article) error {
		isMeant(article, q.Articles)
		for k := range article.Translations {
			keepNamed(article, &article.Translations[k], named)
			if shown++; shown > 1 {
				text.Break()
			}
			text.Differences(&article.Translations[k], keep)
			open.note(article.ID, &article.Translations[k], keep)
		}
		return nil
	})
	if err != nil {
		return err
	}
	switch {
	case len(open.articles) > 0:
		text.Hint(a.messages.Text("hint.mark", "Command", a.commandHere(slices.Concat([]string{"mark"}, open.articles, []string{"--lang", open.language})...)))
	case open.unbegun != "":
		text.Hint(a.hintToBegin(open.unbegun, open.into))
	}
	return nil
}

// toMark are the articles whose rows were shown and can be recorded once they are done, in
// the first language that has any or in the one that is preferred.
type toMark struct {
	prefer, language string
	articles         []string
	unbegun, into    string // an article that has no file in a language
}

// note takes a translation into account. What has no source is not recorded but deleted.
func (m *toMark) note(article string, t *xsync.Translation, keep report.Filter) {
	isOpen := func(r drift.Row) bool { return keep.Shown(&r) && r.NeedsWork() && r.State != drift.Orphan }
	if !t.Exists && (m.unbegun == "" || t.Language == m.prefer && m.into != m.prefer) {
		m.unbegun, m.into = article, t.Language
	}
	if t.Unrelated || !t.Exists || !slices.ContainsFunc(t.Rows, isOpen) {
		return
	}
	if m.language != t.Language && (m.language == "" || t.Language == m.prefer) {
		m.language, m.articles = t.Language, nil
	}
	if m.language == t.Language {
		m.articles = append(m.articles, article)
	}
}

// keepNamed leaves the rows that were named by the places where they stand, if any of the
// article were.
func keepNamed(article *xsync.Article, t *xsync.Translation, named []string) {
	if !slices.ContainsFunc(named, func(id string) bool { return strings.HasPrefix(id, article.ID+"#") }) {
		return
	}
	t.KeepRows(func(r *drift.Row) bool { return slices.Contains(named, article.ID+"#"+r.ID) })
}
