package xsync_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// The article of these tests: a heading and three paragraphs, in English,
// Turkish and Russian.
var (
	english = []string{
		"# The harbour of Varna",
		"The harbour was opened in 1906 after 12 years of work.",
		"Ships from Odessa bring grain, and take wine back.",
		"A storm broke the pier in 1931, but Ivan Petrov rebuilt it.",
	}
	turkish = []string{
		"# Varna limanı",
		"Liman, 12 yıllık çalışmanın ardından 1906 yılında açıldı.",
		"Odessa'dan gelen gemiler tahıl getirir, dönüşte şarap götürür.",
		"1931 yılında bir fırtına iskeleyi yıktı, ama İvan Petrov onu yeniden yaptı.",
	}
	russian = []string{
		"# Гавань Варны",
		"Гавань открыли в 1906 году после 12 лет работ.",
		"Корабли из Одессы привозят зерно и увозят вино.",
		"В 1931 году шторм сломал пирс, но Иван Петров построил его заново.",
	}
)

// vouched records what a person vouches for that nothing is recorded of.
var vouched = xsync.Acceptance{Choice: drift.Choice{States: [drift.NumStates]bool{drift.Unverified: true}}}

// tree is a project in memory.
type tree struct {
	t       *testing.T
	files   fstest.MapFS
	project *xsync.Project
}

const (
	en = "articles/en/varna.md"
	tr = "articles/tr/varna.md"
	ru = "articles/ru/varna.md"

	recordTR = ".xsync/record/tr/varna"
	recordRU = ".xsync/record/ru/varna"
	store    = ".xsync/source/varna"
)

// newTree is a project with the article in English and Turkish.
func newTree(t *testing.T) *tree {
	x := &tree{t: t, files: fstest.MapFS{}}
	x.project = &xsync.Project{FS: x.files, Config: &corpus.Config{
		Source: "en", Targets: []string{"tr", "ru"}, Articles: []corpus.Entry{{Path: "articles/{lang}/**/*.md"}},
	}}
	x.write(en, english...)
	x.write(tr, turkish...)
	return x
}

// write writes a file of blocks.
func (x *tree) write(path string, blocks ...string) {
	x.files[path] = &fstest.MapFile{Data: []byte(strings.Join(blocks, "\n\n") + "\n")}
}

// edit replaces what stands in a file.
func (x *tree) edit(path, was, now string) {
	x.t.Helper()
	text := string(x.files[path].Data)
	if !strings.Contains(text, was) {
		x.t.Fatalf("%s does not hold %q:\n%s", path, was, text)
	}
	x.files[path] = &fstest.MapFile{Data: []byte(strings.Replace(text, was, now, 1))}
}

// each examines what a query asks for.
func (x *tree) each(q xsync.Query) ([]*xsync.Article, []corpus.Problem) {
	x.t.Helper()
	var out []*xsync.Article
	problems, err := x.project.Each(x.t.Context(), q, func(a *xsync.Article) error {
		out = append(out, a)
		return nil
	})
	if err != nil {
		x.t.Fatal(err)
	}
	return out, problems
}

// status is the article in a language, with or without its rows.
func (x *tree) status(lang string, rows bool) *xsync.Translation {
	x.t.Helper()
	articles, problems := x.each(xsync.Query{Languages: []string{lang}, Articles: []string{"varna"}, Rows: rows})
	if len(articles) != 1 || len(articles[0].Translations) != 1 || len(problems) > 0 {
		x.t.Fatalf("%d articles, problems %v", len(articles), problems)
	}
	return &articles[0].Translations[0]
}

// states are the states of the rows in a language, with their changes and flags.
func (x *tree) states(lang string) string {
	x.t.Helper()
	var out []string
	for _, r := range x.status(lang, true).Rows {
		s := r.State.String()
		if r.Change > change.Cosmetic {
			s += ":" + r.Change.String()
		}
		out = append(out, strings.Join(append([]string{s}, r.Flags.Names()...), "+"))
	}
	return strings.Join(out, " ")
}

// mark records work in a language and carries the plan out.
func (x *tree) mark(lang string, a xsync.Acceptance) xsync.Marking {
	x.t.Helper()
	markings, problems, err := x.project.Mark(x.t.Context(), xsync.Query{Languages: []string{lang}, Articles: []string{"varna"}}, a)
	if err != nil || len(problems) > 0 || len(markings) != 1 {
		x.t.Fatalf("%d markings, problems %v: %v", len(markings), problems, err)
	}
	x.carry(markings[0])
	return markings[0]
}

func (x *tree) carry(m xsync.Marking) {
	for path, data := range m.Plan {
		x.files[path] = &fstest.MapFile{Data: data}
	}
}

// row is the row whose source or translation holds a text.
func (x *tree) row(lang, text string) drift.Row {
	x.t.Helper()
	for _, r := range x.status(lang, true).Rows {
		if strings.Contains(r.Now, text) || strings.Contains(r.Translation, text) {
			return r
		}
	}
	x.t.Fatalf("no row holds %q", text)
	return drift.Row{}
}

// left are the reasons of a marking's refusals and how often each was given.
func left(m xsync.Marking) string {
	var out []string
	for _, r := range slices.Sorted(maps.Keys(m.Left)) {
		out = append(out, fmt.Sprintf("%s %d", strings.TrimPrefix(string(r), "refused."), m.Left[r]))
	}
	return strings.Join(out, ", ")
}

func equal(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s:\n%s", what, diff)
	}
}
