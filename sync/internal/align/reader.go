package align

import (
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
)

// reader turns the blocks of one language into segments.
type reader struct {
	language string
	script   string // that the language is written in
	ascii    bool   // it is written in ASCII letters
	facts    *anchor.Language
	words    *lexicon.Words
	concepts []lexicon.Concept
	names    []uint64
	keys     []key // of the segment at hand
	// definitions tells the targets of the labels in the document at hand, and left whether it
	// was left in English.
	definitions inline.Definitions
	left        func() bool
	known       *memo[[]key] // keys of words, for all readers of the language
	stemOf      *memo[key]   // the same for stems
}

// readers keeps readers between documents, by language.
var readers sync.Map // of *sync.Pool

func newReader(lang string) *reader {
	pool, ok := readers.Load(lang)
	if !ok {
		script, ascii := scriptOf(lang)
		known, stemOf := new(memo[[]key]), new(memo[key])
		pool, _ = readers.LoadOrStore(lang, &sync.Pool{New: func() any {
			return &reader{
				language: lang, script: script, ascii: ascii,
				facts: anchor.LanguageOf(lang), words: lexicon.For(lang), known: known, stemOf: stemOf,
			}
		}})
	}
	return pool.(*sync.Pool).Get().(*reader)
}

// begin makes a document the one at hand.
func (r *reader) begin(doc *block.Doc) {
	r.definitions = doc.Definitions()
	r.left = sync.OnceValue(func() bool { return r.leftInEnglish(doc) })
}

func (r *reader) release() {
	r.definitions, r.left = nil, nil
	pool, _ := readers.Load(r.language)
	pool.(*sync.Pool).Put(r)
}

// words are the keys of a segment and the stems of its words, which are read when they are
// first asked for: of most segments it is known what they belong to.
type words struct {
	once     sync.Once
	language string
	keys     []key

	stemmed sync.Once
	stems   []key
}

// keys are the evidence in a segment. It is safe for concurrent use.
func (s *Segment) keys() []key {
	if s.words == nil {
		return nil
	}
	s.words.once.Do(func() {
		r := newReader(s.words.language)
		defer r.release()
		keys := factKeys(r.keys[:0], s.Anchors)
		r.keys = r.wordKeys(keys, s.Text, s.Anchors)
		s.words.keys = slices.Clone(r.keys)
	})
	return s.words.keys
}

// stems are the stems of the words in a segment of a document in a language, see
// [reader.stemsOf]. It is safe for concurrent use.
func (s *Segment) stems(lang string) []key {
	if s.words == nil {
		return nil
	}
	s.words.stemmed.Do(func() {
		r := newReader(lang)
		defer r.release()
		s.words.stems = r.stemsOf(s.Text)
	})
	return s.words.stems
}

// withKeys makes keys the evidence in a segment.
func (s *Segment) withKeys(keys []key) {
	lang := ""
	if s.words != nil {
		lang = s.words.language
	}
	s.words = &words{language: lang, keys: keys}
	s.words.once.Do(func() {})
}

// readSegment reads a block but for its words.
func (r *reader) readSegment(b *block.Block, w *words) Segment {
	s := Segment{
		Kind: b.Kind, Level: b.Level, ID: b.ID, Label: b.Label, Program: b.Program, Number: b.Number,
		Syntax: b.Inline(), Forms: b.Forms, Digest: b.Digest(), Text: b.Text, length: lengthOf(b.Text),
	}
	s.glossed, s.basic = r.words.Glossary(), r.words.Basic()
	if g := groupOf(b.Kind); g == headings || g == prose {
		s.sentences = countSentences(b.Text)
		definitions := r.definitions
		if other := r.foreignLanguage(b.Text); other != "" {
			r = newReader(other)
			defer r.release()
		}
		s.Anchors = anchor.Reading{Language: r.facts, Syntax: s.Syntax, Definitions: definitions}.Scan(b.Text)
	}
	w.language, s.words = r.language, w
	return s
}

// factKeys adds the keys of anchors: their values and the other readings.
func factKeys(keys []key, anchors []anchor.Anchor) []key {
	for i := range anchors {
		a := &anchors[i]
		c := byNumber
		if a.Kind >= anchor.Link {
			c = byMark
		}
		keys = append(keys, newKey(c, hash(a.Value)))
		for _, v := range a.Alt {
			keys = append(keys, newKey(c, hash(v)))
		}
		if a.Kind == anchor.Date && len(a.Value) == len("2006-01-02") {
			keys = append(keys, newKey(c, hash(a.Value[:7])))
		}
	}
	return keys
}

// wordKeys adds the keys of the words outside links and code.
func (r *reader) wordKeys(keys []key, text string, anchors []anchor.Anchor) []key {
	next, found := 0, 0
	for i := 0; i < len(text); {
		for next < len(anchors) && anchors[next].End <= i {
			next++
		}
		if next < len(anchors) && isOpaque(anchors[next].Kind) && i >= anchors[next].Start {
			i = anchors[next].End
			continue
		}
		n := inline.WordLength(text[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		if r.words.Phrases() && i >= found {
			var size int
			keys, size = r.phrase(keys, text[i:])
			found = i + size
		}
		keys = r.appendWord(keys, text[i:i+n])
		i += n
	}
	return keys
}

// phrase adds the keys of the concepts of what a text begins with, and tells how many
// bytes that is.
func (r *reader) phrase(keys []key, text string) ([]key, int) {
	concepts, size := r.words.ConceptsAt(text, r.concepts[:0])
	r.concepts = concepts
	return conceptKeys(keys, concepts), size
}

func conceptKeys(keys []key, concepts []lexicon.Concept) []key {
	for _, c := range concepts {
		keys = append(keys, newKey(byConcept, mixBits(uint64(c)+1)))
	}
	return keys
}

func isOpaque(k anchor.Kind) bool { return k == anchor.Link || k == anchor.Image }

// longWord is the number of bytes from which a word that is no name is taken
// for a possible cognate.
const longWord = 5

// appendWord adds the keys of a word.
func (r *reader) appendWord(keys []key, word string) []key {
	return append(keys, r.known.recall(word, func() []key { return r.readWord(nil, word) })...)
}

func (r *reader) readWord(keys []key, word string) []key {
	folded := r.words.Fold(word)
	if len(folded) < 2 {
		return keys
	}
	keys = append(keys, newKey(byWord, hash(folded)))
	if !r.words.Phrases() {
		r.concepts = r.words.Concepts(folded, r.concepts[:0])
		keys = conceptKeys(keys, r.concepts)
	}
	c := byCognate
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) || caseless(first) {
		c = byName
	} else if len(folded) < longWord {
		return keys
	}
	r.names = lexicon.NameKeys(folded, r.names[:0])
	for _, h := range r.names {
		keys = append(keys, newKey(c, mixBits(h)))
	}
	return keys
}

// caseless reports whether a letter is of a script that has no capitals, so that any
// word in it may be a name.
func caseless(u rune) bool {
	return u >= 0x530 && unicode.IsLetter(u) && !unicode.IsUpper(u) && unicode.ToUpper(u) == u
}

// hash is FNV-1a, mixed once more so that the upper bits are good.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mixBits(h)
}

func mixBits(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
