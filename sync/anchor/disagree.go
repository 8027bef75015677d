package anchor

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Disagreement is a fact that one of two texts, one a translation of the other,
// states otherwise than the other. Source or Target is empty where one side says
// nothing instead.
type Disagreement struct {
	// Kind is Number for quantities of every kind (also percentages, decades,
	// centuries and times of day), Date if one of the values is a date, else the
	// kind of the anchors.
	Kind           Kind
	Source, Target string
}

// Comparison says how anchors of two texts are compared. The zero value is
// ready for use.
type Comparison struct {
	// Footnotes gives the label in the target of a footnote of the source;
	// references to a label that it does not know are not compared. Nil means
	// that the labels are the same.
	Footnotes func(sourceLabel string) (targetLabel string, ok bool)
	// Cited reports whether the target refers to a footnote anywhere, not only
	// in the text at hand: a reference may stand a paragraph further on. If it
	// is nil, a reference that is only left out is not reported.
	Cited func(targetLabel string) bool
}

// Disagree lists the facts on which two texts disagree, given their anchors: of
// a source text and its translation. Quantities come first, then links, images,
// code, placeholders and footnote references, each in the order of the source.
//
// Facts are compared by value, and each reading counts; how often a text states
// a fact does not. A quantity is found changed if each side has one in figures
// that the other does not state in any way. One that the other side merely leaves
// out is reported if it is a date with its year or has three digits or more.
func (c Comparison) Disagree(source, target []Anchor) []Disagreement {
	var out []Disagreement
	out = quantities(out, source, target)
	out = links(out, source, target)
	out = replaced(out, Image, source, target, anyValue)
	out = replaced(out, Code, source, target, sameSortOfCode)
	out = exchanged(out, Placeholder, values(source, Placeholder), values(target, Placeholder))
	return c.footnotes(out, source, target)
}

// values lists the values of the anchors of a kind, each once, in order.
func values(anchors []Anchor, k Kind) []string {
	var out []string
	for i := range anchors {
		if anchors[i].Kind == k && !slices.Contains(out, anchors[i].Value) {
			out = append(out, anchors[i].Value)
		}
	}
	return out
}

// without lists what is in a and not in b.
func without(a, b []string) []string {
	var out []string
	for _, v := range a {
		if !slices.Contains(b, v) {
			out = append(out, v)
		}
	}
	return out
}

// exchanged reports each value that only one side has, in pairs as long as both
// have some.
func exchanged(out []Disagreement, k Kind, source, target []string) []Disagreement {
	gone, come := without(source, target), without(target, source)
	for i := range max(len(gone), len(come)) {
		d := Disagreement{Kind: k}
		if i < len(gone) {
			d.Source = gone[i]
		}
		if i < len(come) {
			d.Target = come[i]
		}
		out = append(out, d)
	}
	return out
}

// replaced reports values of a kind that others stand for, if the two can stand
// for each other. Values that are only left out or added are not reported.
func replaced(out []Disagreement, k Kind, source, target []Anchor, can func(a, b string) bool) []Disagreement {
	s, t := values(source, k), values(target, k)
	gone, come := without(s, t), without(t, s)
	for _, a := range gone {
		i := slices.IndexFunc(come, func(b string) bool { return can(a, b) })
		if i < 0 {
			continue
		}
		d := Disagreement{k, a, come[i]}
		if k == Code && letters(a) == letters(come[i]) {
			d.Kind = Number
		}
		out = append(out, d)
		come = slices.Delete(come, i, i+1)
	}
	return out
}

func anyValue(a, b string) bool { return true }

// sameSortOfCode reports whether one code span may stand for another by mistake:
// they differ in figures alone, or both are names that nobody translates.
func sameSortOfCode(a, b string) bool {
	return letters(a) == letters(b) || name(a) && name(b)
}

// letters is a text without its digits.
func letters(s string) string {
	return strings.Map(func(u rune) rune {
		if u >= '0' && u <= '9' {
			return -1
		}
		return u
	}, s)
}

// name reports whether a code span is a name made of several words or with a
// sign of the language that it is written in: "ref.current", "useState",
// "array_map()".
func name(s string) bool {
	signs, small, capitals := false, false, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf || c <= ' ' || c == '"' || c == '\'':
			return false
		case c >= 'a' && c <= 'z':
			small = true
		case c >= 'A' && c <= 'Z':
			capitals = capitals || small
		default:
			signs = true
		}
	}
	return signs || capitals
}

func (c Comparison) footnotes(out []Disagreement, source, target []Anchor) []Disagreement {
	labels, known := values(source, FootnoteRef), values(target, FootnoteRef)
	if c.Footnotes != nil {
		var mapped []string
		for _, l := range labels {
			if t, ok := c.Footnotes(l); ok {
				mapped = append(mapped, t)
			}
		}
		labels = mapped
	}
	gone, come := without(labels, known), without(known, labels)
	for i, l := range gone {
		switch {
		case i < len(come):
			out = append(out, Disagreement{FootnoteRef, l, come[i]})
		case c.Cited != nil && !c.Cited(l):
			out = append(out, Disagreement{FootnoteRef, l, ""})
		}
	}
	return out
}

// claim is what a quantity says: the value that it states, and values that it
// can stand for or that follow from it.
type claim struct {
	*Anchor
	strong string
	weak   []string
	// whole says that the weak values are parts of the value, which together
	// can stand for it: "16 500" may be 16 and 500.
	whole bool
}

// claims lists the quantities among anchors.
func claims(anchors []Anchor) []claim {
	var out []claim
	for i := range anchors {
		a := &anchors[i]
		if a.Kind > Century {
			continue
		}
		c := claim{Anchor: a, strong: canonical(a.Value)}
		for _, v := range a.Alt {
			c.weak = append(c.weak, canonical(v))
		}
		c.whole = len(a.Alt) == 2 && a.Alt[0]+a.Alt[1] == a.Value
		switch a.Kind {
		case Date:
			c.weak = append(c.weak, dateParts(a.Value)...)
		case Time:
			c.weak = append(c.weak, timeParts(a.Value)...)
		case Decade:
			c.weak = append(c.weak, a.Value[len(a.Value)-2:])
		case Century:
			c.weak = append(c.weak, itoa(100*(atoi(a.Value)-1)))
		}
		out = append(out, c)
	}
	return out
}

// canonical is a decimal number without zeros at the end of its fraction.
func canonical(v string) string {
	if strings.Count(v, ".") == 1 && v[len(v)-1] == '0' {
		return strings.TrimSuffix(strings.TrimRight(v, "0"), ".")
	}
	return v
}

// dateParts are what a date says when parts of it are left out: the month with
// the year, the day of the month, and day and year as numbers.
func dateParts(v string) []string {
	var out []string
	d := parseDate(v)
	if d.year > 0 {
		out = append(out, itoa(d.year))
	}
	if d.day > 0 {
		out = append(out, itoa(d.day))
	}
	if d.year > 0 && d.day > 0 {
		out = append(out, date{d.year, d.month, 0}.String(), date{0, d.month, d.day}.String())
	}
	return out
}

// parseDate reads the value of an anchor.
func parseDate(v string) date {
	var d date
	if strings.HasPrefix(v, "--") {
		d.month, d.day = atoi(v[2:4]), atoi(v[5:])
		return d
	}
	d.year, d.month = atoi(v[:4]), atoi(v[5:7])
	if len(v) > 8 {
		d.day = atoi(v[8:])
	}
	return d
}

// timeParts are the hour and the minute as numbers, and the same time as the
// other half of the day and other spellings have it.
func timeParts(v string) []string {
	hour, minute, _ := strings.Cut(v, ":")
	h := atoi(hour)
	other := (h + 12) % 24
	out := []string{itoa(h), itoa(other), pad(other, 2) + ":" + minute, canonical(itoa(h) + "." + minute)}
	if minute != "00" {
		out = append(out, plainDigits(minute))
	}
	return out
}

// index holds what one side states: its values, each with how often, and what
// they can stand for.
type index struct {
	strong map[string]int
	weak   map[string]bool
}

func indexOf(claims []claim) index {
	x := index{map[string]int{}, map[string]bool{}}
	for i := range claims {
		x.strong[claims[i].strong]++
		for _, v := range claims[i].weak {
			x.weak[v] = true
		}
	}
	return x
}

// answers reports whether a claim of the other side is stated here. Two readings
// that are both only possible are no answer, nor is a statement that answers
// another claim of the other side already.
func (x index) answers(c *claim, own index) bool {
	if x.strong[c.strong] > 0 || x.weak[c.strong] {
		return true
	}
	n := 0
	for _, v := range c.weak {
		if x.strong[v] > own.strong[v] {
			n++
		}
	}
	return n > 0 && (!c.whole || n == len(c.weak))
}

// unanswered lists the claims in figures that the other side does not state,
// each value once.
func (x index) unanswered(claims []claim, own index) []*claim {
	var out []*claim
	seen := map[string]bool{}
	for i := range claims {
		c := &claims[i]
		if !c.Spelled && !seen[c.strong] && !x.answers(c, own) {
			seen[c.strong] = true
			out = append(out, c)
		}
	}
	return out
}

func quantities(out []Disagreement, source, target []Anchor) []Disagreement {
	s, t := claims(source), claims(target)
	if len(s) == 0 || len(t) == 0 {
		return out
	}
	x, y := indexOf(s), indexOf(t)
	gone, come := y.unanswered(s, x), x.unanswered(t, y)
	if len(gone) > 0 && len(come) > 0 {
		gone = unconverted(gone, t, conversions(s, t))
		come = unconverted(come, s, conversions(t, s))
	}
	switch {
	case len(gone) == 0 && len(come) > 0:
		gone = surplus(s, t, come)
	case len(come) == 0 && len(gone) > 0:
		come = surplus(t, s, gone)
	}
	for _, c := range gone {
		if len(come) > 0 {
			k := nearest(c, come)
			out = append(out, Disagreement{kindOf(c, come[k]), c.Value, come[k].Value})
			come = slices.Delete(come, k, k+1)
		} else if c.weighty() {
			out = append(out, Disagreement{kindOf(c, c), c.Value, ""})
		}
	}
	for _, c := range come {
		if c.weighty() {
			out = append(out, Disagreement{kindOf(c, c), "", c.Value})
		}
	}
	return out
}

// weighty reports whether a claim is one that a translation does not leave out or
// add without reason: a date with its year, or a number of three digits or more.
// Small numbers are often said otherwise, and measures converted.
func (c *claim) weighty() bool {
	switch c.Kind {
	case Date:
		return c.Value[0] != '-'
	case Number, Percent:
		return len(strings.Trim(c.Value, "-.")) >= 3 && c.Unit == ""
	}
	return false
}

// surplus lists the claims of a in figures that it states more often than b
// does, of the kinds of others: one of them may have become one of others.
func surplus(a, b []claim, others []*claim) []*claim {
	count := map[string]int{}
	for i := range a {
		count[a[i].strong]++
	}
	for i := range b {
		count[b[i].strong]--
	}
	var out []*claim
	for i := range a {
		c := &a[i]
		same := slices.ContainsFunc(others, func(o *claim) bool { return o.Kind == c.Kind && len(o.Value) == len(c.Value) })
		if count[c.strong] > 0 && !c.Spelled && same {
			out = append(out, c)
			count[c.strong] = 0
		}
	}
	return out
}

// nearest chooses the claim that a claim is most probably changed to: of the
// same kind, of the same length, with the same beginning.
func nearest(c *claim, others []*claim) int {
	score := func(o *claim) int {
		n := 0
		for n < min(len(o.Value), len(c.Value)) && o.Value[n] == c.Value[n] {
			n++
		}
		if o.Kind == c.Kind {
			n += 100
		}
		if len(o.Value) == len(c.Value) {
			n += 10
		}
		return n
	}
	best := 0
	for i := range others {
		if cmp.Compare(score(others[i]), score(others[best])) > 0 {
			best = i
		}
	}
	return best
}

// kindOf is the kind of a disagreement on quantities.
func kindOf(s, t *claim) Kind {
	if s.Kind == Date || t.Kind == Date {
		return Date
	}
	return Number
}
