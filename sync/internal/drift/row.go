// Package drift says what became of a translation since it was made: it joins
// the alignment of the English then with the English now and the alignment of
// the English then with the translation into rows, each with exactly one state.
package drift

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
)

// State is the state of a row. The order is that of the reports.
type State uint8

// The states of a row.
const (
	Fresh        State = iota // recorded, and the source has not changed since in a way that matters
	Stale                     // recorded, and the source has changed; Change says how
	Missing                   // a source segment without a counterpart
	Untranslated              // the counterpart is still in the source language
	Orphan                    // its source was deleted
	Extra                     // never had a source and is not recorded as intended
	Unverified                // aligned, but nothing says which source it was made from
	NumStates
)

var stateNames = [NumStates]string{"fresh", "stale", "missing", "untranslated", "orphan", "extra", "unverified"}

// String is the state's name in JSON, records and options. It is never
// translated.
func (s State) String() string {
	if s < NumStates {
		return stateNames[s]
	}
	return "unknown"
}

// StateNames are the names of all states, in their order.
func StateNames() []string { return slices.Clone(stateNames[:]) }

// ParseState is the inverse of [State.String].
func ParseState(name string) (State, bool) {
	for s, n := range stateNames {
		if n == name {
			return State(s), true
		}
	}
	return Fresh, false
}

// Flags are what is to be said of a row beside its state.
type Flags uint16

// The flags.
const (
	Moved         Flags = 1 << iota // stands elsewhere than in the source's order
	Merged                          // one target segment for several source segments
	Split                           // several target segments for one source segment
	Edited                          // the translation changed since it was recorded
	Assumed                         // recorded in bulk, reviewed by nobody
	Forced                          // recorded against an objection
	Inferred                        // the base comes from history, not from a record
	LowConfidence                   // the two sides may not belong together, or the one may have a counterpart
	Replaced                        // the source has next to no words in common with what it was
	Machine                         // a program translated it, reviewed by nobody
	Shift                           // a sentence stands on the other side of the border to its neighbour
)

var flagNames = []string{"moved", "merged", "split", "edited", "assumed", "forced", "inferred", "low-confidence", "replaced", "machine", "shift"}

// Names are the names of the flags that are set, in a fixed order.
func (f Flags) Names() []string {
	var out []string
	for i, n := range flagNames {
		if f&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	return out
}

// ParseFlag is the inverse of [Flags.Names] for one flag.
func ParseFlag(name string) (Flags, bool) {
	for i, n := range flagNames {
		if n == name {
			return 1 << i, true
		}
	}
	return 0, false
}

// Choice chooses rows by their states and by what else is known about them. The
// zero value chooses none.
type Choice struct {
	States [NumStates]bool
	Flags  Flags
}

// IsEmpty reports whether nothing is chosen.
func (c *Choice) IsEmpty() bool { return *c == Choice{} }

// Has reports whether a row is chosen.
func (c *Choice) Has(r *Row) bool { return c.States[r.State] || c.Flags&r.Flags != 0 }

// Severity says how much a finding weighs.
type Severity string

// The severities of findings.
const (
	Error Severity = "error" // whoever publishes it shows it to the reader
	Warn  Severity = "warn"
	Info  Severity = "info"
)

// Finding is a fact on which the two sides of an aligned pair disagree.
type Finding struct {
	Kind     string `json:"kind"`               // an anchor kind's name, "heading_level", "heading_id", "name", "partial", "active"
	Quantity string `json:"quantity,omitempty"` // what a number is: "percent", "time", "decade", "century", or ""
	Part     string `json:"part,omitempty"`     // of a link: what of it is wrong, such as [Fragment], or "" for the whole
	Source   string `json:"source"`             // the value there, "" for none; so is Target
	Target   string `json:"target"`
	Expected string `json:"expected,omitempty"` // what would be right in the translation, if that is certain
	// Written is how the two texts write the values where that is known: "94,6"
	// for "94.6".
	Written [2]string `json:"-"`
	// Digest is that of the file that the finding is about as it is now, or "". Who accepts
	// the finding accepts it of this file.
	Digest   string   `json:"-"`
	Severity Severity `json:"severity"`
}

// Rule is the narrowest name that a policy has for a finding.
func (f Finding) Rule() string { return cmp.Or(f.Quantity, f.Part, f.Kind) }

// Segment is a segment of a row: its bytes in its file, and what was read there.
type Segment struct {
	block.Span
	// At is the place in the blocks of the document, -1 for a text that is in
	// none of the two files.
	At    int
	Block *block.Block
}

// Row is one source segment, or several translated together, with its
// counterpart.
type Row struct {
	// ID names the row as long as its text stays the same, wherever it moves.
	ID     string
	Label  string // the id of a message
	Kind   block.Kind
	State  State
	Change change.Class
	Flags  Flags
	// Confidence is the probability that the two sides belong together, or of a row
	// with one side that it has no counterpart.
	Confidence float64
	Anchors    []string // what carried the alignment: "date:1948-09-09"
	// Source and Target are the segments in the two files as they are now. One
	// of them may be empty, never both.
	Source, Target []Segment
	// Base are the segments of the source that the translation was made from;
	// empty if they are not known.
	Base []Segment
	// Was is the text of Base as people are shown it ("" if not known), Now that
	// of Source, Translation that of Target.
	Was, Now, Translation string
	Diff                  []change.Edit // Was against Now, for stale rows
	// Touched is the translation against what was recorded, if its words were kept
	// and it was edited since. What was deleted is known by the number of words.
	Touched  []change.Edit
	Findings []Finding
	// Shifted is what of the translation answers the source of a row flagged [Shift], nil
	// where it is not known which bytes that are. Target and Translation are whole segments.
	Shifted *Shifted
	// Leads are the relative links and images of the source and of the translation, in
	// order; none where one side has no text.
	Leads [2][]string
	// SourceDigests and TargetDigests identify the segments on both sides, as a
	// record keeps them.
	SourceDigests, TargetDigests []block.Digest
	// Made holds the places in [Base.Made] of what the row goes back to.
	Made []int
	// Elsewhere is set for a text that went to another article while its translation
	// stayed: of an orphan the place of its source now, of what is missing that of its
	// translation.
	Elsewhere *Place
	// Pages says of a text without a source in how many translations it stands, if
	// it is told once for all of them.
	Pages int
	// Recent says of an unverified row that its translation was written since the
	// record was begun.
	Recent bool
	// Words is the number of source words in the row, Todo those that a
	// translator has to look at.
	Words, Todo int
}

// KeyBefore is the id of a message, or the label of a field or a note, that the source has
// renamed without another change; "" for all other rows.
func (r *Row) KeyBefore() string {
	if r.State != Stale || r.Change != change.Mechanical || len(r.Base) != 1 || len(r.Source) != 1 {
		return ""
	}
	was, now := r.Base[0].Block, r.Source[0].Block
	if was == nil || now == nil || was.Label == now.Label || was.Text != now.Text {
		return ""
	}
	return was.Label
}

// Place is a place in a file of an article.
type Place struct {
	Article, Path string
	Line          int // 1-based
}

// Named reports whether a name is the row's id, or that of its message.
func (r *Row) Named(name string) bool { return r.ID == name || r.Label != "" && r.Label == name }

// Name is what people call the row: the id of its message, if that is one word,
// else the row's id.
func (r *Row) Name() string {
	const long = 80
	if r.Label == "" || len(r.Label) > long || strings.ContainsFunc(r.Label, func(u rune) bool { return !unicode.IsPrint(u) || u == ' ' }) {
		return r.ID
	}
	return r.Label
}

// IsWritten reports whether the translation was written or edited since it was
// recorded, or since the record was begun.
func (r *Row) IsWritten() bool { return r.Recent || r.Flags&Edited != 0 }

// EditedSinceRecorded reports whether a translation that was recorded as that of its source
// was edited afterwards.
func (r *Row) EditedSinceRecorded() bool { return r.State == Fresh && r.Flags&Edited != 0 }

// IsCopied reports whether the source of a row is the same in all languages, see
// [block.Block.IsCopied].
func (r *Row) IsCopied() bool { return len(r.Source) == 1 && r.Source[0].Block.IsCopied() }

// Doubtful reports whether a row has no counterpart, but may have one.
func (r *Row) Doubtful() bool {
	return r.Flags&LowConfidence != 0 && (r.State == Missing || r.State == Extra)
}

// IsDisputed reports whether something speaks against the pair of a row: the two sides
// disagree, or may not belong together.
func (r *Row) IsDisputed() bool {
	return r.Flags&LowConfidence != 0 || slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Severity != Info })
}

// NeedsWork reports whether a translator has to do something about the row.
func (r *Row) NeedsWork() bool {
	switch r.State {
	case Stale, Missing, Untranslated, Orphan, Extra:
		return true
	}
	return false
}

// Swaps are the places in which the source of a row that is stale by its facts changed one.
func (r *Row) Swaps(lang string) []change.Swap {
	if r.State != Stale || r.Change != change.Facts || r.Was == "" {
		return nil
	}
	syntax := r.Kind.Syntax()
	if len(r.Source) > 0 {
		syntax = r.Source[0].Block.Inline()
	}
	return change.Swaps(r.Kind, syntax, r.Was, r.Now, lang)
}
