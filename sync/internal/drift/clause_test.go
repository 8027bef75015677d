package drift

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
)

func TestClauseLeft(t *testing.T) {
	const source = "The gate is closed at dusk, and nobody but the miller of Orsun may open it before the sun is up."
	for _, c := range []struct{ lang, target, want string }{
		{"tr", "Kapak alacakaranlıkta kapanır, and nobody but the miller of Orsun may open it before the sun is up.", "and nobody but the miller of Orsun may open it before the sun is up"},
		{"ru", "Ворота закрывают в сумерках, и никто, кроме мельника, may open it before the sun is up.", "may open it before the sun is up"},
		{"tr", "Kapak alacakaranlıkta kapanır, değirmenciden başka kimse gün doğmadan açamaz.", ""},
		{"tr", "Kapak alacakaranlıkta kapanır: “nobody but the miller may open it before the sun is up”.", ""},
		{"tr", "Kapak alacakaranlıkta kapanır, before the sun is up.", ""}, // too few words
		{"tr", source, ""}, // all of it: untranslated
	} {
		e := newExamination(Side{Language: "en"}, Side{Language: c.lang}, nil)
		if got := e.clauseLeft(segmentOf(block.Paragraph, source), segmentOf(block.Paragraph, c.target)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.target, got, c.want)
		}
	}
}

// The names of the headings of a page that stayed in English are no clause left there.
func TestLinksToHeadingsAreNoClause(t *testing.T) {
	const list = "[before and after (mustBefore)](#before-and-after-mustbefore), [first of all](#first-of-all), [last of the list](#last-of-the-list), [until it is full](#until-it-is-full)"
	source := segmentOf(block.Paragraph, "These are the functions of lists: "+list+", and more of them.")
	for text, want := range map[string]bool{
		"Bunlar liste işlevleri: " + list + " ve daha başkaları.":                                              false,
		"Bunlar liste işlevleri: " + strings.NewReplacer("](#", "](#x-").Replace(list) + " ve daha başkaları.": true,
	} {
		e := newExamination(Side{Language: "en"}, Side{Language: "tr"}, nil)
		if got := e.clauseLeft(source, segmentOf(block.Paragraph, text)); (got != "") != want {
			t.Errorf("%s: got %q, want %v", text, got, want)
		}
	}
}

func TestLongestRun(t *testing.T) {
	a := strings.Fields("the gate is shut at dusk and the miller sleeps")
	for _, c := range []struct {
		b     string
		at, n int
	}{
		{"gate is shut at dusk", 0, 5},
		{"so gate is shut and at dusk and the miller naps", 5, 5},
		{"gate is shut", 0, 0},
		{"", 0, 0},
	} {
		if at, n := longestRun(a, strings.Fields(c.b), 4); at != c.at || n != c.n {
			t.Errorf("%q: %d at %d, want %d at %d", c.b, n, at, c.n, c.at)
		}
	}
	const many = 300_000
	same := slices.Repeat([]string{"gate"}, many) // hours, if each word is held against each
	if at, n := longestRun(same, same, 4); at != 0 || n != many {
		t.Errorf("%d at %d", n, at)
	}
}
