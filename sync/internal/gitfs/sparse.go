package gitfs

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
)

// Withheld lists the files of a folder that are in the index and that a sparse checkout
// leaves out of the work tree, sorted by their paths from the folder. There are none where
// no repository is, or none of whose files was ever left out; git is not started to find
// that out.
func Withheld(ctx context.Context, dir string) ([]string, error) {
	r, err := find(dir)
	if err != nil || !r.isSparse() {
		return nil, nil
	}
	if r, err = Open(ctx, dir); err != nil {
		return nil, err
	}
	out, err := r.git(ctx, "ls-files", "-t", "-z")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, line := range split(out) {
		if name, skipped := strings.CutPrefix(line, "S "); skipped {
			names = append(names, name)
		}
	}
	return names, nil
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
