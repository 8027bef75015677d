package drift

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/pairing"
)

// In tables of HTML each cell is a segment, and many hold a word or a number that goes with
// any other. What tells them apart is where they stand: in which row of which table.

// cellPlace is the cell that a segment stands in.
type cellPlace struct{ table, row, cell int }

// grid are the tables of a document.
type grid struct {
	rows  [][]int           // how many cells each row of each table has
	texts [][]int           // how many segments
	place map[int]cellPlace // the cells of segments
}

// newGrid reads the tables of HTML in a document. A table within a cell belongs to the
// cell.
func newGrid(doc *block.Doc) grid {
	g := grid{place: map[int]cellPlace{}}
	if !bytes.Contains(doc.Src, []byte("<tr")) && !bytes.Contains(doc.Src, []byte("<TR")) {
		return g
	}
	r := gridReader{grid: &g}
	segment := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !b.Segment() {
			r.readTags(string(doc.Src[b.Span.Start:b.Span.End]))
			continue
		}
		r.readTags(string(doc.Src[b.Span.Start : b.Span.Start+b.Lead]))
		if r.depth > 0 && r.inCell && !strings.HasPrefix(b.Text, "| ") { // else it is a row
			table := len(g.rows) - 1
			row := len(g.rows[table]) - 1
			g.place[segment] = cellPlace{table, row, r.cell}
			g.texts[table][row]++
		}
		r.readTags(string(doc.Src[b.Span.End-b.Tail : b.Span.End]))
		segment++
	}
	return g
}

// gridReader goes through the tags of a document.
type gridReader struct {
	*grid
	depth  int // of tables
	cell   int // the column at hand
	inCell bool
}

// readTags reads the tags between two segments.
func (r *gridReader) readTags(text string) {
	for _, t := range inline.Scan(nil, text, inline.HTML, nil) {
		if t.Kind != inline.Tag && t.Construct != inline.Element {
			continue
		}
		r.readTag(strings.ToLower(t.Value(text)), t.Of(text))
	}
}

// readTag reads a tag of a name.
func (r *gridReader) readTag(name, tag string) {
	closing := strings.HasPrefix(tag, "</")
	switch {
	case name == "table" && closing:
		r.depth = max(0, r.depth-1)
		r.inCell = r.inCell && r.depth > 0
	case name == "table":
		if r.depth++; r.depth == 1 {
			r.rows, r.texts, r.inCell = append(r.rows, nil), append(r.texts, nil), false
		}
	case r.depth != 1:
	case name == "tr":
		r.inCell = false
		if !closing {
			table := len(r.rows) - 1
			r.rows[table], r.texts[table] = append(r.rows[table], 0), append(r.texts[table], 0)
		}
	case (name == "td" || name == "th") && closing:
		r.inCell = false
	case (name == "td" || name == "th") && len(r.rows[len(r.rows)-1]) > 0:
		row := r.rows[len(r.rows)-1]
		r.inCell, r.cell = true, row[len(row)-1]
		row[len(row)-1] += columnsOf(tag)
	}
}

// columnsOf is how many columns a cell takes.
func columnsOf(tag string) int {
	const most = 100
	for a := range inline.Attributes(tag) {
		if n, err := strconv.Atoi(strings.TrimSpace(tag[a.Start:a.End])); a.Name == "colspan" && err == nil && n > 1 {
			return min(n, most)
		}
	}
	return 1
}

// alignCells pairs the cells of tables anew where the rows of two tables do not have the
// same cells, so that a lost cell, row or column does not move others into its place.
// Nothing is changed that is recorded, or where facts say that rows were moved.
func (e *examination) alignCells(drafts []*draft) []*draft {
	if e.source.Keyed {
		return drafts
	}
	a, b := newGrid(e.source.Doc), newGrid(e.target.Doc)
	if len(a.place) == 0 || len(b.place) == 0 {
		return drafts
	}
	for k := range a.rows {
		other := counterpartTable(a, b, drafts, k)
		if other >= 0 && !slices.Equal(a.texts[k], b.texts[other]) && len(a.rows[k])*len(b.rows[other]) <= mostRows {
			drafts = e.alignTable(tablePair{a: a, b: b, source: k, target: other}, drafts)
		}
	}
	e.noteShortRows(a, b, drafts)
	return drafts
}

// mostRows bounds the pairs of rows of two tables that are looked at.
const mostRows = 40_000

// counterpartTable is the table of the target in which the cells of a table of the source
// have most of their counterparts, or -1.
func counterpartTable(a, b grid, drafts []*draft, table int) int {
	votes := make([]int, len(b.rows))
	for _, d := range drafts {
		p, q, inA, inB := cellsOfDraft(a, b, d)
		if inA && inB && p.table == table {
			votes[q.table]++
		}
	}
	best := -1
	for k, n := range votes {
		if n > 0 && (best < 0 || n > votes[best]) {
			best = k
		}
	}
	return best
}

// tablePair are two tables of which one translates the other.
type tablePair struct {
	a, b           grid
	source, target int                // which tables
	known          map[[2]int]float64 // pairs of segments as the alignment has them, with their confidence
}

// cellsOf are the cells of the first segments of a draft, as far as they are in the tables.
func (t *tablePair) cellsOf(d *draft) (p, q cellPlace, inSource, inTarget bool) {
	p, q, inSource, inTarget = cellsOfDraft(t.a, t.b, d)
	return p, q, inSource && p.table == t.source, inTarget && q.table == t.target
}

// cellsOfDraft are the cells of the first segments of a draft.
func cellsOfDraft(a, b grid, d *draft) (p, q cellPlace, inA, inB bool) {
	if len(d.source) > 0 {
		p, inA = a.place[d.source[0]]
	}
	if len(d.target) > 0 {
		q, inB = b.place[d.target[0]]
	}
	return p, q, inA, inB
}

// holds reports whether all segments of a draft are in the tables.
func (t *tablePair) holds(d *draft) bool {
	for _, i := range d.source {
		if p, ok := t.a.place[i]; !ok || p.table != t.source {
			return false
		}
	}
	for _, j := range d.target {
		if q, ok := t.b.place[j]; !ok || q.table != t.target {
			return false
		}
	}
	return true
}

// alignTable pairs the cells of two tables: rows in their order, and the cells of each.
func (e *examination) alignTable(t tablePair, drafts []*draft) []*draft {
	if !e.mayAlign(&t, drafts) {
		return drafts
	}
	rows := [2][][]int{make([][]int, len(t.a.rows[t.source])), make([][]int, len(t.b.rows[t.target]))}
	drafts = slices.DeleteFunc(slices.Clone(drafts), func(d *draft) bool {
		p, q, inSource, inTarget := t.cellsOf(d)
		for _, i := range d.source {
			if inSource {
				p = t.a.place[i]
				rows[0][p.row] = append(rows[0][p.row], i)
			}
		}
		for _, j := range d.target {
			if inTarget {
				q = t.b.place[j]
				rows[1][q.row] = append(rows[1][q.row], j)
			}
		}
		return inSource || inTarget
	})
	for side := range rows {
		for _, row := range rows[side] {
			slices.Sort(row)
		}
	}
	return append(drafts, e.pairRows(&t, rows[0], rows[1])...)
}

// mayAlign reports whether the cells of two tables may be paired anew, and learns how they
// are paired: they are not if something is recorded, if a cell went elsewhere, or if a fact
// says that a row was moved.
func (e *examination) mayAlign(t *tablePair, drafts []*draft) bool {
	t.known = map[[2]int]float64{}
	var moved [][2]int // rows that a fact pairs
	for _, d := range drafts {
		p, q, inSource, inTarget := t.cellsOf(d)
		both := len(d.source) > 0 && len(d.target) > 0
		switch {
		case !inSource && !inTarget:
			continue
		case d.known || len(d.base)+len(d.lost) > 0 || both && (!inSource || !inTarget) || !t.holds(d):
			return false
		case !both:
			continue
		}
		if len(d.source) == 1 && len(d.target) == 1 {
			t.known[[2]int{d.source[0], d.target[0]}] = d.confidence
		}
		if e.shareFact(d.source[0], d.target[0]) {
			moved = append(moved, [2]int{p.row, q.row})
		}
	}
	slices.SortFunc(moved, func(x, y [2]int) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	return slices.IsSortedFunc(moved, func(x, y [2]int) int { return cmp.Compare(x[1], y[1]) })
}

// The confidence of cells that are paired by their places: in rows of as many cells, and in
// others.
const sameRow, shortRow = 0.8, 0.5

// pairRows pairs the cells of rows. Rows that have as many cells too few have the same ones.
func (e *examination) pairRows(t *tablePair, source, target [][]int) []*draft {
	var out []*draft
	shapes := map[[2]int][][2]int{} // pairs of rows by the numbers of their cells
	var order [][2]int
	for _, p := range pairing.Best(len(source), len(target), func(i, j int) float64 {
		_, score := e.pairCells(t, [][2][]int{{source[i], target[j]}})
		return score
	}) {
		switch {
		case p[0] < 0:
			out = append(out, alone(nil, target[p[1]])...)
		case p[1] < 0:
			out = append(out, alone(source[p[0]], nil)...)
		default:
			shape := [2]int{len(source[p[0]]), len(target[p[1]])}
			if shapes[shape] == nil {
				order = append(order, shape)
			}
			shapes[shape] = append(shapes[shape], p)
		}
	}
	for _, shape := range order {
		var rows [][2][]int
		for _, p := range shapes[shape] {
			rows = append(rows, [2][]int{source[p[0]], target[p[1]]})
		}
		pairs, _ := e.pairCells(t, rows)
		out = append(out, draftsOfCells(rows, pairs)...)
	}
	return out
}

// alone are drafts of segments without counterparts.
func alone(source, target []int) []*draft {
	var out []*draft
	for _, i := range source {
		out = append(out, &draft{source: []int{i}, confidence: shortRow})
	}
	for _, j := range target {
		out = append(out, &draft{target: []int{j}, confidence: shortRow})
	}
	return out
}

// draftsOfCells makes drafts of the cells of rows that are paired alike.
func draftsOfCells(rows [][2][]int, pairs [][2]int) []*draft {
	var out []*draft
	for _, row := range rows {
		confidence := sameRow
		if len(row[0]) != len(row[1]) {
			confidence = shortRow
		}
		for _, p := range pairs {
			switch {
			case p[0] < 0:
				out = append(out, alone(nil, row[1][p[1]:p[1]+1])...)
			case p[1] < 0:
				out = append(out, alone(row[0][p[0]:p[0]+1], nil)...)
			default:
				out = append(out, &draft{source: row[0][p[0] : p[0]+1], target: row[1][p[1] : p[1]+1], confidence: confidence})
			}
		}
	}
	return out
}

// sameColumn is how much better two cells go together that are both the first, or the
// second, of their rows, where no other row tells which are missing.
const sameColumn = 2

// pairCells pairs the cells of rows of one shape, in their order and in all rows alike, and
// tells how well they go together.
func (e *examination) pairCells(t *tablePair, rows [][2][]int) (pairs [][2]int, score float64) {
	n, m := len(rows[0][0]), len(rows[0][1])
	like := func(i, j int) float64 {
		sum := 0.0
		for _, row := range rows {
			sum += e.likeness(t, row[0][i], row[1][j])
			if i == j && len(rows) == 1 {
				sum += sameColumn
			}
		}
		return sum
	}
	pairs = pairing.Best(n, m, like)
	for _, p := range pairs {
		if p[0] >= 0 && p[1] >= 0 {
			score += like(p[0], p[1])
		}
	}
	return pairs, score
}

// likeness is how well two cells go together: they have the same text or fact, or both have
// no facts, or are paired already.
func (e *examination) likeness(t *tablePair, i, j int) float64 {
	const alike, plain, half, paired = 4, 2, 1, 6
	a, b := &e.source.Outline[i], &e.target.Outline[j]
	out := paired * max(0, t.known[[2]int{i, j}]-plausible)
	switch {
	case a.Digest == b.Digest || e.shareFact(i, j):
		return out + alike
	case len(a.Anchors) == 0 && len(b.Anchors) == 0:
		return out + plain
	case len(a.Anchors) == 0 || len(b.Anchors) == 0:
		return out + half
	}
	return out
}

// shareFact reports whether two segments have a fact in common.
func (e *examination) shareFact(i, j int) bool {
	for _, a := range e.source.Outline[i].Anchors {
		for _, b := range e.target.Outline[j].Anchors {
			if a.Kind == b.Kind && sameValue(a, b) {
				return true
			}
		}
	}
	return false
}

// noteShortRows notes the rows of tables whose cells are not as many as those of their
// counterparts, by the first segment of the source that has one.
func (e *examination) noteShortRows(a, b grid, drafts []*draft) {
	type rowPlace struct{ table, row int }
	type counterpart struct {
		at    rowPlace
		first int
		torn  bool // its cells have counterparts in several rows
	}
	rows := map[rowPlace]*counterpart{}
	for _, d := range drafts {
		p, q, inA, inB := cellsOfDraft(a, b, d)
		if !inA || !inB {
			continue
		}
		from, to := rowPlace{p.table, p.row}, rowPlace{q.table, q.row}
		if c := rows[from]; c == nil {
			rows[from] = &counterpart{at: to, first: d.source[0]}
		} else {
			c.torn = c.torn || c.at != to
			c.first = min(c.first, d.source[0])
		}
	}
	e.shortRows = map[int][2]int{}
	for from, c := range rows {
		if n, m := a.rows[from.table][from.row], b.rows[c.at.table][c.at.row]; n != m && !c.torn {
			e.shortRows[c.first] = [2]int{n, m}
		}
	}
}

// cellsFinding tells that the row of a table in which a cell stands has other cells.
func (e *examination) cellsFinding(d *draft) []Finding {
	if n, ok := e.shortRows[d.source[0]]; ok {
		return []Finding{{Kind: Cells, Source: fmt.Sprint(n[0]), Target: fmt.Sprint(n[1]), Severity: Warn}}
	}
	return nil
}
