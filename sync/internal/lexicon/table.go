package lexicon

import (
	_ "embed" // for the glossary
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// The files of the glossary have a line a concept, sorted, and three columns:
// English, Turkish, Russian. "|" parts the alternatives of a column, "$" ends
// one that takes no ending. English words are lemmas; Turkish and Russian ones
// are what stays when the word is inflected.
var (
	//go:embed words/general.tsv
	general string
	//go:embed words/news.tsv
	news string
	//go:embed words/software.tsv
	software string
	//go:embed words/places.tsv
	places string
)

// glossary are the files in the order that numbers their concepts.
func glossary() []string { return []string{general, news, software, places} }

// table finds the longest stem that a word begins with. It is an open
// addressed hash table of the stems; a word is looked up at each of its
// letters, with a hash that grows by a byte at a time.
type table struct {
	slots   []slot
	mask    uint64
	entries []entry
	longest int // bytes of the longest stem
	// filter has a bit for every stem, by hash. Most beginnings of words are
	// none, and it is small enough to stay in the nearest cache.
	filter [filterBits / 64]uint64
}

const filterBits = 1 << 16

// slot leads to the first entry of a stem; entry 0 is none.
type slot struct{ tag, first uint32 }

// entry is one meaning of a stem.
type entry struct {
	concept Concept
	check   uint32 // the half of the hash that the slot does not hold
	next    uint32 // another meaning of the same stem, or 0
	form    form
}

// FNV-1a in 64 bits; the product with mixer spreads it over the upper bits.
const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
	mixer    = 0x9e3779b97f4a7c15
)

func hashOf(s string) uint64 {
	h := uint64(fnvStart)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h * mixer
}

// shortest is the number of bytes below which no stem is looked up.
const shortest = 2

func (t *table) find(word string, accepts acceptor, buf []Concept) []Concept {
	buf, _ = t.findLong(word, accepts, buf)
	return buf
}

// findLong is find with the length of the stem.
func (t *table) findLong(word string, accepts acceptor, buf []Concept) ([]Concept, int) {
	h := uint64(fnvStart)
	found, at := uint32(0), 0
	for i := 0; i < len(word) && i < t.longest; i++ {
		h = (h ^ uint64(word[i])) * fnvPrime
		n := i + 1
		if n < shortest || n < len(word) && word[n]&0xc0 == 0x80 {
			continue
		}
		if e := t.lookup(h * mixer); e != 0 && t.fits(e, word, n, accepts) {
			found, at = e, n
		}
	}
	for e := found; e != 0; e = t.entries[e].next {
		if fits(&t.entries[e], word, at, accepts) {
			buf = append(buf, t.entries[e].concept)
		}
	}
	return buf, at
}

func (t *table) lookup(hash uint64) uint32 {
	if bit := hash >> 48 % filterBits; t.filter[bit/64]>>(bit%64)&1 == 0 {
		return 0
	}
	tag := uint32(hash >> 32)
	for i := hash >> 40 & t.mask; ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.first == 0 {
			return 0
		}
		if s.tag == tag && t.entries[s.first].check == uint32(hash) {
			return s.first
		}
	}
}

// fits reports whether any meaning of a stem allows what follows it.
func (t *table) fits(e uint32, word string, n int, accepts acceptor) bool {
	for ; e != 0; e = t.entries[e].next {
		if fits(&t.entries[e], word, n, accepts) {
			return true
		}
	}
	return false
}

func fits(e *entry, word string, n int, accepts acceptor) bool {
	if n == len(word) {
		return e.form == plain || e.form == exact
	}
	return accepts(word[:n], word[n:], e.form)
}

// add enters a stem. A stem that has the concept already keeps it once.
func (t *table) add(stem string, c Concept, f form) {
	hash := hashOf(stem)
	bit := hash >> 48 % filterBits
	t.filter[bit/64] |= 1 << (bit % 64)
	tag := uint32(hash >> 32)
	i := hash >> 40 & t.mask
	for ; t.slots[i].first != 0; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.tag == tag && t.entries[s.first].check == uint32(hash) {
			break
		}
	}
	for e := t.slots[i].first; e != 0; e = t.entries[e].next {
		if t.entries[e].concept == c && t.entries[e].form == f {
			return
		}
	}
	t.entries = append(t.entries, entry{concept: c, check: uint32(hash), next: t.slots[i].first, form: f})
	t.slots[i] = slot{tag, uint32(len(t.entries) - 1)}
	t.longest = max(t.longest, len(stem))
}

// Slots of the table, about twice the stems or more; powers of two.
const (
	namesOnly = 1 << 11
	withBasic = 1 << 12
	withWords = 1 << 14
)

// build reads the files. It cannot fail: a test holds them to their form.
func (w *Words) build() {
	slots := namesOnly
	switch {
	case w.column >= 0:
		slots = withWords
	case w.basic:
		slots = withBasic
	}
	w.table.slots = make([]slot, slots)
	w.table.mask = uint64(slots - 1)
	w.table.entries = make([]entry, 1, slots/2)
	concept := Concept(0)
	for _, file := range glossary() {
		for line := range strings.Lines(file) {
			concept++
			if w.column >= 0 {
				w.addStems(column(line, w.column), concept)
			}
		}
	}
	if w.basic {
		w.addBasic()
	}
	for line := range strings.Lines(langdata.Read(w.base, langdata.Names)) {
		w.addName(column(line, 1), codeConcept(column(line, 0)))
	}
	for row := range langdata.Rows(w.base, langdata.Words) {
		if row[0] == "name" && len(row) > 2 {
			w.addName(row[2], codeConcept(row[1]))
		}
	}
}

// addBasic enters the common words.
func (w *Words) addBasic() {
	lemmas := lemmas()
	for line := range strings.Lines(langdata.Read(w.base, langdata.Glossary)) {
		for _, c := range lemmas[column(line, 0)] {
			w.addStems(column(line, 1), c)
		}
	}
}

// lemmas are the concepts of the words in the English column of the glossary.
var lemmas = sync.OnceValue(func() map[string][]Concept {
	m := map[string][]Concept{}
	concept := Concept(0)
	for _, file := range glossary() {
		for line := range strings.Lines(file) {
			concept++
			for word := range strings.SplitSeq(column(line, 0), "|") {
				word = strings.TrimSuffix(word, "$")
				m[word] = append(m[word], concept)
			}
		}
	}
	return m
})

// addName enters the stems of a name. Where the glossary has a shorter stem for
// the same word ("англи" for England, "английск" for the language), the longer
// one, which will win, takes over its concepts. In a language of which the commonest
// words alone are known, a common word is taken over only by a name without endings
// ("nová" of New Zealand is new too, but Finland in Icelandic no form of "finna").
func (w *Words) addName(field string, c Concept) {
	var buf [8]Concept
	for stem := range strings.SplitSeq(field, "|") {
		word, whole := strings.CutSuffix(stem, "$")
		found := w.table.find(w.Fold(word), w.accepts, buf[:0])
		w.addStems(stem, c)
		for _, known := range found {
			if known < regions && (whole || !w.basic || w.Name(known)) {
				w.addStems(stem, known)
			}
		}
	}
}

// column is the n-th field of a line.
func column(line string, n int) string {
	for ; n > 0; n-- {
		_, line, _ = strings.Cut(line, "\t")
	}
	field, _, _ := strings.Cut(line, "\t")
	return strings.TrimSuffix(field, "\n")
}

// codeConcept is the concept of a code: upper case for a country, lower case
// for a language.
func codeConcept(code string) Concept {
	c, kind := Concept(0), regions
	for i := 0; i < len(code); i++ {
		if code[i] >= 'a' {
			kind = languages
		}
		c = c*32 + Concept(code[i]&31)
	}
	return c | kind
}

// addStems enters the alternatives of a field.
func (w *Words) addStems(field string, c Concept) {
	for field != "" {
		var stem string
		stem, field, _ = strings.Cut(field, "|")
		stem, only := strings.CutSuffix(stem, "$")
		stem = w.Fold(stem)
		switch {
		case only:
			w.table.add(stem, c, exact)
		case w.base == "en":
			w.addEnglish(stem, c)
		default:
			w.table.add(stem, c, plain)
		}
	}
}

// addEnglish enters a word and the forms that its spelling takes before an
// ending.
func (w *Words) addEnglish(word string, c Concept) {
	t := &w.table
	t.add(word, c, plain)
	n := len(word)
	if n < 3 {
		return
	}
	last, before := word[n-1], word[n-2]
	switch {
	case last == 'e' && before == 'l' && !vowel(word[n-3]):
		t.add(word[:n-1]+"y", c, exact)
		t.add(word[:n-1], c, dropped)
	case last == 'e' && n > 3:
		t.add(word[:n-1], c, dropped)
	case last == 'y' && !vowel(before):
		t.add(word[:n-1]+"i", c, changed)
	case !vowel(last) && vowel(before) && !vowel(word[n-3]) && strings.IndexByte("wxyhs", last) < 0:
		t.add(word+word[n-1:], c, doubled)
	}
}

func vowel(b byte) bool {
	return b == 'a' || b == 'e' || b == 'i' || b == 'o' || b == 'u'
}
