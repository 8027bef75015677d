// Package toml is the format of go-i18n's message files in TOML.
package toml

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Format is TOML.
var Format = catalog.NewFormat("toml", catalog.Trees(notation{}), ".toml")

type notation struct{}

func (notation) Title() string { return "TOML" }

func (notation) Blank(string, *catalog.Catalog) string { return "" }

func (notation) Parse(src []byte) (*tree.Node, error) { return tree.ReadTOML(src) }

func (notation) Interpret(root *tree.Node, _ []byte, _ string) (*tree.Node, catalog.Dialect) {
	return root, catalog.GoI18n
}

func (notation) Braced() bool { return false }

func (notation) Pair(_ *catalog.Writer, key, value string) string {
	return keyText(key) + " = " + value
}

func (notation) Text(_ *catalog.Writer, text string) string { return value(text, `"`) }

func (notation) Restyled(w *catalog.Writer, old block.Span, text string) string {
	return value(text, string(w.Src[old.Start:old.End]))
}

var bareKey = regex.Lazy(`^[A-Za-z0-9_-]+$`)

// keyText writes a key, in quotation marks if it needs them.
func keyText(name string) string {
	if bareKey.MatchString(name) {
		return name
	}
	return value(name, `"`)
}

// value writes a text in the style of an old value: on several lines, or in
// single quotation marks if nothing in it needs an escape.
func value(text, old string) string {
	control := strings.ContainsFunc(text, func(u rune) bool { return unicode.IsControl(u) && u != '\t' })
	switch {
	case strings.HasPrefix(old, `"""`):
		return `"""` + "\n" + lines(text) + `"""`
	case strings.HasPrefix(old, "'") && !control && !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return `"` + tree.Escape(text, "\"\\", "") + `"`
}

// lines escapes a text between triple quotation marks, in which line ends
// may stand.
func lines(text string) string {
	text = tree.Escape(text, `\`, "\n")
	text = strings.ReplaceAll(text, `"""`, `""\"`)
	if strings.HasSuffix(text, `"`) {
		text = text[:len(text)-1] + `\"`
	}
	return text
}

// Add adds a message. Plain texts stand with those of their table, and so do
// forms where others have dotted keys; else a message with forms is a table of
// its own, at the end, or behind another such.
func (notation) Add(w *catalog.Writer, keys []string) error {
	if w.Edit.IsListed() {
		return fmt.Errorf("%s stands in a list", catalog.Shown(w.Edit.ID))
	}
	names, texts := w.Forms("")
	there, own := tableOf(w, keys[:len(keys)-1])
	key := keyText(keys[len(keys)-1])
	if at := placeIn(w, there); own && at >= 0 && (names[0] == "" || dotted(there)) {
		added := ""
		for k := range names {
			name := key
			if names[k] != "" {
				name += "." + names[k]
			}
			added += w.Newline() + name + " = " + value(texts[k], `"`)
		}
		if len(w.Src) == 0 {
			added = strings.TrimLeft(added, "\r\n") + w.Newline()
		}
		w.Insert(at, added)
		return nil
	}
	table, above := keys, w.Edit.Table()
	switch {
	case names[0] == "" && above != nil && headed(above):
		table, names[0] = keys[:len(keys)-1], keys[len(keys)-1]
	case names[0] == "":
		names[0] = "other"
	}
	header := make([]string, len(table))
	for k := range table {
		header[k] = keyText(table[k])
	}
	added := "[" + strings.Join(header, ".") + "]"
	for k := range names {
		added += w.Newline() + keyText(names[k]) + " = " + value(texts[k], `"`)
	}
	if after := w.Catalog.Message(w.Edit.After); after != nil && after.Node.Kind == tree.Table && after.Node.Entry.Len() > 0 && !w.Flow(after.Node) {
		w.Insert(w.LineEnd(after.Node.End()), w.Newline()+w.Newline()+added)
		return nil
	}
	if len(bytes.TrimSpace(w.Src)) > 0 {
		added = w.Newline() + added
	}
	w.AtEnd(added)
	return nil
}

// tableOf is the table that keys lead to, and whether it has lines of its own:
// the root has, and what has a header.
func tableOf(w *catalog.Writer, keys []string) (table *tree.Node, own bool) {
	table = w.Catalog.Root
	for _, key := range keys {
		next := table.Get(key)
		if next == nil || next.Kind != tree.Table {
			return table, false
		}
		table = next
	}
	return table, len(keys) == 0 || table.Entry.Len() > 0 && !w.Flow(table)
}

// headed reports whether a table has a header.
func headed(n *tree.Node) bool {
	return n.Kind == tree.Table && n.Entry.Len() > 0 && n.Value.Len() == 0
}

// dotted reports whether a table has messages whose forms have dotted keys.
func dotted(table *tree.Node) bool {
	for _, n := range table.Items {
		if n.Kind == tree.Table && n.Entry.Len() == 0 && catalog.IsMessage(n) {
			return true
		}
	}
	return false
}

// placeIn is the end of the line behind which a line of a table can stand: of
// the message it should follow if that is one of the table's own lines, else of
// the last of these; -1 if there is none.
func placeIn(w *catalog.Writer, table *tree.Node) int {
	after := w.Catalog.Message(w.Edit.After)
	at := -1
	if table.Entry.Len() > 0 {
		at = table.Entry.End
	}
	for _, n := range table.Items {
		if headed(n) || n.Kind == tree.List && n.Value.Len() == 0 {
			continue
		}
		if after != nil && after.Node == n {
			return w.LineEnd(n.End())
		}
		at = max(at, n.End())
	}
	switch {
	case at >= 0:
		return w.LineEnd(at)
	case len(bytes.TrimSpace(w.Src)) == 0:
		return len(w.Src)
	}
	return -1
}
