package wording_test

import (
	"testing"

	"github.com/xsync-project/xsync/locales"
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
