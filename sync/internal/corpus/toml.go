package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// nodeKind says what a value of a TOML file is.
type nodeKind uint8

const (
	tableNode nodeKind = iota
	arrayNode
	textNode
	integerNode
	otherNode
)

// node is a value of a TOML file with its place, so that everything that is
// wrong with it can be said at once and where.
type node struct {
	kind  nodeKind
	keyAt int // offset of the key
	at    int // offset of the value, or of the key where that is not known
	text  string
	items []*node          // of an array
	names []string         // keys of a table, in the order of the file
	table map[string]*node // of a table
}

func (n *node) get(key string) *node { return n.table[key] }

// offset is where the value is, if there is one.
func (n *node) offset() int {
	if n == nil {
		return nowhere
	}
	return n.at
}

func (n *node) set(key string, v *node) {
	if n.table == nil {
		n.table = map[string]*node{}
	}
	if n.table[key] == nil {
		n.names = append(n.names, key)
	}
	n.table[key] = v
}

// below is the table under a key, made if there is none; of an array of tables
// it is the last.
func (n *node) below(key string, at int) *node {
	next := n.table[key]
	if next == nil {
		next = &node{kind: tableNode, keyAt: at, at: at}
		n.set(key, next)
	}
	if next.kind == arrayNode && len(next.items) > 0 {
		next = next.items[len(next.items)-1]
	}
	return next
}

// parseTOML reads a TOML file. The library checks the syntax first; the tree is
// then built from its parser, which knows the places.
func parseTOML(name string, data []byte) (*node, *Problem) {
	var all map[string]any
	if err := toml.Unmarshal(data, &all); err != nil {
		return nil, syntaxProblem(name, err)
	}
	b := &builder{}
	b.Reset(data)
	root := &node{kind: tableNode}
	table := root
	for b.NextExpression() {
		switch e := b.Expression(); e.Kind {
		case unstable.Table:
			n, last, at := b.below(root, e.Key())
			table = n.below(last, at)
		case unstable.ArrayTable:
			table = b.append(root, e)
		case unstable.KeyValue:
			b.add(table, e)
		}
	}
	if err := b.Error(); err != nil {
		return nil, syntaxProblem(name, err)
	}
	return root, nil
}

// builder is the parser whose nodes are made into ours.
type builder struct{ unstable.Parser }

func syntaxProblem(name string, err error) *Problem {
	out := &Problem{ID: TOMLSyntax, Path: name, Data: map[string]any{"Reason": strings.TrimPrefix(err.Error(), "toml: ")}}
	var at *toml.DecodeError
	if errors.As(err, &at) {
		out.Line, out.Column = at.Position()
	}
	return out
}

// below goes down all names of a key but the last, which it returns with its
// offset.
func (b *builder) below(n *node, key unstable.Iterator) (*node, string, int) {
	for key.Next() {
		k := key.Node()
		at := int(k.Raw.Offset)
		if key.IsLast() {
			return n, string(k.Data), at
		}
		n = n.below(string(k.Data), at)
	}
	return n, "", 0
}

// add builds the tree of a key and its value.
func (b *builder) add(n *node, e *unstable.Node) {
	n, name, at := b.below(n, e.Key())
	v := b.value(e.Value(), at)
	v.keyAt = at
	n.set(name, v)
}

// append begins another table of an array of tables.
func (b *builder) append(n *node, e *unstable.Node) *node {
	n, name, at := b.below(n, e.Key())
	list := n.get(name)
	if list == nil {
		list = &node{kind: arrayNode, keyAt: at, at: at}
		n.set(name, list)
	}
	table := &node{kind: tableNode, keyAt: at, at: at}
	list.items = append(list.items, table)
	return table
}

// value is a value that stands at offset at, unless its own place is known.
func (b *builder) value(e *unstable.Node, at int) *node {
	if e.Raw.Length > 0 {
		at = int(e.Raw.Offset)
	}
	n := &node{kind: otherNode, at: at, text: string(e.Data)}
	switch e.Kind {
	case unstable.String:
		n.kind = textNode
	case unstable.Integer:
		n.kind = integerNode
	case unstable.Array:
		n.kind = arrayNode
		for it := e.Children(); it.Next(); {
			n.items = append(n.items, b.value(it.Node(), at))
		}
	case unstable.InlineTable:
		n.kind = tableNode
		for it := e.Children(); it.Next(); {
			b.add(n, it.Node())
		}
	}
	return n
}

// reader takes values out of a tree and collects what is wrong with them.
type reader struct {
	name     string
	data     []byte
	problems []Problem
}

// nowhere is the offset of what is not in the file.
const nowhere = -1

// maxProblems is how many problems of a file are told. It bounds the time that
// finding their lines takes.
const maxProblems = 100

// add notes a problem at an offset.
func (r *reader) add(id string, at int, data map[string]any) {
	if len(r.problems) == maxProblems {
		return
	}
	p := Problem{ID: id, Path: r.name, Data: data}
	if at != nowhere {
		p.Line = r.line(at)
		p.Column = at - bytes.LastIndexByte(r.data[:at], '\n')
	}
	r.problems = append(r.problems, p)
}

// line is the line of an offset, 1-based.
func (r *reader) line(at int) int { return 1 + bytes.Count(r.data[:at], []byte("\n")) }

// sorted are the problems in the order of the file, those without a place last.
func (r *reader) sorted() []Problem {
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		if (a.Line == 0) != (b.Line == 0) {
			return cmp.Compare(b.Line, a.Line)
		}
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return r.problems
}

// keys notes the keys of a table that are none of those known.
func (r *reader) keys(n *node, known ...string) {
	for _, k := range n.names {
		if !slices.Contains(known, k) {
			r.add(UnknownKey, n.get(k).keyAt, map[string]any{"Key": k, "Nearest": nearest(k, known)})
		}
	}
}

func (r *reader) wrongType(n *node, key, want string) {
	r.add(BadType, n.at, map[string]any{"Key": key, "Want": want})
}

// text is the text that a value is; want shows how to write it.
func (r *reader) text(n *node, key, want string) string {
	if n.kind != textNode {
		r.wrongType(n, key, want)
		return ""
	}
	return n.text
}

// items are the texts of an array.
func (r *reader) items(n *node, key, want string) []*node {
	if n.kind != arrayNode || slices.ContainsFunc(n.items, func(i *node) bool { return i.kind != textNode }) {
		r.wrongType(n, key, want)
		return nil
	}
	return n.items
}

// tables are the tables of an array.
func (r *reader) tables(n *node, key, want string) []*node {
	if n == nil {
		return nil
	}
	if n.kind != arrayNode || slices.ContainsFunc(n.items, func(i *node) bool { return i.kind != tableNode }) {
		r.wrongType(n, key, want)
		return nil
	}
	return n.items
}

func (r *reader) isTable(n *node, key, want string) bool {
	if n.kind != tableNode {
		r.wrongType(n, key, want)
	}
	return n.kind == tableNode
}

// truth is true or false.
func (r *reader) truth(n *node, key, want string) bool {
	if n.kind != otherNode || n.text != "true" && n.text != "false" {
		r.wrongType(n, key, want)
	}
	return n.text == "true"
}

// percent is a whole number from 0 to 100.
func (r *reader) percent(n *node, key string) int {
	v, err := strconv.Atoi(n.text)
	if n.kind != integerNode || err != nil || v < 0 || v > 100 {
		r.add(BadCoverage, n.at, map[string]any{"Key": key})
		return 0
	}
	return v
}
