package align

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Bounds of what is learnt from aligned segments.
const (
	// stemRunes is how many runes of a word are kept, so that its forms count as
	// one word.
	stemRunes = 6
	// tellingStems is how many of the rarest words of a segment are counted with
	// those of its counterpart.
	tellingStems = 14
	// countedPairs is the number of pairs of words that a teacher remembers.
	countedPairs = 1 << 19
	// taughtBy is the least confidence of the links that teach.
	taughtBy = 0.9
	// leastSeen is how many segments a pair of words must have been seen in, and
	// leastBound how strongly the two must be bound (Dice coefficient).
	leastSeen  = 3
	leastBound = 0.3
	// answers is how many words a word may have for counterparts.
	answers = 2
)

// Lexicon holds the pairs of words that aligned segments taught. It makes the
// thousandth article easier to align than the first; nothing needs it.
type Lexicon struct{ source, target map[key][]key }

// Teacher counts which words occur together in segments that translate each
// other. Its memory is bounded: when it has seen too many pairs of words, those
// seen least are forgotten (lossy counting, Manku and Motwani 2002).
type Teacher struct {
	source, target string // languages
	inA, inB       map[key]int32
	both           tally
	floor          int32
}

// NewTeacher begins to learn a lexicon of two languages (BCP 47).
func NewTeacher(source, target string) *Teacher {
	return &Teacher{source: source, target: target, inA: map[key]int32{}, inB: map[key]int32{}}
}

// Teach counts the words of the sure links between two outlines.
func (t *Teacher) Teach(a, b Outline, links []Link) {
	for _, l := range links {
		if len(l.A) != 1 || len(l.B) != 1 || l.Confidence < taughtBy {
			continue
		}
		s, u := &a[l.A[0]], &b[l.B[0]]
		if groupOf(s.Kind) == code || groupOf(s.Kind) == tags || s.Digest == u.Digest {
			continue
		}
		t.countPairs(s.stems(t.source), u.stems(t.target))
	}
}

func (t *Teacher) countPairs(a, b []key) {
	for _, k := range a {
		t.inA[k]++
	}
	for _, k := range b {
		t.inB[k]++
	}
	b = rarestKeys(b, t.inB)
	for _, x := range rarestKeys(a, t.inA) {
		for _, y := range b {
			t.both.addCount(uint64(x)<<32|uint64(y), 1)
		}
	}
	if t.both.n > countedPairs {
		t.forgetRare()
	}
}

// rarestKeys are the words of a segment that tell most, by how often each was seen.
func rarestKeys(keys []key, in map[key]int32) []key {
	type word struct {
		key  key
		seen int32
	}
	words := make([]word, len(keys))
	for k, key := range keys {
		words[k] = word{key, in[key]}
	}
	slices.SortFunc(words, func(p, q word) int { return cmp.Or(cmp.Compare(p.seen, q.seen), cmp.Compare(p.key, q.key)) })
	out := make([]key, min(len(words), tellingStems))
	for k := range out {
		out[k] = words[k].key
	}
	return out
}

// forgetRare drops the pairs seen least.
func (t *Teacher) forgetRare() {
	for t.floor++; ; t.floor++ {
		t.both.dropRare(t.floor)
		if t.both.n <= countedPairs/2 {
			return
		}
	}
}

// Lexicon is what has been learnt so far: for each word the words of the other
// language that it is bound to most.
func (t *Teacher) Lexicon() *Lexicon { return t.boundBy(leastBound) }

// boundBy is the lexicon of the words that are bound so strongly at least.
func (t *Teacher) boundBy(least float64) *Lexicon {
	type bound struct {
		x, y key
		dice float64
	}
	var all []bound
	for p, n := range t.both.all() {
		x, y := key(p>>32), key(p)
		d := 2 * float64(n) / float64(t.inA[x]+t.inB[y])
		if n >= leastSeen && d >= least {
			all = append(all, bound{x, y, d})
		}
	}
	slices.SortFunc(all, func(p, q bound) int {
		return cmp.Or(cmp.Compare(q.dice, p.dice), cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y))
	})
	l := &Lexicon{source: map[key][]key{}, target: map[key][]key{}}
	for _, b := range all {
		if len(l.source[b.x]) < answers && len(l.target[b.y]) < answers {
			k := newKey(byLearnt, mixBits(uint64(b.x)<<32|uint64(b.y)))
			l.source[b.x] = append(l.source[b.x], k)
			l.target[b.y] = append(l.target[b.y], k)
		}
	}
	return l
}

// Len is the number of words of the source that the lexicon knows.
func (l *Lexicon) Len() int { return len(l.source) }

// Source is the outline of a source text with what the lexicon knows of its
// words, and Target that of a target text. The outline itself is not changed.
func (l *Lexicon) Source(o Outline, lang string) Outline { return extendOutline(o, lang, l.source) }

// Target is the counterpart of [Lexicon.Source].
func (l *Lexicon) Target(o Outline, lang string) Outline { return extendOutline(o, lang, l.target) }

func extendOutline(o Outline, lang string, words map[key][]key) Outline {
	out := slices.Clone(o)
	for i := range out {
		if g := groupOf(out[i].Kind); g == code || g == tags {
			continue
		}
		keys := slices.Clip(out[i].keys())
		for _, s := range out[i].stems(lang) {
			keys = append(keys, words[s]...)
		}
		out[i].withKeys(keys)
	}
	return out
}

// stemsOf are the distinct words of a text, in lower case, each cut to its first
// runes.
func (r *reader) stemsOf(text string) []key {
	var out []key
	for word := range wordsOf(text) {
		if k, ok := r.stemKey(word); ok {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stemKey is the key of a word's beginning. Words of one or two letters have none.
func (r *reader) stemKey(word string) (key, bool) {
	k := r.stemOf.recall(word, func() key {
		folded := r.words.Fold(word)
		if utf8.RuneCountInString(folded) > 2 {
			return newKey(byWord, hash(firstRunes(folded, stemRunes)))
		}
		return 0
	})
	return k, k != 0
}

// firstRunes is the first n runes of a word.
func firstRunes(word string, n int) string {
	for i := range word {
		if n == 0 {
			return word[:i]
		}
		n--
	}
	return word
}
