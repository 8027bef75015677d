// Package lexicon knows what words of two languages have to do with each other:
// a glossary of common words in English, Turkish and Russian, its few hundred
// commonest in three dozen more languages, the names of countries and languages, and
// a way to recognise a name that was carried over into another spelling or script.
//
// The glossary of the three is in words/*.tsv; what is known of one language alone stands in
// its folder of package langdata.
//
// Everything here is evidence, not proof: a word has more meanings than the
// glossary knows, and two names may share their consonants.
package lexicon

import (
	"slices"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// Concept is what words of several languages have in common. Its number means
// nothing, and another version of the glossary may give another one.
type Concept uint32

// Glossary reports whether the glossary has the language, so that its common
// words have concepts. Of other languages only names have any.
func (w *Words) Glossary() bool { return w != nil && w.base != "" && w.column >= 0 }

// Basic reports whether the commonest words of the language have concepts. Those of
// a language with a glossary have.
func (w *Words) Basic() bool { return w != nil && (w.Glossary() || w.basic) }

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
	column   int  // of the glossary, or -1
	basic    bool // the language has a list of common words
	phrases  bool // stems are looked for in running text: words have no blanks between them, or within them
	prefixes []string
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

var known = sync.OnceValue(func() map[string]*Words {
	m := map[string]*Words{
		"en": {column: 0, accepts: acceptEnglish},
		"tr": {column: 1, accepts: acceptTurkish, turkic: true},
		"ru": {column: 2, accepts: acceptRussian, cyrillic: true},
	}
	for _, base := range named() {
		if m[base] == nil {
			m[base] = &Words{column: -1, accepts: acceptOther}
		}
	}
	for base, w := range m {
		w.base = base
		w.turkic = w.turkic || base == "az"
		w.cyrillic = w.cyrillic || base == "be"
		if w.column < 0 && langdata.Has(base, langdata.Glossary) {
			w.basic, w.accepts = true, acceptInflected
		}
		if longer, ok := writings[base]; ok {
			longer(w)
		}
	}
	return m
})

// writings are the ways of writing of languages that need more than a list of words.
var writings = map[string]func(w *Words){
	"ja": func(w *Words) { w.phrases, w.accepts = true, acceptAny },
	"zh": func(w *Words) { w.phrases, w.accepts = true, acceptAny },
	"th": func(w *Words) { w.phrases, w.accepts = true, acceptAny },
	"vi": func(w *Words) { w.phrases, w.accepts = true, acceptWhole },
	"fi": func(w *Words) { w.accepts = acceptStrung },
	"hu": func(w *Words) { w.accepts = acceptStrung },
	"az": func(w *Words) { w.accepts = acceptStrung },
	"kk": func(w *Words) { w.accepts = acceptStrung },
	"ky": func(w *Words) { w.accepts = acceptStrung },
	"uz": func(w *Words) { w.accepts = acceptStrung },
	"ka": func(w *Words) { w.accepts = acceptStrung },
	"hy": func(w *Words) { w.accepts = acceptStrung },
	"ko": func(w *Words) { w.accepts = acceptStrung },
	"et": func(w *Words) { w.accepts = acceptStrung },
	"mn": func(w *Words) { w.accepts = acceptStrung },
	"ta": func(w *Words) { w.accepts = acceptStrung },
	"te": func(w *Words) { w.accepts = acceptStrung },
	"sw": func(w *Words) {
		w.prefixes = strings.Fields("ali wali ana wana ata wata ame wame ili ina ita ime zina ku")
	},
	"am": func(w *Words) { w.prefixes = strings.Fields("እንደ ስለ እየ የ በ ለ ከ ወደ") },
	"ar": func(w *Words) { w.prefixes = strings.Fields("وال بال كال فال لل ال و ب ل ف ك س") },
	"he": func(w *Words) { w.prefixes = strings.Fields("וה שה כש ה ו ב ל מ ש כ") },
}

// named lists the languages of which names of countries and languages are known.
func named() []string {
	return slices.DeleteFunc(slices.Clone(langdata.Tags()), func(tag string) bool { return !langdata.Has(tag, langdata.Names) })
}

var unknown = &Words{column: -1, accepts: acceptOther}

// For returns the words of a language, given as a BCP 47 tag of which only the
// language itself counts. Of a language that is not known it returns words
// that fold but have no concepts; it never returns nil.
func For(lang string) *Words {
	base := lang
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		base = lang[:i]
	}
	if w := known()[langdata.Folder(strings.ToLower(base))]; w != nil {
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
	n := len(buf)
	buf = w.table.find(word, w.accepts, buf)
	for _, p := range w.prefixes {
		if len(buf) > n {
			break
		}
		if rest, ok := strings.CutPrefix(word, p); ok && letters(rest) > 1 {
			buf = w.table.find(rest, w.accepts, buf)
		}
	}
	return buf
}

// Says reports whether the language has a known word for a concept.
func (w *Words) Says(c Concept) bool {
	if w == nil || w.base == "" {
		return false
	}
	w.once.Do(w.build)
	return slices.ContainsFunc(w.table.entries, func(e entry) bool { return e.concept == c })
}

// Phrases reports whether the words of the language are looked up in running text, by
// [Words.ConceptsAt].
func (w *Words) Phrases() bool { return w != nil && w.phrases }

// ConceptsAt appends to buf the concepts of the longest known stem that a text begins
// with, and returns it with the length of the stem in bytes, 0 if there is none.
func (w *Words) ConceptsAt(text string, buf []Concept) ([]Concept, int) {
	w.once.Do(w.build)
	if len(text) > w.table.longest+1 {
		text = text[:w.table.longest+1]
	}
	return w.table.findLong(strings.ToLower(text), w.accepts, buf)
}
