package xsync

import (
	"bytes"
	"context"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// eachAlone does the same, but says nothing of an article that only others show. The query
// has a survey of the project.
func (p *Project) eachAlone(ctx context.Context, q Query, visit func(*Article) error) ([]corpus.Problem, error) {
	q.adoption, q.site = q.survey.adoption, q.survey.site
	found, problems := q.survey.articles, slices.Clone(q.survey.problems)
	if len(q.Articles) == 0 && q.Only == nil && !q.alone {
		problems = append(problems, p.unknownFields(found)...)
	}
	problems, named := q.chooseLost(problems)
	found, unknown := p.chooseArticles(&q, found, named, problems)
	problems = append(problems, unknown...)
	var unread unreadFields
	done := &tally{step: q.Step, total: len(found)}
	err := inOrder(ctx, len(found), func(k int, help idle) *Article { return p.examineArticle(found[k], q, help) }, func(a *Article) error {
		unread.note(a)
		done.count(a.ID)
		return visit(a)
	})
	return append(problems, unread.problems()...), err
}

// idle does a part of a piece of work on a processor that has nothing else to do, at the
// same time. It reports false, and has done nothing, if there is none.
type idle func(part func() error) bool

// inOrder works n pieces out on all processors and hands the results to visit one
// by one in their order. No more are held than are being worked on, and a few. An
// error of visit's ends the work, and so does the context. Work waits for the parts that it
// leaves to spare processors.
func inOrder[T any](ctx context.Context, n int, work func(k int, help idle) T, visit func(T) error) error {
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0) + 1)
	queue := make(chan chan T, 4*runtime.GOMAXPROCS(0))
	group.Go(func() error {
		for done := range queue {
			if err := visit(<-done); err != nil {
				return err
			}
		}
		return nil
	})
	for k := range n {
		if running.Err() != nil {
			break
		}
		done := make(chan T, 1)
		select {
		case <-running.Done():
		case queue <- done: // what is queued is waited for, so it is worked out whatever comes
			group.Go(func() error {
				done <- work(k, group.TryGo)
				return nil
			})
		}
	}
	close(queue)
	if err := group.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// examineArticle looks at one article in the languages asked for, on spare processors at
// once.
func (p *Project) examineArticle(a corpus.Article, q Query, help idle) *Article {
	if out := p.recallArticle(&a, &q); out != nil {
		return out
	}
	out := newArticle(&a)
	src, err := p.readBytes(a.Source)
	if err != nil {
		return out.asUnreadable(err, p.languagesIn(&a, q))
	}
	if len(bytes.TrimSpace(src)) == 0 {
		out.Problems = append(out.Problems, corpus.Problem{ID: corpus.EmptySource, Path: a.Source})
		return out
	}
	out.unread = format.UnreadFields(a.Source, src, a.FrontMatter)
	q.survey.noteSource(a.ID, out.unread)
	source := p.loadSource(&a, src)
	source.reuse(q.known)
	all := p.examineLanguages(a, source, p.languagesIn(&a, q), &q, help)
	if source.problem != nil {
		return out.asUnreadable(*source.problem, p.languagesIn(&a, q))
	}
	notices := source.notices
	for _, one := range all {
		if one.err != nil {
			out.Problems = append(out.Problems, one.err)
			out.Unreadable = append(out.Unreadable, Unreadable{one.language, source.countSegments()})
		}
		if one.found != nil {
			out.Translations = append(out.Translations, *one.found)
		}
		notices = append(notices, one.notices...)
	}
	for _, notice := range notices {
		out.Problems = append(out.Problems, notice)
	}
	return out
}

// examined is what came of examining an article in a language: a translation or an error.
type examined struct {
	language string
	found    *Translation
	notices  []corpus.Problem // about its files, which were read all the same
	err      error
}

// examineLanguages examines an article in some languages.
func (p *Project) examineLanguages(a corpus.Article, source *loaded, languages []string, q *Query, help idle) []examined {
	out := make([]examined, len(languages))
	var parts sync.WaitGroup
	for k, lang := range languages {
		parts.Add(1)
		examine := func() error {
			defer parts.Done()
			one := &out[k]
			one.language = lang
			one.found, one.err = p.examineTranslation(a, source, one, q)
			return nil
		}
		if k == len(languages)-1 || !help(examine) {
			_ = examine()
		}
	}
	parts.Wait()
	return out
}

func newArticle(a *corpus.Article) *Article {
	return &Article{ID: a.ID, Path: a.Source}
}

// asUnreadable is an article of which nothing can be told in any language.
func (a *Article) asUnreadable(why error, languages []string) *Article {
	a.Problems, a.Unreadable = append(a.Problems, why), nil
	for _, lang := range languages {
		a.Unreadable = append(a.Unreadable, Unreadable{Language: lang})
	}
	return a
}

func (p *Project) newTranslation(a *corpus.Article, lang string) *Translation {
	target, from := a.Targets[lang], a.Source
	if a.Template && target.Exists { // its own msgids are the source
		from = target.Path
	}
	return &Translation{
		Language: lang, Path: target.Path, SourcePath: from, SourceLanguage: p.Config.Source,
		Exists: target.Exists, Mirrors: p.Config.Links.Mirrors[lang],
	}
}

// readTarget reads a translation; nil if there is none.
func (p *Project) readTarget(target corpus.Target) ([]byte, error) {
	switch {
	case target.Problem != nil:
		return nil, *target.Problem
	case !target.Exists:
		return nil, nil
	}
	return p.readBytes(target.Path)
}

// examineTranslation examines an article in one language, and notes what is to be said of its
// files. A nil translation goes with an error only.
func (p *Project) examineTranslation(a corpus.Article, source *loaded, one *examined, q *Query) (*Translation, error) {
	lang := one.language
	target := a.Targets[lang]
	data, err := p.readTarget(target)
	if err != nil {
		return nil, err
	}
	t := p.newTranslation(&a, lang)
	origin := source
	if a.Template && target.Exists {
		origin = source.besideTarget(target.Path, data)
	}
	file := p.fileOf(&a, target.Path, lang, data)
	kept, err := p.recall(t, q, &a, origin, file)
	if err != nil {
		return nil, err
	}
	if kept.known {
		q.survey.noteKey(a.ID, lang, kept.key)
	}
	if kept.done {
		return t, nil
	}
	from, err := origin.openSource()
	if err != nil {
		return nil, err
	}
	if problem := CheckFile(target.Path, data); problem != nil {
		return nil, *problem
	}
	file.Like = from.Doc
	to, about, err := file.readSide()
	if err != nil {
		return nil, err
	}
	record, found, notices, err := p.readRecord(q, a, lang, kept.record, file)
	if err != nil {
		return nil, err
	}
	one.notices = append(about, notices...)
	texts, err := p.readTexts(source, a.ID, record, found)
	if err != nil {
		return nil, err
	}
	counts := func(of drift.Side) func() map[block.Digest]int {
		return func() map[block.Digest]int { return segmentCounts(of.Doc) }
	}
	m := material{from, to, settleRecord(record, counts(from), counts(to)), texts}
	if target.Exists || record != nil || from.Keyed {
		p.examineWith(t, q, a.ID, m)
	} else {
		p.examineMissing(t, q, a.ID, source, m)
	}
	p.deriveResult(t, q, kept.key, kept.known && len(origin.notices)+len(one.notices) == 0, a.ID)
	if !q.Rows {
		t.Rows, t.Source, t.Target = nil, nil, nil
	}
	return t, nil
}

// examineWith examines a translation with its record and what the records of other
// articles have of it, and holds it against the files that it links to and the glossary.
func (p *Project) examineWith(t *Translation, q *Query, article string, m material) {
	own := q.adoption.borrowPairs(article, t.Language, m)
	if t.others = nil; own.open {
		sum := q.adoption.recordsSum(t.Language)
		t.others = &sum
	}
	t.examine(m.with(own.record), p.Dictionaries.lexicon(t.Language))
	p.followLinks(t, article, q.site)
	p.judgeLocalised(t, q.site)
	t.judgeTerms(p.Terms)
}

// examineMissing examines a translation of which there is neither a file nor a record. What
// is to be said of its rows is the same in every language, and found out once.
func (p *Project) examineMissing(t *Translation, q *Query, article string, source *loaded, m material) {
	source.begin.Do(func() {
		p.examineWith(t, q, article, m)
		source.missing = *t
	})
	same := source.missing
	same.Language, same.Path, same.Mirrors = t.Language, t.Path, t.Mirrors
	same.Rows = slices.Clone(same.Rows)
	*t = same
}

// readTexts are the texts of the store of an article, if a record refers to any; it checks
// that it has them: without the text that a translation was made from, good work could be
// taken for an orphan. What is put into them is seen by nobody else.
func (p *Project) readTexts(source *loaded, id string, record *baseline.Record, found *adopted) (*baseline.Sources, error) {
	if record == nil || len(record.Entries) == 0 {
		return nil, nil
	}
	stored, err := source.openTexts(p, id)
	if err != nil {
		return nil, err
	}
	texts := stored.Extend()
	if found != nil {
		found.lendTexts(found.texts, texts)
	}
	return texts, checkWhole(texts, id, record)
}
