package cli

import (
	"context"
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/digest"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// digest writes what has happened since a revision, for each language by itself.
func (a *app) digest(ctx context.Context, p *disk.Project, q xsync.Query, o *reportOptions) error {
	list := make([]digest.Digest, len(q.Languages))
	for k, lang := range q.Languages {
		list[k] = digest.Digest{Language: lang, Since: o.since}
	}
	r, err := gitfs.Open(ctx, p.Root)
	if err != nil {
		return err
	}
	r.Submodules = p.Config.Reaches
	then, changed, err := a.digestPeriod(ctx, r, list, o.since)
	if err != nil {
		return err
	}
	earlier, err := a.earlier(ctx, p, r, then, q, changed)
	if err != nil {
		return err
	}
	differs := func(name string) bool { return changed[name] }
	found, _ := p.Config.Find(p.FS)
	moved := map[string]bool{}
	for k := range found {
		moved[found[k].ID] = check.Differs(&found[k], differs)
	}
	q.Rows = true
	_, err = a.eachArticleBut(ctx, p, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			t := &article.Translations[k]
			remarks, err := a.readRemarks(p, t.Language, article.ID)
			if err != nil {
				return err
			}
			d := &list[slices.Index(q.Languages, t.Language)]
			d.Add(t, earlier[article.ID+"\x00"+t.Language], !moved[article.ID], remarks)
		}
		return nil
	}, func(problems []corpus.Problem) []corpus.Problem { return a.digestStrays(list, problems) })
	if err != nil {
		return err
	}
	for k := range list {
		list[k].Sort()
	}
	return digest.Write(a.out, o.digest, list, a.messages)
}

// digestStrays puts the translations without a source into the digests of their
// languages, and returns the problems that are something else.
func (a *app) digestStrays(list []digest.Digest, problems []corpus.Problem) []corpus.Problem {
	var rest []corpus.Problem
	for _, p := range problems {
		if p.ID != corpus.NoSource {
			rest = append(rest, p)
			continue
		}
		for k := range list {
			if d := &list[k]; d.Language == p.Data["Language"] {
				d.Strays = append(d.Strays, digest.Stray{Path: p.Path, Why: a.sentenceOf(p)})
			}
		}
	}
	return rest
}

// digestPeriod finds the commit that digests begin with, and the files that differ
// from it, and says in the digests when the time began and ended.
func (a *app) digestPeriod(ctx context.Context, r *gitfs.Repository, list []digest.Digest, since string) (commit string, changed map[string]bool, err error) {
	commit, err = r.Base(ctx, since)
	if err != nil {
		return "", nil, err
	}
	names, err := r.Changed(ctx, commit)
	if err != nil {
		return "", nil, err
	}
	from, err := r.Moment(ctx, commit)
	if err != nil {
		return "", nil, err
	}
	to, err := r.Head(ctx)
	if err != nil {
		return "", nil, err
	}
	for k := range list {
		list[k].From, list[k].To = wording.Date(a.messages, dateOf(from.Seconds)), wording.Date(a.messages, dateOf(to.Seconds))
	}
	changed = map[string]bool{}
	for _, name := range names {
		changed[name] = true
	}
	return commit, changed, nil
}

// earlier are the translations as they were in a commit, of the articles that have
// changed since, by article and language.
func (a *app) earlier(ctx context.Context, p *disk.Project, r *gitfs.Repository, commit string, q xsync.Query, changed map[string]bool) (map[string]*xsync.Translation, error) {
	tree, err := r.Tree(ctx, commit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tree.Close() }()
	then := &xsync.Project{FS: tree, Config: p.Config, Cache: p.Cache}
	q.Rows, q.Only = true, func(x *corpus.Article) bool {
		return check.Differs(x, func(name string) bool { return changed[name] })
	}
	out := map[string]*xsync.Translation{}
	_, err = then.Each(ctx, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			out[article.ID+"\x00"+article.Translations[k].Language] = &article.Translations[k]
		}
		return nil
	})
	return out, err
}
