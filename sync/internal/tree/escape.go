package tree

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
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

// EscapeLetters writes the letters of a text that are not ASCII as escapes in UTF-16 if the
// file that it goes into does: it has such escapes and no other letters than those of ASCII.
func EscapeLetters(file []byte, text string) string {
	isForeign := func(u rune) bool { return u >= utf8.RuneSelf }
	if !bytes.Contains(file, []byte(`\u`)) || bytes.ContainsFunc(file, isForeign) {
		return text
	}
	var b strings.Builder
	for _, u := range text {
		if !isForeign(u) {
			b.WriteRune(u)
			continue
		}
		for _, unit := range utf16.Encode([]rune{u}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
