// Package spelling says whether a word is one of a language, so that a slip of
// the pen can be told from a change of meaning: "recieve" is no English word,
// "unsafe" is; and which of some names a word was meant to be.
//
// The English list is made of the American and British lists of SCOWL (Spell
// Checker Oriented Word Lists, size 60), as Debian ships them in wamerican and
// wbritish; its licence is in LICENSE.SCOWL. `go generate` makes it again from
// the files of those packages.
package spelling

import (
	_ "embed" // for the list
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/xsync-project/xsync/sync/internal/langdata"
)

//go:generate go run make.go english.txt /usr/share/dict/american-english /usr/share/dict/british-english

// english are the words in lower-case ASCII letters, sorted, a line each. A word is looked up
// where it stands: to unpack the list takes longer than most texts need all in all.
//
//go:embed english.txt
var english string

// Has reports whether a list of the language (BCP 47 tag) is to be had.
func Has(lang string) bool { return langdata.Base(lang) == "en" }

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

// listed reports whether the list has a word.
func listed(word string) bool {
	for list := english; list != ""; { // of whole lines
		from := strings.LastIndexByte(list[:len(list)/2], '\n') + 1
		to := from + strings.IndexByte(list[from:], '\n')
		switch line := list[from:to]; {
		case line == word:
			return true
		case line < word:
			list = list[to+1:]
		default:
			list = list[:from]
		}
	}
	return false
}

// maxMisspelt is the length of the longest word, in bytes, that is taken for a misspelt one.
const maxMisspelt = 200

// Nearest is the name that a word was probably meant to be, in whatever case, or "": the one
// that the fewest letters have to be changed for, at most a third of them and three.
func Nearest(word string, names []string) string {
	if len(word) > maxMisspelt {
		return ""
	}
	best, least := "", 1+min((len(word)+2)/3, 3)
	for _, n := range names {
		if d := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(n)); d < least {
			best, least = n, d
		}
	}
	return best
}
