// Package htmldoc reads articles in HTML: whole pages and fragments, as a browser
// or a blog system writes them. What a reader reads is a segment; tags, scripts,
// styles, comments and the furniture of a site are gaps. Nothing of a page is ever
// executed.
package htmldoc

import (
	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Name is the name under which documents know the format.
const Name block.Format = "html"

// Format is HTML. Head reads the front matter that Jekyll and Hugo put before a page, nil if
// there is none; without it, a page is read from its first byte.
type Format struct {
	Head func(src []byte, o block.Options) *block.Doc
}

// Name is the name under which documents know the format.
func (Format) Name() block.Format { return Name }

// Extensions are the endings of its files.
func (Format) Extensions() []string { return []string{".html", ".htm", ".xhtml"} }

// Parse cuts a page into blocks. It never fails.
func (f Format) Parse(src []byte, o block.Options) (*block.Doc, error) {
	c := choicesOf(o)
	if f.Head != nil {
		c.head = func(src []byte) *block.Doc { return f.Head(src, o) }
	}
	return parse(src, c), nil
}

// Parse cuts a page or a fragment into blocks. The span of a segment is what
// stands between the tags around it, or the value of an attribute. Its text is in
// a normal spelling: character references are the characters but for "<", ">" and
// "&", white space is one space, and tags have lower-case names, "strong" and "em"
// for "b" and "i", and their attributes in order and in double quotation marks.
func Parse(src []byte) *block.Doc { return parse(src, choices{}) }

// parse is [Parse] with the choices of a project.
func parse(src []byte, c choices) *block.Doc {
	p := readAs(src, c)
	blocks := make([]block.Block, len(p.segments))
	for k := range p.segments {
		blocks[k] = p.segments[k].block
	}
	d := block.NewDoc(src, blocks)
	d.Format, d.ReadAs, d.Reread = Name, c, func(src []byte) *block.Doc { return parse(src, c) }
	d.Spelling = func(b *block.Block, text string) string { return asSpelled(text, src[b.Span.Start:b.Span.End]) }
	return d
}

// segment is a block with where it stands in the tree of elements.
type segment struct {
	block     block.Block
	element   int          // the place in page.elements of the innermost one
	attribute bool         // its bytes are the value of an attribute, or a field
	field     bool         // its bytes are a field of front matter, with its key
	cells     []block.Span // of a row: those of its cells, empty for a cell without text
}

// element is an element that parts text from text.
type element struct {
	name        string
	parent      int        // place of the element around it; -1 for none
	span        block.Span // with its tags, and the comments of blocks that WordPress puts around
	inner       int        // where its content starts
	first, last int        // places of the segments in it, half-open
	used        bool       // its first segment was found
	paragraphs  int        // in it, directly
	later       bool       // of a paragraph: it is not the first in the element around it
	// waits says of an item that it begins with a paragraph in which there is nothing yet: what
	// comes behind it is not the item.
	waits bool
	level int    // how many lists are around it
	label string // of a footnote
}

// page is a document with its elements, both in order of their starts.
type page struct {
	src      []byte
	body     int // where the front matter ends, 0 if there is none
	segments []segment
	elements []element
}

// kinds are the kinds of what stands directly in an element.
var kinds = map[string]block.Kind{
	"h1": block.Heading, "h2": block.Heading, "h3": block.Heading, "h4": block.Heading, "h5": block.Heading, "h6": block.Heading,
	"li": block.ListItem, "dt": block.ListItem, "dd": block.ListItem, "blockquote": block.Quote,
	"td": block.TableRow, "th": block.TableRow, "pre": block.Code, "title": block.FrontMatter,
}

// blocks are the other elements that part text from text.
var blocks = wordset.Of("html head body main article section div p ul ol dl menu table thead tbody tfoot tr caption colgroup figure figcaption picture " +
	"address aside details summary fieldset legend form center hgroup header footer nav dialog search optgroup option select " +
	"blockquote hr iframe video audio object canvas noscript")

// skipped are the elements that no reader reads as part of an article.
var skipped = wordset.Of("script style template nav svg math iframe object canvas noscript textarea")

// furniture are skipped unless they stand in an article.
var furniture = wordset.Of("header footer")

// isBlock reports whether an element parts text from text.
func isBlock(name string) bool { _, ok := kinds[name]; return ok || blocks[name] }

// kindIn is the kind, level and label of a text that stands directly in an element.
func (p *page) kindIn(at int) block.Block {
	b := block.Block{Kind: block.Paragraph, Syntax: inline.HTML}
	if at < 0 {
		return b
	}
	e := &p.elements[at]
	if kind, ok := kinds[e.name]; ok {
		b.Kind = kind
	}
	switch {
	case b.Kind == block.Heading:
		b.Level = int(e.name[1] - '0')
	case b.Kind == block.FrontMatter:
		b.Label = "title"
	case b.Kind == block.ListItem:
		p.item(&b, at)
	case b.Kind == block.Quote:
		b.Level = 1
	case e.name == "p" && e.parent >= 0:
		switch outer := &p.elements[e.parent]; outer.name {
		case "li", "dd":
			p.item(&b, e.parent)
		case "blockquote":
			b.Kind, b.Level = block.Quote, 1
		}
	}
	return b
}

// item is what the first text of an item is: the item, or a footnote. Others in it
// are paragraphs.
func (p *page) item(b *block.Block, at int) {
	e := &p.elements[at]
	switch {
	case e.used || e.waits:
		b.Kind = block.Paragraph
		return
	case e.label != "":
		b.Kind, b.Label = block.Footnote, e.label
	default:
		b.Kind, b.Level = block.ListItem, max(1, e.level)
	}
	e.used = true
}

// composed is a text in NFC.
func composed(s string) string { return norm.NFC.String(s) }
