package xsync

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// A pair that was recorded in one article holds in every other that has exactly
// the same two texts: a paragraph that went to another article in both languages is
// as fresh there as it was. What is said of an article depends on the records of
// others then, which only commands write, and never on the texts of others.

// recordedPairs are the pairs in the records of a language. There is no pointer in a
// pair: they stay in memory as long as articles are examined, and a project has many.
type recordedPairs struct {
	project  *Project
	language string
	articles []string       // by their records' paths
	digests  []block.Digest // of all pairs, of each the source's first
	pairs    []recordedPair // by the first segment of the translation, then by article and entry
}

// recordedPair is an entry of a record, and where its digests are.
type recordedPair struct{ article, entry, at, sources, targets int32 }

func (p *recordedPairs) source(r recordedPair) []block.Digest { return p.digests[r.at:][:r.sources] }

func (p *recordedPairs) target(r recordedPair) []block.Digest {
	return p.digests[r.at+r.sources:][:r.targets]
}

// compareFirst compares the first segment of a pair's translation with another.
func (p *recordedPairs) compareFirst(r recordedPair, d block.Digest) int {
	first := p.target(r)[0]
	return bytes.Compare(first[:], d[:])
}

// addRecord adds the pairs of the record of an article.
func (p *recordedPairs) addRecord(id string, record *baseline.Record) {
	for k := range record.Entries {
		e := &record.Entries[k]
		if len(e.Source) == 0 || len(e.Target) == 0 || e.How == baseline.Inferred {
			continue
		}
		p.pairs = append(p.pairs, recordedPair{
			article: int32(len(p.articles)), entry: int32(k), at: int32(len(p.digests)), sources: int32(len(e.Source)), targets: int32(len(e.Target)),
		})
		p.digests = append(append(p.digests, e.Source...), e.Target...)
	}
	p.articles = append(p.articles, id)
}

// eachRecord reads the records of a language in the order of their paths. What
// cannot be read is left out: it is reported where it is examined.
func (p *Project) eachRecord(lang string, visit func(id string, record *baseline.Record)) {
	p.eachRecordPath(lang, func(id, _ string) {
		if record, err := p.recordOf(lang, id); err == nil && record != nil {
			visit(id, record)
		}
	})
}

// eachRecordPath lists the records of a language in the order of their paths. A folder that
// cannot be read, or that there is none of, has none.
func (p *Project) eachRecordPath(lang string, visit func(id, name string)) {
	_ = fs.WalkDir(p.FS, baseline.RecordFolder(lang), func(name string, d fs.DirEntry, err error) error {
		if id, ok := baseline.RecordID(lang, name); ok && err == nil && !d.IsDir() {
			visit(id, name)
		}
		return nil
	})
}

// recordsSum identifies what all records of a language say.
func (a *adoption) recordsSum(lang string) block.Digest {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if sum, ok := a.sums[lang]; ok {
		return sum
	}
	h := sha256.New()
	a.project.eachRecordPath(lang, func(id, name string) {
		raw, err := a.project.Optional(name)
		if err != nil || raw == nil {
			return // it is reported where it is examined
		}
		own := block.FileDigest(raw)
		a.records[name] = own
		h.Write([]byte(id + "\x00"))
		h.Write(own[:])
	})
	var sum block.Digest
	copy(sum[:], h.Sum(nil))
	a.sums[lang] = sum
	return sum
}

// recordSum is the digest of a record that was read for [adoption.recordsSum].
func (a *adoption) recordSum(path string) (sum block.Digest, ok bool) {
	if a == nil {
		return sum, false
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	sum, ok = a.records[path]
	return sum, ok
}

// pairsRecorded are the pairs in the records of a language.
func (a *adoption) pairsRecorded(lang string) *recordedPairs {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if pairs := a.pairs[lang]; pairs != nil {
		return pairs
	}
	pairs := &recordedPairs{project: a.project, language: lang}
	a.project.eachRecord(lang, pairs.addRecord)
	slices.SortStableFunc(pairs.pairs, func(x, y recordedPair) int { return pairs.compareFirst(x, pairs.target(y)[0]) })
	a.pairs[lang] = pairs
	return pairs
}

// borrowed is a record with the pairs that other records have of its article.
type borrowed struct {
	record *baseline.Record
	from   []string // the articles in whose records they are
	// open says that both files have segments that the record says nothing of, so
	// that what other records say matters.
	open bool
	rows int
}

// borrowPairs adds to the record of an article what the records of others say of its
// segments. An article without a record borrows nothing: see [adoption.find].
func (a *adoption) borrowPairs(id, lang string, m material) borrowed {
	record, out := m.record, borrowed{record: m.record}
	if a == nil || record == nil || len(record.Entries) == 0 || m.to.Keyed {
		return out
	}
	from, to := unrecordedBlocks(m.from, record, sourceOf), unrecordedBlocks(m.to, record, targetOf)
	if out.open = len(from) > 0 && len(to) > 0; !out.open {
		return out
	}
	lent, next := lender{recordedPairs: a.pairsRecorded(lang)}, *record
	next.Entries = slices.Clone(record.Entries)
	for k := range m.to.Outline {
		e, article, ok := lent.firstWith(m.to.Outline[k].Digest, id, from, to)
		if !ok {
			continue
		}
		e.Row, e.Turn = "", 0 // two articles may have rows of one name
		next.Entries = slices.Insert(next.Entries, placeOf(e.Source[0], m.from, next.Entries), e)
		for _, d := range e.Source {
			m.texts.Put(d, from[d])
			delete(from, d)
		}
		for _, d := range e.Target {
			delete(to, d)
		}
		out.rows++
		if !slices.Contains(out.from, article) {
			out.from = append(out.from, article)
		}
	}
	if out.rows > 0 {
		out.record = &next
	}
	return out
}

// lender lends the pairs of other articles to one.
type lender struct {
	*recordedPairs
	records map[string]*baseline.Record // those that were read again, by article
}

// firstWith is the first pair of another article that begins with a segment of the
// translation and has all its segments among those that are not recorded, and the id of
// that article.
func (l *lender) firstWith(d block.Digest, article string, from, to map[block.Digest]block.Block) (e baseline.Entry, id string, ok bool) {
	missing := func(have map[block.Digest]block.Block) func(block.Digest) bool {
		return func(d block.Digest) bool { _, ok := have[d]; return !ok }
	}
	if missing(to)(d) {
		return e, "", false
	}
	first, _ := slices.BinarySearchFunc(l.pairs, d, l.compareFirst)
	for _, pair := range l.pairs[first:] {
		if l.compareFirst(pair, d) != 0 {
			break
		}
		if id = l.articles[pair.article]; id == article || slices.ContainsFunc(l.source(pair), missing(from)) || slices.ContainsFunc(l.target(pair), missing(to)) {
			continue
		}
		if e, ok = l.entryOf(id, pair); ok {
			return e, id, true
		}
	}
	return baseline.Entry{}, "", false
}

// entryOf reads a pair in its record, unless that has changed meanwhile.
func (l *lender) entryOf(id string, pair recordedPair) (none baseline.Entry, ok bool) {
	record, ok := l.records[id]
	if !ok {
		record, _ = l.project.recordOf(l.language, id) // what cannot be read has nothing
		if l.records == nil {
			l.records = map[string]*baseline.Record{}
		}
		l.records[id] = record
	}
	if record == nil || int(pair.entry) >= len(record.Entries) {
		return none, false
	}
	e := record.Entries[pair.entry]
	return e, slices.Equal(e.Source, l.source(pair)) && slices.Equal(e.Target, l.target(pair))
}

// unrecordedBlocks are the segments of one side that a record says nothing of.
func unrecordedBlocks(side drift.Side, record *baseline.Record, own func(*baseline.Entry) []block.Digest) map[block.Digest]block.Block {
	out := map[block.Digest]block.Block{}
	for k, at := range side.Doc.Segments() {
		out[side.Outline[k].Digest] = side.Doc.Blocks[at]
	}
	for k := range record.Entries {
		for _, d := range own(&record.Entries[k]) {
			delete(out, d)
		}
	}
	return out
}

// placeOf is the place among the entries of a record for one of a segment: behind
// that of the nearest segment before it.
func placeOf(d block.Digest, source drift.Side, entries []baseline.Entry) int {
	at := map[block.Digest]int{}
	for k := range entries {
		for _, own := range entries[k].Source {
			at[own] = k + 1
		}
	}
	place := 0
	for k := range source.Outline {
		own := source.Outline[k].Digest
		if own == d {
			return place
		}
		if n, ok := at[own]; ok {
			place = n
		}
	}
	return len(entries)
}

// droppedPairs are the pairs of a record that the next one does not have, and both
// of whose sides have left the article.
func (w *recording) droppedPairs(was, next *baseline.Record) []baseline.Entry {
	if was == nil {
		return nil
	}
	kept := map[string]bool{}
	for _, e := range next.Entries {
		kept[digestsOf(e.Source)+" "+digestsOf(e.Target)] = true
	}
	var out []baseline.Entry
	var from, to map[block.Digest]int
	for _, e := range was.Entries {
		if len(e.Source) == 0 || len(e.Target) == 0 || e.How == baseline.Inferred || kept[digestsOf(e.Source)+" "+digestsOf(e.Target)] {
			continue
		}
		if from == nil {
			from, to = segmentCounts(w.from.Doc), segmentCounts(w.to.Doc)
		}
		if !allStand(e.Source, from) && !allStand(e.Target, to) {
			out = append(out, e)
		}
	}
	return out
}
