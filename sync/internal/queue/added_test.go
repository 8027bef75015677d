package queue

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/anchor"
)

// TestAddedNumbers: a number that only an answer has is told, one that its source says
// in words, or converts, is not.
func TestAddedNumbers(t *testing.T) {
	scan := func(lang, text string) []anchor.Anchor { return anchor.Scan(text, anchor.LanguageOf(lang)) }
	for _, c := range []struct{ source, answer, old, want string }{
		{"The wheel turns slowly.", "Çark 12 kez yavaşça döner.", "Çark döner.", "12"},
		{"The wheel turns slowly.", "Çark 12 kez yavaşça döner.", "Çark 12 kez döner.", ""},
		{"The wheel turns twelve times.", "Çark 12 kez döner.", "", ""},
		{"It rolls for 60 miles.", "60 mil (97 km) yuvarlanır.", "", ""},
		{"The wheel turns once a day.", "Çark günde 1 kez döner.", "", ""},
	} {
		got := ""
		for _, f := range addedNumbers(scan("en", c.source), scan("tr", c.answer), scan("tr", c.old)) {
			got += f.Target
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.answer, got, c.want)
		}
	}
}
