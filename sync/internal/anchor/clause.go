package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clause is the number that a clause, a section or a heading begins with, as in "4.2. Boats",
// "(3) Boats", "2. Boats" or, of a heading, "Step 2: Boats", by the facts of the text; ok is
// false if it begins with none. An amount ("2.5 litres"), a year and a date are none.
func Clause(text string, facts []Anchor, heading bool) (number Anchor, ok bool) {
	if len(facts) == 0 {
		return Anchor{}, false
	}
	number = facts[0]
	parts := clauseParts(text[number.Start:number.End])
	if number.Kind != Number || number.Unit != "" || parts == 0 {
		return Anchor{}, false
	}
	before, behind := strings.Trim(text[:number.Start], beforeClause+"["), strings.TrimLeft(text[number.End:], "*_")
	if heading && before != "" && !strings.ContainsFunc(before, func(u rune) bool { return !unicode.IsLetter(u) }) {
		return number, behind == "" || strings.ContainsAny(behind[:1], ":.)")
	}
	rest := strings.TrimLeft(behind, ".)")
	pointed := len(rest) < len(behind)
	if rest = strings.TrimLeft(rest, "*_"); before != "" || spaceLength(rest) == 0 {
		return Anchor{}, false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0*_[`«“"))
	return number, pointed && unicode.IsLetter(next) || parts > 1 && unicode.IsUpper(next)
}

// beforeClause are the signs that may stand before the number of a clause.
const beforeClause = "*_( §"

// clauseParts counts the parts of what may be the number of a clause in its sections, each of
// three digits at most; 0 if it is none.
func clauseParts(number string) int {
	const longest = 3
	parts := strings.Split(number, ".")
	if slices.ContainsFunc(parts, func(part string) bool { return part == "" || len(part) > longest || !allDigits(part) }) {
		return 0
	}
	return len(parts)
}
