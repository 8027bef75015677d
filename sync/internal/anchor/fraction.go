package anchor

import (
	"slices"
	"strconv"
	"strings"
)

// vulgar are the fractions that are one character.
var vulgar = map[string][2]int64{
	"½": {1, 2}, "¼": {1, 4}, "¾": {3, 4}, "⅓": {1, 3}, "⅔": {2, 3}, "⅕": {1, 5}, "⅖": {2, 5}, "⅗": {3, 5}, "⅘": {4, 5},
	"⅙": {1, 6}, "⅚": {5, 6}, "⅛": {1, 8}, "⅜": {3, 8}, "⅝": {5, 8}, "⅞": {7, 8}, "⅐": {1, 7}, "⅑": {1, 9}, "⅒": {1, 10},
}

// vulgarAt reads the fraction that is the character at i, and returns where it ends,
// or i.
func (s *scanner) vulgarAt(i, size int) int {
	if i+size > len(s.text) {
		return i
	}
	f, ok := vulgar[s.text[i:i+size]]
	if !ok {
		return i
	}
	s.tokens = append(s.tokens, token{start: i, end: i + size, meaning: meaning{role: fraction, value: f[0], over: f[1]}})
	return i + size
}

// shareOf is a fraction as a decimal number.
func shareOf(numerator, denominator int64) string {
	const places = 3
	return strings.TrimRight(strconv.FormatFloat(float64(numerator)/float64(denominator), 'f', places, 64), "0")
}

// loneFraction reads a fraction that stands alone.
func (s *scanner) loneFraction() {
	t := &s.tokens[s.at]
	q := quantity{figure: figure{start: t.start, end: t.end, next: s.at + 1}}
	s.takeFraction(&q, t.value, t.over)
	s.lookAfter(&q, s.readScales(&q, q.end))
	s.finishNumber(&q)
}

// takeFraction gives a quantity, which ends where its fraction does, the value of this and the
// numbers with which it is said: those of an hour also so many minutes.
func (s *scanner) takeFraction(q *quantity, numerator, denominator int64) {
	const near = len(" of an ")
	q.value, q.alts = shareOf(numerator, denominator), fractionParts(numerator, denominator)
	if t := s.tokenAt(q.next); t.unit == "h" && t.start-q.end <= near {
		q.alts = append(q.alts, itoa(60*numerator/denominator))
	}
}

// fractionParts are the numbers with which a fraction is said: its two, and so many per cent.
func fractionParts(numerator, denominator int64) []string {
	return []string{itoa(numerator), itoa(denominator), itoa(100 * numerator / denominator)}
}

// addFraction adds to a whole number the fraction behind it: "2½", "2 1/2".
func (s *scanner) addFraction(q *quantity) {
	if !allDigits(q.value) {
		return
	}
	t := s.tokenAt(q.next)
	if t.role == fraction && isBlank(s.gapText(q.end, t.start)) {
		q.value += strings.TrimPrefix(shareOf(t.value, t.over), "0")
		q.takeToken(t)
		return
	}
	n, d, ok := s.readRatio(q.next)
	if ok && s.gapText(q.end, t.start) == " " {
		q.value += strings.TrimPrefix(shareOf(n, d), "0")
		q.takeToken(t)
		q.takeToken(s.tokenAt(q.next))
	}
}

// writtenDenominators are the denominators of fractions that people write in figures.
var writtenDenominators = []int64{2, 3, 4, 5, 6, 8, 16}

// readRatio reads a proper fraction in figures, of halves, thirds, quarters, fifths,
// sixths, eighths or sixteenths, at token i.
func (s *scanner) readRatio(i int) (n, d int64, ok bool) {
	n, d = s.dayOf(i), s.dayOf(i+1)
	if n <= 0 || d <= n || !slices.Contains(writtenDenominators, d) {
		return 0, 0, false
	}
	t, u := s.tokenAt(i), s.tokenAt(i+1)
	gap := s.gapText(t.end, u.start)
	joined := gap == "/" || gap == "⁄"
	return n, d, joined && !strings.HasPrefix(s.text[u.end:], "/") && !strings.HasSuffix(s.text[:t.start], "/")
}

// isPart reports whether a claim is a half, a third or a quarter, in a word of its own.
func (c *claim) isPart() bool {
	return c.Spelled && c.Kind == Percent && len(c.Alt) == 1
}

// areOneSort reports whether two claims in words state the same sort of thing, so that one
// is wrong: parts of a whole, lengths of time with a half in the same unit, or numbers.
func areOneSort(c, o *claim) bool {
	if c.isHalfHour() && o.isHalfHour() {
		return true
	}
	if strings.HasSuffix(c.Value, ".5") || strings.HasSuffix(o.Value, ".5") {
		return c.Unit == o.Unit && c.Kind == o.Kind
	}
	return c.Kind == o.Kind || isShare(c) && isShare(o)
}

// isShare reports whether a claim in words is a part of a whole: "a quarter", "üçte iki".
func isShare(c *claim) bool {
	return c.isPart() || strings.HasPrefix(c.Value, "0.") && len(c.Alt) >= len(fractionParts(1, 2))
}

// share is a part of a whole as a decimal number.
func (c *claim) share() string {
	if c.isPart() {
		return c.Alt[0]
	}
	return c.Value
}
