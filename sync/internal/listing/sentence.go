package listing

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// A sentence in a line of code has values in it, which other languages put in another order:
// "Page " + n + " of " + all, and between tags Page {n} of {all}.

var (
	// joined matches texts and values that are put together in what [codeLine.code] makes of a
	// line: two single quotation marks stand for a text for people.
	joined = regex.Lazy(joinedPart + `(?:\s*\+\s*` + joinedPart + `)+`)
	// part matches one of them.
	part = regex.Lazy(joinedPart)
	// filled matches the tags of a line, and the values that are filled in.
	filled = regex.Lazy(`</?[A-Za-z][^<>{}=]*(?:="[^"<>{}]*"[^<>{}=]*)*>|\{[^{}]*\}`)
)

const joinedPart = `(?:''|"[^"]*"|'[^']*'|[\p{L}_$][\p{L}\p{N}_$.\[\]]*(?:\([^()]*\))?)`

// saysInOrder is a line of code with the values of its sentences in one order and their words
// left out; where it has no sentence, it is the line. Tags says that text stands between tags.
func saysInOrder(line string, tags bool) string {
	line = joined.ReplaceAllStringFunc(line, func(sum string) string {
		parts := part.FindAllString(sum, -1)
		if !slices.Contains(parts, "''") {
			return sum
		}
		return "'' + " + sortedValues(slices.DeleteFunc(parts, func(p string) bool {
			return p == "''" || strings.ContainsRune(`"'`, rune(p[0])) && strings.IndexFunc(p, unicode.IsLetter) < 0
		}))
	})
	if !tags {
		return line
	}
	var values []string
	var out, text strings.Builder
	at := 0
	for _, p := range filled.FindAllStringIndex(line, -1) {
		text.WriteString(line[at:p[0]] + " ")
		if at = p[1]; line[p[0]] == '{' {
			values = append(values, line[p[0]:p[1]])
		} else {
			out.WriteString(line[p[0]:p[1]])
		}
	}
	text.WriteString(line[at:])
	if !isSentence(strings.TrimSpace(text.String()), len(values) > 0) {
		return line
	}
	return out.String() + sortedValues(values)
}

func sortedValues(values []string) string {
	slices.Sort(values)
	return strings.Join(values, " + ")
}

// isSentence reports whether what stands outside of tags and values is text: words that no
// language of programs reserves, and no signs of code. A name and its value are words too, so
// that a text begins with a capital, and ends in a mark where no value is in it; or it is several
// words around values.
func isSentence(text string, valued bool) bool {
	words := strings.FieldsFunc(text, func(u rune) bool { return !unicode.IsLetter(u) && u != '\'' && u != '’' })
	if len(words) == 0 || strings.HasSuffix(text, ",") && strings.Contains(text, ":") || codeSign.MatchString(text) || scriptSign.MatchString(text) ||
		slices.ContainsFunc(words, func(w string) bool { return reserved[w] }) {
		return false
	}
	if unicode.IsUpper([]rune(words[0])[0]) {
		return valued || strings.ContainsAny(text[len(text)-1:], ":.!?")
	}
	return valued && len(words) > 1 && !strings.ContainsAny(text, ":,")
}

// scriptSign matches what text in a line of a program does not have either: a word in quotation
// marks, and signs that join.
var scriptSign = regex.Lazy("\"\\p{L}|(?:^|[\\s:,])'|[;&+*@`]")
