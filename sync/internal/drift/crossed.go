package drift

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// uncrossRewritten pairs two neighbours of a kind in their order, where one was written
// anew on both sides, the other is new on both sides, and what was written anew went to the
// wrong one: old and new share no words that could tell which of the two it became.
func (e *examination) uncrossRewritten(drafts []*draft) []*draft {
	lost, added := map[int]*draft{}, map[int]*draft{}
	for _, d := range drafts {
		switch {
		case !d.isFree():
		case len(d.source) == 1:
			lost[d.source[0]] = d
		case len(d.target) == 1:
			added[d.target[0]] = d
		}
	}
	gone := map[*draft]bool{}
	for _, d := range drafts {
		if len(lost) == 0 || len(added) == 0 || !e.isWrittenAnew(d) {
			continue
		}
		for _, step := range []int{-1, 1} {
			m, x := lost[d.source[0]+step], added[d.target[0]-step]
			if m == nil || x == nil || gone[x] || len(m.target) > 0 {
				continue
			}
			if sure := e.sureInOrder(m.source[0], d.source[0], d.target[0], x.target[0]); sure >= plausible {
				m.target, d.target, m.confidence = d.target, x.target, sure
				gone[x] = true
				break
			}
		}
	}
	return slices.DeleteFunc(drafts, func(d *draft) bool { return gone[d] })
}

// isWrittenAnew reports whether one segment stands for one, and neither as it was recorded.
func (e *examination) isWrittenAnew(d *draft) bool {
	return d.known && len(d.source) == 1 && len(d.target) == 1 && len(d.base) > 0 && len(d.made) > 0 && e.isRewritten(d) && e.isEdited(d)
}

// sureInOrder is how sure two segments of a kind and two of the translation are, by themselves,
// two pairs in one order, 0 if they are not.
func (e *examination) sureInOrder(i, k, j, l int) float64 {
	s, t := pickOutline(e.source.Outline, []int{min(i, k), max(i, k)}), pickOutline(e.target.Outline, []int{min(j, l), max(j, l)})
	if s[0].Kind != s[1].Kind || s[0].Level != s[1].Level {
		return 0
	}
	sure := 1.0
	for _, l := range align.Across(s, t, nil) {
		if l.Moved || !slices.Equal(l.A, l.B) {
			return 0
		}
		sure = min(sure, l.Confidence)
	}
	return sure
}

// partKinds takes apart what went from a list into a table, or back, while another text was
// written in the place that its translation had: the two stand where they have nothing to do
// with each other.
func (e *examination) partKinds(drafts []*draft) []*draft {
	isRow := func(o align.Outline, which []int) bool { return len(which) == 1 && o[which[0]].Kind == block.TableRow }
	for _, d := range drafts {
		if !d.known || len(d.source) != 1 || len(d.target) != 1 || len(d.base) != 1 || len(d.made) == 0 || !e.isEdited(d) {
			continue
		}
		if inTable := isRow(e.target.Outline, d.target); inTable != isRow(e.source.Outline, d.source) && inTable == isRow(e.base.Outline, d.base) {
			drafts = append(drafts, &draft{source: d.source})
			d.source = nil
		}
	}
	return drafts
}
