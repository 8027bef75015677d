package catalog

import (
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/langdata"
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

// countsMillions reports whether a language has, by CLDR since version 38, a form "many"
// for millions, which it can do without.
func countsMillions(lang string) bool {
	return slices.Contains([]string{"ca", "es", "fr", "it", "lld", "pt", "scn", "vec"}, langdata.Base(lang))
}

// counted is what is known of the whole numbers of a language.
type counted struct {
	forms []string         // that they have, in the order of CLDR
	of    map[string]int   // of how many numbers each is
	few   map[string][]int // the numbers of those that only a few have
}

// fewNumbers is how many numbers a plural form may have to be told by choices of exact
// numbers alone.
const fewNumbers = 3

// isExact reports whether some choices by exact number, as "=1", are all the whole numbers
// that a plural form of a language has.
func isExact(form string, choices []string, lang string, ordinal bool) bool {
	numbers := countedIn(lang, ordinal).few[form]
	return len(numbers) > 0 && !slices.ContainsFunc(numbers, func(n int) bool { return !slices.Contains(choices, "="+strconv.Itoa(n)) })
}

var (
	cardinals sync.Map // *counted by language
	ordinals  sync.Map
)

// countedIn counts the plural forms of the whole numbers of a language, once.
func countedIn(lang string, ordinal bool) *counted {
	rules, known := plural.Cardinal, &cardinals
	if ordinal {
		rules, known = plural.Ordinal, &ordinals
	}
	if c, ok := known.Load(lang); ok {
		return c.(*counted)
	}
	tag, c := language.Make(lang), &counted{of: map[string]int{}, few: map[string][]int{}}
	for n := range maxCounted + 1 {
		form := cldrNames[rules.MatchPlural(tag, n, 0, 0, 0, 0)]
		c.of[form]++
		c.few[form] = append(c.few[form], n)
	}
	maps.DeleteFunc(c.few, func(_ string, numbers []int) bool { return len(numbers) > fewNumbers })
	c.forms = slices.DeleteFunc(slices.Clone(formOrder), func(f string) bool { return c.of[f] == 0 })
	known.Store(lang, c)
	return c
}

// WholeForms are the plural forms that the whole numbers of a language have, in
// the order of CLDR.
func WholeForms(lang string) []string { return countedIn(lang, false).forms }

// PluralForms are the plural forms that a language needs: those of whole numbers
// and, if they are cardinals, that of 1.5.
func PluralForms(lang string, ordinal bool) []string {
	have := map[string]bool{"other": true}
	for _, f := range countedIn(lang, ordinal).forms {
		have[f] = true
	}
	if !ordinal {
		have[cldrNames[plural.Cardinal.MatchPlural(language.Make(lang), 1, 1, 1, 5, 5)]] = true
	}
	return slices.DeleteFunc(slices.Clone(formOrder), func(f string) bool { return !have[f] })
}

// FormOf is the plural form of a whole number in a language, by CLDR.
func FormOf(lang string, n int) string {
	return cldrNames[plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0)]
}

// NeededForms are the plural forms that a message of a source needs in a language: in the
// dialects of gettext and vue-i18n those of whole numbers alone. There may be no
// translation; one of gettext can say how many it has.
func NeededForms(source, target *Catalog, lang string, ordinal bool) []string {
	if target == nil {
		target = &Catalog{Language: lang, Dialect: source.Dialect}
	}
	switch target.Dialect {
	case Gettext:
		n := target.Plurals
		if n == 0 {
			n = len(WholeForms(lang))
		}
		names := target.GettextForms(n)
		return names[:min(n, len(names))]
	case Vue:
		return WholeForms(lang)
	}
	return PluralForms(lang, ordinal)
}

// choiceNames are the names of n forms that stand in a row: those of the whole
// numbers of the language if there are as many, with "zero" before them if there
// is one more. Two are one and other in any language.
func choiceNames(lang string, n int) []string {
	whole := WholeForms(lang)
	switch {
	case n > 2 && n == len(whole)+1 && whole[0] != "zero":
		return append([]string{"zero"}, whole...)
	case n == 3 && n != len(whole):
		return []string{"zero", "one", "other"}
	}
	return formNames(whole, n)
}

// formNames are the names of n forms, given those of the whole numbers of the language: these
// if there are as many. Two are one and other in any language, and one is other; of more,
// no more is known than their places, from "0".
func formNames(whole []string, n int) []string {
	switch {
	case n == len(whole):
		return whole
	case n == 1:
		return []string{"other"}
	case n == 2:
		return []string{"one", "other"}
	}
	out := make([]string, n)
	for k := range out {
		out[k] = strconv.Itoa(k)
	}
	return out
}

// GettextForms are the names of the forms of a message that has n of them: the file
// says how many there should be, and by that, and the language, which they are.
func (c *Catalog) GettextForms(n int) []string {
	n = max(n, c.Plurals)
	whole := WholeForms(c.Language)
	if c.Plurals == 0 && n > 2 && n < len(whole) {
		return whole[:n]
	}
	return formNames(whole, n)
}
