package anchor

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// date is a calendar date; a part that is not given is 0.
type date struct{ year, month, day int64 }

func (d date) String() string {
	b := make([]byte, 0, 10)
	if d.year > 0 {
		b = append(b, padNumber(d.year, 4)...)
	} else {
		b = append(b, '-')
	}
	b = append(append(b, '-'), padNumber(d.month, 2)...)
	if d.day > 0 {
		b = append(append(b, '-'), padNumber(d.day, 2)...)
	}
	return string(b)
}

// padNumber writes a number with zeros in front up to a width.
func padNumber(n int64, width int) string {
	t := itoa(n)
	return strings.Repeat("0", max(width-len(t), 0)) + t
}

func (d date) isValid() bool { return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31 }

func (s *scanner) emitDate(d date, alts []string, start, end int) {
	if s.lang.buddhist && isBuddhist(d.year) {
		alts = append(alts, date{d.year - buddhistYears, d.month, d.day}.String())
	}
	s.out = append(s.out, Anchor{Kind: Date, Value: d.String(), Alt: alts, Start: start, End: end})
}

// slashedMonth reads "2018/6" where dates begin with the year. 2011/12 may be a season.
func (s *scanner) slashedMonth() bool {
	t, u, v := s.tokenAt(s.at), s.tokenAt(s.at+1), s.tokenAt(s.at+2)
	y, digits := s.yearOf(s.at), s.digitsOf(u)
	if !s.lang.myriad || y == 0 || s.gapText(t.end, u.start) != "/" || s.digitsOf(v) != "" && s.gapText(u.end, v.start) == "/" {
		return false
	}
	m := atoi(digits)
	if m < 1 || m > monthsOfYear || len(digits) > 1 && m == (y+1)%100 {
		return false
	}
	s.emitDate(date{year: y, month: m}, nil, t.start, u.end)
	s.at += 2
	return true
}

// dateInFigures reads "2022-11-30", "30.11.2022", "11/30/2022".
func (s *scanner) dateInFigures() bool {
	t, u, v := s.tokenAt(s.at), s.tokenAt(s.at+1), s.tokenAt(s.at+2)
	a, b, c := s.digitsOf(t), s.digitsOf(u), s.digitsOf(v)
	if a == "" || b == "" || c == "" || len(b) > 2 {
		return false
	}
	sep := s.gapText(t.end, u.start)
	if sep != s.gapText(u.end, v.start) || sep != "." && sep != "-" && sep != "/" {
		return false
	}
	x, y, z := atoi(a), atoi(b), atoi(c)
	var d, other date
	switch {
	case len(a) == 4 && len(c) <= 2:
		d = date{x, y, z}
	case len(a) > 2 || len(c) != 4:
		return false
	case sep == "/" && s.lang.monthFirst:
		d, other = date{z, x, y}, date{z, y, x}
	default:
		d, other = date{z, y, x}, date{z, x, y}
	}
	if !d.isValid() {
		d, other = other, date{}
	}
	if !d.isValid() || d.year < 1000 || d.year > 2999 {
		return false
	}
	var alts []string
	dayFirst := s.lang.dayFirst && sep != "-" || sep == "." && s.lang.calendar.order != "" && !s.lang.monthFirst
	if other.isValid() && other != d && !dayFirst {
		alts = []string{other.String()}
	}
	s.emitDate(d, alts, t.start, v.end)
	s.at += 3
	return true
}

// dayOf is the day that token i can be, or 0.
func (s *scanner) dayOf(i int) int64 {
	d := s.digitsOf(s.tokenAt(i))
	if d == "" || len(d) > 2 {
		return 0
	}
	return atoi(d)
}

// yearOf is the year that token i can be, or 0.
func (s *scanner) yearOf(i int) int64 {
	y := s.digitsOf(s.tokenAt(i))
	if len(y) != 4 || y[0] != '1' && y[0] != '2' {
		return 0
	}
	return atoi(y)
}

// dayFirst reads "30 November 2022", "29–30 ноября", "30 Kasım 2022'de". A day
// that no month has is read as well: it is a slip for one.
func (s *scanner) dayFirst() bool {
	first, last := s.dayOf(s.at), int64(0)
	if first == 0 {
		return false
	}
	i := s.at
	if second := s.dayOf(i + 1); second > 0 && isDash(s.gapText(s.endOfFigure(i), s.tokenAt(i+1).start)) {
		last = second
		i++
	}
	m := s.tokenAt(i + 1)
	if m.role != month || !s.beforeMonth(s.endOfFigure(i), m.start) {
		return false
	}
	d := date{month: m.value, day: first}
	end, next := m.end, i+2
	if y := s.yearAfter(i + 1); y > 0 {
		d.year, end, next = y, s.tokens[i+2].end, i+3
	}
	s.emitDays(d, last, s.tokens[s.at].start, end)
	s.at = next
	return true
}

// emitDays emits a date, or two if last is the day that a range of days ends
// with.
func (s *scanner) emitDays(d date, last int64, start, end int) {
	s.emitDate(d, nil, start, end)
	if last > 0 {
		d.day = last
		s.emitDate(d, nil, start, end)
	}
}

// endOfFigure is the end of token i with its ending.
func (s *scanner) endOfFigure(i int) int { return s.tokens[i].end + len(s.endingOf(i)) }

// beforeMonth reports whether a day can stand before a month with this between
// them.
func (s *scanner) beforeMonth(from, to int) bool {
	gap := s.gapText(from, to)
	switch gap {
	case " of ", "-", "/", " of the month of ":
		return true
	}
	return isBlank(strings.TrimPrefix(gap, ".")) || s.lang.calendar.joinsDate("dm", gap)
}

// yearAfter is the year behind the month that token i is, or 0.
func (s *scanner) yearAfter(i int) int64 {
	y := s.yearOf(i + 1)
	if y == 0 {
		return 0
	}
	gap := s.gapText(s.tokens[i].end, s.tokens[i+1].start)
	switch gap {
	case " of ", ", ", "-", ",", "/":
		return y
	}
	if isBlank(strings.TrimPrefix(gap, ".")) || s.lang.calendar.joinsDate("my", gap) {
		return y
	}
	return 0
}

// monthFirst reads "November 30, 2022", "Kasım 2022", "Sept. 5", and the
// months of "Eylül-Aralık 2022" and of "Haziran, Temmuz ve Ağustos 2022".
func (s *scanner) monthFirst() {
	m := &s.tokens[s.at]
	if y := s.yearAfter(s.at); y > 0 {
		s.emitDate(date{year: y, month: m.value}, nil, m.start, s.tokens[s.at+1].end)
		s.at += 2
		return
	}
	if s.monthRun() || m.dayBehind && s.dayAfter() {
		return
	}
	s.loneMonth()
	s.at++
}

// monthRun reads all but the last of several months that follow each other. With a year
// behind the last, each is named, also one that could be another word if it stood alone, and
// one with a dash behind it has that year. Whether others have it cannot be told from what
// joins them, a comma or a word: see [index.addMonths].
func (s *scanner) monthRun() bool {
	last := s.at
	for s.isSpanOfMonths(last) || s.isListOfMonths(last) {
		last++
	}
	far := last
	for far < s.at+monthsOfYear && s.isNamedWith(far) {
		far++
	}
	y := s.yearAfter(far)
	if y > 0 {
		last = far
	}
	if last == s.at {
		return false
	}
	shared := last // the first of those that have the year of the last
	for y > 0 && shared > s.at && s.sharesYear(shared-1, shared < last) {
		shared--
	}
	for ; s.at < last; s.at++ {
		m := &s.tokens[s.at]
		switch {
		case y == 0:
			s.loneMonth()
		case isDash(s.gapText(m.end, s.tokens[s.at+1].start)):
			s.emitDate(date{year: y, month: m.value}, nil, m.start, m.end)
		default:
			s.emitAlone(Month, padNumber(m.value, 2), m.start, m.end)
			s.out[len(s.out)-1].yeared = s.at >= shared
		}
	}
	return true
}

// dayAfter reads the day, or range of days, and the year behind a month.
func (s *scanner) dayAfter() bool {
	m := &s.tokens[s.at]
	first, last := s.dayOf(s.at+1), int64(0)
	if first < 1 || first > 31 || !isBlank(strings.TrimPrefix(s.gapText(m.end, s.tokens[s.at+1].start), ".")) || s.isDecimal(s.at+1) {
		return false
	}
	i := s.at + 1
	if second := s.dayOf(i + 1); second > first && second <= 31 && isDash(s.gapText(s.endOfFigure(i), s.tokens[i+1].start)) {
		last = second
		i++
	}
	d := date{month: m.value, day: first}
	end, next := s.tokens[i].end, i+1
	if y := s.yearOf(next); y > 0 {
		if gap := s.gapText(s.endOfFigure(i), s.tokens[next].start); gap == "," || isBlank(strings.TrimPrefix(gap, ",")) {
			d.year, end = y, s.tokens[next].end
			next++
		}
	}
	s.emitDays(d, last, m.start, end)
	s.at = next
	return true
}

// isDecimal reports whether a fraction is joined to the figure that token i is, which is no day
// then: "2017 m. rugsėjį 7,1 balo".
func (s *scanner) isDecimal(i int) bool {
	u := s.tokenAt(i + 1)
	gap := s.gapText(s.tokens[i].end, u.start)
	return len(gap) == 1 && gap[0] == s.lang.decimal && s.digitsOf(u) != "" && s.yearOf(i+1) == 0
}

// yearFirst reads "2022 Kasım".
func (s *scanner) yearFirst() bool {
	y, m := s.yearOf(s.at), s.tokenAt(s.at+1)
	if y == 0 || m.role != month || m.dayBehind {
		return false
	}
	if gap := s.gapText(s.tokens[s.at].end, m.start); gap == "" || strings.TrimSpace(gap) != "" || s.yearAfter(s.at+1) > 0 {
		return false
	}
	s.emitDate(date{year: y, month: m.value}, nil, s.tokens[s.at].start, m.end)
	s.at += 2
	return true
}

// timeOfDay reads "14:05", "14:05:30" without its seconds, "2:05 p.m.", "2pm", and
// "saat 14.05".
func (s *scanner) timeOfDay() bool {
	t, u := s.tokenAt(s.at), s.tokenAt(s.at+1)
	h := s.dayOf(s.at)
	if len(s.digitsOf(t)) > 2 || h > 24 {
		return false
	}
	minute, end, next := int64(0), t.end, s.at+1
	sep := s.gapText(t.end, u.start)
	if d := s.digitsOf(u); len(d) == 2 && d < "60" && (sep == ":" || sep == ".") {
		minute, end, next = atoi(d), u.end, s.at+2
		if v := s.tokenAt(next); s.digitsOf(v) != "" && s.gapText(u.end, v.start) == sep { // seconds
			end, next = v.end, next+1
		}
	}
	if d := s.digitsOf(u); strings.EqualFold(sep, "h") && len(d) == 2 {
		minute, end, next, sep = atoi(d), u.end, s.at+2, ":" // "21h45"
	}
	if v := s.tokenAt(s.at + 2); s.namesMoment(t.start) && u.role == measure && u.unit == "h" && u.end-u.start == 1 && s.isMinute(v) && isBlank(sep) && isBlank(s.gapText(u.end, v.start)) {
		minute, end, next, sep = atoi(s.digitsOf(v)), v.end, s.at+3, ":" // "19 h 45"
	}
	named := unnamed
	offset, stop := s.halfDay(end)
	switch {
	case stop > 0 && h <= 12:
		s.startsRange(h, offset, t.start)
		h, end = h%12+offset, stop
		named = morning + half(offset/12)
	case sep == ":" && next > s.at+1:
	case sep == "." && next > s.at+1 && s.afterClock():
	default:
		return false
	}
	s.out = append(s.out, Anchor{Kind: Time, Value: padNumber(h, 2) + ":" + padNumber(minute, 2), Alt: universal(60*h+minute, s.text[end:]), half: named, Start: t.start, End: end})
	s.at = next
	return true
}

// zones are the time zones beside Universal Time whose abbreviations mean one zone everywhere, by
// the minutes that they are ahead of Universal Time (IANA time zone database 2025b).
var zones = map[string]int64{
	"JST": 540, "KST": 540, "MSK": 180, "МСК": 180, "TRT": 180, "TSİ": 180, "EET": 120, "EEST": 180,
	"CET": 60, "CEST": 120, "WEST": 60, "EST": -300, "EDT": -240, "PST": -480, "PDT": -420,
}

// universal is the Universal Time of a time of day, in minutes, that has the abbreviation of a
// time zone behind it: "23:00 (JST)" is 14:00.
func universal(minutes int64, behind string) []string {
	m := zoneBehind.FindStringSubmatch(behind)
	if m == nil {
		return nil
	}
	ahead, ok := zones[m[1]]
	if !ok {
		return nil
	}
	const day = 24 * 60
	return []string{clockValue((minutes - ahead + day) % day)}
}

// zoneBehind matches what may be the abbreviation of a time zone behind a time.
var zoneBehind = regex.Lazy(`^\s*\(?(\p{Lu}{3,4})(?:\W|$)`)

// namesMoment reports whether a word before a place leads to a time of day rather than to a
// length of time, which is written in the same way: "à 19 h 45", but "dure 1 h 45".
func (s *scanner) namesMoment(at int) bool {
	const longest = 16 // bytes
	if len(s.lang.moments.before) == 0 {
		return false
	}
	left := strings.TrimRight(strings.ToLower(s.text[max(0, at-longest):at]), " \u00a0")
	return slices.ContainsFunc(s.lang.moments.before, func(word string) bool { return endsWith(left, word) })
}

// isMinute reports whether a token is two digits that name a minute, without the word for one.
func (s *scanner) isMinute(t *token) bool {
	d := s.digitsOf(t)
	return len(d) == 2 && d < "60" && !strings.HasPrefix(strings.TrimLeft(s.text[t.end:], " \u00a0\u202f"), "m")
}

// startsRange makes a time of day of the number from which a range leads to an hour in
// the same half of the day: "6–7 pm", "6 -7 pm".
func (s *scanner) startsRange(hour, offset int64, at int) {
	if len(s.out) == 0 {
		return
	}
	p := &s.out[len(s.out)-1]
	if p.Kind != Number || p.Spelled || len(p.Value) > 2 || !allDigits(p.Value) {
		return
	}
	first := atoi(p.Value)
	if gap := strings.TrimSpace(s.gapText(p.End, at)); first < 1 || first > hour || hour == 12 || gap != "-" && gap != "–" && gap != "—" {
		return
	}
	p.Kind, p.Value, p.Alt = Time, padNumber(first%12+offset, 2)+":00", nil
}

// afterClock reports whether the word for the time of day stands before the
// token.
func (s *scanner) afterClock() bool {
	return s.at > 0 && s.tokens[s.at-1].role == clock && isBlank(s.gapText(s.tokens[s.at-1].end, s.tokens[s.at].start))
}

// halfDay reads "a.m." or "p.m." at a place: the hours to add, and where it
// ends, or 0.
func (s *scanner) halfDay(at int) (offset int64, end int) {
	rest := s.text[at:]
	n := spaceLength(rest)
	rest = rest[n:]
	if len(rest) < 2 || rest[0]|0x20 != 'a' && rest[0]|0x20 != 'p' {
		return 0, 0
	}
	k := 1
	if rest[k] == '.' {
		k++
	}
	if k >= len(rest) || rest[k]|0x20 != 'm' {
		return 0, 0
	}
	k++
	if k < len(rest) && (classes[rest[k]] == letter || classes[rest[k]] == digit) {
		return 0, 0
	}
	if rest[0]|0x20 == 'p' {
		offset = 12
	}
	return offset, at + n + k
}
