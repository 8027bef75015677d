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

// addTOML adds a message. Plain texts stand with those of their table; a message
// with forms is a table of its own, at the end, or behind another such.
func (w *writer) addTOML(keys []string) error {
	names, texts := w.forms("")
	if names[0] == "" {
		if at, ok := w.tomlPlace(keys[:len(keys)-1]); ok {
			w.insert(at, w.newline()+w.pair(keys[len(keys)-1], w.fresh(texts[0])))
			return nil
		}
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
		last := after.node.entry.End
		for _, n := range after.node.items {
			last = max(last, n.entry.End)
		}
		w.insert(w.lineEnd(last), w.newline()+w.newline()+lines)
		return nil
	}
	if len(bytes.TrimSpace(w.src)) > 0 {
		lines = w.newline() + lines
	}
	w.atEnd(lines)
	return nil
}

// tomlPlace is the end of the line behind which a plain text of a table can
// stand: of the message it should follow if that is one of the table's own
// lines, else of the last of these.
func (w *writer) tomlPlace(above []string) (int, bool) {
	table := w.c.root
	for _, key := range above {
		next := table.get(key)
		if next == nil || next.kind != tableNode {
			return 0, false
		}
		table = next
	}
	if len(above) > 0 && (table.entry.Len() == 0 || w.flow(table)) {
		return 0, false
	}
	after := w.c.Message(w.edit.After)
	at := -1
	for _, n := range table.items {
		own := n.kind == textNode || w.flow(n)
		if !own || n.value.Len() == 0 {
			continue
		}
		at = max(at, n.entry.End)
		if after != nil && after.node == n {
			return w.lineEnd(n.entry.End), true
		}
	}
	if at < 0 && len(above) > 0 {
		at = table.entry.End
	}
	if at < 0 && len(table.items) == 0 {
		return len(w.src), len(bytes.TrimSpace(w.src)) == 0
	}
	if at < 0 {
		return 0, false
	}
	return w.lineEnd(at), true
}
