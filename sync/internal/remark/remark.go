// Package remark holds what people say to each other about a translation: questions
// and comments on rows, and who works on an article. It is kept as plain text beside
// the record, a line an event, and lines are only ever added: git unites the lines of
// two branches, and nothing that anybody said is lost.
package remark

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
)

// Kind says what a line does.
type Kind string

// The kinds of lines.
const (
	Ask  Kind = "ask"  // a question or comment on a row
	Take Kind = "take" // somebody works on the article
	End  Kind = "end"  // a question is answered, or an article given back
)

// Remark is a question on a row, or that somebody works on an article.
type Remark struct {
	Kind Kind   // Ask or Take
	ID   string // names the remark
	Row  string // of a question, the name of its row
	Who  string
	Text string
	// Quote is how the source of the row began when the question was asked, for
	// readers who no longer find the row.
	Quote   string
	Ended   bool
	EndedBy string
}

// Path is the file of the remarks on an article in a language.
func Path(lang, id string) string { return baseline.RemarksPath(lang, id) }

var (
	escapes   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	unescapes = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

// line is a line of fields; tabs and line ends in them are written as escapes.
func line(fields ...string) string {
	for k := range fields {
		fields[k] = escapes.Replace(fields[k])
	}
	return strings.Join(fields, "\t") + "\n"
}

// Begun is the line with which a remark begins.
func (r *Remark) Begun() string {
	return line(string(r.Kind), r.ID, r.Row, r.Who, r.Text, r.Quote)
}

// Ending is the line that ends a remark.
func Ending(id, who string) string { return line(string(End), id, who) }

// Append adds a line to a file of remarks, whose last line may have no end.
func Append(data []byte, line string) []byte {
	if n := len(data); n > 0 && data[n-1] != '\n' {
		data = append(slices.Clone(data), '\n')
	}
	return append(slices.Clone(data), line...)
}

// Decode reads a file of remarks. bad are the numbers, from 1, of lines that are none;
// they hold nothing up. What git writes around conflicts is passed over, and both
// sides count.
func Decode(data []byte) (remarks []Remark, bad []int) {
	at := map[string]int{}
	ends := map[string]string{}
	n := 0
	for text := range strings.Lines(string(data)) {
		n++
		text = strings.TrimRight(text, "\r\n")
		fields := strings.Split(text, "\t")
		for k := range fields {
			fields[k] = unescapes.Replace(fields[k])
		}
		switch kind := Kind(fields[0]); {
		case text == "" || marks(text):
		case (kind == Ask || kind == Take) && len(fields) == 6:
			if _, twice := at[fields[1]]; !twice {
				at[fields[1]] = len(remarks)
				remarks = append(remarks, Remark{Kind: kind, ID: fields[1], Row: fields[2], Who: fields[3], Text: fields[4], Quote: fields[5]})
			}
		case kind == End && len(fields) == 3:
			ends[fields[1]] = fields[2]
		default:
			bad = append(bad, n)
		}
	}
	for id, who := range ends { // an end may stand before its beginning, once lines were united
		if k, ok := at[id]; ok {
			remarks[k].Ended, remarks[k].EndedBy = true, who
		}
	}
	return remarks, bad
}

// marks reports whether a line is one that git writes around conflicts.
func marks(text string) bool {
	return strings.HasPrefix(text, "<<<<<<<") || strings.HasPrefix(text, "=======") || strings.HasPrefix(text, ">>>>>>>") || strings.HasPrefix(text, "|||||||")
}

// Takers are those who work on an article, each once, in the order in which they took
// it.
func Takers(remarks []Remark) []string {
	var out []string
	for _, r := range remarks {
		if r.Kind == Take && !r.Ended && !slices.Contains(out, r.Who) {
			out = append(out, r.Who)
		}
	}
	return out
}

// Open are the questions that are not answered.
func Open(remarks []Remark) []Remark {
	var out []Remark
	for _, r := range remarks {
		if r.Kind == Ask && !r.Ended {
			out = append(out, r)
		}
	}
	return out
}
