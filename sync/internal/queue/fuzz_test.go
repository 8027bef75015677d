package queue

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/format/formattest"
)

// maxFuzzed is the number of bytes of a text that is tried. Long texts cost time
// and show nothing that short ones do not.
const maxFuzzed = 1 << 10

// FuzzWayBack sends the work of any two articles out and takes any text back for it:
// nothing panics, all files can be read again, and taking the same answers over and
// over changes nothing in the end.
func FuzzWayBack(f *testing.F) {
	f.Add("# Boats\n\nThe ferry takes 40 cars.\n", "# Tekneler\n", "Feribot 40 araba alır.")
	f.Add("- one rope\n- two ropes\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "- bir halat\n", "| 1 | 2 |\n\n> alıntı")
	f.Add("The rope[^1] is new.\n\n[^1]: Since 1911.\n", "", "[^1]: 1911'den beri.")
	f.Fuzz(func(t *testing.T, english, turkish, text string) {
		for _, s := range []string{english, turkish, text} {
			if len(s) > maxFuzzed || !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				return
			}
		}
		if strings.TrimSpace(english) == "" {
			return
		}
		x := newTree(t, english, turkish)
		answers := x.answer(nil)
		for k := range answers {
			if k%2 == 0 {
				answers[k].Text = text
			}
		}
		x.take(answers)
		x.take(answers) // paragraphs that are alike may need a second round
		was := x.snapshot()
		x.take(answers)
		x.unchanged("the same answers again", was)
	})
}

// The same holds of texts that are made of pieces, of which some have changed since they were
// recorded, and of what a tool can do.
func TestWayBackOfPieces(t *testing.T) {
	piece := rapid.SampledFrom(formattest.Pieces())
	rapid.Check(t, func(t *rapid.T) {
		glue := rapid.SampledFrom([]string{"\n\n", "\n\n", "\n", ""})
		text := func(parts []string) string {
			var b strings.Builder
			for _, p := range parts {
				b.WriteString(p + glue.Draw(t, "glue"))
			}
			return b.String() + "\n\nThe oak stands.\n"
		}
		english := rapid.SliceOfN(piece, 1, 8).Draw(t, "english")
		x := newTree(t, text(english), text(rapid.SliceOfN(piece, 0, 8).Draw(t, "turkish")))
		x.assume()
		for range rapid.IntRange(0, 3).Draw(t, "edits") {
			at := rapid.IntRange(0, len(english)).Draw(t, "at")
			if at < len(english) && rapid.Bool().Draw(t, "less") {
				english = slices.Delete(english, at, at+1)
			} else {
				english = slices.Insert(english, at, piece.Draw(t, "piece"))
			}
		}
		x.write(en, text(english))
		x.fix()
		answers := x.answer(nil)
		out := x.snapshot()
		x.take(answers)
		x.unchanged("the list as it went out", out)
		for k := range answers {
			if rapid.Bool().Draw(t, "answered") {
				answers[k].Text = piece.Draw(t, "answer")
			}
		}
		for range answers { // paragraphs that are alike may need a round each
			x.take(answers)
		}
		was := x.snapshot()
		x.take(answers)
		x.unchanged("the same answers again", was)
	})
}

// A translation that looks as if it began with the marker of its source's kind comes back as it
// went out.
func TestMarkerOfATranslation(t *testing.T) {
	x := newTree(t, "</details>- The rope is old.\n", "</details>- Halat eski.\n")
	x.assume()
	x.write(en, "- The rope is old.\n")
	answers := x.answer(nil)
	if len(answers) != 1 || answers[0].Text == "" {
		t.Fatalf("%+v", answers)
	}
	was := x.snapshot()
	x.take(answers)
	x.unchanged("the list as it went out", was)
}
