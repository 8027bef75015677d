// Package properties is the format of the message files of Java: lines with a key and a
// text (the format of java.util.Properties, in UTF-8 as resource bundles are read since
// Java 9).
package properties

import (
	"fmt"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Format is that of .properties files.
var Format = catalog.NewFormat("properties", catalog.Trees(notation{}), ".properties")

type notation struct{}

func (notation) Title() string { return "Java properties" }

func (notation) Blank(string, *catalog.Catalog) string { return "" }

func (notation) Interpret(root *tree.Node, _ []byte, _ string) (*tree.Node, catalog.Dialect) {
	return root, catalog.Java
}

func (notation) Braced() bool { return false }

// Pair parts key and text as the first line of the file does.
func (notation) Pair(w *catalog.Writer, key, value string) string {
	return escapeKey(key) + separator(w) + value
}

func (notation) Text(w *catalog.Writer, text string) string { return escapeText(w.Src, text) }

// Restyled writes a text behind its key, from which it is parted if there was none.
func (notation) Restyled(w *catalog.Writer, old block.Span, text string) string {
	parted := old.Start == 0 || strings.IndexByte("=: \t\f\n", w.Src[old.Start-1]) >= 0
	if parted || old.Len() > 0 {
		return escapeText(w.Src, text)
	}
	return separator(w) + escapeText(w.Src, text)
}

// Add adds a line behind that of the message which it follows in the source.
func (n notation) Add(w *catalog.Writer, keys []string) error {
	names, texts := w.Forms("")
	if len(names) != 1 {
		return fmt.Errorf("%s has no plural forms", n.Title())
	}
	key := strings.Join(keys, ".")
	line := w.NotesAbove(key) + n.Pair(w, key, n.Text(w, texts[0]))
	return w.AddEntry([]string{key}, func(*tree.Node, []string, string) (string, error) { return line, nil })
}

// separator is what stands between key and text in the first line that has both, of the
// file or of its source.
func separator(w *catalog.Writer) string {
	files := []*catalog.Catalog{w.Catalog}
	if w.Edit.Like != nil && w.Edit.Like.Dialect == w.Catalog.Dialect {
		files = append(files, w.Edit.Like)
	}
	for _, c := range files {
		for _, n := range c.Root.Items {
			head := string(c.Doc.Src[n.KeyAt:n.Value.Start])
			core := strings.TrimRight(head, " \t\f=:")
			if sep := head[len(core):]; strings.ContainsAny(sep, "=:") && !strings.HasSuffix(core, `\`) {
				return sep
			}
		}
	}
	return "="
}

func escapeKey(key string) string {
	var b strings.Builder
	for k, u := range key {
		if strings.ContainsRune("\\=: \t\f", u) || k == 0 && strings.ContainsRune("#!", u) {
			b.WriteByte('\\')
		}
		b.WriteRune(u)
	}
	return b.String()
}

// escapeText writes a text on one line. A blank at its beginning would be lost.
func escapeText(file []byte, text string) string {
	text = tree.Escape(text, `\`, "")
	if strings.HasPrefix(text, " ") {
		text = `\` + text
	}
	return tree.EscapeLetters(file, text)
}
