package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// sentenceMarks end a sentence beside those of ASCII, where a blank follows: the
// ellipsis, and the marks of Arabic, Urdu, the scripts of India, Armenian and
// Ethiopic.
const sentenceMarks = "…؟۔।॥։።፧"

// countSentences counts the sentences of a text as well as a glance can: what ends in
// a full stop, question mark or exclamation mark before a word that does not begin
// in a small letter, or at the end. An abbreviation may count as one; texts that
// translate each other have about as many of them.
func countSentences(text string) int {
	n, open := 0, false
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			u, size := utf8.DecodeRuneInString(text[i:])
			i += size
			switch {
			case u == '。' || u == '！' || u == '？' || u == '｡':
				n, open = n+1, false
			case open && strings.ContainsRune(sentenceMarks, u) && endsSentence(text[i:]):
				n, open = n+1, false
			default:
				open = open || unicode.IsLetter(u)
			}
			continue
		}
		i++
		switch {
		case c == '[':
			i += max(referenceLength(text[i-1:])-1, 0)
		case c == '.' || c == '!' || c == '?':
			if open && endsSentence(text[i:]) {
				n, open = n+1, false
			}
		case !open:
			open = c == '_' || inline.InWord(rune(c))
		}
	}
	if open {
		n++
	}
	return n
}

// endsSentence reports whether a sentence may end before rest: behind quotation marks,
// brackets and marks of emphasis and notes there is a blank, and then no small
// letter; or there is nothing.
func endsSentence(rest string) bool {
	rest = strings.TrimLeft(rest, "\"'”’»)]*_.!?"+sentenceMarks)
	rest = rest[referenceLength(rest):]
	next := strings.TrimLeft(rest, " \n\u00a0")
	if next == "" {
		return true
	}
	u, _ := utf8.DecodeRuneInString(next)
	return len(next) < len(rest) && !unicode.IsLower(u)
}

// referenceLength is the number of bytes of a reference to a footnote that text begins
// with.
func referenceLength(text string) int {
	if !strings.HasPrefix(text, "[^") {
		return 0
	}
	return strings.IndexByte(text, ']') + 1
}

// Letters of an alphabet that a character of these scripts stands for: news in
// Chinese, Japanese and Korean have about a third, a half and slightly more than a
// half of the characters that they have in English.
const (
	hanLetters    = 3
	kanaLetters   = 2
	hangulLetters = 2
)

// lengthOf is the length of a text in letters of an alphabet, so that lengths can be
// compared whatever the texts are written in.
func lengthOf(text string) int {
	n := 0
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			n++
			i++
			continue
		}
		u, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case u < 0x3040:
			n++
		case u < 0x3100:
			n += kanaLetters
		case u >= 0xAC00 && u < 0xD7B0:
			n += hangulLetters
		case unicode.Is(unicode.Han, u):
			n += hanLetters
		default:
			n++
		}
	}
	return n
}
