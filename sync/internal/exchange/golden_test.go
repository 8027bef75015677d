package exchange_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// sample is a list with an item of each sort, as a project has it.
func sample() *queue.Queue {
	const was = "The pier was opened on 4 March 1911, see [the plan](plan.md \"drawn in 1909\") and `piers.csv`."
	const now = "The pier was opened on 5 March 1911, see [the plan](plan.md \"drawn in 1909\") and `piers.csv`."
	return &queue.Queue{Source: "en", Target: "tr", Items: []queue.Item{
		{
			ID: "harbour#6f0c1d2e", Article: "harbour", Kind: block.Paragraph, State: drift.Stale, Change: change.Facts,
			SourcePath: "articles/en/harbour.md", SourceLine: 12, SourceEndLine: 13,
			TargetPath: "articles/tr/harbour.md", TargetLine: 14, TargetEndLine: 14,
			Section: []string{"The harbour", "History"}, Was: was, Text: now, Diff: change.WordDiff(was, now),
			Translation: "İskele 4 Mart 1911'de açıldı; [plana](plan.md \"drawn in 1909\") ve `piers.csv` dosyasına bakın.",
			Notes:       []string{"A pier stands on piles."},
			Findings:    []drift.Finding{{Kind: "date", Source: "5 March 1911", Target: "4 Mart 1911", Severity: drift.Warn}},
			Words:       12, Priority: 2, Seal: "12e7a05b9c3d4f60",
		},
		{
			ID: "harbour#a1b2c3d4", Article: "harbour", Kind: block.ListItem, State: drift.Missing,
			SourcePath: "articles/en/harbour.md", SourceLine: 20, SourceEndLine: 20, TargetPath: "articles/tr/harbour.md", TargetLine: 22, TargetEndLine: 22,
			Section: []string{"The harbour"}, Text: "**Bring {count} tickets**[^1], and see <https://example.org/ferry>.\nNo dogs & no `` a`b ``.",
			Suggestions: []queue.Suggestion{
				{Text: "**{count} bilet getirin**[^1].", Source: "**Bring {count} tickets**[^1].", Score: 87, Origin: queue.Memory, Article: "ferry"},
				{Text: "{count} bilet getirin", Origin: queue.Draft},
			},
			Words: 9, Seal: "9c3d4f6012e7a05b",
		},
		{
			ID: "öykü/a b#0f0f0f0f", Article: "öykü/a b", Kind: block.Paragraph, State: drift.Untranslated,
			SourcePath: "articles/en/öykü/a b.md", SourceLine: 3, SourceEndLine: 3, TargetPath: "articles/tr/öykü/a b.md", TargetLine: 3, TargetEndLine: 3,
			Text: "=SUM(A1) is no formula here.", Translation: "=SUM(A1) is no formula here.", Words: 6, Seal: "0b0c0d0e0f001122",
		},
		{
			ID: "öykü/a b#1e1e1e1e", Article: "öykü/a b", Kind: block.Code, State: drift.Unverified,
			SourcePath: "articles/en/öykü/a b.md", SourceLine: 7, SourceEndLine: 9, TargetPath: "articles/tr/öykü/a b.md", TargetLine: 7, TargetEndLine: 9,
			Text: "```sh\n# count\twaves\nwc -l < waves\n```", Translation: "```sh\n# dalgaları\tsay\nwc -l < waves\n```", Words: 2, Seal: "aa0c0d0e0f001122",
		},
	}}
}

// TestGolden holds what is written in each format against testdata.
func TestGolden(t *testing.T) {
	for _, format := range exchange.Formats() {
		for _, lang := range []string{"en", "ru"} {
			var b bytes.Buffer
			if err := exchange.Write(&b, format, sample(), locales.New(lang), stamp); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join("testdata", "list."+lang+"."+format)
			if format == exchange.XLSX {
				b = *bytes.NewBufferString(cellsOf(t, b.Bytes()))
			}
			if *update {
				if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}

// cellsOf are the cells of a workbook, a line each, and that each is a text.
func cellsOf(t *testing.T, data []byte) string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for line, row := range rows {
			for n, text := range row {
				cell, err := excelize.CoordinatesToCellName(n+1, line+1)
				if err != nil {
					t.Fatal(err)
				}
				kind, err := book.GetCellType(sheet, cell)
				formula, _ := book.GetCellFormula(sheet, cell)
				if err != nil || text != "" && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString || formula != "" {
					t.Errorf("%s is not a text: %d %q %v", cell, kind, formula, err)
				}
				if text != "" {
					fmt.Fprintf(&out, "%s %s %q\n", sheet, cell, text)
				}
			}
		}
	}
	return out.String()
}

// book is a workbook with a list of one item, and what else is done to it.
func book(t *testing.T, do func(b *excelize.File) error) []byte {
	t.Helper()
	b := excelize.NewFile()
	for cell, text := range map[string]string{"A1": "ID ", "B1": "translation", "C1": "Seal", "A3": "a#1", "B3": "Köprü", "C3": "s:12e7"} {
		if err := b.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := do(b); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := b.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sheetWith puts a sheet into a workbook that has a list of one row, and below it rows as a
// file can hold them, which need not lie one after the other.
func sheetWith(b *excelize.File, below string) {
	var sheet strings.Builder
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for line, cells := range [][]string{{"id", "translation", "seal"}, {"a#1", "x", "12e7"}} {
		fmt.Fprintf(&sheet, `<row r="%d">`, line+1)
		for n, text := range cells {
			fmt.Fprintf(&sheet, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+n, line+1, text)
		}
		sheet.WriteString("</row>")
	}
	b.Sheet.Delete("xl/worksheets/sheet1.xml")
	b.Pkg.Store("xl/worksheets/sheet1.xml", []byte(sheet.String()+below+"</sheetData></worksheet>"))
}

// A workbook is read by the names of its columns; formulas are not worked out, and what
// is more than a list can be is not unpacked.
func TestWorkbooks(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(b *excelize.File) error
		want string
	}{
		"a list":   {func(*excelize.File) error { return nil }, ""},
		"a number": {func(b *excelize.File) error { return b.SetCellInt("Sheet1", "B3", 45) }, ""},
		"other sheets": {func(b *excelize.File) error {
			_, err := b.NewSheet("x")
			return errors.Join(err, b.MoveSheet("x", "Sheet1"))
		}, ""},
		"a formula":     {func(b *excelize.File) error { return b.SetCellFormula("Sheet1", "B3", `HYPERLINK("http://x.org")`) }, "list:3: the cell B3 holds a formula"},
		"a truth value": {func(b *excelize.File) error { return b.SetCellBool("Sheet1", "B3", true) }, "list:3: the cell B3 shows"},
		"a date": {func(b *excelize.File) error {
			return b.SetCellValue("Sheet1", "B3", time.Date(1911, 3, 5, 0, 0, 0, 0, time.UTC))
		}, "list:3: the cell B3 shows"},
		"no seal": {func(b *excelize.File) error { return b.SetCellStr("Sheet1", "C1", "x") }, "list:1: there is no column seal"},
		"a far cell": {func(b *excelize.File) error {
			sheetWith(b, `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`)
			return nil
		}, "list: a workbook that is larger"},
		"a large part": {func(b *excelize.File) error { b.Pkg.Store("xl/media/x.png", make([]byte, 65<<20)); return nil }, "list: a workbook that is larger"},
		"many tags": {func(b *excelize.File) error {
			b.Pkg.Store("xl/x.xml", bytes.Repeat([]byte("<si/>"), 5<<20))
			return nil
		}, "list: a workbook that is larger"},
		"far cells": {func(b *excelize.File) error {
			var far strings.Builder
			for line := range 20_000 {
				fmt.Fprintf(&far, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, line+3, line+3)
			}
			sheetWith(b, far.String())
			return nil
		}, "list: a workbook that is larger"},
		"a merged cell": {func(b *excelize.File) error { return b.MergeCell("Sheet1", "A5", "C9") }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := exchange.Read("list", exchange.XLSX, book(t, c.do))
			if c.want != "" {
				if err == nil || !strings.HasPrefix(err.Error(), c.want) {
					t.Fatal(err, r)
				}
				return
			}
			if err != nil || len(r.Answers) != 1 || r.Answers[0].ID != "a#1" || r.Answers[0].Seal != "12e7" || r.Answers[0].Text == "" || r.Answers[0].Line != 3 {
				t.Fatal(err, r)
			}
		})
	}
	r, err := exchange.Read("list", exchange.XLSX, book(t, func(b *excelize.File) error {
		return errors.Join(
			b.AddComment("Sheet1", excelize.Comment{Cell: "A1", Author: "x", Text: "of no item"}),
			b.AddComment("Sheet1", excelize.Comment{Cell: "B3", Author: "x", Paragraph: []excelize.RichTextRun{{Text: "Which "}, {Text: "bridge?"}}}))
	}))
	if err != nil || r.Answers[0].Comment != "Which bridge?" {
		t.Error(err, r)
	}
	if f := exchange.FormatOf("x", book(t, func(*excelize.File) error { return nil })); f != exchange.XLSX {
		t.Error(f)
	}
}

// A text that is longer than a cell can be is cut where it is read by people, and the
// source is then not compared.
func TestWorkbookOfLongTexts(t *testing.T) {
	q := sample()
	q.Items[1].Text = strings.Repeat("Ж😀", 20000)
	r := read(t, exchange.XLSX, written(t, exchange.XLSX, q))
	if r.Answers[1].Source != "" || r.Answers[0].Source != q.Items[0].Text {
		t.Error(len(r.Answers[1].Source))
	}
}
