package inline

import (
	"unicode"
	"unicode/utf8"
)

// WordLength is the number of bytes of the word that a text begins with, 0 if it
// begins with none. A word is a run of letters, marks and digits. An apostrophe or
// a low line between two of them belongs to it, as do a full stop and a comma
// between digits. In scripts that write no spaces between words each character is
// one, with its marks.
//
// This is the segmentation of UAX #29 but for three rules, which suit texts of
// people who write for people: a colon or full stop between letters parts words
// ("e.g.", "std:vector"), a low line at the edge is markup, and katakana goes by
// characters like the scripts around it. It is the one definition of a word for
// diffs, memory and alignment. Counts have another, that of translators; see
// [Count].
func WordLength(text string) int {
	n := 0
	var last rune
	for n < len(text) {
		if c := text[n]; c < utf8.RuneSelf {
			if !isLetter(c) && !isDigit(c) && !(n > 0 && joins(last, rune(c), text[n+1:])) {
				return n
			}
			last = rune(c)
			n++
			continue
		}
		u, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case !InWord(u):
			if u != '’' || n == 0 || !joins(last, '\'', text[n+size:]) {
				return n
			}
		case IsDense(u):
			if n > 0 {
				return n
			}
			return size + marksLength(text[size:])
		}
		last = u
		n += size
	}
	return n
}

// joins reports whether a sign belongs to the word between the character before
// it and the text behind it.
func joins(last, sign rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch sign {
	case '\'':
		return unicode.IsLetter(next) && !IsDense(next)
	case '_':
		return InWord(next) && !IsDense(next)
	case '.', ',':
		return unicode.IsDigit(last) && unicode.IsDigit(next)
	}
	return false
}

// marksLength is the number of bytes of the combining marks that a text begins
// with.
func marksLength(text string) int {
	n := 0
	for n < len(text) {
		u, size := utf8.DecodeRuneInString(text[n:])
		if !unicode.IsMark(u) {
			break
		}
		n += size
	}
	return n
}

// InWord reports whether a character is a letter, a mark or a digit.
func InWord(u rune) bool {
	if u < utf8.RuneSelf {
		return isLetter(byte(u)) || isDigit(byte(u))
	}
	if '\u0100' <= u && u <= '\u024f' || '\u0400' <= u && u <= '\u0481' {
		return true // the alphabets of Latin beyond ASCII and of Cyrillic, told without a search
	}
	return unicode.IsLetter(u) || unicode.IsMark(u) || unicode.IsDigit(u)
}

// IsDense reports whether a character is a letter of a script without spaces
// between words.
func IsDense(u rune) bool {
	return u >= 0x0E00 && unicode.In(u, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// Words cuts a text into its words and what stands between them: each word, each
// run of white space and each other character is a piece. The pieces joined are
// the text.
func Words(out []string, text string) []string {
	for text != "" {
		n := WordLength(text)
		if n == 0 {
			n = spaceLength(text)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text)
		}
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

// spaceLength is the number of bytes of the white space that a text begins with.
func spaceLength(text string) int {
	n := 0
	for n < len(text) {
		u, size := utf8.DecodeRuneInString(text[n:])
		if !unicode.IsSpace(u) {
			break
		}
		n += size
	}
	return n
}

// Count counts the words of a text as translators are paid for them: what stands
// between blanks and has a letter or a digit is one, so that "well-known" and an
// address count once; in scripts that write no spaces each character counts.
func Count(text string) int {
	n, counted := 0, false
	for _, u := range text {
		switch {
		case u == ' ' || u == '\n' || u == '\t' || u >= utf8.RuneSelf && unicode.IsSpace(u):
			counted = false
		case u >= 0x0E00 && IsDense(u):
			if unicode.IsLetter(u) {
				n++
			}
			counted = false
		case counted:
		case u < utf8.RuneSelf && (isLetter(byte(u)) || isDigit(byte(u))), u >= utf8.RuneSelf && (unicode.IsLetter(u) || unicode.IsDigit(u)):
			n++
			counted = true
		}
	}
	return n
}

// firstUnspaced is the first letter of the scripts whose words are written together with
// figures and names of programs: "1911年", "%name%さん", a conjunction in Arabic, an ending in
// Bengali. Of Latin letters and Greek ones some stand behind it.
const (
	firstUnspaced              = 0x590
	firstLatinMore, endOfGreek = 0x1E00, 0x2000
)

// Unspaced reports whether a letter that stands beside a figure or a name of a program makes no
// longer name of it.
func Unspaced(u rune) bool {
	return u >= firstUnspaced && (u < firstLatinMore || u >= endOfGreek) && u != utf8.RuneError
}
