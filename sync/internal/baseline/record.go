// Package baseline holds the record of a translation: which English each of
// its segments was made from. A record is plain text, a line a segment, made to
// be merged by git and read by people.
package baseline

import "github.com/xsync-project/xsync/sync/internal/block"

// How says how a segment of a translation was accepted into the record.
type How uint8

// The ways to accept a segment.
const (
	Reviewed   How = iota // a translator recorded it
	Assumed               // recorded in bulk, reviewed by nobody
	Forced                // recorded against an objection
	Mechanical            // a tool carried a mechanical change over
	Inferred              // found in the history: it can accuse, and vouches for nothing
)

// Entry is one row of a record. One side may be empty: a source without a
// target is an intended omission, a target without a source an accepted note
// of the translator's.
type Entry struct {
	Source, Target []block.Digest
	How            How
}

// Tally is one figure of a summary, such as {"fresh", 20}.
type Tally struct {
	Name string
	N    int
}

// Record is what is known of one article in one language.
type Record struct {
	// Entries stand in the order of the source as it was when recorded.
	Entries []Entry
	// SourceFile and TargetFile are the digests of both whole files at the
	// moment that Summary was taken, so that an article on which nothing has
	// moved need not be parsed.
	SourceFile, TargetFile block.Digest
	// Summary is what an examination of those two files counted. It is empty
	// if there was none.
	Summary []Tally
	// United says that git left a conflict, and that the entries of both sides are
	// here: of some of them the other side may have dropped the source text.
	United bool
}
