package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// formulaParser reads formulas over several lines, one of which would begin a list, a
// quotation or a heading outside of a formula: "+ b" between two lines of "$$". All other
// formulas are texts like any other.
type formulaParser struct{ rawLines }

// interrupts matches a line that ends a paragraph in Markdown.
var interrupts = regex.Lazy(`(?m)^[ \t]*(?:[-+*][ \t]|>|#{1,6}[ \t]|1[.)][ \t]|=+[ \t]*$|-+[ \t]*$)`)

func (formulaParser) Trigger() []byte { return []byte{'$', '\\'} }

func (p formulaParser) Open(_ ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	closer := formulaCloser(bytes.TrimSpace(line[max(pc.BlockOffset(), 0):]))
	if closer == nil {
		return nil, parser.NoChildren
	}
	src := notesOf(pc).spend(r.Source()[seg.Stop:], closer)
	at := bytes.Index(src, closer)
	if at < 0 || !interrupts.Match(src[:at]) {
		return nil, parser.NoChildren
	}
	end := blankTail(src, at+len(closer))
	if end == 0 {
		return nil, parser.NoChildren
	}
	return p.open(formulaRole, seg.Stop+end, r)
}

// formulaCloser is what ends the formula that a line begins and does not end, nil if it
// begins none.
func formulaCloser(line []byte) []byte {
	if rest, ok := bytes.CutPrefix(line, []byte("$$")); ok {
		if bytes.Contains(rest, []byte("$$")) {
			return nil
		}
		return []byte("$$")
	}
	name, ok := bytes.CutPrefix(line, []byte(`\begin{`))
	if !ok {
		return nil
	}
	name, _, ok = bytes.Cut(name, []byte("}"))
	closer := append(append([]byte(`\end{`), name...), '}')
	if !ok || bytes.Contains(line, closer) {
		return nil
	}
	return closer
}
