//go:build unix

package disk

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// openFolder is a folder as an fs.FS that no link leads out of.
//
// [os.Root] keeps the promise, but opens every folder on the way to a file anew.
// Nearly all files of a project are no links and lie in folders that are none,
// so they are opened by their whole path, without following a last link; what
// each folder is, is asked once. Whatever is a link goes through the root.
func openFolder(root string) (fs.FS, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	return &folder{FS: r.FS(), root: root}, nil
}

type folder struct {
	fs.FS  // of an os.Root
	root   string
	checks sync.Map // path of a folder → bool: no link leads to it
}

// Stat, Lstat and ReadLink are those of the root.
func (f *folder) Stat(name string) (fs.FileInfo, error) {
	if err := withoutLinks(f.FS, name); err != nil {
		return nil, err
	}
	return fs.Stat(f.FS, name)
}
func (f *folder) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(f.FS, name) }
func (f *folder) ReadLink(name string) (string, error)   { return fs.ReadLink(f.FS, name) }

// ReadDir lists a folder. A root asks what every entry is, which the folder
// itself says in nearly all file systems.
func (f *folder) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) || !f.isDirect(name) {
		if err := withoutLinks(f.FS, name); err != nil {
			return nil, err
		}
		return fs.ReadDir(f.FS, name)
	}
	return os.ReadDir(filepath.Join(f.root, filepath.FromSlash(name)))
}

// isDirect reports whether a folder is reached without a link.
func (f *folder) isDirect(name string) bool {
	if name == "." {
		return true
	}
	if known, ok := f.checks.Load(name); ok {
		return known.(bool)
	}
	info, err := os.Lstat(filepath.Join(f.root, filepath.FromSlash(name)))
	ok := err == nil && info.IsDir() && f.isDirect(path.Dir(name))
	if err == nil { // a folder that is not there yet may come
		f.checks.Store(name, ok)
	}
	return ok
}

// isAbsent reports whether a folder is not there, and no link leads to where it would be.
func (f *folder) isAbsent(name string) bool {
	_, err := os.Lstat(filepath.Join(f.root, filepath.FromSlash(name)))
	above := path.Dir(name)
	return errors.Is(err, fs.ErrNotExist) && (f.isDirect(above) || f.isAbsent(above))
}

// ReadFile reads a file. One that is larger than any text may be is not read.
func (f *folder) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if dir := path.Dir(name); !f.isDirect(dir) {
		if f.isAbsent(dir) {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return f.readLinked(name)
	}
	file, err := os.OpenFile(f.root+"/"+name, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ELOOP) {
		return f.readLinked(name)
	}
	if err != nil {
		return nil, named("open", name, err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return nil, named("read", name, err)
	}
	return readRegular(file, info, name)
}

// readLinked reads a file that a link leads to, or that is one, unless it is xsync's
// own.
func (f *folder) readLinked(name string) ([]byte, error) {
	if err := withoutLinks(f.FS, name); err != nil {
		return nil, err
	}
	info, err := fs.Stat(f.FS, name) // to open a pipe is to wait
	if err == nil {
		err = refusal(info, name)
	}
	if err != nil {
		return nil, err
	}
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return readRegular(file, info, name)
}

// named is what the system says of a file, with its path in the project.
func named(op, name string, err error) error {
	return &fs.PathError{Op: op, Path: name, Err: cmp.Or(errors.Unwrap(err), err)}
}

// readRegular reads a regular file to its end, or as far as a text may go: it may grow while
// it is read.
func readRegular(file io.Reader, info fs.FileInfo, name string) ([]byte, error) {
	if err := refusal(info, name); err != nil {
		return nil, err
	}
	var data bytes.Buffer
	data.Grow(int(info.Size()) + bytes.MinRead) // or else the end is seen in another buffer
	if _, err := data.ReadFrom(io.LimitReader(file, corpus.MaxText+1)); err != nil {
		return nil, named("read", name, err)
	}
	if data.Len() > corpus.MaxText {
		return nil, corpus.Problem{ID: corpus.TooLarge, Path: name, Data: map[string]any{"Size": data.Len(), "Limit": corpus.MaxText}}
	}
	return data.Bytes(), nil
}
