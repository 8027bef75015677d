package change

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/spelling"
)

// slipJudge says whether an edit of a few words only fixes a slip. A slip must be
// proved: what was written is not a word, or differs in case, punctuation or
// spacing, or is a word of grammar that says nothing by itself. One real word
// for another is never a slip.
type slipJudge struct {
	vocabulary *Vocabulary
	lang       string
}

// maxSlips is the number of places up to which slips were fixed; more are a
// rewording.
const maxSlips = 6

// onlySlips reports whether all that differs is slips.
func (d *delta) onlySlips(j slipJudge) bool {
	return len(d.hunks) <= maxSlips && !slices.ContainsFunc(d.hunks, func(h hunk) bool { return !j.isSlip(&h) })
}

func (j slipJudge) isSlip(h *hunk) bool {
	if sameSpelling(strings.Join(h.gone, ""), strings.Join(h.come, "")) {
		return true
	}
	gone, come := letterWords(h.gone), letterWords(h.come)
	switch {
	case j.changesQuantity(h, gone, come):
		return false
	case j.isGrammar(gone, come), j.isLinked(h.before, gone, come), j.isSaidAgain(h, gone, come), j.isInfinitive(h.before, gone, come), j.isInfinitive(h.before, come, gone), asksForLook(gone, come, strings.ToLower(h.beside[1])):
		return true
	case len(gone) != len(come):
		return j.isRespaced(gone, come)
	}
	before := h.before
	if words := Words(h.beside[0]); j.vocabulary.negations[before] && len(words) > 1 {
		before = words[len(words)-2] // "it does not works"
	}
	for k := range gone {
		if gone[k] != come[k] && !j.isMended(gone[k], come[k]) && !j.vocabulary.differInEnding(gone[k], come[k]) && !isOrdinal(gone[k], come[k]) && !j.isFormOf(gone[k], come[k]) && !j.isGrammar(gone[k:k+1], come[k:k+1]) && !j.isAgreement(before, gone[k], come[k]) {
			return false
		}
		before = come[k]
	}
	return true
}

// withoutMisspelt is a text in which words that are none, where another text has the words that
// they were meant to be, are these: what a misspelt word for a limit or a number says is said
// before and after it is mended. A name, which has a capital letter within a sentence, stays.
func withoutMisspelt(was, now string, j slipJudge) string {
	if !spelling.Has(j.lang) {
		return was
	}
	var b strings.Builder
	edits := WordDiff(was, now)
	for k, e := range edits {
		switch {
		case e.Op == Insert:
		case e.Op == Delete && k+1 < len(edits) && edits[k+1].Op == Insert:
			b.WriteString(j.mend(e.Text, edits[k+1].Text, endsSentence(b.String())))
		default:
			b.WriteString(e.Text)
		}
	}
	if b.String() == strings.Join(strings.Fields(was), " ") {
		return was
	}
	return b.String()
}

// mend is a piece of a text with the words of another in the places of those that were to be
// these. Pieces of unlike numbers of words stay.
func (j slipJudge) mend(gone, come string, first bool) string {
	tokens, meant := Split(gone), slices.DeleteFunc(Split(come), isNoWord)
	if len(slices.DeleteFunc(Split(gone), isNoWord)) != len(meant) {
		return gone
	}
	for k, w := range tokens {
		if isNoWord(w) {
			continue
		}
		u, _ := utf8.DecodeRuneInString(meant[0])
		if (first || !unicode.IsUpper(u)) && j.isMisspelt(strings.ToLower(w), strings.ToLower(meant[0])) {
			tokens[k] = meant[0]
		}
		meant, first = meant[1:], false
	}
	return strings.Join(tokens, "")
}

// isMisspelt reports whether a word is none, and another was meant that neither negates nor is a
// unit: what is near "not" may be "into" as well, and "mcg" is no "mg".
func (j slipJudge) isMisspelt(was, now string) bool {
	const short = 4 // letters
	return len(was) >= short && !strings.ContainsFunc(was, func(u rune) bool { return !unicode.IsLetter(u) }) && !spelling.Known(was) &&
		!j.vocabulary.negations[now] && !j.vocabulary.units[now] && j.isMended(was, now)
}

func isNoWord(token string) bool { return !strings.ContainsFunc(token, inline.InWord) }

// endsSentence reports whether what follows a text begins a sentence.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, " ")
	return text == "" || strings.IndexByte(".!?:", text[len(text)-1]) >= 0
}

// isRespaced reports whether a blank that was missing or too many was all that was
// wrong, but for a letter: "andthe" became "and the". What was written must hold
// something that is not a word, and what was meant only words.
func (j slipJudge) isRespaced(gone, come []string) bool {
	unknown := func(w string) bool { return !spelling.Known(w) }
	if !spelling.Has(j.lang) || !slices.ContainsFunc(gone, unknown) || slices.ContainsFunc(come, unknown) {
		return false
	}
	return levenshtein.ComputeDistance(strings.Join(gone, ""), strings.Join(come, "")) <= 1
}

// isMended reports whether the first word is a misspelling of the second, or the
// spelling of the same word in another country.
func (j slipJudge) isMended(was, now string) bool {
	if langdata.Base(j.lang) == "ru" && withoutYo.Replace(was) == withoutYo.Replace(now) {
		return was != "все" && now != "все" // "all of them" is not "all of it"
	}
	if turns := Turns(j.lang); turns != nil && turns(was) && !turns(now) || strings.Contains(was, "not") && !strings.Contains(now, "not") {
		return false // "isnt" is no misspelt "is"
	}
	const worth, long = 3, 9
	edits := 2
	longest := max(utf8.RuneCountInString(was), utf8.RuneCountInString(now))
	if longest >= long {
		edits = 3
	}
	dist := levenshtein.ComputeDistance(was, now)
	if !onlyLetters(was) || !onlyLetters(now) || longest < worth || dist > edits || dist*3 > longest+3 {
		return false
	}
	if !spelling.Has(j.lang) {
		return plainTyped[langdata.Base(j.lang)] && longest >= accentedWord && withoutAccents(was) == withoutAccents(now) && countAccents(was) < countAccents(now)
	}
	isPlural := was == now+"s"
	switch {
	case isPlural && j.vocabulary.mass[now]:
		return true
	case spelling.Known(was):
		return americanSpelling(was) == americanSpelling(now)
	case isPlural && !isAdjective(now):
		return false // the list may lack the plural of a word
	}
	return spelling.Known(now) && !spelling.IsDerived(was, now)
}

// isAdjective reports whether English makes an adverb of a word.
func isAdjective(word string) bool {
	stem, isAble := strings.CutSuffix(word, "le")
	return spelling.Known(word+"ly") || isAble && spelling.Known(stem+"ly")
}

// plainTyped are the languages that are typed without their accents where the keyboard has
// none. In others, two words may differ in them alone: German drucken, "print", and
// drücken, "press".
var plainTyped = map[string]bool{"tr": true, "ru": true}

// accentedWord is the number of letters from which a word that differs in accents
// alone is the same word, typed on a keyboard without them.
const accentedWord = 7

var plainLetters = strings.NewReplacer("ı", "i", "ş", "s", "ğ", "g", "ç", "c", "ö", "o", "ü", "u", "â", "a", "î", "i", "û", "u", "ё", "е")

func withoutAccents(word string) string { return plainLetters.Replace(word) }

// withoutYo writes «ё» as most Russian texts do.
var withoutYo = strings.NewReplacer("ё", "е")

// countAccents counts the letters that have a plain one beside them.
func countAccents(word string) int {
	n := 0
	for _, u := range word {
		if s := string(u); plainLetters.Replace(s) != s {
			n++
		}
	}
	return n
}

// countries are the spellings of one word in Britain and America; those of long
// words alone tell short ones apart ("prise" and "prize", "filled" and "filed").
var (
	countries = strings.NewReplacer("lour", "lor", "vour", "vor", "nour", "nor", "bour", "bor", "umour", "umor", "rmour", "rmor", "dour", "dor",
		"ntre", "nter", "etre", "eter", "atre", "ater", "fence", "fense", "cence", "cense", "grey", "gray",
		"kwards", "kward", "towards", "toward", "orwards", "orward", "fterwards", "fterward", "amongst", "among", "whilst", "while")
	longCountries = strings.NewReplacer("eable", "able", "isation", "ization", "ise", "ize", "ising", "izing", "yse", "yze", "ll", "l", "ogue", "og")
)

// americanSpelling is a word as America spells it, as far as it is told by its letters.
func americanSpelling(word string) string {
	if len(word) >= accentedWord {
		word = longCountries.Replace(word)
	}
	return countries.Replace(word)
}

func onlyLetters(word string) bool {
	return !strings.ContainsFunc(word, func(u rune) bool { return !unicode.IsLetter(u) && u != '\'' && u != '’' })
}

// isGrammar reports whether words of grammar alone came, went or were exchanged.
func (j slipJudge) isGrammar(gone, come []string) bool {
	loose := func(w string) bool { return j.vocabulary.loose[w] || j.vocabulary.articles[w] }
	if len(gone) == 0 || len(come) == 0 {
		return len(gone)+len(come) <= 2 && !slices.ContainsFunc(slices.Concat(gone, come), func(w string) bool { return !loose(w) })
	}
	a, b := strings.Join(gone, " "), strings.Join(come, " ")
	if j.vocabulary.articles[a] && j.vocabulary.articles[b] {
		return true
	}
	same := func(list []string) bool { return slices.Contains(list, a) && slices.Contains(list, b) }
	return j.vocabulary.areMistakable([]string{a}, []string{b}) || slices.ContainsFunc(j.vocabulary.phrases, same)
}

// changesQuantity reports whether an article came or went before a word for not much: "few" are
// hardly any, and "a few" are some.
func (j slipJudge) changesQuantity(h *hunk, gone, come []string) bool {
	behind := Words(h.beside[1])
	last := func(words []string) bool { return len(words) > 0 && j.vocabulary.articles[words[len(words)-1]] }
	return len(behind) > 0 && j.vocabulary.quantities[behind[0]] && last(gone) != last(come)
}

// isSaidAgain reports whether a word of grammar that governs two things came or went before
// the second of them: "for you and me" and "for you and for me".
func (j slipJudge) isSaidAgain(h *hunk, gone, come []string) bool {
	words := slices.Concat(gone, come)
	return len(words) == 1 && j.vocabulary.repeated[words[0]] && (h.before == "and" || h.before == "or") &&
		slices.Contains(Words(h.beside[0]), words[0])
}

// isLinked reports whether the verb of a sentence that only presents something came or
// went: "here some tools" and "here are some tools".
func (j slipJudge) isLinked(before string, gone, come []string) bool {
	words := slices.Concat(gone, come)
	return (before == "here" || before == "there") && len(words) == 1 && j.vocabulary.links[words[0]]
}

// isInfinitive reports whether the plain form of a verb with "to" and the one in "-ing"
// stand for each other, as they may behind most verbs: "allows to read", "allows reading".
func (j slipJudge) isInfinitive(before string, to, ing []string) bool {
	if len(to) != 2 || len(ing) != 1 || to[0] != "to" || j.vocabulary.parting[before] {
		return false
	}
	plain, ending := to[1], "ing"
	return ing[0] == plain+ending || ing[0] == strings.TrimSuffix(plain, "e")+ending || len(plain) > 1 && ing[0] == plain+plain[len(plain)-1:]+ending
}

// asksForLook reports whether "how" and "what" stand for each other before a thing that
// looks like something.
func asksForLook(gone, come []string, after string) bool {
	const near = 60 // bytes
	if len(gone) != 1 || len(come) != 1 || gone[0] != "how" || come[0] != "what" {
		return false
	}
	if at := strings.IndexAny(after, ".!?;"); at >= 0 {
		after = after[:at]
	}
	at := looksLike.FindAllStringIndex(after, 1)
	return len(at) > 0 && at[0][0] <= near
}

// looksLike matches what things that are compared do.
var looksLike = regex.Lazy(`\blook(?:s|ed|ing)? like\b`)

// isAgreement reports whether a word only took the number that the word in front of
// it asks for: "it look" and "it looks", "these gate" and "these gates", "people
// says" and "people say", or the form of a verb: "doesn't known" and "doesn't know", "is disable" and
// "is disabled".
func (j slipJudge) isAgreement(before, was, now string) bool {
	if j.vocabulary.helpers[before] && isVerbForm(now, was) ||
		j.vocabulary.links[before] && j.vocabulary.verbs[was] && isVerbForm(was, now) && strings.HasSuffix(now, "ed") {
		return true
	}
	if !isInflected(was, now) && !isInflected(now, was) {
		return false
	}
	more := len(now) > len(was)
	return j.vocabulary.subjects[before] || !more && j.vocabulary.crowds[before] || more && j.vocabulary.plurals[before] || !more && j.vocabulary.singulars[before]
}

// ordinal matches an English ordinal in figures.
var ordinal = regex.Lazy(`^(\d+)(?:st|nd|rd|th)$`)

// isOrdinal reports whether two words are one ordinal, with another ending: "21th" and
// "21st".
func isOrdinal(a, b string) bool {
	x, y := ordinal.FindStringSubmatch(a), ordinal.FindStringSubmatch(b)
	return x != nil && y != nil && x[1] == y[1]
}

// isFormOf reports whether two words are forms of one verb that say the same of who does
// it and when: "require" and "requires", "including" and "includes". Forms that may be
// those of a noun, or that tell what was done from what does it, are another matter.
func (j slipJudge) isFormOf(a, b string) bool {
	return slices.ContainsFunc([]string{a, b, strings.TrimSuffix(a, "s"), strings.TrimSuffix(a, "ing") + "e", strings.TrimSuffix(a, "ing")}, func(plain string) bool {
		return j.vocabulary.verbs[plain] && isPresent(plain, a) && isPresent(plain, b)
	})
}

// isPresent reports whether a word is a form of the present of a verb.
func isPresent(plain, word string) bool {
	return word == plain || isInflected(plain, word) || word == plain+"ing" || word == strings.TrimSuffix(plain, "e")+"ing"
}

// isInflected reports whether the second word is the first with an English -s.
func isInflected(stem, word string) bool {
	return word == stem+"s" || word == stem+"es" || strings.HasSuffix(stem, "y") && word == stem[:len(stem)-1]+"ies"
}

// isVerbForm reports whether the second word is another form of the verb that the first
// names.
func isVerbForm(plain, form string) bool {
	stem := strings.TrimSuffix(plain, "e")
	switch strings.TrimPrefix(form, plain) {
	case "s", "es", "ed", "d", "n", "ing":
		return len(form) > len(plain)
	}
	return form == stem+"ing" || form == stem+"ed"
}

// onlyReordersGrammar reports whether words of grammar alone changed their places:
// "what is all that" and "what all that is".
func (d *delta) onlyReordersGrammar(v *Vocabulary) bool {
	var gone, come []string
	for _, h := range d.hunks {
		gone, come = append(gone, letterWords(h.gone)...), append(come, letterWords(h.come)...)
	}
	slices.Sort(gone)
	slices.Sort(come)
	return len(d.hunks) > 1 && len(gone) > 0 && slices.Equal(gone, come) && !slices.ContainsFunc(gone, func(w string) bool {
		return !v.loose[w] && !v.articles[w] && !v.links[w] && !v.isMistakable(w)
	})
}

// Words are the words of a text that have letters or digits, in lower case.
func Words(text string) []string { return letterWords(Split(text)) }

// letterWords are the words among tokens that have letters or digits, in lower case.
func letterWords(tokens []string) []string {
	var out []string
	for _, w := range tokens {
		if w = strings.ToLower(w); strings.ContainsFunc(w, inline.InWord) {
			out = append(out, w)
		}
	}
	return out
}

// isRespelled reports whether two texts are the same but for how they write their
// facts: "50 %" and "50 percent", "5 March" and "March 5".
func isRespelled(was, now string, a, b []anchor.Anchor, facts anchor.Reading) bool {
	same := func(x, y anchor.Anchor) bool {
		return x.Kind == y.Kind && x.Value == y.Value && x.Unit == y.Unit && x.Ordinal == y.Ordinal
	}
	return len(a) > 0 && slices.EqualFunc(a, b, same) && maskFacts(was, a, facts) == maskFacts(now, b, facts)
}

// maskFacts is a text with a mark in the place of each fact and its unit, white space folded.
func maskFacts(text string, facts []anchor.Anchor, reading anchor.Reading) string {
	var b strings.Builder
	at := 0
	for _, x := range facts {
		if x.Start < at {
			continue
		}
		b.WriteString(text[at:x.Start])
		b.WriteString(Pilcrow)
		at = x.End
		if end := besideFigure.FindString(text[at:]); x.Ordinal && !x.Spelled {
			at += len(ordinalEnding.FindString(text[at:]))
		} else if x.Unit != "" && end != "" && hasUnit(reading.Scan("1"+end), x.Unit) {
			at += len(end)
		}
	}
	b.WriteString(text[at:])
	return strings.Join(strings.Fields(b.String()), " ")
}

// besideFigure matches the word behind a figure, and ordinalEnding what makes an ordinal of one
// in English, Turkish and Russian.
var (
	besideFigure  = regex.Lazy(`^[\s\x{a0}-]*[\pL°]+`)
	ordinalEnding = regex.Lazy(`^(?:st|nd|rd|th|\.|['’][ıiuü]?nc[ıiuü]|-\p{Cyrillic}{1,3})`)
)

// hasUnit reports whether one number was read, with a unit.
func hasUnit(facts []anchor.Anchor, unit string) bool {
	return len(facts) == 1 && facts[0].Unit == unit
}

// contracted are the words that English contracts, and what they are in full.
var contracted = regex.Lazy(`(?i)\b(?:(won|can|shan)['’]t|(cannot)|(\pL+)n['’]t|(\pL+)['’](re|ve|ll|m)|(it|that|there|here|what|who|where|how|he|she)['’]s)\b`)

// inFull is an English text without contractions, in small letters and with white space folded.
func inFull(text string) string {
	text = contracted.ReplaceAllStringFunc(strings.ToLower(text), func(word string) string {
		word = strings.ReplaceAll(word, "’", "'")
		for _, full := range [][2]string{
			{"won't", "will not"},
			{"can't", "can not"},
			{"cannot", "can not"},
			{"shan't", "shall not"},
			{"n't", " not"},
			{"'re", " are"},
			{"'ve", " have"},
			{"'ll", " will"},
			{"'m", " am"},
			{"'s", " is"},
		} {
			if stem, ok := strings.CutSuffix(word, full[0]); ok {
				return stem + full[1]
			}
		}
		return word
	})
	return strings.Join(strings.Fields(text), " ")
}

// signed finds a number with the sign that it stands under or before.
var signed = regex.Lazy(`(^|[^\pL\pN\s])([+−-])\d|(^|\s)([+−-])\d|([±<>≤≥≈~$€£¥₺₽])\s?[+−-]?\d|\d\s?([%‰°$€£¥₺₽])`)

// changesSigns reports whether two texts that say the same in letters and digits
// give their numbers other signs or currencies, or have other symbols.
func changesSigns(was, now string) bool {
	return SameLetters(was, now) && (!slices.Equal(numberSigns(was), numberSigns(now)) || changesSymbols(was, now))
}

// changesCells reports whether two rows of a table that say the same in letters and digits
// have something, such as a tick, in other cells. Empty cells at the end say nothing.
func changesCells(was, now string) bool {
	return SameLetters(was, now) && !slices.Equal(block.FilledCells(was), block.FilledCells(now))
}

func numberSigns(text string) []string {
	var out []string
	for _, m := range signed.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.NewReplacer("−", "-").Replace(m[2]+m[4]+m[5]+m[6]))
	}
	return out
}

var digits = regex.Lazy(`\d+`)

// isReordered reports whether two texts differ in digits alone.
func isReordered(was, now string) bool {
	return was != now && digits.ReplaceAllString(was, "0") == digits.ReplaceAllString(now, "0")
}
