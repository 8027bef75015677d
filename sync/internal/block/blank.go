package block

import (
	"html"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// IsBlank reports whether running text shows nothing but white space: no-break spaces
// that hold a line open, line breaks, the bars of a table row. Nobody translates it.
func IsBlank(k Kind, text string) bool {
	switch k {
	case Paragraph, ListItem, Quote, Heading, TableRow:
	default:
		return false
	}
	text = strings.TrimFunc(text, isUnseen)
	if text == "" || text == `\` {
		return true
	}
	if strings.IndexByte("<&|{", text[0]) < 0 || len(text) > longestBlank {
		return false
	}
	text = html.UnescapeString(lineBreak.ReplaceAllLiteralString(blankValue.ReplaceAllLiteralString(text, " "), " "))
	if k == TableRow {
		text = strings.ReplaceAll(text, "|", " ")
	}
	return strings.IndexFunc(text, func(u rune) bool { return !isUnseen(u) }) < 0
}

// longestBlank bounds, in bytes, what is looked at.
const longestBlank = 200

// lineBreak matches a tag that breaks a line, or lets one break.
var lineBreak = regex.Lazy(`(?i)<(?:br|wbr)\b[^<>]*>`)

// blankValue matches an expression of JSX that is white space: {' '}.
var blankValue = regex.Lazy("\\{\\s*(?:\"(?:\\s|&nbsp;|\\\\u00[aA]0)*\"|'(?:\\s|&nbsp;|\\\\u00[aA]0)*'|`(?:\\s|&nbsp;|\\\\u00[aA]0)*`)\\s*\\}")

// isUnseen reports whether a rune shows nothing: white space of any width.
func isUnseen(u rune) bool {
	return unicode.IsSpace(u) || u == '\u200B' || u == '\u2060' || u == '\uFEFF' || u == '\u00AD'
}
