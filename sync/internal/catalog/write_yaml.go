package catalog

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/xsync-project/xsync/sync/internal/block"
)

func yamlKey(key string) string {
	if yamlPlain(key) {
		return key
	}
	return yamlDouble(key)
}

// yamlDouble writes a text in double quotation marks.
func yamlDouble(text string) string {
	return `"` + strings.ReplaceAll(escaped(text, "\"\\", ""), "\u0085", `\u0085`) + `"`
}

// yamlWords are texts that some readers of YAML take for something else.
var yamlWords = map[string]bool{
	"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true, "true": true, "false": true, "null": true, "~": true,
}

// yamlPlain reports whether a text can stand without quotation marks, in a flow
// mapping too.
func yamlPlain(text string) bool {
	if text == "" || yamlWords[strings.ToLower(text)] || strings.ContainsFunc(text, unicode.IsControl) || strings.TrimSpace(text) != text || strings.ContainsAny(text, "\u2028\u2029\ufeff") {
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

// yamlText writes a text in the style of an old value, where that can be.
func (w *writer) yamlText(text, old string, at block.Span) string {
	special := strings.ContainsFunc(text, func(u rune) bool {
		return unicode.IsControl(u) && u != '\n' || u == '\u2028' || u == '\u2029' || u == '\ufeff'
	})
	switch {
	case special:
	case old != "" && strings.IndexByte("|>", old[0]) >= 0:
		if lines, ok := w.yamlBlock(text, at); ok {
			return lines
		}
	case strings.HasPrefix(old, "'") && !strings.Contains(text, "\n"):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case !strings.HasPrefix(old, `"`) && yamlPlain(text):
		return text
	}
	return yamlDouble(text)
}

// yamlBlock writes a text on lines of its own behind "|", as deep as the old ones.
func (w *writer) yamlBlock(text string, at block.Span) (string, bool) {
	body := strings.TrimRight(text, "\n")
	ends := len(text) - len(body)
	first := w.lineEnd(at.Start)
	lines := strings.TrimLeft(string(w.src[first:at.End]), "\r\n")
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
		out += w.newline()
		if l != "" {
			out += indent + l
		}
	}
	return out, true
}
