// Package lexicon knows what words of two languages have to do with each other:
// a glossary of common words in English, Turkish and Russian, the names of
// countries and languages in those and in two dozen more languages, and a way to
// recognise a name that was carried over into another spelling or script.
//
// The glossary (words/*.tsv) is written by hand. The names (names/*.tsv) come
// from CLDR 32, through golang.org/x/text/language/display; gen/main.go makes
// them.
//
// Everything here is evidence, not proof: a word has more meanings than the
// glossary knows, and two names may share their consonants.
package lexicon

import (
	"strings"
	"sync"
)

//go:generate go run gen/main.go

// Concept is what words of several languages have in common. Its number means
// nothing, and another version of the glossary may give another one.
type Concept uint32

// Glossary reports whether the glossary has the language, so that its common
// words have concepts. Of other languages only names have any.
func (w *Words) Glossary() bool { return w != nil && w.base != "" && w.column >= 0 }

// Concepts of the glossary are numbered by line. Those of countries and
// languages are made of the letters of their code, so that every language
// arrives at the same number without a common list.
const (
	regions   Concept = 1 << 24
	languages Concept = 1 << 25
)

// Name reports whether a concept is a place, a people, a person or an
// organisation, and no common word or language.
func (w *Words) Name(c Concept) bool {
	return c&regions != 0 || c > commonConcepts() && c < regions
}

// Country reports whether a concept is a country, of which every language that is
// known has the name.
func Country(c Concept) bool { return c&regions != 0 }

// Words are the words of one language. The zero value and nil know none. The
// table is built at the first look-up, in one or two milliseconds; all methods
// may be called from several goroutines.
type Words struct {
	base     string
	column   int // of the glossary, or -1
	turkic   bool
	cyrillic bool
	accepts  acceptor

	once  sync.Once
	table table
}

// commonConcepts is the number of concepts before those of places.tsv.
var commonConcepts = sync.OnceValue(func() Concept {
	return Concept(strings.Count(general, "\n") + strings.Count(news, "\n") + strings.Count(software, "\n"))
})

// english, turkish and russian have a column of the glossary each.
const glossaryColumns = 3

var known = func() map[string]*Words {
	m := map[string]*Words{
		"en": {column: 0, accepts: acceptEnglish},
		"tr": {column: 1, accepts: acceptTurkish, turkic: true},
		"ru": {column: 2, accepts: acceptRussian, cyrillic: true},
	}
	for _, base := range strings.Fields(named) {
		m[base] = &Words{column: -1, accepts: acceptOther}
	}
	for base, w := range m {
		w.base = base
		w.turkic = w.turkic || base == "az"
		w.cyrillic = w.cyrillic || base == "be"
	}
	return m
}()

// named are the languages beside English, Turkish and Russian of which names
// of countries and languages are known.
const named = "ar az bg cs da de el es fa fi fr he hu id it kk nl no pl pt ro sr sv uk"

var unknown = &Words{column: -1, accepts: acceptOther}

// For returns the words of a language, given as a BCP 47 tag of which only the
// language itself counts. Of a language that is not known it returns words
// that fold but have no concepts; it never returns nil.
func For(lang string) *Words {
	base := lang
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		base = lang[:i]
	}
	if w := known[strings.ToLower(base)]; w != nil {
		return w
	}
	return unknown
}

// Concepts appends to buf the concepts of a word, and returns it. The word must
// be folded. The longest known stem that the word begins with decides, if what
// follows can be an ending; several concepts may have that stem in common.
func (w *Words) Concepts(word string, buf []Concept) []Concept {
	if w == nil || w.base == "" || len(word) < 2 {
		return buf
	}
	w.once.Do(w.build)
	return w.table.find(word, w.accepts, buf)
}
