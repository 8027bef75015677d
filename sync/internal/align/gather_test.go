package align_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
)

// TestLongBeads joins up to fourteen paragraphs of one side into one: a letter of many
// paragraphs, or a page of dialogue.
func TestLongBeads(t *testing.T) {
	for _, lang := range []string{"tr", "ru"} {
		for n := 2; n <= 14; n++ {
			for _, at := range []int{0, 1, 6} {
				t.Run(fmt.Sprint(lang, n, " at ", at), func(t *testing.T) { joinParagraphs(t, lang, at, n) })
			}
		}
	}
}

func joinParagraphs(t *testing.T, lang string, at, n int) {
	numbers := upTo(at + n + 4)
	paragraphs := func(lang string, join bool) string {
		var out []string
		for _, k := range numbers {
			out = append(out, says(k, lang))
		}
		if join {
			out = slices.Replace(out, at, at+n, strings.Join(out[at:at+n], " "))
		}
		return strings.Join(out, "\n\n") + "\n"
	}
	for _, joined := range []int{0, 1} {
		a, b := read(paragraphs("en", joined == 0), "en"), read(paragraphs(lang, joined == 1), lang)
		links := align.Across(a, b, nil)
		if len(links) != at+1+4 {
			t.Errorf("side %d joined: %d links: %v", joined, len(links), links)
			continue
		}
		l := links[at]
		if many, one := len(l.A), len(l.B); joined == 1 && (many != n || one != 1) || joined == 0 && (many != 1 || one != n) {
			t.Errorf("side %d joined: %d with %d", joined, many, one)
		}
	}
}
