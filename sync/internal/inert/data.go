package inert

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// JSON is a text in JSON whose strings have escapes for what steers. It is the same
// value.
func JSON(data []byte) []byte {
	text := string(data)
	if len(Steering(text)) == 0 {
		return data
	}
	return []byte(replace(text, func(b *strings.Builder, u rune) {
		if u == ':' { // only a string can begin a line with one, and none begins a line
			b.WriteRune(u)
			return
		}
		fmt.Fprintf(b, `\u%04x`, u)
	}))
}

// XML is a text of an element or an attribute in XML, escaped already, with
// references for what steers. What XML forbids is for the caller to replace before.
func XML(text string) string {
	return replace(text, func(b *strings.Builder, u rune) {
		if u == utf8.RuneError || u < ' ' && u != '\r' {
			b.WriteRune(utf8.RuneError)
			return
		}
		fmt.Fprintf(b, "&#%d;", u)
	})
}

// Spell writes what steers as \u{1B}, for formats that have no escapes of their own
// and are read back by [Unspell]. A \u{…} that the text has itself, and that would
// be read so, gets its backslash spelt.
func Spell(text string) string {
	if strings.Contains(text, `\u{`) {
		text = spellOwn(text)
	}
	return replace(text, func(b *strings.Builder, u rune) { fmt.Fprintf(b, `\u{%X}`, u) })
}

// spellOwn spells the backslashes of the escapes in a text that are none of ours.
func spellOwn(text string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, `\u{`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if _, _, ok := spelt(after); ok {
			b.WriteString(`\u{5C}u{`)
		} else {
			b.WriteString(`\u{`)
		}
		text = after
	}
}

// Unspell is the inverse of [Spell]. Other escapes stay as they are: they are text.
func Unspell(text string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, `\u{`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if u, rest, ok := spelt(after); ok {
			b.WriteRune(u)
			text = rest
			continue
		}
		b.WriteString(`\u{`)
		text = after
	}
}

// spelt reads the digits of an escape that [Spell] writes.
func spelt(text string) (u rune, rest string, ok bool) {
	digits, _, ok := strings.Cut(text[:min(len(text), len("2029}"))], "}")
	if !ok || digits == "" {
		return 0, "", false
	}
	v, err := strconv.ParseUint(digits, 16, 16)
	u = rune(v)
	if err != nil || fmt.Sprintf("%X", v) != digits || !Steers(u) && u != ':' && u != '#' && u != '\\' {
		return 0, "", false
	}
	return u, text[len(digits)+1:], true
}
