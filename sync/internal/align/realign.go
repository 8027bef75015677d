package align

import (
	"maps"
	"slices"
)

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
func (g *gatherer) realign(regions []region, least float64) {
	held, ok := g.heldBy(regions)
	if !ok {
		return
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
		return
	}
	for _, l := range found {
		l.Moved = len(l.A) > 0 && len(l.B) > 0
		g.replaceLinks(l)
	}
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
