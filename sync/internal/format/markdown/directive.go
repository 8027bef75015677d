package markdown

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// A directive is a line that says how something is to be shown: the fence of a
// container (:::note, /// tip, !!! warning "Title", === "Tab"), or shortcodes and
// tags of templates. Its name is compared and not translated; its title, and
// those of its arguments that a reader reads, are prose.

// readDirective cuts the lines of a directive into pieces.
func readDirective(s string, attributes map[string]bool) []piece {
	start := len(s) - len(strings.TrimLeft(s, " \t"))
	line := strings.TrimRight(s, " \t\n")
	d := &directive{s: line, attributes: attributes}
	switch rest := line[start:]; {
	case strings.HasPrefix(rest, ":::"):
		d.fence(start, ':')
	case strings.HasPrefix(rest, "///"):
		d.fence(start, '/')
	case strings.HasPrefix(rest, "!!!"), strings.HasPrefix(rest, "???"), strings.HasPrefix(rest, "==="):
		d.admonition(start)
	default:
		d.shortcodes(start)
	}
	return d.pieces
}

type directive struct {
	s          string
	attributes map[string]bool
	pieces     []piece
}

func (d *directive) syntax(from, to int) {
	d.pieces = append(d.pieces, piece{kind: block.Directive, raw: true, start: from, end: to})
}

// prose makes a segment of a title, without the blanks around it.
func (d *directive) prose(from, to int) {
	for from < to && isSpace(d.s[from]) {
		from++
	}
	for to > from && isSpace(d.s[to-1]) {
		to--
	}
	if says(d.s[from:to]) {
		d.pieces = append(d.pieces, piece{kind: block.Paragraph, start: from, end: to})
	}
}

// fence reads ":::name[Title]{attributes}", "::: name Title" and "/// name | Title".
func (d *directive) fence(start int, sign byte) {
	i := start
	for i < len(d.s) && d.s[i] == sign {
		i++
	}
	for i < len(d.s) && isSpace(d.s[i]) {
		i++
	}
	from := i
	for i < len(d.s) && (isNameByte(d.s[i]) || i == from && d.s[i] == '{') {
		i++
	}
	if i == from {
		d.syntax(start, i) // an end
		return
	}
	if strings.HasPrefix(d.s[i:], "(") && strings.HasSuffix(d.s, ")") {
		i = len(d.s) // what a program is told: "::: column(width=320)"
	}
	if d.s[from] == '{' {
		if end := strings.IndexByte(d.s[i:], '}'); end >= 0 {
			i += end + 1
		}
	}
	d.syntax(start, i)
	switch rest := d.s[i:]; {
	case strings.HasPrefix(rest, "["):
		end := strings.LastIndexByte(rest, ']')
		if end < 0 {
			return
		}
		d.prose(i+1, i+end)
		d.arguments(i+end+1, len(d.s))
	case strings.HasPrefix(rest, "{"):
		d.arguments(i, len(d.s))
	default:
		if k := strings.IndexByte(rest, '|'); k >= 0 && sign == '/' {
			i += k + 1
		}
		d.prose(i, len(d.s))
	}
}

// admonition reads `!!! type "Title"`, `??? type "Title"` and `=== "Title"`.
func (d *directive) admonition(start int) {
	quote := strings.IndexByte(d.s[start:], '"')
	if quote < 0 {
		d.syntax(start, len(d.s))
		return
	}
	quote += start
	if d.s[start] != '=' {
		d.syntax(start, start+len(strings.TrimRight(d.s[start:quote], " \t")))
	}
	if end := strings.LastIndexByte(d.s, '"'); end > quote {
		d.prose(quote+1, end)
	}
}

// tagPairs are what stands around shortcodes of Hugo, tags of Liquid, and the names of files
// that Python-Markdown takes in (markdown-include, mdx-include and the like).
var tagPairs = []struct{ opener, closer string }{
	{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}, {"{{", "}}"}, {"{!", "!}"}, {"{*", "*}"},
}

// shortcodes reads lines of shortcodes. If none has prose, the lines are one
// segment.
func (d *directive) shortcodes(start int) {
	one := true
	for at := start; at < len(d.s); {
		opener, closer := "", ""
		for _, p := range tagPairs {
			if strings.HasPrefix(d.s[at:], p.opener) {
				opener, closer = p.opener, p.closer
				break
			}
		}
		if opener == "" {
			at++
			continue
		}
		end := strings.Index(d.s[at+len(opener):], closer)
		if end < 0 {
			break
		}
		end += at + len(opener)
		if !d.shortcode(at, at+len(opener), end, end+len(closer)) {
			one = false
		}
		at = end + len(closer)
	}
	if one {
		d.pieces = nil
		d.syntax(start, len(d.s))
	}
}

// shortcode reads the shortcode between two offsets, whose inside goes from one to
// another. It reports whether that is all syntax.
func (d *directive) shortcode(from, inside, end, to int) bool {
	inner := strings.TrimLeft(strings.TrimLeft(d.s[inside:end], "-"), " \t\n")
	name, _, _ := strings.Cut(strings.TrimSpace(inner), " ")
	switch {
	case strings.HasPrefix(name, "/*") || strings.HasPrefix(name, "#") || strings.HasPrefix(name, "comment"):
		d.pieces = append(d.pieces, piece{comment: true, start: from, end: to})
		return false
	case strings.HasPrefix(name, "/") || strings.HasPrefix(name, "end"):
		d.syntax(from, to)
		return true
	}
	head := end - len(inner) + len(name)
	before := len(d.pieces)
	d.syntax(from, head)
	if d.arguments(head, end) {
		return false
	}
	d.pieces = d.pieces[:before]
	d.syntax(from, to)
	return true
}

// arguments reads name="value" and "value" and reports whether any is prose. The
// others are syntax.
func (d *directive) arguments(from, to int) (prose bool) {
	for i := from; i < to; i++ {
		c := d.s[i]
		if c != '"' && c != '\'' && c != '`' || i > from && isNameByte(d.s[i-1]) {
			continue
		}
		end := i + 1
		for end < to && d.s[end] != c {
			if d.s[end] == '\\' {
				end++
			}
			end++
		}
		if end >= to {
			return prose
		}
		name := argumentName(d.s[from:i])
		value := d.s[i+1 : end]
		if d.attributes[strings.ToLower(name)] && says(value) || (name == "" || bodies[strings.ToLower(name)]) && isSentence(value) {
			prose = true
			d.prose(i+1, end)
		} else if name != "" && !isLayout(strings.ToLower(name)) {
			d.syntax(i-len(name)-1, end+1)
		}
		i = end
	}
	return prose
}

// bodies are the arguments of shortcodes and includes that hold all of their text, if that
// is of several words.
var bodies = wordset.Of("content body message note quote")

// argumentName is the name in front of a value, "" if there is none.
func argumentName(before string) string {
	if !strings.HasSuffix(before, "=") {
		return ""
	}
	before = before[:len(before)-1]
	i := len(before)
	for i > 0 && isNameByte(before[i-1]) {
		i--
	}
	return before[i:]
}

// isSentence reports whether a value without a name is of several words.
func isSentence(s string) bool {
	return says(s) && len(strings.Fields(s)) > 1 && !strings.ContainsAny(s, "<>={}\\/;")
}
