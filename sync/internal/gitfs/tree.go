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
// several goroutines may read. Links are listed as links, and followed within the tree
// alone; submodules are listed with the files of the commit that they were at, if they are
// checked out.
type Tree struct {
	files   map[string]*node
	folders map[string]*node
	batches []*batch // of the repository, and of its submodules
	sought  []string // where links lead to nothing
}

// node is a file or folder of a tree.
type node struct {
	name   string // its last part
	object string // the id of its content; "" for a folder
	mode   fs.FileMode
	below  []*node // of a folder, sorted by name
	batch  *batch  // that reads the content
}

// Tree reads the tree of a commit, or of it only what is named: files, and folders
// with all that is in them. Contents are read when they are asked for. Close ends
// the git that does so.
func (r *Repository) Tree(ctx context.Context, commit string, only ...string) (*Tree, error) {
	t := newTree(0)
	parts, err := r.partsOf(ctx, commit)
	if err != nil {
		return nil, err
	}
	parts = append([]part{{repository: r, commit: commit}}, parts...)
	if err := t.list(ctx, parts, only); err != nil {
		return nil, err
	}
	for range maxLinks { // where links lead is read as well
		ends := t.danglingEnds()
		if len(only) == 0 || len(ends) == 0 {
			break
		}
		if err := t.list(ctx, parts, ends); err != nil {
			return nil, err
		}
	}
	t.sort()
	return t, nil
}

// list adds the files of the commits of a repository and its submodules, or those that are
// named.
func (t *Tree) list(ctx context.Context, parts []part, only []string) error {
	for k := range parts {
		p := &parts[k]
		names, some := p.within(only)
		if !some {
			continue
		}
		if p.batch == nil {
			p.batch = t.open(&batch{repository: p.repository, ctx: ctx})
		}
		out, err := p.repository.git(ctx, append([]string{"ls-tree", "-r", "-z", p.commit, "--"}, names...)...)
		if err != nil {
			return err
		}
		for _, line := range split(out) { // mode, type and id, then, after a tab, the path
			head, name, _ := strings.Cut(line, "\t")
			if fields := strings.Fields(head); len(fields) == 3 && fields[1] == "blob" && t.files[p.prefix+name] == nil {
				t.add(fields[0], fields[2], p.prefix+name, p.batch)
			}
		}
	}
	return nil
}

// open remembers a batch, to be ended with the tree.
func (t *Tree) open(b *batch) *batch {
	t.batches = append(t.batches, b)
	return b
}

// maxLinks is how many links are followed from one file to its place.
const maxLinks = 40

// danglingEnds are where links lead to nothing that is listed.
func (t *Tree) danglingEnds() (out []string) {
	for name, n := range t.files {
		if n.mode&fs.ModeSymlink == 0 {
			continue
		}
		if end := t.end(name); fs.ValidPath(end) && end != "." && t.files[end] == nil && t.folders[end] == nil && !slices.Contains(t.sought, end) {
			out = append(out, end)
		}
	}
	t.sought = append(t.sought, out...)
	return out
}

// end is where the links that begin at a name lead.
func (t *Tree) end(name string) string {
	for range maxLinks {
		n := t.files[name]
		if n == nil || n.mode&fs.ModeSymlink == 0 {
			return name
		}
		data, err := n.batch.read(n.object)
		if err != nil || path.IsAbs(string(data)) {
			return ""
		}
		name = path.Join(path.Dir(name), string(data))
	}
	return ""
}

// newTree is an empty tree for about so many files.
func newTree(files int) *Tree {
	t := &Tree{files: make(map[string]*node, files), folders: map[string]*node{}}
	t.folder(".")
	return t
}

// sort puts the entries of all folders in order.
func (t *Tree) sort() {
	for _, f := range t.folders {
		slices.SortFunc(f.below, func(a, b *node) int { return strings.Compare(a.name, b.name) })
	}
}

// Close ends what reads contents, if it was started.
func (t *Tree) Close() error {
	var err error
	for _, b := range t.batches {
		err = errors.Join(err, b.close())
	}
	return err
}

// add adds a file.
func (t *Tree) add(mode, object, name string, from *batch) {
	if !fs.ValidPath(name) {
		return
	}
	n := &node{name: path.Base(name), object: object, mode: 0o444, batch: from}
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
	f := &node{name: path.Base(name), mode: fs.ModeDir | 0o555}
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

// follow is the node at the end of the links that begin at a path.
func (t *Tree) follow(op, name string) (*node, error) {
	n, err := t.find(op, name)
	if err != nil || n.mode&fs.ModeSymlink == 0 {
		return n, err
	}
	if n, err = t.find(op, t.end(name)); err != nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return n, nil
}

// Open opens a file or folder, or what a link leads to.
func (t *Tree) Open(name string) (fs.File, error) {
	n, err := t.follow("open", name)
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

// ReadFile reads a file, or what a link leads to.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	n, err := t.follow("open", name)
	if err != nil {
		return nil, err
	}
	return t.read(n, name)
}

func (t *Tree) read(n *node, name string) ([]byte, error) {
	if !n.mode.IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	data, err := n.batch.read(n.object)
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

// Stat describes a file or folder, or what a link leads to.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.follow("stat", name)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// Lstat describes a file or folder, a link as the link that it is.
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
	data, err := n.batch.read(n.object)
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
	data, err := n.batch.read(n.object)
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
