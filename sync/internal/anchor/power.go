package anchor

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// powerOfTen matches what multiplies the number before it by a power of ten, and exponent what
// makes one of a ten: "×10³", "· 10^-6", with an exponent in one of three groups. In a tag
// behind a bare ten the mark of a note may stand, so that this group is empty there.
var (
	powerOfTen = regex.Lazy(`^[ \x{a0}\x{202f}]?[×·⋅∙*xх][ \x{a0}\x{202f}]?10(?:` + raised + `|<sup>([-−–]?[0-9]+)</sup>)`)
	exponent   = regex.Lazy(`^(?:` + raised + `)()`)
)

const raised = `\\?\^\{?([-−–]?[0-9]+)\}?|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)`

// lowered are the figures of exponents as ordinary ones.
var lowered = strings.NewReplacer("⁻", "-", "−", "-", "–", "-", "⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")

// mostPlaces is by how many places a power of ten moves the point at most.
const mostPlaces = 99

// addPower takes a power of ten into a number: "5×10³" is 5000, as is "5000". Its base and its
// exponent are numbers of their own where they are written in another way, "10 to the 6th", and
// one figure that is raised behind a bare ten may be the mark of a note.
func (s *scanner) addPower(q *quantity) {
	const longest = 32
	rest := s.text[q.end:min(q.end+longest, len(s.text))]
	value, m := q.value, powerOfTen.FindStringSubmatch(rest)
	factors := []string{canonicalDecimal(value), "10"}
	if m == nil && value == "10" {
		value, m, factors = "1", exponent.FindStringSubmatch(rest), factors[1:]
	}
	if m == nil || strings.Count(value, ".") > 1 {
		return
	}
	places, err := strconv.Atoi(lowered.Replace(m[1] + m[2] + m[3]))
	if err != nil || places < -mostPlaces || places > mostPlaces {
		return
	}
	q.value, q.factors = movePoint(value, places), append(factors, strconv.Itoa(places))
	for k, alt := range q.alts {
		q.alts[k] = movePoint(alt, places)
	}
	if len(factors) == 1 && utf8.RuneCountInString(m[2]) == 1 {
		q.alts = append(q.alts, "10")
	}
	q.end += len(m[0])
	for q.next < len(s.tokens) && s.tokens[q.next].start < q.end {
		q.next++
	}
}

// movePoint multiplies a decimal number by a power of ten, which may be negative.
func movePoint(value string, places int) string {
	whole, fraction, _ := strings.Cut(value, ".")
	if places < 0 {
		whole = strings.Repeat("0", -places) + whole
		whole, fraction = whole[:len(whole)+places], whole[len(whole)+places:]+fraction
	} else {
		fraction += strings.Repeat("0", max(places-len(fraction), 0))
		whole, fraction = whole+fraction[:places], fraction[places:]
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		return plainDigits(whole) + "." + fraction
	}
	return plainDigits(whole)
}

// written is the value of an anchor, of a power of ten with its exponent: "5×10^6".
func (a *Anchor) written() string {
	last := len(a.factors) - 1
	if last < 0 {
		return a.Value
	}
	return strings.Join(a.factors[:last], "×") + "^" + a.factors[last]
}

// hasInPower reports whether a value that the other side states is of a power of ten here, which it
// says in words, "10 to the 6th": the ten, or one of all that the power is written with. It does
// not have the power itself.
func (x index) hasInPower(value string, other index) bool {
	lacks := func(part string) bool { return other.strong[part]+other.strong["-"+part] == 0 }
	return slices.ContainsFunc(x.powers, func(c *claim) bool {
		return other.strong[c.strong] == 0 && slices.Contains(c.parts, strings.TrimPrefix(value, "-")) &&
			(value == "10" || !slices.ContainsFunc(c.parts, lacks))
	})
}
