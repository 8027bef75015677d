package xsync

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Done is a row of which it is known what translates it now.
type Done struct {
	Article, Language string
	Row               *drift.Row     // as it was before the work
	Target            []block.Digest // of the segments that translate it now
	// Carried says that the work did not finish the row: it stays what it was,
	// with these segments for its translation.
	Carried bool
}

// advanceDone takes what is known to be done into the record, so that the
// examination finds it by its digests and need not guess.
func (w *recording) advanceDone() {
	if len(w.accept.Done) == 0 {
		return
	}
	old := &baseline.Record{Blind: true}
	if w.record != nil {
		old = w.record
	}
	next := *old
	next.Entries = nil
	gone := map[int]bool{}
	w.done = map[int]bool{}
	var come []baseline.Entry
	lost := lostEntries{entries: old.Entries, stands: w.target.segmentsByDigest()}
	for _, d := range w.accept.Done {
		if d.Article != w.article || d.Language != w.target.Language {
			continue
		}
		for _, k := range d.Row.Made {
			gone[k] = true
		}
		if d.Carried {
			for _, k := range d.Row.Made {
				e := old.Entries[k]
				e.Target = d.Target
				next.Entries = append(next.Entries, e)
			}
			continue
		}
		w.keepTexts(d.Row)
		e := baseline.Entry{Source: d.Row.SourceDigests, Target: d.Target, How: w.howRecorded(d.Row)}
		if len(d.Row.Made) > 0 {
			made := &old.Entries[d.Row.Made[0]]
			if e.Row = made.Row; w.accept.Tool && d.Row.State == drift.Fresh {
				e.How = made.How // nobody has looked at the text anew
			}
		} else if k := lost.findLost(&e, gone); k >= 0 {
			e.Row, gone[k] = old.Entries[k].Row, true
		}
		come = append(come, e)
	}
	for k, e := range old.Entries {
		if !gone[k] {
			next.Entries = append(next.Entries, e)
		}
	}
	for _, e := range come {
		w.done[len(next.Entries)] = true
		next.Entries = append(next.Entries, e)
	}
	w.record = &next
}

// lostEntries finds what a record still says of translations that were deleted.
type lostEntries struct {
	entries []baseline.Entry
	stands  map[block.Digest]int // how often the file has each segment once the work is done
}

// findLost is the place of the entry that a translation which is given back takes the
// place of, or -1: one of the same source whose translation is not in the file, or
// one that claims, with others, more of the same text than the file has.
func (l *lostEntries) findLost(back *baseline.Entry, gone map[int]bool) int {
	best, claims := -1, 1
	for k := range l.entries {
		e := &l.entries[k]
		if gone[k] || len(e.Target) == 0 {
			continue
		}
		same := slices.Equal(e.Target, back.Target)
		if same {
			claims++
		}
		switch {
		case !slices.Equal(e.Source, back.Source):
		case !allStand(e.Target, l.stands):
			return k
		case same:
			best = k
		}
	}
	if best >= 0 && claims > l.stands[back.Target[0]] {
		return best
	}
	return -1
}

// goneEntries finds the entries of the record of which no row is left, by their source
// digests. The translation of such a one was deleted; as long as its source is
// there the entry is kept, so that nothing is lost if it is put back.
func (w *recording) goneEntries(rows []drift.Row) map[string]int {
	out := map[string]int{}
	if w.record == nil {
		return out
	}
	used := make([]bool, len(w.record.Entries))
	for k := range rows {
		for _, e := range rows[k].Made {
			used[e] = true
		}
	}
	for k, e := range w.record.Entries {
		if !used[k] && len(e.Source) > 0 && len(e.Target) > 0 {
			out[digestsOf(e.Source)] = k
		}
	}
	return out
}
