package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/fatih/color"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
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
		t.Line(t.Messages.Text("nothing_to_do"))
	default:
		t.Line(t.Messages.Text("nothing_chosen"))
	}
}

// title is the line that begins a row: its state, places and id.
func (t *Text) title(r *drift.Row, x *xsync.Translation) {
	head := []string{t.label(r)}
	if flags := r.Flags.Names(); len(flags) > 0 {
		head = append(head, "("+strings.Join(flags, ", ")+")")
	}
	if len(r.Target) > 0 {
		head = append(head, t.at(x.Path, x.Target, r.Target))
	}
	if len(r.Source) > 0 {
		head = append(head, t.at(x.SourcePath, x.Source, r.Source))
	}
	t.Line(strings.Join(append(head, t.paint("#"+r.Name(), color.Faint)), "  "))
}

// Row writes a row in brief: where it stands, what changed, and the facts on
// which the two sides disagree.
func (t *Text) Row(r *drift.Row, x *xsync.Translation) {
	t.title(r, x)
	switch {
	case len(r.Diff) > 0:
		t.passage("", t.Diff(r.Diff), diffLines)
	case r.State == drift.Orphan, r.State == drift.Extra:
		t.passage("", fold(r.Translation), textLines)
	default:
		t.passage("", fold(cmp.Or(r.Now, r.Translation)), textLines)
	}
	t.findings(r)
	if r.Elsewhere != nil || r.Pages > 0 && r.State == drift.Extra {
		t.Paragraph(t.advice(r, x), 2)
	}
}

// Difference writes a row in full.
func (t *Text) Difference(r *drift.Row, x *xsync.Translation) {
	t.title(r, x)
	then, now, translation := fold(r.Was), fold(r.Now), fold(r.Translation)
	switch {
	case len(r.Diff) > 0:
		then, now = t.sidesOf(r.Diff)
	case now == translation:
		now = "" // still in the source language: once is enough
	}
	if r.Kind == block.Code {
		then, now, translation = r.Was, r.Now, r.Translation
	}
	if len(r.Touched) > 0 && r.Kind != block.Code {
		translation = t.whole(r.Touched)
	}
	t.sides([][2]string{{t.Messages.Text("then"), then}, {t.Messages.Text("now"), now}, {x.Language, translation}}, r.Kind == block.Code)
	t.findings(r)
	if r.State == drift.Stale && len(r.Touched) > 0 {
		t.Paragraph(t.Messages.Text("touched", "Count", t.Messages.Number(drift.CountTouched(r.Touched)), "Source", t.Messages.Number(r.Todo)), 2)
	}
	t.Paragraph(t.advice(r, x), 2)
}

func (t *Text) findings(r *drift.Row) {
	for _, f := range r.Findings {
		t.passage(t.paint("!", color.FgRed)+" ", t.finding(f), 0)
	}
}

func (t *Text) finding(f drift.Finding) string { return Finding(t.Messages, f) }

// advice says what to do about a row.
func (t *Text) advice(r *drift.Row, x *xsync.Translation) string {
	switch {
	case r.State == drift.Stale && r.Flags&drift.Edited != 0 && len(r.Findings) > 0:
		return t.Messages.Text("advice.finding")
	case r.State == drift.Stale && r.Flags&drift.Edited != 0, editedSince(r) && len(r.Findings) == 0:
		return t.Messages.Text("advice.edited")
	case r.Flags&drift.Replaced != 0:
		return t.Messages.Text("advice.replaced")
	case r.State == drift.Stale:
		return t.adviceOnChange(r.Change)
	case r.State == drift.Missing:
		return t.doubted(r.Doubtful(), t.adviceOnMissing(r, x))
	case r.State == drift.Untranslated:
		return t.Messages.Text("advice.untranslated")
	case r.State == drift.Orphan && r.Elsewhere != nil:
		return t.Messages.Text("advice.orphan_moved", "Place", t.placeOf(r.Elsewhere))
	case r.State == drift.Orphan:
		return t.Messages.Text("advice.orphan")
	case r.State == drift.Extra && r.Pages > 0:
		return t.Messages.Count("advice.extra_repeated", r.Pages)
	case r.State == drift.Extra:
		return t.doubted(r.Doubtful(), t.Messages.Text("advice.extra", "Segment", r.ID))
	case len(r.Findings) > 0:
		return t.Messages.Text("advice.finding")
	case r.State == drift.Unverified:
		return t.Messages.Text("advice.unverified")
	}
	return t.Messages.Text("advice.fresh")
}

// doubted is an advice on a row with one side, with what to look at first if the row may
// have a counterpart.
func (t *Text) doubted(doubtful bool, advice string) string {
	if !doubtful {
		return advice
	}
	return t.Messages.Text("advice.doubtful") + " " + advice
}

// adviceOnMissing says where a translation is to be put: after what translates
// the segments before it.
func (t *Text) adviceOnMissing(r *drift.Row, x *xsync.Translation) string {
	if r.Elsewhere != nil {
		return t.adviceOnMoved(r, x)
	}
	if !x.Exists {
		return t.Messages.Text("advice.missing", "File", t.place(x.Path))
	}
	line := lineBefore(r, x)
	if line == 0 {
		return t.Messages.Text("advice.missing_first", "File", t.place(x.Path))
	}
	return t.Messages.Text("advice.missing_after", "File", t.place(x.Path), "Line", line)
}

// lineBefore is the line where the translation of the rows before a row ends, 0 if
// there is none.
func lineBefore(r *drift.Row, x *xsync.Translation) int {
	line := 0
	for k := range x.Rows {
		if &x.Rows[k] == r {
			break
		}
		if spans := x.Rows[k].Target; len(spans) > 0 {
			last := spans[len(spans)-1]
			line = x.Target.Line(max(last.End-1, last.Start))
		}
	}
	return line
}

// adviceOnMoved says from where to where a translation is to be moved.
func (t *Text) adviceOnMoved(r *drift.Row, x *xsync.Translation) string {
	return t.Messages.Text("advice.missing_moved", "Place", t.placeOf(r.Elsewhere), "File", t.place(x.Path), "Line", lineBefore(r, x))
}

// placeOf is a place in another article: path:line.
func (t *Text) placeOf(p *drift.Place) string {
	return placeText(&drift.Place{Path: t.place(p.Path), Line: p.Line})
}

func (t *Text) adviceOnChange(c drift.Change) string {
	switch c {
	case drift.Mechanical:
		return t.Messages.Text("advice.mechanical")
	case drift.Minor:
		return t.Messages.Text("advice.minor")
	case drift.Facts:
		return t.Messages.Text("advice.facts")
	}
	return t.Messages.Text("advice.major")
}

// Brief writes a row on a line: a mark, its state, place and first words; and
// below it, if there is a reason, the facts on which the two sides disagree and
// the reason.
func (t *Text) Brief(mark string, r *drift.Row, x *xsync.Translation, reason string) {
	place := cmp.Or(t.at(x.Path, x.Target, r.Target), t.at(x.SourcePath, x.Source, r.Source))
	head := fmt.Sprintf("  %s %s  %s  #%s  ", mark, t.label(r), place, r.Name())
	t.Line(head + cut(fold(cmp.Or(r.Translation, r.Now)), max(t.width()-columns(head), 20)))
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
