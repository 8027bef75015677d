package queue

import (
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/drift"
	"github.com/xsync-project/xsync/sync/edit"
)

// Fixes lists what needs no translator in one translation, with the changes that
// carry it over: rows whose source changed in links, code, images, placeholders,
// labels, ids or the numbers of versions alone, and code and rules that are
// missing between two segments that are there. rest are the rows that look so
// and cannot be carried over without guessing. Of a translation that there is
// none of, and of a file that is no translation, there is nothing to fix.
func Fixes(t *xsync.Translation, source, target string) (rows []*drift.Row, edits []edit.Edit, rest []*drift.Row) {
	if !t.Exists || t.Unrelated {
		return nil, nil, nil
	}
	f := &fixer{
		t: t, carrier: edit.Carrier{Source: source, Target: target},
		source: places(t.Source), target: places(t.Target),
	}
	for k := range t.Rows {
		r := &t.Rows[k]
		e, fits, ok := f.fix(k)
		switch {
		case ok:
			rows, edits = append(rows, r), append(edits, e)
		case fits:
			rest = append(rest, r)
		}
	}
	return rows, edits, rest
}

type fixer struct {
	t              *xsync.Translation
	carrier        edit.Carrier
	source, target map[int]int
}

// fix is the change for a row; fits says that the row is one for a tool.
func (f *fixer) fix(k int) (e edit.Edit, fits, ok bool) {
	r := &f.t.Rows[k]
	switch {
	case r.State == drift.Missing:
		return f.insert(k)
	case r.State != drift.Stale || len(r.Source) != 1 || len(r.Target) != 1:
		return e, false, false
	}
	mechanical := r.Change == drift.Mechanical
	if r.Flags&drift.Edited != 0 {
		return e, mechanical, false // somebody is at it
	}
	now, here := &f.t.Source.Blocks[f.source[r.Source[0].Start]], &f.t.Target.Blocks[f.target[r.Target[0].Start]]
	e = edit.Edit{Replace: []int{f.target[r.Target[0].Start]}, After: -1, Before: -1}
	e.Text = edit.Text(here, f.t.Target.Format)
	if !f.names(&e, r, now, here) {
		return e, mechanical, false
	}
	was, text := then(r), edit.Text(now, f.t.Source.Format)
	if block.Normalize(r.Kind, was) != block.Normalize(r.Kind, text) {
		carried, ok := f.carrier.Carry(r.Kind, was, text, e.Text)
		if !ok {
			return e, mechanical, false
		}
		e.Text = carried
	}
	return e, true, true
}

// names carries a label or an id over; it reports false if the translation has
// another than the source had.
func (f *fixer) names(e *edit.Edit, r *drift.Row, now, here *block.Block) bool {
	if r.WasLabel != now.Label {
		if here.Label != r.WasLabel && here.Label != now.Label {
			return false
		}
		e.Label = now.Label
	}
	if r.WasID != now.ID {
		if here.ID != r.WasID && here.ID != now.ID || now.ID == "" {
			return false
		}
		e.ID = now.ID
	}
	return true
}

// insert is the change that puts a missing piece of code or a rule into the
// translation: between the translations of its neighbours, if these stand beside
// each other.
func (f *fixer) insert(k int) (e edit.Edit, fits, ok bool) {
	r := &f.t.Rows[k]
	if len(r.Source) != 1 {
		return e, false, false
	}
	at := f.source[r.Source[0].Start]
	b := &f.t.Source.Blocks[at]
	if !copied(b) {
		return e, false, false
	}
	e = edit.Edit{After: -1, Before: -1, Like: edit.Model{Doc: f.t.Source, At: at}, Text: edit.Text(b, f.t.Source.Format)}
	before, okBefore := f.beside(k, -1)
	after, okAfter := f.beside(k, 1)
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
	e.After, e.Before = before, after
	return e, true, true
}

// beside is the segment of the translation that belongs to the next row on one
// side, -1 at the end of the source. It reports false if that row has none.
// What is copied as well may be missing too.
func (f *fixer) beside(k, step int) (int, bool) {
	for i := k + step; i >= 0 && i < len(f.t.Rows); i += step {
		r := &f.t.Rows[i]
		if len(r.Source) == 0 {
			continue
		}
		if len(r.Target) == 0 {
			if len(r.Source) == 1 && copied(&f.t.Source.Blocks[f.source[r.Source[0].Start]]) {
				continue
			}
			return -1, false
		}
		if r.Flags&drift.Moved != 0 {
			return -1, false
		}
		span := r.Target[0]
		if step < 0 {
			span = r.Target[len(r.Target)-1]
		}
		return f.target[span.Start], true
	}
	return -1, true
}

// copied reports whether a segment is the same in all languages: code, rules,
// and link definitions without a title.
func copied(b *block.Block) bool {
	switch b.Kind {
	case block.Code, block.Rule:
		return true
	case block.LinkDefinition:
		return !strings.ContainsAny(b.Text, "\"'")
	}
	return false
}
