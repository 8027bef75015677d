// Package change says how a text of the source has changed from one version to another: word by
// word, which class the whole of it is of, and in which facts. It compares two texts in one
// language and knows nothing of translations.
package change

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// changeOfDefinition is the class of a change of a link definition: a tool can carry over its
// target, and a label may be another in each language.
func changeOfDefinition(syntax inline.Syntax, was, now, lang string) Class {
	labelA, _, titleA := block.CutDefinition(was)
	labelB, _, titleB := block.CutDefinition(now)
	class := Classify(block.Paragraph, syntax, titleA, titleB, lang)
	if strings.TrimSpace(labelA) != strings.TrimSpace(labelB) {
		return max(Minor, class)
	}
	return max(Mechanical, class)
}

// Classify says how a segment of the source, of the given kind and in the given syntax, has changed
// from one text to the other, in the language of the facts' conventions (BCP 47 tag). It looks at
// the content alone.
func Classify(kind block.Kind, syntax inline.Syntax, was, now, lang string) Class {
	switch {
	case was == now:
		return None
	case block.Normalize(kind, was) == block.Normalize(kind, now), isRemarked(kind, syntax, was, now):
		return Cosmetic
	case kind == block.LinkDefinition:
		return changeOfDefinition(syntax, was, now, lang)
	case !kind.Prose():
		return Mechanical
	}
	if kind == block.ListItem {
		a, wasInside := block.CutTask(was)
		if b, nowInside := block.CutTask(now); a != b { // beside its box, what is to be done
			return max(Mechanical, Classify(kind, syntax, wasInside, nowInside, lang))
		}
	}
	if a, wasInside := block.CutAlert(was); kind == block.Quote && a != "" {
		if b, nowInside := block.CutAlert(now); b != "" && b != a { // beside its type, what is in it
			return max(Mechanical, Classify(kind, syntax, wasInside, nowInside, lang))
		}
	}
	was, now = withoutLandmarks(was), withoutLandmarks(now)
	facts := anchor.Reading{Language: anchor.LanguageOf(lang), Syntax: syntax}
	a, b := facts.Scan(was), facts.Scan(now)
	barA, barB := block.Normalize(kind, BareText(was, a)), block.Normalize(kind, BareText(now, b))
	if barA == barB {
		return Mechanical
	}
	switch {
	case kind == block.TableRow && changesCells(barA, barB):
		return Facts
	case isRespelled(was, now, a, b, facts), unmarked(was) == unmarked(now), maps.Equal(distinctMarks(a), distinctMarks(b)) && onlyDressed(was, now, syntax), langdata.Base(lang) == "en" && inFull(was) == inFull(now):
		return Minor
	case changesSigns(barA, barB), isReordered(barA, barB):
		return Facts
	}
	sameMarks := haveSameMarks(a, b) // or there is work beside a slip
	if sameMarks && withoutDoubles(barA) == withoutDoubles(barB) {
		return Minor
	}
	words := VocabularyOf(lang)
	if mended := withoutMisspelt(barA, barB, slipJudge{vocabulary: words, lang: lang}); mended != barA {
		if sameMarks && withoutDoubles(mended) == withoutDoubles(barB) {
			return Minor
		}
		barA, a, b = mended, facts.Scan(mended), facts.Scan(barB)
	}
	d := newDelta(barA, barB)
	states := statesOther(a, b) || changesUnit(a, b)
	switch {
	case !states && sameMarks && sameSpelling(barA, barB) && !d.changesNegation(words):
		return Minor // letter case, blanks and punctuation, however much of a short text they are
	case d.common < reworded:
		return Major
	case states, words.countWithin(barA) != words.countWithin(barB), d.changesNegation(words), d.changesCount(words, facts), !(kind == block.Heading && isTitleCase(barB)) && d.changesName(words), d.changesLimit(words):
		return Facts
	case sameMarks && (d.onlySlips(slipJudge{vocabulary: words, lang: lang}) || d.onlyReordersGrammar(words)):
		return Minor
	case changesAlternative(was, now):
		return Minor
	}
	return Major
}

// landmark matches an element without content that only names a place for links.
var landmark = regex.Lazy(`<(?:a|span)\s+(?:id|name)\s*=\s*(?:"[^"<>]*"|'[^'<>]*')\s*(?:/>|>\s*</(?:a|span)>)`)

// withoutLandmarks is a text without the elements that only name a place in it.
func withoutLandmarks(text string) string {
	return strings.TrimSpace(landmark.ReplaceAllString(text, ""))
}

// opening and closing match the marks around words that may be those of code or of a
// quotation.
var (
	opening = regex.Lazy("(^|[\\s(])['\"“‘`]+")
	closing = regex.Lazy("['\"”’`]+($|[\\s).,;:!?])")
)

// unmarked is a text without the marks that set words off as code or as a quotation, white
// space folded.
func unmarked(text string) string {
	text = closing.ReplaceAllString(opening.ReplaceAllString(text, "$1"), "$1")
	return strings.Join(strings.Fields(text), " ")
}

// alternative matches the text of a tag that is read where its picture is not shown.
var alternative = regex.Lazy(`\balt\s*=\s*(?:"[^"]*"|'[^']*')`)

// changesAlternative reports whether two texts differ only in that a picture within
// them got a text of its own, or lost it.
func changesAlternative(was, now string) bool {
	a, b := alternative.FindAllString(was, -1), alternative.FindAllString(now, -1)
	if len(a) == 0 || len(a) != len(b) || alternative.ReplaceAllString(was, "") != alternative.ReplaceAllString(now, "") {
		return false
	}
	for k := range a {
		if a[k] != b[k] && !isEmptyValue(a[k]) && !isEmptyValue(b[k]) {
			return false
		}
	}
	return true
}

// isEmptyValue reports whether an attribute with its value has nothing in it.
func isEmptyValue(attribute string) bool {
	return strings.HasSuffix(attribute, `""`) || strings.HasSuffix(attribute, "''")
}

// countMarks counts what is no word: links, images, code, placeholders, references to
// footnotes. One that came or went is no slip.
func countMarks(anchors []anchor.Anchor) int {
	n := 0
	for _, a := range anchors {
		if a.Kind >= anchor.Link {
			n++
		}
	}
	return n
}

// A mark is one of what [countMarks] counts.
type mark struct {
	kind  anchor.Kind
	value string
}

// distinctMarks are the different marks of a text: a link whose words are its address is one.
func distinctMarks(anchors []anchor.Anchor) map[mark]bool {
	seen := map[mark]bool{}
	for _, a := range anchors {
		if a.Kind >= anchor.Link {
			seen[mark{a.Kind, a.Value}] = true
		}
	}
	return seen
}

// haveSameMarks reports whether two texts have as many marks, and the same ones but for the
// labels of footnotes, which are numbered anew wherever one comes or goes.
func haveSameMarks(a, b []anchor.Anchor) bool {
	x, y := distinctMarks(a), distinctMarks(b)
	isNote := func(m mark, _ bool) bool { return m.kind == anchor.FootnoteRef }
	maps.DeleteFunc(x, isNote)
	maps.DeleteFunc(y, isNote)
	return countMarks(a) == countMarks(b) && maps.Equal(x, y)
}

// withoutDoubles is a text in which no word follows itself. The second may have a sign behind it.
func withoutDoubles(text string) string {
	var out []string
	for _, w := range strings.Fields(text) {
		plain := strings.TrimRight(w, ".,;:!?…")
		switch n := len(out); {
		case n > 0 && strings.EqualFold(out[n-1], w):
		case n > 0 && plain != "" && strings.EqualFold(out[n-1], plain):
			out[n-1] += w[len(plain):]
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// reworded is the share of common text below which two texts are so different
// that single facts cannot be held against each other.
const reworded = 0.25

// Pilcrow stands in a bare text for what a tool can carry over.
const Pilcrow = "\u00b6"

// BareText is the text without what a tool can carry over: the targets of links and
// images, code, placeholders and footnote references, each replaced by a mark.
func BareText(text string, anchors []anchor.Anchor) string {
	var b strings.Builder
	at := 0
	for _, x := range anchors {
		if x.Kind < anchor.Link || x.Start < at {
			continue
		}
		if at == 0 {
			b.Grow(len(text))
		}
		b.WriteString(text[at:x.Start])
		b.WriteString(Pilcrow)
		at = x.End
	}
	if at == 0 {
		return text
	}
	b.WriteString(text[at:])
	return b.String()
}

// statesOther reports whether two texts in one language state different facts: one
// in digits that the other lacks, or one in words that was replaced. A number in
// words that only came or went is seldom more than a turn of phrase ("one",
// "both").
func statesOther(a, b []anchor.Anchor) bool {
	goneWritten, goneSpelled := countLacking(a, b)
	comeWritten, comeSpelled := countLacking(b, a)
	return goneWritten+comeWritten > 0 || goneSpelled > 0 && comeSpelled > 0
}

// changesUnit reports whether two texts in one language give a number other units, or another
// currency.
func changesUnit(a, b []anchor.Anchor) bool {
	return slices.ContainsFunc(anchor.Comparison{}.Disagree(a, b), func(d anchor.Disagreement) bool { return d.Kind == anchor.Unit || d.Kind == anchor.Currency })
}

// countLacking counts the facts of one text that another lacks, by how they are
// written.
func countLacking(a, b []anchor.Anchor) (written, spelled int) {
	type stated struct {
		kind    anchor.Kind
		value   string
		ordinal bool
	}
	has := map[stated]bool{}
	for _, x := range b {
		has[stated{x.Kind, x.Value, x.Ordinal}] = true
	}
	for _, x := range a {
		switch {
		case x.Kind >= anchor.Link || has[stated{x.Kind, x.Value, x.Ordinal}]:
		case x.Spelled || x.Kind >= anchor.Currency:
			spelled++
		default:
			written++
		}
	}
	return written, spelled
}

// hunk is a place where two texts differ: the words that went and those that
// came.
type hunk struct {
	gone, come []string
	first      bool      // it stands at the start of a sentence
	before     string    // the word in front of it, in lower case
	beside     [2]string // what was kept on both sides
}

// delta is how two texts differ.
type delta struct {
	hunks  []hunk
	common float64 // share of the text that is common
}

func newDelta(was, now string) delta {
	var d delta
	kept, total, open, first, before, last := 0, 0, false, true, "", ""
	for _, e := range WordDiff(was, now) {
		n := utf8.RuneCountInString(e.Text)
		if e.Op == Keep {
			if open {
				d.hunks[len(d.hunks)-1].beside[1] = e.Text
			}
			kept, total, open, last = kept+2*n, total+2*n, false, e.Text
			end := strings.TrimRight(e.Text, " ")
			first = first && !strings.ContainsFunc(end, inline.InWord) || end != "" && strings.ContainsAny(end[len(end)-1:], ".!?:")
			if w := Words(e.Text); len(w) > 0 {
				before = w[len(w)-1]
			}
			continue
		}
		total += n
		if !open {
			d.hunks = append(d.hunks, hunk{first: first, before: before, beside: [2]string{last}})
			open = true
		}
		h := &d.hunks[len(d.hunks)-1]
		if e.Op == Delete {
			h.gone = append(h.gone, Split(e.Text)...)
		} else {
			h.come = append(h.come, Split(e.Text)...)
		}
	}
	d.common = float64(kept) / float64(max(total, 1))
	return d
}

// SmallHunk is the number of words and spaces up to which a change is an edit of
// single words. In a longer one, which rewords, they say nothing alone.
const SmallHunk = 7

// changesNegation reports whether a negation went or came.
func (d *delta) changesNegation(v *Vocabulary) bool {
	gone, come := 0, 0
	for _, h := range d.hunks {
		gone += v.CountNegations(h.gone) + h.negatedWords(h.come, h.gone, v)
		come += v.CountNegations(h.come) + h.negatedWords(h.gone, h.come, v)
	}
	return gone != come
}

// changesName reports whether a name was replaced by another: a capitalised word by
// a capitalised word that differs in more than case.
func (d *delta) changesName(v *Vocabulary) bool {
	for _, h := range d.hunks {
		if len(h.gone) > SmallHunk || len(h.come) > SmallHunk {
			continue
		}
		gone, come := capitalisedWords(h.gone, h.first), capitalisedWords(h.come, h.first)
		if len(gone) == 0 || len(come) == 0 || SameLetters(strings.Join(h.gone, ""), strings.Join(h.come, "")) {
			continue
		}
		for _, w := range gone {
			if !slices.ContainsFunc(h.come, func(x string) bool { return strings.EqualFold(x, w) || v.differInEnding(x, w) }) {
				return true
			}
		}
	}
	return false
}

// isTitleCase reports whether most words of a heading have a capital letter, so that it
// does not tell a name.
func isTitleCase(heading string) bool {
	const long = 4 // letters; shorter words are often small in such a heading
	capitals, words := 0, 0
	for _, w := range strings.Fields(heading) {
		w = strings.TrimFunc(w, func(u rune) bool { return !inline.InWord(u) })
		if u, _ := utf8.DecodeRuneInString(w); utf8.RuneCountInString(w) >= long && unicode.IsLetter(u) {
			words++
			if unicode.IsUpper(u) {
				capitals++
			}
		}
	}
	return words > 1 && capitals == words
}

func capitalisedWords(words []string, first bool) []string {
	var out []string
	for k, w := range words {
		if u, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(u) && !(first && k == 0) {
			out = append(out, w)
		}
	}
	return out
}

// changesLimit reports whether a unit or a word that sets a limit was replaced, or a
// modal verb came or went alone.
func (d *delta) changesLimit(v *Vocabulary) bool {
	for _, h := range d.hunks {
		if len(h.gone) > SmallHunk || len(h.come) > SmallHunk {
			continue
		}
		for _, set := range []map[string]bool{v.units, v.bounds} {
			gone, come := v.membersOf(h.gone, set), v.membersOf(h.come, set)
			if len(gone) > 0 && len(come) > 0 && !slices.EqualFunc(gone, come, isSameUnit) && !v.areMistakable(gone, come) && !v.areAsStrong(gone, come) {
				return true
			}
		}
	}
	return d.changesModals(v)
}

// isSameUnit reports whether two words for a unit or a limit differ at most in an English -s. That of
// a symbol is another: "m" and "ms".
func isSameUnit(a, b string) bool {
	const symbol = 3 // letters at most
	return a == b || max(len(a), len(b)) > symbol && strings.TrimSuffix(a, "s") == strings.TrimSuffix(b, "s")
}

// changesModals reports whether a modal verb, or another word that turns a sentence by
// itself, came or went alone. A verb that only stands elsewhere did neither.
func (d *delta) changesModals(v *Vocabulary) bool {
	balance := map[string]int{}
	for _, h := range d.hunks {
		a, b := withoutCommon(h.gone, h.come)
		if len(a) > 0 && len(b) > 0 || len(a)+len(b) > loneWords {
			continue
		}
		gone, come := v.membersOf(a, v.modals), v.membersOf(b, v.modals)
		for _, w := range slices.Concat(gone, come) {
			if !v.helpers[w] {
				return true
			}
		}
		for _, w := range gone {
			balance[w]--
		}
		for _, w := range come {
			balance[w]++
		}
	}
	for _, n := range balance {
		if n != 0 {
			return true
		}
	}
	return false
}

// loneWords is the number of words up to which a word that came or went did so alone.
const loneWords = 2

// SameLetters reports whether two texts have the same letters and digits, whatever their case and
// whatever else stands between them.
func SameLetters(a, b string) bool {
	for {
		u, restA := nextLetter(a)
		v, restB := nextLetter(b)
		if u != v {
			return false
		}
		if u < 0 {
			return true
		}
		a, b = restA, restB
	}
}

// joint matches an underscore within a name, where programs read it as a letter.
var joint = regex.Lazy(`[\pL\pN]_[\pL\pN]`)

// sameSpelling reports whether two texts have the same letters and digits, whatever their case,
// and join as many of them to names by underscores.
func sameSpelling(a, b string) bool {
	return SameLetters(a, b) && len(joint.FindAllString(a, -1)) == len(joint.FindAllString(b, -1))
}

// nextLetter is the first letter or digit of a text, as a small one, and what is behind it; -1
// if there is none.
func nextLetter(text string) (letter rune, rest string) {
	for k, u := range text {
		switch {
		case isSmallLetter(u):
			return u, text[k+1:]
		case inline.InWord(u):
			return unicode.ToLower(u), text[k+utf8.RuneLen(u):]
		}
	}
	return -1, ""
}

// isSmallLetter reports whether a rune is one of the small letters and digits of ASCII.
func isSmallLetter(u rune) bool { return 'a' <= u && u <= 'z' || '0' <= u && u <= '9' }
