package align

import (
	"cmp"
	"maps"
	"slices"
)

// Bounds of a run of segments that moved together.
const (
	// movedRun is the number of moved links in order from which they are a run.
	movedRun = 3
	// runStep is how many segments of a side stand between two links of a run at most.
	runStep = 6
	// leastRunGain is by how much more a run must score when it is aligned as a whole.
	leastRunGain = 2
)

// realignRuns aligns once more what moved together, and what stands around it between the
// same headings. The monotone alignment gives some of its segments to what stands in its
// place, and they are never free for [reuniteMoved] and [alignBesideMoved] to find.
func realignRuns(x *index, links []Link, model *Model) []Link {
	g := newGatherer(x, links, model)
	for _, run := range movedRuns(links) {
		if !g.realign([]region{g.sectionOf(run)}, leastRunGain) {
			g.realign([]region{g.widened(run)}, leastRunGain)
		}
	}
	return g.settled()
}

// span is a range of segments on both sides, ends included, and the number of links that
// moved in it.
type span struct{ firstA, lastA, firstB, lastB, links int }

// movedRuns are the ranges over which links that moved stand in one order, those of most
// links first.
func movedRuns(links []Link) (out []span) {
	moved := slices.DeleteFunc(slices.Clone(links), func(l Link) bool { return !l.Moved || len(l.A) == 0 || len(l.B) == 0 })
	slices.SortFunc(moved, func(p, q Link) int { return cmp.Compare(p.A[0], q.A[0]) })
	for len(moved) > 0 {
		run := span{moved[0].A[0], moved[0].A[0], moved[0].B[0], moved[0].B[0], 0}
		moved = slices.DeleteFunc(moved, run.take)
		if run.links >= movedRun {
			out = append(out, run)
		}
	}
	slices.SortStableFunc(out, func(p, q span) int { return cmp.Compare(q.links, p.links) })
	return out
}

// take takes a link into a range if it follows that on both sides within a few segments.
func (s *span) take(l Link) bool {
	follows := l.A[0] > s.lastA && l.A[0]-s.lastA <= runStep && l.B[0] > s.lastB && l.B[0]-s.lastB <= runStep
	if s.links > 0 && !follows {
		return false
	}
	s.lastA, s.lastB = l.A[len(l.A)-1], l.B[len(l.B)-1]
	s.links++
	return true
}

// widened are the segments of a range with what stands alone around it.
func (g *gatherer) widened(s span) region {
	return region{
		placesFrom(s.firstA-len(g.loneRun(g.ownerA, s.firstA-1, -1, besideRun)), s.lastA+len(g.loneRun(g.ownerA, s.lastA+1, 1, besideRun))),
		placesFrom(s.firstB-len(g.loneRun(g.ownerB, s.firstB-1, -1, besideRun)), s.lastB+len(g.loneRun(g.ownerB, s.lastB+1, 1, besideRun))),
	}
}

// sectionOf are the segments of a range with all that stands between the same headings.
func (g *gatherer) sectionOf(s span) region {
	return region{placesFrom(between(g.x.a, s.firstA, s.lastA)), placesFrom(between(g.x.b, s.firstB, s.lastB))}
}

// between is a range of segments with those around it, up to headings.
func between(o Outline, first, last int) (from, to int) {
	for from = first; from > 0 && groupOf(o[from-1].Kind) != headings && first-from < besideRun; from-- {
	}
	for to = last; to+1 < len(o) && groupOf(o[to+1].Kind) != headings && to-last < besideRun; to++ {
	}
	return from, to
}

// placesFrom are the places from one to another.
func placesFrom(first, last int) []int {
	out := make([]int, 0, last-first+1)
	for at := first; at <= last; at++ {
		out = append(out, at)
	}
	return out
}

// realign aligns the two sides of each of some regions with each other alone, if that scores
// by so much more than the links that hold them, as a logarithm of odds. What these links
// reach beyond the regions is left alone.
func (g *gatherer) realign(regions []region, least float64) bool {
	held, ok := g.heldBy(regions)
	if !ok {
		return false
	}
	r := &reclaimer{x: g.x, model: g.model.withoutSentenceCounts()}
	gain := -least
	for _, l := range held {
		gain -= r.score(l.A, l.B)
	}
	found := beyond(held, regions)
	for _, in := range regions {
		found = append(found, solveRegion(g.x, in, g.model)...)
	}
	for _, l := range found {
		gain += r.score(l.A, l.B)
	}
	if gain < 0 {
		return false
	}
	for _, l := range found {
		l.Moved = len(l.A) > 0 && len(l.B) > 0
		g.replaceLinks(l)
	}
	return true
}

// heldBy are the links that hold the segments of regions, if none is pinned.
func (g *gatherer) heldBy(regions []region) (links []Link, ok bool) {
	held := map[int]bool{}
	for _, r := range regions {
		for _, i := range r.a {
			held[g.ownerA[i]] = true
		}
		for _, j := range r.b {
			held[g.ownerB[j]] = true
		}
	}
	for _, k := range slices.Sorted(maps.Keys(held)) {
		if k == pinned {
			return nil, false
		}
		links = append(links, g.links[k])
	}
	return links, true
}

// beyond are the segments of links that are in no region, each by itself.
func beyond(links []Link, regions []region) (out []Link) {
	inA, inB := map[int]bool{}, map[int]bool{}
	for _, r := range regions {
		for _, i := range r.a {
			inA[i] = true
		}
		for _, j := range r.b {
			inB[j] = true
		}
	}
	for _, l := range links {
		rest := region{
			slices.DeleteFunc(slices.Clone(l.A), func(i int) bool { return inA[i] }),
			slices.DeleteFunc(slices.Clone(l.B), func(j int) bool { return inB[j] }),
		}
		for _, alone := range loneLinks(rest) {
			alone.Confidence = besideSure
			out = append(out, alone)
		}
	}
	return out
}
