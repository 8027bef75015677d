package align

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// gatherer looks at what the beads of a path left alone.
type gatherer struct {
	x              *index
	model          *Model
	links          []Link
	ownerA, ownerB []int // link of each segment; pinned where it is in none
}

// pinned is the owner of what pins hold.
const pinned = -1

// offer is a bead that could take the place of a link, if there is one, and of
// segments that stand alone.
type offer struct {
	a, b []int
	link int // that it takes the place of, or -1
	// gain is by how much the bead scores more than what it takes the place of.
	gain float64
	// off is how far the lengths of the bead are from each other, as a
	// logarithm, and was the same of the link.
	off, was float64
	// answers is as [scorer.answers] says.
	answers bool
	// mark is the weight of the facts that both sides have.
	mark float32
	// echo is the share of their keys that the segments of the side that has more have in
	// common with the other side, on the average, and least the same of the one that has
	// least.
	echo, least float32
}

func newGatherer(x *index, links []Link, model *Model) *gatherer {
	g := &gatherer{x: x, model: model, links: links}
	g.ownerA, g.ownerB = ownersOf(links, len(x.a), len(x.b))
	return g
}

// ownersOf are the links of the segments of both sides, pinned where there is none.
func ownersOf(links []Link, sources, targets int) (ownerA, ownerB []int) {
	ownerA, ownerB = make([]int, sources), make([]int, targets)
	for i := range ownerA {
		ownerA[i] = pinned
	}
	for j := range ownerB {
		ownerB[j] = pinned
	}
	for k, l := range links {
		for _, i := range l.A {
			ownerA[i] = k
		}
		for _, j := range l.B {
			ownerB[j] = k
		}
	}
	return ownerA, ownerB
}

// offerWith is the offer to add segments of a side, 0 being the source, to a link.
func (g *gatherer) offerWith(k, side int, places []int) *offer {
	o := &offer{a: g.links[k].A, b: g.links[k].B, link: k}
	if side == 0 {
		o.a = mergePlaces(o.a, places)
	} else {
		o.b = mergePlaces(o.b, places)
	}
	return o
}

// measureOffer fills in what speaks for an offer.
func (g *gatherer) measureOffer(o *offer) {
	s := newScorer(g.x, region{o.a, o.b}).shareAll()
	sh := shape{len(o.a), len(o.b)}
	o.gain = scoreFeatures(s.matchFeatures([]feature{{fShape + nearestShape(sh), 1}}, sh.a, sh.b, sh), g.model)
	o.off, o.answers = s.lengthGap(sh), s.answers(sh.a, sh.b, sh)
	for x := range o.a {
		for y := range o.b {
			e := s.ev.sharedBetween(x, y)
			o.mark += e[byNumber] + e[byMark]
		}
	}
	o.echo, o.least = s.echoes(sh)
	var l Link
	if o.link >= 0 {
		l = g.links[o.link]
		in := newScorer(g.x, region{l.A, l.B}).shareAll()
		sh := shape{len(l.A), len(l.B)}
		o.was = in.lengthGap(sh)
		o.gain -= scoreFeatures(in.matchFeatures([]feature{{fShape + nearestShape(sh), 1}}, sh.a, sh.b, sh), g.model)
	}
	for _, i := range o.a {
		if !slices.Contains(l.A, i) {
			o.gain -= scoreFeatures(gapFeatures(nil, &g.x.a[i], 0), g.model)
		}
	}
	for _, j := range o.b {
		if !slices.Contains(l.B, j) {
			o.gain -= scoreFeatures(gapFeatures(nil, &g.x.b[j], 1), g.model)
		}
	}
}

// lengthGap is by how much the target of a bead of the whole region is longer than its
// source lets expect, as a logarithm.
func (s *scorer) lengthGap(sh shape) float64 {
	return math.Log(float64(s.sb.length[sh.b]) / (float64(s.sa.length[sh.a]) * s.ratio))
}

// echoes are the mean, by length, and the least of the shares of their keys that the
// segments of the side that has more have in common with the other side.
func (s *scorer) echoes(sh shape) (mean, least float32) {
	segments, weights, several := s.a, s.ev.source, true
	if sh.b > sh.a {
		segments, weights, several = s.b, s.ev.target, false
	}
	least = 1
	var length float32
	for k, seg := range segments {
		x0, x1, y0, y1 := k, k+1, 0, sh.b
		if !several {
			x0, x1, y0, y1 = 0, sh.a, k, k+1
		}
		e := s.echo(x0, x1, y0, y1, weights[k])
		mean, length, least = mean+e*float32(seg.length), length+float32(seg.length), min(least, e)
	}
	return mean / max(length, 1), least
}

// scoreFeatures is the weighted sum of features.
func scoreFeatures(features []feature, model *Model) (sum float64) {
	for _, f := range features {
		sum += model[f.id] * float64(f.value)
	}
	return sum
}

// nearestShape is the number of the shape that is most like a shape.
func nearestShape(sh shape) int {
	sh.a, sh.b = min(sh.a, maxBead), min(sh.b, maxBead)
	if k := slices.Index(shapes[:matches], sh); k >= 0 {
		return k
	}
	return slices.Index(shapes[:matches], shape{2, 2})
}

// standsAlone reports whether a segment of a side is in a link with nothing else.
func (g *gatherer) standsAlone(owner []int, at int) bool {
	if at < 0 || at >= len(owner) || owner[at] == pinned {
		return false
	}
	l := g.links[owner[at]]
	return len(l.A)+len(l.B) == 1
}

// loneRun is the stretch of segments from a place on that stand alone, ascending; of a long
// one the nearest, no more than most.
func (g *gatherer) loneRun(owner []int, from, way, most int) []int {
	var out []int
	for at := from; len(out) < most && g.standsAlone(owner, at); at += way {
		out = append(out, at)
	}
	slices.Sort(out)
	return out
}

// gatherLone joins what the beads had to leave alone although it belongs together:
// beads have at most four segments a side, and a pair that says little is worth
// less than two gaps. Segments that stand alone between the same two sure
// neighbours are joined when their lengths agree or a fact is in both; segments
// beside a link are added to it when the whole is worth more than its parts, or
// when the other side of the link is much too long without them.
// It is told the pins that keep the order.
func gatherLone(x *index, links, pins []Link, model *Model) []Link {
	g := newGatherer(x, links, model)
	settleInOrder(links, pins, len(x.b))
	looks := 0
	for k := 0; k < len(g.links) && looks < mostLooks; k++ {
		l := &g.links[k]
		switch {
		case l.Moved:
		case len(l.A) > 0 && len(l.B) > 0:
			for _, way := range []int{1, -1} {
				looks += g.absorbNeighbours(k, way)
			}
			looks += g.joinIntroduction(k) + g.joinClosing(k)
		case len(l.A) == 1 && g.ownerA[l.A[0]] == k:
			looks += g.fillGap(l.A[0])
		}
	}
	g.joinLeads(0)
	g.joinLeads(1)
	return g.settled()
}

// settleInOrder takes the mark from links that were looked for out of order and were found
// in order: they cross none of those that the path has, and no pin. It is told how many
// target segments there are.
func settleInOrder(links, pins []Link, targets int) {
	var both []*Link
	for _, list := range [][]Link{links, pins} {
		for k := range list {
			if l := &list[k]; len(l.A) > 0 && len(l.B) > 0 {
				both = append(both, l)
			}
		}
	}
	slices.SortFunc(both, func(p, q *Link) int { return cmp.Compare(p.A[0], q.A[0]) })
	end := make([]int, len(both)+1) // first target place of the next link of the path
	end[len(both)] = targets
	for n := len(both) - 1; n >= 0; n-- {
		if l := both[n]; l.Moved {
			end[n] = end[n+1]
		} else {
			end[n] = l.B[0]
		}
	}
	last := -1
	for n, l := range both {
		if l.Moved && l.B[0] > last && l.B[len(l.B)-1] < end[n] {
			l.Moved = false
		}
		if !l.Moved {
			last = l.B[len(l.B)-1]
		}
	}
}

// Bounds of what is gathered. They were chosen on articles and on prose.
const (
	// mostLooks bounds the beads that are tried in two texts.
	mostLooks = 2000
	// longRun is the number of segments beyond which a run is not looked at.
	longRun = 24
	// tooLongRun is the number of segments that show a run to be longer.
	tooLongRun = longRun + 1
	// sureNeighbour is the least confidence of the links around a gap.
	sureNeighbour = 0.8
	// agree is how far lengths that agree may be off, and agreeWithMark how far
	// those of texts with a fact in common.
	agree, agreeWithMark = 0.35, 1.0
	// leastGain is what a pair in a gap must gain at least, and leastPiece the same
	// of a bead that takes in a piece.
	leastGain, leastPiece = -5, -2.5
	// fullEcho is the mean share of their keys that the segments of a long bead have in
	// common with the other side, and someEcho what each of them must have, and what a pair
	// in a gap must have. Of segments that have nothing to do with each other it is about a
	// tenth of that.
	fullEcho, someEcho = 0.1, 0.05
	// foundEcho is that share from which a segment is surely found again.
	foundEcho = 0.1
	// longDated is the number of letters up to which a paragraph can be hardly more than a date,
	// and besideDate that of those that say what sort of date it is.
	longDated, besideDate = 80, 30
	// tooLong is how far the lengths of a link are off that lacks a piece, and
	// fitting how far they may be off with it.
	tooLong, fitting = 0.45, 0.25
)

// fillGap joins the segments of a gap that begins with a source segment. It says how
// many beads it has tried.
func (g *gatherer) fillGap(first int) int {
	a := g.loneRun(g.ownerA, first, 1, tooLongRun)
	if len(a) > longRun || first > 0 && g.ownerA[first-1] != pinned && len(g.links[g.ownerA[first-1]].B) == 0 {
		return 0
	}
	from, before := g.neighbourTarget(first-1, -1)
	to, after := g.neighbourTarget(a[len(a)-1]+1, 1)
	if !before || !after || to <= from+1 || to-from-1 > longRun {
		return 0
	}
	b := g.loneRun(g.ownerB, from+1, 1, tooLongRun)
	if len(b) != to-from-1 {
		return 0
	}
	if len(a) == len(b) && len(a) > 1 {
		for k := range a {
			g.fitTogether(a[k:k+1], b[k:k+1])
		}
		return len(a)
	}
	if len(a) == 1 || len(b) == 1 {
		g.fitTogether(a, b)
	}
	return 1
}

// neighbourTarget is the target place that a gap in the source borders on, by the link of
// the source segment there, and whether that is sure.
func (g *gatherer) neighbourTarget(at, way int) (target int, sure bool) {
	switch {
	case at < 0:
		return -1, true
	case at >= len(g.x.a):
		return len(g.x.b), true
	case g.ownerA[at] == pinned:
		return 0, false
	}
	l := g.links[g.ownerA[at]]
	if l.Moved || len(l.B) == 0 || l.Confidence < sureNeighbour {
		return 0, false
	}
	if way < 0 {
		return l.B[len(l.B)-1], true
	}
	return l.B[0], true
}

// fitTogether joins segments of one gap if they fit each other.
func (g *gatherer) fitTogether(a, b []int) {
	if !g.joinable(a, b) && !(len(a) == 1 && len(b) == 1 && g.x.a[a[0]].Kind == g.x.b[b[0]].Kind && groupOf(g.x.a[a[0]].Kind) == prose) {
		return
	}
	o := &offer{a: a, b: b, link: -1}
	g.measureOffer(o)
	off := math.Abs(o.off)
	switch {
	case o.gain > 0, o.echoes(), off < agree && o.gain > leastGain && o.least >= someEcho,
		len(a)+len(b) == 2 && off < agreeWithMark && (o.mark > 0 || g.areDated(a[0], b[0])):
		g.takeOffer(o)
	}
}

// areDated reports whether two paragraphs are hardly more than a date, as "Last changed on 5 May
// 2021": what stands in one place of both texts is one thing, whichever dates they are.
func (g *gatherer) areDated(a, b int) bool {
	return isDated(&g.x.a[a]) && isDated(&g.x.b[b])
}

func isDated(s *Segment) bool {
	if s.Kind != block.Paragraph || s.length > longDated {
		return false
	}
	_, letters := lettersOf(s)
	dates := 0
	for k := range s.Anchors {
		if x := &s.Anchors[k]; x.Kind == anchor.Date {
			letters -= lengthOf(s.Text[x.Start:x.End])
			dates++
		}
	}
	return dates > 0 && letters <= besideDate
}

// absorbNeighbours adds the segments that stand alone beside a link to it, on one of its
// ends, if the whole is worth more, or if it fits and the link does not.
func (g *gatherer) absorbNeighbours(k, way int) int {
	l := g.links[k]
	a, b := l.A[len(l.A)-1]+1, l.B[len(l.B)-1]+1
	if way < 0 {
		a, b = l.A[0]-1, l.B[0]-1
	}
	lone := [2][]int{g.loneRun(g.ownerA, a, way, tooLongRun), g.loneRun(g.ownerB, b, way, tooLongRun)}
	side := 0
	if len(lone[0]) == 0 {
		side = 1
	}
	run := lone[side]
	if len(run) == 0 || len(lone[1-side]) > 0 || !g.joinable(l.A, l.B) {
		return 0
	}
	var best *offer
	tried := 0
	for n := 1; n <= min(len(run), longRun); n++ {
		part := run[:n]
		if way < 0 {
			part = run[len(run)-n:]
		}
		o := g.offerWith(k, side, part)
		if !g.joinable(o.a, o.b) {
			break
		}
		tried++
		if g.measureOffer(o); o.answers && o.isBetter() && (best == nil || o.gain > best.gain || max(len(o.a), len(o.b)) > maxBead) {
			best = o
		}
	}
	if best != nil {
		g.takeOffer(best)
	}
	return tried
}

// joinIntroduction adds the line that introduces a list ("Bring along:") to a link of the
// items of that list with one paragraph, into which a translator made it all. So short a
// line shares no key with the paragraph in most cases. It says how many beads it has tried.
func (g *gatherer) joinIntroduction(k int) int {
	l := g.links[k]
	items, whole := l.A, l.B
	owner, segments, others := g.ownerA, g.x.a, g.x.b
	if len(whole) > 1 {
		items, whole = whole, items
		owner, segments, others = g.ownerB, g.x.b, g.x.a
	}
	isItem := func(at int) bool { return segments[at].Kind == block.ListItem }
	line := items[0] - 1
	if len(items) < 2 || len(whole) != 1 || !g.standsAlone(owner, line) || !g.joinable(l.A, l.B) ||
		others[whole[0]].Kind == block.ListItem || others[whole[0]].introduces() ||
		isItem(line) || !segments[line].introduces() || slices.ContainsFunc(items, func(at int) bool { return !isItem(at) }) {
		return 0
	}
	side := 0
	if len(l.B) > 1 {
		side = 1
	}
	o := g.offerWith(k, side, []int{line})
	if g.measureOffer(o); o.gain > leastPiece && math.Abs(o.off) < tooLong {
		g.takeOffer(o)
	}
	return 1
}

// introduces reports whether a segment is a paragraph that ends with a colon.
func (s *Segment) introduces() bool {
	return s.Kind == block.Paragraph && strings.ContainsRune(":：՝፦", s.last())
}

// last is the sign with which the words of a segment end.
func (s *Segment) last() rune {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.Text, "*_ \n"))
	return last
}

// isBetter reports whether the offer is better than the link that it would take the
// place of. A bead of more segments than the path has may lack some by that alone.
func (o *offer) isBetter() bool {
	off, was := math.Abs(o.off), math.Abs(o.was)
	if o.gain > 0 || o.echoes() && off < was {
		return true
	}
	lacks := was > tooLong || max(len(o.a), len(o.b)) > maxBead && was > off
	isFound := o.least >= foundEcho && was > off
	return (lacks || isFound) && off < fitting && o.gain > leastPiece
}

// echoes reports whether an offer joins several segments with one, or with few, whose
// length agrees and in which each of them is found again. The score of a long bead says
// little, since the features count evidence only up to a bound.
func (o *offer) echoes() bool {
	return max(len(o.a), len(o.b)) > maxBead && math.Abs(o.off) < fitting && o.echo >= fullEcho && o.least >= someEcho
}

func mergePlaces(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return out
}

func (g *gatherer) joinable(a, b []int) bool {
	for _, i := range a {
		if !g.x.a[i].joinable() {
			return false
		}
	}
	for _, j := range b {
		if !g.x.b[j].joinable() {
			return false
		}
	}
	return true
}

// takeOffer makes a link of an offer.
func (g *gatherer) takeOffer(o *offer) {
	l := Link{A: o.a, B: o.b, Confidence: offerConfidence(o.gain)}
	at := o.link
	if at < 0 {
		at = g.ownerA[o.a[0]]
	} else {
		l.Confidence, l.Moved = max(l.Confidence, g.links[at].Confidence), g.links[at].Moved
	}
	for _, i := range o.a {
		g.links[g.ownerA[i]], g.ownerA[i] = Link{}, at
	}
	for _, j := range o.b {
		g.links[g.ownerB[j]], g.ownerB[j] = Link{}, at
	}
	g.links[at] = l
}

// replaceLinks puts a link in the place of the links that hold its segments.
func (g *gatherer) replaceLinks(l Link) {
	for _, i := range l.A {
		g.links[g.ownerA[i]], g.ownerA[i] = Link{}, len(g.links)
	}
	for _, j := range l.B {
		g.links[g.ownerB[j]], g.ownerB[j] = Link{}, len(g.links)
	}
	g.links = append(g.links, l)
}

// settled are the links without those whose place others took.
func (g *gatherer) settled() []Link {
	return slices.DeleteFunc(g.links, func(l Link) bool { return len(l.A)+len(l.B) == 0 })
}

// offerConfidence is that of a link that scores more than what it takes the place of.
func offerConfidence(gain float64) float64 {
	const least, most = 0.3, 0.9
	return min(max(1/(1+math.Exp(-gain)), least), most)
}
