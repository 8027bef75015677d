// Package cache holds results by content: what was found the last time that the
// same bytes were examined by the same program. It is disposable, belongs to one
// machine, and is believed only where every byte that a result depends on is in its
// key.
package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
	"sync"
)

// Key identifies all that a result depends on.
type Key [16]byte

// KeyOf is the key of a result that depends on some parts, in this order.
func KeyOf(parts ...[]byte) (k Key) {
	h := sha256.New()
	var size [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(size[:], uint64(len(p)))
		h.Write(size[:])
		h.Write(p)
	}
	copy(k[:], h.Sum(nil))
	return k
}

// Table is a set of results. It may be used by several goroutines. The zero value
// is empty and ready to use.
type Table struct {
	mutex   sync.Mutex
	results map[Key]*result
	file    io.ReaderAt // where the values are that are not in memory
	changed bool
	added   int // bytes put in since the table was opened
}

// result is what was found, and for how many writings it was not asked for.
type result struct {
	value []byte // nil if it stands in the file
	at    int64  // in the file
	size  uint32
	sum   uint32 // of the value
	age   byte
}

// Get returns a result; the bytes must not be changed. One whose bytes are not those
// that were put in is not there. A nil table is empty.
func (t *Table) Get(k Key) ([]byte, bool) {
	if t == nil {
		return nil, false
	}
	t.mutex.Lock()
	r := t.results[k]
	if r == nil {
		t.mutex.Unlock()
		return nil, false
	}
	r.age = 0
	found, file := *r, t.file
	t.mutex.Unlock()
	value, ok := found.read(file)
	if !ok {
		t.drop(k, r)
	}
	return value, ok
}

// drop forgets a result that cannot be read, so that it can be put in again.
func (t *Table) drop(k Key, r *result) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.results[k] == r {
		delete(t.results, k)
	}
}

// read returns the value of a result, and whether it is what was put in.
func (r *result) read(file io.ReaderAt) ([]byte, bool) {
	if r.value != nil {
		return r.value, true
	}
	value := make([]byte, r.size)
	if n, _ := file.ReadAt(value, r.at); n < len(value) || checksum(value) != r.sum {
		return nil, false
	}
	return value, true
}

// Put adds a result of at most 8 MiB; a larger one is not kept, nor is what comes when
// [Most] was added, so that memory is bounded. A nil table keeps nothing.
func (t *Table) Put(k Key, value []byte) {
	if t == nil || len(value) > longest {
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.results == nil {
		t.results = map[Key]*result{}
	}
	next := newResult(value)
	if r := t.results[k]; r != nil && r.size == next.size && r.sum == next.sum {
		r.age = 0
		return // it is there already, and need not be written again
	}
	if t.added += frame + len(value); t.added > Most {
		return
	}
	t.results[k] = next
	t.changed = true
}

// newResult is a result in memory.
func newResult(value []byte) *result {
	kept := append([]byte{}, value...) // never nil
	return &result{value: kept, size: uint32(len(kept)), sum: checksum(kept)}
}

// Change replaces every result by what change makes of it.
func (t *Table) Change(change func([]byte) []byte) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for k, r := range t.results {
		if value, ok := r.read(t.file); ok {
			t.results[k] = newResult(change(value))
		}
	}
	t.changed = true
}

// Changed reports whether anything was put into the table since it was opened or
// encoded.
func (t *Table) Changed() bool {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.changed
}

const (
	magic   = "xsync cache 4\n"
	longest = 8 << 20
	// Most is how many bytes an encoded table has at most.
	Most = 64 << 20
	// head is how many bytes stand before the index: the format, how many results
	// there are, and the checksum of the index.
	head = len(magic) + 4 + 4
	// frame is how many bytes a result takes in the index.
	frame = len(Key{}) + 1 + 4 + 4
)

// castagnoli is made when it is first asked for: most of its cost is in the start.
var castagnoli = sync.OnceValue(func() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) })

// checksum is that of a value or an index (CRC-32C). It is to find what a disk or a
// process that was killed has damaged, and costs little beside reading.
func checksum(data []byte) uint32 { return crc32.Checksum(data, castagnoli()) }

// Encode writes the table: an index of the results, those asked for last first, with
// the age, the size and the checksum of each, and their values in the same order, so
// that a reader reads the index and then what it is asked for. What would make it
// longer than [Most] is left out. From then on the table is as if it were opened from
// what was written.
func (t *Table) Encode() []byte { return t.encode(Most) }

func (t *Table) encode(most int) []byte {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	keys, size := t.youngest(most)
	index, values := make([]byte, 0, len(keys)*frame), make([]byte, 0, size)
	for _, k := range keys {
		r := t.results[k]
		value, ok := r.read(t.file)
		if !ok {
			continue
		}
		index = appendEntry(index, k, r)
		values = append(values, value...)
	}
	out := make([]byte, 0, head+len(index)+len(values))
	out = append(out, magic...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(index)/frame))
	out = binary.LittleEndian.AppendUint32(out, checksum(index))
	out = append(append(out, index...), values...)
	t.changed, t.added, t.file = false, 0, bytes.NewReader(out)
	t.results = readIndex(index, int64(head+len(index)))
	return out
}

// youngest are the keys of the results that fit into so many bytes, those that were asked
// for last first, and how many bytes their values have.
func (t *Table) youngest(most int) (keys []Key, size int) {
	for k := range t.results {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b Key) int {
		return cmp.Or(cmp.Compare(t.results[a].age, t.results[b].age), bytes.Compare(a[:], b[:]))
	})
	for n, k := range keys {
		if head+(n+1)*frame+size+int(t.results[k].size) > most {
			return keys[:n], size
		}
		size += int(t.results[k].size)
	}
	return keys, size
}

// appendEntry writes a line of the index. Who opens it is a writing further.
func appendEntry(index []byte, k Key, r *result) []byte {
	index = append(index, k[:]...)
	index = append(index, min(r.age, 254)+1)
	index = binary.LittleEndian.AppendUint32(index, r.size)
	return binary.LittleEndian.AppendUint32(index, r.sum)
}

// Open reads the index of an encoded table of so many bytes; values are read when they
// are asked for, so that the file must stay open. An index that is damaged, or of
// another format, is empty.
func Open(file io.ReaderAt, size int64) *Table {
	t := &Table{results: map[Key]*result{}, file: file}
	start := make([]byte, head)
	if n, _ := file.ReadAt(start, 0); n < head || size > Most || string(start[:len(magic)]) != magic {
		return t
	}
	count := int64(binary.LittleEndian.Uint32(start[len(magic):]))
	if count > (size-int64(head))/int64(frame) {
		return t
	}
	index := make([]byte, count*int64(frame))
	if n, _ := file.ReadAt(index, int64(head)); n < len(index) || checksum(index) != binary.LittleEndian.Uint32(start[len(magic)+4:]) {
		return t
	}
	t.results = readIndex(index, int64(head+len(index)))
	return t
}

// readIndex reads the lines of an index whose values begin at a place.
func readIndex(index []byte, at int64) map[Key]*result {
	out := make(map[Key]*result, len(index)/frame)
	for ; len(index) >= frame; index = index[frame:] {
		k := Key(index[:len(Key{})])
		rest := index[len(k):]
		r := &result{at: at, age: rest[0], size: binary.LittleEndian.Uint32(rest[1:]), sum: binary.LittleEndian.Uint32(rest[5:])}
		if at += int64(r.size); r.size <= longest {
			out[k] = r
		}
	}
	return out
}

// Decode opens a table in memory.
func Decode(data []byte) *Table { return Open(bytes.NewReader(data), int64(len(data))) }
