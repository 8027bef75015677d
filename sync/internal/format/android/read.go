package android

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// element is an element of a file with what it holds. Comments are elements of the name
// "!", texts of the name "".
type element struct {
	name  string
	attrs []xml.Attr
	// span covers all of it and inner what stands between its tags. Of one that closes
	// itself, inner covers the "/>".
	span, inner block.Span
	selfClosing bool
	children    []*element
}

// attr is an attribute without a prefix, "" if there is none.
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// items are the items of plurals and arrays.
func (e *element) items() []*element {
	var out []*element
	for _, c := range e.children {
		if c.name == itemElement {
			out = append(out, c)
		}
	}
	return out
}

// parser builds elements from the tokens of encoding/xml.
type parser struct {
	src  []byte
	head int // bytes before what the decoder reads
	d    *xml.Decoder
	open []*element // from the outermost; the first stands for the file
}

// parseXML reads the elements of a file. The entities that the file declares are left as
// they are written. Its error is a [*tree.Fault].
func parseXML(src []byte) (*element, error) {
	head := tree.ByteOrderMark(src)
	p := &parser{src: src, head: head, d: xml.NewDecoder(bytes.NewReader(src[head:]))}
	p.d.Entity = map[string]string{}
	file := &element{span: block.Span{End: len(src)}, inner: block.Span{Start: head, End: len(src)}}
	p.open = []*element{file}
	for {
		start := p.at()
		token, err := p.d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, p.faultOf(err)
		}
		if err := p.take(token, block.Span{Start: start, End: p.at()}); err != nil {
			return nil, err
		}
	}
	if last := p.last(); last != file {
		return nil, &tree.Fault{Reason: "<" + last.name + "> is not closed", At: last.span.Start}
	}
	return file, nil
}

// at is how far the file has been read.
func (p *parser) at() int { return p.head + int(p.d.InputOffset()) }

func (p *parser) last() *element { return p.open[len(p.open)-1] }

// faultOf says where the decoder stopped.
func (p *parser) faultOf(err error) error {
	reason := err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		reason = syntax.Msg
	}
	if strings.Contains(reason, "unexpected EOF") {
		return &tree.Fault{Reason: "the file ends too soon", At: len(p.src)}
	}
	return &tree.Fault{Reason: reason, At: max(p.at()-1, p.head)}
}

// take adds a token to the element that is open.
func (p *parser) take(token xml.Token, span block.Span) error {
	last := p.last()
	switch t := token.(type) {
	case xml.StartElement:
		if len(p.open) > tree.MaxDepth {
			return &tree.Fault{Reason: "nested too deeply", At: span.Start}
		}
		e := &element{name: fullName(t.Name), attrs: slices.Clone(t.Attr), span: span, inner: block.Span{Start: span.End, End: span.End}}
		if e.selfClosing = bytes.HasSuffix(p.src[span.Start:span.End], []byte("/>")); e.selfClosing {
			e.inner = block.Span{Start: span.End - len("/>"), End: span.End}
		}
		last.children = append(last.children, e)
		p.open = append(p.open, e)
	case xml.EndElement:
		if len(p.open) == 1 || last.name != fullName(t.Name) {
			return &tree.Fault{Reason: "</" + fullName(t.Name) + "> closes nothing that is open", At: span.Start}
		}
		if last.span.End = span.End; !last.selfClosing {
			last.inner.End = span.Start
		}
		p.open = p.open[:len(p.open)-1]
	case xml.CharData:
		if len(p.open) == 1 && len(bytes.TrimSpace(bytes.TrimPrefix(t, []byte("\ufeff")))) > 0 {
			return &tree.Fault{Reason: "a text stands outside the element", At: span.Start}
		}
		last.children = append(last.children, &element{span: span, inner: span})
	case xml.Comment:
		last.children = append(last.children, &element{name: "!", span: span, inner: block.Span{Start: span.Start + len("<!--"), End: span.End - len("-->")}})
	case xml.Directive:
		p.declareEntities(t)
	}
	return nil
}

// fullName is a name with its prefix.
func fullName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

var entity = regex.Lazy(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s`)

// declareEntities lets the entities that a document type declares stand for themselves:
// none is expanded.
func (p *parser) declareEntities(directive []byte) {
	for _, m := range entity.FindAllSubmatch(directive, -1) {
		p.d.Entity[string(m[1])] = "&" + string(m[1]) + ";"
	}
}

// resourcesOf is the root of a file, nil if there is none yet.
func resourcesOf(file *element) (*element, error) {
	var root *element
	for _, e := range file.children {
		switch {
		case e.name == "" || e.name == "!":
		case e.name != "resources" || root != nil:
			return nil, &tree.Fault{Reason: "want one element <resources>", At: e.span.Start}
		default:
			root = e
		}
	}
	return root, nil
}
