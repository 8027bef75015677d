// Package applestrings is the format of the message files of Apple's systems: pairs of a
// key and a text in quotation marks, in UTF-8, in folders such as tr.lproj.
package applestrings

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Format is that of .strings files.
var Format = catalog.NewFormat("strings", catalog.Trees(notation{}), ".strings")

type notation struct{}

func (notation) Title() string { return "Apple strings" }

func (notation) Blank(string, *catalog.Catalog) string { return "" }

func (notation) Interpret(root *tree.Node, _ []byte, _ string) (*tree.Node, catalog.Dialect) {
	return root, catalog.Apple
}

func (notation) Braced() bool { return false }

// Pair is a line with a key and a text.
func (notation) Pair(_ *catalog.Writer, key, value string) string {
	return quoteText(key, "") + " = " + value + ";"
}

func (notation) Text(_ *catalog.Writer, text string) string { return quoteText(text, "") }

// Restyled writes a text in the place of another. It goes on over several lines if the
// other did. A key that had no text, since it was its own, gets one.
func (notation) Restyled(w *catalog.Writer, old block.Span, text string) string {
	if old.Len() == 0 {
		return " = " + quoteText(text, "")
	}
	keep := ""
	if strings.IndexByte(string(w.Src[old.Start:old.End]), '\n') >= 0 {
		keep = "\n"
	}
	return quoteText(text, keep)
}

// Add adds a line behind that of the message which it follows in the source.
func (n notation) Add(w *catalog.Writer, keys []string) error {
	_, texts := w.Forms("")
	if len(texts) != 1 {
		return fmt.Errorf("%s has no plural forms", n.Title())
	}
	key := strings.Join(keys, ".")
	return w.AddEntry([]string{key}, func(*tree.Node, []string, string) (string, error) {
		return w.NotesAbove(key) + n.Pair(w, key, n.Text(w, texts[0])), nil
	})
}

// quoteText writes a text in quotation marks; the characters to keep stand for
// themselves.
func quoteText(text, keep string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, u := range text {
		name := strings.IndexRune(controls, u)
		switch {
		case strings.ContainsRune(keep, u):
			b.WriteRune(u)
		case u == '"', u == '\\':
			b.WriteByte('\\')
			b.WriteRune(u)
		case name >= 0:
			b.WriteByte('\\')
			b.WriteByte(controlNames[name])
		case unicode.IsControl(u):
			fmt.Fprintf(&b, `\U%04X`, u)
		default:
			b.WriteRune(u)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// The control characters that have an escape of one letter, and these letters.
const (
	controls     = "\a\b\f\n\r\t\v"
	controlNames = "abfnrtv"
)
