package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
)

var kindOpaque = ast.NewNodeKind("Opaque")

// opaque is a run of lines that the parser does not look into.
type opaque struct {
	ast.BaseBlock
	role role
	// end is the offset before which the run does not end.
	end int
	// body is the offset at which the lines inside of a container begin, 0 if the
	// run is no container.
	body int
}

// role says what a run of lines is.
type role uint8

const (
	moduleRole      role = iota // imports and exports of MDX
	markupRole                  // tags and comments, with what is between them
	directiveRole               // shortcodes, tags of Liquid, fences of containers
	codeRole                    // code between two tags of Liquid or two shortcodes
	commentRole                 // what two such tags declare to be a comment
	formulaRole                 // a formula, which is running text
	descriptionRole             // the description of a term, with the colon before it
	indentRole                  // what is indented as code where no text is code
)

func (*opaque) Kind() ast.NodeKind        { return kindOpaque }
func (o *opaque) Dump(src []byte, lv int) { ast.DumpHelper(o, src, lv, nil, nil) }
func (*opaque) IsRaw() bool               { return true }

// rawLines are the parts that both parsers of this file share. Their blocks
// interrupt paragraphs, unlike what CommonMark says of plain text and of tags
// that it does not know: the tools that render them read them line by line.
type rawLines struct{}

func (rawLines) Close(ast.Node, gtext.Reader, parser.Context) {}
func (rawLines) CanInterruptParagraph() bool                  { return true }
func (rawLines) CanAcceptIndentedLine() bool                  { return false }

// open starts a block with the current line.
func (rawLines) open(what role, end int, r gtext.Reader) (ast.Node, parser.State) {
	_, seg := r.PeekLine()
	n := &opaque{role: what, end: end}
	n.Lines().Append(seg)
	r.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue goes on up to the end found when the block was opened.
func (rawLines) Continue(node ast.Node, r gtext.Reader, _ parser.Context) parser.State {
	_, seg := r.PeekLine()
	if seg.Start >= node.(*opaque).end {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}
