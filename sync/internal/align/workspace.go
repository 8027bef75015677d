package align

import "sync"

// workspace is memory that alignments use one after the other. Most of the time
// of a small alignment would else go into touching fresh pages.
type workspace struct {
	slots  []slot  // of the keys, in the order in which they were met
	table  []int32 // finds the slot of a key: its number and one, or 0
	places []int32
	shared []float32
	sums   []float32
	cover  []float32
	coarse []float32
	scores [][len(shapes)]float64
	forth  []cell
	back   []cell
	whole  []float64
	came   [][states]back

	holders []holder
	newest  []int32
	alike   []float64
}

var workspaces = sync.Pool{New: func() any { return &workspace{} }}

// Bounds of the table of keys.
const (
	// smallTable is the number of entries that it begins with.
	smallTable = 1 << 12
	// largest is the number of keys above which a workspace is not kept.
	largest = 1 << 16
)

// beginTable forgets all keys.
func (w *workspace) beginTable() {
	if len(w.table) == 0 {
		w.table = make([]int32, smallTable)
	}
	clear(w.table)
	w.slots = w.slots[:0]
}

// slotOf is the number of the slot of a key.
func (w *workspace) slotOf(k key) int32 {
	at := w.entryOf(k)
	if w.table[at] == 0 {
		w.slots = append(w.slots, slot{key: k})
		w.table[at] = int32(len(w.slots))
		if 2*len(w.slots) > len(w.table) {
			w.growTable()
		}
		return int32(len(w.slots)) - 1
	}
	return w.table[at] - 1
}

// entryOf is where the number of the slot of a key stands, or where it has to stand.
func (w *workspace) entryOf(k key) uint32 {
	mask := uint32(len(w.table) - 1)
	h := (uint32(k) * 2654435761) >> 5
	for w.table[h&mask] != 0 && w.slots[w.table[h&mask]-1].key != k {
		h++
	}
	return h & mask
}

// growTable makes room for twice as many keys.
func (w *workspace) growTable() {
	w.table = make([]int32, 2*len(w.table))
	for n := range w.slots {
		w.table[w.entryOf(w.slots[n].key)] = int32(n) + 1
	}
}

// release gives the memory of an index back. Nothing that the index made may be
// used any more.
func (x *index) release() {
	if len(x.slots) <= largest {
		workspaces.Put(x.workspace)
	}
	x.workspace = nil
}

// grownTo is a slice of n elements of any content.
func grownTo[T any](memory *[]T, n int) []T {
	if cap(*memory) < n {
		*memory = make([]T, n+n/4)
	}
	return (*memory)[:n]
}

// clearedTo is a slice of n zeros.
func clearedTo[T any](memory *[]T, n int) []T {
	s := grownTo(memory, n)
	clear(s)
	return s
}
