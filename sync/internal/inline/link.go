package inline

import (
	"strings"
	"unicode/utf8"
)

// longestLabel is the number of bytes up to which the label of a link or note is
// looked for.
const longestLabel = 200

// openBracket cuts a reference to a note, or what may begin a link.
func (s *scanner) openBracket() int {
	if s.has(notes) {
		if size := s.note(); size > 0 {
			return size
		}
	}
	if !s.has(links) {
		return 0
	}
	return s.push(Token{Kind: Open, Construct: Link}, 1)
}

// note cuts "[^label]", or "[1]" unless that is the text or the label of a link.
func (s *scanner) note() int {
	label, ok := s.label(s.at + 1)
	if !ok {
		return 0
	}
	size := len(label) + 2
	next := s.after(s.at + size)
	switch {
	case label[0] == '^' && len(label) > 1:
		if next == ':' && (s.at == 0 || s.text[s.at-1] == '\n') {
			return size // its definition
		}
		return s.value(Note, size, 2, size-1)
	case !allDigits(label) || len(label) > 3 || next == '(' || next == ':' || s.definitions != nil && s.defined(label):
	case next != '[' || s.numberedNote(s.at+size):
		return s.value(Note, size, 1, size-1)
	}
	return 0
}

// numberedNote reports whether "[1]" stands at a place: one note behind another,
// and no label of a link.
func (s *scanner) numberedNote(at int) bool {
	label, ok := s.label(at + 1)
	return ok && len(label) <= 3 && allDigits(label)
}

// label is what stands at a place up to a closing bracket, without blanks.
func (s *scanner) label(at int) (string, bool) {
	text := s.text[at:min(len(s.text), at+longestLabel)]
	end := strings.IndexAny(text, "[] \t\n")
	if end <= 0 || text[end] != ']' {
		return "", false
	}
	return text[:end], true
}

func (s *scanner) defined(label string) bool {
	if s.definitions == nil {
		return false
	}
	_, ok := s.definitions(label)
	return ok
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func isBracket(t *Token) bool { return t.Construct == Link || t.Construct == Image }

// closeBracket cuts what ends the text of a link or image.
func (s *scanner) closeBracket() int {
	if s.brackets == 0 {
		return 0
	}
	text, at := s.text, s.at
	switch s.after(at + 1) {
	case '(':
		if size := s.target(); size > 0 {
			return size
		}
	case '[':
		end := strings.IndexAny(text[at+2:min(len(text), at+2+longestLabel)], "[]")
		if end > 0 && text[at+2+end] == ']' && text[at+2] != '^' {
			return s.closeLast(isBracket, Token{Construct: LinkLabel, From: at + 2, To: at + 2 + end}, end+3)
		}
		if end == 0 && text[at+2] == ']' && s.shortcut() {
			from := s.lastBracket().End
			return s.closeLast(isBracket, Token{Construct: LinkLabel, From: from, To: at}, 3)
		}
	default:
		if s.shortcut() {
			from := s.lastBracket().End
			return s.closeLast(isBracket, Token{Construct: LinkLabel, From: from, To: at}, 1)
		}
	}
	s.unlink()
	return 0
}

// addressText makes the text of a link, whose first token is given, an address if
// it is nothing else: "example.org/a/b", without a scheme.
func (s *scanner) addressText(first int) {
	s.flush(s.at)
	if first != len(s.out)-1 || s.out[first].Kind != Text {
		return
	}
	t := &s.out[first]
	text := t.Of(s.text)
	if n := hostLength(text); n > 0 && n < len(text) && text[n] == '/' && addressLength(text) == len(text) {
		t.Kind, t.From, t.To = Address, t.Start, t.End
	}
}

// unlink takes the last bracket, which is no link, for text.
func (s *scanner) unlink() {
	for {
		bracket := isBracket(&s.out[s.stack[len(s.stack)-1]])
		s.abandon()
		if bracket {
			return
		}
	}
}

// lastBracket is the last bracket that is open.
func (s *scanner) lastBracket() *Token {
	for k := len(s.stack) - 1; ; k-- {
		if t := &s.out[s.stack[k]]; isBracket(t) {
			return t
		}
	}
}

// shortcut reports whether the text of the bracket that closes here is a label.
func (s *scanner) shortcut() bool {
	if s.definitions == nil {
		return false
	}
	from := s.lastBracket().End
	return s.at > from && s.at-from < longestLabel && s.defined(s.text[from:s.at])
}

// target cuts `](target)`, and from `](target "title")` what stands around the
// title, which is text; it returns 0 if that does not stand here.
func (s *scanner) target() int {
	from, to, title, end, ok := s.destination(s.at + 2)
	if !ok {
		return 0
	}
	if title.End > title.Start {
		size := title.Start - s.at
		s.token(Token{Kind: Middle, From: from, To: to}, size)
		middle := len(s.out) - 1
		s.out = append(s.out, Token{Start: title.Start, End: title.End})
		s.from, s.at = title.End, title.End
		s.closeLast(isBracket, Token{Construct: Link}, end-title.End)
		s.out[middle].Construct = s.out[len(s.out)-1].Construct
		size = end - title.End
		return size
	}
	return s.closeLast(isBracket, Token{Construct: Link, From: from, To: to}, end-s.at)
}

// destination reads `target "title")` at a place: where the target and the title
// stand, and the end.
func (s *scanner) destination(j int) (from, to int, title Token, end int, ok bool) {
	text := s.text[:min(len(s.text), j+longest)]
	j = skipSpace(text, j)
	if j < len(text) && text[j] == '<' {
		n := strings.IndexAny(text[j:], ">\n")
		if n < 0 || text[j+n] != '>' {
			return 0, 0, title, 0, false
		}
		from, to = j+1, j+n
		j += n + 1
	} else {
		from, to = j, endOfTarget(text, j)
		j = to
	}
	j = skipSpace(text, j)
	if j < len(text) && text[j] != ')' {
		closer := closerOf(text[j])
		n := -1
		if closer != 0 && j > to {
			n = closing(text[j+1:], closer)
		}
		if n < 0 {
			return 0, 0, title, 0, false
		}
		title.Start, title.End = j+1, j+1+n
		j = skipSpace(text, j+n+2)
	}
	if j >= len(text) || text[j] != ')' {
		return 0, 0, title, 0, false
	}
	return from, to, title, j + 1, true
}

func skipSpace(text string, j int) int {
	for j < len(text) && isSpace(text[j]) {
		j++
	}
	return j
}

// closerOf is what closes a title, 0 if none begins with a byte.
func closerOf(opener byte) byte {
	switch opener {
	case '(':
		return ')'
	case '"', '\'':
		return opener
	}
	return 0
}

// closing is the place of an unescaped byte, or -1.
func closing(text string, closer byte) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case closer:
			return i
		}
	}
	return -1
}

// DefinedTarget is the number of bytes of the target of a link definition that a text begins
// with: it stands in angle brackets, which are counted, or goes to a blank. It is 0 if the text
// has an angle bracket alone.
func DefinedTarget(text string) int {
	if strings.HasPrefix(text, "<") {
		return strings.IndexByte(text, '>') + 1
	}
	end := 0
	for end < len(text) && !isSpace(text[end]) {
		end += max(templateLength(text[end:]), 1)
	}
	return end
}

// templateLength is the number of bytes of the call of a template that a text begins with, of
// Liquid, Jinja or Hugo: "{{ site.url }}", "{% link a.md %}". It is 0 if there is none, or it
// does not end in its paragraph. Blanks in it do not end the target of a link.
func templateLength(text string) int {
	closer := ""
	switch {
	case strings.HasPrefix(text, "{{"):
		closer = "}}"
	case strings.HasPrefix(text, "{%"):
		closer = "%}"
	default:
		return 0
	}
	paragraph, _, _ := strings.Cut(text[:min(len(text), longestTemplate)], "\n\n")
	if end := strings.Index(paragraph[2:], closer); end >= 0 {
		return 2 + end + len(closer)
	}
	return 0
}

// longestTemplate is the number of bytes up to which the end of a template is looked for.
const longestTemplate = 500

// endOfTarget is the end of the target at j: brackets in it are in pairs.
func endOfTarget(text string, j int) int {
	depth := 0
	for ; j < len(text); j++ {
		switch c := text[j]; {
		case c == '\\' && j+1 < len(text) && text[j+1] < utf8.RuneSelf && text[j+1] > ' ':
			j++
		case c == '{':
			j += max(templateLength(text[j:]), 1) - 1
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return j
			}
		case isSpace(c):
			return j
		}
	}
	return len(text)
}
