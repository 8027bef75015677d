package anchor

import (
	"slices"
	"strings"
)

// measured is a unit of measure: what it measures, and how much of the base unit
// one of it is.
type measured struct {
	of   byte // one of the dimensions below
	size float64
}

// The dimensions of units. Speeds count as the length covered in an hour.
const (
	length      = 'l' // metres
	mass        = 'm' // grams
	area        = 'a' // square metres
	volume      = 'v' // litres
	temperature = 't'
	duration    = 'd' // seconds
	data        = 'b' // bytes
	frequency   = 'f' // hertz
	power       = 'p' // watts
	energy      = 'e' // joules
	pressure    = 'r' // pascals
	voltage     = 'u' // volts
	current     = 'i' // amperes
	tension     = 'n' // newtons
)

// units holds the units of measure by their symbols.
var units = map[string]measured{
	"mi": {length, 1609.344}, "nmi": {length, 1852}, "yd": {length, 0.9144}, "ft": {length, 0.3048}, "in": {length, 0.0254},
	"km": {length, 1000}, "m": {length, 1}, "dm": {length, 0.1}, "cm": {length, 0.01}, "mm": {length, 0.001}, "µm": {length, 1e-6}, "nm": {length, 1e-9},
	"m/s": {length, 3600}, "verst": {length, 1066.8},
	"lb": {mass, 453.592}, "oz": {mass, 28.3495}, "st": {mass, 6350.29}, "t": {mass, 1e6}, "kg": {mass, 1000}, "g": {mass, 1}, "mg": {mass, 1e-3}, "µg": {mass, 1e-6},
	"pood": {mass, 16380},
	"ac":   {area, 4046.86}, "ha": {area, 10000}, "daa": {area, 1000},
	"km²": {area, 1e6}, "m²": {area, 1}, "cm²": {area, 1e-4}, "mm²": {area, 1e-6}, "mi²": {area, 2.58999e6}, "ft²": {area, 0.092903}, "yd²": {area, 0.836127}, "in²": {area, 6.4516e-4},
	"gal": {volume, 3.78541}, "pt": {volume, 0.473176}, "qt": {volume, 0.946353}, "l": {volume, 1}, "dl": {volume, 0.1}, "cl": {volume, 0.01}, "ml": {volume, 0.001},
	"tbsp": {volume, 0.0147868}, "tsp": {volume, 0.00492892},
	"m³": {volume, 1000}, "cm³": {volume, 0.001}, "mm³": {volume, 1e-6}, "km³": {volume, 1e12}, "ft³": {volume, 28.3168}, "yd³": {volume, 764.555}, "in³": {volume, 0.0163871}, "mi³": {volume, 4.16818e12}, "bbl": {volume, 158.987},
	"°F": {temperature, 1}, "°C": {temperature, 1}, "K": {temperature, 1},
	"ms": {duration, 1e-3}, "µs": {duration, 1e-6}, "ns": {duration, 1e-9}, "s": {duration, 1}, "min": {duration, 60}, "h": {duration, 3600},
	"d": {duration, 86400}, "wk": {duration, 7 * 86400}, "mo": {duration, 365.2425 / 12 * 86400}, "yr": {duration, 365.2425 * 86400},
	"bit": {data, 0.125}, "kbit": {data, 125}, "Mbit": {data, 125e3}, "Gbit": {data, 125e6}, "Tbit": {data, 125e9},
	"B": {data, 1}, "KB": {data, 1e3}, "MB": {data, 1e6}, "GB": {data, 1e9}, "TB": {data, 1e12}, "PB": {data, 1e15}, "EB": {data, 1e18},
	"KiB": {data, 1 << 10}, "MiB": {data, 1 << 20}, "GiB": {data, 1 << 30}, "TiB": {data, 1 << 40}, "PiB": {data, 1 << 50},
	"Hz": {frequency, 1}, "kHz": {frequency, 1e3}, "MHz": {frequency, 1e6}, "GHz": {frequency, 1e9}, "THz": {frequency, 1e12},
	"mW": {power, 1e-3}, "W": {power, 1}, "kW": {power, 1e3}, "MW": {power, 1e6}, "GW": {power, 1e9}, "TW": {power, 1e12}, "hp": {power, 745.7},
	"J": {energy, 1}, "kJ": {energy, 1e3}, "MJ": {energy, 1e6}, "cal": {energy, 4.184}, "kcal": {energy, 4184}, "Wh": {energy, 3600}, "kWh": {energy, 3.6e6}, "MWh": {energy, 3.6e9}, "GWh": {energy, 3.6e12}, "TWh": {energy, 3.6e15},
	"Pa": {pressure, 1}, "hPa": {pressure, 100}, "kPa": {pressure, 1e3}, "MPa": {pressure, 1e6}, "bar": {pressure, 1e5}, "mbar": {pressure, 100}, "psi": {pressure, 6894.76}, "mmHg": {pressure, 133.322}, "atm": {pressure, 101325},
	"mV": {voltage, 1e-3}, "V": {voltage, 1}, "kV": {voltage, 1e3}, "mA": {current, 1e-3}, "A": {current, 1}, "N": {tension, 1}, "kN": {tension, 1e3}, "MN": {tension, 1e6},
}

// symbols are the symbols of units as texts in any script may have them: those of
// units whose letters, in this case, mean nothing else behind a number.
const symbols = `km cm mm dm nm kg mg ha ml dl cl ms ns kbit Mbit Gbit Tbit KB MB GB TB PB KiB MiB GiB TiB PiB
	Hz kHz MHz GHz THz kW MW GW kWh MWh GWh TWh kJ kcal hPa kPa MPa mbar psi mmHg kV mA kN µm µg µs
	m g t l h min W
	kB=KB kb=KB mb=MB gb=GB tb=TB Kbit=kbit Kbps=kbit kbps=kbit Mbps=Mbit Gbps=Gbit Tbps=Tbit KG=kg KM=km L=l ltr=l lt=l mL=ml hz=Hz khz=kHz mhz=MHz ghz=GHz kw=kW
	μm=µm μg=µg μs=µs mph=mi`

// symbolWords are the symbols as entries of a vocabulary.
func symbolWords() []entry {
	var out []entry
	for f := range strings.FieldsSeq(symbols) {
		word, unit, aliased := strings.Cut(f, "=")
		if !aliased {
			unit = word
		}
		out = append(out, entry{word, meaning{role: measure, unit: unit}})
	}
	return out
}

// figureSymbols are the symbols of units that are read behind a figure alone, since their
// letters are words or numerals elsewhere; those in Cyrillic letters are common to the
// languages that write them.
var figureSymbols = map[string]string{
	"V": "V", "A": "A", "s": "s", "J": "J", "N": "N",
	"В": "V", "А": "A", "с": "s", "Н": "N", "кН": "kN", "мВ": "mV", "кВ": "kV", "мА": "mA",
	"км": "km", "м": "m", "дм": "dm", "см": "cm", "мм": "mm", "мкм": "µm", "нм": "nm",
	"т": "t", "кг": "kg", "г": "g", "мг": "mg", "мкг": "µg", "л": "l", "дл": "dl", "мл": "ml", "га": "ha",
	"мс": "ms", "мкс": "µs", "нс": "ns", "мин": "min", "хв": "min", "ч": "h",
	"Гц": "Hz", "кГц": "kHz", "МГц": "MHz", "ГГц": "GHz", "ТГц": "THz", "Вт": "W", "кВт": "kW", "МВт": "MW", "ГВт": "GW",
	"Дж": "J", "кДж": "kJ", "МДж": "MJ", "Па": "Pa", "гПа": "hPa", "кПа": "kPa", "МПа": "MPa",
	"Кб": "KB", "КБ": "KB", "кБ": "KB", "Мб": "MB", "МБ": "MB", "Гб": "GB", "ГБ": "GB", "Тб": "TB", "ТБ": "TB",
}

// incomparable are pairs of units of which the one is often written for the other,
// or for something else: none of them is found to have become the other.
var incomparable = map[[2]string]bool{
	{"KB", "KiB"}: true, {"MB", "MiB"}: true, {"GB", "GiB"}: true, {"TB", "TiB"}: true, {"PB", "PiB"}: true,
	{"cal", "kcal"}: true, {"mi", "nmi"}: true,
}

// areMisunited reports whether two amounts of the same number are in units that differ
// and measure the same thing, so that one of them is wrong.
func areMisunited(a, b string) bool {
	u, v := units[a], units[b]
	if otherPower(a, b) {
		return true
	}
	if a == b || u.of == 0 || u.of != v.of || incomparable[[2]string{a, b}] || incomparable[[2]string{b, a}] {
		return false
	}
	return u.size != v.size || u.of == temperature
}

// otherPower reports whether one of two units is an area and the other the volume of the same
// length: "m²" and "m³".
func otherPower(a, b string) bool {
	x, square := strings.CutSuffix(a, "²")
	y, cubic := strings.CutSuffix(b, "³")
	if square && cubic {
		return x == y
	}
	x, cubic = strings.CutSuffix(a, "³")
	y, square = strings.CutSuffix(b, "²")
	return square && cubic && x == y
}

// families are currencies of one name or sign: which of them is meant, the text
// around tells.
var families = []string{
	"USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP BRL JMD", // dollar, $
	"GBP EGP SYP LBP SDG", "TRY ITL", "RUB BYN", "JPY CNY", "SEK NOK DKK ISK CZK", "INR PKR LKR NPR IDR", "CHF FRF BEF XAF XOF",
	"AED MAD", "SAR QAR IRR YER OMR", "MXN ARS CLP COP PHP CUP UYU", "KRW KPW", "AZN TMT", "IQD KWD JOD DZD RSD TND",
}

// otherMoney reports whether two units are currencies that cannot be the same.
func otherMoney(a, b string) bool {
	a, b = moneyOf(a), moneyOf(b)
	if a == "" || b == "" || a == b {
		return false
	}
	return !slices.ContainsFunc(families, func(f string) bool { return strings.Contains(f, a) && strings.Contains(f, b) })
}

// smallCoin is the unit of an amount in hundredths of a currency: cents, kopecks. Of which
// currency, the text around tells.
const smallCoin = "¢"

// moneyOf is the currency that a unit is or may be.
func moneyOf(unit string) string {
	switch {
	case unit == "lb":
		return "GBP"
	case unit == smallCoin:
		return unit
	case units[unit].of != 0 || len(unit) != 3:
		return ""
	}
	return unit
}

// exchangedAmounts reports the two amounts of which the translation has the one's number with
// the other's unit: of 12 metres and 40 kilograms, 40 metres and 12 kilograms.
func exchangedAmounts(out []Disagreement, s, t []claim) []Disagreement {
	var amounts []*claim
	for i := range s {
		if dimensionOf(&s[i]).of != 0 {
			amounts = append(amounts, &s[i])
		}
	}
	if len(amounts) < 2 || len(amounts) > maxRivals {
		return out
	}
	own, of := byDimension(s), byDimension(t)
	isOnly := func(d dimensioned, has, lacks map[dimensioned][]*claim) bool {
		return len(has[d]) == 1 && len(lacks[d]) == 0
	}
	for i, b := range amounts {
		for _, a := range amounts[:i] {
			x, y := dimensionOf(a), dimensionOf(b)
			newX, newY := dimensioned{y.value, x.of}, dimensioned{x.value, y.of}
			if x.of != y.of && isOnly(x, own, of) && isOnly(y, own, of) && isOnly(newX, of, own) && isOnly(newY, of, own) {
				out = append(out, differingOn(a, of[newX][0], amountOf(a), amountOf(of[newX][0])), differingOn(b, of[newY][0], amountOf(b), amountOf(of[newY][0])))
			}
		}
	}
	return out
}

// amountOf is a number with its unit. Of which currency money is, languages do not tell alike.
func amountOf(c *claim) string {
	if dimensionOf(c).of == coin {
		return c.Value
	}
	return c.Value + " " + c.Unit
}

// loneUnit emits a measure whose words say that it is one: "a teaspoon of salt".
func (s *scanner) loneUnit() {
	if t := &s.tokens[s.at]; t.value == 1 {
		s.out = append(s.out, Anchor{Kind: Number, Value: "1", Spelled: true, Unit: t.unit, Start: t.start, End: t.end})
	}
	s.at++
}
