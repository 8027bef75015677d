package anchor

import (
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// endsApart reports whether a text ends so that a new word begins.
func endsApart(left string) bool {
	last, size := utf8.DecodeLastRuneInString(left)
	return size == 0 || strings.ContainsRune(" \n\t(\u00a0*_`", last)
}

// takeMinus takes a minus sign to the number: one that is no hyphen and no dash of a
// range. It may stand right behind another number and a slash, "+2/-2", behind what compares,
// "x=-1", and where an interval begins.
func (s *scanner) takeMinus(q *quantity) {
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
	left = left[:len(left)-size]
	head, ok := strings.CutSuffix(left, "/")
	if !endsApart(left) && !compares(left) && !interval.MatchString(s.text[max(len(left)-1, 0):]) && !(ok && head != "" && isDigit(head[len(head)-1])) {
		return
	}
	q.alts = append(q.alts, q.value)
	q.value = "-" + q.value
	q.start -= size
}

// interval matches two ends in brackets, of which the first is below zero: "[-1, 1]".
var interval = regex.Lazy(`^\[[-−][0-9.,]*[0-9] ?(?:[,;…]|\.\.) ?[^\s\[\]()]+[\])]`)

// compares reports whether a text ends with a sign that compares, which is no end of a tag and
// no arrow.
func compares(left string) bool {
	last, size := utf8.DecodeLastRuneInString(left)
	head := left[:len(left)-size]
	if last == '>' {
		return !strings.HasSuffix(head, "=") && !strings.HasSuffix(head, "-") && strings.LastIndexByte(head, '<') <= strings.LastIndexByte(head, '>')
	}
	return strings.ContainsRune("=<≤≥≈", last) // an empty text ends with none of them
}
