package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// The points of the compass as bits, so that two of them make the point between.
const (
	north int64 = 1 << iota
	south
	east
	west
)

// points are the points of the compass by their bits.
var points = map[int64]string{
	north: "N", south: "S", east: "E", west: "W", north | east: "NE", north | west: "NW", south | east: "SE", south | west: "SW",
}

// pointOf is a point of the compass by its letters, as bits.
func pointOf(letters string) int64 {
	for bits, name := range points {
		if name == letters {
			return bits
		}
	}
	return 0
}

// emitWeekday emits a day of the week that stands alone. One that may be a word of another
// meaning, as those in short, is one as an end of a range, "Mon–Fri", or before the word for
// a day: "pazar günü".
func (s *scanner) emitWeekday() {
	t := &s.tokens[s.at]
	if !t.vague || s.isSpanOfDays(s.at-1) || s.isSpanOfDays(s.at) || s.lang.day != nil && s.lang.day.MatchString(s.text[t.end:]) {
		s.emitAlone(Weekday, itoa(t.value), t.start, t.end)
	}
	s.at++
}

// daysWithin reads the weekdays within letters, of a language that puts no blanks between words.
func (s *scanner) daysWithin(i, end int) {
	for i < end {
		first, size := utf8.DecodeRuneInString(s.text[i:])
		k := slices.IndexFunc(s.lang.days[first], func(e entry) bool { return strings.HasPrefix(s.text[i:end], e.word) })
		if k >= 0 {
			day := &s.lang.days[first][k]
			size = len(day.word)
			if day.value > 0 && !s.isCount(day, s.text[:i], s.text[i+size:end]) {
				s.emitAlone(Weekday, itoa(day.value), i, i+size)
			}
		}
		i += size
	}
}

// isCount reports whether a weekday that ends with its number is a number of things a week by what
// stands on both sides of it: "每周五天". The seventh, "周日", does not end so.
func (s *scanner) isCount(day *entry, before, behind string) bool {
	return day.value < 7 &&
		slices.ContainsFunc(s.lang.counters[0], func(word string) bool { return strings.HasSuffix(before, word) }) &&
		slices.ContainsFunc(s.lang.counters[1], func(word string) bool { return strings.HasPrefix(behind, word) })
}

// isSpanOfDays reports whether token i and the next are weekdays with a dash between.
func (s *scanner) isSpanOfDays(i int) bool {
	if i < 0 {
		return false
	}
	a, b := s.tokenAt(i), s.tokenAt(i+1)
	if a.role != weekday || b.role != weekday || b.start == beyond.start {
		return false
	}
	switch strings.Trim(s.gapText(a.end, b.start), " .\u00a0") {
	case "-", "–", "—", "‑":
		return true
	}
	return false
}

// beginsName reports whether the second of two words alone has a capital: "in the north East
// Anglia lies".
func (s *scanner) beginsName(t, u *token) bool {
	first, _ := utf8.DecodeRuneInString(s.text[t.start:])
	second, _ := utf8.DecodeRuneInString(s.text[u.start:])
	return unicode.IsUpper(second) && !unicode.IsUpper(first)
}

// emitCompass emits a point of the compass, which two words may name: "north-east", "north east".
func (s *scanner) emitCompass() {
	t := &s.tokens[s.at]
	bits, end := t.value, t.end
	s.at++
	u := s.tokenAt(s.at)
	between := bits | u.value
	isBetween := points[between] != "" && between != bits && between != u.value
	if gap := s.gapText(end, u.start); u.role == point && (gap == "-" || gap == "‑" || gap == " " && isBetween && !s.beginsName(t, u)) {
		bits, end = between, u.end
		s.at++
	}
	if p, ok := points[bits]; ok {
		s.emitAlone(Direction, p, t.start, end)
	}
}

// loneMonth emits the month without a day or a year that token s.at is. One that begins a
// sentence may be another word ("May I"), as may one that is short, unless it is an end
// of a span: "May to October", "mayıstan ekime".
func (s *scanner) loneMonth() {
	m := &s.tokens[s.at]
	word := s.text[m.start:m.end]
	const shortest = 3
	first := strings.TrimRightFunc(s.text[:m.start], unicode.IsSpace)
	starts := first == "" || strings.ContainsAny(first[len(first)-1:], ".!?:*#")
	if (m.vague || len(word) <= shortest && (word != "May" || starts)) && !s.isSpanOfMonths(s.at-1) && !s.isSpanOfMonths(s.at) {
		return
	}
	s.emitAlone(Month, padNumber(m.value, 2), m.start, m.end)
}

// isSpanOfMonths reports whether token i and the next are months with a dash or a short
// word between, or the first of them is in the case that says from where.
func (s *scanner) isSpanOfMonths(i int) bool {
	if i < 0 {
		return false
	}
	a, b := s.tokenAt(i), s.tokenAt(i+1)
	if a.role != month || b.role != month {
		return false
	}
	gap := s.gapText(a.end, b.start)
	joint := strings.TrimSpace(gap)
	switch suffix := strings.TrimLeft(joint, "'’"); {
	case isDash(gap):
		return true
	case joint == "" || suffix != joint:
		return ablative.MatchString(s.text[a.start:a.end] + suffix)
	default:
		return isShortWord(joint)
	}
}

// isListOfMonths reports whether token i and the next are months with a comma between, and
// perhaps a short word behind it.
func (s *scanner) isListOfMonths(i int) bool {
	a, b := s.tokenAt(i), s.tokenAt(i+1)
	word, ok := strings.CutPrefix(s.gapText(a.end, b.start), ",")
	return ok && a.role == month && b.role == month && isShortWord(strings.TrimSpace(word))
}

// monthsOfYear is how many months can share a year.
const monthsOfYear = 12

// isNamedWith reports whether token i and the next are months of one sentence with so little
// between them that the second, which has a year, makes a month of the first: "sowie im".
func (s *scanner) isNamedWith(i int) bool {
	const longest = 12
	gap, ok := s.betweenMonths(i)
	return ok && utf8.RuneCountInString(gap) <= longest && !strings.ContainsFunc(gap, func(u rune) bool {
		return unicode.IsDigit(u) || unicode.Is(unicode.Sentence_Terminal, u) || strings.ContainsRune(":;\n", u)
	})
}

// sharesYear reports whether token i and the next are months of which the first has the year of
// the second: a slash or one of the words that join two ends of a range is between, "oder im",
// or a comma, if more such months follow.
func (s *scanner) sharesYear(i int, listed bool) bool {
	gap, ok := s.betweenMonths(i)
	if !ok {
		return false
	}
	switch strings.TrimSpace(gap) {
	case "/":
		return true
	case ",":
		return listed
	}
	gap = strings.TrimPrefix(gap, ",")
	return slices.ContainsFunc(s.lang.between, func(joint string) bool {
		rest, found := strings.CutPrefix(gap, joint)
		return found && isShortWord(strings.TrimSpace(rest))
	})
}

// betweenMonths is what stands between token i and the next if both are months, without the
// stop of one in short.
func (s *scanner) betweenMonths(i int) (gap string, ok bool) {
	const longest = 48 // bytes
	a, b := s.tokenAt(i), s.tokenAt(i+1)
	if a.role != month || b.role != month || b.start < a.end || b.start-a.end > longest {
		return "", false
	}
	gap = s.text[a.end:b.start]
	rest, short := strings.CutPrefix(gap, ".")
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0"))
	if short && (unicode.IsLower(first) || first == '/') {
		return rest, true
	}
	return gap, true
}

// isShortWord reports whether a text is nothing, or letters as few as "to", "bis", "ile" and
// "до" have.
func isShortWord(text string) bool {
	const longest = 3
	return utf8.RuneCountInString(text) <= longest && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
}

// ablative matches a Turkish word in the case that says from where.
var ablative = regex.Lazy(`[dt][ae]n$`)

func (s *scanner) emitAlone(k Kind, value string, start, end int) {
	s.out = append(s.out, Anchor{Kind: k, Value: value, Spelled: true, Start: start, End: end})
}

// compareAlone reports the weekdays, months and points of the compass that another stands
// for. What only one side names is said otherwise: "on that day", "there"; but of months that
// share a year each is reported that the other side leaves out of its own.
func compareAlone(out []Disagreement, source, target []Anchor) []Disagreement {
	for _, k := range []Kind{Weekday, Month, Direction} {
		s, t := valuesOf(source, k), valuesOf(target, k)
		if len(s) == 0 || len(t) == 0 {
			continue
		}
		gone, come := rivalValues(s, t, itself)
		if k == Month {
			gone, come = withoutKeys(gone, monthsOf(target), itself), withoutKeys(come, monthsOf(source), itself)
		}
		takeFitting(gone, come, anyTwo, func(a, b string) { out = append(out, Disagreement{k, k, a, b}) })
	}
	if !slices.ContainsFunc(out, func(d Disagreement) bool { return d.Kind == Month }) {
		for _, m := range leftOut(source, target) {
			out = append(out, Disagreement{Month, Month, m, ""})
		}
		for _, m := range leftOut(target, source) {
			out = append(out, Disagreement{Month, Month, "", m})
		}
	}
	return out
}

// leftOut are the months of a text that share a year with another and that the other text,
// which has a month with a year as well, does not name, not even by a number.
func leftOut(anchors, other []Anchor) []string {
	named := monthsOf(other)
	if len(named) == 0 {
		return nil
	}
	named = append(named, valuesOf(other, Month)...)
	for _, n := range valuesOf(other, Number) {
		named = append(named, padNumber(atoi(n), 2))
	}
	var out []string
	for k := range anchors {
		if m := anchors[k].Value; anchors[k].yeared && !slices.Contains(named, m) {
			out = append(out, m)
		}
	}
	return distinctTexts(out)
}

// monthsOf lists the months of the dates in a text.
func monthsOf(anchors []Anchor) []string {
	var out []string
	for _, v := range allOf(anchors, Date) {
		if d, ok := parseDate(v); ok {
			out = append(out, padNumber(d.month, 2))
		}
	}
	return out
}

// addMonths adds that the months of a text without a year may be those of any year for which
// the text names another month: what "juin ou juillet 2022" says of June.
func (x index) addMonths(anchors []Anchor) {
	months := valuesOf(anchors, Month)
	if len(months) == 0 {
		return
	}
	for _, v := range valuesOf(anchors, Date) {
		d, ok := parseDate(v)
		if !ok || d.year == 0 || d.day > 0 {
			continue
		}
		for _, m := range months {
			x.weak[date{year: d.year, month: atoi(m)}.String()] = true
		}
	}
}
