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

// pairRelabelled adds to the links of two outlines by label those between a message
// that is gone and one that is new with the same text, if there is just one of each.
func pairRelabelled(a, b align.Outline, links []align.Link) []align.Link {
	linked := [2]map[int]bool{{}, {}}
	for _, l := range links {
		linked[0][l.A[0]], linked[1][l.B[0]] = true, true
	}
	gone, come := onlyTexts(a, linked[0]), onlyTexts(b, linked[1])
	for i := range a {
		at, ok := gone[a[i].Text]
		if j, came := come[a[i].Text]; ok && came && at == i && j >= 0 {
			links = append(links, align.Link{A: []int{i}, B: []int{j}, Confidence: 1})
		}
	}
	return links
}

// onlyTexts maps the texts of the segments that are not linked to their places,
// and those of several segments to -1.
func onlyTexts(o align.Outline, linked map[int]bool) map[string]int {
	out := map[string]int{}
	for i := range o {
		if linked[i] || o[i].Text == "" {
			continue
		}
		if _, ok := out[o[i].Text]; ok {
			out[o[i].Text] = -1
		} else {
			out[o[i].Text] = i
		}
	}
	return out
}

// joinLabels joins the drafts that links bring together and that have no
// counterpart yet.
func (j *joiner) joinLabels(links []align.Link) {
	for _, l := range links {
		if j.drafts[j.source[l.A[0]]].isFree() && j.drafts[j.target[l.B[0]]].isFree() {
			j.joinLink(l)
		}
	}
}

// isLeft reports whether the target of a row was left in the source language. Of a
// message that is the source's, word for word, two words are enough, if one of
// them is none of a name; one word is if the glossary has it, and has another for
// it in the target's language.
func (e *examination) isLeft(source, target []*align.Segment) bool {
	if e.tongues.wasLeft(source, target) {
		return true
	}
	if !e.source.Keyed || !copiedFrom(source, target[0]) {
		return false
	}
	text := bareText(target[0].Text, target[0].Anchors)
	if len(target[0].Forms) > 1 { // one form is enough
		text = text[strings.LastIndex(text, block.BetweenForms)+1:]
	}
	words := strings.FieldsFunc(text, func(u rune) bool { return !inline.InWord(u) })
	words = slices.DeleteFunc(words, func(w string) bool { return !strings.ContainsFunc(w, unicode.IsLetter) })
	if len(words) == 1 {
		return e.isTranslatable(words[0])
	}
	return len(words) > 1 && isCopy(source, target)
}

// onKeys are words that stand on keyboards and are seldom translated.
var onKeys = words("alt command control enter escape option shift tab")

// isTranslatable reports whether a word of the source's language has another in
// the target's.
func (e *examination) isTranslatable(word string) bool {
	from, to := lexicon.For(e.source.Language), lexicon.For(e.target.Language)
	if !from.Glossary() || !to.Glossary() || strings.ToUpper(word) == word || onKeys[strings.ToLower(word)] {
		return false
	}
	return len(from.Concepts(from.Fold(word), nil)) > 0 && len(to.Concepts(to.Fold(word), nil)) == 0
}
