package align

import "slices"

// Dictionary is the lexicon of pairs of words that are known to translate each other. Of a
// word of several, none is counted.
func Dictionary(source, target string, pairs func(yield func(source, target string) bool)) *Lexicon {
	l := &Lexicon{source: map[key][]key{}, target: map[key][]key{}}
	from, to := newReader(source), newReader(target)
	defer from.release()
	defer to.release()
	for a, b := range pairs {
		x, y := from.stemsOf(a), to.stemsOf(b)
		if len(x) == 1 && len(y) == 1 {
			l.bind(x[0], y[0])
		}
	}
	return l
}

// meanings is how many words of the other language a word of a dictionary may have.
const meanings = 6

// bind enters a pair of words.
func (l *Lexicon) bind(x, y key) {
	if len(l.source[x]) >= meanings || len(l.target[y]) >= meanings {
		return
	}
	k := newKey(byLearnt, mixBits(uint64(x)<<32|uint64(y)))
	if slices.Contains(l.source[x], k) {
		return
	}
	l.source[x] = append(l.source[x], k)
	l.target[y] = append(l.target[y], k)
}

// With is a lexicon with what another knows besides; either may be nil.
func (l *Lexicon) With(other *Lexicon) *Lexicon {
	if l == nil || other == nil {
		if l == nil {
			return other
		}
		return l
	}
	return &Lexicon{source: joinWords(l.source, other.source), target: joinWords(l.target, other.target)}
}

func joinWords(a, b map[key][]key) map[key][]key {
	out := make(map[key][]key, len(a)+len(b))
	for k, list := range b {
		out[k] = list
	}
	for k, list := range a {
		out[k] = append(out[k][:len(out[k]):len(out[k])], list...)
	}
	return out
}
