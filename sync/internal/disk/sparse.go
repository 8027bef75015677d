package disk

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
	"github.com/xsync-project/xsync/sync/internal/shell"
)

// OpenTree is a folder as an fs.FS that no link leads out of, with the names of what git has
// and has not checked out.
func OpenTree(root string) (*Tree, error) {
	tree, err := openFolder(root)
	if err != nil {
		return nil, err
	}
	s := &Tree{FS: tree, root: root, file: fs.ModeIrregular}
	s.places.Store(".", &place{folder: ".", checkout: gitfs.FindCheckout(context.Background(), root)})
	return s, nil
}

// Tree is a tree with files that git has and has not checked out. What a sparse checkout
// leaves out is listed, described as [corpus.Withheld], and cannot be read. What is in a
// submodule that is not checked out cannot be listed, and whatever is asked for in it may be
// there. A repository within the tree, be it a submodule or not, is looked at like the one
// around it; none is before something in it is listed, or not found. Several goroutines may
// read the tree.
type Tree struct {
	fs.FS
	root   string
	file   fs.FileMode // of a file that is not checked out
	places sync.Map    // by folder: the *place of each repository that was come upon
}

// OpenWhole is the same tree as it would look with all files that a sparse checkout leaves out.
func OpenWhole(root string) (*Tree, error) {
	s, err := OpenTree(root)
	if err == nil {
		s.file = 0
	}
	return s, err
}

// Unlisted are the problems of the folders that could not be listed, sorted by path: submodules
// that are not checked out, and sparse checkouts that git says nothing of.
func (s *Tree) Unlisted() (out []corpus.Problem) {
	s.places.Range(func(_, known any) bool {
		at := known.(*place)
		if at.checkout == nil {
			p := s.notCheckedOut(at.folder)
			p.ID = corpus.UnreadSubmodule
			out = append(out, p)
		} else if _, err := at.checkout.NamesIn("."); err != nil {
			out = append(out, at.unknown(err))
		}
		return true
	})
	slices.SortFunc(out, func(a, b corpus.Problem) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// place is a folder that a repository is checked out in, or a submodule would be.
type place struct {
	folder   string          // from the root of the tree
	checkout *gitfs.Checkout // nil if it is not checked out
	around   *place          // that the submodule belongs to
}

// within is a path of the tree as seen from a place in it.
func (p *place) within(name string) string {
	switch p.folder {
	case ".":
		return name
	case name:
		return "."
	}
	return strings.TrimPrefix(name, p.folder+"/")
}

// placeOf is the place that a file or folder belongs to.
func (s *Tree) placeOf(name string) *place {
	at := s.knownPlace(name)
	for at.checkout != nil {
		sub := at.checkout.SubmoduleOn(at.within(name))
		if sub == "" {
			break
		}
		at = s.addPlace(&place{folder: path.Join(at.folder, sub), checkout: at.checkout.Enter(sub), around: at})
	}
	return at
}

// knownPlace is the place that a file or folder belongs to, of those that are known.
func (s *Tree) knownPlace(name string) *place {
	for ; ; name = path.Dir(name) {
		if known, ok := s.places.Load(name); ok {
			return known.(*place)
		}
	}
}

func (s *Tree) addPlace(p *place) *place {
	known, _ := s.places.LoadOrStore(p.folder, p)
	return known.(*place)
}

// describe is what is known of something that the tree does not have by an error. It is that
// error, or that of git, if git does not have it either.
func (s *Tree) describe(name string, err error) (fs.FileInfo, error) {
	if !errors.Is(err, fs.ErrNotExist) || !fs.ValidPath(name) {
		return nil, err
	}
	at := s.placeOf(name)
	if at.checkout == nil {
		if at.folder == name {
			return withheld{path.Base(name), fs.ModeDir}, nil
		}
		return withheld{path.Base(name), s.file}, nil
	}
	leftOut, failed := at.checkout.LeavesOut(at.within(name))
	below, _ := at.checkout.NamesIn(at.within(name))
	switch {
	case failed != nil:
		return nil, at.unknown(failed)
	case leftOut:
		return withheld{path.Base(name), s.file}, nil
	case len(below) > 0:
		return withheld{path.Base(name), fs.ModeDir}, nil
	}
	return nil, err
}

// Stat describes a file.
func (s *Tree) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(s.FS, name)
	if err != nil {
		return s.describe(name, err)
	}
	return info, nil
}

// Lstat describes a file, or a link.
func (s *Tree) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(s.FS, name)
	if err != nil {
		return s.describe(name, err)
	}
	return info, nil
}

// ReadLink is that of the tree.
func (s *Tree) ReadLink(name string) (string, error) { return fs.ReadLink(s.FS, name) }

// ReadDir lists a folder.
func (s *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return entries, err
	}
	at := s.placeOf(name)
	if at.checkout == nil {
		return nil, s.notCheckedOut(name)
	}
	if isAmong(entries, ".git") && at.folder != name {
		at = s.addPlace(&place{folder: name, checkout: gitfs.FindCheckout(context.Background(), filepath.Join(s.root, filepath.FromSlash(name)))})
	}
	more, failed := at.checkout.NamesIn(at.within(name))
	if failed != nil {
		return nil, at.unknown(failed)
	}
	there := entries
	for _, base := range more {
		if isAmong(there, base) {
			continue
		}
		if info, err := s.describe(path.Join(name, base), fs.ErrNotExist); err == nil {
			entries = append(entries, fs.FileInfoToDirEntry(info))
		}
	}
	if len(entries) == len(there) {
		return entries, err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// isAmong reports whether a name is among the entries of a folder, which are sorted.
func isAmong(entries []fs.DirEntry, name string) bool {
	_, is := slices.BinarySearchFunc(entries, name, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
	return is
}

// ReadFile reads a file. The error for one that is not checked out says how to get it.
func (s *Tree) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(s.FS, name)
	if err == nil {
		return data, nil
	}
	if _, err := s.describe(name, err); err != nil {
		return nil, err
	}
	return nil, s.notCheckedOut(name)
}

// notCheckedOut is the problem of what is not checked out, with what git can be asked for: the
// submodule, the folder of the records, which belong together, or else that of the file. Git
// takes folders everywhere, and files in some sparse checkouts only.
func (s *Tree) notCheckedOut(name string) corpus.Problem {
	at := s.placeOf(name)
	if at.checkout == nil {
		args := []string{"submodule", "update", "--init"}
		if _, err := fs.Lstat(s.FS, at.folder+"/.git"); err == nil {
			args = append(args, "--force") // or else git takes it for checked out
		}
		return at.around.problem(corpus.NoSubmodule, at.folder, at.folder, args...)
	}
	wanted := path.Dir(name)
	if strings.HasPrefix(name, baseline.Folder) {
		name = path.Clean(baseline.Folder)
		wanted = name
	}
	if top, _ := at.checkout.FromTop("."); wanted == at.folder && top == "." {
		wanted = name // all of the work tree would be too much
	}
	return at.problem(corpus.NotCheckedOut, name, wanted, "sparse-checkout", "add")
}

// problem is one that a command of git helps with, which ends in a path, and has to be run at
// the root of the work tree.
func (p *place) problem(id, name, wanted string, args ...string) corpus.Problem {
	top, below := p.checkout.FromTop(p.within(wanted))
	top, args = path.Join(p.folder, top), append(args, path.Clean(below))
	return corpus.Problem{ID: id, Path: name, Data: map[string]any{"Top": top, "Arguments": args, "Command": GitCommand(top, args...)}}
}

// unknown is the problem that git does not say what a sparse checkout leaves out.
func (p *place) unknown(err error) corpus.Problem {
	reason := err.Error()
	var e *gitfs.Error
	if errors.As(err, &e) && e.Detail != "" {
		reason = e.Detail
	}
	return corpus.Problem{ID: corpus.SparseUnknown, Path: strings.TrimPrefix(p.folder, "."), Data: map[string]any{"Reason": reason}}
}

// GitCommand is a command line for git in a folder of the project; "." is its root.
func GitCommand(folder string, args ...string) string {
	if folder != "." {
		args = append([]string{"-C", folder}, args...)
	}
	return shell.Line("git", args...)
}

// withheld describes a file, or a folder, that is not checked out.
type withheld struct {
	name string
	mode fs.FileMode
}

func (w withheld) Name() string       { return w.name }
func (w withheld) Size() int64        { return 0 }
func (w withheld) Mode() fs.FileMode  { return w.mode }
func (w withheld) ModTime() time.Time { return time.Time{} }
func (w withheld) IsDir() bool        { return w.mode.IsDir() }
func (w withheld) Sys() any           { return corpus.Withheld{} }
