package disk

import (
	"errors"
	"io/fs"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// sighting is what a file was when it was read.
type sighting struct {
	digest block.Digest
	absent bool // there was no file
	any    bool // nobody looked, and it does not matter
	torn   bool // it was read twice, and was not the same
}

// watched is a tree of files that remembers what each file was that was read.
// Several goroutines may read it.
type watched struct {
	fs.FS
	mutex sync.Mutex
	seen  map[string]sighting
}

// ReadFile reads a file and remembers what it was.
func (w *watched) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(w.FS, name)
	var now sighting
	switch {
	case errors.Is(err, fs.ErrNotExist):
		now.absent = true
	case err != nil:
		return nil, err
	default:
		now.digest = block.FileDigest(data)
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if before, ok := w.seen[name]; ok && before != now {
		now = sighting{torn: true}
	}
	w.seen[name] = now
	return data, err
}

// Stat, Lstat, ReadLink and ReadDir are those of the tree.
func (w *watched) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(w.FS, name) }
func (w *watched) Lstat(name string) (fs.FileInfo, error)     { return fs.Lstat(w.FS, name) }
func (w *watched) ReadLink(name string) (string, error)       { return fs.ReadLink(w.FS, name) }
func (w *watched) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(w.FS, name) }

// sightingOf is what a file was when it was read. One that was not read was not found.
func (w *watched) sightingOf(name string) sighting {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if s, ok := w.seen[name]; ok {
		return s
	}
	return sighting{absent: true}
}
