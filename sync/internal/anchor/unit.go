package anchor

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// measurement is an amount in a unit of the table.
type measurement struct {
	value float64
	unit  string
	text  string // the value as the anchor has it
}

// measurementOf is what a claim measures, if it does.
func measurementOf(c *claim) (measurement, bool) {
	if units[c.Unit].of == 0 {
		return measurement{}, false
	}
	v, err := strconv.ParseFloat(c.strong, 64)
	return measurement{v, c.Unit, c.strong}, err == nil
}

// amountIn is the amount in another unit of the same dimension.
func (q measurement) amountIn(unit string) float64 {
	if units[unit].of == temperature {
		return convertDegrees(q.value, q.unit, unit)
	}
	return q.value * units[q.unit].size / units[unit].size
}

// convertDegrees turns degrees of one scale into those of another.
func convertDegrees(v float64, from, to string) float64 {
	switch from {
	case "°F":
		v = (v - 32) / 1.8
	case "K":
		v -= 273.15
	}
	switch to {
	case "°F":
		return v*1.8 + 32
	case "K":
		return v + 273.15
	}
	return v
}

// equalsAmount reports whether two amounts in different units are the same, but for
// rounding: either may have been rounded to the place where its last digit stands.
func (q measurement) equalsAmount(o measurement) bool {
	if q.unit == o.unit || units[q.unit].of != units[o.unit].of {
		return false
	}
	return roundsTo(q.amountIn(o.unit), o) || roundsTo(o.amountIn(q.unit), q)
}

// IsSameAmount reports whether two numbers state one amount in different units: of "30 m (100
// feet)" a translation says one.
func (a Anchor) IsSameAmount(b Anchor) bool {
	x, ok := measurementOf(&claim{Anchor: &a, strong: a.Value})
	y, both := measurementOf(&claim{Anchor: &b, strong: b.Value})
	return ok && both && x.equalsAmount(y)
}

// isAmount reports whether two amounts are the same without rounding.
func (q measurement) isAmount(o measurement) bool {
	return units[q.unit].of == units[o.unit].of && math.Abs(q.amountIn(o.unit)-o.value) < 1e-9
}

// roundsTo reports whether a value rounds to what is written.
func roundsTo(v float64, written measurement) bool {
	most := written.value * mostRounded
	if len(written.text) == 1 {
		most = written.value * mostOfOne
	}
	if units[written.unit].of == temperature {
		most = math.Inf(1)
	}
	return math.Abs(v-written.value) <= math.Min(roundedBy(written.text, written.value), math.Abs(most))+1e-9
}

// mostRounded is the share of an amount by which rounding changes it at most, mostOfOne that
// of an amount of one digit (an inch is 3 cm), and leastRounded that which is always allowed,
// for factors are rounded too.
const mostRounded, mostOfOne, leastRounded = 0.12, 0.16, 0.015

// roundedBy is by how much a number can have been rounded: half of what its last
// digit stands for, zeros before the decimal point aside. A last digit of five may
// stand for steps of five.
func roundedBy(text string, value float64) float64 {
	whole, fraction, pointed := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	place := math.Pow10(-len(fraction))
	if !pointed {
		place = math.Pow10(len(whole) - len(strings.TrimRight(whole, "0")))
		if strings.Trim(whole, "0") == "" {
			place = 1
		}
	}
	step := place / 2
	if strings.HasSuffix(strings.TrimRight(text, "0."), "5") {
		step = place * 2.5
	}
	return math.Max(step, math.Abs(value)*leastRounded)
}

// stated is a measurement with the claims that state it.
type stated struct {
	measurement
	parts []*claim
}

// findConverted marks the claims that state one amount in two units, as "85 mph" and
// "137 km/h" or "1 h 30 min" and "90 min" do; each list holds those that the other
// side does not state as they are.
func findConverted(gone []*claim, s []claim, come []*claim, t []claim) map[*claim]bool {
	used := map[*claim]bool{}
	if len(gone) == 0 || len(come) == 0 {
		return used
	}
	a, b := measurements(gone, s, t), measurements(come, t, s)
	for _, x := range a {
		for _, y := range b {
			if x.equalsAmount(y.measurement) || len(x.parts)+len(y.parts) > 2 && x.unit == y.unit && roundsTo(x.value, y.measurement) {
				for _, c := range slices.Concat(x.parts, y.parts) {
					used[c] = true
				}
			}
		}
	}
	return used
}

// measuredBeside is what a claim measures beside another text: degrees that do not say of
// which scale are of the one that the other text does not name.
func measuredBeside(c *claim, other []claim) (measurement, bool) {
	names := func(scale string) bool {
		return slices.ContainsFunc(other, func(o claim) bool { return o.Unit == scale })
	}
	if c.Unit != "°" || names("°F") == names("°C") {
		return measurementOf(c)
	}
	scaled := *c
	if scaled.Unit = "°F"; names("°F") {
		scaled.Unit = "°C"
	}
	return measurementOf(&scaled)
}

// measurements lists what the claims of a text measure that the other text does not
// state in the same unit, alone and together with their neighbours. An open claim
// without a unit is tried with all units of its text, for in a list the unit stands
// behind the last number only.
func measurements(open []*claim, all, other []claim) []stated {
	var out []stated
	same := map[[2]string]bool{}
	for i := range other {
		same[[2]string{other[i].strong, other[i].Unit}] = true
	}
	for i := range all {
		c := &all[i]
		if m, ok := measuredBeside(c, other); ok && !same[[2]string{c.strong, c.Unit}] {
			out = append(out, stated{m, []*claim{c}})
		}
		if sum, ok := together(all[i:]); ok {
			out = append(out, sum)
		}
		if len(out) > maxRivals {
			break
		}
	}
	for _, c := range open {
		if c.Kind == Number && c.Unit == "" {
			out = append(out, guesses(c, all)...)
		}
	}
	return out
}

// guesses are a number with each unit that its text has.
func guesses(c *claim, all []claim) []stated {
	v, err := strconv.ParseFloat(c.strong, 64)
	if err != nil {
		return nil
	}
	var out []stated
	for _, u := range unitsOf(all) {
		out = append(out, stated{measurement{v, u, c.strong}, []*claim{c}})
	}
	return out
}

// maxUnits bounds the units of a text with which a number without one is tried.
const maxUnits = 8

// unitsOf lists the units that can be converted, each once.
func unitsOf(claims []claim) []string {
	var out []string
	for i := range claims {
		if u := claims[i].Unit; units[u].of != 0 && !slices.Contains(out, u) {
			if out = append(out, u); len(out) == maxUnits {
				break
			}
		}
	}
	return out
}

// partReach is how far apart, in bytes, the parts of a measurement stand that is
// stated in two units.
const partReach = 28

// together adds up the claims at the beginning of a list that are parts of one
// measurement: "1 h 30 min", "5 ft 10 in".
func together(list []claim) (stated, bool) {
	sum, ok := measurementOf(&list[0])
	if !ok || units[sum.unit].of == temperature {
		return stated{}, false
	}
	parts, last := []*claim{&list[0]}, units[sum.unit].size
	total := sum.value * last
	for i := 1; i < len(list); i++ {
		m, ok := measurementOf(&list[i])
		u := units[m.unit]
		if !ok || u.of != units[sum.unit].of || u.size >= last || list[i].Start-list[i-1].Start > partReach {
			break
		}
		total += m.value * u.size
		sum.unit, last = m.unit, u.size
		parts = append(parts, &list[i])
	}
	sum.value = total / last
	sum.text = strconv.FormatFloat(sum.value, 'f', -1, 64)
	return stated{sum, parts}, len(parts) > 1
}

// withoutExchanged leaves out amounts of money that a translation adds in another currency
// to one that both sides state: "100,000 yen" and "100.000 ¥ (ca. 730 €)".
func withoutExchanged(come []*claim, s, t []claim) []*claim {
	return slices.DeleteFunc(slices.Clone(come), func(c *claim) bool {
		money := moneyOf(c.Unit)
		if money == "" || slices.ContainsFunc(s, func(o claim) bool { return moneyOf(o.Unit) == money }) {
			return false
		}
		return slices.ContainsFunc(t, func(o claim) bool {
			other := moneyOf(o.Unit)
			return other != "" && other != money && slices.ContainsFunc(s, func(x claim) bool { return x.strong == o.strong && moneyOf(x.Unit) == other })
		})
	})
}
