package drift

import (
	"cmp"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// arrangeDrafts sorts the drafts as the source goes and flags what crosses.
func (e *examination) arrangeDrafts(drafts []*draft) {
	after := make([]int, len(e.target.Outline)) // source place that a target segment follows
	for j := range after {
		after[j] = -1
	}
	var both []*draft
	for _, d := range drafts {
		if len(d.source) > 0 && len(d.target) > 0 {
			both = append(both, d)
			for _, j := range d.target {
				after[j] = d.source[0]
			}
		}
	}
	for j := 1; j < len(after); j++ {
		if after[j] < 0 {
			after[j] = after[j-1]
		}
	}
	rank := func(d *draft) (int, int) {
		if len(d.source) > 0 {
			return d.source[0], -1
		}
		return after[d.target[0]], d.target[0]
	}
	slices.SortStableFunc(drafts, func(p, q *draft) int {
		pa, pb := rank(p)
		qa, qb := rank(q)
		return cmp.Or(cmp.Compare(pa, qa), cmp.Compare(pb, qb))
	})
	if !e.source.Keyed { // messages have no order
		e.flagMoved(both)
	}
}

// flagMoved flags the drafts outside the longest chain that keeps the order.
// Footnotes and link definitions have no order: a file may keep them anywhere.
func (e *examination) flagMoved(both []*draft) {
	both = slices.DeleteFunc(both, func(d *draft) bool {
		kind := e.source.Outline[d.source[0]].Kind
		return kind == block.Footnote || kind == block.LinkDefinition
	})
	slices.SortStableFunc(both, func(p, q *draft) int { return cmp.Compare(p.source[0], q.source[0]) })
	for _, d := range both {
		d.moved = true
	}
	for _, d := range align.Rising(both, func(d *draft) int { return d.target[0] }) {
		d.moved = false
	}
}

// learnLevels learns by how much most of the target's headings are deeper; by nothing if as
// many are not.
func (e *examination) learnLevels(drafts []*draft) {
	shifts := map[int]int{}
	for _, d := range drafts {
		if len(d.source) != 1 || len(d.target) != 1 {
			continue
		}
		s, t := &e.source.Outline[d.source[0]], &e.target.Outline[d.target[0]]
		if s.Kind == block.Heading && t.Kind == block.Heading {
			shifts[t.Level-s.Level]++
		}
	}
	for shift, n := range shifts {
		if n > shifts[e.shift] || n == shifts[e.shift] && e.shift != 0 && (shift == 0 || shift < e.shift) {
			e.shift = shift
		}
	}
}

// lengthRatio is how many runes of the target there are for a rune of the source, in
// the prose that belongs together.
func (e *examination) lengthRatio(drafts []*draft) float64 {
	const before = 2000 // runes of equal length that were read before
	source, target := float64(before), float64(before)
	for _, d := range drafts {
		if len(d.source) != 1 || len(d.target) != 1 || !isRunning(e.source.Outline[d.source[0]].Kind) {
			continue
		}
		source += float64(e.source.Outline[d.source[0]].Length())
		target += float64(e.target.Outline[d.target[0]].Length())
	}
	return target / source
}
