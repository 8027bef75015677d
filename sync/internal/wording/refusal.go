package wording

import (
	"cmp"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// Refusal says why a row was not recorded, and what to do about it. The words of a command
// that stand before the name of the row are those that whoever reads it has to type.
func Refusal(m *locales.Messages, r *xsync.Refusal, command string) string {
	return m.Text(string(r.Reason), "Naming", command+" "+r.Row.Name(), "Old", r.Words[0], "Kept", r.Words[1], "Other", otherText(r.Other))
}

// Left says why an answer was not taken.
func Left(m *locales.Messages, l *queue.Left) string {
	return m.Text(string(l.Reason), "Article", inert.Line(l.Answer.Article()), "Other", otherText(l.Other))
}

// otherText is the beginning of the source of a row, or of the one that it had.
func otherText(r *drift.Row) string {
	const room = 32 // columns
	if r == nil {
		return ""
	}
	return inert.Line(Cut(Fold(cmp.Or(r.Now, r.Was)), room))
}

// ReasonInBrief is why rows were left, in a few words.
func ReasonInBrief(m *locales.Messages, r xsync.Reason) string {
	switch r {
	case xsync.NotTranslated:
		return m.Text("left.missing")
	case xsync.StillInSource:
		return m.Text("left.untranslated")
	case xsync.NotEdited:
		return m.Text("left.not_edited")
	case xsync.NotHolding:
		return m.Text("left.finding")
	case xsync.NotSure:
		return m.Text("left.confidence")
	case xsync.Guessed:
		return m.Text("left.guessed")
	case xsync.NoSource:
		return m.Text("left.orphan")
	case xsync.NotIntended:
		return m.Text("left.extra")
	case xsync.Unrelated:
		return m.Text("left.unrelated")
	}
	return string(r)
}
