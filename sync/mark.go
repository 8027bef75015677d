package xsync

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Mark works out what to record of the work on some articles in some languages.
// It changes nothing: each marking carries the plan of the files to write.
func (p *Project) Mark(ctx context.Context, q Query, a Acceptance) ([]Marking, []corpus.Problem, error) {
	found, problems := p.Config.Find(p.FS)
	p.followRenames(problems, found)
	q.adoption = p.newAdoption(found, problems)
	all := found
	problems, named := q.chooseLost(problems)
	found, unknown := p.chooseArticles(&q, found, named, problems)
	problems = append(problems, unknown...)
	p = p.withFiles(a.Written, found)
	var words map[string]*align.Lexicon
	done := &tally{step: q.Step, total: len(found)}
	if a.Assume || a.History != nil { // much is to be aligned at once: let it teach itself
		var err error
		teaching := teachingArticles(found)
		done.total += len(teaching)
		if words, err = p.learnLexicons(ctx, teaching, q, done); err != nil {
			return nil, problems, err
		}
	}
	markings := make([][]Marking, len(found))
	failures := make([][]error, len(found))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for k, article := range found {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			markings[k], failures[k] = p.markArticle(article, q, a, words)
			done.count(article.ID)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, problems, err
	}
	for _, err := range slices.Concat(failures...) {
		var problem corpus.Problem
		if !errors.As(err, &problem) {
			return nil, problems, err
		}
		problems = append(problems, problem)
	}
	out := slices.Concat(markings...)
	return append(out, p.handOver(q, all, found, out)...), problems, nil
}

// markArticle works out what is recorded of the translations of an article. Those that can be
// read are marked, whatever is wrong with others.
func (p *Project) markArticle(a corpus.Article, q Query, accept Acceptance, words map[string]*align.Lexicon) (out []Marking, failures []error) {
	src, err := corpus.ReadText(p.FS, a.Source)
	if err != nil {
		return nil, []error{err}
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return nil, []error{corpus.Problem{ID: corpus.EmptySource, Path: a.Source}}
	}
	source := p.loadSource(&a, src)
	records, err := p.readRecords(a)
	if err != nil {
		return nil, []error{err}
	}
	texts, err := p.readSources(a.ID)
	if err != nil {
		return nil, []error{err}
	}
	for _, record := range records {
		if record == nil {
			continue
		}
		if err := checkWhole(texts, a.ID, record); err != nil {
			return nil, []error{err}
		}
	}
	m := marker{project: p, article: a, query: &q, accept: accept, source: source, texts: texts, records: records, moved: map[string]*adopted{}}
	for _, lang := range p.languagesIn(&a, q) {
		marking, err := m.markLanguage(lang, words[lang])
		if err != nil {
			failures = append(failures, err)
		} else if marking != nil {
			out = append(out, *marking)
		}
	}
	m.planStores(out)
	return out, failures
}

// marker marks an article, one language after the other.
type marker struct {
	project *Project
	article corpus.Article
	query   *Query
	accept  Acceptance
	source  *loaded
	texts   *baseline.Sources
	records map[string]*baseline.Record // by language
	moved   map[string]*adopted         // records that came from other articles, by language
}

// markLanguage works out what is recorded of a translation; nil if there is none, or
// nothing that was asked for.
func (m *marker) markLanguage(lang string, words *align.Lexicon) (*Marking, error) {
	p, a := m.project, m.article
	target := a.Targets[lang]
	if target.Problem != nil {
		return nil, *target.Problem
	}
	if !target.Exists {
		return nil, nil
	}
	data, err := corpus.ReadText(p.FS, target.Path)
	if err != nil {
		return nil, err
	}
	file := p.fileOf(&a, target.Path, lang, data)
	was := file
	if _, ok := m.accept.Written[target.Path]; ok { // what others have of it is told by the text that the work began from
		if was.Data, err = m.query.adoption.project.Optional(target.Path); err != nil {
			return nil, err
		}
	}
	record, found := p.adoptRecord(m.query, a, lang, m.records[lang], was, m.texts)
	if m.accept.Move && found == nil && !m.query.heir {
		return nil, nil
	}
	w := &recording{
		article: a.ID, source: m.source, material: material{record: record, texts: m.texts}, moved: found != nil, accept: m.accept, words: words.With(p.Dictionaries.lexicon(lang)), target: file,
		project: p, pictures: &site{},
	}
	if a.Template {
		w.source = m.source.besideTarget(target.Path, data)
	}
	w.record = settleRecord(w.record, w.source.file.segmentsByDigest, was.segmentsByDigest)
	if err := w.openFiles(); err != nil {
		return nil, err
	}
	own := borrowed{record: w.record}
	if len(m.accept.Done) == 0 { // what is done is told; what others have of the same texts came from the same work
		own = m.query.adoption.borrowPairs(a.ID, lang, w.material)
	}
	if m.query.heir && own.rows == 0 {
		return nil, nil
	}
	w.lent = own.record
	out := w.markRows()
	out.Article, out.Language = a.ID, lang
	if n := len(m.accept.Segments); !w.changed || n > 0 && len(out.Unknown) == n {
		return &out, nil // nothing was asked of it
	}
	m.records[lang] = w.record
	out.Plan = map[string][]byte{baseline.RecordPath(lang, a.ID): w.record.Encode()}
	if found != nil {
		out.From, m.moved[lang] = found.from, found
	} else if own.rows > 0 {
		out.From, out.Moved = own.from, own.rows
	}
	return &out, nil
}

// planStores adds the store of source texts, and what is left of records that moved
// here, to the plans.
func (m *marker) planStores(markings []Marking) {
	for k := range markings {
		if markings[k].Plan == nil {
			continue
		}
		m.texts.Keep(rowsByDigest(m.records))
		markings[k].Plan[baseline.SourcePath(m.article.ID)] = m.texts.Encode()
		for _, name := range m.project.clearedFiles(m.moved) {
			markings[k].Plan[name] = nil
		}
	}
}

// readRecords reads the records of an article in all languages.
func (p *Project) readRecords(a corpus.Article) (map[string]*baseline.Record, error) {
	out := map[string]*baseline.Record{}
	for _, lang := range p.Config.Targets {
		record, err := p.recordOf(lang, a.ID)
		if err != nil {
			return nil, err
		}
		out[lang] = record
	}
	return out, nil
}

// rowsByDigest are the rows of all records that refer to a source text, by its digest.
func rowsByDigest(records map[string]*baseline.Record) map[block.Digest][]string {
	all := map[block.Digest][]string{}
	for lang, r := range records {
		if r == nil {
			continue
		}
		for k := range r.Entries {
			for _, d := range r.Entries[k].Source {
				all[d] = append(all[d], lang+" "+r.Entries[k].Row)
			}
		}
	}
	return all
}

// handOver records pairs that some articles lose with what is recorded now where
// their texts went, so that they are not lost with the records that had them.
func (p *Project) handOver(q Query, all, marked []corpus.Article, markings []Marking) []Marking {
	lost := map[string][]baseline.Entry{} // by language
	for k := range markings {
		lost[markings[k].Language] = append(lost[markings[k].Language], markings[k].lost...)
	}
	if q.heir = true; len(markings) == 0 {
		return nil
	}
	var out []Marking
	hints := p.newHints(all)
	for k := range all {
		a := &all[k]
		if slices.ContainsFunc(marked, func(m corpus.Article) bool { return m.ID == a.ID }) {
			continue
		}
		for lang, some := range lost {
			if len(some) == 0 || !a.Targets[lang].Exists || !p.Has(baseline.RecordPath(lang, a.ID)) || !hints.haveOne(a, some) {
				continue
			}
			q.Languages = []string{lang}
			found, err := p.markArticle(*a, q, Acceptance{Move: true}, nil)
			if err == nil { // else it is reported where it is examined
				out = append(out, found...)
			}
		}
	}
	return out
}
