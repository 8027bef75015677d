package align

import (
	"cmp"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Link joins source segments with the target segments that translate them, by
// their places in the two outlines. One side may be empty, never both.
type Link struct {
	A, B []int
	// Confidence is the probability of the link, 0 to 1. Of a link with one
	// side empty it is the probability that there is no counterpart.
	Confidence float64
	// Moved says that the link crosses others.
	Moved bool
}

// Pin is a link that is known beforehand.
type Pin struct{ A, B []int }

// Across aligns two outlines in different languages. Pins are taken as given
// and are not among the links returned. Law: every segment is in exactly one
// link or pin. Links stand in the order of the source, those without a source
// where they stand in the target.
func Across(a, b Outline, pins []Pin) []Link {
	model, plain := modelFor(a, b)
	from, to := nameUncased(a, b)
	if plain {
		from, to = Plain(from), Plain(to)
	}
	links := AcrossWith(model, from, to, pins)
	if model != &learnt {
		links = again(model, from, to, pins, links)
	}
	return cutShifted(a, b, links, model, plain)
}

// modelFor is the model for two outlines, and whether they are to be compared without
// the concepts of their words.
func modelFor(a, b Outline) (model *Model, plain bool) {
	if isGlossed(a) && isGlossed(b) {
		return &learnt, false
	}
	return &learntPlain, !basic(a) || !basic(b)
}

// basic reports whether the lexicon knows the commonest words of an outline.
func basic(o Outline) bool {
	return slices.ContainsFunc(o, func(s Segment) bool { return s.basic })
}

// isGlossed reports whether the lexicon knows the common words of an outline.
func isGlossed(o Outline) bool {
	return slices.ContainsFunc(o, func(s Segment) bool { return s.glossed })
}

// Glossed reports whether the words of two outlines can be compared: the languages
// of both have a glossary.
func Glossed(a, b Outline) bool { return isGlossed(a) && isGlossed(b) }

// Plain is an outline without the concepts of its words. Between languages of
// which one has no glossary their absence would speak against every pair.
func Plain(o Outline) Outline {
	out := slices.Clone(o)
	for i := range out {
		out[i].glossed = false
		out[i].withKeys(slices.DeleteFunc(slices.Clone(out[i].keys()), func(k key) bool { return k.class() == byConcept }))
	}
	return out
}

// AcrossWith is [Across] with a model of the caller's.
func AcrossWith(model *Model, a, b Outline, pins []Pin) []Link {
	return align(model, a, b, pins, func(_ int, l *Link, lone *Lone) { l.Confidence = learntLone.Probability(lone) })
}

// align is [AcrossWith] with what is done with the links that have one side.
func align(model *Model, a, b Outline, pins []Pin, judge func(k int, l *Link, lone *Lone)) []Link {
	x := newIndex(a, b)
	defer x.release()
	var links []Link
	whole, notes, added := cutAtPins(x, pins)
	for _, w := range whole {
		for _, r := range x.cutLargeRegion(w) {
			links = append(links, solveRegion(x, r, model)...)
		}
	}
	given := linksOfPins(pins)
	twice := newRetold(x, slices.Concat(given, links))
	links = exchangePlaces(x, links, model)
	links = reuniteMoved(x, links, twice, model)
	links = reclaimMoved(x, links, twice, model)
	links = reheadMoved(x, alignBesideMoved(x, links, twice, model))
	ordered := linksOfPins(inOrder(a, pins))
	links = resettlePieces(x, joinPieces(x, gatherLone(x, links, ordered, model), model), model)
	links = partUnheld(x, links, given, twice)
	links = partOtherCode(x, links, given)
	links = append(links, pairNotes(x, notes, append(given, links...), model)...)
	links = append(links, loneLinks(added)...)
	orderLinks(links, len(b))
	judgeLone(x, links, given, model, judge)
	doubtSorted(a, b, links)
	return links
}

// solveRegion finds the best alignment of a region, with posteriors.
func solveRegion(x *index, r region, model *Model) []Link {
	if len(r.a) == 0 || len(r.b) == 0 {
		return loneLinks(r)
	}
	l := newLattice(newScorer(x, r), model)
	path := l.bestPath()
	sums := l.sumPaths()
	links := make([]Link, len(path))
	for k, b := range path {
		sh := shapes[b.shape]
		links[k] = Link{A: r.a[b.i-sh.a : b.i], B: r.b[b.j-sh.b : b.j]}
		for from := range states {
			links[k].Confidence += sums.beadProbability(b, from)
		}
		links[k].Confidence = min(links[k].Confidence, 1)
	}
	return links
}

// loneLinks are the links of a region of which one side is empty.
func loneLinks(r region) []Link {
	var links []Link
	for k := range r.a {
		links = append(links, Link{A: r.a[k : k+1], Confidence: 1})
	}
	for k := range r.b {
		links = append(links, Link{B: r.b[k : k+1], Confidence: 1})
	}
	return links
}

// linksOfPins are pins as links.
func linksOfPins(pins []Pin) []Link {
	out := make([]Link, len(pins))
	for k, p := range pins {
		out[k] = Link{A: p.A, B: p.B, Confidence: 1}
	}
	return out
}

// cutAtPins cuts the problem at the pins: what stands between two pins that keep
// the order is solved by itself. Footnote definitions are apart, since translations
// place them where they like, and so is what the translator added.
func cutAtPins(x *index, pins []Pin) (out []region, notes, added region) {
	isAdded := addedByTranslator(x)
	chain := inOrder(x.a, pins)
	usedA, usedB := make([]bool, len(x.a)), make([]bool, len(x.b))
	for _, p := range pins {
		for _, i := range p.A {
			usedA[i] = true
		}
		for _, j := range p.B {
			usedB[j] = true
		}
	}
	i, j := 0, 0
	upTo := func(endA, endB int) {
		var r region
		for ; i < endA; i++ {
			switch {
			case usedA[i]:
			case x.a[i].isNote():
				notes.a = append(notes.a, i)
			default:
				r.a = append(r.a, i)
			}
		}
		for ; j < endB; j++ {
			switch {
			case usedB[j]:
			case x.b[j].isNote():
				notes.b = append(notes.b, j)
			case isAdded(j):
				added.b = append(added.b, j)
			default:
				r.b = append(r.b, j)
			}
		}
		if len(r.a)+len(r.b) > 0 {
			out = append(out, r)
		}
	}
	for _, p := range chain {
		upTo(p.A[0], p.B[0])
	}
	upTo(len(x.a), len(x.b))
	return out, notes, added
}

// inOrder is the longest chain of pins that rise on both sides. Definitions are left out:
// they stand where their writers like, and part nothing.
func inOrder(a Outline, pins []Pin) []Pin {
	var both []Pin
	for _, p := range pins {
		if len(p.A) > 0 && len(p.B) > 0 && !a[p.A[0]].isNote() && a[p.A[0]].Kind != block.LinkDefinition {
			both = append(both, p)
		}
	}
	slices.SortFunc(both, func(p, q Pin) int { return cmp.Compare(p.A[0], q.A[0]) })
	return Rising(both, func(p Pin) int { return p.B[0] })
}

// Rising returns a longest subsequence of which the places rise strictly (Fredman 1975).
func Rising[T any](list []T, placeOf func(T) int) []T {
	var tails []int // index of the smallest last place of a run of each length
	before := make([]int, len(list))
	for k := range list {
		n, _ := slices.BinarySearchFunc(tails, placeOf(list[k]), func(t, place int) int { return cmp.Compare(placeOf(list[t]), place) })
		before[k] = -1
		if n > 0 {
			before[k] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, k)
		} else {
			tails[n] = k
		}
	}
	if len(tails) == 0 {
		return nil
	}
	out := make([]T, len(tails))
	for k, n := tails[len(tails)-1], len(tails)-1; n >= 0; k, n = before[k], n-1 {
		out[n] = list[k]
	}
	return out
}

// orderLinks sorts links as the source goes; a link without a source follows the
// link of the target segment before its own.
func orderLinks(links []Link, targets int) {
	where := make([]int, targets) // source place after which a target segment stands
	for k := range where {
		where[k] = -2
	}
	for _, l := range links {
		for _, j := range l.B {
			if len(l.A) > 0 {
				where[j] = l.A[len(l.A)-1]
			}
		}
	}
	last := -1
	for j := range where {
		if where[j] == -2 {
			where[j] = last
		}
		last = where[j]
	}
	rank := func(l Link) (int, int) {
		if len(l.A) > 0 {
			return l.A[0], -1
		}
		return where[l.B[0]], l.B[0]
	}
	slices.SortStableFunc(links, func(p, q Link) int {
		pa, pb := rank(p)
		qa, qb := rank(q)
		return cmp.Or(cmp.Compare(pa, qa), cmp.Compare(pb, qb))
	})
}
