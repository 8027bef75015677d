package android

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// style is how a value is written.
type style string

const (
	escaped style = ""       // text with entities for "<" and "&"
	quoted  style = "quoted" // the same between quotation marks, which keep blanks
	tagged  style = "tagged" // with elements, such as <b> and <xliff:g>
	literal style = "cdata"  // within <![CDATA[ ]]>
)

const (
	cdataStart = "<![CDATA["
	cdataEnd   = "]]>"
)

// styleOf is the style of the value of an element.
func styleOf(src []byte, e *element) style {
	text := strings.TrimSpace(string(src[e.inner.Start:e.inner.End]))
	for _, c := range e.children {
		if c.name != "" && c.name != "!" {
			return tagged
		}
	}
	switch {
	case strings.HasPrefix(text, cdataStart) && strings.HasSuffix(text, cdataEnd) && strings.Count(text, cdataStart) == 1:
		return literal
	case len(text) > 1 && strings.HasPrefix(text, `"`) && strings.HasSuffix(text, `"`) && strings.Count(text, `"`)-strings.Count(text, `\"`) == 2:
		return quoted
	}
	return escaped
}

// plainLines makes the line endings of a file those that XML gives to programs.
var plainLines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// reader reads the text of a value as aapt2 does: blanks outside quotation marks and
// CDATA are one, those at the ends are none.
type reader struct {
	b      strings.Builder
	quoted bool
	blank  bool // one is due before the next character
}

// textOf is the text of a value. Its elements stand in it as they are written.
func textOf(src []byte, e *element) string {
	if e.selfClosing {
		return ""
	}
	r := &reader{}
	r.readElement(src, e)
	return r.b.String()
}

func (r *reader) readElement(src []byte, e *element) {
	for _, c := range e.children {
		piece := plainLines.Replace(string(src[c.span.Start:c.span.End]))
		switch {
		case c.name == "!":
		case c.name != "":
			start := c.inner.Start
			if c.selfClosing {
				start = c.span.End
			}
			r.write(string(src[c.span.Start:start]))
			if !c.selfClosing {
				r.readElement(src, c)
				r.write(string(src[c.inner.End:c.span.End]))
			}
		case strings.HasPrefix(piece, cdataStart):
			r.readLiteral(strings.TrimSuffix(strings.TrimPrefix(piece, cdataStart), cdataEnd))
		default:
			r.readEscaped(piece)
		}
	}
}

// write adds what is no blank, after the blank that is due. One at the beginning is
// none.
func (r *reader) write(text string) {
	if r.blank && r.b.Len() > 0 {
		r.b.WriteByte(' ')
	}
	r.blank = false
	r.b.WriteString(text)
}

// readLiteral reads CDATA, in which blanks and quotation marks stand for themselves.
func (r *reader) readLiteral(text string) {
	for text != "" {
		if text[0] == '\\' {
			plain, n := unescape(text)
			r.write(plain)
			text = text[n:]
			continue
		}
		r.write(text[:1])
		text = text[1:]
	}
}

// readEscaped reads text with entities, escapes and quotation marks.
func (r *reader) readEscaped(text string) {
	text = decodeEntities(text)
	for text != "" {
		switch c := text[0]; {
		case c == '\\':
			plain, n := unescape(text)
			r.write(plain)
			text = text[n:]
			continue
		case c == '"':
			r.quoted = !r.quoted
		case !r.quoted && strings.IndexByte(" \t\r\n\v\f", c) >= 0:
			r.blank = true
		default:
			r.write(text[:1])
		}
		text = text[1:]
	}
}

// unescape is what the escape at the beginning of a text stands for, and its length. A
// backslash before any other character stands for nothing.
func unescape(text string) (plain string, length int) {
	if len(text) == 1 {
		return "", 1
	}
	switch text[1] {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'u':
		if plain, length = tree.UnescapeLetters(text); length > 0 {
			return plain, length
		}
	}
	_, size := utf8.DecodeRuneInString(text[1:])
	return text[1 : 1+size], 1 + size
}

var reference = regex.Lazy(`&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));`)

// decodeEntities decodes the entities of XML; others stand for themselves.
func decodeEntities(text string) string {
	if !strings.Contains(text, "&") {
		return text
	}
	return reference.ReplaceAllStringFunc(text, func(of string) string {
		m := reference.FindStringSubmatch(of)
		if m[3] != "" {
			return map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}[m[3]]
		}
		digits, base := m[1], 10
		if m[2] != "" {
			digits, base = m[2], 16
		}
		n, err := strconv.ParseUint(digits, base, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return of
		}
		return string(rune(n))
	})
}

// isReference reports whether a value as it is written is another resource and no text.
func isReference(src []byte, e *element) bool {
	return resource.MatchString(strings.TrimSpace(string(src[e.inner.Start:e.inner.End])))
}

var resource = regex.Lazy(`^(?:[@?](?:[\w.]+:)?[a-z]+/[\w.]+|@null|@empty)$`)

// writeText writes a text in a style; one that cannot take it is given up.
func writeText(file []byte, text string, s style) string {
	switch s {
	case tagged:
		if out, ok := writeTagged(file, text); ok {
			return out
		}
	case literal:
		if out, ok := writeLiteral(file, text); ok {
			return out
		}
	case quoted:
		return `"` + encode(file, text, true) + `"`
	}
	return atEnds(encode(file, text, false))
}

// writeLiteral writes CDATA, in which no control character can stand.
func writeLiteral(file []byte, text string) (string, bool) {
	if strings.Contains(text, cdataEnd) || strings.ContainsFunc(text, isForbidden) || strings.ContainsAny(text, "\r\u2028\u2029") {
		return "", false
	}
	newline := "\n"
	if bytes.Contains(file, []byte("\r\n")) {
		newline = "\r\n"
	}
	return cdataStart + strings.NewReplacer(`\`, `\\`, "'", `\'`, "\t", `\t`, "\n", newline).Replace(text) + cdataEnd, true
}

var tagPattern = regex.Lazy(`<(/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<&]*(?:&(?:amp|lt|gt|quot|apos|#\w+);[^"<&]*)*"|'[^'<&]*'))*)\s*(/?)>`)

// writeTagged writes a text with its elements, if they nest.
func writeTagged(file []byte, text string) (string, bool) {
	var b strings.Builder
	var open []string
	at := 0
	for _, m := range tagPattern.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(encode(file, text[at:m[0]], false))
		b.WriteString(text[m[0]:m[1]])
		at = m[1]
		name := text[m[4]:m[5]]
		closes, whole := m[3] > m[2], m[9] > m[8]
		switch {
		case closes && (whole || m[7] > m[6] || len(open) == 0 || open[len(open)-1] != name):
			return "", false
		case closes:
			open = open[:len(open)-1]
		case !whole:
			open = append(open, name)
		}
	}
	b.WriteString(encode(file, text[at:], false))
	return atEnds(b.String()), at > 0 && len(open) == 0 && !strings.ContainsFunc(text, isForbidden)
}

// isForbidden reports whether a character cannot stand in XML.
func isForbidden(u rune) bool {
	return u < ' ' && u != '\t' && u != '\n' || u == '\ufffe' || u == '\uffff'
}

// encode writes the characters of a text. Blanks in a row, which would become one, are
// written as escapes, unless the text is quoted.
func encode(file []byte, text string, isQuoted bool) string {
	var b strings.Builder
	before := 'x'
	for k, u := range text {
		switch {
		case u == '&' && isDeclared(file, text[k:]):
			b.WriteRune(u)
		case u == '\'' && isQuoted:
			b.WriteRune(u)
		case strings.ContainsRune(`\'"`, u):
			b.WriteString(`\` + string(u))
		case u == '\n':
			b.WriteString(`\n`)
		case u == '\t':
			b.WriteString(`\t`)
		case u == '&':
			b.WriteString("&amp;")
		case u == '<':
			b.WriteString("&lt;")
		case u == '>':
			b.WriteString("&gt;")
		case u == ' ' && before == ' ' && !isQuoted:
			b.WriteString(`\u0020`)
			u = 'x'
		case isForbidden(u), u == '\ufeff', u == '\u2028', u == '\u2029':
			fmt.Fprintf(&b, `\u%04X`, u)
		default:
			b.WriteRune(u)
		}
		before = u
	}
	return tree.EscapeLetters(file, b.String())
}

// isDeclared reports whether a text begins with an entity that the file declares.
func isDeclared(file []byte, text string) bool {
	name, _, ok := strings.Cut(text[1:], ";")
	return ok && bytes.Contains(file, []byte("<!ENTITY "+name+" "))
}

// atEnds escapes what would not come back at the ends of a value: blanks, and a sign at
// the beginning that makes a reference of it.
func atEnds(value string) string {
	switch {
	case strings.HasPrefix(value, " "):
		value = `\u0020` + value[1:]
	case strings.HasPrefix(value, "@"), strings.HasPrefix(value, "?"):
		value = `\` + value
	}
	if strings.HasSuffix(value, " ") {
		value = value[:len(value)-1] + `\u0020`
	}
	return value
}

// restyled is the value that takes the place of another, in its style.
func restyled(src []byte, e *element, text string) string {
	if e.selfClosing {
		return ">" + writeText(src, text, escaped) + "</" + e.name + ">"
	}
	return writeText(src, text, styleOf(src, e))
}
