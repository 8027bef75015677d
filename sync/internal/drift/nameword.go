package drift

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
)

// Similarities of the spellings of two words (see [lexicon.NameSimilarity]).
const (
	sharedName   = 0.45 // the least of names that have their consonants in common
	sharedWord   = 0.6  // the same where one of the two is written small
	likeName     = 0.65 // from here two names may be one
	sameName     = 0.7  // from here two that have their consonants in common are one
	spelledAlike = 0.75 // from here two are one in any case
	likeWord     = 0.8  // from here a word written small may be made from a name
	// longWord is the number of letters of such a word.
	longWord = 5
)

// nameWord is a word of a text and what is known of it as a name.
type nameWord struct {
	text    string
	letters int
	capital bool // begins with a capital letter

	known    bool // what follows is known
	folded   string
	concepts []lexicon.Concept
	keys     []uint64 // once they have been asked for
}

// nameWords lists the words of a text with or without a capital letter. It is never
// nil.
func nameWords(text string, capital bool) []nameWord {
	out := []nameWord{}
	for i := 0; i < len(text); {
		n := quickWord(text[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		n = scriptEnd(text[i : i+n])
		w := nameWord{text: text[i : i+n]}
		u, _ := utf8.DecodeRuneInString(w.text)
		if w.capital = unicode.IsUpper(u); w.capital {
			if m := initialsLength(text[i:]); m > n {
				w.text, n = strings.ReplaceAll(text[i:i+m], ".", ""), m
			}
		}
		if w.capital == capital {
			out = append(out, w)
		}
		i += n
	}
	return out
}

// hangulJamo is the first letter of the scripts of East Asia.
const hangulJamo = '\u1100'

// scriptEnd is the number of bytes of a word, or of its beginning in Latin letters, if what
// is behind them is a particle: "HTTP서버" is HTTP.
func scriptEnd(word string) int {
	if word[0] >= utf8.RuneSelf {
		return len(word)
	}
	at := strings.IndexFunc(word, func(u rune) bool {
		return u >= hangulJamo && unicode.In(u, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
	if at < 0 {
		return len(word)
	}
	return at
}

// quickWord is [inline.WordLength], quick for words in plain small letters.
func quickWord(text string) int {
	n := 0
	for n < len(text) && text[n] >= 'a' && text[n] <= 'z' {
		n++
	}
	if n > 0 && (n == len(text) || text[n] == ' ' || text[n] == ',' || text[n] == '.') {
		return n
	}
	return inline.WordLength(text)
}

// initialsLength is the number of bytes of an abbreviation with full stops that text
// begins with: "U.S.".
func initialsLength(text string) int {
	n := 0
	for n+1 < len(text) && text[n] >= 'A' && text[n] <= 'Z' && text[n+1] == '.' {
		n += 2
	}
	if n < len("U.S.") {
		return 0
	}
	return n
}

// name is the word without the ending behind an apostrophe. That of "O'Brien" is
// none.
func (w *nameWord) name() string {
	if i := strings.IndexAny(w.text, "'’"); i >= 2 {
		return w.text[:i]
	}
	return w.text
}

// lookUp looks the word up, once.
func (w *nameWord) lookUp(words *lexicon.Words) *nameWord {
	if !w.known {
		w.known = true
		w.letters = utf8.RuneCountInString(w.name())
		w.folded = words.Fold(w.text)
		if w.text == "US" { // no "us"
			w.folded = "usa"
		}
		w.concepts = words.Concepts(w.folded, nil)
	}
	return w
}

// nameKeys are what the word can be found by as a name, never nil.
func (w *nameWord) nameKeys() []uint64 {
	if w.keys == nil {
		w.keys = lexicon.NameKeys(w.text, []uint64{})
	}
	return w.keys
}

// isSame reports whether two words are the same, or stand for the same thing.
func (w *nameWord) isSame(o *nameWord) bool {
	return w.folded == o.folded || haveCommon(w.concepts, o.concepts)
}

// isOther reports whether the lexicon knows both words, for different things: Iran
// and Iraq, whatever their spelling.
func (w *nameWord) isOther(o *nameWord) bool {
	return len(w.concepts) > 0 && len(o.concepts) > 0 && !haveCommon(w.concepts, o.concepts)
}

// answersName reports whether a word of the other side may be there for a name: it is
// the same, it has its consonants, or it is a small word made from it.
func (w *nameWord) answersName(o *nameWord) bool {
	if w.isSame(o) {
		return true
	}
	if !o.capital && o.letters >= longWord && w.isLike(o, likeWord) {
		return true
	}
	least := sharedName
	if !o.capital {
		least = sharedWord
	}
	return haveCommon(w.nameKeys(), o.nameKeys()) && w.isLike(o, least)
}

// wholeSkeleton is the number of consonants of a name that a longer word can hold.
const wholeSkeleton = 5

// isWithin reports whether one word holds the consonants of the other: "Atlantic"
// is in «Североатлантического».
func (w *nameWord) isWithin(o *nameWord) bool {
	a, b := lexicon.Skeleton(w.name()), lexicon.Skeleton(o.name())
	if len(a) > len(b) {
		a, b = b, a
	}
	a = strings.TrimLeft(a, "aeiou") // a vowel shows only where a word begins
	return len(a) >= wholeSkeleton && !w.isOther(o) && strings.Contains(b, a[:len(a)-1])
}

// isLike reports whether two words are spelled alike and about as long.
func (w *nameWord) isLike(o *nameWord, least float64) bool {
	short, long := min(w.letters, o.letters), max(w.letters, o.letters)
	return short > 2 && 2*short >= long && !w.isOther(o) && lexicon.NameSimilarity(w.text, o.text) >= least
}

// haveCommon reports whether two short lists have an element in common.
func haveCommon[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}
