package align

import "sync"

// workspace is memory that alignments use one after the other. Most of the time
// of a small alignment would else go into touching fresh pages.
type workspace struct {
	slots  []slot
	epoch  uint32
	places []int32
	shared []float32
	sums   []float32
	scores [][len(shapes)]float64
	forth  []cell
	back   []cell
	whole  []float64
	came   [][states]back
}

var workspaces = sync.Pool{New: func() any { return &workspace{} }}

// largest is the number of slots above which a workspace is not kept.
const largest = 1 << 18

// beginTable makes room for a table of slots and forgets what is in it.
func (w *workspace) beginTable(size int) {
	if len(w.slots) < size || w.epoch == ^uint32(0) {
		w.slots, w.epoch = make([]slot, size), 0
	}
	w.epoch++
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
