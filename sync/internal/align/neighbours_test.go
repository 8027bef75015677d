package align

import (
	"strings"
	"testing"
)

// TestEqualRowsGoWithTheirSections holds that what stands many times in a document is known by
// what stands beside it.
func TestEqualRowsGoWithTheirSections(t *testing.T) {
	section := func(name, says, rest string) string {
		host := strings.ToLower(name) + ".example"
		return "## " + name + "\n\n" + says + rest + ".\n\n| Way | Address |\n|---|---|\n" +
			"| plain lamp | `" + host + ":53`, add it to the tower" + rest + " |\n| veiled lamp | `veiled." + host + "`, add it to the tower |\n\n"
	}
	sections := func(rest string, names ...string) (out string) {
		says := map[string]string{
			"Bay": "Two moons lift the water", "Cape": "Gulls keep the tower awake", "Dune": "Sand wanders over every road", "Fjord": "Ships turn where cliffs begin",
		}
		for _, n := range names {
			out += section(n, says[n], rest)
		}
		return out
	}
	for name, c := range map[string]struct {
		then, now string
		heads     int // that have counterparts
	}{
		"two changed places":          {sections("", "Bay", "Cape", "Dune"), sections("", "Dune", "Bay", "Cape"), 3},
		"all were edited and turned":  {sections("", "Bay", "Cape", "Dune"), sections(" since May", "Dune", "Cape", "Bay"), 3},
		"one went, the others turned": {sections("", "Bay", "Cape", "Dune"), sections(" since May", "Dune", "Bay"), 2},
		"the first of them went":      {sections("", "Bay", "Cape", "Dune"), sections(" since May", "Cape", "Dune"), 2},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := outlineOf(c.then), outlineOf(c.now)
			heads := 0
			hold := func(i, j int) {
				if from, to := titleAbove(a, i), titleAbove(b, j); from != to {
					t.Errorf("%q of %s is %q of %s", a[i].Text, from, b[j].Text, to)
				}
				if strings.Contains(a[i].Text, "| Way |") {
					heads++
				}
			}
			for _, l := range Within(a, b) {
				if len(l.A) > 0 && len(l.B) > 0 {
					hold(l.A[0], l.B[0])
				}
			}
			if heads != c.heads {
				t.Errorf("%d heads have counterparts, want %d", heads, c.heads)
			}
			for _, p := range Same(a, b) {
				hold(p[0], p[1])
			}
		})
	}
}

// What stood in a section that went is not looked for in the one before it, though all of that was
// edited.
func TestEqualRowsOfALostSection(t *testing.T) {
	section := func(name, says, then, row string) string {
		return "## " + name + "\n\n" + says + "\n\n" + then + "\n\n| Name | Says |\n|---|---|\n| limit | " + row + " |\n\n"
	}
	const dune = "## Dune\n\nSand wanders over every road.\n"
	a := outlineOf(section("Bay", "Two moons lift the water.", "It stays so until dusk.", "how many boats may pass") +
		section("Cape", "Gulls keep the tower awake.", "They write all down.", "how many boats are listed") + dune)
	b := outlineOf(section("Bay", "Two pale moons lift all the water.", "It stays wide so until late dusk.", "how many heavy boats may pass") + dune)
	for _, p := range Same(a, b) {
		if from, to := titleAbove(a, p[0]), titleAbove(b, p[1]); from != to {
			t.Errorf("%q of %s is that of %s", a[p[0]].Text, from, to)
		}
	}
	for _, l := range Within(a, b) {
		if len(l.A) > 0 && len(l.B) > 0 && titleAbove(a, l.A[0]) != titleAbove(b, l.B[0]) {
			t.Errorf("%q is %q of another section", a[l.A[0]].Text, b[l.B[0]].Text)
		}
	}
}

// titleAbove is the text of the title of the section in which a segment stands.
func titleAbove(o Outline, i int) string {
	for o[i].Level == 0 {
		i--
	}
	return o[i].Text
}
