package gitfs

import (
	"bytes"
	"context"
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
	if r.isSparse() {
		if r, err = Open(ctx, dir); err != nil {
			return out, err
		}
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
	named, err := r.namedSubmodules(ctx)
	out.Submodules = slices.DeleteFunc(named, r.isCheckedOut)
	slices.Sort(out.Submodules)
	return out, err
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
