package align

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// commandsOf is an outline of commands, each a block of code; a word in capitals is a
// paragraph.
func commandsOf(names string) Outline {
	var out Outline
	for name := range strings.FieldsSeq(names) {
		kind := block.Code
		if name == strings.ToUpper(name) {
			kind = block.Paragraph
		}
		out = append(out, SegmentOf(&block.Block{Kind: kind, Text: name + " add oar"}, "en"))
	}
	return out
}

// What is the same on both sides belongs together, in whatever way the beads have shifted
// it, as long as it stays among the code between the same paragraphs.
func TestSettleCopies(t *testing.T) {
	for name, c := range map[string]struct {
		source, target string
		links          []Link
		want           string
	}{
		"one that is missing at the end": {
			"P npm pnpm yarn deno Q", "P npm pnpm yarn Q",
			[]Link{{A: []int{0}, B: []int{0}}, {A: []int{1}}, {A: []int{2}, B: []int{1}}, {A: []int{3}, B: []int{2}}, {A: []int{4}, B: []int{3}}, {A: []int{5}, B: []int{4}}},
			"[0][0] [1][1] [2][2] [3][3] [4][] [5][4]",
		},
		"one that the translation adds": {
			"npm yarn", "npm cnpm yarn",
			[]Link{{A: []int{0}, B: []int{1}}, {A: []int{1}, B: []int{2}}, {B: []int{0}}},
			"[0][0] [][1] [1][2]",
		},
		"another between two": {
			"npm run yarn", "npm walk yarn",
			[]Link{{A: []int{0}, B: []int{0}}, {A: []int{1}, B: []int{1}}, {A: []int{2}, B: []int{2}}},
			"[0][0] [1][1] [2][2]",
		},
		"a copy behind a paragraph": {
			"npm yarn P", "P npm yarn",
			[]Link{{A: []int{0}}, {A: []int{1}}, {A: []int{2}, B: []int{0}}, {B: []int{1}}, {B: []int{2}}},
			"[0][] [1][] [2][0] [][1] [][2]",
		},
		"a paragraph between": {
			"npm yarn bun P", "yarn P npm bun",
			[]Link{{A: []int{0}, B: []int{0}}, {A: []int{1}}, {A: []int{2}, B: []int{3}}, {A: []int{3}, B: []int{1}}, {B: []int{2}}},
			"[0][0] [1][] [2][3] [3][1] [][2]",
		},
	} {
		a, b := commandsOf(c.source), commandsOf(c.target)
		links := settleCopies(newIndex(a, b), c.links, nil)
		orderLinks(links, len(b))
		var got []string
		for _, l := range links {
			got = append(got, fmt.Sprint(l.A, l.B))
		}
		if g := strings.ReplaceAll(strings.Join(got, ","), "] [", "]["); strings.ReplaceAll(g, ",", " ") != c.want {
			t.Errorf("%s: %s, want %s", name, g, c.want)
		}
	}
}
