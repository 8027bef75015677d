package tree

import (
	"fmt"
	"strings"
	"unicode"
)

// Escape puts a backslash before some characters, and writes control characters
// but those to keep as escapes that TOML, JSON and YAML have.
func Escape(text, special, keep string) string {
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
