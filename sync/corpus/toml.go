package corpus

import (
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

// offset is where the value is, 0 if there is none.
func (n *node) offset() int {
	if n == nil {
		return 0
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
	p := &unstable.Parser{}
	p.Reset(data)
	root := &node{kind: tableNode}
	table := root
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table:
			table, _ = walkKey(p, root, e.Key())
		case unstable.ArrayTable:
			table = appendTable(p, root, e)
		case unstable.KeyValue:
			keyValue(p, table, e)
		}
	}
	if err := p.Error(); err != nil {
		return nil, syntaxProblem(name, err)
	}
	return root, nil
}

func syntaxProblem(name string, err error) *Problem {
	out := &Problem{ID: TOMLSyntax, Path: name, Data: map[string]any{"Reason": strings.TrimPrefix(err.Error(), "toml: ")}}
	var at *toml.DecodeError
	if errors.As(err, &at) {
		out.Line, out.Column = at.Position()
	}
	return out
}

// walkKey goes down a dotted key. It returns the table and the offset of the
// last name.
func walkKey(p *unstable.Parser, n *node, key unstable.Iterator) (*node, int) {
	at := 0
	for key.Next() {
		k := key.Node()
		at = place(p, k, at)
		n = n.below(string(k.Data), at)
	}
	return n, at
}

// splitKey goes down all names of a dotted key but the last, which it returns
// with its offset.
func splitKey(p *unstable.Parser, n *node, key unstable.Iterator) (*node, string, int) {
	for key.Next() {
		k := key.Node()
		at := place(p, k, 0)
		if key.IsLast() {
			return n, string(k.Data), at
		}
		n = n.below(string(k.Data), at)
	}
	return n, "", 0
}

func appendTable(p *unstable.Parser, root, e *unstableNode) *node {
	return nil
}
