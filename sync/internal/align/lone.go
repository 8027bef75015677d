package align

import (
	"math"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// What tells whether a segment that the alignment left alone has no counterpart
// indeed. Each has a weight in [Calibration].
const (
	loneProse    = iota // what kind of segment it is
	loneItem            // a list item
	loneHeading         // a heading
	loneOther           // a table row, code, a tag or a title
	lonePath            // what the alignment says of it, as the logarithm of the odds
	loneSlack           // by how much the neighbours' counterparts are too long, of its length
	loneEcho            // the share of its keys that the neighbours' counterparts have
	loneOpposite        // segments of the other side stand alone in the same place
	loneMove            // how well another lone segment fits
	loneLength          // the logarithm of its length
	numLone
)

// Lone is what is known of a segment without a counterpart.
type Lone [numLone]float64

// Calibration holds the weights of what is known of segments without counterparts:
// the logarithm of the odds that there is none is their weighted sum (Platt 1999).
type Calibration [numLone]float64

// Probability is that of a segment having no counterpart.
func (c *Calibration) Probability(l *Lone) float64 {
	sum := 0.0
	for k, v := range l {
		sum += c[k] * v
	}
	return 1 / (1 + math.Exp(-sum))
}

// Alone is an alignment as [Across] makes it, with what is known of the links that
// have one side; the places are those of the links. It is what a calibration is
// learnt from.
func Alone(a, b Outline) ([]Link, map[int]Lone) {
	known := map[int]Lone{}
	model := &learnt
	if !isGlossed(a) || !isGlossed(b) {
		model, a, b = &learntPlain, Plain(a), Plain(b)
	}
	links := align(model, a, b, nil, func(k int, _ *Link, lone *Lone) { known[k] = *lone })
	return links, known
}

// loneliness works out what is known of lone segments.
type loneliness struct {
	g     *gatherer
	model *Model
	lone  [2][]int // segments of both sides in links with one side
	// near are, for each segment of both sides, the next links with two sides before and after
	// it; none is where there is none.
	near [2]struct{ before, after []int32 }
}

// none is in the place of a link that there is none of.
const none = -1

// judgeLone calls known for every link with one side but those of footnotes, which
// have no place. The pins are links as well, but none is judged.
func judgeLone(x *index, links, pins []Link, model *Model, known func(k int, l *Link, lone *Lone)) {
	if len(x.a) == 0 || len(x.b) == 0 {
		return // nothing has a counterpart
	}
	pins = slices.DeleteFunc(pins, func(l Link) bool { return len(l.A) == 0 || len(l.B) == 0 })
	w := &loneliness{g: newGatherer(x, slices.Concat(links, pins), model), model: model}
	for _, l := range links {
		switch {
		case len(l.B) == 0 && !x.a[l.A[0]].isNote():
			w.lone[0] = append(w.lone[0], l.A...)
		case len(l.A) == 0 && !x.b[l.B[0]].isNote():
			w.lone[1] = append(w.lone[1], l.B...)
		}
	}
	w.findNear()
	fits := w.fits()
	for k := range links {
		l := &links[k]
		side, at := 0, 0
		switch {
		case len(l.B) == 0:
			at = l.A[0]
		case len(l.A) == 0:
			side, at = 1, l.B[0]
		default:
			continue
		}
		if w.g.side(side)[at].isNote() {
			continue
		}
		lone := w.of(side, at, l.Confidence)
		lone[loneMove] = fits[side][at]
		known(k, l, &lone)
	}
}

// fits is how well each lone segment fits the one of the other side that it fits
// best, from 0 to 1.
func (w *loneliness) fits() (out [2]map[int]float64) {
	const most = 8
	out = [2]map[int]float64{{}, {}}
	a, b := w.lone[0], w.lone[1]
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > reachable {
		return out
	}
	m := newMover(w.g.x, region{slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))}, w.model.withoutSentenceCounts())
	for i, s := range m.rest.a {
		for j, t := range m.rest.b {
			fit := min(max(m.gain[i*len(m.rest.b)+j], 0), most) / most
			out[0][s], out[1][t] = max(out[0][s], fit), max(out[1][t], fit)
		}
	}
	return out
}

// of is what is known of a segment of a side that has found no counterpart, with the
// share of the alignments that leave it alone.
func (w *loneliness) of(side, at int, share float64) (out Lone) {
	const surest = 1e-3
	s := &w.g.side(side)[at]
	out[loneKind(s.Kind)] = 1
	share = min(max(share, surest), 1-surest)
	out[lonePath] = math.Log(share / (1 - share))
	out[loneLength] = math.Log1p(float64(s.length))
	expected := float64(s.length) + 1
	if side == 0 {
		expected *= w.g.x.ratio
	}
	slack := 0.0
	for _, way := range []int{-1, 1} {
		l := w.beside(side, at, way)
		if l == nil {
			continue
		}
		slack = max(slack, w.excess(side, l)/expected)
		out[loneEcho] = max(out[loneEcho], w.echo(side, at, l))
	}
	out[loneSlack] = min(slack, 1)
	if w.opposite(side, at) {
		out[loneOpposite] = 1
	}
	return out
}

func loneKind(k block.Kind) int {
	switch {
	case k == block.ListItem:
		return loneItem
	case k == block.Heading:
		return loneHeading
	case groupOf(k) == prose:
		return loneProse
	}
	return loneOther
}

// findNear finds the links that are next to each segment. No link is near beyond a pin.
func (w *loneliness) findNear() {
	for side := range w.near {
		owner := w.g.owner(side)
		before, after := make([]int32, len(owner)), make([]int32, len(owner))
		next := func(now int32, at int) int32 {
			switch k := owner[at]; {
			case k == pinned:
				return none
			case len(w.g.links[k].A) > 0 && len(w.g.links[k].B) > 0:
				return int32(k)
			}
			return now
		}
		left, right := int32(none), int32(none)
		for at := range owner {
			last := len(owner) - 1 - at
			before[at], after[last] = left, right
			left, right = next(left, at), next(right, last)
		}
		w.near[side].before, w.near[side].after = before, after
	}
}

// beside is the next link with two sides before or after a segment, or nil.
func (w *loneliness) beside(side, at, way int) *Link {
	k := w.near[side].after[at]
	if way < 0 {
		k = w.near[side].before[at]
	}
	if k == none {
		return nil
	}
	return &w.g.links[k]
}

func (g *gatherer) owner(side int) []int {
	if side == 0 {
		return g.ownerA
	}
	return g.ownerB
}

// excess is by how many runes the other side of a link is longer than this one lets
// expect.
func (w *loneliness) excess(side int, l *Link) float64 {
	var length [2]float64
	for _, i := range l.A {
		length[0] += float64(w.g.x.a[i].length) * w.g.x.ratio
	}
	for _, j := range l.B {
		length[1] += float64(w.g.x.b[j].length)
	}
	return length[1-side] - length[side]
}

// echo is the share of the keys of a segment that the other side of a link has and
// this one has not.
func (w *loneliness) echo(side, at int, l *Link) float64 {
	own, other := l.sides(side)
	x := w.g.x
	x.round += 2
	has, taken := x.round-1, x.round
	x.markKeys(1-side, other, has)
	x.markKeys(side, own, taken)
	var shared, all float64
	for _, n := range x.held[side].of(at) {
		weight := float64(x.logs[x.slots[n].df])
		all += weight
		if x.slots[n].last == has {
			shared += weight
		}
	}
	return shared / (all + 3)
}

// opposite reports whether a segment of the other side stands alone beside the same
// neighbour.
func (w *loneliness) opposite(side, at int) bool {
	other := w.g.owner(1 - side)
	for _, way := range []int{-1, 1} {
		l := w.beside(side, at, way)
		if l == nil {
			continue
		}
		of := [2][]int{l.A, l.B}[1-side]
		next := of[0] - 1
		if way < 0 {
			next = of[len(of)-1] + 1
		}
		if w.g.standsAlone(other, next) {
			return true
		}
	}
	return false
}
