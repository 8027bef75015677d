package anchor

import "github.com/xsync-project/xsync/sync/internal/langdata"

// Coverage is how many words of each kind are read in a language.
type Coverage struct {
	Dates    bool // dates in words
	Numbers  bool // numbers in words
	Weekdays bool
	Units    int // units of measure with a name
	Money    int // currencies with a name
}

// CoverageOf says what is read in a language (BCP 47).
func CoverageOf(tag string) Coverage {
	switch tag {
	case "en":
		return Coverage{true, true, true, len(englishUnits), len(englishMoney) + 2} // and pounds and won
	case "tr":
		return Coverage{true, true, true, len(turkishUnits), len(turkishMoney)}
	case "ru":
		return Coverage{true, true, true, len(russianUnits), len(russianMoney)}
	}
	c := Coverage{Numbers: langdata.Has(tag, langdata.Numbers) || langdata.Has(tag, langdata.Numerals)}
	named := map[string]bool{}
	for _, file := range []string{langdata.Measures, langdata.Words} {
		for row := range langdata.Rows(tag, file) {
			if named[row[0]+row[1]] {
				continue
			}
			named[row[0]+row[1]] = true
			switch row[0] {
			case "unit":
				c.Units++
			case "money":
				c.Money++
			}
		}
	}
	for row := range langdata.Rows(tag, langdata.Calendar) {
		c.Dates = c.Dates || row[0] == "date"
		c.Weekdays = c.Weekdays || row[0] == "day" && !denseScripts[tag]
	}
	return c
}
