package xsync

import (
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// A source that is renamed leaves its translations behind, under a name that no
// source has any more. Their records still say what they were made from.

// followRenames says of translations that have no source whose they are and what they are to
// be called, if that is known: the source has another name than it had when they were
// recorded, or they have.
func (p *Project) followRenames(problems []corpus.Problem, all []corpus.Article) {
	var fresh []newcomer             // read when it is first needed
	vacant := map[string][]vacancy{} // by language, as well
	for k := range problems {
		lost := &problems[k]
		if lost.ID != corpus.NoSource {
			continue
		}
		id, _ := lost.Data["Article"].(string)
		lang, _ := lost.Data["Language"].(string)
		name := baseline.RecordPath(lang, id)
		raw, err := p.Optional(name)
		if err != nil {
			continue
		}
		var a *corpus.Article
		if raw != nil {
			lost.Data["Recorded"] = true
			record, _, err := baseline.Decode(name, raw)
			if err != nil {
				continue // it is reported where it is read
			}
			if fresh == nil {
				fresh = p.findNewcomers(all)
			}
			a = madeFromOne(record, fresh, lang)
		} else {
			if vacant[lang] == nil {
				vacant[lang] = p.findVacancies(all, lang)
			}
			a = p.recordedAs(lost.Path, vacant[lang], lang)
		}
		if a != nil {
			lost.Data["Now"], lost.Data["NowArticle"], lost.Data["Target"] = a.Source, a.ID, a.Targets[lang].Path
		}
	}
}

// newcomer is an article of which nothing is recorded, with the digests of its
// source's segments.
type newcomer struct {
	corpus.Article
	have map[block.Digest]bool
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
			out = append(out, newcomer{*a, f.segmentDigests()})
		}
	}
	return out
}

// madeFromOne is the one article without a translation into a language that has at
// least half of the source segments of a record, nil if there is none or several.
func madeFromOne(record *baseline.Record, fresh []newcomer, lang string) *corpus.Article {
	k, _ := likeliest(len(fresh), func(k int) float64 {
		if t, ok := fresh[k].Targets[lang]; !ok || t.Exists {
			return 0
		}
		return shareHeld(record, sourceOf, fresh[k].have)
	})
	if k < 0 {
		return nil
	}
	return &fresh[k].Article
}

// vacancy is an article that has no translation into a language any more, with the record of
// the one that it had.
type vacancy struct {
	corpus.Article
	record *baseline.Record
}

// findVacancies reads the records of the articles that have no translation into a language.
func (p *Project) findVacancies(all []corpus.Article, lang string) []vacancy {
	out := []vacancy{}
	for k := range all {
		if t, ok := all[k].Targets[lang]; !ok || t.Exists {
			continue
		}
		name := baseline.RecordPath(lang, all[k].ID)
		raw, err := p.Optional(name)
		if err != nil || raw == nil {
			continue
		}
		if record, _, err := baseline.Decode(name, raw); err == nil {
			out = append(out, vacancy{all[k], record})
		}
	}
	return out
}

// recordedAs is the one of some articles as whose translation a file, under another name, is
// recorded for the most part.
func (p *Project) recordedAs(name string, vacant []vacancy, lang string) *corpus.Article {
	if len(vacant) == 0 {
		return nil
	}
	data, err := p.readBytes(name)
	if err != nil || corpus.CheckText(name, data) != nil {
		return nil
	}
	f := p.fileOf(&vacant[0].Article, name, lang, data)
	have := f.segmentDigests()
	k, _ := likeliest(len(vacant), func(k int) float64 { return shareHeld(vacant[k].record, targetOf, have) })
	if k < 0 {
		return nil
	}
	return &vacant[k].Article
}
