package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// admonitionParser reads the admonitions, details and tabs of MkDocs, whose
// bodies are indented by four columns.
type admonitionParser struct{ rawLines }

var admonitionHead = regex.Lazy(`^(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w -]*(?:[ \t]*"[^"]*.*")?[ \t]*$|^===[!+]*[ \t]+".*"[ \t]*$`)

// bodyIndent is the number of columns that the body of an admonition is indented
// by.
const bodyIndent = 4

func (admonitionParser) Trigger() []byte { return []byte{'!', '?', '='} }

func (p admonitionParser) Open(_ ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	if !admonitionHead.Match(bytes.TrimSpace(line[max(pc.BlockOffset(), 0):])) {
		return nil, parser.NoChildren
	}
	node, state := p.open(directiveRole, seg.Stop, r)
	node.(*opaque).body = seg.Stop
	return node, state
}

// Continue takes blank lines and those that are indented.
func (admonitionParser) Continue(node ast.Node, r gtext.Reader, _ parser.Context) parser.State {
	line, seg := r.PeekLine()
	if in := indentation(string(bytes.TrimRight(line, "\n"))); in >= 0 && in+seg.Padding < bodyIndent {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}
