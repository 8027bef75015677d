package drift

import (
	"slices"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// vocabulary holds the few words of a language that turn the meaning of a
// sentence, however small the edit.
type vocabulary struct {
	negations map[string]bool
	negated   []string                         // parts of words that negate, see [hasPart]
	turning   []string                         // parts of words that can negate in a translation
	negates   func(plain, negated string) bool // whether a word is another that is negated within; or nil
	ones      map[string]bool                  // articles and words for the number one
	bounds    map[string]bool                  // limits and modal verbs
	modals    map[string]bool                  // those of them that turn a sentence by themselves
	possible  map[string]bool                  // verbs that all say of a thing that it is possible
	units     map[string]bool
	articles  map[string]bool
	loose     map[string]bool   // words of grammar that may come or go and say nothing by themselves
	alike     []map[string]bool // words of grammar that are mistaken for each other
	phrases   [][]string        // those of which each says the same as the others of its list
	repeated  map[string]bool   // words that may stand again before the second of two things
	subjects  map[string]bool   // pronouns whose verb agrees with them
	plurals   map[string]bool   // words that ask for a plural behind them
	crowds    map[string]bool   // nouns that are plural without an -s
	singulars map[string]bool   // words that ask for a singular behind them
	verbs     map[string]bool   // verbs that are no nouns, in their plain form
	helpers   map[string]bool   // words that ask for the plain form of a verb behind them
	links     map[string]bool   // verbs that only link a subject with what is said of it
	parting   map[string]bool   // verbs behind which "to read" and "reading" are two things
	lower     []string          // parts of words that say of a number that it is below zero, or less, see [hasPart]
	eras      []string          // words that say of a year that it is one before our era
}

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// grammarOf are the words that the rules for a language of its own read; nil if there are none.
func grammarOf(base string) *vocabulary {
	switch base {
	case "en":
		return &vocabulary{
			negates:  negatesInEnglish,
			ones:     words("a an one"),
			modals:   words("may must can should shall might could only always never required optional allowed forbidden"),
			possible: words("may can might could"),
			units: words("mm cm m km millimetre millimetres centimetre centimetres metre metres meter meters kilometre kilometres kilometer kilometers mile miles yard yards acre acres hectare hectares foot feet inch inches g kg gram grams kilogram kilograms tonne tonnes ton tons lb pound pounds " +
				"mg mcg tablespoon tablespoons teaspoon teaspoons cup cups second seconds minute minutes hour hours day days week weeks month months year years s ms min h kb mb gb tb byte bytes " +
				"percent dollar dollars euro euros celsius fahrenheit litre litres liter liters thousand million billion trillion"),
			articles: words("a an the"),
			loose:    words("a an the of to that which who as such like so it its there you we at"),
			alike: []map[string]bool{
				words("in on at"), words("that which who whom"), words("this these"), words("that those"), words("is are"),
				words("was were"), words("has have"), words("does do"), words("a an"), words("in into"), words("their there they're they’re"),
				words("its it's it’s"), words("your you're you’re"), words("then than"), words("whose who's who’s"), words("to too"),
				words("isnt isn't isn’t arent aren't aren’t"), words("wasnt wasn't wasn’t werent weren't weren’t"), words("dont don't don’t doesnt doesn't doesn’t"),
				words("didnt didn't didn’t"), words("havent haven't haven’t hasnt hasn't hasn’t"), words("could might"), words("you your"), words("that than"), words("where were"), words("less fewer"), words("couldnt couldn't couldn’t"), words("shouldnt shouldn't shouldn’t"),
			},
			phrases:   [][]string{{"ex", "e g", "eg", "for example", "for instance"}, {"i e", "ie", "that is"}},
			repeated:  words("about as at by for from in of on that to when where with"),
			subjects:  words("it he she that which who they we you i"),
			plurals:   words("these those many several few two three four five six seven eight nine ten various"),
			crowds:    words("children people men women"),
			singulars: words("a an this each every another"),
			verbs: words("accept achieve add agree allow append apply arrive ask assign assume attach attract avoid become begin belong bring calculate carry choose collect " +
				"combine compare concatenate configure confirm connect consider consist consume contain convert create customise customize decide " +
				"declare define delete deliver depend deploy derive describe destroy determine develop differ disable disappear discover distinguish " +
				"distract distribute eliminate embed emphasise emphasize enable encode encourage energise energize ensure establish evaluate examine " +
				"exclude execute exist expand explain extend fetch follow fulfil generate happen identify ignore illustrate implement imply improve " +
				"include incorporate increment indicate inform inherit initialise initialize inject inspect instantiate integrate interact interpret " +
				"introduce invalidate invent invoke involve iterate know learn listen locate lose maintain manage minimise minimize modify navigate " +
				"notify obey observe obtain occur omit operate optimise optimize organise organize overwrite parse participate perform persist " +
				"populate possess predict prefer prepare preserve prevent proceed propagate protect prove provide provoke publish pursue react " +
				"realise realize receive recommend reduce refactor refer reflect register reject relate rely remain remember remove render replace " +
				"represent require resemble resolve respond restrict retain retrieve reuse reveal satisfy say seem send serialise serialize serve " +
				"simplify solve speak specify submit subscribe succeed suggest surround teach tell terminate think translate truncate understand " +
				"uninstall unsubscribe utilise utilize validate vary verify write"),
			helpers: words("do does did don't don’t doesn't doesn’t didn't didn’t to can could will would shall should may might must " +
				"cannot can't can’t couldn't couldn’t won't won’t wouldn't wouldn’t let lets help helps helped"),
			links: words("is are was were am be been"),
			parting: words("stop stops stopped stopping remember remembers remembered remembering forget forgets forgot forgetting regret regrets " +
				"try tries tried trying mean means meant go goes went quit quits used need needs needed"),
		}
	case "tr":
		return &vocabulary{
			negates:  negatesInTurkish,
			ones:     words("bir"),
			modals:   words("yalnızca yalnız sadece zorunlu"),
			units:    words("mm cm m km gram kilo kilogram ton saniye dakika saat gün hafta ay yıl yüzde lira bin milyon milyar"),
			articles: words("bir"),
		}
	case "ru":
		return &vocabulary{
			ones:   words("один одна одно одну одного одной одному одним одном"),
			modals: words("только лишь должен должна должно должны можно нужно всегда"),
			units:  words("мм см м км г кг т секунд секунды минут минуты час часа часов день дня дней неделя месяц год лет процент рубль тысяч миллион миллиард"),
		}
	}
	return nil
}

// vocabularyOf is that of a language.
func vocabularyOf(lang string) *vocabulary {
	base := baseLanguage(lang)
	if v, ok := vocabularies.Load(base); ok {
		return v.(*vocabulary)
	}
	v, _ := vocabularies.LoadOrStore(base, learnVocabulary(base))
	return v.(*vocabulary)
}

// vocabularies are those that were read, by language.
var vocabularies sync.Map

// learnVocabulary reads what the data of a language has, beside what is written down here.
// Words that stand in several words are left out: one of these says enough.
func learnVocabulary(base string) *vocabulary {
	v := grammarOf(base)
	if v == nil {
		v = &vocabulary{ones: learnOnes(base)}
	}
	for row := range langdata.Rows(base, langdata.Words) {
		if len(row) < 3 {
			continue
		}
		list := strings.Split(row[2], "|")
		hasBlank := func(w string) bool { return strings.Contains(w, " ") }
		switch row[0] {
		case "negation":
			v.negations = setOf(slices.DeleteFunc(list, hasBlank))
		case "limit":
			v.bounds = setOf(slices.DeleteFunc(list, hasBlank))
		case "negated":
			v.negated = list
		case "turning":
			v.turning = list
		case "lower":
			v.lower = list
		case "era":
			v.eras = list
		}
	}
	return v
}

// learnOnes reads the words for the number one.
func learnOnes(base string) map[string]bool {
	for row := range langdata.Rows(base, langdata.Numbers) {
		if len(row) > 2 && row[0] == "cardinal" && row[1] == "1" {
			return setOf(strings.Split(row[2], "|"))
		}
	}
	return nil
}

func setOf(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, w := range list {
		m[w] = true
	}
	return m
}

// hasPart reports whether a word has one of some parts: "un-" at its beginning, "-less"
// at its end, "-ない-" anywhere. A dash stands for the rest of the word.
func hasPart(word string, parts []string) bool {
	return slices.ContainsFunc(parts, func(part string) bool {
		core := strings.Trim(part, "-")
		switch begins, ends := strings.HasSuffix(part, "-"), strings.HasPrefix(part, "-"); {
		case begins && ends:
			return strings.Contains(word, core)
		case begins:
			return strings.HasPrefix(word, core)
		default:
			return strings.HasSuffix(word, core)
		}
	})
}

// countNegations is the number of words that negate or end in what negates. Beginnings
// that negate are told by the word without them alone; see [hunk.negatedWords].
func (v *vocabulary) countNegations(list []string) int {
	endings := slices.DeleteFunc(slices.Clone(v.negated), func(part string) bool { return strings.HasSuffix(part, "-") })
	n := 0
	for _, w := range list {
		if w = strings.ToLower(w); v.negations[w] || hasPart(w, endings) {
			n++
		}
	}
	return n
}

// countWithin is how often a text has what negates anywhere in words, as in languages
// that put no blanks between them.
func (v *vocabulary) countWithin(text string) int {
	n := 0
	for _, part := range v.negated {
		if core := strings.Trim(part, "-"); part == "-"+core+"-" {
			n += strings.Count(text, core)
		}
	}
	return n
}

// areMistakable reports whether a word of grammar took the place of another that is
// mistaken for it.
func (v *vocabulary) areMistakable(gone, come []string) bool {
	return len(gone) == 1 && len(come) == 1 && slices.ContainsFunc(v.alike, func(set map[string]bool) bool { return set[gone[0]] && set[come[0]] })
}

// areAsStrong reports whether words that set limits are verbs that say of the same number
// of things that they are possible: "it could be" and "it can be".
func (v *vocabulary) areAsStrong(gone, come []string) bool {
	return len(gone) == len(come) && !slices.ContainsFunc(slices.Concat(gone, come), func(w string) bool { return !v.possible[w] })
}

// membersOf are the words of the list that are in the set, sorted.
func (v *vocabulary) membersOf(list []string, set map[string]bool) []string {
	var out []string
	for _, w := range list {
		if w = strings.ToLower(w); set[w] {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}
