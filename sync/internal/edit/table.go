package edit

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// delimiterBehind is the line below the header of a table, "" for all other
// segments.
func delimiterBehind(doc *block.Doc, at int) string {
	b := &doc.Blocks[at]
	if b.Kind != block.TableRow || at+1 >= len(doc.Blocks) || doc.Blocks[at+1].Segment() {
		return ""
	}
	gap := doc.Blocks[at+1].Span
	lines, _ := cutLines(string(doc.Src[gap.Start:gap.End]))
	if len(lines) < 2 || !strings.Contains(lines[1], "-") {
		return ""
	}
	return lines[1]
}

// delimiterPatch is the patch that gives a table as many columns as its new header
// has: the line below it becomes that of the source, if that has as many.
func (a *applier) delimiterPatch(e *Edit, at int, header string) (Patch, bool) {
	old := delimiterBehind(a.doc, at)
	if old == "" || e.Like.Doc == nil || block.Cells(header) == block.Cells(old) {
		return Patch{}, false
	}
	line := delimiterBehind(e.Like.Doc, e.Like.At)
	if line == "" || block.Cells(line) != block.Cells(header) {
		return Patch{}, false
	}
	gap := a.doc.Blocks[at+1].Span
	start := gap.Start + strings.Index(string(a.doc.Src[gap.Start:gap.End]), old)
	return Patch{block.Span{Start: start, End: start + len(old)}, line}, true
}

// untouched stands for the cells of a segment that a change leaves as it is.
const untouched = -1

// cellsOf is the number of cells of a row, 0 for anything else.
func cellsOf(b *block.Block) int {
	if b.Kind != block.TableRow {
		return 0
	}
	return block.Cells(b.Text)
}

// hasWholeTables reports whether the changed rows of a document's tables have the cells
// that their headers have, or as many as the row that each is made after, which may have
// fewer. Cells are those of these rows, by the segments of the document.
func hasWholeTables(doc *block.Doc, cells []int) bool {
	columns := 0 // of the table at hand
	for k, at := range doc.Segments() {
		b := &doc.Blocks[at]
		if b.Kind != block.TableRow {
			continue
		}
		if line := delimiterBehind(doc, at); line != "" {
			columns = block.Cells(line)
		}
		if n := block.Cells(b.Text); cells[k] != untouched && n != columns && n != cells[k] {
			return false
		}
	}
	return true
}
