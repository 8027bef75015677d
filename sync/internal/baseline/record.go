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
	Machine               // a program translated it, and nobody has reviewed it

	left       How = 253 // of what was only seen, and left in the source language
	ofField    How = 254 // of a field of the front matter
	unrecorded How = 255 // of what was only seen
)

// Entry is one row of a record. One side may be empty: a source without a
// target is an intended omission, a target without a source an accepted note
// of the translator's.
type Entry struct {
	Source, Target []block.Digest
	How            How
	// Row names the row for as long as it is recorded, and Turn counts how often
	// it was recorded anew. Of two versions of a record that were merged, a row
	// has the later turn. Row is "" as long as the row was never written.
	Row  string
	Turn int
	// Words are short digests of the words of the translation, in order: enough to
	// tell which of them were touched since. They are "" if they were not kept.
	Words string
}

// Field is what a field of the front matter that nobody translates had for its value in
// the source when the translation was recorded.
type Field struct {
	Name  string
	Value block.Digest // see [ValueDigest]
	// Own says that the translation had another value then, or none: what it has is its
	// own affair.
	Own  bool
	Turn int
}

// Seen is a segment that stood in the translation, unrecorded, when its record was
// begun: what stands there unrecorded and is not among these was written since.
type Seen struct {
	Target block.Digest
	Row    string
	Turn   int
	// Left says that whoever made the translation left the segment as it is in the source,
	// since nobody had translated it yet.
	Left bool
}

// how is what tells a seen segment from a recorded one, where they are held together.
func (s *Seen) how() How {
	if s.Left {
		return left
	}
	return unrecorded
}

// Dropped is a row that is no longer recorded. It is kept, so that a merge does
// not bring the row back.
type Dropped struct {
	Row  string
	Turn int
}

// Record is what is known of one article in one language.
type Record struct {
	// Entries stand in the order of the source as it was when recorded.
	Entries []Entry
	// Fields are the fields of the front matter that nobody translates, by their names.
	Fields  []Field
	Seen    []Seen
	Dropped []Dropped
	// Blind says that it is made of other records, and does not know what stands there
	// unrecorded.
	Blind bool
	// United says that git left a conflict, and that the entries of both sides are
	// here: of some of them the other side may have dropped the source text.
	United bool
	// Old says that the file was merged, and is rewritten when something is recorded.
	Old bool
}
