package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// form says how a stem of the table came about, and so what may follow it.
type form uint8

const (
	plain   form = iota // the word as listed
	exact               // nothing may follow
	dropped             // English: the final e is gone, as in "mak-ing"
	changed             // English: the final y has become i, as in "studi-es"
	doubled             // English: the final consonant is doubled, as in "stopp-ed"
	forms
)

// acceptor reports whether rest can be the ending of a word that begins with
// the stem; neither is empty.
type acceptor func(stem, rest string, f form) bool

var englishEndings = [forms]map[string]bool{
	plain:   wordset.Of("s es ed d r rs ing ings er ers est ly ally"),
	dropped: wordset.Of("ing ings able"),
	changed: wordset.Of("es ed er ers est ly"),
	doubled: wordset.Of("ing ings ed er ers est"),
}

// acceptEnglish knows the regular endings. "d" and "r" follow only an e, "ed"
// and "er" never do, and "es" only what hisses or ends in o.
func acceptEnglish(stem, rest string, f form) bool {
	if len(rest) > 4 || f == exact || !englishEndings[f][rest] {
		return false
	}
	if f != plain {
		return true
	}
	last := stem[len(stem)-1]
	switch rest {
	case "d", "r", "rs":
		return last == 'e'
	case "ed", "er", "ers", "est", "ing", "ings":
		return last != 'e' || rest[0] == 'i'
	case "es":
		return strings.IndexByte("sxzho", last) >= 0
	case "ally":
		return last == 'c'
	}
	return true
}

// Bounds of endings, in letters. Turkish strings its endings together and
// needs more room than Russian, which changes one.
const (
	longestTurkish = 10
	longestRussian = 7
	longestOther   = 4
	// longestInflected is that of the languages of which the common words are known.
	longestInflected = 5
)

// acceptTurkish allows what consists of the sounds of Turkish endings: they
// have no f, h, j, v or ö, an o only in the present tense (-yor), and a p only
// after the vowel of -ip.
func acceptTurkish(stem, rest string, f form) bool {
	if f == exact || len(rest) > 2*longestTurkish || letters(rest) > min(longestTurkish, letters(stem)+5) {
		return false
	}
	for i, r := range rest {
		switch r {
		case 'f', 'h', 'j', 'v', 'w', 'x', 'q', 'ö', '\'', '_':
			return false
		case 'o':
			if !strings.HasPrefix(rest[i:], "or") || i == 0 || rest[i-1] != 'y' {
				return false
			}
		case 'p':
			if i == 0 || rest[i-1] != 'i' && rest[i-1] != 'u' && rest[i-1] != 0xbc {
				return false
			}
		default:
			if r >= '0' && r <= '9' {
				return false
			}
		}
	}
	return true
}

// acceptRussian allows what consists of the sounds of Russian endings and of
// the commonest suffixes.
func acceptRussian(stem, rest string, f form) bool {
	if f == exact || letters(rest) > min(longestRussian, letters(stem)+1) {
		return false
	}
	for _, r := range rest {
		switch r {
		case 'б', 'ж', 'з', 'п', 'ф', 'ъ', 'э':
			return false
		}
		if r < 'а' || r > 'я' {
			return false
		}
	}
	return true
}

func acceptOther(stem, rest string, f form) bool {
	return f != exact && letters(rest) <= min(longestOther, letters(stem)/2)
}

// Ending reports whether the rest of a folded word that begins with a stem can be an
// ending of the language; neither is empty.
func (w *Words) Ending(stem, rest string) bool {
	return w != nil && stem != "" && rest != "" && w.accepts(stem, rest, plain)
}

// letters counts the code points of s.
func letters(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// acceptInflected allows an ending that is no longer than the stem.
func acceptInflected(stem, rest string, f form) bool {
	return f != exact && letters(rest) <= min(longestInflected, letters(stem))
}

// acceptStrung allows endings that are strung together, or a particle.
func acceptStrung(stem, rest string, f form) bool {
	return f != exact && letters(rest) <= min(longestTurkish, letters(stem)+4)
}

// acceptAny allows whatever follows in a script that has no blanks between words.
func acceptAny(string, string, form) bool { return true }

// acceptWhole allows nothing to follow but what is no letter.
func acceptWhole(_, rest string, _ form) bool {
	u, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLetter(u)
}
