package markdown

import (
	"strings"

	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// inner is the region of the lines of a node.
func (w *walker) inner(lines *gtext.Segments) *region {
	out := &region{first: w.lineOf(lines.At(0).Start)}
	var b strings.Builder
	for k := range lines.Len() {
		s := lines.At(k)
		out.starts = append(out.starts, b.Len())
		out.origin = append(out.origin, w.clean(s.Start)-s.Padding)
		b.WriteString(strings.Repeat(" ", s.Padding))
		b.WriteString(strings.TrimSuffix(w.str[s.Start:s.Stop], "\n"))
		b.WriteByte('\n')
	}
	out.str = b.String()
	return out
}

// opaque adds the segments of a run of lines that the parser did not look into.
func (w *walker) opaque(n *opaque, c container) {
	if n.Lines().Len() == 0 {
		return
	}
	head := 0 // lines before the body
	for n.body > 0 && head < n.Lines().Len() && n.Lines().At(head).Start < n.body {
		head++
	}
	r := w.inner(n.Lines())
	switch n.role {
	case moduleRole:
		w.lines(block.Block{Kind: block.HTML}, n)
	case codeRole:
		w.enclosedCode(r)
	case commentRole:
		w.comment(r.str, r.clean(0))
		w.skip(r.first, r.first+len(r.starts)-1)
	case formulaRole:
		w.paragraph(n, c)
	case descriptionRole:
		w.description(r, c)
	case indentRole:
		w.within(r.part(0, len(r.starts), r.least(0, len(r.starts))), c.inside(c.component))
	case markupRole:
		if head == 0 || w.depth >= deepestRegion {
			w.markup(r)
			return
		}
		w.markup(r.part(0, head, 0))
		w.read(r.part(head, len(r.starts), r.common(head)), c.inside(true))
	case directiveRole:
		if head == 0 {
			w.directive(r)
			return
		}
		w.directive(r.part(0, head, 0))
		if head < len(r.starts) {
			w.within(r.part(head, len(r.starts), bodyIndent), c.inside(false))
		}
	}
}

// description reads what stands behind the colon of a description as text of its
// own.
func (w *walker) description(r *region, c container) {
	colon := strings.IndexByte(r.str, ':') + 1
	columns := colon + blanks(r.str[colon:], bodyIndent)
	w.within(r.without(0, len(r.starts), func(k int) int {
		if k == 0 {
			return columns
		}
		return blanks(r.line(k), min(columns, bodyIndent))
	}), c.inside(false))
}

// within reads what stands in a container, or if that nests too deeply, its tags alone.
func (w *walker) within(body *region, c container) {
	if w.depth >= deepestRegion {
		w.markup(body)
		return
	}
	w.read(body, c)
}

// body is what stands between the first and the last line of a region.
func (r *region) body() string {
	if len(r.starts) < 3 {
		return ""
	}
	return strings.TrimSuffix(r.str[r.starts[1]:r.starts[len(r.starts)-1]], "\n")
}

// common is the number of columns that all lines from one on are indented by, but
// for the last, which ends the container.
func (r *region) common(from int) int { return r.least(from, len(r.starts)-1) }

// least is the number of columns that the lines of a range are indented by at least, blank
// ones aside.
func (r *region) least(from, to int) int {
	least := -1
	for k := from; k < to; k++ {
		if in := indentation(r.line(k)); in >= 0 && (least < 0 || in < least) {
			least = in
		}
	}
	return max(least, 0)
}

// enclosedCode adds the code between two tags of Liquid, tags included.
func (w *walker) enclosedCode(r *region) {
	words := strings.Fields(strings.Trim(r.line(0), "{}%<>- \t"))
	b := block.Block{Kind: block.Code, Text: w.Composed(r.body())}
	if len(words) > 1 {
		b.Label = strings.Join(words[1:], " ")
	}
	w.add(b, r.first, r.first+len(r.starts)-1)
}

// markup adds the segments of a run of tags.
func (w *walker) markup(r *region) { w.pieces(r, readMarkup(r.str, w.attributes, w.guess)) }

// directive adds the segments of a directive.
func (w *walker) directive(r *region) { w.pieces(r, readDirective(r.str, w.attributes)) }

// pieces adds the segments that a run of lines is cut into. The lines themselves
// are skeleton; if there is only one segment, they belong to it.
func (w *walker) pieces(r *region, pieces []piece) {
	only := -1
	for k := range pieces {
		switch p := &pieces[k]; {
		case p.comment && only < 0:
			continue
		case p.comment, only >= 0:
			only = len(pieces)
		default:
			only = k
		}
	}
	free := w.done <= r.first
	w.skip(r.first, r.first+len(r.starts)-1)
	for k := range pieces {
		p := &pieces[k]
		if p.comment {
			w.comment(r.str[p.start:p.end], r.clean(p.start))
			continue
		}
		w.piece(r, p, k == only && free)
	}
}

// piece adds a segment that is a part of its lines, or all that they have.
func (w *walker) piece(r *region, p *piece, only bool) {
	end := p.end
	for end > p.start && isSpace(r.str[end-1]) {
		end--
	}
	if end == p.start || w.isExcluded(r.first+r.lineOf(p.start)) || !p.raw && block.IsBlank(p.kind, r.str[p.start:end]) {
		return
	}
	b := block.Block{Kind: p.kind, Level: p.level, Note: w.note}
	w.note = ""
	b.Text = r.str[p.start:end]
	if !p.raw {
		lines := strings.Split(b.Text, "\n")
		for k := range lines {
			lines[k] = strings.TrimSpace(lines[k])
		}
		b.Text = strings.Join(lines, "\n")
	}
	b.Text = w.Composed(b.Text)
	from, to := r.clean(p.start), r.clean(end-1)+1
	if only && !p.raw {
		first, last := r.trimmed() // a lone ">" is blank there, and may be of the text
		w.AddAround(b, from, to, min(first, r.first+r.lineOf(p.start)), max(last, r.first+r.lineOf(end-1)))
		return
	}
	w.AddSpan(b, from, to)
}

// trimmed are the first and the last line of a region that are not blank.
func (r *region) trimmed() (first, last int) {
	last = len(r.starts) - 1
	for first < last && isBlank([]byte(r.line(first))) {
		first++
	}
	for last > first && isBlank([]byte(r.line(last))) {
		last--
	}
	return r.first + first, r.first + last
}

// skip takes the lines from first to last for skeleton, as far as they have no
// segment yet. A marker before them needs none of its own.
func (w *walker) skip(first, last int) {
	if w.marker >= 0 && w.marker <= last {
		w.marker = -1
	}
	w.cover(first)
	w.done = max(w.done, last+1)
}

// inside is what the blocks in a container stand in that stands in c itself: they
// are paragraphs of a quotation, but the first is not the one of a list item.
func (c container) inside(component bool) container {
	out := container{lists: c.lists, quotes: c.quotes, component: component || c.component}
	if c.kind == block.Quote {
		out.kind = block.Quote
	}
	return out
}
