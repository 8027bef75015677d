package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Edit says what the forms of a message are to be.
type Edit struct {
	ID string
	// Forms have names and texts. A form that the message has gets the text, one
	// that it has not is added; the other forms stay.
	Forms []Form
	// Keys lead to a message that is to be added to a tree, see [Message]; nil
	// means one key, which is the id.
	Keys []string
	// Plural is the msgid_plural of a message that is to be added to a gettext
	// catalogue.
	Plural string
	// After is the id of a message behind which one that is to be added should
	// stand. Where that cannot be it stands at the end.
	After string
}

// Replace returns the bytes of a catalogue with some forms replaced or added, and
// every other byte as it was, but for the flag of gettext that says that a
// message was guessed, which an edited one loses. The result is read again
// before it is returned: it has the texts that were asked for, and all others as
// before, or there is an error.
func Replace(c *Catalog, edits []Edit) ([]byte, error) {
	var cuts []splice
	for k := range edits {
		e := &edits[k]
		if slices.ContainsFunc(edits[:k], func(x Edit) bool { return x.ID == e.ID }) {
			return nil, fmt.Errorf("%s: two edits of one message", Shown(e.ID))
		}
		w := writer{c: c, src: c.Doc.Src, edit: e}
		if err := w.write(); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", c.Path, Shown(e.ID), err)
		}
		cuts = append(cuts, w.cuts...)
	}
	out, err := spliced(c.Doc.Src, cuts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Path, err)
	}
	return out, c.confirm(out, edits)
}

// splice puts a text in the place of some bytes.
type splice struct {
	block.Span
	text string
}

// spliced carries splices out. Of those at one place the first stands first.
func spliced(src []byte, cuts []splice) ([]byte, error) {
	slices.SortStableFunc(cuts, func(a, b splice) int { return cmp.Compare(a.Start, b.Start) })
	var out []byte
	at := 0
	for _, s := range cuts {
		if s.Start < at {
			return nil, fmt.Errorf("two edits meet at byte %d", s.Start)
		}
		out = append(out, src[at:s.Start]...)
		out = append(out, s.text...)
		at = s.End
	}
	return append(out, src[at:]...), nil
}

// confirm reads an edited catalogue and compares it with what it should be.
func (c *Catalog) confirm(src []byte, edits []Edit) error {
	now, err := Parse(c.Path, src, c.Language, Options{Like: c})
	if err != nil {
		return err
	}
	want := map[string]map[string]string{}
	for k := range c.Messages {
		want[c.Messages[k].ID] = texts(c.Messages[k].Forms)
	}
	for _, e := range edits {
		if want[e.ID] == nil {
			want[e.ID] = map[string]string{}
		}
		_, plain := want[e.ID][""]
		for _, f := range e.Forms {
			if want[e.ID][f.Name] = f.Text; f.Text == "" {
				delete(want[e.ID], f.Name)
			}
			if f.Name != "" && plain {
				delete(want[e.ID], "")
			}
		}
	}
	if len(now.Messages) != len(want) {
		return fmt.Errorf("%s: it would have %d messages, not %d", c.Path, len(now.Messages), len(want))
	}
	for k := range now.Messages {
		m := &now.Messages[k]
		if now.Dialect == Vue && len(m.Forms) > 2 && m.Form("other") == nil {
			delete(want[m.ID], "other")
		}
		if !sameTexts(want[m.ID], texts(m.Forms)) {
			return fmt.Errorf("%s: %s cannot be written here", c.Path, Shown(m.ID))
		}
	}
	return nil
}

// texts are the forms that say something.
func texts(forms []Form) map[string]string {
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

// writer makes the splices of an edit.
type writer struct {
	c    *Catalog
	src  []byte
	edit *Edit
	cuts []splice
}

func (w *writer) put(s block.Span, text string) { w.cuts = append(w.cuts, splice{s, text}) }

func (w *writer) insert(at int, text string) { w.put(block.Span{Start: at, End: at}, text) }

var errForms = fmt.Errorf("no forms, or two texts for one")

func (w *writer) write() error {
	seen := map[string]bool{}
	for _, f := range w.edit.Forms {
		if seen[f.Name] || f.Name != "" && !isForm(f.Name) && w.c.Format != PO {
			return errForms
		}
		seen[f.Name] = true
	}
	if len(seen) == 0 || seen[""] && len(seen) > 1 {
		return errForms
	}
	m := w.c.Message(w.edit.ID)
	switch {
	case w.c.Format == PO && m == nil:
		return w.addEntry()
	case w.c.Format == PO:
		return w.entry(m)
	case m == nil:
		return w.add()
	case w.c.Dialect == Vue && (len(m.Forms) > 1 || len(w.edit.Forms) > 1):
		return w.choices(m)
	}
	return w.message(m)
}

// message replaces or adds the forms of a message of a tree.
func (w *writer) message(m *Message) error {
	plain := m.Form("")
	if plain != nil && w.edit.Forms[0].Name != "" {
		return w.unfold(m)
	}
	forms := slices.Clone(w.edit.Forms)
	sortForms(forms)
	var fresh []Form
	for _, f := range forms {
		if f.Name == "" && plain == nil {
			f.Name = "other"
		}
		old := m.Form(f.Name)
		if old == nil {
			fresh = append(fresh, f)
			continue
		}
		if old.Text != f.Text {
			w.put(old.Span, w.value(old.Span, f.Text))
		}
	}
	for _, f := range fresh {
		w.form(m, f)
	}
	return nil
}

// unfold makes a table of forms of a plain text, or, in i18next, an entry for
// each.
func (w *writer) unfold(m *Message) error {
	n := m.node
	forms := slices.Clone(w.edit.Forms)
	sortForms(forms)
	if w.c.Dialect == I18next {
		parts := make([]string, len(forms))
		for k, f := range forms {
			parts[k] = w.pair(n.key+"_"+f.Name, w.fresh(f.Text))
		}
		w.put(n.entry, strings.Join(parts, ","+w.space(n.keyAt)))
		return nil
	}
	parts := make([]string, len(forms))
	for k, f := range forms {
		parts[k] = w.pair(f.Name, w.fresh(f.Text))
	}
	w.put(n.value, "{"+strings.Join(parts, ", ")+"}")
	return nil
}

// choices writes all forms of a message of vue-i18n. Once it has those of all
// whole numbers, "other" has no place.
func (w *writer) choices(m *Message) error {
	forms := slices.Clone(m.Forms)
	for _, f := range w.edit.Forms {
		k := slices.IndexFunc(forms, func(x Form) bool { return x.Name == f.Name })
		switch {
		case strings.Contains(f.Text, "|"):
			return fmt.Errorf("a bar would part the text")
		case k < 0:
			forms = append(forms, f)
		default:
			forms[k].Text = f.Text
		}
	}
	whole := wholeForms(w.c.Language)
	all := !slices.ContainsFunc(whole, func(name string) bool {
		return !slices.ContainsFunc(forms, func(f Form) bool { return f.Name == name })
	})
	forms = slices.DeleteFunc(forms, func(f Form) bool {
		return f.Name == "" || all && f.Name != "zero" && !slices.Contains(whole, f.Name)
	})
	sortForms(forms)
	span := m.Forms[0].Span
	w.put(span, w.value(span, joined(forms)))
	return nil
}

func joined(forms []Form) string {
	out := make([]string, len(forms))
	for k, f := range forms {
		out[k] = f.Text
	}
	return strings.Join(out, between)
}

// form adds a form to a message that has others.
func (w *writer) form(m *Message, f Form) {
	key, items := f.Name, m.node.items
	if w.c.Dialect == I18next {
		base := m.Keys[len(m.Keys)-1]
		key = base + "_" + f.Name
		items = slices.DeleteFunc(slices.Clone(items), func(n *node) bool { b, _ := ending(n.key); return b != base })
	}
	rank := slices.Index(formOrder, f.Name)
	var before *node
	for _, n := range items {
		name := strings.ToLower(n.key)
		if _, form := ending(n.key); w.c.Dialect == I18next {
			name = form
		}
		if r := slices.Index(formOrder, name); r < rank && (before == nil || n.entry.End > before.entry.End) {
			before = n
		}
	}
	entry := w.pair(key, w.fresh(f.Text))
	if before == nil {
		w.ahead(items[0], entry)
		return
	}
	w.behind(m.node, before, entry)
}

// space is the white space before an offset.
func (w *writer) space(at int) string {
	start := at
	for start > 0 && strings.IndexByte(" \t\r\n", w.src[start-1]) >= 0 {
		start--
	}
	return string(w.src[start:at])
}

// lineStart is where the line of an offset begins.
func (w *writer) lineStart(at int) int {
	for at > 0 && w.src[at-1] != '\n' {
		at--
	}
	return at
}

// lineEnd is where the line of an offset ends, before its line ending.
func (w *writer) lineEnd(at int) int {
	at += lineEnd(w.src[at:])
	if at > 0 && at < len(w.src) && w.src[at-1] == '\r' {
		at--
	}
	return at
}

// newline is the line ending of the file.
func (w *writer) newline() string {
	if k := lineEnd(w.src); k > 0 && k < len(w.src) && w.src[k-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
