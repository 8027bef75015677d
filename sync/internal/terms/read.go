package terms

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	bcp47 "golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/problem"
)

// The ids of problems, with the data that their messages use.
const (
	BadEnding = "problem.glossary_ending" // Ending
	BadSyntax = "problem.glossary_syntax" // Reason
	BadColumn = "problem.glossary_column" // Column, Source
	BadTerm   = "problem.glossary_term"   // Term, Limit
	TooMany   = "problem.glossary_many"   // Limit
)

// Bounds of a glossary.
const (
	MaxFile  = 8 << 20 // bytes
	maxTerms = 20_000
	maxTerm  = 200 // letters
	maxDepth = 64  // of elements
)

// Read reads the terms of a glossary from a file whose name ends in .csv, .tsv or .tbx.
// Source and targets are the language tags of the project; what a glossary has of
// other languages is left out. Its error is of type [problem.Problem].
func Read(name string, data []byte, source string, targets []string) ([]Term, error) {
	r := &reader{name: name, source: source, targets: targets}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var err error
	switch ending := strings.ToLower(path.Ext(name)); ending {
	case ".csv", ".tsv":
		err = r.table(data, ending == ".tsv")
	case ".tbx", ".xml":
		err = r.tbx(data)
	default:
		err = problem.Problem{ID: BadEnding, Path: name, Data: map[string]any{"Ending": ending}}
	}
	if err != nil {
		return nil, err
	}
	return r.terms, nil
}

// reader reads one glossary.
type reader struct {
	name, source string
	targets      []string
	terms        []Term
}

func (r *reader) problem(id string, line, column int, data map[string]any) error {
	return problem.Problem{ID: id, Path: r.name, Line: line, Column: column, Data: data}
}

// tag is the tag of the project that a glossary means by one of its own, "" if it is
// none: the same, or the same language without a region on one side.
func (r *reader) tag(of string) string {
	of = strings.ReplaceAll(of, "_", "-")
	base, _, _ := strings.Cut(of, "-")
	best := ""
	for _, tag := range append([]string{r.source}, r.targets...) {
		own, _, _ := strings.Cut(tag, "-")
		switch {
		case strings.EqualFold(strings.ReplaceAll(tag, "_", "-"), of):
			return tag
		case best == "" && strings.EqualFold(own, base) && (strings.EqualFold(of, base) || strings.EqualFold(tag, own)):
			best = tag
		}
	}
	return best
}

// add adds a term.
func (r *reader) add(t Term, line, column int) error {
	if len(r.terms) == maxTerms {
		return r.problem(TooMany, line, column, map[string]any{"Limit": maxTerms})
	}
	for _, list := range []map[string][]string{{"": {t.Source}}, t.Required, t.Forbidden} {
		for _, texts := range list {
			for _, text := range texts {
				if utf8.RuneCountInString(text) > maxTerm || !strings.ContainsFunc(text, func(u rune) bool { return unicode.IsLetter(u) || unicode.IsDigit(u) }) {
					return r.problem(BadTerm, line, column, map[string]any{"Term": text, "Limit": maxTerm})
				}
			}
		}
	}
	r.terms = append(r.terms, t)
	return nil
}

// column says what a column of a table holds.
type column struct {
	lang             string // of the project, "" if it is none of its languages
	forbidden, notes bool
}

// table reads CSV or TSV. Its first line names the columns: the tag of a language, that
// tag and "forbidden", or "note". A cell may hold several terms, with bars between.
func (r *reader) table(data []byte, tabs bool) error {
	var columns []column
	return EachRecord(data, tabs, func(line, column int, reason string) error {
		return r.problem(BadSyntax, line, column, map[string]any{"Reason": reason})
	}, func(record []string, table *csv.Reader) (err error) {
		if columns == nil {
			columns, err = r.columns(record, table)
			return err
		}
		return r.line(record, columns, table)
	})
}

// EachRecord hands over the records of a table: TSV, or CSV with commas or, where its first
// line has none, semicolons. The reader that comes with a record says where its fields
// stand. An error of a record's ends the work; what is no table is told by the error that
// bad makes of its place, 0 if that is not known, and the reason.
func EachRecord(data []byte, tabs bool, bad func(line, column int, reason string) error, each func(record []string, table *csv.Reader) error) error {
	table := csv.NewReader(bytes.NewReader(data))
	table.FieldsPerRecord, table.TrimLeadingSpace = -1, !tabs
	head, _, _ := bytes.Cut(data, []byte("\n"))
	switch {
	case tabs:
		table.Comma, table.LazyQuotes = '\t', true
	case !bytes.ContainsRune(head, ',') && bytes.ContainsRune(head, ';'):
		table.Comma = ';'
	}
	for {
		record, err := table.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &wrong):
			return bad(wrong.Line, wrong.Column, wrong.Err.Error())
		case err != nil:
			return bad(0, 0, err.Error())
		}
		if err := each(record, table); err != nil {
			return err
		}
	}
}

// columns reads the first line of a table.
func (r *reader) columns(names []string, table *csv.Reader) ([]column, error) {
	var out []column
	hasSource := false
	for k, name := range names {
		name = strings.TrimSpace(name)
		c := column{notes: strings.EqualFold(name, "note") || strings.EqualFold(name, "notes")}
		tag := name
		if bare, ok := strings.CutSuffix(strings.ToLower(name), "forbidden"); ok {
			c.forbidden, tag = true, strings.TrimRight(name[:len(bare)], " -_:")
		}
		c.lang = r.tag(tag)
		hasSource = hasSource || c.lang == r.source && !c.forbidden
		if _, err := bcp47.Parse(tag); err != nil && !c.notes && c.lang == "" {
			line, at := table.FieldPos(k)
			return nil, r.problem(BadColumn, line, at, map[string]any{"Column": name, "Source": r.source})
		}
		out = append(out, c)
	}
	if !hasSource {
		return nil, r.problem(BadColumn, 1, 1, map[string]any{"Column": "", "Source": r.source})
	}
	return out, nil
}

// line reads one line of a table: a term, or several for the same.
func (r *reader) line(record []string, columns []column, table *csv.Reader) error {
	t := Term{Required: map[string][]string{}, Forbidden: map[string][]string{}}
	var sources []string
	at := 0
	for k, cell := range record {
		if k >= len(columns) {
			break
		}
		switch c := columns[k]; {
		case c.notes:
			t.Note = strings.TrimSpace(cell)
		case c.lang == "":
		case c.lang == r.source && !c.forbidden:
			sources, at = split(cell), k
		case c.forbidden:
			t.Forbidden[c.lang] = append(t.Forbidden[c.lang], split(cell)...)
		default:
			t.Required[c.lang] = append(t.Required[c.lang], split(cell)...)
		}
	}
	if len(sources) == 0 {
		if strings.TrimSpace(strings.Join(record, "")) == "" {
			return nil
		}
		sources = []string{""}
	}
	for _, source := range sources {
		t.Source = source
		line, column := table.FieldPos(at)
		if err := r.add(t, line, column); err != nil {
			return err
		}
	}
	return nil
}

// split cuts a cell at its bars.
func split(cell string) []string {
	var out []string
	for part := range strings.SplitSeq(cell, "|") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// concept is an entry of a TBX file.
type concept struct {
	Term
	sources      []string
	line, column int
}

// tbx reads TBX in the style of version 2 (termEntry, langSet, tig) or 3 (conceptEntry,
// langSec, termSec).
func (r *reader) tbx(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("want UTF-8") }
	b := &tbxReader{reader: r, decoder: d}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = b.token(token)
		}
		var known problem.Problem
		if errors.As(err, &known) {
			return known
		}
		if err != nil {
			line, column := d.InputPos()
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) {
				err = errors.New(syntax.Msg)
			}
			return r.problem(BadSyntax, line, column, map[string]any{"Reason": err.Error()})
		}
	}
}

// tbxReader is where a reader of TBX is.
type tbxReader struct {
	*reader
	decoder    *xml.Decoder
	concept    *concept
	lang       string
	depth      int
	text       *strings.Builder // of the element that is being read
	term       string
	deprecated bool
	status     bool // the note being read is on the status of the term
}

func (b *tbxReader) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		if b.depth++; b.depth > maxDepth {
			return errors.New("nested too deeply")
		}
		b.start(t)
	case xml.CharData:
		if b.text != nil {
			b.text.Write(t)
		}
	case xml.EndElement:
		b.depth--
		return b.end(t.Name.Local)
	}
	return nil
}

func (b *tbxReader) start(t xml.StartElement) {
	attribute := func(name string) string {
		for _, a := range t.Attr {
			if a.Name.Local == name {
				return a.Value
			}
		}
		return ""
	}
	switch t.Name.Local {
	case "termEntry", "conceptEntry":
		line, column := b.decoder.InputPos()
		b.concept = &concept{Term: Term{Required: map[string][]string{}, Forbidden: map[string][]string{}}, line: line, column: column}
	case "langSet", "langSec":
		b.lang = b.tag(attribute("lang"))
	case "tig", "ntig", "termSec":
		b.term, b.deprecated = "", false
	case "term", "note":
		b.text = &strings.Builder{}
	case "termNote":
		kind := attribute("type")
		if b.status = kind == "administrativeStatus" || kind == "normativeAuthorization"; b.status {
			b.text = &strings.Builder{}
		}
	}
}

func (b *tbxReader) end(name string) error {
	text := ""
	if b.text != nil {
		text = strings.Join(strings.Fields(b.text.String()), " ")
	}
	switch name {
	case "term":
		b.term, b.text = text, nil
	case "note":
		if b.concept != nil && b.concept.Note == "" {
			b.concept.Note = text
		}
		b.text = nil
	case "termNote":
		if b.status {
			b.deprecated = strings.HasPrefix(text, "deprecated") || strings.HasPrefix(text, "superseded") || text == "forbidden"
			b.status, b.text = false, nil
		}
	case "tig", "ntig", "termSec":
		b.finish()
	case "termEntry", "conceptEntry":
		if b.concept == nil {
			return nil
		}
		c := b.concept
		b.concept = nil
		for _, source := range c.sources {
			c.Source = source
			if err := b.add(c.Term, c.line, c.column); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish puts a term into its concept.
func (b *tbxReader) finish() {
	if b.concept == nil || b.lang == "" || b.term == "" {
		return
	}
	switch {
	case b.lang == b.source && !b.deprecated:
		b.concept.sources = append(b.concept.sources, b.term)
	case b.lang == b.source:
	case b.deprecated:
		b.concept.Forbidden[b.lang] = append(b.concept.Forbidden[b.lang], b.term)
	default:
		b.concept.Required[b.lang] = append(b.concept.Required[b.lang], b.term)
	}
}
