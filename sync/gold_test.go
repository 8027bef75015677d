package xsync_test

import (
	"context"
	"os"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// TestGold holds the alignment to the records of our own articles, which say
// what belongs together and were read by people: of the pairs that it finds
// without a record, and of those that there are, nearly all must be right. Raise
// the bounds when the alignment gets better; never lower them.
func TestGold(t *testing.T) {
	const leastPrecision, leastRecall = 0.99, 0.99
	fsys := os.DirFS("..")
	data, err := os.ReadFile("../" + corpus.ConfigName)
	if err != nil {
		t.Fatal(err)
	}
	config, problems := corpus.ParseConfig(corpus.ConfigName, data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	config.Catalogs = nil // those are paired by ids
	project := &xsync.Project{FS: fsys, Config: config}
	right, found, there := 0, 0, 0
	_, err = project.Each(context.Background(), xsync.Query{Rows: true, Articles: []string{"articles"}}, func(a *xsync.Article) error {
		for k := range a.Translations {
			tr := &a.Translations[k]
			if !tr.Exists {
				continue
			}
			gold := pairs(tr)
			got := pairs(compare(load(t, tr.SourcePath, "en"), load(t, tr.Path, tr.Language), nil))
			for p := range got {
				if gold[p] {
					right++
				} else {
					t.Logf("%s %s: lines %d and %d are no pair", a.ID, tr.Language, p[0], p[1])
				}
			}
			for p := range gold {
				if !got[p] {
					t.Logf("%s %s: the pair of lines %d and %d was not found", a.ID, tr.Language, p[0], p[1])
				}
			}
			found, there = found+len(got), there+len(gold)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	precision, recall := float64(right)/float64(found), float64(right)/float64(there)
	t.Logf("precision %.4f, recall %.4f of %d pairs", precision, recall, there)
	if precision < leastPrecision || recall < leastRecall {
		t.Errorf("precision %.4f, recall %.4f; want at least %.2f and %.2f", precision, recall, leastPrecision, leastRecall)
	}
}

func load(t *testing.T, path, lang string) xsync.File {
	t.Helper()
	data, err := os.ReadFile("../" + path)
	if err != nil {
		t.Fatal(err)
	}
	return xsync.File{Path: path, Language: lang, Data: data}
}

// pairs are the lines of the segments that a translation joins. A row that is
// still in the source language, or of which the source was deleted, counts as
// the text says: what stands for what.
func pairs(tr *xsync.Translation) map[[2]int]bool {
	out := map[[2]int]bool{}
	for k := range tr.Rows {
		r := &tr.Rows[k]
		if r.State == drift.Orphan {
			continue
		}
		for _, s := range r.Source {
			for _, u := range r.Target {
				out[[2]int{tr.Source.Line(s.Start), tr.Target.Line(u.Start)}] = true
			}
		}
	}
	return out
}
