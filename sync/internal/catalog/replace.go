package catalog

import (
	"fmt"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Edit says what the forms of a message are to be: it joins the changes of a file, see
// [edit.Edit], that one message has, for the notation to write.
type Edit struct {
	ID string
	// Forms have names and texts. A form that the message has gets the text, one
	// that it has not is added; the other forms stay, unless the text is for a message
	// without any.
	Forms []Form
	// Keys lead to a message that is to be added to a tree, see [Message]; nil
	// means one key, which is the id.
	Keys []string
	// Like is the catalogue of the source, which says what of Keys are places in lists; nil
	// if none are.
	Like *Catalog
	// Plural is the msgid_plural of a message that is to be added to a gettext
	// catalogue.
	Plural string
	// After is the id of a message behind which one that is to be added should
	// stand. Where that cannot be it stands at the end.
	After string

	noted bool // the message gets the comments of the source, see [Writer]
	from  int  // of what lengthens a list: the place behind what others add before it
}

// Replace returns the bytes of a catalogue with some forms replaced or added, and
// every other byte as it was, but for the flag of gettext that says that a
// message was guessed, which an edited one loses, with the lines of what it was
// guessed from. The result is read again
// before it is returned: it has the texts that were asked for, and all others as
// before, or there is an error.
func Replace(c *Catalog, edits []Edit) ([]byte, error) {
	var patches []edit.Patch
	for k := range edits {
		e := &edits[k]
		if slices.ContainsFunc(edits[:k], func(x Edit) bool { return x.ID == e.ID }) {
			return nil, fmt.Errorf("%s: two edits of one message", Shown(e.ID))
		}
		w := &Writer{Catalog: c, Src: c.Doc.Src, Edit: e, Noted: e.noted}
		if err := w.writeChanges(); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", c.Path, Shown(e.ID), err)
		}
		patches = append(patches, w.patches...)
	}
	out, ok := edit.Splice(c.Doc.Src, patches)
	if !ok {
		return nil, fmt.Errorf("%s: two edits meet", c.Path)
	}
	return out, c.confirmEdits(out, edits)
}

// isNotedLike reports whether new messages get the comments of the source: if the catalogue has
// them at those that it has, or has no messages yet.
func (c *Catalog) isNotedLike(source *Catalog) bool {
	if source == nil || source.format.name != c.format.name {
		return false
	}
	noted := len(c.Messages) == 0
	for k := range c.Messages {
		if s := source.Message(c.Messages[k].ID); s != nil && s.Note != "" {
			if c.Messages[k].Note == "" {
				return false
			}
			noted = true
		}
	}
	return noted
}

// confirmEdits reads an edited catalogue and compares it with what it should be.
func (c *Catalog) confirmEdits(src []byte, edits []Edit) error {
	now, err := c.readAgain(src)
	if err != nil {
		return err
	}
	want := map[string]map[string]string{}
	for k := range c.Messages {
		want[c.Messages[k].ID] = textsOf(c.Messages[k].Forms)
	}
	for _, e := range edits {
		if want[e.ID] == nil {
			want[e.ID] = map[string]string{}
		}
		m := c.Message(e.ID)
		if m != nil && m.Plural() && e.Forms[0].Name == "" {
			want[e.ID] = map[string]string{} // it becomes a plain one
		}
		_, plain := want[e.ID][""]
		for _, f := range e.Forms {
			f.Name = m.nameOf(f)
			if want[e.ID][f.Name] = f.Text; f.Text == "" {
				delete(want[e.ID], f.Name)
			}
			if f.Name != "" && plain {
				delete(want[e.ID], "")
			}
		}
	}
	if again := repeatedKey(now.Root); again != "" && repeatedKey(c.Root) == "" {
		return fmt.Errorf("%s: there would be two entries %s", c.Path, again)
	}
	if len(now.Messages) != len(want) {
		return fmt.Errorf("%s: it would have %d messages, not %d", c.Path, len(now.Messages), len(want))
	}
	for k := range now.Messages {
		m := &now.Messages[k]
		if now.Dialect == Vue && len(m.Forms) > 2 && m.Form("other") == nil {
			delete(want[m.ID], "other")
		}
		if !sameTexts(want[m.ID], textsOf(m.Forms)) {
			return fmt.Errorf("%s: %s cannot be written here", c.Path, Shown(m.ID))
		}
	}
	return nil
}

// nameOf is the name by which a message that may be none yet gets a form: its only form may be
// "other", as in the tables of go-i18n.
func (m *Message) nameOf(f Form) string {
	if m != nil && f.Name == "" && !m.Plural() && m.Form("") == nil {
		return "other"
	}
	return f.Name
}

// repeatedKey is a key that a table of a tree has twice, "" if there is none.
func repeatedKey(n *tree.Node) string {
	if n == nil {
		return ""
	}
	seen := make(map[string]bool, len(n.Items))
	for _, c := range n.Items {
		if n.Kind == tree.Table && seen[c.Key] {
			return c.Key
		}
		seen[c.Key] = true
		if again := repeatedKey(c); again != "" {
			return again
		}
	}
	return ""
}

// textsOf are the forms that say something.
func textsOf(forms []Form) map[string]string {
	out := map[string]string{}
	for _, f := range forms {
		if f.Text != "" {
			out[f.Name] = f.Text
		}
	}
	return out
}

// sameTexts compares the forms of a message; a message that has only "other" may
// be written as a plain one.
func sameTexts(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, text := range a {
		got, ok := b[name]
		if !ok && len(a) == 1 {
			other := map[string]string{"": "other", "other": ""}[name]
			got, ok = b[other]
		}
		if !ok || got != text {
			return false
		}
	}
	return true
}

var errForms = fmt.Errorf("no forms, or two texts for one")

// writeChanges makes the patches of a change.
func (w *Writer) writeChanges() error {
	seen := map[string]bool{}
	for _, f := range w.Edit.Forms {
		if seen[f.Name] || f.Name != "" && !isForm(f.Name) && w.Catalog.Dialect != Gettext {
			return errForms
		}
		seen[f.Name] = true
	}
	if len(seen) == 0 || seen[""] && len(seen) > 1 {
		return errForms
	}
	return w.Catalog.format.notation.Write(w, w.Catalog.Message(w.Edit.ID))
}
