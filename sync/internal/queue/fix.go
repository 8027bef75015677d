package queue

import (
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
)

// Repairs are what a tool can do to a translation by itself.
type Repairs struct {
	// Changes are those that finish rows, then those that only carry new labels of
	// footnotes into other rows.
	Changes []Change
	// Rest are rows that look like a tool's work and cannot be done without
	// guessing.
	Rest []*drift.Row
	// Without are the repairs to make where one of these cannot be made: all but
	// the new labels of footnotes, which are given together or not at all. It is
	// nil if there are none.
	Without *Repairs
}

// Finished are the rows that the changes finish.
func (r *Repairs) Finished() []*drift.Row { return finishedRows(r.Changes) }

// fixes lists what needs no translator in one translation: rows whose source
// changed in links, code, images, placeholders, labels, ids or the numbers of
// versions alone, and code and rules that are missing between two segments that
// are there. Of a translation that there is none of, and of a file that is no
// translation, there is nothing to fix.
func fixes(t *xsync.Translation, source, target string) Repairs {
	if !t.Exists || t.Unrelated || len(t.Rows) == 0 {
		return Repairs{}
	}
	f := &fixer{
		t: t, carrier: edit.Carrier{Source: source, Target: target}, containers: edit.Containers(t.Source),
	}
	if t.Source.Keyed != nil {
		return f.renamedMessages()
	}
	f.findRelabelled()
	out := f.allRepairs()
	if len(f.labels) > 0 {
		f.labels = nil
		without := f.allRepairs()
		out.Without = &without
	}
	return out
}

// renamedMessages are the changes that carry new ids of messages over whose text is the
// same.
func (f *fixer) renamedMessages() Repairs {
	var out Repairs
	for k := range f.t.Rows {
		r := &f.t.Rows[k]
		if r.State != drift.Stale || r.Change != change.Mechanical || len(r.Source) != 1 || len(r.Target) != 1 {
			continue
		}
		now, here := f.segmentsOf(r)
		was := madeFrom(r)
		if was.Label == now.Label || was.Text != now.Text || here.Label != was.Label && here.Label != now.Label {
			continue
		}
		if isEdited(r) && !f.isWritten(r, now, here) {
			out.Rest = append(out.Rest, r)
			continue
		}
		out.Changes = append(out.Changes, Change{Row: r, Edit: edit.Edit{Placement: edit.At(r.Target[0].At), Label: now.Label, Text: here.Text, Lines: true}})
	}
	return out
}

// allRepairs are those of all rows.
func (f *fixer) allRepairs() Repairs {
	var out Repairs
	var touched []Change
	for k := range f.t.Rows {
		r := &f.t.Rows[k]
		e, fits, done := f.fixRow(k)
		labels, renames := f.relabelRow(r)
		switch {
		case done:
			c := Change{Row: r, Edit: e, Other: f.otherLine(r)}
			if renames {
				c.instead = &labels
			}
			out.Changes = append(out.Changes, c)
			continue
		case fits:
			out.Rest = append(out.Rest, r)
		}
		if renames {
			touched = append(touched, Change{Row: r, Edit: labels, Touches: true})
		}
	}
	out.Changes = append(out.Changes, touched...)
	return out
}

type fixer struct {
	t       *xsync.Translation
	carrier edit.Carrier
	labels  map[string]string // new labels of footnotes, by the old
	back    map[string]string // old labels of those that were renamed, but not recorded, by the new

	containers map[int]edit.Container // of the source
}

// findRelabelled sees which footnotes have new labels. If the translation labels one
// of them in its own way, none is renamed.
func (f *fixer) findRelabelled() {
	labels := map[string]string{}
	f.back = map[string]string{}
	for k := range f.t.Rows {
		r := &f.t.Rows[k]
		if r.Kind != block.Footnote || r.State != drift.Stale || len(r.Source) != 1 || len(r.Target) != 1 {
			continue
		}
		now, here := f.segmentsOf(r)
		switch {
		case madeFrom(r).Label == now.Label:
		case here.Label == now.Label:
			f.back[now.Label] = madeFrom(r).Label
		case here.Label != madeFrom(r).Label:
			return
		default:
			labels[madeFrom(r).Label] = now.Label
		}
	}
	f.labels = labels
}

// madeFrom is the segment that a row was made from, an empty one if there were
// none or several.
func madeFrom(r *drift.Row) *block.Block {
	if len(r.Base) != 1 {
		return &block.Block{}
	}
	return r.Base[0].Block
}

// segmentsOf are the segments of a row that has one on each side.
func (f *fixer) segmentsOf(r *drift.Row) (now, here *block.Block) {
	return r.Source[0].Block, r.Target[0].Block
}

// withNewLabels is a text with the new labels of footnotes.
func (f *fixer) withNewLabels(text, lang string) string { return edit.Relabel(text, lang, f.labels) }

// relabelRow is the change that carries new labels of footnotes into a row that
// remains to be done.
func (f *fixer) relabelRow(r *drift.Row) (edit.Edit, bool) {
	e := edit.Edit{Placement: edit.AtEnd()}
	if len(r.Target) == 0 || len(f.labels) == 0 {
		return e, false
	}
	now := ""
	if len(r.Source) > 0 {
		now = textsOf(f.t.Source, r.Source)
	}
	e.Placement = edit.At(replacedPlaces(r)...)
	was := textsOf(f.t.Target, r.Target)
	if e.Lines = len(r.Target) == 1; e.Lines {
		was = f.t.Target.Blocks[e.Replace[0]].Text
	}
	e.Text = f.withNewLabels(was, f.carrier.Target)
	label := ""
	if r.Kind == block.Footnote && len(r.Target) == 1 {
		label = f.labels[f.t.Target.Blocks[e.Replace[0]].Label]
		e.Label = label
	}
	if e.Text == was && label == "" {
		return e, false
	}
	// A text that has the new label has been seen to.
	return e, len(r.Source) == 0 || f.withNewLabels(now, f.carrier.Source) != now || !isEdited(r) && r.State != drift.Fresh || label != ""
}

func isEdited(r *drift.Row) bool { return r.Flags&drift.Edited != 0 }

// fixRow is the change for a row; fits says that the row is one for a tool.
func (f *fixer) fixRow(k int) (e edit.Edit, fits, ok bool) {
	r := &f.t.Rows[k]
	switch {
	case r.State == drift.Missing:
		return f.insertRow(k)
	case len(r.Source) != 1 || len(r.Target) != 1:
		return e, false, false
	}
	mechanical := r.Change == change.Mechanical
	now, here := f.segmentsOf(r)
	e = edit.Edit{Placement: edit.At(r.Target[0].At), Level: changedLevel(r)}
	switch {
	case r.State == drift.Fresh && !isEdited(r) && e.Level > 0:
		e.Text, e.Lines = here.Text, true
		return e, true, true
	case r.State != drift.Stale:
		return edit.Edit{}, false, false
	}
	if isEdited(r) { // somebody is at it, or the process ended before it was recorded
		e.Text, e.Lines = here.Text, true
		return e, mechanical, f.isWritten(r, now, here)
	}
	if r.Kind == block.Quote && here.Kind != block.Quote || !f.carryNames(&e, r, now, here) { // an alert is one in a quotation only
		return e, mechanical, false
	}
	was, text := f.withNewLabels(textThenIn(f.t.Source, r), f.carrier.Source), edit.Text(now, f.t.Source.Format)
	same := block.Normalize(r.Kind, was) == block.Normalize(r.Kind, text)
	// A value that goes on in the next line is found once the lines are joined.
	for _, joined := range []bool{false, true} {
		e.Text, e.Lines = here.Text, !joined
		if joined {
			e.Text = edit.Text(here, f.t.Target.Format)
		}
		e.Text = f.withNewLabels(e.Text, f.carrier.Target)
		if same {
			return e, true, true
		}
		if carried, ok := f.carrier.Carry(r.Kind, was, text, e.Text); ok {
			e.Text = carried
			return e, true, true
		}
	}
	return e, mechanical, false
}

// isWritten reports whether the translation of a row is what a tool makes of the one
// that was recorded: it is found by carrying the change back.
func (f *fixer) isWritten(r *drift.Row, now, here *block.Block) bool {
	was, text := textThenIn(f.t.Source, r), edit.Relabel(edit.Text(now, f.t.Source.Format), f.carrier.Source, f.back)
	old := *here
	old.Text = edit.Relabel(edit.Text(here, f.t.Target.Format), f.carrier.Target, f.back)
	if here.Label == now.Label {
		old.Label = madeFrom(r).Label
	}
	if here.ID == now.ID {
		old.ID = madeFrom(r).ID
	}
	if block.Normalize(r.Kind, was) != block.Normalize(r.Kind, text) {
		carried, ok := f.carrier.Carry(r.Kind, text, was, old.Text)
		if !ok {
			return false
		}
		old.Text = carried
	}
	recorded := f.t.Recorded(r)
	return len(recorded) == 1 && old.Digest() == recorded[0]
}

// carryNames carries a label or an id over; it reports false if the translation has
// another than the source had.
func (f *fixer) carryNames(e *edit.Edit, r *drift.Row, now, here *block.Block) bool {
	if madeFrom(r).Label != now.Label {
		if here.Label != madeFrom(r).Label && here.Label != now.Label || r.Kind == block.Footnote && f.labels == nil {
			return false
		}
		e.Label = now.Label
	}
	if madeFrom(r).ID != now.ID {
		if here.ID != madeFrom(r).ID && here.ID != now.ID || now.ID == "" {
			return false
		}
		e.ID = now.ID
	}
	return true
}

// insertRow is the change that puts a missing piece of code or a rule into the
// translation: between the translations of its neighbours, if these stand beside
// each other.
func (f *fixer) insertRow(k int) (e edit.Edit, fits, ok bool) {
	r := &f.t.Rows[k]
	if len(r.Source) != 1 {
		return e, false, false
	}
	at := r.Source[0].At
	b := r.Source[0].Block
	if !b.IsCopied() {
		return e, false, false
	}
	e = edit.Edit{Placement: edit.AtEnd(), Like: edit.Model{Doc: f.t.Source, At: at}, Text: edit.Text(b, f.t.Source.Format)}
	e.Like.From, e.Like.To = lackedAround(f.t, k)
	if c, ok := f.containerOf(r); ok {
		e.Placement, ok = f.placeAround(c, at)
		return e, true, ok
	}
	if b.Kind == block.HTML && !block.IsWhole(b.Text) {
		return e, true, false // what it begins or ends stands within a text
	}
	before, okBefore := f.besideRow(k, -1)
	if before >= 0 {
		before = behindEnds(f.t, before, e.Like.From-1, at)
	}
	after, okAfter := f.besideRow(k, 1)
	if !okBefore || !okAfter {
		return e, true, false
	}
	segments := f.t.Target.Segments()
	first, second := slices.Index(segments, before), slices.Index(segments, after)
	switch {
	case before < 0 && after < 0:
		return e, true, false
	case before < 0 && second != 0, after < 0 && first != len(segments)-1, before >= 0 && after >= 0 && second != first+1:
		return e, true, false
	}
	e.Placement = edit.Between(before, after)
	return e, true, true
}

// besideRow is the segment of the translation that belongs to the next row on one
// side, -1 at the end of the source. It reports false if that row has none.
// What is copied as well may be missing too, and the lines of the container around it.
func (f *fixer) besideRow(k, step int) (int, bool) {
	for i := k + step; i >= 0 && i < len(f.t.Rows); i += step {
		r := &f.t.Rows[i]
		if len(r.Source) == 0 {
			continue
		}
		if len(r.Target) == 0 {
			if r.IsCopied() || r.Kind == block.HTML {
				continue
			}
			return -1, false
		}
		if r.Flags&drift.Moved != 0 {
			return -1, false
		}
		next := r.Target[0]
		if step < 0 {
			next = r.Target[len(r.Target)-1]
		}
		return next.At, true
	}
	return -1, true
}
