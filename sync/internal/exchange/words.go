package exchange

import (
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// sectionMark stands between the headings that an item stands below.
const sectionMark = " › "

// labelOf is the state of an item, with its change: "stale/facts".
func labelOf(i *queue.Item) string {
	if i.Change == drift.None {
		return i.State.String()
	}
	return i.State.String() + "/" + i.Change.String()
}

// placeOf is path:line, or the path if there is no line.
func placeOf(path string, line int) string {
	if path == "" || line <= 0 {
		return path
	}
	return path + ":" + strconv.Itoa(line)
}

// markDiff is the diff of an item with the words that went and came marked, as in
// the word diff of git.
func markDiff(edits []drift.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case drift.Delete:
			b.WriteString("[-" + e.Text + "-]")
		case drift.Insert:
			b.WriteString("{+" + e.Text + "+}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

// adviceOn says what has happened to an item and what to do.
func (w *writer) adviceOn(i *queue.Item) string {
	switch i.State {
	case drift.Stale:
		if i.Flags&drift.Replaced != 0 {
			return w.messages.Text("advice.replaced")
		}
		switch i.Change {
		case drift.Mechanical:
			return w.messages.Text("advice.mechanical")
		case drift.Minor:
			return w.messages.Text("advice.minor")
		case drift.Facts:
			return w.messages.Text("advice.facts")
		}
		return w.messages.Text("advice.major")
	case drift.Missing:
		return w.messages.Text("exchange.missing")
	case drift.Untranslated:
		return w.messages.Text("advice.untranslated")
	case drift.Orphan:
		return w.messages.Text("advice.orphan")
	case drift.Unverified:
		return w.messages.Text("exchange.unverified")
	}
	return ""
}

// neighbourTexts is what stands before and behind an item that has no translation yet,
// each with the id of the words for it.
func neighbourTexts(i *queue.Item) [][2]string {
	var out [][2]string
	for _, n := range [][2]string{{"queue.before", i.Before.String()}, {"queue.after", i.After.String()}} {
		if i.State == drift.Missing && n[1] != "" {
			out = append(out, n)
		}
	}
	return out
}

// findingText says a disagreement of the two sides in words.
func (w *writer) findingText(f drift.Finding) string { return report.Finding(w.messages, f) }

// originOf says where a suggestion comes from and how near it is.
func (w *writer) originOf(s *queue.Suggestion) string {
	if s.Origin == queue.Draft {
		return w.messages.Text("exchange.draft")
	}
	return w.messages.Text("exchange.memory", "Score", w.messages.Percent(float64(s.Score)/100), "Article", s.Article)
}
