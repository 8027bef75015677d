package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// parseJSON reads a JSON file.
func parseJSON(src []byte) (*node, error) {
	head := byteOrderMark(src)
	if len(bytes.TrimSpace(src[head:])) == 0 {
		return &node{kind: tableNode}, nil // a file that is yet to be filled
	}
	p := &jsonParser{src: src, head: head, d: json.NewDecoder(bytes.NewReader(src[head:]))}
	p.d.UseNumber()
	root, err := p.value(0)
	if err != nil {
		return nil, p.fault(err)
	}
	if root.kind != tableNode && root.kind != listNode {
		return nil, &fault{"want an object", root.value.Start, 0}
	}
	if _, err := p.d.Token(); !errors.Is(err, io.EOF) {
		return nil, &fault{"something stands behind the object", p.next(), 0}
	}
	if root.kind == listNode {
		root = &node{kind: tableNode, items: []*node{root}}
	}
	return root, nil
}

type jsonParser struct {
	src  []byte
	head int
	d    *json.Decoder
}

// fault says where the file cannot be read. The decoder counts from the value it
// is in; reading the whole again counts from the beginning.
func (p *jsonParser) fault(err error) error {
	var known *fault
	var syntax *json.SyntaxError
	if errors.As(err, &known) {
		return known
	}
	var all any
	if errors.As(json.Unmarshal(p.src[p.head:], &all), &syntax) {
		at := p.head + max(int(syntax.Offset)-1, 0)
		if p.head+int(syntax.Offset) >= len(p.src) && strings.Contains(syntax.Error(), "unexpected end") {
			return &fault{"the file ends too soon", len(p.src), 0}
		}
		return &fault{syntax.Error(), at, 0}
	}
	return &fault{err.Error(), p.at(), 0}
}

// at is how far the file has been read.
func (p *jsonParser) at() int { return p.head + int(p.d.InputOffset()) }

// next is where the next token begins.
func (p *jsonParser) next() int {
	at := p.at()
	for at < len(p.src) && bytes.IndexByte([]byte(" \t\r\n,:"), p.src[at]) >= 0 {
		at++
	}
	return at
}

func (p *jsonParser) value(depth int) (*node, error) {
	n := &node{value: block.Span{Start: p.next()}}
	if depth > maxDepth {
		return nil, &fault{"nested too deeply", n.value.Start, 0}
	}
	token, err := p.d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case string:
		n.kind, n.text = textNode, t
	case json.Delim:
		if err := p.items(n, t, depth); err != nil {
			return nil, err
		}
	}
	n.value.End = p.at()
	n.keyAt, n.entry = n.value.Start, n.value
	return n, nil
}

// items reads what an object or a list holds.
func (p *jsonParser) items(n *node, opener json.Delim, depth int) error {
	n.kind = tableNode
	if opener == '[' {
		n.kind = listNode
	}
	for p.d.More() {
		key, at := "", p.next()
		if n.kind == tableNode {
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
		c.key, c.keyAt, c.entry.Start = key, at, at
		n.add(c)
	}
	_, err := p.d.Token()
	return err
}
