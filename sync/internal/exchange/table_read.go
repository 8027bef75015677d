package exchange

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// readTable reads a table with any separator that a spreadsheet saves: comma,
// semicolon (where the comma is in numbers) or tab. Columns are found by their
// names, in any order; others may stand between them.
func readTable(text string, tabs bool) (*Returned, error) {
	start, line := 0, 1
	if rest, ok := strings.CutPrefix(text, "sep="); ok { // how spreadsheets are told the separator
		if end := strings.IndexByte(rest, '\n'); end >= 0 {
			start, line = len("sep=")+end+1, 2
		}
	}
	separator := separatorOf(text[start:])
	t := table{text: text[start:], separator: separator, line: line}
	first, _, err := t.nextRow()
	if err != nil {
		return nil, err
	}
	head, err := headOf(first, line)
	if err != nil {
		return nil, err
	}
	out := &Returned{}
	for t.at < len(t.text) {
		cells, line, err := t.nextRow()
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
			continue
		}
		if err := out.addRow(record{head: head, cells: cells, tabs: tabs}, line); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// headOf are the names of the columns.
func headOf(row []string, line int) ([]string, error) {
	var head []string
	for _, name := range row {
		head = append(head, strings.ToLower(strings.TrimSpace(name)))
	}
	for _, name := range []string{"id", "translation", "seal"} {
		if !slices.Contains(head, name) {
			return nil, Problem{ID: NoColumn, Line: line, Data: map[string]any{"Column": name}}
		}
	}
	return head, nil
}

// separatorOf is the separator that finds the most known columns in the first
// row.
func separatorOf(text string) byte {
	best, most := byte(comma), 0
	for _, separator := range []byte{comma, ';', tab} {
		t := table{text: text, separator: separator}
		head, _, err := t.nextRow()
		if err != nil {
			continue
		}
		known := 0
		for _, name := range head {
			if slices.Contains(columns, strings.ToLower(strings.TrimSpace(name))) {
				known++
			}
		}
		if known > most {
			best, most = separator, known
		}
	}
	return best
}

// addRow adds the answer of a row.
func (r *Returned) addRow(row record, line int) error {
	if err := r.takeLanguages(row.cellOf("source_language"), row.cellOf("language"), line); err != nil {
		return err
	}
	seal, mark, _ := strings.Cut(strings.TrimPrefix(row.cellOf("seal"), sealMark), betweenMarks)
	a := queue.Answer{
		ID: row.cellOf("id"), Seal: seal,
		Source: row.cellOf("source"), Text: row.cellOf("translation"), Current: row.cellOf("current"), Line: line,
		Comment: strings.TrimSpace(addedTo(row.cellOf("note"), mark) + "\n" + row.commentIn()),
	}
	if text := strings.TrimSpace(a.Text); text != "" {
		if isErrorValue(text, strings.TrimSpace(a.Source)) {
			return Problem{ID: ErrorValue, Line: line, Data: map[string]any{"Text": text}}
		}
		a.Sign = queue.Finished
	}
	r.Answers = append(r.Answers, a)
	return nil
}

// isErrorValue reports whether a translation is what a spreadsheet shows in the place of one that
// begins with = or - and that it takes for a formula. A text that stands for one that begins with
// a hash, or that is its source, is what somebody typed.
func isErrorValue(text, source string) bool {
	return errorValue.MatchString(text) && text != source && !strings.HasPrefix(source, "#")
}

// errorValue matches the errors of Excel, which other spreadsheets have taken over, by the form
// that they have in all languages: #NAME?, #ИМЯ?, #¿NOMBRE?, #SAYI/0!, #N/A. Of those for what
// is not there some are words alone. Err:508 is one of LibreOffice Calc.
var errorValue = regex.Lazy(`^(?:#[¡¿]?\p{Lu}[\p{Lu}\d/_.¡’']+[!?]|#(?:\p{Lu}/\p{Lu}|NV|YOK|HIÁNYZIK|NEDOSTUPNÝ|NENÍ_K_DISPOZICI|GETTING_DATA)|Err:\d{3})$`)

// takeLanguages takes the languages that a part of a file names, and refuses them if
// another part names others.
func (r *Returned) takeLanguages(source, target string, line int) error {
	for _, l := range []struct {
		have *string
		said string
	}{{&r.Source, source}, {&r.Target, target}} {
		if *l.have == "" {
			*l.have = l.said
		}
		if l.said != "" && l.said != *l.have {
			return Problem{ID: OtherLanguage, Line: line, Data: map[string]any{"Language": l.said, "Other": *l.have}}
		}
	}
	return nil
}

// record is a row with the names of its columns.
type record struct {
	head, cells []string
	tabs        bool // cells are escaped as in a table with tabs
	verbatim    bool // cells are texts, which nothing has to be guarded in
}

// cellOf is the text of the first column of a name, "" if there is none.
func (r record) cellOf(name string) string { return r.textAt(slices.Index(r.head, name)) }

// textAt is the text of column k, "" if the row has none there.
func (r record) textAt(k int) string {
	if k < 0 || k >= len(r.cells) {
		return ""
	}
	text := toLF(r.cells[k])
	if r.verbatim {
		return inert.Unspell(unspellNoncharacters.Replace(text))
	}
	text = unguardCell(text)
	if r.tabs {
		text = tabUnescapes.Replace(text)
	}
	return inert.Unspell(text)
}

// commentIn is what stands in the columns that a list is not written with, of those of one
// name in the first: a translator who has something to ask adds one.
func (r record) commentIn() string {
	var out []string
	seen := map[string]bool{}
	for k, name := range r.head {
		if seen[name] || slices.Contains(columns, name) {
			continue
		}
		seen[name] = true
		if text := strings.TrimSpace(r.textAt(k)); text != "" {
			out = append(out, strings.TrimSpace(name+": "+text))
		}
	}
	return strings.Join(out, "\n")
}

// table reads the rows of a text.
type table struct {
	text      string
	at        int
	line      int // of the byte at
	separator byte
}

// nextRow is the next row and the line that it begins on.
func (t *table) nextRow() (cells []string, line int, err error) {
	line = t.line
	for {
		cell, err := t.readCell()
		if err != nil {
			return nil, line, err
		}
		cells = append(cells, cell)
		if t.at >= len(t.text) {
			return cells, line, nil
		}
		c := t.text[t.at]
		t.at++
		if c == t.separator {
			continue
		}
		if c == '\r' && strings.HasPrefix(t.text[t.at:], "\n") {
			t.at++
		}
		t.line++
		return cells, line, nil
	}
}

// readCell is the cell at the place that is read. What follows it is a separator, a
// line end or the end.
func (t *table) readCell() (string, error) {
	rest := t.text[t.at:]
	if !strings.HasPrefix(rest, `"`) {
		end := strings.IndexAny(rest, string(t.separator)+"\r\n")
		if end < 0 {
			end = len(rest)
		}
		t.at += end
		return rest[:end], nil
	}
	for i := 1; ; i++ {
		end := strings.IndexByte(rest[i:], '"')
		if end < 0 {
			return "", t.unquotedProblem()
		}
		i += end
		if strings.HasPrefix(rest[i+1:], `"`) {
			i++
			continue
		}
		after := rest[i+1:]
		if after != "" && !strings.ContainsRune(string(t.separator)+"\r\n", rune(after[0])) {
			return "", t.unquotedProblem()
		}
		t.at += i + 1
		t.line += strings.Count(toLF(rest[:i]), "\n")
		return strings.ReplaceAll(rest[1:i], `""`, `"`), nil
	}
}

// unquotedProblem is the problem of the quoted cell that begins at the place that is
// read.
func (t *table) unquotedProblem() error {
	_, column := placeAt(t.text, t.at)
	return Problem{ID: Quote, Line: t.line, Column: column}
}
