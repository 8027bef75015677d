package catalog

import (
	"bytes"
	"cmp"
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
	Blank(lang string, like *Catalog) string
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
// its dialect, unless the source has no plural forms that would show it, and the tree has
// tables of them.
func (n treeNotation) Read(c *Catalog, src []byte, o block.Options) ([]Draft, error) {
	root, err := n.Parse(src)
	if err != nil {
		return nil, err
	}
	like := Of(o.Like)
	c.Root, c.Dialect = n.Interpret(root, src, c.Language)
	if like != nil && like.format.name == c.format.name && (c.Dialect != GoI18n || like.Dialect != I18next || like.hasPlurals()) {
		c.Dialect = like.Dialect
	}
	if c.step = stepOf(root, src); c.step == "" && like != nil {
		c.step = like.step
	}
	return c.interpretTree(like), nil
}

// hasPlurals reports whether a message of the catalogue has plural forms.
func (c *Catalog) hasPlurals() bool {
	for k := range c.Messages {
		if c.Messages[k].Plural() {
			return true
		}
	}
	return false
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
	case m.Plural() && w.Edit.Forms[0].Name == "":
		return w.foldForms(m)
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
		f.Name = m.nameOf(f)
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
		w.Insert(before.Entry.End, ","+w.spaceOf(before)+entry)
	case w.Flow(table):
		w.Insert(before.Entry.End, ", "+entry)
	default:
		w.Insert(w.LineEnd(before.Entry.End), w.Newline()+w.indentOf(before)+w.dottedPrefix(before)+entry)
	}
}

// spaceOf is the white space that parts the entries of a table in braces: what stands before
// one of them, or a blank where one stands behind its colon.
func (w *Writer) spaceOf(n *tree.Node) string {
	space := w.Space(n.KeyAt)
	if space == "" && bytes.IndexByte(w.Src[n.KeyAt:n.Value.Start], ' ') >= 0 {
		return " "
	}
	return space
}

// addAhead adds an entry to a table before its first.
func (w *Writer) addAhead(first *tree.Node, entry string) {
	start := first.Entry.Start
	if first.NoteAt.Len() > 0 {
		start = first.NoteAt.Start
	}
	line := w.LineStart(start)
	switch blank := strings.TrimSpace(string(w.Src[line:start])) == ""; {
	case w.tree.Braced():
		w.Insert(first.KeyAt, entry+","+w.spaceOf(first))
	case blank:
		bare := strings.TrimLeft(entry, "\r\n")
		entry = bare + entry[:len(entry)-len(bare)] // the blank line that parts it from the next
		w.Insert(start, w.dottedPrefix(first)+entry+w.Newline()+w.indentOf(first))
	default:
		w.Insert(first.Entry.Start, entry+", ")
	}
}

// indentOf is the white space that a line below an entry begins with: that of the line of
// the entry, and where this begins an item of a list, as much as stands before the entry.
func (w *Writer) indentOf(n *tree.Node) string {
	before := string(w.Src[w.LineStart(n.Entry.Start):n.Entry.Start])
	if strings.Trim(before, " \t-") == "" {
		return strings.ReplaceAll(before, "-", " ")
	}
	return before[:len(before)-len(strings.TrimLeft(before, " \t"))]
}

// Lines writes an entry to which keys lead as lines of their own with an indentation; like
// is the table of the source that has it, nil if there is none.
type Lines func(like *tree.Node, keys []string, indent string) (string, error)

// AddEntry adds a message to the table or the list that its keys lead to. Lines writes it
// where the table is not in braces.
func (w *Writer) AddEntry(keys []string, lines Lines) error {
	table, like := w.Catalog.Root, w.Edit.likeRoot()
	for len(keys) > 1 {
		next := table.Get(keys[0])
		if next == nil {
			break
		}
		if next.Kind != tree.Table && next.Kind != tree.List {
			return fmt.Errorf("%s is no table", keys[0])
		}
		table, like, keys = next, like.Get(keys[0]), keys[1:]
	}
	switch {
	case table.Kind == tree.List:
		return w.addItem(table, like, keys, lines)
	case len(table.Items) == 0:
		return w.addToEmpty(table, like, keys, lines)
	}
	before, ahead := w.anchorOf(table, like, keys[0])
	write := Lines(w.flowEntry)
	space := w.Space(before.KeyAt)
	if !w.Flow(table) {
		write, space = lines, w.indentOf(before)
	}
	entry, err := write(like, keys, space)
	switch {
	case err != nil:
	case ahead:
		w.addAhead(before, entry)
	default:
		w.addBehind(table, before, entry)
	}
	return err
}

// NotesAbove are the lines of comments that a new entry has above it: those of its source,
// with the blank line before them, but at the beginning of the file.
func (w *Writer) NotesAbove(key string) string {
	n := w.Edit.Like
	if !w.Noted || n == nil {
		return ""
	}
	own := n.Root.Get(key)
	if own == nil || own.NoteAt.Len() == 0 {
		return ""
	}
	src := n.Doc.Src
	lines := strings.ReplaceAll(string(src[own.NoteAt.Start:own.NoteAt.End]), "\r\n", "\n")
	above := bytes.TrimRight(src[:own.NoteAt.Start], " \t\r\n")
	if len(above) > 0 && len(w.Catalog.Messages) > 0 && bytes.Count(src[len(above):own.NoteAt.Start], []byte("\n")) > 1 {
		lines = "\n" + lines
	}
	return strings.ReplaceAll(lines, "\n", w.Newline())
}

// anchorOf is the entry of a table behind which a new one with a key stands, or ahead of
// which it does: the order is that of the source where it is known.
func (w *Writer) anchorOf(table, like *tree.Node, key string) (n *tree.Node, ahead bool) {
	if own := w.lastOf(like, key); own != nil {
		at := slices.Index(like.Items, own)
		for _, above := range slices.Backward(like.Items[:at]) {
			if n := w.lastOf(table, w.baseOf(above.Key)); n != nil {
				return n, false
			}
		}
		return table.Items[0], true
	}
	after := w.Catalog.Message(w.Edit.After)
	for _, n := range table.Items {
		if after != nil && len(after.Forms) > 0 {
			if s := after.Forms[len(after.Forms)-1].Span; n.Entry.Start <= s.Start && s.End <= n.Entry.End {
				return n, false
			}
		}
	}
	return table.Items[len(table.Items)-1], false
}

// lastOf is the entry of a table with a key, of a message of i18next that of its last form;
// nil if there is none.
func (w *Writer) lastOf(table *tree.Node, key string) *tree.Node {
	last := table.Get(key)
	if w.Catalog.Dialect != I18next {
		return last
	}
	for _, form := range formOrder {
		if n := table.Get(key + "_" + form); n != nil && (last == nil || n.Entry.End > last.Entry.End) {
			last = n
		}
	}
	return last
}

// baseOf is a key without the ending of a form of i18next.
func (w *Writer) baseOf(key string) string {
	if base, _ := cutPluralForm(key); w.Catalog.Dialect == I18next && base != "" {
		return base
	}
	return key
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
func (w *Writer) flowEntry(like *tree.Node, keys []string, space string) (string, error) {
	if len(keys) > 1 {
		below, err := w.flowBelow(like.Get(keys[0]), keys[1:], space)
		return w.tree.Pair(w, keys[0], below), err
	}
	return w.flowForms(keys[0], space), nil
}

// flowForms is the entry of a message in brackets.
func (w *Writer) flowForms(key, space string) string {
	names, texts := w.Forms(key)
	switch {
	case names[0] == "":
		return w.tree.Pair(w, key, w.tree.Text(w, texts[0]))
	case w.Catalog.Dialect == Vue:
		return w.tree.Pair(w, key, w.tree.Text(w, strings.Join(texts, between)))
	}
	inner := w.deeper(space)
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
	return w.tree.Pair(w, key, "{"+inner+entries+space+"}")
}

// deeper is white space with a line ending and a step more of indentation; other white
// space stays as it is.
func (w *Writer) deeper(space string) string {
	k := strings.LastIndexByte(space, '\n')
	switch {
	case k < 0:
		return ""
	case k > 0 && space[k-1] == '\r':
		k--
	}
	step := w.Catalog.step
	if strings.Contains(space[k:], "\t") {
		step = "\t"
	}
	return space[k:] + cmp.Or(step, "  ")
}

// stepOf is the indentation of the entries of a file, "" if they stand in one line.
func stepOf(root *tree.Node, src []byte) string {
	if len(root.Items) == 0 {
		return ""
	}
	before := src[:root.Items[0].KeyAt]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	if len(bytes.TrimLeft(line, " \t")) > 0 {
		return ""
	}
	return string(line)
}

// addToEmpty adds a message to a table that has no entries.
func (w *Writer) addToEmpty(table, like *tree.Node, keys []string, lines Lines) error {
	if table != w.Catalog.Root && !w.Flow(table) {
		return fmt.Errorf("%s has no entries", table.Key)
	}
	if table == w.Catalog.Root && !w.Flow(table) {
		indent := ""
		if table.Key != "" { // the messages stand below their language
			indent = "  "
		}
		entries, err := w.TableLines(like, keys, indent, lines)
		w.AtEnd(indent + entries)
		return err
	}
	outer := ""
	switch {
	case table != w.Catalog.Root:
		outer = w.Space(table.KeyAt)
	case w.Catalog.step != "":
		outer = w.Newline()
	}
	inner := w.deeper(outer)
	entry, err := w.flowEntry(like, keys, inner)
	switch {
	case inner == "":
		outer = ""
	case table.Value.Len() > 0 && bytes.IndexByte(w.Src[table.Value.Start:table.Value.End], '\n') >= 0:
		outer = "" // a line ending stands there
	}
	entry = strings.Join(w.withConstants(like, keys[0], entry), parting(inner))
	if table.Value.Len() == 0 { // of a file that is yet to be filled
		w.AtEnd("{" + inner + entry + outer + "}")
	} else {
		w.Insert(table.Value.Start+1, inner+entry+outer)
	}
	return err
}
