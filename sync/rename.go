package xsync

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// A source that is renamed leaves its translations behind, under a name that no
// source has any more. Their records still say what they were made from.

// followRenames says of translations that have no source which article has the segments
// that they were made from, if there is one, and what they are to be called then.
func (p *Project) followRenames(problems []corpus.Problem, all []corpus.Article) {
	var fresh []newcomer // read when it is first needed
	for k := range problems {
		lost := &problems[k]
		if lost.ID != corpus.NoSource {
			continue
		}
		id, _ := lost.Data["Article"].(string)
		lang, _ := lost.Data["Language"].(string)
		name := baseline.RecordPath(lang, id)
		raw, err := p.Optional(name)
		if err != nil || raw == nil {
			continue
		}
		lost.Data["Recorded"] = true
		record, _, err := baseline.Decode(name, raw)
		if err != nil {
			continue // it is reported where it is read
		}
		if fresh == nil {
			fresh = p.findNewcomers(all)
		}
		if a := madeFromOne(record, fresh, lang); a != nil {
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
func madeFromOne(record *baseline.Record, fresh []newcomer, lang string) *newcomer {
	var best *newcomer
	most, second := 0.0, 0.0
	for k := range fresh {
		if t, ok := fresh[k].Targets[lang]; !ok || t.Exists {
			continue
		}
		found, all := 0, 0
		for _, e := range record.Entries {
			if len(e.Source) == 0 {
				continue
			}
			if all++; !slices.ContainsFunc(e.Source, func(d block.Digest) bool { return !fresh[k].have[d] }) {
				found++
			}
		}
		if share := float64(found) / float64(max(all, 1)); share > most {
			best, most, second = &fresh[k], share, most
		} else {
			second = max(second, share)
		}
	}
	if most < renamedShare || second == most {
		return nil
	}
	return best
}
