package catalog

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// argument is an argument of an ICU message that chooses between texts.
type argument struct {
	name string
	kind string   // plural, selectordinal or select
	keys []string // of its choices, in order: "one", "=0", "female"
	at   []int    // where the text of each begins
	bare []string // the keys of those whose texts do not show the number
}

// choiceHead is the head of an argument that chooses, up to the text of the first
// choice.
var choiceHead = regex.Lazy(`,\s*(plural|selectordinal|select)\s*,\s*(?:offset:\d+\s*)?([^\s{]+)\s*\{$`)

// argumentsOf are the arguments of a text that choose, also those within a choice, in
// the order in which they end. It is the MessageFormat of ICU, which ARB and the
// catalogues of many web frameworks use.
func argumentsOf(text string, syntax inline.Syntax) []argument {
	var out, open []argument
	for _, t := range inline.Scan(nil, text, syntax, nil) {
		of := t.Of(text)
		switch m := choiceHead.FindStringSubmatch(of); {
		case t.Kind == inline.Placeholder && m != nil:
			open = append(open, argument{name: t.Value(text), kind: m[1], keys: []string{m[2]}, at: []int{t.End}})
		case t.Kind != inline.Choice || len(open) == 0:
		case strings.HasSuffix(of, "{"):
			last := &open[len(open)-1]
			last.endChoice(text[:t.Start])
			last.keys, last.at = append(last.keys, t.Value(text)), append(last.at, t.End)
		default:
			open[len(open)-1].endChoice(text[:t.Start])
			out, open = append(out, open[len(open)-1]), open[:len(open)-1]
		}
	}
	return out
}

// endChoice ends the last choice of an argument, which stands at the end of a text.
func (a *argument) endChoice(text string) {
	k := len(a.at) - 1
	if choice := text[a.at[k]:]; !strings.Contains(choice, "#") && !strings.Contains(choice, "{"+a.name) {
		a.bare = append(a.bare, a.keys[k])
	}
}

// compareChoices compares the choices of the arguments of ICU with those that the language
// needs, and those of a select with those of the source.
func (c *comparison) compareChoices(source, target string) {
	from := argumentsOf(source, c.source.Dialect.Syntax())
	for _, a := range argumentsOf(target, c.target.Dialect.Syntax()) {
		need := []string{"other"}
		if a.kind != "select" {
			need = PluralForms(c.target.Language, a.kind == "selectordinal")
		}
		missing := slices.DeleteFunc(slices.Clone(need), func(key string) bool {
			return slices.Contains(a.keys, key) || key == "one" && keepsSingular(c.target.Language) ||
				a.kind != "select" && isExact(key, a.keys, c.target.Language, a.kind == "selectordinal")
		})
		if len(missing) > 0 {
			c.addFinding(Plural, strings.Join(missing, ", "), "")
		}
		for _, key := range a.numberless(from, c.target.Language) {
			c.addFinding(Placeholder, "#", key+" {…}")
		}
		if lost := a.lostChoices(from); len(lost) > 0 {
			c.addFinding(Plural, strings.Join(lost, ", "), "")
		}
		if unused := a.unusedChoices(need, from); len(unused) > 0 {
			c.addFinding(Plural, "", strings.Join(unused, ", "))
		}
	}
}

// unusedChoices are the choices that are never taken: forms of number that the language does
// not have, where it has more than one, and keywords of a select that no argument of
// that name has in the source.
func (a *argument) unusedChoices(need []string, source []argument) []string {
	var out []string
	for _, key := range a.keys {
		switch {
		case slices.Contains(need, key) || strings.HasPrefix(key, "="):
		case a.kind != "select":
			if len(need) > 1 || !slices.Contains(formOrder, key) {
				out = append(out, key)
			}
		case slices.ContainsFunc(source, func(s argument) bool { return s.name == a.name && s.kind == a.kind && !slices.Contains(s.keys, key) }):
			out = append(out, key)
		}
	}
	return out
}

// numberless are the forms that stand for many numbers and show none of them, where the
// source does: in Russian "one" is also 21.
func (a *argument) numberless(source []argument, lang string) []string {
	if a.kind != "plural" || !slices.ContainsFunc(source, func(s argument) bool {
		return s.name == a.name && s.kind == a.kind && !slices.Contains(s.bare, "other")
	}) {
		return nil
	}
	numbers := countedIn(lang, false)
	return slices.DeleteFunc(slices.Clone(a.bare), func(key string) bool { return key == "other" || numbers.of[key] <= fewNumbers })
}

// lostChoices are the keywords of a select of the source that the translation has no text
// for, though it has one for another of them: a language without genders keeps "other" alone.
func (a *argument) lostChoices(source []argument) []string {
	for _, s := range source {
		if a.kind != "select" || s.kind != a.kind || s.name != a.name {
			continue
		}
		if own := func(key string) bool { return key != "other" && slices.Contains(s.keys, key) }; !slices.ContainsFunc(a.keys, own) {
			continue
		}
		return slices.DeleteFunc(slices.Clone(s.keys), func(key string) bool { return key == "other" || slices.Contains(a.keys, key) })
	}
	return nil
}

// keepsSingular reports whether nouns of a language stay in the singular behind any
// number, as in Turkic languages, Hungarian, Georgian and Persian: one text is enough
// for all numbers.
func keepsSingular(lang string) bool {
	base, _ := language.Make(lang).Base()
	return slices.Contains([]string{"az", "fa", "hu", "ka", "kk", "ky", "tk", "tr", "tt", "ug", "uz"}, base.String())
}
