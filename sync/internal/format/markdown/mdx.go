package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// componentParser reads lines of MDX: lines of only component tags or comments
// in braces, tags and comments over several lines, imports and exports.
// Tags of HTML are left to the parser of HTML blocks, and those that it does
// not take ("<img style={{…}} />", a tag over several lines) come back here.
type componentParser struct {
	rawLines
	// anyName says that the name of a tag need not be that of a component.
	anyName bool
}

func (p componentParser) Trigger() []byte { return []byte{'<', '{', 'i', 'e'} }

// CanAcceptIndentedLine is true since indented text is no code in MDX.
func (componentParser) CanAcceptIndentedLine() bool { return true }

func (p componentParser) Open(parent ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	if pc.BlockIndent() >= codeIndent && !notesOf(pc).noIndented {
		return nil, parser.NoChildren
	}
	line, seg := r.PeekLine()
	rest := bytes.TrimSpace(line[max(pc.BlockOffset(), 0):])
	inParagraph := ast.IsParagraph(pc.LastOpenedBlock().Node)
	end, what := 0, markupRole
	switch {
	case len(rest) == 0 || p.anyName && inParagraph:
	case rest[0] == '<' || rest[0] == '{':
		end = notesOf(pc).components(rest, r.Source()[seg.Start:], p.anyName)
	case p.anyName || inParagraph:
	case parent.Kind() == ast.KindDocument && isModuleCode(rest):
		end, what = notesOf(pc).statement(r.Source()[seg.Start:]), moduleRole
	}
	if end == 0 {
		return nil, parser.NoChildren
	}
	end = max(seg.Start+end, seg.Stop)
	node, state := p.open(what, end, r)
	if what == markupRole {
		notesOf(pc).contain(node.(*opaque), r.Source(), seg.Start)
	}
	return node, state
}

// Continue also takes the lines of components right below.
func (p componentParser) Continue(node ast.Node, r gtext.Reader, pc parser.Context) parser.State {
	o := node.(*opaque)
	line, seg := r.PeekLine()
	if rest := bytes.TrimSpace(line); seg.Start >= o.end && o.body == 0 && o.role == markupRole && len(rest) > 0 && (rest[0] == '<' || rest[0] == '{') {
		if end := notesOf(pc).components(rest, r.Source()[seg.Start:], false); end > 0 {
			o.end = max(seg.Start+end, seg.Stop)
		}
	}
	return p.rawLines.Continue(node, r, pc)
}

// contain makes a container of the tags that a run begins with, if one of them
// stays open, what follows is indented further than it, and a line further down
// ends it: such text is no code, however deep it is indented.
func (n *notes) contain(o *opaque, src []byte, start int) {
	head := src[start:min(o.end, len(src))]
	name := unclosed(string(head))
	if name == "" {
		return
	}
	lineStart := bytes.LastIndexByte(src[:start], '\n') + 1
	column := start - lineStart + len(head) - len(bytes.TrimLeft(head, " \t"))
	rest := src[min(o.end, len(src)):]
	rest = rest[:min(len(rest), n.budget)]
	at, first, depth := 0, true, 1
	fence := ""
	for line := range bytes.Lines(rest) {
		at += len(line)
		text := string(bytes.TrimSpace(line))
		if text == "" {
			continue
		}
		if first && indentation(string(line)) <= column {
			n.budget -= at
			return
		}
		first = false
		if fence = block.FenceAfter(fence, text); fence != "" {
			continue
		}
		if depth += strings.Count(text, "<"+name) - selfClosed(text, name) - strings.Count(text, "</"+name); depth > 0 {
			continue
		}
		if strings.HasPrefix(text, "</"+name) {
			o.body, o.end = o.end, o.end+at
		}
		break
	}
	n.budget -= at
}

// selfClosed is how many tags of a name in a line end themselves.
func selfClosed(line, name string) int {
	n := 0
	for {
		at := strings.Index(line, "<"+name)
		if at < 0 {
			return n
		}
		line = line[at:]
		if t, ok := readTag(line, 0); ok {
			if t.closed {
				n++
			}
			line = line[t.end:]
		} else {
			line = line[1:]
		}
	}
}

// unclosed is the name of the first tag in a run of tags that stays open, "" if
// none does.
func unclosed(s string) string {
	var open []string
	for at := 0; at < len(s); at++ {
		if s[at] != '<' {
			continue
		}
		t, ok := readTag(s, at)
		switch {
		case !ok:
			continue
		case t.closing && len(open) > 0:
			open = open[:len(open)-1]
		case !t.closing && !t.closed && t.name != "" && !inline.IsVoid(strings.ToLower(t.name)):
			open = append(open, t.name)
		}
		at = t.end - 1
	}
	if len(open) == 0 {
		return ""
	}
	return open[0]
}

// components is the length of the lines of src that hold only components, of
// which line is the first without blanks around it, or 0 if it holds others.
func (n *notes) components(line, src []byte, anyName bool) int {
	for rest := line; ; {
		length, closer := component(rest, anyName)
		switch {
		case closer == "*/}":
			return n.commentEnd(src)
		case closer != "":
			return n.tagEnd(src, anyName)
		case length == 0:
			return 0
		}
		if rest = bytes.TrimLeft(rest[length:], " \t"); len(rest) == 0 {
			return len(line)
		}
	}
}

// component is the length of the tag or comment that starts s, or 0 if none
// does. If s starts but does not end one, closer is what would end it.
func component(s []byte, anyName bool) (length int, closer string) {
	if bytes.HasPrefix(s, []byte("{/*")) {
		if end := bytes.Index(s, []byte("*/}")); end >= 0 {
			return end + 3, ""
		}
		return 0, "*/}"
	}
	name := tagName(s, anyName)
	if name == 0 {
		return 0, ""
	}
	end, _ := attributesEnd(s[name:])
	switch {
	case end > 0:
		return name + end, ""
	case end == 0:
		return 0, ">"
	}
	return 0, ""
}

// tagName is the length of "<Name" or "</Name" at the start of s, or 0. A name
// is one of a component: it starts with a capital letter, holds a dot or a
// hyphen, or is empty as in "<>"; or any, if anyName is set.
func tagName(s []byte, anyName bool) int {
	if len(s) < 2 || s[0] != '<' {
		return 0
	}
	i := 1
	if s[i] == '/' {
		i++
	}
	start := i
	own := anyName || i < len(s) && 'A' <= s[i] && s[i] <= 'Z'
	for i < len(s) && (isLetter(s[i]) || i > start && isNameByte(s[i])) {
		own = own || s[i] == '.' || s[i] == '-'
		i++
	}
	c := byte('\n')
	if i < len(s) {
		c = s[i]
	}
	switch {
	case c == '>' && (own || i == start):
		return i
	case strings.IndexByte(" \t/>\n", c) >= 0 && own && i > start:
		return i
	}
	return 0
}

func isNameByte(c byte) bool {
	return isLetter(c) || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_'
}

// attributesEnd is the length of the attributes that start s, with the ">" behind them, up to
// which s was read; 0 if s or a paragraph ends before, -1 if these are no attributes.
func attributesEnd(s []byte) (end, read int) {
	depth, quote := 0, byte(0)
	for i, c := range s {
		switch {
		case c == '\n' && len(bytes.TrimSpace(firstLine(s[i+1:]))) == 0 && i+1 < len(s):
			return 0, i
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`' && depth > 0:
			quote = c
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth > 0:
		case c == '>':
			return i + 1, i + 1
		case c == '<' || depth < 0:
			return -1, i + 1
		}
	}
	return 0, len(s)
}

// firstLine is a text up to its first line end.
func firstLine(s []byte) []byte {
	line, _, _ := bytes.Cut(s, []byte{'\n'})
	return line
}

// spend takes the lines of src up to the one with a closer, or up to the next blank line,
// from the budget; nothing once that is used up. It keeps texts that start things over and
// over from costing the square of their length.
func (n *notes) spend(src, closer []byte) []byte {
	src = src[:min(len(src), n.budget)]
	for i := 0; ; {
		end := bytes.IndexByte(src[i:], '\n')
		if end < 0 {
			n.budget -= len(src)
			if n.budget == 0 {
				return nil
			}
			return src
		}
		line := src[i : i+end]
		if i += end + 1; bytes.Contains(line, closer) || blankAhead(src[i:]) {
			n.budget -= i
			return src[:i-1]
		}
	}
}

// paragraphEnd is the length of src up to its first blank line.
func paragraphEnd(src []byte) int {
	for i := 0; ; {
		end := bytes.IndexByte(src[i:], '\n')
		if end < 0 {
			return len(src)
		}
		if i += end + 1; blankAhead(src[i:]) {
			return i - 1
		}
	}
}

// blankAhead reports whether src starts with a blank line.
func blankAhead(src []byte) bool {
	for i, c := range src {
		if c == '\n' {
			return true
		}
		if !isBlank(src[i : i+1]) {
			return false
		}
	}
	return len(src) > 0
}

// lineEndingWith is the length of src up to the end of the first line that ends
// with closer, or 0 if none does before the next blank line.
func (n *notes) lineEndingWith(src []byte, closer string) int {
	src = n.spend(src, []byte(closer))
	at := bytes.Index(src, []byte(closer))
	if at < 0 {
		return 0
	}
	return blankTail(src, at+len(closer))
}

// tagEnd is the length of the tag that starts src, if nothing follows it on
// its last line, else 0.
func (n *notes) tagEnd(src []byte, anyName bool) int {
	src = src[:min(len(src), n.budget)]
	start := bytes.IndexByte(src, '<')
	if start < 0 {
		return 0
	}
	name := tagName(src[start:], anyName)
	if name == 0 {
		return 0
	}
	end, read := attributesEnd(src[start+name:])
	n.budget -= start + name + read
	if end <= 0 {
		return 0
	}
	return blankTail(src, start+name+end)
}

// commentEnd is the length of src up to the end of the comment that it starts.
func (n *notes) commentEnd(src []byte) int {
	if n.unclosed {
		return 0
	}
	end := bytes.Index(src, []byte("*/}"))
	if end < 0 {
		n.unclosed = true
		return 0
	}
	return end + 3
}

// blankTail is at, an offset in src, if the rest of its line is blank, else 0.
func blankTail(src []byte, at int) int {
	tail := src[at:]
	if end := bytes.IndexByte(tail, '\n'); end >= 0 {
		tail = tail[:end]
	}
	if len(bytes.TrimSpace(tail)) > 0 {
		return 0
	}
	return at
}

// isModuleCode reports whether a line starts an import or export of JavaScript.
func isModuleCode(line []byte) bool {
	if rest, ok := bytes.CutPrefix(line, []byte("import ")); ok {
		return rest[0] == '\'' || rest[0] == '"' || rest[0] == '{' ||
			bytes.Contains(rest, []byte(" from '")) || bytes.Contains(rest, []byte(` from "`))
	}
	rest, ok := bytes.CutPrefix(line, []byte("export "))
	if !ok {
		return false
	}
	for _, word := range []string{"default ", "const ", "let ", "var ", "function ", "async ", "class ", "{", "* from "} {
		if bytes.HasPrefix(rest, []byte(word)) {
			return true
		}
	}
	return false
}

// statement is the length of the JavaScript that starts src: up to the first
// blank line outside of brackets and template strings, or up to the first
// blank line at all if they are not closed.
func (n *notes) statement(src []byte) int {
	first := paragraphEnd(src)
	limit := min(len(src), n.budget)
	depth, quote := 0, byte(0)
	for i := 0; i < limit; i++ {
		c := src[i]
		switch {
		case quote != 0 && c == '\\':
			i++
		case quote != 0:
			if c == quote || c == '\n' && quote != '`' {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		}
		if c == '\n' && depth <= 0 && quote == 0 && blankAhead(src[i+1:]) {
			n.budget -= i
			return i
		}
	}
	n.budget -= limit
	return first
}
