package drift

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
)

// samePlace pairs what stands in one order of kinds, on both sides, between two
// neighbours that stayed, if there is little of each kind. What is new and has a translation of its own already
// replaces nothing.
func (e *examination) samePlace(links []align.Link) []align.Link {
	gone, come := loneSegments(links)
	gone, come = withoutEnds(e.base.Outline, gone), withoutEnds(e.source.Outline, come)
	answers := e.answersBeside(gone, come)
	var out []align.Link
	for _, g := range gapsBetween(links, gone, come) {
		if g.come = e.unansweredIn(g, answers); len(g.come) == 0 {
			continue
		}
		if len(g.gone) != len(g.come) {
			out = append(out, e.rewordedInGap(links, g)...)
			continue
		}
		alike := true
		for k := range g.gone {
			alike = alike && e.sameShape(g, k) && !e.isSaidElsewhere(g.gone[k], g.come[k], come)
		}
		if !alike {
			out = append(out, e.rewordedInGap(links, g)...)
			continue
		}
		for k := range g.gone {
			out = append(out, align.Link{A: g.gone[k : k+1], B: g.come[k : k+1], Confidence: 1})
		}
	}
	return out
}

// withoutEnds are some segments of an outline without the ends of containers: they are all
// the same, and one more of them makes no other order.
func withoutEnds(o align.Outline, which []int) []int {
	return slices.DeleteFunc(which, func(i int) bool { return isContainerEnd(&o[i]) })
}

// rewordedInGap pairs, in a gap where something else came or went as well, what the
// words or the place show to be one segment: headings and containers of the same text behind
// them, then what shares the most words with each other.
func (e *examination) rewordedInGap(links []align.Link, g gap) []align.Link {
	next, old := map[int]int{}, map[int]bool{} // what became of the segments of the base, and what they became
	for _, l := range links {
		if len(l.A) > 0 && len(l.B) > 0 {
			next[l.A[0]] = l.B[0]
			for _, j := range l.B {
				old[j] = true
			}
		}
	}
	var out []align.Link
	gone, come := slices.Clone(g.gone), slices.Clone(g.come)
	pair := func(i, j int) {
		out = append(out, align.Link{A: []int{i}, B: []int{j}, Confidence: 1})
		gone = slices.DeleteFunc(gone, func(x int) bool { return x == i })
		come = slices.DeleteFunc(come, func(x int) bool { return x == j })
	}
	for _, i := range g.gone {
		if j := e.headingOfSame(i, next, old, g); j >= 0 && slices.Contains(come, j) {
			pair(i, j)
		} else if at, ok := next[i+1]; ok && slices.Contains(come, at-1) && e.areDirectives(i, at-1) {
			pair(i, at-1) // what stood in it still does
		}
	}
	then, now := e.sayingsOf(e.base.Outline, gone), e.sayingsOf(e.source.Outline, come)
	for _, i := range slices.Clone(gone) {
		j := mostShared(come, func(j int) float64 { return sharedOf(then[i], now[j]) })
		if j >= 0 && mostShared(gone, func(i int) float64 { return sharedOf(then[i], now[j]) }) == i {
			pair(i, j)
		}
	}
	return out
}

// headingOfSame is the heading of the source, new in a gap, below which stands the text that
// a heading of the base had below it, or -1: a section of which some text stayed is the same
// section.
func (e *examination) headingOfSame(i int, next map[int]int, old map[int]bool, g gap) int {
	if e.base.Outline[i].Kind != block.Heading {
		return -1
	}
	below := i + 1
	for slices.Contains(g.gone, below) && e.base.Outline[below].Kind != block.Heading {
		below++
	}
	at, ok := next[below]
	if !ok || below > i+1 && (e.base.Outline[below].Kind == block.Heading || countHeadings(e.base.Outline, g.gone) != countHeadings(e.source.Outline, g.come)) {
		return -1 // where one became two, the text may be another's now
	}
	j := at - 1
	for j >= 0 && !old[j] && e.source.Outline[j].Kind != block.Heading {
		j-- // what is new here and translated already is none of the gap
	}
	if slices.Contains(g.come, j) && e.areHeadings(i, j) {
		return j
	}
	return -1
}

// countHeadings counts the headings among some segments of an outline.
func countHeadings(o align.Outline, which []int) int {
	n := 0
	for _, i := range which {
		if o[i].Kind == block.Heading {
			n++
		}
	}
	return n
}

// isSaidElsewhere reports whether a segment of the base has no word in common with what
// stands in its place, while another new one that is not much longer has them all. Code is
// said by code alone: the prose around it has the same words.
func (e *examination) isSaidElsewhere(i, place int, come []int) bool {
	words := func(s *align.Segment) []string { return contentWords(s.Text, e.source.Language) }
	said := words(&e.base.Outline[i])
	if len(said) < 2 || countAkin(said, words(&e.source.Outline[place])) > 0 {
		return false
	}
	isCode := e.base.Outline[i].Kind == block.Code
	return slices.ContainsFunc(come, func(j int) bool {
		if isCode && e.source.Outline[j].Kind != block.Code {
			return false
		}
		other := words(&e.source.Outline[j])
		return j != place && len(other) <= 4*len(said) && countAkin(said, other) == len(said)
	})
}

// areHeadings reports whether segments of the base and of the source are headings of
// one level.
func (e *examination) areHeadings(i, j int) bool {
	s, t := &e.base.Outline[i], &e.source.Outline[j]
	return s.Kind == block.Heading && t.Kind == block.Heading && s.Level == t.Level
}

// areDirectives reports whether segments of the base and of the source begin containers.
func (e *examination) areDirectives(i, j int) bool {
	return e.base.Outline[i].Kind == block.Directive && e.source.Outline[j].Kind == block.Directive
}

// A saying is what a segment says, to be compared with what another says.
type saying struct {
	segment *align.Segment
	content []string // as of contentWords
	words   []string // all that have letters, in order, in lower case
}

// sayingsOf maps the places of some segments of an outline to what they say.
func (e *examination) sayingsOf(o align.Outline, which []int) map[int]saying {
	out := make(map[int]saying, len(which))
	for _, i := range which {
		out[i] = saying{&o[i], contentWords(o[i].Text, e.source.Language), change.Words(o[i].Text)}
	}
	return out
}

// sharedOf is the share of the words of the shorter of two segments that the other has
// too, if they are of one kind and that is enough to take the one for the other reworded,
// else 0.
func sharedOf(x, y saying) float64 {
	s, t := x.segment, y.segment
	if s.Kind != t.Kind || s.Level != t.Level || !s.Kind.Prose() || s.Kind == block.Footnote || s.Kind == block.TableRow || s.Kind == block.LinkDefinition {
		return 0
	}
	a, b := x.content, y.content
	if len(a) > len(b) {
		a, b = b, a
	}
	common := countAkin(a, b)
	share := float64(common) / float64(max(len(a), 1))
	isBegun := strings.HasPrefix(t.Text, s.Text) || strings.HasPrefix(s.Text, t.Text) ||
		min(len(x.words), len(y.words)) > begunAlike && slices.Equal(x.words[:begunAlike], y.words[:begunAlike])
	switch {
	case isBegun && common > 0, common >= leastShared && (share >= rewordedWords || haveRun(x.words, y.words)):
		return share
	}
	return 0
}

// What two texts in one gap must share to be one, reworded.
const (
	leastShared   = 4
	rewordedWords = 0.7 // of the words of the shorter one
	runOfWords    = 7   // one behind the other, as they are
	begunAlike    = 4   // words at the start
)

// haveRun reports whether two texts have a long run of words in common.
func haveRun(a, b []string) bool {
	_, n := longestRun(a, b, runOfWords)
	return n > 0
}

// mostShared is the segment that shares the most words, or -1 if none shares any.
func mostShared(segments []int, share func(segment int) float64) int {
	best, most := -1, 0.0
	for _, s := range segments {
		if share := share(s); share > most {
			best, most = s, share
		}
	}
	return best
}

// inOrder is how many segments of one kind may have been rewritten between two neighbours
// and still be told from each other by their order.
const inOrder = 3

// sameShape reports whether the segments at a place in both sides of a gap, as many on each,
// are of one kind, and there are few others of it. A paragraph of words does not replace one
// without any, such as a bare link to a demonstration.
func (e *examination) sameShape(g gap, k int) bool {
	s, t := &e.base.Outline[g.gone[k]], &e.source.Outline[g.come[k]]
	same := func(o *align.Segment) bool {
		return o.Kind == s.Kind && o.Level == s.Level || e.isPicture(o) && e.isPicture(s)
	}
	alike := 0
	for _, i := range g.gone {
		if same(&e.base.Outline[i]) {
			alike++
		}
	}
	if alike > inOrder || s.Kind == block.Paragraph && e.isWordless(s) != e.isWordless(t) || s.Kind == block.LinkDefinition && !e.sameDefinition(s, t) {
		return false
	}
	return same(t) && s.Kind != block.Footnote && (s.Text != "" || s.Kind == block.Rule)
}

// isPicture reports whether a segment shows pictures and nothing else.
func (e *examination) isPicture(s *align.Segment) bool {
	return s.Kind == block.Image || s.Kind == block.Paragraph && isLead(s.Text, "![") && e.isWordless(s)
}

// isWordless reports whether a segment of the source's language has no words.
func (e *examination) isWordless(s *align.Segment) bool {
	return len(contentWords(s.Text, e.source.Language)) == 0
}

// gap are the segments of both sides, without counterparts, between two
// neighbours that have theirs.
type gap struct{ gone, come []int }

// gapsBetween cuts lists of segments without counterparts, which rise, at the
// links that keep the order.
func gapsBetween(links []align.Link, gone, come []int) []gap {
	var both []align.Link
	for _, l := range links {
		if len(l.A) > 0 && len(l.B) > 0 {
			both = append(both, l)
		}
	}
	slices.SortFunc(both, func(p, q align.Link) int { return p.A[0] - q.A[0] })
	var out []gap
	upTo := func(endA, endB int) {
		a, b := countBefore(gone, endA), countBefore(come, endB)
		if a > 0 && b > 0 {
			out = append(out, gap{gone[:a:a], come[:b:b]})
		}
		gone, come = gone[a:], come[b:]
	}
	for _, l := range align.Rising(both, func(l align.Link) int { return l.B[0] }) {
		upTo(l.A[0], l.B[0])
	}
	if len(gone) > 0 && len(come) > 0 {
		out = append(out, gap{gone, come})
	}
	return out
}

// countBefore is how many of some rising places are before another.
func countBefore(places []int, end int) int {
	n, _ := slices.BinarySearch(places, end)
	return n
}
