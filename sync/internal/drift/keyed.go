package drift

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
)

// byLabel links the segments of two outlines that have the same label.
func byLabel(a, b align.Outline) []align.Link {
	at := make(map[string]int, len(b))
	for j := range b {
		at[b[j].Label] = j
	}
	var out []align.Link
	for i := range a {
		if j, ok := at[a[i].Label]; ok {
			out = append(out, align.Link{A: []int{i}, B: []int{j}, Confidence: 1})
		}
	}
	return out
}

// joinLabels joins the drafts that links bring together and that have no
// counterpart yet.
func (j *joiner) joinLabels(links []align.Link) {
	for _, l := range links {
		if j.drafts[j.source[l.A[0]]].free() && j.drafts[j.target[l.B[0]]].free() {
			j.join(l)
		}
	}
}

// left reports whether the target of a row was left in the source language. Of a
// message that is the source's, word for word, two words are enough, if one of
// them is none of a name; one word is if the glossary has it, and has another for
// it in the target's language.
func (e *examination) left(source, target []*align.Segment) bool {
	if e.tongues.left(source, target) {
		return true
	}
	if !e.source.Keyed || !copiedFrom(source, target[0]) {
		return false
	}
	text := bare(target[0].Text, target[0].Anchors)
	if len(target[0].Forms) > 1 { // one form is enough
		text = text[strings.LastIndex(text, block.BetweenForms)+1:]
	}
	words := strings.FieldsFunc(text, func(u rune) bool { return !inline.InWord(u) })
	words = slices.DeleteFunc(words, func(w string) bool { return !strings.ContainsFunc(w, unicode.IsLetter) })
	if len(words) == 1 {
		return e.translatable(words[0])
	}
	return len(words) > 1 && copies(source, target)
}

// onKeys are words that stand on keyboards and are seldom translated.
var onKeys = words("alt command control enter escape option shift tab")

// translatable reports whether a word of the source's language has another in
// the target's.
func (e *examination) translatable(word string) bool {
	from, to := lexicon.For(e.source.Language), lexicon.For(e.target.Language)
	if !from.Glossary() || !to.Glossary() || strings.ToUpper(word) == word || onKeys[strings.ToLower(word)] {
		return false
	}
	return len(from.Concepts(from.Fold(word), nil)) > 0 && len(to.Concepts(to.Fold(word), nil)) == 0
}
