package anchor

import (
	"strings"

	"golang.org/x/text/language"
)

// english are the conventions of English. Where months come first depends on
// the region; without one they do.
func english(t language.Tag) *Language {
	region, confidence := t.Region()
	l := &Language{decimal: '.', group: ',', decade: englishDecade, ordinal: englishOrdinal}
	l.monthFirst = confidence != language.Exact || region.String() == "US"
	l.words.addAll(internationalWords(), englishNumbers(), englishNames())
	return l
}

func englishDecade(ending string) bool {
	return ending == "s" || ending == "'s" || ending == "’s"
}

func englishOrdinal(ending string) bool {
	switch ending {
	case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH":
		return true
	}
	return false
}

func englishNumbers() []entry {
	var out []entry
	add := func(r role, first, step int64, words string) {
		for i, w := range strings.Fields(words) {
			out = append(out, entry{w, meaning{role: r, value: first + step*int64(i)}})
		}
	}
	add(unit, 1, 1, `one two three four five six seven eight nine ten eleven twelve thirteen fourteen
		fifteen sixteen seventeen eighteen nineteen`)
	add(ten, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety")
	out[0].weak = true
	ordinals := len(out)
	add(unit, 1, 1, `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
		thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth`)
	add(ten, 20, 10, "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")
	for i := ordinals; i < len(out); i++ {
		out[i].last = true
	}
	add(ten, 20, 10, "twenties thirties forties fifties sixties seventies eighties nineties")
	add(hundred, 100, 0, "hundred hundreds hundredth")
	add(scale, 1_000, 0, "thousand thousands thousandth")
	add(scale, 1_000_000, 0, "million millions millionth mn")
	add(scale, 1_000_000_000, 0, "billion billions bn")
	add(scale, 1_000_000_000_000, 0, "trillion trillions tn trn")
	add(dozen, 12, 0, "dozen dozens")
	add(dozen, 10, 0, "decade decades")
	add(amount, 1, 0, "once")
	add(amount, 14, 0, "fortnight")
	add(amount, 2, 0, "twice double both pair couple")
	add(amount, 3, 0, "triple thrice")
	add(part, 50, 0, "half halves")
	add(part, 25, 0, "quarter quarters")
	return out
}

func englishMonths() []entry {
	var out []entry
	for i, w := range strings.Fields(`january jan february feb march mar april apr may may june jun july jul
		august aug september sep october oct november nov december dec`) {
		out = append(out, entry{w, meaning{role: month, value: int64(i/2 + 1), weak: true, dayBehind: true}})
	}
	return append(out, entry{"sept", meaning{role: month, value: 9, weak: true, dayBehind: true}})
}

func englishNames() []entry {
	var out []entry
	add := func(m meaning, words string) {
		for _, w := range strings.Fields(words) {
			out = append(out, entry{w, m})
		}
	}
	add(meaning{role: percent}, "percent pct")
	add(meaning{role: percent, code: "per "}, "cent")
	add(meaning{role: century}, "century centuries")
	add(meaning{role: money, code: "USD"}, "dollar dollars")
	add(meaning{role: money, code: "EUR"}, "euro euros")
	add(meaning{role: money, code: "GBP", unit: "lb"}, "pound pounds")
	add(meaning{role: money, code: "TRY"}, "lira liras")
	add(meaning{role: money, code: "RUB"}, "ruble rubles rouble roubles")
	add(meaning{role: money, code: "JPY"}, "yen")
	add(meaning{role: money, code: "CNY"}, "yuan")
	for unit, words := range englishUnits {
		add(meaning{role: measure, unit: unit}, words)
	}
	return out
}

var englishUnits = map[string]string{
	"mi": "mile miles", "in": "inch inches", "ft": "foot feet ft", "yd": "yard yards", "lb": "lb lbs", "oz": "ounce ounces oz",
	"st": "stone", "ac": "acre acres", "gal": "gallon gallons", "°F": "fahrenheit", "°C": "celsius", "°": "degree degrees",
	"km": "kilometer kilometers kilometre kilometres", "m": "meter meters metre metres", "kg": "kilogram kilograms kilo kilos",
	"cm": "centimeter centimeters centimetre centimetres", "g": "gram grams", "l": "liter liters litre litres", "ha": "hectare hectares",
}
