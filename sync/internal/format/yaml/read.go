package yaml

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Parse reads a YAML file, of several documents the first.
func (notation) Parse(src []byte) (*tree.Node, error) {
	head := tree.ByteOrderMark(src)
	var doc yaml.Node
	if err := yaml.Unmarshal(src[head:], &doc); err != nil {
		return nil, faultOf(err)
	}
	root := &tree.Node{Kind: tree.Table}
	if len(doc.Content) == 0 || doc.Content[0].ShortTag() == "!!null" {
		return root, nil
	}
	p := &parser{src: src, lines: linesOf(src, head)}
	top := p.value(doc.Content[0], 0, 0)
	switch {
	case p.deep:
		return nil, &tree.Fault{Reason: "nested too deeply", At: top.Value.Start}
	case p.copied > maxCopied:
		return nil, &tree.Fault{Reason: fmt.Sprintf("its aliases stand for more than %d bytes of text", maxCopied), At: top.Value.Start}
	case top.Kind == tree.List:
		root.Items = []*tree.Node{top}
		return root, nil
	case top.Kind != tree.Table:
		return nil, &tree.Fault{Reason: "want a mapping", At: top.Value.Start}
	}
	return top, nil
}

var faultPlace = regex.Lazy(`^(?:yaml: )?(?:unmarshal errors:\s*)?line (\d+): `)

func faultOf(err error) error {
	f := &tree.Fault{Reason: strings.TrimPrefix(err.Error(), "yaml: "), At: -1}
	if m := faultPlace.FindStringSubmatch(err.Error()); m != nil {
		f.Reason = err.Error()[len(m[0]):]
		f.Line, _ = strconv.Atoi(m[1])
	}
	return f
}

// linesOf are the offsets at which the lines of a YAML file begin, as its
// library counts them.
func linesOf(src []byte, head int) []int {
	out := []int{head}
	for i := head; i < len(src); i++ {
		switch {
		case src[i] == '\n', src[i] == '\r' && (i+1 == len(src) || src[i+1] != '\n'):
			out = append(out, i+1)
		case src[i] == 0xC2 && i+1 < len(src) && src[i+1] == 0x85:
			out = append(out, i+2)
		case src[i] == 0xE2 && i+2 < len(src) && src[i+1] == 0x80 && (src[i+2] == 0xA8 || src[i+2] == 0xA9):
			out = append(out, i+3)
		}
	}
	return out
}

// maxCopied is how many bytes of text the aliases of a file may stand for: a text is
// written once and may be referred to often.
const maxCopied = 4 << 20

type parser struct {
	src   []byte
	lines []int
	deep  bool
	// copied is how many bytes of text aliases stand for.
	copied int
	// last is the place that was found last. Going on from there is cheap where a
	// file is one long line.
	last struct{ line, column, at int }
}

// at is the offset of a line and a column in runes, both from 1.
func (p *parser) at(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(p.lines) {
		return len(p.src)
	}
	at, column := p.lines[n.Line-1], 1
	if p.last.line == n.Line && p.last.column <= n.Column {
		at, column = p.last.at, p.last.column
	}
	for ; column < n.Column && at < len(p.src); column++ {
		_, size := utf8.DecodeRune(p.src[at:])
		at += size
	}
	p.last.line, p.last.column, p.last.at = n.Line, column, at
	return at
}

// value makes a node of a value whose key, if it has one, stands in a column,
// from 0.
func (p *parser) value(y *yaml.Node, column, depth int) *tree.Node {
	at := p.at(y)
	n := &tree.Node{KeyAt: at, Value: block.Span{Start: at, End: at}}
	if depth > tree.MaxDepth {
		p.deep = true
		return n
	}
	switch y.Kind {
	case yaml.ScalarNode:
		if y.ShortTag() == "!!str" {
			n.Kind, n.Text = tree.Text, y.Value
			n.Value = p.scalar(y, at, column)
		}
	case yaml.AliasNode: // of a text; what a table is copied from is read where it stands
		if y.Alias != nil && y.Alias.Kind == yaml.ScalarNode && y.Alias.ShortTag() == "!!str" {
			if p.copied += len(y.Alias.Value); p.copied > maxCopied {
				return n
			}
			n.Kind, n.Text = tree.Text, y.Alias.Value
			n.Value.End = min(at+len("*")+len(y.Value), len(p.src))
		}
	case yaml.MappingNode:
		n.Kind = tree.Table
		p.mapping(n, y, depth)
	case yaml.SequenceNode:
		n.Kind = tree.List
		for _, c := range y.Content {
			n.Items = append(n.Items, p.value(c, max(y.Column-1, 0), depth+1))
		}
	}
	for _, c := range n.Items {
		n.Value.End = max(n.Value.End, c.Entry.End)
	}
	n.Entry = n.Value
	return n
}

func (p *parser) mapping(n *tree.Node, y *yaml.Node, depth int) {
	for k := 0; k+1 < len(y.Content); k += 2 {
		key := y.Content[k]
		at := p.at(key)
		c := p.value(y.Content[k+1], max(key.Column-1, 0), depth+1)
		c.Key, c.KeyAt = key.Value, at
		c.Entry = block.Span{Start: min(c.KeyAt, c.Value.Start), End: max(c.Value.End, c.KeyAt)}
		c.Note = uncommented(key.HeadComment)
		n.Add(c)
	}
}

func uncommented(text string) string {
	var lines []string
	for l := range strings.Lines(text) {
		lines = append(lines, strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(l), "#")))
	}
	return strings.Join(lines, "\n")
}

// scalar is the span of a text that begins at an offset; it is empty if the end
// cannot be told. What stands deeper than column belongs to a text of several
// lines.
func (p *parser) scalar(y *yaml.Node, at, column int) block.Span {
	at = p.properties(at)
	var end int
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		end = p.quotedEnd(at, '"')
	case y.Style&yaml.SingleQuotedStyle != 0:
		end = p.quotedEnd(at, '\'')
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		end = p.blockEnd(at, column)
	default:
		end = p.plainEnd(at, y.Value)
	}
	return block.Span{Start: at, End: end}
}

// properties steps over a tag and an anchor.
func (p *parser) properties(at int) int {
	for at < len(p.src) && (p.src[at] == '!' || p.src[at] == '&') {
		for at < len(p.src) && !unicode.IsSpace(rune(p.src[at])) {
			at++
		}
		for at < len(p.src) && unicode.IsSpace(rune(p.src[at])) {
			at++
		}
	}
	return at
}

func (p *parser) quotedEnd(at int, mark byte) int {
	if at >= len(p.src) || p.src[at] != mark {
		return at
	}
	for i := at + 1; i < len(p.src); i++ {
		switch {
		case p.src[i] == '\\' && mark == '"':
			i++
		case p.src[i] != mark:
		case mark == '\'' && i+1 < len(p.src) && p.src[i+1] == mark:
			i++
		default:
			return i + 1
		}
	}
	return at
}

// blockEnd is the end of the last line of a text behind "|" or ">".
func (p *parser) blockEnd(at, column int) int {
	end := at + tree.LineEnd(p.src[at:])
	for next := end; next < len(p.src); {
		start := next + 1
		stop := start + tree.LineEnd(p.src[start:])
		line := p.src[start:stop]
		switch indent := len(line) - len(bytes.TrimLeft(line, " ")); {
		case len(bytes.TrimSpace(line)) == 0:
		case indent <= column:
			return end
		default:
			end = stop
		}
		next = stop
	}
	return end
}

// plainEnd follows the characters of a text without quotation marks, in which
// nothing but white space is written otherwise than it is read.
func (p *parser) plainEnd(at int, text string) int {
	i := at
	for _, u := range text {
		if unicode.IsSpace(u) {
			continue
		}
		for i < len(p.src) {
			v, size := utf8.DecodeRune(p.src[i:])
			i += size
			if v == u {
				break
			}
			if !unicode.IsSpace(v) {
				return at
			}
		}
	}
	return i
}
