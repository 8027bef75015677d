package gitfs

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/history"
)

// past opens the history of a folder.
func past(t *testing.T, dir string) *Past {
	t.Helper()
	r, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Past(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// told tells a log: a line a commit, the newest first, with its edits as path,
// names before where they differ, and the texts.
func told(t *testing.T, p *Past, folders ...string) []string {
	t.Helper()
	var out []string
	content := func(object string) string {
		if object == "" {
			return "-"
		}
		data, err := p.Read(object)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(data[:min(len(data), 8)]))
	}
	err := p.Log(context.Background(), folders, nil, func(c *history.Commit) (bool, error) {
		line := ""
		if c.Cut {
			line = "cut: "
		}
		for _, e := range c.Edits {
			line += e.Path
			for _, from := range e.From {
				if from.Path != e.Path {
					line += "<" + from.Path
				}
				line += " " + content(from.Object)
			}
			line += ">" + content(e.To) + "; "
		}
		if line != "" {
			out = append(out, strings.TrimSuffix(line, "; "))
		}
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func expect(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const long = "first line\nA paragraph that is long enough for git to see\nthat it is the same file under another name.\n"

func TestLog(t *testing.T) {
	dir := repository(t, map[string]string{"en/a.md": "one\n", "tr/öğle \"b\n\t.md": "bir\n", "other/x": "no\n"})
	write(t, dir, map[string]string{"en/a.md": "two\n", "other/x": "never\n"})
	commit(t, dir)
	write(t, dir, map[string]string{"other/x": "nothing\n"})
	commit(t, dir)
	run(t, dir, "rm", "-q", "en/a.md")
	commit(t, dir)
	expect(t, told(t, past(t, dir), "en", "tr"), []string{
		"en/a.md two>-",
		"en/a.md one>two",
		"en/a.md ->one; tr/öğle \"b\n\t.md ->bir",
	})
}

func TestLogFollowsRenames(t *testing.T) {
	dir := repository(t, map[string]string{"en/old.md": "a " + long})
	run(t, dir, "mv", "en/old.md", "en/new.md")
	commit(t, dir)
	run(t, dir, "mv", "en/new.md", "en/newer.md")
	write(t, dir, map[string]string{"en/newer.md": "b " + long})
	commit(t, dir)
	expect(t, told(t, past(t, dir), "."), []string{
		"en/newer.md<en/new.md a first>b first",
		"en/new.md<en/old.md a first>a first",
		"en/old.md ->a first",
	})
}

// Paths are those of the folder, and only what lies in it is told.
func TestLogOfSubfolder(t *testing.T) {
	dir := repository(t, map[string]string{"en/a.md": "no\n", "site/en/a.md": "one\n"})
	p := past(t, filepath.Join(dir, "site"))
	expect(t, told(t, p, "."), []string{"en/a.md ->one"})
	if data, ok, err := p.At("HEAD", "en/a.md"); string(data) != "one\n" || !ok || err != nil {
		t.Errorf("%q %v %v", data, ok, err)
	}
}

// A merge is told if it has something that none of its parents has, with the names
// on both sides.
func TestLogOfMerges(t *testing.T) {
	dir := repository(t, map[string]string{"en/a.md": "one\n", "en/b.md": "b\n"})
	run(t, dir, "checkout", "-q", "-b", "side")
	write(t, dir, map[string]string{"en/a.md": "side\n"})
	commit(t, dir)
	run(t, dir, "checkout", "-q", "main")
	write(t, dir, map[string]string{"en/b.md": "main\n"})
	commit(t, dir)
	run(t, dir, "merge", "-q", "--no-ff", "-m", "clean", "side")
	run(t, dir, "checkout", "-q", "-b", "other", "HEAD~1")
	write(t, dir, map[string]string{"en/a.md": "other\n"})
	commit(t, dir)
	run(t, dir, "checkout", "-q", "main")
	run(t, dir, "merge", "-q", "--no-ff", "-s", "ours", "--no-commit", "other")
	write(t, dir, map[string]string{"en/a.md": "merged\n"})
	commit(t, dir)
	got := told(t, past(t, dir), "en")
	if len(got) != 5 || got[0] != "en/a.md side other>merged" {
		t.Errorf("%q", got)
	}
	rest := slices.Sorted(slices.Values(got[1:4]))
	expect(t, rest, []string{"en/a.md one>other", "en/a.md one>side", "en/b.md b>main"})
}

func TestLogStopsWhenThereIsEnough(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "0\n"})
	for k := range 5 {
		write(t, dir, map[string]string{"a.md": fmt.Sprintln(k + 1)})
		commit(t, dir)
	}
	p := past(t, dir)
	n := 0
	err := p.Log(context.Background(), []string{"."}, nil, func(*history.Commit) (bool, error) {
		n++
		return n < 2, nil
	})
	if n != 2 || err != nil {
		t.Errorf("%d commits, %v", n, err)
	}
	failed := errors.New("failed")
	if err := p.Log(context.Background(), []string{"."}, nil, func(*history.Commit) (bool, error) { return true, failed }); !errors.Is(err, failed) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := p.Log(ctx, []string{"."}, nil, func(*history.Commit) (bool, error) { return true, nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Only where a clone is cut off is a commit told to be cut: not at the first one.
func TestLogOfShallowClone(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "one\n"})
	for _, text := range []string{"two\n", "three\n"} {
		write(t, dir, map[string]string{"a.md": text})
		commit(t, dir)
	}
	clone := filepath.Join(t.TempDir(), "clone")
	run(t, dir, "clone", "-q", "--depth", "2", "file://"+dir, clone)
	p := past(t, clone)
	expect(t, told(t, p, "."), []string{"a.md two>three", "cut: a.md ->two"})
	expect(t, told(t, past(t, dir), "."), []string{"a.md two>three", "a.md one>two", "a.md ->one"})
}

func TestAt(t *testing.T) {
	dir := repository(t, map[string]string{"en/a b.md": "one\n", "en/c.md": ""})
	p := past(t, dir)
	for _, c := range []struct {
		commit, path, want string
		ok                 bool
	}{
		{"HEAD", "en/a b.md", "one\n", true},
		{"HEAD", "en/c.md", "", true},
		{"HEAD", "en/missing file.md", "", false},
		{"0123456789012345678901234567890123456789", "en/c.md", "", false},
		{"nowhere", "en/a b.md", "", false},
		{"HEAD\nHEAD", "en/c.md", "", false},
		{"--all", "en/c.md", "", false},
	} {
		if data, ok, err := p.At(c.commit, c.path); string(data) != c.want || ok != c.ok || err != nil {
			t.Errorf("%q %q: %q %v %v", c.commit, c.path, data, ok, err)
		}
	}
}

func TestNoHistory(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	run(t, dir, "init", "-q")
	r, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var e *Error
	if _, err := r.Past(context.Background()); !errors.As(err, &e) || e.Reason != UnknownRevision {
		t.Error(err)
	}
}

// FuzzLog: whatever git writes is read or refused.
func FuzzLog(f *testing.F) {
	f.Add("\x01c p\x00\n:100644 100644 aa bb M\x00a.md\x00\x01d\x00")
	f.Add("\x01c p q\x00\n::100644 100644 100644 aa bb cc MM\x00a\x00b\x00c\x00")
	f.Add("\x01c p\x00:100644 100644 aa bb R090\x00a.md\x00b.md\x00")
	f.Add("\x01\x00")
	f.Fuzz(func(t *testing.T, text string) {
		r := &logReader{in: bufio.NewReader(strings.NewReader(text))}
		err := r.read(func(c *history.Commit, parents int) (bool, error) {
			if c.ID == "" || parents < 0 {
				t.Errorf("%+v", c)
			}
			for _, e := range c.Edits {
				if len(e.From) == 0 {
					t.Errorf("%+v", e)
				}
			}
			return true, nil
		})
		_ = err // what is no log is an error
	})
}

// With endings only their files are followed, in any case and below folders whose
// names are patterns, and a content of another file that the clone does not have is
// never asked for.
func TestLogOfSomeEndings(t *testing.T) {
	picture := strings.Repeat("picture ", 400)
	dir := repository(t, map[string]string{"a[1]/en.md": "one", "a[1]/x.MD": "big", "a1/en.md": "beside", ":b/en.md": "two", "a[1]/old.png": picture})
	object := strings.TrimSpace(output(t, dir, "rev-parse", "HEAD:a[1]/old.png"))
	for _, move := range [][2]string{{"a[1]/old.png", "a[1]/new.png"}, {"a[1]/en.md", "a[1]/deep/en.md"}} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(move[1])), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, move[0]), filepath.Join(dir, move[1])); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, map[string]string{"a[1]/new.png": picture + "edited"})
	commit(t, dir)
	if err := os.Remove(filepath.Join(dir, ".git", "objects", object[:2], object[2:])); err != nil {
		t.Fatal(err)
	}
	var got []string
	p := past(t, dir)
	err := p.Log(t.Context(), []string{"a[1]", ":b"}, []string{".md", ".MD"}, func(c *history.Commit) (bool, error) {
		for _, e := range c.Edits {
			line := e.Path
			for _, from := range e.From {
				line += " < " + from.Path
			}
			got = append(got, line)
		}
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, got, []string{"a[1]/deep/en.md < a[1]/en.md", ":b/en.md < :b/en.md", "a[1]/en.md < a[1]/en.md", "a[1]/x.MD < a[1]/x.MD"})
}

// In a clone without the contents of old versions these are as if they were empty.
func TestLogOfAPartialClone(t *testing.T) {
	dir := repository(t, map[string]string{"en.md": strings.Repeat("one\n", 50)})
	write(t, dir, map[string]string{"en.md": strings.Repeat("one\n", 50) + "two\n"})
	run(t, dir, "mv", "en.md", "source.md")
	write(t, dir, map[string]string{"source.md": strings.Repeat("one\n", 50) + "two\n"})
	commit(t, dir)
	run(t, dir, "config", "uploadpack.allowFilter", "true")
	clone := filepath.Join(t.TempDir(), "clone")
	run(t, dir, "clone", "-q", "--filter=blob:none", "file://"+filepath.ToSlash(dir), clone)
	p := past(t, clone)
	if !p.Partial() {
		t.Error("the clone is not known to be partial")
	}
	n := 0
	err := p.Log(t.Context(), []string{"."}, []string{".md"}, func(c *history.Commit) (bool, error) {
		for _, e := range c.Edits {
			for _, from := range e.From {
				if from.Object == "" {
					continue
				}
				if data, err := p.Read(from.Object); err != nil || len(data) > 0 {
					t.Errorf("%q %v", data, err)
				}
			}
		}
		n++
		return true, nil
	})
	if err != nil || n != 2 {
		t.Errorf("%d commits, %v", n, err)
	}
}

func output(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir = dir
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
