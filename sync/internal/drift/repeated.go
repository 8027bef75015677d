package drift

import (
	"cmp"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// repeats are the recorded rows of one source and one translation that stand in several
// places, as they were recorded, and the places of the same texts that no row has.
type repeats struct {
	rows []*draft
	free [2][]*draft // of the source, of the target
}

// settleRepeated gives what was recorded of texts that stand in several places, such as the
// first line of a box or a caption, to the places that both sides have between the same
// neighbours. A record does not say which of them were left out of it, so that what was made
// from one could go to the next, and so on through the whole article.
func (e *examination) settleRepeated(drafts []*draft) []*draft {
	times := [2]map[block.Digest]int{countTexts(e.source.Outline), countTexts(e.target.Outline)}
	groups := map[[2]block.Digest]*repeats{}
	var keys [][2]block.Digest
	var others []*draft
	for _, d := range drafts {
		key, ok := e.recordedTexts(d)
		switch {
		case ok && (times[0][key[0]] > 1 || times[1][key[1]] > 1):
			if groups[key] == nil {
				groups[key] = &repeats{}
				keys = append(keys, key)
			}
			groups[key].rows = append(groups[key].rows, d)
		case len(d.source) > 0 && len(d.target) > 0:
			others = append(others, d)
		}
	}
	if len(groups) == 0 || len(others) == 0 {
		return drafts
	}
	slices.SortFunc(others, func(c, d *draft) int { return cmp.Compare(c.source[0], d.source[0]) })
	others = align.Rising(others, func(d *draft) int { return d.target[0] })
	free := [2]map[block.Digest][]*draft{{}, {}}
	for _, d := range drafts {
		for side, o := range e.outlines() {
			if at := d.places(side); d.isFree() && len(at) == 1 {
				free[side][o[at[0]].Digest] = append(free[side][o[at[0]].Digest], d)
			}
		}
	}
	for _, key := range keys {
		g := groups[key]
		g.free = [2][]*draft{free[0][key[0]], free[1][key[1]]}
		g.settle(others)
		g.uncross(others)
	}
	return slices.DeleteFunc(drafts, func(d *draft) bool { return len(d.source)+len(d.target) == 0 })
}

// outlines are those of the source and of the target.
func (e *examination) outlines() [2]align.Outline {
	return [2]align.Outline{e.source.Outline, e.target.Outline}
}

// countTexts counts how often each text stands in an outline.
func countTexts(o align.Outline) map[block.Digest]int {
	out := map[block.Digest]int{}
	for i := range o {
		out[o[i].Digest]++
	}
	return out
}

// recordedTexts are the texts of a row of one source and one translation, if the translation
// and the source, where it is there, stand as they were recorded.
func (e *examination) recordedTexts(d *draft) (texts [2]block.Digest, ok bool) {
	if len(d.base) != 1 || len(d.made) != 1 || len(d.target) != 1 || len(d.source) > 1 || e.base.Made[d.made[0]].Edited {
		return texts, false
	}
	texts = [2]block.Digest{e.base.Outline[d.base[0]].Digest, e.target.Outline[d.target[0]].Digest}
	return texts, len(d.source) == 0 || e.source.Outline[d.source[0]].Digest == texts[0]
}

// settle gives rows that are not in their place, between the same ones of other rows in order
// on both sides, places that are. What is left goes to the others in order.
func (g *repeats) settle(others []*draft) {
	var astray []*draft
	places := [2][]int{placesOfSide(g.free[0], 0), placesOfSide(g.free[1], 1)}
	for _, d := range g.rows {
		if len(d.source) == 0 || rankOf(others, 0, d.source[0]) != rankOf(others, 1, d.target[0]) {
			astray = append(astray, d)
		}
	}
	for side := range places {
		places[side] = append(places[side], placesOfSide(astray, side)...)
		slices.Sort(places[side])
	}
	pairs := pairInPlace(places, others, len(astray))
	if len(pairs) == 0 {
		return
	}
	for _, p := range pairs {
		for side := range places {
			places[side] = slices.DeleteFunc(places[side], func(at int) bool { return at == p[side] })
		}
	}
	take := func(side int) (out []int) {
		n := min(1, len(places[side]))
		out, places[side] = places[side][:n:n], places[side][n:]
		return out
	}
	for k, d := range astray {
		if k < len(pairs) {
			d.source, d.target = []int{pairs[k][0]}, []int{pairs[k][1]}
		} else {
			d.source, d.target = take(0), take(1)
		}
	}
	for _, d := range g.free[0] {
		d.source = take(0)
	}
	for _, d := range g.free[1] {
		d.target = take(1)
	}
}

// uncross pairs the rows between the same ones of other rows in order: they all say the same.
func (g *repeats) uncross(others []*draft) {
	byRank := map[int][]*draft{}
	for _, d := range g.rows {
		if len(d.source) == 1 && len(d.target) == 1 {
			if n := rankOf(others, 0, d.source[0]); n == rankOf(others, 1, d.target[0]) {
				byRank[n] = append(byRank[n], d)
			}
		}
	}
	for _, rows := range byRank {
		from, to := placesOfSide(rows, 0), placesOfSide(rows, 1)
		slices.Sort(from)
		slices.Sort(to)
		for k, d := range rows {
			d.source, d.target = from[k:k+1:k+1], to[k:k+1:k+1]
		}
	}
}

// rankOf is the number of rows in order that begin before a place of a side.
func rankOf(rows []*draft, side, at int) int {
	n, _ := slices.BinarySearchFunc(rows, at, func(d *draft, at int) int { return cmp.Compare(d.places(side)[0], at) })
	return n
}

// places are those of a draft on a side, 0 being the source.
func (d *draft) places(side int) []int {
	if side == 0 {
		return d.source
	}
	return d.target
}

// placesOfSide are the places of drafts on a side.
func placesOfSide(drafts []*draft, side int) (out []int) {
	for _, d := range drafts {
		out = append(out, d.places(side)...)
	}
	return out
}

// pairInPlace pairs ascending places of the two sides that have the same rank among others, in
// order, and no more than most.
func pairInPlace(places [2][]int, others []*draft, most int) (pairs [][2]int) {
	for i, j := 0, 0; i < len(places[0]) && j < len(places[1]) && len(pairs) < most; {
		switch c := cmp.Compare(rankOf(others, 0, places[0][i]), rankOf(others, 1, places[1][j])); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			pairs = append(pairs, [2]int{places[0][i], places[1][j]})
			i, j = i+1, j+1
		}
	}
	return pairs
}
