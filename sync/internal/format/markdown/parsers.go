package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// notes are facts about the lines of a document that the parser does not keep
// in its nodes. Lines are counted from 0 in the parsed text.
type notes struct {
	starts map[ast.Node]int // first lines of nodes whose position is not to be trusted
	fences map[ast.Node]int // lines of closing fences
	budget int              // bytes that may still be looked at ahead of the parser
	// unclosed says that no end of an MDX comment is left in the text.
	unclosed bool
	// noIndented says that indented text is no code.
	noIndented bool
}

var notesKey = parser.NewContextKey()

func notesOf(pc parser.Context) *notes { return pc.Get(notesKey).(*notes) }

// placed records the line of a node that begins behind a partly used tab,
// where the parser's own position points too far to the right.
type placed struct{ parser.BlockParser }

func (p placed) Open(parent ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, pos := r.Position()
	node, state := p.BlockParser.Open(parent, r, pc)
	if node != nil && pos.Padding > 0 {
		notesOf(pc).starts[node] = line
	}
	return node, state
}

// fenceParser records where fences are closed.
type fenceParser struct{ placed }

// Open also opens a box whose title has code in it ("```smart header="`x`""), which by
// CommonMark is none: its end would begin one.
func (p fenceParser) Open(parent ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := r.PeekLine()
	if info := bytes.TrimLeft(line[max(pc.BlockOffset(), 0):], "`"); bytes.IndexByte(info, '`') >= 0 && wordDirective.Match(bytes.TrimSpace(info)) {
		r = unquoted{r}
	}
	return p.placed.Open(parent, r, pc)
}

// unquoted is a reader in whose line no backtick stands behind those that it begins with.
type unquoted struct{ gtext.Reader }

// PeekLine is that of [gtext.Reader].
func (u unquoted) PeekLine() ([]byte, gtext.Segment) {
	line, at := u.Reader.PeekLine()
	info := bytes.TrimLeft(line, " \t`")
	begin := line[:len(line)-len(info)]
	return append(begin[:len(begin):len(begin)], bytes.ReplaceAll(info, []byte{'`'}, []byte{'\''})...), at
}

func (p fenceParser) Continue(node ast.Node, r gtext.Reader, pc parser.Context) parser.State {
	line, _ := r.Position()
	state := p.placed.Continue(node, r, pc)
	if state&parser.Continue == 0 {
		notesOf(pc).fences[node] = line
	}
	return state
}

// codeIndent is the number of columns by which code is indented.
const codeIndent = 4

// indentedParser reads indented code where there is any, and else takes what is indented so
// far for a text of its own: nothing but code begins there in CommonMark.
type indentedParser struct{ parser.BlockParser }

func (indentedParser) CanInterruptParagraph() bool { return true }

func (p indentedParser) Open(parent ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	inParagraph := ast.IsParagraph(pc.LastOpenedBlock().Node)
	if !notesOf(pc).noIndented {
		if inParagraph {
			return nil, parser.NoChildren
		}
		return p.BlockParser.Open(parent, r, pc)
	}
	line, _ := r.PeekLine()
	if pc.BlockIndent() < codeIndent || inParagraph && block.FenceAfter("", string(bytes.TrimSpace(line))) == "" {
		return nil, parser.NoChildren
	}
	return rawLines{}.open(indentRole, 0, r)
}

func (p indentedParser) Continue(node ast.Node, r gtext.Reader, pc parser.Context) parser.State {
	o, ok := node.(*opaque)
	if !ok {
		return p.BlockParser.Continue(node, r, pc)
	}
	line, seg := r.PeekLine()
	if width := indentation(strings.TrimRight(string(line), "\n")); width >= 0 && width < codeIndent {
		return parser.Close
	}
	o.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (p indentedParser) Close(node ast.Node, r gtext.Reader, pc parser.Context) {
	if _, ok := node.(*opaque); !ok {
		p.BlockParser.Close(node, r, pc)
	}
}

// footnoteParser leaves footnote definitions where they stand: the parser it
// wraps would collect them in a list, and drop those that nobody refers to.
type footnoteParser struct{ placed }

func (footnoteParser) Close(ast.Node, gtext.Reader, parser.Context) {}
