package drift

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
)

// An item of a list that became two is one row as long as nobody has said otherwise: its
// translation is that of both.

// Shares of the words of a text that became two.
const (
	sharedOfPart = 0.75      // of the half that took its place, those that it had
	sharedOfRest = 2.0 / 3.0 // of the half beside that, the same
	foundAgain   = 0.5       // of the words that the one half lacks, those that the other has
	lackingLeast = 0.25      // of the whole, those that the one half lacks
)

// IsOtherHalf reports whether a text that is new beside another is half of what that was:
// the two have hardly a word that it did not have, and the new one most of those that went.
func IsOtherHalf(whole, part, rest []string) bool {
	lacking := slices.Clone(whole)
	for _, w := range part {
		if at := slices.Index(lacking, w); at >= 0 {
			lacking = slices.Delete(lacking, at, at+1)
		}
	}
	back := countIn(lacking, rest)
	return back > 0 && float64(len(lacking)) >= lackingLeast*float64(len(whole)) && float64(back) >= foundAgain*float64(len(lacking)) &&
		float64(countIn(part, whole)) >= sharedOfPart*float64(len(part)) &&
		float64(countIn(rest, whole)) >= sharedOfRest*float64(len(rest))
}

// ShareOfWords is the share of the words of two texts that both have, from 0 to 1.
func ShareOfWords(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	return float64(countIn(a, b)+countIn(b, a)) / float64(len(a)+len(b))
}

// countIn counts the words that are among others.
func countIn(words, others []string) int {
	n := 0
	for _, w := range words {
		if slices.Contains(others, w) {
			n++
		}
	}
	return n
}

// joinHalves adds to the links of items of the base to what they are now the other half of
// those that became two, which has no counterpart.
func (e *examination) joinHalves(links []align.Link) []align.Link {
	then, now := e.base.Outline, e.source.Outline
	linked := map[int]bool{}
	for _, l := range links {
		for _, i := range l.B {
			linked[i] = linked[i] || len(l.A) > 0
		}
	}
	joined := map[int]bool{}
	for k := range links {
		l := &links[k]
		if len(l.A) != 1 || len(l.B) != 1 || !isItem(then, l.A[0]) || !isItem(now, l.B[0]) || then[l.A[0]].Digest == now[l.B[0]].Digest {
			continue
		}
		whole, part := itemWords(&then[l.A[0]]), itemWords(&now[l.B[0]])
		for _, at := range []int{l.B[0] - 1, l.B[0] + 1} {
			if isItem(now, at) && !linked[at] && IsOtherHalf(whole, part, itemWords(&now[at])) {
				linked[at], joined[at] = true, true
				l.B = []int{min(at, l.B[0]), max(at, l.B[0])}
				break
			}
		}
	}
	return slices.DeleteFunc(links, func(l align.Link) bool { return len(l.A) == 0 && len(l.B) == 1 && joined[l.B[0]] })
}

func isItem(o align.Outline, at int) bool {
	return at >= 0 && at < len(o) && o[at].Kind == block.ListItem
}

// itemWords are the words of a segment, in lower case.
func itemWords(s *align.Segment) []string { return change.Words(s.Text) }
