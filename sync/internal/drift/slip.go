package drift

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/spelling"
)

// slipJudge says whether an edit of a few words only fixes a slip. A slip must be
// proved: what was written is not a word, or differs in case, punctuation or
// spacing, or is a word of grammar that says nothing by itself. One real word
// for another is never a slip.
type slipJudge struct {
	vocabulary *vocabulary
	lang       string
}

// maxSlips is the number of places up to which slips were fixed; more are a
// rewording.
const maxSlips = 6

// slips reports whether all that differs is slips.
func (d *delta) slips(j slipJudge) bool {
	return len(d.hunks) <= maxSlips && !slices.ContainsFunc(d.hunks, func(h hunk) bool { return !j.slip(&h) })
}

func (j slipJudge) slip(h *hunk) bool {
	if letters(h.gone) == letters(h.come) {
		return true
	}
	gone, come := letterWords(h.gone), letterWords(h.come)
	if j.grammar(gone, come) {
		return true
	}
	if len(gone) != len(come) {
		return j.respaced(gone, come)
	}
	before := h.before
	for k := range gone {
		if gone[k] != come[k] && !j.mended(gone[k], come[k]) && !j.grammar(gone[k:k+1], come[k:k+1]) && !j.agrees(before, gone[k], come[k]) {
			return false
		}
		before = come[k]
	}
	return true
}

// respaced reports whether a blank that was missing or too many was all that was
// wrong, but for a letter: "andthe" became "and the". What was written must hold
// something that is not a word, and what was meant only words.
func (j slipJudge) respaced(gone, come []string) bool {
	unknown := func(w string) bool { return !spelling.Known(w) }
	if !spelling.Has(j.lang) || !slices.ContainsFunc(gone, unknown) || slices.ContainsFunc(come, unknown) {
		return false
	}
	return levenshtein.ComputeDistance(strings.Join(gone, ""), strings.Join(come, "")) <= 1
}

// mended reports whether the first word is a misspelling of the second, or the
// spelling of the same word in another country.
func (j slipJudge) mended(was, now string) bool {
	const worth, edits = 3, 2
	longest := max(utf8.RuneCountInString(was), utf8.RuneCountInString(now))
	dist := levenshtein.ComputeDistance(was, now)
	if !onlyLetters(was) || !onlyLetters(now) || longest < worth || dist > edits || dist*3 > longest+3 {
		return false
	}
	if !spelling.Has(j.lang) {
		return longest >= accentedWord && unaccented(was) == unaccented(now) && accents(was) < accents(now)
	}
	if spelling.Known(was) {
		return localised(was) == localised(now)
	}
	return spelling.Known(now) && !spelling.IsDerived(was, now)
}

// accentedWord is the number of letters from which a word that differs in accents
// alone is the same word, typed on a keyboard without them.
const accentedWord = 7

var plainLetters = strings.NewReplacer("ı", "i", "ş", "s", "ğ", "g", "ç", "c", "ö", "o", "ü", "u", "â", "a", "î", "i", "û", "u", "ё", "е")

func unaccented(word string) string { return plainLetters.Replace(word) }

// accents counts the letters that have a plain one beside them.
func accents(word string) int {
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
		"ntre", "nter", "etre", "eter", "fence", "fense", "cence", "cense", "grey", "gray")
	longCountries = strings.NewReplacer("isation", "ization", "ise", "ize", "ising", "izing", "yse", "yze", "ll", "l", "ogue", "og")
)

// localised is a word as America spells it, as far as it is told by its letters.
func localised(word string) string {
	if len(word) >= accentedWord {
		word = longCountries.Replace(word)
	}
	return countries.Replace(word)
}

func onlyLetters(word string) bool {
	return !strings.ContainsFunc(word, func(u rune) bool { return !unicode.IsLetter(u) && u != '\'' && u != '’' })
}

// grammar reports whether words of grammar alone came, went or were exchanged.
func (j slipJudge) grammar(gone, come []string) bool {
	loose := func(w string) bool { return j.vocabulary.loose[w] || j.vocabulary.articles[w] }
	if len(gone) == 0 || len(come) == 0 {
		return len(gone)+len(come) <= 2 && !slices.ContainsFunc(slices.Concat(gone, come), func(w string) bool { return !loose(w) })
	}
	a, b := strings.Join(gone, " "), strings.Join(come, " ")
	if j.vocabulary.articles[a] && j.vocabulary.articles[b] {
		return true
	}
	return slices.ContainsFunc(j.vocabulary.alike, func(set map[string]bool) bool { return set[a] && set[b] })
}

// agrees reports whether a word only took the number that the word in front of
// it asks for: "it look" and "it looks", "these gate" and "these gates".
func (j slipJudge) agrees(before, was, now string) bool {
	if !inflects(was, now) && !inflects(now, was) {
		return false
	}
	more := len(now) > len(was)
	return j.vocabulary.subjects[before] || more && j.vocabulary.plurals[before] || !more && j.vocabulary.singulars[before]
}

// inflects reports whether the second word is the first with an English -s.
func inflects(stem, word string) bool {
	return word == stem+"s" || word == stem+"es" || strings.HasSuffix(stem, "y") && word == stem[:len(stem)-1]+"ies"
}

// letterWords are the words among tokens that have letters or digits, in lower case.
func letterWords(tokens []string) []string {
	var out []string
	for _, w := range tokens {
		if w = strings.ToLower(w); letters([]string{w}) != "" {
			out = append(out, w)
		}
	}
	return out
}

// respelled reports whether two texts are the same but for how they write their
// facts: "50 %" and "50 percent", "5 March" and "March 5".
func respelled(was, now string, a, b []anchor.Anchor) bool {
	same := func(x, y anchor.Anchor) bool { return x.Kind == y.Kind && x.Value == y.Value && x.Unit == y.Unit }
	return len(a) > 0 && slices.EqualFunc(a, b, same) && masked(was, a) == masked(now, b)
}

// masked is a text with a mark in the place of each fact, white space folded.
func masked(text string, facts []anchor.Anchor) string {
	var b strings.Builder
	at := 0
	for _, x := range facts {
		if x.Start < at {
			continue
		}
		b.WriteString(text[at:x.Start])
		b.WriteString("\u00b6")
		at = x.End
	}
	b.WriteString(text[at:])
	return strings.Join(strings.Fields(b.String()), " ")
}

// signed finds a number with the sign that it stands under or before.
var signed = regexp.MustCompile(`(^|[^\pL\pN\s])([+−-])\d|(^|\s)([+−-])\d|([±<>≤≥≈~$€£¥₺₽])\s?[+−-]?\d|\d\s?([%‰°$€£¥₺₽])`)

// resigned reports whether two texts that say the same in letters and digits
// give their numbers other signs or currencies.
func resigned(was, now string) bool {
	return letters([]string{was}) == letters([]string{now}) && !slices.Equal(signs(was), signs(now))
}

func signs(text string) []string {
	var out []string
	for _, m := range signed.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.NewReplacer("−", "-").Replace(m[2]+m[4]+m[5]+m[6]))
	}
	return out
}

var digits = regexp.MustCompile(`\d+`)

// reordered reports whether two texts differ in digits alone.
func reordered(was, now string) bool {
	return was != now && digits.ReplaceAllString(was, "0") == digits.ReplaceAllString(now, "0")
}
