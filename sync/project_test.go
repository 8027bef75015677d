package xsync_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

func ids(articles []*xsync.Article) string {
	var out []string
	for _, a := range articles {
		out = append(out, a.ID)
	}
	return strings.Join(out, " ")
}

// Articles come in the order of their ids, whichever is done first.
func TestEachKeepsTheOrder(t *testing.T) {
	x := newTree(t)
	var want []string
	for k := range 60 {
		id := fmt.Sprintf("part%d/page%02d", k%3, k)
		want = append(want, id)
		x.write("articles/en/"+id+".md", slices.Repeat(english, 1+(59-k)/4)...)
		x.write("articles/tr/"+id+".md", turkish...)
	}
	slices.Sort(want)
	articles, problems := x.each(xsync.Query{})
	equal(t, "ids", strings.Join(append(want, "varna"), " "), ids(articles))
	equal(t, "problems", 0, len(problems))
	for _, a := range articles {
		if len(a.Translations) != 2 || a.Translations[0].Language != "tr" || a.Translations[1].Language != "ru" {
			t.Errorf("%s has other languages than asked for", a.ID)
		}
	}
}

// The languages of an article are examined at once, and what is said of them is the same as
// one after the other, in the order that was asked for.
func TestLanguagesAtOnce(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(8))
	x := newTree(t)
	x.write(ru, russian...)
	x.mark("tr", vouched)
	x.edit(en, "1906", "1907")
	x.files[recordTR].Data = append([]byte("<<<<<<< ours\n=======\n>>>>>>> theirs\n"), x.files[recordTR].Data...)
	x.project.Config.Targets = []string{"de", "tr", "fr", "ru", "es", "uk", "it"}
	x.write("articles/de/varna.md", slices.Repeat(english, 9)...)
	x.files["articles/fr/varna.md"] = &fstest.MapFile{Data: []byte("\x00")}
	x.write("articles/uk/varna.md", russian...)
	told := func(a *xsync.Article) string {
		out := fmt.Sprintf("%v\n%v\n", a.Unreadable, a.Problems)
		for _, t := range a.Translations {
			out += fmt.Sprintln(t.Language, t.Path, t.Counts, t.Words, t.Marks, t.Confidence)
			for _, r := range t.Rows {
				out += fmt.Sprintln(r.ID, r.State, r.Flags, r.Confidence, r.Was, r.Findings)
			}
		}
		return out
	}
	want := told(x.project.Know().Examine(t.Context(), "varna", nil, nil))
	if !strings.Contains(want, "conflict markers") || !strings.Contains(want, "not a text") || !strings.Contains(want, "stale") {
		t.Fatal(want)
	}
	for range 20 {
		articles, _ := x.each(xsync.Query{Rows: true})
		if got := told(articles[0]); got != want {
			t.Fatal(cmp.Diff(want, got))
		}
	}
}

func TestEachChooses(t *testing.T) {
	x := newTree(t)
	x.write("articles/en/port/burgas.md", english...)
	x.write("articles/en/port/mole.md", english...)
	x.write("articles/tr/port/mole.md", turkish...)
	for name, want := range map[string]string{
		"varna": "varna", en: "varna", tr: "varna", "port/mole": "port/mole", "port": "port/burgas port/mole",
		"articles/en": "port/burgas port/mole varna", "articles/tr/port": "port/burgas port/mole", "por": "", "": "",
	} {
		articles, problems := x.each(xsync.Query{Articles: []string{name}})
		equal(t, name, want, ids(articles))
		if (want == "") != (len(problems) == 1 && problems[0].ID == corpus.UnknownArticle && problems[0].Data["Article"] == name) {
			t.Errorf("%q: problems %v", name, problems)
		}
	}
	articles, problems := x.each(xsync.Query{Articles: []string{"varna", "nowhere", en}})
	equal(t, "with one unknown", "varna", ids(articles))
	equal(t, "unknown", 1, len(problems))
}

// What cannot be read is told of its article, and stops no other.
func TestEachGoesOn(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(x *tree)
		want  string // id of the problem, or a part of the error
		kept  int    // translations examined all the same
	}{
		"no text in the source":      {func(x *tree) { x.edit(en, "1906", "190\x81\xff\x00\x81") }, corpus.Binary, 0},
		"no text in the translation": {func(x *tree) { x.edit(tr, "1906", "190\x00") }, corpus.Binary, 1},
		"empty source":               {func(x *tree) { x.write(en, " \n\t") }, corpus.EmptySource, 0},
		"broken record": {func(x *tree) {
			x.files[recordTR] = &fstest.MapFile{Data: []byte("xsync record 3\n\nnonsense\n")}
		}, "varna:3", 1},
		"broken store": {func(x *tree) {
			x.mark("tr", vouched)
			x.files[store].Data = append(x.files[store].Data, "nonsense\n"...)
			x.edit(en, "1906", "1907")
		}, "source/varna:", 1},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTree(t)
			x.write("articles/en/a.md", english...)
			x.write("articles/en/z.md", english...)
			c.spoil(x)
			articles, problems := x.each(xsync.Query{})
			equal(t, "articles", "a varna z", ids(articles))
			equal(t, "problems of the project", 0, len(problems))
			for _, a := range articles {
				if a.ID != "varna" {
					equal(t, "problems of "+a.ID, 0, len(a.Problems))
					continue
				}
				equal(t, "translations", c.kept, len(a.Translations))
				if len(a.Problems) != 1 || !tells(a.Problems[0], c.want) {
					t.Errorf("problems %v, want %s", a.Problems, c.want)
				}
			}
			if _, problems, err := x.project.Mark(t.Context(), xsync.Query{}, xsync.Acceptance{}); err == nil && len(problems) == 0 {
				t.Error("recording sees no problem")
			}
		})
	}
}

func tells(err error, want string) bool {
	var problem corpus.Problem
	return errors.As(err, &problem) && problem.ID == want || strings.Contains(err.Error(), want)
}

// An article without a file in a language is missing as a whole.
func TestMissingTranslation(t *testing.T) {
	x := newTree(t)
	r := x.status("ru", false)
	if r.Exists || r.State() != drift.Missing || r.Counts[drift.Missing] != len(english) || r.Words.Todo != r.Words.Total || r.Words.Total == 0 {
		t.Errorf("%+v", r)
	}
	equal(t, "coverage", 0.0, r.Counts.Coverage())
}

// What an article without files in several languages lacks is found out once, and is what is
// said of each of them alone.
func TestMissingTranslationsTogether(t *testing.T) {
	x := newTree(t)
	x.project.Config.Targets = []string{"de", "ru", "tr", "ja"}
	x.write(en, append(slices.Clone(english), "| Year | Ships |\n| --- | --- |\n| 1901 | [twelve](ships.md) |", "{#mole}\n### The mole\n\nIt is 3 km long.")...)
	together, _ := x.each(xsync.Query{Rows: true})
	for k, lang := range x.project.Config.Targets {
		alone, _ := x.each(xsync.Query{Rows: true, Languages: []string{lang}})
		got, want := together[0].Translations[k], alone[0].Translations[0]
		equal(t, lang, fmt.Sprint(want.Path, want.Counts, want.Words, want.Confidence), fmt.Sprint(got.Path, got.Counts, got.Words, got.Confidence))
		for i := range want.Rows {
			a, b := want.Rows[i], got.Rows[i]
			a.Source, b.Source, a.Target, b.Target = nil, nil, nil, nil // they point into documents
			if !reflect.DeepEqual(a, b) {
				t.Errorf("%s: %+v instead of %+v", lang, b, a)
			}
		}
		equal(t, "language", lang, got.Language)
		got.Rows[0].Elsewhere = &drift.Place{Article: lang} // as for the languages after it nothing is
	}
}

func TestRowsAreKeptWhenAskedFor(t *testing.T) {
	x := newTree(t)
	with, without := x.status("tr", true), x.status("tr", false)
	if len(with.Rows) != 4 || with.Source == nil || with.Target == nil || without.Rows != nil || without.Source != nil || without.Target != nil {
		t.Errorf("%d rows and %d", len(with.Rows), len(without.Rows))
	}
	equal(t, "counts", with.Counts, without.Counts)
	equal(t, "words", with.Words, without.Words)
}

func TestVisitEndsTheWork(t *testing.T) {
	x := newTree(t)
	for k := range 100 {
		x.write(fmt.Sprintf("articles/en/page%02d.md", k), english...)
	}
	enough, seen := errors.New("enough"), 0
	_, err := x.project.Each(t.Context(), xsync.Query{}, func(*xsync.Article) error {
		if seen++; seen == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || seen != 3 {
		t.Errorf("%v after %d articles", err, seen)
	}
}

// Work that was called off ends, and says so.
func TestCancelled(t *testing.T) {
	x := newTree(t)
	for k := range 100 {
		x.write(fmt.Sprintf("articles/en/page%02d.md", k), english...)
	}
	for after := range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		seen := 0
		if after == 0 {
			cancel()
		}
		_, err := x.project.Each(ctx, xsync.Query{}, func(*xsync.Article) error {
			if seen++; seen == after {
				cancel()
			}
			return nil
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("called off after %d articles: %v", after, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := x.project.Mark(ctx, xsync.Query{}, xsync.Acceptance{Assume: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("recording: %v", err)
	}
}

// What was found of the same bytes is told again and nothing is parsed: a cache that
// lies is repeated. Where anything has moved that a verdict rests on, or rows are
// asked for, it is not.
func TestRecall(t *testing.T) {
	for name, c := range map[string]struct {
		move     func(x *tree)
		recalled bool
	}{
		"nothing moved":                {func(*tree) {}, true},
		"the source has moved":         {func(x *tree) { x.edit(en, "grain", "barley") }, false},
		"the source has one byte more": {func(x *tree) { x.edit(en, "wine back.", "wine back. ") }, false},
		"the translation has moved":    {func(x *tree) { x.edit(tr, "şarap", "peynir") }, false},
		"the record was merged":        {func(x *tree) { x.edit(recordTR, "xsync record 3\n", "xsync record 3\nxsync record 3\n") }, false},
		"the store has moved":          {func(x *tree) { x.files[store].Data = append(x.files[store].Data, '\n') }, false},
		"another program":              {func(x *tree) { x.project.Cache = xsync.DecodeCache("other", x.project.Cache.Encode()) }, false},
		"the cache was written":        {func(x *tree) { x.project.Cache = xsync.DecodeCache("this", x.project.Cache.Encode()) }, true},
		"the cache is damaged":         {func(x *tree) { x.project.Cache = xsync.DecodeCache("this", x.project.Cache.Encode()[1:]) }, false},
		"there is none":                {func(x *tree) { x.project.Cache = nil }, false},
		"the translation is gone":      {func(x *tree) { delete(x.files, tr) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTree(t)
			x.mark("tr", vouched)
			truth := x.status("tr", true)
			x.project.Cache = xsync.DecodeCache("this", nil)
			x.status("tr", false)
			equal(t, "something new", true, x.project.Cache.Changed())
			x.project.Cache.Lie(77)
			equal(t, "extra rows when rows are asked for", 0, x.status("tr", true).Counts[drift.Extra])
			x.project.Cache.Lie(77)
			c.move(x)
			got := x.status("tr", false)
			equal(t, "the lie is repeated", c.recalled, got.Counts[drift.Extra] == 77)
			equal(t, "rows", 0, len(got.Rows))
			if c.recalled {
				equal(t, "fresh", truth.Counts[drift.Fresh], got.Counts[drift.Fresh])
				equal(t, "words", truth.Words, got.Words)
				equal(t, "confidence", truth.Confidence, got.Confidence)
			}
		})
	}
}

// Conflict markers in a record are worth a notice, and both sides count.
func TestConflictInARecord(t *testing.T) {
	x := newTree(t)
	x.mark("tr", vouched)
	lines := strings.SplitAfter(strings.TrimSuffix(string(x.files[recordTR].Data), "\n"), "\n")
	n := len(lines)
	conflict := strings.Join(lines[:n-2], "") + "<<<<<<< ours\n" + lines[n-2] + "=======\n" + lines[n-1] + "\n>>>>>>> theirs\n"
	x.files[recordTR] = &fstest.MapFile{Data: []byte(conflict)}
	articles, _ := x.each(xsync.Query{Languages: []string{"tr"}})
	a := articles[0]
	if len(a.Problems) != 1 || !tells(a.Problems[0], corpus.ConflictMarkers) || len(a.Translations) != 1 {
		t.Fatalf("problems %v, %d translations", a.Problems, len(a.Translations))
	}
	equal(t, "counts", drift.Fresh, a.Translations[0].State())
	x.mark("tr", xsync.Acceptance{}) // rewrites it
	if data := string(x.files[recordTR].Data); strings.Contains(data, "<<<<") {
		t.Errorf("the markers are still there:\n%s", data)
	}
	equal(t, "after", "fresh fresh fresh fresh", x.states("tr"))
}
