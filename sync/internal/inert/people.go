package inert

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Terminal is a text for a terminal or the log of a CI server. What steers becomes
// U+FFFD, and a command of a log gets a backslash. CRLF becomes LF.
func Terminal(text string) string {
	return replace(strings.ReplaceAll(text, "\r\n", "\n"), visible)
}

func visible(b *strings.Builder, u rune) {
	switch u {
	case ':':
		b.WriteString(`\:`)
	case '#':
		b.WriteString(`#\`)
	default:
		b.WriteRune(utf8.RuneError)
	}
}

// paint are the sequences for colours that xsync itself writes.
var paint = regex.Lazy(`\x1b\[(?:0|1|2|9|22|29|3[1-7])(?:;(?:0|1|2|9|22|29|3[1-7]))*m`)

// Painted is [Terminal] for a text with colours of xsync's own, which stay.
func Painted(text string) string {
	places := paint.FindAllStringIndex(text, -1)
	if places == nil {
		return Terminal(text)
	}
	var bare strings.Builder // the text without its colours, so that none hides a command
	from := 0
	for _, p := range places {
		bare.WriteString(text[from:p[0]])
		bare.WriteRune(mark)
		from = p[1]
	}
	bare.WriteString(text[from:])
	if strings.Count(bare.String(), string(mark)) != len(places) {
		return Terminal(paint.ReplaceAllLiteralString(text, "")) // the text has the mark itself
	}
	out := Terminal(bare.String())
	for _, p := range places {
		out = strings.Replace(out, string(mark), text[p[0]:p[1]], 1)
	}
	return out
}

// mark stands for a colour. It is a noncharacter, which no text should have.
const mark = '\uFDD0'

// Line is a text on one line, for names, keys and what other programs say: line
// ends, tabs and what steers are written as escapes of Go, so that they can be told
// apart.
func Line(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\n", `\n`), "\t", `\t`)
	return replace(text, func(b *strings.Builder, u rune) {
		switch {
		case u == ':' || u == '#':
			visible(b, u)
		case u == '\r':
			b.WriteString(`\r`)
		case u == utf8.RuneError:
			b.WriteRune(u)
		case u < utf8.RuneSelf:
			fmt.Fprintf(b, `\x%02x`, u)
		default:
			fmt.Fprintf(b, `\u%04x`, u)
		}
	})
}

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHubData is a text for the data of a workflow command of GitHub Actions, which
// stands behind its second "::".
func GitHubData(text string) string { return githubData.Replace(Terminal(text)) }

// GitHubProperty is a text for the value of a property of a workflow command.
func GitHubProperty(text string) string { return githubProperty.Replace(Terminal(text)) }

// apart is a space without width. Servers look for names, issues and addresses in
// what Markdown has become, in which escapes and entities are gone; this stays.
const apart = "&#8203;"

// markup is what Markdown and HTML read as more than a text, and what servers make
// links of or notify people by.
var markup = strings.NewReplacer(
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "|", "\\|", "~", "\\~", "$", "\\$",
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "#", "\\#"+apart, "!", "\\!", "@", "@"+apart, "\n", " ",
	"://", ":"+apart+"//", "www.", "www"+apart+".", "WWW.", "WWW"+apart+".",
)

// Markdown is a text on one line for a comment in Markdown of a server that knows
// mentions and links bare addresses, in a cell of a table too. It looks as the text
// does and is nothing but text.
func Markdown(text string) string {
	return markup.Replace(replace(strings.ReplaceAll(text, "\r\n", "\n"), func(b *strings.Builder, u rune) {
		if u == ':' || u == '#' {
			b.WriteRune(u) // what follows a bar or a dash begins no line
			return
		}
		b.WriteRune(utf8.RuneError)
	}))
}
