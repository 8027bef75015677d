package report_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/report"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// TestReports renders each case in testdata. A case holds en.md, a translation
// and perhaps then.md, the English that it was made from; its other files are
// what is expected, each named by what it shows, the language of the messages
// and the width: rows.tr.72.
func TestReports(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			x := compare(archive)
			for k, f := range archive.Files {
				if filepath.Ext(f.Name) == ".md" {
					continue
				}
				got := render(t, x, f.Name)
				if *update {
					archive.Files[k].Data = []byte(got)
				} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// compare examines the texts of a case.
func compare(archive *txtar.Archive) *xsync.Translation {
	var source, target xsync.File
	var base *xsync.File
	for _, f := range archive.Files {
		lang, isText := strings.CutSuffix(f.Name, ".md")
		switch {
		case !isText:
		case lang == "then":
			base = &xsync.File{Path: f.Name, Language: "en", Data: f.Data}
		case lang == "en":
			source = xsync.File{Path: f.Name, Language: "en", Data: f.Data}
		default:
			target = xsync.File{Path: f.Name, Language: lang, Data: f.Data}
		}
	}
	x := examined(source, target, base)
	// How sure an alignment is changes with every training, and is no matter of
	// the report's.
	x.Confidence = 0.25
	for k := range x.Rows {
		x.Rows[k].Confidence = 0.875
	}
	return x
}

func render(t *testing.T, x *xsync.Translation, name string) string {
	t.Helper()
	part := strings.Split(name, ".")
	var out bytes.Buffer
	if part[0] == "json" {
		if err := report.JSON(&out, x); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	width, err := strconv.Atoi(part[len(part)-1])
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	text := &report.Text{W: &out, Messages: locales.New(part[1]), Width: width, Terminal: width > 0}
	switch part[0] {
	case "comparison":
		text.Comparison(x)
	case "rows":
		text.Translation(x, report.Filter{})
	case "fresh":
		text.Translation(x, report.Filter{States: [drift.NumStates]bool{drift.Fresh: true}})
	case "differences":
		text.Differences(x, report.Filter{})
	case "brief":
		for k := range x.Rows {
			text.Brief("*", &x.Rows[k], x, "because")
		}
	case "overview":
		o := report.NewOverview([]string{x.Language}, report.Filter{})
		o.Add(&xsync.Article{ID: "article", Translations: []xsync.Translation{*x}})
		text.Overview(o)
	default:
		t.Fatalf("%s: nothing is called so", name)
	}
	for line := range strings.Lines(out.String()) {
		if strings.TrimRight(line, " \n") != strings.TrimRight(line, "\n") {
			t.Errorf("%s: a line ends with a space: %q", name, line)
		}
	}
	return out.String()
}

// The JSON of a whole project is written article by article, and is whole even
// without any.
func TestStream(t *testing.T) {
	one := xsync.Translation{Language: "ru", Path: "ru/a.md", SourcePath: "en/a.md", Counts: xsync.Counts{drift.Missing: 2}}
	for _, c := range []struct {
		name     string
		articles []xsync.Article
		problems []report.Complaint
		want     string
	}{
		{"empty", nil, nil, `{"version":1,"source_language":"en","articles":[],
"totals":{"tr":COUNTS0,"ru":COUNTS0},
"problems":[]}
`},
		{
			"two articles and a problem",
			[]xsync.Article{{ID: "a", Path: "en/a.md", Translations: []xsync.Translation{one}}, {ID: "b", Path: "en/b.md"}},
			[]report.Complaint{{Path: "en/c.md", Line: 3, Column: 1, Message: "no <text>"}},
			`{"version":1,"source_language":"en","articles":[
{"id":"a","path":"en/a.md","translations":[{"language":"ru","path":"ru/a.md","source":"en/a.md","state":"missing","confidence":0,"unrelated":false,"counts":COUNTS2,"words":{"total":0,"todo":0},"recorded":{"assumed":0,"forced":0,"edited":0,"machine":0},"rows":[]}]},
{"id":"b","path":"en/b.md","translations":[]}],
"totals":{"tr":COUNTS0,"ru":COUNTS2},
"problems":[{"path":"en/c.md","line":3,"column":1,"message":"no <text>"}]}
`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			s := report.NewStream(&out, "en", []string{"tr", "ru"}, report.Filter{})
			for k := range c.articles {
				if err := s.Article(&c.articles[k]); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Close(c.problems); err != nil {
				t.Fatal(err)
			}
			const counts = `{"fresh":0,"stale":0,"missing":#,"untranslated":0,"orphan":0,"extra":0,"unverified":0}`
			want := strings.ReplaceAll(c.want, "COUNTS0", strings.Replace(counts, "#", "0", 1))
			want = strings.ReplaceAll(want, "COUNTS2", strings.Replace(counts, "#", "2", 1))
			if diff := cmp.Diff(want, out.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

var errFull = errors.New("no space left")

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// A failure to write is told, at the latest at the end.
func TestStreamFails(t *testing.T) {
	s := report.NewStream(full{}, "en", nil, report.Filter{})
	if err := s.Close(nil); !errors.Is(err, errFull) {
		t.Errorf("got %v, want %v", err, errFull)
	}
}

// A filter keeps rows; the sums are those of its lines, and what has no row is
// left out.
func TestOverviewFilters(t *testing.T) {
	rows := []drift.Row{{State: drift.Fresh}, {State: drift.Stale, Todo: 3}, {State: drift.Missing, Todo: 20}}
	work := xsync.Translation{Language: "tr", Exists: true, Rows: rows, Counts: xsync.Counts{drift.Fresh: 1, drift.Stale: 1, drift.Missing: 1}}
	done := xsync.Translation{Language: "tr", Exists: true, Rows: rows[:1], Counts: xsync.Counts{drift.Fresh: 1}}
	var out bytes.Buffer
	text := &report.Text{W: &out, Messages: locales.New("en")}
	o := report.NewOverview([]string{"tr"}, report.Filter{States: [drift.NumStates]bool{drift.Missing: true}})
	o.Add(&xsync.Article{ID: "done", Translations: []xsync.Translation{done}})
	o.Add(&xsync.Article{ID: "work", Translations: []xsync.Translation{work}})
	text.Overview(o)
	const want = `article  lang  coverage           missing  words to do
work     tr    ████░░░░░░░░  33%        1           20

total    tr    ████░░░░░░░░  33%        1           20
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	if article, lang, found := o.Todo(); article != "work" || lang != "tr" || !found {
		t.Errorf("the next thing to do is %q in %q, %v", article, lang, found)
	}
}

// manyArticles is an overview of articles most of which have no file, one of them taken.
func manyArticles(t *testing.T, languages ...string) *report.Overview {
	t.Helper()
	o := report.NewOverview(languages, report.Filter{})
	o.Takers = func(article, lang string) []string {
		if article == "guides/a-rather-long-name-07" && lang == languages[0] {
			return []string{"Ayşe", "Олег"}
		}
		return nil
	}
	for k := range 1500 {
		a := xsync.Article{ID: fmt.Sprintf("guides/a-rather-long-name-%02d", k)}
		for _, lang := range languages {
			x := xsync.Translation{Language: lang, Counts: xsync.Counts{drift.Missing: 3}, Words: xsync.Words{Total: 20, Todo: 20}}
			switch k {
			case 0:
				x.Exists, x.Counts, x.Words.Todo = true, xsync.Counts{drift.Fresh: 3}, 0
			case 1:
				x.Exists, x.Counts = true, xsync.Counts{1, 1, 1, 1, 1, 1, 1}
			}
			a.Translations = append(a.Translations, x)
		}
		o.Add(&a)
	}
	return o
}

// Articles without a file are summed up if there are many, but for those that somebody has
// taken; the sums stay those of the lines.
func TestOverviewFolds(t *testing.T) {
	var out bytes.Buffer
	text := &report.Text{W: &out, Messages: locales.New("en"), Width: 44, Terminal: true}
	o := manyArticles(t, "tr")
	text.Overview(o)
	text.Break()
	text.Width = 60
	text.Summary(o)
	const want = `  lang  coverage  words to do  taken by
guides/a-rather-long-name-00
  tr        100%            0
guides/a-rather-long-name-01
  tr         20%           20
guides/a-rather-long-name-07
  tr     no file           20  Ayşe, Олег
1,497 articles
  tr     no file       29,940

total
  tr          0%       29,980

lang  articles  finished  no file  coverage  words to do
tr       1,500         1    1,498        0%       29,980
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	if !o.Folded() {
		t.Error("the overview does not say that it sums up")
	}
}

// On a terminal every line of the table fits, in all languages, and no name or number is
// cut; a pipe gets all there is.
func TestOverviewFits(t *testing.T) {
	for _, lang := range []string{"en", "tr", "ru"} {
		for _, width := range []int{40, 60, 80, 0} {
			var out bytes.Buffer
			text := &report.Text{W: &out, Messages: locales.New(lang), Width: width, Terminal: width > 0}
			o := manyArticles(t, "tr", "zh-Hant")
			text.Overview(o)
			if width != 40 {
				text.Summary(o)
			}
			for line := range strings.Lines(out.String()) {
				if width > 0 && displaywidth.String(line) > width {
					t.Errorf("%s, %d columns: %q is too wide", lang, width, line)
				}
			}
			if !strings.Contains(out.String(), "guides/a-rather-long-name-07") || strings.Contains(out.String(), "…") {
				t.Errorf("%s, %d columns: a name is cut:\n%s", lang, width, &out)
			}
			if isTold := strings.Contains(out.String(), "Ayşe, Олег"); !isTold && width != 40 {
				t.Errorf("%s, %d columns: it is not said who has the article:\n%s", lang, width, &out)
			}
		}
	}
}

// Colour is never the only mark of what was removed and what came in: without its
// codes, the text is that without colour.
func TestColour(t *testing.T) {
	x := examined(
		xsync.File{Path: "en.md", Language: "en", Data: []byte("The old stone bridge spans 40 metres.\n")},
		xsync.File{Path: "tr.md", Language: "tr", Data: []byte("Eski taş köprü 30 metre uzunluğundadır.\n")},
		&xsync.File{Path: "then.md", Language: "en", Data: []byte("The old bridge spans 30 metres.\n")})
	var plain, coloured bytes.Buffer
	(&report.Text{W: &plain, Messages: locales.New("en"), Width: 40}).Comparison(x)
	(&report.Text{W: &coloured, Messages: locales.New("en"), Width: 40, Color: true}).Comparison(x)
	stripped := stripColour(coloured.String())
	if diff := cmp.Diff(strings.Fields(plain.String()), strings.Fields(stripped)); diff != "" {
		t.Errorf("the words differ (-plain +coloured):\n%s", diff)
	}
	if !strings.Contains(coloured.String(), "\x1b[32;1m{+stone+}\x1b[") {
		t.Errorf("the new word is not marked in %q", coloured.String())
	}
}

func stripColour(s string) string {
	var b strings.Builder
	for s != "" {
		before, after, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			break
		}
		_, s, _ = strings.Cut(after, "m")
	}
	return b.String()
}

// examined compares files that can be read.
func examined(source, target xsync.File, base *xsync.File) *xsync.Translation {
	t, err := xsync.Compare(source, target, base)
	if err != nil {
		panic(err)
	}
	return t
}
