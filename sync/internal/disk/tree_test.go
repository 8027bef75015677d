//go:build unix

package disk

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

func TestTree(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "secret")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile(outside, []byte("secret"), 0o666))
	must(os.MkdirAll(filepath.Join(dir, "a/b"), 0o777))
	must(os.WriteFile(filepath.Join(dir, "a/b/text"), []byte("text"), 0o666))
	must(os.WriteFile(filepath.Join(dir, "a/empty"), nil, 0o666))
	fsys, err := OpenTree(dir)
	must(err)
	must(fstest.TestFS(fsys, "a/b/text", "a/empty"))

	must(os.Symlink("b/text", filepath.Join(dir, "a/inside")))
	must(os.Symlink("a/b", filepath.Join(dir, "folder")))
	must(os.Symlink(outside, filepath.Join(dir, "absolute")))
	must(os.Symlink("../../"+filepath.Base(filepath.Dir(outside))+"/secret", filepath.Join(dir, "a/relative")))
	must(os.Symlink(filepath.Dir(outside), filepath.Join(dir, "elsewhere")))
	must(os.Symlink("round", filepath.Join(dir, "round")))
	must(syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o666))
	for name, want := range map[string]string{"a/b/text": "text", "a/empty": "", "a/inside": "text", "folder/text": "text"} {
		got, err := fs.ReadFile(fsys, name)
		if err != nil || string(got) != want {
			t.Errorf("%s is %q, %v, want %q", name, got, err, want)
		}
	}
	for _, name := range []string{"absolute", "a/relative", "elsewhere/secret", "round", "a", "pipe", "a/none", "none/text", "../secret", ""} {
		got, err := fs.ReadFile(fsys, name)
		if err == nil {
			t.Errorf("%s can be read: %q", name, got)
		}
		var pe *fs.PathError
		if !errors.As(err, &pe) {
			t.Errorf("%s: the error is %T", name, err)
		}
	}
	if _, err := fs.ReadFile(fsys, "a/none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if p := corpus.Unreadable("a", readError(fsys, "a")); p.ID != corpus.IsDirectory {
		t.Errorf("a folder: %v", p)
	}
}

// What is in a folder that is not there is not there either, unless a link is on the way:
// that is refused whether or not there is anything behind it.
func TestTreeFolderIsNotThere(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "a"), 0o777); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"outside": filepath.Join(t.TempDir(), "none"), "a/dangling": "none", ".xsync": "none"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	fsys, err := OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"none/text", "a/none/b/text", "none/b/c/text", "a/dangling/text", "a/dangling/b/text"} {
		if err := readError(fsys, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"outside/text", "outside/b/text"} {
		if err := readError(fsys, name); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var p corpus.Problem
	if err := readError(fsys, ".xsync/record/tr/text"); !errors.As(err, &p) || p.ID != corpus.IsLink {
		t.Errorf("a link of our own folder: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "none"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "none/text"), []byte("come"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(fsys, "none/text"); string(got) != "come" {
		t.Errorf("a folder that came is read as %q, %v", got, err)
	}
}

func readError(fsys fs.FS, name string) error {
	_, err := fs.ReadFile(fsys, name)
	return err
}

// A file that is larger than any text may be is told to be so, and not read.
func TestTreeLargeFile(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "large"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(corpus.MaxText + 1); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	fsys, err := OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	var p corpus.Problem
	if data, err := fs.ReadFile(fsys, "large"); !errors.As(err, &p) || p.ID != corpus.TooLarge || len(data) > 0 {
		t.Errorf("got %d bytes, %v", len(data), err)
	}
}

// A file of more than one read comes whole.
func TestTreeReadsToTheEnd(t *testing.T) {
	dir := t.TempDir()
	want := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	if err := os.WriteFile(filepath.Join(dir, "file"), want, 0o666); err != nil {
		t.Fatal(err)
	}
	fsys, err := OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(fsys, "file"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("got %d bytes, %v, want %d", len(got), err, len(want))
	}
}
