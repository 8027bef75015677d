package align

import (
	"github.com/xsync-project/xsync/sync/internal/block"
)

// reheadMoved gives headings back to what stands below them. Where sections changed places,
// the path easily takes the headings that stand in the same place for a pair; it leaves the
// heading alone that belongs to the moved section.
func reheadMoved(x *index, links []Link) []Link {
	g := newGatherer(x, links, nil)
	for k := range g.links {
		l := g.links[k]
		if len(l.A) != 1 || len(l.B) != 1 || !g.isBareHeading(l) {
			continue
		}
		b, below := g.headOf(0, l.A[0])
		a, above := g.headOf(1, l.B[0])
		if !below && !above {
			continue
		}
		first, second := Link{A: l.A, Confidence: l.Confidence}, Link{B: l.B, Confidence: l.Confidence}
		if below {
			first.B, first.Moved = []int{b}, true
		}
		if above {
			second.A, second.Moved = []int{a}, true
		}
		g.links[k] = Link{}
		g.replaceLinks(first)
		g.replaceLinks(second)
	}
	return g.settled()
}

// isBareHeading reports whether a pair is one of headings that have nothing in common.
func (g *gatherer) isBareHeading(l Link) bool {
	a, b := &g.x.a[l.A[0]], &g.x.b[l.B[0]]
	return a.Kind == block.Heading && b.Kind == block.Heading && (a.ID == "" || a.ID != b.ID) && g.x.sharedKeys(0, l.A[0], l.B) == 0
}

// headOf is the heading that stands alone on the other side above the counterpart of what
// follows a heading.
func (g *gatherer) headOf(side, at int) (head int, ok bool) {
	owner, from, to := g.owner(side), g.side(side), g.side(1-side)
	next := at + 1
	if next >= len(owner) || owner[next] == pinned || from[next].Kind == block.Heading && from[next].Level <= from[at].Level {
		return 0, false
	}
	_, other := g.links[owner[next]].sides(side)
	if len(other) == 0 {
		return 0, false
	}
	head = other[0] - 1
	return head, head >= 0 && to[head].Kind == block.Heading && to[head].Level == from[at].Level && g.standsAlone(g.owner(1-side), head)
}
