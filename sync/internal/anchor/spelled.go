package anchor

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// compound is a number in words as far as it is read.
type compound struct {
	total, group int64 // what is complete, and the group below the next scale
	least        int64 // the scale read last; the next must be smaller
	words        int
	tens         bool // the word read last is a ten, behind which a unit can stand
}

// maxWords bounds the words of one number, and so its size.
const maxWords = 16

// fitsNext reports whether a word can go on in the number.
func (c *compound) fitsNext(m *meaning) bool {
	switch m.role {
	case unit:
		return c.group%100 == 0 || c.tens && c.group%10 == 0 && m.value < 10
	case ten:
		return c.group%100 == 0
	case hundred:
		return c.group < 100
	case hundreds:
		return c.group == 0
	case scale:
		return m.value < c.least && (c.group > 0 || c.words == 0)
	}
	return false
}

func (c *compound) addWord(m *meaning) {
	c.words++
	c.tens = m.role == ten || m.isOrdinalTen()
	switch m.role {
	case hundred:
		c.group = max(c.group, 1) * m.value
	case scale:
		c.total += max(c.group, 1) * m.value
		c.group, c.least = 0, m.value
	default:
		c.group += m.value
	}
}

// readSpelled reads a number in words.
func (s *scanner) readSpelled() {
	first := &s.tokens[s.at]
	q := quantity{spelled: true, figure: figure{start: first.start, end: first.end, next: s.at + 1}}
	switch first.role {
	case part:
		s.readPart(&q, first)
		return
	case tens:
		q.kind, q.value, q.alts = Decade, itoa(first.value), []string{"19" + itoa(first.value)}
	case amount, dozen:
		q.value = itoa(first.value)
		if first.code != "" {
			q.value = first.code
		}
		q.ordinal, q.multiple, q.unit = first.ordinal, first.multiple, first.unit
		if slices.Contains(s.lang.eitherWay, s.lang.lower(s.text[q.start:q.end])) {
			q.alts = []string{"0.5"}
		}
	default:
		if !s.readCompound(&q) {
			s.at = q.next
			return
		}
	}
	if s.at > 0 && s.tokens[s.at-1].role == perHundred && isBlank(s.gapText(s.tokens[s.at-1].end, q.start)) {
		q.kind = Percent
	}
	s.readScales(&q, q.end)
	s.lookAfter(&q, q.end)
	s.finishNumber(&q)
}

// readCompound reads the words of a number from the token of the quantity on. It
// reports whether they are a fact: a lone "one" is none, but "first" is.
func (s *scanner) readCompound(q *quantity) bool {
	c := compound{least: 1 << 62}
	i, weak := s.at, s.tokens[s.at].weak
	var last meaning
	for ; i < s.at+maxWords; i++ {
		t, word := s.tokenAt(i), s.numberWord(i)
		if i > s.at && !s.continuesNumber(s.tokens[i-1].end, t.start) || !c.fitsNext(&word) {
			break
		}
		c.addWord(&word)
		q.end, last = t.end, word
		if word.last && !s.joinsOrdinals(i) {
			i++
			break
		}
	}
	q.next = i
	isUnit := last.ordinal && (last.unit != "" || s.tokens[i-1].isQuarter()) // perhaps
	if isUnit && c.words == 1 && s.isCounted(q.start) {
		return false
	}
	behind := func(words string) bool { return strings.HasPrefix(s.text[q.end:], words) }
	q.value, q.ordinal = itoa(c.total+c.group), last.ordinal && !slices.ContainsFunc(s.lang.likened, behind)
	q.multiple = slices.ContainsFunc(s.lang.multiples, behind)
	if q.value == "2" && slices.ContainsFunc(s.lang.eitherWay, behind) {
		q.alts = []string{"0.5"}
	}
	if isUnit && s.lang.ranked && c.words > 1 {
		q.alts, q.ordinal = []string{itoa(c.total + c.group - last.value)}, false // "trigésimo segundo" of the film, "décimo cuarto" of the house
	}
	next := s.tokenAt(i)
	if s.readShare(q, c.total+c.group) || c.words == 1 && s.readOnePart(q, c.total+c.group) {
		return true
	}
	half := next.role == andHalf && isBlank(s.gapText(q.end, next.start)) || next.role == part && next.value == 50 && s.addsHalf(q.end, next.start)
	if half {
		if hour := c.total + c.group; s.afterClock() && hour < 24 {
			q.kind, q.value = Time, clockValue(60*hour+30) // "saat dört buçuk"
		} else {
			q.value += ".5"
		}
		q.takeToken(next)
	}
	halved := next.role == measure && isBlank(s.gapText(q.end, next.start)) && s.halfBehind(next.end) > 0
	return !weak || c.words > 1 || q.ordinal && q.value == "1" || half || halved || next.role == percent || next.role == century || next.role == minor && s.isJoined(q.end, next.start) || next.role == money && isBlank(s.gapText(q.end, next.start))
}

// isCounted reports whether a placeholder stands right before a place: in "{n} second" a word
// that can be a unit is one.
func (s *scanner) isCounted(at int) bool {
	k, _ := slices.BinarySearchFunc(s.inline, at+1, func(t inline.Token, at int) int { return t.Start - at })
	return k > 1 && s.inline[k-2].Kind == inline.Placeholder && isBlank(s.gapText(s.inline[k-2].End, at))
}

// readShare reads the denominator behind a number in words, and gives the quantity the value
// of the fraction: "two thirds", «три пятых». Turkish puts it in front: "üçte iki".
func (s *scanner) readShare(q *quantity, n int64) bool {
	t := s.tokenAt(q.next)
	if !s.continuesNumber(q.end, t.start) {
		return false
	}
	d := s.denominatorOf(t, n)
	if before := &s.tokens[q.next-1]; d == 0 && before.last && (t.role == unit || t.role == numerator) && s.lang.locative != nil && s.lang.locative(s.text[before.start:before.end]) {
		n, d = t.value, n
	}
	if n < 1 || n >= d {
		return false
	}
	q.takeToken(t)
	s.takeFraction(q, n, d)
	return true
}

// readOnePart reads an ordinal that stands for one of so many parts: "a third of them".
func (s *scanner) readOnePart(q *quantity, n int64) bool {
	const most = 10
	before := s.text[:q.start]
	article := strings.HasSuffix(before, "a ") || strings.HasSuffix(before, "A ")
	if !s.lang.articled || !q.ordinal || n < 3 || n > most || !article || !endsApart(before[:len(before)-2]) || !strings.HasPrefix(s.text[q.end:], " of ") {
		return false
	}
	q.ordinal = false
	s.takeFraction(q, 1, n)
	return true
}

// denominatorOf is the number of parts that a word names behind n, or 0.
func (s *scanner) denominatorOf(t *token, n int64) int64 {
	const most = 10
	switch {
	case t.role == over:
		return t.value
	case t.isQuarter():
		return 4
	case t.role == part && t.value == 33:
		return 3
	case t.role == unit && t.last && t.value > 2 && t.value <= most && s.lang.denominator != nil && s.lang.denominator(s.text[t.start:t.end], n):
		return t.value
	}
	return 0
}

// joinsOrdinals reports whether token i is an ordinal of tens with that of the ones behind it, in
// languages that have both: "trzydziesty czwarty", "trigésimo cuarto".
func (s *scanner) joinsOrdinals(i int) bool {
	t, next := s.tokenAt(i), s.tokenAt(i+1)
	return s.lang.ranked && t.isOrdinalTen() && (t.value > 10 || s.lang.rankedTeens) && (next.ordinal && next.role == unit || next.isQuarter()) && isBlank(s.gapText(t.end, next.start))
}

// numberWord is what token i means in a number: what is a quarter by itself is the fourth behind
// an ordinal of tens.
func (s *scanner) numberWord(i int) meaning {
	t := s.tokenAt(i)
	if t.isQuarter() && i > s.at && s.joinsOrdinals(i-1) {
		return meaning{role: unit, value: 4, last: true, ordinal: true}
	}
	return t.meaning
}

// isOrdinalTen reports whether a word names the tenth place, the twentieth and so on.
func (m *meaning) isOrdinalTen() bool {
	return m.ordinal && m.value%10 == 0 && (m.role == ten || m.value == 10)
}

// isQuarter reports whether a word names a fourth part.
func (m *meaning) isQuarter() bool { return m.role == part && m.value == 25 }

// continuesNumber reports whether two words of a number stand next to each other.
func (s *scanner) continuesNumber(from, to int) bool {
	gap := s.gapText(from, to)
	return gap == "-" || gap == " and " || isBlank(gap) || len(s.lang.joints) > 0 && slices.Contains(s.lang.joints, strings.Trim(gap, " \u00a0"))
}

// loneCentury reads a word for centuries without their number, if it can be one: «столетие
// завода» is its hundredth anniversary.
func (s *scanner) loneCentury() {
	t := &s.tokens[s.at]
	s.at++
	if t.value > 0 {
		s.out = append(s.out, Anchor{Kind: Number, Value: itoa(t.value), Spelled: true, Start: t.start, End: t.end})
	}
}

// romanNumeral reads a Roman numeral: a century if such a word follows, else a
// number that may be written otherwise in another language.
func (s *scanner) romanNumeral() {
	t := &s.tokens[s.at]
	q := quantity{spelled: true, figure: figure{value: itoa(t.value), start: t.start, end: t.end, next: s.at + 1}}
	at := t.end + len(s.endingOf(s.at))
	s.lookAfter(&q, at)
	switch {
	case q.kind == Century:
		q.spelled = false
	case q.kind != Number || t.weak || s.isLabelled():
		s.at = q.next
		return
	default:
		q.notation, q.ordinal = Roman, true
	}
	s.finishNumber(&q)
}

// isLabelled reports whether one capital letter and a hyphen stand before the Roman numeral at
// hand, and make it the rest of a label, "B-XXX", not the end of a range, "V-IX". XXX stands for
// any word, as in "I-XXX".
func (s *scanner) isLabelled() bool {
	const anything = 30
	t := &s.tokens[s.at]
	at := t.start
	if at < 2 || s.text[at-1] != '-' || s.text[at-2] < 'A' || s.text[at-2] > 'Z' || at > 2 && classes[s.text[at-3]] == letter {
		return false
	}
	first := s.tokenAt(max(s.at-1, 0))
	return t.value == anything || first.role != roman || first.end != at-1 || first.value >= t.value
}

// readPart reads a half, a third or a quarter: a share in per cent, or a number with the
// unit behind it ("half an hour").
func (s *scanner) readPart(q *quantity, t *token) {
	if t.value == 50 && (strings.HasSuffix(s.text[:t.start], "gece ") || strings.HasSuffix(s.text[:t.start], "Gece ")) {
		s.out = append(s.out, Anchor{Kind: Time, Value: "00:00", Alt: []string{"24", "24:00"}, Spelled: true, Start: t.start, End: t.end}) // midnight
		s.at = q.next
		return
	}
	if u := s.tokenAt(q.next); u.role == scale && t.value != 33 && (s.gapText(q.end, u.start) == " a " || isBlank(s.gapText(q.end, u.start))) {
		q.value = itoa(u.value / 100 * t.value) // "half a million"
		s.lookAfter(q, q.takeToken(u))
		s.finishNumber(q)
		return
	}
	value := map[int64]string{50: "0.5", 33: "0.333", 25: "0.25"}[t.value]
	if s.isUnitAndHalf(t) {
		q.value, q.unit = "1.5", s.tokens[s.at-1].unit
		s.finishNumber(q)
		return
	}
	q.kind, q.value, q.alts = Percent, itoa(t.value), []string{value}
	if u := s.tokenAt(q.next); u.role == measure || u.role == clock && u.unit != "" {
		switch gap := s.gapText(q.end, u.start); gap {
		case " an ", " a ", " of an ", " of a ", " ", "-":
			q.kind, q.value, q.alts = Number, value, []string{itoa(t.value)}
			s.takeUnit(q, u)
		}
	}
	s.finishNumber(q)
}

// isUnitAndHalf reports whether token s.at adds a half to one of a unit: "a day and a half".
func (s *scanner) isUnitAndHalf(t *token) bool {
	if s.at == 0 || t.value != 50 {
		return false
	}
	u := &s.tokens[s.at-1]
	if u.role != measure || s.gapText(u.end, t.start) != " and a " {
		return false
	}
	before := strings.ToLower(s.text[:u.start])
	for _, one := range []string{"a ", "an ", "one "} {
		if rest, ok := strings.CutSuffix(before, one); ok && endsApart(rest) {
			return true
		}
	}
	return false
}
