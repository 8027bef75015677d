package listing

import (
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/spelling"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Readers are the languages (BCP 47 tags) of the people who read the two sides of a block of code.
type Readers struct{ Source, Target string }

// sayTheSame reports whether two lines of code say the same to a machine but for what a
// translator puts into the language: names of the example's own, the tag of the language.
func (r Readers) sayTheSame(x, y codeLine, lang string) bool {
	source, target := x.code(), y.code()
	if source == "" || target == "" {
		return false
	}
	target = r.unlocalised(source, target)
	if lists[lang] {
		source, target = strings.TrimRight(source, ","), strings.TrimRight(target, ",")
	}
	if source == target || saysInOrder(source, tagged[lang]) == saysInOrder(target, tagged[lang]) {
		return true
	}
	if settings[lang] || textual[lang] {
		if isTranslatedSetting(source, target) {
			return true
		}
	}
	return !shells[lang] && r.areNamesTranslated(source, target, lang, isTextTranslated(x, y, tagged[lang]))
}

// isTextTranslated reports whether a text for people differs in two lines: one in quotation
// marks, or one between tags that is the value of an attribute as well.
func isTextTranslated(x, y codeLine, tags bool) bool {
	if tags {
		if a, is := shownValue(x.written); is {
			b, too := shownValue(y.written)
			return too && a != b
		}
	}
	for k := range min(len(x.quotes), len(y.quotes)) {
		if x.quotes[k].worded && y.quotes[k].worded && x.quotes[k].written != y.quotes[k].written {
			return true
		}
	}
	return false
}

// shownValue is the text between the tags of a line, and whether an attribute has it for its
// value: <option value="oak">Oak</option>.
func shownValue(line string) (text string, is bool) {
	text = strings.Trim(betweenTags.FindString(line), "<> \t")
	return text, text != "" && strings.Contains(strings.ToLower(line), `="`+strings.ToLower(text)+`"`)
}

// ofSpan stands for the language of a span of code, which nothing names.
const ofSpan = "`"

// AreTranslated reports whether two spans of code are one name, or one address, in the
// languages of the two sides.
func (r Readers) AreTranslated(source, target string) bool {
	return r.unlocalised(source, target) == source || r.areNamesTranslated(source, target, ofSpan, false)
}

var (
	// lists are the languages in which a comma may stand behind the last of several things.
	lists = wordset.Of("js jsx ts tsx javascript typescript vue svelte astro mjs cjs rust rs go python py php")
	// settings are the languages of settings: names and values.
	settings = wordset.Of("yaml yml toml json jsonc json5 ini properties env")
	// markups are the languages in which text stands between tags, and outside of them.
	markups = wordset.Of("html xml svg vue svelte astro md markdown mdx markdoc mdoc liquid jinja jinja2 twig erb handlebars hbs")
)

// localTag matches the tag of a language in a line of code: in quotation marks, as a folder,
// a value or what an option is given; in the name of a file; as the name of a setting.
var localTag = regex.Lazy(`(['"/\x60]|:\s|\s--?[a-z]+[ =])(` + tagPattern + `)(['"/\x60\s]|$)` +
	`|(^|[\s/'"\x60]|\w[._-])(` + tagPattern + `)(\.[a-z]{2,5}(?:[\s'"\x60)]|$))` +
	`|^(\s*)([a-z]{2})(:)`)

const tagPattern = `[a-z]{2}(?:[-_][A-Z][A-Za-z]{1,3})?`

// unlocalised is a target line in which the tags of the target's language are those that
// stand in their places in the source.
func (r Readers) unlocalised(source, target string) string {
	if r.Target == "" {
		return target
	}
	tags := localTag.FindAllStringSubmatch(source, -1)
	if len(tags) == 0 {
		return strings.Replace(target, "/"+langdata.Base(r.Target)+"/", "/", 1)
	}
	n := -1
	return localTag.ReplaceAllStringFunc(target, func(s string) string {
		n++
		here := localTag.FindStringSubmatch(s)
		tag, begin, end := here[2]+here[5]+here[8], here[1]+here[4]+here[7], here[3]+here[6]+here[9]
		if n >= len(tags) || langdata.Base(tag) != langdata.Base(r.Target) {
			return s
		}
		was := tags[n][2] + tags[n][5] + tags[n][8]
		for _, t := range []string{tag, was} {
			if _, err := language.Parse(t); err != nil {
				return s
			}
		}
		return begin + was + end
	})
}

// setting matches the name of a setting and its value, a text without quotation marks.
var setting = regex.Lazy(`^(\s*(?:- )?[\w-]+:\s+)(\p{L}[\p{L}\p{M}\p{N} ,.!?'’():;–—-]*)$`)

// isTranslatedSetting reports whether two lines give one setting two texts: several words, or
// one with a capital letter.
func isTranslatedSetting(source, target string) bool {
	a, b := setting.FindStringSubmatch(source), setting.FindStringSubmatch(target)
	text := func(s string) bool { return strings.Contains(s, " ") || unicode.IsUpper([]rune(s)[0]) }
	return a != nil && b != nil && a[1] == b[1] && text(a[2]) && text(b[2])
}

var (
	// markupTag matches a tag, or an expression that a template fills in.
	markupTag = regex.Lazy(`</?[A-Za-z][^<>]*>|\{\{[^{}]*\}\}|\{%[^{}]*%\}`)
	// codeSign matches what text between tags does not have.
	codeSign = regex.Lazy("[{}\\[\\]=<>$\\\\|]|\\w\\(|\\);?$|```|~~~")
)

// WithoutTags is a text with a blank in the place of each tag, and of what a template fills in.
func WithoutTags(text string) string {
	if !strings.ContainsAny(text, "<{") {
		return text
	}
	return markupTag.ReplaceAllString(text, " ")
}

// sameMarkup reports whether two stretches of markup have the same tags and expressions, in
// order, and differ in the text between them alone.
func sameMarkup(gone, come []codeLine) bool {
	if len(gone) == 0 || len(come) == 0 {
		return false
	}
	tagsOf := func(lines []codeLine) (tags []string, rest string) {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(l.code())
			b.WriteByte('\n')
		}
		for _, t := range markupTag.FindAllString(b.String(), -1) {
			tags = append(tags, strings.Join(strings.Fields(t), " "))
		}
		return tags, WithoutTags(b.String())
	}
	a, textA := tagsOf(gone)
	b, textB := tagsOf(come)
	isText := func(s string) bool {
		return strings.ContainsFunc(s, unicode.IsLetter) || strings.TrimSpace(s) == ""
	}
	return slices.Equal(a, b) && isText(textA) && isText(textB) && !codeSign.MatchString(textA) && !codeSign.MatchString(textB) && sameFigures(gone, come)
}

// identifier matches a name in code: words joined by lines below and hyphens.
var identifier = regex.Lazy(`[\p{L}_][\p{L}\p{M}\p{N}_]*(?:-[\p{L}][\p{L}\p{M}\p{N}_]*)*`)

// areNamesTranslated reports whether two lines differ in names alone of which the ones are
// made of English words and the others of words that English does not have. The name of a
// setting, what a language reserves, and a member that may be that of a library stay what
// they are, unless a text in the line is translated too.
func (r Readers) areNamesTranslated(source, target, lang string, translated bool) bool {
	if spelling.Has(r.Source) == spelling.Has(r.Target) || identifier.ReplaceAllString(source, "\x00") != identifier.ReplaceAllString(target, "\x00") {
		return false
	}
	english, other := source, target
	if spelling.Has(r.Target) {
		english, other = target, source
	}
	named := settings[lang] || textual[lang]
	a, b := identifier.FindAllStringIndex(english, -1), identifier.FindAllString(other, -1)
	for k, at := range a {
		x, y := english[at[0]:at[1]], b[k]
		switch {
		case x == y:
		case reserved[x] || reserved[y], named && strings.TrimSpace(english[:at[0]]) == "" && strings.HasPrefix(english[at[1]:], ":"):
			return false
		case len(partsOfName(x)) < 2 && !translated && isMember(english, at[0]):
			return false
		case !tagged[lang] && isFillIn(english, at) && spelling.Known(x) && len(y) < tellingWord:
		case isStopgap(x) && isStopgap(y) && (translated || hasForeignWord(x, y)):
			translated = true
		case !isNameTranslated(x, y, translated):
			return false
		}
	}
	return true
}

// isStopgap reports whether a name in capitals, of several words or a long one, stands for
// what readers have to put in its place: USER_NAME.
func isStopgap(name string) bool {
	const long = 8
	return name == strings.ToUpper(name) && (strings.ContainsRune(name, '_') || len(name) >= long)
}

// command matches the line of a command, which begins with its name and has no signs of a program.
var command = regex.Lazy(`^\s*([a-z][\w.-]*)\s[^#=;(){}"']*$`)

// isFillIn reports whether the name at a place stands in a command for what readers have to put
// there: "clone <name>".
func isFillIn(line string, at []int) bool {
	name := command.FindStringSubmatch(line)
	return name != nil && !reserved[name[1]] && strings.HasSuffix(line[:at[0]], " <") && strings.HasPrefix(line[at[1]:], ">")
}

// isMember reports whether what stands at a place is the member of something, or a text in
// quotation marks.
func isMember(line string, at int) bool {
	quotes := 0
	for _, sign := range []string{"'", `"`, "`"} {
		quotes += strings.Count(line[:at], sign)
	}
	return at > 0 && line[at-1] == '.' || quotes%2 == 1
}

// IsReserved reports whether a word is one that programming languages reserve, or the name of
// what they have.
func IsReserved(word string) bool { return reserved[word] }

// reserved are words that programming languages reserve, and the names of what they have.
var reserved = wordset.Of("if else elif elsif unless for foreach while until do end begin def class module struct enum interface trait impl fn func function " +
	"return yield break continue next switch case default when match try catch except finally rescue raise throw import from export package use using " +
	"require include const let var val new delete true false null nil none None True False self this super public private protected static void int " +
	"string bool boolean float double char byte long short object array async await in is not and or xor with as where select insert update into " +
	"print echo puts type extends implements lambda pass global final abstract virtual override")

// partsOfName are the words that a name is made of, in small letters.
func partsOfName(name string) []string {
	var out []string
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			out = append(out, strings.ToLower(b.String()))
			b.Reset()
		}
	}
	small := false
	for _, u := range name {
		if !unicode.IsLetter(u) || unicode.IsUpper(u) && small {
			end()
		}
		if small = unicode.IsLower(u); unicode.IsLetter(u) {
			b.WriteRune(u)
		}
	}
	end()
	return out
}

// isNameTranslated reports whether the words that an English name has alone are English, and one
// of those that another has in their place is not and is no misspelling of theirs, as none is
// where more was translated.
func isNameTranslated(english, other string, translated bool) bool {
	const slips = 2 // edits that may be one
	x, y := partsOfName(english), partsOfName(other)
	lost := 0
	for _, w := range x {
		if !slices.Contains(y, w) {
			if lost++; !spelling.Known(w) {
				return false
			}
		}
	}
	return lost > 0 && hasForeignWord(english, other) && (translated || levenshtein.ComputeDistance(strings.ToLower(english), strings.ToLower(other)) > slips)
}

// tellingWord is how many letters a word has at least that tells whether English has it.
const tellingWord = 4

// hasForeignWord reports whether a name has a word that an English one lacks and English does
// not have.
func hasForeignWord(english, other string) bool {
	x := partsOfName(english)
	return slices.ContainsFunc(partsOfName(other), func(w string) bool {
		return !slices.Contains(x, w) && len(w) >= tellingWord && !spelling.Known(w)
	})
}
