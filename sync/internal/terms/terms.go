// Package terms knows the glossary of a project: how its terms are to be translated,
// and how not. It reads glossaries, and finds terms in texts by their stems, since
// languages inflect them.
package terms

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
)

// Term is a term of the source with its translations.
type Term struct {
	Source string
	// Required and Forbidden are translations by language tag. Any of those required
	// will do.
	Required, Forbidden map[string][]string
	Note                string
}

// Glossary is a set of terms. Nil has none.
type Glossary struct {
	Source string // BCP 47
	Terms  []Term
	sum    string
	match  map[string]*matcher // by language of the target
	source *index
}

// New makes a glossary of terms, whose texts are in the language of the source and in
// those of the targets.
func New(source string, targets []string, list []Term) *Glossary {
	g := &Glossary{Source: source, Terms: list, match: map[string]*matcher{}}
	data, _ := json.Marshal(list) // texts; maps are written in the order of their keys
	digest := sha256.Sum256(data)
	g.sum = string(digest[:])
	g.source = newIndex(source, list)
	for _, lang := range targets {
		g.match[lang] = newMatcher(lang, list)
	}
	return g
}

// Sum identifies what a glossary says; "" for none.
func (g *Glossary) Sum() string {
	if g == nil {
		return ""
	}
	return g.sum
}

// Use is a term that stands in a text of the source, as its translation is to be.
type Use struct {
	Term                string
	Required, Forbidden []string
	Note                string
}

// String shows a use to a translator: what the term is, and what it is not.
func (u Use) String() string {
	out := u.Term
	if len(u.Required) > 0 {
		out += " → " + strings.Join(u.Required, " | ")
	}
	if len(u.Forbidden) > 0 {
		out += " (✗ " + strings.Join(u.Forbidden, " | ") + ")"
	}
	if u.Note != "" {
		out += ": " + u.Note
	}
	return out
}

// Uses are the terms in a text of the source that have something to say of a language,
// each once, in the order of the text.
func (g *Glossary) Uses(text, lang string) []Use {
	if g == nil {
		return nil
	}
	var out []Use
	for _, k := range g.source.find(text) {
		t := &g.Terms[k]
		u := Use{t.Source, t.Required[lang], t.Forbidden[lang], t.Note}
		if len(u.Required)+len(u.Forbidden) > 0 && !slices.ContainsFunc(out, func(o Use) bool { return o.Term == u.Term }) {
			out = append(out, u)
		}
	}
	return out
}

// Breach is a term whose translation is not as the glossary wants it.
type Breach struct {
	Use
	Found string // the forbidden translation, as the text has it; "" if none of the required is there
}

// Breaches are the terms of a text of the source that its translation breaks.
func (g *Glossary) Breaches(source, target, lang string) []Breach {
	if g == nil || g.match[lang] == nil {
		return nil
	}
	uses := g.Uses(source, lang)
	if len(uses) == 0 {
		return nil
	}
	return g.match[lang].breaches(uses, target)
}
