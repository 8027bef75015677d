package anchor

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// quantity is a number on its way to become an anchor.
type quantity struct {
	figure
	kind     Kind
	spelled  bool
	unit     string
	notation string
	priced   bool  // a sign of a currency stands before it
	factor   int64 // that words behind it multiply it by
}

// number reads a number in figures with what belongs to it.
func (s *scanner) number() {
	if n, d, ok := s.ratio(s.at); ok {
		s.written(n, d)
		return
	}
	q := quantity{figure: s.figureAt(s.at)}
	s.mixed(&q)
	ending := ""
	if s.token(q.next-1).role == nothing {
		ending = s.ending(q.next - 1)
	}
	s.before(&q)
	at := q.end + len(ending)
	switch {
	case ending == "" && q.priced:
		q.byLetter(s.lettersAt(q.end))
		if q.scaled() {
			at = q.end
			if s.token(q.next).start < q.end {
				q.next++
			}
		}
	case ending == "":
	case s.lang.decade(ending) && roundYear(q.value) && q.unit == "":
		q.kind = Decade
		s.wholeDecade(&q)
	case q.priced:
		q.byLetter(ending)
	}
	at = s.scales(&q, at)
	s.after(&q, at)
	s.finish(&q)
}

func (s *scanner) finish(q *quantity) {
	a := Anchor{Kind: q.kind, Value: q.value, Alt: q.alts, Doubtful: q.doubtful, Spelled: q.spelled, Unit: q.unit, Notation: q.notation, Start: q.start, End: q.end}
	s.inRange(q, &a)
	s.out = append(s.out, a)
	s.at = q.next
}

// roundYear reports whether a number can name a decade.
func roundYear(v string) bool {
	return (len(v) == 2 || len(v) == 4 && (v[0] == '1' || v[0] == '2')) && v[len(v)-1] == '0' && allDigits(v)
}

// wholeDecade gives a decade of two digits its century, of which the digits
// alone say nothing.
func (s *scanner) wholeDecade(q *quantity) {
	if len(q.value) == 2 {
		q.alts = append(q.alts, q.value)
		q.value = "19" + q.value
	}
}

// byLetter reads "$5m", "£3k".
func (q *quantity) byLetter(ending string) {
	var by int64
	switch ending {
	case "k", "K":
		by = 1_000
	case "m", "M":
		by = 1_000_000
	case "b", "B":
		by = 1_000_000_000
	default:
		return
	}
	q.scale(by)
	q.end += len(ending)
}

// lettersAt are the letters at a place.
func (s *scanner) lettersAt(at int) string {
	k := at
	for k < len(s.text) && classes[s.text[k]] == letter {
		k++
	}
	return s.text[at:k]
}

// scaled reports whether the quantity was multiplied.
func (q *quantity) scaled() bool { return q.factor > 1 }

func (q *quantity) scale(by int64) {
	q.factor = max(q.factor, 1) * by
	q.alts = append(q.alts, q.value)
	q.value = times(q.value, by)
}

// before looks at what stands to the left: a sign, a percent sign, a currency.
func (s *scanner) before(q *quantity) {
	left := s.text[:q.start]
	var t *token
	if s.at > 0 && blank(s.gap(s.tokens[s.at-1].end, q.start)) {
		t = &s.tokens[s.at-1]
	}
	code, size := signBefore(left)
	switch {
	case strings.HasSuffix(left, "%"):
		q.kind = Percent
		q.start--
	case strings.HasSuffix(left, "% ") && (len(left) < 3 || !isDigit(left[len(left)-3])):
		q.kind = Percent
		q.start -= 2
	case t != nil && t.role == perHundred:
		q.kind = Percent
	case code != "":
		s.emit(Currency, code, q.start-size, q.start)
		q.priced, q.unit = true, code
	case t != nil && t.role == money:
		s.emit(Currency, t.code, t.start, t.end)
		q.priced, q.unit = true, t.code
	case strings.HasSuffix(left, ".") && apart(left[:len(left)-1]) && allDigits(q.value):
		q.alts = append(q.alts, q.value)
		q.value = "0." + s.text[q.start:q.end]
		q.start--
	default:
		s.minus(q)
	}
}

// apart reports whether a text ends so that a new word begins.
func apart(left string) bool {
	last, size := utf8.DecodeLastRuneInString(left)
	return size == 0 || strings.ContainsRune(" \n\t(\u00a0*_`", last)
}

// minus takes a minus sign to the number: one that is no hyphen and no dash of a
// range.
func (s *scanner) minus(q *quantity) {
	left := s.text[:q.start]
	size := 0
	switch {
	case strings.HasSuffix(left, "-"):
		size = 1
	case strings.HasSuffix(left, "−"):
		size = len("−")
	default:
		return
	}
	if !apart(left[:len(left)-size]) {
		return
	}
	q.alts = append(q.alts, q.value)
	q.value = "-" + q.value
	q.start -= size
}

// signs are the signs of currencies, longer ones before their endings.
var signs = []struct{ sign, code string }{
	{"US$", "USD"},
	{"A$", "AUD"},
	{"C$", "CAD"},
	{"CA$", "CAD"},
	{"NZ$", "NZD"},
	{"HK$", "HKD"},
	{"S$", "SGD"},
	{"R$", "BRL"},
	{"$", "USD"},
	{"€", "EUR"},
	{"£", "GBP"},
	{"¥", "JPY"},
	{"₺", "TRY"},
	{"₽", "RUB"},
	{"₴", "UAH"},
	{"₸", "KZT"},
	{"₹", "INR"},
	{"₩", "KRW"},
	{"₪", "ILS"},
	{"₼", "AZN"},
	{"₫", "VND"},
	{"฿", "THB"},
	{"₾", "GEL"},
	{"₮", "MNT"},
	{"₱", "PHP"},
	{"₦", "NGN"},
}

// signBefore is the currency whose sign a text ends with, and its length with
// the space behind it.
func signBefore(left string) (code string, size int) {
	trimmed := strings.TrimRight(left, " \u00a0")
	if len(left)-len(trimmed) > 2 {
		return "", 0
	}
	for _, c := range signs {
		if strings.HasSuffix(trimmed, c.sign) {
			return c.code, len(left) - len(trimmed) + len(c.sign)
		}
	}
	return "", 0
}

// maxDigits bounds the numbers that are multiplied, so that they stay small.
const maxDigits = 24

// scales reads "million" and the like behind a number whose ending ends at at,
// and returns where the number ends then. Turkish writes "15 bin 300" for their
// sum.
func (s *scanner) scales(q *quantity, at int) int {
	if q.kind == Decade {
		return at
	}
	if t := s.token(q.next); allDigits(q.value) && (t.role == andHalf && blank(s.gap(at, t.start)) || t.role == part && t.value == 50 && s.half(at, t.start)) {
		q.value += ".5"
		at = q.take(t)
	}
	for {
		t := s.token(q.next)
		multiplies := t.role == scale || t.role == hundred || t.role == dozen
		if !multiplies || len(q.value) > maxDigits || !s.joined(at, t.start) {
			return at
		}
		q.scale(t.value)
		at = q.take(t)
		if s.lang.summed && !t.last {
			at = s.sum(q, t.value, at)
		}
	}
}

// take makes a token part of the quantity.
func (q *quantity) take(t *token) int {
	q.end = t.end
	q.next++
	return t.end
}

// joined reports whether a word belongs to the number before it: there is a
// space, a hyphen or the full stop of an ordinal between them, or nothing.
func (s *scanner) joined(from, to int) bool {
	gap := s.gap(from, to)
	if gap != "" && (gap[0] == '-' || gap[0] == '.') {
		gap = gap[1:]
	}
	return blank(gap)
}

// sum adds to a number of thousands or more what follows in figures.
func (s *scanner) sum(q *quantity, unit int64, at int) int {
	t := s.token(q.next)
	if t.role != nothing || !blank(s.gap(at, t.start)) || at == t.start {
		return at
	}
	f := s.figureAt(q.next)
	rest := f.value
	end, next := f.end, f.next
	if n := s.token(next); n.role == scale && n.value < unit && blank(s.gap(end, n.start)) {
		rest, end, next = shift(rest, n.value), n.end, next+1
	} else if s.ending(f.next-1) == "" && len(f.value) > 3 {
		return at // rather a number of its own, such as a year
	}
	a, b := atoi(q.value), atoi(rest)
	if a < 0 || b <= 0 || b >= unit {
		return at
	}
	q.alts = append(q.alts, q.value, f.value)
	q.value, q.end, q.next = itoa(a+b), end, next
	return end
}

// yearLike reports whether a number is rather a year than so many of something.
func yearLike(v string) bool { return len(v) == 4 && allDigits(v) && v >= "1000" && v <= "2199" }

// after looks at what stands to the right, from at: a percent sign, a century, a
// currency.
func (s *scanner) after(q *quantity, at int) {
	if end := s.percentAfter(q, at); end > 0 {
		q.kind = Percent
		q.end = end
		return
	}
	t := s.token(q.next)
	if n := atoi(q.value); s.hundredth(t) && n > 0 && n < 100 && s.joined(at, t.start) {
		q.alts = append(q.alts, "0."+pad(n, 2))
		if s.at > 0 && s.tokens[s.at-1].role == money && blank(s.gap(s.tokens[s.at-1].end, q.start)) {
			q.alts = append(q.alts, "1."+pad(n, 2)) // "a dollar eighty-seven cents"
		}
		q.next++
		return
	}
	if t.role == century && q.kind == Number && s.joined(at, t.start) {
		s.ofCentury(q, t, at)
		return
	}
	if t.role == money || t.role == measure || t.role == clock && t.unit != "" {
		if s.joined(at, t.start) {
			s.measured(q, t)
			return
		}
		if mark := s.powerBefore(at, t.start); mark != "" && known(t.unit+mark) != "" {
			q.unit = t.unit + mark
			q.next++
			return
		}
	}
	s.signAfter(q, at)
}

// ofCentury makes a quantity the century that an ordinal number names, or the
// years of so many centuries.
func (s *scanner) ofCentury(q *quantity, t *token, at int) {
	before := &s.tokens[q.next-1]
	ordinal := before.last || before.role == roman || s.text[at] == '.' || s.lang.hyphened && !q.spelled || s.lang.ordinal(s.text[q.end:at])
	q.take(t)
	if ordinal {
		q.kind = Century
		return
	}
	q.scale(100)
}

// measured gives a quantity the unit or currency that a token names.
func (s *scanner) measured(q *quantity, t *token) {
	if t.role != money && q.priced || (units[t.unit].of == duration || t.unit == "g") && yearLike(q.value) {
		return // "$5 m" is no length, "1990 год" no time
	}
	q.unit = cmp.Or(t.unit, t.code)
	q.next++
	if t.role == money {
		s.emit(Currency, t.code, t.start, t.end)
		s.hundredths(q, t.end)
		return
	}
	if n := s.token(q.next); t.unit == "°" && n.role == measure && blank(s.gap(t.end, n.start)) {
		q.unit = n.unit
		q.next++
		return
	}
	q.unit = s.derived(t)
}

// derived is the unit that a token and what is joined to it make: an area by a
// raised figure, a speed by a second.
func (s *scanner) derived(t *token) string {
	rest := s.text[t.end:]
	for _, p := range []struct{ written, mark string }{{"²", "²"}, {"³", "³"}, {" kare", "²"}, {" küp", "³"}} {
		if strings.HasPrefix(rest, p.written) {
			return known(t.unit + p.mark)
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

// powerBefore is the mark of the power that the word between a number and a unit
// stands for, or "".
func (s *scanner) powerBefore(from, to int) string {
	const longest = 40
	if from > to || to > len(s.text) || to-from > longest {
		return ""
	}
	return powers[strings.Trim(s.text[from:to], " -\u00a0")]
}

// known is a unit of the table, or "".
func known(unit string) string {
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
	t := s.token(q.next)
	if t.role != percent {
		return 0
	}
	gap := s.gap(at, t.start)
	if t.code != "" { // "cent" of "per cent"
		var ok bool
		if gap, ok = strings.CutSuffix(gap, t.code); !ok {
			return 0
		}
	}
	if gap != "" && gap[0] == '-' {
		gap = gap[1:]
	}
	if !blank(gap) {
		return 0
	}
	q.next++
	return t.end
}

// signAfter reads the sign of a currency or of degrees at a place.
func (s *scanner) signAfter(q *quantity, at int) {
	rest := s.text[at:]
	n := spaceLength(rest)
	if s.inches(at) {
		q.unit = "in"
		return
	}
	for _, d := range degrees {
		if q.unit == "" && strings.HasPrefix(rest[n:], d.sign) {
			q.unit = d.unit
		}
	}
	for _, c := range signs {
		if strings.HasPrefix(rest[n:], c.sign) && (c.sign != "$" || n == 0) {
			s.emit(Currency, c.code, at+n, at+n+len(c.sign))
			q.unit = cmp.Or(q.unit, c.code)
			return
		}
	}
}

// inches reports whether the word or sign for inches stands at a place, behind a
// number that follows feet: elsewhere "in" is a preposition.
func (s *scanner) inches(at int) bool {
	if len(s.out) == 0 || s.out[len(s.out)-1].Unit != "ft" || at-s.out[len(s.out)-1].End > len(" feet and 11") {
		return false
	}
	rest := s.text[at:]
	return strings.HasPrefix(rest, "\"") || strings.HasPrefix(rest, "″") || strings.HasPrefix(rest, " in ") || strings.HasPrefix(rest, " in.")
}

// degrees are the signs of temperatures as they are typed; those with letters of
// other scripts look the same.
var degrees = []struct{ sign, unit string }{
	{"°F", "°F"}, {"°C", "°C"}, {"° F", "°F"}, {"° C", "°C"}, {"ºF", "°F"}, {"ºC", "°C"}, {"℃", "°C"}, {"℉", "°F"}, {"°С", "°C"}, {"° С", "°C"}, {"°", "°"},
}

// inRange completes what the first number of a range leaves to the second: "10 to 20
// thousand", "5–10 km", and what the second leaves to the first: "1914–18".
func (s *scanner) inRange(q *quantity, a *Anchor) {
	if len(s.out) == 0 {
		return
	}
	p := &s.out[len(s.out)-1]
	if p.Kind != Number || p.End > a.Start || a.Kind > Percent {
		return
	}
	gap := s.gap(p.End, a.Start)
	if s.completes(p, a, gap) {
		return
	}
	if !s.lang.ranges(gap) {
		return
	}
	if p.Unit == "" {
		p.Unit = a.Unit
	}
	if q.scaled() && len(p.Value) <= maxDigits {
		p.Alt = append(p.Alt, times(p.Value, q.factor))
	}
}

// completes gives the second number of a range the digits that it shares with the
// first: "1914–18", "1946/47", "112–15".
func (s *scanner) completes(p, a *Anchor, gap string) bool {
	n, m := len(p.Value), len(a.Value)
	joined := gap == "-" || gap == "–" || gap == "—" || gap == "‑" || gap == "/" && n == 4
	if !joined || n < 3 || m >= n || m == 0 || a.Spelled || a.Kind != Number || !allDigits(p.Value) || !allDigits(a.Value) || s.text[a.Start] == '0' && m == 1 {
		return false
	}
	digits := s.text[a.Start:a.End]
	if !allDigits(digits) || p.Value != s.text[p.Start:p.End] {
		return false
	}
	whole := p.Value[:n-len(digits)] + digits
	if whole <= p.Value {
		return false
	}
	a.Alt = append(a.Alt, a.Value)
	a.Value = whole
	return true
}

// times multiplies a decimal number by what words behind it stand for.
func times(value string, by int64) string {
	if n := atoi(value); by%10 != 0 && n > 0 && n < 1<<32 {
		return itoa(n * by)
	}
	return shift(value, by)
}

// half reports whether a half behind a whole number is added to it: "two and a half",
// "два с половиной".
func (s *scanner) half(from, to int) bool {
	gap := s.gap(from, to)
	return gap == " and a " || gap == " с "
}

// written emits a fraction in figures.
func (s *scanner) written(n, d int64) {
	t, u := s.token(s.at), s.token(s.at+1)
	q := quantity{figure: figure{value: share(n, d), alts: fractionParts(n, d), start: t.start, end: u.end, next: s.at + 2}}
	s.after(&q, s.scales(&q, q.end))
	s.finish(&q)
}

// hundredth reports whether a token names a hundredth of a currency.
func (s *scanner) hundredth(t *token) bool {
	return t.role == minor || t.role == percent && t.code != ""
}

// hundredths adds to an amount of money, which ends at at, what is said of it in the
// small coin: "three dollars forty-five cents", "3 доллара 45 центов", "one dollar
// eighty-seven".
func (s *scanner) hundredths(q *quantity, at int) {
	n, next, end := s.below100(q.next)
	if n == 0 || !allDigits(q.value) {
		return
	}
	gap := s.gap(at, s.token(q.next).start)
	joined := blank(gap) || gap == ", " || gap == " and " || gap == " ve " || gap == " и "
	coin := s.hundredth(s.token(next)) && blank(s.gap(end, s.token(next).start))
	if !joined || !coin && !(q.spelled && blank(gap) && s.token(q.next).role == ten) {
		return
	}
	q.alts = append(q.alts, q.value, itoa(n))
	q.value += "." + pad(n, 2)
	q.next, q.end = next, end
	if coin {
		q.next++
	}
}

// below100 is the number from 1 to 99 that begins at token i, the token behind it and
// where it ends; 0 if there is none.
func (s *scanner) below100(i int) (n int64, next, end int) {
	t := s.token(i)
	if n = s.dayOf(i); n > 0 {
		return n, i + 1, t.end
	}
	if t.role != unit && t.role != ten {
		return 0, i, 0
	}
	n, next, end = t.value, i+1, t.end
	if u := s.token(next); t.role == ten && n%10 == 0 && u.role == unit && u.value < 10 && s.continues(t.end, u.start) {
		n, next, end = n+u.value, next+1, u.end
	}
	return n, next, end
}
