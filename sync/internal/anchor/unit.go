package anchor

import (
	"slices"
	"strconv"
)

// units holds the units of measure by their symbols: what they measure, and how
// much of it in the unit of the metric system.
var units = map[string]struct {
	of     byte // length, mass, area, volume, temperature
	size   float64
	metric bool
}{
	"mi": {'l', 1609.344, false}, "mph": {'l', 1609.344, false}, "yd": {'l', 0.9144, false}, "ft": {'l', 0.3048, false}, "in": {'l', 0.0254, false},
	"km": {'l', 1000, true}, "m": {'l', 1, true}, "cm": {'l', 0.01, true}, "mm": {'l', 0.001, true},
	"lb": {'m', 453.59, false}, "oz": {'m', 28.35, false}, "st": {'m', 6350, false}, "kg": {'m', 1000, true}, "g": {'m', 1, true},
	"ac": {'a', 4047, false}, "ha": {'a', 10000, true},
	"gal": {'v', 3.785, false}, "l": {'v', 1, true},
	"°F": {'t', 1, false}, "°C": {'t', 1, true},
}

// conversion turns an amount in one unit into another.
type conversion struct{ from, to string }

// conversions lists the ways in which amounts of one side may be converted on
// the other: from a unit that only the one uses to a unit of the other system
// that only the other uses.
func conversions(from, to []claim) []conversion {
	var out []conversion
	a, b := unitsOf(from), unitsOf(to)
	for _, x := range without(a, b, itself) {
		for _, y := range without(b, a, itself) {
			if u, v := units[x], units[y]; u.of == v.of && u.metric != v.metric {
				out = append(out, conversion{x, y})
			}
		}
	}
	return out
}

// unitsOf lists the units that can be converted, each once.
func unitsOf(claims []claim) []string {
	var out []string
	for i := range claims {
		if u := claims[i].Unit; units[u].of != 0 && !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return out
}

// unconverted leaves out the claims that the other side states in another system
// of units. In a range the unit stands behind the last number only, so every
// claim is tried with all conversions.
func unconverted(claims []*claim, others []claim, all []conversion) []*claim {
	if len(all) == 0 {
		return claims
	}
	return slices.DeleteFunc(claims, func(c *claim) bool {
		return slices.ContainsFunc(others, func(o claim) bool { return converted(all, c.strong, o.strong) })
	})
}

// rounding is by how much a converted amount may be off.
const rounding = 0.12

func converted(all []conversion, a, b string) bool {
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	if err != nil || err2 != nil {
		return false
	}
	for _, c := range all {
		z := c.convert(x)
		if diff := y - z; diff*diff <= (rounding*z)*(rounding*z) {
			return true
		}
	}
	return false
}

func (c conversion) convert(x float64) float64 {
	switch c.from {
	case "°F":
		return (x - 32) / 1.8
	case "°C":
		return x*1.8 + 32
	}
	return x * units[c.from].size / units[c.to].size
}
