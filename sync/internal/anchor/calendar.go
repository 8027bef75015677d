package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// calendar is how a language joins the parts of a date in words: what stands between
// two parts besides spaces, for each pair "dm", "my", "ym", "md", "yd".
type calendar struct {
	order  string // of the letters y, m and d
	joints map[string]string
	month  string          // the word before the number of a month, where months have no names
	years  map[string]bool // the words behind a year that stands before its day, in small letters
}

// learnMonths adds the months of a language and how it writes dates, if they are known.
func (l *Language) learnMonths(tag string) {
	var months []entry
	for row := range langdata.Rows(tag, langdata.Calendar) {
		switch row[0] {
		case "date":
			years := l.calendar.years
			l.calendar = readPattern(row[1])
			l.calendar.years = years
			l.dayFirst = l.calendar.order == "dmy"
		case "numbered":
			l.calendar.month = row[1]
		case "month", "short":
			months = append(months, l.monthEntries(row[1:])...)
		}
	}
	l.words.addCased(l.rules, months)
}

// readPattern reads a pattern such as "{d} de {m} de {y}": the order of the parts and
// what joins them.
func readPattern(pattern string) calendar {
	c := calendar{joints: map[string]string{}}
	last := ""
	for pattern != "" {
		before, rest, ok := strings.Cut(pattern, "{")
		part, behind, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			break
		}
		if last != "" {
			c.joints[last+part] = before
		}
		c.order, last, pattern = c.order+part, part, behind
	}
	return c
}

// monthEntries are the names of the twelve months: the last word of each, with the
// letters that the pattern joins to it. A word that ends several names is none.
func (l *Language) monthEntries(names []string) []entry {
	c := l.calendar
	prefix, suffix := "", ""
	for joint, text := range c.joints {
		if joint[1] == 'm' {
			prefix = text[strings.LastIndexAny(text, " .,")+1:]
		} else if k := strings.IndexAny(text, " .,"); joint[0] == 'm' && k > 0 {
			suffix = text[:k]
		}
	}
	var out []entry
	months := map[string]int64{} // the month that a word names, 0 for several
	for i, name := range names {
		word := strings.TrimSuffix(strings.ToLower(name), ".")
		if k := strings.LastIndexAny(word, " '’"); k >= 0 {
			_, size := utf8.DecodeRuneInString(word[k:])
			word = word[k+size:]
		}
		m := meaning{role: month, value: int64(i + 1), dayBehind: l.dayBehind}
		for _, form := range []string{word, prefix + word + suffix} {
			if form == "" || strings.ContainsAny(form, "0123456789") {
				continue
			}
			if other, ok := months[form]; ok && other != m.value {
				months[form] = 0
				continue
			}
			months[form] = m.value
			out = append(out, entry{form, m})
		}
	}
	return slices.DeleteFunc(out, func(e entry) bool { return months[e.word] == 0 })
}

// joinsDate reports whether a gap stands between two parts of a date in the language.
func (c calendar) joinsDate(pair, gap string) bool {
	joint, ok := c.joints[pair]
	if !ok {
		return false
	}
	trim := func(s string) string { return strings.Trim(s, " \u00a0.,ºª’'") }
	gap = trim(gap)
	if gap == "" || gap == trim(joint) {
		return true
	}
	return gap == "de" || gap == "d" || gap == "del" || gap == "do"
}

// yearAhead reads a date whose year stands before the day and the month: "1911.
// április 4.", "1911. gada 4. aprīlis".
func (s *scanner) yearAhead() bool {
	c := s.lang.calendar
	if s.namedYear() {
		return true
	}
	if c.order != "ymd" && c.order != "ydm" {
		return false
	}
	i := s.at + 1
	if s.tokenAt(i).role == measure { // "1911 m.", where m. is short for the word for years
		i++
	}
	y, a, b := s.yearOf(s.at), s.tokenAt(i), s.tokenAt(i+1)
	if y == 0 || b.start == beyond.start || !c.joinsDate(c.order[:2], s.gapText(s.endOfFigure(s.at), a.start)) {
		return false
	}
	m, day := a, s.dayOf(i+1)
	gap := s.gapText(a.end, b.start)
	if c.order == "ydm" {
		m, day = b, s.dayOf(i)
		gap = s.gapText(s.endOfFigure(i), b.start)
	}
	if m.role != month || day == 0 || !c.joinsDate(c.order[1:], gap) || s.isDecimal(i+1) {
		return false
	}
	s.emitDate(date{y, m.value, day}, nil, s.tokens[s.at].start, b.end)
	s.at = i + 2
	return true
}

// namedYear reads a date whose year stands before the day and the month, or the month alone,
// with a word behind it, in languages that otherwise write it last as well: "1911 жылғы 4
// сәуір", "2022 yılının Kasım ayı".
func (s *scanner) namedYear() bool {
	y := s.yearOf(s.at)
	if y == 0 || len(s.lang.calendar.years) == 0 {
		return false
	}
	i := s.at + 1
	if r := s.tokenAt(i).role; r == measure || r == clock { // the word for years
		i++
	}
	a, b := s.tokenAt(i), s.tokenAt(i+1)
	if a.start == beyond.start {
		return false
	}
	word := strings.ToLower(strings.Trim(s.gapText(s.tokens[s.at].end, a.start), " \u00a0-‑"))
	if years := s.lang.calendar.years; !years[word] && !years[strings.Trim(word, " \u00a0.-‑")] {
		return false
	}
	d, last := date{year: y, month: a.value, day: s.dayOf(i + 1)}, b
	switch joined := b.start != beyond.start && strings.Trim(s.gapText(s.endOfFigure(i), b.start), " \u00a0.-‑") == ""; {
	case a.role == month && joined && d.day > 0 && !s.isDecimal(i+1) && (a.dayBehind || s.hasEnding(b.end)):
	case a.role == month:
		d.day, last = 0, a
	case b.role == month && joined && s.dayOf(i) > 0:
		d = date{y, b.value, s.dayOf(i)}
	default:
		return false
	}
	s.emitDate(d, nil, s.tokens[s.at].start, last.end)
	s.at = s.indexAt(last.start) + 1
	return true
}

// hasEnding reports whether letters are joined to a figure that ends at a place, as to a day behind
// its month, "aprelin 4-də", and not to a number of things.
func (s *scanner) hasEnding(at int) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s.text[at:], "-‑'’"))
	return unicode.IsLetter(next)
}

// numberedMonth reads "4 tháng 4, 1911": the month is a number behind a word.
func (s *scanner) numberedMonth() bool {
	word := s.lang.calendar.month
	if word == "" {
		return false
	}
	i := s.at + 1
	if s.tokenAt(i).role == measure { // the word for months
		i++
	}
	t, u, v := s.tokenAt(s.at), s.tokenAt(i), s.tokenAt(i+1)
	d := date{day: s.dayOf(s.at), month: s.dayOf(i)}
	if !d.isValid() || strings.TrimSpace(s.gapText(t.end, u.start)) != word {
		return false
	}
	end, next := u.end, i+1
	k := i + 1
	if v.start != beyond.start && s.text[v.start:v.end] == "năm" { // the word for years, and for five
		k++
		v = s.tokenAt(k)
	}
	if y := s.yearOf(k); y > 0 && u.end < v.start {
		switch strings.Trim(s.gapText(u.end, v.start), " ,/") {
		case "", "năm":
			d.year, end, next = y, v.end, k+1
		}
	}
	s.emitDate(d, nil, t.start, end)
	s.at = next
	return true
}

// dateMarks are the words behind the year, the month and the day where all three are
// figures, in Chinese and Japanese, and in Korean.
var dateMarks = [][3]string{{"年", "月", "日"}, {"년", "월", "일"}}

// noMonth are what follows the sign for a month where both make another word.
const noMonth = "球亮額额刊給给食光餅饼드급세요간"

// markedDate reads "1911年4月4日", "1911년 4월 4일", also with blanks around the figures, a
// month and day alone, and a month alone.
func (s *scanner) markedDate() bool {
	for _, marks := range dateMarks {
		i, d, start := s.at, date{}, s.tokens[s.at].start
		if y := s.yearOf(i); y > 0 && s.endOfMark(i, marks[0]) > 0 {
			d.year, i = y, i+1
		}
		d.month = s.dayOf(i)
		end := s.endOfMark(i, marks[1])
		if d.month == 0 || d.month > 12 || end == 0 {
			continue
		}
		if day, last := s.dayOf(i+1), s.endOfMark(i+1, marks[2]); day > 0 && last > 0 && strings.TrimSpace(s.gapText(end, s.tokenAt(i+1).start)) == "" {
			d.day, i, end = day, i+1, last
		}
		if next, _ := utf8.DecodeRuneInString(s.text[end:]); d.year == 0 && d.day == 0 && strings.ContainsRune(noMonth, next) {
			continue // the moon, what is paid by the month, a week's day
		}
		if d.year == 0 && d.day == 0 {
			s.emitAlone(Month, padNumber(d.month, 2), start, end)
		} else {
			s.emitDate(d, nil, start, end)
		}
		s.at = i + 1
		return true
	}
	return false
}

// endOfMark is where the mark behind token i ends, 0 if there is none. Many set a blank
// between figures and other signs: "1911 年 4 月".
func (s *scanner) endOfMark(i int, mark string) int {
	t := s.tokenAt(i)
	if t.end > len(s.text) {
		return 0
	}
	rest := strings.TrimPrefix(s.text[t.end:], " ")
	if !strings.HasPrefix(rest, mark) {
		return 0
	}
	return len(s.text) - len(rest) + len(mark)
}

// isDateMark reports whether letters behind digits begin with such a mark.
func isDateMark(letters string) bool {
	const eastAsian = 0xE0 // what they begin with, or more
	return letters[0] >= eastAsian && slices.ContainsFunc(dateMarks, func(marks [3]string) bool {
		return slices.ContainsFunc(marks[:], func(m string) bool { return strings.HasPrefix(letters, m) })
	})
}
