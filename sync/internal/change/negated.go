package change

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// turkishNegation matches what a negated verb of Turkish has behind its stem: "bırak-mayın",
// "açıl-maz", "gel-emez", "gir-miyor". Verbal nouns, as "açıl-ması" and "açıl-maya", negate
// nothing.
var turkishNegation = regex.Lazy(`^(?:y?[ae])?m(?:[ıiuü]yor|[ae](?:z|m[ae]|d[ıi]|m[ıi]ş|s[ıi]n(?:l|$)|y(?:[ıi]n|[ae]n|[ae]c|[ae]r[ae]k|[ıi]p|[ıi]z)))`)

// turkishLack matches what a Turkish word for a lack has behind its stem, and turkishHave
// what the word for the opposite has: "şeker-siz" beside "şeker-li".
var (
	turkishLack = regex.Lazy(`^s[ıiuü]z`)
	turkishHave = regex.Lazy(`^(?:l[ıiuü]|$)`)
)

// shortestStem is the number of letters that two words must share at their beginnings to
// be taken for forms of one.
const shortestStem = 2

// isNegatedTurkish reports whether a word of Turkish, in small letters, has the ending of a
// negated verb: "verilmez".
func isNegatedTurkish(word string) bool {
	letters := []rune(word)
	for n := shortestStem; n < len(letters); n++ {
		if turkishNegation.MatchString(string(letters[n:])) {
			return true
		}
	}
	return false
}

// negatesInTurkish reports whether a word is another of Turkish, negated by what stands
// within or behind it: "gelmez" beside "gelir", "giremez" beside "girebilir", "sessiz"
// beside "sesli". Both are in small letters.
func negatesInTurkish(plain, negated string) bool {
	a, b := []rune(plain), []rune(negated)
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	found := false
	for ; n >= shortestStem; n-- { // "alma-lı" and "alma-malı" are forms of "al-mak"
		other, rest := string(a[n:]), string(b[n:])
		if turkishNegation.MatchString(other) {
			return false
		}
		hardened := len(rest) > 1 && strings.IndexByte("tkp", rest[0]) >= 0 && turkishNegation.MatchString(rest[1:]) // "gider", "gitmez"
		found = found || hardened || turkishNegation.MatchString(rest) || turkishLack.MatchString(rest) && turkishHave.MatchString(other)
	}
	return found
}

// englishNegation matches the beginnings that negate in English. The word behind one has
// four letters or more: "into" does not negate "to".
var englishNegation = regex.Lazy(`^(?:un|in|im|il|ir|dis|non-?)(\pL{4,})$`)

// negatesInEnglish reports whether a word is another of English with a beginning that
// negates: "invalid" beside "valid".
func negatesInEnglish(plain, negated string) bool {
	m := englishNegation.FindStringSubmatch(negated)
	return m != nil && m[1] == plain
}

// negatedWords is how many of some words are others that are negated within the word: with
// a beginning, as Czech "nemusí" beside "musí", or otherwise.
func (h *hunk) negatedWords(plain, negated []string, v *Vocabulary) int {
	n := 0
	for _, w := range letterWords(negated) {
		if slices.ContainsFunc(letterWords(plain), func(p string) bool { return v.negatesWithin(p, w) }) {
			n++
		}
	}
	return n
}

// negatesWithin reports whether a word is another, both in small letters, that is negated
// within the word.
func (v *Vocabulary) negatesWithin(plain, negated string) bool {
	if v.negates != nil && v.negates(plain, negated) {
		return true
	}
	return slices.ContainsFunc(v.negated, func(part string) bool {
		begins := !strings.HasPrefix(part, "-") && strings.HasSuffix(part, "-")
		return begins && plain != "" && strings.TrimSuffix(part, "-")+plain == negated
	})
}

// changesCount reports whether "one" or an article made place for a number in words, or the
// other way round: "a lamp", "two lamps".
func (d *delta) changesCount(v *Vocabulary, facts anchor.Reading) bool {
	spelled := func(word string) bool {
		found := facts.Scan(word)
		return len(found) == 1 && found[0].Kind == anchor.Number && found[0].Spelled
	}
	for _, h := range d.hunks {
		if len(h.gone) > SmallHunk || len(h.come) > SmallHunk {
			continue
		}
		gone, come := letterWords(h.gone), letterWords(h.come)
		if len(gone) != len(come) || len(gone) == 0 {
			continue
		}
		for k := range gone {
			if v.ones[gone[k]] && spelled(come[k]) || v.ones[come[k]] && spelled(gone[k]) {
				return true
			}
		}
	}
	return false
}

// withoutCommon leaves out of the words of a place those that stand on both of its sides
// and differ in letter case alone, as where the word before them went: "Only members",
// "Members".
func withoutCommon(gone, come []string) (a, b []string) {
	lacks := func(others []string) func(string) bool {
		return func(w string) bool {
			u, _ := utf8.DecodeRuneInString(w)
			return unicode.IsSpace(u) || slices.ContainsFunc(others, func(o string) bool { return strings.EqualFold(o, w) })
		}
	}
	return slices.DeleteFunc(slices.Clone(gone), lacks(come)), slices.DeleteFunc(slices.Clone(come), lacks(gone))
}

// Negations that are parts of words, in the languages whose verbs and nouns negate
// themselves.
var negating = map[string]*regex.Pattern{
	"en": regex.Lazy(`^(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|hardly|unless|except|banned)$|^(?:forbid|prohibit|refus)|n['’]?t$|^(?:un|in|im|il|ir|dis|non)|less$`),
	"tr": regex.Lazy(`m[ae]|m[ıiuü]yor|s[ıiuü]z|değil|^(?:yok|hiç|asla|ne|dışında|haricinde|gayri?|yasa)`),
	"ru": regex.Lazy(`^(?:не|ни|без|бес|кроме|анти|запре)`),
}

// Turns reports of a word of a language (BCP 47 tag) whether it can negate in a translation; it is
// nil for languages of which too little is known.
func Turns(lang string) func(word string) bool {
	if pattern := negating[langdata.Base(lang)]; pattern != nil {
		return pattern.MatchString
	}
	v := VocabularyOf(lang)
	if len(v.turning) == 0 {
		return nil
	}
	return func(word string) bool { return v.negations[word] || hasPart(word, v.turning) }
}

// IsNegatedVerb reports whether a word in lower case is a verb that is negated within, in a
// language whose verbs are known to be.
func (v *Vocabulary) IsNegatedVerb(word string) bool {
	return v.negatedVerb != nil && v.negatedVerb(word)
}

// CountNegatedVerbs is how many of some words are verbs that negate others: "çıkamaz" beside
// "çıkabilir".
func (v *Vocabulary) CountNegatedVerbs(plain, negated []string) int {
	n := 0
	for _, w := range negated {
		if v.IsNegatedVerb(w) && slices.ContainsFunc(plain, func(p string) bool { return v.negates(p, w) }) {
			n++
		}
	}
	return n
}
