package exchange

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// The separators of cells that are written.
const (
	comma = ','
	tab   = '\t'
)

// columns are the columns of a table, in the order that they are written.
var columns = []string{
	"id", "state", "change", "file", "line", "section", "was", "source", "current", "suggestion", "score",
	"translation", "note", "words", "seal", "source_language", "language",
}

// sealMark stands before a seal in a table: a spreadsheet would take some digests
// for numbers, 12e7 for one.
const sealMark = "s:"

// writeTable writes a list as RFC 4180 has it, in UTF-8 with a byte order mark, from
// which spreadsheets know it. Cells of a table with tabs have \n, \t and \\ for a
// line end, a tab and a backslash, so that a row is a line.
func (w *writer) writeTable(q *queue.Queue, separator byte) {
	w.putTexts("\ufeff")
	w.writeRow(columns, separator)
	for k := range q.Items {
		w.writeRow(w.cells(q, &q.Items[k]), separator)
	}
}

// cells are the cells of an item, in the order of the columns.
func (w *writer) cells(q *queue.Queue, i *queue.Item) []string {
	suggestion, score := "", ""
	if len(i.Suggestions) > 0 {
		suggestion = i.Suggestions[0].Text
		if s := i.Suggestions[0].Score; s > 0 {
			score = strconv.Itoa(s)
		}
	}
	note := strings.Join(slices.Concat(i.Notes, w.findingsOn(i)), "\n")
	return []string{
		i.ID, i.State.String(), i.Change.String(), i.SourcePath, strconv.Itoa(i.SourceLine),
		strings.Join(i.Above(), sectionMark), i.Was, i.Text, i.Translation, suggestion, score,
		"", note, strconv.Itoa(i.Words), sealMark + i.Seal + markOfNote(note), q.Source, q.Target,
	}
}

// markOfNote stands behind the seal of an item that has a note: the length of the note and
// a checksum of it, but for white space, which spreadsheets change. They tell what a
// translator has written in the same cell.
func markOfNote(note string) string {
	letters := strings.Join(strings.Fields(note), "")
	if letters == "" {
		return ""
	}
	return fmt.Sprintf("%s%d%s%08x", betweenMarks, len(letters), betweenMarks, crc32.ChecksumIEEE([]byte(letters)))
}

const betweenMarks = ":"

// addedTo is what a note says beyond the one that was written, given what stands in the
// cell of the seal behind the seal; all of it if the list's own is not there any more.
func addedTo(note, mark string) string {
	length, _, _ := strings.Cut(mark, betweenMarks)
	letters, _ := strconv.Atoi(length)
	for k, r := range note {
		if letters <= 0 {
			break
		}
		if !unicode.IsSpace(r) {
			letters -= utf8.RuneLen(r)
		}
		if end := k + utf8.RuneLen(r); letters == 0 && markOfNote(note[:end]) == betweenMarks+mark {
			note = note[end:]
			break
		}
	}
	return strings.TrimSpace(note)
}

// findingsOn are the findings of an item in words.
func (w *writer) findingsOn(i *queue.Item) []string {
	var out []string
	for _, f := range i.Findings {
		out = append(out, wording.Finding(w.messages, f))
	}
	return out
}

func (w *writer) writeRow(cells []string, separator byte) {
	for k, c := range cells {
		c = inert.Spell(c)
		if k > 0 {
			_ = w.WriteByte(separator) // Flush has the error
		}
		if separator == tab {
			c = tabEscapes.Replace(c)
		}
		c = guardCell(c)
		if strings.ContainsAny(c, "\",;\n\t") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		w.putTexts(c)
	}
	w.putTexts("\r\n")
}

var (
	tabEscapes   = strings.NewReplacer("\\", `\\`, "\n", `\n`, "\t", `\t`)
	tabUnescapes = strings.NewReplacer(`\\`, "\\", `\n`, "\n", `\t`, "\t")
)

// guardCell keeps a spreadsheet from running a cell as a formula: one that begins
// with =, +, -, @ or white space gets an apostrophe before it. So does one that
// begins with apostrophes and then with one of these, so that [unguard], which
// takes one away from where it may have been put, is the inverse.
func guardCell(cell string) string {
	if isFormula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

func unguardCell(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && isFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

// isFormula reports whether a spreadsheet might run a text. Fullwidth signs are
// signs where they are typed.
func isFormula(text string) bool {
	for _, sign := range []string{"=", "+", "-", "@", "\t", "\n", "\r", " ", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, sign) {
			return true
		}
	}
	return false
}
