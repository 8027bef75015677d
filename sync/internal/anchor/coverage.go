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
	ruled := tag == "en" || tag == "tr" || tag == "ru" // by rules of their own
	c := Coverage{Dates: ruled, Weekdays: ruled, Numbers: ruled || langdata.Has(tag, langdata.Numbers) || langdata.Has(tag, langdata.Numerals)}
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
