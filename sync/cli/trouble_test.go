package cli

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// filled fills a work list in: every text that is not in a pair of the map gets
// a sign in front.
func filled(t testing.TB, list string, texts map[string]string) []byte {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(list, "\ufeff"))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal(len(rows), err)
	}
	source, translation := slices.Index(rows[0], "source"), slices.Index(rows[0], "translation")
	for _, row := range rows[1:] {
		if text, ok := texts[row[source]]; ok {
			row[translation] = text
		} else {
			row[translation] = translate(row[source])
		}
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ferries are articles with work of every sort in them: stale, missing,
// mechanical, and one that is not there as a whole.
func ferries(t testing.TB, dir string) {
	t.Helper()
	files := map[string]string{"xsync.toml": strings.Replace(roundtripConfig, `["tr"]`, `["tr", "ru"]`, 1)}
	const text = "# The ferry %d\n\nThe [ferry](a.md) crosses the bay.[^1]\n\nIt is old.[^2]\n\nNobody rows it any more.\n\n```sh\n# row\nferry go\n```\n\n[^1]: On the bay.\n[^2]: On its age.\n"
	for k := range 3 {
		files[fmt.Sprintf("articles/en/a%d.md", k)] = fmt.Sprintf(text, k)
		files[fmt.Sprintf("articles/tr/a%d.md", k)] = fmt.Sprintf("# Feribot %d\n\n[Feribot](a.md) koydan geçer.[^1]\n\nEski bir gemi.[^2]\n\nArtık kimse kürek çekmiyor.\n\n```sh\n# çek\nferry go\n```\n\n[^1]: Koy üzerine.\n[^2]: Yaşı üzerine.\n", k)
		files[fmt.Sprintf("articles/ru/a%d.md", k)] = fmt.Sprintf("# Паром %d\n\n[Паром](a.md) ходит через залив.[^1]\n\nОн старый.[^2]\n\nНикто больше не гребёт.\n\n```sh\n# греби\nferry go\n```\n\n[^1]: О заливе.\n[^2]: О возрасте.\n", k)
	}
	writeAll(t, dir, files)
	if out, complaints, status := runIn(t, dir, "init", "--assume"); status != exitDone {
		t.Fatal(out, complaints)
	}
	if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(disk.UndoFolder))); err != nil { // as in a clone
		t.Fatal(err)
	}
	for name, text := range files {
		if strings.HasPrefix(name, "articles/en/") {
			files[name] = strings.NewReplacer(
				"(a.md)", "(b.md)", "ferry go", "ferry run", "Nobody rows it any more.", "Somebody rows it again at night.\n\nThe fare is 40 crowns.",
				"[^1]", "[^2]", "[^2]", "[^1]",
			).Replace(text)
		}
	}
	files["articles/en/b.md"] = "# A bay\n\nThe bay is wide.\n"
	writeAll(t, dir, files)
}

// copyOf copies a project.
func copyOf(t testing.TB, dir string) string {
	t.Helper()
	out := t.TempDir()
	if err := os.CopyFS(out, os.DirFS(dir)); err != nil {
		t.Error(err)
	}
	return out
}

// settled are the files of a project without what a killed process leaves beside
// them.
func settled(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := snapshot(t, dir)
	for name := range out {
		if strings.HasPrefix(name, "/"+disk.WorkFolder+"/") {
			delete(out, name)
		}
	}
	return out
}

// everyStep says that the tests are to stop a command before every step on the disk,
// and not only before the first and the last of each kind, and those that put a
// file in its place.
var everyStep = os.Getenv("XSYNC_FAULTS") != ""

// few are those of some steps that stand for all.
func few(steps []string) map[int]bool {
	out, last := map[int]bool{}, map[string]int{}
	for k, step := range steps {
		kind, _, _ := strings.Cut(step, " ")
		if _, ok := last[kind]; !ok || everyStep || kind == "place" {
			out[k] = true
		}
		last[kind] = k
	}
	for _, k := range last {
		out[k] = true
	}
	return out
}

// halves are the projects that a command can leave behind: stopped before each
// step on the disk, or with that step failing.
func halves(t *testing.T, dir string, args ...string) map[string]string {
	t.Helper()
	var mutex sync.Mutex
	out := map[string]string{}
	var steps []string
	whole := copyOf(t, dir)
	defer func(was func(string, string) error) { disk.Trouble = was }(disk.Trouble)
	disk.Trouble = func(step, name string) error {
		mutex.Lock()
		defer mutex.Unlock()
		steps = append(steps, step+" "+name)
		return nil
	}
	runIn(t, copyOf(t, dir), args...)
	wanted := few(steps)
	steps = nil
	disk.Trouble = func(step, name string) error {
		mutex.Lock()
		defer mutex.Unlock()
		steps = append(steps, step+" "+name)
		if wanted[len(steps)-1] {
			out[fmt.Sprintf("stopped before %d %s %s", len(steps), step, name)] = copyOf(t, whole)
		}
		return nil
	}
	if text, complaints, status := runIn(t, whole, args...); status != exitDone {
		t.Fatalf("status %d: %s%s", status, text, complaints)
	}
	var some []string
	for k := range few(steps) {
		some = append(some, steps[k])
	}
	steps = some
	slices.Sort(steps)
	for _, bad := range slices.Compact(steps) {
		failing := copyOf(t, dir)
		reason, said := syscall.ENOSPC, "no space is left"
		if strings.HasPrefix(bad, "place") || strings.HasPrefix(bad, "sync") {
			reason, said = syscall.EIO, "the disk reports an error"
		}
		disk.Trouble = func(step, name string) error {
			if step+" "+name == bad {
				return reason
			}
			return nil
		}
		_, complaints, status := runIn(t, failing, args...)
		switch {
		case strings.HasPrefix(bad, "unlink"): // what cannot be removed, the next run removes
			if status != exitDone || complaints != "" {
				t.Errorf("%s fails: status %d, %s", bad, status, complaints)
			}
		case status != exitWork || !strings.Contains(complaints, said):
			t.Errorf("%s fails: status %d, %s", bad, status, complaints)
		}
		out["failed to "+bad] = failing
	}
	out["whole"] = whole
	return out
}

// Whatever step fails, and wherever the process stops: every file is the old one
// or the new one, nothing is recorded that is not written, and the same command
// completes the work.
func TestStoppedAnywhere(t *testing.T) {
	for _, c := range []struct {
		name string
		args func(dir string) []string
	}{
		{"import", func(dir string) []string {
			list, complaints, status := runIn(t, dir, "queue", "--lang", "tr", "--format", "csv")
			if status == exitUsage {
				t.Fatal(complaints)
			}
			name := filepath.Join(t.TempDir(), "list.csv")
			if err := os.WriteFile(name, filled(t, list, nil), 0o666); err != nil {
				t.Fatal(err)
			}
			return []string{"import", name}
		}},
		{"fix", func(string) []string { return []string{"fix", "--write"} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			ferries(t, dir)
			before := settled(t, dir)
			args := c.args(dir)
			all := halves(t, dir, args...)
			want := settled(t, all["whole"])
			for name, half := range all {
				now := settled(t, half)
				for path, text := range now {
					if text != before[path] && text != want[path] && !(strings.HasPrefix(path, "/.xsync/source/") && holds(text, want[path])) {
						t.Errorf("%s: %s is neither old nor new: %q", name, path, text)
					}
				}
				freshOnlyIfWritten(t, name, half, now, want)
				if text, complaints, status := runIn(t, half, args...); status != exitDone {
					t.Errorf("%s: then status %d: %s%s", name, status, text, complaints)
				}
				whole := unlocked(t, half)
				if name == "failed to unlink " { // the next run removes it
					whole = settled(t, half)
					delete(whole, "/"+disk.LockPath)
				}
				differ(t, name+", then completed", whole, unlocked(t, all["whole"]))
			}
		})
	}
}

// Wherever undo stops, it can be run again and puts every file back; until then no row
// is fresh that is not what its translator has seen. What a command has done that was
// stopped itself can be taken back, too.
func TestUndoStoppedAnywhere(t *testing.T) {
	dir := t.TempDir()
	ferries(t, dir)
	before := unlocked(t, dir)
	for name, half := range halves(t, dir, "fix", "--write") {
		runIn(t, half, "undo")
		left := settled(t, half)
		delete(left, "/"+disk.LockPath)
		differ(t, "fix "+name+", then undone", left, before)
	}
	if text, complaints, status := runIn(t, dir, "fix", "--write"); status != exitDone {
		t.Fatal(text, complaints)
	}
	for name, half := range halves(t, dir, "undo") {
		out, complaints, status := runIn(t, half, "undo")
		if status != exitDone || complaints != "" {
			t.Errorf("%s: then status %d: %s%s", name, status, out, complaints)
		}
		differ(t, "undo "+name+", then again", unlocked(t, half), before)
	}
}

// holds reports whether a store of texts has all those of another.
func holds(text, other string) bool {
	for line := range strings.Lines(other) {
		if !strings.Contains(text, line) {
			return false
		}
	}
	return true
}

// freshOnlyIfWritten makes sure that no row counts as fresh that is not in the
// whole project.
func freshOnlyIfWritten(t *testing.T, name, dir string, now, want map[string]string) {
	t.Helper()
	p, err := projectIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Each(t.Context(), xsync.Query{Rows: true}, func(a *xsync.Article) error {
		for _, problem := range a.Problems {
			t.Errorf("%s: %v", name, problem)
		}
		for k := range a.Translations {
			v := &a.Translations[k]
			path := "/" + v.Path
			if now[path] == want[path] {
				continue
			}
			for _, r := range v.Rows {
				if r.State == drift.Fresh && len(r.Source) > 0 && !strings.Contains(now[path], r.Translation) {
					t.Errorf("%s: %s: fresh: %q", name, v.Path, r.Now)
				}
				if r.State == drift.Fresh && (strings.Contains(r.Now, "b.md") || strings.Contains(r.Now, "ferry run")) {
					t.Errorf("%s: %s: fresh, and was not written: %q", name, v.Path, r.Now)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// An import, a fix and marks that run at once lose nothing of each other.
func TestAllAtOnce(t *testing.T) {
	dir := t.TempDir()
	ferries(t, dir)
	list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", "csv")
	name := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(name, filled(t, list, nil), 0o666); err != nil {
		t.Fatal(err)
	}
	oneByOne := copyOf(t, dir)
	commands := [][]string{{"import", name}, {"fix", "--write"}, {"mark", "a0", "a1", "a2", "--lang", "tr"}, {"mark", "a0", "a1", "--lang", "ru"}, {"import", name}}
	for _, args := range commands {
		runIn(t, oneByOne, args...)
	}
	var all sync.WaitGroup
	for _, args := range commands {
		all.Go(func() {
			if out, complaints, status := runIn(t, dir, args...); status == exitWork || status == exitUsage || args[0] == "import" && status != exitDone {
				t.Errorf("%v: status %d: %s%s", args, status, out, complaints)
			}
		})
	}
	all.Wait()
	want := settled(t, oneByOne)
	for path, text := range settled(t, dir) {
		if strings.HasPrefix(path, "/articles/") && text != want[path] {
			t.Errorf("%s is\n%s\nwant\n%s", path, text, want[path])
		}
	}
	if out, _, _ := runIn(t, dir, "queue", "--lang", "tr"); !strings.Contains(out, "tr: 0 items") {
		t.Errorf("left to do: %s", out)
	}
	if out, _, _ := runIn(t, dir, "fix", "--write"); !strings.Contains(out, "nothing a tool could carry over") {
		t.Errorf("left to fix: %s", out)
	}
}

// unlocked are the files of a project without the lock.
func unlocked(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := snapshot(t, dir)
	delete(out, "/"+disk.LockPath)
	return out
}

// differ reports the files in which two projects differ.
func differ(t *testing.T, name string, got, want map[string]string) {
	t.Helper()
	for path := range want {
		if got[path] != want[path] {
			t.Errorf("%s: %s is\n%s\nwant\n%s", name, path, got[path], want[path])
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s: %s was left", name, path)
		}
	}
}
