package queue

import (
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// Place puts a text for each of some items of one row into the translation, without
// asking more of it than that it stays one segment, and returns the new bytes. It
// reports false if it would not, or if there is no such row.
func Place(t *xsync.Translation, items []Item, text func(*Item) string) (src []byte, ok bool) {
	var taken []Taken
	for k := range items {
		i := &items[k]
		row := slices.IndexFunc(t.Rows, func(r drift.Row) bool { return i.of(&r) })
		if row < 0 {
			return nil, false
		}
		v := Taken{Answer: Answer{ID: i.ID, Text: text(i)}, Row: &t.Rows[row]}
		if v.Row.Kind == block.Message {
			v.Form = formOf(i.ID)
		} else {
			v.Answer.Text = format.Spelled(t.Source, v.Row.Source[0].Block, v.Answer.Text)
		}
		taken = append(taken, v)
	}
	src, refused := Apply(t, taken)
	return src, len(taken) > 0 && len(refused) == 0
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
	repairs := Fixes(t, t.SourceLanguage, t.Language)
	if row == "" {
		src, refused := format.Apply(t.Target, repairs.Edits)
		if len(refused) == 0 {
			return src, len(repairs.Done)
		}
	}
	if repairs.Without != nil {
		repairs = *repairs.Without
	}
	var edits []edit.Edit
	for k, r := range repairs.Done {
		one := repairs.Edits[k : k+1]
		if row != "" && r.ID != row {
			continue
		}
		if _, refused := format.Apply(t.Target, one); len(refused) == 0 {
			edits = append(edits, one...)
		}
	}
	if len(edits) == 0 {
		return nil, 0
	}
	src, refused := format.Apply(t.Target, edits)
	return src, len(edits) - len(refused)
}
