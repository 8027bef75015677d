package align

import (
	"cmp"
	"slices"
)

// Bounds of the search for like segments among many.
const (
	// lookedUp is the number of words of a segment, the rarest first, by which
	// like ones are looked up.
	lookedUp = 8
	// fewest is the number of places that are looked at for each of these words.
	fewest = 16
	// likeliest is the number of segments that are then compared.
	likeliest = 8
)

// likeSegments returns, for lists of segments or of neighbouring segments on each side, which
// of b may be like the one at k in a, ascending: all of them if they are few, else
// those that share the most of the rare words of a, so that the time grows with the
// number of segments and not with its square.
func (v *versions) likeSegments(a, b [][]int) func(k int) []int {
	if len(a)*len(b) <= comparable {
		all := make([]int, len(b))
		for l := range all {
			all[l] = l
		}
		return func(int) []int { return all }
	}
	at := map[uint32][]int{}
	for l, segments := range b {
		_, words := v.joinedTokens(nil, segments)
		for _, w := range distinctWords(words) {
			at[w] = append(at[w], l)
		}
	}
	return func(k int) []int {
		words, _ := v.joinedTokens(a[k], nil)
		return likeliestOf(distinctWords(words), at)
	}
}

// likeliestOf are the places, ascending, that share the most of the rarest of some
// words.
func likeliestOf(words []uint32, at map[uint32][]int) []int {
	words = slices.DeleteFunc(words, func(w uint32) bool { return len(at[w]) == 0 })
	slices.SortStableFunc(words, func(p, q uint32) int { return cmp.Compare(len(at[p]), len(at[q])) })
	votes := map[int]int{}
	var found []int
	for _, w := range words[:min(lookedUp, len(words))] {
		for _, l := range at[w][:min(fewest, len(at[w]))] {
			if votes[l]++; votes[l] == 1 {
				found = append(found, l)
			}
		}
	}
	slices.SortStableFunc(found, func(p, q int) int { return cmp.Compare(votes[q], votes[p]) })
	found = found[:min(likeliest, len(found))]
	slices.Sort(found)
	return found
}

// distinctWords are the hashes of words, each once, in their order.
func distinctWords(words []token) []uint32 {
	seen := make(map[uint32]bool, len(words))
	var out []uint32
	for _, w := range words {
		if !seen[w.hash] {
			seen[w.hash] = true
			out = append(out, w.hash)
		}
	}
	return out
}

// single makes a list of one of each segment.
func single(list []int) [][]int {
	out := make([][]int, len(list))
	for k := range list {
		out[k] = list[k : k+1]
	}
	return out
}
