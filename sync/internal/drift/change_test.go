package drift

import (
	"testing"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// Two texts have the same letters when what is left of them without anything else is one text.
func TestSameLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([aAbBİıIĞğÉéÄäДдß1٣ ,.’'-]|\x{0301}){0,5}`)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if got, want := sameLetters(a, b), joinLetters([]string{a}) == joinLetters([]string{b}); got != want {
			t.Errorf("%q, %q: %v", a, b, got)
		}
	})
}
