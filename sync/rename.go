package xsync

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// A source that is renamed leaves its translations behind, under a name that no
// source has any more. Their records still say what they were made from.

// followRenames says of translations that have no source whose they are and what they are to
// be called, if that is known: the source has another name than it had when they were
// recorded, or they have. Law: no two files are to be called the same, and a file whose text
// is recorded and whose name is not plain is told where it is recorded, and no name.
func (p *Project) followRenames(problems []corpus.Problem, all []corpus.Article) {
	h := heirs{project: p, all: all, vacant: map[string][]vacancy{}}
	found, claims := map[int]vacancy{}, map[string]int{} // by problem, and by the name to be
	for k := range problems {
		lost := &problems[k]
		if lost.ID != corpus.NoSource {
			continue
		}
		id, _ := lost.Data["Article"].(string)
		lang, _ := lost.Data["Language"].(string)
		if v, ok := h.find(lost, id, lang); ok {
			found[k] = v
			if v.article != nil {
				claims[v.article.Targets[lang].Path]++
			}
		}
	}
	for k, v := range found {
		data := problems[k].Data
		lang, _ := data["Language"].(string)
		if v.article == nil || claims[v.article.Targets[lang].Path] > 1 {
			data["Now"] = v.name
			continue
		}
		data["Spelled"] = v.record == nil
		data["Now"], data["NowArticle"], data["Target"] = v.article.Source, v.article.ID, v.article.Targets[lang].Path
	}
}

// heirs finds whose the translations are that have no source.
type heirs struct {
	project *Project
	all     []corpus.Article
	fresh   []newcomer                   // read when it is first needed
	vacant  map[string][]vacancy         // by language, as well
	folded  map[string][]*corpus.Article // by the id without capitals, as well
}

// find is the record of which a translation without a source is made, with the article that
// it is to be the translation of, if that is plain. Without a record, it is the article whose
// name differs in spelling alone. It notes in the problem whether the translation is recorded
// under its own name.
func (h *heirs) find(lost *corpus.Problem, id, lang string) (vacancy, bool) {
	name := baseline.RecordPath(lang, id)
	raw, err := h.project.Optional(name)
	if err != nil {
		return vacancy{}, false
	}
	if raw == nil {
		if v, ok := h.recordedAs(lost.Path, lang); ok {
			return v, true
		}
		a := h.spelledLike(id, lang)
		return vacancy{article: a}, a != nil
	}
	lost.Data["Recorded"] = true
	record, _, err := baseline.Decode(name, raw)
	if err != nil {
		return vacancy{}, false // it is reported where it is read
	}
	a := h.madeFromOne(record, lang)
	return vacancy{a, name, record}, a != nil
}

// spelledLike is the one article without a translation into a language whose id differs from
// another in capital letters or in how letters with accents are stored, nil if there is none
// or several. Some file systems take the two for one name, others do not.
func (h *heirs) spelledLike(id, lang string) (like *corpus.Article) {
	fold := func(s string) string { return strings.ToLower(norm.NFC.String(s)) }
	if h.folded == nil {
		h.folded = make(map[string][]*corpus.Article, len(h.all))
		for k := range h.all {
			name := fold(h.all[k].ID)
			h.folded[name] = append(h.folded[name], &h.all[k])
		}
	}
	for _, a := range h.folded[fold(id)] {
		if t, ok := a.Targets[lang]; !ok || t.Exists || a.ID == id {
			continue
		}
		if like != nil {
			return nil
		}
		like = a
	}
	return like
}

// newcomer is an article of which nothing is recorded, with the digests of its
// source's segments.
type newcomer struct {
	corpus.Article
	have map[block.Digest]int
}

// findNewcomers reads the sources of the articles that have no store of source texts.
func (p *Project) findNewcomers(all []corpus.Article) []newcomer {
	out := []newcomer{}
	for k := range all {
		a := &all[k]
		if raw, err := p.Optional(baseline.SourcePath(a.ID)); err != nil || raw != nil {
			continue
		}
		if data, err := p.readBytes(a.Source); err == nil && corpus.CheckText(a.Source, data) == nil {
			f := p.fileOf(a, a.Source, p.Config.Source, data)
			out = append(out, newcomer{*a, f.segmentsByDigest()})
		}
	}
	return out
}

// madeFromOne is the one article without a translation into a language that has at
// least half of the source segments of a record, nil if there is none or several.
func (h *heirs) madeFromOne(record *baseline.Record, lang string) *corpus.Article {
	if h.fresh == nil {
		h.fresh = h.project.findNewcomers(h.all)
	}
	k, _ := likeliest(len(h.fresh), func(k int) float64 {
		if t, ok := h.fresh[k].Targets[lang]; !ok || t.Exists {
			return 0
		}
		return shareHeld(record, sourceOf, h.fresh[k].have)
	})
	if k < 0 {
		return nil
	}
	return &h.fresh[k].Article
}

// vacancy is the record of a translation that is not there under its name any more.
type vacancy struct {
	article *corpus.Article  // nil if it is gone too
	name    string           // of the record
	record  *baseline.Record // nil if nothing but the name speaks for the article
}

// vacanciesOf reads the records of a language whose article, or its translation, is gone.
func (h *heirs) vacanciesOf(lang string) []vacancy {
	if out, ok := h.vacant[lang]; ok {
		return out
	}
	known := make(map[string]*corpus.Article, len(h.all))
	for k := range h.all {
		known[h.all[k].ID] = &h.all[k]
	}
	var out []vacancy
	h.project.eachRecordPath(lang, func(id, name string) {
		a := known[id]
		if a != nil {
			if t, ok := a.Targets[lang]; !ok || t.Exists {
				return
			}
		}
		if record, err := h.project.recordOf(lang, id); err == nil && record != nil {
			out = append(out, vacancy{a, name, record})
		}
	})
	h.vacant[lang] = out
	return out
}

// recordedAs is the record of a translation that is gone from which most of a file, under
// another name, comes. It has an article only if the file has most of it as well, and little
// besides.
func (h *heirs) recordedAs(name, lang string) (vacancy, bool) {
	vacant := h.vacanciesOf(lang)
	if len(vacant) == 0 {
		return vacancy{}, false
	}
	data, err := h.project.readBytes(name)
	if err != nil || corpus.CheckText(name, data) != nil {
		return vacancy{}, false
	}
	like := vacant[0].article
	if like == nil {
		like = &corpus.Article{}
	}
	f := h.project.fileOf(like, name, lang, data)
	have := f.segmentsByDigest()
	held := func(k int) float64 { return shareHeld(vacant[k].record, targetOf, have) }
	if k, _ := likeliest(len(vacant), func(k int) float64 { return min(held(k), shareRecorded(have, vacant[k].record)) }); k >= 0 {
		v := vacant[k]
		if v.article == nil {
			v.article = h.madeFromOne(v.record, lang)
		}
		return v, true
	}
	for k := range vacant {
		if held(k) >= renamedShare {
			return vacancy{nil, vacant[k].name, vacant[k].record}, true
		}
	}
	return vacancy{}, false
}

// shareRecorded is how many of some segments are among the translations of a record.
func shareRecorded(have map[block.Digest]int, record *baseline.Record) float64 {
	found := map[block.Digest]bool{}
	for k := range record.Entries {
		for _, d := range record.Entries[k].Target {
			if have[d] > 0 {
				found[d] = true
			}
		}
	}
	return float64(len(found)) / float64(max(len(have), 1))
}
