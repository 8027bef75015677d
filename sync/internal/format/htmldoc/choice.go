package htmldoc

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// choices are those that a project makes about its pages.
type choices struct {
	head       func(src []byte) *block.Doc // reads front matter; nil if none is looked for
	rows       bool                        // the rows of tables are segments, not their cells
	attributes []string                    // whose values are read, in lower case; nil means the usual ones
	furniture  []string                    // what is left out, as tags, ".class" and "#id"; nil means the usual elements
}

func choicesOf(o block.Options) choices {
	c := choices{rows: o.Rows, furniture: o.Furniture}
	for _, a := range o.Attributes {
		c.attributes = append(c.attributes, strings.ToLower(a))
	}
	if o.Attributes != nil && c.attributes == nil {
		c.attributes = []string{}
	}
	return c
}

// choicesIn are those with which a document was read.
func choicesIn(doc *block.Doc) choices {
	if c, ok := doc.ReadAs.(choices); ok {
		return c
	}
	return choices{rows: hasRows(doc)}
}

// Head is the front matter of a page, a document of its own over the bytes of the page; nil if
// it has none, or was read without any.
func Head(page *block.Doc) *block.Doc {
	c := choicesIn(page)
	if c.head == nil {
		return nil
	}
	return c.head(page.Src)
}

// isRead reports whether a reader reads the values of an attribute.
func (c *choices) isRead(name string) bool {
	if c.attributes == nil {
		return block.IsReadAttribute(name)
	}
	return slices.Contains(c.attributes, name)
}

// isFurniture reports whether a tag begins an element that the project leaves out.
func (c *choices) isFurniture(name, tag string) bool {
	if slices.Contains(c.furniture, name) {
		return true
	}
	for a := range inline.Attributes(tag) {
		value := tag[a.Start:a.End]
		switch a.Name {
		case "id":
			if slices.Contains(c.furniture, "#"+value) {
				return true
			}
		case "class":
			for class := range strings.FieldsSeq(value) {
				if slices.Contains(c.furniture, "."+class) {
					return true
				}
			}
		}
	}
	return false
}
