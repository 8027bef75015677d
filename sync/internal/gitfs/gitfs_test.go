package gitfs

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// repository makes a repository of one commit with the files given, by path.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "test", "GIT_AUTHOR_EMAIL": "test@example.org", "GIT_AUTHOR_DATE": "2020-01-02T03:04:05Z",
		"GIT_COMMITTER_NAME": "test", "GIT_COMMITTER_EMAIL": "test@example.org", "GIT_COMMITTER_DATE": "2020-01-02T03:04:05Z",
	} {
		t.Setenv(name, value)
	}
	run(t, dir, "init", "-q", "-b", "main")
	write(t, dir, files)
	commit(t, dir)
	return dir
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func commit(t *testing.T, dir string) {
	t.Helper()
	run(t, dir, "add", "-A")
	run(t, dir, "commit", "-q", "-m", "state")
}

func run(t *testing.T, dir string, args ...string) {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// open is the tree of HEAD as seen from a folder.
func open(t *testing.T, dir string) (*Repository, *Tree) {
	t.Helper()
	r, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := r.Tree(context.Background(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tree.Close(); err != nil {
			t.Error(err)
		}
	})
	return r, tree
}

func TestTreeIsAFileSystem(t *testing.T) {
	dir := repository(t, map[string]string{
		"a.md": "one\n", "empty.txt": "", "docs/öğle.md": "two", "docs/deep/er/b c.md": "a\x00b\r\n", "docs.md": "x", "docs-old/z": "y",
	})
	_, tree := open(t, dir)
	if err := fstest.TestFS(tree, "a.md", "empty.txt", "docs/öğle.md", "docs/deep/er/b c.md", "docs.md", "docs-old/z"); err != nil {
		t.Error(err)
	}
}

// Of a tree, no more need be read than is named, in whatever letters.
func TestTreeOfSomeFiles(t *testing.T) {
	dir := repository(t, map[string]string{"site/a.md": "one", "site/*.md": "star", "site/:b.md": "colon", "site/en/c.md": "deep", "site/en/d.md": "more"})
	r, _ := open(t, filepath.Join(dir, "site"))
	tree, err := r.Tree(context.Background(), "HEAD", "*.md", ":b.md", "en/c.md", "nowhere.md")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tree.Close() }()
	if err := fstest.TestFS(tree, "*.md", ":b.md", "en/c.md"); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"a.md", "en/d.md", "nowhere.md"} {
		if _, err := fs.Stat(tree, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A tree is what was committed, whatever the work tree has become.
func TestTreeIsThatOfTheCommit(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "one\n", "b.md": "two\n"})
	write(t, dir, map[string]string{"a.md": "changed\n"})
	if err := os.Remove(filepath.Join(dir, "b.md")); err != nil {
		t.Fatal(err)
	}
	_, tree := open(t, dir)
	for name, want := range map[string]string{"a.md": "one\n", "b.md": "two\n"} {
		if got, err := fs.ReadFile(tree, name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestSubfolder(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "one\n", "site/en/b.md": "two\n"})
	r, tree := open(t, filepath.Join(dir, "site"))
	if _, err := fs.ReadFile(tree, "en/b.md"); err != nil {
		t.Error(err)
	}
	if _, err := fs.Stat(tree, "a.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file outside of the folder: %v", err)
	}
	if got := r.Prefix(); got != "site/" {
		t.Errorf("the prefix is %q", got)
	}
	if root, _ := open(t, dir); root.Prefix() != "" {
		t.Errorf("the prefix of the root is %q", root.Prefix())
	}
	write(t, dir, map[string]string{"a.md": "changed\n", "site/en/b.md": "changed\n", "site/en/new.md": "new\n"})
	got, err := r.Changed(context.Background(), "HEAD")
	if want := []string{"en/b.md", "en/new.md"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("changed are %q, %v, want %q", got, err, want)
	}
}

// Hooks of git run with variables that name another folder's repository.
func TestVariablesOfHooks(t *testing.T) {
	dir := repository(t, map[string]string{"site/b.md": "two\n"})
	t.Setenv("GIT_DIR", ".git")
	t.Setenv("GIT_PREFIX", "elsewhere/")
	_, tree := open(t, filepath.Join(dir, "site"))
	if _, err := fs.ReadFile(tree, "b.md"); err != nil {
		t.Error(err)
	}
}

// TestLinksAreFollowedWithinTheTree holds what a link leads to apart from what lies outside of
// the commit: nothing of the machine is read.
func TestLinksAreFollowedWithinTheTree(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(outside, []byte("secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := repository(t, map[string]string{"deep/a.md": "one\n"})
	for name, to := range map[string]string{
		"link.md": "deep/a.md", "twice.md": "link.md", "round.md": "round.md", "gone.md": "deep/b.md",
		"out.md": "../../../etc/passwd", "absolute.md": outside,
	} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, dir)
	r, whole := open(t, dir)
	for _, name := range []string{"link.md", "twice.md", "round.md", "gone.md", "out.md", "absolute.md"} {
		alone, err := r.Tree(t.Context(), "HEAD", name)
		if err != nil {
			t.Fatal(err)
		}
		for _, tree := range []*Tree{whole, alone} {
			data, err := fs.ReadFile(tree, name)
			if leads := name == "link.md" || name == "twice.md"; leads != (err == nil) || leads && string(data) != "one\n" {
				t.Errorf("%s holds %q, %v", name, data, err)
			}
			if info, err := fs.Lstat(tree, name); err != nil || info.Mode()&fs.ModeSymlink == 0 {
				t.Errorf("%s is no link: %v, %v", name, info, err)
			}
		}
		_ = alone.Close()
	}
	if to, err := whole.ReadLink("link.md"); err != nil || to != "deep/a.md" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}

func TestManyReadersAtOnce(t *testing.T) {
	files := map[string]string{}
	for k := range 40 {
		files[strconv.Itoa(k)] = strings.Repeat(strconv.Itoa(k)+"\n", 1+k*2000)
	}
	dir := repository(t, files)
	_, tree := open(t, dir)
	var group sync.WaitGroup
	for range 8 {
		for name, want := range files {
			group.Go(func() {
				if got, err := tree.ReadFile(name); err != nil || string(got) != want {
					t.Errorf("%s: %d bytes, %v", name, len(got), err)
				}
			})
		}
	}
	group.Wait()
}

func TestReasons(t *testing.T) {
	ctx := context.Background()
	dir := repository(t, map[string]string{"a.md": "one\n"})
	write(t, dir, map[string]string{"a.md": "two\n"})
	commit(t, dir)
	full, _ := open(t, dir)
	clone := filepath.Join(t.TempDir(), "clone")
	run(t, dir, "clone", "-q", "--depth", "1", "file://"+dir, clone)
	cut, _ := open(t, clone)
	for _, x := range []struct {
		name     string
		of       *Repository
		revision string
		want     Reason
	}{
		{"no such branch", full, "nowhere", UnknownRevision},
		{"an option", full, "--all", UnknownRevision},
		{"a tree", full, "HEAD^{tree}", UnknownRevision},
		{"cut off", cut, "HEAD~1", Shallow},
	} {
		_, err := x.of.Base(ctx, x.revision)
		var e *Error
		if !errors.As(err, &e) || e.Reason != x.want || e.Revision != x.revision {
			t.Errorf("%s: %v", x.name, err)
		}
	}
	_, err := Open(ctx, t.TempDir())
	if e := (*Error)(nil); !errors.As(err, &e) || e.Reason != NoRepository {
		t.Errorf("no repository: %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	_, err = Open(ctx, dir)
	if e := (*Error)(nil); !errors.As(err, &e) || e.Reason != NoGit {
		t.Errorf("no git: %v", err)
	}
}

// The base is where two branches parted, not the end of the other one.
func TestBase(t *testing.T) {
	ctx := context.Background()
	dir := repository(t, map[string]string{"a.md": "one\n"})
	run(t, dir, "tag", "parted")
	run(t, dir, "checkout", "-q", "-b", "topic")
	write(t, dir, map[string]string{"b.md": "two\n"})
	commit(t, dir)
	run(t, dir, "checkout", "-q", "main")
	write(t, dir, map[string]string{"c.md": "three\n"})
	commit(t, dir)
	run(t, dir, "checkout", "-q", "--orphan", "alone")
	commit(t, dir)
	r, _ := open(t, dir)
	resolve := func(rev string) string {
		out, err := r.git(ctx, "rev-parse", rev)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	if got, err := r.Base(ctx, "main"); err != nil || got != resolve("main") {
		t.Errorf("nothing in common: %s, %v", got, err)
	}
	run(t, dir, "checkout", "-q", "-f", "topic")
	if got, err := r.Base(ctx, "main"); err != nil || got != resolve("parted") {
		t.Errorf("two branches: %s, %v", got, err)
	}
}

// After a tree is closed, or its git has been ended, reading fails and hangs
// nobody.
func TestClosedAndInterrupted(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "one\n"})
	r, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	tree, err := r.Tree(ctx, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tree.ReadFile("a.md"); err != nil {
		t.Fatal(err)
	}
	stop()
	_ = tree.Close()
	if _, err := tree.ReadFile("a.md"); err == nil {
		t.Error("a closed tree can be read")
	}
}
