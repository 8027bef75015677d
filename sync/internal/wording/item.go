package wording

import (
	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// ItemLabel is the state of an item, with its change: "stale/facts".
func ItemLabel(i *queue.Item) string {
	if i.Change == change.None {
		return i.State.String()
	}
	return i.State.String() + "/" + i.Change.String()
}

// Item says what has happened to an item and what to do.
func Item(m *locales.Messages, i *queue.Item) string {
	switch i.State {
	case drift.Stale:
		if i.Flags&drift.Replaced != 0 {
			return m.Text("advice.replaced")
		}
		return adviceOnChange(m, i.Change)
	case drift.Missing:
		return m.Text("exchange.missing")
	case drift.Untranslated:
		return m.Text("advice.untranslated")
	case drift.Orphan:
		return m.Text("advice.orphan")
	case drift.Unverified:
		return m.Text("exchange.unverified")
	}
	return ""
}

// Origin says where a suggestion comes from and how near it is.
func Origin(m *locales.Messages, s *queue.Suggestion) string {
	if s.Origin == queue.Draft {
		return m.Text("exchange.draft")
	}
	return m.Text("exchange.memory", "Score", m.Percent(float64(s.Score)/100), "Article", s.Article)
}
