package gitfs

import (
	"context"
	"os"
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
	places, err := r.submodules(ctx)
	if err != nil || len(places) == 0 {
		return nil, err
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
		if sub == nil || err != nil {
			return nil, err
		}
		if _, err := sub.git(ctx, "rev-parse", "--verify", "--quiet", fields[2]+"^{commit}"); err != nil {
			return nil, &Error{Reason: NoSubmoduleCommit, Revision: name}
		}
		out = append(out, part{repository: sub, commit: fields[2], prefix: name + "/"})
		below, err := sub.partsOf(ctx, fields[2])
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
func (r *Repository) submodules(ctx context.Context) ([]string, error) {
	named, err := r.namedSubmodules(ctx)
	return slices.DeleteFunc(named, func(name string) bool {
		return r.Submodules != nil && !r.Submodules(name) || !r.isCheckedOut(name)
	}), err
}

// listOfSubmodules is the file that names the submodules of a work tree.
const listOfSubmodules = ".gitmodules"

// hasSubmodules reports whether the work tree has a file that names submodules.
func (r *Repository) hasSubmodules() bool {
	info, err := os.Lstat(filepath.Join(r.top, listOfSubmodules))
	return err == nil && info.Mode().IsRegular()
}

// namedSubmodules are the folders that .gitmodules names. Where there is no such file, git is
// not started.
func (r *Repository) namedSubmodules(ctx context.Context) ([]string, error) {
	if !r.hasSubmodules() {
		return nil, nil
	}
	out, err := r.git(ctx, "config", "--file", filepath.Join(r.top, listOfSubmodules), "--null", "--get-regexp", `^submodule\..*\.path$`)
	if err != nil {
		return nil, ctx.Err() // it names none
	}
	var names []string
	for _, line := range split(out) {
		_, name, _ := strings.Cut(line, "\n")
		if below, is := strings.CutPrefix(name, r.prefix); is && filepath.IsLocal(below) {
			names = append(names, below)
		}
	}
	return names, nil
}

// isCheckedOut reports whether a folder is a work tree of its own, and no link.
func (r *Repository) isCheckedOut(name string) bool {
	own, err := find(filepath.Join(r.dir, filepath.FromSlash(name)))
	return err == nil && own.top == filepath.Join(r.dir, filepath.FromSlash(name))
}

// openSubmodule opens the repository in the folder of a submodule; nil if it is not checked
// out.
func (r *Repository) openSubmodule(ctx context.Context, name string) (*Repository, error) {
	if !r.isCheckedOut(name) {
		return nil, nil
	}
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
	places, err := r.submodules(ctx)
	for _, name := range places {
		if known[name+"/"] {
			continue
		}
		sub, err := r.openSubmodule(ctx, name) // it is new since the commit
		if sub == nil || err != nil {
			return nil, err
		}
		names, err := sub.git(ctx, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
		if err != nil {
			return nil, err
		}
		add(name+"/", split(names))
	}
	return out, err
}
