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
