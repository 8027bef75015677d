package align

import (
	"cmp"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// strongLead matches the words in strong type with which a text begins.
var strongLead = regex.Lazy(`(?s)^(?:\*\*(.+?)\*\*|__(.+?)__|<(?:b|strong)>(.+?)</(?:b|strong)>)`)

// likeLead is how many times as long as a head the lead of a paragraph may be, or the other
// way round.
const likeLead = 3

// lead are the words in strong type that a paragraph begins with, or "". Alone says that
// nothing stands behind them.
func (s *Segment) lead() (words string, alone bool) {
	if !joinable(s.Kind) {
		return "", false
	}
	found := strongLead.FindStringSubmatch(s.Text)
	if found == nil {
		return "", false
	}
	return cmp.Or(found[1:]...), found[0] == strings.TrimSpace(s.Text)
}

// isHead reports whether a segment stands above others: a heading, or a paragraph that is
// strong as a whole.
func (s *Segment) isHead() bool {
	_, alone := s.lead()
	return s.Kind == block.Heading || alone
}

// joinLeads joins a head of a side with what stands below it, if one of the two stands alone
// and the other side has one paragraph for both that begins in strong type: "### 1 May" above
// a paragraph, and "**1 May.** We set sail."
func (g *gatherer) joinLeads(side int) {
	owner, own := g.owner(side), g.side(side)
	for head := 0; head+1 < len(own); head++ {
		alone, joined := head, head+1
		if !g.standsAlone(owner, alone) {
			alone, joined = joined, alone
		}
		if !g.standsAlone(owner, alone) || owner[joined] == pinned || !own[head].isHead() || !own[head+1].isPlain() {
			continue
		}
		from, to := g.links[owner[joined]].sides(side)
		if len(to) == 0 || from[0] != joined || !g.side(1 - side)[to[0]].isLedBy(&own[head]) {
			continue
		}
		o := g.offerWith(owner[joined], side, []int{alone})
		g.measureOffer(o)
		g.takeOffer(o)
	}
}

// isPlain reports whether a segment is a paragraph that has no lead.
func (s *Segment) isPlain() bool {
	words, _ := s.lead()
	return joinable(s.Kind) && words == ""
}

// isLedBy reports whether a paragraph begins in strong type with words that can be those of
// a head.
func (s *Segment) isLedBy(head *Segment) bool {
	words, alone := s.lead()
	length := lengthOf(words)
	return length > 0 && !alone && length <= likeLead*head.length && head.length <= likeLead*length
}
