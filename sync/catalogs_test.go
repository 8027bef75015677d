package xsync_test

import (
	"context"
	"maps"
	"testing"
	"testing/fstest"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// ui is a project of one catalogue.
func ui(en, tr string) (*xsync.Project, fstest.MapFS) {
	files := fstest.MapFS{"ui/en.json": {Data: []byte(en)}, "ui/tr.json": {Data: []byte(tr)}}
	config := &corpus.Config{Source: "en", Targets: []string{"tr"}, Catalogs: []corpus.Entry{{Path: "ui/{lang}.json"}}}
	return &xsync.Project{FS: files, Config: config}, files
}

// record takes all pairs on trust.
func assumeAll(t *testing.T, p *xsync.Project, files fstest.MapFS) {
	t.Helper()
	markings, problems, err := p.Mark(context.Background(), xsync.Query{}, xsync.Acceptance{Assume: true})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for _, m := range markings {
		for name, data := range m.Plan {
			files[name] = &fstest.MapFile{Data: data}
		}
	}
}

func only(t *testing.T, p *xsync.Project, rows bool) xsync.Translation {
	t.Helper()
	var out xsync.Translation
	_, err := p.Each(context.Background(), xsync.Query{Rows: rows}, func(a *xsync.Article) error {
		for _, problem := range a.Problems {
			t.Error(problem)
		}
		out = a.Translations[0]
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// states are the states of the rows by the ids of the messages.
func states(tr xsync.Translation) map[string]string {
	out := map[string]string{}
	for _, r := range tr.Rows {
		out[r.Label] = r.State.String()
		if r.State == drift.Stale {
			out[r.Label] += " " + r.Change.String()
		}
	}
	return out
}

// What happens to messages, and the state that follows.
func TestCatalogStates(t *testing.T) {
	const en, tr = `{"deck": "The upper deck", "cars_one": "{{count}} car", "cars_other": "{{count}} cars", "old": "Old"}`,
		`{"deck": "Üst güverte", "cars_one": "{{count}} araba", "cars_other": "{{count}} araba", "old": "Eski"}`
	for name, c := range map[string]struct {
		en, tr string
		want   map[string]string
	}{
		"nothing":        {en, tr, map[string]string{"deck": "fresh", "cars": "fresh", "old": "fresh"}},
		"another order":  {`{"old": "Old", "cars_other": "{{count}} cars", "cars_one": "{{count}} car", "deck": "The upper deck"}`, tr, map[string]string{"deck": "fresh", "cars": "fresh", "old": "fresh"}},
		"one form":       {`{"deck": "The upper deck", "cars_one": "{{count}} red car", "cars_other": "{{count}} cars", "old": "Old"}`, tr, map[string]string{"deck": "fresh", "cars": "stale major", "old": "fresh"}},
		"a placeholder":  {`{"deck": "The upper deck", "cars_one": "{{n}} car", "cars_other": "{{n}} cars", "old": "Old"}`, tr, map[string]string{"deck": "fresh", "cars": "stale mechanical", "old": "fresh"}},
		"a slip":         {`{"deck": "the upper deck", "cars_one": "{{count}} car", "cars_other": "{{count}} cars", "old": "Old"}`, tr, map[string]string{"deck": "stale minor", "cars": "fresh", "old": "fresh"}},
		"quotes":         {`{"deck": "“The upper deck”", "cars_one": "{{count}} car", "cars_other": "{{count}} cars", "old": "Old"}`, tr, map[string]string{"deck": "fresh", "cars": "fresh", "old": "fresh"}},
		"deleted":        {`{"deck": "The upper deck", "cars_one": "{{count}} car", "cars_other": "{{count}} cars"}`, tr, map[string]string{"deck": "fresh", "cars": "fresh", "old": "orphan"}},
		"renamed":        {`{"top": "The upper deck", "cars_one": "{{count}} car", "cars_other": "{{count}} cars", "old": "Old"}`, tr, map[string]string{"top": "stale mechanical", "cars": "fresh", "old": "fresh"}},
		"not translated": {en, `{"cars_one": "{{count}} araba", "cars_other": "{{count}} araba", "old": "", "new": "Yeni"}`, map[string]string{"deck": "missing", "cars": "fresh", "old": "missing", "new": "extra"}},
		"left":           {en, `{"deck": "The upper deck", "cars_one": "{{count}} car", "cars_other": "{{count}} cars", "old": "Eski"}`, map[string]string{"deck": "untranslated", "cars": "untranslated", "old": "fresh"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, files := ui(en, tr)
			assumeAll(t, p, files)
			files["ui/en.json"], files["ui/tr.json"] = &fstest.MapFile{Data: []byte(c.en)}, &fstest.MapFile{Data: []byte(c.tr)}
			if got := states(only(t, p, true)); !maps.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// Every message of both files is in exactly one row, and the rows know the forms.
func TestCatalogRows(t *testing.T) {
	p, _ := ui(`{"a": "Deck", "b": {"c": "Quay"}}`, `{"b": {"c": "Rıhtım"}, "d": "Ek"}`)
	tr := only(t, p, true)
	if catalog.Of(tr.Source).Message("b.c") == nil || catalog.Of(tr.Target).Message("d") == nil {
		t.Error("the messages are not there")
	}
	if got, want := states(tr), map[string]string{"a": "missing", "b.c": "unverified", "d": "extra"}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
