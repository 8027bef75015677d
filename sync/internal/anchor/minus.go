package anchor

import (
	"cmp"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// endsApart reports whether a text ends so that a new word begins.
func endsApart(left string) bool {
	last, size := utf8.DecodeLastRuneInString(left)
	return size == 0 || strings.ContainsRune(beforeWord, last)
}

const (
	// beforeWord are the characters behind which a new word begins, beside those of emphasis.
	beforeWord = " \n\t(\u00a0*_`"
	// beforeMinus are those behind which a hyphen is no hyphen and no dash of a range, but a minus:
	// what compares, raises, lists or opens.
	beforeMinus = beforeWord + "=<>≤≥≈~^,;|[{"
	// lineBreak stands for a tag that breaks a line. A dash behind one is rather that of a list.
	lineBreak = '\v'
)

// takeMinus takes a minus sign to the number: one that is no hyphen and no dash of a
// range. Markup may part it from the number and from what is before. A longer dash may be one.
func (s *scanner) takeMinus(q *quantity) {
	sign, start := s.seenBefore(q.start)
	if sign == '^' && chargeSign.MatchString(s.text[q.end:]) {
		q.alts = append(q.alts, "-"+q.value)
	}
	if !s.precedesMinus(start, q.end) {
		return
	}
	switch sign {
	case '-', '−', '‑':
		q.alts = append(q.alts, q.value)
		q.value = "-" + q.value
		q.start = start
	case '–', '—':
		q.alts = append(q.alts, "-"+q.value)
	}
}

// chargeSign matches the sign behind the number of a charge: Cl<sup>1-</sup>.
var chargeSign = regex.Lazy(`^[-−]</sup>`)

// precedesMinus reports whether a text goes on with a minus behind a place, if one is there and
// a number that ends at another: also behind a number and a slash, "+2/-2", behind a quotation mark
// that opens, and where a line begins with degrees.
func (s *scanner) precedesMinus(at, end int) bool {
	before, at := s.seenBefore(at)
	switch before {
	case '/':
		further, _ := s.seenBefore(at)
		return further >= '0' && further <= '9'
	case '"', '\'', '“', '”', '„', '‘', '‚', '«', '»', '‹', '›', '「', '『':
		further, _ := s.seenBefore(at)
		return strings.ContainsRune(beforeMinus, further)
	case lineBreak:
		return strings.HasPrefix(strings.TrimLeft(s.text[end:], " \u00a0"), "°")
	}
	return strings.ContainsRune(beforeMinus, before)
}

// seenBefore is the character that readers see before a place, and where it begins: a blank
// where a text or a cell begins, [lineBreak] behind a lone tag, and '^' before what is raised. A
// reference is the character that it stands for, and emphasis, links and tags around a text are
// passed over.
func (s *scanner) seenBefore(at int) (seen rune, start int) {
	for at > 0 {
		k, _ := slices.BinarySearchFunc(s.inline, at, func(t inline.Token, at int) int { return cmp.Compare(t.End, at) })
		if k == len(s.inline) {
			break
		}
		t := &s.inline[k]
		switch {
		case at < t.End || t.Kind == inline.Text:
			seen, size := utf8.DecodeLastRuneInString(s.text[:at])
			return seen, at - size
		case t.Kind == inline.Escape:
			seen, _ = utf8.DecodeRuneInString(t.Value(s.text))
			return seen, t.Start
		case t.Kind == inline.Entity:
			seen, _ = utf8.DecodeRuneInString(html.UnescapeString(t.Of(s.text)))
			return seen, t.Start
		case t.Kind == inline.Open && t.Value(s.text) == "sup":
			return '^', t.Start
		case t.Kind == inline.Open, t.Kind == inline.Close, t.Kind == inline.Comment:
			at = t.Start
		case t.Kind == inline.Code, t.Kind == inline.Placeholder, t.Kind == inline.Address, t.Kind == inline.Math, t.Kind == inline.Note:
			return utf8.RuneError, t.Start
		case t.Kind == inline.Tag:
			return lineBreak, t.Start
		default:
			return ' ', t.Start
		}
	}
	return ' ', 0
}
