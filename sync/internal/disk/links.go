package disk

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// IsOwn reports whether a path is that of the configuration, or of a file in which
// xsync keeps what it knows. Those are never links: what they lead to would be
// told in messages, and written over.
func IsOwn(name string) bool {
	return name == corpus.ConfigName || strings.HasPrefix(name+"/", baseline.Folder)
}

// keptForGit reports whether a path is that of a file in which xsync keeps what people
// have done and said: records, stores, remarks, and what was accepted.
func keptForGit(name string) bool {
	return isKept(name) || fs.ValidPath(name) && (strings.HasPrefix(name, baseline.Remarks) || name == check.AcceptedPath)
}

// IsOfWork reports whether a path is that of a file that is there for a plan to be carried out, or
// taken back.
func IsOfWork(name string) bool {
	return name == LockPath || strings.HasPrefix(name, WorkFolder) || strings.HasPrefix(name, UndoFolder) || strings.HasPrefix(path.Base(name), besidePrefix)
}

// withoutLinks returns the problem of a path of xsync's own that is a link, or
// that lies behind one.
func withoutLinks(fsys fs.FS, name string) error {
	if !IsOwn(name) || !fs.ValidPath(name) {
		return nil
	}
	for k := range len(name) + 1 {
		if k < len(name) && name[k] != '/' {
			continue
		}
		switch info, err := fs.Lstat(fsys, name[:k]); {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case info.Mode()&fs.ModeSymlink != 0:
			return corpus.Problem{ID: corpus.IsLink, Path: name[:k]}
		}
	}
	return nil
}

// isReserved reports whether the system takes a path within the project for something else,
// as Windows does with NUL.md and a:b.md.
func isReserved(name string) bool { return !filepath.IsLocal(filepath.FromSlash(name)) }

// refusal is why a file is not read: it is none, or larger than any text may be.
func refusal(info fs.FileInfo, name string) error {
	switch {
	case info.IsDir():
		return &fs.PathError{Op: "read", Path: name, Err: syscall.EISDIR}
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "read", Path: name, Err: corpus.Problem{ID: corpus.NotRegular, Path: name}}
	case info.Size() > corpus.MaxText:
		return corpus.Problem{ID: corpus.TooLarge, Path: name, Data: map[string]any{"Size": info.Size(), "Limit": corpus.MaxText}}
	}
	return nil
}

// ReadConfig reads the configuration in a folder.
func ReadConfig(dir string) ([]byte, error) {
	if _, err := os.Lstat(filepath.Join(dir, corpus.ConfigName)); err != nil {
		return nil, err
	}
	fsys, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(fsys, corpus.ConfigName)
}
