package drift

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
	"github.com/xsync-project/xsync/sync/internal/listing"
	"github.com/xsync-project/xsync/sync/internal/wordset"
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
// it in the target's language. A message of code is none that was left.
func (e *examination) isLeft(source, target []*align.Segment) bool {
	if e.source.Keyed && source[0].Program != "" {
		return false
	}
	if hasCode(source) || e.isTyped(target) {
		return false
	}
	if e.tongues.wasLeft(source, target) {
		return true
	}
	if !e.source.Keyed || !copiedFrom(source, target[0]) || isKept(source, target) || isName(target[0].Text) || isSlug(target[0]) {
		return false
	}
	words := spokenWords(target[0])
	if len(words) == 1 {
		return e.isTranslatable(words[0])
	}
	return len(words) > 1 && isCopy(source, target)
}

// isName reports whether a text is one word with signs in it, such as a program gives its
// things: "|func-list|_".
func isName(text string) bool {
	return !strings.ContainsFunc(text, unicode.IsSpace) && strings.ContainsAny(strings.Trim(text, ".!?:…"), "|_/\\.:=")
}

// addressKeys are the names that programs give to messages of which addresses are made.
var addressKeys = wordset.Of("anchor anchors href path paths permalink permalinks route routes slug slugs uri uris url urls")

// isSlug reports whether a message is a part of an address: words in small letters with
// nothing but hyphens between them, five at least where its key says nothing of an address. A
// single word is one if it is the name of the message as well.
func isSlug(s *align.Segment) bool {
	const evident = 4 // hyphens; "state-of-the-art" has fewer
	if strings.Trim(s.Text, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		return false
	}
	if strings.Count(s.Text, "-") >= evident {
		return true
	}
	isNamed := s.Text == s.Label[strings.LastIndexByte(s.Label, '.')+1:]
	return (isNamed || strings.Contains(s.Text, "-")) &&
		slices.ContainsFunc(strings.FieldsFunc(s.Label, isBetweenNames), func(name string) bool { return addressKeys[strings.ToLower(name)] })
}

// isBetweenNames reports whether a rune stands between the names of which a key is made.
func isBetweenNames(u rune) bool { return !unicode.IsLetter(u) }

// spokenWords are the words of a segment that have letters, without tags; of several forms
// those of the last.
func spokenWords(s *align.Segment) []string {
	text := listing.WithoutTags(change.BareText(s.Text, s.Anchors))
	if len(s.Forms) > 1 { // one form is enough
		text = text[strings.LastIndex(text, block.BetweenForms)+1:]
	}
	words := strings.FieldsFunc(text, func(u rune) bool { return !inline.InWord(u) })
	return slices.DeleteFunc(words, func(w string) bool { return !strings.ContainsFunc(w, unicode.IsLetter) })
}

// How many items of a list are translated at least before one of a single word that is as
// in the source is taken for one that was forgotten, and how many times as many as are not.
const (
	translatedBeside = 3
	translatedTimes  = 2
)

// spreadItems takes the items of a list that are a single word of the source's language,
// as it stands there, for untranslated where most of the list is translated: a list of
// names has more of them.
func (e *examination) spreadItems(rows []Row, drafts []*draft) {
	if e.source.Keyed {
		return
	}
	var left []int // of the list that is being read
	kept, translated, level := 0, 0, 0
	settle := func() {
		if translated >= translatedBeside && translated >= translatedTimes*(kept+len(left)) {
			for _, k := range left {
				rows[k].Leave()
			}
		}
		left, kept, translated = left[:0], 0, 0
	}
	for k, d := range drafts {
		source, target := e.source.Outline.Pick(d.source), e.target.Outline.Pick(d.target)
		if rows[k].Kind != block.ListItem || len(source) > 0 && (source[0].Level != level || e.standsApart(d.source[0])) {
			settle()
		}
		if rows[k].Kind == block.ListItem && len(source) > 0 {
			level = source[0].Level
		}
		switch {
		case rows[k].Kind != block.ListItem:
		case len(source) == 0 || len(target) == 0:
		case !copiedFrom(source, target[0]):
			translated++
		case len(target) == 1 && e.isForgotten(&rows[k], d, target[0]):
			left = append(left, k)
		default:
			kept++
		}
	}
	settle()
}

// standsApart reports whether a blank line stands before a segment of the source: lists that
// are parted by one are one in Markdown, though not to people.
func (e *examination) standsApart(at int) bool {
	if at == 0 {
		return true
	}
	blocks := e.source.Doc.Blocks
	from, to := blocks[e.segments[0][at-1]].Span.End, blocks[e.segments[0][at]].Span.Start
	return from < to && bytes.Count(e.source.Doc.Src[from:to], []byte("\n")) > 1
}

// isForgotten reports whether an item that is as in the source is a single word of the
// source's language that nobody vouches for.
func (e *examination) isForgotten(r *Row, d *draft, s *align.Segment) bool {
	if r.State == Untranslated || e.isVouched(d) || len(s.Anchors) > 0 {
		return false
	}
	words := spokenWords(s)
	return len(words) == 1 && e.isTranslatable(words[0])
}

// Leave makes a row one whose translation is the source's text.
func (r *Row) Leave() {
	r.State, r.Change, r.Was, r.Base, r.Diff, r.Findings = Untranslated, change.None, "", nil, nil, nil
	r.Todo = wordsToDo(r)
}

// onKeys are words that stand on keyboards and are seldom translated.
var onKeys = wordset.Of("alt command control enter escape option shift tab")

// brands are names that the glossary has for the sake of Cyrillic texts, which may well keep them.
var brands = wordset.Of("Android Facebook Google Twitter Windows")

// isTranslatable reports whether a word of the source's language has another in
// the target's.
func (e *examination) isTranslatable(word string) bool {
	from, to := lexicon.For(e.source.Language), lexicon.For(e.target.Language)
	if !from.Glossary() || !to.Glossary() || strings.ToUpper(word) == word || onKeys[strings.ToLower(word)] || brands[word] {
		return false
	}
	return len(from.Concepts(from.Fold(word), nil)) > 0 && len(to.Concepts(to.Fold(word), nil)) == 0 && !e.isKeptTerm(word)
}

// isKeptTerm reports whether the translation uses a word of the source's language, with or
// without an ending, in a text of several words: then it is the translator's word for it. A
// text that was left as the source has it says nothing of that.
func (e *examination) isKeptTerm(word string) bool {
	term := strings.ToLower(word)
	kept, ok := e.terms[term]
	if !ok {
		kept = slices.ContainsFunc(e.target.Outline, func(s align.Segment) bool { return e.keepsTerm(&s, term) })
		e.terms[term] = kept
	}
	return kept
}

// keepsTerm reports whether a target segment has a word, in small letters, of the source's
// language: see [examination.isKeptTerm].
func (e *examination) keepsTerm(s *align.Segment, term string) bool {
	const phrase = 3 // words
	if !s.Kind.Prose() || !strings.Contains(strings.ToLower(s.Text), term) {
		return false
	}
	words := spokenWords(s)
	isTerm := func(w string) bool { return strings.HasPrefix(strings.ToLower(w), term) }
	wasLeft := func(o align.Segment) bool { return o.Text == s.Text }
	return len(words) >= phrase && slices.ContainsFunc(words, isTerm) && !slices.ContainsFunc(e.source.Outline, wasLeft)
}
