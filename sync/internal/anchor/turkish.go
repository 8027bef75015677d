package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// turkishDay matches the word for a day with its endings; "güncelleme" and "güneş" are others.
var turkishDay = regex.Lazy(`^ gün(?:ü\p{L}*|leri?\p{L}*|kü|e|de|den)?(?:\P{L}|$)`)

// turkish are the conventions of Turkish.
func turkish() *Language {
	l := &Language{decimal: ',', group: '.', dayFirst: true, decade: turkishDecade, ordinal: turkishOrdinal}
	l.dotted, l.multiples, l.eitherWay, l.locative = true, []string{" kat"}, []string{" kat "}, turkishLocative
	l.between = []string{" ila ", " ile ", " ve ", " veya ", " ya da ", " x ", "x", "×", " × "}
	l.day = turkishDay
	listed := l.takeWords("tr")
	l.words.addAll(internationalWords())
	l.words.addCased(unicode.TurkishCase, inflectTurkish(listed), l.phrases.leads())
	return l
}

// turkishDecade knows the endings of "1990'lar" and "1990'lı yıllar", and tells
// them from that of "50'lik".
func turkishDecade(ending string) bool {
	ending = strings.TrimLeft(ending, "'’")
	for _, p := range []string{"lar", "ler"} {
		if strings.HasPrefix(ending, p) {
			return true
		}
	}
	switch ending {
	case "lı", "li", "lu", "lü":
		return true
	}
	return false
}

func turkishOrdinal(ending string) bool {
	ending = strings.TrimLeft(ending, "'’")
	for _, p := range []string{"inci", "ıncı", "uncu", "üncü", "nci", "ncı"} {
		if strings.HasPrefix(ending, p) {
			return true
		}
	}
	return false
}

// turkishLocative knows "üçte", "dörtte", "beşte", "onda".
func turkishLocative(number string) bool {
	for _, p := range []string{"da", "de", "ta", "te"} {
		if strings.HasSuffix(number, p) {
			return true
		}
	}
	return false
}

// Endings of numbers; see [inflect] for the letters.
const (
	ordinalEndings = `(I)ncI (I)ncIsI (I)ncIsInI (I)ncIlIk (I)ncIyI (I)ncIyA (I)ncIdA (I)ncIdAn (I)ncInIn (I)ncIlIğI (ş)Ar`
	caseEndings    = `(y)I (y)A DA DAn (n)In (s)I (s)InI (s)InA (s)InIn (s)IndA (s)IndAn lI lIk lIğI
		lAr lArI lArIn lArcA lArdA lArlA (y)lA (y)DI DIr (y)ken`
	nameEndings = "(y)I (y)A DA DAn (n)In (s)I (s)InI (s)InA (s)InIn (s)IndA lIk (y)lA (y)DI DIr lAr lArI lArIn lArdA lArA"
)

// ambiguous are the numbers whose case forms are more often other words: "onun"
// (his), "altında" (under), "yüzünden" (because of), "biri" (somebody).
var ambiguous = map[string]bool{"bir": true, "altı": true, "on": true, "yüz": true, "bin": true}

// inflectTurkish are the words of a list with their endings, and the numbers of tens and ones
// that many write as one word.
func inflectTurkish(listed []entry) []entry {
	out := make([]entry, 0, 1<<12) // of which there are nearly as many
	out = append(out, entry{"saat", meaning{role: clock, unit: "h"}}, entry{"ilk", meaning{role: amount, value: 1, ordinal: true}})
	for _, e := range listed {
		if e.isNumber() {
			out = append(out, numberForms(e.word, e.meaning, !ambiguous[e.word])...)
			continue
		}
		out = append(out, entry{e.word, e.meaning})
		for _, form := range withEndings(e.word, endingsOf(e)) {
			out = append(out, entry{form, e.meaning})
		}
	}
	for _, t := range listed {
		for _, u := range listed {
			if t.role == ten && u.role == unit {
				out = append(out, numberForms(t.word+u.word, meaning{role: ten, value: t.value + u.value}, false)...)
			}
		}
	}
	return out
}

// isNumber reports whether a word is a number in full: "milyon", not "mn".
func (e *entry) isNumber() bool {
	return (e.role == unit || e.role == ten || e.role == hundred || e.role == scale) && hasVowel(e.word)
}

// endingsOf are the endings of a name; what is written in short has none.
func endingsOf(e entry) string {
	if own, ok := ownEndings[e.word]; ok {
		return own
	}
	switch {
	case e.weak, e.vague && e.role == weekday, !hasVowel(e.word):
		return ""
	case e.role == month:
		return "(y)I (y)A DA DAn In IndA IndAn Is"
	case e.role == point:
		return nameEndings + " lI (y)DI DAki (s)IndAki DAdIr (s)IndAdIr"
	case e.role == measure, e.role == money, e.role == minor, e.role == century, e.role == weekday:
		return nameEndings
	}
	return ""
}

// ownEndings are the endings of names that make other words with others: "sayı" is a number,
// "bitti" an end, "aralığında" within a range.
var ownEndings = map[string]string{
	"sa": "", "bit": "(y)I (y)A lIk lAr", "aralığı": "", "aralığa": "", "aralığın": "", "ocağı": "", "ocağa": "", "ocağın": "",
}

func hasVowel(word string) bool { return strings.ContainsAny(word, string(turkishVowels)) }

// numberForms is a number word with its ordinals and, if wanted, its cases.
func numberForms(word string, m meaning, cases bool) []entry {
	endings := ordinalEndings
	if cases {
		endings += " " + caseEndings
	}
	forms := withEndings(word, endings)
	out := append(make([]entry, 0, 1+len(forms)), entry{word, m})
	m.last, m.weak = true, false
	for _, form := range forms {
		m.ordinal = strings.Contains(form, "nc")
		out = append(out, entry{form, m})
	}
	return out
}

// withEndings joins a word with endings. In an ending, A is a or e and I is ı, i, u
// or ü by vowel harmony; D is t after a voiceless consonant; a consonant in
// brackets stands after a vowel only, a vowel in brackets after a consonant
// only.
func withEndings(word, endings string) []string {
	out := make([]string, 0, strings.Count(endings, " ")+1)
	for e := range strings.FieldsSeq(endings) {
		out = append(out, joinEnding(word, e))
	}
	return out
}

func joinEnding(word, ending string) string {
	var memory [64]byte
	b := append(memory[:0], word...)
	last, harmony := rune(0), 0
	for _, u := range word {
		last = u
		if v := vowelNumber(u); v >= 0 {
			harmony = v
		}
	}
	optional := false
	for _, u := range ending {
		if u == '(' || u == ')' || optional && (u == 'I') == (vowelNumber(last) >= 0) {
			optional = u == '('
			continue
		}
		optional = false
		u = harmonizeLetter(u, last, harmony)
		v := vowelNumber(u)
		if v >= 0 {
			harmony = v
			if len(b) == len(word) && word == "dört" {
				b[len(b)-1] = 'd'
			}
		}
		b, last = utf8.AppendRune(b, u), u
	}
	return string(b)
}

// harmonizeLetter is the letter that a letter of an ending becomes after the last letter
// and the last vowel of a word.
func harmonizeLetter(u, last rune, vowel int) rune {
	switch u {
	case 'A':
		return [...]rune{'a', 'e'}[vowel/4]
	case 'I':
		return [...]rune{'ı', 'ı', 'u', 'u', 'i', 'i', 'ü', 'ü'}[vowel]
	case 'D':
		if strings.ContainsRune("çfhkpsşt", last) {
			return 't'
		}
		return 'd'
	}
	return u
}

// turkishVowels are the back vowels and then the front ones.
var turkishVowels = []rune("aıoueiöü")

// vowelNumber is the place of a letter among the vowels of Turkish, -1 if it is none.
func vowelNumber(u rune) int { return slices.Index(turkishVowels, u) }
