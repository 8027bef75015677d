package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// TreeNotation is how the files of a format are written that are trees.
type TreeNotation interface {
	// Title and Blank are those of [Notation].
	Title() string
	Blank(lang string) string
	// Parse reads the tree. An error is a [*tree.Fault].
	Parse(src []byte) (*tree.Node, error)
	// Interpret is the table that holds the messages, and how these write plural
	// forms.
	Interpret(root *tree.Node, src []byte, lang string) (*tree.Node, Dialect)
	// Braced reports whether every table stands in braces.
	Braced() bool
	// Pair is an entry with a value that is written already.
	Pair(w *Writer, key, value string) string
	// Text writes a text of which there was none before.
	Text(w *Writer, text string) string
	// Restyled writes a text in the place of another, in its style where that can
	// be.
	Restyled(w *Writer, old block.Span, text string) string
	// Add adds the message of the writer's change, to which the keys lead.
	Add(w *Writer, keys []string) error
}

// Trees is the notation of files that are trees.
func Trees(n TreeNotation) Notation { return treeNotation{n} }

type treeNotation struct{ TreeNotation }

// Read finds the messages of a tree. One in the format of its source is written in
// its dialect.
func (n treeNotation) Read(c *Catalog, src []byte, o block.Options) ([]Draft, error) {
	root, err := n.Parse(src)
	if err != nil {
		return nil, err
	}
	like := Of(o.Like)
	c.Root, c.Dialect = n.Interpret(root, src, c.Language)
	if like != nil && like.format.name == c.format.name {
		c.Dialect = like.Dialect
	}
	return c.interpretTree(like), nil
}

// Write makes the patches of a change.
func (n treeNotation) Write(w *Writer, m *Message) error {
	w.tree = n.TreeNotation
	switch {
	case m == nil:
		keys := w.Edit.Keys
		if len(keys) == 0 {
			keys = []string{w.Edit.ID}
		}
		return n.Add(w, keys)
	case w.Catalog.Dialect == Vue && (len(m.Forms) > 1 || len(w.Edit.Forms) > 1):
		return w.writeChoices(m)
	}
	return w.writeMessage(m)
}

// writeMessage replaces or adds the forms of a message of a tree.
func (w *Writer) writeMessage(m *Message) error {
	plain := m.Form("")
	if plain != nil && w.Edit.Forms[0].Name != "" {
		return w.unfoldForms(m)
	}
	forms := slices.Clone(w.Edit.Forms)
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
			w.Put(old.Span, w.tree.Restyled(w, old.Span, f.Text))
		}
	}
	for _, f := range fresh {
		w.addForm(m, f)
	}
	return nil
}

// unfoldForms makes a table of forms of a plain text, or, in i18next, an entry for
// each.
func (w *Writer) unfoldForms(m *Message) error {
	n := m.Node
	forms := slices.Clone(w.Edit.Forms)
	sortForms(forms)
	if w.Catalog.Dialect == I18next {
		parts := make([]string, len(forms))
		for k, f := range forms {
			parts[k] = w.tree.Pair(w, n.Key+"_"+f.Name, w.tree.Text(w, f.Text))
		}
		w.Put(n.Entry, strings.Join(parts, ","+w.Space(n.KeyAt)))
		return nil
	}
	parts := make([]string, len(forms))
	for k, f := range forms {
		parts[k] = w.tree.Pair(w, f.Name, w.tree.Text(w, f.Text))
	}
	w.Put(n.Value, "{"+strings.Join(parts, ", ")+"}")
	return nil
}

// writeChoices writes all forms of a message of vue-i18n. Once it has those of all
// whole numbers, "other" has no place.
func (w *Writer) writeChoices(m *Message) error {
	forms := slices.Clone(m.Forms)
	for _, f := range w.Edit.Forms {
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
	whole := WholeForms(w.Catalog.Language)
	all := !slices.ContainsFunc(whole, func(name string) bool {
		return !slices.ContainsFunc(forms, func(f Form) bool { return f.Name == name })
	})
	forms = slices.DeleteFunc(forms, func(f Form) bool {
		return f.Name == "" || all && f.Name != "zero" && !slices.Contains(whole, f.Name)
	})
	sortForms(forms)
	span := m.Forms[0].Span
	w.Put(span, w.tree.Restyled(w, span, joinForms(forms)))
	return nil
}

func joinForms(forms []Form) string {
	out := make([]string, len(forms))
	for k, f := range forms {
		out[k] = f.Text
	}
	return strings.Join(out, between)
}

// addForm adds a form to a message that has others.
func (w *Writer) addForm(m *Message, f Form) {
	key, items := f.Name, m.Node.Items
	if w.Catalog.Dialect == I18next {
		base := m.Keys[len(m.Keys)-1]
		key = base + "_" + f.Name
		items = slices.DeleteFunc(slices.Clone(items), func(n *tree.Node) bool { b, _ := cutPluralForm(n.Key); return b != base })
	}
	rank := slices.Index(formOrder, f.Name)
	var before *tree.Node
	for _, n := range items {
		name := strings.ToLower(n.Key)
		if _, form := cutPluralForm(n.Key); w.Catalog.Dialect == I18next {
			name = form
		}
		if r := slices.Index(formOrder, name); r < rank && (before == nil || n.Entry.End > before.Entry.End) {
			before = n
		}
	}
	entry := w.tree.Pair(w, key, w.tree.Text(w, f.Text))
	if before == nil {
		w.addAhead(items[0], entry)
		return
	}
	w.addBehind(m.Node, before, entry)
}

// Flow reports whether an entry stands in brackets, so that a comma parts it from
// the next: always in JSON, in
// other formats if the table is written so.
func (w *Writer) Flow(table *tree.Node) bool {
	return w.tree.Braced() || table.Value.Len() > 0 && w.Src[table.Value.Start] == '{'
}

// dottedPrefix is what stands before the last name of a dotted key of TOML.
func (w *Writer) dottedPrefix(n *tree.Node) string {
	return string(w.Src[n.Entry.Start:max(n.KeyAt, n.Entry.Start)])
}

// addBehind adds an entry to a table behind one that it has.
func (w *Writer) addBehind(table, before *tree.Node, entry string) {
	switch {
	case w.tree.Braced():
		w.Insert(before.Entry.End, ","+w.Space(before.KeyAt)+entry)
	case w.Flow(table):
		w.Insert(before.Entry.End, ", "+entry)
	default:
		w.Insert(w.LineEnd(before.Entry.End), w.Newline()+w.indentOf(before)+w.dottedPrefix(before)+entry)
	}
}

// addAhead adds an entry to a table before its first.
func (w *Writer) addAhead(first *tree.Node, entry string) {
	line := w.LineStart(first.Entry.Start)
	switch blank := strings.TrimSpace(string(w.Src[line:first.Entry.Start])) == ""; {
	case w.tree.Braced():
		w.Insert(first.KeyAt, entry+","+w.Space(first.KeyAt))
	case blank:
		w.Insert(first.Entry.Start, w.dottedPrefix(first)+entry+w.Newline()+w.indentOf(first))
	default:
		w.Insert(first.Entry.Start, entry+", ")
	}
}

// indentOf is the white space that the line of an entry begins with.
func (w *Writer) indentOf(n *tree.Node) string {
	line := w.LineStart(n.Entry.Start)
	return string(w.Src[line : line+len(w.Src[line:n.Entry.Start])-len(strings.TrimLeft(string(w.Src[line:n.Entry.Start]), " \t"))])
}

// AddEntry adds a message to the table that its keys lead to. Lines writes it as
// lines of their own, where the table is not in braces.
func (w *Writer) AddEntry(keys []string, lines func(keys []string, indent string) string) error {
	table := w.Catalog.Root
	for len(keys) > 1 {
		next := table.Get(keys[0])
		if next == nil {
			break
		}
		if next.Kind != tree.Table {
			return fmt.Errorf("%s is no table", keys[0])
		}
		table, keys = next, keys[1:]
	}
	if len(table.Items) == 0 {
		return w.addToEmpty(table, keys, lines)
	}
	before := w.anchorOf(table)
	if w.Flow(table) {
		w.addBehind(table, before, w.flowEntry(keys, w.Space(before.KeyAt)))
		return nil
	}
	w.addBehind(table, before, lines(keys, w.indentOf(before)))
	return nil
}

// anchorOf is the entry of a table behind which a new one stands.
func (w *Writer) anchorOf(table *tree.Node) *tree.Node {
	after := w.Catalog.Message(w.Edit.After)
	for _, n := range table.Items {
		if after != nil && len(after.Forms) > 0 {
			if s := after.Forms[len(after.Forms)-1].Span; n.Entry.Start <= s.Start && s.End <= n.Entry.End {
				return n
			}
		}
	}
	return table.Items[len(table.Items)-1]
}

// Forms are the entries that the forms of a new message make, by key.
func (w *Writer) Forms(base string) (keys, texts []string) {
	for _, name := range append([]string{""}, formOrder...) {
		for _, f := range w.Edit.Forms {
			if f.Name != name {
				continue
			}
			key := name
			if w.Catalog.Dialect == I18next && name != "" {
				key = base + "_" + name
			}
			keys, texts = append(keys, key), append(texts, f.Text)
		}
	}
	return keys, texts
}

// flowEntry is an entry in brackets, with white space before it like that of its
// neighbours; forms of i18next are several entries.
func (w *Writer) flowEntry(keys []string, space string) string {
	if len(keys) > 1 {
		inner := deeperIndent(space)
		return w.tree.Pair(w, keys[0], "{"+inner+w.flowEntry(keys[1:], inner)+space+"}")
	}
	names, texts := w.Forms(keys[0])
	switch {
	case names[0] == "":
		return w.tree.Pair(w, keys[0], w.tree.Text(w, texts[0]))
	case w.Catalog.Dialect == Vue:
		return w.tree.Pair(w, keys[0], w.tree.Text(w, strings.Join(texts, between)))
	}
	inner := deeperIndent(space)
	if w.Catalog.Dialect == I18next {
		inner = space
	}
	parts := make([]string, len(names))
	for k := range names {
		parts[k] = w.tree.Pair(w, names[k], w.tree.Text(w, texts[k]))
	}
	entries := strings.Join(parts, ","+inner)
	if w.Catalog.Dialect == I18next {
		return entries
	}
	return w.tree.Pair(w, keys[0], "{"+inner+entries+space+"}")
}

// deeperIndent is white space with a line ending and a step more of indentation; other
// white space stays as it is.
func deeperIndent(space string) string {
	k := strings.LastIndexByte(space, '\n')
	switch {
	case k < 0:
		return ""
	case strings.HasPrefix(space[k+1:], "\t"):
		return space[max(k-1, 0):] + "\t"
	}
	return space[k:] + "  "
}

// addToEmpty adds a message to a table that has no entries.
func (w *Writer) addToEmpty(table *tree.Node, keys []string, lines func(keys []string, indent string) string) error {
	switch {
	case w.tree.Braced() && table.Value.Len() == 0:
		w.AtEnd("{" + w.flowEntry(keys, "") + "}")
	case w.Flow(table):
		w.Insert(table.Value.Start+1, w.flowEntry(keys, ""))
	case table != w.Catalog.Root:
		return fmt.Errorf("%s has no entries", table.Key)
	default:
		w.AtEnd(lines(keys, ""))
	}
	return nil
}
