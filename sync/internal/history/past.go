// Package history finds out from old versions which source a translation can
// have been made from. The history may accuse and never acquits: what it finds
// is reported where the source has changed since, and nothing is called fresh
// by it. In doubt it finds nothing.
//
// The package reads no history itself: whoever has one hands it over as a [Past].
package history

import "context"

// Commit is what a commit did to the files that were asked for.
type Commit struct {
	ID string
	// Cut says that the history before the commit is not there, as where a
	// shallow clone ends: all that stands in it may be older.
	Cut   bool
	Edits []Edit
}

// Edit is what a commit did to a file, against each of its parents. What is as
// it was in one of the parents is no edit.
type Edit struct {
	Path string // after it; what a deleted file was called before
	To   string // the id of the content after it; "" if the file was deleted
	From []Version
}

// Version is a file before an edit.
type Version struct {
	Path   string
	Object string // the id of the content; "" if there was no such file
}

// Past is a history with the contents of its files. Paths are those of the
// project.
type Past interface {
	// Log hands the commits that touch a file in some folders to visit, the newest
	// first, until visit has enough of them. Only files with some endings, as they
	// are spelt, are of interest, and nothing is read of others; no endings mean all files.
	Log(ctx context.Context, folders, endings []string, visit func(*Commit) (more bool, err error)) error
	// Read is a content by its id.
	Read(object string) ([]byte, error)
	// At is the content of a file as of a commit; false if there was none, or no
	// such commit.
	At(commit, path string) ([]byte, bool, error)
}
