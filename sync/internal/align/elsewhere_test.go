package align

import (
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
		pair   = "## Dawn\n\nAsk the keeper of the lamp for a seat in the boat.\n\nGulls wake first.\n\n## Dusk\n\nAsk the keeper of the lamp for a seat in the boat.\n\nBats fly low.\n\nNets are hung up to dry.\n\n"
		apart  = "## Dawn\n\nAsk the keeper of the lamp for a seat in the boat.\n\nGulls wake first.\n\n## Dusk\n\nBats fly low.\n\nNets are hung up to dry.\n\nAsk the keeper of the lamp for a seat in the boat.\n\n"
		single = "## Snow\n\nA thin cover lies on the dunes for a week.\n\n### How deep\n\nRarely above the ankle.\n\n"
	)
	for name, c := range map[string]struct {
		then, now string
		text      string // in question, of which each has a counterpart or one has none
		goes      bool
	}{
		"one section went, another came": {tides + gales + fog, gales + fog + ice, "Why", false},
		"a section moved":                {tides + gales + fog, gales + fog + tides, "Why", true},
		"a text of its own":              {single + gales + fog, gales + fog + "### How deep\n\nAs the hull needs it, and a yard more.\n\n", "How deep", true},
		"a sentence said twice moved":    {pair, apart, "Ask the keeper of the lamp for a seat in the boat.", true},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := outlineOf(c.then), outlineOf(c.now)
			links, goes := Within(a, b), true
			for _, l := range links {
				goes = goes && (len(l.A) == 0 || a[l.A[0]].Text != c.text || len(l.B) > 0)
			}
			if goes != c.goes {
				t.Errorf("have counterparts: %v", goes)
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
