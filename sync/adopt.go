package xsync

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/baseline"
	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/corpus"
)

// A record is found by the id of its article, and a renamed article has another
// one. What a person has recorded of a text holds for the text wherever it stands:
// so an article without a record takes over, in this order,
//
//   - the record of an article that is gone, if at least half of its segments are
//     here (it was renamed),
//   - single entries of records of articles that are gone, or lie in the same
//     folder and have lost these segments (an article was split or joined).
//
// Nothing is taken over that stands where it was recorded.

// Shares of the segments of a record that must be found in another translation.
const (
	// renamedShare is that from which the article was renamed.
	renamedShare = 0.5
	// emptiedShare is that from which nothing worth keeping is left of the old
	// record.
	emptiedShare = 0.9
)

// adoption finds records for articles that have none. It reads what it needs
// when it is first asked.
type adoption struct {
	project *Project
	known   map[string]corpus.Article // all articles, by id
	mutex   sync.Mutex
	gone    map[string][]donor            // by language: records without an article
	lost    map[string]map[string][]donor // by language and folder: entries that articles there have lost
}

// donor is what another article has to give.
type donor struct {
	id     string
	record *baseline.Record
}

// adopted is a record that is used for another article than it was made for.
type adopted struct {
	record *baseline.Record
	from   []string // ids of the articles it comes from
	// emptied is the article that is gone and of whose record nothing is left; ""
	// if there is none.
	emptied string
	texts   *baseline.Sources // that the record refers to
}

func (p *Project) adoption(all []corpus.Article) *adoption {
	a := &adoption{project: p, known: map[string]corpus.Article{}, gone: map[string][]donor{}, lost: map[string]map[string][]donor{}}
	for _, article := range all {
		a.known[article.ID] = article
	}
	return a
}

// find looks for what others have of a translation without a record; nil if they
// have nothing.
func (a *adoption) find(article corpus.Article, lang string, target File) *adopted {
	donors := a.donors(article.ID, lang)
	if len(donors) == 0 {
		return nil
	}
	side := target.side()
	have := map[block.Digest]bool{}
	for i := range side.Outline {
		have[side.Outline[i].Digest] = true
	}
	if out := a.renamed(article.ID, lang, have); out != nil {
		return out
	}
	out := &adopted{record: &baseline.Record{}}
	for _, d := range donors {
		n := len(out.record.Entries)
		for _, e := range d.record.Entries {
			if len(e.Target) > 0 && holds(have, e) {
				out.record.Entries = append(out.record.Entries, e)
				delete(have, e.Target[0])
			}
		}
		if len(out.record.Entries) > n {
			out.from = append(out.from, d.id)
		}
	}
	if len(out.record.Entries) == 0 {
		return nil
	}
	return out
}

// renamed is the record of the one article that is gone and most of which is
// here.
func (a *adoption) renamed(id, lang string, have map[block.Digest]bool) *adopted {
	var best *donor
	most, second := 0.0, 0.0
	for k, d := range a.orphans(lang) {
		found, all := 0, 0
		for _, e := range d.record.Entries {
			if len(e.Target) > 0 {
				all++
				if holds(have, e) {
					found++
				}
			}
		}
		share := float64(found) / float64(max(all, 1))
		if share > most {
			best, most, second = &a.orphans(lang)[k], share, most
		} else {
			second = max(second, share)
		}
	}
	if most < renamedShare || second >= renamedShare && second == most {
		return nil
	}
	out := &adopted{record: best.record, from: []string{best.id}}
	if most >= emptiedShare {
		out.emptied = best.id
	}
	return out
}

// holds reports whether all target segments of an entry are there.
func holds(have map[block.Digest]bool, e baseline.Entry) bool {
	return !slices.ContainsFunc(e.Target, func(d block.Digest) bool { return !have[d] })
}

// donors are the articles that may have something of an article.
func (a *adoption) donors(id, lang string) []donor {
	out := a.orphans(lang)
	a.mutex.Lock()
	defer a.mutex.Unlock()
	folder := path.Dir(id)
	if a.lost[lang] == nil {
		a.lost[lang] = map[string][]donor{}
	}
	near, ok := a.lost[lang][folder]
	if !ok {
		for _, other := range a.known {
			if other.ID == folder || path.Dir(other.ID) == folder {
				if d, ok := a.project.given(other, lang); ok {
					near = append(near, d)
				}
			}
		}
		slices.SortFunc(near, func(x, y donor) int { return strings.Compare(x.id, y.id) })
		a.lost[lang][folder] = near
	}
	return append(out[:len(out):len(out)], near...)
}

// given are the entries that an article has lost since they were recorded.
func (p *Project) given(article corpus.Article, lang string) (donor, bool) {
	raw, err := p.Optional(baseline.RecordPath(lang, article.ID))
	if err != nil || raw == nil {
		return donor{}, false
	}
	target := article.Targets[lang]
	if !target.Exists {
		return donor{}, false
	}
	data, err := p.bytes(target.Path)
	if err != nil {
		return donor{}, false
	}
	if head, ok := baseline.Peek(raw); ok && head.TargetFile == block.FileDigest(data) {
		return donor{}, false // it stands as it was recorded
	}
	record, _, err := baseline.Decode(baseline.RecordPath(lang, article.ID), raw)
	if err != nil || corpus.CheckText(target.Path, data) != nil {
		return donor{}, false
	}
	file := File{Path: target.Path, Language: lang, Data: data, FrontMatter: article.FrontMatter}
	still := map[block.Digest]bool{}
	for _, s := range file.side().Outline {
		still[s.Digest] = true
	}
	lost := &baseline.Record{}
	for _, e := range record.Entries {
		if !slices.ContainsFunc(e.Target, func(d block.Digest) bool { return still[d] }) {
			lost.Entries = append(lost.Entries, e)
		}
	}
	return donor{article.ID, lost}, len(lost.Entries) > 0
}

// orphans are the records in a language whose articles are gone, by their ids.
func (a *adoption) orphans(lang string) []donor {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if out, ok := a.gone[lang]; ok {
		return out
	}
	var out []donor
	_ = fs.WalkDir(a.project.FS, baseline.RecordFolder(lang), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return nil //nolint:nilerr // there need not be any
		}
		id, ok := baseline.RecordID(lang, name)
		if !ok {
			return nil
		}
		if article, known := a.known[id]; known && article.Targets[lang].Exists {
			return nil
		}
		raw, err := a.project.Optional(name)
		if err != nil {
			return nil //nolint:nilerr // what cannot be read gives nothing
		}
		if record, _, err := baseline.Decode(name, raw); err == nil && len(record.Entries) > 0 {
			out = append(out, donor{id, record})
		}
		return nil
	})
	a.gone[lang] = out
	return out
}

// record reads the record of a translation, or finds one for it. Notices say what
// is to be known of it.
func (p *Project) record(q *Query, a corpus.Article, lang string, raw []byte, target File) (*baseline.Record, *adopted, []corpus.Problem, error) {
	record, notices, err := decode(baseline.RecordPath(lang, a.ID), raw)
	if raw != nil || err != nil || target.Data == nil || q.adoption == nil {
		return record, nil, notices, err
	}
	found := q.adoption.find(a, lang, target)
	if found == nil || !p.furnish(found) {
		return nil, nil, nil, nil
	}
	moved := corpus.Problem{ID: corpus.MovedRecord, Path: target.Path, Data: map[string]any{"From": strings.Join(found.from, ", "), "Command": "xsync init"}}
	return found.record, found, []corpus.Problem{moved}, nil
}

// furnish collects the texts that an adopted record refers to. It reports whether
// it has them all: without them there is nothing to adopt.
func (p *Project) furnish(found *adopted) bool {
	found.texts = &baseline.Sources{}
	for _, id := range found.from {
		others, err := p.sources(id)
		if err != nil {
			return false
		}
		found.lend(others, found.texts)
	}
	return whole(found.texts, found.from[0], found.record) == nil
}

// lend copies the texts that an adopted record refers to from one store into
// another.
func (f *adopted) lend(from, to *baseline.Sources) {
	for _, e := range f.record.Entries {
		for _, d := range e.Source {
			if b, ok := from.Get(d); ok {
				to.Put(d, b)
			}
		}
	}
}

// adopt is the record to go on with: the one given, or if there is none, one
// found under another name, whose texts are put into the store.
func (p *Project) adopt(q *Query, a corpus.Article, lang string, record *baseline.Record, target File, texts *baseline.Sources) (*baseline.Record, *adopted) {
	if record != nil {
		return record, nil
	}
	record, found, _, err := p.record(q, a, lang, nil, target)
	if found == nil || err != nil {
		return nil, nil
	}
	found.lend(found.texts, texts)
	return record, found
}

// cleared are the files of which nothing is left once the records of some
// languages have moved: those records, and the texts that only they referred to.
func (p *Project) cleared(moved map[string]*adopted) []string {
	var out []string
	languages := map[string][]string{} // by the article that is gone
	for _, lang := range p.Config.Targets {
		if f := moved[lang]; f != nil && f.emptied != "" {
			out = append(out, baseline.RecordPath(lang, f.emptied))
			languages[f.emptied] = append(languages[f.emptied], lang)
		}
	}
	for id, langs := range languages {
		used := slices.ContainsFunc(p.Config.Targets, func(lang string) bool {
			raw, err := p.Optional(baseline.RecordPath(lang, id))
			return (raw != nil || err != nil) && !slices.Contains(langs, lang)
		})
		if !used {
			out = append(out, baseline.SourcePath(id))
		}
	}
	return out
}
