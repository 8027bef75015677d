package cli

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// TestFullerLanguage holds that only a language with all articles and many more files may be
// the one that they were written in.
func TestFullerLanguage(t *testing.T) {
	for _, test := range []struct {
		articles, translations, more int
		want                         string
	}{
		{articles: 2, translations: 2, more: 1, want: "tr"},
		{articles: 10, translations: 10, more: 1, want: "tr"},
		{articles: 11, translations: 11, more: 1},
		{articles: 2, translations: 1, more: 5},
		{articles: 2, translations: 2},
		{},
	} {
		d := &corpus.Detection{
			Config:       &corpus.Config{Targets: []string{"ru", "tr"}},
			Articles:     test.articles,
			Translations: map[string]int{"tr": test.translations},
			Unpaired:     map[string][]string{"tr": make([]string, test.more)},
		}
		if got := fullerLanguage(d); got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
}
