package align

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/sentence"
)

// leastResettled is by how much more the sentences of two links must be worth when a
// segment changes from one to the other, as a logarithm of odds.
const leastResettled = 3

// resettlePieces gives the segment at the end of one of several to the next link, or to the
// one before, where its sentences belong: the lengths of the whole, or a number that both
// have, misled the path. Sentences are told apart by their words.
func resettlePieces(x *index, links []Link, model *Model) []Link {
	g := newGatherer(x, links, model)
	_, plain := modelFor(x.a, x.b)
	looks := 0
	for k := range g.links {
		for looks < mostLooks && g.resettleBorder(k, plain) {
			looks++
		}
	}
	return g.links
}

// resettleBorder moves one segment over the border behind a link, if that is worth it.
func (g *gatherer) resettleBorder(k int, plain bool) bool {
	l := g.links[k]
	next, ok := g.neighbourLink(l)
	if !ok || len(l.A)+len(l.B)+len(g.links[next].A)+len(g.links[next].B) < 5 {
		return false
	}
	m := g.links[next]
	cut := g.cutAround(Link{A: slices.Concat(l.A, m.A), B: slices.Concat(l.B, m.B)}, plain)
	defer cut.x.release()
	var best [2]Link
	gain := leastResettled + cut.worth(l, g.model) + cut.worth(m, g.model)
	for _, o := range borderMoves(l, m) {
		if worth := cut.worth(o[0], g.model) + cut.worth(o[1], g.model); worth > gain {
			best, gain = o, worth
		}
	}
	if len(best[0].A) == 0 {
		return false
	}
	best[0].Confidence, best[1].Confidence = l.Confidence, m.Confidence
	g.links[k], g.links[next] = best[0], best[1]
	for _, at := range []int{k, next} {
		for _, i := range g.links[at].A {
			g.ownerA[i] = at
		}
		for _, j := range g.links[at].B {
			g.ownerB[j] = at
		}
	}
	return true
}

// neighbourLink is the link that follows a link on both sides, if both are of running text
// and in order.
func (g *gatherer) neighbourLink(l Link) (next int, ok bool) {
	if l.Moved || len(l.A) == 0 || len(l.B) == 0 {
		return 0, false
	}
	i, j := l.A[len(l.A)-1]+1, l.B[len(l.B)-1]+1
	if i >= len(g.ownerA) || j >= len(g.ownerB) || g.ownerA[i] == pinned || g.ownerA[i] != g.ownerB[j] {
		return 0, false
	}
	m := g.links[g.ownerA[i]]
	return g.ownerA[i], !m.Moved && m.A[0] == i && m.B[0] == j && g.joinable(l.A, l.B) && g.joinable(m.A, m.B)
}

// borderMoves are two neighbouring links with one segment on the other side of the border.
func borderMoves(l, m Link) (out [][2]Link) {
	end := func(places []int) ([]int, int) { return places[:len(places)-1], places[len(places)-1] }
	if len(l.A) > 1 {
		rest, at := end(l.A)
		out = append(out, [2]Link{{A: rest, B: l.B}, {A: slices.Insert(slices.Clone(m.A), 0, at), B: m.B}})
	}
	if len(l.B) > 1 {
		rest, at := end(l.B)
		out = append(out, [2]Link{{A: l.A, B: rest}, {A: m.A, B: slices.Insert(slices.Clone(m.B), 0, at)}})
	}
	if len(m.A) > 1 {
		out = append(out, [2]Link{{A: append(slices.Clone(l.A), m.A[0]), B: l.B}, {A: m.A[1:], B: m.B}})
	}
	if len(m.B) > 1 {
		out = append(out, [2]Link{{A: l.A, B: append(slices.Clone(l.B), m.B[0])}, {A: m.A, B: m.B[1:]}})
	}
	return out
}

// sentences are what surrounds a link, with the segments of that cut into sentences.
type sentences struct {
	x    *index
	a, b map[int][]int // places of the sentences of a segment
}

func (g *gatherer) cutAround(l Link, plain bool) sentences {
	a, placesA := cutSegments(g.x.a, l.A)
	b, placesB := cutSegments(g.x.b, l.B)
	if plain {
		a, b = Plain(a), Plain(b)
	}
	s := sentences{newIndex(a, b), placesA, placesB}
	s.x.ratio = g.x.ratio
	return s
}

// cutSegments is an outline of what surrounds places, with the segments there cut into
// sentences, and where these stand in it.
func cutSegments(o Outline, places []int) (out Outline, at map[int][]int) {
	at = map[int][]int{}
	from, to := max(places[0]-surround, 0), min(places[len(places)-1]+1+surround, len(o))
	for i := from; i < to; i++ {
		if !slices.Contains(places, i) {
			out = append(out, o[i])
			continue
		}
		for _, text := range sentence.Texts(o[i].Text) {
			at[i] = append(at[i], len(out))
			out = append(out, o[i].withText(text))
		}
	}
	return out, at
}

// worth is the logarithm of the summed weights of all alignments of the sentences of a link.
func (s *sentences) worth(l Link, model *Model) float64 {
	return newLattice(newScorer(s.x, s.of(l)), model).sumPaths().total
}

// of is the region of the sentences of a link.
func (s *sentences) of(l Link) (r region) {
	for _, i := range l.A {
		r.a = append(r.a, s.a[i]...)
	}
	for _, j := range l.B {
		r.b = append(r.b, s.b[j]...)
	}
	return r
}
