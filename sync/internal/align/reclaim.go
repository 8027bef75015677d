package align

import (
	"cmp"
	"math"
	"slices"
)

// claim is a pair of a segment that stands alone and a segment of the other side that a
// link in order holds, at one of its ends.
type claim struct {
	link int // that holds the counterpart
	a, b int
	side int // of the segment that stands alone, 0 for the source
	gain float64
}

// Bounds of what is reclaimed. They were chosen on articles and on prose.
const (
	// reclaimed is what a pair must gain at least if it takes the only counterpart of
	// another segment, which stands in its place at least; of what takes a piece of
	// a link any gain will do.
	reclaimed = 1.5
	// mostClaims bounds the pairs that are tried in two texts.
	mostClaims = 4000
)

// reclaimMoved pairs segments that stand alone with counterparts elsewhere that the
// monotone alignment gave to others: what follows a paragraph in the translation and was
// moved there is easily taken for the second half of that paragraph, and it is never free
// for [reuniteMoved] to find. A pair must be shown, as a moved pair must, have more in
// common than the counterpart has with the link that holds it, and gain more than it costs
// to take it from there.
func reclaimMoved(x *index, links []Link, twice *retold, model *Model) []Link {
	r := &reclaimer{x: x, links: links, model: model.withoutSentenceCounts(), twice: twice}
	claims := append(r.claimsOf(0), r.claimsOf(1)...)
	slices.SortStableFunc(claims, func(p, q claim) int { return cmp.Compare(q.gain, p.gain) })
	used := map[int]bool{} // links that were changed
	for _, c := range claims {
		alone := r.alone[c.side][[2]int{c.a, c.b}[c.side]]
		if !used[c.link] && !used[alone] {
			used[c.link], used[alone] = true, true
			r.takeClaim(c, alone)
		}
	}
	if len(used) > 0 {
		reassureCrossing(x, r.links, r.model)
	}
	return r.links
}

type reclaimer struct {
	x     *index
	model *Model
	links []Link
	twice *retold
	alone [2]map[int]int // link of each segment that stands alone, by side and place
	tried int
}

// claimsOf are the pairs worth taking of the segments of a side that stand alone.
func (r *reclaimer) claimsOf(side int) []claim {
	alone := r.placesAlone(side)
	if len(alone) == 0 {
		return nil
	}
	held, links := r.heldEnds(side)
	if len(held) == 0 || len(alone)*len(held) > reachable {
		return nil
	}
	in := region{alone, held}
	if side == 1 {
		in = region{held, alone}
	}
	var out []claim
	for n, sum := range slices.Clone(r.x.collectEvidence(in).sum) {
		if float64(sum) < telling*float64(r.x.logs[2]) {
			continue
		}
		row, column := n/len(in.b), n%len(in.b)
		c := claim{a: in.a[row], b: in.b[column], side: side, link: links[[2]int{column, row}[side]]}
		if r.tried >= mostClaims || sum <= r.heldShare(c) {
			continue
		}
		r.tried++
		if r.measureClaim(&c) {
			out = append(out, c)
		}
	}
	return out
}

// placesAlone are the segments of a side that stand alone, ascending.
func (r *reclaimer) placesAlone(side int) []int {
	var alone []int
	for k, l := range r.links {
		if own, other := l.sides(side); len(other) == 0 {
			if r.alone[side] == nil {
				r.alone[side] = map[int]int{}
			}
			alone = append(alone, own[0])
			r.alone[side][own[0]] = k
		}
	}
	slices.Sort(alone)
	return alone
}

// heldEnds are the segments of the other side that stand at the end of a link in order,
// ascending, and the links that they are in.
func (r *reclaimer) heldEnds(side int) (places, links []int) {
	order := make([][2]int, 0, len(r.links))
	for k, l := range r.links {
		own, other := l.sides(side)
		if len(own) == 0 || len(other) == 0 || l.Moved || len(other) == 1 && len(own) > 1 {
			continue
		}
		order = append(order, [2]int{other[0], k})
		if last := other[len(other)-1]; last != other[0] {
			order = append(order, [2]int{last, k})
		}
	}
	slices.SortFunc(order, func(p, q [2]int) int { return cmp.Compare(p[0], q[0]) })
	places, links = make([]int, len(order)), make([]int, len(order))
	for n, o := range order {
		places[n], links[n] = o[0], o[1]
	}
	return places, links
}

// sides are the segments of a link on a side, 0 for the source, and on the other.
func (l *Link) sides(side int) (own, other []int) {
	if side == 0 {
		return l.A, l.B
	}
	return l.B, l.A
}

// heldShare is the weight that the counterpart of a claim shares with the link that holds it.
func (r *reclaimer) heldShare(c claim) float32 {
	if c.side == 0 {
		return r.x.sharedKeys(1, c.b, r.links[c.link].A)
	}
	return r.x.sharedKeys(0, c.a, r.links[c.link].B)
}

// measureClaim fills in what a claim gains. It reports whether that is enough and something
// shows that the two belong together.
func (r *reclaimer) measureClaim(c *claim) bool {
	l := r.links[c.link]
	restA, restB := l.A, without(l.B, c.b)
	if c.side == 1 {
		restA, restB = without(l.A, c.a), l.B
	}
	held := r.score(l.A, l.B)
	m := newMover(r.x, region{[]int{c.a}, []int{c.b}}, r.model)
	if !m.shown(0, 0) || !r.twice.tells(c.a, c.b) {
		return false
	}
	// The gain of the mover is against leaving both alone; only one of them was.
	c.gain = m.gain[0] + r.model[fMoved] + r.score(restA, restB) - held
	if c.side == 0 {
		c.gain += r.score(nil, []int{c.b})
	} else {
		c.gain += r.score([]int{c.a}, nil)
	}
	if len(restA) == 0 || len(restB) == 0 {
		return c.gain > reclaimed
	}
	return c.gain > 0
}

// score is that of segments as one bead, or of leaving them alone if one side is empty.
func (r *reclaimer) score(a, b []int) (sum float64) {
	if len(a) > 0 && len(b) > 0 {
		s := newScorer(r.x, region{a, b}).shareAll()
		sh := shape{len(a), len(b)}
		return scoreFeatures(s.matchFeatures([]feature{{fShape + nearestShape(sh), 1}}, sh.a, sh.b, sh), r.model)
	}
	for _, i := range a {
		sum += r.model[fShape+gapA] + scoreFeatures(gapFeatures(nil, &r.x.a[i], 0), r.model)
	}
	for _, j := range b {
		sum += r.model[fShape+gapB] + scoreFeatures(gapFeatures(nil, &r.x.b[j], 1), r.model)
	}
	return sum
}

// without is a list of places without one of them.
func without(places []int, place int) []int {
	return slices.DeleteFunc(slices.Clone(places), func(p int) bool { return p == place })
}

// takeClaim makes a moved link of a claim, in the place of the link of what stood alone.
func (r *reclaimer) takeClaim(c claim, alone int) {
	l := &r.links[c.link]
	if c.side == 0 {
		l.B = without(l.B, c.b)
	} else {
		l.A = without(l.A, c.a)
	}
	r.links[alone] = Link{A: []int{c.a}, B: []int{c.b}, Confidence: 1 / (1 + math.Exp(-c.gain)), Moved: true}
}
