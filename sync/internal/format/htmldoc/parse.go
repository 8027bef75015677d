package htmldoc

import (
	"bytes"
	"html"
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// piece is a token of a run of text: what is between two tags, or a tag within it.
type piece struct {
	span block.Span
	kind xhtml.TokenType
	name string
}

// reader goes through the tokens of a page once.
type reader struct {
	*page
	choices
	stack []int // places of the open elements
	open  map[string]int
	run   []piece
	skip  string // the element that is left out, "" if none
	depth int    // how many of its name are open
}

// readAs is [read]; with rows, the rows of tables are segments.
func readAs(src []byte, c choices) *page {
	p := read(src, c)
	if c.rows {
		p.joinRows()
	}
	return p
}

// read finds the elements and segments of a page.
func read(src []byte, c choices) *page {
	r := &reader{page: &page{src: src}, choices: c, open: map[string]int{}}
	at := r.fields()
	z := xhtml.NewTokenizer(bytes.NewReader(src[at:]))
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		raw := z.Raw()
		span := block.Span{Start: at, End: at + len(raw)}
		at = span.End
		name, _ := z.TagName()
		r.token(piece{span, kind, string(name)})
	}
	r.flush()
	for len(r.stack) > 0 {
		r.pop(r.before(len(src)))
	}
	r.widen()
	return r.page
}

// fields adds the fields of front matter that are translated, and returns where it ends.
func (r *reader) fields() int {
	if r.head == nil {
		return 0
	}
	head := r.head(r.src)
	if head == nil {
		return 0
	}
	for _, at := range head.Segments() {
		r.segments = append(r.segments, segment{block: head.Blocks[at], element: -1, attribute: true, field: true})
	}
	r.body = head.Body()
	return r.body
}

func (r *reader) token(t piece) {
	switch {
	case r.skip != "":
		r.pass(t)
	case t.kind == xhtml.TextToken:
		if len(r.run) > 0 || r.shows(t.span) {
			r.run = append(r.run, t)
		}
	case t.kind == xhtml.CommentToken || t.kind == xhtml.DoctypeToken:
		if bytes.HasPrefix(r.raw(t), []byte("<!-- wp:")) || bytes.HasPrefix(r.raw(t), []byte("<!-- /wp:")) {
			r.flush()
		} else if len(r.run) > 0 {
			r.run = append(r.run, t)
		}
	case t.kind == xhtml.EndTagToken:
		r.end(t)
	default:
		r.start(t)
	}
}

func (r *reader) raw(t piece) []byte { return r.src[t.span.Start:t.span.End] }

// shows reports whether bytes hold more than white space and a byte order mark.
func (r *reader) shows(s block.Span) bool {
	return len(bytes.Trim(r.src[s.Start:s.End], " \t\r\n\f\ufeff")) > 0
}

// pass goes through an element that is left out.
func (r *reader) pass(t piece) {
	switch {
	case t.kind == xhtml.StartTagToken && t.name == r.skip && !inline.IsVoid(t.name):
		r.depth++
	case t.kind == xhtml.EndTagToken && t.name == r.skip:
		if r.depth--; r.depth == 0 {
			r.skip = ""
		}
	case t.kind == xhtml.EndTagToken && t.name == "body":
		r.skip = ""
		r.end(t)
	}
}

func (r *reader) start(t piece) {
	tag := string(r.raw(t))
	if r.left(t, tag) {
		if isBlock(t.name) || t.name == "script" || t.name == "style" || t.name == "template" {
			r.flush()
		}
		if !inline.IsVoid(t.name) && t.kind != xhtml.SelfClosingTagToken {
			r.skip, r.depth = t.name, 1
		} else if len(r.run) > 0 {
			r.run = append(r.run, t)
		}
		return
	}
	switch {
	case t.name == "meta":
		r.meta(t, tag)
	case t.name == "hr":
		r.flush()
		r.add(block.Block{Kind: block.Rule, Span: t.span}, false)
	case !isBlock(t.name):
		r.run = append(r.run, t)
	default:
		r.flush()
		r.imply(t)
		r.push(t, tag)
		r.attributes(t)
	}
}

// left reports whether an element is left out.
func (r *reader) left(t piece, tag string) bool {
	switch {
	case r.furniture != nil && (t.name == "nav" || furniture[t.name] || len(r.run) == 0 || isBlock(t.name)):
		if skipped[t.name] && t.name != "nav" {
			return true
		}
		if r.isFurniture(t.name, tag) {
			return true
		}
	case furniture[t.name]:
		return r.open["article"]+r.open["main"]+r.open["section"]+r.open["blockquote"]+r.open["figure"] == 0
	case skipped[t.name]:
		return len(r.run) == 0 || isBlock(t.name) || t.name == "script" || t.name == "style"
	case t.name == "html" || t.name == "body" || !isBlock(t.name) && len(r.run) > 0:
		return false
	}
	for a := range inline.Attributes(tag) {
		value := tag[a.Start:a.End]
		if a.Name == "translate" && strings.EqualFold(value, "no") ||
			a.Name == "class" && strings.Contains(" "+value+" ", " notranslate ") {
			return isBlock(t.name)
		}
	}
	return false
}

// push opens an element.
func (r *reader) push(t piece, tag string) {
	parent := r.top()
	level := r.open["ul"] + r.open["ol"] + r.open["dl"] + r.open["menu"]
	r.elements = append(r.elements, element{
		name: t.name, parent: parent, span: t.span, inner: t.span.End, first: len(r.segments), level: level, label: noteLabel(t.name, tag),
	})
	at := len(r.elements) - 1
	if t.name == "p" && parent >= 0 {
		r.elements[at].later = r.elements[parent].paragraphs > 0
		r.elements[parent].paragraphs++
	}
	if t.kind == xhtml.SelfClosingTagToken || inline.IsVoid(t.name) {
		r.elements[at].last = len(r.segments)
		return
	}
	r.stack = append(r.stack, at)
	r.open[t.name]++
}

// noteLabel is the label of the footnote that an item holds, by its id: fn1,
// fn:1, fn-1, footnote-1. It is "" for other elements.
func noteLabel(name, tag string) string {
	if name != "li" {
		return ""
	}
	for a := range inline.Attributes(tag) {
		if a.Name != "id" {
			continue
		}
		for _, prefix := range []string{"user-content-fn-", "footnote", "fn"} {
			if rest, ok := strings.CutPrefix(tag[a.Start:a.End], prefix); ok {
				return strings.Trim(rest, ":-_.")
			}
		}
	}
	return ""
}

// top is the innermost open element, -1 if there is none.
func (r *reader) top() int {
	if len(r.stack) == 0 {
		return -1
	}
	return r.stack[len(r.stack)-1]
}

// before is where the white space before a place starts: an element that ends by
// implication ends there.
func (r *reader) before(at int) int {
	return max(len(bytes.TrimRight(r.src[:at], " \t\r\n")), r.elements[r.top()].inner)
}

func (r *reader) pop(end int) {
	at := r.top()
	e := &r.elements[at]
	e.span.End, e.last = end, len(r.segments)
	r.open[e.name]--
	r.stack = r.stack[:len(r.stack)-1]
}

// ends are the elements that the start of another ends, and bounds those that
// stand between them.
var ends = map[string]string{
	"li": "li", "dt": "dt dd", "dd": "dt dd", "td": "td th", "th": "td th", "tr": "tr", "option": "option",
	"tbody": "thead tbody", "tfoot": "tbody thead", "body": "head",
}

const (
	bounds  = " ul ol dl menu table select div section article blockquote "
	mostUps = 16 // how far up an element that ends by implication is looked for
)

// imply ends the elements that a start tag ends without saying so.
func (r *reader) imply(t piece) {
	if at := r.top(); at >= 0 && r.elements[at].name == "p" {
		r.pop(r.before(t.span.Start))
	}
	ended := ends[t.name]
	if ended == "" {
		return
	}
	for k := len(r.stack) - 1; k >= 0 && k >= len(r.stack)-mostUps; k-- {
		name := " " + r.elements[r.stack[k]].name + " "
		switch {
		case strings.Contains(" "+ended+" ", name):
			for len(r.stack) > k {
				r.pop(r.before(t.span.Start))
			}
			return
		case strings.Contains(bounds, name):
			return
		}
	}
}

func (r *reader) end(t piece) {
	if !isBlock(t.name) {
		if len(r.run) > 0 {
			r.run = append(r.run, t)
		}
		return
	}
	r.flush()
	if r.open[t.name] == 0 {
		return
	}
	for {
		name := r.elements[r.top()].name
		if name == t.name {
			if e := &r.elements[r.top()]; name == "p" && e.parent >= 0 && e.inner == t.span.Start {
				r.elements[e.parent].waits = !r.elements[e.parent].used
			}
			r.pop(t.span.End)
			return
		}
		r.pop(r.before(t.span.Start))
	}
}

// flush makes a segment of the run of text that ends here.
func (r *reader) flush() {
	run := r.trim(r.run)
	if !r.read(run) {
		for _, t := range r.run {
			r.attributes(t)
		}
		r.run = r.run[:0]
		return
	}
	b := r.kindIn(r.top())
	b.Span = block.Span{Start: run[0].span.Start, End: run[len(run)-1].span.End}
	raw := r.src[b.Span.Start:b.Span.End]
	if b.Kind == block.Code {
		b.Program = r.programOf(run)
		b.Text, b.Syntax = composed(unixLines(html.UnescapeString(string(stripped(run, r.src))))), inline.Literal
	} else {
		trimmed := bytes.TrimLeft(raw, " \t\r\n\f\ufeff")
		b.Span.Start += len(raw) - len(trimmed)
		b.Span.End -= len(trimmed) - len(bytes.TrimRight(trimmed, " \t\r\n\f"))
		if b.Kind == block.Footnote {
			b.Span.End -= len(backLink.Find(r.src[b.Span.Start:b.Span.End]))
		}
		b.Text = canonical(string(r.src[b.Span.Start:b.Span.End]))
	}
	r.run = r.run[:0]
	r.add(b, false)
}

// programOf is the language of the code in a run, as its tags or that of the element around
// name it.
func (r *reader) programOf(run []piece) string {
	for _, t := range run {
		if t.kind != xhtml.StartTagToken {
			continue
		}
		if program := inline.ProgramOf(string(r.raw(t))); program != "" {
			return program
		}
	}
	e := &r.elements[r.top()]
	return inline.ProgramOf(string(r.src[e.span.Start:e.inner]))
}

// backLink is what leads from a footnote back to the text, at its end.
var backLink = regex.Lazy(`(?i)\s*<a\b[^<>]*\bhref\s*=\s*["']?#[^<>]*>\s*(?:<sup>\s*)?(?:[↩↑⏎^]|&#8617;|&#x21a9;|&larr;|&uarr;|&larrhk;)(?:\x{FE0E}|&#xfe0e;|&#65038;)?\s*(?:</sup>\s*)?</a>$`)

func unixLines(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// stripped is the text of a run without its tags.
func stripped(run []piece, src []byte) []byte {
	var out []byte
	for _, t := range run {
		if t.kind == xhtml.TextToken {
			out = append(out, src[t.span.Start:t.span.End]...)
		}
	}
	return out
}

// read reports whether a run has something to read: more than spaces that hold a place
// open.
func (r *reader) read(run []piece) bool {
	for _, t := range run {
		if t.kind == xhtml.TextToken && !block.IsBlank(block.Paragraph, string(r.src[t.span.Start:t.span.End])) {
			return true
		}
	}
	return false
}

// trim takes blanks and comments off the ends of a run, and the tags whose
// counterparts stand elsewhere.
func (r *reader) trim(run []piece) []piece {
	if at := r.top(); at >= 0 && r.elements[at].name == "pre" {
		return run
	}
	paired := pairs(run)
	loose := func(k int) bool {
		t := run[k]
		switch t.kind {
		case xhtml.TextToken:
			return !r.shows(t.span)
		case xhtml.CommentToken:
			return true
		}
		return !paired[k] && !inline.IsVoid(t.name) || t.name == "br"
	}
	from, to := 0, len(run)
	for from < to && loose(from) {
		from++
	}
	for to > from && loose(to-1) {
		to--
	}
	return run[from:to]
}

// pairs are the places of a run whose tag has its counterpart in it.
func pairs(run []piece) []bool {
	out := make([]bool, len(run))
	open := map[string][]int{}
	for k, t := range run {
		switch t.kind {
		case xhtml.StartTagToken:
			open[t.name] = append(open[t.name], k)
		case xhtml.SelfClosingTagToken:
			out[k] = true
		case xhtml.EndTagToken:
			if places := open[t.name]; len(places) > 0 {
				at := places[len(places)-1]
				out[k], out[at] = true, true
				open[t.name] = places[:len(places)-1]
			}
		}
	}
	return out
}

// add adds a segment in the innermost open element.
func (r *reader) add(b block.Block, attribute bool) {
	r.segments = append(r.segments, segment{block: b, element: r.top(), attribute: attribute})
}

// attributes adds the attributes of a tag that a reader reads.
func (r *reader) attributes(t piece) {
	if t.kind != xhtml.StartTagToken && t.kind != xhtml.SelfClosingTagToken {
		return
	}
	tag := string(r.raw(t))
	for a := range inline.Attributes(tag) {
		if r.isRead(a.Name) {
			kind := block.Paragraph
			if a.Name == "alt" {
				kind = block.Image
			}
			r.value(t, tag, a, block.Block{Kind: kind})
		}
	}
}

// value adds the value of an attribute.
func (r *reader) value(t piece, tag string, a inline.Attribute, b block.Block) {
	value := strings.Join(strings.Fields(html.UnescapeString(tag[a.Start:a.End])), " ")
	if value == "" {
		return
	}
	b.Text, b.Syntax = composed(value), inline.Plain
	b.Span = block.Span{Start: t.span.Start + a.Start, End: t.span.Start + a.End}
	r.add(b, true)
}

// described are the names of metadata that a reader reads.
var described = wordset.Of("description keywords og:title og:description og:site_name og:image:alt twitter:title twitter:description twitter:image:alt")

// meta adds the metadata of a page.
func (r *reader) meta(t piece, tag string) {
	name := ""
	for a := range inline.Attributes(tag) {
		if a.Name == "name" || a.Name == "property" {
			name = strings.ToLower(tag[a.Start:a.End])
		}
	}
	if !described[name] {
		return
	}
	r.flush()
	for a := range inline.Attributes(tag) {
		if a.Name == "content" {
			r.value(t, tag, a, block.Block{Kind: block.FrontMatter, Label: name})
			return
		}
	}
}

// widen adds to elements the comments by which WordPress marks its blocks.
func (r *reader) widen() {
	for k := range r.elements {
		e := &r.elements[k]
		before := bytes.TrimRight(r.src[:e.span.Start], " \t\r\n")
		behind := bytes.TrimLeft(r.src[e.span.End:], " \t\r\n")
		if !bytes.HasSuffix(before, []byte("-->")) || !bytes.HasPrefix(behind, []byte("<!-- /wp:")) {
			continue
		}
		start := bytes.LastIndex(before, []byte("<!--"))
		end := bytes.Index(behind, []byte("-->"))
		if start >= 0 && end >= 0 && bytes.HasPrefix(before[start:], []byte("<!-- wp:")) {
			e.span = block.Span{Start: start, End: len(r.src) - len(behind) + end + len("-->")}
		}
	}
}
