package corpus

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
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
// by the problems of a project. Of the files that keep articles from being there, by the ids of
// these and by the paths of files, choose returns the one for the name, "" if none is. In a
// submodule, and where git does not say what it leaves out, there may be an article of any name.
func FindWithheld(fsys fs.FS, problems []Problem, choose func(withheld map[string]string) string) (why Problem, found bool) {
	for _, p := range problems {
		if p.ID == NoSubmodule || p.ID == SparseUnknown {
			why, found = p, true
		}
		withheld, _ := p.Data["Withheld"].(map[string]string)
		if name := choose(withheld); name != "" {
			return WhyWithheld(fsys, name), true
		}
	}
	return why, found
}

// excuseSubmodules makes a notice of it that a submodule is not checked out, if nothing shows
// that there are articles in it: no file elsewhere belongs to one that would be there, no record
// is one of an article that may be, and every rule has articles without it.
func (f *finder) excuseSubmodules() {
	isOne := func(p Problem) bool { return p.ID == NoSubmodule }
	if !slices.ContainsFunc(f.problems, isOne) || slices.ContainsFunc(f.rules, func(r *rule) bool { return r.partial && !r.any }) {
		return
	}
	recorded := f.recordedAlone()
	for k := range f.problems {
		p := &f.problems[k]
		isIn := func(name string) bool { return strings.HasPrefix(name, p.Path+"/") }
		mayBeIn := func(id string) bool {
			return slices.ContainsFunc(f.leadingRules(p.Path, f.rules), func(r *rule) bool { return f.mayStandFor(r, id, isIn) })
		}
		if isOne(*p) && !slices.ContainsFunc(f.missed, isIn) && !slices.ContainsFunc(recorded, mayBeIn) {
			p.ID = UnreadSubmodule
		}
	}
}

// recordedAlone are the ids of articles of which there are records, and no file that is known.
func (f *finder) recordedAlone() (out []string) {
	_ = fs.WalkDir(f.fsys, path.Clean(baseline.Records), func(name string, d fs.DirEntry, err error) error {
		lang, _, _ := strings.Cut(strings.TrimPrefix(name, baseline.Records), "/")
		id, ok := baseline.RecordID(lang, name)
		if err != nil || !ok || d.IsDir() || f.withheld[id] != "" {
			return nil // records that cannot be read are reported where they are
		}
		if !slices.ContainsFunc(f.rules, func(r *rule) bool { return r.found[id] != nil }) {
			out = append(out, id)
		}
		return nil
	})
	return out
}

// mayStandFor reports whether one of the files that an id stands for in a rule may be such a
// one. An id that the rule does not make stands for none; those of catalogues do not say how
// their files are called, so that any may be.
func (f *finder) mayStandFor(r *rule, id string, isOne func(name string) bool) bool {
	captures, ok := f.match.capturesIn(r.target, strings.TrimPrefix(id, r.Prefix+"/"))
	if !ok || r.idOf(captures) != id {
		return r.catalog
	}
	return isOne(r.sourcePath(f.config.Source, captures)) || slices.ContainsFunc(r.languages, func(lang string) bool {
		return isOne(r.target.fillPath(r.usualSpelling(lang), captures))
	})
}
