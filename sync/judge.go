package xsync

import (
	"cmp"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// judgeRow decides whether a row is recorded, how, and if not, why; no reason
// means that there is nothing to say of the row.
func (w *recording) judgeRow(r *drift.Row, unrelated bool) (how baseline.How, reason Reason, take bool) {
	if len(w.accept.Done) > 0 || w.accept.Tool {
		return w.settledHow(r)
	}
	isNamed := rowIsNamed(w.accept.Segments, w.article, r)
	if len(w.accept.Segments) > 0 && !isNamed || !w.accept.Choice.IsEmpty() && !w.accept.Choice.Has(r) {
		return 0, "", false
	}
	if w.accept.Move || w.accept.History != nil && !w.accept.Assume {
		return 0, "", false
	}
	reason, take = w.checkAgain(r, isNamed)
	if unrelated && (take || reason != "") {
		reason, take = Unrelated, false
	}
	switch {
	case w.accept.Assume:
		return baseline.Assumed, reason, take && r.State == drift.Unverified
	case take:
		return w.howTaken(r, isNamed), "", true
	case reason != "" && w.accept.Force && isNamed:
		return baseline.Forced, "", true
	}
	return 0, reason, false
}

// howTaken is how a row is recorded that is taken. Where only its picture was made anew,
// nothing new is known of the text.
func (w *recording) howTaken(r *drift.Row, isNamed bool) baseline.How {
	if w.redrawn[r.ID] && !isNamed && r.State == drift.Fresh && r.Flags&drift.Edited == 0 {
		return w.record.Entries[r.Made[0]].How
	}
	return baseline.Reviewed
}

// keepsKey reports whether a message or a field of the front matter stands in the
// translation under the key that it had in the source before: a program does not find it.
func keepsKey(r *drift.Row) bool {
	if len(r.Base) != 1 || len(r.Source) != 1 || len(r.Target) != 1 || r.Kind != block.Message && r.Kind != block.FrontMatter {
		return false
	}
	was, now, here := r.Base[0].Block, r.Source[0].Block, r.Target[0].Block
	return was.Label != now.Label && here.Label == was.Label
}

// disagreesOnFacts reports whether the two sides of a row disagree on more than
// punctuation, in which languages have their own ways, and on fields beside it. What is active in a text that
// came back was held against the text that was there, which may have had it; the mark before an
// item and the level of a heading stand around the text, and remain to be seen to.
func (w *recording) disagreesOnFacts(r *drift.Row) bool {
	return slices.ContainsFunc(r.Findings, func(f drift.Finding) bool {
		isAround := f.Kind == drift.ListNumber || f.Kind == drift.Shape || f.Kind == drift.HeadingLevel
		if isAround && len(w.accept.Done) > 0 {
			return false
		}
		return f.Severity != drift.Info && !w.awaitsFootnote(&f) && f.Kind != catalog.Punctuation && f.Kind != FieldKind && f.Kind != PictureKind && (f.Kind != drift.Active || len(w.accept.Done) == 0)
	})
}

// awaitsFootnote reports whether a finding is that the translation refers to a footnote whose
// definition is still to be translated: whoever works row by row translates the one before
// the other.
func (w *recording) awaitsFootnote(f *drift.Finding) bool {
	return f.Kind == anchor.FootnoteRef.String() && f.Source == "" && slices.ContainsFunc(w.rows, func(r drift.Row) bool {
		return r.State == drift.Missing && r.Kind == block.Footnote && len(r.Source) == 1 && r.Source[0].Block.Label == f.Target
	})
}

// losesFacts reports whether a translation that was written or edited lost facts of its
// source, or brought along a number that it does not have, and adds to the row what these
// are: what import asks of a text that comes back. Of the translation before only what was
// not touched is known, and the code that it had.
func (w *recording) losesFacts(r *drift.Row) bool {
	if !r.IsWritten() || w.accept.Assume || len(r.Source) == 0 || len(r.Target) == 0 || r.Flags&drift.Edited != 0 && len(r.Touched) == 0 {
		return false
	}
	kept := ""
	for _, e := range r.Touched {
		if e.Op == change.Keep {
			kept += e.Text
		}
	}
	dropped := drift.DroppedCode(drift.RecordedWords(r.Made, func(k int) string { return w.record.Entries[k].Words }), cmp.Or(r.Was, r.Now), kept)
	for _, code := range dropped {
		kept += " `" + code + "`"
	}
	written := drift.Written{
		Kind: r.Kind, State: r.State, Source: r.Now, Target: r.Translation,
		SourceLanguage: w.source.file.Language, TargetLanguage: w.target.Language, Was: cmp.Or(r.Was, r.Now), Before: kept,
	}
	found := false
	for _, f := range written.LostFacts() {
		if f.Target != "" || r.State == drift.Stale || slices.Contains(dropped, f.Source) { // what was left out on purpose before stays so
			r.Findings, found = append(r.Findings, f), true
		}
	}
	return found
}

// checkAgain checks a row again.
func (w *recording) checkAgain(r *drift.Row, named bool) (Reason, bool) {
	switch r.State {
	case drift.Missing:
		return NotTranslated, false
	case drift.Untranslated:
		if !named || drift.StillSource(w.from, w.to, r) {
			return StillInSource, false
		}
	case drift.Orphan:
		return NoSource, false
	case drift.Extra:
		return NotIntended, named
	case drift.Unverified:
		if !named && !w.accept.Assume && !w.accept.Choice.Has(r) && !r.IsWritten() {
			return NotSeen, false
		}
	case drift.Fresh:
		const doubted = drift.Assumed | drift.Forced | drift.Machine
		isRedrawn := hasStalePicture(r) && w.isSeen(r)
		if r.Flags&drift.Edited == 0 && !isRedrawn && !(r.Flags&doubted != 0 && (named || w.accept.Choice.Has(r))) {
			return "", false
		}
	case drift.Stale:
		if reason := w.doubtStale(r, named); reason != "" {
			return reason, false
		}
	}
	if w.disagreesOnFacts(r) || w.losesFacts(r) {
		return NotHolding, false
	}
	if reason := w.doubtPair(r); reason != "" && !named {
		return reason, false
	}
	return "", true
}

// doubtStale is why the work on a stale row is not recorded, "" if nothing speaks against it.
func (w *recording) doubtStale(r *drift.Row, named bool) Reason {
	isEdited := r.Flags&drift.Edited != 0
	switch {
	case keepsKey(r):
		return KeepsKey
	case !isEdited && !named && r.Change > w.accept.Change:
		return NotEdited
	case !isEdited && w.disagreesOnFacts(r):
		return NotHolding
	}
	switch doubt, _ := drift.Doubted(r, w.source.file.Language, w.target.Language); {
	case !named && !doubt.IsGrave() && drift.IsShortened(r):
		return CutShort
	case doubt != drift.NoDoubt && (!named || doubt.IsGrave()):
		return reasons[doubt]
	}
	return ""
}

// doubtPair is why a pair is not recorded that nobody has named, "" if nothing speaks
// against it. A key says what belongs together; messages are translated freely.
func (w *recording) doubtPair(r *drift.Row) Reason {
	keyed, isWritten := format.Keyed(w.target.Path), r.IsWritten()
	isDoubtful := r.Flags&drift.LowConfidence != 0
	switch {
	case isWritten && !w.accept.Assume && drift.IsShortened(r):
		return CutShort
	case isWritten && !w.accept.Assume && w.otherRow(r) != nil:
		return Misplaced
	case keyed && isDoubtful:
		return Guessed
	case isDoubtful || r.State == drift.Unverified && r.Confidence < assuredOf(r):
		return NotSure
	case isWritten && !keyed && drift.IsOtherText(r, w.source.file.Language, w.target.Language):
		return NotSure
	}
	return ""
}

// otherRow is the row whose source the translation of a row seems to be of, nil if it is
// that of its own.
func (w *recording) otherRow(r *drift.Row) *drift.Row {
	if w.gists == nil {
		w.gists = drift.GistsOf(w.rows, w.source.file.Language)
	}
	k := slices.IndexFunc(w.rows, func(x drift.Row) bool { return x.ID == r.ID })
	return w.gists.Other(k, r.Translation, w.target.Language)
}

// assured is the confidence from which a pair that nobody has named is recorded.
// Of the pairs below it, one in five is wrong.
const assured = 0.7

// assuredOf is that of the pair of a row: one whose texts stand in different places needs more.
func assuredOf(r *drift.Row) float64 {
	if r.Flags&drift.Moved != 0 {
		return sureMove
	}
	return assured
}

// howRecorded is how work on a row is recorded. A tool that works on what only the history
// vouches for makes it no better witnessed than it was.
func (w *recording) howRecorded(r *drift.Row) baseline.How {
	switch {
	case w.accept.Tool && r.Flags&drift.Inferred != 0:
		return baseline.Inferred
	case w.accept.Tool:
		return baseline.Mechanical
	case w.accept.Machine:
		return baseline.Machine
	}
	return baseline.Reviewed
}

// settledHow decides on a row where it is known what was done: the rows that were
// done must hold when they are read again, and all others stay as they are.
func (w *recording) settledHow(r *drift.Row) (how baseline.How, reason Reason, take bool) {
	k := slices.IndexFunc(r.Made, func(k int) bool { return w.done[k] })
	if k < 0 {
		return 0, "", false
	}
	how = w.record.Entries[r.Made[k]].How
	state := drift.Fresh
	if how == baseline.Inferred {
		state = drift.Unverified
	}
	switch {
	case w.accept.Force && rowIsNamed(w.accept.Segments, w.article, r):
		return baseline.Forced, "", true
	case w.disagreesOnFacts(r):
		return 0, NotHolding, false
	case drift.StillSource(w.from, w.to, r):
		return 0, StillInSource, false
	case r.State != state || r.Flags&drift.Edited != 0:
		return 0, NotSure, false
	}
	return how, "", true
}
