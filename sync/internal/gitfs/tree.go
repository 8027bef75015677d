package gitfs

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Tree is the folder of a repository as it was in a commit. It is an fs.FS that
// several goroutines may read. Links are listed as links and never followed;
// submodules are not listed.
type Tree struct {
	files   map[string]*node
	folders map[string]*node
	batch   *batch
}

// node is a file or folder of a tree.
type node struct {
	name   string // its last part
	object string // the id of its content; "" for a folder
	mode   fs.FileMode
	below  []*node // of a folder, sorted by name
	tree   *Tree
}

// Tree reads the tree of a commit, or of it only what is named: files, and folders
// with all that is in them. Contents are read when they are asked for. Close ends
// the git that does so.
func (r *Repository) Tree(ctx context.Context, commit string, only ...string) (*Tree, error) {
	out, err := r.git(ctx, append([]string{"ls-tree", "-r", "-z", commit, "--"}, only...)...)
	if err != nil {
		return nil, err
	}
	t := newTree(bytes.Count(out, []byte{0}), &batch{repository: r, ctx: ctx})
	for _, line := range split(out) { // mode, type and id, then, after a tab, the path
		head, name, _ := strings.Cut(line, "\t")
		if fields := strings.Fields(head); len(fields) == 3 && fields[1] == "blob" {
			t.add(fields[0], fields[2], name)
		}
	}
	t.sort()
	return t, nil
}

// newTree is an empty tree for about so many files.
func newTree(files int, from *batch) *Tree {
	t := &Tree{files: make(map[string]*node, files), folders: map[string]*node{}, batch: from}
	t.folder(".")
	return t
}

// sort puts the entries of all folders in order.
func (t *Tree) sort() {
	for _, f := range t.folders {
		slices.SortFunc(f.below, func(a, b *node) int { return strings.Compare(a.name, b.name) })
	}
}

// Close ends the git that reads contents, if one was started.
func (t *Tree) Close() error { return t.batch.close() }

// add adds a file.
func (t *Tree) add(mode, object, name string) {
	if !fs.ValidPath(name) {
		return
	}
	n := &node{name: path.Base(name), object: object, mode: 0o444, tree: t}
	switch mode {
	case "120000":
		n.mode |= fs.ModeSymlink
	case "100755":
		n.mode |= 0o111
	}
	t.files[name] = n
	above := t.folder(path.Dir(name))
	above.below = append(above.below, n)
}

// folder is the folder with a path, made with those above it.
func (t *Tree) folder(name string) *node {
	if f := t.folders[name]; f != nil {
		return f
	}
	f := &node{name: path.Base(name), mode: fs.ModeDir | 0o555, tree: t}
	t.folders[name] = f
	if name != "." {
		above := t.folder(path.Dir(name))
		above.below = append(above.below, f)
	}
	return f
}

// find is the node at a path.
func (t *Tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if n := t.files[name]; n != nil {
		return n, nil
	}
	if n := t.folders[name]; n != nil {
		return n, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// Open opens a file or folder. A link is an error.
func (t *Tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.IsDir() {
		return &openFolder{node: n, rest: n.below}, nil
	}
	data, err := t.read(n, name)
	if err != nil {
		return nil, err
	}
	return &openFile{Reader: bytes.NewReader(data), node: n}, nil
}

// ReadFile reads a file. A link is an error.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	return t.read(n, name)
}

func (t *Tree) read(n *node, name string) ([]byte, error) {
	if !n.mode.IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	data, err := t.batch.read(n.object)
	var problem corpus.Problem
	switch {
	case errors.As(err, &problem):
		problem.Path = name
		return nil, problem
	case err != nil:
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return data, nil
}

// ReadDir lists a folder by names.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if !n.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	return entries(n.below), nil
}

// Stat describes a file or folder; a link as the link that it is.
func (t *Tree) Stat(name string) (fs.FileInfo, error) { return t.Lstat(name) }

// Lstat is [Tree.Stat].
func (t *Tree) Lstat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// ReadLink is where a link leads.
func (t *Tree) ReadLink(name string) (string, error) {
	n, err := t.find("readlink", name)
	if err != nil {
		return "", err
	}
	if n.mode&fs.ModeSymlink == 0 {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	data, err := t.batch.read(n.object)
	return string(data), err
}

func entries(nodes []*node) []fs.DirEntry {
	out := make([]fs.DirEntry, len(nodes))
	for k, n := range nodes {
		out[k] = n
	}
	return out
}

// A node is its own fs.FileInfo and fs.DirEntry.

func (n *node) Name() string               { return n.name }
func (n *node) Mode() fs.FileMode          { return n.mode }
func (n *node) Type() fs.FileMode          { return n.mode.Type() }
func (n *node) IsDir() bool                { return n.mode.IsDir() }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) Sys() any                   { return nil }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) String() string             { return fs.FormatDirEntry(n) }

// Size is that of the content, which is read for it; 0 if it cannot be read.
func (n *node) Size() int64 {
	if n.IsDir() {
		return 0
	}
	data, err := n.tree.batch.read(n.object)
	if err != nil {
		return 0
	}
	return int64(len(data))
}

// openFile is a file whose content has been read.
type openFile struct {
	*bytes.Reader
	node *node
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFile) Close() error               { return nil }

// openFolder is a folder that is being listed.
type openFolder struct {
	node *node
	rest []*node
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFolder) Close() error               { return nil }

func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.node.name, Err: fs.ErrInvalid}
}

// ReadDir lists the next n entries, or all that are left.
func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.rest)
	} else if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	out := entries(f.rest[:n])
	f.rest = f.rest[n:]
	return out, nil
}
