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
	// summed says that figures and scales are written one after the other for
	// their sum: "15 bin 300".
	summed bool
	// hyphened says that an ending is joined to a figure by a hyphen: "5-й".
	hyphened bool
	// decade and ordinal tell the endings of figures apart.
	decade, ordinal func(ending string) bool
	words           vocabulary
}

var languages sync.Map // string → *Language

// LanguageOf returns the conventions of a language by its BCP 47 tag. English,
// Turkish and Russian have words of their own; of every other language only
// the separators are known, from CLDR, and of a tag that names no language
// nothing: figures then have all their readings as alternatives. The result is
// the same pointer for the same tag.
func LanguageOf(tag string) *Language {
	if l, ok := languages.Load(tag); ok {
		return l.(*Language)
	}
	l, _ := languages.LoadOrStore(tag, find(tag))
	return l.(*Language)
}

func find(tag string) *Language {
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
	return probed(t)
}

var unknown = sync.OnceValue(func() *Language {
	l := &Language{decade: never, ordinal: never}
	l.words.addAll(internationalWords())
	return l
})

func never(string) bool { return false }

// probed finds the separators of a language in a number that CLDR's rules
// write.
func probed(t language.Tag) *Language {
	l := &Language{decade: never, ordinal: never}
	l.words.addAll(internationalWords())
	text := message.NewPrinter(t).Sprint(number.Decimal(1234567.5))
	var marks []rune
	for _, u := range text {
		if !unicode.IsDigit(u) {
			marks = append(marks, u)
		}
	}
	if len(marks) > 0 {
		l.decimal = separator(marks[len(marks)-1])
	}
	if len(marks) > 1 {
		l.group = separator(marks[0])
	}
	return l
}

// separator is the class of a separator, or 0.
func separator(u rune) byte {
	switch {
	case u == '.' || u == ',':
		return byte(u)
	case u == '\'' || u == '’':
		return '\''
	case u == '٫':
		return ','
	case u == '٬':
		return '.'
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
	century
	money   // a currency; code says which
	clock   // stands before the time of day: saat
	andHalf // adds a half to what stands before it: buçuk
	measure // a unit of measure
	roman   // a Roman numeral
)

// meaning is what a word of the vocabulary means.
type meaning struct {
	role role
	// last says that nothing can follow in a compound: ordinals, inflected words.
	last bool
	// weak says that the word alone is too common to be a fact ("one"), or of a
	// month, that it is one only with a capital ("May").
	weak  bool
	value int64
	// code is the ISO 4217 code of money, or the value of an amount that is no
	// whole number.
	code string
	// unit is the symbol of a unit of measure.
	unit string
	// dayBehind says of a month that the day can stand behind it: "May 5".
	dayBehind bool
}

// vocabulary maps words, in the cases they are written in, to meanings.
type vocabulary struct {
	words map[string]meaning
	// stems are beginnings of compound words ("двухлетний"), sorted; none is the
	// beginning of another.
	stems []stem
	// filter has the bit of every first four bytes that a word or stem can
	// begin with, so that most words cost no look-up.
	filter [1 << filterBits / 64]uint64
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

// slot is the bit of the filter for a word.
func slot(word string) uint32 {
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

// find looks a word up.
func (v *vocabulary) find(word string) (meaning, bool) {
	s := slot(word)
	if v.filter[s/64]&(1<<(s%64)) == 0 {
		return meaning{}, false
	}
	m, ok := v.words[word]
	if ok {
		return m, true
	}
	return v.stem(word)
}

// stem looks a word up by its beginning.
func (v *vocabulary) stem(word string) (meaning, bool) {
	i, found := slices.BinarySearchFunc(v.stems, word, func(s stem, w string) int { return strings.Compare(s.text, w) })
	if !found && i > 0 {
		i--
	}
	if i < len(v.stems) && strings.HasPrefix(word, v.stems[i].text) {
		return v.stems[i].meaning, true
	}
	return meaning{}, false
}

func (v *vocabulary) addAll(entries []entry) { v.addCased(entries, unicode.SpecialCase(nil)) }

// addCased adds words as they are, with a capital, and in capitals. A word that
// is there already keeps its meaning.
func (v *vocabulary) addCased(entries []entry, c unicode.SpecialCase) {
	for _, e := range entries {
		_, size := utf8.DecodeRuneInString(e.word)
		first := strings.ToUpperSpecial(c, e.word[:size])
		if m := e.meaning; m.role != month || !m.weak {
			v.add(e.word, m)
		}
		v.add(first+e.word[size:], e.meaning)
		v.add(strings.ToUpperSpecial(c, e.word), e.meaning)
	}
}

func (v *vocabulary) add(word string, m meaning) {
	if v.words == nil {
		v.words = make(map[string]meaning)
	}
	if _, ok := v.words[word]; !ok {
		v.words[word] = m
		v.mark(word)
	}
}

// addStems adds beginnings of words, which must have at least four bytes.
func (v *vocabulary) addStems(entries []entry) {
	for _, e := range entries {
		_, size := utf8.DecodeRuneInString(e.word)
		for _, text := range []string{e.word, strings.ToUpper(e.word[:size]) + e.word[size:]} {
			v.stems = append(v.stems, stem{text, e.meaning})
			v.mark(text)
		}
	}
	slices.SortFunc(v.stems, func(a, b stem) int { return strings.Compare(a.text, b.text) })
	v.stems = slices.CompactFunc(v.stems, func(a, b stem) bool { return strings.HasPrefix(b.text, a.text) })
}

func (v *vocabulary) mark(word string) {
	s := slot(word)
	v.filter[s/64] |= 1 << (s % 64)
}

// internationalWords are the words that are met in texts of every language:
// English months, as in citations, currency codes, symbols of units, and Roman
// numerals up to XXX.
func internationalWords() []entry {
	out := englishMonths()
	for _, u := range strings.Fields("km cm mm kg mph ha") {
		out = append(out, entry{u, meaning{role: measure, unit: u}})
	}
	for _, code := range []string{"USD", "EUR", "GBP", "TRY", "RUB", "JPY", "CNY", "CHF", "CAD", "AUD", "INR", "KRW", "UAH", "KZT", "AZN"} {
		out = append(out, entry{code, meaning{role: money, code: code}})
	}
	units := []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	for n := 1; n <= 30; n++ {
		text := strings.Repeat("X", n/10) + units[n%10]
		out = append(out, entry{text, meaning{role: roman, value: int64(n), weak: len(text) == 1}})
		if n >= 10 { // Х is also typed on a Cyrillic keyboard
			out = append(out, entry{strings.ReplaceAll(text, "X", "Х"), meaning{role: roman, value: int64(n), weak: len(text) == 1}})
		}
	}
	return out
}
