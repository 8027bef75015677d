// Package inert makes texts of strangers harmless for the medium that they are
// written to: a terminal, the log of a CI server, JSON, XML, a table, a comment in
// Markdown. What an article, a file name, a key or another program says is shown,
// and steers nothing.
//
// The law of all functions: none of the places that [Steering] finds in their
// argument steers in their result. Those for formats that are read back (JSON, XML,
// [Spell]) lose nothing; the others put a visible sign in its place. Joiners and
// the marks that Arabic, Hebrew, Persian and emoji need (ZWJ, ZWNJ, LRM, RLM, ALM)
// are text and stay.
package inert

import (
	"strings"
	"unicode/utf8"
)

// Steers reports whether a character alone can steer the terminal or the reader's
// eye: controls of C0 and C1 but for line end and tab, delete, the separators of
// lines and paragraphs, and what embeds, overrides or isolates a direction.
func Steers(u rune) bool {
	switch {
	case u == '\n' || u == '\t':
		return false
	case u < ' ' || u >= 0x7F && u < 0xA0:
		return true
	case u == '\u2028' || u == '\u2029':
		return true
	}
	return directs(u)
}

// directs reports whether a character embeds, overrides or isolates a direction of
// writing, or is one of the withdrawn controls beside these.
func directs(u rune) bool {
	return u >= '\u202A' && u <= '\u202E' || u >= '\u2066' && u <= '\u206F'
}

// Steering are the offsets of all that steers in a text: characters as [Steers]
// has them, bytes that are not UTF-8, the first colon of a command at the beginning
// of a line ("::add-mask::x") and the first sign of a command of a log ("##[",
// "##vso[", "##teamcity[").
func Steering(text string) []int {
	if clean(text) {
		return nil
	}
	var out []int
	begins := true // only white space stands before in the line
	for i, u := range text {
		switch {
		case u == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"), Steers(u):
			out = append(out, i)
			continue
		case u == ':' && begins && isCommand(text[i:]), u == '#' && isLogCommand(text[i:]):
			out = append(out, i)
		}
		begins = u == '\n' || begins && (u == ' ' || u == '\t' || u == '\u00A0' || u == '\u3000' || u == '\uFEFF' || u == mark)
	}
	return out
}

// clean reports whether a text is UTF-8 without characters that steer, and has neither of
// the signs that commands begin with. It may say no where there is nothing.
func clean(text string) bool {
	wide := false
	for i := range len(text) {
		c := text[i]
		if ordinary[c] {
			continue
		}
		switch {
		case c < ' ' && c != '\n' && c != '\t' || c == 0x7F:
			return false
		case (c == ':' || c == '#') && i > 0 && c == text[i-1]:
			return false
		case c < utf8.RuneSelf:
		case c == 0xC2 || c == 0xE2:
			if u, _ := utf8.DecodeRuneInString(text[i:]); Steers(u) {
				return false
			}
			wide = true
		default: // no character that begins so steers
			wide = true
		}
	}
	return !wide || utf8.ValidString(text)
}

// ordinary are the ASCII characters that steer nothing, wherever they stand.
var ordinary = func() (set [256]bool) {
	for c := byte(' '); c < 0x7F; c++ {
		set[c] = c != ':' && c != '#'
	}
	return set
}()

// isCommand reports whether a line begins with a workflow command of GitHub
// Actions: "::name::" or "::name key=value::".
func isCommand(text string) bool {
	rest, ok := strings.CutPrefix(text, "::")
	if !ok {
		return false
	}
	line, _, _ := strings.Cut(rest, "\n")
	head, _, ok := strings.Cut(line, "::")
	return ok && head != "" && head[0] != ' ' && head[0] != ':'
}

// isLogCommand reports whether a text begins as commands do that a log of GitHub,
// Azure Pipelines or TeamCity obeys anywhere in a line.
func isLogCommand(text string) bool {
	rest, ok := strings.CutPrefix(text, "##")
	if !ok {
		return false
	}
	name := strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return len(rest)-len(name) <= len("teamcity") && strings.HasPrefix(name, "[")
}

// replace writes a text with something else for each character that steers.
func replace(text string, instead func(b *strings.Builder, u rune)) string {
	places := Steering(text)
	if len(places) == 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 2*len(places))
	from := 0
	for _, at := range places {
		b.WriteString(text[from:at])
		u, size := utf8.DecodeRuneInString(text[at:])
		instead(&b, u)
		from = at + size
	}
	b.WriteString(text[from:])
	return b.String()
}

// Page is a text for a web page: what steers the eye becomes U+FFFD. Commands of a
// log mean nothing there and stay.
func Page(text string) string {
	if clean(text) {
		return text
	}
	return strings.Map(func(u rune) rune {
		if Steers(u) {
			return utf8.RuneError
		}
		return u
	}, text)
}
