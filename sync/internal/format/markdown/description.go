package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// descriptionParser reads the descriptions of a definition list: what stands
// behind a colon at the start of a line, and what is indented below it.
type descriptionParser struct{ rawLines }

var descriptionHead = regex.Lazy(`^ {0,3}:[ \t]+[^ \t\n:]`)

func (descriptionParser) Trigger() []byte { return []byte{':'} }

// Open needs the term that is described: a paragraph above, or another
// description.
func (p descriptionParser) Open(parent ast.Node, r gtext.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	before := parent.LastChild()
	if before == nil || !descriptionHead.Match(line) || bytes.HasPrefix(bytes.TrimSpace(line), []byte(":::")) {
		return nil, parser.NoChildren
	}
	switch before := before.(type) {
	case *ast.Paragraph:
	case *ast.HTMLBlock:
		if before.HTMLBlockType != ast.HTMLBlockType2 { // a comment can stand for a term
			return nil, parser.NoChildren
		}
	case *opaque:
		if before.role != descriptionRole {
			return nil, parser.NoChildren
		}
	default:
		return nil, parser.NoChildren
	}
	return p.open(descriptionRole, seg.Stop, r)
}

// Continue takes what is blank or indented, and lines that go on with a
// paragraph.
func (descriptionParser) Continue(node ast.Node, r gtext.Reader, _ parser.Context) parser.State {
	line, seg := r.PeekLine()
	in := indentation(string(bytes.TrimRight(line, "\n")))
	last := node.Lines().At(node.Lines().Len() - 1)
	lazy := in == 0 && (isLetter(line[0]) || line[0] >= 0x80) && !isBlank(r.Source()[last.Start:last.Stop])
	if in >= 0 && in < 2 && !lazy {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}
