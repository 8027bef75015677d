package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// handIn is the way of a new text, "new", to text.md in a folder where "old" is looked for.
func handIn(t *testing.T, was sighting) (h *hand, dir string) {
	t.Helper()
	dir = t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	h = &hand{root: root, from: root, to: root, temp: "1", tempPath: "1", base: "text.md", name: "text.md", was: was, ours: block.FileDigest([]byte("new"))}
	put(t, dir, "1", "new")
	return h, dir
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Where files cannot be exchanged, a text is put in its place by a second name, or, where
// there are none (here the name is taken), by renaming; never over what somebody has saved.
func TestPutByLink(t *testing.T) {
	for _, c := range []struct {
		name, there string
		noLinks     bool
		want        string
		err         error
	}{
		{"links", "old", false, "new", nil},
		{"no links", "old", true, "new", nil},
		{"saved meanwhile", "saved", false, "saved", ErrMeanwhile},
		{"saved meanwhile, no links", "saved", true, "saved", ErrMeanwhile},
	} {
		h, dir := handIn(t, sighting{digest: block.FileDigest([]byte("old"))})
		put(t, dir, "text.md", c.there)
		if c.noLinks {
			put(t, dir, "1-0", "taken")
		}
		err := h.putByLink()
		got, _ := os.ReadFile(filepath.Join(dir, "text.md"))
		if string(got) != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

// A new text is put where there is none, and never over one that somebody has made.
func TestPutNewByLink(t *testing.T) {
	h, dir := handIn(t, sighting{absent: true})
	if err := h.putNewByLink(); err != nil {
		t.Error(err)
	}
	put(t, dir, "1", "newer")
	if err := h.putNewByLink(); !errors.Is(err, os.ErrExist) {
		t.Errorf("over another: %v", err)
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "text.md")); string(got) != "new" {
		t.Errorf("the text is %q", got)
	}
}
