package align

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// TestManyEdits edits all of many neighbours, deletes some, inserts others and moves a
// block of them to the other end: however many they are, each is recognised.
func TestManyEdits(t *testing.T) {
	shapes := map[string]func(rows []string) string{
		"items":      func(rows []string) string { return "- " + strings.Join(rows, "\n- ") + "\n" },
		"paragraphs": func(rows []string) string { return strings.Join(rows, "\n\n") + "\n" },
		"rows": func(rows []string) string {
			return "| a |\n| --- |\n| " + strings.Join(rows, " |\n| ") + " |\n"
		},
		"code": func(rows []string) string {
			return "```\n" + strings.Join(rows, "\n```\n\n```\n") + "\n```\n"
		},
	}
	for name, shape := range shapes {
		for _, n := range []int{210, 2000} {
			t.Run(fmt.Sprint(name, n), func(t *testing.T) { manyEdits(t, n, shape) })
		}
	}
}

func manyEdits(t *testing.T, n int, shape func([]string) string) {
	random := rand.New(rand.NewPCG(uint64(n), 9))
	var before, after []string
	kept := 0
	for k := range n {
		words := make([]string, 12)
		for w := range words {
			words[w] = fmt.Sprintf("w%d", random.IntN(4*n))
		}
		before = append(before, strings.Join(words, " "))
		if k%10 == 3 {
			continue
		}
		words[5] = "edited"
		kept++
		after = append(after, strings.Join(words, " "))
		if k%10 == 7 {
			after = append(after, fmt.Sprintf("new%d entirely%d other%d content%d here%d now%d", k, k, k, k, k, k))
		}
	}
	moved := len(after) / 3
	after = append(after[moved:len(after):len(after)], after[:moved]...)
	a, b := outlineOf(shape(before)), outlineOf(shape(after))
	right := 0
	for _, l := range Within(a, b) {
		if len(l.A) == 1 && len(l.B) == 1 && strings.Contains(b[l.B[0]].Text, "edited") &&
			firstWords(a[l.A[0]].Text) == firstWords(b[l.B[0]].Text) {
			right++
		}
	}
	if right < kept {
		t.Errorf("%d of %d edited segments are recognised", right, kept)
	}
}

func outlineOf(text string) Outline { return NewOutline(markdown.Parse([]byte(text)), "en") }

// firstWords are the words of a row up to the one that was edited.
func firstWords(text string) string {
	words := strings.Fields(strings.Trim(text, "`\n"))
	return strings.Join(words[:min(5, len(words))], " ")
}
