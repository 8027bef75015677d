package catalog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// foldForms makes a plain text of the forms of a message, whose source has none any more.
// A table that has more than forms, or that is written by its header, keeps "other",
// which says the same.
func (w *Writer) foldForms(m *Message) error {
	text, n := w.Edit.Forms[0].Text, m.Node
	switch {
	case w.Catalog.Dialect == Vue:
		if strings.Contains(text, "|") {
			return fmt.Errorf("a bar would part the text")
		}
		w.Put(m.Forms[0].Span, w.tree.Restyled(w, m.Forms[0].Span, text))
	case w.Catalog.Dialect == I18next:
		base := m.Keys[len(m.Keys)-1]
		isForm := func(c *tree.Node) bool { b, _ := cutPluralForm(c.Key); return b == base }
		first := slices.IndexFunc(n.Items, isForm)
		kept := n.Items[first]
		w.Put(kept.Entry, w.tree.Pair(w, base, w.tree.Restyled(w, kept.Value, text)))
		w.dropEntries(n, func(c *tree.Node) bool { return c != kept && isForm(c) })
	case n.Value.Len() > 0 && len(n.Items) == len(m.Forms):
		value, at := w.tree.Restyled(w, m.Forms[0].Span, text), n.Value
		if head := bytes.TrimRight(w.Src[n.KeyAt:at.Start], " \r\n"); !w.Flow(n) && bytes.HasSuffix(head, []byte(":")) {
			value, at.Start = " "+value, n.KeyAt+len(head) // on the line of the key
		}
		w.Put(at, value)
	default:
		other := m.Form("other")
		if other == nil {
			return errForms
		}
		w.Put(other.Span, w.tree.Restyled(w, other.Span, text))
		w.dropEntries(n, func(c *tree.Node) bool { return isForm(strings.ToLower(c.Key)) && c.Value != other.Span })
	}
	return nil
}

// dropEntries takes entries out of a table, which keeps at least one.
func (w *Writer) dropEntries(table *tree.Node, dropped func(*tree.Node) bool) {
	last := len(table.Items) - 1 // the last that is kept
	for last > 0 && dropped(table.Items[last]) {
		last--
	}
	for k, n := range table.Items {
		switch {
		case !dropped(n):
		case !w.Flow(table):
			end := w.LineEnd(n.End())
			w.Put(block.Span{Start: w.LineStart(n.Entry.Start), End: min(end+len(w.Newline()), len(w.Src))}, "")
		case k < last:
			w.Put(block.Span{Start: n.Entry.Start, End: table.Items[k+1].Entry.Start}, "")
		default:
			w.Put(block.Span{Start: table.Items[k-1].Entry.End, End: n.Entry.End}, "")
		}
	}
}
