package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// longestLabel is how many bytes the label of a footnote has at most.
const longestLabel = 999

// footnoteParser reads footnote definitions as goldmark's own extension does, and leaves
// them where they stand: that one collects them in a list, and drops those that nobody
// refers to. It also compiles the patterns of all extensions when a program starts.
type footnoteParser struct{}

func (footnoteParser) Trigger() []byte { return []byte{'['} }

func (footnoteParser) Open(_ ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte("[^")) {
		return nil, parser.NoChildren
	}
	from := at + len("[^")
	to := from + labelLength(line[from:min(len(line), from+longestLabel)])
	if to < from || to+1 >= len(line) || line[to+1] != ':' {
		return nil, parser.NoChildren
	}
	label := r.Value(gtext.NewSegment(segment.Start+from-segment.Padding, segment.Start+to-segment.Padding))
	if util.IsBlank(label) {
		return nil, parser.NoChildren
	}
	note, next := extast.NewFootnote(label), to+len("]:")-segment.Padding
	if next >= len(line) {
		r.Advance(next)
		return note, parser.NoChildren
	}
	r.AdvanceAndSetPadding(next, segment.Padding)
	return note, parser.HasChildren
}

// labelLength is how many bytes stand before the bracket that closes a label, -1 if none
// does.
func labelLength(line []byte) int {
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && util.IsPunct(line[i+1]):
			i++
		case line[i] == ']':
			return i
		case line[i] == '[':
			return -1
		}
	}
	return -1
}

func (footnoteParser) Continue(_ ast.Node, r gtext.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, r.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (footnoteParser) Close(ast.Node, gtext.Reader, parser.Context) {}

func (footnoteParser) CanInterruptParagraph() bool { return true }

func (footnoteParser) CanAcceptIndentedLine() bool { return false }
