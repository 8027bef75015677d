package catalog

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// parameter matches what a program fills in and may be something else where nothing but
// the text at hand is known: %1 of Qt and KDE (one per cent in Turkish), %n of Qt and Nextcloud,
// $1 of MediaWiki (a dollar), $name, <%= name %>, and %#@files@ of Apple.
var parameter = regex.Lazy(`%(?:L?[1-9]\d?|n|#@\w+@)|\$(?:[1-9]|[a-z_]\w*)|<%[=-]?[^%<>]*%>`)

// parametersOf are the parameters of a text, each once, in order.
func parametersOf(text string, d Dialect) []string {
	var out []string
	for _, t := range inline.Placeholders(nil, text, d.Syntax()) {
		if t.Kind == inline.Placeholder || !strings.ContainsAny(t.Of(text), "%$") {
			continue
		}
		for _, at := range parameter.FindAllStringIndex(t.Of(text), -1) {
			start, end := t.Start+at[0], t.Start+at[1]
			of := text[start:end]
			if stands(text, start, end) && !slices.Contains(out, of) {
				out = append(out, of)
			}
		}
	}
	return out
}

// stands reports whether what may be a parameter stands by itself: it is no part of a word or a
// number, of an address, of an escaped sign, and calls nothing.
func stands(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, size := utf8.DecodeRuneInString(text[end:])
	if text[start] == '<' {
		return true
	}
	if isOfWord(before) && !inline.Unspaced(before) || strings.ContainsRune(`$%@\&`, before) || isOfWord(after) && !inline.Unspaced(after) || strings.ContainsRune("$%@(", after) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[end+size:])
	return after != '.' && after != ',' || !unicode.IsDigit(next)
}

func isOfWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// compareParameters reports the parameters of the source that the translation does not have, and
// what it has in their places. One with a number is not missed where the number stands, and a
// dollar sign tells one only if the text counts with it from 1: "$5" is a price.
func (c *comparison) compareParameters(form, source, target string) {
	all, have := parametersOf(source, c.source.Dialect), parametersOf(target, c.target.Dialect)
	free := c.isExact(c.target.Language, form)
	counted := c.countsDollars(source, all)
	same := func(of string) bool {
		return hasParameter(target, of) || slices.ContainsFunc(have, func(x string) bool { return plainParameter(x) == plainParameter(of) })
	}
	var gone, come []hole
	for _, of := range all {
		number := strings.TrimLeft(of, "$%L")
		isNumbered := strings.Trim(number, "0123456789") == ""
		if same(of) || free && of == "%n" || isNumbered && (hasNumber(target, number, c.target) || of[0] == '$' && !counted) {
			continue
		}
		gone = append(gone, hole{of, of})
	}
	for _, of := range have {
		if len(come) < len(gone) && !slices.Contains(all, of) && !strings.ContainsAny(of[1:2], "0123456789") {
			come = append(come, hole{of, of})
		}
	}
	c.pairHoles(gone, come)
}

// plainParameter is a parameter without what says how it is written: %L1 is %1, and <%=name%> is
// <%= name %>.
func plainParameter(of string) string {
	if of[0] == '<' {
		return strings.Join(strings.Fields(of), "")
	}
	return strings.Replace(of, "%L", "%", 1)
}

// hasParameter reports whether a parameter stands anywhere in a text, also in one of its choices
// and right behind a word or another. A figure or a letter behind it makes another of it.
func hasParameter(text, of string) bool {
	last, _ := utf8.DecodeLastRuneInString(of)
	for at := 0; ; {
		k := strings.Index(text[at:], of)
		if k < 0 {
			return false
		}
		at += k + len(of)
		after, _ := utf8.DecodeRuneInString(text[at:])
		if unicode.IsDigit(last) && !unicode.IsDigit(after) || !unicode.IsDigit(last) && (!isOfWord(last) || !isOfWord(after) || inline.Unspaced(after)) {
			return true
		}
	}
}

// countsDollars reports whether the parameters of a source with a dollar sign and a number are two
// or more, have all the numbers from 1 to that of the last, and none is an amount: "$1 million".
func (c *comparison) countsDollars(source string, parameters []string) bool {
	n, last := 0, 0
	for _, of := range parameters {
		if number, err := strconv.Atoi(strings.TrimPrefix(of, "$")); err == nil && of[0] == '$' {
			if n, last = n+1, max(last, number); !hasNumber(source, strconv.Itoa(number), c.source) {
				return false
			}
		}
	}
	return n > 1 && n == last
}

// hasNumber reports whether a text of a catalogue has a number, in whatever figures or words.
func hasNumber(text, number string, of *Catalog) bool {
	facts := anchor.Reading{Language: anchor.LanguageOf(of.Language), Syntax: of.Dialect.Syntax()}.Scan(text)
	return slices.ContainsFunc(facts, func(f anchor.Anchor) bool { return f.Value == number })
}

// barePercent matches a percent sign that is not doubled, as one must be beside verbs of printf,
// and the figures behind it: "%50". Before a letter it may begin a verb.
var barePercent = regex.Lazy(`%\d*(?:[^\pL\d%$.(<{]|$)`)

// bareOf is the first such percent sign of a text, "" if there is none.
func bareOf(text string, syntax inline.Syntax) string {
	for _, t := range inline.Placeholders(nil, text, syntax) {
		if t.Kind != inline.Placeholder {
			if of := barePercent.FindString(strings.ReplaceAll(t.Of(text), "%%", "  ")); of != "" {
				return of[:1+len(of[1:])-len(strings.TrimLeft(of[1:], "0123456789"))]
			}
		}
	}
	return ""
}
