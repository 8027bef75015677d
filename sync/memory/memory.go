// Package memory is a translation memory: finished translations, searched for
// texts that are like a new one.
//
// # The measure
//
// Texts are compared as [block.Normalize] leaves them, as sequences of tokens:
// words, runs of one punctuation mark (so also marks of emphasis, brackets and
// pipes), and facts as package anchor finds them (numbers, dates, links, code,
// placeholders, footnote references), each one token. In scripts that put no
// space between words each letter is a token. White space is none.
//
// The distance d is the least cost of edits that make one sequence of the other
// (V. I. Levenshtein, "Binary codes capable of correcting deletions, insertions
// and reversals", Soviet Physics Doklady 10, 1966): 1 for a token put in, taken
// out or put for another, and ¼ for a fact put for another of the same kind or a
// word for the same word in other case, since that much is soon mended. The
// score of texts of m and n tokens is ⌊100·(1 − d/max(m, n))⌋, the fuzzy match
// of translation tools (OmegaT calls it the score without stemming), but at most
// 99 unless the normalised texts are the same, which alone is 100. Texts of more
// than 1,000 tokens are like no other but the same.
//
// # Cost
//
// A search takes time in proportion to the texts that share one of the rarer
// tokens of the text asked for and are of like length; of these, signatures of
// 256 bits tell most apart, a bit-parallel edit distance nearly all others. See
// BenchmarkFind for figures. When very many texts may be alike, 1,024 are
// measured. Besides the texts themselves a pair takes some 300 bytes and 8 more
// for each of its tokens, and each word of the vocabulary some 150.
package memory

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Pair is a finished translation: a source text and what was made of it.
type Pair struct {
	Source, Target string // as a translator sees them, with inline markup
	Kind           block.Kind
	Article        string // the id of the article that it stands in
	Line           int    // in the translation, from 1
	Assumed        bool   // recorded in bulk, reviewed by nobody
}

// Match is a suggestion.
type Match struct {
	// Pair is the translation suggested. Of several with the same texts it is
	// one that was reviewed, then one of the kind asked for, then the first by
	// article and line. It must not be changed.
	Pair *Pair
	// Score is the likeness of the source texts, 1 to 100. It is 100 if the
	// normalised texts are the same, and only then.
	Score int
	// Text is the target with the facts of the text asked for put in where that
	// is safe, else the target as it is.
	Text string
	// Adapted says that Text is not Pair.Target.
	Adapted bool
}

// Memory holds finished translations from one language into one other. It is
// safe for concurrent use.
type Memory struct {
	from, to tongue
	mu       sync.Mutex // guards pairs
	pairs    []*Pair
	index    atomic.Pointer[index] // nil if pairs came in since it was built
}

// New is an empty memory of translations from one language into another, given
// by their BCP 47 tags.
func New(source, target string) *Memory {
	return &Memory{from: tongueOf(source), to: tongueOf(target)}
}

// Add takes in a finished translation. Pairs with a text in which nothing is
// left by normalisation are passed over. The first search after an Add builds
// the index anew, from all pairs.
func (m *Memory) Add(p Pair) {
	if empty(p.Kind, p.Source) || empty(p.Kind, p.Target) {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pairs = append(m.pairs, &p)
	m.index.Store(nil)
}

// empty reports whether normalisation leaves nothing of a text.
func empty(kind block.Kind, text string) bool {
	letter := kind != block.Gap && strings.IndexFunc(text, inline.InWord) >= 0
	return !letter && block.Normalize(kind, text) == ""
}

// Len is the number of pairs taken in.
func (m *Memory) Len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.pairs)
}

// built is the index of all pairs.
func (m *Memory) built() *index {
	if x := m.index.Load(); x != nil {
		return x
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	x := m.index.Load()
	if x == nil {
		x = build(m.pairs, m.from)
		m.index.Store(x)
	}
	return x
}

// tongue is a language with what the memory has to know of it.
type tongue struct {
	tag   language.Tag
	base  string // the language without script and region
	lang  *anchor.Language
	lower unicode.SpecialCase // nil for most languages
	// decimal and group are the marks within figures.
	decimal, group string
}

func tongueOf(tag string) tongue {
	t := tongue{tag: language.Make(tag), lang: anchor.LanguageOf(tag)}
	base, _ := t.tag.Base()
	t.base = base.String()
	if t.base == "tr" || t.base == "az" {
		t.lower = unicode.TurkishCase
	}
	t.marks()
	return t
}
