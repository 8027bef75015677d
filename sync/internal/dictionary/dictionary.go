// Package dictionary reads bilingual dictionaries that a user has: pairs of words that
// translate each other. They are evidence for what belongs together, and say nothing of
// how a word ought to be translated; that is what a glossary is for (package terms).
package dictionary

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/problem"
	"github.com/xsync-project/xsync/sync/internal/terms"
)

// The ids of problems, with the data that their messages use.
const (
	BadEnding     = "problem.dictionary_ending"    // Ending
	BadIndex      = "problem.dictionary_index"     // of dictd or StarDict
	BadLanguages  = "problem.dictionary_languages" // Source
	BadLine       = "problem.dictionary_line"      // Line
	BadSyntax     = "problem.dictionary_syntax"    // Reason
	NothingBeside = "problem.dictionary_beside"    // File
	TooMany       = "problem.dictionary_many"      // Limit
	tooLarge      = "problem.too_large"            // Size, Limit
)

// Bounds of a dictionary.
const (
	MaxFile  = 32 << 20    // bytes
	MaxPart  = maxUnpacked // bytes of another file of a dictionary, packed or not
	maxPairs = 400_000
	maxWord  = 60 // letters of a word; what is longer is left out
)

// Pair is a word of the source and one of a target that translate each other.
type Pair struct{ Source, Target string }

// Dictionary holds the pairs of each target, by language tag. Nil has none.
type Dictionary struct {
	Pairs map[string][]Pair
}

// Read adds the pairs of a file whose name ends in .dic, .csv, .tsv, .tmx, .tbx, .index
// (dictd) or .ifo (StarDict) to a dictionary of a project with such languages (BCP 47).
// Pairs of other languages and entries of more than one word are left out. Its error is of
// type [problem.Problem], or one that beside has returned.
func (d *Dictionary) Read(name string, data []byte, beside Beside, source string, targets []string) error {
	r := &reader{Dictionary: d, name: name, source: source, targets: targets}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch ending := strings.ToLower(path.Ext(name)); ending {
	case ".dic":
		return r.readHunalign(data)
	case ".csv", ".tsv":
		return r.readTable(data, ending == ".tsv")
	case ".tmx":
		return r.readMemory(data)
	case ".tbx":
		return r.readTerms(data)
	case ".index":
		return r.readDictd(data, beside)
	case ".ifo":
		return r.readStarDict(data, beside)
	default:
		return r.problem(BadEnding, 0, map[string]any{"Ending": ending})
	}
}

// FilesBeside are the names of the other files that [Dictionary.Read] reads of a dictionary:
// of each list the first that there is.
func FilesBeside(name string) [][]string {
	stem := strings.TrimSuffix(name, path.Ext(name))
	entries := []string{stem + ".dict", stem + ".dict.dz"}
	switch strings.ToLower(path.Ext(name)) {
	case ".index":
		return [][]string{entries}
	case ".ifo":
		return [][]string{{stem + ".idx", stem + ".idx.gz"}, entries}
	default:
		return nil
	}
}

type reader struct {
	*Dictionary
	name, source string
	targets      []string
	count        int
}

func (r *reader) problem(id string, line int, data map[string]any) error {
	return problem.Problem{ID: id, Path: r.name, Line: line, Data: data}
}

// tag is the language of the project that a tag stands for, or "".
func (r *reader) tag(of string) string {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(of), "_", "-")), "-")
	if len(base) == 3 { // the code of ISO 639-2 or 639-3 may have one of two letters
		if known, err := language.ParseBase(base); err == nil {
			base = known.String()
		}
	}
	for _, tag := range append([]string{r.source}, r.targets...) {
		own, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if own == base && base != "" {
			return tag
		}
	}
	return ""
}

// add adds a pair of single words.
func (r *reader) add(line int, target, from, to string) error {
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	if !isWord(from) || !isWord(to) {
		return nil
	}
	if r.count++; r.count > maxPairs {
		return r.problem(TooMany, line, map[string]any{"Limit": maxPairs})
	}
	r.Pairs[target] = append(r.Pairs[target], Pair{strings.Clone(from), strings.Clone(to)})
	return nil
}

// isWord reports whether an entry is one word that is not too long.
func isWord(text string) bool {
	return text != "" && utf8.RuneCountInString(text) <= maxWord && !strings.ContainsFunc(text, unicode.IsSpace) && strings.ContainsFunc(text, unicode.IsLetter)
}

// partsOfName are the parts of a file's name in which languages may stand.
func (r *reader) partsOfName() iter.Seq[string] {
	stem := strings.TrimSuffix(path.Base(r.name), path.Ext(r.name))
	return strings.FieldsFuncSeq(stem, func(u rune) bool { return u == '-' || u == '_' || u == '.' })
}

// readTerms reads a glossary of terms in TBX. What is forbidden is no translation.
func (r *reader) readTerms(data []byte) error {
	list, err := terms.Read(r.name, data, r.source, r.targets)
	if err != nil {
		return err
	}
	for _, term := range list {
		for _, target := range r.targets {
			for _, to := range term.Required[target] {
				if err := r.add(0, target, term.Source, to); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// readHunalign reads lines "word of the target @ word of the source". The languages stand in
// the name of the file, in either order: "en-de.dic".
func (r *reader) readHunalign(data []byte) error {
	target := ""
	for part := range r.partsOfName() {
		if tag := r.tag(part); tag != "" && tag != r.source {
			target = tag
		}
	}
	if target == "" {
		return r.problem(BadLanguages, 0, map[string]any{"Source": r.source})
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		to, from, ok := strings.Cut(line, " @ ")
		if !ok {
			return r.problem(BadLine, n, map[string]any{"Line": shorten(line)})
		}
		if err := r.add(n, target, from, to); err != nil {
			return err
		}
	}
	return nil
}

// shorten is the beginning of a line, for a message.
func shorten(line string) string {
	const most = 40
	if runes := []rune(line); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return line
}

// readTable reads CSV or TSV whose first line names the languages of the columns. A cell may
// hold several words, with bars between.
func (r *reader) readTable(data []byte, tabs bool) error {
	var columns []string
	return terms.EachRecord(data, tabs, func(line, _ int, reason string) error {
		return r.problem(BadSyntax, line, map[string]any{"Reason": reason})
	}, func(record []string, table *csv.Reader) error {
		if columns == nil {
			if columns = r.columns(record); columns == nil {
				return r.problem(BadLanguages, 1, map[string]any{"Source": r.source})
			}
			return nil
		}
		line, _ := table.FieldPos(0)
		return r.addRow(line, columns, record)
	})
}

// columns are the languages of a table's columns, nil if the source or every target is
// missing among them.
func (r *reader) columns(record []string) []string {
	var out []string
	source, target := false, false
	for _, name := range record {
		tag := r.tag(name)
		out = append(out, tag)
		source, target = source || tag == r.source, target || tag != "" && tag != r.source
	}
	if !source || !target {
		return nil
	}
	return out
}

// addRow adds the pairs of a line: every word of the source with every word of a target.
func (r *reader) addRow(line int, columns, record []string) error {
	var sources []string
	for k, cell := range record {
		if k < len(columns) && columns[k] == r.source {
			sources = append(sources, strings.Split(cell, "|")...)
		}
	}
	for k, cell := range record {
		if k >= len(columns) || columns[k] == "" || columns[k] == r.source {
			continue
		}
		for _, from := range sources {
			for to := range strings.SplitSeq(cell, "|") {
				if err := r.add(line, columns[k], from, to); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// readMemory reads the units of a TMX file that are single words.
func (r *reader) readMemory(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("want UTF-8") }
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if start, ok := token.(xml.StartElement); ok && err == nil && start.Name.Local == "tu" {
			err = r.readUnit(d, start)
		}
		var known problem.Problem
		if errors.As(err, &known) {
			return known
		}
		if err != nil {
			line, _ := d.InputPos()
			return r.problem(BadSyntax, line, map[string]any{"Reason": err.Error()})
		}
	}
}

func (r *reader) readUnit(d *xml.Decoder, start xml.StartElement) error {
	var unit struct {
		Variants []struct {
			Lang string `xml:"lang,attr"` // with a namespace or without
			Seg  string `xml:"seg"`
		} `xml:"tuv"`
	}
	if err := d.DecodeElement(&unit, &start); err != nil {
		return err
	}
	line, _ := d.InputPos()
	for _, a := range unit.Variants {
		for _, b := range unit.Variants {
			from, to := r.tag(a.Lang), r.tag(b.Lang)
			if from != r.source || to == "" || to == r.source {
				continue
			}
			if err := r.add(line, to, a.Seg, b.Seg); err != nil {
				return err
			}
		}
	}
	return nil
}
