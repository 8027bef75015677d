package catalog

import (
	"slices"
	"strconv"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// mostExamples is how many numbers are named for a plural form.
const mostExamples = 5

// ExampleNumbers are numbers that take a plural form in a language, the smallest first:
// whole ones, or 1.5 for a form that only fractions have; none if it takes neither.
func ExampleNumbers(lang, form string, ordinal bool) []string {
	rules, tag := plural.Cardinal, language.Make(lang)
	if ordinal {
		rules = plural.Ordinal
	}
	var out []string
	for n := 0; n <= maxCounted && len(out) < mostExamples; n++ {
		if cldrNames[rules.MatchPlural(tag, n, 0, 0, 0, 0)] == form {
			out = append(out, strconv.Itoa(n))
		}
	}
	if len(out) == 0 && !ordinal && cldrNames[plural.Cardinal.MatchPlural(tag, 1, 1, 1, 5, 5)] == form {
		out = []string{"1.5"}
	}
	return slices.Clip(out)
}
