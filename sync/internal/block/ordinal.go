package block

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ordinalNouns are the words with a capital that a language writes behind an ordinal
// number with a point, "17. Jahrhundert", at the beginning of a sentence.
var ordinalNouns = strings.Fields(`Jahrhundert Jahrhunderts Jahrtausend Jahrtausends Januar Jänner Februar Feber März
	April Mai Juni Juli August September Oktober November Dezember`)

// GoesOnAsSentence reports whether the text behind a number with a point goes on with the
// sentence that an ordinal number begins, and is no item of a list: it begins with a small
// letter, or with a century or a month of a language that gives nouns a capital.
func GoesOnAsSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if unicode.IsLower(first) {
		return true
	}
	return BeginsWithOrdinalNoun(text)
}

// BeginsWithOrdinalNoun reports whether a text begins with a century or a month of a language
// that gives nouns a capital.
func BeginsWithOrdinalNoun(text string) bool {
	word := text
	if end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		word = text[:end]
	}
	return slices.Contains(ordinalNouns, word)
}
