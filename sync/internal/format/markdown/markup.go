package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// A run of markup, such as a block of HTML, is a skeleton of tags with prose in
// it. markupReader tells them apart.

// piece is a part of a run of markup that is a segment, or a comment. What
// belongs to no piece is skeleton.
type piece struct {
	kind    block.Kind
	level   int
	comment bool
	// raw says that the piece is kept line by line.
	raw        bool
	start, end int // offsets in the run
}

// inlineTags are the tags of HTML that stand in running text.
var inlineTags = wordset.Of(`a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd label mark meter
	output progress q rp rt ruby s samp small span strike strong sub sup time tt u var wbr`)

// codeTags are those whose content is no prose.
var codeTags = wordset.Of("script style pre svg math textarea template iframe object canvas noscript")

// layoutAttributes say how something looks or what a program calls it. A tag that
// has no other is no segment.
var layoutAttributes = wordset.Of(`class classname style id align valign width height markdown dir lang key role type open loading target rel
	colspan rowspan border cellpadding cellspacing bgcolor color name tabindex hidden frameborder allowfullscreen allow decoding
	srcset sizes scope aria-hidden data-open scrolling start reversed
	default defaultvalue value groupid icon variant size columns cols gap iscollapsible defaultopen`)

// proseAttributes are those whose values a reader reads, unless a project names
// others.
var proseAttributes = wordset.Of(`alt title text label summary caption description subtitle heading tagline placeholder tooltip
	aria-label aria-description`)

// markupReader cuts a run of markup into pieces.
type markupReader struct {
	s          string
	attributes map[string]bool
	guess      bool // the attributes are the usual ones
	pieces     []piece
	// The run of inline content at hand: where it begins and ends, and whether a
	// reader reads anything in it; tags are those that it holds.
	from, to int
	says     bool
	tags     []tag
	open     []string // names of the block tags around it, the innermost last
}

// readMarkup cuts a run of markup into pieces, in order.
func readMarkup(s string, attributes map[string]bool, guess bool) []piece {
	m := &markupReader{s: s, attributes: attributes, guess: guess, from: -1}
	for at := 0; at < len(s); {
		at += m.next(at)
	}
	m.endRun()
	return m.pieces
}

// next reads what begins at an offset and returns its length.
func (m *markupReader) next(at int) int {
	s := m.s[at:]
	switch {
	case s[0] == '<':
		if n := m.angle(at); n > 0 {
			return n
		}
	case strings.HasPrefix(s, "{/*"):
		return m.commentTo(at, "*/}")
	case s[0] == '{':
		if n := bracesEnd(s); n > 0 {
			m.extend(at, at+n, false)
			return n
		}
	case s[0] == '&':
		if n := entityEnd(s); n > 0 {
			m.extend(at, at+n, false)
			return n
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsSpace(r) {
		m.extend(at, at+n, unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	return n
}

// extend makes a stretch a part of the run at hand.
func (m *markupReader) extend(from, to int, says bool) {
	if m.from < 0 {
		m.from = from
	}
	m.to, m.says = to, m.says || says
}

// endRun makes a segment of the run at hand, or, if nobody reads anything in it,
// of what its tags refer to.
func (m *markupReader) endRun() {
	if m.from < 0 {
		return
	}
	if m.says {
		p := piece{kind: block.Paragraph, start: m.from, end: m.to}
		for k := len(m.open) - 1; k >= 0; k-- {
			if p.kind, p.level = kindOfTag(m.open[k]); p.kind != block.Gap {
				break
			}
		}
		if p.kind == block.Gap {
			p.kind = block.Paragraph
		}
		m.pieces = append(m.pieces, p)
	} else {
		for k := range m.tags {
			m.skeleton(&m.tags[k])
		}
	}
	m.from, m.says, m.tags = -1, false, m.tags[:0]
}

// kindOfTag is the kind of the segments in a block tag, Gap for that of the tag
// around it.
func kindOfTag(name string) (block.Kind, int) {
	switch {
	case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
		return block.Heading, int(name[1] - '0')
	case name == "li":
		return block.ListItem, 1
	case name == "td" || name == "th" || name == "p":
		return block.Paragraph, 0
	}
	return block.Gap, 0
}

// angle reads what begins with "<" at an offset: a comment, a declaration or a
// tag. It returns 0 if it is text.
func (m *markupReader) angle(at int) int {
	s := m.s[at:]
	switch {
	case strings.HasPrefix(s, "<!--"):
		return m.commentTo(at, "-->")
	case strings.HasPrefix(s, "<?"):
		return m.declaration(at, "?>")
	case strings.HasPrefix(s, "<![CDATA["):
		return m.declaration(at, "]]>")
	case strings.HasPrefix(s, "<!"):
		return m.declaration(at, ">")
	}
	t, ok := readTag(m.s, at)
	if !ok {
		return 0
	}
	name := strings.ToLower(t.name)
	switch {
	case codeTags[name] && !t.closing && !t.closed:
		m.endRun()
		return m.code(at, &t)
	case inlineTags[t.name]:
		m.tags = append(m.tags, t)
		m.extend(at, t.end, false)
	default:
		m.endRun()
		m.skeleton(&t)
		m.nest(&t, name)
	}
	return t.end - at
}

// nest keeps the names of the block tags that are open.
func (m *markupReader) nest(t *tag, name string) {
	const deepest = 100
	switch {
	case t.closing:
		for k := len(m.open) - 1; k >= 0; k-- {
			if m.open[k] == name {
				m.open = m.open[:k]
				return
			}
		}
	case !t.closed && !inline.IsVoid(name) && len(m.open) < deepest:
		m.open = append(m.open, name)
	}
}

// commentTo reads a comment. In the midst of a run it is a part of it.
func (m *markupReader) commentTo(at int, closer string) int {
	n := strings.Index(m.s[at:], closer)
	if n < 0 {
		n = len(m.s) - at
	} else {
		n += len(closer)
	}
	if m.from < 0 || !m.says {
		m.endRun()
		m.pieces = append(m.pieces, piece{comment: true, start: at, end: at + n})
	}
	return n
}

// declaration steps over what is no text at all.
func (m *markupReader) declaration(at int, closer string) int {
	m.endRun()
	n := strings.Index(m.s[at:], closer)
	if n < 0 {
		return len(m.s) - at
	}
	return n + len(closer)
}

// code makes a segment of a tag whose content is no prose, to the tag that ends
// it.
func (m *markupReader) code(at int, t *tag) int {
	closer := "</" + t.name
	rest := m.s[t.end:]
	end := strings.Index(strings.ToLower(rest), strings.ToLower(closer))
	if end < 0 {
		end = len(m.s)
	} else {
		end += t.end
		if k := strings.IndexByte(m.s[end:], '>'); k >= 0 {
			end += k + 1
		}
	}
	m.pieces = append(m.pieces, piece{kind: block.HTML, raw: true, start: at, end: end})
	return end - at
}

// skeleton makes segments of what a tag has for readers and checkers: the values
// of some attributes are prose, and the others say what is shown.
func (m *markupReader) skeleton(t *tag) {
	if t.closing {
		if m.structural(t) {
			m.pieces = append(m.pieces, piece{kind: block.HTML, raw: true, start: t.start, end: t.end})
		}
		return
	}
	facts, prose := 0, 0
	for k := range t.attributes {
		a := &t.attributes[k]
		a.prose = a.quoted && m.read(a.name, m.s[a.value.Start:a.value.End])
		switch {
		case a.prose:
			prose++
		case !isLayout(strings.ToLower(a.name)):
			a.fact = true
			facts++
		}
	}
	if prose == 0 {
		if name := strings.ToLower(t.name); facts > 0 || t.closed && !inline.IsVoid(name) && name != "" || m.structural(t) {
			m.pieces = append(m.pieces, piece{kind: block.HTML, raw: true, start: t.start, end: t.end})
		}
		return
	}
	for k := 0; k < len(t.attributes); k++ {
		a := &t.attributes[k]
		switch {
		case a.prose:
			m.pieces = append(m.pieces, piece{kind: block.Paragraph, start: a.value.Start, end: a.value.End})
		case a.fact:
			last := k
			for last+1 < len(t.attributes) && t.attributes[last+1].fact {
				last++
			}
			m.pieces = append(m.pieces, piece{kind: block.HTML, raw: true, start: a.start, end: t.attributes[last].end})
			k = last
		}
	}
}

// structural reports whether a tag is that of a component and alone on its line:
// it says what kind of text stands there, as the name of a directive does.
func (m *markupReader) structural(t *tag) bool {
	if t.name == "" || !strings.Contains(t.name, ".") && (t.name[0] < 'A' || t.name[0] > 'Z') || isCapitalHTML(t.name) {
		return false
	}
	before, behind := m.s[:t.start], m.s[t.end:]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	if end := strings.IndexByte(behind, '\n'); end >= 0 {
		behind = behind[:end]
	}
	return strings.TrimSpace(before)+strings.TrimSpace(behind) == ""
}

// isCapitalHTML reports whether a name is that of a tag of HTML in capitals, as old pages
// write them. A component may have such a name as well (<RSC>).
func isCapitalHTML(name string) bool {
	return len(name) > 1 && strings.ToUpper(name) == name && atom.Lookup([]byte(strings.ToLower(name))) != 0
}

// read reports whether a reader reads the value of an attribute. Where a project
// does not say which are read, so is a sentence in an attribute whose name speaks
// of text.
func (m *markupReader) read(name, value string) bool {
	name = strings.ToLower(name)
	return m.attributes[name] && says(value) || m.guess && textual.MatchString(name) && isSentence(value)
}

var textual = regex.Lazy(`title|text|label|caption|description|heading|message|tooltip|placeholder|summary`)

// isLayout reports whether an attribute is for programs alone.
func isLayout(name string) bool {
	return layoutAttributes[name] || strings.HasPrefix(name, "data-") || strings.HasPrefix(name, "on") && len(name) > len("on")
}

// says reports whether a text has a letter that a reader reads.
func says(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// tag is a tag as it stands in a text.
type tag struct {
	name       string
	closing    bool // </x>
	closed     bool // <x/>
	start, end int
	attributes []attribute
}

// attribute is one of a tag, with the places of its value.
type attribute struct {
	name        string
	start, end  int
	value       block.Span
	quoted      bool // the value is a text
	prose, fact bool
}

// readTag reads the tag that begins at an offset.
func readTag(s string, at int) (t tag, ok bool) {
	i := at + 1
	t.start = at
	if i < len(s) && s[i] == '/' {
		t.closing = true
		i++
	}
	from := i
	for i < len(s) && (isLetter(s[i]) || i > from && (isNameByte(s[i]) || s[i] == ':')) {
		i++
	}
	t.name = s[from:i]
	if t.name == "" && (i >= len(s) || s[i] != '>') {
		return t, false
	}
	for {
		for i < len(s) && isSpace(s[i]) {
			i++
		}
		switch {
		case i >= len(s):
			return t, false
		case s[i] == '>':
			t.end = i + 1
			return t, true
		case s[i] == '/':
			t.closed = true
			i++
		case s[i] == '<':
			return t, false
		case s[i] == '{':
			n := bracesEnd(s[i:])
			if n == 0 {
				return t, false
			}
			i += n
		default:
			a, n := readAttribute(s, i)
			if n == 0 {
				return t, false
			}
			t.closed = false
			t.attributes = append(t.attributes, a)
			i += n
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\v' }

// readAttribute reads the attribute that begins at an offset and returns its
// length, 0 if there is none.
func readAttribute(s string, at int) (a attribute, n int) {
	i := at
	for i < len(s) && !isSpace(s[i]) && strings.IndexByte(`=>/"'<`, s[i]) < 0 {
		i++
	}
	if i == at {
		return a, 0
	}
	a.name, a.start = s[at:i], at
	a.end = i
	k := i
	for k < len(s) && isSpace(s[k]) {
		k++
	}
	if k >= len(s) || s[k] != '=' {
		return a, i - at
	}
	k++
	for k < len(s) && isSpace(s[k]) {
		k++
	}
	if k >= len(s) {
		return a, 0
	}
	switch c := s[k]; c {
	case '"', '\'':
		end := strings.IndexByte(s[k+1:], c)
		if end < 0 {
			return a, 0
		}
		a.value, a.quoted = block.Span{Start: k + 1, End: k + 1 + end}, true
		a.end = k + end + 2
	case '{':
		end := bracesEnd(s[k:])
		if end == 0 {
			return a, 0
		}
		a.end = k + end
		a.value = block.Span{Start: k, End: a.end}
		if inner, ok := stringIn(s[k+1 : a.end-1]); ok {
			a.value, a.quoted = block.Span{Start: k + 1 + inner.Start, End: k + 1 + inner.End}, true
		}
	default:
		end := k
		for end < len(s) && !isSpace(s[end]) && s[end] != '>' {
			end++
		}
		a.value, a.end = block.Span{Start: k, End: end}, end
	}
	return a, a.end - at
}

// stringIn is where the text stands in an expression that is nothing but a
// string.
func stringIn(s string) (block.Span, bool) {
	from, to := 0, len(s)
	for from < to && isSpace(s[from]) {
		from++
	}
	for to > from && isSpace(s[to-1]) {
		to--
	}
	if to-from < 2 || strings.IndexByte("\"'`", s[from]) < 0 || s[to-1] != s[from] {
		return block.Span{}, false
	}
	inner := s[from+1 : to-1]
	return block.Span{Start: from + 1, End: to - 1}, strings.IndexByte(inner, s[from]) < 0 && !strings.ContainsAny(inner, "\\$")
}

// bracesEnd is the length of the expression in braces that starts s, 0 if it does
// not end.
func bracesEnd(s string) int {
	const longest = 1 << 16
	depth, quote := 0, byte(0)
	for i := 0; i < len(s) && i < longest; i++ {
		c := s[i]
		switch {
		case quote != 0 && c == '\\':
			i++
		case quote != 0:
			if c == quote || c == '\n' && quote != '`' {
				quote = 0
			}
		case depth > 0 && (c == '"' || c == '\'' || c == '`'):
			quote = c
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// entityEnd is the length of the character entity that starts s, or 0.
func entityEnd(s string) int {
	const longest = 32
	for i := 1; i < len(s) && i < longest; i++ {
		switch c := s[i]; {
		case c == ';' && i > 1:
			return i + 1
		case c != '#' && !isLetter(c) && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}
