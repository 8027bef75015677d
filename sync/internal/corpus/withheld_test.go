package corpus_test

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// A file that is not checked out is the one of its article and language, whatever its path
// spells in its own way: nothing is missing, and nothing has lost its source.
func TestWithheld(t *testing.T) {
	here, withheld := &fstest.MapFile{}, &fstest.MapFile{Mode: fs.ModeIrregular, Sys: corpus.Withheld{}}
	for _, test := range []struct {
		articles corpus.Entry
		files    fstest.MapFS
		want     map[string]string // of the article "inn"; nil if its source is withheld
	}{
		{
			corpus.Entry{Path: "docs/{lang}/*.md"},
			fstest.MapFS{"docs/en/inn.md": here, "docs/zh-hans/inn.md": withheld, "docs/tr/inn.md": here},
			map[string]string{"zh-Hans": "docs/zh-hans/inn.md"},
		},
		{
			corpus.Entry{Path: "docs/{lang}/*"},
			fstest.MapFS{"docs/en/inn.md": here, "docs/ZH_Hans/inn.md": withheld, "docs/tr/inn.md": withheld},
			map[string]string{"zh-Hans": "docs/ZH_Hans/inn.md", "tr": "docs/tr/inn.md"},
		},
		{
			corpus.Entry{Path: "docs/{lang}/*.md"},
			fstest.MapFS{"docs/EN/inn.md": withheld, "docs/zh-hans/inn.md": here, "docs/tr/inn.md": here},
			nil,
		},
		{
			corpus.Entry{Path: "docs/*.{lang}.md", SourcePath: "docs/*.md"},
			fstest.MapFS{"docs/inn.md": withheld, "docs/inn.tr.md": here, "docs/inn.zh-hans.md": withheld},
			nil,
		},
	} {
		c := &corpus.Config{Source: "en", Targets: []string{"tr", "zh-Hans"}, Articles: []corpus.Entry{test.articles}}
		found, problems := c.Find(test.files)
		if slices.ContainsFunc(problems, func(p corpus.Problem) bool { return p.ID != corpus.SparseCheckout }) {
			t.Errorf("%s: %v", test.articles.Path, problems)
		}
		switch {
		case test.want == nil && len(found) > 0, test.want != nil && len(found) != 1:
			t.Errorf("%s: %v", test.articles.Path, found)
			continue
		case test.want == nil:
			continue
		}
		for _, lang := range c.Targets {
			if got := found[0].Withheld[lang]; got != test.want[lang] {
				t.Errorf("%s in %s: %q", test.articles.Path, lang, got)
			}
			if _, is := found[0].Targets[lang]; is == (test.want[lang] != "") {
				t.Errorf("%s in %s: %v", test.articles.Path, lang, found[0].Targets)
			}
		}
	}
}
