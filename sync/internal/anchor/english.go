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
	l.hours = []hourPhrase{
		{between: " past "},
		{between: " after "},
		{between: " to ", to: true},
		{between: " before ", to: true},
		{between: " past ", minutes: true},
		{between: " minutes past ", minutes: true},
		{between: " minutes after ", minutes: true},
		{between: " minutes to ", to: true, minutes: true},
	}
	l.between = []string{" to ", " and ", " or ", " by ", "-to-", " x ", "x", "×", " × "}
	l.eitherWay = []string{" times "}
	l.multiples, l.likened = []string{" times "}, []string{" to ", " only to "}
	l.denominator = func(_ string, numerator int64) bool { return numerator == 1 } // "one fifth"
	l.articled = true
	l.monthFirst = confidence != language.Exact || region.String() == "US"
	l.frost = besideWords{before: []string{"minus"}, after: []string{"below zero", "of frost"}}
	l.halves = map[half]besideWords{
		morning:   {after: []string{"in the morning"}},
		afternoon: {after: []string{"in the afternoon", "in the evening"}},
	}
	l.phrases = englishSpoons.phrases()
	l.words.addExact(symbolWords())
	l.words.addAll(internationalWords(), englishNumbers(), englishNames(), l.phrases.leads())
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
		out[i].last, out[i].ordinal = true, true
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
	add(amount, 2, 0, "both pair couple")
	add(amount, 100, 0, "centenary centennial centenaries")
	add(amount, 200, 0, "bicentenary bicentennial")
	multiples := len(out)
	add(amount, 2, 0, "twice double doubled doubles doubling twofold")
	add(amount, 3, 0, "triple tripled triples tripling trebled threefold thrice")
	add(amount, 4, 0, "quadruple quadrupled quadruples fourfold")
	add(amount, 5, 0, "fivefold")
	add(amount, 10, 0, "tenfold")
	for _, w := range []string{"halved", "halving"} {
		out = append(out, entry{w, meaning{role: amount, code: "0.5"}})
	}
	for i := multiples; i < len(out); i++ {
		out[i].multiple = true
	}
	add(moment, 12*60, 0, "noon midday noontime")
	add(moment, 0, 0, "midnight")
	for d, word := range map[int64]string{3: "thirds", 4: "fourths", 5: "fifths", 6: "sixths", 7: "sevenths", 8: "eighths", 9: "ninths", 10: "tenths"} {
		add(over, d, 0, word)
	}
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
	add(meaning{role: money, code: "GBP", unit: "lb"}, "pound pounds")
	for code, words := range englishMoney {
		add(meaning{role: money, code: code}, words)
	}
	add(meaning{role: money, code: "KRW", weak: true}, "won") // "won 3 games"
	for i, day := range strings.Fields("monday tuesday wednesday thursday friday saturday sunday") {
		add(meaning{role: weekday, value: int64(i + 1)}, day+" "+day+"s")
	}
	for i, day := range strings.Fields("mon tue wed thu fri sat sun") {
		add(meaning{role: weekday, value: int64(i + 1), vague: true}, day)
	}
	add(meaning{role: weekday, value: 2, vague: true}, "tues")
	add(meaning{role: weekday, value: 4, vague: true}, "thur thurs")
	for bits, words := range map[int64]string{
		north: "north northern northward northwards northerly", south: "south southern southward southwards southerly", east: "east eastern eastward eastwards easterly",
		west: "west western westward westwards westerly", north | east: "northeast northeastern", north | west: "northwest northwestern",
		south | east: "southeast southeastern", south | west: "southwest southwestern",
	} {
		add(meaning{role: point, value: bits}, words)
	}
	add(meaning{role: minor}, "cents penny pennies pence kopeck kopecks kurus kuruş")
	for unit, words := range englishUnits {
		add(meaning{role: measure, unit: unit}, words)
	}
	return out
}

// englishMoney are the names of currencies by their codes.
var englishMoney = map[string]string{
	"USD": "dollar dollars", "EUR": "euro euros", "TRY": "lira liras", "RUB": "ruble rubles rouble roubles", "JPY": "yen", "CNY": "yuan renminbi",
	"CHF": "franc francs", "SEK": "krona kronor", "NOK": "krone kroner", "CZK": "crown crowns koruna", "INR": "rupee rupees", "UAH": "hryvnia hryvnias",
	"KZT": "tenge", "AZN": "manat manats", "AED": "dirham dirhams", "SAR": "riyal riyals rial rials", "MXN": "peso pesos", "PLN": "zloty zlotys",
	"HUF": "forint forints", "BRL": "reais", "ILS": "shekel shekels", "ZAR": "rand", "IQD": "dinar dinars", "MNT": "tugrik tugriks", "GEL": "lari", "AMD": "dram drams",
}

// englishUnits are the names of units by their symbols.
var englishUnits = map[string]string{
	"mi": "mile miles mph", "nmi": "knot knots", "in": "inch inches", "ft": "foot feet ft", "yd": "yard yards yd yds", "lb": "lb lbs", "oz": "ounce ounces oz",
	"st": "stone", "ac": "acre acres", "gal": "gallon gallons gal", "pt": "pint pints", "qt": "quart quarts", "bbl": "barrel barrels", "tbsp": "tablespoon tablespoons tablespoonful tablespoonfuls tbsp tbsps", "tsp": "teaspoon teaspoons teaspoonful teaspoonfuls tsp tsps",
	"°F": "fahrenheit", "°C": "celsius centigrade", "K": "kelvin kelvins", "°": "degree degrees",
	"km": "kilometer kilometers kilometre kilometres kph kmh", "m": "meter meters metre metres", "dm": "decimeter decimeters decimetre decimetres",
	"cm": "centimeter centimeters centimetre centimetres", "mm": "millimeter millimeters millimetre millimetres",
	"µm": "micrometer micrometers micrometre micrometres micron microns", "nm": "nanometer nanometers nanometre nanometres",
	"t": "tonne tonnes ton tons", "kg": "kilogram kilograms kilo kilos", "g": "gram grams gramme grammes", "mg": "milligram milligrams", "µg": "microgram micrograms mcg",
	"l": "liter liters litre litres", "dl": "deciliter deciliters decilitre decilitres", "ml": "milliliter milliliters millilitre millilitres", "ha": "hectare hectares",
	"ms": "millisecond milliseconds msec", "µs": "microsecond microseconds", "ns": "nanosecond nanoseconds", "s": "seconds sec secs", "min": "minute minutes min mins",
	"h": "hour hours hr hrs", "d": "day days", "wk": "week weeks", "mo": "month months", "yr": "year years yr yrs",
	"bit": "bit bits", "B": "byte bytes", "KB": "kilobyte kilobytes", "MB": "megabyte megabytes", "GB": "gigabyte gigabytes", "TB": "terabyte terabytes", "PB": "petabyte petabytes",
	"kbit": "kilobit kilobits", "Mbit": "megabit megabits", "Gbit": "gigabit gigabits", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
	"W": "watt watts", "kW": "kilowatt kilowatts", "MW": "megawatt megawatts", "GW": "gigawatt gigawatts", "hp": "horsepower hp bhp", "J": "joule joules", "kJ": "kilojoule kilojoules",
	"cal": "calorie calories", "kcal": "kilocalorie kilocalories", "kWh": "kilowatt-hour kilowatt-hours", "bar": "bar bars", "atm": "atmosphere atmospheres",
	"V": "volt volts", "kV": "kilovolt kilovolts", "A": "ampere amperes amp amps", "mA": "milliampere milliamperes milliamp milliamps", "N": "newton newtons",
}
