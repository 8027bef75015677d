package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/fatih/color"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

func (t *Text) rows(x *xsync.Translation, keep Filter, show func(*drift.Row, *xsync.Translation)) {
	t.head(x)
	if x.Unrelated {
		return
	}
	shown := 0
	for k := range x.Rows {
		if keep.Shown(&x.Rows[k]) {
			t.Break()
			show(&x.Rows[k], x)
			shown++
		}
	}
	switch {
	case shown > 0:
	case keep.IsEmpty():
		t.Sentence(t.Messages.Text("nothing_to_do"))
	default:
		t.Sentence(t.Messages.Text("nothing_chosen"))
	}
}

// title is the line that begins a row: its state, places and id.
func (t *Text) title(r *drift.Row, x *xsync.Translation) {
	head := t.standing(r)
	if len(r.Target) > 0 {
		head = append(head, t.at(x.Path, x.Target, r.Target))
	}
	if len(r.Source) > 0 {
		head = append(head, t.at(x.SourcePath, x.Source, r.Source))
	}
	t.Sentence(strings.Join(append(head, t.paint("#"+r.Name(), color.Faint)), "  "))
}

// Row writes a row in brief: where it stands, what changed, and the facts on
// which the two sides disagree.
func (t *Text) Row(r *drift.Row, x *xsync.Translation) {
	t.title(r, x)
	switch {
	case len(r.Diff) > 0:
		t.passage("", t.Diff(r.Diff), diffLines)
	case r.State == drift.Orphan, r.State == drift.Extra:
		t.passage("", wording.Fold(r.Translation), textLines)
	default:
		t.passage("", wording.Fold(cmp.Or(r.Now, r.Translation)), textLines)
	}
	t.findings(r.Findings)
	if r.Elsewhere != nil || r.Pages > 0 && r.State == drift.Extra {
		t.Paragraph(t.adviser().Row(r, x), 2)
	}
}

// Difference writes a row in full, and what to do about it.
func (t *Text) Difference(r *drift.Row, x *xsync.Translation) {
	t.Sides(r, x)
	t.Paragraph(t.adviser().Row(r, x), 2)
}

// Sides writes a row in full: its source then and now, its translation, and the facts on
// which they disagree.
func (t *Text) Sides(r *drift.Row, x *xsync.Translation) {
	t.title(r, x)
	then, now, translation := wording.Fold(r.Was), wording.Fold(r.Now), wording.Fold(r.Translation)
	switch {
	case len(r.Diff) > 0:
		then, now = t.sidesOf(r.Diff)
	case now == translation:
		now = "" // still in the source language: once is enough
	}
	if r.Kind == block.Code {
		then, now, translation = r.Was, r.Now, r.Translation
	}
	if then == now {
		then = "" // nothing has changed
	}
	if len(r.Touched) > 0 && r.Kind != block.Code {
		translation = t.whole(r.Touched)
	}
	t.sides([][2]string{{t.Messages.Text("then"), then}, {t.Messages.Text("now"), now}, {x.Language, translation}}, r.Kind == block.Code)
	t.findings(r.Findings)
	if r.State == drift.Stale && len(r.Touched) > 0 {
		t.Paragraph(t.Messages.Text("touched", "Count", t.Messages.Number(drift.CountTouched(r.Touched)), "Source", t.Messages.Number(r.Todo)), 2)
	}
}

func (t *Text) findings(list []drift.Finding) {
	for _, f := range list {
		t.passage(t.paint("!", color.FgRed)+" ", t.finding(f), 0)
	}
}

func (t *Text) finding(f drift.Finding) string { return wording.Finding(t.Messages, f) }

// adviser says what to do, with paths as the texts have them.
func (t *Text) adviser() wording.Adviser { return wording.Adviser{Messages: t.Messages, Path: t.place} }

// Brief writes a row on a line: a mark, its state, place and first words; and
// below it, if there is a reason, the facts on which the two sides disagree and
// the reason.
func (t *Text) Brief(mark string, r *drift.Row, x *xsync.Translation, reason string) {
	place := cmp.Or(t.at(x.Path, x.Target, r.Target), t.at(x.SourcePath, x.Source, r.Source))
	head := fmt.Sprintf("  %s %s  %s  #%s", mark, t.label(r), place, r.Name())
	t.beginning(head, wording.Fold(cmp.Or(r.Translation, r.Now)))
	if reason != "" {
		for _, f := range r.Findings {
			t.Paragraph(t.paint("!", color.FgRed)+" "+t.finding(f), 6)
		}
		t.Paragraph(reason, 6)
	}
}

// The number of lines that a row takes in a list, by what is shown of it.
const (
	textLines = 3
	diffLines = 12
)
