package queue

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing/fstest"

	"pgregory.net/rapid"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// tb is what a tree asks of a test.
type tb interface {
	rapid.TB
	Context() context.Context
}

// tree is a project in memory.
type tree struct {
	t       tb
	files   fstest.MapFS
	project *xsync.Project
}

const (
	en = "articles/en/ferry.md"
	tr = "articles/tr/ferry.md"
	ru = "articles/ru/ferry.md"
)

// newTree is a project with one article, and its translation unless that is "".
func newTree(t tb, english, turkish string) *tree {
	x := &tree{t: t, files: fstest.MapFS{}}
	x.project = &xsync.Project{FS: x.files, Config: &corpus.Config{
		Source: "en", Targets: []string{"tr", "ru"}, Articles: []corpus.Entry{{Path: "articles/{lang}/**/*.md"}},
	}}
	x.write(en, english)
	if turkish != "" {
		x.write(tr, turkish)
	}
	return x
}

// write writes a file, whole.
func (x *tree) write(path, text string) { x.files[path] = &fstest.MapFile{Data: []byte(text)} }

// replace puts a text in the place of another, which must be there.
func (x *tree) replace(path, was, now string) {
	x.t.Helper()
	text := x.text(path)
	if !strings.Contains(text, was) {
		x.t.Fatalf("%s does not hold %q:\n%s", path, was, text)
	}
	x.write(path, strings.Replace(text, was, now, 1))
}

// text is a file, "" if there is none.
func (x *tree) text(path string) string {
	if f := x.files[path]; f != nil {
		return string(f.Data)
	}
	return ""
}

// assume records what there is, as init --assume does.
func (x *tree) assume() { x.mark(xsync.Acceptance{Assume: true}) }

// move writes the records of renamed and split articles down where their texts
// are now, as init does.
func (x *tree) move() { x.mark(xsync.Acceptance{Move: true}) }

func (x *tree) mark(accept xsync.Acceptance) {
	x.t.Helper()
	markings, problems, err := x.project.Mark(x.t.Context(), xsync.Query{}, accept)
	if err != nil || len(problems) > 0 {
		x.t.Fatalf("%v: %v", problems, err)
	}
	for _, m := range markings {
		x.carry(m.Plan)
	}
}

// carry carries a plan out.
func (x *tree) carry(plan map[string][]byte) {
	for path, data := range plan {
		if data == nil {
			delete(x.files, path)
			continue
		}
		x.files[path] = &fstest.MapFile{Data: data}
	}
}

// each examines all translations into a language.
func (x *tree) each(lang string, visit func(article string, t *xsync.Translation)) {
	x.t.Helper()
	problems, err := x.project.Each(x.t.Context(), xsync.Query{Languages: []string{lang}, Rows: true}, func(a *xsync.Article) error {
		for _, err := range a.Problems {
			if !notice(err) {
				x.t.Errorf("%s: %v", a.ID, err)
			}
		}
		for k := range a.Translations {
			visit(a.ID, &a.Translations[k])
		}
		return nil
	})
	if problems = slices.DeleteFunc(problems, corpus.Problem.Notice); err != nil || len(problems) > 0 {
		x.t.Fatalf("%v: %v", problems, err)
	}
}

// list is the work in a language.
func (x *tree) list(lang string) []Item {
	x.t.Helper()
	var out []Item
	x.each(lang, func(article string, t *xsync.Translation) { out = append(out, List(t, article, Options{})...) })
	return out
}

// rows are the rows of one article, with its translation.
func (x *tree) rows(lang, article string) *xsync.Translation {
	x.t.Helper()
	var out *xsync.Translation
	x.each(lang, func(id string, t *xsync.Translation) {
		if id == article {
			out = t
		}
	})
	if out == nil {
		x.t.Fatalf("there is no article %s", article)
	}
	return out
}

// states are the states of the rows of the ferry.
func (x *tree) states() string {
	x.t.Helper()
	var out []string
	for _, r := range x.rows("tr", "ferry").Rows {
		s := r.State.String()
		if r.State == drift.Stale {
			s += ":" + r.Change.String()
		}
		if r.Flags&drift.Edited != 0 {
			s += "+edited"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// answer fills the work list in: the texts by what they translate. All of them
// must be in it; what none is given for is left as it went out.
func (x *tree) answer(texts map[string]string) []Answer {
	x.t.Helper()
	var out []Answer
	used := map[string]bool{}
	for _, i := range x.list("tr") {
		a := Answer{ID: i.ID, Seal: i.Seal, Source: i.Text, Text: i.Translation, Line: len(out) + 1}
		if text, ok := texts[i.Text]; ok {
			a.Text, used[i.Text] = text, true
		}
		out = append(out, a)
	}
	for text := range texts {
		if !used[text] {
			x.t.Fatalf("%q is not in the work list", text)
		}
	}
	return out
}

// take imports answers and carries the plan out.
func (x *tree) take(answers []Answer) *Outcome {
	x.t.Helper()
	out, err := Import(x.t.Context(), x.project, "tr", answers)
	return x.done(out, err)
}

// fix lets a tool work on all translations.
func (x *tree) fix() *Outcome {
	x.t.Helper()
	out, err := Fix(x.t.Context(), x.project, xsync.Query{})
	return x.done(out, err)
}

func (x *tree) done(out *Outcome, err error) *Outcome {
	x.t.Helper()
	if err != nil || slices.ContainsFunc(out.Problems, func(err error) bool { return !notice(err) }) {
		x.t.Fatalf("%v, %v", err, out.Problems)
	}
	x.carry(out.Plan)
	return out
}

func notice(err error) bool {
	var p corpus.Problem
	return errors.As(err, &p) && p.Notice()
}

// reasons are those of what was left, in its order.
func reasons(left []Left) string {
	var out []string
	for _, l := range left {
		out = append(out, strings.TrimPrefix(string(l.Reason), "left."))
	}
	return strings.Join(out, " ")
}

func equal[T comparable](t rapid.TB, what string, want, got T) {
	t.Helper()
	if want != got {
		t.Errorf("%s: want\n%v\ngot\n%v", what, want, got)
	}
}

// snapshot is every file of a tree.
func (x *tree) snapshot() map[string]string {
	out := map[string]string{}
	for path, f := range x.files {
		out[path] = string(f.Data)
	}
	return out
}

// unchanged complains about every file that is not what it was.
func (x *tree) unchanged(what string, was map[string]string) {
	x.t.Helper()
	now := x.snapshot()
	for _, path := range slices.Sorted(maps.Keys(now)) {
		if was[path] != now[path] {
			x.t.Errorf("%s: %s was\n%s\nis\n%s", what, path, was[path], now[path])
		}
	}
	if len(now) != len(was) {
		x.t.Errorf("%s: %d files became %d", what, len(was), len(now))
	}
}
