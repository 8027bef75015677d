package terms

import (
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// stem is what forms of a word begin with. Loose are those of verbs, which have more
// endings than can be listed.
type stem struct {
	text  string
	loose bool
}

func stemsOf(texts ...string) []stem {
	out := make([]stem, 0, len(texts))
	for _, text := range texts {
		out = append(out, stem{text: text})
	}
	return out
}

// englishEndings are those of nouns: a term that is a noun is not the verb of the same
// stem.
var englishEndings = wordset.Of("s es")

// slavicEndings are those of nouns and adjectives in Russian and its kin.
var slavicEndings = wordset.Of(`а у ом ем ём е ы и ов ев ёв ам ами ах ой ою ей ею я ю ь ям ями ях ью ия ии ию ией ием иям иями иях ие ий
	его ему им ого ому ым ых ыми ими их ая яя ое ее ую юю ые ый о ё ья ье ьи ьев ьям ьями ьях`)

// turkishEndings are those of nouns, in the order in which Turkish adds them: with or
// without, the plural, the possessor, the case, the copula.
var turkishEndings = regex.Lazy(`^(?:l[iuü]k?|s[iuü]z|[cç][iuü])?(?:l[ae]r)?(?:[iuü]?m(?:[iuü]z)?|[iuü]?n(?:[iuü]z)?|s?[iuü]|l[ae]r[iuü])?` +
	`(?:n?[dt][ae]n?|n?[iuü]n?|y?[iuü]|[yn]?[ae]|y?l[ae]|n?[cç][ae])?(?:ki(?:l[ae]r)?(?:n?[iuü]n?|n?[ae]|n?d[ae]n?)?)?(?:[dt][iuü]r|y?s[ae]|y?[dt][iuü]|y?m[iuü]ş)?$`)

// plainStems are those of a language whose endings are only added.
func plainStems(word string, _, _ bool) []stem { return stemsOf(word) }

// englishStems takes the plural of a term for its singular as well, and the other way
// round.
func englishStems(word string, last, _ bool) []stem {
	if !last || len(word) < 4 {
		return stemsOf(word)
	}
	if bare, ok := strings.CutSuffix(word, "ies"); ok {
		return stemsOf(word, bare+"y")
	}
	if bare, ok := strings.CutSuffix(word, "y"); ok {
		return stemsOf(word, bare+"ie")
	}
	if bare, ok := strings.CutSuffix(word, "s"); ok && !strings.HasSuffix(bare, "s") && !strings.HasSuffix(bare, "u") {
		return stemsOf(word, bare)
	}
	return stemsOf(word)
}

// The ends of words that Russian and its kin change.
const (
	softOrVowel = "аеиоуыэюяйьіїє"
	vowels      = "аеиоуыэюяіїє"
)

// slavicStems cuts the ending of a word off. Vowels that come and go are in both
// forms: список, списка; ветка, веток.
func slavicStems(word string, _, _ bool) []stem {
	if verb := slavicVerb(word); verb != "" {
		return []stem{{verb, true}}
	}
	letters := []rune(word)
	n := len(letters)
	for cut := 0; cut < 2 && n > 3 && strings.ContainsRune(softOrVowel, letters[n-1]); cut++ {
		n--
	}
	if adjective(letters) {
		n = len(letters) - 2
	}
	return stemsOf(append([]string{string(letters[:n])}, movable(letters, n)...)...)
}

// slavicVerb is the stem of the infinitive of a verb, "" of another word.
func slavicVerb(word string) string {
	for _, ending := range []string{"овать", "оваться", "ировать", "ать", "ять", "ить", "еть", "нуть", "аться", "яться", "иться"} {
		if stem, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(stem) > 2 {
			return stem
		}
	}
	return ""
}

// movable are the stems with a vowel that the one of n letters does not have, or
// without one that it has.
func movable(letters []rune, n int) []string {
	if n < 3 {
		return nil
	}
	last, before := letters[n-1], letters[n-2]
	isVowel := func(r rune) bool { return strings.ContainsRune(vowels, r) }
	switch {
	case n == len(letters) && strings.ContainsRune("оеё", before) && strings.ContainsRune("кцнл", last):
		bare := string(letters[:n-2])
		out := []string{bare + string(last)}
		if isVowel(letters[n-3]) || letters[n-3] == 'л' { // боец, бойца; палец, пальца
			out = append(out, bare+"й"+string(last), bare+"ь"+string(last))
		}
		return out
	case n < len(letters) && !isVowel(last) && !isVowel(before):
		head := string(letters[:n-1])
		if before == 'ь' || before == 'й' {
			head = string(letters[:n-2])
		}
		return []string{head + "о" + string(last), head + "е" + string(last)}
	}
	return nil
}

// adjective reports whether a word ends as adjectives do.
func adjective(letters []rune) bool {
	if len(letters) < 5 {
		return false
	}
	switch string(letters[len(letters)-2:]) {
	case "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие":
		return true
	}
	return false
}

// hard are the consonants that a vowel behind them softens, in folded Turkish.
var hard = map[string]string{"k": "ğ", "p": "b", "ç": "c", "t": "d"}

// longCompound is from how many letters a single word is taken for a compound with an
// ending, as veritabanı is.
const longCompound = 8

// turkishStems are a word as it is and as it is before a vowel: istek, isteği; isim,
// ismi. Of the last word of several, which has the ending of a compound, the ending is
// cut off as well: birleştirme isteği, istekler. Folded words have i for ı.
func turkishStems(word string, last, several bool) []stem {
	for _, ending := range []string{"mek", "mak"} {
		if verb, ok := strings.CutSuffix(word, ending); ok && last && len(verb) > 1 {
			return []stem{{word, false}, {verb, true}}
		}
	}
	out := append([]string{word}, softened(word)...)
	bare := strings.TrimRight(word, "iuü")
	if !last || !several && utf8.RuneCountInString(word) < longCompound || bare == word || utf8.RuneCountInString(word)-utf8.RuneCountInString(bare) > 1 || utf8.RuneCountInString(bare) < 2 {
		return stemsOf(out...)
	}
	out = append(out, bare)
	for from, to := range hard {
		if stem, ok := strings.CutSuffix(bare, to); ok {
			out = append(out, stem+from)
		}
	}
	if stem, ok := strings.CutSuffix(bare, "s"); ok && endsInVowel(stem) { // dosyası, dosyalar
		out = append(out, stem)
	}
	return stemsOf(out...)
}

// softened are the forms of a word before a vowel.
func softened(word string) []string {
	var out []string
	for from, to := range hard {
		if stem, ok := strings.CutSuffix(word, from); ok && utf8.RuneCountInString(stem) > 1 {
			out = append(out, stem+to)
		}
	}
	letters := []rune(word)
	n := len(letters)
	if n >= 4 && n <= 6 && strings.ContainsRune("iuü", letters[n-2]) && !isTurkishVowel(letters[n-1]) && !isTurkishVowel(letters[n-3]) {
		out = append(out, string(letters[:n-2])+string(letters[n-1])) // isim, ismi
	}
	return out
}

func isTurkishVowel(r rune) bool { return strings.ContainsRune("aeioöuü", r) }

func endsInVowel(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isTurkishVowel(r)
}
