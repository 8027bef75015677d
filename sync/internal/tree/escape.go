package tree

import (
	"bytes"
	"fmt"
	"strconv"
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

// UnescapeLetters reads the escapes of UTF-16 in a row that a text begins with, as \u and
// four hexadecimal digits, and returns how many bytes they are: 0 if there is none.
func UnescapeLetters[T string | []byte](text T) (plain string, length int) {
	const size = len(`\u0000`)
	var units []uint16
	for len(text) >= length+size && text[length] == '\\' && text[length+1] == 'u' {
		unit, err := strconv.ParseUint(string(text[length+len(`\u`):length+size]), 16, 16)
		if err != nil {
			break
		}
		units = append(units, uint16(unit))
		length += size
	}
	return string(utf16.Decode(units)), length
}
