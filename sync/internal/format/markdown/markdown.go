// Package markdown reads Markdown: CommonMark with the tables and footnotes of
// GitHub, front matter, and what static site generators add to it: components
// of MDX, shortcodes, tags of Liquid, directives and admonitions.
package markdown

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Format is Markdown.
type Format struct{}

// Name is the name under which documents and messages know the format.
func (Format) Name() block.Format { return block.Markdown }

// Extensions are the endings of its files.
func (Format) Extensions() []string {
	return []string{".md", ".mdx", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn", ".mdoc", ".qmd", ".rmd"}
}

// Parse cuts a text into blocks. It never fails.
func (Format) Parse(src []byte, o block.Options) (*block.Doc, error) { return ParseWith(src, o), nil }

// Apply makes changes in a document, see [edit.Apply].
func (Format) Apply(doc *block.Doc, edits []edit.Edit) (src []byte, refused []int) {
	return edit.Apply(doc, edits)
}

// Begin makes a new translation, see [edit.Begin].
func (Format) Begin(source *block.Doc, _ block.Options, edits []edit.Edit) (src []byte, refused []int) {
	return edit.Begin(source, edits, edit.Compose)
}

// Parse cuts a text into blocks, with the usual options. Every text is a
// document.
func Parse(src []byte) *block.Doc { return ParseWith(src, block.Options{}) }

// ParseWith is [Parse] with options.
func ParseWith(src []byte, o block.Options) *block.Doc {
	t := &text{block.NewBuilder(src, block.Markdown)}
	t.parseMarkdown(o)
	return t.Finish(func(src []byte) *block.Doc { return ParseWith(src, o) })
}

// text is a Markdown text on its way to blocks.
type text struct{ *block.Builder }

// markdown reads blocks only: inline markup is kept as written, so there are
// no inline parsers, which saves a third of the time.
var markdown = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(directiveParser{}, 50),
		util.Prioritized(componentParser{}, 60),
		util.Prioritized(admonitionParser{}, 70),
		util.Prioritized(descriptionParser{}, 80),
		util.Prioritized(formulaParser{}, 90),
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(placed{parser.NewThematicBreakParser()}, 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(placed{parser.NewListItemParser()}, 400),
		util.Prioritized(indentedParser{parser.NewCodeBlockParser()}, 500),
		util.Prioritized(placed{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(fenceParser{placed{parser.NewFencedCodeBlockParser()}}, 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(componentParser{anyName: true}, 910),
		util.Prioritized(footnoteParser{placed{extension.NewFootnoteBlockParser()}}, 950),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(definitionTransformer{}, 100),
		util.Prioritized(tableTransformer{}, 200),
	),
)

// parseMarkdown adds the segments of a Markdown text.
func (t *text) parseMarkdown(opts block.Options) {
	body := t.frontMatter(keysOf(opts))
	if body > 0 {
		t.SetBody(body)
	}
	if body == len(t.Starts) {
		return
	}
	w := &walker{text: t, done: body, marker: -1, attributes: proseAttributes, guess: opts.Attributes == nil, noteWords: noteWords, modules: isModule(opts.Path)}
	if opts.Attributes != nil {
		w.attributes = wordset.Of(strings.ToLower(strings.Join(opts.Attributes, " ")))
	}
	if opts.NoteWords != nil {
		w.noteWords = opts.NoteWords
	}
	w.read(t.wholeFrom(body), container{})
	w.cover(len(t.Starts))
}

// isModule reports whether a file is MDX, in which no code is indented.
func isModule(name string) bool { return strings.EqualFold(path.Ext(name), ".mdx") }

// walker turns the trees of the parser into segments. Offsets in a tree are those
// of the region that was parsed, lines those of the text.
type walker struct {
	*text
	*region
	notes  *notes
	cursor int // the line of the region found last
	done   int // the first line that no segment has yet
	// marker is the line on which a list item or footnote definition starts
	// whose first segment is yet to come, or -1; pending is what it is.
	marker  int
	pending block.Block
	depth   int  // of the regions
	modules bool // it is MDX
	// attributes are those whose values are prose; noteWords begin comments for
	// translators.
	attributes map[string]bool
	guess      bool
	noteWords  []string
	note       string // for the next segment
	excluded   bool   // nothing is to be translated up to the next comment that says so
	listEnd    int    // the line up to which nothing is, since a list of contributors has begun
}

// deepestRegion bounds how deep containers nest in each other.
const deepestRegion = 30

// read parses a region and adds its segments.
func (w *walker) read(r *region, c container) {
	region, notesBefore, cursor := w.region, w.notes, w.cursor
	src := flatten([]byte(r.str))
	w.region, w.cursor = r, 0
	w.notes = &notes{
		starts: map[ast.Node]int{}, fences: map[ast.Node]int{}, budget: 4*len(src) + 1<<16, noIndented: w.modules || c.component,
	}
	w.depth++
	pc := parser.NewContext()
	pc.Set(notesKey, w.notes)
	w.children(markdown.Parse(gtext.NewReader(src), parser.WithContext(pc)), c)
	w.depth--
	w.region, w.notes, w.cursor = region, notesBefore, cursor
}

// container is what a block stands in: the kind that its first paragraph gets,
// and the depths of lists and quotations around it.
type container struct {
	kind          block.Kind
	label         string
	lists, quotes int
	component     bool // it is one of MDX, in which no code is indented
	// ordinal stands before the first paragraph: what looks like the marker of an
	// item. number is that of the first item of an ordered list.
	ordinal string
	number  int
}

// children adds the segments of all children of a node.
func (w *walker) children(n ast.Node, c container) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		w.node(child, c)
	}
}

// node adds the segments of one node.
func (w *walker) node(n ast.Node, c container) {
	switch n := n.(type) {
	case *ast.Blockquote:
		w.children(n, container{kind: block.Quote, lists: c.lists, quotes: c.quotes + 1, component: c.component})
	case *ast.List:
		w.list(n, c)
	case *ast.ListItem:
		w.marked(n, block.Block{Kind: block.ListItem, Level: c.lists, Number: c.number}, c)
	case *extast.Footnote:
		c.kind, c.label = block.Footnote, w.Composed(string(n.Ref))
		w.marked(n, block.Block{Kind: block.Footnote, Label: c.label}, c)
	default:
		w.leaf(n, c)
	}
}

// list adds the items of a list. A single item that does not begin with 1 and goes
// on as a sentence does begins with an ordinal number.
func (w *walker) list(n *ast.List, c container) {
	inner := container{kind: block.ListItem, lists: c.lists + 1, quotes: c.quotes, component: c.component}
	first, ok := n.FirstChild().(*ast.ListItem)
	if !ok || !n.IsOrdered() {
		w.children(n, inner)
		return
	}
	if n.ChildCount() == 1 && n.Start > 1 && w.sentence(first) {
		inner.ordinal = strconv.Itoa(n.Start) + string(n.Marker) + " "
		inner.kind, inner.lists = c.kind, c.lists
		w.children(first, inner)
		return
	}
	inner.number = n.Start
	w.node(first, inner)
	inner.number = 0
	for child := first.NextSibling(); child != nil; child = child.NextSibling() {
		w.node(child, inner)
	}
}

// fewestWords is the number of words below which an item is no sentence, unless it ends
// like one.
const fewestWords = 3

// sentence reports whether the text of an item goes on with a sentence and has some
// words.
func (w *walker) sentence(item *ast.ListItem) bool {
	text := item.FirstChild()
	if text == nil || text.Kind() != ast.KindTextBlock && text.Kind() != ast.KindParagraph || text.Lines().Len() == 0 {
		return false
	}
	value := w.value(text.Lines())
	words := strings.Fields(value)
	ended := len(words) > 1 && strings.ContainsAny(value[len(value)-1:], ".!?")
	if len(words) < fewestWords && !ended {
		return len(words) > 0 && block.BeginsWithOrdinalNoun(words[0])
	}
	return block.GoesOnAsSentence(words[0])
}

// marked adds the segments of a container that starts with a marker. If nothing
// in it takes the marker's line, the marker is a segment of its own.
func (w *walker) marked(n ast.Node, b block.Block, c container) {
	line := w.startLine(n)
	if w.marker < 0 {
		w.marker, w.pending = line, b
	}
	w.children(n, c)
	if w.marker >= 0 {
		b := w.pending
		w.add(b, line, line)
	}
}

// leaf adds the segment of a node without children.
func (w *walker) leaf(n ast.Node, c container) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph(n, c)
	case *ast.Heading:
		w.heading(n)
	case *ast.FencedCodeBlock:
		w.fence(n, c)
	case *ast.CodeBlock:
		w.lines(block.Block{Kind: block.Code}, n)
	case *ast.HTMLBlock:
		if n.HasClosure() {
			n.Lines().Append(n.ClosureLine)
		}
		w.markup(w.inner(n.Lines()))
	case *ast.ThematicBreak:
		line := w.startLine(n)
		w.add(block.Block{Kind: block.Rule, Text: strings.TrimSpace(w.Str[w.Starts[line]:w.LineEnd(line)])}, line, line)
	case *opaque:
		w.opaque(n, c)
	case *row:
		w.row(n)
	case *definition:
		if text := w.value(n.Lines()); definedComment.MatchString(strings.TrimSpace(text)) {
			w.comment(strings.TrimSpace(text), w.clean(n.Lines().At(0).Start))
			w.skip(w.lineOf(n.Lines().At(0).Start), w.lineOf(n.Lines().At(n.Lines().Len()-1).Start))
			return
		}
		w.prose(block.Block{Kind: block.LinkDefinition, Label: w.Composed(n.label)}, n)
	}
}

// paragraph adds running text; what it is depends on where it stands.
func (w *walker) paragraph(n ast.Node, c container) {
	b := block.Block{Kind: block.Paragraph}
	first := n.PreviousSibling() == nil
	switch {
	case c.kind == block.Quote:
		b.Kind, b.Level = block.Quote, c.quotes
	case c.kind == block.ListItem && first:
		b.Kind, b.Level, b.Number = block.ListItem, c.lists, c.number
	case c.kind == block.Footnote && first:
		b.Kind, b.Label = block.Footnote, c.label
	}
	if n.Lines().Len() > 0 && (w.options(n) || w.attributeList(n)) {
		return
	}
	if first && c.ordinal != "" {
		b.Text = c.ordinal
	}
	w.prose(b, n)
}

// prose adds a node whose lines lose the blanks around them.
func (w *walker) prose(b block.Block, n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	b.Text += strings.Trim(w.value(lines), " \t\n\f\v")
	if b.Kind == block.Paragraph && onlyImages(b.Text) {
		b.Kind = block.Image
	}
	w.add(b, w.lineOf(lines.At(0).Start), w.lineOf(lines.At(lines.Len()-1).Start))
}

// heading adds a heading of either spelling.
func (w *walker) heading(n *ast.Heading) {
	b := block.Block{Kind: block.Heading, Level: n.Level}
	line := w.startLine(n)
	lines := n.Lines()
	if lines.Len() == 0 {
		w.add(b, line, line)
		return
	}
	b.Text, b.ID = splitID(strings.TrimSpace(w.value(lines)))
	start := lines.At(0).Start
	first, last := w.lineOf(start), w.lineOf(lines.At(lines.Len()-1).Start)
	// The text of a heading with "#" begins behind its position, that of an
	// underlined one right there.
	if _, marked := w.notes.starts[n]; !marked && start == n.Pos() {
		last++
	}
	w.add(b, first, last)
}

// fence adds a fenced code block with its fences.
func (w *walker) fence(n *ast.FencedCodeBlock, c container) {
	b := block.Block{Kind: block.Code}
	if n.Info != nil {
		s := n.Info.Segment
		b.Label = w.Composed(w.str[s.Start:s.Stop])
	}
	first := w.startLine(n)
	last := first
	if lines := n.Lines(); lines.Len() > 0 {
		b.Text = strings.TrimSuffix(w.value(lines), "\n")
		last = w.lineOf(lines.At(lines.Len() - 1).Start)
	}
	if closing, ok := w.notes.fences[n]; ok {
		last = closing + w.first
	}
	if n.Lines().Len() > 0 && w.depth < deepestRegion && holdsProse(b.Label, b.Text) {
		w.fencedDirective(n, first, last, c)
		return
	}
	w.add(b, first, last)
}

// lines adds a node whose text is its lines as they are.
func (w *walker) lines(b block.Block, n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	b.Text = strings.TrimRight(w.value(lines), "\n")
	w.add(b, w.lineOf(lines.At(0).Start), w.lineOf(lines.At(lines.Len()-1).Start))
}

// row adds a row of a table. A delimiter row is no segment, and neither is one of empty
// cells below the head.
func (w *walker) row(n *row) {
	if !n.delimiter {
		if w.attributeList(n) {
			return
		}
		if head, ok := n.NextSibling().(*row); ok && head.delimiter || !block.IsBlank(block.TableRow, w.value(n.Lines())) {
			w.prose(block.Block{Kind: block.TableRow}, n)
			return
		}
	}
	line := w.lineOf(n.Lines().At(0).Start)
	w.cover(line)
	w.done = line + 1
}

// value is the text of the lines of a node: a piece of the source if they
// touch, else joined.
func (w *walker) value(lines *gtext.Segments) string {
	first, last := lines.At(0), lines.At(lines.Len()-1)
	size, whole := 0, true
	end := first.Start
	for i := range lines.Len() {
		s := lines.At(i)
		whole = whole && s.Padding == 0 && s.Start == end
		end = s.Stop
		size += s.Len() + s.Padding + 1
	}
	if whole {
		return w.Composed(w.str[first.Start:last.Stop])
	}
	var b strings.Builder
	b.Grow(size)
	for i := range lines.Len() {
		s := lines.At(i)
		for range s.Padding {
			b.WriteByte(' ')
		}
		piece := w.str[s.Start:s.Stop]
		b.WriteString(piece)
		if i+1 < lines.Len() && !strings.HasSuffix(piece, "\n") {
			b.WriteByte('\n')
		}
	}
	return w.Composed(b.String())
}

// startLine is the line on which a node starts.
func (w *walker) startLine(n ast.Node) int {
	if line, ok := w.notes.starts[n]; ok {
		return line + w.first
	}
	return w.lineOf(n.Pos())
}

// lineOf is the line that holds an offset of the region. Offsets mostly rise, so
// it looks onward from the last answer.
func (w *walker) lineOf(offset int) int {
	for w.cursor > 0 && w.starts[w.cursor] > offset {
		w.cursor--
	}
	for w.cursor+1 < len(w.starts) && w.starts[w.cursor+1] <= offset {
		w.cursor++
	}
	return w.cursor + w.first
}

// add adds a segment, with the markers before it that have no text of their own,
// and makes sure that no line is lost or taken twice. What shows nothing is none.
func (w *walker) add(b block.Block, first, last int) {
	if w.marker >= 0 {
		first = w.takeMarker(first)
	}
	first, last = max(first, w.done), w.trimBlank(first, last)
	if first > last {
		return
	}
	w.cover(first)
	if !w.isExcluded(first) && (w.showsMore(&b, first) || !block.IsBlank(b.Kind, b.Text)) {
		b.Note, w.note = w.note, ""
		w.Add(b, first, last)
	}
	w.done = last + 1
}

// showsMore reports whether a segment that begins on a line shows something beside its
// text: the head of a table, the place that a link leads to, the number of an item.
func (w *walker) showsMore(b *block.Block, line int) bool {
	if b.Kind != block.ListItem {
		return b.Kind == block.TableRow || b.ID != ""
	}
	marker := bytes.TrimLeft(w.Line(line), " \t>")
	return len(marker) > 0 && marker[0] >= '0' && marker[0] <= '9'
}

// takeMarker is the first line of a segment that begins on line first, including
// the line of a marker before it. A marker that blank lines separate from it
// becomes a segment itself.
func (w *walker) takeMarker(first int) int {
	marker := w.marker
	w.marker = -1
	for n := marker; n < first; n++ {
		if isBlank(w.Line(n)) {
			w.add(w.pending, marker, marker)
			return first
		}
	}
	return min(marker, first)
}

// trimBlank is last without the blank lines that end the segment.
func (w *walker) trimBlank(first, last int) int {
	for last > first && isBlank(w.Line(last)) {
		last--
	}
	return last
}

// cover makes paragraphs of the lines before line end that no block has and that
// are not blank. There are none that we know of but what a fuzzer finds.
func (w *walker) cover(end int) {
	if w.excluded {
		w.done = max(w.done, end)
	}
	w.done = max(w.done, min(end, w.listEnd))
	for n := w.done; n < end; n++ {
		if isBlank(w.Line(n)) {
			continue
		}
		first := n
		for n+1 < end && !isBlank(w.Line(n+1)) {
			n++
		}
		text := w.JoinLines(first, n, bytes.TrimSpace)
		w.Add(block.Block{Kind: block.Paragraph, Text: text}, first, n)
	}
	w.done = max(w.done, end)
}

// isBlank reports whether a line holds nothing but white space and the markers
// of quotations.
func isBlank(line []byte) bool {
	for _, c := range line {
		switch c {
		case ' ', '\t', '\f', '\v', '>', '\n', '\r':
		default:
			return false
		}
	}
	return true
}
