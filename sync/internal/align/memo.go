package align

import (
	"strings"
	"sync/atomic"
)

// memo remembers what was found out of words, one for each of so many hashes: of two words
// with the same, the later one. It may be used by several goroutines.
type memo[T any] [1 << 14]atomic.Pointer[remembered[T]]

type remembered[T any] struct {
	word  string
	value T
}

// recall is what is known of a word, found out where it is not remembered.
func (m *memo[T]) recall(word string, findOut func() T) T {
	slot := &m[hash(word)%uint64(len(m))]
	if r := slot.Load(); r != nil && r.word == word {
		return r.value
	}
	r := &remembered[T]{strings.Clone(word), findOut()}
	slot.Store(r)
	return r.value
}
