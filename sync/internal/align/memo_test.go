package align

import (
	"sync"
	"testing"
)

// What is recalled of a word is what was found out of that word, however many words share the
// places and whoever asks for them at the same time.
func TestMemoRecallsWords(t *testing.T) {
	words, of := make([]string, 0, 3*len(memo[int]{})), memo[int]{}
	for k := range cap(words) {
		words = append(words, string([]rune{rune('a' + k%26), rune(0x4e00 + k/26)}))
	}
	var together sync.WaitGroup
	for range 4 {
		together.Go(func() {
			for range 2 {
				for k, w := range words {
					if got := of.recall(w, func() int { return k }); got != k {
						t.Errorf("%q: %d, want %d", w, got, k)
						return
					}
				}
			}
		})
	}
	together.Wait()
	found := 0
	for range 3 {
		of.recall("oil", func() int { found++; return found })
	}
	if found != 1 {
		t.Errorf("a word was read %d times", found)
	}
}
