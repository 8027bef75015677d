package catalog

import (
	"slices"
	"strconv"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

var cldrNames = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// maxCounted is the greatest whole number that is tried to learn the plural
// forms of a language. No language has a form that only greater ones have, but
// for "many" of the millions in Romance languages, for which "other" will do.
const maxCounted = 200

// wholeForms are the plural forms that the whole numbers of a language have, in
// the order of CLDR.
func wholeForms(lang string, rules *plural.Rules) []string {
	tag := language.Make(lang)
	have := map[string]bool{}
	for n := range maxCounted + 1 {
		have[cldrNames[rules.MatchPlural(tag, n, 0, 0, 0, 0)]] = true
	}
	return ordered(have)
}

// PluralForms are the plural forms that a language needs: those of whole numbers
// and, if they are cardinals, that of 1.5.
func PluralForms(lang string, ordinal bool) []string {
	rules := plural.Cardinal
	if ordinal {
		rules = plural.Ordinal
	}
	forms := wholeForms(lang, rules)
	have := map[string]bool{"other": true}
	for _, f := range forms {
		have[f] = true
	}
	if !ordinal {
		have[cldrNames[rules.MatchPlural(language.Make(lang), 1, 1, 1, 5, 5)]] = true
	}
	return ordered(have)
}

func ordered(have map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(formOrder), func(f string) bool { return !have[f] })
}

// choiceNames are the names of n forms that stand in a row: those of the whole
// numbers of the language if there are as many, with "zero" before them if there
// is one more. Two are one and other in any language.
func choiceNames(lang string, n int) []string {
	whole := wholeForms(lang, plural.Cardinal)
	switch {
	case n == len(whole):
		return whole
	case n == 1:
		return []string{"other"}
	case n == 2:
		return []string{"one", "other"}
	case n == len(whole)+1 && whole[0] != "zero":
		return append([]string{"zero"}, whole...)
	case n == 3:
		return []string{"zero", "one", "other"}
	}
	out := make([]string, n)
	for k := range out {
		out[k] = itoa(k)
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }
