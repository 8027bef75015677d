package xsync

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
	"github.com/xsync-project/xsync/sync/internal/terms"
)

// Project is a tree of articles with their records.
type Project struct {
	FS     fs.FS
	Config *corpus.Config
	// Cache has what was found before, and is given what is found; nil means that
	// there is none.
	Cache *Cache
	// Terms is the glossary of the project, see [ReadTerms]; nil if it has none.
	Terms *terms.Glossary
	// Dictionaries are evidence of what belongs together, see [ReadDictionaries]; nil if
	// the project has none.
	Dictionaries *Dictionaries
}

// Query says what to examine.
type Query struct {
	Languages []string // none means all targets
	Articles  []string // ids, or paths of the source or a translation; none means all
	Rows      bool     // keep the rows; without it, what has not moved is not even parsed
	// Done says of the figures of a translation that has not moved since they
	// were taken that its rows are not wanted, so that it need not be parsed; nil
	// wants all rows.
	Done func(Counts) bool
	// Derived asks for a result in place of the rows, which the cache may have; nil
	// asks for none.
	Derived *Derived
	// Spare says of a derived result that the cache has that the rows are not wanted, so
	// that the translation need not be parsed; nil wants them, with Rows.
	Spare func(derived any) bool
	// Step is told how far the work has come; nil means that nobody wants to know.
	Step Step
	// Only lets through the articles to examine; nil means all.
	Only func(*corpus.Article) bool

	adoption *adoption
	known    *readSource // where a source is kept that is asked for again
	site     *site
	also     []*Derived // for the cache; with Derived
	alone    bool       // nothing is to be said of an article that only others show
	heir     bool       // only what other records say of an article is recorded
	pieces   bool       // what single entries of other articles say is wanted as well
}

// Has reports whether the project has a file, by its path.
func (p *Project) Has(path string) bool {
	_, err := fs.Stat(p.FS, path)
	return err == nil
}

// Each examines the articles that a query asks for, on all processors, and
// hands them to visit one by one in the order of their ids. An article that
// cannot be read carries its problems and stops no other. An error of visit's
// ends the work, and so does the context. The problems returned are those of
// the project as a whole.
func (p *Project) Each(ctx context.Context, q Query, visit func(*Article) error) ([]corpus.Problem, error) {
	found, problems := p.Config.Find(p.FS)
	p.followRenames(problems, found)
	q.adoption = p.newAdoption(found)
	q.site = newSite(found)
	if len(q.Articles) == 0 && q.Only == nil {
		problems = append(problems, p.unknownFields(found)...)
	}
	all := found
	problems, named := q.chooseLost(problems)
	found, unknown := q.chooseArticles(found, named)
	problems = append(problems, unknown...)
	if !q.alone {
		told, show := &beyond{articles: all}, visit
		visit = func(a *Article) error {
			if err := p.tell(ctx, &q, a, told); err != nil {
				return err
			}
			return show(a)
		}
	}
	var unread unreadFields
	done := &tally{step: q.Step, total: len(found)}
	err := inOrder(ctx, len(found), func(k int) *Article { return p.examineArticle(found[k], q) }, func(a *Article) error {
		unread.note(a)
		done.count(a.ID)
		return visit(a)
	})
	return append(problems, unread.problems()...), err
}

// inOrder works n pieces out on all processors and hands the results to visit one
// by one in their order. No more are held than are being worked on, and a few. An
// error of visit's ends the work, and so does the context.
func inOrder[T any](ctx context.Context, n int, work func(k int) T, visit func(T) error) error {
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
				done <- work(k)
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

// chooseLost keeps of the problems that translations have no source those on what a query
// asks for, and says which of the names of articles they go by.
func (q *Query) chooseLost(problems []corpus.Problem) (kept []corpus.Problem, named []bool) {
	named = make([]bool, len(q.Articles))
	kept = slices.DeleteFunc(problems, func(p corpus.Problem) bool {
		if p.ID != corpus.NoSource {
			return false
		}
		text := func(key string) string {
			out, _ := p.Data[key].(string)
			return out
		}
		lang := text("Language")
		a := corpus.Article{ID: text("Article"), Source: text("Source"), Targets: map[string]corpus.Target{lang: {Path: p.Path, Exists: true}}}
		now := corpus.Article{ID: text("NowArticle"), Source: text("Now"), Targets: map[string]corpus.Target{lang: {Path: text("Target")}}}
		hit := len(q.Articles) == 0
		for k, name := range q.Articles {
			if isNameOf(&a, name) || isNameOf(&now, name) {
				named[k], hit = true, true
			}
		}
		return !hit || len(q.Languages) > 0 && !slices.Contains(q.Languages, lang) || q.Only != nil && !q.Only(&a)
	})
	return kept, named
}

// chooseArticles keeps the articles that a query names; used are the names that are
// known already.
func (q *Query) chooseArticles(all []corpus.Article, used []bool) ([]corpus.Article, []corpus.Problem) {
	if len(q.Articles) == 0 {
		return q.letThrough(all), nil
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(a corpus.Article) bool {
		hit := false
		for k, name := range q.Articles {
			if isNameOf(&a, name) {
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
	return q.letThrough(kept), problems
}

// letThrough are the articles that Only lets through.
func (q *Query) letThrough(all []corpus.Article) []corpus.Article {
	if q.Only == nil {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(a corpus.Article) bool { return !q.Only(&a) })
}

// isNameOf reports whether name is an article's id, one of its paths, or a folder
// that its source lies in.
func isNameOf(a *corpus.Article, name string) bool {
	if a.ID == name || a.Source == name || isUnder(a.Source, name) || isUnder(a.ID, name) {
		return true
	}
	for _, t := range a.Targets {
		if t.Path == name || isUnder(t.Path, name) {
			return true
		}
	}
	return false
}

func isUnder(path, folder string) bool {
	return len(path) > len(folder) && path[:len(folder)] == folder && path[len(folder)] == '/'
}

// examineArticle looks at one article in the languages asked for.
func (p *Project) examineArticle(a corpus.Article, q Query) *Article {
	out := &Article{ID: a.ID, Path: a.Source, FrontMatter: a.FrontMatter}
	src, err := p.readBytes(a.Source)
	if err != nil {
		return out.asUnreadable(err, p.languagesOf(q))
	}
	if len(bytes.TrimSpace(src)) == 0 {
		out.Problems = append(out.Problems, corpus.Problem{ID: corpus.EmptySource, Path: a.Source})
		return out
	}
	out.unread = format.UnreadFields(a.Source, src, a.FrontMatter)
	source := p.loadSource(&a, src)
	source.reuse(q.known)
	for _, lang := range p.languagesOf(q) {
		t, err := p.examineTranslation(a, source, lang, &q)
		if source.problem != nil {
			out.Translations = nil
			return out.asUnreadable(*source.problem, p.languagesOf(q))
		}
		if err != nil {
			out.Problems = append(out.Problems, err)
			out.Unreadable = append(out.Unreadable, Unreadable{lang, source.countSegments()})
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

// asUnreadable is an article of which nothing can be told in any language.
func (a *Article) asUnreadable(why error, languages []string) *Article {
	a.Problems, a.Unreadable = append(a.Problems, why), nil
	for _, lang := range languages {
		a.Unreadable = append(a.Unreadable, Unreadable{Language: lang})
	}
	return a
}

func (p *Project) languagesOf(q Query) []string {
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
	store   *block.Digest // of the store of source texts
	texts   *baseline.Sources
	problem *corpus.Problem             // the file is no text
	then    map[block.Digest]drift.Side // old versions of the file, by their digests
	// notices are about the files and records of the article that were read all
	// the same.
	notices []corpus.Problem
	keep    *readSource // where the source is kept for the next time; nil if it is not
}

func (p *Project) loadSource(a *corpus.Article, data []byte) *loaded {
	f := p.fileOf(a, a.Source, p.Config.Source, data)
	f.Source, f.Template = true, a.Template
	return &loaded{file: f}
}

// readSource is a source text that was parsed, for the next who asks for the same one.
type readSource struct {
	data []byte
	side *drift.Side
}

// reuse takes the source as it was read before if that is the same text, and keeps there
// what is read of it. Catalogues are always read: that tells their notices.
func (l *loaded) reuse(before *readSource) {
	if l.keep = before; before != nil && before.side != nil && bytes.Equal(before.data, l.file.Data) {
		l.parsed = before.side
	}
}

// fileOf is one of the files of an article.
func (p *Project) fileOf(a *corpus.Article, path, lang string, data []byte) File {
	return File{Path: path, Language: lang, Data: data, FrontMatter: a.FrontMatter, Attributes: a.Attributes, NoteWords: a.NoteWords, Furniture: a.Furniture, Beside: sourceBeside(a, path), mirrors: p.Config.Links.Mirrors[lang]}
}

// sourceBeside is the source of an article, for its translations.
func sourceBeside(a *corpus.Article, path string) string {
	if path == a.Source {
		return ""
	}
	return a.Source
}

// openSource checks and parses the source. What is wrong with it is kept as its
// problem.
func (l *loaded) openSource() (drift.Side, error) {
	if l.parsed != nil {
		return *l.parsed, nil
	}
	if l.problem = CheckFile(l.file.Path, l.file.Data); l.problem != nil {
		return drift.Side{}, *l.problem
	}
	r, err := l.readSide(&l.file)
	if err != nil {
		problem := corpus.Unreadable(l.file.Path, err)
		l.problem = &problem
		return drift.Side{}, problem
	}
	l.parsed = &r
	if l.keep != nil && catalog.Of(r.Doc) == nil {
		*l.keep = readSource{l.file.Data, l.parsed}
	}
	return r, nil
}

// readSide parses a file of the article and keeps what is to be said of it.
func (l *loaded) readSide(f *File) (drift.Side, error) {
	side, err := f.parseSide()
	if c := catalog.Of(side.Doc); c != nil {
		l.notices = append(l.notices, c.Notices...)
	}
	return side, err
}

// countSegments is how many segments there are to translate; 0 if the file is no text.
func (l *loaded) countSegments() int {
	from, err := (&loaded{file: l.file}).openSource()
	if err != nil {
		return 0
	}
	file := l.file
	file.Data, file.Source, file.Template, file.Like = nil, false, false, from.Doc
	to, err := file.parseSide()
	if err != nil {
		return 0
	}
	none := Translation{}
	none.examineSides(from, to, nil, nil, nil)
	return none.Counts[drift.Missing]
}

func (l *loaded) digestOnce() block.Digest {
	if l.digest == nil {
		d := block.FileDigest(l.file.Data)
		l.digest = &d
	}
	return *l.digest
}

// examineTranslation examines an article in one language. A nil translation goes with
// an error only.
func (p *Project) examineTranslation(a corpus.Article, source *loaded, lang string, q *Query) (*Translation, error) {
	target := a.Targets[lang]
	if target.Problem != nil {
		return nil, *target.Problem
	}
	t := &Translation{Language: lang, Path: target.Path, SourcePath: a.Source, SourceLanguage: p.Config.Source, Exists: target.Exists, Mirrors: p.Config.Links.Mirrors[lang]}
	var data []byte
	var err error
	if target.Exists {
		if data, err = p.readBytes(target.Path); err != nil {
			return nil, err
		}
	}
	origin := source
	if a.Template && target.Exists {
		origin = source.besideTarget(target.Path, data)
	}
	file := p.fileOf(&a, target.Path, lang, data)
	kept, err := p.recall(t, q, &a, origin, file)
	if err != nil {
		return nil, err
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
	to, err := source.readSide(&file)
	if err != nil {
		return nil, err
	}
	record, found, notices, err := p.readRecord(q, a, lang, kept.record, file)
	if err != nil {
		return nil, err
	}
	source.notices = append(source.notices, notices...)
	if source.texts, err = p.readTexts(source.texts, a.ID, record, found); err != nil {
		return nil, err
	}
	counts := func(of drift.Side) func() map[block.Digest]int {
		return func() map[block.Digest]int { return segmentCounts(of.Doc) }
	}
	p.examineWith(t, q, a.ID, settleRecord(record, counts(from), counts(to)), from, to, source.texts)
	p.deriveResult(t, q, kept.key, kept.known && len(source.notices) == 0, a.ID)
	if !q.Rows {
		t.Rows, t.Source, t.Target = nil, nil, nil
	}
	return t, nil
}

// examineWith examines a translation with its record and what the records of other
// articles have of it, and holds it against the files that it links to and the glossary.
func (p *Project) examineWith(t *Translation, q *Query, article string, record *baseline.Record, from, to drift.Side, texts *baseline.Sources) {
	own := q.adoption.borrowPairs(article, t.Language, record, from, to, texts)
	if t.others = nil; own.open {
		sum := q.adoption.recordsSum(t.Language)
		t.others = &sum
	}
	t.examineSides(from, to, own.record, texts, p.Dictionaries.lexicon(t.Language))
	p.followLinks(t, article, q.site)
	p.judgeLocalised(t, q.site)
	t.judgeTerms(p.Terms)
}

// examineSides fills a translation in from its text and record.
func (t *Translation) examineSides(source, target drift.Side, record *baseline.Record, texts *baseline.Sources, words *align.Lexicon) {
	from, to := addLexicon(words, source, target)
	res := drift.Examine(from, to, addGuesses(baseOf(record, texts, from.Language, to), from, to))
	forgetGuesses(res.Rows, record)
	judgeMessages(res.Rows, catalog.Of(from.Doc), catalog.Of(to.Doc))
	if !res.Unrelated {
		judgePictures(res.Rows, from.Doc, to.Doc, source.Language, target.Language)
		judgeFields(res.Rows, from.Doc, to.Doc, record)
	}
	t.Confidence, t.Unrelated = res.Confidence, res.Unrelated
	t.Rows, t.Source, t.Target, t.record = res.Rows, from.Doc, to.Doc, record
	noteRecent(t.Rows, record)
	t.countRows()
}

// readBytes reads a file. Whether it is a text is told when it is parsed: one whose
// digest is recorded was.
func (p *Project) readBytes(path string) ([]byte, error) {
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

// readTexts reads the store of source texts once for an article, if a record refers
// to any, and checks that it has them: without the text that a translation was
// made from, good work could be taken for an orphan.
func (p *Project) readTexts(have *baseline.Sources, id string, record *baseline.Record, found *adopted) (*baseline.Sources, error) {
	if record == nil || len(record.Entries) == 0 {
		return have, nil
	}
	if have == nil {
		var err error
		if have, err = p.readSources(id); err != nil {
			return nil, err
		}
	}
	if found != nil {
		found.lendTexts(found.texts, have)
	}
	return have, checkWhole(have, id, record)
}

func (p *Project) readSources(id string) (*baseline.Sources, error) {
	raw, err := p.Optional(baseline.SourcePath(id))
	if err != nil {
		return nil, err
	}
	return baseline.DecodeSources(baseline.SourcePath(id), raw)
}

// checkWhole checks that a store has every text that a record refers to.
//
// Of a record with a conflict, what the other side has replaced is dropped: with
// it went its text.
func checkWhole(texts *baseline.Sources, id string, record *baseline.Record) error {
	if record.United {
		record.Entries = slices.DeleteFunc(record.Entries, func(e baseline.Entry) bool {
			return slices.ContainsFunc(e.Source, func(d block.Digest) bool { return !hasText(texts, d) })
		})
	}
	for _, e := range record.Entries {
		for _, d := range e.Source {
			if !hasText(texts, d) {
				return corpus.Problem{ID: corpus.LostText, Path: baseline.SourcePath(id), Data: map[string]any{"Digest": d.String()}}
			}
		}
	}
	return nil
}

// hasText reports whether a store has a text, undamaged.
func hasText(texts *baseline.Sources, d block.Digest) bool {
	b, ok := texts.Get(d)
	return ok && b.Digest() == d
}

// decodeRecord reads a record; nil bytes are no record. Conflict markers in it are worth
// a notice.
func decodeRecord(path string, raw []byte) (*baseline.Record, []corpus.Problem, error) {
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

// besideTarget is the source of a gettext catalogue that has none but its msgids.
func (l *loaded) besideTarget(path string, data []byte) *loaded {
	out := &loaded{file: l.file}
	out.file.Path, out.file.Data = path, data
	return out
}
