package gitfs

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/history"
)

// everything asks a repository for all that xsync asks.
func everything(t *testing.T, dir, revision string) (changed []string, err error) {
	t.Helper()
	ctx := context.Background()
	r, err := Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	base, err := r.Base(ctx, revision)
	if err != nil {
		return nil, err
	}
	if changed, err = r.Changed(ctx, base); err != nil {
		return nil, err
	}
	tree, err := r.Tree(ctx, base)
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			_, err = fs.ReadFile(tree, name)
		}
		return err
	})
	past, pastErr := r.Past(ctx)
	if pastErr == nil {
		pastErr = errors.Join(past.Log(ctx, []string{"."}, nil, func(*history.Commit) (bool, error) { return true, nil }), past.Close())
	}
	return changed, errors.Join(err, tree.Close(), pastErr)
}

// Nothing that a configuration, an attribute or a hook names is ever started.
func TestNothingIsStarted(t *testing.T) {
	dir := repository(t, map[string]string{
		"a.md": "one\n", "b.md": "two\n", "sub/c.md": "three\n",
		".gitattributes": "*.md filter=evil diff=evil\n",
	})
	ran := filepath.Join(t.TempDir(), "ran")
	command := "echo $0 >>" + filepath.ToSlash(ran) + "; cat"
	for _, setting := range [][2]string{
		{"core.fsmonitor", command + "; false"},
		{"core.pager", command},
		{"core.sshCommand", command},
		{"core.editor", command},
		{"filter.evil.clean", command},
		{"filter.evil.smudge", command},
		{"filter.evil.process", command},
		{"filter.evil.required", "true"},
		{"diff.evil.textconv", command},
		{"diff.evil.command", command},
		{"diff.external", command},
		{"gpg.program", command},
		{"log.showSignature", "true"},
		{"core.hooksPath", filepath.Join(dir, "hooks")},
		{"pager.log", command},
		{"pager.diff", command},
		{"alias.diff", "!" + command},
		{"core.alternateRefsCommand", command},
		{"uploadpack.packObjectsHook", command},
		{"credential.helper", "!" + command},
	} {
		run(t, dir, "config", setting[0], setting[1])
	}
	hook := "#!/bin/sh\n" + command + "\n"
	for _, name := range []string{"post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"} {
		for _, folder := range []string{"hooks", ".git/hooks"} {
			write(t, dir, map[string]string{folder + "/" + name: hook})
			if err := os.Chmod(filepath.Join(dir, folder, name), 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	// The same bytes with another time: git has to read the file to compare it.
	write(t, dir, map[string]string{"a.md": "one\n", "b.md": "changed\n"})
	for _, folder := range []string{dir, filepath.Join(dir, "sub")} {
		if _, err := everything(t, folder, "HEAD"); err != nil {
			t.Error(err)
		}
	}
	if data, err := os.ReadFile(ran); err == nil {
		t.Errorf("something was started: %s", data)
	}
}

// A folder of a branch that looks like a bare repository is a folder, and the
// repository is the one that it lies in.
func TestFilesThatLookLikeARepository(t *testing.T) {
	dir := repository(t, map[string]string{"site/a.md": "one\n"})
	inner := repository(t, map[string]string{"a.md": "other\n"})
	if err := os.CopyFS(filepath.Join(dir, "site"), os.DirFS(filepath.Join(inner, ".git"))); err != nil {
		t.Fatal(err)
	}
	ran := filepath.Join(t.TempDir(), "ran")
	write(t, dir, map[string]string{"site/config": "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = \"touch " + filepath.ToSlash(ran) + "; false\"\n"})
	run(t, dir, "add", "-A", "-f")
	run(t, dir, "commit", "-q", "-m", "more")
	write(t, dir, map[string]string{"site/a.md": "changed\n"})
	for _, folder := range []string{"site", "site/refs/heads", "site/objects"} {
		changed, err := everything(t, filepath.Join(dir, folder), "HEAD")
		if err != nil || folder == "site" && !slices.Equal(changed, []string{"a.md"}) {
			t.Errorf("%s: %q, %v", folder, changed, err)
		}
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("the files of the branch made git start a command")
	}
	// Without a repository around them they are none either.
	alone := t.TempDir()
	if err := os.CopyFS(alone, os.DirFS(filepath.Join(dir, "site"))); err != nil {
		t.Fatal(err)
	}
	var e *Error
	if _, err := Open(context.Background(), alone); !errors.As(err, &e) || e.Reason != NoRepository {
		t.Errorf("files that look like a repository: %v", err)
	}
	if err := os.Mkdir(filepath.Join(alone, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), alone); !errors.As(err, &e) {
		t.Errorf("beside an empty .git: %v", err)
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("the files beside an empty .git made git start a command")
	}
}

// Worktrees and submodules, whose .git is a file, are repositories.
func TestGitFileIsFollowed(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "one\n"})
	linked := filepath.Join(t.TempDir(), "linked")
	run(t, dir, "worktree", "add", "-q", "-b", "other", linked)
	write(t, linked, map[string]string{"a.md": "changed\n"})
	if changed, err := everything(t, linked, "main"); err != nil || !slices.Equal(changed, []string{"a.md"}) {
		t.Errorf("a worktree: %q, %v", changed, err)
	}
	whole := repository(t, map[string]string{"b.md": "two\n"})
	run(t, whole, "-c", "protocol.file.allow=always", "submodule", "add", "-q", dir, "part")
	write(t, whole, map[string]string{"part/a.md": "changed\n"})
	if changed, err := everything(t, filepath.Join(whole, "part"), "HEAD"); err != nil || !slices.Equal(changed, []string{"a.md"}) {
		t.Errorf("a submodule: %q, %v", changed, err)
	}
}

// What git refuses to trust, xsync does not read either.
func TestForeignOwner(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "one\n"})
	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
	var e *Error
	if _, err := Open(context.Background(), dir); !errors.As(err, &e) || !strings.Contains(e.Detail, "ownership") {
		t.Errorf("a repository of somebody else: %v", err)
	}
}

// A revision is a revision, whatever it begins with, and what stands in its place
// is not read.
func TestRevisions(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "one\n"})
	for _, revision := range []string{"--output=x", "-h", "--git-dir=/", "", "^HEAD", "HEAD..HEAD", "a.md", ":a.md", "HEAD:a.md", "@{-9}", "HEAD\nHEAD"} {
		if changed, err := everything(t, dir, revision); err == nil {
			t.Errorf("%q: %q", revision, changed)
		}
	}
	write(t, dir, map[string]string{"a.md": "two\n"})
	commit(t, dir)
	run(t, dir, "replace", "HEAD~1", "HEAD")
	if changed, err := everything(t, dir, "HEAD~1"); err != nil || !slices.Equal(changed, []string{"a.md"}) {
		t.Errorf("with a replaced commit: %q, %v", changed, err)
	}
}

// A content of a commit that is larger than any text is measured, not read, and
// those behind it are.
func TestLargeContent(t *testing.T) {
	dir := repository(t, map[string]string{"b.md": "two\n"})
	f, err := os.Create(filepath.Join(dir, "a.md"))
	if err == nil {
		err = errors.Join(f.Truncate(corpus.MaxText+1), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	commit(t, dir)
	_, tree := open(t, dir)
	if data, err := fs.ReadFile(tree, "a.md"); !tooLarge(err) || len(data) > 0 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if data, err := fs.ReadFile(tree, "b.md"); err != nil || string(data) != "two\n" {
		t.Errorf("%q, %v", data, err)
	}
}

// A partial clone fetches nothing: what is not there is an error.
func TestNothingIsFetched(t *testing.T) {
	dir := repository(t, map[string]string{"a.md": "one\n"})
	run(t, dir, "config", "uploadpack.allowFilter", "true")
	write(t, dir, map[string]string{"a.md": "two\n"})
	commit(t, dir)
	partial := filepath.Join(t.TempDir(), "partial")
	if out, err := exec.Command("git", "clone", "-q", "--filter=blob:none", "file://"+filepath.ToSlash(dir), partial).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	ran := filepath.Join(t.TempDir(), "ran")
	run(t, partial, "config", "remote.origin.uploadpack", "touch "+filepath.ToSlash(ran)+"; false")
	if _, err := everything(t, partial, "HEAD~1"); err == nil {
		t.Error("a content that is not there was read")
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("something was fetched")
	}
}
