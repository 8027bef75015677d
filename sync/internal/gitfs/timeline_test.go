package gitfs

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// listing is every file of a tree with its content.
func listing(t *testing.T, tree *Tree, below ...string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !slices.ContainsFunc(below, func(dir string) bool { return strings.HasPrefix(name, dir+"/") }) {
			return nil
		}
		data, err := tree.ReadFile(name)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Going back along the line of first parents, the files stand as they do in the tree
// of each commit, and nothing is read of what nobody asked for.
func TestTimelineIsTheTreesOfItsCommits(t *testing.T) {
	dir := repository(t, map[string]string{"a/en.md": "one", "rec/tr": "r1", "other/x": "x"})
	step := func(files map[string]string, gone ...string) {
		write(t, dir, files)
		for _, name := range gone {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		commit(t, dir)
	}
	step(map[string]string{"a/en.md": "two", "a/ğ \"x\".md": "name"})
	step(map[string]string{"other/x": "nobody asked"})
	run(t, dir, "checkout", "-q", "-b", "side")
	step(map[string]string{"a/side.md": "side", "rec/ru": "r2"})
	step(map[string]string{"a/side.md": "side, later"}, "rec/tr")
	run(t, dir, "checkout", "-q", "main")
	step(map[string]string{"a/en.md": "three"})
	run(t, dir, "merge", "-q", "--no-ff", "-m", "merge", "side")
	step(map[string]string{"rec/tr": "r3"}, "a/en.md")

	r, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	line, err := r.Timeline(t.Context(), []string{"a", "rec"}, 100, func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = line.Close() }()
	if n := len(line.Moments()); n != 5 {
		t.Fatalf("%d moments: %v", n, line.Moments())
	}
	for k, m := range line.Moments() {
		got, _ := line.Tree(k)
		want, err := r.Tree(t.Context(), m.Commit)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(listing(t, want, "a", "rec"), listing(t, got, "a", "rec")); diff != "" {
			t.Errorf("moment %d: %s", k, diff)
		}
		_ = want.Close()
	}
	if _, changed := line.Tree(4); len(changed) != 0 {
		t.Errorf("nothing was undone, and %v changed", changed)
	}
}

// It goes no further back than to the commit before which nothing that is needed was
// there, nor beyond the most commits that are wanted.
func TestTimelineEnds(t *testing.T) {
	dir := repository(t, map[string]string{"a/en.md": "one"})
	for _, text := range []string{"two", "three", "four", "five"} {
		write(t, dir, map[string]string{"a/en.md": text})
		if text == "three" {
			write(t, dir, map[string]string{"rec/tr": "r1"})
		}
		commit(t, dir)
	}
	r, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	recorded := func(name string) bool { return strings.HasPrefix(name, "rec/") }
	for most, want := range map[int]int{100: 3, 2: 2} {
		line, err := r.Timeline(t.Context(), []string{"a", "rec"}, most, recorded)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(line.Moments()); got != want {
			t.Errorf("of at most %d: %d moments, want %d", most, got, want)
		}
		_ = line.Close()
	}
	head, err := r.Head(t.Context())
	if err != nil || head.Seconds == 0 || len(head.Commit) < 40 {
		t.Error(head, err)
	}
}

// A commit whose date nobody can read, or write, is a commit.
func TestDatesOfDamagedCommits(t *testing.T) {
	dir := repository(t, map[string]string{"a/en.md": "one"})
	for date, want := range map[string]int64{
		"1700000000 +0000": 1700000000, "253402300799 +0000": 253402300799, "253402300800 +0000": 0, "-5 +0000": 0,
		"9223372036854775807 +0000": 0, "99999999999999999999 +0000": 0, "yesterday": 0, "": 0,
	} {
		write(t, dir, map[string]string{"raw": "tree " + object(t, dir, "HEAD^{tree}") + "\nparent " + object(t, dir, "HEAD") +
			"\nauthor a <a@example.org> " + date + "\ncommitter a <a@example.org> " + date + "\n\nx\n"})
		out, err := exec.Command("git", "-C", dir, "hash-object", "-t", "commit", "-w", "--literally", "raw").Output()
		if err != nil {
			t.Fatal(err)
		}
		run(t, dir, "reset", "-q", "--hard", strings.TrimSpace(string(out)))
		r, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if head, err := r.Head(t.Context()); err != nil || head.Seconds != want {
			t.Errorf("%q: %+v, %v", date, head, err)
		}
		line, err := r.Timeline(t.Context(), []string{"a"}, 100, func(string) bool { return true })
		if err != nil || len(line.Moments()) == 0 || line.Moments()[0].Commit == "" {
			t.Errorf("%q: %+v, %v", date, line, err)
		}
	}
}

// object is the id of what a revision names.
func object(t *testing.T, dir, revision string) string {
	t.Helper()
	out, err := exec.Command("git", "-C", dir, "rev-parse", revision).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
