package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// numeralRole says what a numeral of a language without blanks between words does in a number.
type numeralRole uint8

const (
	numeralDigit   numeralRole = iota // three
	numeralZero                       // stands for the places that are skipped, and must
	numeralNought                     // a zero that only stands among digits
	numeralTimes                      // a hundred, with a digit before it
	numeralLead                       // a ten, which may be the first
	numeralScale                      // ten thousand: what multiplies all before it
	numeralPercent                    // stands before a number: per cent
	numeralAbout                      // beside a number it makes it vague
)

var numeralRoles = map[string]numeralRole{
	"digit": numeralDigit, "zero": numeralZero, "nought": numeralNought, "times": numeralTimes,
	"lead": numeralLead, "scale": numeralScale, "percent": numeralPercent, "about": numeralAbout,
}

type numeral struct {
	text  string
	role  numeralRole
	value int64
}

// numerals are those of a language, by their first letter, the longest first. Nil has none.
type numerals struct {
	of     map[rune][]numeral
	zeros  bool     // a skipped place is said
	shares []string // see [Language]
}

// numeralsOf reads the numerals of a language from its folder, nil if it has none. It is given
// what stands in fractions.
func numeralsOf(tag string, shares []string) *numerals {
	n := &numerals{of: map[rune][]numeral{}, shares: shares}
	for row := range langdata.Rows(tag, langdata.Numerals) {
		role := numeralRoles[row[0]]
		n.zeros = n.zeros || role == numeralZero
		for text := range strings.SplitSeq(row[2], "|") {
			first, _ := utf8.DecodeRuneInString(text)
			n.of[first] = append(n.of[first], numeral{text, role, atoi(row[1])})
		}
	}
	if len(n.of) == 0 {
		return nil
	}
	for _, list := range n.of {
		slices.SortFunc(list, func(a, b numeral) int { return len(b.text) - len(a.text) })
	}
	return n
}

// at is the numeral at a place of a text.
func (n *numerals) at(text string, i int) (numeral, bool) {
	first, _ := utf8.DecodeRuneInString(text[i:])
	for _, m := range n.of[first] {
		if strings.HasPrefix(text[i:], m.text) {
			return m, true
		}
	}
	return numeral{}, false
}

// writtenNumber is a number in numerals, with its place and as ASCII writes it.
type writtenNumber struct {
	start, end int
	figure     string
}

// find lists the numbers in numerals in a text: those of two numerals or more and of fractions,
// since a single one is part of many words.
func (n *numerals) find(text string) []writtenNumber {
	if n == nil {
		return nil
	}
	var out []writtenNumber
	for i := 0; i < len(text); {
		m, ok := n.at(text, i)
		switch {
		case !ok:
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		case m.role == numeralAbout:
			i += len(m.text)
		default:
			w := n.read(text, i)
			if w.figure != "" {
				out = append(out, w)
			}
			i = w.end
		}
	}
	return out
}

// read reads the numerals at a place. Its figure is "" if they are no number that is sure.
func (n *numerals) read(text string, i int) writtenNumber {
	w := writtenNumber{start: i, end: i}
	percent := false
	if m, _ := n.at(text, i); m.role == numeralPercent {
		percent, w.end = true, i+len(m.text)
	}
	from := w.end
	var run []numeral
	for w.end < len(text) {
		m, ok := n.at(text, w.end)
		if !ok || m.role >= numeralPercent {
			break
		}
		run, w.end = append(run, m), w.end+len(m.text)
	}
	switch {
	case percent && len(run) == 0:
		for w.end < len(text) && (isDigit(text[w.end]) || text[w.end] == '.' && w.end+1 < len(text) && isDigit(text[w.end+1])) {
			w.end++
		}
		w.figure = text[from:w.end]
	case len(run) > 1 || percent || len(run) == 1 && n.inShare(text, w):
		if n.vague(text, w) {
			return w
		}
		if value, ok := n.value(run); ok {
			w.figure = value
		}
	}
	if w.figure != "" && percent {
		w.figure += "%"
	}
	return w
}

// inShare reports whether a number is part of a fraction: "三分之二".
func (n *numerals) inShare(text string, w writtenNumber) bool {
	return slices.ContainsFunc(n.shares, func(sign string) bool {
		return strings.HasPrefix(text[w.end:], sign) || strings.HasSuffix(text[:w.start], sign)
	})
}

// vague reports whether digits or words that make a number vague stand beside it.
func (n *numerals) vague(text string, w writtenNumber) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:w.start], " "))
	after, _ := utf8.DecodeRuneInString(text[w.end:])
	if unicode.IsDigit(before) || unicode.IsDigit(after) {
		return true
	}
	if w.end < len(text) {
		if m, ok := n.at(text, w.end); ok && m.role == numeralAbout {
			return true
		}
	}
	for _, list := range n.of {
		for _, m := range list {
			if m.role == numeralAbout && strings.HasSuffix(text[:w.start], m.text) {
				return true
			}
		}
	}
	return false
}

// numberOf adds numerals up.
type numberOf struct {
	total, group, digit int64
	have, zero          bool  // a digit stands before; a place was said to be skipped
	least, leastScale   int64 // the next ten and the next scale must be smaller
}

const mostNumeral = int64(1e15)

// value is the number that numerals make.
func (n *numerals) value(run []numeral) (string, bool) {
	if figure, ok := digitByDigit(run); ok {
		return figure, true
	}
	sum := numberOf{least: mostNumeral, leastScale: mostNumeral}
	for _, m := range run {
		if !sum.add(m, n.zeros) {
			return "", false
		}
	}
	if sum.short(n.zeros) {
		return "", false
	}
	out := sum.total + sum.group + sum.digit
	return itoa(out), out > 0
}

// short reports whether the last digit may be one of tens: "三百五" is said for 350 where
// skipped places are named.
func (s *numberOf) short(zeros bool) bool {
	return zeros && s.have && !s.zero && s.least > 10 && s.least < mostNumeral
}

// add adds a numeral, and reports whether it can stand there.
func (s *numberOf) add(m numeral, zeros bool) bool {
	switch m.role {
	case numeralDigit:
		if s.have {
			return false
		}
		s.digit, s.have = m.value, true
	case numeralZero:
		if s.have {
			return false
		}
		s.zero = true
	case numeralTimes, numeralLead:
		if m.value >= s.least || !s.have && m.role != numeralLead {
			return false
		}
		if !s.have {
			s.digit = 1
		}
		s.group += s.digit * m.value
		s.digit, s.have, s.least, s.zero = 0, false, m.value, false
	case numeralScale:
		if m.value >= s.leastScale || s.group+s.digit == 0 || s.short(zeros) {
			return false
		}
		s.total += (s.group + s.digit) * m.value
		*s = numberOf{total: s.total, least: mostNumeral, leastScale: m.value}
	default:
		return false
	}
	return true
}

// digitByDigit is a number of which each digit is written, as years are: four of them or
// more, or three with a nought.
func digitByDigit(run []numeral) (string, bool) {
	var out strings.Builder
	noughts := 0
	for _, m := range run {
		switch m.role {
		case numeralDigit:
		case numeralZero, numeralNought:
			noughts++
		default:
			return "", false
		}
		out.WriteString(itoa(m.value))
	}
	figure := out.String()
	return figure, len(run) == 1 && noughts == 0 || len(run) >= 4 && figure[0] != '0' || len(run) == 3 && noughts > 0 && figure[0] != '0'
}

// writtenIn lists the numbers in numerals that stand in what is read of a text: not in code,
// addresses or markup.
func (r *Reading) writtenIn(text string) []writtenNumber {
	found := r.Language.numerals.find(text)
	if len(found) == 0 {
		return nil
	}
	tokens := inline.Scan(nil, text, r.Syntax, r.Definitions)
	k := 0
	return slices.DeleteFunc(found, func(w writtenNumber) bool {
		for k < len(tokens) && tokens[k].End < w.end {
			k++
		}
		return k == len(tokens) || tokens[k].Kind != inline.Text || tokens[k].Start > w.start
	})
}
