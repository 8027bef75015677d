package anchor

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Language holds how a language writes numbers and dates: its separators and
// the words it has for numbers, months, scales, percentages and money. It is
// safe for concurrent use and never changes.
type Language struct {
	// decimal and group are the separators of figures: '.', ',', ' ' for any
	// space, '\'' for any apostrophe, 0 when not known.
	decimal, group byte
	// monthFirst says that a date in figures with slashes starts with the month.
	monthFirst bool
	// dayFirst says that a date in figures always starts with the day.
	dayFirst bool
	// dayBehind says that the day may stand behind the name of the month: "spalio 1".
	dayBehind bool
	// between holds what parts the two numbers of a range or a choice besides
	// dashes: " to ".
	between  []string
	calendar calendar
	// hours holds how times of day are said in words.
	hours []hourPhrase
	// summed says that figures and scales are written one after the other for
	// their sum: "15 bin 300".
	summed bool
	// buddhist says that years are counted by the Thai calendar as well.
	buddhist bool
	// day matches the word for a day behind the name of one of the week.
	day *regex.Pattern
	// apostrophe says that words have a letter for which people type an apostrophe.
	apostrophe bool
	// hyphened says that an ending is joined to a figure by a hyphen: "5-й".
	hyphened bool
	// decade and ordinal tell the endings of figures apart.
	decade, ordinal func(ending string) bool
	words           vocabulary
	rules           unicode.SpecialCase // of capitals
	// phrases are what is said in several words, and stems the words that are known by
	// their beginning behind a figure; dense says that no blanks part the words.
	phrases *phrases
	stems   map[string]meaning
	marked  []entry
	dense   bool
	// days are the weekdays of a language without blanks between words, by their first letter,
	// the longest first; value 0 is of what only looks like one: "两周一", two weeks and one.
	days map[rune][]entry
	// numerals are those of a language that writes numbers without blanks.
	numerals *numerals
	// scaleless says that the words for thousands and more are not known.
	scaleless bool
	// prefixing says that prefixes are joined to figures: "ngo1997".
	prefixing bool
	// leftward says that lines are written from right to left.
	leftward bool
	// joining says that a comma or a blank may part what are sentences elsewhere.
	joining bool
	// ranked says that both words of a place in an order name one, "trzydziesty piąty", and
	// rankedTeens that those above the tenth are such too, "décimo quinto".
	ranked, rankedTeens bool
	// myriad says that scales go by ten thousands, and stand one after the other for their
	// sum: "37万5,000".
	myriad bool
	// dotted says that a full stop behind a figure makes it a place in an order: "2. kat".
	dotted bool
	// multiples are what stands behind a number of times in words: " kat".
	multiples []string
	// eitherWay are those of them, and words, that say twice as much or half as much: «вдвое».
	eitherWay []string
	// likened are what stands behind a place in an order that only likens: "second to none".
	likened []string
	// denominator reports whether an ordinal names the parts of a fraction with a
	// numerator, and locative whether a number is inflected as a denominator in front is.
	denominator func(ordinal string, numerator int64) bool
	locative    func(number string) bool
	// articled says that an ordinal between "a" and "of" names one part: "a third of them".
	articled bool
	listed
}

// listed is what the folder of a language has of words and signs that mean nothing by themselves.
type listed struct {
	// joints are the words that join the parts of a number in words: "e".
	joints []string
	// moments are the words before a time of day that is written with the sign for hours: "à 19 h
	// 45", "às 21h45".
	moments besideWords
	// clock are the signs behind the hour and the minute of a time of day: "9時45分".
	clock [2][]string
	// shares are what stands between the parts of a fraction and their number: "3分の2".
	shares []string
	// ranks are what stands right before a number that is a place in an order: after them what is
	// written like a scale is not one: "제2조", Article 2.
	ranks []string
	// halved are what adds a half behind a unit: "une heure et demie".
	halved []string
	// counters are words for every and those that count things. Between them the end of a weekday
	// is a number: "每周一次", once a week.
	counters [2][]string
	// frost are the words with which degrees are said to be below zero, beside the number
	// or its unit.
	frost besideWords
	// decades and centuries are the words beside a number that make it one: "años 60", "1960er",
	// "siglo XII".
	decades, centuries besideWords
	// halves are the words with which an hour is said to be in the morning, and in the
	// afternoon or the evening; nil if none are known. Those for noon and night are left
	// out: both halves have a part of them.
	halves map[half]besideWords
	// function holds the words that hold sentences together, in small letters;
	// nil if they are not known.
	function map[string]bool
	// letters is the alphabet, in small letters; "" if it is not known.
	letters string
}

// JoinsSentences reports whether writers of the language put a comma or a blank, as in Chinese
// or Thai, where those of others end a sentence.
func (l *Language) JoinsSentences() bool { return l.joining }

// FunctionWord reports whether a word in small letters is one that holds the
// sentences of the language together, such as a conjunction. Those of languages are known
// whose letters do not tell them from English.
func (l *Language) FunctionWord(word string) bool { return l.function[word] }

// KnowsFunctionWords reports whether [Language.FunctionWord] knows words of the language.
func (l *Language) KnowsFunctionWords() bool { return len(l.function) > 0 }

// IsNear reports whether two languages hold their sentences together by many of the same words, as
// Danish and Norwegian do, or may, as those do whose words are not known.
func (l *Language) IsNear(other *Language) bool {
	const nearShare = 0.15 // of the words of the language with fewer; Finnish and Estonian have 0.1
	shared := 0
	for w := range l.function {
		if other.function[w] {
			shared++
		}
	}
	return float64(shared) >= nearShare*float64(min(len(l.function), len(other.function)))
}

// LettersBeside are the small letters of the language that another has not, as Russian has "ы"
// beside Ukrainian; "" if one of the two alphabets is not known.
func (l *Language) LettersBeside(other *Language) string {
	if other.letters == "" {
		return ""
	}
	return strings.Map(func(u rune) rune {
		if strings.ContainsRune(other.letters, u) {
			return -1
		}
		return u
	}, l.letters)
}

// IsFunctionWord reports whether [Language.FunctionWord] is true of a word in any language.
func IsFunctionWord(word string) bool { return functionWords()[word] }

var functionWords = sync.OnceValue(func() map[string]bool { return langdata.Union("function") })

var languages sync.Map // string → *Language

// LanguageOf returns the conventions of a language by its BCP 47 tag. The words of a
// language stand in its folder of package langdata; English, Turkish and Russian have rules
// of their own besides, and the separators of all others come from CLDR. Of
// a tag that names no language nothing is known: figures then have all their readings
// as alternatives. The result is
// the same pointer for the same tag.
func LanguageOf(tag string) *Language {
	if l, ok := languages.Load(tag); ok {
		return l.(*Language)
	}
	l, _ := languages.LoadOrStore(tag, findLanguage(tag))
	return l.(*Language)
}

func findLanguage(tag string) *Language {
	t, err := language.Parse(tag)
	if err != nil {
		return unknown()
	}
	base, confidence := t.Base()
	if confidence == language.No {
		return unknown()
	}
	switch base.String() {
	case "en":
		return english(t)
	case "tr":
		return turkish()
	case "ru":
		return russian()
	}
	return probeLanguage(t)
}

var unknown = sync.OnceValue(func() *Language {
	l := &Language{decade: never, ordinal: never, scaleless: true}
	l.words.addExact(symbolWords())
	l.words.addAll(internationalWords())
	return l
})

// partsRange reports whether a gap parts the two numbers of a range or a choice.
func (l *Language) partsRange(gap string) bool { return isDash(gap) || slices.Contains(l.between, gap) }

func never(string) bool { return false }

// probeLanguage finds the separators of a language in a number that CLDR's rules
// write.
func probeLanguage(t language.Tag) *Language {
	l := &Language{decade: never, ordinal: never}
	text := message.NewPrinter(t).Sprint(number.Decimal(1234567.5))
	var marks []rune
	for _, u := range text {
		if !unicode.IsDigit(u) {
			marks = append(marks, u)
		}
	}
	base, _ := t.Base()
	tag := langdata.Folder(base.String())
	l.learnWords(tag)
	l.learnMonths(tag)
	l.words.addAll(internationalWords())
	if base.String() == "fr" {
		l.words.addAll(frenchOrdinals())
	}
	if len(marks) > 0 {
		l.decimal = separatorClass(marks[len(marks)-1])
	}
	if len(marks) > 1 {
		l.group = separatorClass(marks[0])
	}
	return l
}

// separatorClass is the class of a separator, or 0: those of Arabic scripts stand beside
// the digits of these scripts, and say nothing of how others are written.
func separatorClass(u rune) byte {
	switch {
	case u == '.' || u == ',':
		return byte(u)
	case u == '\'' || u == '’':
		return '\''
	case unicode.IsSpace(u):
		return ' '
	}
	return 0
}

// role says what a word does next to figures and other words.
type role uint8

const (
	nothing    role = iota
	unit            // 1 to 19
	ten             // 20, 30 … 90, and 21 … where they are one word
	hundred         // multiplies what stands before it by 100
	hundreds        // 200, 300 … as one word
	scale           // multiplies what stands before it by 1,000 or more
	amount          // a number that joins with no other: twice
	dozen           // an amount that multiplies what stands before it
	part            // a share in per cent: half
	month           // 1 to 12
	percent         // stands after its number
	perHundred      // stands before its number: yüzde
	century         // value is the number that the word alone can be, or 0
	money           // a currency; code says which
	clock           // stands before the time of day: saat
	andHalf         // adds a half to what stands before it: buçuk
	measure         // a unit of measure
	roman           // a Roman numeral
	fraction        // value is its numerator and over its denominator
	moment          // a time of day, value minutes after midnight: noon
	weekday         // 1 for Monday to 7
	point           // a point of the compass, value its bits
	minor           // a hundredth of a currency
	lead            // begins a phrase, and means nothing by itself
	over            // the denominator of a fraction: "thirds"
	// numerator is a word that is a number in fractions and times of day only: "üçte biri",
	// "ona çeyrek var".
	numerator
	tens // a decade by its two digits: "sixtiotalet"
)

// meaning is what a word of the vocabulary means.
type meaning struct {
	role role
	// last says that nothing can follow in a compound: ordinals, inflected words.
	last bool
	// ordinal says that the word names a place in an order: "second".
	ordinal bool
	// multiple says that the word names how many times as much something is: "doubled".
	multiple bool
	// weak says that the word alone is too common to be a fact ("one"), or of a
	// month, that it is one only with a capital ("May").
	weak  bool
	value int64
	over  int64
	// code is the ISO 4217 code of money, or the value of an amount that is no
	// whole number.
	code string
	// unit is the symbol of a unit of measure, also of an ordinal that names one: "second".
	unit string
	// vague says of a month that the word alone means other things as well: "ocak", and
	// of a weekday that it is written in short: "Mon".
	vague bool
	// dayBehind says of a month that the day can stand behind it: "May 5".
	dayBehind bool
}

// vocabulary maps words to meanings: as they are listed, with a capital, and in
// capitals.
type vocabulary struct {
	layers []layer
	// stems are beginnings of compound words ("двухлетний"), sorted; none is the
	// beginning of another.
	stems []stem
	// filter has the bit of every first four bytes that a word or stem can
	// begin with, so that most words cost no look-up.
	filter [1 << filterBits / 64]uint64
}

// layer holds words that are put in capitals by the same rules.
type layer struct {
	exact    bool // words count in this case only
	rules    unicode.SpecialCase
	meanings []meaning
	words    map[string]uint16 // places in meanings
	// months are the words that are months with a capital only.
	months map[string]uint16
}

type stem struct {
	text string
	meaning
}

const filterBits = 14

// entry is a word in lower case with its meaning.
type entry struct {
	word string
	meaning
}

// slotOf is the bit of the filter for a word.
func slotOf(word string) uint32 {
	var k uint32
	if len(word) >= 4 {
		k = uint32(word[0]) | uint32(word[1])<<8 | uint32(word[2])<<16 | uint32(word[3])<<24
	} else {
		for i := len(word) - 1; i >= 0; i-- {
			k = k<<8 | uint32(word[i])
		}
	}
	return k * 2654435761 >> (32 - filterBits)
}

// lookUp looks a word up.
func (v *vocabulary) lookUp(word string) (meaning, bool) {
	s := slotOf(word)
	if v.filter[s/64]&(1<<(s%64)) == 0 {
		return meaning{}, false
	}
	for k := range v.layers {
		if m, ok := v.layers[k].lookUp(word); ok {
			return m, true
		}
	}
	return v.lookUpStem(word)
}

// lookUp looks a word up: as it is, with a small letter for its capital, and in
// small letters if all are capitals.
func (l *layer) lookUp(word string) (meaning, bool) {
	if first, size := utf8.DecodeRuneInString(word); !l.exact && unicode.IsUpper(first) {
		small := l.lower(word[:size])
		if l.upper(small) == word[:size] {
			if m, ok := l.lookUpCapital(small + word[size:]); ok {
				return m, true
			}
		}
		if small = l.lower(word); l.upper(small) == word {
			if m, ok := l.lookUpCapital(small); ok {
				return m, true
			}
		}
	}
	k, ok := l.words[word]
	if !ok {
		return meaning{}, false
	}
	return l.meanings[k], true
}

// lookUpCapital is what a word means that was written with a capital.
func (l *layer) lookUpCapital(small string) (meaning, bool) {
	k, ok := l.months[small]
	if !ok {
		k, ok = l.words[small]
	}
	if !ok {
		return meaning{}, false
	}
	return l.meanings[k], true
}

func (l *layer) lower(s string) string { return strings.ToLowerSpecial(l.rules, s) }
func (l *layer) upper(s string) string { return strings.ToUpperSpecial(l.rules, s) }

// lookUpStem looks a word up by its beginning.
func (v *vocabulary) lookUpStem(word string) (meaning, bool) {
	i, found := slices.BinarySearchFunc(v.stems, word, func(s stem, w string) int { return strings.Compare(s.text, w) })
	if !found && i > 0 {
		i--
	}
	if i < len(v.stems) && strings.HasPrefix(word, v.stems[i].text) {
		return v.stems[i].meaning, true
	}
	return meaning{}, false
}

func (v *vocabulary) addAll(entries ...[]entry) { v.addCased(unicode.SpecialCase(nil), entries...) }

// addExact adds words that mean something in this case only.
func (v *vocabulary) addExact(entries []entry) {
	l := layer{exact: true, words: make(map[string]uint16, len(entries))}
	for _, e := range entries {
		l.meanings = append(l.meanings, e.meaning)
		l.words[e.word] = uint16(len(l.meanings) - 1)
		v.markWord(e.word)
	}
	v.layers = append(v.layers, l)
}

// addCased adds words with the rules by which they are put in capitals. A word
// that is there already keeps its meaning.
func (v *vocabulary) addCased(rules unicode.SpecialCase, entries ...[]entry) {
	size := 0
	for _, list := range entries {
		size += len(list)
	}
	l := layer{rules: rules, words: make(map[string]uint16, size), months: map[string]uint16{}}
	prefix := ""
	for _, list := range entries {
		for _, e := range list {
			words := l.words
			if e.role == month && e.weak {
				words = l.months
			}
			if _, ok := words[e.word]; ok {
				continue
			}
			if n := len(l.meanings); n == 0 || l.meanings[n-1] != e.meaning {
				l.meanings = append(l.meanings, e.meaning)
			}
			words[e.word] = uint16(len(l.meanings) - 1)
			if prefix == "" || !strings.HasPrefix(e.word, prefix) {
				prefix = v.markCased(&l, e.word)
			}
		}
	}
	v.layers = append(v.layers, l)
}

// markCased marks a word in its three spellings, and returns the beginning that all
// words share of which the marks are the same; "" if there are none.
func (v *vocabulary) markCased(l *layer, word string) string {
	const marked = 4 // bytes that a mark is made of
	_, size := utf8.DecodeRuneInString(word)
	title, upper := l.upper(word[:size])+word[size:], l.upper(word)
	v.markWord(word)
	v.markWord(title)
	v.markWord(upper)
	n := 0
	for i, u := range word {
		n = i + utf8.RuneLen(u)
		if n >= marked && len(l.upper(word[:n])) >= marked && len(l.upper(word[:size]))+n-size >= marked {
			return word[:n]
		}
	}
	return ""
}

// addStems adds beginnings of words, which must have at least four bytes.
func (v *vocabulary) addStems(entries []entry) {
	for _, e := range entries {
		_, size := utf8.DecodeRuneInString(e.word)
		for _, text := range []string{e.word, strings.ToUpper(e.word[:size]) + e.word[size:]} {
			v.stems = append(v.stems, stem{text, e.meaning})
			v.markWord(text)
		}
	}
	slices.SortFunc(v.stems, func(a, b stem) int { return strings.Compare(a.text, b.text) })
	v.stems = slices.CompactFunc(v.stems, func(a, b stem) bool { return strings.HasPrefix(b.text, a.text) })
}

func (v *vocabulary) markWord(word string) {
	s := slotOf(word)
	v.filter[s/64] |= 1 << (s % 64)
}

// frenchOrdinals are Roman numerals with the ending of an ordinal number, as in "XIXe
// siècle".
func frenchOrdinals() []entry {
	var out []entry
	for _, e := range romanNumerals() {
		for _, ending := range []string{"e", "ᵉ", "ème"} {
			out = append(out, entry{e.word + ending, e.meaning})
		}
	}
	return out
}

// romanNumerals are the Roman numerals up to thirty; those of one letter are weak.
func romanNumerals() []entry {
	var out []entry
	units := []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	for n := 1; n <= 30; n++ {
		text := strings.Repeat("X", n/10) + units[n%10]
		out = append(out, entry{text, meaning{role: roman, value: int64(n), weak: len(text) == 1}})
	}
	return out
}

// internationalWords are the words that are met in texts of every language:
// English months, as in citations, currency codes, symbols of units, and Roman
// numerals up to thirty.
func internationalWords() []entry {
	out := englishMonths()
	for _, code := range []string{"USD", "EUR", "GBP", "TRY", "RUB", "JPY", "CNY", "CHF", "CAD", "AUD", "INR", "KRW", "UAH", "KZT", "AZN"} {
		out = append(out, entry{code, meaning{role: money, code: code}})
	}
	for _, e := range romanNumerals() {
		out = append(out, e)
		if e.value >= 10 { // Х is also typed on a Cyrillic keyboard
			out = append(out, entry{strings.ReplaceAll(e.word, "X", "Х"), e.meaning})
		}
	}
	return out
}
