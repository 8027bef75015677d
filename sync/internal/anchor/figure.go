package anchor

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// parseTokens is the second pass: it joins tokens to facts.
func (s *scanner) parseTokens() {
	for s.at < len(s.tokens) {
		switch s.tokens[s.at].role {
		case nothing:
			s.readFigures()
		case unit, ten, hundred, hundreds, scale, amount, dozen, part, tens:
			if !s.pastHour() {
				s.readSpelled()
			}
		case month:
			s.monthFirst()
		case roman:
			s.romanNumeral()
		case fraction:
			s.loneFraction()
		case moment:
			s.emitMoment()
		case weekday:
			s.emitWeekday()
		case point:
			s.emitCompass()
		case numerator:
			if !s.pastHour() {
				s.at++
			}
		case century:
			s.loneCentury()
		case measure:
			s.loneUnit()
		default:
			s.at++
		}
	}
}

// readFigures reads what begins with a run of digits.
func (s *scanner) readFigures() {
	t := &s.tokens[s.at]
	if t.named {
		s.inName(t)
		return
	}
	if s.pastHour() || s.slashedMonth() || s.dateInFigures() || s.yearAhead() || s.markedDate() || s.numberedMonth() || s.dayFirst() || s.yearFirst() || s.timeOfDay() {
		return
	}
	s.readNumber()
}

// inName emits the number in a name, with its groups and decimals: what a language joins to
// a figure looks like one ("angama-16.5"). Years of business and seasons are often written
// with their last two digits: "FY23".
func (s *scanner) inName(t *token) {
	f := s.figureAt(s.at)
	a := Anchor{Kind: Number, Value: f.value, Alt: f.alts, Spelled: true, Start: t.start, End: f.end}
	if f.next > s.at+1 {
		a.Alt = append(a.Alt, plainDigits(s.text[t.start:t.end]))
	}
	if t.yearly && len(a.Value) == 2 {
		a.Value, a.Alt = "20"+a.Value, []string{a.Value}
	}
	s.out = append(s.out, a)
	s.at = f.next
}

// tokenAt returns the token at place i, or one beyond the text.
func (s *scanner) tokenAt(i int) *token {
	if i < len(s.tokens) {
		return &s.tokens[i]
	}
	return &beyond
}

// beyond joins to nothing: it starts further on than any text reaches.
var beyond = token{start: 1 << 62, end: 1 << 62, meaning: meaning{role: 255}}

// digitsOf is the text of a token that is digits, else "".
func (s *scanner) digitsOf(t *token) string {
	if t.role != nothing {
		return ""
	}
	return s.text[t.start:t.end]
}

// gapText is the text between two places, or "\x00" if it is too long to join
// anything.
func (s *scanner) gapText(from, to int) string {
	if from > to || to-from > 16 {
		return "\x00"
	}
	return s.text[from:to]
}

// isBlank reports whether a gap holds nothing but spaces and marks of emphasis.
func isBlank(gap string) bool {
	for gap != "" {
		switch n := spaceLength(gap); {
		case n > 0:
			gap = gap[n:]
		case gap[0] == '*' || gap[0] == '_':
			gap = gap[1:]
		default:
			return false
		}
	}
	return true
}

// spaceLength is the number of bytes of the space that a text begins with, or 0.
func spaceLength(text string) int {
	switch {
	case text == "":
		return 0
	case isSpace(text[0]):
		return 1
	}
	for _, p := range []string{"\u00a0", "\u202f", "\u2009", "\u2007", "\u200a", "&nbsp;"} {
		if strings.HasPrefix(text, p) {
			return len(p)
		}
	}
	return 0
}

// isDash reports whether a gap is a dash, perhaps with spaces around it.
func isDash(gap string) bool {
	switch strings.Trim(gap, " \u00a0\u202f\u2009") {
	case "-", "–", "—", "‑", "−":
		return true
	}
	return false
}

// endingOf is what is joined to the digits of token i: letters, or letters behind
// an apostrophe or, where the language writes so, a hyphen. A word of the
// vocabulary is no ending.
func (s *scanner) endingOf(i int) string {
	from := s.tokens[i].end
	rest := s.text[from:]
	n := 0
	switch {
	case strings.HasPrefix(rest, "'"):
		n = 1
	case strings.HasPrefix(rest, "’"):
		n = len("’")
	case s.lang.hyphened && len(rest) > 1 && rest[0] == '-' && rest[1] >= 0xD0:
		n = 1
	case s.lang.hyphened && strings.HasPrefix(rest, "‑"):
		n = len("‑")
	}
	k := n
	for k < len(rest) && classes[rest[k]] == letter {
		k++
	}
	if k == n || s.tokenAt(i+1).start < from+k {
		return ""
	}
	return rest[:k]
}

// figure is a number in figures: its readings and where it stands.
type figure struct {
	value      string
	alts       []string
	doubtful   bool // the first of alts goes against the conventions of the language
	start, end int  // without the ending
	next       int  // the token behind it
}

// maxRuns bounds how many runs of digits one number can have.
const maxRuns = 12

// figureAt reads the number that begins at token i: runs of digits with
// separators between them.
func (s *scanner) figureAt(i int) figure {
	var seps [maxRuns]byte
	n := 1
	for n < maxRuns {
		sep := s.separatorAfter(i+n-1, n)
		if sep == 0 {
			break
		}
		seps[n] = sep
		n++
	}
	f := figure{start: s.tokens[i].start}
	used := s.interpretFigure(&f, i, seps[:n])
	f.next = i + used
	f.end = s.tokens[f.next-1].end
	return f
}

// separatorAfter is the class of the separator between tokens i and i+1 if they can
// be runs of one number, else 0; n is the number of runs so far.
func (s *scanner) separatorAfter(i, n int) byte {
	t, u := s.tokenAt(i), s.tokenAt(i+1)
	if u.role != nothing {
		return 0
	}
	gap := s.gapText(t.end, u.start)
	switch {
	case gap == "," && s.isIndexed(t.start):
		return 0
	case gap == "." || gap == ",":
		return gap[0]
	case gap == "،" && u.end-u.start == 3 && (n > 1 || t.end-t.start <= 3): // in a list a blank follows it
		return '\''
	case (gap == "'" || gap == "’") && u.end-u.start == 3 && (n > 1 || t.end-t.start <= 3): // no language writes anything else so
		return '\''
	case gap == "" || spaceLength(gap) != len(gap) || u.end-u.start != 3 || n == 1 && t.end-t.start > 3:
		return 0
	case gap != " " || s.lang.group == ' ' || s.text[u.start] == '0' || n > 1 || s.isBlankGroup(i+2):
		return ' '
	}
	return 0
}

// isBlankGroup reports whether token i is the third group of a number whose groups are
// parted by plain blanks: in "1 500 000" they are, in whatever language.
func (s *scanner) isBlankGroup(i int) bool {
	before, t := s.tokenAt(i-1), s.tokenAt(i)
	return len(s.digitsOf(t)) == 3 && s.gapText(before.end, t.start) == " "
}

// isIndexed reports whether a figure stands in brackets that close a word and hold
// nothing but figures, such as the lines of a file: "hl[9,106]".
func (s *scanner) isIndexed(at int) bool {
	const signs, longest = "0123456789,:- ", 120
	before := s.text[max(at-longest, 0):at]
	before = before[:len(strings.TrimRight(before, signs))]
	if n := len(before); n < 2 || before[n-1] != '[' || classes[before[n-2]] != letter {
		return false
	}
	behind := strings.TrimLeft(s.text[at:min(at+longest, len(s.text))], signs)
	return strings.HasPrefix(behind, "]")
}

// interpretFigure gives a figure its readings and returns the number of runs it has.
// seps[k] stands before run k.
func (s *scanner) interpretFigure(f *figure, i int, seps []byte) int {
	run := func(k int) string { return s.digitsOf(&s.tokens[i+k]) }
	f.value = plainDigits(run(0))
	if len(seps) == 1 {
		return 1
	}
	n := s.countGroups(i, seps)
	if n == 1 {
		return s.readDecimals(f, i, seps)
	}
	var b strings.Builder
	for k := range n {
		b.WriteString(run(k))
	}
	whole := b.String()
	if n < len(seps) && seps[n] != ' ' && seps[n] != seps[1] {
		f.value = plainDigits(whole) + "." + run(n)
		return n + 1
	}
	f.value = plainDigits(whole)
	switch {
	case n > 2 || run(1) == "000" || seps[1] == '\'' || seps[1] == ' ' && run(1)[0] == '0':
		return n
	case seps[1] == ' ':
		f.alts = []string{run(0), run(1)}
		return n
	}
	f.alts = []string{plainDigits(run(0)) + "." + run(1)}
	if s.lang.group != seps[1] && s.lang.group != 0 {
		f.value, f.alts[0] = f.alts[0], f.value
	}
	f.doubtful = s.lang.decimal != 0 && (seps[1] == s.lang.group || seps[1] == s.lang.decimal) && !s.isVersion(i)
	return n
}

// countGroups is the number of runs from token i that are groups of thousands with
// one separator, at least 1.
func (s *scanner) countGroups(i int, seps []byte) int {
	first := s.digitsOf(&s.tokens[i])
	if len(first) > 3 || first[0] == '0' {
		return 1
	}
	n := 1
	for n < len(seps) && seps[n] == seps[1] && s.tokens[i+n].end-s.tokens[i+n].start == 3 {
		n++
	}
	if n < len(seps) && seps[n] == seps[1] && seps[1] == '.' {
		return 1 // a version: 5.123.4
	}
	return n
}

// readDecimals reads runs that are no groups: a decimal fraction, a version, or
// one number of a list.
func (s *scanner) readDecimals(f *figure, i int, seps []byte) int {
	n := 1
	for n < len(seps) && seps[n] == seps[1] {
		n++
	}
	first, second := s.digitsOf(&s.tokens[i]), s.digitsOf(&s.tokens[i+1])
	switch {
	case seps[1] == '.' && n > 2:
		f.value = s.text[s.tokens[i].start:s.tokens[i+n-1].end]
		return n
	case seps[1] == ' ' || seps[1] == '\'' || n > 2 || seps[1] == ',' && s.isListed(i):
		return 1
	case seps[1] == ',' && s.lang.decimal == '.':
		f.alts = []string{plainDigits(first), plainDigits(second)}
	}
	f.value = plainDigits(first) + "." + second
	return 2
}

// isListed reports whether token i stands behind another number and a comma: in
// "1,2,3" no comma is a decimal one.
func (s *scanner) isListed(i int) bool {
	return i > 0 && s.tokens[i-1].role == nothing && s.gapText(s.tokens[i-1].end, s.tokens[i].start) == ","
}

// plainDigits is a run of digits without zeros at the front.
func plainDigits(s string) string {
	for len(s) > 1 && s[0] == '0' {
		s = s[1:]
	}
	return s
}

// shiftDecimal multiplies a decimal number by a power of ten.
func shiftDecimal(value string, by int64) string {
	zeros := 0
	for ; by >= 10; by /= 10 {
		zeros++
	}
	return movePoint(value, zeros)
}

func atoi(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// isVersion reports whether token i follows the word for a version or stands before it, or is
// the last word of a name: "in Gate Opener 6.716", "Opener'ın 6.716'sı", or begins a clause of a
// law. Figures of versions are written alike in all languages.
func (s *scanner) isVersion(i int) bool {
	const longest = 32
	at := s.tokens[i].start
	left := strings.TrimRight(s.text[max(at-longest, 0):at], " \u00a0")
	begins := strings.LastIndexAny(left, " \n(\u00a0") + 1
	rest := s.text[s.tokens[i+1].end:]
	if s.isProvision(i) {
		return true
	}
	next, _, _ := strings.Cut(strings.TrimLeft(rest, " \u00a0"), " ")
	word := left[begins:]
	if versionWords[strings.ToLower(word)] || versionNext.MatchString(next) {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(left[:begins], " (\u00a0"))
	isName := unicode.IsLetter(before) || unicode.IsDigit(before) || strings.ContainsAny(word, "'’")
	behind, _ := utf8.DecodeRuneInString(rest)
	return isName && !unicode.IsSpace(behind) && behind != '%' && !unicode.IsLetter(behind)
}

// isProvision reports whether a hyphen joins to the runs of digits i and i+1, between which a
// point stands, another that is no end of a range, since it is lower and nothing that is
// measured: 252.227-7013.
func (s *scanner) isProvision(i int) bool {
	t, u, v := &s.tokens[i], &s.tokens[i+1], s.tokenAt(i+2)
	number := s.digitsOf(v)
	if w := s.tokenAt(i + 3); (w.role == measure || w.role == money) && isBlank(s.gapText(v.end, w.start)) {
		return false
	}
	if number == "" || s.gapText(t.end, u.start) != "." || s.gapText(u.end, v.start) != "-" || s.separatorAfter(i+2, 1) != 0 {
		return false
	}
	return atoi(number) < atoi(s.digitsOf(t)+s.digitsOf(u))
}

// versionNext matches the word for a version behind its figures, with any ending.
var versionNext = regex.Lazy(`^(?:sürüm|versiyon|верси)`)

var versionWords = map[string]bool{
	"v": true, "version": true, "versions": true, "release": true, "sürüm": true, "sürümü": true,
	"версия": true, "версии": true, "версию": true, "версией": true,
}
