package anchor

import (
	"slices"
	"strings"
)

// myriadScale is the scale by which numbers are grouped in Chinese, Japanese and Korean.
const myriadScale = 10_000

// articleScale is the scale whose sign is also that of an article behind the sign of a rank: 제3조.
const articleScale = 1_000_000_000_000

// readMyriads reads the scales behind a number, and the parts that are added to it, where
// they go by ten thousands: "2億5,000万", "1억 4천 2백만". It returns where the number ends.
func (s *scanner) readMyriads(q *quantity, at int) int {
	isRank := func(sign string) bool { return strings.HasSuffix(s.text[:q.start], sign) }
	if t := s.tokenAt(q.next); t.role == scale && t.value == articleScale && slices.ContainsFunc(s.lang.ranks, isRank) {
		return at
	}
	var total, section int64
	part, scaled := q.value, false
	for len(part) <= maxDigits {
		t := s.tokenAt(q.next)
		switch {
		case t.role == scale && part != "" && s.isJoined(at, t.start):
			n := atoi(strings.SplitN(multiplyDecimal(part, t.value), ".", 2)[0])
			if n < 0 {
				return at
			}
			part, scaled = "", true
			if section += n; t.value >= myriadScale {
				total, section = total+section, 0
			}
			at = q.takeToken(t)
		case t.role == scale && part == "" && t.value >= myriadScale && section > 0 && s.isJoined(at, t.start):
			total, section = total+section*t.value, 0
			at = q.takeToken(t)
		case t.role == nothing && part == "" && s.addsPart(at, t.start):
			f := s.figureAt(q.next)
			part, at, q.next, q.end = f.value, f.end, f.next, f.end
		default:
			return q.finishMyriads(total+section, part, scaled, at)
		}
	}
	return at
}

// addsPart reports whether a figure behind a scale is added to the number: it follows at
// once, has a separator, or a scale behind it.
func (s *scanner) addsPart(at, start int) bool {
	if at == start {
		return true
	}
	if !isBlank(s.gapText(at, start)) {
		return false
	}
	f := s.figureAt(s.indexAt(start))
	n := s.tokenAt(f.next)
	return n.role == scale && s.isJoined(f.end, n.start) || strings.Contains(s.text[f.start:f.end], ",")
}

// indexAt is the place of the token that begins at a place of the text.
func (s *scanner) indexAt(start int) int {
	i := s.at
	for s.tokenAt(i).start < start {
		i++
	}
	return i
}

// finishMyriads gives a quantity the number that its parts make.
func (q *quantity) finishMyriads(sum int64, rest string, scaled bool, at int) int {
	if !scaled {
		return at
	}
	if n := atoi(rest); n > 0 {
		sum += n
	}
	first := q.value
	q.alts = append(q.alts, first)
	q.value = itoa(sum)
	if n := atoi(first); n > 0 {
		q.factor = max(sum/n, 1)
	}
	return at
}
