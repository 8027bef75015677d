package xsync_test

import (
	"fmt"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// A source that is kept says what it would say if it were read anew, whatever was asked
// in between, and whoever asks at the same time.
func TestKnownSourceIsThatOfToday(t *testing.T) {
	config, problems := corpus.ParseConfig(corpus.ConfigName, []byte("targets = [\"tr\", \"ru\"]\n\n[[articles]]\npath = \"{lang}/*.md\"\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	fsys := fstest.MapFS{
		"en/mill.md": {Data: []byte("The mill has 3 wheels.\n\nIt stands by the river.\n")},
		"tr/mill.md": {Data: []byte("Değirmenin 3 çarkı var.\n\nNehrin kıyısında durur.\n")},
		"ru/mill.md": {Data: []byte("У мельницы 3 колеса.\n")},
	}
	p := &xsync.Project{FS: fsys, Config: config}
	states := func(k *xsync.Known, written map[string][]byte) string {
		out := ""
		for _, tr := range k.Examine(t.Context(), "mill", nil, written).Translations {
			for _, r := range tr.Rows {
				out += fmt.Sprintf("%s %s %d %d\n", tr.Language, r.State, len(r.Source), len(r.Findings))
			}
		}
		return out
	}
	kept := p.Know()
	texts := []map[string][]byte{
		nil,
		{"tr/mill.md": []byte("Değirmenin 4 çarkı var.\n")},
		{"en/mill.md": []byte("The mill has 5 wheels.\n\nIt stands by the river.\n\nIt turns.\n")},
		{"en/mill.md": []byte("")},
		nil,
	}
	for k, written := range texts {
		if want, got := states(p.Know(), written), states(kept, written); got != want {
			t.Errorf("%d: %s", k, cmp.Diff(want, got))
		}
	}
	want := states(p.Know(), nil)
	var work sync.WaitGroup
	for range 8 {
		work.Go(func() {
			if got := states(kept, nil); got != want {
				t.Error(cmp.Diff(want, got))
			}
		})
	}
	work.Wait()
	if want == "" || kept.Examine(t.Context(), "mill", []string{"tr"}, nil).Translations[0].Rows[0].State != drift.Unverified {
		t.Error("nothing was examined")
	}
}
