package queue

import (
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// Place puts a text for each of some items of one row into the translation, without
// asking more of it than that it stays one segment, and returns the new bytes. It
// reports false if it would not, or if there is no such row.
func Place(t *xsync.Translation, items []Item, text func(*Item) string) (src []byte, ok bool) {
	var changes []Change
	for k := range items {
		i := &items[k]
		row := slices.IndexFunc(t.Rows, func(r drift.Row) bool { return i.of(&r) })
		if row < 0 {
			return nil, false
		}
		a := Answer{ID: i.ID, Text: text(i)}
		if r := &t.Rows[row]; r.Kind != block.Message {
			a.Text = format.Spelled(t.Source, r.Source[0].Block, a.Text)
		}
		changes = append(changes, changeOf(t, row, a))
	}
	src, refused := apply(t, changes)
	return src, len(changes) > 0 && len(refused) == 0
}

// of reports whether an item is that of a row, or of one of its plural forms.
func (i *Item) of(r *drift.Row) bool {
	id := i.Article + "#" + r.ID
	return i.ID == id || r.Kind == block.Message && i.ID == id+":"+formOf(i.ID)
}

// Carry makes the changes that a tool can make in a translation, in one of its rows
// or, if row is "", in all, and returns the new bytes and how many rows that
// finishes. New labels of footnotes go through the whole text: they are given with all
// rows or not at all.
func Carry(t *xsync.Translation, row string) (src []byte, rows int) {
	repairs := fixes(t, t.SourceLanguage, t.Language)
	if row == "" {
		src, refused := apply(t, repairs.Changes)
		if len(refused) == 0 {
			return src, len(repairs.Finished())
		}
	}
	if repairs.Without != nil {
		repairs = *repairs.Without
	}
	var changes []Change
	for k := range repairs.Changes {
		one := repairs.Changes[k : k+1]
		if row != "" && one[0].Row.ID != row {
			continue
		}
		if _, refused := apply(t, one); len(refused) == 0 {
			changes = append(changes, one...)
		}
	}
	if len(changes) == 0 {
		return nil, 0
	}
	src, refused := apply(t, changes)
	return src, len(changes) - len(refused)
}
