// Package spelling says whether a word is one of a language, so that a slip of
// the pen can be told from a change of meaning: "recieve" is no English word,
// "unsafe" is.
//
// The English list is made of the American and British lists of SCOWL (Spell
// Checker Oriented Word Lists, size 60), as Debian ships them in wamerican and
// wbritish; its licence is in LICENSE.SCOWL. `go generate` makes it again from
// the files of those packages.
package spelling

import (
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

//go:generate go run make.go english.txt.gz /usr/share/dict/american-english /usr/share/dict/british-english

// english are the words in lower case, sorted, each as a letter for the number
// of leading bytes that it shares with the word before it ('a' is none), and the
// rest of it; a line each.
//
//go:embed english.txt.gz
var english string

// Has reports whether a list of the language (BCP 47 tag) is to be had.
func Has(lang string) bool {
	base, _ := language.Make(lang).Base()
	return base.String() == "en"
}

// Known reports whether a word, in any case, is English, or is made of an
// English word by a prefix that English puts before any ("unencrypted",
// "hypotension"), or is such a prefix by itself ("macro"). What it knows is a word;
// what it does not know may still be one.
func Known(word string) bool {
	word = strings.ToLower(word)
	if listed(word) || len(word) >= shortestStem && slices.Contains(prefixes, word) {
		return true
	}
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(word, p); ok && len(rest) >= shortestStem && listed(rest) {
			return true
		}
	}
	return false
}

// shortestStem is the number of letters from which what stands behind a prefix
// is a word of its own: in shorter ones it is so by accident.
const shortestStem = 5

// prefixes are those that turn or shift the meaning of what they stand before.
var prefixes = strings.Fields(`anti auto co counter de dis hyper hypo il im in inter intra ir macro micro mid mis mono multi
	non over out poly post pre pro re semi sub super trans ultra un under up`)

// IsDerived reports whether one of two words is the other with a prefix that
// turns its meaning, or both have such prefixes before one stem.
func IsDerived(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	stems := stemsOf(a)
	for _, stem := range stemsOf(b) {
		if slices.Contains(stems, stem) {
			return true
		}
	}
	return false
}

// stemsOf are the word and what stands behind each of its possible prefixes.
func stemsOf(word string) []string {
	out := []string{word}
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(word, p); ok && len(rest) > 1 {
			out = append(out, rest)
		}
	}
	return out
}

func listed(word string) bool {
	_, ok := slices.BinarySearch(words(), word)
	return ok
}

// words reads the list once, when the first word is asked for.
var words = sync.OnceValue(func() []string {
	r, err := gzip.NewReader(strings.NewReader(english))
	if err != nil {
		panic(err) // the list is part of the program
	}
	data, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return Unfold(string(data))
})

// Fold writes sorted words as [Unfold] reads them. They are of lower-case ASCII
// letters.
func Fold(words []string) string {
	var b strings.Builder
	last := ""
	for _, w := range words {
		n := 0
		for n < min(len(w), len(last), 'z'-'a') && w[n] == last[n] {
			n++
		}
		b.WriteByte('a' + byte(n))
		b.WriteString(w[n:])
		b.WriteByte('\n')
		last = w
	}
	return b.String()
}

// Unfold is the inverse of [Fold].
func Unfold(folded string) []string {
	out := make([]string, 0, strings.Count(folded, "\n"))
	last := ""
	for line := range strings.Lines(folded) {
		last = last[:line[0]-'a'] + strings.TrimSuffix(line[1:], "\n")
		out = append(out, last)
	}
	return out
}
