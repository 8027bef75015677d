package queue

import (
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
)

// containerOf is the container that a missing row begins or ends, if it holds more than what
// is missing and copied as it is: code brings its container along.
func (f *fixer) containerOf(r *drift.Row) (c edit.Container, ok bool) {
	if r.State != drift.Missing || !r.IsCopied() {
		return c, false
	}
	if c, ok = f.containers[r.Source[0].At]; !ok || c.Ends < 0 {
		return c, ok
	}
	for k := range f.t.Rows {
		in := &f.t.Rows[k]
		if len(in.Source) > 0 && c.Begins < in.Source[0].At && in.Source[0].At < c.Ends && (len(in.Target) > 0 || !in.IsCopied()) {
			return c, true
		}
	}
	return c, false
}

// otherLine is the row of another line of the container that a missing row belongs to as a
// line of it, see [Change.Other]; nil if there is none that is missing too.
func (f *fixer) otherLine(r *drift.Row) *drift.Row {
	if r.State != drift.Missing || !r.IsCopied() {
		return nil
	}
	at := r.Source[0].At
	c, ok := f.containerOf(r)
	if !ok { // it may part one: {% else %}
		for _, around := range f.containers {
			if around.Begins < at && at < around.Ends && around.Begins >= c.Begins {
				c, ok = around, true
			}
		}
	}
	other := c.Begins
	if at == c.Begins {
		other = c.Ends
	}
	for k := range f.t.Rows {
		if o := &f.t.Rows[k]; ok && o.State == drift.Missing && len(o.Source) == 1 && o.Source[0].At == other {
			return o
		}
	}
	return nil
}

// placeAround is where a line of a container that was put around a part of the source, by its
// place there, belongs around the translation of that part: before or behind all of it. It
// reports false if the translation has nothing of it, has one of the two lines, or has the
// part in pieces or in another order.
func (f *fixer) placeAround(c edit.Container, at int) (edit.Placement, bool) {
	if c.Ends < 0 {
		return edit.Placement{}, false
	}
	first, last, end := -1, -1, -1
	var others []int
	for k := range f.t.Rows {
		r := &f.t.Rows[k]
		if len(r.Source) == 0 {
			continue
		}
		from, to := r.Source[0].At, r.Source[len(r.Source)-1].At
		places := replacedPlaces(r)
		switch {
		case from == c.Begins || from == c.Ends:
			if r.State != drift.Missing {
				return edit.Placement{}, false
			}
		case len(places) == 0:
		case to < c.Begins || c.Ends < from:
			others = append(others, places...)
		case from < c.Begins || c.Ends < to || r.Flags&drift.Moved != 0 || places[0] <= last:
			return edit.Placement{}, false
		default:
			if first < 0 {
				first = places[0]
			}
			last, end = places[len(places)-1], to
		}
	}
	for _, o := range others {
		if first < o && o < last {
			return edit.Placement{}, false
		}
	}
	if at == c.Begins {
		return edit.Between(-1, first), first >= 0
	}
	return edit.Between(behindEnds(f.t, last, end, c.Ends), -1), first >= 0
}

// lacksLine reports whether a row is the title of a container that [Fix] can put around what
// the translation has of it: without that line the title would be a paragraph.
func (m *matcher) lacksLine(r *drift.Row) bool {
	if r.State != drift.Missing || !m.t.Exists || len(r.Source) != 1 {
		return false
	}
	if m.fixer == nil {
		m.fixer = &fixer{t: m.t, containers: edit.Containers(m.t.Source)}
	}
	for _, c := range m.fixer.containers {
		if c.Title == r.Source[0].At {
			_, ok := m.fixer.placeAround(c, c.Begins)
			return ok
		}
	}
	return false
}
