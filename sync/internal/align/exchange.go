package align

import (
	"math"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Bounds of sections and items that changed places.
const (
	// mostSections is the number of sections of a side up to which they are compared.
	mostSections = 400
	// leastSection is the least number of segments of a section.
	leastSection = 2
	// leastSectionGain is by how much more sections must score, each aligned as a whole.
	leastSectionGain = 2
	// leastItemGain is by how much more items must score that changed places: of two short
	// ones that answer each other loosely, either may be a little more like a third.
	leastItemGain = 5
)

// exchangePlaces aligns sections, and the items of lists and rows of tables, with those of the
// other side that they have most in common with, where the monotone alignment gave them to
// others: what changed places and is as long as each other leaves nothing alone by which it
// could be seen.
func exchangePlaces(x *index, links []Link, model *Model) []Link {
	g := newGatherer(x, links, model)
	l := &likeness{x: x, newest: clearedTo(&x.newest, len(x.slots)), holders: append(x.holders[:0], holder{})}
	defer func() { x.holders = l.holders }()
	for _, regions := range g.exchanged(l, sectionsOf(x.a, g.ownerA), sectionsOf(x.b, g.ownerB)) {
		g.realign(regions, leastSectionGain)
	}
	for _, list := range g.lists() {
		for _, regions := range g.exchanged(l, single(list.a), single(list.b)) {
			g.realign(append(regions, g.restOf(regions)...), leastItemGain)
		}
	}
	return g.settled()
}

// exchanged are the pairs of sections, or of items, that have most in common with each other
// and are not aligned so, in groups that have to change at once: one takes the place of
// another, or its heading that of one that is aligned.
func (g *gatherer) exchanged(l *likeness, a, b [][]int) (out [][]region) {
	if len(a) < 2 || len(b) < 2 || len(a) > mostSections || len(b) > mostSections {
		return nil
	}
	var pairs []region
	for _, p := range l.likest(a, b) {
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

// restOf pairs in order what links give up for regions, if that is as much on both sides.
func (g *gatherer) restOf(regions []region) (out []region) {
	held, ok := g.heldBy(regions)
	if !ok {
		return nil
	}
	var rest region
	for _, l := range beyond(held, regions) {
		rest.a, rest.b = append(rest.a, l.A...), append(rest.b, l.B...)
	}
	if len(rest.a) != len(rest.b) {
		return nil
	}
	slices.Sort(rest.a)
	slices.Sort(rest.b)
	for k := range rest.a {
		out = append(out, region{rest.a[k : k+1], rest.b[k : k+1]})
	}
	return out
}

// lists are the lists and tables of both sides of which items are linked with each other,
// without what is pinned.
func (g *gatherer) lists() (out []region) {
	listsB := listsOf(g.x.b)
	at := make([]int, len(g.x.b)) // number of the list of each segment, from 1
	for n, places := range listsB {
		for _, j := range places {
			at[j] = n + 1
		}
	}
	free := func(places, owner []int) []int {
		return slices.DeleteFunc(places, func(i int) bool { return owner[i] == pinned })
	}
	for _, places := range listsOf(g.x.a) {
		places = free(places, g.ownerA)
		votes, best := map[int]int{}, 0
		for _, i := range places {
			for _, j := range g.links[g.ownerA[i]].B {
				if votes[at[j]]++; at[j] > 0 && votes[at[j]] > votes[best] {
					best = at[j]
				}
			}
		}
		if best > 0 {
			out = append(out, region{places, free(slices.Clone(listsB[best-1]), g.ownerB)})
		}
	}
	return out
}

// listsOf are the runs of items, and those of rows, of an outline.
func listsOf(o Outline) (out [][]int) {
	for first := 0; first < len(o); {
		last := first
		for last+1 < len(o) && o[last+1].Kind == o[first].Kind {
			last++
		}
		if k := o[first].Kind; last > first && (k == block.ListItem || k == block.TableRow) {
			out = append(out, placesFrom(first, last))
		}
		first = last + 1
	}
	return out
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

// likeness finds what sections and items have in common.
type likeness struct {
	x *index
	// holders are the parts of b that hold a key, each with the place of the one before it,
	// and newest the last of them by the slot of the key.
	holders []holder
	newest  []int32
}

type holder struct{ section, before int32 }

// likest are the sections of both sides that have most in common with each other, as shares
// of what either holds.
func (l *likeness) likest(a, b [][]int) (out [][2]int) {
	shared := clearedTo(&l.x.alike, len(a)*len(b))
	start := int32(len(l.holders)) // what stands before is of other sections
	whole := make([]float64, len(b))
	for n, places := range b {
		whole[n] = l.x.weighTogether(1, places, func(slot int32, _ float64) {
			l.holders = append(l.holders, holder{int32(n), l.newest[slot]})
			l.newest[slot] = int32(len(l.holders)) - 1
		})
	}
	for m, places := range a {
		row := shared[m*len(b) : (m+1)*len(b)]
		own := l.x.weighTogether(0, places, func(slot int32, w float64) {
			for h := l.newest[slot]; h >= start; h = l.holders[h].before {
				row[l.holders[h].section] += w
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
