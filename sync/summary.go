package xsync

import (
	"encoding/binary"
	"fmt"
	"math"
	"path"

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
}

// MostCache is how many bytes an encoded cache has at most.
const MostCache = cache.Most

// DecodeCache reads a cache. One that is damaged is empty.
func DecodeCache(program string, data []byte) *Cache {
	return &Cache{table: cache.Decode(data), Program: program}
}

// Encode writes the cache. Law: decoding it gives the same results.
func (c *Cache) Encode() []byte { return c.table.Encode() }

// Changed reports whether the cache holds more than when it was read.
func (c *Cache) Changed() bool { return c.table.Changed() }

// figures is the kind of what is kept of an examination: its counts. Another kind of
// result of the same files would have another one.
const figures = "figures 1"

// key is that of the figures of a translation. It covers all that an examination
// reads: both texts, the record, the store, the languages, and how the files are
// read. It reports false where something else may have a say.
func (p *Project) key(q *Query, a *corpus.Article, source *loaded, target File, exists bool, record []byte) (k cache.Key, ok bool) {
	if p.Cache == nil {
		return k, false
	}
	if record == nil && exists && q.adoption != nil && !q.adoption.idle(target.Language) {
		return k, false
	}
	store, err := p.store(a.ID, source)
	if err != nil {
		return k, false
	}
	from, to, made := source.sum(), fileSum(target.Data), fileSum(record)
	how := []byte{0, 0, 0}
	for i, is := range []bool{exists, IsCatalog(a.Source), a.Template} {
		if is {
			how[i] = 1
		}
	}
	return cache.KeyOf([]byte(figures), []byte(p.Cache.Program), from[:], to[:], made[:], store[:], how,
		[]byte(source.file.Language), []byte(target.Language), []byte(path.Ext(source.file.Path)), []byte(path.Ext(target.Path)),
		chosen(a.FrontMatter), chosen(a.Attributes), chosen(a.NoteWords)), true
}

// chosen tells apart the lists that a project can choose: nil, empty, and each
// list of words.
func chosen(words []string) []byte {
	if words == nil {
		return nil
	}
	return fmt.Appendf(nil, "%q", words)
}

// figures are the counts of an examination, in the order of the states.
func (t *Translation) figures() []byte {
	var out []byte
	for _, n := range t.Counts {
		out = binary.AppendUvarint(out, uint64(n))
	}
	out = binary.AppendUvarint(out, uint64(t.Words.Total))
	out = binary.AppendUvarint(out, uint64(t.Words.Todo))
	out = binary.LittleEndian.AppendUint64(out, math.Float64bits(t.Confidence))
	if t.Unrelated {
		return append(out, 1)
	}
	return append(out, 0)
}

// recall takes the figures back. It reports whether there were just these.
func (t *Translation) recall(data []byte) bool {
	var all [drift.NumStates + 2]int
	for k := range all {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > math.MaxInt32 {
			return false
		}
		all[k], data = int(n), data[size:]
	}
	if len(data) != 9 {
		return false
	}
	copy(t.Counts[:], all[:])
	t.Words = Words{Total: all[drift.NumStates], Todo: all[drift.NumStates+1]}
	t.Confidence, t.Unrelated = math.Float64frombits(binary.LittleEndian.Uint64(data)), data[8] == 1
	return true
}

// fileSum is the digest of a file; that of no file is no file's.
func fileSum(data []byte) (d block.Digest) {
	if data == nil {
		return d
	}
	return block.FileDigest(data)
}

// store is the digest of the store of an article's source texts, read once for all
// languages.
func (p *Project) store(id string, source *loaded) (block.Digest, error) {
	if source.store == nil {
		raw, err := p.Optional(baseline.SourcePath(id))
		if err != nil {
			return block.Digest{}, err
		}
		d := fileSum(raw)
		source.store = &d
	}
	return *source.store, nil
}
