package catalog

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// parseTOML reads a TOML file. The library checks it first; the tree is then
// built from its parser, which knows the places.
func parseTOML(src []byte) (*node, error) {
	head := byteOrderMark(src)
	data := src[head:]
	var all map[string]any
	if err := toml.Unmarshal(data, &all); err != nil {
		return nil, tomlFault(data, head, err)
	}
	b := &tomlBuilder{src: src, head: head}
	b.Reset(data)
	root := &node{kind: tableNode}
	table := root
	for b.NextExpression() {
		switch e := b.Expression(); e.Kind {
		case unstable.Table:
			table = b.open(root, e)
		case unstable.ArrayTable:
			table = b.item(root, e)
		case unstable.KeyValue:
			b.add(table, e, 0)
		}
	}
	if err := b.Error(); err != nil {
		return nil, tomlFault(data, head, err)
	}
	if b.deep {
		return nil, &fault{"nested too deeply", 0, 0}
	}
	return root, nil
}

func tomlFault(data []byte, head int, err error) error {
	f := &fault{strings.TrimPrefix(err.Error(), "toml: "), -1, 0}
	var at *toml.DecodeError
	if errors.As(err, &at) {
		line, column := at.Position()
		f.at = head + offsetOf(data, line, column)
	}
	return f
}

// offsetOf is the offset of a line and a column in bytes, both from 1.
func offsetOf(data []byte, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		k := bytes.IndexByte(data[at:], '\n')
		if k < 0 {
			return len(data)
		}
		at += k + 1
	}
	return min(at+max(column-1, 0), len(data))
}

// byteOrderMark is the number of bytes that the mark at the beginning of a file
// has.
func byteOrderMark(src []byte) int {
	if bytes.HasPrefix(src, []byte("\ufeff")) {
		return len("\ufeff")
	}
	return 0
}

// tomlBuilder is the parser whose nodes are made into ours.
type tomlBuilder struct {
	unstable.Parser
	src  []byte
	head int // bytes before what the parser reads
	deep bool
}

// below goes down all names of a key but the last, which it returns with its
// offset and that of the first.
func (b *tomlBuilder) below(n *node, key unstable.Iterator) (table *node, last string, from, at int) {
	from = -1
	for depth := 0; key.Next(); depth++ {
		k := key.Node()
		at = b.head + int(k.Raw.Offset)
		if from < 0 {
			from = at
		}
		if key.IsLast() {
			return n, string(k.Data), from, at
		}
		b.deep = b.deep || depth > maxDepth
		next := n.get(string(k.Data))
		if next == nil {
			next = &node{key: string(k.Data), keyAt: at, kind: tableNode}
			n.add(next)
		}
		if next.kind == listNode && len(next.items) > 0 {
			next = next.items[len(next.items)-1]
		}
		n = next
	}
	return n, "", max(from, 0), at
}

// open begins the table of a header.
func (b *tomlBuilder) open(root *node, e *unstable.Node) *node {
	n, name, from, at := b.below(root, e.Key())
	table := n.get(name)
	if table == nil {
		table = &node{key: name, kind: tableNode}
		n.add(table)
	}
	table.keyAt, table.entry = at, b.headerAt(from, at)
	table.note = hashComments(b.src, table.entry.Start)
	return table
}

// item begins another table of a list.
func (b *tomlBuilder) item(root *node, e *unstable.Node) *node {
	n, name, from, at := b.below(root, e.Key())
	list := n.get(name)
	if list == nil {
		list = &node{key: name, keyAt: at, kind: listNode}
		n.add(list)
	}
	table := &node{key: itoa(len(list.items)), keyAt: at, kind: tableNode, entry: b.headerAt(from, at)}
	list.add(table)
	return table
}

// headerAt is the span of the header whose key begins at from and whose last
// name begins at last.
func (b *tomlBuilder) headerAt(from, last int) block.Span {
	start := bytes.LastIndexByte(b.src[:from], '[')
	start = max(start, 0)
	if start > 0 && b.src[start-1] == '[' {
		start--
	}
	end := len(b.src)
	if k := bytes.IndexByte(b.src[last:], '\n'); k >= 0 {
		end = last + k
	}
	if k := bytes.IndexByte(b.src[last:end], ']'); k >= 0 {
		end = last + k + 1
	}
	return block.Span{Start: start, End: end}
}

// add builds the tree of a key and its value.
func (b *tomlBuilder) add(n *node, e *unstable.Node, depth int) {
	if depth > maxDepth {
		b.deep = true
		return
	}
	n, name, from, at := b.below(n, e.Key())
	v := b.value(e.Value(), at, depth)
	v.key, v.keyAt = name, at
	v.entry = block.Span{Start: from, End: max(v.value.End, from+len(name))}
	v.note = hashComments(b.src, from)
	n.add(v)
}

// value is a value that stands at offset at, unless its own place is known.
func (b *tomlBuilder) value(e *unstable.Node, at, depth int) *node {
	if e.Raw.Length > 0 {
		at = b.head + int(e.Raw.Offset)
	}
	n := &node{value: block.Span{Start: at, End: at + int(e.Raw.Length)}}
	switch e.Kind {
	case unstable.String:
		n.kind, n.text = textNode, string(e.Data)
	case unstable.Array:
		n.kind = listNode
		for it := e.Children(); it.Next() && depth <= maxDepth; {
			c := b.value(it.Node(), at, depth+1)
			c.keyAt, c.entry = c.value.Start, c.value
			n.add(c)
			n.value.End = max(n.value.End, c.value.End)
		}
	case unstable.InlineTable:
		n.kind = tableNode
		for it := e.Children(); it.Next(); {
			b.add(n, it.Node(), depth+1)
		}
		for _, c := range n.items {
			n.value.End = max(n.value.End, c.entry.End)
		}
		n.value.End = b.closing(n.value.End)
	}
	return n
}

// closing is the end of an inline table whose last entry ends at an offset.
func (b *tomlBuilder) closing(at int) int {
	for i := at; i < len(b.src); i++ {
		switch b.src[i] {
		case '}':
			return i + 1
		case ' ', '\t', '\r', '\n', ',':
		case '#':
			k := bytes.IndexByte(b.src[i:], '\n')
			if k < 0 {
				return at
			}
			i += k
		default:
			return at
		}
	}
	return at
}

// hashComments are the comments in the lines just above an offset.
func hashComments(src []byte, at int) string {
	at = bytes.LastIndexByte(src[:at], '\n') + 1
	var lines []string
	for at > 0 {
		start := bytes.LastIndexByte(src[:at-1], '\n') + 1
		line := strings.TrimSpace(string(src[start : at-1]))
		if !strings.HasPrefix(line, "#") {
			break
		}
		lines = append(lines, strings.TrimSpace(strings.TrimLeft(line, "#")))
		at = start
	}
	slices.Reverse(lines)
	return strings.Join(lines, "\n")
}
