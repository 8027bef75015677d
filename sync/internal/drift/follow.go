package drift

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/anchor"
)

// Unfollowed reports whether the translation of a stale row still states a
// quantity that the source has replaced by another, in figures or in words, and
// does not state the new one: whoever edited it did something else.
func Unfollowed(r *Row, source, target string) bool {
	if r.State != Stale || len(r.Source) == 0 || len(r.Target) == 0 {
		return false
	}
	read := func(lang, text string) []anchor.Anchor {
		return anchor.Reading{Language: anchor.LanguageOf(lang), Syntax: r.Source[0].Block.Syntax}.Scan(text)
	}
	was, now, there := read(source, r.Was), read(source, r.Now), read(target, r.Translation)
	gone, come := quantitiesBeside(was, now), quantitiesBeside(now, was)
	states := func(x anchor.Anchor) bool {
		return slices.ContainsFunc(there, func(y anchor.Anchor) bool { return sameQuantity(x, y) })
	}
	return slices.ContainsFunc(gone, states) && slices.ContainsFunc(come, func(x anchor.Anchor) bool { return !states(x) })
}

// quantitiesBeside are the quantities that one text states and the other does not.
func quantitiesBeside(of, others []anchor.Anchor) []anchor.Anchor {
	var out []anchor.Anchor
	for _, x := range of {
		if x.Kind < anchor.Currency && !slices.ContainsFunc(others, func(y anchor.Anchor) bool { return sameQuantity(x, y) }) {
			out = append(out, x)
		}
	}
	return out
}

// sameQuantity reports whether a reading of one fact is one of the other.
func sameQuantity(x, y anchor.Anchor) bool {
	if x.Kind >= anchor.Currency || y.Kind >= anchor.Currency {
		return false
	}
	return x.Value == y.Value || slices.Contains(x.Alt, y.Value) || slices.Contains(y.Alt, x.Value)
}
