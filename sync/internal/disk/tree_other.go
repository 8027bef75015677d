//go:build !unix

package disk

import (
	"io/fs"
	"os"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// openFolder is a folder as an fs.FS that no link leads out of.
func openFolder(root string) (fs.FS, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	return &folder{r.FS()}, nil
}

// folder is the FS of an os.Root in which no link leads to the files of xsync, and
// only regular files can be read.
type folder struct{ fs.FS }

// Stat describes a file.
func (f *folder) Stat(name string) (fs.FileInfo, error) {
	if fs.ValidPath(name) && isReserved(name) {
		return nil, corpus.Problem{ID: corpus.ReservedName, Path: name}
	}
	if err := withoutLinks(f.FS, name); err != nil {
		return nil, err
	}
	return fs.Stat(f.FS, name)
}

// Lstat and ReadLink are those of the root.
func (f *folder) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(f.FS, name) }
func (f *folder) ReadLink(name string) (string, error)   { return fs.ReadLink(f.FS, name) }

// ReadDir lists a folder.
func (f *folder) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := withoutLinks(f.FS, name); err != nil {
		return nil, err
	}
	return fs.ReadDir(f.FS, name)
}

// ReadFile reads a file. One that is larger than any text may be is not read.
func (f *folder) ReadFile(name string) ([]byte, error) {
	info, err := f.Stat(name)
	if err == nil && !info.IsDir() {
		err = refusal(info, name)
	}
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(f.FS, name)
}
