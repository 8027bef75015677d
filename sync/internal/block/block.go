// Package block cuts the bytes of an article into blocks.
//
// A block is a piece of the file as its format sees it. The spans of all
// blocks, in order, are the file, byte for byte, for any input: parsing never
// fails and never loses anything. Most blocks are segments, the pieces a
// reader reads or a checker compares; the rest are gaps, the bytes between
// them.
package block

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Span is a half-open range of bytes in the source of a document.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Field is a field of the front matter that is not translated.
type Field struct {
	Name  string
	Value []byte // as it stands in the file, behind the sign that follows the name
	Span  Span   // of its lines
}

// Kind says what a block is in its format.
type Kind uint8

// The kinds of blocks. Every kind but Gap is a segment.
const (
	Gap            Kind = iota // bytes nobody reads: blank lines, table delimiter rows, fences of front matter, tags, comments
	Heading                    // a heading, or the title line of a plain text
	Paragraph                  // running text, also the second and later paragraphs of a list item
	ListItem                   // the first paragraph of a list item, with its marker
	Quote                      // a paragraph inside a block quote
	TableRow                   // one row of a table, the header row included
	Footnote                   // the first paragraph of a footnote definition, with its label
	Code                       // a fenced or indented code block, fences included
	HTML                       // tags of HTML or MDX that show something, or attributes of them; imports and exports
	Image                      // a paragraph that is one image or several, and nothing else
	FrontMatter                // one field of the front matter
	Rule                       // a thematic break
	LinkDefinition             // a link reference definition: [label]: target "title"
	Directive                  // a shortcode of Hugo, a tag of Liquid, or what begins a container: ":::note", "!!! tip"
	Message                    // a message of a catalogue, in all its plural forms
	kinds
)

var kindNames = [kinds]string{
	"gap", "heading", "paragraph", "list_item", "quote", "table_row", "footnote",
	"code", "html", "image", "front_matter", "rule", "link_definition", "directive", "message",
}

// String is the kind's name as JSON output and records write it.
func (k Kind) String() string {
	if k < kinds {
		return kindNames[k]
	}
	return "unknown"
}

// ParseKind is the inverse of [Kind.String].
func ParseKind(name string) (Kind, bool) {
	for k, n := range kindNames {
		if n == name {
			return Kind(k), true
		}
	}
	return Gap, false
}

// Prose reports whether a block of this kind holds text in a human language
// that a translator translates, as against code, tags and rules.
func (k Kind) Prose() bool {
	switch k {
	case Heading, Paragraph, ListItem, Quote, TableRow, Footnote, FrontMatter, Image, LinkDefinition, Message:
		return true
	}
	return false
}

// IsCopied reports whether a segment is the same in all languages: code, rules,
// directives, whose titles are segments of their own, markup without attributes or that is
// whole and has no attribute that is read, and link definitions without a title.
func (b *Block) IsCopied() bool {
	switch b.Kind {
	case Code, Rule, Directive:
		return true
	case HTML:
		return bareTags.MatchString(b.Text) || IsWhole(b.Text) && !hasReadAttribute(b.Text)
	case LinkDefinition:
		return !strings.ContainsAny(b.Text, "\"'")
	}
	return false
}

// bareTags matches tags without attributes and nothing else.
var bareTags = regex.Lazy(`^\s*(?:</?[A-Za-z][\w.:-]*\s*/?>\s*)+$`)

// hasReadAttribute reports whether a tag has an attribute with a text for readers.
func hasReadAttribute(text string) bool {
	for z := html.NewTokenizer(strings.NewReader(text)); z.Next() != html.ErrorToken; {
		_, more := z.TagName()
		for more {
			var name, value []byte
			name, value, more = z.TagAttr()
			if IsReadAttribute(string(name)) && bytes.ContainsFunc(value, unicode.IsLetter) {
				return true
			}
		}
	}
	return false
}

// ReadAttributes are the attributes of HTML whose values readers read, in small letters.
var ReadAttributes = []string{"alt", "title", "aria-label", "placeholder"}

// IsReadAttribute reports whether an attribute, by its name in small letters, is one of
// [ReadAttributes].
func IsReadAttribute(name string) bool { return slices.Contains(ReadAttributes, name) }

// IsWhole reports whether a text of markup has tags and closes whatever it opens: a picture,
// a component, a script with its end.
func IsWhole(text string) bool {
	open, some, ok := openTags(text)
	return some && ok && len(open) == 0
}

// Unclosed are the tags, as they are written, that a text of markup opens and does not close.
func Unclosed(text string) []string {
	open, _, _ := openTags(text)
	out := make([]string, len(open))
	for k, t := range open {
		out[k] = t.raw
	}
	return out
}

type openTag struct{ name, raw string }

// openTags are the tags that a text opens and does not close; some tells of any tags, and ok
// that none is closed which is not open, and each before those around it.
func openTags(text string) (open []openTag, some, ok bool) {
	ok = true
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		switch t := z.Next(); t {
		case html.ErrorToken:
			return open, some, ok
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			some = true
			if name, _ := z.TagName(); t == html.StartTagToken && !inline.IsVoid(string(name)) {
				open = append(open, openTag{string(name), raw})
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			last := len(open) - 1
			for last >= 0 && open[last].name != string(name) {
				last--
			}
			ok = ok && last >= 0 && last == len(open)-1
			if last >= 0 {
				open = open[:last]
			}
		}
	}
}

// Syntax is that of the inline markup in a block of this kind, in Markdown and in
// catalogues.
func (k Kind) Syntax() inline.Syntax {
	switch k {
	case TableRow:
		return inline.TableRow
	case HTML:
		return inline.HTML
	case Code:
		return inline.Literal
	case Message:
		return inline.Message
	}
	return inline.Markdown
}

// Block is one piece of a document.
type Block struct {
	Kind Kind
	// Span covers the block's bytes. That of a segment is mostly whole lines
	// without the ending of the last one. Where containers nest ("- > x"), the
	// line belongs to the innermost block. In markup, and in the line of a
	// directive, it is no more than the text, and the tags around it are gaps.
	// That of a message goes from its key to the end of its value, wherever
	// these stand in their lines.
	Span Span
	// Lead and Tail are the bytes at the start and the end of the span that are
	// tags around the text, where the segment is the only one of a container.
	Lead, Tail int
	// Level is the level of a heading (1 to 6) and the nesting depth (from 1)
	// of a list item or quotation; 0 elsewhere.
	Level int
	// Label is the label of a footnote or link definition without brackets
	// and caret, the key of a front-matter field, the info string of a fence,
	// or the id of a message.
	Label string
	// ID is the id that the author wrote for a heading ({#id}, {/*id*/}), or "".
	ID string
	// Text is what a reader reads, in NFC and with "\n" line ends: without the
	// markers and prefixes of the containers the block stands in (">", "-",
	// "[^1]:", indentation), without "#", underlines, fences and written ids.
	// For code it is the code, for HTML and directives the raw lines.
	// Inline markup is kept as written. It is empty for gaps.
	Text string
	// Number is the number with which an ordered list begins, of its first item;
	// 0 elsewhere.
	Number int
	// Program is the language of code where the markup around it says so. Beside
	// Label, it is nothing that the segment is known by.
	Program string
	// Note is what a comment above the segment tells translators.
	Note string
	// Syntax is that of the inline markup where the kind does not tell it: in
	// formats other than Markdown. See [Block.Inline].
	Syntax inline.Syntax
	// Forms are the texts of a message that has several, in the order of CLDR;
	// nil for one without plural forms. Text is these texts, with [BetweenForms]
	// between them.
	Forms []Form
}

// Form is the text of a message for some numbers.
type Form struct {
	Name string // by CLDR, "one", or the number of a form whose name nobody knows
	Text string
}

// Inline is the syntax of the inline markup in the block's text.
func (b *Block) Inline() inline.Syntax {
	if b.Syntax != inline.Markdown {
		return b.Syntax
	}
	return b.Kind.Syntax()
}

// Segment reports whether the block is one that a reader reads or a checker
// compares.
func (b *Block) Segment() bool { return b.Kind != Gap }

// Format names the syntax of a file, in lower case.
type Format string

// The formats that other packages have to know by name.
const (
	Markdown  Format = "markdown" // CommonMark with GFM tables, footnotes, front matter, MDX, shortcodes
	PlainText Format = "plain"    // paragraphs between blank lines
)

// Doc is a parsed document. Law: Blocks[0].Span.Start is 0, each block starts
// where the one before it ends, the last ends at len(Src); an empty Src has no
// blocks.
type Doc struct {
	Src    []byte
	Format Format
	Blocks []Block
	// Reread parses other bytes in the way in which these were parsed, with the
	// same options. It is nil for a document that was made by hand.
	Reread func(src []byte) *Doc
	// Spelling is how the file spells what the texts of a segment have in a normal
	// spelling, such as the names of tags. It is nil for a format whose texts are as
	// they are in the file.
	Spelling func(b *Block, text string) string
	// Keyed is what the format of a document whose segments are known by their
	// labels knows of it beside its blocks: a message catalogue. It is nil for an
	// article.
	Keyed any
	// ReadAs is what the format has to know to read the document again, for the
	// format alone.
	ReadAs any

	lines []int // offsets of line starts, ascending; built by NewBuilder and NewDoc
	body  int   // where the front matter ends
}

// BetweenForms stands between the plural forms in the text of a message.
const BetweenForms = " | "

// NewDoc is a document whose segments somebody else has found. They stand in
// order and do not overlap; gaps are put between them.
func NewDoc(src []byte, segments []Block) *Doc {
	d := &Doc{Src: src, lines: lineStarts(src)}
	at := 0
	for k := range segments {
		if s := segments[k].Span; s.Start > at {
			d.Blocks = append(d.Blocks, Block{Span: Span{at, s.Start}})
		}
		d.Blocks = append(d.Blocks, segments[k])
		at = segments[k].Span.End
	}
	if at < len(src) {
		d.Blocks = append(d.Blocks, Block{Span: Span{at, len(src)}})
	}
	return d
}

// Body is the offset behind the front matter with its fences; 0 if there is none.
func (d *Doc) Body() int { return d.body }

// Segments returns the indices into Blocks of the segments, in order.
func (d *Doc) Segments() []int {
	var out []int
	for i := range d.Blocks {
		if d.Blocks[i].Segment() {
			out = append(out, i)
		}
	}
	return out
}
