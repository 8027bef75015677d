package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inert"
)

// inText writes text between tags, inValue a value between quotation marks. What
// XML forbids is lost there; texts that must not lose it keep it in elements.
var (
	inText  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	inValue = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;")
)

func escapeText(text string) string { return inert.XML(inText.Replace(withoutForbidden(text))) }

func quoteValue(text string) string {
	return `"` + inert.XML(inValue.Replace(withoutForbidden(text))) + `"`
}

// withoutForbidden is a text with U+FFFD for what XML forbids.
func withoutForbidden(text string) string {
	return strings.Map(func(u rune) rune {
		if isForbidden(u) {
			return unicode.ReplacementChar
		}
		return u
	}, text)
}

// spellForbidden writes what XML forbids, and line ends, which its tools move, as \u{1}
// within the code of an element. The inverse is unspell.
func spellForbidden(text string) string {
	var b strings.Builder
	for i, u := range text {
		if isForbidden(u) || u == '\n' || u == '\r' || strings.HasPrefix(text[i:], `\u{`) {
			fmt.Fprintf(&b, `\u{%X}`, u)
		} else {
			b.WriteRune(u)
		}
	}
	return b.String()
}

func unspellForbidden(text string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, `\u{`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		digits, rest, _ := strings.Cut(after, "}")
		if u, err := strconv.ParseUint(digits, 16, 32); err == nil && utf8.ValidRune(rune(u)) {
			b.WriteRune(rune(u))
			text = rest
		} else {
			b.WriteString(`\u{`)
			text = after
		}
	}
}

// node is an element of a document, or, without a name, a text in one.
type node struct {
	name, text   string
	attributes   []xml.Attr
	kids         []*node
	line, column int
}

// maxDepth bounds how deep elements may lie in each other.
const maxDepth = 200

// parseXML reads a document. Its root is a node without a name.
func parseXML(text string) (*node, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is decoded already
	root := &node{line: 1, column: 1}
	stack := []*node{root}
	for {
		line, column := d.InputPos()
		token, err := d.Token()
		if errors.Is(err, io.EOF) && len(stack) == 1 {
			return root, nil
		}
		if err != nil {
			return nil, xmlProblem(err, d)
		}
		top := stack[len(stack)-1]
		switch x := token.(type) {
		case xml.StartElement:
			if len(stack) > maxDepth {
				return nil, syntaxProblem(line, column, "nested too deeply")
			}
			n := &node{name: x.Name.Local, attributes: x.Attr, line: line, column: column}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.kids = append(top.kids, &node{text: string(x), line: line, column: column})
		}
	}
}

func xmlProblem(err error, d *xml.Decoder) error {
	line, column := d.InputPos()
	var bad *xml.SyntaxError
	if errors.As(err, &bad) {
		return syntaxProblem(line, column, bad.Msg)
	}
	return syntaxProblem(line, column, err.Error())
}

// attribute is an attribute, "" if there is none.
func (n *node) attribute(name string) string {
	for _, a := range n.attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// childrenNamed are the children of a name.
func (n *node) childrenNamed(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// childNamed is the first child of a name, nil if there is none.
func (n *node) childNamed(name string) *node {
	if found := n.childrenNamed(name); len(found) > 0 {
		return found[0]
	}
	return nil
}

// String is how the element begins.
func (n *node) String() string {
	var b strings.Builder
	b.WriteString("<" + n.name)
	for _, a := range n.attributes {
		if a.Name.Local == "id" || a.Name.Local == "startRef" {
			b.WriteString(" " + a.Name.Local + "=" + strconv.Quote(a.Value))
		}
	}
	return b.String() + ">"
}
