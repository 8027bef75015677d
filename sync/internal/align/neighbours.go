package align

// matchBetweenNeighbours matches what is similar between two neighbours that stayed
// together: where something moved from one side of it to the other, the chain of what
// keeps the order may part it from its counterpart.
func (v *versions) matchBetweenNeighbours() {
	for _, gap := range gapsBetweenNeighbours(v.toB, v.toA) {
		v.fillGap(gap)
	}
	for _, gap := range gapsBetweenNeighbours(v.toA, v.toB) {
		v.fillGap(region{a: gap.b, b: gap.a})
	}
}

// gapsBetweenNeighbours are the runs of a side that have no counterpart, each with what has
// none between the counterparts of its two neighbours. It is told where the segments of
// both sides have theirs.
func gapsBetweenNeighbours(to, from []int) (out []region) {
	for first := 0; first < len(to); first++ {
		end := first
		for end < len(to) && to[end] == unknown {
			end++
		}
		if end == first {
			continue
		}
		var gap region
		for j := counterpartOf(to, first-1, -1) + 1; j >= 0 && j < counterpartOf(to, end, len(from)); j++ {
			if from[j] == unknown {
				gap.b = append(gap.b, j)
			}
		}
		for i := first; i < end; i++ {
			gap.a = append(gap.a, i)
		}
		if len(gap.b) > 0 && !isLarge(gap) {
			out = append(out, gap)
		}
		first = end
	}
	return out
}

// counterpartOf is the place of the counterpart of a segment, which is negative if there are
// several, or edge beyond the ends of its side.
func counterpartOf(to []int, at, edge int) int {
	if at < 0 || at >= len(to) {
		return edge
	}
	return to[at]
}
