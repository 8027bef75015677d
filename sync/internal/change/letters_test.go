package change

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Two texts have the same letters when what is left of them without anything else is one text.
func TestSameLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([aAbBİıIĞğÉéÄäДдß1٣ ,.’'-]|\x{0301}){0,5}`)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if got, want := SameLetters(a, b), lettersOf(a) == lettersOf(b); got != want {
			t.Errorf("%q, %q: %v", a, b, got)
		}
	})
}

func lettersOf(text string) string {
	return strings.Map(func(u rune) rune {
		if inline.InWord(u) {
			return unicode.ToLower(u)
		}
		return -1
	}, text)
}
