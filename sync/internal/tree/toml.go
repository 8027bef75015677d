package tree

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// ReadTOML reads a TOML file. The library checks it first; the tree is then
// built from its parser, which knows the places. An error is a [*Fault].
func ReadTOML(src []byte) (*Node, error) {
	head := ByteOrderMark(src)
	data := src[head:]
	if f := checkTOML(data); f != nil {
		f.At += head
		return nil, f
	}
	var all map[string]any
	if err := toml.Unmarshal(data, &all); err != nil {
		return nil, tomlFault(data, head, err)
	}
	b := &tomlBuilder{src: src, head: head}
	b.Reset(data)
	root := &Node{Kind: Table}
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
		return nil, &Fault{"nested too deeply", 0, 0}
	}
	return root, nil
}

// MaxKeys is the number of keys that a TOML file may have: the library compares
// each key with those before it.
const MaxKeys = 50_000

// tomlLimits counts what a TOML file holds before the library builds it.
type tomlLimits struct{ keys int }

// checkTOML returns why a file is not given to the library, or nil: it has more than
// [MaxKeys] keys, or the dots of a key nest deeper than [MaxDepth]. What is no valid
// TOML is left to the library.
func checkTOML(data []byte) *Fault {
	var p unstable.Parser
	var l tomlLimits
	p.Reset(data)
	for p.NextExpression() {
		if f := l.check(p.Expression()); f != nil {
			return f
		}
	}
	return nil
}

// check checks an expression and all that is in it.
func (l *tomlLimits) check(e *unstable.Node) *Fault {
	switch e.Kind {
	case unstable.Table, unstable.ArrayTable:
		return l.checkKey(e.Key())
	case unstable.KeyValue:
		if f := l.checkKey(e.Key()); f != nil {
			return f
		}
		return l.check(e.Value())
	case unstable.Array, unstable.InlineTable:
		for inner := e.Children(); inner.Next(); {
			if f := l.check(inner.Node()); f != nil {
				return f
			}
		}
	}
	return nil
}

// checkKey counts a key and its names.
func (l *tomlLimits) checkKey(key unstable.Iterator) *Fault {
	l.keys++
	for depth := 0; key.Next(); depth++ {
		at := int(key.Node().Raw.Offset)
		switch {
		case l.keys > MaxKeys:
			return &Fault{fmt.Sprintf("more than %d keys", MaxKeys), at, 0}
		case depth > MaxDepth:
			return &Fault{"nested too deeply", at, 0}
		}
	}
	return nil
}

func tomlFault(data []byte, head int, err error) error {
	f := &Fault{strings.TrimPrefix(err.Error(), "toml: "), -1, 0}
	var at *toml.DecodeError
	if errors.As(err, &at) {
		line, column := at.Position()
		f.At = head + offsetOf(data, line, column)
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

// tomlBuilder is the parser whose nodes are made into ours.
type tomlBuilder struct {
	unstable.Parser
	src  []byte
	head int // bytes before what the parser reads
	deep bool
}

// below goes down all names of a key but the last, which it returns with its
// offset and that of the first.
func (b *tomlBuilder) below(n *Node, key unstable.Iterator) (table *Node, last string, from, at int) {
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
		b.deep = b.deep || depth > MaxDepth
		next := n.Get(string(k.Data))
		if next == nil {
			next = &Node{Key: string(k.Data), KeyAt: at, Kind: Table}
			n.Add(next)
		}
		if next.Kind == List && len(next.Items) > 0 {
			next = next.Items[len(next.Items)-1]
		}
		n = next
	}
	return n, "", max(from, 0), at
}

// open begins the table of a header.
func (b *tomlBuilder) open(root *Node, e *unstable.Node) *Node {
	n, name, from, at := b.below(root, e.Key())
	table := n.Get(name)
	if table == nil {
		table = &Node{Key: name, Kind: Table}
		n.Add(table)
	}
	table.KeyAt, table.Entry = at, b.headerAt(from, at)
	table.Note = hashComments(b.src, table.Entry.Start)
	return table
}

// item begins another table of a list.
func (b *tomlBuilder) item(root *Node, e *unstable.Node) *Node {
	n, name, from, at := b.below(root, e.Key())
	list := n.Get(name)
	if list == nil {
		list = &Node{Key: name, KeyAt: at, Kind: List}
		n.Add(list)
	}
	table := &Node{Key: strconv.Itoa(len(list.Items)), KeyAt: at, Kind: Table, Entry: b.headerAt(from, at)}
	list.Add(table)
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
func (b *tomlBuilder) add(n *Node, e *unstable.Node, depth int) {
	if depth > MaxDepth {
		b.deep = true
		return
	}
	n, name, from, at := b.below(n, e.Key())
	v := b.value(e.Value(), at, depth)
	v.Key, v.KeyAt = name, at
	v.Entry = block.Span{Start: from, End: max(v.Value.End, from+len(name))}
	v.Note = hashComments(b.src, from)
	n.Add(v)
}

// value is a value that stands at offset at, unless its own place is known.
func (b *tomlBuilder) value(e *unstable.Node, at, depth int) *Node {
	if e.Raw.Length > 0 {
		at = b.head + int(e.Raw.Offset)
	}
	n := &Node{Value: block.Span{Start: at, End: at + int(e.Raw.Length)}}
	switch e.Kind {
	case unstable.String:
		n.Kind, n.Text = Text, string(e.Data)
	case unstable.Integer:
		n.Kind, n.Text = Number, string(e.Data)
	case unstable.Bool:
		n.Text = string(e.Data)
	case unstable.Array:
		n.Kind = List
		for it := e.Children(); it.Next() && depth <= MaxDepth; {
			c := b.value(it.Node(), at, depth+1)
			c.KeyAt, c.Entry = c.Value.Start, c.Value
			n.Add(c)
			n.Value.End = max(n.Value.End, c.Value.End)
		}
	case unstable.InlineTable:
		n.Kind = Table
		for it := e.Children(); it.Next(); {
			b.add(n, it.Node(), depth+1)
		}
		for _, c := range n.Items {
			n.Value.End = max(n.Value.End, c.Entry.End)
		}
		n.Value.End = b.closing(n.Value.End)
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
