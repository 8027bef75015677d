package htmldoc

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Beside a document in another format the rows of a table are segments, as they are
// there, and not its cells: "| 1911 | 40 ships |".

// rowMark stands before, between and behind the cells of a row.
const rowMark = "|"

// joinRows makes one segment of the cells of each row that hold no more than a text.
func (p *page) joinRows() {
	cells := p.cells()
	if len(cells) == 0 {
		return
	}
	var joined []segment
	place := make([]int, len(p.segments)+1) // where a segment has gone
	for k := 0; k < len(p.segments); {
		place[k] = len(joined)
		row, ok := cells[k]
		if !ok {
			joined = append(joined, p.segments[k])
			k++
			continue
		}
		for i := k; i < row.last; i++ {
			place[i] = len(joined)
		}
		joined = append(joined, p.rowOf(row, k))
		k = row.last
	}
	place[len(p.segments)] = len(joined)
	for k := range p.elements {
		e := &p.elements[k]
		if e.first < e.last {
			e.last = place[e.last-1] + 1
		} else {
			e.last = place[e.last]
		}
		e.first = min(place[e.first], e.last)
	}
	p.segments = joined
}

// tableRow is a row whose cells hold no more than a text each.
type tableRow struct {
	element int
	last    int   // the place behind its last segment
	cells   []int // the places of their segments, -1 for an empty cell
}

// cells are the rows of the page whose cells can be joined, by the place of their
// first segment.
func (p *page) cells() map[int]tableRow {
	inRow := map[int][]int{} // the cells of a row, by the place of its element
	for k := range p.elements {
		if e := &p.elements[k]; (e.name == "td" || e.name == "th") && e.parent >= 0 && p.elements[e.parent].name == "tr" {
			inRow[e.parent] = append(inRow[e.parent], k)
		}
	}
	out := map[int]tableRow{}
	for at, cells := range inRow {
		tr := &p.elements[at]
		row := tableRow{element: at, last: tr.last}
		count := 0
		for _, c := range cells {
			e, place := &p.elements[c], -1
			if e.first < e.last {
				place = e.first
				count++
			}
			if e.last > e.first+1 || place >= 0 && (p.segments[place].attribute || p.segments[place].block.Kind != block.TableRow) {
				count = -1
				break
			}
			row.cells = append(row.cells, place)
		}
		if count > 0 && count == tr.last-tr.first {
			out[tr.first] = row
		}
	}
	return out
}

// rowOf is the segment of a row, whose first segment is the one at a place.
func (p *page) rowOf(row tableRow, first int) segment {
	s := segment{element: row.element}
	s.block = block.Block{Kind: block.TableRow, Syntax: inline.HTML}
	s.block.Span = block.Span{Start: p.segments[first].block.Span.Start, End: p.segments[row.last-1].block.Span.End}
	texts := make([]string, len(row.cells))
	for k, at := range row.cells {
		if at >= 0 {
			texts[k] = strings.ReplaceAll(p.segments[at].block.Text, rowMark, `\`+rowMark)
			s.cells = append(s.cells, p.segments[at].block.Span)
		} else {
			s.cells = append(s.cells, block.Span{})
		}
	}
	s.block.Text = rowMark + " " + strings.Join(texts, " "+rowMark+" ") + " " + rowMark
	return s
}

// cellsOf are the texts of the cells of a row.
func cellsOf(row string) []string {
	row = strings.TrimSpace(row)
	row = strings.TrimPrefix(row, rowMark)
	if !strings.HasSuffix(row, `\`+rowMark) {
		row = strings.TrimSuffix(row, rowMark)
	}
	const held = "\x00"
	cells := strings.Split(strings.ReplaceAll(row, `\`+rowMark, held), rowMark)
	for k := range cells {
		cells[k] = strings.TrimSpace(strings.ReplaceAll(cells[k], held, rowMark))
	}
	return cells
}

// fits reports whether a text has a cell for each of a row that holds a text, and
// none for one that is empty; true for a segment that is not a row.
func (s *segment) fits(text string) bool {
	if s.cells == nil {
		return true
	}
	cells := cellsOf(text)
	if len(cells) != len(s.cells) {
		return false
	}
	for k, c := range cells {
		if (c == "") != (s.cells[k].Len() == 0) {
			return false
		}
	}
	return true
}

// writtenRow is the bytes of a row with the texts of other cells, which fit.
func (p *page) writtenRow(s *segment, text string) string {
	var out strings.Builder
	at := s.block.Span.Start
	for k, c := range cellsOf(text) {
		span := s.cells[k]
		if span.Len() == 0 {
			continue
		}
		out.Write(p.src[at:span.Start])
		out.WriteString(likeWritten(c, string(p.src[span.Start:span.End])))
		at = span.End
	}
	return out.String()
}

// hasRows reports whether the rows of a document's tables are segments.
func hasRows(doc *block.Doc) bool {
	for k := range doc.Blocks {
		if b := &doc.Blocks[k]; b.Kind == block.TableRow && b.Syntax == inline.HTML {
			return strings.HasPrefix(b.Text, rowMark+" ") && strings.HasSuffix(b.Text, " "+rowMark)
		}
	}
	return false
}
