package xsync

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Reason says why a row was not recorded.
type Reason string

// The reasons. They are message ids of the command's catalogues as well.
const (
	NotTranslated Reason = "refused.missing"      // there is no translation
	NotFollowed   Reason = "refused.not_followed" // the translation was edited, but still has the old number
	StillInSource Reason = "refused.untranslated" // the translation is still in the source language
	NotEdited     Reason = "refused.not_edited"   // the source changed, the translation did not
	NotHolding    Reason = "refused.finding"      // the two sides disagree on a fact
	NotSure       Reason = "refused.confidence"   // the alignment is doubtful
	Guessed       Reason = "refused.guessed"      // the file says that a tool guessed the translation
	NoSource      Reason = "refused.orphan"       // the source was deleted
	NotIntended   Reason = "refused.extra"        // nothing says that it was added on purpose
	Unrelated     Reason = "refused.unrelated"    // the file is no translation of the source
	NotNegated    Reason = "refused.negation"     // the source has a negation more, the edit brought none
	KeepsWord     Reason = "refused.old_word"     // the translation has the word for what the source has replaced
	OnlyMarks     Reason = "refused.only_marks"   // the source changed in words, the translation in none
	Elsewhere     Reason = "refused.elsewhere"    // the translation was edited in another place than the source
	TooLittle     Reason = "refused.too_little"   // the source changed in more than the translation, or has new words and the translation none
	KeepsKey      Reason = "refused.old_key"      // the translation has the key that the source has renamed
	CutShort      Reason = "refused.shortened"    // much of the translation was deleted, and not of the source
	Misplaced     Reason = "refused.misplaced"    // the translation says nothing of its source, and much of another's
	NotSeen       Reason = "refused.unverified"   // nobody has touched or named the translation
)

// Acceptance says which rows to record as done.
type Acceptance struct {
	// Segments are ids of rows that a person has looked at and vouches for, with
	// or without the id of their article and "#" before them.
	Segments []string
	// Choice limits the work to the rows that it chooses, if it chooses any.
	Choice drift.Choice
	// Change accepts stale rows whose change is at most this, edited or not.
	Change change.Class
	// Force records what would be refused, as forced.
	Force bool
	// Assume records every confident pair without a finding as assumed, and
	// nothing else.
	Assume bool
	// Tool says that a tool did the work, of which nothing more than a
	// mechanical change can be recorded.
	Tool bool
	// Machine says that a program has translated what is done, and that nobody has
	// reviewed it.
	Machine bool
	// Done is work of which it is known what translates what. With it nothing
	// else is recorded.
	Done []Done
	// Move writes what was recorded of an article under another name to where it
	// belongs now, and records nothing else.
	Move bool
	// History records first what it tells of the rows that nothing is recorded of,
	// and unless Assume is set, nothing else.
	History *History
	// Written holds texts, by path, that stand in the place of files, nil for
	// one that is removed: what is recorded is the work that they will be once
	// they are written.
	Written map[string][]byte
	// Begun are the paths of those texts that there were none of before: what stands in them
	// as it does in the source was left, and not translated.
	Begun map[string]bool
}

// rowIsNamed reports whether one of some names is that of a row, with or without that
// of its article before it.
func rowIsNamed(names []string, article string, r *drift.Row) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		own, _ := strings.CutPrefix(name, article+"#")
		return r.Named(name) || r.Named(own)
	})
}

// reasons are why an edit is doubted.
var reasons = map[drift.Doubt]Reason{
	drift.OldQuantity: NotFollowed, drift.OldNegation: NotNegated, drift.OldWord: KeepsWord,
	drift.OnlyMarks: OnlyMarks, drift.Elsewhere: Elsewhere, drift.TooLittle: TooLittle, drift.OtherText: NotSure,
}

// Refusal is a row that was not recorded, and why.
type Refusal struct {
	Row    drift.Row
	Reason Reason
	// Words are of [KeepsWord] alone: a word of the source that went, and what stands
	// for it in the translation.
	Words [2]string
	Other *drift.Row // of [Misplaced] alone: what the translation seems to translate
}

// Marking is what recording did, or would do once its plan is carried out. Of
// what is assumed it tells the figures only, since it is assumed for a whole
// project at once: Before, Accepted and Refused are empty then.
type Marking struct {
	Article, Language string
	Before            *Translation // with rows
	Accepted          []drift.Row
	Refused           []Refusal
	Taken             int            // rows accepted
	Left              map[Reason]int // rows refused, and those that nobody has touched
	Inferred          Inferred       // of the history, if it was asked
	From              []string       // ids of the articles that its record was found under, if it was under others
	Moved             int            // rows that came with their texts from other articles
	Unknown           []string       // segments named that there are none of

	lost []baseline.Entry // pairs of which both texts left the article
	// Plan maps paths to their new bytes.
	Plan map[string][]byte
}
