package catalog

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonText writes a text. In a file that has no other letters than those of
// ASCII and writes them as escapes, so are these.
func (w *writer) jsonText(text string) string {
	text = escaped(text, "\"\\", "")
	text = strings.ReplaceAll(text, "\x7f", `\u007F`)
	if !bytes.Contains(w.src, []byte(`\u`)) || !ascii(w.src) {
		return `"` + text + `"`
	}
	var b strings.Builder
	for _, u := range text {
		switch {
		case u < utf8.RuneSelf:
			b.WriteRune(u)
		case u > 0xFFFF:
			x, y := utf16.EncodeRune(u)
			fmt.Fprintf(&b, `\u%04x\u%04x`, x, y)
		default:
			fmt.Fprintf(&b, `\u%04x`, u)
		}
	}
	return `"` + b.String() + `"`
}

func ascii(b []byte) bool {
	return bytes.IndexFunc(b, func(u rune) bool { return u >= utf8.RuneSelf }) < 0
}
