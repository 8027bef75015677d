package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// findFrost gives the degrees that the words beside them put below zero their sign.
func (s *scanner) findFrost() {
	if len(s.lang.frost.before) == 0 {
		return
	}
	for k := range s.out {
		a := &s.out[k]
		if a.Kind != Number || units[a.Unit].of != temperature && a.Unit != "°" || strings.HasPrefix(a.Value, "-") {
			continue
		}
		if s.frostBefore(a.Start) || s.frostBehind(a.End) {
			a.Alt = append(a.Alt, a.Value)
			a.Value = "-" + a.Value
		}
	}
}

// frostBefore reports whether a word in front of a place puts what is there below zero.
func (s *scanner) frostBefore(at int) bool {
	const longest = 32
	text := strings.TrimRight(strings.ToLower(s.text[max(0, at-longest):at]), " \u00a0")
	return slices.ContainsFunc(s.lang.frost.before, func(word string) bool {
		rest, ok := strings.CutSuffix(text, word)
		last, _ := utf8.DecodeLastRuneInString(rest)
		return ok && !unicode.IsLetter(last)
	})
}

// frostBehind reports whether words behind a place, in the same clause, put what is there
// below zero.
func (s *scanner) frostBehind(at int) bool {
	const longest = 48
	text := strings.ToLower(s.text[at:min(len(s.text), at+longest)])
	if end := strings.IndexAny(text, ".,;:!?()0123456789"); end >= 0 {
		text = text[:end]
	}
	return slices.ContainsFunc(s.lang.frost.after, func(words string) bool { return strings.Contains(text, words) })
}

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
