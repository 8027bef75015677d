package disk

import (
	"errors"
	"io/fs"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// What Windows takes for a device, or for a stream of a file, is named as such: it is no link,
// and nothing is written to it.
func TestReservedNames(t *testing.T) {
	tree, err := OpenTree(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"tr/NUL.md", "tr/nul", "tr/aux.tr.md", "tr/com1.md", "tr/a:b.md"} {
		_, err := fs.ReadFile(tree, name)
		var problem corpus.Problem
		if !errors.As(err, &problem) || problem.ID != corpus.ReservedName {
			t.Errorf("%s: reading says %v", name, err)
		}
		if err := checkPermitted(Plan{name: []byte("text")}); !errors.As(err, &problem) || problem.ID != corpus.ReservedName {
			t.Errorf("%s: writing says %v", name, err)
		}
	}
	if _, err := fs.ReadFile(tree, "tr/null.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("tr/null.md: %v", err)
	}
}
