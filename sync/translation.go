// Package xsync examines translations: it reads articles in several languages,
// the records of what was translated from what, and says for every segment what
// state it is in. It reads through an fs.FS and writes nothing; what has to be
// written comes back as a plan.
package xsync

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/terms"
)

// Translation is one article in one language, examined.
type Translation struct {
	Language       string // BCP 47
	Path           string // of the translation
	SourcePath     string
	SourceLanguage string // BCP 47
	// Mirrors are the mirrors of sites in the language, as the configuration declares
	// them.
	Mirrors map[string]string
	// Exists says whether there is a file at Path.
	Exists bool
	// Unrelated says that the file is no translation of the source: its rows
	// are all that can be said, and that is little.
	Unrelated  bool
	Confidence float64 // that the file is a translation of the source
	Counts     Counts
	Words      Words
	Marks      Marks
	// Rows are set when they were asked for; Source and Target, which their
	// spans lie in, with them. Target is nil if there is no file.
	Rows           []drift.Row
	Source, Target *block.Doc
	// Includes are the articles that the source is made up of beside its own text, if
	// the rows were asked for.
	Includes []Included
	// Notices are the rows that are standing notices.
	Notices []Notice
	// Derived is what [Query.Derived] made of the translation.
	Derived any

	asked map[string]bool // the files that its links lead to, and whether they are there
	read  map[string]bool // those whose sections were looked for
	// pictures are those of the source that were held against the record.
	pictures map[string]bool

	terms  *terms.Glossary  // of the project, nil if it has none
	record *baseline.Record // that the rows were found with, nil if there is none
	// others identifies the records of other articles if what they say matters.
	others *block.Digest
}

// Recorded identifies the segments that translated a row when it was recorded;
// none if it never was.
func (t *Translation) Recorded(r *drift.Row) []block.Digest {
	var out []block.Digest
	for _, k := range r.Made {
		if t.record != nil && k < len(t.record.Entries) {
			out = append(out, t.record.Entries[k].Target...)
		}
	}
	return out
}

// Kept is the name under which a row is recorded, which it keeps when its text
// changes; "" if it never was.
func (t *Translation) Kept(r *drift.Row) string {
	for _, k := range r.Made {
		if t.record != nil && k < len(t.record.Entries) && t.record.Entries[k].Row != "" {
			return t.record.Entries[k].Row
		}
	}
	return ""
}

// Marks counts rows by how they were recorded, whatever their state, and those of the
// fresh ones whose translation was edited since.
type Marks struct{ Assumed, Forced, Edited, Machine int }

// Add adds other counts.
func (m *Marks) Add(o Marks) {
	m.Assumed += o.Assumed
	m.Forced += o.Forced
	m.Edited += o.Edited
	m.Machine += o.Machine
}

// Note counts a row.
func (m *Marks) Note(r *drift.Row) {
	if r.Flags&drift.Assumed != 0 {
		m.Assumed++
	}
	if r.Flags&drift.Forced != 0 {
		m.Forced++
	}
	if r.Flags&drift.Machine != 0 {
		m.Machine++
	}
	if r.State == drift.Fresh && r.Flags&drift.Edited != 0 {
		m.Edited++
	}
}

// Words counts words of the source.
type Words struct{ Total, Todo int }

// Counts holds the number of rows in each state.
type Counts [drift.NumStates]int

// Add adds other counts.
func (c *Counts) Add(o Counts) {
	for s, n := range o {
		c[s] += n
	}
}

// Worst is the state that calls loudest for work; fresh if there are no rows.
func (c *Counts) Worst() drift.State {
	for s := drift.Stale; s < drift.NumStates; s++ {
		if c[s] > 0 {
			return s
		}
	}
	return drift.Fresh
}

// Coverage is the share of the source's segments of which the translation is
// fresh, 0 to 1; 1 if there are none.
func (c *Counts) Coverage() float64 {
	all := c.Segments()
	if all == 0 {
		return 1
	}
	return float64(c[drift.Fresh]) / float64(all)
}

// Segments is how many rows have a segment of the source.
func (c *Counts) Segments() int {
	return c[drift.Fresh] + c[drift.Stale] + c[drift.Missing] + c[drift.Untranslated] + c[drift.Unverified]
}

// State is the state of the whole: that of the worst row, missing if there is
// no file.
func (t *Translation) State() drift.State {
	if !t.Exists {
		return drift.Missing
	}
	return t.Counts.Worst()
}

// KeepRows leaves those rows that are kept, and counts them alone.
func (t *Translation) KeepRows(kept func(*drift.Row) bool) {
	t.Rows = slices.DeleteFunc(slices.Clone(t.Rows), func(r drift.Row) bool { return !kept(&r) })
	t.countRows()
}

// countRows sums up the rows.
func (t *Translation) countRows() {
	t.Counts, t.Words, t.Marks = Counts{}, Words{}, Marks{}
	for k := range t.Rows {
		r := &t.Rows[k]
		t.Counts[r.State]++
		t.Words.Total += r.Words
		t.Words.Todo += r.Todo
		t.Marks.Note(r)
	}
}

// Article is one text in several languages.
type Article struct {
	ID           string
	Path         string // of the source
	Translations []Translation
	// Unreadable are the languages of which nothing can be told; Problems say why.
	Unreadable []Unreadable
	Problems   []error

	unread []string // fields of the front matter that hold prose and that nobody reads
}

// Unreadable is one article in one language that could not be examined, because
// of its source, its translation or its record.
type Unreadable struct {
	Language string
	Segments int // of the source; 0 if they cannot be told either
}
