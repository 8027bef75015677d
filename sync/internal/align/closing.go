package align

import (
	"math"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// longClosing is the number of letters up to which a line can close a letter, and
// closingFits by how much better lengths must fit with it than without.
const longClosing, closingFits = 40, 0.25

// joinClosing adds the line that closes a letter ("Yours sincerely,") to the link of the
// name below it, or the name to that of the line, where the other side has both in one
// paragraph. Texts as short as these say no more than how long they are. It says how many
// beads it has tried.
func (g *gatherer) joinClosing(k int) int {
	l := g.links[k]
	if !g.joinable(l.A, l.B) {
		return 0
	}
	tried := 0
	for side := range 2 {
		own := g.side(side)
		from, _ := l.sides(side)
		first, last, alone := from[0], from[len(from)-1], 0
		switch owner := g.owner(side); {
		case g.standsAlone(owner, first-1) && own[first-1].closes():
			alone = first - 1
		case own[last].closes() && g.standsAlone(owner, last+1) && own[last+1].joinable():
			alone = last + 1
		default:
			continue
		}
		o := g.offerWith(k, side, []int{alone})
		tried++
		if g.measureOffer(o); o.gain > leastGain && math.Abs(o.was)-math.Abs(o.off) > closingFits {
			g.takeOffer(o)
			break
		}
	}
	return tried
}

// closes reports whether a segment is a short paragraph that ends with a comma.
func (s *Segment) closes() bool {
	return s.Kind == block.Paragraph && s.length <= longClosing && strings.ContainsRune(",،，、", s.last())
}
