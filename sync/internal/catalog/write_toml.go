package catalog

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

var bareKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func tomlKey(key string) string {
	if bareKey.MatchString(key) {
		return key
	}
	return tomlText(key, `"`)
}

// tomlText writes a text in the style of an old value: on several lines, or in
// single quotation marks if nothing in it needs an escape.
func tomlText(text, old string) string {
	control := strings.ContainsFunc(text, func(u rune) bool { return unicode.IsControl(u) && u != '\t' })
	switch {
	case strings.HasPrefix(old, `"""`):
		return `"""` + "\n" + tomlLines(text) + `"""`
	case strings.HasPrefix(old, "'") && !control && !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return `"` + escaped(text, "\"\\", "") + `"`
}

// tomlLines escapes a text between triple quotation marks, in which line ends
// may stand.
func tomlLines(text string) string {
	text = escaped(text, `\`, "\n")
	text = strings.ReplaceAll(text, `"""`, `""\"`)
	if strings.HasSuffix(text, `"`) {
		text = text[:len(text)-1] + `\"`
	}
	return text
}

// escaped puts a backslash before some characters, and writes control characters
// but those to keep as escapes that TOML, JSON and YAML have.
func escaped(text, special, keep string) string {
	var b strings.Builder
	for _, u := range text {
		switch {
		case strings.ContainsRune(keep, u) && keep != "":
			b.WriteRune(u)
		case strings.ContainsRune(special, u):
			b.WriteByte('\\')
			b.WriteRune(u)
		case u == '\n':
			b.WriteString(`\n`)
		case u == '\t':
			b.WriteString(`\t`)
		case u == '\r':
			b.WriteString(`\r`)
		case unicode.IsControl(u), u == '\u2028', u == '\u2029', u == '\ufeff':
			fmt.Fprintf(&b, `\u%04X`, u)
		default:
			b.WriteRune(u)
		}
	}
	return b.String()
}

// addTOML adds a message. Plain texts stand with those of their table, and so do
// forms where others have dotted keys; else a message with forms is a table of
// its own, at the end, or behind another such.
func (w *writer) addTOML(keys []string) error {
	names, texts := w.forms("")
	table, own := w.tomlTable(keys[:len(keys)-1])
	key := tomlKey(keys[len(keys)-1])
	if at := w.tomlPlace(table); own && at >= 0 && (names[0] == "" || dotted(table)) {
		lines := ""
		for k := range names {
			name := key
			if names[k] != "" {
				name += "." + names[k]
			}
			lines += w.newline() + name + " = " + w.fresh(texts[k])
		}
		if len(w.src) == 0 {
			lines = strings.TrimLeft(lines, "\r\n") + w.newline()
		}
		w.insert(at, lines)
		return nil
	}
	if names[0] == "" {
		names[0] = "other"
	}
	header := make([]string, len(keys))
	for k := range keys {
		header[k] = tomlKey(keys[k])
	}
	lines := "[" + strings.Join(header, ".") + "]"
	for k := range names {
		lines += w.newline() + w.pair(names[k], w.fresh(texts[k]))
	}
	if after := w.c.Message(w.edit.After); after != nil && after.node.kind == tableNode && after.node.entry.Len() > 0 && !w.flow(after.node) {
		w.insert(w.lineEnd(endOf(after.node)), w.newline()+w.newline()+lines)
		return nil
	}
	if len(bytes.TrimSpace(w.src)) > 0 {
		lines = w.newline() + lines
	}
	w.atEnd(lines)
	return nil
}

// tomlTable is the table that keys lead to, and whether it has lines of its own:
// the root has, and what has a header.
func (w *writer) tomlTable(keys []string) (table *node, own bool) {
	table = w.c.root
	for _, key := range keys {
		next := table.get(key)
		if next == nil || next.kind != tableNode {
			return table, false
		}
		table = next
	}
	return table, len(keys) == 0 || table.entry.Len() > 0 && !w.flow(table)
}

// headed reports whether a table of TOML has a header.
func (n *node) headed() bool { return n.kind == tableNode && n.entry.Len() > 0 && n.value.Len() == 0 }

// dotted reports whether a table has messages whose forms have dotted keys.
func dotted(table *node) bool {
	for _, n := range table.items {
		if n.kind == tableNode && n.entry.Len() == 0 && isMessage(n) {
			return true
		}
	}
	return false
}

// endOf is where the last entry of a table ends.
func endOf(n *node) int {
	end := n.entry.End
	for _, c := range n.items {
		end = max(end, endOf(c))
	}
	return end
}

// tomlPlace is the end of the line behind which a line of a table can stand: of
// the message it should follow if that is one of the table's own lines, else of
// the last of these; -1 if there is none.
func (w *writer) tomlPlace(table *node) int {
	after := w.c.Message(w.edit.After)
	at := -1
	if table.entry.Len() > 0 {
		at = table.entry.End
	}
	for _, n := range table.items {
		if n.headed() || n.kind == listNode && n.value.Len() == 0 {
			continue
		}
		if after != nil && after.node == n {
			return w.lineEnd(endOf(n))
		}
		at = max(at, endOf(n))
	}
	switch {
	case at >= 0:
		return w.lineEnd(at)
	case len(bytes.TrimSpace(w.src)) == 0:
		return len(w.src)
	}
	return -1
}
