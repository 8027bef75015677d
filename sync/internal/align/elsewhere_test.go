package align

import (
	"slices"
	"testing"
)

// TestARepeatedTextGoesElsewhereWithANeighbour holds texts that stand in several places of a
// document apart from those that stand in one: where a section was deleted and another
// written, the heading that both have says nothing.
func TestARepeatedTextGoesElsewhereWithANeighbour(t *testing.T) {
	const (
		tides  = "## Tides\n\nThe moon lifts the water of the bay twice a day.\n\n### Why\n\nIt pulls at the near side harder than at the far one.\n\n"
		gales  = "## Gales\n\nStorms arrive from the west in autumn.\n\n### Why\n\nWarm currents feed them on their way over the ocean.\n\n"
		fog    = "## Fog\n\nMorning mist hides the lighthouse until nine.\n\n### Why\n\nCold sea under mild air makes droplets.\n\n"
		ice    = "## Ice\n\nThe harbour freezes only in the hardest winters.\n\n### Why\n\nSalt keeps brine liquid below zero.\n\n"
		single = "## Snow\n\nA thin cover lies on the dunes for a week.\n\n### How deep\n\nRarely above the ankle.\n\n"
	)
	for name, c := range map[string]struct {
		then, now string
		text      string // of the heading in question, the first of those that have it
		goes      bool
	}{
		"one section went, another came": {tides + gales + fog, gales + fog + ice, "Why", false},
		"a section moved":                {tides + gales + fog, gales + fog + tides, "Why", true},
		"a text of its own":              {single + gales + fog, gales + fog + "### How deep\n\nAs the hull needs it, and a yard more.\n\n", "How deep", true},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := outlineOf(c.then), outlineOf(c.now)
			i := slices.IndexFunc(a, func(s Segment) bool { return s.Text == c.text })
			links := Within(a, b)
			k := slices.IndexFunc(links, func(l Link) bool { return slices.Contains(l.A, i) })
			if goes := len(links[k].B) > 0; goes != c.goes {
				t.Errorf("has a counterpart: %v", goes)
			}
		})
	}
}

// TestWhatHasNoWordsGoesAnywhere is the other side: a rule between sections is the same rule.
func TestWhatHasNoWordsGoesAnywhere(t *testing.T) {
	a := outlineOf("```\n}\n```\n\nOne.\n\n```\n{\n```\n")
	b := outlineOf("Two is another.\n\n```\n}\n```\n\n```\n}\n```\n")
	for _, l := range Within(a, b) {
		if len(l.A) == 1 && a[l.A[0]].Text == "}" && len(l.B) == 0 {
			t.Error("a brace has no counterpart")
		}
	}
}
