package queue

import (
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// written is an answer with what it is held against.
func (l *lister) written(r *drift.Row, answer string) *drift.Written {
	return &drift.Written{
		Kind: r.Kind, State: r.State, Source: l.sourceText(r), Target: answer, SourceLanguage: l.t.SourceLanguage, TargetLanguage: l.t.Language,
		Was: l.textThen(r), Before: l.targetText(r),
	}
}

// doubtOf is the grave doubt in an answer: it is in another language, as the answers of a list
// that came back for another one are, or it still has the number, day or month that the source
// has replaced, or brings no negation where the source does, or much of it is gone; "" if there
// is none.
func (l *lister) doubtOf(r *drift.Row, w *drift.Written) Reason {
	answer := w.Target
	if w.IsThird() {
		return WrongLanguage
	}
	if r.State != drift.Stale || r.Kind == block.Message {
		return ""
	}
	then := *r
	if was := l.targetText(r); was != answer { // else somebody says that it is right as it is
		then.Translation, then.Flags, then.Touched = answer, r.Flags|drift.Edited, change.WordDiff(was, answer)
	}
	switch doubt, _ := drift.Doubted(&then, l.t.SourceLanguage, l.t.Language); doubt {
	case drift.OldQuantity:
		return NotFollowed
	case drift.OldNegation:
		return NotNegated
	}
	if drift.IsShortened(&then) {
		return Shortened
	}
	return ""
}
