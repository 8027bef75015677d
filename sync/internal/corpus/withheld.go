package corpus

import (
	"io/fs"
	"slices"
)

// Withheld is what [fs.FileInfo.Sys] returns of a file that is in the repository, or may be,
// and not in the work tree: a sparse checkout leaves it out, or it is in a submodule. It is
// neither missing nor deleted, and nothing can be told of it.
type Withheld struct{}

// IsWithheld reports whether a file is there and not checked out.
func IsWithheld(info fs.FileInfo) bool {
	_, is := info.Sys().(Withheld)
	return is
}

// isWithheldEntry is the same for an entry of a folder.
func isWithheldEntry(e fs.DirEntry) bool {
	if e.Type()&fs.ModeIrregular == 0 {
		return false
	}
	info, err := e.Info()
	return err == nil && IsWithheld(info)
}

// IsSparse reports whether, by the problems of a project, articles of it are not checked
// out.
func IsSparse(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.ID == SparseCheckout || p.ID == NoSubmodule })
}
