package align

import (
	"slices"
	"strings"
	"unicode"
)

// Bounds of the share of segments with a capital from which an outline has them, and up to
// which it is written without.
const (
	hasCapitals = 0.5
	fewCapitals = 0.05
)

// nameUncased gives the names in an outline without capitals, as a transcript or a chat may
// be, the keys of names: what is one in the other outline, which has capitals, is one here.
func nameUncased(a, b Outline) (Outline, Outline) {
	switch ca, cb := capitalised(a), capitalised(b); {
	case ca < fewCapitals && cb >= hasCapitals:
		return namedAs(a, b), b
	case cb < fewCapitals && ca >= hasCapitals:
		return a, namedAs(b, a)
	}
	return a, b
}

// capitalised is the share of the segments with small letters that have a capital, 1 if
// there are none.
func capitalised(o Outline) float64 {
	cased, with := 0, 0
	for i := range o {
		if groupOf(o[i].Kind) != prose || !strings.ContainsFunc(o[i].Text, unicode.IsLower) {
			continue
		}
		cased++
		if strings.ContainsFunc(o[i].Text, unicode.IsUpper) {
			with++
		}
	}
	if cased == 0 {
		return 1
	}
	return float64(with) / float64(cased)
}

// namedAs is an outline in which the words that are names in another one are names.
func namedAs(o, other Outline) Outline {
	names := map[key]bool{}
	for i := range other {
		for _, k := range other[i].keys() {
			if k.class() == byName {
				names[k] = true
			}
		}
	}
	out := slices.Clone(o)
	for i := range out {
		keys := slices.Clone(out[i].keys())
		for n, k := range keys {
			if name := k&^7 | key(byName); k.class() == byCognate && names[name] {
				keys[n] = name
			}
		}
		out[i].withKeys(keys)
	}
	return out
}
