// Package yaml is the format of message catalogues in YAML: those of go-i18n and
// of Rails.
package yaml

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Format is YAML.
var Format = catalog.NewFormat("yaml", catalog.Trees(notation{}), ".yaml", ".yml")

type notation struct{}

func (notation) Title() string { return "YAML" }

// Blank begins with the language where the source does.
func (notation) Blank(lang string, like *catalog.Catalog) string {
	if like == nil || like.Root.Key == "" {
		return ""
	}
	return keyText(lang) + ":\n"
}

// Interpret steps into the language with which a file of Rails begins.
func (notation) Interpret(root *tree.Node, _ []byte, lang string) (*tree.Node, catalog.Dialect) {
	if len(root.Items) != 1 || !catalog.SameTag(root.Items[0].Key, lang) {
		return root, catalog.GoI18n
	}
	switch first := root.Items[0]; {
	case first.Kind == tree.Table:
		root = first
	case first.Kind == tree.Other && first.Value.Len() == 0: // it has no messages yet
		first.Kind, root = tree.Table, first
	}
	return root, catalog.GoI18n
}

func (notation) Braced() bool { return false }

func (notation) Pair(_ *catalog.Writer, key, value string) string {
	return keyText(key) + ": " + value
}

func (notation) Text(_ *catalog.Writer, text string) string { return quoted(text) }

func (notation) Restyled(w *catalog.Writer, old block.Span, text string) string {
	return restyled(w, text, string(w.Src[old.Start:old.End]), old)
}

// Add adds a message to its table.
func (n notation) Add(w *catalog.Writer, keys []string) error {
	var lines catalog.Lines
	lines = func(like *tree.Node, keys []string, indent string) (string, error) {
		return n.entryLines(w, like, keys, indent, lines)
	}
	return w.AddEntry(keys, lines)
}

// entryLines are the lines of an entry.
func (n notation) entryLines(w *catalog.Writer, like *tree.Node, keys []string, indent string, lines catalog.Lines) (string, error) {
	step := w.Newline() + indent + "  "
	if len(keys) > 1 {
		below := like.Get(keys[0])
		if below == nil || below.Kind != tree.List {
			text, err := w.TableLines(below, keys[1:], indent+"  ", lines)
			return keyText(keys[0]) + ":" + step + text, err
		}
		text, err := w.ItemLines(below, keys[1:], 0, indent+"  ", lines)
		return keyText(keys[0]) + ":" + text, err
	}
	names, texts := w.Forms(keys[0])
	if names[0] == "" {
		return n.Pair(w, keys[0], quoted(texts[0])), nil
	}
	out := keyText(keys[0]) + ":"
	for k := range names {
		out += step + n.Pair(w, names[k], quoted(texts[k]))
	}
	return out, nil
}

// keyText writes a key, in quotation marks if it needs them.
func keyText(key string) string {
	if isPlain(key) {
		return key
	}
	return quoted(key)
}

// quoted writes a text in double quotation marks.
func quoted(text string) string {
	return `"` + strings.ReplaceAll(tree.Escape(text, "\"\\", ""), "\u0085", `\u0085`) + `"`
}

// notTexts are texts that some readers of YAML take for something else.
var notTexts = map[string]bool{
	"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true, "true": true, "false": true, "null": true, "~": true,
}

// isPlain reports whether a text can stand without quotation marks, in a flow
// mapping too.
func isPlain(text string) bool {
	if text == "" || notTexts[strings.ToLower(text)] || strings.ContainsFunc(text, unicode.IsControl) || strings.TrimSpace(text) != text || strings.ContainsAny(text, "\u2028\u2029\ufeff") {
		return false
	}
	for _, doc := range []string{"k: " + text + "\n", "{k: " + text + "}\n", text + ": k\n"} {
		var n yaml.Node
		if yaml.Unmarshal([]byte(doc), &n) != nil || len(n.Content) != 1 || len(n.Content[0].Content) != 2 {
			return false
		}
		value := n.Content[0].Content[1]
		if doc[0] != 'k' && doc[0] != '{' {
			value = n.Content[0].Content[0]
		}
		if value.Kind != yaml.ScalarNode || value.ShortTag() != "!!str" || value.Value != text || value.Style != 0 {
			return false
		}
	}
	return true
}

// restyled writes a text in the style of an old value, where that can be.
func restyled(w *catalog.Writer, text, old string, at block.Span) string {
	special := strings.ContainsFunc(text, func(u rune) bool {
		return unicode.IsControl(u) && u != '\n' || u == '\u2028' || u == '\u2029' || u == '\ufeff'
	})
	switch {
	case special:
	case old != "" && strings.IndexByte("|>", old[0]) >= 0:
		if lines, ok := literal(w, text, at); ok {
			return lines
		}
	case strings.HasPrefix(old, "'") && !strings.Contains(text, "\n"):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case !strings.HasPrefix(old, `"`) && isPlain(text):
		return text
	}
	return quoted(text)
}

// literal writes a text on lines of its own behind "|", as deep as the old ones.
func literal(w *catalog.Writer, text string, at block.Span) (string, bool) {
	body := strings.TrimRight(text, "\n")
	ends := len(text) - len(body)
	first := w.LineEnd(at.Start)
	lines := strings.TrimLeft(string(w.Src[first:at.End]), "\r\n")
	indent := lines[:len(lines)-len(strings.TrimLeft(lines, " "))]
	if body == "" || indent == "" || ends > 1 || strings.HasPrefix(strings.TrimLeft(body, "\n"), " ") || body[0] == '\n' {
		return "", false
	}
	head := "|-"
	if ends == 1 {
		head = "|"
	}
	out := head
	for l := range strings.SplitSeq(body, "\n") {
		out += w.Newline()
		if l != "" {
			out += indent + l
		}
	}
	return out, true
}
