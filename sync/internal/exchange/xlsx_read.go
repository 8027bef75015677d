package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Bounds of a workbook: the bytes of its parts unpacked, the tags in them, its parts,
// and the rows and cells that are looked at.
const (
	mostUnpacked  = 64 << 20
	mostTags      = 4 << 20
	mostBookParts = 1000
	mostRows      = 200_000
	mostCells     = 4 << 20
)

// errTooMuch says that a workbook is beyond its bounds.
var errTooMuch = errors.New("a workbook of that size")

// isWorkbook reports whether a file is a workbook of Office Open XML.
func isWorkbook(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	return err == nil && slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" })
}

// bounded unpacks a workbook to see that it stays within its bounds, whatever it says of
// itself. Nothing of it is kept.
func bounded(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return syntaxProblem(0, 0, err.Error())
	}
	if len(z.File) > mostBookParts {
		return tooMuchBook()
	}
	m := &meter{}
	for _, f := range z.File {
		r, err := f.Open()
		if err == nil {
			_, err = io.Copy(m, r)
			_ = r.Close()
		}
		if errors.Is(err, errTooMuch) {
			return tooMuchBook()
		}
		if err != nil {
			return syntaxProblem(0, 0, err.Error())
		}
	}
	return nil
}

func tooMuchBook() error {
	return Problem{ID: TooMuchBook, Data: map[string]any{"Limit": mostUnpacked >> 20}}
}

// meter counts what is written to it.
type meter struct{ bytes, tags int }

func (m *meter) Write(p []byte) (int, error) {
	m.bytes += len(p)
	m.tags += bytes.Count(p, []byte{'<'})
	if m.bytes > mostUnpacked || m.tags > mostTags {
		return 0, errTooMuch
	}
	return len(p), nil
}

// readXLSX reads a workbook: the first sheet that has the columns of a list. No formula
// is worked out, and a translation that is one is not taken.
func readXLSX(data []byte) (*Returned, error) {
	if err := bounded(data); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked})
	if err != nil {
		return nil, syntaxProblem(0, 0, err.Error())
	}
	defer func() { _ = book.Close() }() // nothing is on the disk
	var missing error
	for _, sheet := range book.GetSheetList() {
		r, err := readSheet(book, sheet)
		var p Problem
		if !errors.As(err, &p) || p.ID != NoColumn {
			return r, err
		}
		if missing == nil {
			missing = err
		}
	}
	if missing == nil {
		missing = Problem{ID: NoColumn, Line: 1, Data: map[string]any{"Column": "id"}}
	}
	return nil, missing
}

// readSheet reads a sheet as a table.
func readSheet(book *excelize.File, sheet string) (*Returned, error) {
	rows, err := rowsOf(book, sheet)
	if err != nil {
		return nil, err
	}
	out, remarks := &Returned{}, remarksOf(book, sheet)
	var head []string
	for k, row := range rows {
		switch {
		case !slices.ContainsFunc(row, func(c string) bool { return c != "" }):
		case head == nil:
			if head, err = headOf(row, k+1); err != nil {
				return nil, err
			}
		default:
			if err := out.addCells(book, sheet, head, row, k+1); err != nil {
				return nil, err
			}
			a := &out.Answers[len(out.Answers)-1]
			a.Comment = strings.TrimSpace(a.Comment + "\n" + remarks[k+1])
		}
	}
	if head == nil {
		_, err = headOf(nil, 1)
	}
	return out, err
}

// remarksOf are the comments on the cells of a sheet, by their rows.
func remarksOf(book *excelize.File, sheet string) map[int]string {
	comments, err := book.GetComments(sheet)
	if err != nil {
		return nil // they are beside the table
	}
	out := map[int]string{}
	for _, c := range comments {
		_, row, err := excelize.CellNameToCoordinates(c.Cell)
		if err != nil {
			continue
		}
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		out[row] += strings.TrimSpace(text) + "\n"
	}
	return out
}

// rowsOf are the cells of a sheet. Law: all of it is within the bounds before anything
// else is asked of the sheet, which would lay it out in memory as wide and as long as its
// furthest cells say.
func rowsOf(book *excelize.File, sheet string) ([][]string, error) {
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, syntaxProblem(0, 0, err.Error())
	}
	defer func() { _ = rows.Close() }()
	var out [][]string
	cells := 0
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			return nil, syntaxProblem(len(out)+1, 0, err.Error())
		}
		if cells += len(row); cells > mostCells || len(out) == mostRows {
			return nil, tooMuchBook()
		}
		out = append(out, row)
	}
	return out, nil
}

// addCells adds the answer of a row of a sheet.
func (r *Returned) addCells(book *excelize.File, sheet string, head, row []string, line int) error {
	for _, name := range []string{"id", "seal", "translation"} {
		column := slices.Index(head, name)
		cell, err := excelize.CoordinatesToCellName(column+1, line)
		if err != nil {
			return syntaxProblem(line, 0, err.Error())
		}
		if formula, err := book.GetCellFormula(sheet, cell); err == nil && formula != "" {
			return Problem{ID: Formula, Line: line, Data: map[string]any{"Cell": cell}}
		}
		if name == "translation" && column < len(row) && !holdsText(book, sheet, cell, row[column]) {
			return Problem{ID: NotText, Line: line, Data: map[string]any{"Cell": cell, "Text": row[column]}}
		}
	}
	rec := record{head: head, cells: row, verbatim: true}
	if err := r.addRow(rec, line); err != nil {
		return err
	}
	a := &r.Answers[len(r.Answers)-1]
	if strings.HasSuffix(a.Source, shortened) && len(a.Source) >= longestCell {
		a.Source = "" // it did not fit the cell
	}
	return nil
}

// holdsText reports whether a cell has the text that it shows, or a number as it was typed,
// and not a date, a truth value or a number that a format shows in its own way: a spreadsheet
// made that of a text.
func holdsText(book *excelize.File, sheet, cell, shown string) bool {
	kind, err := book.GetCellType(sheet, cell)
	if err != nil || shown == "" {
		return err == nil
	}
	switch kind {
	case excelize.CellTypeBool, excelize.CellTypeDate, excelize.CellTypeError:
		return false
	case excelize.CellTypeNumber, excelize.CellTypeUnset:
		raw, err := book.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		return err == nil && raw == shown
	}
	return true
}
