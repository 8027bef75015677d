package align

import (
	"github.com/xsync-project/xsync/sync/internal/block"
)

// nearRun is the number of segments without a counterpart across which an equal one is known
// by a neighbour that has one.
const nearRun = 4

// matchSameNear matches equal segments that are parted from neighbours that match by some that
// were edited, the nearest first: the head of a table is that of the rows below it, wherever its
// section went. Nothing is looked for beyond the section.
func (v *versions) matchSameNear() {
	standing := placesByDigest(v.a)
	for reach := 2; reach <= nearRun; reach++ {
		for i := range v.a {
			if v.toB[i] == unknown {
				v.matchNear(i, reach, -1, standing)
				v.matchNear(i, reach, 1, standing)
			}
		}
	}
}

// matchNear matches a segment that has its nearest neighbour with a counterpart on one side with
// an equal one on the same side of that, if neither is further from it than reach and nothing lies
// between but what was edited: no title of a section, and nothing that stands in both versions.
func (v *versions) matchNear(i, reach, way int, standing map[block.Digest][]int) {
	at := i + way
	for at >= 0 && at < len(v.a) && v.toB[at] == unknown && v.a[at].Kind != block.Heading && way*(at-i) < reach {
		at += way
	}
	if v.toB[i] != unknown || at < 0 || at >= len(v.a) || v.toB[at] < 0 || way > 0 && v.a[at].Kind == block.Heading {
		return
	}
	isEnd := func(j int) bool { return j < 0 || j >= len(v.b) || v.toA[j] != unknown }
	for n, j := 1, v.toB[at]-way; n <= reach && !isEnd(j); n, j = n+1, j-way {
		isTitle := v.b[j].Kind == block.Heading
		if isTitle && way < 0 { // what follows is of the next section
			return
		}
		if v.a[i].Digest == v.b[j].Digest {
			v.matchPair(i, j)
			return
		}
		if isTitle || standing[v.b[j].Digest] != nil {
			return
		}
	}
}

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
