package xsync_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// paragraphs is how many rows the article of the merge test has.
const paragraphs = 8

// paragraph is one of the article in a version; an empty one is not there.
func paragraph(lang string, k, version int) string {
	words := map[string]string{"en": "Boat %d has %d%d%d masts and sails on.", "tr": "%d. teknenin %d%d%d direği vardır.", "ru": "У лодки %d %d%d%d мачт, она плывёт."}
	return fmt.Sprintf(words[lang], k+1, k+1, version, k+1)
}

// compose writes a file of the article; a version of 0 leaves a paragraph out.
func (x *tree) compose(path, lang string, versions []int) {
	var blocks []string
	for k, v := range versions {
		if v > 0 {
			blocks = append(blocks, paragraph(lang, k, v))
		}
	}
	x.write(path, blocks...)
}

// branch is what one person makes of the article in some steps on rows of their own.
func (x *tree) branch(t *rapid.T, who string, base [3][]int, parity int) [3][]int {
	var now [3][]int
	for i := range base {
		now[i] = slices.Clone(base[i])
	}
	paths, langs := []string{en, tr, ru}, []string{"en", "tr", "ru"}
	for range rapid.IntRange(1, 4).Draw(t, who+" steps") {
		k := 2*rapid.IntRange(0, paragraphs/2-1).Draw(t, who+" row") + parity
		switch rapid.IntRange(0, 3).Draw(t, who+" does") {
		case 0: // the source changes, and nobody follows
			now[0][k]++
		case 1: // both change
			now[0][k]++
			now[1][k] = now[0][k]
		case 2: // a row goes
			now[0][k], now[1][k], now[2][k] = 0, 0, 0
		case 3: // the other language follows
			now[2][k] = now[0][k]
		}
		for i := range paths {
			x.compose(paths[i], langs[i], now[i])
		}
		if rapid.Bool().Draw(t, who+" records") {
			x.mark("tr", vouched)
		}
		if rapid.Bool().Draw(t, who+" records Russian") {
			x.mark("ru", vouched)
		}
	}
	return now
}

// clone is the same project in other files.
func (x *tree) clone() *tree {
	y := newTree(x.t)
	clear(y.files)
	maps.Copy(y.files, x.files)
	return y
}

// union merges three versions of a file as git does under the attributes that xsync
// writes.
func union(t *testing.T, dir string, ours, base, theirs *fstest.MapFile) []byte {
	t.Helper()
	var names []string
	for k, f := range []*fstest.MapFile{ours, base, theirs} {
		name := filepath.Join(dir, fmt.Sprint(k))
		var data []byte
		if f != nil {
			data = f.Data
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	out, err := exec.Command("git", append([]string{"merge-file", "-p", "--union"}, names...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Two people work on different rows of one article, in two languages. Git unites
// their records and stores; a row is fresh if it was for whoever worked on it, nothing
// is unreadable, and the next mark keeps it.
func TestMergedRecords(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("git is needed")
	}
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		x := newTree(t)
		var base [3][]int
		for i := range base {
			base[i] = slices.Repeat([]int{1}, paragraphs)
		}
		for i, p := range []string{en, tr, ru} {
			x.compose(p, []string{"en", "tr", "ru"}[i], base[i])
		}
		x.mark("tr", vouched)
		x.mark("ru", vouched)
		ann, bob := x.clone(), x.clone()
		annNow, bobNow := ann.branch(r, "ann", base, 0), bob.branch(r, "bob", base, 1)
		merged := x.clone()
		for i, p := range []string{en, tr, ru} {
			all := make([]int, paragraphs)
			for k := range all {
				all[k] = [][]int{annNow[i], bobNow[i]}[k%2][k]
			}
			merged.compose(p, []string{"en", "tr", "ru"}[i], all)
		}
		for _, name := range []string{recordTR, recordRU, store} {
			if ann.files[name] == nil && bob.files[name] == nil {
				continue
			}
			merged.files[name] = &fstest.MapFile{Data: union(t, dir, ann.files[name], x.files[name], bob.files[name])}
		}
		for _, lang := range []string{"tr", "ru"} {
			want, got := [2]map[int]bool{ann.fresh(lang), bob.fresh(lang)}, merged.fresh(lang)
			for k := range paragraphs {
				if want[k%2][k] != got[k] {
					r.Fatalf("%s, row %d: fresh is %v, was %v\n%s\n%s", lang, k, got[k], want[k%2][k], merged.files[recordTR].Data, merged.files[store].Data)
				}
			}
		}
		before := merged.states("tr")
		merged.mark("tr", xsync.Acceptance{})
		if after := merged.states("tr"); strings.Count(after, "fresh") < strings.Count(before, "fresh") {
			r.Fatalf("after a mark %q, before %q", after, before)
		}
		if _, _, err := baseline.Decode(recordTR, merged.files[recordTR].Data); err != nil {
			r.Fatal(err)
		}
	})
}

// fresh are the paragraphs whose rows are fresh, by their numbers.
func (x *tree) fresh(lang string) map[int]bool {
	out := map[int]bool{}
	for _, row := range x.status(lang, true).Rows {
		for k := range paragraphs {
			if strings.HasPrefix(row.Now, fmt.Sprintf("Boat %d ", k+1)) {
				out[k] = row.State == drift.Fresh
			}
		}
	}
	return out
}
