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
	changed bool
	added   int // bytes put in since the table was decoded
}

// result is what was found, and for how many writings it was not asked for.
type result struct {
	value []byte
	age   byte
}

// Get returns a result; the bytes must not be changed. A nil table is empty.
func (t *Table) Get(k Key) ([]byte, bool) {
	if t == nil {
		return nil, false
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	r := t.results[k]
	if r == nil {
		return nil, false
	}
	r.age = 0
	return r.value, true
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
	if t.added += frame + len(value); t.added > Most {
		return
	}
	t.results[k] = &result{value: bytes.Clone(value)}
	t.changed = true
}

// Change replaces every result by what change makes of it.
func (t *Table) Change(change func([]byte) []byte) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for _, r := range t.results {
		r.value = change(r.value)
	}
	t.changed = true
}

// Changed reports whether anything was put into the table since it was decoded.
func (t *Table) Changed() bool {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.changed
}

const (
	magic   = "xsync cache 3\n"
	longest = 8 << 20
	// Most is how many bytes an encoded table has at most.
	Most = 64 << 20
	head = len(magic) + 4
	// frame is how many bytes a result takes beside its value.
	frame = len(Key{}) + 1 + 4
)

// checksum is that of a table (CRC-32C). It is to find what a disk or a process that was
// killed has damaged, and costs little beside reading the table.
func checksum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }

// Encode writes the table: the format, the checksum of all that follows, and the
// results, those asked for last first. What would make it longer than [Most] is left
// out.
func (t *Table) Encode() []byte { return t.encode(Most) }

func (t *Table) encode(most int) []byte {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	keys := make([]Key, 0, len(t.results))
	for k := range t.results {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b Key) int {
		return cmp.Or(cmp.Compare(t.results[a].age, t.results[b].age), bytes.Compare(a[:], b[:]))
	})
	out := make([]byte, head, head+len(keys)*(frame+32))
	for _, k := range keys {
		r := t.results[k]
		if len(out)+frame+len(r.value) > most {
			break
		}
		out = append(out, k[:]...)
		out = append(out, min(r.age, 254)+1)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(r.value)))
		out = append(out, r.value...)
	}
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[len(magic):], checksum(out[head:]))
	return out
}

// Decode reads a table. One that is damaged in any place, or of another format, is
// empty.
func Decode(data []byte) *Table {
	t := &Table{results: map[Key]*result{}}
	if len(data) < head || len(data) > Most || string(data[:len(magic)]) != magic {
		return t
	}
	if checksum(data[head:]) != binary.LittleEndian.Uint32(data[len(magic):]) {
		return t
	}
	for rest := data[head:]; len(rest) >= frame; {
		var k Key
		copy(k[:], rest)
		n := int(binary.LittleEndian.Uint32(rest[len(k)+1:]))
		if n > longest || len(rest) < frame+n {
			break
		}
		t.results[k] = &result{value: rest[frame : frame+n : frame+n], age: rest[len(k)]}
		rest = rest[frame+n:]
	}
	return t
}
