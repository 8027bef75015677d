package queue

import (
	"strings"
	"testing"
	"unicode/utf8"
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
