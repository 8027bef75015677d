package xsync

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/cache"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Cache holds what was found the last time that the same files were examined by the
// same program: see [Project.Cache].
type Cache struct {
	table *cache.Table
	// Program identifies the program that fills the cache; what another one found
	// is not believed.
	Program string
	// Large opens the encoded results that few commands ask for, when one is first
	// asked for; nil means that there are none.
	Large func() CacheFile

	file  CacheFile // of table
	open  sync.Once
	rows  CacheFile // of large
	large *cache.Table
}

// CacheFile is an encoded cache of so many bytes. Results are read from it when they are
// asked for. The zero value is that of no cache.
type CacheFile struct {
	File interface {
		io.ReaderAt
		io.Closer
	}
	Size int64
}

// table opens the results of a file.
func (f CacheFile) table() *cache.Table {
	if f.File == nil {
		return cache.Decode(nil)
	}
	return cache.Open(f.File, f.Size)
}

func (f *CacheFile) close() {
	if f.File != nil {
		_ = f.File.Close() // nothing was written to it
	}
	f.File = nil
}

// MostCache is how many bytes an encoded cache has at most.
const MostCache = cache.Most

// OpenCache opens a cache. Of one that is damaged there is nothing but what is whole.
func OpenCache(program string, file CacheFile) *Cache {
	return &Cache{table: file.table(), file: file, Program: program}
}

// DecodeCache opens a cache in memory.
func DecodeCache(program string, data []byte) *Cache {
	return &Cache{table: cache.Decode(data), Program: program}
}

// Encode writes the cache, and closes the file that it was opened from. Law: decoding it
// gives the same results.
func (c *Cache) Encode() []byte {
	data := c.table.Encode()
	c.file.close()
	return data
}

// Changed reports whether the cache holds more than when it was read or written.
func (c *Cache) Changed() bool { return c.table.Changed() }

// EncodeLarge writes the results that few commands ask for, and closes their file; nil if
// they are as they were.
func (c *Cache) EncodeLarge() []byte {
	if c.large == nil || !c.large.Changed() {
		return nil
	}
	data := c.large.Encode()
	c.rows.close()
	return data
}

// Close closes the files of the cache, of which nothing can be read any more. A nil cache
// has none.
func (c *Cache) Close() {
	if c != nil {
		c.file.close()
		c.rows.close()
	}
}

// largeTable has the results that few commands ask for.
func (c *Cache) largeTable() *cache.Table {
	c.open.Do(func() {
		if c.Large != nil {
			c.rows = c.Large()
		}
		c.large = c.rows.table()
	})
	return c.large
}

// Recall returns a result that [Cache.Keep] was given under the same name. A nil cache
// has none.
func (c *Cache) Recall(name ...string) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	return c.largeTable().Get(c.nameKey(name))
}

// Keep keeps a result of at most 8 MiB under a name that has all that it depends on.
func (c *Cache) Keep(value []byte, name ...string) {
	if c != nil {
		c.largeTable().Put(c.nameKey(name), value)
	}
}

func (c *Cache) nameKey(name []string) cache.Key {
	parts := [][]byte{[]byte("named 1"), []byte(c.Program)}
	for _, n := range name {
		parts = append(parts, []byte(n))
	}
	return cache.KeyOf(parts...)
}

// figures is the kind of what is kept of an examination: its counts. Another kind of
// result of the same files would have another one.
const figures = "figures 3"

// keyOf is that of the figures of a translation. It covers all that an examination
// reads: both texts, the record by its digest, the store, the languages, and how the
// files are read. It reports false where something else may have a say.
func (p *Project) keyOf(q *Query, a *corpus.Article, source *loaded, target File, exists bool, made block.Digest) (k cache.Key, ok bool) {
	if p.Cache == nil {
		return k, false
	}
	if made == fileSum(nil) && exists && q.adoption != nil && !q.adoption.isIdle(target.Language) {
		return k, false
	}
	store, err := source.digestStore(p, a.ID)
	if err != nil {
		return k, false
	}
	from, to := source.digestOnce(), fileSum(target.Data)
	how := []byte{0, 0, 0}
	for i, is := range []bool{exists, IsCatalog(a.Source), a.Template} {
		if is {
			how[i] = 1
		}
	}
	return cache.KeyOf([]byte(figures), []byte(p.Cache.Program), []byte(p.Terms.Sum()), []byte(p.Dictionaries.Sum()), from[:], to[:], made[:], store[:], how,
		[]byte(source.file.Language), []byte(target.Language), []byte(path.Ext(source.file.Path)), []byte(path.Ext(target.Path)),
		fmt.Appendf(nil, "%#v", a.Choices), fmt.Append(nil, target.mirrors)), true
}

// encodeFigures are the counts of an examination, in the order of the states.
func (t *Translation) encodeFigures() []byte {
	var out []byte
	for _, n := range t.Counts {
		out = binary.AppendUvarint(out, uint64(n))
	}
	for _, n := range []int{t.Words.Total, t.Words.Todo, t.Marks.Assumed, t.Marks.Forced, t.Marks.Edited, t.Marks.Machine} {
		out = binary.AppendUvarint(out, uint64(n))
	}
	out = binary.LittleEndian.AppendUint64(out, math.Float64bits(t.Confidence))
	if t.Unrelated {
		out = append(out, 1)
	} else {
		out = append(out, 0)
	}
	if t.others != nil {
		out = append(out, t.others[:]...)
	}
	return out
}

// recallFigures takes the figures back. It reports whether there were just these.
func (t *Translation) recallFigures(data []byte) bool {
	var all [drift.NumStates + 6]int
	for k := range all {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > math.MaxInt32 {
			return false
		}
		all[k], data = int(n), data[size:]
	}
	const rest = 9
	switch len(data) {
	case rest:
		t.others = nil
	case rest + len(block.Digest{}):
		t.others = new(block.Digest)
		copy(t.others[:], data[rest:])
	default:
		return false
	}
	copy(t.Counts[:], all[:])
	more := all[drift.NumStates:]
	t.Words, t.Marks = Words{Total: more[0], Todo: more[1]}, Marks{Assumed: more[2], Forced: more[3], Edited: more[4], Machine: more[5]}
	t.Confidence, t.Unrelated = math.Float64frombits(binary.LittleEndian.Uint64(data)), data[8] == 1
	return true
}

// Derived is a result that is worked out from the rows of a translation and from
// nothing else that can change but what its name holds. It is kept in the cache, and
// where it is found there, the translation is neither parsed nor aligned.
type Derived struct {
	// Name identifies what is derived and all that it depends on beside the
	// translation and the article's id, such as a policy.
	Name string
	// Make works the result out of a translation with its rows. It must be safe for
	// concurrent use.
	Make func(article string, t *Translation) any
	// Encode writes a result, Decode reads it; false means that it cannot be read, and
	// it is worked out again.
	Encode func(any) []byte
	Decode func([]byte) (any, bool)
	// Large says that the results hold texts, so that they are kept apart from what
	// every command reads.
	Large bool
}

// tableFor is where a result is kept.
func (c *Cache) tableFor(d *Derived) *cache.Table {
	if d.Large {
		return c.largeTable()
	}
	return c.table
}

// Tied is a derived result of which other articles may have something to say: the ties
// that [Translation.Ties] found go into the result, and it is told what became of them.
type Tied interface {
	Ties() Ties
	// Tell gives the places of the other halves, nil for those that have none, in
	// the order of the ties.
	Tell(elsewhere []*drift.Place)
}

// keyOf is the key of a derived result of a translation with the figures of a key.
// Places are part of a result, as they are not of figures.
func (d *Derived) keyOf(figures cache.Key, article string, t *Translation) cache.Key {
	var others []byte
	if t.others != nil {
		others = t.others[:]
	}
	return cache.KeyOf([]byte("derived 2"), figures[:], others, []byte(d.Name), []byte(article), []byte(t.Path), []byte(t.SourcePath))
}

// canKeep reports whether a result can be kept: names of files that are no UTF-8 do
// not come back from JSON as they were.
func (d *Derived) canKeep(article string, t *Translation) bool {
	return utf8.ValidString(article) && utf8.ValidString(t.Path) && utf8.ValidString(t.SourcePath)
}

// recalled is what the cache has of a translation.
type recalled struct {
	done   bool      // the translation has all that was asked for
	record []byte    // the record, if it is not done
	key    cache.Key // of the figures
	known  bool      // the key says all that they depend on
}

// recall takes what a query asks for of a translation from the cache. A record that was
// read with all others is not read again for it.
func (p *Project) recall(t *Translation, q *Query, a *corpus.Article, source *loaded, target File) (r recalled, err error) {
	path := baseline.RecordPath(t.Language, a.ID)
	seen, ok := q.adoption.recordSum(path)
	if ok {
		if r.key, r.known = p.keyOf(q, a, source, target, t.Exists, seen); r.known && p.recallCached(t, q, r.key, a.ID) {
			r.done = true
			return r, nil
		}
	}
	if r.record, err = p.Optional(path); err != nil {
		return r, err
	}
	if made := fileSum(r.record); !ok || made != seen {
		r.key, r.known = p.keyOf(q, a, source, target, t.Exists, made)
		r.done = r.known && p.recallCached(t, q, r.key, a.ID)
	}
	return r, nil
}

// recallCached takes what a query asks for of a translation from the cache. It reports
// whether all of it was there.
func (p *Project) recallCached(t *Translation, q *Query, key cache.Key, article string) bool {
	isDone := func() bool { return q.Done != nil && q.Done(t.Counts) }
	if q.Rows && q.Spare == nil && (!t.Exists || q.Done == nil) {
		return false
	}
	figures, ok := p.Cache.table.Get(key)
	if !ok || !t.recallFigures(figures) || t.others != nil && *t.others != q.adoption.recordsSum(t.Language) {
		return false
	}
	switch {
	case q.Rows && q.Spare == nil:
		return isDone()
	case q.Derived == nil || isDone():
		return true
	case !p.leadsHold(t, key, q.site):
		return false
	}
	value, ok := p.Cache.tableFor(q.Derived).Get(q.Derived.keyOf(key, article, t))
	if ok = ok && q.Derived.canKeep(article, t); ok {
		t.Derived, ok = q.Derived.Decode(value)
	}
	return ok && (!q.Rows || q.Spare(t.Derived))
}

// deriveResult works out what a query asks for beside rows. With keep, the cache is given
// it and the figures, and what others are going to ask for; but of a translation without a
// file no texts that nobody asked for: all of the source would be kept in every language.
func (p *Project) deriveResult(t *Translation, q *Query, key cache.Key, keep bool, article string) {
	if q.Derived != nil {
		t.Derived = q.Derived.Make(article, t)
	}
	if !keep {
		return
	}
	p.Cache.table.Put(key, t.encodeFigures())
	if q.survey == nil {
		return
	}
	p.keepLeads(t, key, q.site)
	kept := map[string]bool{}
	for k, d := range slices.Concat([]*Derived{q.Derived, q.also, &extrasDerived, &halvesDerived}, p.Usual) {
		isAsked := k < 2
		if d == nil || kept[d.Name] || !d.canKeep(article, t) || d.Large && !isAsked && !t.Exists {
			continue
		}
		kept[d.Name] = true
		found := t.Derived
		if d != q.Derived {
			found = d.Make(article, t)
		}
		p.Cache.tableFor(d).Put(d.keyOf(key, article, t), d.Encode(found))
	}
}

// fileSum is the digest of a file; that of no file is no file's.
func fileSum(data []byte) (d block.Digest) {
	if data == nil {
		return d
	}
	return block.FileDigest(data)
}
