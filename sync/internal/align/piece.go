package align

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/sentence"
)

// Bounds of pieces. They were chosen on articles in many languages.
const (
	// cutSentences is the number of sentences that a piece is tried with at most.
	cutSentences = 4
)

// leastCut is by how much more the two halves of a cut must score as pairs than the link
// and what stands alone beside it, by the side of that. More source segments are lost than
// target segments are added.
var leastCut = [2]float64{5, 4}

// joinPieces adds what stands alone beside a link to it if it is a piece of it: cut
// between two sentences, the other side of the link makes two pairs that are worth more
// than the link. The whole says less, since a piece is short beside what it belongs to:
// where a translator joined two paragraphs or cut one, the path easily leaves the shorter
// one alone.
func joinPieces(x *index, links []Link, model *Model) []Link {
	g := newGatherer(x, links, model)
	_, plain := modelFor(x.a, x.b)
	looks := 0
	for side := range 2 {
		owner := g.owner(side)
		for at := range owner {
			if looks < mostLooks && g.standsAlone(owner, at) {
				looks++
				g.joinPiece(side, at, plain)
			}
		}
	}
	return g.settled()
}

// joinPiece adds a segment that stands alone to the one of the two links beside it that it
// is a piece of, if it is one.
func (g *gatherer) joinPiece(side, at int, plain bool) {
	var best *offer
	for _, way := range []int{-1, 1} {
		p, o := g.pieceBeside(side, at, way)
		if o == nil {
			continue
		}
		o.gain = p.gain(g, plain) - leastCut[side]
		if o.gain > 0 && (best == nil || o.gain > best.gain) {
			best = o
		}
	}
	if best != nil {
		g.takeOffer(best)
	}
}

// piece is a segment that stands alone next to a link.
type piece struct {
	side, at int // of the segment, side 0 being the source
	link     Link
	// behind says that the segment follows the link.
	behind bool
}

// pieceBeside is a segment as a piece of the link next to it on one of its ends, and the
// offer to add it there, or nil if it can be none.
func (g *gatherer) pieceBeside(side, at, way int) (p piece, o *offer) {
	owner, next := g.owner(side), at+way
	if next < 0 || next >= len(owner) || owner[next] == pinned {
		return p, nil
	}
	p = piece{side: side, at: at, link: g.links[owner[next]], behind: way < 0}
	own, other := p.link.sides(side)
	if len(own) == 0 || len(other) == 0 || g.side(1 - side)[p.end()].sentences < 2 {
		return p, nil
	}
	o = g.offerWith(owner[next], side, []int{at})
	if !g.joinable(o.a, o.b) {
		return p, nil
	}
	if g.measureOffer(o); !o.answers {
		return p, nil
	}
	return p, o
}

// side is the outline of a side, 0 for the source.
func (g *gatherer) side(side int) Outline {
	if side == 0 {
		return g.x.a
	}
	return g.x.b
}

// end is the segment of the other side of the link that is next to the piece.
func (p *piece) end() int {
	_, other := p.link.sides(p.side)
	if p.behind {
		return other[len(other)-1]
	}
	return other[0]
}

// gain is by how much more the best cut of the other side scores, as two pairs, than the
// link and the piece alone.
func (p *piece) gain(g *gatherer, plain bool) float64 {
	text := g.side(1 - p.side)[p.end()].Text
	sentences := sentence.Split(text)
	best := 0.0
	for n := 1; n <= cutSentences && n < len(sentences); n++ {
		at := sentences[n].Start
		if p.behind {
			at = sentences[len(sentences)-n].Start
		}
		best = max(best, p.gainAt(g, plain, strings.TrimSpace(text[:at]), strings.TrimSpace(text[at:])))
	}
	return best
}

// gainAt is the same of one cut, which makes two texts of the segment next to the piece.
func (p *piece) gainAt(g *gatherer, plain bool, first, second string) (gain float64) {
	w := &borders{ratio: g.x.ratio, model: g.model, plain: plain}
	var n near
	var from [2]int
	n.a, from[0] = surroundings(g.x.a, p.link.A)
	n.b, from[1] = surroundings(g.x.b, p.link.B)
	whole := Link{A: mapPlaces(p.link.A, minus(from[0])), B: mapPlaces(p.link.B, minus(from[1]))}
	alone := []int{p.at - from[p.side]}
	score := func(g *gatherer, own, other []int) float64 {
		if p.side == 0 {
			return g.scoreBead(own, other)
		}
		return g.scoreBead(other, own)
	}
	own, other := whole.sides(p.side)
	w.weigh(n, func(g *gatherer) { gain -= score(g, own, other) + score(g, alone, nil) })
	end := p.end() - from[1-p.side]
	cut, rest := end, mapPlaces(other, minus(-1))
	if p.behind {
		cut, rest = end+1, other
	}
	if p.side == 0 {
		n.b = cutInTwo(n.b, end, first, second)
	} else {
		n.a = cutInTwo(n.a, end, first, second)
	}
	w.weigh(n, func(g *gatherer) { gain += score(g, own, rest) + score(g, alone, []int{cut}) })
	return gain
}

// surroundings are the segments around those of a link, which tell how rare words are,
// and the place of the first of them.
func surroundings(o Outline, places []int) (Outline, int) {
	from := max(places[0]-surround, 0)
	return slices.Clone(o[from:min(places[len(places)-1]+2+surround, len(o))]), from
}

func minus(n int) func(int) int { return func(k int) int { return k - n } }

// cutInTwo is an outline with two segments in the place of one.
func cutInTwo(o Outline, at int, first, second string) Outline {
	return slices.Replace(o, at, at+1, o[at].withText(first), o[at].withText(second))
}
