package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// word is a word of running prose.
type word struct {
	folded     string
	start, end int  // bytes of the text
	capital    bool // begins with a capital letter
	first      bool // begins a sentence, or the text
	apart      bool // something else than a blank or a hyphen stands before it
	joined     bool // a hyphen joins it to the word before it
	path       bool // part of a path or the name of a file
}

// wordsOf are the words of the prose in a text. Code, addresses, targets of links,
// placeholders and the like have none.
func wordsOf(text string, fold func(string) string) []word {
	var out []word
	apart, first := true, true
	for _, token := range inline.Scan(nil, text, inline.Markdown, nil) {
		if token.Kind != inline.Text {
			if token.Kind == inline.Open || token.Kind == inline.Close || token.Kind == inline.Middle {
				continue // emphasis does not part words
			}
			apart = true
			continue
		}
		chunks := pathsIn(text, token.Start, token.End)
		for at := token.Start; at < token.End; {
			n := inline.WordLength(text[at:token.End])
			if n == 0 {
				u, size := utf8.DecodeRuneInString(text[at:])
				apart = apart || !unicode.IsSpace(u) && u != '-' && u != '\u2011'
				first = first || strings.ContainsRune(".!?:;…", u)
				at += size
				continue
			}
			for _, part := range strings.SplitAfter(text[at:at+n], "-") {
				bare := strings.TrimSuffix(part, "-")
				u, _ := utf8.DecodeRuneInString(bare)
				if bare != "" {
					out = append(out, word{
						folded: fold(bare), start: at, end: at + len(bare), capital: unicode.IsUpper(u), first: first, apart: apart,
						joined: at > 0 && text[at-1] == '-', path: chunks.has(at),
					})
					apart, first = false, false
				}
				at += len(part)
			}
		}
	}
	return out
}

// spans are pieces of a text, in order.
type spans [][2]int

func (s spans) has(at int) bool {
	for _, span := range s {
		if at < span[1] {
			return at >= span[0]
		}
	}
	return false
}

// pathLike matches what is a path or the name of a file, a module or a variable.
var pathLike = regex.Lazy(`[^\s()\[\]{}"'«»“”]*(?:[\pL\pN]_[\pL\pN]|[\pL\pN]\.[\pL\pN]|\.\.?/|/[^\s/]+/)[^\s()\[\]{}"'«»“”]*`)

// pathsIn are the paths in a part of a text.
func pathsIn(text string, from, to int) spans {
	var out spans
	if !strings.ContainsAny(text[from:to], "_./") {
		return nil
	}
	for _, m := range pathLike.FindAllStringIndex(text[from:to], -1) {
		out = append(out, [2]int{from + m[0], from + m[1]})
	}
	return out
}

// pattern is a term as its words, each with the stems that it may have.
type pattern struct {
	words  [][]stem // the stems of each word
	exact  []string // the words, folded
	proper bool     // written with a capital letter: a name, which is found as such
}

// language tells how the words of a language are compared.
type language struct {
	words *lexicon.Words
	stems func(word string, last, several bool) []stem
	// ending reports whether a noun or an adjective can end in a text behind a stem;
	// nil leaves it to the lexicon.
	ending func(rest string) bool
}

func languageOf(tag string) language {
	l := language{words: lexicon.For(tag), stems: plainStems}
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch base {
	case "tr", "az":
		l.stems, l.ending = turkishStems, turkishEndings.MatchString
	case "ru", "uk", "be":
		l.stems, l.ending = slavicStems, func(rest string) bool { return slavicEndings[rest] }
	case "en":
		l.stems, l.ending = englishStems, func(rest string) bool { return englishEndings[rest] }
	}
	return l
}

// pattern makes a pattern of a term.
func (l *language) pattern(term string) pattern {
	var p pattern
	list := wordsOf(term, l.words.Fold)
	for k, w := range list {
		p.exact = append(p.exact, w.folded)
		p.words = append(p.words, l.stems(w.folded, k == len(list)-1, len(list) > 1))
		p.proper = p.proper || w.capital
	}
	return p
}

// matchesWord reports whether a word of a text is a form of one of a pattern; loosely,
// whether it may be derived from it as well, as an adjective from a noun.
func (l *language) matchesWord(p *pattern, k int, folded string, loosely bool) bool {
	if folded == p.exact[k] {
		return true
	}
	for _, s := range p.words[k] {
		if rest, ok := strings.CutPrefix(folded, s.text); ok && (rest == "" || l.ends(s, rest, loosely)) {
			return true
		}
	}
	return false
}

// ends reports whether the rest of a word can be the ending of a form of a stem.
func (l *language) ends(s stem, rest string, loosely bool) bool {
	if l.ending != nil && l.ending(rest) || (rest == "s" || rest == "es") && ascii(s.text) {
		return true // words of English keep their plural where they are borrowed
	}
	return (l.ending == nil || s.loose || loosely) && l.words.Ending(s.text, rest)
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(u rune) bool { return u >= utf8.RuneSelf }) < 0
}

// at reports whether a pattern stands at a word of a text.
func (l *language) at(p *pattern, text []word, from int, loosely bool) bool {
	if from+len(p.words) > len(text) || len(p.words) == 0 {
		return false
	}
	for k := range p.words {
		if k > 0 && text[from+k].apart || !l.matchesWord(p, k, text[from+k].folded, loosely) {
			return false
		}
	}
	return true
}

// scattered reports whether all words of a pattern stand somewhere in a text: other
// words may stand between them, and their order may be another one.
func (l *language) scattered(p *pattern, text []word) bool {
	for k := range p.words {
		found := false
		for i := range text {
			if found = l.matchesWord(p, k, text[i].folded, true); found {
				break
			}
		}
		if !found {
			return false
		}
	}
	return len(p.words) > 0
}
