package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Queue writes a work list: what is to be done where, the source then and now
// with the changed words marked, the translation, and suggestions.
func (t *Text) Queue(q *queue.Queue) {
	for k := range q.Items {
		t.item(&q.Items[k], q.Target)
		t.Break()
	}
	t.Sentence(t.Messages.Count("queue.items", len(q.Items), "Language", q.Target) + " · " + t.Messages.Count("words_todo", q.Words()))
}

func (t *Text) item(i *queue.Item, lang string) {
	place := t.place(i.TargetPath)
	if i.TargetLine > 0 {
		place += ":" + strconv.Itoa(i.TargetLine)
	}
	head := append(t.standing(&drift.Row{State: i.State, Change: i.Change, Flags: i.Flags}), place, t.place(i.SourcePath)+":"+strconv.Itoa(i.SourceLine), t.Messages.Count("queue.words", i.Words), t.paint(inert.Line(i.ID), color.Faint))
	t.Sentence(strings.Join(head, "  "))
	then, now, translation := wording.Fold(i.Was), wording.Fold(i.Text), wording.Fold(i.Translation)
	switch {
	case len(i.Diff) > 0:
		then, now = t.sidesOf(i.Diff)
	case now == translation:
		translation = "" // still in the source language: once is enough
	}
	if then == now {
		then = "" // nothing has changed
	}
	parts := [][2]string{{t.Messages.Text("then"), then}, {t.Messages.Text("now"), now}, {lang, translation}}
	if i.State == drift.Missing { // where it belongs, in the order of reading
		room := max(t.width()-20, 20)
		parts = append([][2]string{{t.Messages.Text("queue.before"), wording.Cut(i.Before.String(), room)}}, parts...)
		parts = append(parts, [2]string{t.Messages.Text("queue.after"), wording.Cut(i.After.String(), room)})
	}
	t.body(i, t.withAsides(parts, i, false), false)
}

// body writes what stands below the head of an item: where it belongs, its texts, each behind
// its label, and the findings. Code keeps its lines.
func (t *Text) body(i *queue.Item, parts [][2]string, code bool) {
	if above := i.Above(); len(above) > 0 {
		t.passage("", t.paint(strings.Join(above, " › "), color.Faint), 1)
	}
	t.sides(parts, code)
	t.findings(i.Findings)
}

// withAsides adds the notes on an item and the suggestions for it to its texts, and leaves out
// those that are empty. Suggestions that can be chosen have a number.
func (t *Text) withAsides(parts [][2]string, i *queue.Item, numbered bool) [][2]string {
	for _, n := range i.Notes {
		parts = append(parts, [2]string{t.Messages.Text("queue.note"), wording.Fold(n)})
	}
	for k, s := range i.Suggestions {
		label := t.origin(s)
		if numbered {
			label = strconv.Itoa(k+1) + "  " + label
		}
		parts = append(parts, [2]string{label, wording.Fold(s.Text)})
	}
	return slices.DeleteFunc(parts, func(p [2]string) bool { return p[1] == "" })
}

// origin says where a suggestion comes from: how alike the texts are, or that it
// is a draft.
func (t *Text) origin(s queue.Suggestion) string {
	if s.Origin == queue.Draft {
		return t.Messages.Text("queue.draft")
	}
	return t.Messages.Percent(float64(s.Score) / 100)
}

// Shares writes how a work list is dealt out.
func (t *Text) Shares(parts []queue.Queue) {
	for k := range parts {
		q := &parts[k]
		t.Sentence(fmt.Sprintf("%s · %s · %s", t.Messages.Text("queue.part", "Part", k+1, "Parts", len(parts)),
			t.Messages.Count("queue.items", len(q.Items), "Language", q.Target), t.Messages.Count("words_todo", q.Words())))
		articles := map[string]int{}
		var order []string
		for _, i := range q.Items {
			if articles[i.Article] == 0 {
				order = append(order, i.Article)
			}
			articles[i.Article] += i.Words
		}
		for _, a := range order {
			t.Line("  " + inert.Line(a) + "  " + t.Messages.Count("queue.words", articles[a]))
		}
	}
}
