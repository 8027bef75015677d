package align_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// TestDictionary aligns paragraphs of one length in languages of which nothing is known,
// two of them missing: only a dictionary tells which.
func TestDictionary(t *testing.T) {
	var source, target []string
	want := map[[2]int]bool{}
	for k := range 12 {
		source = append(source, fmt.Sprintf("%s %s %s.", word(k, "bdfgklm"), word(k+20, "bdfgklm"), word(k+40, "bdfgklm")))
		if k != 3 && k != 7 {
			want[[2]int{k, len(target)}] = true
			target = append(target, fmt.Sprintf("%s %s %s.", word(k, "nprstvz"), word(k+20, "nprstvz"), word(k+40, "nprstvz")))
		}
	}
	words := align.Dictionary("sw", "zu", func(yield func(source, target string) bool) {
		for n := range 60 {
			if !yield(word(n, "bdfgklm"), word(n, "nprstvz")) {
				return
			}
		}
	})
	read := func(paragraphs []string, lang string) align.Outline {
		return align.NewOutline(markdown.Parse([]byte(strings.Join(paragraphs, "\n\n")+"\n")), lang)
	}
	a, b := read(source, "sw"), read(target, "zu")
	without := right(align.Across(a, b, nil), want)
	with := right(align.Across(words.Source(a, "sw"), words.Target(b, "zu"), nil), want)
	if with != len(want) || without >= with {
		t.Errorf("%d of %d pairs found, %d without the dictionary", with, len(want), without)
	}
	if both := words.With(nil); both != words || (*align.Lexicon)(nil).With(words) != words || words.With(words).Len() != words.Len() {
		t.Error("a lexicon with nothing is another one")
	}
}
