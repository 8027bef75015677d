package align

import (
	"math"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

const (
	// leastItems is the number of items from which a list can be told by the signs that
	// part what a sentence counts up.
	leastItems = 3
	// likelyNeighbour is the least confidence of the links around a list that was recast.
	likelyNeighbour = 0.5
)

// recastLists joins a list, and the line that introduces it, with the one paragraph of
// the other side that stands in its place, if that counts up as many things in as many
// words. Short items share no key with it in most cases.
// It is told the pins that keep the order.
func recastLists(x *index, links, pins []Link, model *Model) []Link {
	g := newGatherer(x, links, model)
	pinsA, pinsB := ownersOf(pins, len(x.a), len(x.b))
	sides := []recast{
		{many: x.a, others: x.b, pins: pins, pinOf: pinsA, source: true},
		{many: x.b, others: x.a, pins: pins, pinOf: pinsB},
	}
	for _, r := range sides {
		for from := 0; from < len(r.many); from++ {
			to := from
			for to < len(r.many) && r.many[to].Kind == block.ListItem {
				to++
			}
			if n := to - from; n >= leastItems && n <= longRun {
				g.recastList(r, from, to)
			}
			from = max(from, to)
		}
	}
	return g.settled()
}

// recast is a run of segments on one side, the source or the translation.
type recast struct {
	many, others []Segment
	from, to     int
	items        int
	pins         []Link
	pinOf        []int // pin of each segment of the side, see [ownersOf]
	source       bool
}

// recastList joins a list with the paragraph that stands in its place, if there is one.
func (g *gatherer) recastList(r recast, from, to int) {
	r.from, r.to, r.items = from, to, to-from
	if line := from - 1; line >= 0 && r.many[line].introduces() {
		r.from = line
		if g.joinRecast(r) {
			return
		}
		r.from = from
	}
	g.joinRecast(r)
}

// joinRecast joins a whole run of segments with the one paragraph between the
// counterparts of their neighbours.
func (g *gatherer) joinRecast(r recast) bool {
	before, sureBefore := g.borderOf(r, r.from-1, -1)
	after, sureAfter := g.borderOf(r, r.to, len(r.others))
	whole := before + 1
	if !sureBefore || !sureAfter || after != whole+1 || !g.standsFor(r, whole) {
		return false
	}
	run := make([]int, 0, r.to-r.from)
	for at := r.from; at < r.to; at++ {
		run = append(run, at)
	}
	o := &offer{a: run, b: []int{whole}, link: -1}
	if !r.source {
		o.a, o.b = o.b, o.a
	}
	if !g.joinable(o.a, o.b) {
		return false
	}
	if g.measureOffer(o); math.Abs(o.off) >= tooLong {
		return false
	}
	g.takeOffer(o)
	return true
}

// borderOf is the place on the other side that a run borders on, by the link of the
// segment beside it, and whether that is sure; edge is that of the end of a side.
func (g *gatherer) borderOf(r recast, at, edge int) (place int, sure bool) {
	if at < 0 || at >= len(r.many) {
		return edge, true
	}
	var l Link
	switch own := g.ownersOf(r)[at]; {
	case own != pinned:
		l = g.links[own]
	case r.pinOf[at] != pinned:
		l = r.pins[r.pinOf[at]]
	}
	_, other := r.sidesOf(l)
	if l.Moved || len(other) == 0 || l.Confidence < likelyNeighbour {
		return 0, false
	}
	if at < r.from {
		return other[len(other)-1], true
	}
	return other[0], true
}

// ownersOf are the owners of the segments of the side of a run.
func (g *gatherer) ownersOf(r recast) []int {
	if r.source {
		return g.ownerA
	}
	return g.ownerB
}

// sidesOf are the segments of a link on the side of a run, and the others.
func (r recast) sidesOf(l Link) (own, other []int) {
	if r.source {
		return l.A, l.B
	}
	return l.B, l.A
}

// standsFor reports whether a segment is a paragraph that counts up as many things as a
// run has items, and is linked with nothing else, as nothing of the run is.
func (g *gatherer) standsFor(r recast, whole int) bool {
	owner := g.ownerB
	if !r.source {
		owner = g.ownerA
	}
	s := &r.others[whole]
	if owner[whole] == pinned || s.Kind != block.Paragraph || s.introduces() || countSeparators(s.Text) < r.items-2 {
		return false
	}
	if own, _ := r.sidesOf(g.links[owner[whole]]); slices.ContainsFunc(own, func(at int) bool { return at < r.from || at >= r.to }) {
		return false
	}
	for _, own := range g.ownersOf(r)[r.from:r.to] {
		if own == pinned {
			return false
		}
		if _, other := r.sidesOf(g.links[own]); slices.ContainsFunc(other, func(at int) bool { return at != whole }) {
			return false
		}
	}
	return true
}

// countSeparators counts the signs that part what a sentence counts up.
func countSeparators(text string) int {
	n := 0
	for _, u := range text {
		if strings.ContainsRune(",;،؛、，；", u) {
			n++
		}
	}
	return n
}
