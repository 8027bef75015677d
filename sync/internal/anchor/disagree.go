package anchor

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Disagreement is a fact that one of two texts, one a translation of the other,
// states otherwise than the other. Source or Target is empty where one side says
// nothing instead.
type Disagreement struct {
	// Kind is Date if one of the values is a date, Unit or Currency for one number
	// in two units or currencies, Number for every other quantity and for code that
	// differs in its figures alone, else the kind of the anchors.
	Kind Kind
	// Quantity is what a Number is: Percent, Time, Decade or Century, or Number. For
	// other kinds it is the kind.
	Quantity       Kind
	Source, Target string
}

// Comparison says how anchors of two texts are compared. The zero value is
// ready for use.
type Comparison struct {
	// Source and Target are the languages of the two texts, BCP 47 tags: what names one of
	// them in the name of a file does not tell it from another. With "" any language does.
	Source, Target string
	// Footnotes gives the label in the target of a footnote of the source;
	// references to a label that it does not know are not compared. Nil means
	// that the labels are the same.
	Footnotes func(sourceLabel string) (targetLabel string, ok bool)
	// Added reports whether a footnote of the target is one that the source does
	// not have, such as a translator's note; references to it are not compared. Nil
	// means that there is none.
	Added func(targetLabel string) bool
	// Cited reports whether the target refers to a footnote anywhere, not only
	// in the text at hand: a reference may stand a paragraph further on. If it
	// is nil, a reference that is only left out is not reported.
	Cited func(targetLabel string) bool
	// Translated reports whether two spans of code are one name in two languages, as those
	// of an example's own are; such are not reported. Nil means that none are.
	Translated func(source, target string) bool
	// Mirrors maps sites, each a host with or without the beginning of a path and in
	// small letters, to their mirrors in the language of the target. A link to a mirror
	// leads to its site.
	Mirrors map[string]string
}

// maxRivals bounds how many facts of a side, of those that the other does not
// state, are tried with each other. Texts with more are no translations.
const maxRivals = 100

// Disagree lists the facts on which two texts disagree, given their anchors: of
// a source text and its translation. Quantities come first, then links, images,
// code, placeholders and footnote references, each in the order of the source.
//
// Facts are compared by value, and each reading counts; how often a text states
// a fact does not, but for links. A quantity is found changed if each side has one in figures
// that the other does not state in any way. One that the other side merely leaves
// out is reported if it is a date with its year or has three digits or more.
// Code is reported if other code stands for it, links, images and placeholders also if
// they are left out.
func (c Comparison) Disagree(source, target []Anchor) []Disagreement {
	if len(source) == 0 && len(target) == 0 {
		return nil
	}
	var out []Disagreement
	out = compareQuantities(out, source, target)
	out = compareAlone(out, source, target)
	out = reordered(out, source, target)
	out = otherRatio(out, source, target)
	out = c.links(out, source, target)
	out = c.compareImages(out, valuesOf(source, Image), c.unmirrored(valuesOf(target, Image)))
	out = c.compareCode(out, valuesOf(source, Code), valuesOf(target, Code))
	out = comparePlaceholders(out, valuesOf(source, Placeholder), valuesOf(target, Placeholder))
	return c.compareFootnotes(out, valuesOf(source, FootnoteRef), valuesOf(target, FootnoteRef))
}

// valuesOf lists the values of the anchors of a kind, each once, in order.
func valuesOf(anchors []Anchor, k Kind) []string { return distinctTexts(allOf(anchors, k)) }

// allOf lists the values of the anchors of a kind, in order.
func allOf(anchors []Anchor, k Kind) []string {
	var out []string
	for i := range anchors {
		if anchors[i].Kind == k {
			out = append(out, anchors[i].Value)
		}
	}
	return out
}

// distinctTexts leaves out what has come before.
func distinctTexts(list []string) []string {
	if len(list) < 2 {
		return list
	}
	seen := make(map[string]bool, len(list))
	return slices.DeleteFunc(list, func(v string) bool {
		before := seen[v]
		seen[v] = true
		return before
	})
}

// withoutKeys lists what is in a and not in b, by their keys.
func withoutKeys(a, b []string, key func(string) string) []string {
	if len(a) == 0 {
		return nil
	}
	have := make(map[string]bool, len(b))
	for _, v := range b {
		have[key(v)] = true
	}
	var out []string
	for _, v := range a {
		if !have[key(v)] {
			out = append(out, v)
		}
	}
	return out
}

func itself(v string) string { return v }

// rivalValues are the values that only one of two sides has.
func rivalValues(source, target []string, key func(string) string) (gone, come []string) {
	gone, come = withoutKeys(source, target, key), withoutKeys(target, source, key)
	return gone[:min(len(gone), maxRivals)], come[:min(len(come), maxRivals)]
}

// takeFitting takes the first values of gone and come that fit each other out of both
// lists, until none do, and hands each pair to found.
func takeFitting(gone, come []string, fit func(a, b string) bool, found func(a, b string)) (rest, left []string) {
	for _, a := range gone {
		k := slices.IndexFunc(come, func(b string) bool { return fit(a, b) })
		if k < 0 {
			rest = append(rest, a)
			continue
		}
		found(a, come[k])
		come = slices.Delete(come, k, k+1)
	}
	return rest, come
}

func anyTwo(_, _ string) bool { return true }

func (c Comparison) compareImages(out []Disagreement, source, target []string) []Disagreement {
	gone, come := rivalValues(source, target, c.addressed)
	gone, come = takeFitting(gone, come, c.isTagged, func(string, string) {})
	gone, come = takeFitting(gone, come, isDrawn, func(string, string) {})
	gone, _ = takeFitting(gone, come, anyTwo, func(a, b string) { out = append(out, Disagreement{Image, Image, a, b}) })
	for _, a := range gone {
		out = append(out, Disagreement{Image, Image, a, ""})
	}
	return out
}

// compareCode reports code spans that others stand for: such as differ in their figures
// alone, and names that nobody translates.
func (c Comparison) compareCode(out []Disagreement, source, target []string) []Disagreement {
	gone, come := rivalValues(source, target, itself)
	sameLetters := func(a, b string) bool { return withoutDigits(a) == withoutDigits(b) }
	gone, come = takeFitting(gone, come, sameLetters, func(a, b string) { out = append(out, Disagreement{Number, Number, a, b}) })
	gone, come = takeFitting(gone, come, sameKeys, func(string, string) {})
	gone, come = takeFitting(gone, come, sameButFilledIn, func(string, string) {})
	if c.Translated != nil {
		gone, come = takeFitting(gone, come, c.Translated, func(string, string) {})
	}
	names := func(a, b string) bool { return nameLike(a) && nameLike(b) }
	gone, come = takeFitting(gone, come, names, func(a, b string) { out = append(out, Disagreement{Code, Code, a, b}) })
	gone, come = takeFitting(gone, come, sameCommand, func(a, b string) { out = append(out, Disagreement{Code, Code, a, b}) })
	gone, come = takeFitting(gone, come, lostOption, func(a, b string) { out = append(out, Disagreement{Code, Code, a, b}) })
	takeFitting(gone, come, otherOption, func(a, b string) { out = append(out, Disagreement{Code, Code, a, b}) })
	return out
}

// otherOption reports whether two code spans have as many words and an option of the first
// is another in the second: "tool --fast" and "araç --hızlı". Whatever else of a command is
// translated, its options are not; a dash instead of the hyphens makes another of it, too.
func otherOption(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return false
	}
	for k := range x {
		name, _, _ := strings.Cut(x[k], "=")
		if other, _, _ := strings.Cut(y[k], "="); name != other && isOption(name) && strings.IndexAny(other, "-–—−") == 0 {
			return true
		}
	}
	return false
}

// lostOption reports whether two code spans are one command of which only one has some
// options: "tool --fast" and "tool".
func lostOption(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) == len(y) {
		return false
	}
	plain := func(words []string) []string { return slices.DeleteFunc(slices.Clone(words), isOption) }
	x, y = plain(x), plain(y)
	return len(x) > 0 && slices.Equal(x, y)
}

// isOption reports whether a word is an option of a command: "-v", "--verbose".
func isOption(word string) bool {
	name := strings.TrimPrefix(strings.TrimPrefix(word, "-"), "-")
	return name != word && name != "" && classes[name[0]] == letter && name[0] < utf8.RuneSelf
}

// sameCommand reports whether two code spans may be one command of which only options and
// names that nobody translates are others: "tool --old" and "tool --new".
func sameCommand(a, b string) bool {
	x, y := strings.Fields(withoutFilledIn(a)), strings.Fields(withoutFilledIn(b))
	if len(x) != len(y) || len(x) < 2 || x[0] != y[0] {
		return false
	}
	for k := range x {
		if x[k] != y[k] && !(nameLike(x[k]) && nameLike(y[k]) && strings.HasPrefix(x[k], "-") == strings.HasPrefix(y[k], "-")) {
			return false
		}
	}
	return true
}

// sameButFilledIn reports whether two code spans are one command, of which the words that
// readers fill in are translated: "less {{file}}" and "less {{dosya}}", "cd <my folder>" and
// "cd <moj katalog>". One word of plain letters in angle brackets may be of the program.
func sameButFilledIn(a, b string) bool {
	x := withoutFilledIn(a)
	return x != a && x == withoutFilledIn(b) && (!inAngles.MatchString(a) || inWordsFilled.MatchString(a) || inWordsFilled.MatchString(b))
}

// filledIn matches words, paths and the like in doubled braces, which readers of a command
// replace, and words in angle brackets that stand for themselves, as the types of a program and
// tags do not. Options stay what they are. inAngles matches what may be a type or a tag, and
// inWordsFilled such words as no program has.
var (
	filledIn      = regex.Lazy(`\{\{[^\s{}\[%<-][^{}]*\}\}|([\s=/:@,])<[\pL][\pL\pM _-]*[\pL\pM]>`)
	inAngles      = regex.Lazy(`<\pL[^<>]*>`)
	inWordsFilled = regex.Lazy(`<[^<>]*[ \x{80}-\x{10FFFF}][^<>]*>`)
)

// withoutFilledIn is a command with empty braces for the words that readers fill in. What is
// in braces alone is no command.
func withoutFilledIn(code string) string {
	if !strings.Contains(code, "{{") && !strings.Contains(code, "<") || strings.Contains(code, "</") || filledIn.FindString(code) == code {
		return code
	}
	return filledIn.ReplaceAllString(code, "$1{{}}")
}

// modifiers are the keys that are held while another is pressed, in small letters.
var modifiers = map[string]bool{"ctrl": true, "control": true, "alt": true, "option": true, "shift": true, "cmd": true, "command": true, "meta": true, "super": true, "win": true}

// sameKeys reports whether two code spans may be one combination of keys, each with the names
// that keys have in its language: "Ctrl+Space" and "Strg+Leertaste". A key of one sign has no
// other name.
func sameKeys(a, b string) bool {
	x, y := strings.Split(a, "+"), strings.Split(b, "+")
	if len(x) != len(y) || len(x) < 2 || !modifiers[strings.ToLower(x[0])] {
		return false
	}
	for k := range x {
		if (len(x[k]) == 1 || len(y[k]) == 1) && !strings.EqualFold(x[k], y[k]) {
			return false
		}
	}
	return true
}

// withoutDigits is a text without its digits.
func withoutDigits(s string) string {
	return strings.Map(func(u rune) rune {
		if u >= '0' && u <= '9' {
			return -1
		}
		return u
	}, s)
}

// nameLike reports whether a code span is a name made of several words or with a
// sign of the language that it is written in: "ref.current", "useState",
// "array_map()".
func nameLike(s string) bool {
	signs, small, capitals := false, false, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf || c <= ' ' || c == '"' || c == '\'':
			return false
		case c >= 'a' && c <= 'z':
			small = true
		case c >= 'A' && c <= 'Z':
			capitals = capitals || small
		default:
			signs = true
		}
	}
	return signs || capitals
}

// comparePlaceholders reports every placeholder that only one side has.
func comparePlaceholders(out []Disagreement, source, target []string) []Disagreement {
	gone, come := rivalValues(source, target, withoutFilters)
	gone, come = takeFitting(gone, come, SameCall, func(string, string) {})
	gone, come = takeFitting(gone, come, anyTwo, func(a, b string) { out = append(out, Disagreement{Placeholder, Placeholder, a, b}) })
	for _, a := range gone {
		out = append(out, Disagreement{Placeholder, Placeholder, a, ""})
	}
	for _, b := range come {
		out = append(out, Disagreement{Placeholder, Placeholder, "", b})
	}
	return out
}

var (
	// given matches what a call of a template is given in quotation marks, behind its name if it
	// has one.
	given = regex.Lazy(`(?:([\w-]+)\s*[=:]\s*)?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`)
	// isRead matches the names of what people read.
	isRead = regex.Lazy(`(?i:^name$|^(?:\w+[-_])?(?:title|label|alt|caption|header|heading|text|description|summary)$)|` +
		`^[a-z]+(?:Title|Label|Alt|Caption|Header|Heading|Text|Description|Summary)$`)
	// spoken matches texts that people read: several words, of which the first has a capital, or
	// letters that no identifier has.
	spoken = regex.Lazy(`^(?:[\w-]+\s*[=:]\s*)?["']\p{Lu}(?:[^= ]*\p{Ll}[^=]*)?[,:]? \pL[^=]*\p{Ll}|[^\x00-\x7F]`)
	// smallWord matches a value that may be a word of the program: "home", "true".
	smallWord = regex.Lazy(`^["'][a-z0-9_-]*["']$`)
	// wording matches the names of what is read even if it is one small word, but not a switch.
	wording  = regex.Lazy(`^(?i:title|alt|caption|heading|text|description|summary)$`)
	switched = regex.Lazy(`^["'](?:true|false)["']$`)
	// spelledOut matches what is no text: a path, a key, markup.
	spelledOut = regex.Lazy(`[/=<>{}#@\\$%|]|\pL[._]\pL`)
)

// SameCall reports whether two calls of a template differ in nothing but the texts for people that
// they are given: {{< card title="Oil" >}} and {{< card title="Yağ" >}}, in whatever order if they
// have names. The target may keep a text of the source under a name of its own. What stands in
// brackets without a name of its own names a member, and figures stay what they are.
func SameCall(source, target string) bool {
	from, to := given.FindAllStringSubmatch(source, -1), given.FindAllStringSubmatch(target, -1)
	bare := bareCall(source)
	if len(from) == 0 || bare != bareCall(target) || strings.Contains(bare, "[") {
		return false
	}
	texts := slices.Clone(from)
	byName := func(a, b []string) int { return strings.Compare(a[1], b[1]) }
	slices.SortStableFunc(from, byName)
	slices.SortStableFunc(to, byName)
	isFunction := strings.Contains(bare, "(")
	for _, t := range to {
		has := func(group int) bool {
			return slices.ContainsFunc(texts, func(f []string) bool { return f[group] == t[group] })
		}
		switch {
		case len(from) > 0 && from[0][1] == t[1]:
			if from[0][2] != t[2] && (isFunction && t[1] == "" || !areSpoken(from[0], t)) {
				return false
			}
			from = from[1:]
		case t[1] == "" || has(1) || !has(2):
			return false
		}
	}
	return len(from) == 0
}

// bareCall is a call of a template without what it is given under names, and with marks for
// what else it is given.
func bareCall(call string) string {
	bare := given.ReplaceAllStringFunc(call, func(one string) string {
		if one[0] == '"' || one[0] == '\'' {
			return `"`
		}
		return " "
	})
	return strings.Join(strings.Fields(bare), " ")
}

// withoutQuotes takes the marks of quotations within a value out of it.
var withoutQuotes = strings.NewReplacer(`\"`, "", `\'`, "")

// areSpoken reports whether two values of calls, as [given] finds them, are a text for people and
// its translation.
func areSpoken(a, b []string) bool {
	x, y := withoutQuotes.Replace(a[2]), withoutQuotes.Replace(b[2])
	areSmall := smallWord.MatchString(x) && smallWord.MatchString(y)
	switch {
	case len(y) == len(`""`), spelledOut.MatchString(x), spelledOut.MatchString(y), figuresOf(x) != figuresOf(y),
		areSmall && (!wording.MatchString(a[1]) || switched.MatchString(x) || switched.MatchString(y)):
		return false
	}
	return areSmall || isRead.MatchString(a[1]) || spoken.MatchString(a[0]) || spoken.MatchString(b[0])
}

// withoutFilters is a placeholder without what Liquid, Jinja and Vue make of its value, which
// may be another thing in another language: "{{ price | currency }}" is "{{price}}".
func withoutFilters(placeholder string) string {
	inner, ok := strings.CutPrefix(placeholder, "{{")
	if !ok || !strings.HasSuffix(inner, "}}") {
		return placeholder
	}
	inner, _, _ = strings.Cut(strings.TrimSuffix(inner, "}}"), "|")
	return "{{" + strings.TrimSpace(inner) + "}}"
}

func (c Comparison) compareFootnotes(out []Disagreement, source, target []string) []Disagreement {
	if c.Footnotes != nil {
		var mapped []string
		for _, l := range source {
			if t, ok := c.Footnotes(l); ok {
				mapped = append(mapped, t)
			}
		}
		source = mapped
	}
	if c.Added != nil {
		target = slices.DeleteFunc(slices.Clone(target), c.Added)
	}
	gone, come := rivalValues(source, target, itself)
	gone, _ = takeFitting(gone, come, anyTwo, func(a, b string) { out = append(out, Disagreement{FootnoteRef, FootnoteRef, a, b}) })
	for _, l := range gone {
		if c.Cited != nil && !c.Cited(l) {
			out = append(out, Disagreement{FootnoteRef, FootnoteRef, l, ""})
		}
	}
	return out
}
