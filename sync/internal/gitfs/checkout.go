package gitfs

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Checkout is a folder as git has checked it out. It tells what of it git has that is not
// there. Paths are relative to the folder. Git is started where a sparse checkout has to be
// asked what it leaves out, or whether it is one, or where a folder alone does not show whether
// it is a submodule that is checked out, and nowhere else; what it said of its index holds until
// it writes that.
type Checkout struct {
	repository *Repository
	ctx        context.Context
	index      func() (*absences, error) // as git has it
	absences   func() (*absences, error)
}

// absences are what may not be there.
type absences struct {
	leftOut    map[string]bool     // files that a sparse checkout leaves out
	submodules map[string]bool     // folders of submodules, be they checked out or not
	names      map[string][]string // by folder, what of these is in it, and the folders that lead to it
}

// FindCheckout is the checkout that a folder lies in. In no repository, nothing is absent.
func FindCheckout(ctx context.Context, dir string) *Checkout {
	r, err := Find(dir)
	if err != nil {
		return &Checkout{absences: nothing}
	}
	c := &Checkout{repository: r, ctx: ctx}
	c.index = sync.OnceValues(func() (*absences, error) { return r.knownIndex(ctx) })
	c.absences = sync.OnceValues(func() (*absences, error) {
		if r.isSparse(ctx) {
			return c.index()
		}
		return r.readNames()
	})
	return c
}

// saying is what git said of a folder, and when it had written its index.
type saying struct {
	written time.Time
	size    int64
	said    *absences
}

// sayings are the last of each folder, by the folder of git and the path to it.
var sayings sync.Map

// knownIndex is what may not be there. As long as git has not written its index again, it is not
// asked again, by whomever looks again and again. What was written a moment before may be written
// once more at what a file system takes for the same time.
func (r *Repository) knownIndex(ctx context.Context) (*absences, error) {
	const moment = 2 * time.Second
	own, _ := r.ownFolder()
	key := [2]string{own, r.prefix}
	info, unknown := os.Stat(filepath.Join(own, "index"))
	if known, ok := sayings.Load(key); ok && unknown == nil {
		if last := known.(saying); last.written.Equal(info.ModTime()) && last.size == info.Size() {
			return last.said, nil
		}
	}
	out, err := r.readIndex(ctx)
	if err == nil && unknown == nil && time.Since(info.ModTime()) > moment {
		sayings.Store(key, saying{info.ModTime(), info.Size(), out})
	}
	return out, err
}

// readIndex asks git what may not be there.
func (r *Repository) readIndex(ctx context.Context) (*absences, error) {
	listed, err := r.git(ctx, "ls-files", "-t", "--stage", "-z", "--", r.prefix+".")
	if err != nil {
		return nil, err
	}
	out := newAbsences()
	for _, line := range split(listed) { // tag, mode, id and stage, then, after a tab, the path
		head, name, _ := strings.Cut(line, "\t")
		name = strings.TrimPrefix(name, r.prefix)
		tag, rest, _ := strings.Cut(head, " ")
		switch {
		case strings.HasPrefix(rest, submoduleMode):
			out.add(out.submodules, name)
		case tag == "S":
			out.add(out.leftOut, name)
		}
	}
	return out, nil
}

// submoduleMode is that of a submodule in the index.
const submoduleMode = "160000 "

// readNames reads what .gitmodules names, where nothing else can be absent.
func (r *Repository) readNames() (*absences, error) {
	out := newAbsences()
	for _, name := range r.namedSubmodules() {
		out.add(out.submodules, name)
	}
	return out, nil
}

func newAbsences() *absences {
	return &absences{leftOut: map[string]bool{}, submodules: map[string]bool{}, names: map[string][]string{}}
}

func nothing() (*absences, error) { return &absences{}, nil }

// add adds a path to a set, and to the folders on the way to it.
func (a *absences) add(set map[string]bool, name string) {
	set[name] = true
	for ; name != "."; name = path.Dir(name) {
		dir, base := path.Split(name)
		dir = path.Clean(dir)
		at, found := slices.BinarySearch(a.names[dir], base)
		if found {
			return
		}
		a.names[dir] = slices.Insert(a.names[dir], at, base)
	}
}

// NamesIn are the names of what may not be there of a folder: files that a sparse checkout
// leaves out, submodules, and folders that lead to these, sorted. It is an error if git has
// to be asked and cannot be.
func (c *Checkout) NamesIn(folder string) ([]string, error) {
	all, err := c.absences()
	if err != nil {
		return nil, err
	}
	return all.names[folder], nil
}

// LeavesOut reports whether a sparse checkout leaves a file out.
func (c *Checkout) LeavesOut(name string) (bool, error) {
	all, err := c.absences()
	return err == nil && all.leftOut[name], err
}

// SubmoduleOn is the folder of the first submodule on the way to a path, or at it, "" if there
// is none.
func (c *Checkout) SubmoduleOn(name string) string {
	all, err := c.absences()
	if err != nil || len(all.submodules) == 0 {
		return ""
	}
	for k := range len(name) {
		if name[k] == '/' && all.submodules[name[:k]] {
			return name[:k]
		}
	}
	if all.submodules[name] {
		return name
	}
	return ""
}

// Enter is the checkout of a submodule, nil if it is not checked out. What is behind a link is
// none of the repository.
func (c *Checkout) Enter(folder string) *Checkout {
	full := filepath.Join(c.repository.dir, filepath.FromSlash(folder))
	if info, err := os.Lstat(full); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return &Checkout{absences: nothing}
	}
	if c.lacks(folder, full) {
		return nil
	}
	return FindCheckout(c.ctx, full)
}

// lacks reports whether the submodule in a folder is not checked out. A folder that is not
// empty, or not there at all, may be named as one and be none: then git is asked. So is a
// submodule of which nothing but .git is there, which is all there is if it has no file.
func (c *Checkout) lacks(folder, full string) bool {
	entries, err := os.ReadDir(full)
	own := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ".git" })
	switch {
	case own && len(entries) > 1, err != nil && !errors.Is(err, fs.ErrNotExist):
		return false
	case own:
		listed, err := (&Repository{dir: full, top: full}).git(c.ctx, "ls-tree", "HEAD")
		return err != nil || len(listed) > 0
	case err == nil && len(entries) == 0:
		return true
	}
	known, failed := c.index()
	if failed != nil {
		return err != nil
	}
	return known.submodules[folder]
}

// FromTop is the root of the work tree, as seen from the folder, and a path as seen from
// there.
func (c *Checkout) FromTop(name string) (top, below string) {
	prefix := c.repository.prefix
	return path.Clean(strings.Repeat("../", strings.Count(prefix, "/"))), prefix + name
}
