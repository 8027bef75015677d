package anchor

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// comment matches the beginning of one of HTML or MDX.
var comment = regex.Lazy(`<!--|\{/\*`)

// Concealed lists what of a translation a reader does not see, or sees in another order, and what
// none of the known texts has: comments ("<!--"), blanks of no width within words ("U+200B"), and
// writing from right to left without a letter of such a script ("U+2067").
func Concealed(translation string, c Context, known ...string) []string {
	return textsLacking(concealed(translation, c), known, func(text string) []string { return concealed(text, c) })
}

func concealed(text string, c Context) []string {
	var out []string
	if !c.Code && !c.Message && strings.ContainsAny(text, "<{") {
		out = append(out, comment.FindAllString(withoutCode(text), -1)...)
	}
	if !strings.ContainsAny(text, "\u200B\u2060\uFEFF\u202B\u2067") {
		return distinctTexts(out)
	}
	leftwards := strings.ContainsFunc(text, isLeftwards)
	for i, u := range text {
		switch u {
		case '\u200B', '\u2060', '\uFEFF':
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(u):])
			if isSpaced(before) && isSpaced(after) {
				out = append(out, fmt.Sprintf("U+%04X", u))
			}
		case '\u202B', '\u2067':
			if !leftwards {
				out = append(out, fmt.Sprintf("U+%04X", u))
			}
		}
	}
	return distinctTexts(out)
}

// isSpaced reports whether a character is of a script that puts spaces between words, so that
// no word has a place for a blank of no width.
func isSpaced(u rune) bool {
	return unicode.In(u, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Georgian)
}

// isLeftwards reports whether a letter is of a script that is written from right to left.
func isLeftwards(u rune) bool {
	return unicode.In(u, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
}
