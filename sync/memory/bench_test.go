package memory_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/memory"
)

var sizes = []int{2_000, 20_000, 200_000}

// BenchmarkFind asks for texts of which a fifth stand in the memory, two fifths
// are edited, and two fifths are new; and tells the bytes that a pair takes
// besides its texts.
func BenchmarkFind(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			w := newWriter(uint64(size))
			pairs := w.pairs(size)
			before := heap()
			m := filled(pairs)
			perPair := float64(heap()-before) / float64(size)
			asked := make([]string, 500)
			for i := range asked {
				asked[i] = w.asked(pairs, i)
			}
			found := 0
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				found += len(m.Find(asked[i%len(asked)], block.Paragraph, 70, 5))
			}
			b.ReportMetric(float64(found)/float64(b.N), "found/op")
			b.ReportMetric(perPair, "B/pair")
		})
	}
}

// BenchmarkBuild takes in pairs and makes the first search.
func BenchmarkBuild(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			pairs := newWriter(uint64(size)).pairs(size)
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				filled(pairs)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/pair")
		})
	}
}

// BenchmarkFindCrowd asks a memory of texts that are all alike but for a number:
// the worst case.
func BenchmarkFindCrowd(b *testing.B) {
	m := memory.New("en", "tr")
	for i := range 200_000 {
		m.Add(memory.Pair{Source: fmt.Sprintf("See page %d below.", i), Target: fmt.Sprintf("Aşağıda sayfa %d.", i), Kind: block.Paragraph, Line: i})
	}
	m.Find("", block.Paragraph, 70, 5)
	for b.Loop() {
		m.Find("See page 1234567 below.", block.Paragraph, 70, 5)
	}
}

func filled(pairs []memory.Pair) *memory.Memory {
	m := memory.New("en", "tr")
	for _, p := range pairs {
		m.Add(p)
	}
	m.Find("", block.Paragraph, 70, 1)
	return m
}

func heap() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

// writer makes texts of words that are as unevenly frequent as those of a
// language: 3 to 90 words, a fact here and there.
type writer struct {
	*rand.Rand
	zipf *rand.Zipf
}

func newWriter(seed uint64) *writer {
	r := rand.New(rand.NewPCG(seed, 1))
	return &writer{r, rand.NewZipf(r, 1.1, 4, 60_000)}
}

// word spells a number in syllables.
func word(n uint64) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var s strings.Builder
	for n++; n > 0; n /= 70 {
		s.WriteByte(consonants[n%14])
		s.WriteByte(vowels[n/14%5])
	}
	return s.String()
}

func (w *writer) text() []string {
	n := 3 + w.IntN(15)
	if w.IntN(2) == 0 {
		n += w.IntN(72)
	}
	words := make([]string, n)
	for i := range words {
		switch w.IntN(40) {
		case 0:
			words[i] = fmt.Sprint(w.IntN(3000))
		case 1:
			words[i] = "[" + word(w.zipf.Uint64()) + "](/" + word(w.zipf.Uint64()) + ")"
		case 2, 3:
			words[i] = word(w.zipf.Uint64()) + ","
		default:
			words[i] = word(w.zipf.Uint64())
		}
	}
	words[n-1] += "."
	return words
}

func (w *writer) edited(text string) string {
	words := strings.Fields(text)
	for range 1 + len(words)/12 {
		words[w.IntN(len(words))] = word(w.zipf.Uint64())
	}
	return strings.Join(words, " ")
}

// pairs makes pairs of which a quarter are edits of others.
func (w *writer) pairs(n int) []memory.Pair {
	pairs := make([]memory.Pair, n)
	for i := range pairs {
		text := strings.Join(w.text(), " ")
		if i > 0 && w.IntN(4) == 0 {
			text = w.edited(pairs[w.IntN(i)].Source)
		}
		pairs[i] = memory.Pair{Source: text, Target: strings.ToUpper(text), Kind: block.Paragraph, Article: fmt.Sprint("a", i/50), Line: i % 50, Assumed: i%3 == 0}
	}
	return pairs
}

func (w *writer) asked(pairs []memory.Pair, i int) string {
	known := pairs[w.IntN(len(pairs))].Source
	switch i % 5 {
	case 0:
		return known
	case 1, 2:
		return w.edited(known)
	}
	return strings.Join(w.text(), " ")
}
