package exchange

import (
	"fmt"
	"strings"
	"text/template"
)

// The ids of problems, with the data that their messages use. They are ids of
// the command's catalogues as well.
const (
	UnknownFormat   = "exchange.unknown_format"    // Format, Formats
	NotUTF8         = "exchange.not_utf8"          // Byte
	Syntax          = "exchange.syntax"            // Reason
	Quote           = "exchange.quote"             //
	NoColumn        = "exchange.no_column"         // Column
	NoID            = "exchange.no_id"             //
	SameID          = "exchange.same_id"           // Item, OtherLine
	OtherLanguage   = "exchange.other_language"    // Language, Other
	UnclosedFence   = "exchange.unclosed_fence"    // Fence
	NoFence         = "exchange.no_fence"          // Item, Fence
	BadMark         = "exchange.bad_mark"          // Reason
	UnknownElement  = "exchange.unknown_element"   // Element, Item
	TooMuch         = "exchange.too_much"          // Item, Limit
	CannotBeWritten = "exchange.cannot_be_written" // Item, Character, Format
)

// messages are the sentences for those who read errors in Go.
var messages = map[string]string{
	UnknownFormat:   `unknown format {{printf "%q" .Format}}; the formats are {{.Formats}}`,
	NotUTF8:         `not UTF-8: byte {{.Byte}} of the file cannot be read; save it as UTF-8, in a spreadsheet as “CSV UTF-8”`,
	Syntax:          `cannot be read: {{.Reason}}`,
	Quote:           `a quoted cell does not end: double the quotation marks within it, and put one at its end`,
	NoColumn:        `there is no column {{.Column}}; leave the first row as it was written`,
	NoID:            `an entry without the id of its item, which says where the text goes; copy it from the file that xsync wrote`,
	SameID:          `a second answer for {{.Item}} beside line {{.OtherLine}}; keep one of them`,
	OtherLanguage:   `the language is {{.Language}}, above it is {{.Other}}; one file holds one language`,
	UnclosedFence:   `the block that begins here does not end; close it with {{.Fence}}`,
	NoFence:         `{{.Item}} has no block {{.Fence}}`,
	BadMark:         `the comment that names the item cannot be read: {{.Reason}}`,
	UnknownElement:  `{{.Item}}: the source has no inline element {{.Element}}; copy the tags from the source`,
	TooMuch:         `{{.Item}}: its inline elements stand for more than {{.Limit}} bytes of text; copy the tags from the source, each once`,
	CannotBeWritten: `{{.Item}} holds the character {{.Character}}, which {{.Format}} cannot hold`,
}

// Problem is a reason why a list cannot be written, or a file that came back
// cannot be read.
type Problem struct {
	ID           string
	Path         string // "" if it is about no file
	Line, Column int    // 1-based, columns in bytes; 0 if not known
	Data         map[string]any
}

// IsProblem reports whether an id is that of a problem.
func IsProblem(id string) bool { return messages[id] != "" }

// Error is the problem in English: path:line:column: what is wrong and what
// would be right.
func (p Problem) Error() string {
	var b strings.Builder
	if p.Path != "" {
		b.WriteString(p.Path)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
		}
		if p.Line > 0 && p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
		b.WriteString(": ")
	}
	t, err := template.New("").Parse(messages[p.ID])
	if err != nil || t.Execute(&b, p.Data) != nil {
		b.WriteString(p.ID)
	}
	return b.String()
}

// placed is an error with the path of the file that it is about.
func placed(err error, path string) error {
	if p, ok := err.(Problem); ok { //nolint:errorlint // problems are never wrapped here
		p.Path = path
		return p
	}
	return err
}

func unknownFormat(format string) error {
	return Problem{ID: UnknownFormat, Data: map[string]any{"Format": format, "Formats": strings.Join(Formats(), ", ")}}
}

func syntax(line, column int, reason string) Problem {
	return Problem{ID: Syntax, Line: line, Column: column, Data: map[string]any{"Reason": reason}}
}

// at is the place of a byte in a text, both 1-based, the column in bytes.
func at(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	return strings.Count(before, "\n") + 1, len(before) - strings.LastIndexByte(before, '\n')
}
