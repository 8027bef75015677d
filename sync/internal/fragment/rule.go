package fragment

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Rule makes the id of a heading from what is read of it.
type Rule func(text string) string

// Rules are the common ones, the most common first.
var Rules = []Rule{GitHub, VitePress, Python}

// GitHub is the rule of GitHub, and of Docusaurus, Astro, Hugo, kramdown for GitHub and
// pymdownx in essence: small letters, without marks but "-" and "_", a hyphen for each
// blank (github-slugger).
func GitHub(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == 'İ':
			b.WriteString("i\u0307") // as Unicode lowers it outside Turkish
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// VitePress is the rule of VitePress and VuePress: without accents, a hyphen for all
// marks and blanks between two words (@mdit-vue/shared).
func VitePress(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f || unicode.IsControl(r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
	text = strings.Trim(vitePressMarks.ReplaceAllString(text, "-"), "-")
	if text != "" && text[0] >= '0' && text[0] <= '9' {
		text = "_" + text
	}
	return strings.ToLower(text)
}

var vitePressMarks = regex.Lazy("[\\s~`!@#$%^&*()\\-_+=\\[\\]{}|\\\\;:\"'“”‘’<>,.?/]+")

// Python is the rule of Python-Markdown, and so of MkDocs: letters of other alphabets
// are left out.
func Python(text string) string {
	text = strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || r != ' ' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
	return pythonBlanks.ReplaceAllString(strings.ToLower(strings.TrimSpace(text)), "-")
}

var pythonBlanks = regex.Lazy(`[-\s]+`)
