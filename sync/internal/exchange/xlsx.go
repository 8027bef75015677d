package exchange

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// sheetName is the sheet that a list is written into.
const sheetName = "xsync"

// longestCell is how much a cell of a workbook can hold, in units of UTF-16.
const longestCell = excelize.TotalCellChars

// shortened ends a text that a cell does not hold whole.
const shortened = "…"

// asText is the number format of cells whose content is never a number, a date or a
// formula, also when it is edited.
const asText = 49

// The widths of columns, in letters.
const (
	wideColumn   = 50
	narrowColumn = 12
)

// XML has no way to write two characters, so they are spelt.
var (
	spellNoncharacters   = strings.NewReplacer(`\x{`, `\x{5C}x{`, "\ufffe", `\x{FFFE}`, "\uffff", `\x{FFFF}`)
	unspellNoncharacters = strings.NewReplacer(`\x{5C}x{`, `\x{`, `\x{FFFE}`, "\ufffe", `\x{FFFF}`, "\uffff")
)

// xlsx writes a list as a workbook of Office Open XML. Its cells are texts: none is run
// as a formula, not even after somebody has edited it.
func (w *writer) xlsx(q *queue.Queue) error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // nothing is on the disk
	if err := book.SetSheetName(book.GetSheetName(0), sheetName); err != nil {
		return err
	}
	if err := dress(book, len(q.Items)); err != nil {
		return err
	}
	if err := fillRow(book, 1, columns); err != nil {
		return err
	}
	for k := range q.Items {
		cells := w.cells(q, &q.Items[k])
		for n := range cells {
			cells[n] = fitted(spellNoncharacters.Replace(inert.Spell(cells[n])))
		}
		if err := fillRow(book, k+2, cells); err != nil {
			return err
		}
	}
	_, err := book.WriteTo(w)
	return err
}

// literal matches what a workbook would take for a letter written by its number.
var literal = regex.Lazy(`_x[0-9A-Fa-f]{4}_`)

// fillRow fills a row with texts.
func fillRow(book *excelize.File, row int, cells []string) error {
	for n, text := range cells {
		if text == "" {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(n+1, row)
		if err == nil {
			err = book.SetCellStr(sheetName, cell, literal.ReplaceAllString(text, "_x005F$0"))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fitted is a text that a cell can hold.
func fitted(text string) string {
	if len(text) <= longestCell {
		return text
	}
	units := utf16.Encode([]rune(text))
	if len(units) <= longestCell {
		return text
	}
	units = units[:longestCell-1]
	if utf16.IsSurrogate(rune(units[len(units)-1])) {
		units = units[:len(units)-1] // half a letter, or a whole one too many
		if n := len(units); n > 0 && units[n-1] >= 0xd800 && units[n-1] < 0xdc00 {
			units = units[:n-1]
		}
	}
	return string(utf16.Decode(units)) + shortened
}

// dress makes a sheet one that can be read: the names of the columns stay in sight,
// texts are wrapped, and columns that hold texts are wide.
func dress(book *excelize.File, items int) error {
	style, err := book.NewStyle(&excelize.Style{NumFmt: asText, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	head, err := book.NewStyle(&excelize.Style{NumFmt: asText, Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(columns))
	if err != nil {
		return err
	}
	if err := book.SetColStyle(sheetName, "A:"+last, style); err != nil {
		return err
	}
	if items > 0 {
		if err := book.SetCellStyle(sheetName, "A2", last+strconv.Itoa(items+1), style); err != nil {
			return err
		}
	}
	if err := book.SetCellStyle(sheetName, "A1", last+"1", head); err != nil {
		return err
	}
	for n, name := range columns {
		width := float64(narrowColumn)
		switch name {
		case "was", "source", "current", "suggestion", "translation", "note":
			width = wideColumn
		}
		column, err := excelize.ColumnNumberToName(n + 1)
		if err == nil {
			err = book.SetColWidth(sheetName, column, column, width)
		}
		if err != nil {
			return err
		}
	}
	return book.SetPanes(sheetName, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
