package drift

import (
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
		if got := e.clauseLeft(segmentOf(block.Paragraph, "", source), segmentOf(block.Paragraph, "", c.target)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.target, got, c.want)
		}
	}
}
