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

// lexicons learns, for every language asked for, which words translate each
// other, from the sure pairs of all articles. The order of the articles alone
// decides what is learnt, not that in which they were read.
func (p *Project) lexicons(ctx context.Context, articles []corpus.Article, q Query) (map[string]*align.Lexicon, error) {
	out := map[string]*align.Lexicon{}
	articles = slices.DeleteFunc(slices.Clone(articles), func(a corpus.Article) bool { return IsCatalog(a.Source) })
	if len(articles) < lessons {
		return out, nil
	}
	teachers := map[string]*align.Teacher{}
	for _, lang := range p.languages(q) {
		teachers[lang] = align.NewTeacher(p.Config.Source, lang)
	}
	for len(articles) > 0 {
		n := min(classroom, len(articles))
		class := make([]map[string]lesson, n)
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(runtime.GOMAXPROCS(0))
		for k, a := range articles[:n] {
			group.Go(func() error {
				class[k] = p.lesson(a, q)
				return ctx.Err()
			})
		}
		if err := group.Wait(); err != nil {
			return nil, err
		}
		for _, taught := range class {
			for _, lang := range p.languages(q) {
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

// lesson aligns an article in each language. What cannot be read teaches
// nothing; it is reported when it is examined.
func (p *Project) lesson(a corpus.Article, q Query) map[string]lesson {
	out := map[string]lesson{}
	src, err := corpus.ReadText(p.FS, a.Source)
	if err != nil {
		return out
	}
	source := p.file(&a, a.Source, p.Config.Source, src)
	from, err := source.side()
	if err != nil {
		return out
	}
	outline := from.Outline
	for _, lang := range p.languages(q) {
		if !a.Targets[lang].Exists {
			continue
		}
		data, err := corpus.ReadText(p.FS, a.Targets[lang].Path)
		if err != nil {
			continue
		}
		target := p.file(&a, a.Targets[lang].Path, lang, data)
		to, err := target.side()
		if err != nil {
			continue
		}
		out[lang] = lesson{outline, to.Outline, align.Across(outline, to.Outline, nil)}
	}
	return out
}

// enrich adds what a lexicon knows to two sides; without one they stay as they
// are.
func enrich(l *align.Lexicon, source, target drift.Side) (s, t drift.Side) {
	if l == nil || l.Len() == 0 {
		return source, target
	}
	source.Outline = l.Source(source.Outline, source.Language)
	target.Outline = l.Target(target.Outline, target.Language)
	return source, target
}
