package drift

import (
	"slices"
	"testing"
)

// Tags are no words: a text that became a link says what it said.
func TestContentWords(t *testing.T) {
	for text, want := range map[string][]string{
		`<a href="rope.html" title="Sacks">Rope</a>`: {"rope"},
		"[Rope](sacks.md)":                           {"rope"},
		`Oil <img src="can.png"> can`:                {"oil", "can"},
	} {
		if got := contentWords(text, "en"); !slices.Equal(got, want) {
			t.Errorf("contentWords(%q) = %v, want %v", text, got, want)
		}
	}
}
