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
	l.between = []string{" to ", " and ", " or ", " by ", "-to-", " x ", "x", "×", " × "}
	l.eitherWay = []string{" times "}
	l.multiples, l.likened = []string{" times "}, []string{" to ", " only to "}
	l.denominator = func(_ string, numerator int64) bool { return numerator == 1 } // "one fifth"
	l.articled = true
	l.monthFirst = confidence != language.Exact || region.String() == "US"
	listed := l.takeWords("en")
	l.words.addAll(internationalWords(), listed, l.phrases.leads())
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

func englishMonths() []entry {
	var out []entry
	for i, w := range strings.Fields(`january jan february feb march mar april apr may may june jun july jul
		august aug september sep october oct november nov december dec`) {
		out = append(out, entry{w, meaning{role: month, value: int64(i/2 + 1), weak: true, dayBehind: true}})
	}
	return append(out, entry{"sept", meaning{role: month, value: 9, weak: true, dayBehind: true}})
}
