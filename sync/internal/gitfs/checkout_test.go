package gitfs

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What git said of its index holds until it writes that: git is asked no more, though others look
// at the same folder.
func TestGitIsAskedOnce(t *testing.T) {
	dir := repository(t, map[string]string{"en/a.md": "one\n", "tr/a.md": "bir\n"})
	run(t, dir, "sparse-checkout", "set", "--no-cone", "/*", "!/tr")
	index := filepath.Join(dir, ".git", "index")
	past := time.Now().Add(-time.Hour)
	if err := os.Chtimes(index, past, past); err != nil {
		t.Fatal(err)
	}
	leavesOut := func() (bool, error) { return FindCheckout(context.Background(), dir).LeavesOut("tr/a.md") }
	if is, err := leavesOut(); !is || err != nil {
		t.Fatal(is, err)
	}
	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1") // git says nothing now
	if is, err := leavesOut(); !is || err != nil {
		t.Errorf("git was asked again: %v, %v", is, err)
	}
	if err := os.Chtimes(index, past, past.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := leavesOut(); err == nil {
		t.Error("git was not asked though it has written its index")
	}
	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "")
	run(t, dir, "sparse-checkout", "disable")
	if is, err := leavesOut(); is || err != nil {
		t.Error(is, err)
	}
}

// What git writes a moment later, or at what a file system takes for the same time in another
// length, is read all the same.
func TestGitIsAskedAgain(t *testing.T) {
	for name, c := range map[string]struct {
		written time.Time
		then    []string // what is left out later, beside tr/bb.md
	}{
		"a moment before": {time.Now().Add(time.Hour), nil},                     // so that it is none ago
		"at one time":     {time.Now().Add(-time.Hour), []string{"!/tr/aa.md"}}, // whose entry is longer then
	} {
		t.Run(name, func(t *testing.T) {
			dir := repository(t, map[string]string{"en/aa.md": "one\n", "tr/aa.md": "bir\n", "tr/bb.md": "iki\n"})
			leaveOut := func(path string, patterns ...string) {
				run(t, dir, append([]string{"sparse-checkout", "set", "--no-cone", "/*", "!/" + path}, patterns...)...)
				if err := os.Chtimes(filepath.Join(dir, ".git", "index"), c.written, c.written); err != nil {
					t.Fatal(err)
				}
				if is, err := FindCheckout(context.Background(), dir).LeavesOut(path); !is || err != nil {
					t.Errorf("%s: %v, %v", path, is, err)
				}
			}
			leaveOut("tr/aa.md")
			leaveOut("tr/bb.md", c.then...)
		})
	}
}
