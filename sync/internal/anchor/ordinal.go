package anchor

import (
	"slices"
	"strings"
)

// compareOrdinals reports a place in an order, in figures or in words, for which the other
// text has another: "the second edition" and "üçüncü baskı". Of several nothing is said, since
// each may count something else.
func compareOrdinals(out []Disagreement, gone, come places) []Disagreement {
	a, b := gone.ordinals, come.ordinals
	switch {
	case len(a) == 0:
		a = gone.figures // "chapter 4" and «пятая глава»
	case len(b) == 0:
		b = come.figures
	}
	if len(a) != 1 || len(b) != 1 {
		return out
	}
	found := differingOn(a[0], b[0], a[0].Value, b[0].Value)
	if slices.ContainsFunc(out, func(d Disagreement) bool { return d.Source == found.Source || d.Target == found.Target }) {
		return out
	}
	return append(out, found)
}

// places are what a text states that the other does not: places in an order, and small numbers
// in figures, which may be such.
type places struct{ ordinals, figures []*claim }

// placesIn are the places of a text that the other side does not state.
func (x index) placesIn(claims []claim, own index) places {
	const most = 20
	return places{x.unansweredClaims(claims, own, isOrdinal), x.unansweredClaims(claims, own, func(c *claim) bool {
		return !c.Ordinal && !c.Spelled && !c.glued && c.Kind == Number && c.Unit == "" && c.Notation == "" && allDigits(c.Value) && atoi(c.Value) <= most
	})}
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
