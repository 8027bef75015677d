// Package json is the format of message catalogues in JSON: those of go-i18n,
// i18next and vue-i18n, and the bundles of Flutter.
package json

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Format is JSON.
var Format = catalog.NewFormat("json", catalog.Trees(notation{}), ".json")

type notation struct{}

func (notation) Title() string { return "JSON" }

func (notation) Blank(string, *catalog.Catalog) string { return "{}\n" }

func (notation) Interpret(root *tree.Node, src []byte, _ string) (*tree.Node, catalog.Dialect) {
	return root, catalog.DialectOf(root, src)
}

func (notation) Braced() bool { return true }

func (n notation) Pair(w *catalog.Writer, key, value string) string {
	return n.Text(w, key) + ": " + value
}

func (n notation) Restyled(w *catalog.Writer, _ block.Span, text string) string {
	return n.Text(w, text)
}

// Add adds a message to its table, or to the list that the file is.
func (n notation) Add(w *catalog.Writer, keys []string) error {
	if root := w.Catalog.Root; len(root.Items) == 1 && root.Items[0].Kind == tree.List && root.Items[0].Key == "" {
		return n.addToList(w, root.Items[0])
	}
	return w.AddEntry(keys, nil) // a table in braces has no lines of its own
}

// addToList adds a message to a list of messages that have their ids in them.
func (n notation) addToList(w *catalog.Writer, list *tree.Node) error {
	parts := []string{n.Pair(w, "id", n.Text(w, w.Edit.ID))}
	names, texts := w.Forms("")
	for k := range names {
		if names[k] == "" {
			names[k] = "other"
		}
		parts = append(parts, n.Pair(w, names[k], n.Text(w, texts[k])))
	}
	entry := "{" + strings.Join(parts, ", ") + "}"
	if count := len(list.Items); count > 0 {
		last := list.Items[count-1]
		w.Insert(last.Entry.End, ","+w.Space(last.Entry.Start)+entry)
		return nil
	}
	w.Insert(list.Value.Start+1, entry)
	return nil
}

// Text writes a text. In a file that has no other letters than those of
// ASCII and writes them as escapes, so are these.
func (notation) Text(w *catalog.Writer, text string) string {
	text = tree.Escape(text, "\"\\", "")
	text = strings.ReplaceAll(text, "\x7f", `\u007F`)
	return `"` + tree.EscapeLetters(w.Src, text) + `"`
}
