package anchor

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/pairing"
)

// claim is what a quantity says: the value that it states, and values that it
// can stand for or that follow from it.
type claim struct {
	*Anchor
	strong string
	weak   []string
	// parts are values that can only stand for it together: "16 500" may be 16 and 500,
	// and "10^6" is 10 and 6 in "10 to the 6th".
	parts []string
}

// claimsOf lists the quantities among anchors.
func claimsOf(anchors []Anchor) []claim {
	var out []claim
	for i := range anchors {
		if a := &anchors[i]; a.Kind <= Century {
			out = append(out, claimOf(a))
		}
	}
	return out
}

func claimOf(a *Anchor) claim {
	c := claim{Anchor: a, strong: canonicalDecimal(a.Value)}
	alts := a.Alt
	if a.Doubtful {
		alts = alts[1:]
	}
	if len(a.Alt) == 2 && a.Alt[0]+a.Alt[1] == a.Value {
		alts, c.parts = nil, a.Alt
	}
	for _, v := range a.factors {
		c.parts = append(c.parts, strings.TrimPrefix(v, "-"))
	}
	for _, v := range alts {
		c.weak = append(c.weak, canonicalDecimal(v))
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

// canonicalDecimal is a decimal number without zeros at the end of its fraction.
func canonicalDecimal(v string) string {
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
	out := []string{itoa(h), itoa(other), padNumber(other, 2) + ":" + minute, canonicalDecimal(itoa(h) + "." + minute), canonicalDecimal(itoa(other) + "." + minute)}
	if minute == "30" {
		out = append(out, itoa(h)+".5", itoa(other)+".5")
	}
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
	powers []*claim // of ten
}

func indexOf(claims []claim) index {
	x := index{strong: map[string]int{}, weak: map[string]bool{}}
	for i := range claims {
		c := &claims[i]
		x.strong[c.strong]++
		alone := c.parts
		if len(c.factors) > 0 {
			alone, x.powers = nil, append(x.powers, c)
		}
		for _, v := range slices.Concat(c.weak, alone) {
			x.weak[v] = true
		}
	}
	return x
}

// answersClaim reports whether a claim of the other side is stated here. Two readings
// that are both only possible are no answer, nor is a statement that answers
// another claim of the other side already.
func (x index) answersClaim(c *claim, own index) bool {
	if x.strong[c.strong] > 0 || x.weak[c.strong] || x.hasInPower(c.strong, own) {
		return true
	}
	states := func(v string) bool { return x.strong[v] > own.strong[v] }
	lacks := func(v string) bool { return !states(v) && !states("-"+v) }
	return slices.ContainsFunc(c.weak, states) || len(c.parts) > 0 && !slices.ContainsFunc(c.parts, lacks)
}

// stating is what a claim states.
type stating struct {
	kind  Kind
	value string
}

// unansweredClaims lists the claims that the other side does not state, each value
// of each kind once, of those that are wanted.
func (x index) unansweredClaims(claims []claim, own index, wanted func(*claim) bool) []*claim {
	var out []*claim
	seen := map[stating]bool{}
	for i := range claims {
		c := &claims[i]
		if !wanted(c) || seen[stating{c.Kind, c.strong}] || x.answersClaim(c, own) {
			continue
		}
		seen[stating{c.Kind, c.strong}] = true
		out = append(out, c)
	}
	return out[:min(len(out), maxRivals)]
}

// inFigures are the claims that are compared, and inWords those that a figure may
// replace by mistake.
func inFigures(c *claim) bool { return !c.Spelled }
func inWords(c *claim) bool   { return c.Spelled && c.isPrecise() }
func inAnyWay(*claim) bool    { return true }

// isPrecise reports whether a number in words is one that a figure can replace by
// mistake: "seventy" and "seven per cent", but not "hundreds", "dozens", "two" or "half".
func (c *claim) isPrecise() bool {
	return c.Kind == Time || c.Kind == Century || c.Kind == Decade || c.Kind == Percent && len(c.Alt) == 0 || c.Kind == Number && len(c.Value) > 1 && !c.multiple && !c.round() && c.Value != "12"
}

// round reports whether a number is a power of ten.
func (c *claim) round() bool { return c.Value[0] == '1' && strings.Trim(c.Value[1:], "0") == "" }

// compareQuantities reports the numbers, dates and the like that two texts state
// differently.
func compareQuantities(out []Disagreement, source, target []Anchor) []Disagreement {
	s, t := withoutPhones(claimsOf(source), claimsOf(target))
	out = romans(out, s, t)
	x, y := indexOf(s), indexOf(t)
	x.addMonths(source)
	y.addMonths(target)
	gone, come := y.unansweredClaims(s, x, inFigures), x.unansweredClaims(t, y, inFigures)
	if len(gone)+len(come) > 0 {
		used := findConverted(y.unansweredClaims(s, x, inAnyWay), s, x.unansweredClaims(t, y, inAnyWay), t)
		restated := func(c *claim) bool { return used[c] }
		come = withoutExchanged(come, s, t)
		gone, come = slices.DeleteFunc(gone, restated), slices.DeleteFunc(come, restated)
		suspects, others := gone, come
		switch {
		case len(gone) < len(come):
			suspects = joinCandidates(gone, surplusClaims(s, t, come))
			if len(gone) == 0 {
				suspects = append(suspects, slices.DeleteFunc(y.unansweredClaims(s, x, inWords), restated)...)
			}
		case len(come) < len(gone):
			others = joinCandidates(come, withoutExchanged(surplusClaims(t, s, gone), s, t))
			if len(come) == 0 {
				others = append(others, slices.DeleteFunc(x.unansweredClaims(t, y, inWords), restated)...)
			}
		}
		out = reportClaims(out, withoutHeld(gone, come, target), withoutHeld(come, gone, source), suspects, others)
	} else {
		for _, wanted := range []func(*claim) bool{inPlainWords, isHourInWords} {
			gone, come := y.unansweredClaims(s, x, wanted), x.unansweredClaims(t, y, wanted)
			if a, b := withoutTurns(gone, s, t), withoutTurns(come, t, s); (len(a) > 0) == (len(b) > 0) {
				gone, come = a, b
			}
			if len(gone) <= mostInWords && slices.EqualFunc(gone, come, areOneSort) {
				out = reportClaims(out, gone, come, gone, come)
			}
		}
	}
	if gone, come := moments(s), moments(t); len(gone) == 1 && len(come) == 1 && gone[0].Value != come[0].Value {
		out = append(out, differingOn(gone[0], come[0], gone[0].Value, come[0].Value))
	} else if len(gone)+len(come) == 1 {
		out = noonAtNight(out, gone, t)
		out = noonAtNight(out, come, s)
	}
	out = compareOrdinals(out, y.placesIn(s, x), x.placesIn(t, y))
	out = compareHalves(out, source, target)
	out = compareThousands(out, s, t)
	out = compareVersions(out, s, t)
	return exchangedAmounts(compareUnits(out, s, t), s, t)
}

// compareThousands reports the numbers that a translation writes as if a point parted their
// thousands, in a language that writes neither thousands nor decimals so: "1.500" for 1.5.
// Nobody adds zeros to a decimal number.
func compareThousands(out []Disagreement, s, t []claim) []Disagreement {
	for i := range t {
		c := &t[i]
		if c.Kind != Number || c.Doubtful || len(c.Alt) != 1 || !strings.HasSuffix(c.Value, "0") || c.strong == c.Value || strings.Contains(c.Alt[0], ".") {
			continue
		}
		same := func(o claim) bool {
			return o.Value == c.Value || o.strong == canonicalDecimal(c.Alt[0]) || slices.Contains(o.weak, c.Alt[0])
		}
		k := slices.IndexFunc(s, func(o claim) bool { return o.Kind == Number && o.strong == c.strong })
		if k >= 0 && !slices.ContainsFunc(s, same) {
			out = append(out, differingOn(&s[k], c, s[k].Value, c.Alt[0]))
		}
	}
	return out
}

// withoutHeld leaves out the claims whose figures stand in a link or in the code of the
// other text, if that states nothing else instead: a number that a link kept is not lost,
// nor is one added that was written as code.
func withoutHeld(claims, instead []*claim, other []Anchor) []*claim {
	if len(claims) == 0 || len(instead) > 0 {
		return claims
	}
	return slices.DeleteFunc(slices.Clone(claims), func(c *claim) bool {
		return slices.ContainsFunc(other, func(a Anchor) bool {
			return (a.Kind == Link || a.Kind == Code) && hasFigures(a.Value, c.Value)
		})
	})
}

// hasFigures reports whether a text holds a number and no digit beside it.
func hasFigures(text, number string) bool {
	isDigit := func(at int) bool { return at >= 0 && at < len(text) && text[at] >= '0' && text[at] <= '9' }
	for from := 0; ; {
		at := strings.Index(text[from:], number)
		if at < 0 {
			return false
		}
		from += at + 1
		if begin := from - 1; !isDigit(begin-1) && !isDigit(begin+len(number)) {
			return true
		}
	}
}

// mostInWords is the number of numbers in words up to which as many others stand for them: of
// more, one side rather tells other things.
const mostInWords = 3

// inPlainWords are the claims in words that are compared with each other where both
// sides have just one that the other does not state: "forty-eight" and «сорок семь».
// One and two have too many other uses, but for two of a unit and for what was doubled, and
// so have round numbers.
func inPlainWords(c *claim) bool {
	switch {
	case !c.Spelled || c.Notation != "" || strings.ContainsAny(c.Value, ":/"):
		return false
	case strings.HasSuffix(c.Value, ".5") && (units[c.Unit].of == duration || c.multiple):
		return true
	case strings.Contains(c.Value, "."):
		return isShare(c) && c.Value != "0.5"
	case c.isPart():
		return true
	case c.Kind == Century || c.Kind == Decade:
		return true
	}
	return c.Kind == Number && c.Value != "0" && (c.Value != "2" || c.multiple || units[c.Unit].of != 0) && !c.round()
}

// withoutTurns leaves out the claims of a text that another says in other words: a fortnight
// that is two weeks there, and the century of "the nineteen-nineties".
func withoutTurns(list []*claim, own, other []claim) []*claim {
	return slices.DeleteFunc(slices.Clone(list), func(c *claim) bool {
		switch {
		case c.Value == "14":
			return slices.ContainsFunc(other, func(o claim) bool { return o.Value == "2" && o.Unit == "wk" })
		case c.Value == "2" && c.Unit == "wk":
			return slices.ContainsFunc(other, func(o claim) bool { return o.Value == "14" && o.Spelled })
		case len(c.Value) == 2 && c.Value >= "15" && c.Value <= "20":
			return slices.ContainsFunc(own, func(o claim) bool {
				return o.Spelled && o.Start == c.End+1 && len(o.Value) == 2 && o.Value >= "20" && o.Value[1] == '0'
			})
		}
		return false
	})
}

// isHourInWords reports whether a claim is a time of day in words, as a quarter past nine, or
// may be one; noon and midnight are compared apart.
func isHourInWords(c *claim) bool {
	return c.Spelled && c.Kind == Time && c.Value != "12:00" && c.Value != "00:00" || c.isHalfHour()
}

// isHalfHour reports whether a claim in words may be a time of day at half past an hour: "half
// past seven", "yedi buçukta", which is seven and a half as well.
func (c *claim) isHalfHour() bool {
	if !c.Spelled || c.Unit != "" && c.Unit != "h" || c.multiple {
		return false
	}
	hour, isHalf := strings.CutSuffix(c.Value, ".5")
	return c.Kind == Time && strings.HasSuffix(c.Value, ":30") || c.Kind == Number && isHalf && atoi(hour) > 0 && atoi(hour) < 24
}

// reportClaims says what became of the suspects, and which of the claims that only one
// side states are missing on the other.
func reportClaims(out []Disagreement, gone, come, suspects, others []*claim) []Disagreement {
	became := matchClaims(suspects, others)
	for _, c := range suspects {
		if o := became[c]; o != nil {
			out = append(out, differingOn(c, o, c.written(), o.written()))
		} else if slices.Contains(gone, c) && c.isWeighty() {
			out = append(out, differingOn(c, c, c.written(), ""))
		}
	}
	for _, c := range come {
		if became[c] == nil && c.isWeighty() {
			out = append(out, differingOn(c, c, "", c.written()))
		}
	}
	return out
}

// joinCandidates joins two lists in the order of the text, each claim once.
func joinCandidates(a, b []*claim) []*claim {
	out := slices.Concat(a, b)
	slices.SortStableFunc(out, func(c, o *claim) int { return cmp.Compare(c.Start, o.Start) })
	return slices.Compact(out)
}

// dimensioned is a number with what it measures, or that it is money.
type dimensioned struct {
	value string
	of    byte
}

// coin is the dimension of currencies.
const coin = '$'

func dimensionOf(c *claim) dimensioned {
	d := dimensioned{c.strong, units[c.Unit].of}
	if d.of == area && strings.HasSuffix(c.Unit, "²") {
		d.of = volume // so that a cubic unit in its place is held against it
	}
	if d.of == 0 && moneyOf(c.Unit) != "" {
		d.of = coin
	}
	return d
}

// byDimension groups the claims of a text by number and dimension.
func byDimension(claims []claim) map[dimensioned][]*claim {
	of := map[dimensioned][]*claim{}
	for i := range claims {
		d := dimensionOf(&claims[i])
		of[d] = append(of[d], &claims[i])
	}
	return of
}

// compareUnits reports the numbers that both sides state, in units or currencies of
// which one cannot stand for the other.
func compareUnits(out []Disagreement, s, t []claim) []Disagreement {
	var own, of map[dimensioned][]*claim
	for i := range s {
		c := &s[i]
		if c.Unit == "" {
			continue
		}
		if own == nil {
			own, of = byDimension(s), byDimension(t)
		}
		d, bare := dimensionOf(c), dimensioned{c.strong, 0}
		if d.of == 0 || len(own[bare])+len(of[bare]) > 0 || !haveRenamed(own[d], of[d]) || isRestated(own[d], t) || isRestated(of[d], s) {
			continue
		}
		k, o := Unit, of[d][0]
		if d.of == coin {
			k = Currency
		}
		out = append(out, Disagreement{k, k, c.Value + " " + c.Unit, o.Value + " " + o.Unit})
		own[d] = nil // once for each value
	}
	return out
}

// isRestated reports whether one of the claims is among those of the other text in
// another unit.
func isRestated(claims []*claim, others []claim) bool {
	for _, c := range claims {
		m, ok := measurementOf(c)
		for i := range others {
			if o, other := measurementOf(&others[i]); ok && other && m.text != o.text && m.equalsAmount(o) {
				return true
			}
		}
	}
	return false
}

// haveRenamed reports whether both lists have claims, and the units or currencies of the
// one all differ from all of those of the other. Forty degrees below zero are as many in two
// units.
func haveRenamed(a, b []*claim) bool {
	for _, c := range a {
		m, measured := measurementOf(c)
		for _, o := range b {
			n, also := measurementOf(o)
			if !areMisunited(c.Unit, o.Unit) && !otherMoney(c.Unit, o.Unit) || measured && also && m.isAmount(n) {
				return false
			}
		}
	}
	return len(a) > 0 && len(b) > 0
}

// matchClaims pairs the claims of two sides: first those of the same kind and unit, then
// those of the same kind, then the others; of each the most that can be paired in
// the order of the texts, and of those ways the nearest. The result has both
// directions.
func matchClaims(a, b []*claim) map[*claim]*claim {
	of := make(map[*claim]*claim, 2*min(len(a), len(b)))
	same := []func(c, o *claim) bool{
		func(c, o *claim) bool { return c.Kind == o.Kind && c.Unit == o.Unit && c.Unit != "" },
		func(c, o *claim) bool { return c.Kind == o.Kind },
		func(_, _ *claim) bool { return true },
	}
	for _, fit := range same {
		inOrder(unmatchedClaims(a, of), unmatchedClaims(b, of), fit, of)
	}
	return of
}

func unmatchedClaims(list []*claim, of map[*claim]*claim) []*claim {
	var out []*claim
	for _, c := range list {
		if of[c] == nil {
			out = append(out, c)
		}
	}
	return out
}

// inOrder pairs what fits without crossing: as many as possible, and of those the
// nearest.
func inOrder(a, b []*claim, fit func(c, o *claim) bool, of map[*claim]*claim) {
	if len(a) == 0 || len(b) == 0 {
		return
	}
	for _, p := range pairing.Best(len(a), len(b), func(i, j int) float64 {
		if !fit(a[i], b[j]) {
			return -1
		}
		return float64(pairWorth + nearnessOf(a[i], b[j]))
	}) {
		if p[0] >= 0 && p[1] >= 0 {
			of[a[p[0]]], of[b[p[1]]] = b[p[1]], a[p[0]]
		}
	}
}

// pairWorth is more than all pairs of a list are near together.
const pairWorth = 1 << 20

// nearnessOf says how alike two values are, up to 1000: of numbers the share that the
// smaller is of the greater, of other values how much of the beginning they share.
func nearnessOf(c, o *claim) int {
	x, err := strconv.ParseFloat(c.strong, 64)
	y, err2 := strconv.ParseFloat(o.strong, 64)
	if err == nil && err2 == nil && x > 0 && y > 0 {
		return int(1000 * min(x, y) / max(x, y))
	}
	n := 0
	for n < min(len(o.Value), len(c.Value)) && o.Value[n] == c.Value[n] {
		n++
	}
	return 1000 * n / (max(len(o.Value), len(c.Value)) + 1)
}

// isWeighty reports whether a claim is one that a translation does not leave out or
// add without reason: a date with its year, or a number of three digits or more.
// Small numbers are often said otherwise, and measures converted.
func (c *claim) isWeighty() bool {
	switch c.Kind {
	case Date:
		return c.Value[0] != '-'
	case Number, Percent:
		return !c.Spelled && len(c.Value)-len(withoutDigits(c.Value)) >= 3 && units[c.Unit].of == 0 && !strings.HasPrefix(c.Value, "0.") && (c.Kind != Percent || c.Value != "100")
	}
	return false
}

// surplusClaims lists the claims of a in figures that it states more often than b
// does, if they are of the kind and length of one of others: they may have become
// it.
func surplusClaims(a, b []claim, others []*claim) []*claim {
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

// differingOn is a disagreement on what two claims state. Of a bare number and
// something else it is the other's kind.
func differingOn(s, t *claim, source, target string) Disagreement {
	d := Disagreement{Number, Number, source, target}
	switch {
	case isShare(s) && isShare(t):
		d.Source, d.Target = s.share(), t.share()
	case s.Kind == Date || t.Kind == Date:
		d.Kind, d.Quantity = Date, Date
	case s.Kind == t.Kind || t.Kind == Number:
		d.Quantity = s.Kind
	case s.Kind == Number:
		d.Quantity = t.Kind
	}
	return d
}
