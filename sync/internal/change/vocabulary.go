package change

import (
	"slices"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// Vocabulary holds the few words of a language that turn the meaning of a
// sentence, however small the edit.
type Vocabulary struct {
	negations   map[string]bool
	negated     []string                         // parts of words that negate, see [hasPart]
	turning     []string                         // parts of words that can negate in a translation
	negates     func(plain, negated string) bool // whether a word is another that is negated within; or nil
	negatedVerb func(word string) bool           // whether a word is a verb that is negated within; or nil
	ones        map[string]bool                  // articles and words for the number one
	bounds      map[string]bool                  // limits and modal verbs
	modals      map[string]bool                  // those of them that turn a sentence by themselves
	possible    map[string]bool                  // verbs that all say of a thing that it is possible
	units       map[string]bool
	articles    map[string]bool
	quantities  map[string]bool   // words for not much, which an article before them makes one for some
	loose       map[string]bool   // words of grammar that may come or go and say nothing by themselves
	alike       []map[string]bool // words of grammar that are mistaken for each other
	endings     [][]string        // ends of words that are mistaken for each other
	phrases     [][]string        // those of which each says the same as the others of its list
	repeated    map[string]bool   // words that may stand again before the second of two things
	subjects    map[string]bool   // pronouns whose verb agrees with them
	plurals     map[string]bool   // words that ask for a plural behind them
	crowds      map[string]bool   // nouns that are plural without an -s
	singulars   map[string]bool   // words that ask for a singular behind them
	verbs       map[string]bool   // verbs that are no nouns, in their plain form
	helpers     map[string]bool   // words that ask for the plain form of a verb behind them
	links       map[string]bool   // verbs that only link a subject with what is said of it
	mass        map[string]bool   // nouns without a plural
	functions   map[string]bool   // words that hold sentences together
	parting     map[string]bool   // verbs behind which "to read" and "reading" are two things
	lower       []string          // parts of words that say of a number that it is below zero, or less, see [hasPart]
	eras        []string          // words that say of a year that it is one before our era
}

// VocabularyOf is that of a language (BCP 47 tag).
func VocabularyOf(lang string) *Vocabulary {
	if v, ok := vocabularies.Load(lang); ok {
		return v.(*Vocabulary)
	}
	v, _ := vocabularies.LoadOrStore(lang, learnVocabulary(langdata.Base(lang)))
	return v.(*Vocabulary)
}

// vocabularies are those that were read, by language.
var vocabularies sync.Map

// negationsWithin are the rules of languages that negate a word within it otherwise than by
// what stands before it.
var negationsWithin = map[string]func(plain, negated string) bool{"en": negatesInEnglish, "tr": negatesInTurkish}

// learnVocabulary reads what the data of a language has. Words that stand in several words
// are left out where words are looked up one by one: one of these says enough.
func learnVocabulary(base string) *Vocabulary {
	v := &Vocabulary{negates: negationsWithin[base]}
	if base == "tr" {
		v.negatedVerb = isNegatedTurkish
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
		case "grammar":
			v.addGrammar(row[1], list)
		}
	}
	if v.ones == nil {
		v.ones = learnOnes(base)
	}
	return v
}

// addGrammar adds words by what they do in a sentence.
func (v *Vocabulary) addGrammar(role string, list []string) {
	switch role {
	case "alike":
		v.alike = append(v.alike, setOf(list))
	case "ending":
		v.endings = append(v.endings, list)
	case "phrase":
		v.phrases = append(v.phrases, list)
	default:
		if set := v.setFor(role); set != nil {
			*set = setOf(list)
		}
	}
}

// setFor is the set of the words that have a role, by the name that it has in the data; nil if
// there is no such role.
func (v *Vocabulary) setFor(role string) *map[string]bool {
	return map[string]*map[string]bool{
		"one": &v.ones, "modal": &v.modals, "possible": &v.possible, "unit": &v.units, "article": &v.articles, "quantity": &v.quantities,
		"loose": &v.loose, "repeated": &v.repeated, "subject": &v.subjects, "plural": &v.plurals, "crowd": &v.crowds,
		"singular": &v.singulars, "verb": &v.verbs, "helper": &v.helpers, "link": &v.links, "parting": &v.parting, "mass": &v.mass, "function": &v.functions,
	}[role]
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

// CountNegations is the number of words that negate or end in what negates. Beginnings
// that negate are told by the word without them alone; see [hunk.negatedWords].
func (v *Vocabulary) CountNegations(list []string) int {
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
func (v *Vocabulary) countWithin(text string) int {
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
func (v *Vocabulary) areMistakable(gone, come []string) bool {
	return len(gone) == 1 && len(come) == 1 && slices.ContainsFunc(v.alike, func(set map[string]bool) bool { return set[gone[0]] && set[come[0]] })
}

// differInEnding reports whether two words are one but for an ending that is mistaken
// for that of the other: Turkish "Linux'da" and "Linux'ta", Russian «учиться» and «учится».
func (v *Vocabulary) differInEnding(a, b string) bool {
	a, b = strings.ReplaceAll(a, "’", "'"), strings.ReplaceAll(b, "’", "'")
	return slices.ContainsFunc(v.endings, func(list []string) bool {
		return slices.ContainsFunc(list, func(x string) bool {
			stem, ok := strings.CutSuffix(a, x)
			return ok && stem != "" && slices.ContainsFunc(list, func(y string) bool { return stem+y == b })
		})
	})
}

// areAsStrong reports whether words that set limits are verbs that say of the same number
// of things that they are possible: "it could be" and "it can be".
func (v *Vocabulary) areAsStrong(gone, come []string) bool {
	return len(gone) == len(come) && !slices.ContainsFunc(slices.Concat(gone, come), func(w string) bool { return !v.possible[w] })
}

// membersOf are the words of the list that are in the set, sorted.
func (v *Vocabulary) membersOf(list []string, set map[string]bool) []string {
	var out []string
	for _, w := range list {
		if w = strings.ToLower(w); set[w] {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}

// KnowsNegations reports whether the words are known that negate in the language.
func (v *Vocabulary) KnowsNegations() bool { return v.negations != nil }

// IsLoose reports whether a word in lower case is one of grammar that may come or go and says
// nothing by itself.
func (v *Vocabulary) IsLoose(word string) bool { return v.loose[word] }

// IsBound reports whether a word in lower case sets a limit or is a modal verb.
func (v *Vocabulary) IsBound(word string) bool { return v.bounds[word] }

// IsGrammar reports whether a word in lower case is one of grammar that says nothing by itself, or
// is mistaken for another.
func (v *Vocabulary) IsGrammar(word string) bool {
	return v.loose[word] || v.articles[word] || v.isMistakable(word)
}

// IsFunction reports whether a word in lower case holds sentences together, where the data of the
// language has such words of grammar: that of English has.
func (v *Vocabulary) IsFunction(word string) bool { return v.functions[word] }

// isMistakable reports whether a word is one of grammar that is mistaken for others.
func (v *Vocabulary) isMistakable(word string) bool {
	return slices.ContainsFunc(v.alike, func(set map[string]bool) bool { return set[word] })
}

// Eras are the words that say of a year that it is one before our era; nil if they are not known.
func (v *Vocabulary) Eras() []string { return v.eras }

// SaysLower reports whether a text may say in words that a number is below zero, or less than
// another; so does any text of a language whose words for it are not known.
func (v *Vocabulary) SaysLower(text string) bool {
	return v.lower == nil || slices.ContainsFunc(Words(text), func(w string) bool { return hasPart(w, v.lower) })
}
