package anchor

import "strings"

// spoons are what languages call a spoonful in several words, by its unit. What stands in
// the second list is one spoonful without a number.
type spoons map[string][2]string

// phrases are the names of spoonfuls, parted by "|", as phrases of a language.
func (list spoons) phrases() *phrases {
	var out []entry
	for unit, names := range list {
		for k, words := range names {
			for name := range strings.SplitSeq(words, "|") {
				out = append(out, entry{name, meaning{role: measure, unit: unit, value: int64(k)}})
			}
		}
	}
	return phrasesOf(out)
}

var (
	englishSpoons = spoons{
		"tbsp": {"table spoons|table spoon", "a tablespoon|one tablespoon|a tablespoonful"},
		"tsp":  {"tea spoons|tea spoon", "a teaspoon|one teaspoon|a teaspoonful"},
	}
	turkishSpoons = spoons{
		"tbsp": {"yemek kaşığı|yemek kaşığını|yemek kaşığının|çorba kaşığı|çorba kaşığını", "bir yemek kaşığı|bir yemek kaşığını|bir çorba kaşığı"},
		"tsp":  {"çay kaşığı|çay kaşığını|çay kaşığının", "bir çay kaşığı|bir çay kaşığını"},
	}
	russianSpoons = spoons{
		"tbsp": {"столовая ложка|столовой ложки|столовые ложки|столовых ложек|столовыми ложками", "столовую ложку|одну столовую ложку|столовой ложкой"},
		"tsp":  {"чайная ложка|чайной ложки|чайные ложки|чайных ложек|чайными ложками", "чайную ложку|одну чайную ложку|чайной ложкой"},
	}
)

// loneSpoon emits a spoonful that no number stands before: "a teaspoon of salt".
func (s *scanner) loneSpoon() {
	if t := &s.tokens[s.at]; t.value == 1 {
		s.out = append(s.out, Anchor{Kind: Number, Value: "1", Spelled: true, Unit: t.unit, Start: t.start, End: t.end})
	}
	s.at++
}
