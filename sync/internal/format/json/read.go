package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

func (notation) Parse(src []byte) (*tree.Node, error) {
	head := tree.ByteOrderMark(src)
	if len(bytes.TrimSpace(src[head:])) == 0 {
		return &tree.Node{Kind: tree.Table}, nil // a file that is yet to be filled
	}
	p := &parser{src: src, head: head, d: json.NewDecoder(bytes.NewReader(src[head:]))}
	p.d.UseNumber()
	root, err := p.value(0)
	if err != nil {
		return nil, p.fault(err)
	}
	if root.Kind != tree.Table && root.Kind != tree.List {
		return nil, &tree.Fault{Reason: "want an object", At: root.Value.Start}
	}
	if _, err := p.d.Token(); !errors.Is(err, io.EOF) {
		return nil, &tree.Fault{Reason: "something stands behind the object", At: p.next()}
	}
	if root.Kind == tree.List {
		root = &tree.Node{Kind: tree.Table, Items: []*tree.Node{root}}
	}
	return root, nil
}

type parser struct {
	src  []byte
	head int
	d    *json.Decoder
}

// fault says where the file cannot be read. The decoder counts from the value it
// is in; reading the whole again counts from the beginning.
func (p *parser) fault(err error) error {
	var known *tree.Fault
	var syntax *json.SyntaxError
	if errors.As(err, &known) {
		return known
	}
	var all any
	if errors.As(json.Unmarshal(p.src[p.head:], &all), &syntax) {
		at := p.head + max(int(syntax.Offset)-1, 0)
		if p.head+int(syntax.Offset) >= len(p.src) && strings.Contains(syntax.Error(), "unexpected end") {
			return &tree.Fault{Reason: "the file ends too soon", At: len(p.src)}
		}
		return &tree.Fault{Reason: syntax.Error(), At: at}
	}
	return &tree.Fault{Reason: err.Error(), At: p.at()}
}

// at is how far the file has been read.
func (p *parser) at() int { return p.head + int(p.d.InputOffset()) }

// next is where the next token begins.
func (p *parser) next() int {
	at := p.at()
	for at < len(p.src) && bytes.IndexByte([]byte(" \t\r\n,:"), p.src[at]) >= 0 {
		at++
	}
	return at
}

func (p *parser) value(depth int) (*tree.Node, error) {
	n := &tree.Node{Value: block.Span{Start: p.next()}}
	if depth > tree.MaxDepth {
		return nil, &tree.Fault{Reason: "nested too deeply", At: n.Value.Start}
	}
	token, err := p.d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case string:
		n.Kind, n.Text = tree.Text, t
	case json.Delim:
		if err := p.items(n, t, depth); err != nil {
			return nil, err
		}
	}
	n.Value.End = p.at()
	n.KeyAt, n.Entry = n.Value.Start, n.Value
	return n, nil
}

// items reads what an object or a list holds.
func (p *parser) items(n *tree.Node, opener json.Delim, depth int) error {
	n.Kind = tree.Table
	if opener == '[' {
		n.Kind = tree.List
	}
	for p.d.More() {
		key, at := "", p.next()
		if n.Kind == tree.Table {
			token, err := p.d.Token()
			if err != nil {
				return err
			}
			key, _ = token.(string)
		}
		c, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		c.Key, c.KeyAt, c.Entry.Start = key, at, at
		n.Add(c)
	}
	_, err := p.d.Token()
	return err
}
