package align

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// strongLead matches the words in strong type with which a text begins, and figure the
// figures in them.
var (
	strongLead = regex.Lazy(`(?s)^(?:\*\*(.+?)\*\*|__(.+?)__|<(?:b|strong)>(.+?)</(?:b|strong)>)`)
	figure     = regex.Lazy(`\d+`)
)

// lead are the words in strong type that a segment begins with, or "", and what stands behind
// them. All words of a heading are strong.
func (s *Segment) lead() (words, rest string) {
	if s.Kind == block.Heading {
		return s.Text, ""
	}
	found := strongLead.FindStringSubmatch(s.Text)
	if found == nil {
		return "", s.Text
	}
	return cmp.Or(found[1:]...), strings.TrimSpace(s.Text[len(found[0]):])
}

// joinLeads joins a heading, or a line that is strong as a whole, which stands alone, with the
// link of the text below it where the other side has it at the beginning of that text: "3. Grant"
// and "**3. Grant.** The owner grants …". Both must state the same figures and be about as long,
// and the text below the heading must not begin so itself, since many a text that begins in
// strong type stands below a heading of its own.
func (g *gatherer) joinLeads(side int) {
	owner, own := g.owner(side), g.side(side)
	for at := range len(owner) - 1 {
		if !g.standsAlone(owner, at) || owner[at+1] == pinned {
			continue
		}
		l := g.links[owner[at+1]]
		from, other := l.sides(side)
		if l.Moved || len(other) == 0 || from[0] != at+1 || !g.joinable(l.A, l.B) {
			continue
		}
		head, below := own[at].lead()
		lead, text := g.side(1 - side)[other[0]].lead()
		under, _ := own[at+1].lead()
		if head == "" || below != "" || under != "" || lead == "" || text == "" || !haveSameFigures(head, lead) || !areAsLong(head, lead) {
			continue
		}
		o := g.offerWith(owner[at+1], side, []int{at})
		g.measureOffer(o)
		g.takeOffer(o)
	}
}

// haveSameFigures reports whether two texts have figures, and the same.
func haveSameFigures(a, b string) bool {
	p, q := figure.FindAllString(a, -1), figure.FindAllString(b, -1)
	return len(p) > 0 && strings.Join(p, " ") == strings.Join(q, " ")
}

// areAsLong reports whether none of two texts is twice as long as the other, in runes.
func areAsLong(a, b string) bool {
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return n < 2*m && m < 2*n
}
