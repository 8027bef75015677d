// Package sentence cuts the text of a segment into sentences.
package sentence

import (
	"strings"
	"sync"
	"unicode"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Span is a sentence of a text, from Start up to End, without the blanks around it.
type Span struct{ Start, End int }

// Split cuts a text into sentences by the rules of Unicode (UAX #29), and joins again
// what an abbreviation, an initial or an ordinal with a full stop has cut, and what
// stands in one code span, formula, address or the like. A line that was wrapped ends no
// sentence. Law: the spans rise, none is empty, and what stands between them is white
// space.
func Split(text string) []Span {
	var out []Span
	open, at := 0, 0
	codes := inline.Scan(nil, text, inline.Markdown, nil)
	lines := stopped(strings.ReplaceAll(text, "\n", " "))
	add := func() {
		if s, ok := trimmed(lines, open, at); ok {
			out = append(out, s)
		}
		open = at
	}
	end := func(n int) {
		at += n
		for len(codes) > 0 && codes[0].End <= at {
			codes = codes[1:]
		}
		within := len(codes) > 0 && codes[0].Start < at && codes[0].Protected()
		if !within && !endsUnfinished(lines[open:at]) {
			add()
		}
	}
	for tokens := sentences.FromString(lines); tokens.Next(); {
		token, done := tokens.Value(), 0
		if _, behind, _ := strings.Cut(token, "."); strings.ContainsAny(behind, "0123456789") { // in most is none
			for _, m := range beforeFigure.FindAllStringIndex(token, -1) {
				end(m[1] - 1 - done)
				done = m[1] - 1
			}
		}
		end(len(token) - done)
	}
	add()
	return out
}

// beforeFigure is the end of a sentence before a figure, where the rules of Unicode see an
// abbreviation: one of so many letters is hardly ever written, nor a short one that ends in
// a vowel.
var beforeFigure = regex.Lazy(`(?:\p{Ll}{5}|\p{Ll}{3}[aeıioöuüаеиоуыэюя])[.][»”"’)]*\s+[0-9]`)

// stopped is a text with a full stop in the place of a colon behind an Armenian word, which
// is written for the full stop of that script. It is as long as the text.
func stopped(text string) string {
	if !strings.Contains(text, ":") {
		return text
	}
	out := []byte(text)
	last := rune(0)
	for at, u := range text {
		if u == ':' && unicode.Is(unicode.Armenian, last) {
			out[at] = '.'
		}
		if !strings.ContainsRune("»”\")", u) {
			last = u
		}
	}
	return string(out)
}

// trimmed is the span between two offsets of a text without the blanks around it.
func trimmed(text string, from, to int) (Span, bool) {
	s := strings.TrimSpace(text[from:to])
	from += len(text[from:to]) - len(strings.TrimLeftFunc(text[from:to], unicode.IsSpace))
	return Span{from, from + len(s)}, s != ""
}

// Texts are the sentences of a text, each line of which is joined to the next by a
// blank.
func Texts(text string) []string {
	spans := Split(text)
	out := make([]string, len(spans))
	for k, s := range spans {
		out[k] = strings.ReplaceAll(text[s.Start:s.End], "\n", " ")
	}
	return out
}

// abbreviations are short words after which a full stop ends no sentence.
var abbreviations = sync.OnceValue(func() map[string]bool { return langdata.Union("abbreviation") })

// letters are several initials, the last without its full stop.
var letters = regex.Lazy(`^(\p{Lu}[.])+\p{Lu}$`)

// endsUnfinished reports whether a text ends in a full stop that ends no sentence.
func endsUnfinished(text string) bool {
	text = strings.TrimRight(text, " \n")
	body, ok := strings.CutSuffix(text, ".")
	if !ok {
		return false
	}
	last := body[strings.LastIndexFunc(body, func(u rune) bool { return unicode.IsSpace(u) || u == '(' })+1:]
	if abbreviations()[strings.ToLower(last)] {
		return true
	}
	runes := []rune(last)
	switch {
	case len(runes) == 1 && unicode.IsUpper(runes[0]): // an initial
		return true
	case letters.MatchString(last): // U.S.
		return true
	case len(runes) > 0 && len(runes) <= 3 && strings.Trim(last, "0123456789IVX") == "": // an ordinal
		return true
	}
	return false
}
