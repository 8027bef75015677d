package drift

import (
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// clauseWords is the number of words in a row, names and the like apart, from which a part
// of a sentence that stands in the source as well is told.
const clauseWords = 7

// clauseLeft is the longest part of a sentence of the target that is the source's, word for
// word, in the source's language; "" if there is none that is long enough.
func (e *examination) clauseLeft(source, target *align.Segment) string {
	if bare := withoutTitles(target.Text); bare != target.Text {
		t := align.SegmentOf(&block.Block{Kind: target.Kind, Text: bare, Syntax: target.Syntax}, e.target.Language)
		target = &t
	}
	from, to := readableWords(source.Text, source.Anchors), readableWords(target.Text, target.Anchors)
	at, n := longestRun(from, to, clauseWords)
	if n == 0 || n == len(to) {
		return ""
	}
	words := to[at : at+n]
	if !e.tongues.inSource(words, strings.Join(words, " "), []*align.Segment{source}, true) {
		return ""
	}
	left := passage(target.Text, words)
	if strings.Contains(target.Text, left) && !strings.Contains(withoutExamples(target.Text, source.Text), left) {
		return ""
	}
	return left
}

// withoutTitles is a text without the links that are called as the place in the page that they
// lead to is: the names of its headings.
func withoutTitles(text string) string {
	plain := func(s string) string {
		return strings.ToLower(strings.Map(func(u rune) rune {
			if !unicode.IsLetter(u) && !unicode.IsDigit(u) {
				return -1
			}
			return u
		}, s))
	}
	return linkInPage.ReplaceAllStringFunc(text, func(link string) string {
		name, place, _ := strings.Cut(link, "](#")
		if plain(name) != plain(place) {
			return link
		}
		return ""
	})
}

// linkInPage matches a link to a place in its own page.
var linkInPage = regex.Lazy(`\[[^\[\]]*\]\(#[^()\s]*\)`)

// longestRun is where in b the longest run of words begins of which any least in a row stand in
// a too, and its length; 0 if there is none. Its time grows with the length of the texts and
// no faster, however much in them is repeated.
func longestRun(a, b []string, least int) (at, n int) {
	known := map[string]bool{}
	for i := least; i <= len(a); i++ {
		known[strings.Join(a[i-least:i], " ")] = true
	}
	run := 0
	for end := least; end <= len(b); end++ {
		if !known[strings.Join(b[end-least:end], " ")] {
			run = 0
			continue
		}
		if run = max(run+1, least); run > n {
			at, n = end-run, run
		}
	}
	return at, n
}

// passage is the part of a text from the first to the last of some words, which stand in it
// one behind the other; the words alone if it is not found.
func passage(text string, words []string) string {
	for from := 0; ; {
		k := strings.Index(text[from:], words[0])
		if k < 0 {
			return strings.Join(words, " ")
		}
		begin := from + k
		end, ok := begin, true
		for _, w := range words {
			k := strings.Index(text[end:], w)
			if ok = k >= 0 && k <= gapBytes; !ok {
				break
			}
			end += k + len(w)
		}
		if ok {
			return text[begin:end]
		}
		from = begin + len(words[0])
	}
}

// gapBytes is how far two words of a passage may be apart, with a name or code between.
const gapBytes = 60
