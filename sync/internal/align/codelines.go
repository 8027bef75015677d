package align

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// The code of an example and that of another have the same words: the names of a library,
// what every program begins with. Where neither neighbour shows that they belong together, two
// blocks are the same code only if lines of them are the same.
const (
	// leastLine is the number of letters and digits from which a line says something.
	leastLine = 4
	// enoughLines is the number of such lines from which two blocks can be told apart.
	enoughLines = 3
	// sameLines is the share of the lines of the shorter of two blocks that the other has too.
	sameLines = 0.4
)

// partOtherCode parts the pairs of code that have too few lines in common and that no pair of
// neighbours holds together: text of the source that came since the translation was made, and
// text of the translation whose source went, often have an example each.
func partOtherCode(x *index, links []Link, pins []Link) []Link {
	both := slices.Concat(links, pins)
	ownerA, ownerB := ownersOf(both, len(x.a), len(x.b))
	var out []Link
	for k := range links {
		l := &links[k]
		if len(l.A) != 1 || len(l.B) != 1 ||
			isPairBeside(both, ownerA, ownerB, l, -1) || isPairBeside(both, ownerA, ownerB, l, 1) || // to compare lines is dear
			!isOtherCode(&x.a[l.A[0]], &x.b[l.B[0]]) {
			out = append(out, *l)
			continue
		}
		out = append(out, l.parted()...)
	}
	return out
}

// isPairBeside reports whether what stands beside the two sides of a link of one segment each
// belongs together, or both stand at the end. What was left out of the alignment belongs to
// nothing.
func isPairBeside(links []Link, ownerA, ownerB []int, l *Link, way int) bool {
	i, j := l.A[0]+way, l.B[0]+way
	outA, outB := i < 0 || i >= len(ownerA), j < 0 || j >= len(ownerB)
	if outA || outB {
		return outA && outB
	}
	return ownerA[i] != pinned && ownerA[i] == ownerB[j] && len(links[ownerA[i]].A)*len(links[ownerB[j]].B) > 0
}

// isOtherCode reports whether two segments are blocks of code of which too few lines are
// the same.
func isOtherCode(a, b *Segment) bool {
	if a.Kind != block.Code || b.Kind != block.Code || a.Digest == b.Digest {
		return false
	}
	these, those := codeLines(a.Text), codeLines(b.Text)
	least := min(len(these), len(those))
	common := 0
	for line := range these {
		if those[line] {
			common++
		}
	}
	return least >= enoughLines && float64(common) < sameLines*float64(least)
}

// codeLines are the lines of a block of code, each as its letters and digits, without what
// is read by people: a line with letters that code does not have is text.
func codeLines(text string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(text) {
		isText := false
		if strings.ContainsAny(line, `#/%;-<"'`) { // as all that is for people has
			line = forPeople.ReplaceAllString(line, "")
		}
		line = strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return -1
			}
			isText = isText || r > unicode.MaxASCII
			return r
		}, line)
		if len(line) >= leastLine && !isText {
			out[line] = true
		}
	}
	return out
}

// forPeople matches a comment, or a text in quotation marks, in a line of most languages.
var forPeople = regex.Lazy(`(?:^|\s)(?:#|//|--|%|;;).*$|/\*.*?(?:\*/|$)|<!--.*?(?:-->|$)|"[^"]*"|'[^']*'`)
