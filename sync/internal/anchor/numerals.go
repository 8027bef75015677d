package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mapped is a text whose digits of other scripts were written as those of ASCII, with
// the way back to the places of the text.
type mapped struct {
	text string
	at   []int // of each byte of the text, and of its end, the place in the original
	// written are the numbers in numerals, which are numbers in words.
	written []writtenNumber
}

// firstDigit is the least byte with which a digit beyond ASCII begins in UTF-8: that of
// the Arabic-Indic digits.
const firstDigit = 0xD9

// westernDigits writes the decimal digits of every script (Unicode Nd), and the numbers in
// numerals of a language without blanks, with the digits of ASCII, and the signs that go with
// them as those of the language. It reports false if a text has none.
func (r *Reading) westernDigits(text string) (mapped, bool) {
	written := r.writtenIn(text)
	if len(written) == 0 && !hasForeignDigits(text) {
		return mapped{}, false
	}
	m := mapped{at: make([]int, 0, len(text)+1), written: written}
	var b strings.Builder
	for i := 0; i < len(text); {
		if len(written) > 0 && written[0].start == i {
			b.WriteString(written[0].figure)
			for range len(written[0].figure) {
				m.at = append(m.at, i)
			}
			i, written = written[0].end, written[1:]
			continue
		}
		u, size := utf8.DecodeRuneInString(text[i:])
		piece := text[i : i+size]
		if d, ok := decimalDigit(u); ok && !isBurmeseLetter(text, i, u) {
			piece = string('0' + d)
		} else if sign, ok := r.Language.figureSign(u); ok {
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

// isBurmeseLetter reports whether a digit of the Burmese script at a place of a text is none:
// the nought stands for a round letter, and the four for a sign of the same shape, and where
// the old encoding of fonts is used the digits of the Shan are marks of letters.
func isBurmeseLetter(text string, at int, u rune) bool {
	if u < '၀' || u > '႙' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	behind, _ := utf8.DecodeRuneInString(text[at+utf8.RuneLen(u):])
	letter := func(r rune) bool { return unicode.Is(unicode.Myanmar, r) && !unicode.IsDigit(r) && !unicode.IsPunct(r) }
	switch {
	case u >= '႐':
		return letter(before)
	case u == '၀':
		return (letter(before) || letter(behind)) && !unicode.IsDigit(before) && !unicode.IsDigit(behind) && before != '.' && before != ','
	}
	return u == '၄' && behind == 'င'
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
	case '：', '．', '，':
		return string(r - '：' + ':'), true // the wide forms stand as those of ASCII do
	}
	return "", false
}

// back puts the places of anchors back into the original text.
func (m *mapped) back(anchors []Anchor) {
	for k := range anchors {
		a := &anchors[k]
		a.Start, a.End = m.at[a.Start], m.at[a.End]
		inWords := func(w writtenNumber) bool { return w.start >= a.Start && w.end <= a.End }
		if (a.Kind == Number || a.Kind == Percent) && slices.ContainsFunc(m.written, inWords) {
			a.Spelled = true
		}
	}
}
