package inline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// raisedNote is a reference to a footnote as pages write it: a number or a sign that
// is raised, mostly a link to the definition.
var raisedNote = regex.Lazy(`(?i)^(?:` +
	`<sup\b[^<>]*>\s*<a\b([^<>]*)>\s*\[?(\d{1,3}|[*†‡§a-z])\]?\s*</a>\s*</sup>|` +
	`<a\b([^<>]*)>\s*<sup\b[^<>]*>\s*\[?(\d{1,3}|[*†‡§a-z])\]?\s*</sup>\s*</a>|` +
	`<sup\b[^<>]*>\s*\[?(\d{1,3})\]?\s*</sup>)`)

// ownTarget is an address within the page.
var ownTarget = regex.Lazy(`(?i)\bhref\s*=\s*["']?#`)

// noteElement cuts a reference to a footnote in a page. A raised number without a
// link is one behind a word or a mark that ends a text, and an exponent behind a
// unit or a figure.
func (s *scanner) noteElement(rest string) int {
	if len(rest) < 3 || rest[1]|0x20 != 's' && rest[1]|0x20 != 'a' {
		return 0
	}
	m := raisedNote.FindStringSubmatchIndex(rest[:min(len(rest), longest)])
	switch {
	case m == nil:
		return 0
	case m[4] >= 0 && ownTarget.MatchString(rest[m[2]:m[3]]):
		return s.value(Note, m[1], m[4], m[5])
	case m[8] >= 0 && ownTarget.MatchString(rest[m[6]:m[7]]):
		return s.value(Note, m[1], m[8], m[9])
	case m[10] >= 0 && endsWord(s.text[:s.at]):
		return s.value(Note, m[1], m[10], m[11])
	}
	return 0
}

// shortestWord is the number of letters from which a word is none of the units that
// have exponents.
const shortestWord = 4

// endsWord reports whether a text ends with a word, or with a mark behind one.
func endsWord(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune(".,;:!?»”’\"'…", last) {
		return true
	}
	letters := 0
	for len(text) > 0 && letters < shortestWord {
		u, size := utf8.DecodeLastRuneInString(text)
		if !unicode.IsLetter(u) {
			break
		}
		text = text[:len(text)-size]
		letters++
	}
	return letters == shortestWord
}

// keptElement cuts an element whose text is the same in all languages: code, and what its
// author says so of by translate="no" or class="notranslate".
func (s *scanner) keptElement(rest, name string, end int) int {
	if rest[end-2] == '/' || IsVoid(name) || name != "code" && !isKept(rest[:end]) {
		return 0
	}
	closing := "</" + name + ">"
	size := strings.Index(strings.ToLower(rest[end:min(len(rest), end+longest)]), closing)
	if size <= 0 || strings.Contains(rest[end:end+size], "<") {
		return 0
	}
	return s.value(Code, end+size+len(closing), end, end+size)
}

func isKept(tag string) bool {
	for a := range Attributes(tag) {
		value := tag[a.Start:a.End]
		switch a.Name {
		case "translate":
			return strings.EqualFold(value, "no")
		case "class":
			if strings.Contains(" "+value+" ", " notranslate ") {
				return true
			}
		}
	}
	return false
}
