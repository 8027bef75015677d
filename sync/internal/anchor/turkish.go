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
	l.hours = []hourPhrase{
		{between: " ", after: " geç", hourFirst: true, minutes: true},
		{between: " ", after: " kala", hourFirst: true, to: true, minutes: true},
		{between: " ", after: " var", hourFirst: true, to: true},
	}
	l.dotted, l.multiples, l.eitherWay, l.locative = true, []string{" kat"}, []string{" kat "}, turkishLocative
	l.between = []string{" ila ", " ile ", " ve ", " veya ", " ya da ", " x ", "x", "×", " × "}
	l.day = turkishDay
	listed := l.takeWords("tr")
	l.words.addExact(symbolWords())
	l.words.addAll(internationalWords())
	l.words.addCased(unicode.TurkishCase, turkishNames(listed), turkishNumbers(), l.phrases.leads()) // "yüzde" before "yüz"
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
)

// ambiguous are the numbers whose case forms are more often other words: "onun"
// (his), "altında" (under), "yüzünden" (because of), "biri" (somebody).
var ambiguous = map[string]bool{"bir": true, "altı": true, "on": true, "yüz": true, "bin": true}

func turkishNumbers() []entry {
	units := strings.Fields("bir iki üç dört beş altı yedi sekiz dokuz")
	tens := strings.Fields("on yirmi otuz kırk elli altmış yetmiş seksen doksan")
	out := make([]entry, 0, 1<<11) // of which there are nearly as many
	for i, w := range units {
		out = append(out, numberForms(w, meaning{role: unit, value: int64(i + 1)}, !ambiguous[w])...)
	}
	out[0].weak = true
	for _, form := range withEndings("bir", "(s)I (s)InI (s)InA (s)InIn (s)IndA (s)IndAn") { // somebody, and the numerator of "üçte biri"
		out = append(out, entry{form, meaning{role: numerator, value: 1}})
	}
	for hour, forms := range map[int64]string{1: "bire", 6: "altıyı altıya", 10: "onu ona"} { // as times of day alone
		for form := range strings.FieldsSeq(forms) {
			out = append(out, entry{form, meaning{role: numerator, value: hour}})
		}
	}
	for i, w := range tens {
		v := int64(10 * (i + 1))
		out = append(out, numberForms(w, meaning{role: ten, value: v}, !ambiguous[w])...)
		for k, u := range units {
			out = append(out, numberForms(w+u, meaning{role: ten, value: v + int64(k+1)}, false)...)
		}
	}
	out = append(out, numberForms("yüz", meaning{role: hundred, value: 100}, false)...)
	for i, w := range []string{"bin", "milyon", "milyar", "trilyon"} {
		v := int64(1000)
		for range i {
			v *= 1000
		}
		out = append(out, numberForms(w, meaning{role: scale, value: v}, !ambiguous[w])...)
	}
	return append(out, turkishAmounts()...)
}

func turkishAmounts() []entry {
	var out []entry
	add := func(m meaning, words string) {
		for _, w := range strings.Fields(words) {
			out = append(out, entry{w, m})
		}
	}
	add(meaning{role: amount, value: 1, ordinal: true}, "ilk")
	add(meaning{role: moment, value: 12 * 60}, "öğlen öğleyin öğlene")
	add(meaning{role: amount, code: "0.5", multiple: true}, "yarıya")
	add(meaning{role: andHalf}, "buçuk buçuğu buçukta buçuktan buçuğa buçuğun")
	return out
}

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

// turkishNames are the names that stand in the folder of the language, and those of months,
// short days and directions, with their endings.
func turkishNames(listed []entry) []entry {
	var out []entry
	for i, w := range strings.Fields("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık") {
		m := meaning{role: month, value: int64(i + 1), vague: w == "ocak" || w == "ekim" || w == "aralık"}
		out = append(out, entry{w, m})
		for _, form := range withEndings(w, "(y)I (y)A DA DAn In IndA IndAn Is") {
			out = append(out, entry{form, m})
		}
		out = append(out, entry{string([]rune(w)[:3]), meaning{role: month, value: m.value, weak: true, vague: true}})
	}
	for _, w := range []string{"aralığı", "aralığa", "aralığın", "ocağı", "ocağa", "ocağın"} {
		out = append(out, entry{w, meaning{role: month, value: map[byte]int64{'a': 12, 'o': 1}[w[0]], vague: true}})
	}
	names := func(m meaning, words, endings string) {
		for _, w := range strings.Fields(words) {
			out = append(out, entry{w, m})
			for _, form := range withEndings(w, endings) {
				out = append(out, entry{form, m})
			}
		}
	}
	const cases = "(y)I (y)A DA DAn (n)In (s)I (s)InI (s)InA (s)InIn (s)IndA lIk (y)lA (y)DI DIr lAr lArI lArIn lArdA lArA"
	names(meaning{role: perHundred}, "yüzde", "")
	names(meaning{role: clock, unit: "h"}, "saat", "")
	for _, e := range listed {
		endings, short := shortUnits[e.word]
		if inflected := e.role == measure || e.role == money || e.role == minor || e.role == century || e.role == weekday; inflected && !short {
			endings = cases
		}
		names(e.meaning, e.word, endings)
	}
	names(meaning{role: weekday, value: 7, vague: true}, "pazar", "") // and a market
	for i, day := range strings.Fields("pzt sal çar per cum cmt paz") {
		names(meaning{role: weekday, value: int64(i + 1), vague: true}, day, "")
	}
	for bits, word := range map[int64]string{
		north: "kuzey", south: "güney", east: "doğu", west: "batı", north | east: "kuzeydoğu", north | west: "kuzeybatı", south | east: "güneydoğu", south | west: "güneybatı",
	} {
		names(meaning{role: point, value: bits}, word, cases+" lI (y)DI DAki (s)IndAki DAdIr (s)IndAdIr")
	}
	return out
}

// shortUnits are the endings of the names of units that make other words with others: "sayı"
// is a number, "bitti" an end.
var shortUnits = map[string]string{"sn": "", "dk": "", "sa": "", "bit": "(y)I (y)A lIk lAr"}
