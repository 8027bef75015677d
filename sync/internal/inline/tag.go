package inline

import (
	"iter"
	"strings"
)

// tag cuts a tag: one that opens or closes an element, or stands alone.
func (s *scanner) tag() int {
	rest := s.text[s.at:min(len(s.text), s.at+longestTag)]
	from := 1
	if strings.HasPrefix(rest, "</") {
		from = 2
	}
	to := from
	for to < len(rest) && nameByte(rest[to]) {
		to++
	}
	named := to > from && (isLetter(rest[from]) || s.has(foreign) && allDigits(rest[from:to]))
	if !named || to == len(rest) || rest[to] != '>' && rest[to] != '/' && !isSpace(rest[to]) {
		return 0
	}
	end := endOfTag(rest, to)
	if end == 0 {
		return 0
	}
	t := Token{Construct: Element, From: s.at + from, To: s.at + to}
	name := strings.ToLower(rest[from:to])
	if s.syntax == HTML && from == 1 {
		if size := s.noteElement(rest); size > 0 {
			return size
		}
		if size := s.keptElement(rest, name, end); size > 0 {
			return size
		}
	}
	switch {
	case from == 2:
		if s.count["<"+name] > 0 {
			return s.closeLast(func(o *Token) bool { return o.Construct == Element && strings.EqualFold(o.Value(s.text), name) }, t, end)
		}
	case rest[end-2] != '/' && !IsVoid(name):
		t.Kind = Open
		return s.push(t, end)
	}
	t.Kind, t.Construct = Tag, 0
	return s.token(t, end)
}

func nameByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.' || c == ':'
}

// IsVoid reports whether an element of HTML, by its name in small letters, has no end tag.
func IsVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// endOfTag is the end of the tag whose name ends at a place, or 0. Between
// quotation marks and braces an angle bracket means nothing. What is in quotation marks may
// be long, the rest of a tag is not.
func endOfTag(text string, at int) int {
	depth := 0
	for i, quoted := at, 0; i < len(text) && i-quoted < longest; i++ {
		switch c := text[i]; {
		case c == '>' && depth == 0:
			return i + 1
		case c == '<' && depth == 0:
			return 0
		case (c == '"' || c == '\'') && i > 0 && text[i-1] == '=':
			n := strings.IndexByte(text[i+1:], c)
			if n < 0 {
				return 0
			}
			i += n + 1
			quoted += n
		case c == '{':
			depth++
		case c == '}' && depth > 0:
			depth--
		case c == '\n' && i+1 < len(text) && text[i+1] == '\n':
			return 0
		}
	}
	return 0
}

// Attribute is an attribute of a tag; the value is as it is written, without
// quotation marks, and stands at some bytes of the text that was given.
type Attribute struct {
	Name       string // in lower case
	Start, End int
}

// Attributes lists the attributes of a tag that have a value, given its source
// with the angle brackets. Blanks may stand around the sign between the two.
func Attributes(tag string) iter.Seq[Attribute] {
	return func(yield func(Attribute) bool) {
		for i := 0; i < len(tag); {
			sign := strings.IndexByte(tag[i:], '=')
			if sign < 0 {
				return
			}
			sign += i
			end := sign
			for end > i && isSpace(tag[end-1]) {
				end--
			}
			k := end
			for k > i && (nameByte(tag[k-1]) || tag[k-1] == '@') {
				k--
			}
			a := Attribute{Name: strings.ToLower(tag[k:end])}
			a.Start, a.End, i = attributeValue(tag, sign+1)
			if a.Name != "" && !yield(a) {
				return
			}
		}
	}
}

// attributeValue is where the value at a place stands, and where to read on.
func attributeValue(tag string, at int) (start, end, next int) {
	for at < len(tag) && isSpace(tag[at]) {
		at++
	}
	if at < len(tag) && (tag[at] == '"' || tag[at] == '\'') {
		if n := strings.IndexByte(tag[at+1:], tag[at]); n >= 0 {
			return at + 1, at + 1 + n, at + n + 2
		}
	}
	n := strings.IndexAny(tag[at:], " \t\n\r>")
	if n < 0 {
		n = len(tag) - at
	}
	return at, at + n, at + n
}
