package align

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/lexicon"
)

// Kin is how much two outlines have in common at large, wherever it stands: of
// the distinct keys of either, by weight, the share that the other holds too,
// for the outline of which it is greater. It tells texts about the same things
// from texts that are only built alike.
func Kin(a, b Outline) float64 {
	if !isGlossed(a) || !isGlossed(b) {
		a, b = Plain(a), Plain(b)
	}
	x := newIndex(a, b)
	defer x.release()
	var shared, onlyA, onlyB float64
	for n := range x.slots {
		s := &x.slots[n]
		weight := float64(kinWeight[s.key.class()])
		switch inA, inB := s.in(); {
		case inA && inB:
			shared += weight
		case inA:
			onlyA += weight
		default:
			onlyB += weight
		}
	}
	return max(shared/(shared+onlyA+2), shared/(shared+onlyB+2))
}

var kinWeight = [classes]float32{byWord: 0, byName: 1, byConcept: 1, byCognate: 0, byNumber: 1, byMark: 2}

// Echo is the share of the distinct keys of a text that a segment in the other
// language has too, 0 to 1. It tells whether what the text says stands there.
func Echo(text, segment *Segment) float64 {
	own, all := weighKeys([]*Segment{text})
	other, _ := weighKeys([]*Segment{segment})
	return sharedWeight(own, other) / max(all, 3)
}

// AreKin reports whether the [Echo] of two segments is above 0: they have a key in common that
// has a weight.
func AreKin(text, segment *Segment) bool {
	other := segment.keys()
	return slices.ContainsFunc(text.keys(), func(k key) bool { return kinWeight[k.class()] > 0 && slices.Contains(other, k) })
}

// Says reports whether a segment has a word, given as it is folded, or another one
// with one of its concepts.
func (s *Segment) Says(folded string, concepts []lexicon.Concept) bool {
	if slices.Contains(s.keys(), newKey(byWord, hash(folded))) {
		return true
	}
	for _, c := range concepts {
		if slices.Contains(s.keys(), newKey(byConcept, mixBits(uint64(c)+1))) {
			return true
		}
	}
	return false
}

// Common weighs what two groups of segments in two languages have in common: the
// keys that both hold, and all keys of the group that has fewer of them. Keys of
// words count for nothing, as in [Kin].
func Common(a, b []*Segment) (shared, all float64) {
	own, sum := weighKeys(a)
	other, most := weighKeys(b)
	return sharedWeight(own, other), min(sum, most)
}

// weighKeys are the distinct keys of segments that have a weight, ascending, and the sum of
// their weights.
func weighKeys(o []*Segment) (keys []key, sum float64) {
	for _, s := range o {
		for _, k := range s.keys() {
			if kinWeight[k.class()] > 0 {
				keys = append(keys, k)
			}
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for _, k := range keys {
		sum += float64(kinWeight[k.class()])
	}
	return keys, sum
}

// sharedWeight is the weight of the keys that two lists, ascending, both have.
func sharedWeight(a, b []key) (sum float64) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			sum += float64(kinWeight[a[0].class()])
			a, b = a[1:], b[1:]
		}
	}
	return sum
}
