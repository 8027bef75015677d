package xsync_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

func file(path, lang string, blocks ...string) xsync.File {
	return xsync.File{Path: path, Language: lang, Data: []byte(strings.Join(blocks, "\n\n") + "\n")}
}

// Without a base no row is more than unverified.
func TestCompareWithoutBase(t *testing.T) {
	for _, target := range []xsync.File{file("t.md", "tr", turkish...), file("r.md", "ru", russian...)} {
		c := compare(file("e.md", "en", english...), target, nil)
		equal(t, "unverified in "+target.Language, len(english), c.Counts[drift.Unverified])
		equal(t, "rows", len(english), len(c.Rows))
		equal(t, "state", drift.Unverified, c.State())
		if c.Path != target.Path || c.SourcePath != "e.md" || c.Language != target.Language || !c.Exists || c.Unrelated || c.Source == nil || c.Target == nil {
			t.Errorf("%+v", c)
		}
	}
}

// With the source that the translation was made from, it is known what has
// changed since, and what has not is fresh.
func TestCompareWithBase(t *testing.T) {
	base := file("then.md", "en", english...)
	now := file("e.md", "en", english[0], "The harbour was opened in 1906 after 14 years of work.", fishEN, english[3])
	c := compare(now, file("t.md", "tr", turkish...), &base)
	want := xsync.Counts{drift.Fresh: 2, drift.Stale: 2}
	equal(t, "counts", want, c.Counts)
	equal(t, "state", drift.Stale, c.Counts.Worst())
	for _, r := range c.Rows {
		replaced := r.Flags&drift.Replaced != 0
		if r.State == drift.Stale && (replaced != (r.Was == english[2]) || (r.Change == change.Facts) != (r.Was == english[1])) {
			t.Errorf("%+v", r)
		}
	}
	same := compare(base, file("t.md", "tr", turkish...), &base)
	equal(t, "unchanged", xsync.Counts{drift.Fresh: 4}, same.Counts)
	equal(t, "to do", 0, same.Words.Todo)
	equal(t, "coverage", 1.0, same.Counts.Coverage())
}

// Of a file that is no translation of the other, that is all that is said.
func TestCompareUnrelated(t *testing.T) {
	other := file("t.md", "tr", "# Mercimek çorbası", "Soğanı 3 dakika kavurun, mercimeği ekleyin.", "Kısık ateşte pişirin.")
	c := compare(file("e.md", "en", english...), other, nil)
	if !c.Unrelated {
		t.Errorf("confidence %v", c.Confidence)
	}
	for _, r := range c.Rows {
		equal(t, "findings", 0, len(r.Findings))
	}
}

// A translation that was begun is a translation, however much is missing; the first
// paragraphs of another article of the same site are none.
func TestCompareBegunTranslation(t *testing.T) {
	sources, err := filepath.Glob("../articles/en/*")
	if err != nil || len(sources) == 0 {
		t.Fatal(err, "no articles")
	}
	in := func(source, lang string) string { return strings.Replace(source, "/en/", "/"+lang+"/", 1) }
	for _, lang := range []string{"tr", "ru"} {
		for _, source := range sources {
			data, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			for _, other := range sources {
				translated, err := os.ReadFile(in(other, lang))
				if err != nil || filepath.Ext(other) != filepath.Ext(source) {
					continue
				}
				blocks := strings.Split(strings.TrimSpace(string(translated)), "\n\n")
				for n := 3; n <= len(blocks); n++ {
					target := file(in(other, lang), lang, blocks[:n]...)
					c := compare(xsync.File{Path: source, Data: data, Language: "en"}, target, nil)
					if c.Unrelated != (other != source) {
						t.Errorf("%s, the first %d blocks of %s: unrelated is %t", source, n, target.Path, c.Unrelated)
					}
				}
			}
		}
	}
}

func TestCompareEmpty(t *testing.T) {
	full, empty := file("e.md", "en", english...), file("t.md", "tr")
	equal(t, "no translation", xsync.Counts{drift.Missing: 4}, compare(full, empty, nil).Counts)
	equal(t, "no source", xsync.Counts{drift.Extra: 4}, compare(empty, full, nil).Counts)
	nothing := compare(empty, empty, nil)
	equal(t, "nothing", xsync.Counts{}, nothing.Counts)
	equal(t, "coverage of nothing", 1.0, nothing.Counts.Coverage())
}

func TestCounts(t *testing.T) {
	c := xsync.Counts{drift.Fresh: 3, drift.Missing: 1}
	c.Add(xsync.Counts{drift.Fresh: 1, drift.Extra: 2})
	equal(t, "sum", xsync.Counts{drift.Fresh: 4, drift.Missing: 1, drift.Extra: 2}, c)
	equal(t, "coverage", 0.8, c.Coverage())
	equal(t, "no file", drift.Missing, (&xsync.Translation{}).State())
}

// compare compares files that can be read.
func compare(source, target xsync.File, base *xsync.File) *xsync.Translation {
	t, err := xsync.Compare(source, target, base)
	if err != nil {
		panic(err)
	}
	return t
}
