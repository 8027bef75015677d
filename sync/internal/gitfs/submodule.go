package gitfs

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// part is a repository whose files stand in a tree: the one that was opened, or a submodule.
type part struct {
	repository *Repository
	commit     string
	prefix     string // of its paths in the tree: "" or a folder, with a slash at the end
	batch      *batch
}

// within are those of some paths of the tree that lie in the part, as its own paths, and
// whether there are any. No paths mean all of it.
func (p *part) within(some []string) (names []string, any bool) {
	if len(some) == 0 || p.prefix == "" {
		return some, true
	}
	for _, name := range some {
		if strings.HasPrefix(p.prefix, name+"/") {
			return nil, true
		}
		if rest, is := strings.CutPrefix(name, p.prefix); is {
			names = append(names, rest)
		}
	}
	return names, len(names) > 0
}

// partsOf are the submodules that are read and checked out, and theirs, as they were in a
// commit. It is an error if one does not have the commit that it was at.
func (r *Repository) partsOf(ctx context.Context, commit string) ([]part, error) {
	places := r.submodules()
	if len(places) == 0 {
		return nil, nil
	}
	listed, err := r.git(ctx, append([]string{"ls-tree", "-z", commit, "--"}, places...)...)
	if err != nil {
		return nil, err
	}
	var out []part
	for _, line := range split(listed) {
		head, name, _ := strings.Cut(line, "\t")
		fields := strings.Fields(head)
		if len(fields) != 3 || fields[1] != "commit" {
			continue
		}
		sub, err := r.openSubmodule(ctx, name)
		if err != nil {
			return nil, err
		}
		if _, err := sub.git(ctx, "rev-parse", "--verify", "--quiet", fields[2]+"^{commit}"); err != nil {
			return nil, &Error{Reason: NoSubmoduleCommit, Revision: name, Shallow: sub.shallow}
		}
		out = append(out, part{repository: sub, commit: fields[2], prefix: name + "/"})
		below, err := sub.partsOf(ctx, fields[2])
		var e *Error
		if errors.As(err, &e) && e.Reason == NoSubmoduleCommit {
			e.Revision = name + "/" + e.Revision
		}
		if err != nil {
			return nil, err
		}
		for _, p := range below {
			p.prefix = name + "/" + p.prefix
			out = append(out, p)
		}
	}
	return out, nil
}

// submodules are the folders of submodules that are read and checked out.
func (r *Repository) submodules() []string {
	return slices.DeleteFunc(r.namedSubmodules(), func(name string) bool {
		return r.Submodules != nil && !r.Submodules(name) || !r.isCheckedOut(name)
	})
}

// namedSubmodules are the folders that .gitmodules names. What is named there need not be a
// submodule.
func (r *Repository) namedSubmodules() []string {
	list := filepath.Join(r.top, ".gitmodules")
	if info, err := os.Lstat(list); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	var names []string
	for _, name := range settings(list, "submodule", "path") {
		if below, is := strings.CutPrefix(path.Clean(name), r.prefix); is && filepath.IsLocal(below) && below != "." {
			names = append(names, below)
		}
	}
	return names
}

// isCheckedOut reports whether a folder is a work tree of its own, and no link.
func (r *Repository) isCheckedOut(name string) bool {
	own, err := Find(filepath.Join(r.dir, filepath.FromSlash(name)))
	return err == nil && own.top == filepath.Join(r.dir, filepath.FromSlash(name))
}

// openSubmodule opens the repository in the folder of a submodule that is checked out.
func (r *Repository) openSubmodule(ctx context.Context, name string) (*Repository, error) {
	sub, err := Open(ctx, filepath.Join(r.dir, filepath.FromSlash(name)))
	if err == nil && r.Submodules != nil {
		sub.Submodules = func(folder string) bool { return r.Submodules(name + "/" + folder) }
	}
	return sub, err
}

// changedSubmodules lists the files of submodules whose content is not that of a commit.
func (r *Repository) changedSubmodules(ctx context.Context, commit string) ([]string, error) {
	parts, err := r.partsOf(ctx, commit)
	if err != nil {
		return nil, err
	}
	var out []string
	add := func(prefix string, names []string) {
		for _, name := range names {
			out = append(out, prefix+name)
		}
	}
	known := map[string]bool{}
	for k := range parts {
		names, err := parts[k].repository.changedHere(ctx, parts[k].commit)
		if err != nil {
			return nil, err
		}
		known[parts[k].prefix] = true
		add(parts[k].prefix, names)
	}
	for _, name := range r.submodules() {
		if known[name+"/"] {
			continue
		}
		sub, err := r.openSubmodule(ctx, name) // it is new since the commit
		if err != nil {
			return nil, err
		}
		names, err := sub.git(ctx, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
		if err != nil {
			return nil, err
		}
		add(name+"/", split(names))
	}
	return out, nil
}
