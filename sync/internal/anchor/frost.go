package anchor

import (
	"slices"
	"strings"
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
	return slices.ContainsFunc(s.lang.frost.before, func(word string) bool { return endsWith(text, word) })
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
