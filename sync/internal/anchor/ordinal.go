package anchor

import (
	"slices"
	"strings"
)

// compareOrdinals reports a place in an order, in figures or in words, for which the other
// text has another: "the second edition" and "üçüncü baskı". Of several nothing is said, since
// each may count something else.
func compareOrdinals(out []Disagreement, gone, come []*claim) []Disagreement {
	if len(gone) != 1 || len(come) != 1 {
		return out
	}
	found := differingOn(gone[0], come[0], gone[0].Value, come[0].Value)
	if slices.Contains(out, found) {
		return out
	}
	return append(out, found)
}

func isOrdinal(c *claim) bool { return c.Ordinal && c.Kind == Number }

// compareVersions reports the first number with a point, of a language whose decimals have a
// comma, that differs from the other text's in zeros at its end alone: 3.10 and 3.1 are two
// versions.
func compareVersions(out []Disagreement, s, t []claim) []Disagreement {
	a, b := fractionsOf(s), fractionsOf(t)
	for _, c := range a {
		k := slices.IndexFunc(b, func(o *claim) bool { return c.strong == o.strong && c.Value != o.Value && (c.pointed || o.pointed) })
		if k < 0 || statesValue(a, b[k].Value) || statesValue(b, c.Value) {
			continue
		}
		return append(out, differingOn(c, b[k], c.Value, b[k].Value))
	}
	return out
}

// fractionsOf are the numbers with a fraction in figures and without a unit.
func fractionsOf(list []claim) []*claim {
	var out []*claim
	for k := range list {
		if c := &list[k]; c.Kind == Number && c.Unit == "" && !c.Spelled && strings.Contains(c.Value, ".") && len(out) < maxRivals {
			out = append(out, c)
		}
	}
	return out
}

func statesValue(list []*claim, value string) bool {
	return slices.ContainsFunc(list, func(o *claim) bool { return o.Value == value })
}
