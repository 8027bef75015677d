package anchor

import (
	"slices"
	"strings"
	"unicode"
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
	ordinal  bool  // see [Anchor]
	multiple bool
	factors  []string
}

// readNumber reads a number in figures with what belongs to it.
func (s *scanner) readNumber() {
	if n, d, ok := s.readRatio(s.at); ok {
		s.emitFraction(n, d)
		return
	}
	q := quantity{figure: s.figureAt(s.at)}
	s.addFraction(&q)
	s.addPower(&q)
	ending := ""
	if s.tokenAt(q.next-1).role == nothing {
		ending = s.endingOf(q.next - 1)
	}
	s.lookBefore(&q)
	at := q.end + len(ending)
	switch {
	case ending == "" && q.priced:
		q.byLetter(s.lettersAt(q.end))
		if q.isScaled() {
			at = q.end
			if s.tokenAt(q.next).start < q.end {
				q.next++
			}
		}
	case ending == "":
		q.ordinal = s.lang.dotted && s.isDotted(q.end)
	case s.lang.decade(ending) && roundYear(q.value) && q.unit == "":
		q.kind = Decade
		s.wholeDecade(&q)
	case s.lang.ordinal(ending):
		q.ordinal = true
	case q.priced:
		q.byLetter(ending)
	}
	s.otherReadings(&q)
	at = s.readScales(&q, at)
	s.lookAfter(&q, at)
	s.asFullHour(&q)
	s.finishNumber(&q)
}

// isDotted reports whether the full stop of an ordinal number stands at a place: the sentence
// goes on behind it.
func (s *scanner) isDotted(at int) bool {
	rest, ok := strings.CutPrefix(s.text[at:], ".")
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0"))
	return ok && spaceLength(rest) > 0 && unicode.IsLower(next)
}

// asFullHour takes "18.00" for a time of day in a language with a decimal comma, unless
// something else is counted by it. Other times with a point may be versions and sections.
func (s *scanner) asFullHour(q *quantity) {
	hour, minutes, _ := strings.Cut(q.value, ".")
	if minutes != "00" || len(hour) > 2 || !allDigits(hour) || atoi(hour) > 24 || s.lang.decimal != ',' || q.kind != Number || q.unit != "" || !slices.Contains([]string{q.value, "0" + q.value}, s.text[q.start:q.end]) {
		return
	}
	q.kind, q.value, q.alts = Time, clockValue(60*atoi(hour)), append(q.alts, itoa(atoi(hour)))
}

// buddhistYears is by how much a year of the Thai calendar is ahead.
const buddhistYears = 543

// isBuddhist reports whether a year is rather one of the Thai calendar.
func isBuddhist(year int64) bool { return year >= 2400 && year < 2700 }

// otherReadings adds what a number in figures can be besides: a day and a month where a
// full stop stands behind both ("6.11."), a clause counted within its section, thousands
// ("10k users") or more of them in a language without known words for these, a year of the
// Thai calendar, or one without its century.
func (s *scanner) otherReadings(q *quantity) {
	day, month, pointed := strings.Cut(s.text[q.start:q.end], ".")
	d := date{day: atoi(day), month: atoi(month)}
	dotted := strings.HasPrefix(s.lang.calendar.joints["dm"], ".")
	if pointed && dotted && strings.HasPrefix(s.text[q.end:], ".") && len(day) <= 2 && len(month) <= 2 && d.isValid() {
		q.alts = append(q.alts, d.String(), itoa(d.day))
	}
	if s.isClause(q) {
		q.alts = append(q.alts, plainDigits(q.value[strings.LastIndexByte(q.value, '.')+1:]))
	}
	if strings.EqualFold(s.lettersAt(q.end), "k") {
		q.alts = append(q.alts, multiplyDecimal(q.value, 1000))
	}
	if s.lang.scaleless && s.isBesideWord(q) {
		q.alts = append(q.alts, scaled(q.value)...)
	}
	if n := atoi(q.value); s.lang.buddhist && isBuddhist(n) && len(q.value) == 4 {
		q.alts = append(q.alts, itoa(n-buddhistYears))
	}
	if len(q.value) == 2 && allDigits(q.value) && s.isShortened(q.start) {
		q.alts = append(q.alts, "19"+q.value, "18"+q.value, "20"+q.value)
	}
}

// isBesideWord reports whether a word stands before or behind a number that can be one for
// thousands or millions in a language of which these are not known: neither is known as
// another, such as the unit of what is counted.
func (s *scanner) isBesideWord(q *quantity) bool {
	head, rest := strings.TrimRight(s.text[:q.start], " \u00a0-"), strings.TrimLeft(s.text[q.end:], " \u00a0")
	before := head[len(strings.TrimRightFunc(head, inWord)):]
	behind := rest[:len(rest)-len(strings.TrimLeftFunc(rest, inWord))]
	return before+behind != "" && !s.knows(before) && !s.knows(behind)
}

// inWord reports whether a character is part of a word: a letter, a mark of one, or what
// joins or parts letters without a width.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u200c' || r == '\u200d'
}

// knows reports whether the language has a word, or one that it begins with, or it is the
// symbol of a unit.
func (s *scanner) knows(word string) bool {
	_, known := s.lang.words.lookUp(word)
	_, symbol := figureSymbols[word]
	_, begun := s.lang.behindFigure(word)
	return known || symbol || begun > 0
}

// scaled are the thousands, millions and billions that a number of up to three digits before
// the point can be so many of, as long as they are round.
func scaled(value string) []string {
	if whole, _, _ := strings.Cut(value, "."); len(whole) > 3 {
		return nil
	}
	var out []string
	for _, by := range []int64{1_000, 1_000_000, 1_000_000_000} {
		if n := multiplyDecimal(value, by); strings.HasSuffix(n, "00") {
			out = append(out, n)
		}
	}
	return out
}

// isClause reports whether a text begins with the number of its section and its own in
// that ("4.2."), for which other conventions have "(2)".
func (s *scanner) isClause(q *quantity) bool {
	behind := s.text[q.end:]
	if strings.Trim(s.text[:q.start], beforeClause) != "" || strings.IndexAny(behind, ".)") != 0 || spaceLength(behind[1:]) == 0 {
		return false
	}
	return clauseParts(q.value) > 1
}

// isShortened reports whether an apostrophe stands for the century of a year that begins
// at a place: "the flood of ’68".
func (s *scanner) isShortened(start int) bool {
	before := s.text[:start]
	for _, sign := range []string{"’", "'", "‘"} {
		if head, ok := strings.CutSuffix(before, sign); ok {
			last, _ := utf8.DecodeLastRuneInString(head)
			return head == "" || unicode.IsSpace(last) || last == '(' || last == '-' || last == '–'
		}
	}
	return false
}

func (s *scanner) finishNumber(q *quantity) {
	a := Anchor{Kind: q.kind, Value: q.value, Alt: q.alts, Doubtful: q.doubtful && !s.inCode(q.start, q.end), Spelled: q.spelled, Unit: q.unit, Notation: q.notation, Ordinal: q.ordinal, multiple: q.multiple, factors: q.factors, Start: q.start, End: q.end}
	a.pointed = s.lang.decimal == ',' && !q.spelled && strings.Contains(q.value, ".") && strings.Contains(s.text[q.start:q.end], ".")
	behind, _ := utf8.DecodeRuneInString(s.text[q.end:])
	a.glued = !q.spelled && unicode.IsLetter(behind)
	s.inRange(q, &a)
	s.out = append(s.out, a)
	s.at = q.next
}

// inCode reports whether a figure is all that a code span holds. Such a figure is often
// what one types or reads on a screen, and left as it is in any language.
func (s *scanner) inCode(start, end int) bool {
	before, after := s.text[:start], s.text[end:]
	return strings.HasSuffix(before, "`") && strings.HasPrefix(after, "`") ||
		strings.HasSuffix(before, "<code>") && strings.HasPrefix(after, "</code>")
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
	q.scaleBy(by)
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

// isScaled reports whether the quantity was multiplied.
func (q *quantity) isScaled() bool { return q.factor > 1 }

func (q *quantity) scaleBy(by int64) {
	q.factor = max(q.factor, 1) * by
	q.alts = append(q.alts, q.value)
	q.value = multiplyDecimal(q.value, by)
}

// lookBefore looks at what stands to the left: a sign, a percent sign, a currency.
func (s *scanner) lookBefore(q *quantity) {
	left := s.text[:q.start]
	var t *token
	if s.at > 0 && isBlank(s.gapText(s.tokens[s.at-1].end, q.start)) {
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
		s.emitAnchor(Currency, code, q.start-size, q.start)
		q.priced, q.unit = true, code
	case t != nil && t.role == money && !t.weak:
		s.emitAnchor(Currency, t.code, t.start, t.end)
		q.priced, q.unit = true, t.code
	case strings.HasSuffix(left, ".") && endsApart(left[:len(left)-1]) && allDigits(q.value):
		q.alts = append(q.alts, q.value)
		q.value = "0." + s.text[q.start:q.end]
		q.start--
	default:
		s.takeMinus(q)
	}
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

// readScales reads "million" and the like behind a number whose ending ends at at,
// and returns where the number ends then. Turkish writes "15 bin 300" for their
// sum.
func (s *scanner) readScales(q *quantity, at int) int {
	if q.kind == Decade {
		return at
	}
	if t := s.tokenAt(q.next); allDigits(q.value) && (t.role == andHalf && isBlank(s.gapText(at, t.start)) || t.role == part && t.value == 50 && s.addsHalf(at, t.start)) {
		q.value += ".5"
		at = q.takeToken(t)
	}
	if s.lang.myriad {
		return s.readMyriads(q, at)
	}
	for {
		t := s.tokenAt(q.next)
		multiplies := t.role == scale || t.role == hundred || t.role == dozen
		if !multiplies || len(q.value) > maxDigits || !s.isJoined(at, t.start) {
			return at
		}
		q.scaleBy(t.value)
		at = q.takeToken(t)
		if s.lang.summed && !t.last {
			at = s.addRest(q, t.value, at)
		}
	}
}

// takeToken makes a token part of the quantity.
func (q *quantity) takeToken(t *token) int {
	q.end = t.end
	q.next++
	return t.end
}

// isJoined reports whether a word belongs to the number before it: there is a
// space, a hyphen or the full stop of an ordinal between them, or nothing.
func (s *scanner) isJoined(from, to int) bool {
	gap := s.gapText(from, to)
	if gap != "" && (gap[0] == '-' || gap[0] == '.') {
		gap = gap[1:]
	}
	return isBlank(gap)
}

// addRest adds to a number of thousands or more what follows in figures.
func (s *scanner) addRest(q *quantity, unit int64, at int) int {
	t := s.tokenAt(q.next)
	if t.role != nothing || !isBlank(s.gapText(at, t.start)) || at == t.start {
		return at
	}
	f := s.figureAt(q.next)
	rest := f.value
	end, next := f.end, f.next
	if n := s.tokenAt(next); n.role == scale && n.value < unit && isBlank(s.gapText(end, n.start)) {
		rest, end, next = shiftDecimal(rest, n.value), n.end, next+1
	} else if s.endingOf(f.next-1) == "" && len(f.value) > 3 {
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

// lookAfter looks at what stands to the right, from at: a percent sign, a century, a
// currency.
func (s *scanner) lookAfter(q *quantity, at int) {
	if end := s.percentAfter(q, at); end > 0 {
		q.kind = Percent
		q.end = end
		return
	}
	t := s.tokenAt(q.next)
	if n := atoi(q.value); t.role == minor && n > 0 && n < 100 && s.isJoined(at, t.start) {
		q.alts = append(q.alts, "0."+padNumber(n, 2))
		if s.at > 0 && s.tokens[s.at-1].role == money && isBlank(s.gapText(s.tokens[s.at-1].end, q.start)) {
			q.alts = append(q.alts, "1."+padNumber(n, 2)) // "a dollar eighty-seven cents"
		}
		q.unit = smallCoin
		q.next++
		return
	}
	if t.role == century && q.kind == Number && s.isJoined(at, t.start) {
		s.ofCentury(q, t, at)
		return
	}
	if t.role == money || t.role == measure || t.role == clock && t.unit != "" {
		if s.isJoined(at, t.start) {
			s.takeUnit(q, t)
			return
		}
		if u := s.unitBehind(at, t); u != "" {
			q.unit = u
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
	ordinal := before.last || before.role == roman || s.text[at] == '.' || s.lang.hyphened && !q.spelled || at > q.end || s.lang.myriad
	q.takeToken(t)
	if ordinal {
		q.kind = Century
		return
	}
	q.scaleBy(100)
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
	gap := s.gapText(p.End, a.Start)
	if p.Notation == "" && a.Notation == "" && (strings.Trim(gap, " \u00a0") == ":" || s.lang.summed && isDative(gap) || isScore(p, a, gap)) {
		p.Notation, a.Notation = Ratio, Ratio
	}
	if s.completeRange(p, a, gap) {
		return
	}
	if !s.lang.partsRange(gap) {
		return
	}
	if p.Unit == "" {
		p.Unit = a.Unit
	}
	if q.isScaled() && len(p.Value) <= maxDigits {
		p.Alt = append(p.Alt, multiplyDecimal(p.Value, q.factor))
	}
}

// isScore reports whether two numbers with a dash between may be a result, in which their
// order counts: "3–1".
func isScore(p, a *Anchor, gap string) bool {
	const most = 3 // digits
	return (gap == "-" || gap == "–" || gap == "—") && !p.Spelled && !a.Spelled && p.Unit == "" && a.Unit == "" && p.Kind == Number && a.Kind == Number &&
		len(p.Value) <= most && len(a.Value) <= most && allDigits(p.Value) && allDigits(a.Value)
}

// completeRange gives the second number of a range the digits that it shares with the
// first: "1914–18", "1946/47", "112–15".
func (s *scanner) completeRange(p, a *Anchor, gap string) bool {
	n, m := len(p.Value), len(a.Value)
	joined := gap == "-" || gap == "–" || gap == "—" || gap == "‑" || gap == "/" && n == 4
	if !joined && n == 4 && m == 2 && s.lang.partsRange(gap) && yearLike(p.Value) && allDigits(a.Value) && a.Value > p.Value[2:] {
		a.Alt = append(a.Alt, p.Value[:2]+a.Value) // "von 1939 bis 45"
	}
	if !joined || n < 3 || m >= n || m == 0 || a.Spelled || a.Kind != Number || !allDigits(p.Value) || !allDigits(a.Value) || s.text[a.Start] == '0' && m == 1 {
		return false
	}
	digits := s.text[a.Start:a.End]
	if len(digits) >= n || !allDigits(digits) || p.Value != s.text[p.Start:p.End] || beginsLatin(s.text[a.End:]) {
		return false // with zeros in front or a letter behind, it is a number of its own: 800-63b
	}
	whole := p.Value[:n-len(digits)] + digits
	if whole <= p.Value {
		return false
	}
	a.Alt = append(a.Alt, a.Value)
	a.Value = whole
	return true
}

// beginsLatin reports whether a text begins with a letter of ASCII.
func beginsLatin(text string) bool {
	return text != "" && text[0] < utf8.RuneSelf && classes[text[0]] == letter
}

// multiplyDecimal multiplies a decimal number by what words behind it stand for.
func multiplyDecimal(value string, by int64) string {
	if n := atoi(value); by%10 != 0 && n > 0 && n < 1<<32 {
		return itoa(n * by)
	}
	return shiftDecimal(value, by)
}

// addsHalf reports whether a half behind a whole number is added to it: "two and a half",
// "два с половиной".
func (s *scanner) addsHalf(from, to int) bool {
	gap := s.gapText(from, to)
	return gap == " and a " || gap == " с "
}

// emitFraction emits a fraction in figures.
func (s *scanner) emitFraction(n, d int64) {
	t, u := s.tokenAt(s.at), s.tokenAt(s.at+1)
	q := quantity{figure: figure{start: t.start, end: u.end, next: s.at + 2}}
	s.takeFraction(&q, n, d)
	s.lookAfter(&q, s.readScales(&q, q.end))
	s.finishNumber(&q)
}

// addHundredths adds to an amount of money, which ends at at, what is said of it in the
// small coin: "three dollars forty-five cents", "3 доллара 45 центов", "one dollar
// eighty-seven".
func (s *scanner) addHundredths(q *quantity, at int) {
	n, next, end := s.below100(q.next)
	if n == 0 || !allDigits(q.value) {
		return
	}
	gap := s.gapText(at, s.tokenAt(q.next).start)
	joined := isBlank(gap) || slices.Contains([]string{", ", " and ", " ve ", " и ", " und ", " et ", " y ", " con ", " e "}, gap)
	coin := s.tokenAt(next).role == minor && isBlank(s.gapText(end, s.tokenAt(next).start))
	if !joined || !coin && !(q.spelled && isBlank(gap) && s.tokenAt(q.next).role == ten) {
		return
	}
	q.alts = append(q.alts, q.value, itoa(n))
	q.value += "." + padNumber(n, 2)
	q.next, q.end = next, end
	if coin {
		q.next++
	}
}

// below100 is the number from 1 to 99 that begins at token i, the token behind it and
// where it ends; 0 if there is none.
func (s *scanner) below100(i int) (n int64, next, end int) {
	t := s.tokenAt(i)
	if n = s.dayOf(i); n > 0 {
		return n, i + 1, t.end
	}
	if t.role != unit && t.role != ten {
		return 0, i, 0
	}
	n, next, end = t.value, i+1, t.end
	if u := s.tokenAt(next); t.role == ten && n%10 == 0 && u.role == unit && u.value < 10 && s.continuesNumber(t.end, u.start) {
		n, next, end = n+u.value, next+1, u.end
	}
	return n, next, end
}
