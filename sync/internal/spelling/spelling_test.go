package spelling

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

func TestKnown(t *testing.T) {
	for _, w := range strings.Fields("safe Unsafe colour color lessor lessee unencrypted hypotension uninstall gate macro intravenous") {
		if !Known(w) {
			t.Errorf("%q is a word", w)
		}
	}
	for _, w := range strings.Fields("recieve quiter teh wich adress seperate untill occured") {
		if Known(w) {
			t.Errorf("%q is not a word", w)
		}
	}
}

func TestIsDerived(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"safe", "unsafe", true}, {"hypotension", "hypertension", true}, {"interstate", "intrastate", true}, {"recieve", "receive", false}} {
		if IsDerived(c.a, c.b) != c.want || IsDerived(c.b, c.a) != c.want {
			t.Errorf("%s, %s: want %v", c.a, c.b, c.want)
		}
	}
}

// What is folded is unfolded, whatever the words share.
func TestFold(t *testing.T) {
	word := rapid.StringMatching(`[ab]{1,40}`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(word).Draw(t, "words")
		slices.Sort(words)
		if got := Unfold(Fold(words)); !slices.Equal(got, words) {
			t.Fatalf("%q became %q", words, got)
		}
	})
}
