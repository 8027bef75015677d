package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/block"
)

var kindRow = ast.NewNodeKind("Row")

// row is a row of a table.
type row struct {
	ast.BaseBlock
	delimiter bool
}

func (*row) Kind() ast.NodeKind        { return kindRow }
func (r *row) Dump(src []byte, lv int) { ast.DumpHelper(r, src, lv, nil, nil) }

// tableTransformer cuts GFM tables off paragraphs. The one that comes with the
// parser makes a node of every cell, also of those that short rows lack, so
// that a small file can fill the memory; here a row is a line.
type tableTransformer struct{}

func (tableTransformer) Transform(p *ast.Paragraph, r gtext.Reader, _ parser.Context) {
	lines := p.Lines()
	src := r.Source()
	header := -1
	for i := 1; i < lines.Len() && header < 0; i++ {
		columns := delimiterColumns(lineBytes(lines, i, src))
		if columns == 0 {
			continue
		}
		if columns != block.Cells(string(lineBytes(lines, i-1, src))) {
			return
		}
		header = i - 1
	}
	if header < 0 {
		return
	}
	parent := p.Parent()
	var after ast.Node = p
	for i := header; i < lines.Len(); i++ {
		n := &row{delimiter: i == header+1}
		n.Lines().Append(lines.At(i))
		parent.InsertAfter(parent, after, n)
		after = n
	}
	if header == 0 {
		lines.Clear()
		parent.RemoveChild(parent, p)
		return
	}
	lines.SetSliced(0, header)
}

// lineBytes is a line of a paragraph without blanks around it.
func lineBytes(lines *gtext.Segments, i int, src []byte) []byte {
	s := lines.At(i)
	return bytes.TrimSpace(src[s.Start:s.Stop])
}

// delimiterColumns is the number of columns that a delimiter row such as
// "|:--|--:|" announces, or 0 if the line is none.
func delimiterColumns(line []byte) int {
	if len(bytes.Trim(line, "-:| \t")) > 0 {
		return 0
	}
	if !bytes.ContainsAny(line, "|:") {
		return 0 // a line of dashes underlines a heading
	}
	n := 0
	for cell := range bytes.SplitSeq(block.TrimPipes(line), []byte{'|'}) {
		cell = bytes.TrimSpace(cell)
		cell = bytes.TrimSuffix(bytes.TrimPrefix(cell, []byte{':'}), []byte{':'})
		if len(cell) == 0 || len(bytes.Trim(cell, "-")) > 0 {
			return 0
		}
		n++
	}
	return n
}
