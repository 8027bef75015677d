package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/exchange"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// fillers fill a list in as a translator's tool does, without the package under
// test: an answer for each item, "" for none.
var fillers = map[string]func(t *rapid.T, q *queue.Queue, text string, answers []string) string{
	exchange.CSV:      fillCSV,
	exchange.TSV:      fillTSV,
	exchange.JSON:     fillJSON,
	exchange.Markdown: fillMarkdown,
	exchange.PO:       fillPO,
	exchange.XLIFF:    fillXLIFF,
	exchange.XLIFF2:   fillXLIFF,
	exchange.XLSX:     fillXLSX,
}

// What was filled in comes back.
func TestAFilledInListSaysWhatWasFilledIn(t *testing.T) {
	for _, format := range exchange.Formats() {
		t.Run(format, rapid.MakeCheck(func(t *rapid.T) {
			q := queues().Draw(t, "queue")
			var answers []string
			for range q.Items {
				answers = append(answers, rapid.OneOf(rapid.Just(""), filled()).Draw(t, "answer"))
			}
			text := fillers[format](t, q, written(t, format, q), answers)
			r := read(t, format, text)
			for k, a := range sameItems(t, format, q, r) {
				if want := lf(answers[k]); want != "" && (a.Text != want || a.Sign == queue.Unfinished) {
					t.Fatalf("%s: item %d says %q, %d, want %q\n%s", format, k, a.Text, a.Sign, want, text)
				}
			}
		}))
	}
}

// fillXLSX types into the cells of the column, and puts a sheet of its own before.
func fillXLSX(t *rapid.T, _ *queue.Queue, text string, answers []string) string {
	book, err := excelize.OpenReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("xsync")
	if err != nil || len(rows) != len(answers)+1 {
		t.Fatal(len(rows), err)
	}
	column := slices.Index(rows[0], "translation") + 1
	for k, answer := range answers {
		cell, err := excelize.CoordinatesToCellName(column, k+2)
		if err == nil && answer != "" { // as it stands in the other cells
			answer = unwrittable.ReplaceAllStringFunc(answer, func(letter string) string {
				if letter < " " {
					return fmt.Sprintf(`\u{%X}`, letter[0])
				}
				return fmt.Sprintf(`\x{%X}`, []rune(letter)[0])
			})
			err = book.SetCellStr("xsync", cell, regexp.MustCompile(`_x[0-9A-F]{4}_`).ReplaceAllString(answer, "_x005F$0")) // as spreadsheets do
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if rapid.Bool().Draw(t, "sheet") {
		if _, err := book.NewSheet("notes"); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(book.SetCellStr("notes", "A1", "id"), book.MoveSheet("notes", "xsync")); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := book.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fillCSV changes the order of the columns, puts one between them, and saves
// with or without a byte order mark and with the separator of some countries.
func fillCSV(t *rapid.T, _ *queue.Queue, text string, answers []string) string {
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	order := rapid.Permutation(numbers(len(rows[0]))).Draw(t, "order")
	var b bytes.Buffer
	b.WriteString(rapid.SampledFrom([]string{"", "\ufeff"}).Draw(t, "mark"))
	out := csv.NewWriter(&b)
	out.Comma = rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "separator")
	out.UseCRLF = rapid.Bool().Draw(t, "CRLF")
	for k, row := range rows {
		if k == 0 {
			row = append([]string(nil), row...)
		}
		cells := []string{"mine"}
		for _, c := range order {
			if k > 0 && rows[0][c] == "translation" && answers[k-1] != "" {
				row[c] = escapeFormula(answers[k-1])
			}
			cells = append(cells, row[c])
		}
		if err := out.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	out.Flush()
	return b.String()
}

// escapeFormula types an apostrophe before what is no formula, as the rule for
// those who fill in says.
func escapeFormula(s string) string {
	if strings.Trim(s, "'") != "" && strings.ContainsAny(strings.TrimLeft(s, "'")[:1], "=+-@\t\r\n ") || strings.HasPrefix(strings.TrimLeft(s, "'"), "＝") {
		return "'" + s
	}
	return s
}

func numbers(n int) []int {
	out := make([]int, n)
	for k := range out {
		out[k] = k
	}
	return out
}

func fillTSV(t *rapid.T, _ *queue.Queue, text string, answers []string) string {
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\r\n")
	if len(lines) != len(answers)+2 {
		t.Fatalf("%d lines for %d items", len(lines), len(answers))
	}
	head := strings.Split(lines[0], "\t")
	for k, a := range answers {
		if a == "" {
			continue
		}
		a = strings.NewReplacer("\\", `\\`, "\r\n", `\n`, "\n", `\n`, "\t", `\t`).Replace(a)
		if a = escapeFormula(a); strings.Contains(a, `"`) {
			a = `"` + strings.ReplaceAll(a, `"`, `""`) + `"`
		}
		cells := strings.Split(lines[k+1], "\t")
		for c, name := range head {
			if name == "translation" {
				cells[c] = a
			}
		}
		lines[k+1] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end"))
}

func fillJSON(t *rapid.T, _ *queue.Queue, text string, answers []string) string {
	var list map[string]any
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	for k, i := range list["items"].([]any) {
		i.(map[string]any)["new_translation"] = answers[k]
	}
	out, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// fillMarkdown ticks a box and writes into the block, which gets a longer fence
// if the text needs one.
func fillMarkdown(_ *rapid.T, _ *queue.Queue, text string, answers []string) string {
	var out []string
	fence, name, k, box := "", "", -1, 0
	for line := range strings.SplitSeq(text, "\n") {
		bare := strings.TrimLeft(line, " ")
		switch {
		case fence == "" && strings.HasPrefix(bare, "```"):
			name = strings.TrimLeft(bare, "`")
			fence = bare[:len(bare)-len(name)]
			if name == "translation" && answers[k] != "" {
				longer := strings.Repeat("`", len(answers[k])+3)
				out = append(out, "  "+longer+name, "  "+strings.ReplaceAll(lf(answers[k]), "\n", "\n  "), "  "+longer)
				out[box] = strings.Replace(out[box], "[ ]", "[x]", 1)
				continue
			}
		case fence != "" && bare == fence:
			fence = ""
			if name == "translation" && answers[k] != "" {
				continue
			}
		case fence == "" && strings.HasPrefix(line, "- [ ] "):
			k++
			box = len(out)
		}
		if fence == "" || name != "translation" || answers[k] == "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// fillPO writes msgstr as a C string on one line and takes the flag off.
func fillPO(_ *rapid.T, _ *queue.Queue, text string, answers []string) string {
	entries := strings.Split(text, "\n\n")
	for k, a := range answers {
		if a == "" {
			continue
		}
		head, _, _ := strings.Cut(entries[k+1], "\nmsgstr ")
		quoted := strings.NewReplacer("\\", `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(a)
		entries[k+1] = strings.Replace(head, "#, fuzzy\n", "", 1) + "\nmsgstr \"" + quoted + "\"\n#~ msgid \"gone\"\n#~ msgstr \"x\""
	}
	return strings.Join(entries, "\n\n")
}

var (
	units       = regexp.MustCompile(`(?s)<(?:trans-unit id|unit id="u\d+" name)="([^"]*)".*?</(?:trans-unit|unit)>`)
	ownTarget   = regexp.MustCompile(`(?s)(</source>\s*)(?:<target[^>]*>.*?</target>)?`)
	unwrittable = regexp.MustCompile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
)

// fillXLIFF types a text without markup into the target of a unit, which the
// tool then calls translated, or in 1.2 perhaps not. What XML forbids nobody
// types.
func fillXLIFF(t *rapid.T, q *queue.Queue, text string, answers []string) string {
	places := map[string]int{}
	for k := range q.Items {
		places[html.EscapeString(q.Items[k].ID+"@"+q.Items[k].Seal)] = k
		answers[k] = unwrittable.ReplaceAllString(answers[k], "")
		if strings.TrimSpace(answers[k]) == "" {
			answers[k] = ""
		}
	}
	return units.ReplaceAllStringFunc(text, func(unit string) string {
		name := strings.ReplaceAll(units.FindStringSubmatch(unit)[1], "&quot;", "&#34;")
		k, ok := places[name]
		if !ok {
			t.Fatalf("there is no item %s", name)
		}
		if answers[k] == "" {
			return unit
		}
		typed := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;").Replace(answers[k])
		state := ` state="translated"`
		if strings.Contains(unit, "<segment") {
			unit, state = strings.Replace(unit, ` state="initial"`, state, 1), ""
		} else if !slices.Equal(strings.Fields(answers[k]), strings.Fields(q.Items[k].Text)) && rapid.Bool().Draw(t, "unsaid") {
			state = ""
		}
		at := strings.LastIndex(unit, "<source>")
		if strings.Contains(unit, "<trans-unit") {
			at = strings.Index(unit, "<source>")
		}
		found := ownTarget.FindStringSubmatchIndex(unit[at:])
		return unit[:at+found[3]] + "<target" + state + ">" + typed + "</target>" + unit[at+found[1]:]
	})
}
