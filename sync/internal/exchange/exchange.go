// Package exchange writes a work list for translators and their tools, and reads
// the list that they filled in back as answers. It knows formats and nothing of
// articles: what an answer is worth, and where it goes, is decided elsewhere.
//
// The law of all formats: what [Read] makes of what [Write] wrote has an answer
// for every item, in order, with its id, seal and source text. Until somebody
// fills it in, the answer says nothing: its text is empty, or it is unfinished,
// or it is the translation that there already is. Once filled in, its text is
// what was filled in, to the byte, but for these: line ends are LF in all
// formats, and a text of white space alone is none.
package exchange

import (
	"bufio"
	"io"
	"strings"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// The formats.
const (
	Markdown = "markdown" // a checklist
	JSON     = "json"
	CSV      = "csv"
	TSV      = "tsv"
	PO       = "po"     // of gettext
	XLIFF    = "xliff"  // 1.2
	XLIFF2   = "xliff2" // 2.0; 2.1 is read too
	XLSX     = "xlsx"   // a workbook of Office Open XML
)

// Formats are all formats. Each is written and read.
func Formats() []string { return []string{Markdown, JSON, CSV, TSV, PO, XLIFF, XLIFF2, XLSX} }

// Stamp is what a file says of the program that wrote it.
type Stamp struct{ Tool, Version string }

// Returned is a file that came back.
type Returned struct {
	Source, Target string // BCP 47; "" if the file does not say
	Answers        []queue.Answer
}

// Write writes a work list in one of [Formats]. The words between the texts are
// those of the messages. An error is that of the writer or a [Problem].
func Write(w io.Writer, format string, q *queue.Queue, m *locales.Messages, by Stamp) error {
	if err := validateTexts(q, format); err != nil {
		return err
	}
	out := &writer{Writer: bufio.NewWriter(w), messages: m, by: by}
	q = unixLines(q)
	switch format {
	case Markdown:
		out.writeMarkdown(q)
	case JSON:
		if err := out.writeJSON(q); err != nil {
			return err
		}
	case CSV:
		out.writeTable(q, comma)
	case TSV:
		out.writeTable(q, tab)
	case PO:
		out.writePO(q)
	case XLIFF:
		out.writeXLIFF(q)
	case XLIFF2:
		out.xliff2(q)
	case XLSX:
		if err := out.xlsx(q); err != nil {
			return err
		}
	default:
		return unknownFormat(format)
	}
	return out.Flush()
}

// Read reads a file that came back, in one of [Formats]. The name stands in
// problems alone. An error is a [Problem].
func Read(name, format string, data []byte) (*Returned, error) {
	r, err := read(format, data)
	if err == nil {
		err = r.checkAnswers()
	}
	if err != nil {
		return nil, withPath(err, name)
	}
	return r, nil
}

func read(format string, data []byte) (r *Returned, err error) {
	if format == XLSX {
		return readXLSX(data)
	}
	if format == CSV || format == TSV {
		return readSaved(data, format == TSV)
	}
	text, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	switch format {
	case Markdown:
		r, err = readMarkdown(text)
	case JSON:
		r, err = readJSON(text)
	case PO:
		r, err = readPO(text)
	case XLIFF, XLIFF2:
		r, err = readXLIFF(text)
	default:
		err = unknownFormat(format)
	}
	return r, err
}

// writer writes to a stream and keeps its first error.
type writer struct {
	*bufio.Writer
	messages *locales.Messages
	by       Stamp
}

// putTexts writes texts.
func (w *writer) putTexts(texts ...string) {
	for _, t := range texts {
		_, _ = w.WriteString(t) // Flush has the error
	}
}

// checkAnswers holds the answers against each other: every one names its item, and no
// two name the same.
func (r *Returned) checkAnswers() error {
	seen := map[string]int{}
	for k := range r.Answers {
		a := &r.Answers[k]
		a.ID, a.Seal = strings.TrimSpace(a.ID), strings.TrimSpace(a.Seal)
		if a.ID == "" {
			return Problem{ID: NoID, Line: a.Line}
		}
		if line, twice := seen[a.ID]; twice {
			return Problem{ID: SameID, Line: a.Line, Data: map[string]any{"Item": a.ID, "OtherLine": line}}
		}
		seen[a.ID] = a.Line
		a.Text, a.Source = toLF(a.Text), toLF(a.Source)
		if strings.Contains(a.Text, "\x00") {
			return syntaxProblem(a.Line, 0, "a text with NUL")
		}
		if strings.TrimSpace(a.Text) == "" {
			a.Text = ""
		}
	}
	return nil
}
