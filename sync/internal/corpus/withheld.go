package corpus

import (
	"io/fs"
	"maps"
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

// isWithheld is the same for a path.
func isWithheld(fsys fs.FS, name string) bool {
	info, err := fs.Lstat(fsys, name)
	return err == nil && IsWithheld(info)
}

// isWithheldEntry is the same for an entry of a folder.
func isWithheldEntry(e fs.DirEntry) bool {
	if e.Type()&fs.ModeIrregular == 0 {
		return false
	}
	info, err := e.Info()
	return err == nil && IsWithheld(info)
}

// tellsOfWithheld reports whether a problem is that something is not checked out.
func tellsOfWithheld(p Problem) bool {
	switch p.ID {
	case SparseCheckout, NotCheckedOut, NoSubmodule, UnreadSubmodule, SparseUnknown:
		return true
	}
	return false
}

// IsSparse reports whether, by the problems of a project, articles of it may be there that are
// not checked out.
func IsSparse(problems []Problem) bool { return slices.ContainsFunc(problems, tellsOfWithheld) }

// WhyWithheld is the problem of a file that is not checked out, as its file system tells it to
// those who read the file.
func WhyWithheld(fsys fs.FS, name string) Problem {
	_, err := fs.ReadFile(fsys, name)
	return Unreadable(name, err)
}

// FindWithheld finds what is not checked out and without which there is no article of a name,
// by the problems of a project. Names are ids, and paths of files. In a submodule, and where
// git does not say what it leaves out, there may be an article of any name.
func FindWithheld(fsys fs.FS, problems []Problem, isNamed func(name string) bool) (why Problem, found bool) {
	for _, p := range problems {
		if p.ID == NoSubmodule || p.ID == SparseUnknown {
			why, found = p, true
		}
		withheld, _ := p.Data["Withheld"].(map[string]string)
		for _, name := range slices.Sorted(maps.Keys(withheld)) {
			if isNamed(name) {
				return WhyWithheld(fsys, withheld[name]), true
			}
		}
	}
	return why, found
}
