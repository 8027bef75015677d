package anchor

import (
	"html"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// lexMarkup is the first pass: it goes over the tokens of the markup, and over the
// words and figures of the text between.
func (s *scanner) lexMarkup() {
	s.inline = inline.Scan(s.inline[:0], s.text, s.syntax, s.definitions)
	for k := range s.inline {
		t := &s.inline[k]
		switch t.Kind {
		case inline.Text:
			s.readWords(t.Start, t.End)
		case inline.Open, inline.Tag:
			s.readTag(t)
		case inline.Middle, inline.Close:
			s.readTarget(t)
			if k > 0 && s.inline[k-1].Kind == inline.Open && t.Construct == inline.Link && t.From < t.To {
				s.out[len(s.out)-1].Spelled = true // nobody sees a link without a text
			}
		case inline.Code:
			s.readCode(t)
		case inline.Math:
			s.emitAnchor(Code, "$"+formulaValue(t.Value(s.text))+"$", t.Start, t.End)
		case inline.Address:
			if s.linked == 0 {
				s.emitAnchor(Link, t.Value(s.text), t.From, t.To)
			}
		case inline.Placeholder:
			s.emitAnchor(Placeholder, withoutTexts(t.Of(s.text)), t.Start, t.End)
		case inline.Note:
			s.emitAnchor(FootnoteRef, t.Value(s.text), t.Start, t.End)
		}
	}
}

// readTag reads the attributes of a tag, and sees that the text of a link begins:
// an address in it is no link of its own.
func (s *scanner) readTag(t *inline.Token) {
	switch t.Construct {
	case inline.Link, inline.LinkLabel:
		s.linked++
	case inline.Element:
		s.readAttributes(t)
	default:
		if t.Kind == inline.Tag {
			s.readAttributes(t)
		}
	}
}

// readTarget reads the target of a link or image, or its label.
func (s *scanner) readTarget(t *inline.Token) {
	if t.Kind == inline.Close && (t.Construct == inline.Link || t.Construct == inline.LinkLabel) {
		s.linked--
	}
	if t.From >= t.To {
		return
	}
	value := t.Value(s.text)
	switch t.Construct {
	case inline.Link:
		s.emitAnchor(Link, value, t.From, t.To)
	case inline.Image:
		s.emitAnchor(Image, value, t.From, t.To)
	case inline.LinkLabel:
		s.emitAnchor(Link, s.targetOf(value), t.From, t.To)
	case inline.ImageLabel:
		s.emitAnchor(Image, s.targetOf(value), t.From, t.To)
	}
}

// targetOf is the target of a label, or the label if that is not known.
func (s *scanner) targetOf(label string) string {
	if s.definitions != nil {
		if target, ok := s.definitions(label); ok {
			return target
		}
	}
	return label
}

// readCode reads a code span. One that holds nothing but a figure is a number, for
// translators write such figures with and without the marks.
func (s *scanner) readCode(t *inline.Token) {
	inner := t.Value(s.text)
	if figureOnly(inner) {
		s.readWords(t.From, t.To)
		return
	}
	if s.syntax == inline.HTML { // its author may write the same mark as a character or by name
		inner = html.UnescapeString(inner)
	}
	s.emitAnchor(Code, unpadCode(inner), t.Start, t.End)
}

func figureOnly(s string) bool {
	return s != "" && isDigit(s[len(s)-1]) && strings.Trim(s, "0123456789.,-") == ""
}

// unpadCode takes one space off both ends, as Markdown does, and joins lines.
func unpadCode(s string) string {
	if strings.IndexByte(s, '\n') >= 0 {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	if len(s) > 2 && s[0] == ' ' && s[len(s)-1] == ' ' {
		return s[1 : len(s)-1]
	}
	return s
}

// formulaValue is a formula without white space, which means nothing there, and
// with a full stop for a comma that stands in braces as the decimal sign.
func formulaValue(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), ""), "{,}", ".")
}

// silent are the attributes that state no facts: they say how something looks, or name it for a
// program.
var silent = wordset.Of("class classname id style sizes rel target")

// drawn are the elements of which a drawing (SVG) is made. Their attributes are its strokes and
// colours, whose numbers are written in no language.
var drawn = wordset.Of(`svg g path rect circle ellipse line polyline polygon text tspan use symbol marker mask
	clippath pattern stop lineargradient radialgradient animate animatetransform animatemotion`)

// isPlainNumber matches a number as programs write it in every language.
var isPlainNumber = regex.Lazy(`^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$`)

// readAttributes reads the addresses in the attributes of a tag, and the text of the
// others, for they hold facts too.
func (s *scanner) readAttributes(t *inline.Token) {
	tag := t.Of(s.text)
	isDrawn := drawn[strings.ToLower(t.Value(s.text))]
	for a := range inline.Attributes(tag) {
		start, end := t.Start+a.Start, t.Start+a.End
		switch a.Name {
		case "href", "cite", "action":
			if start < end {
				s.emitAnchor(Link, s.text[start:end], start, end)
			}
		case "src", "poster":
			if start < end {
				s.emitAnchor(Image, s.text[start:end], start, end)
			}
		case "srcset":
			s.readSources(start, end)
		default:
			switch {
			case isDrawn, silent[a.Name], strings.HasPrefix(a.Name, "data-"):
			case isPlainNumber.MatchString(s.text[start:end]) && a.Name != "title" && a.Name != "alt":
				s.emitAnchor(Number, s.text[start:end], start, end)
			default:
				s.readAttribute(start, end)
			}
		}
	}
}

// readSources reads the addresses of a srcset: each stands before a blank, and commas
// part them.
func (s *scanner) readSources(start, end int) {
	for _, part := range strings.SplitAfter(s.text[start:end], ",") {
		lead := len(part) - len(strings.TrimLeft(part, " \t\n"))
		address, _, _ := strings.Cut(strings.TrimRight(part[lead:], ", \t\n"), " ")
		if address != "" {
			s.emitAnchor(Image, address, start+lead, start+lead+len(address))
		}
		start += len(part)
	}
}

var (
	// objectLiteral matches the beginning of an object that an attribute is given in MDX.
	objectLiteral = regex.Lazy(`^\{\{\s*['"]?[\w-]+['"]?\s*:`)
	// textInObject matches a text in such an object that people read: of several words,
	// or with a capital or a letter that no identifier has.
	textInObject = regex.Lazy(`'[^'\n]*(?:\p{Lu}|[^\x00-\x7F'\n]|\w \w)[^'\n]*'|"[^"\n]*(?:\p{Lu}|[^\x00-\x7F"\n]|\w \w)[^"\n]*"`)
)

// withoutTexts is the value of an attribute without the texts for people that an object in
// it holds.
func withoutTexts(value string) string {
	if !objectLiteral.MatchString(value) {
		return value
	}
	return strings.Join(strings.Fields(textInObject.ReplaceAllString(value, "''")), " ")
}

// readAttribute reads the value of another attribute.
func (s *scanner) readAttribute(start, end int) {
	value := s.text[start:end]
	if strings.IndexAny(value, "{%") <= 0 && (value == "" || value[0] != '%') && (value == "" || value[0] != '{' || s.text[start-1] == '=') {
		s.readWords(start, end)
		return
	}
	for _, t := range inline.Scan(nil, value, s.syntax, nil) {
		switch t.Kind {
		case inline.Text:
			s.readWords(start+t.Start, start+t.End)
		case inline.Placeholder:
			s.emitAnchor(Placeholder, withoutTexts(t.Of(value)), start+t.Start, start+t.End)
		}
	}
}
