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
	// classroom is the number of translated articles that teach it a language: what more of
	// them would teach is hardly ever met, and they are held in memory at the same time.
	classroom = 64
)

// teachingArticles are those of some articles that teach a project anything, for every
// language asked for and from all over the project; none if they are too few.
func (p *Project) teachingArticles(articles []corpus.Article, q Query) map[string][]corpus.Article {
	texts := slices.DeleteFunc(slices.Clone(articles), func(a corpus.Article) bool { return IsCatalog(a.Source) })
	if len(texts) < lessons {
		return nil
	}
	out := map[string][]corpus.Article{}
	for _, lang := range p.languagesOf(q) {
		translated := slices.DeleteFunc(slices.Clone(texts), func(a corpus.Article) bool { return !a.Targets[lang].Exists })
		n := min(classroom, len(translated))
		for k := range n {
			out[lang] = append(out[lang], translated[k*len(translated)/n])
		}
	}
	return out
}

// learnLexicon learns which words of the source and of a language translate each other, from
// the sure pairs of some articles. The order of the articles alone decides what is
// learnt, not that in which they were read.
func (p *Project) learnLexicon(ctx context.Context, articles []corpus.Article, lang string, done *tally) (*align.Lexicon, error) {
	class := make([]lesson, len(articles))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for k, a := range articles {
		group.Go(func() error {
			class[k] = p.alignForLexicon(a, lang)
			done.count(a.ID)
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	teacher := align.NewTeacher(p.Config.Source, lang)
	for _, l := range class {
		teacher.Teach(l.source, l.target, l.links)
	}
	return teacher.Lexicon(), nil
}

// lesson is an article with its alignment in a language.
type lesson struct {
	source, target align.Outline
	links          []align.Link
}

// alignForLexicon aligns an article in a language. What cannot be read teaches nothing; it
// is reported when it is examined.
func (p *Project) alignForLexicon(a corpus.Article, lang string) lesson {
	outline := func(name, lang string) align.Outline {
		data, err := corpus.ReadText(p.FS, name)
		if err != nil {
			return nil
		}
		file := p.fileOf(&a, name, lang, data)
		side, err := file.parseSide()
		if err != nil {
			return nil
		}
		return side.Outline
	}
	source, target := outline(a.Source, p.Config.Source), outline(a.Targets[lang].Path, lang)
	if source == nil || target == nil {
		return lesson{}
	}
	return lesson{source, target, align.Across(source, target, nil)}
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
