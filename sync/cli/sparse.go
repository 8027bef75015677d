package cli

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
)

// openTree is a folder as an fs.FS that no link leads out of, with the names of what git has
// and has not checked out.
func openTree(root string) (fs.FS, error) {
	tree, err := openFolder(root)
	if err != nil {
		return nil, err
	}
	lacking, err := gitfs.FindWithheld(context.Background(), root)
	if err != nil || len(lacking.Files)+len(lacking.Submodules) == 0 {
		return tree, err
	}
	return newSparse(tree, lacking), nil
}

// sparse is a tree with files that are not checked out: they are listed, described as
// [corpus.Withheld], and cannot be read. What is in a submodule that is not checked out
// cannot be listed, and whatever is asked for in it may be there.
type sparse struct {
	fs.FS
	folders map[string][]string // by folder, the names of the files and folders in it, sorted
	files   map[string]bool     // by path, as the next
	closed  map[string]bool     // folders of submodules
}

// newSparse adds to a tree what it lacks.
func newSparse(tree fs.FS, lacking gitfs.Withheld) *sparse {
	s := &sparse{FS: tree, folders: map[string][]string{}, files: map[string]bool{}, closed: map[string]bool{}}
	for _, name := range lacking.Files {
		s.files[name] = true
	}
	for _, name := range lacking.Submodules {
		s.closed[name] = true
	}
	for _, name := range slices.Concat(lacking.Files, lacking.Submodules) {
		for ; name != "."; name = path.Dir(name) {
			dir := path.Dir(name)
			known := s.folders[dir]
			at, found := slices.BinarySearch(known, path.Base(name))
			if found {
				break
			}
			s.folders[dir] = slices.Insert(known, at, path.Base(name))
		}
	}
	return s
}

// describe is what is known of something that the tree does not have, nil if it has it or
// there is no such file.
func (s *sparse) describe(name string, err error) fs.FileInfo {
	if !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if s.files[name] || s.submoduleAbove(name) != "" {
		return withheld{path.Base(name), fs.ModeIrregular}
	}
	if _, is := s.folders[name]; is || s.closed[name] {
		return withheld{path.Base(name), fs.ModeDir}
	}
	return nil
}

// submoduleAbove is the submodule that is not checked out and that a file would be in, "" if
// there is none.
func (s *sparse) submoduleAbove(name string) string {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if s.closed[dir] {
			return dir
		}
	}
	return ""
}

// Stat describes a file.
func (s *sparse) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(s.FS, name)
	if w := s.describe(name, err); w != nil {
		return w, nil
	}
	return info, err
}

// Lstat describes a file, or a link.
func (s *sparse) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(s.FS, name)
	if w := s.describe(name, err); w != nil {
		return w, nil
	}
	return info, err
}

// ReadLink is that of the tree.
func (s *sparse) ReadLink(name string) (string, error) { return fs.ReadLink(s.FS, name) }

// ReadDir lists a folder.
func (s *sparse) ReadDir(name string) ([]fs.DirEntry, error) {
	if s.closed[name] {
		return nil, noSubmodule(name)
	}
	entries, err := fs.ReadDir(s.FS, name)
	more := s.folders[name]
	if len(more) == 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return entries, err
	}
	there := len(entries)
	for _, base := range more {
		_, is := slices.BinarySearchFunc(entries[:there], base, func(e fs.DirEntry, base string) int { return strings.Compare(e.Name(), base) })
		if w := s.describe(path.Join(name, base), fs.ErrNotExist); !is && w != nil {
			entries = append(entries, fs.FileInfoToDirEntry(w))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// ReadFile reads a file. The error for one that is not checked out names what git can be asked
// for: the folder of the records, which belong together, or else the first on the way to the
// file that is lacking.
func (s *sparse) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(s.FS, name)
	if s.describe(name, err) == nil {
		return data, err
	}
	if above := s.submoduleAbove(name); above != "" {
		return nil, noSubmodule(above)
	}
	lacking := path.Clean(baseline.Folder)
	if !strings.HasPrefix(name, baseline.Folder) {
		lacking = name
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if _, err := fs.Lstat(s.FS, dir); errors.Is(err, fs.ErrNotExist) {
				lacking = dir
			}
		}
	}
	return nil, corpus.Problem{ID: corpus.NotCheckedOut, Path: lacking, Data: map[string]any{"Folder": quoteArgument(lacking)}}
}

func noSubmodule(name string) corpus.Problem {
	return corpus.Problem{ID: corpus.NoSubmodule, Path: name, Data: map[string]any{"Folder": quoteArgument(name)}}
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
