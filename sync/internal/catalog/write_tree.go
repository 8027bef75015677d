package catalog

import (
	"fmt"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// pair is an entry with a value that is written already.
func (w *writer) pair(key, value string) string {
	switch w.c.Format {
	case TOML:
		return tomlKey(key) + " = " + value
	case JSON:
		return w.jsonText(key) + ": " + value
	}
	return yamlKey(key) + ": " + value
}

// fresh writes a text of which there was none before.
func (w *writer) fresh(text string) string {
	switch w.c.Format {
	case TOML:
		return tomlText(text, `"`)
	case JSON:
		return w.jsonText(text)
	}
	return yamlDouble(text)
}

// value writes a text in the place of another, in its style where that can be.
func (w *writer) value(old block.Span, text string) string {
	raw := string(w.src[old.Start:old.End])
	switch w.c.Format {
	case TOML:
		return tomlText(text, raw)
	case JSON:
		return w.jsonText(text)
	}
	return w.yamlText(text, raw, old)
}

// flow reports whether an entry stands in brackets, so that a comma parts it from
// the next: always in JSON, in the others if the table is written so.
func (w *writer) flow(table *node) bool {
	return w.c.Format == JSON || table.value.Len() > 0 && w.src[table.value.Start] == '{'
}

// prefix is what stands before the last name of a dotted key of TOML.
func (w *writer) prefix(n *node) string {
	if w.c.Format != TOML || n.keyAt < n.entry.Start {
		return ""
	}
	return string(w.src[n.entry.Start:n.keyAt])
}

// behind adds an entry to a table behind one that it has.
func (w *writer) behind(table, before *node, entry string) {
	switch {
	case w.c.Format == JSON:
		w.insert(before.entry.End, ","+w.space(before.keyAt)+entry)
	case w.flow(table):
		w.insert(before.entry.End, ", "+entry)
	default:
		w.insert(w.lineEnd(before.entry.End), w.newline()+w.indent(before)+w.prefix(before)+entry)
	}
}

// ahead adds an entry to a table before its first.
func (w *writer) ahead(first *node, entry string) {
	line := w.lineStart(first.entry.Start)
	switch blank := strings.TrimSpace(string(w.src[line:first.entry.Start])) == ""; {
	case w.c.Format == JSON:
		w.insert(first.keyAt, entry+","+w.space(first.keyAt))
	case blank:
		w.insert(first.entry.Start, w.prefix(first)+entry+w.newline()+w.indent(first))
	default:
		w.insert(first.entry.Start, entry+", ")
	}
}

// indent is the white space that the line of an entry begins with.
func (w *writer) indent(n *node) string {
	line := w.lineStart(n.entry.Start)
	return string(w.src[line : line+len(w.src[line:n.entry.Start])-len(strings.TrimLeft(string(w.src[line:n.entry.Start]), " \t"))])
}

// add adds a message to a tree.
func (w *writer) add() error {
	keys := w.edit.Keys
	if len(keys) == 0 {
		keys = []string{w.edit.ID}
	}
	if w.c.Format == TOML {
		return w.addTOML(keys)
	}
	table := w.c.root
	if w.c.Format == JSON && len(table.items) == 1 && table.items[0].kind == listNode && table.items[0].key == "" {
		return w.addToList(table.items[0])
	}
	for len(keys) > 1 {
		next := table.get(keys[0])
		if next == nil {
			break
		}
		if next.kind != tableNode {
			return fmt.Errorf("%s is no table", keys[0])
		}
		table, keys = next, keys[1:]
	}
	if len(table.items) == 0 {
		return w.addToEmpty(table, keys)
	}
	before := w.anchor(table)
	if w.c.Format == YAML && !w.flow(table) {
		w.behind(table, before, w.yamlEntry(keys, w.indent(before)))
		return nil
	}
	w.behind(table, before, w.flowEntry(keys, w.space(before.keyAt)))
	return nil
}

// anchor is the entry of a table behind which a new one stands.
func (w *writer) anchor(table *node) *node {
	after := w.c.Message(w.edit.After)
	for _, n := range table.items {
		if after != nil && len(after.Forms) > 0 {
			if s := after.Forms[len(after.Forms)-1].Span; n.entry.Start <= s.Start && s.End <= n.entry.End {
				return n
			}
		}
	}
	return table.items[len(table.items)-1]
}

// forms are the entries that the forms of a new message make, by key.
func (w *writer) forms(base string) (keys, texts []string) {
	for _, name := range append([]string{""}, formOrder...) {
		for _, f := range w.edit.Forms {
			if f.Name != name {
				continue
			}
			key := name
			if w.c.Dialect == I18next && name != "" {
				key = base + "_" + name
			}
			keys, texts = append(keys, key), append(texts, f.Text)
		}
	}
	return keys, texts
}

// flowEntry is an entry in brackets, with white space before it like that of its
// neighbours; forms of i18next are several entries.
func (w *writer) flowEntry(keys []string, space string) string {
	if len(keys) > 1 {
		inner := deeper(space)
		return w.pair(keys[0], "{"+inner+w.flowEntry(keys[1:], inner)+space+"}")
	}
	names, texts := w.forms(keys[0])
	switch {
	case names[0] == "":
		return w.pair(keys[0], w.fresh(texts[0]))
	case w.c.Dialect == Vue:
		return w.pair(keys[0], w.fresh(strings.Join(texts, between)))
	}
	inner := deeper(space)
	if w.c.Dialect == I18next {
		inner = space
	}
	parts := make([]string, len(names))
	for k := range names {
		parts[k] = w.pair(names[k], w.fresh(texts[k]))
	}
	entries := strings.Join(parts, ","+inner)
	if w.c.Dialect == I18next {
		return entries
	}
	return w.pair(keys[0], "{"+inner+entries+space+"}")
}

// deeper is white space with a line ending and a step more of indentation; other
// white space stays as it is.
func deeper(space string) string {
	k := strings.LastIndexByte(space, '\n')
	switch {
	case k < 0:
		return ""
	case strings.HasPrefix(space[k+1:], "\t"):
		return space[max(k-1, 0):] + "\t"
	}
	return space[k:] + "  "
}

// yamlEntry is an entry on lines of its own.
func (w *writer) yamlEntry(keys []string, indent string) string {
	step := w.newline() + indent + "  "
	if len(keys) > 1 {
		return yamlKey(keys[0]) + ":" + step + w.yamlEntry(keys[1:], indent+"  ")
	}
	names, texts := w.forms(keys[0])
	if names[0] == "" {
		return w.pair(keys[0], w.fresh(texts[0]))
	}
	out := yamlKey(keys[0]) + ":"
	for k := range names {
		out += step + w.pair(names[k], w.fresh(texts[k]))
	}
	return out
}

// addToList adds a message to a list of messages that have their ids in them.
func (w *writer) addToList(list *node) error {
	parts := []string{w.pair("id", w.fresh(w.edit.ID))}
	names, texts := w.forms("")
	for k := range names {
		if names[k] == "" {
			names[k] = "other"
		}
		parts = append(parts, w.pair(names[k], w.fresh(texts[k])))
	}
	entry := "{" + strings.Join(parts, ", ") + "}"
	if n := len(list.items); n > 0 {
		last := list.items[n-1]
		w.insert(last.entry.End, ","+w.space(last.entry.Start)+entry)
		return nil
	}
	w.insert(list.value.Start+1, entry)
	return nil
}

// addToEmpty adds a message to a table that has no entries.
func (w *writer) addToEmpty(table *node, keys []string) error {
	switch {
	case w.c.Format == JSON && table.value.Len() == 0:
		w.atEnd("{" + w.flowEntry(keys, "") + "}")
	case w.flow(table):
		w.insert(table.value.Start+1, w.flowEntry(keys, ""))
	case table != w.c.root:
		return fmt.Errorf("%s has no entries", table.key)
	default:
		w.atEnd(w.yamlEntry(keys, ""))
	}
	return nil
}

// atEnd adds lines at the end of the file.
func (w *writer) atEnd(lines string) {
	head := ""
	if n := len(w.src); n > 0 && w.src[n-1] != '\n' {
		head = w.newline()
	}
	w.insert(len(w.src), head+lines+w.newline())
}
