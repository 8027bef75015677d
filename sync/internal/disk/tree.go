//go:build unix

package disk

import (
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
	const flags = syscall.O_RDONLY | syscall.O_NOFOLLOW | syscall.O_NONBLOCK | syscall.O_CLOEXEC
	fd, err := retryInterrupted(func() (int, error) { return syscall.Open(f.root+"/"+name, flags, 0) })
	switch {
	case errors.Is(err, syscall.ELOOP):
		return f.readLinked(name)
	case err != nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer func() { _ = syscall.Close(fd) }()
	data, err := readAll(fd, name)
	var problem corpus.Problem
	if err != nil && !errors.As(err, &problem) {
		err = &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return data, err
}

// readLinked reads a file that a link leads to, or that is one, unless it is xsync's
// own.
func (f *folder) readLinked(name string) ([]byte, error) {
	if err := withoutLinks(f.FS, name); err != nil {
		return nil, err
	}
	info, err := fs.Stat(f.FS, name) // to open a pipe is to wait
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, &fs.PathError{Op: "read", Path: name, Err: syscall.EISDIR}
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "read", Path: name, Err: corpus.Problem{ID: corpus.NotRegular, Path: name}}
	case info.Size() > corpus.MaxText:
		return nil, corpus.Problem{ID: corpus.TooLarge, Path: name, Data: map[string]any{"Size": info.Size(), "Limit": corpus.MaxText}}
	}
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, corpus.MaxText))
}

// readAll reads a regular file to its end, or as far as a text may go.
func readAll(fd int, name string) ([]byte, error) {
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil {
		return nil, err
	}
	switch {
	case stat.Mode&syscall.S_IFMT == syscall.S_IFDIR:
		return nil, syscall.EISDIR
	case stat.Mode&syscall.S_IFMT != syscall.S_IFREG:
		return nil, &fs.PathError{Op: "read", Path: name, Err: corpus.Problem{ID: corpus.NotRegular, Path: name}}
	case stat.Size > corpus.MaxText:
		return nil, corpus.Problem{ID: corpus.TooLarge, Path: name, Data: map[string]any{"Size": stat.Size, "Limit": corpus.MaxText}}
	}
	data := make([]byte, 0, stat.Size+1) // the last byte is for the end to be seen
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)] // the file has grown
		}
		n, err := retryInterrupted(func() (int, error) { return syscall.Read(fd, data[len(data):cap(data)]) })
		if err != nil || n == 0 {
			return data, err
		}
		switch data = data[:len(data)+n]; {
		case int64(len(data)) == stat.Size: // more was asked for
			return data, nil
		case len(data) > corpus.MaxText: // it grows while it is read
			return nil, corpus.Problem{ID: corpus.TooLarge, Path: name, Data: map[string]any{"Size": len(data), "Limit": corpus.MaxText}}
		}
	}
}

// retryInterrupted repeats a call that a signal interrupted.
func retryInterrupted(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, syscall.EINTR) {
			return n, err
		}
	}
}
