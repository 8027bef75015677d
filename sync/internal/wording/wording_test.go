package wording_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/locales"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

func TestDate(t *testing.T) {
	for lang, want := range map[string]string{"en": "2026-03-09", "tr": "09.03.2026", "ru": "09.03.2026"} {
		if got := wording.Date(locales.New(lang), "2026-03-09"); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
	if got := wording.Date(locales.New("ru"), "v1.2"); got != "v1.2" {
		t.Errorf("what is no day became %s", got)
	}
}

// A folded text is its words with blanks between, whether or not it was folded before.
func TestFold(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("ab é\u00a0\u2003\t\n\x85\ufffd")))
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "text") + rapid.SampledFrom([]string{"", "\xff", "\xc2"}).Draw(t, "end")
		if got, want := wording.Fold(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Fatalf("%q becomes %q, want %q", s, got, want)
		}
	})
}
