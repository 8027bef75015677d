package xsync

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
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
// Nothing is taken over that stands where it was recorded. Single entries are taken
// over when something is recorded, and not before: what an edit of one article makes
// of it must not change what is said of another.

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
	sparse  bool                      // articles may be there that are not checked out: none is known to be gone
	mutex   sync.Mutex                // guards what follows
	given   map[string]*givers        // by language
	pairs   map[string]*recordedPairs // by language, as the next
	sums    map[string]block.Digest
	records map[string]block.Digest // by path, those of the languages in sums
}

// givers are what the articles of a project have to give in a language.
type givers struct {
	gone    []donor             // records without an article, by their ids
	folders map[string][]string // ids of articles with a record, by the folder that they lie in
	lost    map[string][]donor  // entries that articles have lost, by folder
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

func (p *Project) newAdoption(all []corpus.Article, problems []corpus.Problem) *adoption {
	a := &adoption{
		project: p, known: make(map[string]corpus.Article, len(all)), sparse: corpus.IsSparse(problems), given: map[string]*givers{},
		pairs: map[string]*recordedPairs{}, sums: map[string]block.Digest{}, records: map[string]block.Digest{},
	}
	for _, article := range all {
		a.known[article.ID] = article
	}
	return a
}

// findDonor looks for what others have of a translation without a record; nil if they
// have nothing. Pieces says that single entries are wanted as well: what others have
// of these comes and goes with every edit of theirs, so it is only asked for where
// the outcome is written down.
func (a *adoption) findDonor(article corpus.Article, lang string, target File, pieces bool) *adopted {
	gone, near := a.donorsOf(article.ID, lang, pieces)
	if len(gone)+len(near) == 0 {
		return nil
	}
	have := target.segmentsByDigest()
	if out := renamedDonor(gone, have); out != nil || !pieces {
		return out
	}
	out := &adopted{record: &baseline.Record{Blind: true}}
	for _, d := range slices.Concat(gone, near) {
		n := len(out.record.Entries)
		for _, e := range d.record.Entries {
			if len(e.Target) > 0 && allStand(e.Target, have) {
				e.Row, e.Turn = "", 0 // two articles may have rows of one name
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

// renamedDonor is the record of the one article that is gone and most of which is
// here.
func renamedDonor(gone []donor, have map[block.Digest]int) *adopted {
	k, share := likeliest(len(gone), func(k int) float64 { return shareHeld(gone[k].record, targetOf, have) })
	if k < 0 {
		return nil
	}
	best := &gone[k]
	record := *best.record
	record.Entries = slices.Clone(record.Entries) // others may look at it too
	out := &adopted{record: &record, from: []string{best.id}}
	if share >= emptiedShare {
		out.emptied = best.id
	}
	return out
}

// likeliest is which of some texts another one has become, and its share in that: the one
// with the most, if that is at least [renamedShare] and none has as much; -1 if there is none.
func likeliest(n int, share func(k int) float64) (best int, most float64) {
	best = -1
	second := 0.0
	for k := range n {
		if s := share(k); s > most {
			best, most, second = k, s, most
		} else {
			second = max(second, s)
		}
	}
	if most < renamedShare || second == most {
		return -1, 0
	}
	return best, most
}

// shareHeld is how much of a record, by the words of its translations, has all that it has on
// a side among some segments: a short text may be that of any article.
func shareHeld(record *baseline.Record, side func(*baseline.Entry) []block.Digest, have map[block.Digest]int) float64 {
	found, all := 0, 0
	for k := range record.Entries {
		if d := side(&record.Entries[k]); len(d) > 0 {
			size := 1 + len(record.Entries[k].Words)
			all += size
			if allStand(d, have) {
				found += size
			}
		}
	}
	return float64(found) / float64(max(all, 1))
}

func sourceOf(e *baseline.Entry) []block.Digest { return e.Source }
func targetOf(e *baseline.Entry) []block.Digest { return e.Target }

// donorsOf are the articles that may have something of an article: those that are
// gone, and those nearby.
func (a *adoption) donorsOf(id, lang string, pieces bool) (gone, near []donor) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	g := a.given[lang]
	if g == nil {
		g = a.giversOf(lang)
		a.given[lang] = g
	}
	if !pieces {
		return g.gone, nil
	}
	folder := path.Dir(id)
	if _, ok := g.lost[folder]; !ok {
		g.lost[folder] = nil
		for _, other := range append(slices.Clone(g.folders[folder]), folder) {
			if d, ok := a.project.lostEntriesOf(a.known[other], lang); ok {
				g.lost[folder] = append(g.lost[folder], d)
			}
		}
	}
	return g.gone, g.lost[folder]
}

// isIdle reports whether there is no record in a language whose article is gone.
func (a *adoption) isIdle(lang string) bool {
	gone, _ := a.donorsOf("", lang, false)
	return len(gone) == 0
}

// giversOf lists the records of a language.
func (a *adoption) giversOf(lang string) *givers {
	g := &givers{folders: map[string][]string{}, lost: map[string][]donor{}}
	a.project.eachRecordPath(lang, func(id, _ string) {
		if article, known := a.known[id]; known && article.Targets[lang].Exists {
			g.folders[path.Dir(id)] = append(g.folders[path.Dir(id)], id)
			return
		}
		if a.sparse {
			return
		}
		if record, err := a.project.recordOf(lang, id); err == nil && record != nil && len(record.Entries) > 0 {
			g.gone = append(g.gone, donor{id, record})
		}
	})
	return g
}

// lostEntriesOf are the entries of the record of an article whose segments have gone from
// its translation.
func (p *Project) lostEntriesOf(article corpus.Article, lang string) (donor, bool) {
	target := article.Targets[lang]
	record, err := p.recordOf(lang, article.ID)
	if err != nil || record == nil || !target.Exists {
		return donor{}, false
	}
	data, err := p.readBytes(target.Path)
	if err != nil || corpus.CheckText(target.Path, data) != nil {
		return donor{}, false
	}
	file := p.fileOf(&article, target.Path, lang, data)
	still := file.segmentsByDigest()
	record.Entries = slices.DeleteFunc(record.Entries, func(e baseline.Entry) bool {
		return len(e.Target) == 0 || slices.ContainsFunc(e.Target, func(d block.Digest) bool { return still[d] > 0 })
	})
	return donor{article.ID, record}, len(record.Entries) > 0
}

// readRecord reads the record of a translation, or finds one for it. Notices say what
// is to be known of it.
func (p *Project) readRecord(q *Query, a corpus.Article, lang string, raw []byte, target File) (*baseline.Record, *adopted, []corpus.Problem, error) {
	record, notices, err := decodeRecord(baseline.RecordPath(lang, a.ID), raw)
	if raw != nil || err != nil || target.Data == nil || q.adoption == nil {
		return record, nil, notices, err
	}
	found := q.adoption.findDonor(a, lang, target, q.pieces)
	if found == nil || !p.furnishTexts(found) {
		return nil, nil, nil, nil
	}
	moved := corpus.Problem{ID: corpus.MovedRecord, Path: target.Path, Data: map[string]any{"From": strings.Join(found.from, ", "), "Command": "xsync init"}}
	return found.record, found, []corpus.Problem{moved}, nil
}

// furnishTexts collects the texts that an adopted record refers to. It reports whether
// it has them all: without them there is nothing to adopt.
func (p *Project) furnishTexts(found *adopted) bool {
	found.texts = &baseline.Sources{}
	for _, id := range found.from {
		others, err := p.readSources(id)
		if err != nil {
			return false
		}
		found.lendTexts(others, found.texts)
	}
	return checkWhole(found.texts, found.from[0], found.record) == nil
}

// lendTexts copies the texts that an adopted record refers to from one store into
// another.
func (f *adopted) lendTexts(from, to *baseline.Sources) {
	for _, e := range f.record.Entries {
		for _, d := range e.Source {
			if b, ok := from.Get(d); ok {
				to.Put(d, b)
			}
		}
	}
}

// adoptRecord is the record to go on with: the one given, or if there is none, one
// found under another name, whose texts are put into the store.
func (p *Project) adoptRecord(q *Query, a corpus.Article, lang string, record *baseline.Record, target File, texts *baseline.Sources) (*baseline.Record, *adopted) {
	if record != nil {
		return record, nil
	}
	asked := *q
	asked.pieces = true
	record, found, _, err := p.readRecord(&asked, a, lang, nil, target)
	if found == nil || err != nil {
		return nil, nil
	}
	found.lendTexts(found.texts, texts)
	return record, found
}

// clearedFiles are the files of which nothing is left once the records of some
// languages have moved: those records, and the texts that only they referred to.
func (p *Project) clearedFiles(moved map[string]*adopted) []string {
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
