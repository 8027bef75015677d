package align

import (
	"strings"
	"sync"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Bounds of what makes a paragraph one in another language than its document.
const (
	// foreignRunes is the number of runes from which its language can be told.
	foreignRunes = 60
	// foreignLetters is the share of bytes in letters that the document's
	// language does not use from which it is looked at.
	foreignLetters = 0.05
	// knownTexts is the number of texts whose language is remembered, and knownLength how
	// long they are at most: pages of a site repeat them, and are read again.
	knownTexts, knownLength = 1 << 11, 1 << 10
)

// told remembers the languages of texts, for all readers.
var told struct {
	mutex     sync.Mutex
	languages map[string]string
}

// foreignLanguage is the language of a text that is not in the reader's language: a
// biography that was left as it came, a paragraph that nobody has translated.
// It is "" for what is in the reader's language or too short to tell.
func (r *reader) foreignLanguage(text string) string {
	if len(text) < foreignRunes || !r.looksStrange(text) {
		return ""
	}
	if !r.ascii {
		switch words := countEnglish(text); {
		case words.all == 0:
			return "" // addresses and code
		case words.isEnglish(), words.mayBeEnglish() && !partedFigure.MatchString(text) && r.left != nil && r.left():
			return "en"
		}
	}
	if other := toldLanguage(text); other != r.language {
		return other
	}
	return ""
}

// leftTexts is how many texts tell that a document was left in English.
const leftTexts = 4

// partedFigure matches a figure with a sign within, which languages read in different ways: in
// a page that was left in English, it may stand in what was translated.
var partedFigure = regex.Lazy(`\d[^\p{L}\d]\d`)

// leftInEnglish reports whether most of the prose of a document that is long enough to tell is
// English by its words. Then its lists of names and links, which have few words, are taken for
// English too, and the detector, which would guess, is not asked.
func (r *reader) leftInEnglish(doc *block.Doc) bool {
	english, all := 0, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !b.Segment() || groupOf(b.Kind) != prose || len(b.Text) < foreignRunes {
			continue
		}
		words := wordCount{all: englishWords}
		if r.looksStrange(b.Text) {
			words = countEnglish(b.Text)
		}
		if words.all >= englishWords {
			if all++; words.isEnglish() {
				english++
			}
		}
	}
	return english >= leftTexts && 2*english > all
}

// toldLanguage is the language of a text, "" if it cannot be told, remembered for a while.
func toldLanguage(text string) string {
	if len(text) > knownLength {
		return detectLanguage(text)
	}
	told.mutex.Lock()
	lang, ok := told.languages[text]
	told.mutex.Unlock()
	if ok {
		return lang
	}
	lang = detectLanguage(text)
	told.mutex.Lock()
	defer told.mutex.Unlock()
	if told.languages == nil || len(told.languages) == knownTexts {
		told.languages = map[string]string{}
	}
	told.languages[strings.Clone(text)] = lang
	return lang
}

// detectLanguage is the language of a text, "" if it cannot be told.
func detectLanguage(text string) string {
	info := whatlanggo.Detect(text)
	tag, err := language.Parse(info.Lang.Iso6391())
	if err != nil || !info.IsReliable() {
		return ""
	}
	return tag.String()
}

// englishOnly are frequent words of English that are frequent in no other language
// written in Latin letters, englishToo those that other languages have as well.
var (
	englishOnly = wordset.Of(`the and that you your with this these from are which have been would should could their there what when
		where because about they were will not each both while before after other into`)
	englishToo = wordset.Of("a an as be by can for if in is it of on or to")
)

// Bounds from which a text is English whatever its other words are. In running
// English some 17 % of the words are of the first list and 20 % of the second.
const (
	englishShare    = 0.12
	englishTooShare = 0.34
	englishWords    = 8
)

// wordCount counts the words of a text.
type wordCount struct{ all, only, too int }

// countEnglish counts the words of a text outside code and addresses. It costs a
// fraction of what the detector costs.
func countEnglish(text string) (c wordCount) {
	var small [16]byte
	for token := range strings.FieldsSeq(text) {
		if strings.ContainsAny(token, "/`<>{}=@") {
			continue
		}
		token = strings.TrimFunc(token, func(u rune) bool { return !unicode.IsLetter(u) })
		if token == "" {
			continue
		}
		c.all++
		if len(token) > len(small) {
			continue
		}
		word := lowerASCII(small[:0], token)
		if englishOnly[string(word)] {
			c.only++
		} else if englishToo[string(word)] {
			c.too++
		}
	}
	return c
}

// isEnglish reports whether the words tell that a text is English; if it is false,
// they do not tell.
func (c wordCount) isEnglish() bool {
	share := func(n int) float64 { return float64(n) / float64(c.all) }
	return c.only > 1 && share(c.only) >= englishShare ||
		c.all >= englishWords && share(c.only+c.too) >= englishTooShare
}

// mayBeEnglish reports whether a text has a word that is English alone, or too few words for
// that to tell.
func (c wordCount) mayBeEnglish() bool { return c.only > 0 || c.all < englishWords }

// lowerASCII appends a word with its ASCII capitals put in small letters.
func lowerASCII(to []byte, word string) []byte {
	for k := range len(word) {
		c := word[k]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

// looksStrange reports whether a text has many letters that the reader's language is
// not written in. It is a cheap test for the languages that have one: English
// is written in ASCII, Russian and its kin in no Latin letters at all.
func (r *reader) looksStrange(text string) bool {
	first := byte(0xC3) // of Latin beyond ASCII
	if r.script != "Latn" {
		first = 0xCD // of Greek, Cyrillic and what follows them
	}
	wide := 0
	for i := 0; i < len(text); i++ {
		if text[i] >= first && text[i] <= 0xD4 { // a letter of such an alphabet begins
			wide++
		}
	}
	share := float64(wide) / float64(len(text))
	switch r.script {
	case "Cyrl", "Grek", "Armn", "Geor":
		return share < foreignLetters
	case "Latn":
		return r.ascii && share > foreignLetters
	}
	return false
}

// scriptOf is the script that a language is written in, and whether that is
// plain ASCII.
func scriptOf(lang string) (script string, ascii bool) {
	tag := language.Make(lang)
	s, _ := tag.Script()
	base, _ := tag.Base()
	return s.String(), base.String() == "en"
}

// Foreign reports whether a text is in another language than the one given.
func Foreign(text, lang string) bool {
	r := newReader(lang)
	defer r.release()
	return r.foreignLanguage(text) != ""
}
