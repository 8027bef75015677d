package anchor

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// takeUnit gives a quantity the unit or currency that a token names.
func (s *scanner) takeUnit(q *quantity, t *token) {
	if t.role != money && q.priced || (units[t.unit].of == duration || t.unit == "g" && strings.HasPrefix(s.text[t.end:], ".")) && yearLike(s.text[q.start:min(q.end, len(s.text))]) {
		return // "$5 m" is no length, "1990 год" no time
	}
	q.unit = cmp.Or(t.unit, t.code)
	q.next++
	if t.role == money {
		s.emitAnchor(Currency, t.code, t.start, t.end)
		s.addHundredths(q, t.end)
		return
	}
	if n := s.tokenAt(q.next); t.unit == "°" && n.role == measure && isBlank(s.gapText(t.end, n.start)) {
		q.unit = n.unit // "20 degrees Celsius"
		q.next++
		return
	}
	if n := s.tokenAt(q.next); t.unit == "h" && n.unit == "l" && strings.Trim(s.gapText(t.end, n.start), " \u00a0") == "." {
		q.unit = "tsp" // «2 ч. л.»
		q.next++
		return
	}
	q.unit = s.derivedUnit(t)
	if end := s.halfBehind(t.end); end > 0 && allDigits(q.value) {
		q.value += ".5"
		for q.end = end; s.tokenAt(q.next).start < end; {
			q.next++
		}
	}
}

// halfBehind is where the words end that add a half to the unit before a place, "une heure et
// demie", "1時間半"; 0 if none do, as before what there is a half of: "3か月半額", "y media docena".
func (s *scanner) halfBehind(at int) int {
	rest := strings.TrimLeft(s.text[at:], " \u00a0")
	for _, words := range s.lang.halved {
		if beginsWith(rest, words) && s.endsPhrase(rest[len(words):]) {
			return len(s.text) - len(rest) + len(words)
		}
	}
	return 0
}

// endsPhrase reports whether a text goes on with a mark, with a word that holds sentences
// together or, without blanks between words, with a letter that is no Han character.
func (s *scanner) endsPhrase(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if s.lang.dense {
		return !unicode.Is(unicode.Han, first)
	}
	text = strings.TrimLeft(text, " \u00a0")
	word := text[:len(text)-len(strings.TrimLeftFunc(text, inWord))]
	return word == "" && (text == "" || !isDigit(text[0])) || s.lang.FunctionWord(s.lang.lower(word))
}

// derivedUnit is the unit that a token and what is joined to it make: an area by a
// raised figure, a speed by a second.
func (s *scanner) derivedUnit(t *token) string {
	rest := s.text[t.end:]
	for _, p := range []struct{ written, mark string }{{"²", "²"}, {"³", "³"}, {" kare", "²"}, {" küp", "³"}} {
		if strings.HasPrefix(rest, p.written) {
			return knownUnit(t.unit + p.mark)
		}
	}
	if t.unit != "m" || !strings.HasPrefix(rest, "/") {
		return t.unit
	}
	for _, second := range []string{"/sn", "/s", "/сек", "/с"} {
		if strings.HasPrefix(rest, second) {
			return "m/s"
		}
	}
	return t.unit
}

// powers are the words for areas and volumes that stand before a unit of length.
var powers = map[string]string{
	"square": "²", "sq": "²", "sq.": "²", "cubic": "³", "cu": "³", "cu.": "³", "кв.": "²", "кв": "²", "куб.": "³",
	"квадратных": "²", "квадратные": "²", "квадратного": "²", "квадратными": "²", "квадратный": "²", "кубических": "³", "кубического": "³", "кубический": "³",
}

// unitBehind is the unit that a token and the word between it and a number that ends at a
// place make: an area, a volume, or a tablespoon, «2 ст. л.»; else "".
func (s *scanner) unitBehind(from int, t *token) string {
	const longest = 40
	if from > t.start || t.start > len(s.text) || t.start-from > longest {
		return ""
	}
	word := strings.Trim(s.text[from:t.start], " -\u00a0")
	if t.unit == "l" && word == "ст." {
		return "tbsp"
	}
	if mark := powers[word]; mark != "" {
		return knownUnit(t.unit + mark)
	}
	return ""
}

// knownUnit is a unit of the table, or "".
func knownUnit(unit string) string {
	if units[unit].of == 0 {
		return ""
	}
	return unit
}

// percentAfter is the end of the percent sign or word behind a number, or 0.
func (s *scanner) percentAfter(q *quantity, at int) int {
	rest := s.text[at:]
	for n := spaceLength(rest); n > 0 && len(rest)-n > 0; n = spaceLength(rest) {
		rest = rest[n:]
	}
	k := len(s.text) - len(rest)
	if strings.HasPrefix(strings.TrimLeft(rest, "*_"), "%") && k-at <= 8 {
		return k + strings.IndexByte(rest, '%') + 1
	}
	t := s.tokenAt(q.next)
	if t.role != percent {
		return 0
	}
	gap := s.gapText(at, t.start)
	if gap != "" && gap[0] == '-' {
		gap = gap[1:]
	}
	if !isBlank(gap) {
		return 0
	}
	q.next++
	return t.end
}

// signAfter reads the sign of a currency or of degrees at a place.
func (s *scanner) signAfter(q *quantity, at int) {
	rest := s.text[at:]
	n := spaceLength(rest)
	switch {
	case s.areInches(at):
		q.unit = "in"
		return
	case len(q.value) == 1 && rest != "" && (rest[0] == '\'' || rest[0] == "’"[0]) && feetAndInches.MatchString(rest) && !strings.HasSuffix(s.text[:q.start], "°"):
		q.unit = "ft"
		return
	}
	for _, d := range degrees {
		if q.unit == "" && strings.HasPrefix(rest[n:], d.sign) {
			q.unit = d.unit
		}
	}
	for _, c := range signs {
		if strings.HasPrefix(rest[n:], c.sign) && (c.sign != "$" || n == 0) {
			s.emitAnchor(Currency, c.code, at+n, at+n+len(c.sign))
			q.unit = cmp.Or(q.unit, c.code)
			return
		}
	}
}

// areInches reports whether the word or sign for inches stands at a place, behind a
// number that follows feet: elsewhere "in" is a preposition.
func (s *scanner) areInches(at int) bool {
	if len(s.out) == 0 || s.out[len(s.out)-1].Unit != "ft" || at-s.out[len(s.out)-1].End > len(" feet and 11") {
		return false
	}
	return inches.MatchString(s.text[at:])
}

var (
	// inches matches the word or sign for inches.
	inches = regex.Lazy(`^(?:"|″|”|''|’’|′′| in[ .])`)
	// feetAndInches matches what stands behind the feet of a height, `6"` of 5'6": a minute of
	// time or of a degree has up to 59 seconds.
	feetAndInches = regex.Lazy(`^['’′] ?(?:\d|1[01])(?:\.\d|½)? ?(?:"|″|”|''|’’|′′)`)
)

// degrees are the signs of temperatures as they are typed; those with letters of
// other scripts look the same.
var degrees = []struct{ sign, unit string }{
	{"°F", "°F"}, {"°C", "°C"}, {"° F", "°F"}, {"° C", "°C"}, {"ºF", "°F"}, {"ºC", "°C"}, {"℃", "°C"}, {"℉", "°F"}, {"°С", "°C"}, {"° С", "°C"}, {"°", "°"},
}

// isDative reports whether a gap is the ending of a Turkish figure and a blank, as between
// the numbers of "3'e 1".
func isDative(gap string) bool {
	switch strings.TrimPrefix(strings.TrimPrefix(gap, "’"), "'") {
	case "e ", "a ", "ye ", "ya ":
		return gap[0] == '\'' || strings.HasPrefix(gap, "’")
	}
	return false
}
