package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// maxLabel is the length in bytes up to which CommonMark allows link labels.
const maxLabel = 999

var kindDefinition = ast.NewNodeKind("Definition")

// definition is a link reference definition.
type definition struct {
	ast.BaseBlock
	label string
}

func (*definition) Kind() ast.NodeKind        { return kindDefinition }
func (d *definition) Dump(src []byte, lv int) { ast.DumpHelper(d, src, lv, nil, nil) }

// definitionTransformer takes the link reference definitions off the front of
// paragraphs. Unlike the one that comes with the parser its time is linear in
// the number of definitions, and each definition keeps all its lines.
type definitionTransformer struct{}

func (definitionTransformer) Transform(p *ast.Paragraph, r gtext.Reader, _ parser.Context) {
	lines := p.Lines()
	taken := 0
	for taken < lines.Len() {
		s := scanner{src: r.Source(), lines: lines, line: taken}
		label, ok := s.definition()
		if !ok {
			break
		}
		d := &definition{label: label}
		for i := taken; i < s.line; i++ {
			d.Lines().Append(lines.At(i))
		}
		taken = s.line
		p.Parent().InsertBefore(p.Parent(), p, d)
	}
	if taken == 0 {
		return
	}
	if taken == lines.Len() {
		lines.Clear()
		p.Parent().RemoveChild(p.Parent(), p)
		return
	}
	lines.SetSliced(taken, lines.Len())
}

// scanner reads the lines of a paragraph.
type scanner struct {
	src   []byte
	lines *gtext.Segments
	line  int
	rest  []byte // what is left of the line
}

// load makes the current line, without blanks around it, the rest.
func (s *scanner) load() {
	s.rest = nil
	if s.line < s.lines.Len() {
		seg := s.lines.At(s.line)
		s.rest = bytes.TrimSpace(s.src[seg.Start:seg.Stop])
	}
}

// next moves to the next line.
func (s *scanner) next() {
	s.line++
	s.load()
}

// definition reads a link reference definition and leaves line at the first
// line behind it.
func (s *scanner) definition() (label string, ok bool) {
	s.load()
	if len(s.rest) == 0 || s.rest[0] != '[' {
		return "", false
	}
	s.rest = s.rest[1:]
	label, ok = s.until(']', '[', maxLabel)
	if !ok || len(bytes.TrimSpace([]byte(label))) == 0 || len(s.rest) == 0 || s.rest[0] != ':' {
		return "", false
	}
	s.rest = bytes.TrimLeft(s.rest[1:], " \t")
	if len(s.rest) == 0 {
		s.next()
	}
	if !s.destination() {
		return "", false
	}
	return label, s.title()
}

// until reads up to an unescaped closer, over line ends. It fails at an
// unescaped opener, at the end of the paragraph and behind limit bytes.
func (s *scanner) until(closer, opener byte, limit int) (string, bool) {
	var read []byte
	for len(read) <= limit && s.line < s.lines.Len() {
		for i := 0; i < len(s.rest); i++ {
			switch s.rest[i] {
			case '\\':
				i++
			case closer:
				read = append(read, s.rest[:i]...)
				s.rest = s.rest[i+1:]
				return string(read), len(read) <= limit
			case opener:
				return "", false
			}
		}
		read = append(append(read, s.rest...), '\n')
		s.next()
	}
	return "", false
}

// destination reads the target of a link.
func (s *scanner) destination() bool {
	if len(s.rest) == 0 {
		return false
	}
	size := inline.DefinedTarget(string(s.rest))
	bracketed := s.rest[0] == '<'
	s.rest = s.rest[size:]
	return size > 0 && (!bracketed || len(s.rest) == 0 || s.rest[0] == ' ' || s.rest[0] == '\t')
}

// title reads an optional title, on the line of the target or the next, and
// moves behind the definition. It fails if something else follows the target.
func (s *scanner) title() bool {
	s.rest = bytes.TrimLeft(s.rest, " \t")
	sameLine := len(s.rest) > 0
	if !sameLine {
		s.next()
	}
	back := s.line
	if s.quoted() {
		s.line++
		return true
	}
	s.line = back
	return !sameLine
}

// quoted reads a title and reports whether it ends its line.
func (s *scanner) quoted() bool {
	if len(s.rest) == 0 {
		return false
	}
	closer, opener := s.rest[0], byte(0)
	switch closer {
	case '"', '\'':
	case '(':
		closer, opener = ')', '('
	default:
		return false
	}
	s.rest = s.rest[1:]
	_, ok := s.until(closer, opener, maxLabel)
	return ok && len(s.rest) == 0
}
