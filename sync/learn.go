package xsync

import (
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Bounds of learning from a project's own translations.
const (
	// lessons is the number of articles from which a project teaches anything.
	lessons = 12
	// classroom is the number of articles that are held in memory at a time.
	classroom = 64
)

// teachingArticles are those of some articles that teach a project anything; none if they
// are too few.
func teachingArticles(articles []corpus.Article) []corpus.Article {
	out := slices.DeleteFunc(slices.Clone(articles), func(a corpus.Article) bool { return IsCatalog(a.Source) })
	if len(out) < lessons {
		return nil
	}
	return out
}

// learnLexicons learns, for every language asked for, which words translate each
// other, from the sure pairs of some articles. The order of the articles alone
// decides what is learnt, not that in which they were read.
func (p *Project) learnLexicons(ctx context.Context, articles []corpus.Article, q Query, done *tally) (map[string]*align.Lexicon, error) {
	out := map[string]*align.Lexicon{}
	if len(articles) == 0 {
		return out, nil
	}
	teachers := map[string]*align.Teacher{}
	for _, lang := range p.languagesOf(q) {
		teachers[lang] = align.NewTeacher(p.Config.Source, lang)
	}
	for len(articles) > 0 {
		n := min(classroom, len(articles))
		class := make([]map[string]lesson, n)
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(runtime.GOMAXPROCS(0))
		for k, a := range articles[:n] {
			group.Go(func() error {
				class[k] = p.alignForLexicon(a, q)
				done.count(a.ID)
				return ctx.Err()
			})
		}
		if err := group.Wait(); err != nil {
			return nil, err
		}
		for _, taught := range class {
			for _, lang := range p.languagesOf(q) {
				if l, ok := taught[lang]; ok {
					teachers[lang].Teach(l.source, l.target, l.links)
				}
			}
		}
		articles = articles[n:]
	}
	for lang, t := range teachers {
		out[lang] = t.Lexicon()
	}
	return out, nil
}

// lesson is an article with its alignment in a language.
type lesson struct {
	source, target align.Outline
	links          []align.Link
}

// alignForLexicon aligns an article in each language. What cannot be read teaches
// nothing; it is reported when it is examined.
func (p *Project) alignForLexicon(a corpus.Article, q Query) map[string]lesson {
	out := map[string]lesson{}
	src, err := corpus.ReadText(p.FS, a.Source)
	if err != nil {
		return out
	}
	source := p.fileOf(&a, a.Source, p.Config.Source, src)
	from, err := source.parseSide()
	if err != nil {
		return out
	}
	outline := from.Outline
	for _, lang := range p.languagesOf(q) {
		if !a.Targets[lang].Exists {
			continue
		}
		data, err := corpus.ReadText(p.FS, a.Targets[lang].Path)
		if err != nil {
			continue
		}
		target := p.fileOf(&a, a.Targets[lang].Path, lang, data)
		to, err := target.parseSide()
		if err != nil {
			continue
		}
		out[lang] = lesson{outline, to.Outline, align.Across(outline, to.Outline, nil)}
	}
	return out
}

// addLexicon adds what a lexicon knows to two sides; without one they stay as they
// are.
func addLexicon(l *align.Lexicon, source, target drift.Side) (s, t drift.Side) {
	if l == nil || l.Len() == 0 {
		return source, target
	}
	source.Outline = l.Source(source.Outline, source.Language)
	target.Outline = l.Target(target.Outline, target.Language)
	return source, target
}
