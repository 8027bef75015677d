package gitfs

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Withheld is what the work tree below a folder lacks though the repository has it, by paths
// from the folder, sorted.
type Withheld struct {
	Files      []string // in the index, and left out by a sparse checkout
	Submodules []string // folders of submodules that are not checked out
}

// FindWithheld finds what is not checked out below a folder. Where there is no repository, or one
// without submodules and none of whose files was ever left out, that is nothing, and git is
// not started to find it out.
func FindWithheld(ctx context.Context, dir string) (Withheld, error) {
	var out Withheld
	r, err := find(dir)
	if err != nil || !r.isSparse() && !r.hasSubmodules() {
		return out, nil //nolint:nilerr // there is no repository
	}
	named, err := r.namedSubmodules(ctx)
	if err != nil {
		return out, err
	}
	named = slices.DeleteFunc(named, func(name string) bool { return !isBare(filepath.Join(r.dir, filepath.FromSlash(name))) })
	if !r.isSparse() && len(named) == 0 {
		return out, nil
	}
	if r, err = Open(ctx, dir); err != nil {
		return out, err
	}
	if r.isSparse() {
		listed, err := r.git(ctx, "ls-files", "-t", "-z")
		if err != nil {
			return out, err
		}
		for _, line := range split(listed) {
			if name, skipped := strings.CutPrefix(line, "S "); skipped {
				out.Files = append(out.Files, name)
			}
		}
	}
	if len(named) > 0 {
		listed, err := r.git(ctx, append([]string{"ls-files", "--stage", "-z", "--"}, named...)...)
		if err != nil {
			return out, err
		}
		for _, line := range split(listed) { // mode, id and stage, then, after a tab, the path
			if _, name, _ := strings.Cut(line, "\t"); strings.HasPrefix(line, submoduleMode) {
				out.Submodules = append(out.Submodules, name)
			}
		}
	}
	return out, nil
}

// submoduleMode is that of a submodule in the index.
const submoduleMode = "160000 "

// isBare reports whether a folder is not there, or empty.
func isBare(folder string) bool {
	entries, err := os.ReadDir(folder)
	return len(entries) == 0 && (err == nil || errors.Is(err, fs.ErrNotExist))
}

// isSparse reports whether the work tree has, or had, a file that says what of it is to be
// checked out. In a work tree that was added to a repository, .git names the folder where
// that file is.
func (r *Repository) isSparse() bool {
	place := filepath.Join(r.top, ".git")
	if data, err := os.ReadFile(place); err == nil {
		named, is := bytes.CutPrefix(bytes.TrimSpace(data), []byte("gitdir:"))
		if !is {
			return false
		}
		if place = string(bytes.TrimSpace(named)); !filepath.IsAbs(place) {
			place = filepath.Join(r.top, place)
		}
	}
	_, err := os.Stat(filepath.Join(place, "info", "sparse-checkout"))
	return err == nil
}
