package report

import (
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// WorkLabels says how the texts of an item are called.
type WorkLabels struct {
	Language, Source string
	Form             string // the plural form, "" for the whole row
}

// Work writes an item for the one who works on it: where it stands, what is beside it,
// the source then and now with the changed words marked, the translation, suggestions
// with their numbers and how alike they are, and the findings.
func (t *Text) Work(i *queue.Item, l *WorkLabels) {
	place := l.Source + ":" + strconv.Itoa(i.SourceLine)
	if i.TargetLine > 0 {
		place = l.Language + ":" + strconv.Itoa(i.TargetLine) + " ← " + place
	}
	_, name, _ := strings.Cut(i.ID, "#")
	t.Paragraph(strings.Join(append(t.standing(&drift.Row{State: i.State, Change: i.Change, Flags: i.Flags}), place, t.paint("#"+inert.Line(name), color.Faint)), "  "), 0)
	t.body(i, t.workParts(i, l), i.Kind == block.Code)
}

// workParts are the texts of an item, each behind its label, in the order of reading.
func (t *Text) workParts(i *queue.Item, l *WorkLabels) [][2]string {
	shape := wording.Fold
	if i.Kind == block.Code {
		shape = func(s string) string { return s }
	}
	then, now := shape(i.Was), shape(i.Text)
	if len(i.Diff) > 0 && i.Kind != block.Code {
		then, now = t.sidesOf(i.Diff)
	}
	if then == now {
		then = "" // the row is finished
	}
	language := l.Language
	if l.Form != "" {
		language += " (" + l.Form + ")"
	}
	room := max(t.width()-20, 20)
	parts := [][2]string{
		{t.Messages.Text("queue.before"), wording.Cut(i.Before.String(), room)},
		{t.Messages.Text("then"), then},
		{t.Messages.Text("now"), now},
		{language, shape(i.Translation)},
		{t.Messages.Text("queue.after"), wording.Cut(i.After.String(), room)},
	}
	return t.withAsides(parts, i, true)
}

// Parts are the texts of an item, each with its label, in the order of reading.
func (t *Text) Parts(i *queue.Item, language string) [][2]string {
	return t.workParts(i, &WorkLabels{Language: language})
}

// Choices writes what can be chosen, as many on a line as there is room for.
func (t *Text) Choices(list []string) {
	line := ""
	for _, choice := range list {
		longer := line + " · " + choice
		switch {
		case line == "":
			line = choice
		case columns(longer) > t.width():
			t.Line(line)
			line = choice
		default:
			line = longer
		}
	}
	t.Line(line)
}
