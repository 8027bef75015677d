package align_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
)

// The sentence that a paragraph has lost is found in every language if it is no short one;
// of a paragraph that is whole none is, nor of one whose sentence stands in the next.
func TestLostSentence(t *testing.T) {
	en := guides["en"]
	first, second := strings.Join(en.mill[:6], " "), strings.Join(en.ferry, " ")
	source := outlineOf("en", first, second)
	pairs := [][2]int{{0, 0}, {1, 1}}
	for lang, g := range guides {
		rest := strings.Join(g.ferry, " ")
		if s, ok := align.LostSentence(source, outlineOf(lang, strings.Join(g.mill[:6], " "), rest), pairs, 0); ok {
			t.Errorf("%s: nothing was lost, and %q is", lang, s)
		}
		for k := range 6 {
			target := outlineOf(lang, strings.Join(lackOf(g.mill[:6], k), " "), rest)
			s, ok := align.LostSentence(source, target, pairs, 0)
			if long := len(en.mill[k]) > 50; ok && s != en.mill[k] || long && !ok {
				t.Errorf("%s: %q was lost, and %q is said", lang, en.mill[k], s)
			}
		}
		shorter := outlineOf("en", strings.Join(en.mill[:5], " "), second)
		crossed := outlineOf(lang, strings.Join(g.mill[:4], " "), strings.Join(slices.Concat(g.mill[4:5], g.ferry), " "))
		if s, ok := align.LostSentence(shorter, crossed, pairs, 0); ok {
			t.Errorf("%s: %q has crossed the border", lang, s)
		}
	}
}
