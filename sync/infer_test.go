package xsync_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/history"
)

// past is a history in memory, of commits that are whole trees. The id of a
// content is the content.
type past struct{ trees []map[string]string }

// commit adds the articles as they are now.
func (p *past) commit(x *tree) {
	t := map[string]string{}
	for name, f := range x.files {
		if strings.HasPrefix(name, "articles/") {
			t[name] = string(f.Data)
		}
	}
	p.trees = append(p.trees, t)
}

func (p *past) tree(commit string) map[string]string {
	if commit == "HEAD" {
		return p.trees[len(p.trees)-1]
	}
	return p.trees[commit[0]-'a']
}

func (p *past) Log(_ context.Context, _, _ []string, visit func(*history.Commit) (bool, error)) error {
	for k := len(p.trees) - 1; k >= 0; k-- {
		before := map[string]string{}
		if k > 0 {
			before = p.trees[k-1]
		}
		c := &history.Commit{ID: string(rune('a' + k))}
		for _, name := range slices.Sorted(maps.Keys(p.trees[k])) {
			if was := before[name]; was != p.trees[k][name] {
				c.Edits = append(c.Edits, history.Edit{Path: name, To: p.trees[k][name], From: []history.Version{{Path: name, Object: was}}})
			}
		}
		if more, err := visit(c); !more || err != nil {
			return err
		}
	}
	return nil
}

func (p *past) Read(object string) ([]byte, error) { return []byte(object), nil }

func (p *past) At(commit, path string) ([]byte, bool, error) {
	text, ok := p.tree(commit)[path]
	return []byte(text), ok, nil
}

// infer asks the history and carries out what it tells.
func (x *tree) infer(p *past, a xsync.Acceptance) xsync.Inferred {
	x.t.Helper()
	q := xsync.Query{Languages: []string{"tr"}}
	var err error
	if a.History, err = x.project.Recall(x.t.Context(), q, p, func(string) {}); err != nil {
		x.t.Fatal(err)
	}
	return x.mark("tr", a).Inferred
}

func TestInferAccuses(t *testing.T) {
	x, p := newTree(t), &past{}
	p.commit(x)
	x.edit(en, "1906", "1907")
	p.commit(x)
	told := x.infer(p, xsync.Acceptance{})
	equal(t, "told", xsync.Inferred{Accused: 1, Based: 3}, told)
	equal(t, "states", "unverified stale:facts+inferred unverified unverified", x.states("tr"))
	equal(t, "was", english[1], x.row("tr", "1907").Was)
	equal(t, "ways", "inferred inferred inferred inferred", x.ways())

	// The history is not asked any more, and no source that comes back acquits.
	x.edit(en, "1907", "1906")
	equal(t, "back", "unverified unverified unverified unverified", x.states("tr"))
	x.edit(en, english[2], grainNow)
	equal(t, "another edit", "unverified unverified stale:major+inferred unverified", x.states("tr"))
	x.edit(tr, "tahıl getirir", "kömür ve kereste getirir")
	equal(t, "edited", "unverified unverified stale:major+edited+inferred unverified", x.states("tr"))
	x.mark("tr", xsync.Acceptance{})
	equal(t, "recorded", "unverified unverified fresh unverified", x.states("tr"))
	x.mark("tr", vouched)
	equal(t, "ways", "reviewed reviewed reviewed reviewed", x.ways())
}

// What is recorded, in whatever way, is not run over.
func TestInferLeavesRecords(t *testing.T) {
	x, p := newTree(t), &past{}
	p.commit(x)
	x.edit(en, "1906", "1907")
	p.commit(x)
	x.mark("tr", xsync.Acceptance{Segments: rowIsNamed(x, "Petrov")})
	before := x.row("tr", "Petrov").State
	x.edit(en, "Petrov", "Ivanov")
	p.commit(x)
	told := x.infer(p, xsync.Acceptance{})
	equal(t, "told", xsync.Inferred{Accused: 1, Based: 2}, told)
	equal(t, "states", "fresh unverified stale:facts+inferred unverified stale:facts", before.String()+" "+x.states("tr"))
	record := string(x.files[recordTR].Data)
	if again := x.infer(p, xsync.Acceptance{}); again != (xsync.Inferred{}) || string(x.files[recordTR].Data) != record {
		t.Errorf("again it tells %+v", again)
	}
}

// First the history, then trust.
func TestInferAndAssume(t *testing.T) {
	x, p := newTree(t), &past{}
	p.commit(x)
	x.edit(en, english[2], grainNow)
	p.commit(x)
	x.infer(p, xsync.Acceptance{Assume: true})
	equal(t, "states", "fresh+assumed fresh+assumed stale:major+inferred fresh+assumed", x.states("tr"))
}

func TestInferNothing(t *testing.T) {
	x, p := newTree(t), &past{}
	x.edit(en, "1906", "1907")
	p.commit(x)
	equal(t, "both at once", xsync.Inferred{Based: 4}, x.infer(p, xsync.Acceptance{}))

	x = newTree(t)
	x.write(tr, "# Ekmek", "Fırıncı günde 600 ekmek satıyor.", "Fırın 1850 yılında yapıldı.")
	p = &past{}
	p.commit(x)
	equal(t, "no translation", xsync.Inferred{}, x.infer(p, xsync.Acceptance{}))
}

// What is gone from the source stands in its record where the translation has it,
// wherever the neighbours have gone to: a heading with what follows it, the rest with what
// comes before.
func TestGoneStandsBesideItsNeighbours(t *testing.T) {
	row := func(kind block.Kind, at int) drift.Row {
		return drift.Row{Kind: kind, Target: []drift.Segment{{Span: block.Span{Start: at}}}}
	}
	rows := []drift.Row{ // in the order of the source
		row(block.Paragraph, 50), // 0: went to the beginning
		row(block.Heading, 10),   // 1
		row(block.Paragraph, 30), // 2: gone
		row(block.Paragraph, 20), // 3
		row(block.Heading, 60),   // 4: gone
		row(block.Paragraph, 70), // 5: gone
		{Kind: block.Paragraph},  // 6: missing
		row(block.ListItem, 80),  // 7
		row(block.Heading, 90),   // 8: gone, the last of the translation
		row(block.Paragraph, 33), // 9: went to the end, from between
		row(block.Paragraph, 36), // 10: gone
	}
	rows[9].Flags = drift.Moved
	pairs := map[int]history.Pair{}
	for _, k := range []int{2, 4, 5, 8, 10} {
		pairs[k] = history.Pair{Row: k, Accuses: true, Gone: true}
	}
	ahead, behind := xsync.GoneBeside(rows, pairs)
	if want := map[int][]int{7: {4, 5}, -1: {8}}; !maps.EqualFunc(ahead, want, slices.Equal) {
		t.Errorf("before: got %v, want %v", ahead, want)
	}
	if want := map[int][]int{3: {2, 10}}; !maps.EqualFunc(behind, want, slices.Equal) {
		t.Errorf("behind: got %v, want %v", behind, want)
	}
}
