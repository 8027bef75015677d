package anchor

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// learnWords adds the words that the folder of a language has: of numbers, units,
// currencies and weekdays. What is said in several words becomes a phrase.
func (l *Language) learnWords(tag string) {
	w := wordlist{tag: tag}
	w.readNames(langdata.Words)
	w.readNumbers()
	w.readNames(langdata.Measures)
	w.readWeekdays()
	w.weaken()
	w.markUnits()
	if w.writing["turkic"] {
		l.rules = unicode.TurkishCase
	}
	l.between = append(l.between, w.between...)
	l.take(&w)
	l.apostrophe = w.writing["apostrophe"]
	l.dense, l.buddhist, l.prefixing, l.leftward = w.writing["dense"], w.writing["buddhist"], w.writing["prefixing"], w.writing["leftward"]
	l.joining, l.dayBehind = w.writing["joining"], w.writing["day-behind"]
	l.ranked, l.rankedTeens = w.writing["ranked"], w.writing["ranked-teens"]
	l.stems = stemsOf(w.entries, l.dense)
	if l.dense {
		l.days = daysOf(w.entries)
	}
	l.scaleless = !slices.ContainsFunc(w.entries, func(e entry) bool { return e.role == scale })
	l.numerals = numeralsOf(tag, w.shares)
	l.marked = markedWords(w.entries)
	l.words.addCased(l.rules, w.entries, l.phrases.leads())
}

// takeWords takes what stands in the folder of a language that has rules of its own, and
// returns its words.
func (l *Language) takeWords(tag string) []entry {
	w := wordlist{tag: tag}
	w.readNames(langdata.Words)
	w.weaken()
	w.markUnits()
	l.take(&w)
	return w.entries
}

// take takes from a list what is no word by itself.
func (l *Language) take(w *wordlist) {
	l.listed, l.calendar.years, l.hours = w.listed, w.years, w.hours
	l.myriad, l.summed = w.writing["myriad"], w.writing["summed"]
	l.phrases = phrasesOf(w.phrases)
	l.words.addExact(append(symbolWords(), w.symbols...))
	l.words.addStems(w.stems)
}

// wordlist gathers the words of a language.
type wordlist struct {
	tag     string
	entries []entry
	phrases []entry // of several words
	symbols []entry // whose capitals stand within them
	// stems are the beginnings of compound words, "двухлетний", and stemmed what stands there
	// behind a number: «семинар» has nothing to do with seven.
	stems       []entry
	stemmed     []string
	weak, vague map[string]bool
	writing     map[string]bool // how the language is written
	between     []string
	hours       []hourPhrase
	years       map[string]bool
	listed
}

// addNames adds the alternatives of a column; a dash stands for the rest of a word.
func (w *wordlist) addNames(names string, m meaning) {
	for name := range strings.SplitSeq(names, "|") {
		if stem, ok := strings.CutSuffix(name, "-"); ok && !strings.Contains(name, " ") {
			w.stems = append(w.stems, entry{stem, m})
		} else if name = phraseKey(name); strings.Contains(name, " ") {
			w.phrases = append(w.phrases, entry{name, m})
		} else if name != "" {
			w.entries = append(w.entries, entry{name, m})
		}
	}
	if joined := strings.ReplaceAll(names, "\u200c", ""); joined != names {
		w.addNames(joined, m)
	}
}

// readNumbers reads the numbers in words.
func (w *wordlist) readNumbers() {
	below := map[int64]string{}
	for row := range langdata.Rows(w.tag, langdata.Numbers) {
		if len(row) < 2 {
			continue
		}
		if row[0] == "whole" {
			w.addWhole(below, row[1])
			continue
		}
		if row[0] == "joint" {
			w.joints = append(w.joints, row[1])
			continue
		}
		n, err := strconv.ParseInt(row[1], 10, 64)
		if err != nil || n == 0 || len(row) < 3 {
			continue
		}
		m := meaning{role: numberRole(row[0], n), value: n, last: row[0] == "ordinal", ordinal: row[0] == "ordinal", weak: n == 1}
		if row[0] == "cardinal" {
			below[n] = row[2]
		}
		w.addNames(row[2], m)
	}
}

// numberRole is the role of a word for a number.
func numberRole(kind string, n int64) role {
	switch {
	case kind == "scale":
		return scale
	case n < 20:
		return unit
	case n < 100:
		return ten
	case n == 100:
		return hundred
	}
	return hundreds
}

// addWhole adds the numbers that are one word with their hundreds or thousands, given
// what joins the two.
func (w *wordlist) addWhole(below map[int64]string, joint string) {
	heads := map[int64]string{}
	for n, words := range below {
		heads[n], _, _ = strings.Cut(words, "|")
	}
	for h := int64(100); h < 1000; h += 100 {
		for r := int64(1); r < 100; r++ {
			w.addNames(heads[h]+joint+heads[r], meaning{role: hundreds, value: h + r})
		}
	}
	for _, e := range w.entries {
		if e.role != scale || e.value != 1000 {
			continue
		}
		for n := int64(1); n < 100; n++ {
			w.addNames(heads[n]+e.word, meaning{role: scale, value: n * e.value})
			if h := 100 * (n / 10); h > 0 { // also the tens of hundreds: "dreihundertfünfzigtausend"
				w.addNames(heads[h]+heads[10*(n%10)]+e.word, meaning{role: scale, value: (h + 10*(n%10)) * e.value})
			}
		}
	}
}

// readNames reads a file of names: "unit" and "money" with a symbol or a code, the words
// that stand for a share, and those that join numbers.
func (w *wordlist) readNames(file string) {
	sets := map[string]*map[string]bool{"writing": &w.writing, "weak": &w.weak, "vague": &w.vague, "year": &w.years, "function": &w.function}
	lists := map[string]*[]string{"share": &w.shares, "rank": &w.ranks, "half": &w.halved, "stemmed": &w.stemmed}
	beside := map[string]*besideWords{"hour": &w.moments, "frost": &w.frost}
	roles := map[string]role{"percent": percent, "per-hundred": perHundred, "minor": minor, "and-half": andHalf}
	for row := range langdata.Rows(w.tag, file) {
		if len(row) < 3 {
			continue
		}
		kind, key, names := row[0], row[1], row[2]
		switch {
		case sets[kind] != nil:
			*sets[kind] = wordSet(*sets[kind], names)
		case lists[kind] != nil:
			*lists[kind] = strings.Split(names, "|")
		case beside[kind] != nil:
			beside[kind].add(key, names)
		case roles[kind] != nothing:
			w.addNames(names, meaning{role: roles[kind]})
		default:
			w.readName(kind, key, names)
		}
	}
}

// readName reads a row whose second column says which of its kind the names are.
func (w *wordlist) readName(kind, key, names string) {
	switch kind {
	case "unit":
		w.addNames(names, meaning{role: measure, unit: key})
	case "one":
		w.addNames(names, meaning{role: measure, unit: key, value: 1})
	case "symbol":
		for name := range strings.SplitSeq(names, "|") {
			w.symbols = append(w.symbols, entry{name, meaning{role: measure, unit: key}})
		}
	case "money":
		w.addNames(names, meaning{role: money, code: key, unit: alsoUnit(key)})
	case "point":
		w.addNames(names, meaning{role: point, value: pointOf(key)})
	case "century":
		if key == "before" {
			w.centuries.add(key, names)
		}
		alone, _ := strconv.ParseInt(key, 10, 64)
		w.addNames(names, meaning{role: century, value: alone})
	case "decade":
		if n, err := strconv.ParseInt(key, 10, 64); err == nil {
			w.addNames(names, meaning{role: tens, value: n})
			return
		}
		w.decades.add(key, names)
	case "hours":
		w.hours = append(w.hours, hourPhrases(key, names)...)
	case "letters":
		w.letters = names
	case "clock":
		w.clock = [2][]string{strings.Split(key, "|"), strings.Split(names, "|")}
	case "counter":
		w.counters = [2][]string{strings.Split(key, "|"), strings.Split(names, "|")}
	case "morning":
		w.addHalf(morning, key, names)
	case "afternoon":
		w.addHalf(afternoon, key, names)
	case "between":
		for text := range strings.SplitSeq(names, "|") {
			w.between = append(w.between, " "+text+" ")
		}
	default:
		w.readAmount(kind, key, names)
	}
}

// addHalf adds the words for a half of the day.
func (w *wordlist) addHalf(h half, key, names string) {
	if w.halves == nil {
		w.halves = map[half]besideWords{}
	}
	words := w.halves[h]
	words.add(key, names)
	w.halves[h] = words
}

// amountRoles are the roles of the words of rows whose second column is a number.
var amountRoles = map[string]role{
	"part": part, "over": over, "scale": scale, "dozen": dozen, "amount": amount, "multiple": amount, "ten": ten, "hundreds": hundreds,
	"cardinal": unit, "ordinal": unit, "weekday": weekday, "month": month, "moment": moment, "numerator": numerator, "stem": amount,
}

// readAmount reads a row whose second column is a number, in which a unit may stand behind an
// amount.
func (w *wordlist) readAmount(kind, key, names string) {
	r, ok := amountRoles[kind]
	figure, symbol, _ := strings.Cut(key, " ")
	m := meaning{role: r, unit: symbol, multiple: kind == "multiple"}
	if strings.Contains(figure, ".") {
		m.code = figure
		w.addNames(names, m)
		return
	}
	n, err := strconv.ParseInt(figure, 10, 64)
	if !ok || err != nil {
		return
	}
	m.value = n
	switch kind {
	case "cardinal":
		m.role = numberRole(kind, n)
	case "ordinal":
		m.role, m.last, m.ordinal = w.ordinalRole(n), true, true
	case "stem":
		for stem := range strings.SplitSeq(names, "|") {
			w.addNames(stem+strings.Join(w.stemmed, "-|"+stem)+"-", m)
		}
		return
	}
	w.addNames(names, m)
}

// ordinalRole is the role of an ordinal: that of its cardinal, if this is known.
func (w *wordlist) ordinalRole(n int64) role {
	k := slices.IndexFunc(w.entries, func(e entry) bool {
		return e.value == n && (e.role == hundreds || e.role == scale)
	})
	if k < 0 {
		return numberRole("ordinal", n)
	}
	return w.entries[k].role
}

// alsoUnit is the unit of measure that has the name of a currency: pounds.
func alsoUnit(code string) string {
	if code == "GBP" {
		return "lb"
	}
	return ""
}

func wordSet(set map[string]bool, names string) map[string]bool {
	if set == nil {
		set = map[string]bool{}
	}
	for name := range strings.SplitSeq(names, "|") {
		set[name] = true
	}
	return set
}

// readWeekdays reads the names of the days of the week; the calendar begins with Sunday.
func (w *wordlist) readWeekdays() {
	for row := range langdata.Rows(w.tag, langdata.Calendar) {
		if row[0] != "day" || len(row) != 8 {
			continue
		}
		for i, day := range row[1:] {
			w.addNames(strings.ToLower(day), meaning{role: weekday, value: int64((i+6)%7 + 1)})
		}
	}
}

// weaken marks the words that are no fact, or may be others, when they stand alone, and leaves out the
// phrases that name both a day and a number.
func (w *wordlist) weaken() {
	for i := range w.entries {
		e := &w.entries[i]
		e.weak, e.vague = e.weak || w.weak[e.word], w.vague[e.word]
	}
	days, others := map[string]bool{}, map[string]bool{}
	for _, e := range w.phrases {
		if e.role == weekday {
			days[e.word] = true
		} else {
			others[e.word] = true
		}
	}
	for i := range w.phrases {
		if e := &w.phrases[i]; days[e.word] && others[e.word] {
			e.role = lead // read past: which of the two it names nothing tells
		}
	}
}

// markUnits gives the ordinals that name a unit of measure as well its symbol: "secondo".
func (w *wordlist) markUnits() {
	symbols := map[string]string{}
	for _, e := range w.entries {
		if e.role == measure {
			symbols[e.word] = e.unit
		}
	}
	for i := range w.entries {
		if e := &w.entries[i]; e.ordinal {
			e.unit = symbols[e.word]
		}
	}
}

// daysOf are the weekdays among the words of a language, as [Language] holds them.
func daysOf(entries []entry) map[rune][]entry {
	out := map[rune][]entry{}
	for _, e := range entries {
		if first, _ := utf8.DecodeRuneInString(e.word); e.role == weekday {
			out[first] = append(out[first], e)
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b entry) int { return len(b.word) - len(a.word) })
	}
	return out
}

// phraseKey is a phrase as it is looked up: in small letters, with a blank for what parts
// its words.
func phraseKey(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r == ' ' || r == '-' || r == '‑' || r == '\u00a0' || r == '\u200c' || r == '\n'
	}), " ")
}

// phrases are the meanings of several words.
type phrases struct {
	meanings map[string]meaning
	firsts   map[string]bool
}

func phrasesOf(list []entry) *phrases {
	if len(list) == 0 {
		return nil
	}
	p := &phrases{map[string]meaning{}, map[string]bool{}}
	for _, e := range list {
		if _, ok := p.meanings[e.word]; !ok {
			p.meanings[e.word] = e.meaning
			p.firsts[e.word[:strings.IndexByte(e.word, ' ')]] = true
		}
	}
	return p
}

// leads are the words with which phrases begin, as entries of a vocabulary.
func (p *phrases) leads() []entry {
	if p == nil {
		return nil
	}
	var out []entry
	for word := range p.firsts {
		out = append(out, entry{word, meaning{role: lead}})
	}
	return out
}

// maxPhrase bounds the words of a phrase.
const maxPhrase = 5

// longest is the meaning of the longest phrase at i, whose first word ends at j, and where
// it ends; 0 if there is none.
func (p *phrases) longest(text string, i, j int, lower func(string) string) (m meaning, end int) {
	if p == nil || !p.firsts[lower(text[i:j])] {
		return m, 0
	}
	key := append(make([]byte, 0, 64), lower(text[i:j])...)
	for range maxPhrase - 1 {
		k := j + partingLength(text[j:])
		if k == j {
			break
		}
		for j = k; j < len(text) && classes[text[j]] == letter; {
			j++
		}
		if j == k {
			break
		}
		key = append(append(key, ' '), lower(text[k:j])...)
		if found, ok := p.meanings[string(key)]; ok && found.role != nothing {
			m, end = found, j
		}
	}
	return m, end
}

// partingLength is the length of what parts two words of a phrase, 0 if nothing does.
func partingLength(text string) int {
	for _, p := range []string{" ", "-", "\n", "\u00a0", "\u200c", "\u2011"} {
		if strings.HasPrefix(text, p) {
			return len(p)
		}
	}
	return 0
}

// stemLetters is the least number of letters of a word behind a figure that is known by
// its beginning, but for syllables of Korean, and endingLetters the most that an ending
// has.
const stemLetters, endingLetters = 4, 6

// isStem reports whether a word is long enough to be known by its beginning.
func isStem(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.Is(unicode.Hangul, first) || utf8.RuneCountInString(word) >= stemLetters
}

// stemsOf are the words that stand behind figures: units, currencies, and powers of ten.
// Behind a figure they are known by their beginnings.
func stemsOf(entries []entry, dense bool) map[string]meaning {
	out := map[string]meaning{}
	for _, e := range entries {
		if e.role != measure && e.role != money && e.role != scale && e.role != percent && e.role != century || !dense && !isStem(e.word) {
			continue
		}
		if _, ok := out[e.word]; !ok {
			out[e.word] = e.meaning
		}
	}
	return out
}

// markedWords are the words with a mark within, such as abbreviations in Hebrew.
func markedWords(entries []entry) []entry {
	var out []entry
	for _, e := range entries {
		if strings.ContainsFunc(e.word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			out = append(out, e)
		}
	}
	return out
}

// markedAt is the word with a mark that stands at i, and where it ends, or 0.
func (l *Language) markedAt(text string, i int) (m meaning, end int) {
	for k := range l.marked {
		e := &l.marked[k]
		next := i + len(e.word)
		if strings.HasPrefix(text[i:], e.word) && (next == len(text) || classes[text[next]] != letter) {
			return e.meaning, next
		}
	}
	return m, 0
}

// behindFigure looks up the longest beginning of a word that stands behind a figure, and
// returns where it ends; 0 if none is known.
func (l *Language) behindFigure(word string) (m meaning, end int) {
	if len(l.stems) == 0 {
		return m, 0
	}
	const longest = 20
	ends := make([]int, 0, longest)
	for i := range word {
		if len(ends) == longest {
			break
		}
		if i > 0 {
			ends = append(ends, i)
		}
	}
	for k := len(ends) - 1; k >= 0; k-- {
		if !l.dense && (utf8.RuneCountInString(word[ends[k]:]) > endingLetters || !isStem(word[:ends[k]])) {
			continue
		}
		if m, ok := l.stems[word[:ends[k]]]; ok {
			return m, ends[k]
		}
	}
	return m, 0
}

// lower is a word in small letters by the rules of the language.
func (l *Language) lower(word string) string { return strings.ToLowerSpecial(l.rules, word) }
