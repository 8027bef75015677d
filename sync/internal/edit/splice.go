package edit

import (
	"cmp"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Patch puts a text in the place of some bytes of a file.
type Patch struct {
	Span block.Span
	Text string
}

// Splice makes patches in bytes. Those at one place stay in their order. It
// reports false where two overlap.
func Splice(src []byte, patches []Patch) ([]byte, bool) {
	slices.SortStableFunc(patches, func(a, b Patch) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	var out []byte
	at := 0
	for _, p := range patches {
		if p.Span.Start < at {
			return nil, false
		}
		out = append(append(out, src[at:p.Span.Start]...), p.Text...)
		at = p.Span.End
	}
	return append(out, src[at:]...), true
}

// Choose adds to good those of some changes that can be made together with them:
// it halves until the changes at fault stand alone, and tries the other ways to
// make each of these, one after another. Holds reports whether changes can be made
// together; it is called with the result last.
func Choose[C any](good, some []C, holds func([]C) bool, otherWays func(C) []C) []C {
	if len(some) == 0 {
		return good
	}
	if all := slices.Concat(good, some); holds(all) {
		return all
	}
	if middle := len(some) / 2; middle > 0 {
		good = Choose(good, some[:middle], holds, otherWays)
		return Choose(good, some[middle:], holds, otherWays)
	}
	for _, c := range otherWays(some[0]) {
		if all := append(slices.Clone(good), c); holds(all) {
			return all
		}
	}
	return good
}
