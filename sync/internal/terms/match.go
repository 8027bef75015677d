package terms

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// index finds the terms of the source in texts.
type index struct {
	language language
	patterns []pattern
	english  bool
	byFirst  map[string][]int // patterns by the first letters of their first word
}

// leading is how many bytes of a word an index goes by: stems are never cut shorter.
const leading = 2

func lead(word string) string { return word[:min(leading, len(word))] }

func newIndex(lang string, list []Term) *index {
	base, _, _ := strings.Cut(lang, "-")
	x := &index{language: languageOf(lang), english: strings.EqualFold(base, "en"), byFirst: map[string][]int{}}
	for k := range list {
		p := x.language.pattern(list[k].Source)
		x.patterns = append(x.patterns, p)
		if len(p.exact) > 0 {
			x.byFirst[lead(p.exact[0])] = append(x.byFirst[lead(p.exact[0])], k)
		}
	}
	return x
}

// find lists the terms in a text, in its order. Of terms that overlap the longest
// counts, and what is part of a name is no term.
func (x *index) find(text string) []int {
	words := wordsOf(text, x.language.words.Fold)
	var out []int
	for i := 0; i < len(words); {
		best, length := -1, 0
		for _, k := range x.byFirst[lead(words[i].folded)] {
			p := &x.patterns[k]
			if len(p.words) > length && x.language.at(p, words, i, false) && x.isTerm(p, words, i) {
				best, length = k, len(p.words)
			}
		}
		if best >= 0 {
			out = append(out, best)
		}
		i += max(length, 1)
	}
	return out
}

// isTerm reports whether what stands at a place is the term, and no part of a path, of
// a name, or of a longer word with hyphens; nor the verb of the same spelling.
func (x *index) isTerm(p *pattern, words []word, from int) bool {
	to := from + len(p.words)
	if words[from].joined || to < len(words) && words[to].joined || words[from].path {
		return false
	}
	if len(p.words) == 1 && from > 0 && x.english && !words[from].apart && beforeVerbs[words[from-1].folded] && words[from].folded == p.exact[0] {
		return false
	}
	return !x.english || !inName(p, words, from)
}

// beforeVerbs are words of English after which a word is the verb, where it could be a
// noun as well.
var beforeVerbs = wordset.Of("to will would can could should must may might shall not don't didn't doesn't i you we they who let's")

// inName reports whether what stands at a place is a name or part of one: it is written
// with a capital letter within a sentence although the term is not. Where most words
// are, as in some headings, capitals say nothing.
func inName(p *pattern, words []word, from int) bool {
	if p.proper || !words[from].capital {
		return false
	}
	if words[from].first {
		to := from + len(p.words)
		return to < len(words) && words[to].capital && !words[to].apart && !titled(words)
	}
	return !titled(words)
}

// titled reports whether most words of a text are written with a capital letter.
func titled(words []word) bool {
	capitals := 0
	for _, w := range words {
		if w.capital && !w.first {
			capitals++
		}
	}
	return 2*capitals > len(words)-1
}

// matcher finds translations of terms in texts of a language.
type matcher struct {
	language language
	patterns map[string]pattern // of all translations, required and forbidden
}

func newMatcher(lang string, list []Term) *matcher {
	m := &matcher{language: languageOf(lang), patterns: map[string]pattern{}}
	for k := range list {
		for _, text := range slices.Concat(list[k].Required[lang], list[k].Forbidden[lang]) {
			if _, ok := m.patterns[text]; !ok {
				m.patterns[text] = m.language.pattern(text)
			}
		}
	}
	return m
}

// breaches holds the translation of some terms against the glossary. A forbidden
// translation within a required one, of whatever term, is none.
func (m *matcher) breaches(uses []Use, text string) []Breach {
	words := wordsOf(text, m.language.words.Fold)
	covered := make([]bool, len(words))
	for _, u := range uses {
		for _, required := range u.Required {
			p := m.patterns[required]
			for i := range words {
				if m.language.at(&p, words, i, false) {
					for k := range p.words {
						covered[i+k] = true
					}
				}
			}
		}
	}
	var out []Breach
	for _, u := range uses {
		if found := m.forbidden(u, words, covered, text); found != "" {
			out = append(out, Breach{u, found})
		} else if len(u.Required) > 0 && !slices.ContainsFunc(u.Required, func(required string) bool {
			p := m.patterns[required]
			return m.language.scattered(&p, words)
		}) {
			out = append(out, Breach{Use: u})
		}
	}
	return out
}

// forbidden is the first forbidden translation of a term in a text, as it is written
// there, or "".
func (m *matcher) forbidden(u Use, words []word, covered []bool, text string) string {
	for _, forbidden := range u.Forbidden {
		p := m.patterns[forbidden]
		for i := range words {
			if m.language.at(&p, words, i, false) && !allOf(covered[i:i+len(p.words)]) {
				return text[words[i].start:words[i+len(p.words)-1].end]
			}
		}
	}
	return ""
}

func allOf(list []bool) bool { return !slices.Contains(list, false) }
