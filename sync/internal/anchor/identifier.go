package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// The notations of numbers that are no quantities.
const (
	Phone = "phone" // a telephone number; the value is its digits, with "+" if it is written so
	ISBN  = "isbn"  // of a book; the value is its digits
	Roman = "roman" // a Roman numeral of several letters
	Ratio = "ratio" // one of two numbers with a colon or a dash between
)

// identifier reads the telephone number or the ISBN whose first digit stands at i, and
// returns its end, or 0.
func (s *scanner) identifier(i int) int {
	if end := s.isbn(i); end > 0 {
		return end
	}
	n := phoneAt(s.text, i, s.lang.leftward)
	if n.end == 0 {
		return 0
	}
	s.out = append(s.out, Anchor{Kind: Number, Value: n.value, Alt: n.alt, Notation: Phone, Start: n.start, End: n.end})
	return n.end
}

// bareISBN matches the number of a book that is written with the hyphens between its parts.
var bareISBN = regex.Lazy(`^97[89]-\d{1,5}-\d{1,7}-\d{1,7}-\d(?:[^\d-]|$)`)

// afterISBN matches what stands before the number of a book: these letters, an ending, and a
// word or two: "ISBN-13: ", "ISBN numarası ", "ISBN-Nummer ".
var afterISBN = regex.Lazy(`(?i)isbn(?:-1[03])?[^\d\n.;!?]{0,20}$`)

// longestLead is the number of bytes that it can match.
const longestLead = len("isbn-13") + 20*utf8.UTFMax

// isbn reads the number of a book behind these letters, or one with the hyphens that tell it.
func (s *scanner) isbn(i int) int {
	const written = 17 // bytes
	if rest := s.text[i:]; bareISBN.MatchString(rest) && len(rest) >= written && allDigits(strings.ReplaceAll(rest[:written], "-", "")) && (i == 0 || s.text[i-1] != '-') {
		s.out = append(s.out, Anchor{Kind: Number, Value: strings.ReplaceAll(rest[:written], "-", ""), Notation: ISBN, Start: i, End: i + written})
		return i + written
	}
	if !afterISBN.MatchString(s.text[max(0, i-longestLead):i]) {
		return 0
	}
	var digits strings.Builder
	end := i
	for k := i; k < len(s.text); k++ {
		c := s.text[k]
		switch {
		case isDigit(c), (c == 'X' || c == 'x') && digits.Len() == 9:
			digits.WriteByte(c &^ (c & 0x20 & (c >> 1))) // a capital
			end = k + 1
			continue
		case (c == '-' || c == ' ') && k+1 < len(s.text) && (isDigit(s.text[k+1]) || s.text[k+1]|0x20 == 'x') && digits.Len() < 13:
			continue
		}
		break
	}
	if n := digits.Len(); n != 10 && n != 13 {
		return 0
	}
	s.out = append(s.out, Anchor{Kind: Number, Value: digits.String(), Notation: ISBN, Start: i, End: end})
	return end
}

// phone is a telephone number in a text.
type phone struct {
	value      string
	alt        []string // with the zero in brackets that the value lacks
	start, end int
}

// The digits that telephone numbers have (E.164), those of numbers without the code of a
// country among them.
const (
	fewestDigits = 7
	mostDigits   = 15
)

// phoneAt reads the telephone number whose first digit stands at i. One begins with "+",
// has the code of its area in brackets, begins with 0 and has groups, or has groups of the
// usual lengths with hyphens between: 8 800 555-35-35. In a language that is written leftward, one
// that ends with "+" has its groups as they are seen there. What "+" joins to what stands before
// is part of that: 1.0.0+20240131120000.
func phoneAt(text string, i int, leftward bool) phone {
	plus := i > 0 && text[i-1] == '+' && !(i > 1 && isJoint(text[i-2]))
	open := i > 0 && text[i-1] == '('
	if !plus && !open && i > 0 && (text[i-1] == '-' && !(i > 1 && classes[text[i-2]] == letter) || text[i-1] == '.' || text[i-1] == ',' || text[i-1] == '/') {
		return phone{}
	}
	g := groupsAt(text, i, open)
	if leftward && !plus && !open && g.isReversed(text) {
		plus, g.end = true, g.end+1
		slices.Reverse(g.digits)
	}
	if g.end < len(text) && (isDigit(text[g.end]) || goesOn(text[g.end:])) || !g.isPhone(plus) {
		return phone{}
	}
	n := phone{value: strings.Join(g.digits, ""), start: i, end: g.end}
	if open || text[max(i-1, 0)] == '+' {
		n.start--
	}
	if plus {
		n.value = "+" + n.value
	}
	// +44 (0)20 is dialled +44 20, and +39 (0)6 is +39 06.
	if k := slices.Index(g.digits, "0"); plus && k > 0 && strings.Contains(text[i:g.end], "(0)") {
		n.alt, n.value = []string{n.value}, "+"+strings.Join(slices.Delete(g.digits, k, k+1), "")
	}
	return n
}

// isReversed reports whether groups end with the code of a country and its "+", and there are
// more of them than a range and a number behind it have.
func (g *groups) isReversed(text string) bool {
	const longest, fewest = 3, 4 // digits of a code, groups
	if rest := text[g.end:]; rest == "" || rest[0] != '+' || len(rest) > 1 && isJoint(rest[1]) {
		return false
	}
	return len(g.digits) >= fewest && len(g.digits[len(g.digits)-1]) <= longest
}

// isJoint reports whether a "+" behind a letter joins what follows it to a word or a version.
func isJoint(c byte) bool {
	return c < utf8.RuneSelf && (classes[c] == letter || classes[c] == digit)
}

// goesOn reports whether a text begins with a letter that a word goes on with. In scripts
// without blanks another word begins there.
func goesOn(text string) bool {
	u, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(u) && !unicode.In(u, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}

// groups are runs of digits with the separators of telephone numbers between them.
type groups struct {
	digits   []string
	hyphens  int // separators that are hyphens alone
	brackets bool
	total    int
	end      int
}

func groupsAt(text string, i int, open bool) groups {
	g := groups{end: i}
	depth := 0
	if open {
		depth, g.brackets = 1, true
	}
	for {
		j := i
		for j < len(text) && isDigit(text[j]) {
			j++
		}
		if n := j - i; g.total+n > mostDigits || g.total >= 10 && n == 1 || len(g.digits) > 6 {
			return g
		}
		g.digits, g.total, g.end = append(g.digits, text[i:j]), g.total+j-i, j
		next, hyphen, bracket := separated(text, j, &depth)
		if next == 0 {
			return g
		}
		if hyphen {
			g.hyphens++
		}
		g.brackets = g.brackets || bracket
		i = next
	}
}

// separated is where the next group begins behind the separator at j: a blank, a hyphen,
// or a bracket with them; 0 if there is none.
func separated(text string, j int, depth *int) (next int, hyphen, bracket bool) {
	k := j
	for k < len(text) && k < j+3 && strings.IndexByte(" -()", text[k]) >= 0 {
		switch text[k] {
		case '(':
			*depth++
			bracket = true
		case ')':
			*depth--
			bracket = true
		case '-':
			hyphen = true
		}
		k++
	}
	if k == j {
		k += spaceLength(text[j:])
	}
	if k == j || k >= len(text) || !isDigit(text[k]) || *depth < 0 {
		return 0, false, false
	}
	return k, hyphen && k == j+1, bracket
}

// hyphened are the lengths of the groups of telephone numbers with hyphens between.
var hyphened = [][]int{{3, 3, 4}, {1, 3, 3, 4}, {1, 3, 3, 2, 2}, {3, 3, 2, 2}, {1, 3, 7}, {1, 3, 2, 2, 3}}

func (g *groups) isPhone(plus bool) bool {
	first := g.digits[0]
	if g.total < fewestDigits || slices.Contains(g.digits[1:], "000") {
		return false
	}
	switch {
	case plus && len(g.digits) == 1:
		return g.total >= 10
	case plus:
		return g.total >= 10 && (g.brackets || g.hyphens > 0 || g.uneven())
	case g.brackets && len(g.digits) >= 3:
		area := first
		if len(first) == 1 {
			area = g.digits[1]
		}
		return g.total >= 9 && g.total <= 12 && len(area) >= 2 && len(area) <= 5 && !yearLike(area)
	case first[0] == '0' && len(first) >= 2:
		return len(g.digits) >= 3 && g.hyphens == 0 && g.total >= 9 && g.total <= 12
	}
	spaced := 0 // separators that may be blanks: those behind the code of a country and of an area
	if len(first) == 1 {
		spaced = 2
	}
	return g.hyphens > 0 && g.hyphens >= len(g.digits)-1-spaced && slices.ContainsFunc(hyphened, func(lengths []int) bool {
		return slices.EqualFunc(lengths, g.digits, func(n int, d string) bool { return n == len(d) })
	})
}

// uneven reports whether the groups are not those of a large number: of three digits each
// but for the first.
func (g *groups) uneven() bool {
	return slices.ContainsFunc(g.digits[1:], func(d string) bool { return len(d) != 3 }) || len(g.digits[0]) == 3 && g.total == 12
}

// samePhone reports whether two telephone numbers are one, with and without the code of
// a country and the digit that is dialled before an area.
func samePhone(a, b string) bool {
	if a[0] == '+' && b[0] == '+' {
		return a == b
	}
	a, b = nationalDigits(a), nationalDigits(b)
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

func nationalDigits(v string) string {
	v = strings.TrimLeft(strings.TrimPrefix(v, "+"), "0")
	if len(v) == 11 && v[0] == '8' {
		return v[1:]
	}
	return v
}

// withoutPhones leaves out the telephone numbers that the other side has too, as one or in
// groups.
func withoutPhones(s, t []claim) (from, to []claim) {
	s, t = withoutSamePhones(s, t)
	s, t = withoutGrouped(s, t)
	t, s = withoutGrouped(t, s)
	return s, t
}

// withoutGrouped leaves out the telephone numbers of a text of which the other has the groups
// as numbers of their own, and these.
func withoutGrouped(s, t []claim) (from, to []claim) {
	const most = 6 // groups
	return slices.DeleteFunc(s, func(c claim) bool {
		if c.Notation != Phone {
			return false
		}
		number := strings.TrimLeft(c.Value, "+0")
		for i := range t {
			digits := ""
			for k := i; k < min(i+most, len(t)) && isGroup(t, i, k); k++ {
				digits += t[k].groupDigits()
				if strings.TrimLeft(digits, "0") == number {
					t = slices.Delete(t, i, k+1)
					return true
				}
			}
		}
		return false
	}), t
}

// isGroup reports whether claim k can be a group of a telephone number that begins with claim
// i: digits that stand right behind the group before.
func isGroup(list []claim, i, k int) bool {
	const gap = 2 // bytes: a blank without a break is that long
	return list[k].Kind == Number && !list[k].Spelled && allDigits(list[k].Value) && (k == i || list[k].Start-list[k-1].End <= gap)
}

// groupDigits are the digits of a group, with the zeros in front that its value lacks.
func (c *claim) groupDigits() string {
	const longest = 4 // what is longer has blanks of its own
	if n := c.End - c.Start; n <= longest {
		return strings.Repeat("0", max(n-len(c.Value), 0)) + c.Value
	}
	return c.Value
}

// withoutSamePhones leaves out the telephone numbers that both sides have.
func withoutSamePhones(s, t []claim) (from, to []claim) {
	others := func(list []claim) func(claim) bool {
		var numbers []string
		for k := range list {
			if list[k].Notation == Phone {
				numbers = append(append(numbers, list[k].Value), list[k].Alt...)
			}
		}
		return func(c claim) bool {
			return c.Notation == Phone && slices.ContainsFunc(numbers, func(v string) bool {
				return samePhone(c.Value, v) || len(c.Alt) > 0 && samePhone(c.Alt[0], v)
			})
		}
	}
	inTarget, inSource := others(t), others(s)
	return slices.DeleteFunc(s, inTarget), slices.DeleteFunc(t, inSource)
}

// romans reports the Roman numerals of names and sections for which the other side has
// another one. What one side writes in figures or in words is left to the numbers.
func romans(out []Disagreement, s, t []claim) []Disagreement {
	stated := func(list []claim, v string) bool {
		return slices.ContainsFunc(list, func(c claim) bool { return c.strong == v || slices.Contains(c.weak, v) })
	}
	alone := func(of, others []claim) []string {
		var list []string
		for k := range of {
			if c := &of[k]; c.Notation == Roman && !stated(others, c.strong) {
				list = append(list, c.Value)
			}
		}
		return distinctTexts(list)
	}
	takeFitting(alone(s, t), alone(t, s), anyTwo, func(a, b string) { out = append(out, Disagreement{Number, Number, a, b}) })
	return out
}

// reordered reports the first of the addresses of mail, telephone numbers, numbers of
// books and coordinates that stand in another order, where both sides have the same ones:
// each says something of what stands beside it.
func reordered(out []Disagreement, source, target []Anchor) []Disagreement {
	for _, of := range []func(*Anchor) bool{isMail, isIdentifier, isCoordinate} {
		a, b := listOf(source, of), listOf(target, of)
		if len(a) < 2 || len(a) != len(b) || !sameSet(a, b) || a[0].Kind == Number && a[0].Notation == "" && !(areBeside(a) && areBeside(b)) {
			continue
		}
		for k := range a {
			if a[k].Value != b[k].Value {
				out = append(out, Disagreement{a[k].Kind, a[k].Kind, a[k].Value, b[k].Value})
				break
			}
		}
	}
	return out
}

// otherRatio reports the ratios whose numbers the other side has the other way round only,
// "3:1" and "1:3", and a single one of which the other side has the first number with another
// second one that makes a time of day of it: "16:9" and "16:10".
func otherRatio(out []Disagreement, source, target []Anchor) []Disagreement {
	a, b := ratiosOf(source), ratiosOf(target)
	gone, come := withoutKeys(a, b, itself), withoutKeys(b, a, itself)
	for _, r := range gone[:min(len(gone), maxRivals)] {
		x, y, _ := strings.Cut(r, ":")
		if back := y + ":" + x; slices.Contains(come, back) {
			out = append(out, Disagreement{Number, Number, r, back})
		}
	}
	switch {
	case len(gone) == 1 && len(come) == 0:
		if t := asTime(gone[0], source, target); t != "" {
			out = append(out, Disagreement{Number, Number, gone[0], t})
		}
	case len(gone) == 0 && len(come) == 1:
		if t := asTime(come[0], target, source); t != "" {
			out = append(out, Disagreement{Number, Number, t, come[0]})
		}
	}
	return out
}

// asTime is the one time of day that the other text has in figures, and the text of a ratio does
// not name, if it begins with the first number of the ratio and the other text lacks the second; or
// "". A full hour is a time of its own. A zero before the minutes alone makes no other time, but
// after noon a clock writes them with two digits, so that "16:9" is none.
func asTime(ratio string, of, other []Anchor) string {
	const noon = 12
	x, y, _ := strings.Cut(ratio, ":")
	own, others := claimsOf(of), claimsOf(other)
	if countOf(others, y) >= countOf(own, y) {
		return ""
	}
	var times []string
	for k := range others {
		if c := &others[k]; c.Kind == Time && !c.Spelled && !namesTime(own, c) {
			times = append(times, c.Value)
		}
	}
	if times = distinctTexts(times); len(times) != 1 {
		return ""
	}
	hour, minute, _ := strings.Cut(times[0], ":")
	if plainDigits(hour) != x || minute == "00" || minute == y || plainDigits(minute) == y && atoi(hour) <= noon {
		return ""
	}
	return times[0]
}

// countOf is how many claims state a number.
func countOf(claims []claim, number string) (n int) {
	for k := range claims {
		if c := &claims[k]; c.Kind == Number && c.strong == number {
			n++
		}
	}
	return n
}

// namesTime reports whether one of several claims is a time of day, by either clock, or a half
// that may be one.
func namesTime(claims []claim, t *claim) bool {
	return slices.ContainsFunc(claims, func(c claim) bool {
		return c.Kind == Time && (c.strong == t.strong || slices.Contains(c.weak, t.strong)) ||
			strings.HasSuffix(c.strong, ".5") && slices.Contains(t.weak, c.strong)
	})
}

// ratiosOf lists the pairs of numbers with a colon or a dash between, each once.
func ratiosOf(anchors []Anchor) []string {
	var out []string
	for k := 1; k < len(anchors); k++ {
		if anchors[k-1].Notation == Ratio && anchors[k].Notation == Ratio {
			out = append(out, anchors[k-1].Value+":"+anchors[k].Value)
			k++ // the next may begin a ratio of its own
		}
	}
	return distinctTexts(out)
}

func isMail(a *Anchor) bool {
	return a.Kind == Link && strings.Contains(a.Value, "@") && !strings.Contains(a.Value, "/")
}

func isIdentifier(a *Anchor) bool { return a.Notation == Phone || a.Notation == ISBN }

// areBeside reports whether each of several anchors has another one beside it, with no more
// between than the signs and points of the compass of a place.
func areBeside(list []*Anchor) bool {
	const between = 12
	for k := 1; k < len(list); k += 2 {
		if list[k].Start-list[k-1].End > between {
			return false
		}
	}
	return len(list)%2 == 0
}

// isCoordinate reports whether a number is written with as many decimals as those of
// places are.
func isCoordinate(a *Anchor) bool {
	const decimals = 4
	_, fraction, _ := strings.Cut(a.Value, ".")
	return a.Kind == Number && len(fraction) >= decimals
}

func listOf(anchors []Anchor, of func(*Anchor) bool) []*Anchor {
	var out []*Anchor
	for k := range anchors {
		if of(&anchors[k]) {
			out = append(out, &anchors[k])
		}
	}
	return out
}

func sameSet(a, b []*Anchor) bool {
	count := map[string]int{}
	for _, x := range a {
		count[x.Value]++
	}
	for _, x := range b {
		if count[x.Value]--; count[x.Value] < 0 {
			return false
		}
	}
	return len(a) == len(b)
}
