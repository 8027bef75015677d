package catalog

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// compareEnds compares how two texts end. A full stop counts only between languages that
// write one.
func (c *comparison) compareEnds(a, b string) {
	x, y := endsOf(a, c.source.Language), endsOf(b, c.target.Language)
	stopless := unstopped[langdata.Base(c.source.Language)] || unstopped[langdata.Base(c.target.Language)]
	if strings.ContainsAny(x, y) || stopless && strings.ContainsAny(x, unmarked+".") && strings.ContainsAny(y, unmarked+".") {
		return
	}
	c.addFinding(Punctuation, firstOf(x), firstOf(y))
}

// firstOf is the first of the marks that an end may stand for, "" if that is none.
func firstOf(ends string) string {
	_, size := utf8.DecodeRuneInString(ends)
	return strings.TrimSuffix(ends[:size], unmarked)
}

// unmarked stands for the end of a text in no mark.
const unmarked = " "

// unstopped are languages that end a sentence in no mark.
var unstopped = map[string]bool{"th": true, "lo": true}

// marks are the marks that end texts, in the scripts that have their own, and
// the one that they are told by.
var marks = map[rune]string{
	'.': ".", '。': ".", '．': ".", '｡': ".", '।': ".", '॥': ".", '։': ".", '۔': ".", '។': ".", '៕': ".", '။': ".", '።': ".", '།': ".", '༎': ".", '᱾': ".", '꯫': ".", '᠃': ".",
	'!': "!", '！': "!", '?': "?", '？': "?", '؟': "?", '፧': "?", '\u037E': "?", ':': ":", '：': ":", '៖': ":", '፦': ":",
	'…': "…", '⋯': "…", ',': ",", '，': ",", '、': ",", '،': ",", '፣': ",", '၊': ",", ';': ";", '；': ";", '؛': ";", '፤': ";",
}

// marksIn are the marks that end texts otherwise in a language than in others, with all
// that they may stand for, the likeliest first: a semicolon asks in Greek, the full stop
// ends questions too where a word asks, and what ends a sentence in Armenian is also
// written as a colon.
var marksIn = map[string]map[rune]string{
	"am": {'፡': ":"},
	"bo": {'།': ".?!"},
	"dz": {'།': ".?!"},
	"el": {';': "?", '·': ";", '\u0387': ";"},
	"hy": {':': ".:", '.': ".:", '\u2024': ":.", '՝': ":"},
	"ja": {'。': ".?"},
	"my": {'။': ".?!"},
	"ti": {'፡': ":"},
}

// endsOf are the marks that the end of a text may stand for, before closing quotation
// marks and brackets; [unmarked] is one of them.
func endsOf(text, lang string) string {
	text = strings.TrimRightFunc(text, isBehindEnd)
	last, _ := utf8.DecodeLastRuneInString(text)
	base := langdata.Base(lang)
	ends := cmp.Or(marksIn[base][last], marks[last], unmarked)
	switch {
	case marks[last] == "." && strings.HasSuffix(text, strings.Repeat(string(last), 3)):
		return "…"
	case strings.HasSuffix(text, "፡፡"): // typed for the full stop that looks like it
		return "."
	case base == "hy":
		return armenianEnds(text, ends)
	}
	return ends
}

// isBehindEnd reports whether a character may stand behind the mark that ends a text.
func isBehindEnd(u rune) bool {
	return unicode.In(u, unicode.White_Space, unicode.Cf, unicode.Pf, unicode.Pi, unicode.Pe) && u != '}' || strings.ContainsRune("\"'*_`", u)
}

// armenianEnds are the marks that the end of an Armenian text may stand for: those of
// questions and calls stand on a word of the last sentence. What calls or stresses may
// stand in a plain sentence too.
func armenianEnds(text, ends string) string {
	words := strings.Fields(text)
	for k, word := range slices.Backward(words) {
		word = strings.TrimRightFunc(word, isBehindEnd)
		switch {
		case k < len(words)-1 && (strings.HasSuffix(word, "։") || strings.HasSuffix(word, ":")):
			return ends
		case strings.Contains(word, "՞"):
			return "?"
		case strings.ContainsAny(word, "՜՛") && !strings.Contains(ends, "!"):
			ends += "!"
		}
	}
	return ends
}
