package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a word into the form in which words are compared: composed (NFC),
// in lower case, without what follows an apostrophe as an ending ("Ankara'da",
// "Mongolia's"). In Russian ё is е. In Turkish the four letters I, İ, ı and i
// are one, as English names and hasty spelling mix them, and the circumflex is
// dropped. A word that is folded already is returned as it is.
func (w *Words) Fold(s string) string {
	if w == nil {
		w = unknown
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 'a' || c > 'z' {
			return w.fold(s)
		}
	}
	return s
}

func (w *Words) fold(s string) string {
	same, marks := true, false
	for i, r := range s {
		if r == '\'' || r == '’' {
			if w.cutsAt(s, i) {
				s = s[:i]
				break
			}
			continue
		}
		if r >= 0x300 && r <= 0x36f {
			marks = true
		}
		same = same && w.foldRune(r) == r
	}
	if marks {
		s, same = norm.NFC.String(s), false
	}
	if same {
		return s
	}
	var buf [64]byte
	out := buf[:0]
	for _, r := range s {
		if f := w.foldRune(r); f >= 0 {
			out = utf8.AppendRune(out, f)
		}
	}
	return string(out)
}

// cutsAt reports whether the apostrophe at s[i] begins an ending.
func (w *Words) cutsAt(s string, i int) bool {
	switch {
	case w.turkic:
		return i >= 2
	case w.base == "en":
		rest := strings.TrimLeft(s[i:], "'’")
		return rest == "" || rest == "s" || rest == "S"
	}
	return i+1 >= len(strings.TrimRight(s, "’"))
}

// foldRune is the folded letter, or -1 for one to be dropped.
func (w *Words) foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if w.turkic {
		switch r {
		case 'ı', 'İ', 'î', 'Î':
			return 'i'
		case 'â', 'Â':
			return 'a'
		case 'û', 'Û':
			return 'u'
		case 0x307: // the dot that a careless lower-casing of İ leaves behind
			return -1
		}
	}
	if r >= 'а' && r <= 'я' {
		return r
	}
	r = unicode.ToLower(r)
	if r == 'ё' && w.cyrillic {
		return 'е'
	}
	return r
}
