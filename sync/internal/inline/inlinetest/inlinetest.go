// Package inlinetest is the table of texts that all readings of inline markup are
// tested by: for each text its syntax, its tokens, and what each reading makes of
// them.
package inlinetest

import (
	_ "embed"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Case is a text of the table.
type Case struct {
	Line   int
	Syntax inline.Syntax
	Text   string
	// Want is what each reading makes of the text, by the reading's name:
	// "tokens", "facts", "codes", "normal", "words", "memory", "placeholders".
	Want map[string]string
}

//go:embed table.txt
var table string

// LineEnd stands for a line end in the table.
const LineEnd = "⏎"

// Cases are the texts of the table. In the table each is a paragraph of lines
// "name: value", the first of which is "syntax: text".
func Cases() []Case {
	syntaxes := map[string]inline.Syntax{}
	for s := inline.Syntax(0); s.String() != "unknown"; s++ {
		syntaxes[s.String()] = s
	}
	var out []Case
	open, number := false, 0
	for line := range strings.Lines(table) {
		number++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			open = false
			continue
		}
		name, value, ok := strings.Cut(line, ": ")
		if !ok {
			name = strings.TrimSuffix(line, ":")
		}
		value = strings.ReplaceAll(value, LineEnd, "\n")
		if !open {
			syntax, known := syntaxes[name]
			if !known {
				panic("table.txt: " + line + ": no syntax has this name")
			}
			out = append(out, Case{Line: number, Syntax: syntax, Text: value, Want: map[string]string{}})
			open = true
			continue
		}
		out[len(out)-1].Want[name] = value
	}
	return out
}
