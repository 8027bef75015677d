package align

import (
	"math"
	"slices"
)

// Bounds of sections that changed places.
const (
	// mostSections is the number of sections of a side up to which they are compared.
	mostSections = 400
	// leastSection is the least number of segments of a section.
	leastSection = 2
)

// exchangeSections aligns sections with those of the other side that they have most in
// common with, where the monotone alignment gave them to others: sections that changed places
// and are as long as each other leave nothing alone by which it could be seen.
func exchangeSections(x *index, links []Link, model *Model) []Link {
	g := newGatherer(x, links, model)
	for _, regions := range g.exchanged() {
		g.realign(regions)
	}
	return g.settled()
}

// exchanged are the pairs of sections that have most in common with each other and are not
// aligned so, in groups that have to change at once: a section takes the place of another,
// or its heading that of one that is aligned.
func (g *gatherer) exchanged() (out [][]region) {
	a, b := sectionsOf(g.x.a, g.ownerA), sectionsOf(g.x.b, g.ownerB)
	if len(a) < 2 || len(b) < 2 || len(a) > mostSections || len(b) > mostSections {
		return nil
	}
	var pairs []region
	for _, p := range g.likest(a, b) {
		pairs = append(pairs, region{a[p[0]], b[p[1]]})
	}
	for {
		first := slices.IndexFunc(pairs, func(r region) bool { return !g.aligned(r) })
		if first < 0 {
			return out
		}
		group := []region{pairs[first]}
		pairs = slices.Delete(pairs, first, first+1)
		for n := 0; n < len(group); n++ {
			held, _ := g.heldBy(group[n : n+1])
			pairs = slices.DeleteFunc(pairs, func(r region) bool {
				touched := slices.ContainsFunc(held, func(l Link) bool { return touches(l, r) })
				if touched {
					group = append(group, r)
				}
				return touched
			})
		}
		out = append(out, group)
	}
}

// touches reports whether a link holds a segment of a region, which is one stretch on
// either side.
func touches(l Link, r region) bool {
	within := func(at int, places []int) bool { return at >= places[0] && at <= places[len(places)-1] }
	return slices.ContainsFunc(l.A, func(i int) bool { return within(i, r.a) }) ||
		slices.ContainsFunc(l.B, func(j int) bool { return within(j, r.b) })
}

// sectionsOf are the segments of an outline from each heading up to the next, where none of
// them is pinned.
func sectionsOf(o Outline, owner []int) (out [][]int) {
	first := 0
	for at := 1; at <= len(o); at++ {
		if at < len(o) && groupOf(o[at].Kind) != headings {
			continue
		}
		if at-first >= leastSection && !slices.Contains(owner[first:at], pinned) {
			out = append(out, placesFrom(first, at-1))
		}
		first = at
	}
	return out
}

// likest are the sections of both sides that have most in common with each other, as shares
// of what either holds.
func (g *gatherer) likest(a, b [][]int) (out [][2]int) {
	shared := make([]float64, len(a)*len(b))
	type holder struct{ section, before int32 }
	holders := make([]holder, 1) // sections of b that hold a key, each with the place of the one before it
	newest := make([]int32, len(g.x.slots))
	whole := make([]float64, len(b))
	for n, places := range b {
		whole[n] = g.x.weighTogether(1, places, func(slot int32, _ float64) {
			holders = append(holders, holder{int32(n), newest[slot]})
			newest[slot] = int32(len(holders)) - 1
		})
	}
	for m, places := range a {
		row := shared[m*len(b) : (m+1)*len(b)]
		own := g.x.weighTogether(0, places, func(slot int32, w float64) {
			for h := newest[slot]; h > 0; h = holders[h].before {
				row[holders[h].section] += w
			}
		})
		for n := range row {
			row[n] /= math.Sqrt(own*whole[n]) + 1
		}
	}
	for m := range a {
		n := 0
		for k := range b {
			if shared[m*len(b)+k] > shared[m*len(b)+n] {
				n = k
			}
		}
		best := shared[m*len(b)+n]
		isBest := best > 0
		for k := range a {
			isBest = isBest && shared[k*len(b)+n] <= best
		}
		if isBest {
			out = append(out, [2]int{m, n})
		}
	}
	return out
}

// aligned reports whether most of what is linked of either section is linked with the other.
func (g *gatherer) aligned(r region) bool {
	within, elsewhere := 0, 0
	count := func(l Link) {
		if len(l.A) == 0 || len(l.B) == 0 {
			return
		}
		if l.A[0] >= r.a[0] && l.A[0] <= r.a[len(r.a)-1] && l.B[0] >= r.b[0] && l.B[0] <= r.b[len(r.b)-1] {
			within++
		} else {
			elsewhere++
		}
	}
	for _, i := range r.a {
		count(g.links[g.ownerA[i]])
	}
	for _, j := range r.b {
		count(g.links[g.ownerB[j]])
	}
	return within >= elsewhere
}
