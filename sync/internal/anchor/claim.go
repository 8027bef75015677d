package anchor

import (
	"slices"
	"strings"
)

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
		if a := &anchors[i]; a.Kind <= Century {
			out = append(out, claimOf(a))
		}
	}
	return out
}

func claimOf(a *Anchor) claim {
	c := claim{Anchor: a, strong: canonical(a.Value)}
	c.whole = len(a.Alt) == 2 && a.Alt[0]+a.Alt[1] == a.Value
	for _, v := range a.Alt {
		c.weak = append(c.weak, canonical(v))
	}
	switch a.Kind {
	case Date:
		c.weak = append(c.weak, dateParts(a.Value)...)
	case Time:
		c.weak = append(c.weak, timeParts(a.Value)...)
	case Decade:
		c.weak = append(c.weak, a.Value[max(len(a.Value)-2, 0):])
	case Century:
		n := atoi(a.Value)
		c.weak = append(c.weak, itoa(100*(n-1)), itoa(100*n))
	}
	return c
}

// canonical is a decimal number without zeros at the end of its fraction.
func canonical(v string) string {
	if strings.Count(v, ".") == 1 && v[len(v)-1] == '0' {
		return strings.TrimSuffix(strings.TrimRight(v, "0"), ".")
	}
	return v
}

// dateParts are what a date says when parts of it are left out: day and year as
// numbers, the month with the year, the month with the day.
func dateParts(v string) []string {
	d, ok := parseDate(v)
	if !ok {
		return nil
	}
	var out []string
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

// parseDate reads the value of a date's anchor.
func parseDate(v string) (d date, ok bool) {
	year, rest, ok := strings.Cut(v, "-")
	if !ok {
		return date{}, false
	}
	if year != "" {
		d.year = atoi(year)
	} else {
		rest = strings.TrimPrefix(rest, "-")
	}
	month, day, dayed := strings.Cut(rest, "-")
	d.month = atoi(month)
	if dayed {
		d.day = atoi(day)
	}
	return d, true
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

// unanswered lists the claims that the other side does not state, each value
// once: those in figures, or else those in words that are no round figure.
func (x index) unanswered(claims []claim, own index, spelled bool) []*claim {
	var out []*claim
	seen := map[string]bool{}
	for i := range claims {
		c := &claims[i]
		if c.Spelled != spelled || spelled && !c.precise() || seen[c.strong] || x.answers(c, own) {
			continue
		}
		seen[c.strong] = true
		out = append(out, c)
	}
	return out[:min(len(out), maxRivals)]
}

// precise reports whether a number in words is one that a figure can replace by
// mistake: "seventy", but not "hundreds", "dozens" or "two".
func (c *claim) precise() bool {
	round := c.Value[0] == '1' && strings.Trim(c.Value[1:], "0") == ""
	return c.Kind == Number && len(c.Value) > 1 && !round && c.Value != "12"
}

// quantities reports the numbers, dates and the like that two texts state
// differently.
func quantities(out []Disagreement, source, target []Anchor) []Disagreement {
	s, t := claims(source), claims(target)
	x, y := indexOf(s), indexOf(t)
	gone, come := y.unanswered(s, x, false), x.unanswered(t, y, false)
	if len(gone) > 0 && len(come) > 0 {
		gone = unconverted(gone, t, conversions(s, t))
		come = unconverted(come, s, conversions(t, s))
	}
	suspects, others := gone, come
	if len(gone) == 0 && len(come) > 0 {
		suspects = append(surplus(s, t, come), y.unanswered(s, x, true)...)
	} else if len(come) == 0 && len(gone) > 0 {
		others = append(surplus(t, s, gone), x.unanswered(t, y, true)...)
	}
	became := match(suspects, others)
	for _, c := range suspects {
		if o := became[c]; o != nil {
			out = append(out, Disagreement{kindOf(c, o), c.Value, o.Value})
		} else if len(gone) > 0 && c.weighty() {
			out = append(out, Disagreement{kindOf(c, c), c.Value, ""})
		}
	}
	for _, c := range come {
		if became[c] == nil && c.weighty() {
			out = append(out, Disagreement{kindOf(c, c), "", c.Value})
		}
	}
	return out
}

// match pairs the claims of two sides, each of the shorter list in turn with the
// nearest of the other. The result has both directions.
func match(a, b []*claim) map[*claim]*claim {
	if len(a) > len(b) {
		a, b = b, a
	}
	free := slices.Clone(b)
	of := make(map[*claim]*claim, 2*len(a))
	for _, c := range a {
		k := nearest(c, free)
		of[c], of[free[k]] = free[k], c
		free = slices.Delete(free, k, k+1)
	}
	return of
}

// weighty reports whether a claim is one that a translation does not leave out or
// add without reason: a date with its year, or a number of three digits or more.
// Small numbers are often said otherwise, and measures converted.
func (c *claim) weighty() bool {
	switch c.Kind {
	case Date:
		return c.Value[0] != '-'
	case Number, Percent:
		return !c.Spelled && len(c.Value)-len(undigited(c.Value)) >= 3 && c.Unit == ""
	}
	return false
}

// surplus lists the claims of a in figures that it states more often than b
// does, if they are of the kind and length of one of others: they may have become
// it.
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
		if count[c.strong] <= 0 || c.Spelled {
			continue
		}
		count[c.strong] = 0
		if slices.ContainsFunc(others, func(o *claim) bool { return o.Kind == c.Kind && len(o.Value) == len(c.Value) }) {
			out = append(out, c)
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
		if score(others[i]) > score(others[best]) {
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
