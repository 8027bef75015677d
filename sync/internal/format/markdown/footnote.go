package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnoteParser reads definitions of footnotes, [^label]: text, as goldmark does, and
// leaves them where they stand: its own parser collects them in a list and drops those
// that nobody refers to.
type footnoteParser struct{}

// labelLimit is the length of a label at most, as for links of CommonMark.
const labelLimit = 999

func (footnoteParser) Trigger() []byte { return []byte{'['} }

func (footnoteParser) Open(_ ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	open := pc.BlockOffset() + len("[^")
	if open < len("[^") || open > len(line) || string(line[open-len("[^"):open]) != "[^" {
		return nil, parser.NoChildren
	}
	size := util.FindClosure(line[open:min(len(line), open+labelLimit)], '[', ']', false, false) //nolint:staticcheck // links of goldmark are read by it
	colon := open + size + 1
	if size < 0 || colon >= len(line) || line[colon] != ':' {
		return nil, parser.NoChildren
	}
	start := seg.Start + open - seg.Padding
	label := r.Value(gtext.NewSegment(start, start+size))
	if util.IsBlank(label) {
		return nil, parser.NoChildren
	}
	text := colon + 1 - seg.Padding
	if text >= len(line) {
		r.Advance(text)
		return extast.NewFootnote(label), parser.NoChildren
	}
	r.AdvanceAndSetPadding(text, seg.Padding)
	return extast.NewFootnote(label), parser.HasChildren
}

func (footnoteParser) Continue(_ ast.Node, r gtext.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, r.LineOffset(), codeIndent)
	if pos < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (footnoteParser) Close(ast.Node, gtext.Reader, parser.Context) {}

func (footnoteParser) CanInterruptParagraph() bool { return true }

func (footnoteParser) CanAcceptIndentedLine() bool { return false }
