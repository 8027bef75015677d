// Package tree holds files that are trees of tables, lists and texts, with the
// place of everything in them: those of message catalogues, and xsync.toml.
package tree

import (
	"bytes"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Node is a value of a file, with its place.
type Node struct {
	Key   string
	KeyAt int // offset of the key
	// Entry covers the key and the value; of a TOML table that has a header, it
	// is the header.
	Entry block.Span
	Value block.Span // of a text: with its quotation marks
	Kind  Kind
	Text  string  // of a text, a whole number, true and false
	Items []*Node // of a table or list, in the order of the file
	Note  string  // comments above it
	// NoteAt covers these comments as they are written, from the line of the first on up to the
	// key; it is empty if there are none, or where the format does not say.
	NoteAt block.Span

	// first has the first item with a key, once there are many.
	first map[string]*Node
}

// OwnLines covers the bytes of a file from an offset up to another, if only white space
// stands before them on their line.
func OwnLines(src []byte, start, end int) block.Span {
	line := max(bytes.LastIndexByte(src[:start], '\n')+1, ByteOrderMark(src))
	if len(bytes.TrimSpace(src[line:start])) > 0 {
		return block.Span{}
	}
	return block.Span{Start: start, End: end}
}

// Kind says what a value is.
type Kind uint8

// The kinds.
const (
	Other  Kind = iota // a date, a fraction, true, null
	Text               // a text
	Table              // a table, a mapping, an object
	List               // a list
	Number             // a whole number of TOML
)

// MaxDepth is how deep a tree may nest.
const MaxDepth = 100

// Add appends an item.
func (n *Node) Add(c *Node) {
	n.Items = append(n.Items, c)
	if n.first != nil && n.first[c.Key] == nil {
		n.first[c.Key] = c
	}
}

// Get is the first item with a key, or nil. No node has none.
func (n *Node) Get(key string) *Node {
	const many = 16
	if n == nil {
		return nil
	}
	if n.first == nil && len(n.Items) > many {
		n.first = make(map[string]*Node, 2*len(n.Items))
		for _, c := range n.Items {
			if n.first[c.Key] == nil {
				n.first[c.Key] = c
			}
		}
	}
	if n.first != nil {
		return n.first[key]
	}
	for _, c := range n.Items {
		if c.Key == key {
			return c
		}
	}
	return nil
}

// At is the offset of the value, or of the key where that of the value is not
// known.
func (n *Node) At() int {
	if n.Value == (block.Span{}) {
		return n.KeyAt
	}
	return n.Value.Start
}

// End is where the last entry of a table ends.
func (n *Node) End() int {
	end := n.Entry.End
	for _, c := range n.Items {
		end = max(end, c.End())
	}
	return end
}

// Fault is the reason why a file cannot be read, and its place.
type Fault struct {
	Reason string
	At     int // offset in bytes
	Line   int // used instead if At is -1; 0 if it is not known
}

// Error is the reason.
func (f *Fault) Error() string { return f.Reason }

// Position is the line and the column in bytes, both from 1; 0 if not known.
func (f *Fault) Position(src []byte) (line, column int) {
	if f.At < 0 {
		return f.Line, 0
	}
	return Position(src, f.At)
}

// Position is the line and the column in bytes of an offset, from 1.
func Position(src []byte, at int) (line, column int) {
	at = min(max(at, 0), len(src))
	return 1 + bytes.Count(src[:at], []byte{'\n'}), at - bytes.LastIndexByte(src[:at], '\n')
}

// ByteOrderMark is the number of bytes that the mark at the beginning of a file
// has.
func ByteOrderMark(src []byte) int {
	if bytes.HasPrefix(src, []byte("\ufeff")) {
		return len("\ufeff")
	}
	return 0
}

// LineEnd is the offset of the first "\n", or the length.
func LineEnd(b []byte) int {
	if k := bytes.IndexByte(b, '\n'); k >= 0 {
		return k
	}
	return len(b)
}

// Keys are the keys of a table, in the order of the file.
func (n *Node) Keys() []string {
	out := make([]string, len(n.Items))
	for k, c := range n.Items {
		out[k] = c.Key
	}
	return out
}
