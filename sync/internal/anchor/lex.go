package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// class says what the lexer does at a byte.
type class uint8

const (
	plain  class = iota // nothing
	letter              // a word begins
	digit               // a figure begins
	two                 // a punctuation mark of two bytes
	three               // one of three bytes
)

// classes holds the class of every byte. Letters are those of ASCII and all
// characters beyond U+00BF but for the blocks of punctuation and symbols
// U+2000 to U+2FFF.
var classes = func() (t [256]class) {
	for c := range t {
		switch {
		case c >= '0' && c <= '9':
			t[c] = digit
		case c|0x20 >= 'a' && c|0x20 <= 'z', c >= 0x80:
			t[c] = letter
		}
	}
	t[0xC2], t[0xE2] = two, three
	return t
}()

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// readWords reads the words and figures that stand between two places.
func (s *scanner) readWords(i, end int) {
	text := s.text
	for i = max(i, s.read); i < end; {
		switch classes[text[i]] {
		case plain:
			i++
		case letter:
			i = s.readWord(i)
		case digit:
			if end := s.identifier(i); end > 0 {
				i, s.read = end, end
				continue
			}
			i = s.readDigits(i)
		case two:
			if strings.HasPrefix(text[i:], "µ") {
				i = s.readWord(i)
				continue
			}
			i = max(s.vulgarAt(i, 2), i+2)
		case three:
			i = max(s.vulgarAt(i, 3), i+3)
		}
	}
}

// readWord reads the word at i. A word with digits in it is a name (x86, utf8mb4)
// and holds no number, but for money ("USD50").
func (s *scanner) readWord(i int) int {
	text, j := s.text, i
	if classes[text[j]] == two {
		j += 2 // µ
	}
	for j < len(text) && classes[text[j]] == letter {
		j++
	}
	if len(s.lang.days) > 0 {
		s.daysWithin(i, j)
	}
	if isDateMark(text[i:j]) {
		return j
	}
	last := j
	if text[j-1] >= utf8.RuneSelf { // else it is a letter
		last = i + len(strings.TrimRightFunc(text[i:j], isMark))
	}
	if last == i {
		return j
	}
	if end := s.symbolOfFigure(i, last); end > 0 {
		return end
	}
	if end := s.wordOfFigure(i, last); end > 0 {
		return end
	}
	if j < len(text) {
		c := text[j]
		if r, _ := utf8.DecodeLastRuneInString(text[i:j]); (isDigit(c) || c == '_' && isStressed(text[j+1:])) && inline.Unspaced(r) {
			return j
		}
		if isDigit(c) || c == '_' && j+1 < len(text) && classes[text[j+1]] >= letter && classes[text[j+1]] <= digit {
			return s.readName(i, j)
		}
	}
	m, ok := s.lang.words.lookUp(text[i:last])
	if whole, end := s.apostrophed(i, j); end > 0 {
		s.tokens = append(s.tokens, token{start: i, end: end, meaning: whole})
		return end
	}
	if !ok {
		return j
	}
	if found, end := s.lang.phrases.longest(text, i, last, s.lang.lower); end > 0 {
		s.tokens = append(s.tokens, token{start: i, end: end, meaning: found})
		return end
	}
	if m.role != lead {
		s.tokens = append(s.tokens, token{start: i, end: last, meaning: m})
	}
	return j
}

// isStressed reports whether another underscore closes what stands behind one: "_105フィート_". A
// name such as "写真_105" has one.
func isStressed(behind string) bool {
	const longest = 40 // bytes
	end := strings.IndexAny(behind[:min(len(behind), longest)], "_\n")
	return end > 0 && behind[end] == '_'
}

// isMark reports whether a character behind a word is a mark that is no letter though its
// first byte could begin one: a comma of Arabic, a danda, the full stop of Armenian.
func isMark(r rune) bool { return r >= utf8.RuneSelf && unicode.IsPunct(r) }

// apostrophed reads the word at i that goes on behind an apostrophe at j in the place of a
// letter: «п'ять», "o'n", and returns where it ends; 0 if it is none that is known.
func (s *scanner) apostrophed(i, j int) (m meaning, end int) {
	if !s.lang.apostrophe {
		return m, 0
	}
	for _, sign := range []string{"'", "’", "‘"} {
		if !strings.HasPrefix(s.text[j:], sign) {
			continue
		}
		from := j + len(sign)
		for end = from; end < len(s.text) && classes[s.text[end]] == letter; end++ {
		}
		for _, letter := range []string{"ʼ", "ʻ"} {
			if m, ok := s.lang.words.lookUp(s.text[i:j] + letter + s.text[from:end]); ok && m.role != lead {
				return m, end
			}
		}
	}
	return m, 0
}

// symbolOfFigure reads the symbol of a unit at i behind a figure, and returns where it ends;
// 0 if there is none. A symbol in Latin letters may have an ending in another script: "5 MHzを".
func (s *scanner) symbolOfFigure(i, j int) int {
	if len(s.tokens) == 0 {
		return 0
	}
	word := s.text[i:j]
	if t := &s.tokens[len(s.tokens)-1]; t.role != nothing || !isBlank(s.gapText(t.end, i)) || t.end == i && (word == "s" || word == "с") {
		return 0 // "the 1990s"
	}
	end := i
	for end < j && s.text[end] < utf8.RuneSelf {
		end++
	}
	if end > i && end < j {
		if r, _ := utf8.DecodeRuneInString(s.text[end:]); inline.Unspaced(r) {
			word = s.text[i:end]
		}
	}
	m, known := s.lang.words.lookUp(word)
	unit, symbol := figureSymbols[word]
	known = known && !(symbol && m.role == roman)
	if known && len(word) == j-i {
		return 0 // it is read as any other word
	}
	if !known && symbol {
		m, known = meaning{role: measure, unit: unit}, true
	}
	if !known || m.role != measure {
		return 0
	}
	s.tokens = append(s.tokens, token{start: i, end: i + len(word), meaning: m})
	return i + len(word)
}

// wordOfFigure reads the word at i behind a figure that is known by its beginning, or that
// has a mark within, and returns where to read on; 0 if it is none.
func (s *scanner) wordOfFigure(i, j int) int {
	if !s.afterFigure(i) {
		return 0
	}
	if m, end := s.lang.markedAt(s.text, i); end > 0 {
		s.tokens = append(s.tokens, token{start: i, end: end, meaning: m})
		return end
	}
	m, ok := s.lang.words.lookUp(s.text[i:j])
	n := j - i
	switch {
	case ok && !s.lang.myriad:
		return 0
	case !ok:
		m, n = s.lang.behindFigure(s.text[i:j])
	}
	switch {
	case n == 0 || m.role == lead:
		return 0
	case s.lang.dense || s.lang.myriad && m.role == scale:
		j = i + n
	}
	s.tokens = append(s.tokens, token{start: i, end: i + n, meaning: m})
	return j
}

// afterFigure reports whether the word at i stands behind a figure, or behind a word that
// does, with a blank between them or nothing.
func (s *scanner) afterFigure(i int) bool {
	if len(s.tokens) == 0 || len(s.lang.stems) == 0 {
		return false
	}
	t := &s.tokens[len(s.tokens)-1]
	return (t.role == nothing || t.role == scale) && isBlank(s.gapText(t.end, i))
}

// readName reads on from j in the name that begins at i.
func (s *scanner) readName(i, j int) int {
	i = s.beginOfName(i, j)
	if j == i+1 && s.text[i]|0x20 == 'v' {
		return j // v2.3
	}
	if m, ok := s.lang.words.lookUp(s.text[i:j]); ok && m.role == money {
		s.tokens = append(s.tokens, token{start: i, end: j, meaning: m})
		return j
	}
	end := endOfName(s.text, j)
	if k := s.prefixed(i, j, end); s.lang.prefixing && k > 0 {
		s.tokens = append(s.tokens, token{start: j, end: k, named: true})
		return k
	}
	if prefix := strings.ToLower(s.text[i:j]); (numbering[prefix] || isInitials(s.text[i:j]) && end-j >= fewestNumbered) && allDigits(s.text[j:end]) {
		s.tokens = append(s.tokens, token{start: j, end: end, named: true, yearly: yearly[prefix]})
	}
	return end
}

// prefixed is the end of the digits of a figure at j, behind the small letters from i, that a
// language may have joined to it: "ngo1997", "abangu100,000". It is 0 if the letters are no
// open syllables, as such prefixes are ("aes128"), if the name up to end has other letters,
// or too few digits.
func (s *scanner) prefixed(i, j, end int) int {
	k := j
	for k < end && isDigit(s.text[k]) {
		k++
	}
	small := strings.Trim(s.text[i:j], "abcdefghijklmnopqrstuvwxyz") == ""
	grouped := k+1 < len(s.text) && (s.text[k] == ',' || s.text[k] == '.') && isDigit(s.text[k+1])
	if !small || j-i < 2 || !strings.ContainsRune("aeiou", rune(s.text[j-1])) || k-j < fewestNumbered && !grouped || strings.Trim(s.text[k:end], ".0123456789") != "" {
		return 0
	}
	return k
}

// beginOfName is where the letters before j begin a name of their own: behind a sign that is
// not ASCII, and behind a script that has no spaces: "（v2.3", "在v2.3".
func (s *scanner) beginOfName(i, j int) int {
	k := j
	for k > i && s.text[k-1] < utf8.RuneSelf {
		k--
	}
	if before, _ := utf8.DecodeLastRuneInString(s.text[i:k]); k < j && (inline.Unspaced(before) || !unicode.IsLetter(before) && !unicode.IsMark(before)) {
		return k
	}
	return i
}

// numbering are the letters behind which digits are the number of something: of a
// quarter, a patch, a revision; yearly those of financial years and seasons.
var (
	numbering = map[string]bool{"fy": true, "ss": true, "aw": true, "fw": true, "q": true, "h": true, "p": true, "r": true, "b": true, "rc": true, "rev": true, "build": true, "no": true, "nr": true}
	yearly    = map[string]bool{"fy": true, "ss": true, "aw": true, "fw": true}
)

// fewestNumbered is how many digits behind initials are a number that others write apart:
// "RFC7231", but not "CO2".
const fewestNumbered = 3

// isInitials reports whether a word is the name of a series of documents or the like:
// capitals of ASCII alone.
func isInitials(word string) bool {
	return len(word) > 1 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// endOfName is the end of the letters, digits and underscores at j, and of
// digits joined to them by a full stop. A script that has no spaces does not go on with a
// name: "p95など".
func endOfName(text string, j int) int {
	for j < len(text) {
		c := text[j]
		if c >= utf8.RuneSelf {
			u, size := utf8.DecodeRuneInString(text[j:])
			if inline.Unspaced(u) || !unicode.IsLetter(u) && !unicode.IsMark(u) {
				break
			}
			j += size
			continue
		}
		inner := c == '.' && j+1 < len(text) && isDigit(text[j+1])
		if k := classes[c]; k != letter && k != digit && c != '_' && !inner {
			break
		}
		j++
	}
	return j
}

// readDigits reads the figure at i. Digits with a word behind them that has digits
// itself are none ("4a3f", "0x10"), but for sizes ("400x300").
func (s *scanner) readDigits(i int) int {
	text, j := s.text, i
	for j < len(text) && isDigit(text[j]) {
		j++
	}
	k := j
	for k < len(text) && classes[text[k]] == letter {
		k++
	}
	if k > j && isDateMark(text[j:k]) {
		s.tokens = append(s.tokens, token{start: i, end: j})
		return j
	}
	next, _ := utf8.DecodeRuneInString(text[j:k])
	inner := k > j && k < len(text) && (isDigit(text[k]) || text[k] == '_') && !inline.Unspaced(next)
	if inner && strings.EqualFold(text[j:k], "h") && s.namesMoment(i) {
		s.tokens = append(s.tokens, token{start: i, end: j})
		return k // "às 21h45"
	}
	if inner && (!sizeSign(text[j:k]) || text[i:j] == "0") {
		return endOfName(text, k)
	}
	s.tokens = append(s.tokens, token{start: i, end: j, named: s.isNamed(i)})
	if inner {
		return k
	}
	return j
}

// sizeSign reports whether a word stands for a multiplication sign; the last is
// Cyrillic.
func sizeSign(w string) bool { return w == "x" || w == "X" || w == "×" || w == "х" }

// isNamed reports whether the digits at i are joined to a name by a hyphen, and
// not to a prefix, as in "mid-1990s".
func (s *scanner) isNamed(i int) bool {
	if i < 2 || s.text[i-1] != '-' {
		return false
	}
	if last, _ := utf8.DecodeLastRuneInString(s.text[:i-1]); !inWord(last) {
		return false
	}
	k := i - 1
	for k > 0 && classes[s.text[k-1]] == letter {
		k--
	}
	switch w := s.text[k : i-1]; strings.ToLower(w) {
	case "mid", "pre", "post", "non", "early", "late", "ex", "x":
		return false
	default:
		_, known := s.lang.words.lookUp(w)
		return !known && !isParticle(w)
	}
}

// isParticle reports whether a word is a particle that its script joins to what follows, and
// to figures by a hyphen: "מ-5,000".
func isParticle(word string) bool {
	const longest = 3
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.In(first, unicode.Hebrew, unicode.Arabic) && utf8.RuneCountInString(word) <= longest
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
