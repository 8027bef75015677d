package xsync

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/align"
	"github.com/xsync-project/xsync/sync/baseline"
	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/corpus"
	"github.com/xsync-project/xsync/sync/drift"
)

// Project is a tree of articles with their records.
type Project struct {
	FS     fs.FS
	Config *corpus.Config
}

// Query says what to examine.
type Query struct {
	Languages []string // none means all targets
	Articles  []string // ids, or paths of the source or a translation; none means all
	Rows      bool     // keep the rows; without it, what has not moved is not even parsed
	// Only lets through the articles to examine; nil means all.
	Only func(*corpus.Article) bool
}

// Each examines the articles that a query asks for, on all processors, and
// hands them to visit one by one in the order of their ids. An article that
// cannot be read carries its problems and stops no other. An error of visit's
// ends the work, and so does the context. The problems returned are those of
// the project as a whole.
func (p *Project) Each(ctx context.Context, q Query, visit func(*Article) error) ([]corpus.Problem, error) {
	found, problems := p.Config.Find(p.FS)
	found, unknown := q.choose(found)
	if q.Only != nil {
		found = slices.DeleteFunc(slices.Clone(found), func(a corpus.Article) bool { return !q.Only(&a) })
	}
	problems = append(problems, unknown...)
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0) + 1)
	queue := make(chan chan *Article, 4*runtime.GOMAXPROCS(0))
	group.Go(func() error {
		for done := range queue {
			if err := visit(<-done); err != nil {
				return err
			}
		}
		return nil
	})
	for _, a := range found {
		if running.Err() != nil {
			break
		}
		done := make(chan *Article, 1)
		select {
		case <-running.Done():
		case queue <- done: // what is queued is waited for, so it is examined whatever comes
			group.Go(func() error {
				done <- p.examine(a, q)
				return nil
			})
		}
	}
	close(queue)
	if err := group.Wait(); err != nil {
		return problems, err
	}
	return problems, ctx.Err()
}

// choose keeps the articles that a query names.
func (q *Query) choose(all []corpus.Article) ([]corpus.Article, []corpus.Problem) {
	if len(q.Articles) == 0 {
		return all, nil
	}
	used := make([]bool, len(q.Articles))
	kept := slices.DeleteFunc(slices.Clone(all), func(a corpus.Article) bool {
		hit := false
		for k, name := range q.Articles {
			if names(&a, name) {
				used[k], hit = true, true
			}
		}
		return !hit
	})
	var problems []corpus.Problem
	for k, name := range q.Articles {
		if !used[k] {
			problems = append(problems, corpus.Problem{ID: corpus.UnknownArticle, Data: map[string]any{"Article": name}})
		}
	}
	return kept, problems
}

// names reports whether name is an article's id, one of its paths, or a folder
// that its source lies in.
func names(a *corpus.Article, name string) bool {
	if a.ID == name || a.Source == name || under(a.Source, name) || under(a.ID, name) {
		return true
	}
	for _, t := range a.Targets {
		if t.Path == name || under(t.Path, name) {
			return true
		}
	}
	return false
}

func under(path, folder string) bool {
	return len(path) > len(folder) && path[:len(folder)] == folder && path[len(folder)] == '/'
}

// examine looks at one article in the languages asked for.
func (p *Project) examine(a corpus.Article, q Query) *Article {
	out := &Article{ID: a.ID, Path: a.Source}
	src, err := p.bytes(a.Source)
	if err != nil {
		return out.unreadable(err, p.languages(q))
	}
	if len(bytes.TrimSpace(src)) == 0 {
		out.Problems = append(out.Problems, corpus.Problem{ID: corpus.EmptySource, Path: a.Source})
		return out
	}
	source := &loaded{file: File{Path: a.Source, Language: p.Config.Source, Data: src, FrontMatter: a.FrontMatter}}
	for _, lang := range p.languages(q) {
		t, err := p.translation(a, source, lang, q.Rows)
		if source.problem != nil {
			out.Translations = nil
			return out.unreadable(*source.problem, p.languages(q))
		}
		if err != nil {
			out.Problems = append(out.Problems, err)
			out.Unreadable = append(out.Unreadable, Unreadable{lang, source.segments()})
		}
		if t != nil {
			out.Translations = append(out.Translations, *t)
		}
	}
	for _, notice := range source.notices {
		out.Problems = append(out.Problems, notice)
	}
	return out
}

// unreadable is an article of which nothing can be told in any language.
func (a *Article) unreadable(why error, languages []string) *Article {
	a.Problems, a.Unreadable = append(a.Problems, why), nil
	for _, lang := range languages {
		a.Unreadable = append(a.Unreadable, Unreadable{Language: lang})
	}
	return a
}

func (p *Project) languages(q Query) []string {
	if len(q.Languages) == 0 {
		return p.Config.Targets
	}
	return q.Languages
}

// loaded is a source text, parsed and digested when it is first needed and once
// for all languages.
type loaded struct {
	file    File
	parsed  *drift.Side
	digest  *block.Digest
	texts   *baseline.Sources
	problem *corpus.Problem // the file is no text
	// notices are about the records of the article: they were read all the same.
	notices []corpus.Problem
}

func (l *loaded) side() drift.Side {
	if l.parsed == nil {
		s := l.file.side()
		l.parsed = &s
	}
	return *l.parsed
}

// segments is how many segments there are to translate; 0 if the file is no text.
func (l *loaded) segments() int {
	if corpus.CheckText(l.file.Path, l.file.Data) != nil {
		return 0
	}
	none := Translation{}
	none.examine(l.side(), File{Language: l.file.Language}, nil, nil, nil)
	return none.Counts[drift.Missing]
}

func (l *loaded) sum() block.Digest {
	if l.digest == nil {
		d := block.FileDigest(l.file.Data)
		l.digest = &d
	}
	return *l.digest
}

// translation examines an article in one language. A nil translation goes with
// an error only.
func (p *Project) translation(a corpus.Article, source *loaded, lang string, rows bool) (*Translation, error) {
	target := a.Targets[lang]
	t := &Translation{Language: lang, Path: target.Path, SourcePath: a.Source, Exists: target.Exists}
	raw, err := p.Optional(baseline.RecordPath(lang, a.ID))
	if err != nil {
		return nil, err
	}
	var data []byte
	if target.Exists {
		if data, err = p.bytes(target.Path); err != nil {
			return nil, err
		}
	}
	file := File{Path: target.Path, Language: lang, Data: data, FrontMatter: a.FrontMatter}
	if !rows && target.Exists && t.recall(raw, source, file) {
		return t, nil
	}
	if source.problem = corpus.CheckText(a.Source, source.file.Data); source.problem != nil {
		return nil, *source.problem
	}
	if problem := corpus.CheckText(target.Path, data); problem != nil {
		return nil, *problem
	}
	record, notices, err := decode(baseline.RecordPath(lang, a.ID), raw)
	if err != nil {
		return nil, err
	}
	source.notices = append(source.notices, notices...)
	if source.texts, err = p.texts(source.texts, a.ID, record); err != nil {
		return nil, err
	}
	t.examine(source.side(), file, record, source.texts, nil)
	if !rows {
		t.Rows, t.Source, t.Target = nil, nil, nil
	}
	return t, nil
}

// recall takes the figures from the record's summary if neither file has moved
// since it was taken.
func (t *Translation) recall(raw []byte, source *loaded, target File) bool {
	header, ok := baseline.Peek(raw)
	if !ok || len(header.Summary) == 0 || header.SourceFile != source.sum() || header.TargetFile != block.FileDigest(target.Data) {
		return false
	}
	return t.summary(header.Summary)
}

// examine fills a translation in from its text and record.
func (t *Translation) examine(source drift.Side, target File, record *baseline.Record, texts *baseline.Sources, words *align.Lexicon) {
	source, side := enrich(words, source, target.side())
	res := drift.Examine(source, side, baseOf(record, texts, source.Language, side))
	t.Confidence, t.Unrelated = res.Confidence, res.Unrelated
	t.Rows, t.Source, t.Target = res.Rows, source.Doc, side.Doc
	t.count()
}

// bytes reads a file. Whether it is a text is told when it is parsed: one whose
// digest is recorded was.
func (p *Project) bytes(path string) ([]byte, error) {
	data, err := fs.ReadFile(p.FS, path)
	if err != nil {
		return nil, corpus.Unreadable(path, err)
	}
	return data, nil
}

// Optional reads a file of the project that need not exist: nil if it does not.
func (p *Project) Optional(path string) ([]byte, error) {
	data, err := fs.ReadFile(p.FS, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, corpus.Unreadable(path, err)
	}
	return data, nil
}

// texts reads the store of source texts once for an article, if a record refers
// to any, and checks that it has them: without the text that a translation was
// made from, good work could be taken for an orphan.
func (p *Project) texts(have *baseline.Sources, id string, record *baseline.Record) (*baseline.Sources, error) {
	if record == nil || len(record.Entries) == 0 {
		return have, nil
	}
	if have == nil {
		var err error
		if have, err = p.sources(id); err != nil {
			return nil, err
		}
	}
	return have, whole(have, id, record)
}

func (p *Project) sources(id string) (*baseline.Sources, error) {
	raw, err := p.Optional(baseline.SourcePath(id))
	if err != nil {
		return nil, err
	}
	return baseline.DecodeSources(baseline.SourcePath(id), raw)
}

// whole checks that a store has every text that a record refers to.
func whole(texts *baseline.Sources, id string, record *baseline.Record) error {
	for _, e := range record.Entries {
		for _, d := range e.Source {
			if b, ok := texts.Get(d); !ok || b.Digest() != d {
				return corpus.Problem{ID: corpus.LostText, Path: baseline.SourcePath(id), Data: map[string]any{"Digest": d.String()}}
			}
		}
	}
	return nil
}

// decode reads a record; nil bytes are no record. Conflict markers in it are worth
// a notice.
func decode(path string, raw []byte) (*baseline.Record, []corpus.Problem, error) {
	if raw == nil {
		return nil, nil, nil
	}
	record, warnings, err := baseline.Decode(path, raw)
	var notices []corpus.Problem
	if len(warnings) > 0 {
		notices = append(notices, corpus.Problem{ID: corpus.ConflictMarkers, Path: path, Line: warnings[0].Line})
	}
	return record, notices, err
}
