package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

var kindOpaque = ast.NewNodeKind("Opaque")

// opaque is a run of lines that the parser does not look into.
type opaque struct {
	ast.BaseBlock
	role role
	// end is the offset before which the run does not end.
	end int
	// body is the offset at which the lines inside of a container begin, 0 if the
	// run is no container.
	body int
}

// role says what a run of lines is.
type role uint8

const (
	moduleRole      role = iota // imports and exports of MDX
	markupRole                  // tags and comments, with what is between them
	directiveRole               // shortcodes, tags of Liquid, fences of containers
	codeRole                    // code between two tags of Liquid or two shortcodes
	commentRole                 // what two such tags declare to be a comment
	formulaRole                 // a formula, which is running text
	descriptionRole             // the description of a term, with the colon before it
)

func (*opaque) Kind() ast.NodeKind        { return kindOpaque }
func (o *opaque) Dump(src []byte, lv int) { ast.DumpHelper(o, src, lv, nil, nil) }
func (*opaque) IsRaw() bool               { return true }

// rawLines are the parts that both parsers of this file share. Their blocks
// interrupt paragraphs, unlike what CommonMark says of plain text and of tags
// that it does not know: the tools that render them read them line by line.
type rawLines struct{}

func (rawLines) Close(ast.Node, gtext.Reader, parser.Context) {}
func (rawLines) CanInterruptParagraph() bool                  { return true }
func (rawLines) CanAcceptIndentedLine() bool                  { return false }

// open starts a block with the current line.
func (rawLines) open(what role, end int, r gtext.Reader) (ast.Node, parser.State) {
	_, seg := r.PeekLine()
	n := &opaque{role: what, end: end}
	n.Lines().Append(seg)
	r.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue goes on up to the end found when the block was opened.
func (rawLines) Continue(node ast.Node, r gtext.Reader, _ parser.Context) parser.State {
	_, seg := r.PeekLine()
	if seg.Start >= node.(*opaque).end {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// directiveParser reads lines that are only Hugo shortcodes ({{< x >}},
// {{% x %}}), Liquid tags ({% x %}) or fences of directives (:::note, /// tip).
type directiveParser struct{ rawLines }

func (directiveParser) Trigger() []byte { return []byte{'{', ':', '/', '%'} }

func (p directiveParser) Open(_ ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	rest := bytes.TrimSpace(line[max(pc.BlockOffset(), 0):])
	if isFence(rest) {
		return p.open(directiveRole, seg.Stop, r)
	}
	if end := notesOf(pc).remark(rest, r.Source()[seg.Start:]); end > 0 {
		return p.open(commentRole, seg.Start+end, r)
	}
	if end := notesOf(pc).enclosed(rest, r.Source()[seg.Start:]); end > 0 {
		return p.open(codeRole, seg.Start+end, r)
	}
	whole, closer := shortcodes(rest)
	if whole {
		return p.open(directiveRole, seg.Stop, r)
	}
	if closer != "" {
		if end := notesOf(pc).lineEndingWith(r.Source()[seg.Start:], closer); end > 0 {
			return p.open(directiveRole, seg.Start+end, r)
		}
	}
	return nil, parser.NoChildren
}

// remark is the length of the lines of src that are a comment, of which line is the first
// without blanks around it, or 0.
func (n *notes) remark(line, src []byte) int {
	if !inline.BeginsRemark(string(line[:min(len(line), longestOpener)])) {
		return 0
	}
	src = src[:min(len(src), n.budget)]
	length, _ := inline.Remark(string(bytes.TrimLeft(src, " \t")))
	if length == 0 {
		n.budget -= len(src)
		return 0
	}
	n.budget -= length
	return blankTail(src, len(src)-len(bytes.TrimLeft(src, " \t"))+length)
}

// longestOpener is how many bytes of a line tell whether it may begin a comment.
const longestOpener = 40

// enclosing matches a tag of Liquid, or a shortcode, that says that what follows
// is code.
var enclosing = regex.Lazy(`^(?:\{%-?\s*(highlight|raw|codeblock|code|verbatim)\b[^%]*%\}|\{\{[<%]\s*(highlight|raw|code)\b[^>%]*[>%]\}\})\s*$`)

// enclosed is the length of the lines that go from such a tag to the one that
// ends it, 0 if there is none.
func (n *notes) enclosed(line, src []byte) int {
	m := enclosing.FindSubmatch(line)
	if m == nil {
		return 0
	}
	closer := `\{%-?\s*end` + string(m[1])
	if len(m[2]) > 0 {
		closer = `\{\{[<%]\s*/\s*` + string(m[2])
	}
	src = src[:min(len(src), n.budget)]
	at := regexp.MustCompile(`(?m)^[ \t>]*` + closer + `\b.*$`).FindIndex(src)
	if at == nil {
		n.budget -= len(src)
		return 0
	}
	n.budget -= at[1]
	return at[1]
}

// isFence reports whether a line opens or closes a directive.
func isFence(line []byte) bool {
	if bytes.HasPrefix(line, []byte(":::")) {
		return true
	}
	name, ok := bytes.CutPrefix(line, []byte("///"))
	return ok && (len(name) == 0 || len(name) > 1 && name[0] == ' ' && isLetter(name[1]))
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// shortcodes reports whether a line consists of shortcodes. If it only starts
// one, closer is what ends it.
func shortcodes(line []byte) (whole bool, closer string) {
	for len(line) > 0 {
		switch {
		case bytes.HasPrefix(line, []byte("{{/*")):
			closer = "*/}}"
		case bytes.HasPrefix(line, []byte("{{<")):
			closer = ">}}"
		case bytes.HasPrefix(line, []byte("{{%")):
			closer = "%}}"
		case bytes.HasPrefix(line, []byte("{%")):
			closer = "%}"
		default:
			return false, ""
		}
		end := bytes.Index(line, []byte(closer))
		if end < 0 {
			return false, closer
		}
		line = bytes.TrimLeft(line[end+len(closer):], " \t")
		whole = true
	}
	return whole, ""
}

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

func (p componentParser) Open(parent ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
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
		if fence = fenceAfter(fence, text); fence != "" {
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

// fenceAfter is the fence of code that is open behind a line, "" if none is.
func fenceAfter(fence, line string) string {
	switch {
	case fence != "":
		if strings.HasPrefix(line, fence) && strings.Trim(line, fence[:1]) == "" {
			return ""
		}
		return fence
	case strings.HasPrefix(line, "```"), strings.HasPrefix(line, "~~~"):
		return line[:len(line)-len(strings.TrimLeft(line, line[:1]))]
	}
	return ""
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
		case !t.closing && !t.closed && t.name != "" && !voidTags[strings.ToLower(t.name)]:
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
	end := attributesEnd(s[name:])
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

// attributesEnd is the length of the attributes that start s, with the ">"
// behind them; 0 if s ends before, -1 if these are no attributes.
func attributesEnd(s []byte) int {
	depth, quote := 0, byte(0)
	for i, c := range s {
		switch {
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
			return i + 1
		case c == '<' || depth < 0:
			return -1
		}
	}
	return 0
}

// spend takes up to a paragraph's worth of src from the budget: the bytes up to
// the next blank line, or nothing once the budget is used up. It keeps texts
// that start things over and over from costing the square of their length.
func (n *notes) spend(src []byte) []byte {
	end := paragraphEnd(src[:min(len(src), n.budget)])
	if end == n.budget {
		n.budget = 0
		return nil
	}
	n.budget -= end
	return src[:end]
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
	src = n.spend(src)
	at := bytes.Index(src, []byte(closer))
	if at < 0 {
		return 0
	}
	return blankTail(src, at+len(closer))
}

// tagEnd is the length of the tag that starts src, if nothing follows it on
// its last line, else 0.
func (n *notes) tagEnd(src []byte, anyName bool) int {
	src = n.spend(src)
	start := bytes.IndexByte(src, '<')
	if start < 0 {
		return 0
	}
	name := tagName(src[start:], anyName)
	if name == 0 {
		return 0
	}
	end := attributesEnd(src[start+name:])
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

// admonitionParser reads the admonitions, details and tabs of MkDocs, whose
// bodies are indented by four columns.
type admonitionParser struct{ rawLines }

var admonitionHead = regex.Lazy(`^(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w -]*(?:[ \t]*"[^"]*.*")?[ \t]*$|^===[!+]*[ \t]+".*"[ \t]*$`)

// bodyIndent is the number of columns that the body of an admonition is indented
// by.
const bodyIndent = 4

func (admonitionParser) Trigger() []byte { return []byte{'!', '?', '='} }

func (p admonitionParser) Open(_ ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	if !admonitionHead.Match(bytes.TrimSpace(line[max(pc.BlockOffset(), 0):])) {
		return nil, parser.NoChildren
	}
	node, state := p.open(directiveRole, seg.Stop, r)
	node.(*opaque).body = seg.Stop
	return node, state
}

// Continue takes blank lines and those that are indented.
func (admonitionParser) Continue(node ast.Node, r gtext.Reader, _ parser.Context) parser.State {
	line, seg := r.PeekLine()
	if in := indentation(string(bytes.TrimRight(line, "\n"))); in >= 0 && in+seg.Padding < bodyIndent {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// descriptionParser reads the descriptions of a definition list: what stands
// behind a colon at the start of a line, and what is indented below it.
type descriptionParser struct{ rawLines }

var descriptionHead = regex.Lazy(`^ {0,3}:[ \t]+[^ \t\n:]`)

func (descriptionParser) Trigger() []byte { return []byte{':'} }

// Open needs the term that is described: a paragraph above, or another
// description.
func (p descriptionParser) Open(parent ast.Node, r gtext.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	before := parent.LastChild()
	if before == nil || !descriptionHead.Match(line) || bytes.HasPrefix(bytes.TrimSpace(line), []byte(":::")) {
		return nil, parser.NoChildren
	}
	switch before := before.(type) {
	case *ast.Paragraph:
	case *ast.HTMLBlock:
		if before.HTMLBlockType != ast.HTMLBlockType2 { // a comment can stand for a term
			return nil, parser.NoChildren
		}
	case *opaque:
		if before.role != descriptionRole {
			return nil, parser.NoChildren
		}
	default:
		return nil, parser.NoChildren
	}
	return p.open(descriptionRole, seg.Stop, r)
}

// Continue takes what is blank or indented, and lines that go on with a
// paragraph.
func (descriptionParser) Continue(node ast.Node, r gtext.Reader, _ parser.Context) parser.State {
	line, seg := r.PeekLine()
	in := indentation(string(bytes.TrimRight(line, "\n")))
	last := node.Lines().At(node.Lines().Len() - 1)
	lazy := in == 0 && (isLetter(line[0]) || line[0] >= 0x80) && !isBlank(r.Source()[last.Start:last.Stop])
	if in >= 0 && in < 2 && !lazy {
		return parser.Close
	}
	node.Lines().Append(seg)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}
