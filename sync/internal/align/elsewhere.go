package align

import (
	"cmp"
	"slices"
)

// matchElsewhere matches what was moved and edited, or moved and cut or joined.
func (v *versions) matchElsewhere() {
	v.joinedElsewhere()
	type candidate struct {
		i, j int
		sim  float64
	}
	var restA, restB []int
	for i, j := range v.toB {
		if j == unknown {
			restA = append(restA, i)
		}
	}
	for j, i := range v.toA {
		if i == unknown {
			restB = append(restB, j)
		}
	}
	alike := v.likeSegments(single(restA), single(restB))
	var found []candidate
	for k, i := range restA {
		for _, l := range alike(k) {
			j := restB[l]
			if s := v.similarityOf(i, j); s >= v.boundElsewhere(i, j) && groupOf(v.a[i].Kind) == groupOf(v.b[j].Kind) {
				found = append(found, candidate{i, j, s})
			}
		}
	}
	slices.SortStableFunc(found, func(p, q candidate) int { return cmp.Compare(q.sim, p.sim) })
	for again := len(found) > 0; again; {
		again = false
		for _, c := range found {
			if v.toB[c.i] == unknown && v.toA[c.j] == unknown && (v.isBesideMatch(c.i, c.j) || !v.isRepeated(c.i, c.j)) {
				v.matchPair(c.i, c.j)
				again = true // what stands beside it may go with it
			}
		}
	}
}

// isBesideMatch reports whether two segments stand on the same side of two that match.
func (v *versions) isBesideMatch(i, j int) bool {
	return i > 0 && j > 0 && v.toB[i-1] == j-1 || i+1 < len(v.a) && j+1 < len(v.b) && v.toB[i+1] == j+1
}

// isRepeated reports whether the words of one of two segments stand in several places of its
// version, so that the one here may have been deleted and the one there written. What has no
// words, and a tag, is the same wherever it stands; and a sentence that is said as often as
// before has moved.
func (v *versions) isRepeated(i, j int) bool {
	if len(v.tokensA(i)) == 0 || groupOf(v.a[i].Kind) == tags {
		return false
	}
	if v.times == nil {
		v.times = &[2]map[string]int{{}, {}}
		for k := range v.a {
			v.times[0][wordsKey(v.tokensA(k), v.a[k].Kind)]++
		}
		for k := range v.b {
			v.times[1][wordsKey(v.tokensB(k), v.b[k].Kind)]++
		}
	}
	from, to := wordsKey(v.tokensA(i), v.a[i].Kind), wordsKey(v.tokensB(j), v.b[j].Kind)
	then, now := v.times[0][from], v.times[1][to]
	return (then > 1 || now > 1) && (from != to || then != now || len(v.tokensA(i)) < movable)
}

// joinedElsewhere matches two neighbours that became one in another place, and
// one that became two.
func (v *versions) joinedElsewhere() {
	free := func(to []int) (out [][]int) {
		for i := range to {
			if to[i] == unknown {
				out = append(out, []int{i})
				if i+1 < len(to) && to[i+1] == unknown {
					out = append(out, []int{i, i + 1})
				}
			}
		}
		return out
	}
	listA, listB := free(v.toB), free(v.toA)
	alike := v.likeSegments(listA, listB)
	for k, a := range listA {
		for _, l := range alike(k) {
			b := listB[l]
			if len(a) != len(b) && v.areUnmatched(a, b) && v.worthOf(a, b) > 0 {
				v.takeLink(a, b)
			}
		}
	}
}

func (v *versions) areUnmatched(a, b []int) bool {
	taken := func(to []int) func(int) bool { return func(i int) bool { return to[i] != unknown } }
	return !slices.ContainsFunc(a, taken(v.toB)) && !slices.ContainsFunc(b, taken(v.toA))
}

// boundElsewhere is the similarity that two segments in different places need.
func (v *versions) boundElsewhere(i, j int) float64 {
	switch n := min(len(v.tokensA(i)), len(v.tokensB(j))); {
	case n >= containable && v.isWithin(i, j):
		return similarContained
	case n < movable:
		return 1
	}
	return similarElsewhere
}

// isWithin reports whether all words of one of two segments stand in the other, in their
// order, and make up half of it.
func (v *versions) isWithin(i, j int) bool {
	a, b := v.tokensA(i), v.tokensB(j)
	least, most := min(weightOf(a), weightOf(b)), max(weightOf(a), weightOf(b))
	return 2*least >= most && max(len(a), len(b)) <= lcsWords && commonBag(a, b) == least && commonRun(a, b) == least
}

// markMoved flags the links that are not in the longest chain that keeps the
// order.
func markMoved(links []Link) {
	var both []*Link
	slices.SortStableFunc(links, func(p, q Link) int {
		if len(p.A) == 0 || len(q.A) == 0 {
			return cmp.Compare(len(q.A), len(p.A))
		}
		return cmp.Compare(p.A[0], q.A[0])
	})
	for k := range links {
		l := &links[k]
		if l.Moved = len(l.A) > 0 && len(l.B) > 0; l.Moved {
			both = append(both, l)
		}
	}
	for _, l := range Rising(both, func(l *Link) int { return l.B[0] }) {
		l.Moved = false
	}
}
