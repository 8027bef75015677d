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
	listed := l.takeWords("en")
	l.words.addExact(symbolWords())
	l.words.addAll(internationalWords(), englishNumbers(), englishNames(), listed, l.phrases.leads())
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
	out[ordinals+1].unit = "s" // second
	add(ten, 20, 10, "twenties thirties forties fifties sixties seventies eighties nineties")
	add(hundred, 100, 0, "hundred hundreds hundredth")
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
	add(meaning{role: percent, code: "per "}, "cent")
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
	return out
}
