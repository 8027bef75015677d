package catalog

import (
	"maps"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// argument is an argument of an ICU message that chooses between texts.
type argument struct {
	name string
	kind string   // plural, selectordinal or select
	keys []string // of its choices, in order: "one", "=0", "female"
	at   []int    // where the text of each begins
	text []string // of each
	bare []string // the keys of those whose texts do not show the number
	// beside is what the message fills in by its name outside of the choices.
	beside map[string]bool
}

// mostArguments bounds how many arguments of a message are looked at, those within others among
// them: each is held against all of the message, and nobody writes as many.
const mostArguments = 100

// choiceHead is the head of an argument that chooses, up to the text of the first
// choice.
var choiceHead = regex.Lazy(`,\s*(plural|selectordinal|select)\s*,\s*(?:offset:\d+\s*)?([^\s{]+)\s*\{$`)

// argumentsOf are the arguments of a text that choose, also those within a choice, in
// the order in which they end, up to a bound. It is the MessageFormat of ICU, which ARB and the
// catalogues of many web frameworks use.
func argumentsOf(text string, syntax inline.Syntax) []argument {
	var out, open []argument
	for _, t := range inline.Scan(nil, text, syntax, nil) {
		if len(open)+len(out) > mostArguments {
			return out
		}
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
			last := open[len(open)-1]
			last.endChoice(text[:t.Start])
			last.beside = namesIn(last.without(text))
			out, open = append(out, last), open[:len(open)-1]
		}
	}
	return out
}

// FurtherForms are the plural forms that a language needs in an ICU text whose choices by number
// are those of another, in the order of CLDR, and whether the numbers are ordinal; nil if the
// text chooses by none or has all of them.
func (c *Catalog) FurtherForms(text, lang string) (forms []string, ordinal bool) {
	for _, a := range argumentsOf(text, c.Dialect.Syntax()) {
		if a.kind == "select" {
			continue
		}
		ordinal = a.kind == "selectordinal"
		need := PluralForms(lang, ordinal)
		if slices.ContainsFunc(need, func(key string) bool { return !slices.Contains(a.keys, key) }) {
			return need, ordinal
		}
	}
	return nil, false
}

// endChoice ends the last choice of an argument, which stands at the end of a text.
func (a *argument) endChoice(text string) {
	k := len(a.at) - 1
	choice := text[a.at[k]:]
	a.text = append(a.text, choice)
	if !strings.Contains(choice, "#") && !strings.Contains(choice, "{"+a.name) {
		a.bare = append(a.bare, a.keys[k])
	}
}

// compareChoices compares the choices of the arguments of ICU with those that the language
// needs, and those of a select with those of the source.
func (c *comparison) compareChoices(source, target string) {
	from := argumentsOf(source, c.source.Dialect.Syntax())
	if rest := unclosed(target); len(from) > 0 && rest != "" && unclosed(source) == "" {
		c.addFinding(Placeholder, "", rest)
		return
	}
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
		c.compareNames(&a, target, from)
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
	if a.kind != "plural" || a.beside[a.bareName()] || !slices.ContainsFunc(source, func(s argument) bool {
		return s.name == a.name && s.kind == a.kind && !slices.Contains(s.bare, "other")
	}) {
		return nil
	}
	numbers := countedIn(lang, false)
	return slices.DeleteFunc(slices.Clone(a.bare), func(key string) bool { return numbers.of[key] <= fewNumbers })
}

// filled matches what is filled in by its name: "{name}".
var filled = regex.Lazy(`\{\s*([\pL_][\pL\pN_.]*)\s*\}`)

// namesIn are the names of what a text fills in.
func namesIn(text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range filled.FindAllStringSubmatch(text, -1) {
		out[m[1]] = true
	}
	return out
}

// compareNames tells what the source fills in by its name in a choice of an argument, and the
// translation does in none of its texts that are read with the choice that answers it, though
// it does in another.
func (c *comparison) compareNames(a *argument, target string, from []argument) {
	i := slices.IndexFunc(from, func(s argument) bool { return s.name == a.name && s.kind == a.kind })
	if i < 0 {
		return
	}
	s := &from[i]
	all := namesIn(target)
	lacks := func(name string) bool { return all[name] && !a.beside[name] && name != a.bareName() }
	beside := slices.DeleteFunc(slices.Collect(maps.Keys(s.beside)), func(name string) bool { return !lacks(name) })
	for k, key := range a.keys[:len(a.text)] {
		j := slices.Index(s.keys, key)
		if j < 0 {
			j = slices.Index(s.keys, "other")
		}
		if j < 0 || j >= len(s.text) {
			continue
		}
		names, has := namesIn(s.text[j]), namesIn(a.text[k])
		for _, name := range beside {
			names[name] = true
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			if lacks(name) && !has[name] {
				c.addFinding(Placeholder, "{"+name+"}", key+" {…}")
			}
		}
	}
}

// bareName is the name of the argument without braces.
func (a *argument) bareName() string { return strings.Trim(a.name, "{} ") }

// without is a message without the choices of the argument.
func (a *argument) without(message string) string {
	var out strings.Builder
	end := 0
	for k, at := range a.at {
		out.WriteString(message[end : at-1])
		end = at + len(a.text[k]) + 1
	}
	out.WriteString(message[end:])
	return out.String()
}

// unclosed is the beginning of the last brace of a message that does not end, or "". Braces
// in apostrophes are none.
func unclosed(message string) string {
	var open []int
	for i, u := range message {
		switch {
		case i > 0 && message[i-1] == '\'':
		case u == '{':
			open = append(open, i)
		case u == '}' && len(open) == 0:
			return message
		case u == '}':
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return ""
	}
	return brokenPart(message[open[0]:])
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
	return slices.Contains([]string{"az", "fa", "hu", "ka", "kk", "ky", "tk", "tr", "tt", "ug", "uz"}, langdata.Base(lang))
}
