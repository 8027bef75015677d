package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mapped is a text whose digits of other scripts were written as those of ASCII, with
// the way back to the places of the text.
type mapped struct {
	text string
	at   []int // of each byte of the text, and of its end, the place in the original
}

// firstDigit is the least byte with which a digit beyond ASCII begins in UTF-8: that of
// the Arabic-Indic digits.
const firstDigit = 0xD9

// westernDigits writes the decimal digits of every script (Unicode Nd) as those of ASCII, and
// the signs that go with them as those of the language. It reports false if a text has
// none.
func westernDigits(text string, lang *Language) (mapped, bool) {
	if !hasForeignDigits(text) {
		return mapped{}, false
	}
	m := mapped{at: make([]int, 0, len(text)+1)}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		piece := text[i : i+size]
		if d, ok := decimalDigit(r); ok {
			piece = string('0' + d)
		} else if sign, ok := lang.figureSign(r); ok {
			piece = sign
		}
		b.WriteString(piece)
		for k := range len(piece) {
			m.at = append(m.at, i+k)
		}
		i += size
	}
	m.text, m.at = b.String(), append(m.at, len(text))
	return m, true
}

func hasForeignDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < firstDigit {
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if _, ok := decimalDigit(r); ok {
			return true
		}
		i += size - 1
	}
	return false
}

// decimalDigit is the value of a decimal digit beyond ASCII.
func decimalDigit(r rune) (rune, bool) {
	if r < 0x660 || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10, true
		}
	}
	return 0, false
}

// figureSign is a sign of figures that Arabic scripts or wide forms have, as the language
// writes it.
func (l *Language) figureSign(r rune) (string, bool) {
	switch r {
	case '٫':
		if l.decimal == ',' {
			return ",", true
		}
		return ".", true
	case '٬':
		if l.decimal == ',' {
			return ".", true
		}
		return ",", true
	case '٪', '％':
		return "%", true
	case '：':
		return ":", true
	}
	return "", false
}

// back puts the places of anchors back into the original text.
func (m *mapped) back(anchors []Anchor) {
	for k := range anchors {
		anchors[k].Start, anchors[k].End = m.at[anchors[k].Start], m.at[anchors[k].End]
	}
}

// firstUnspaced is the first letter of the scripts whose words are written together with
// figures: "1911年", a conjunction in Arabic, an ending in Bengali. Of Latin letters and
// Greek ones some stand behind it.
const (
	firstUnspaced              = 0x590
	firstLatinMore, endOfGreek = 0x1E00, 0x2000
)

// unspaced reports whether a letter that stands beside a figure makes no name of it.
func unspaced(r rune) bool {
	return r >= firstUnspaced && (r < firstLatinMore || r >= endOfGreek) && r != utf8.RuneError
}
