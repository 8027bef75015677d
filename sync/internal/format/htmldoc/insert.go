package htmldoc

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Syntax is that of the texts of a page.
const Syntax = inline.HTML

// insertion is the patch that puts new segments in their place.
func (a *applier) insertion(c choice) (edit.Patch, bool) {
	name, around, source, ok := a.copied(c)
	if !ok {
		return edit.Patch{}, false
	}
	places := a.places(&c, name, around)
	if c.variant >= len(places) {
		return edit.Patch{}, false
	}
	if at := a.emptyElement(&c); at >= 0 && c.variant == 0 {
		return a.filled(at, source)
	}
	p := places[c.variant]
	space := a.spaceBefore(p.beside)
	if space == "" && p.at == a.page.body { // the line of the fence does not end
		source = a.lineBreak() + source
	}
	if p.behind {
		if behind := a.page.src[p.at:]; space == "" && bytes.ContainsAny(behind[:len(behind)-len(bytes.TrimLeft(behind, " \t\r\n"))], "\n") {
			space = string(behind[:len(behind)-len(bytes.TrimLeft(behind, " \t\r\n"))])
		}
		return edit.Patch{Span: block.Span{Start: p.at, End: p.at}, Text: space + source}, true
	}
	return edit.Patch{Span: block.Span{Start: p.at, End: p.at}, Text: source + space}, true
}

// emptyElement is the place of the element without text that waits for new segments where
// they stand in the source: the same of as many cells of a row, or the first of an item; -1 if there is none.
func (a *applier) emptyElement(c *choice) int {
	e := &a.edits[c.edits[0]]
	model, root := a.source(e.Like.Doc), a.root(c.edits[0])
	if root < 0 || !model.isKept(&model.elements[root]) || model.elements[root].parent < 0 {
		return -1
	}
	around := model.elements[root].parent
	cells := model.children(around)
	rank := slices.Index(cells, root)
	for _, beside := range [...]int{e.After, e.Before} {
		if beside < 0 {
			continue
		}
		for _, at := range a.ancestors(a.place[beside]) {
			if a.page.elements[at].name != model.elements[around].name {
				continue
			}
			there := a.page.children(at)
			if rank >= len(there) || model.elements[around].name == "tr" && len(there) != len(cells) {
				continue
			}
			x := &a.page.elements[there[rank]]
			if x.name == model.elements[root].name && x.first == x.last && a.isBetween(e, x.span) {
				return there[rank]
			}
		}
	}
	return -1
}

// children are the elements directly in one.
func (p *page) children(of int) []int {
	var out []int
	for at := of + 1; at < len(p.elements) && p.elements[at].span.Start < p.elements[of].span.End; at++ {
		if p.elements[at].parent == of {
			out = append(out, at)
		}
	}
	return out
}

// isBetween reports whether a part of the page stands where a new segment belongs.
func (a *applier) isBetween(e *edit.Edit, s block.Span) bool {
	return (e.After < 0 || a.page.segments[a.place[e.After]].block.Span.End <= s.Start) &&
		(e.Before < 0 || s.End <= a.page.segments[a.place[e.Before]].block.Span.Start)
}

// filled is the patch that puts the content of an element, as its source reads with new
// texts, into one without text.
func (a *applier) filled(at int, source string) (edit.Patch, bool) {
	_, inside, ok := strings.Cut(source, ">")
	if end := strings.LastIndex(inside, "</"); end >= 0 {
		inside = inside[:end]
	}
	x := a.page.elements[at]
	return edit.Patch{Span: block.Span{Start: x.inner, End: x.inner}, Text: inside}, ok
}

// copied is the element of new segments: its name, the name of the element around
// it, and its source with the new texts, without the elements of which there is none.
func (a *applier) copied(c choice) (name, around, source string, ok bool) {
	e := &a.edits[c.edits[0]]
	model, root := a.source(e.Like.Doc), a.root(c.edits[0])
	if root < 0 && model != nil {
		return a.run(c)
	}
	if root < 0 {
		return a.made(c)
	}
	outer := model.elements[root]
	texts := a.texts(c)
	patches, _ := model.removals(texts, outer.span)
	for k := range patches {
		patches[k].Span.Start -= outer.span.Start
		patches[k].Span.End -= outer.span.Start
	}
	for k := outer.first; k < outer.last; k++ {
		if text, ok := texts[k]; ok {
			if strings.TrimSpace(text) == "" || !keepsTags(&model.segments[k].block, text) {
				return "", "", "", false
			}
			p := model.written(k, text)
			p.Span.Start -= outer.span.Start
			p.Span.End -= outer.span.Start
			patches = append(patches, p)
		}
	}
	out, ok := edit.Splice(bytes.TrimRight(model.src[outer.span.Start:outer.span.End], " \t\r\n"), patches)
	if outer.parent >= 0 {
		around = model.elements[outer.parent].name
	}
	return outer.name, around, string(out), ok
}

// run is a text that stands in an element of the source beside others, as that of an item
// above a list in it.
func (a *applier) run(c choice) (name, around, source string, ok bool) {
	e := &a.edits[c.edits[0]]
	model, s := a.source(e.Like.Doc), a.rank(c.edits[0])
	in := model.segments[s].element
	if len(c.edits) != 1 || model.segments[s].attribute || model.segments[s].cells != nil || strings.TrimSpace(e.Text) == "" || !keepsTags(&model.segments[s].block, e.Text) {
		return "", "", "", false
	}
	if in >= 0 {
		around = model.elements[in].name
	}
	return "", around, model.written(s, e.Text).Text, true
}

// made is an element for a segment of a source that is no page.
func (a *applier) made(c choice) (name, around, source string, ok bool) {
	e := &a.edits[c.edits[0]]
	b := &e.Like.Doc.Blocks[e.Like.At]
	if len(c.edits) != 1 {
		return "", "", "", false
	}
	switch b.Kind {
	case block.Heading:
		name = fmt.Sprintf("h%d", max(1, b.Level))
	case block.Paragraph:
		name = "p"
	case block.ListItem:
		name, around = "li", "ul"
	case block.Quote:
		return "blockquote", "", "<blockquote><p>" + e.Text + "</p></blockquote>", true
	case block.Code:
		return "pre", "", "<pre><code>" + escape(e.Text) + "</code></pre>", true
	case block.TableRow:
		if !hasRows(a.doc) {
			return "", "", "", false
		}
		return "tr", "tbody", "<tr><td>" + strings.Join(cellsOf(e.Text), "</td><td>") + "</td></tr>", true
	default:
		return "", "", "", false
	}
	return name, around, "<" + name + ">" + e.Text + "</" + name + ">", true
}

// spot is a place for new segments: behind an element or before it.
type spot struct {
	at     int
	beside int // where the element starts
	behind bool
}

// places are where new segments can stand, the best first: as they stand in the source to
// the segments that the page has, beside an element of the same name, beside one in an
// element like theirs, and then further out.
func (a *applier) places(c *choice, name, around string) []spot {
	e := &a.edits[c.edits[0]]
	first := a.alike(c)
	if name == "" { // it belongs into its own element and nowhere else
		return first
	}
	var after, before []int
	low, high := 0, len(a.page.src)
	if e.After >= 0 {
		at := a.place[e.After]
		after, low = a.ancestors(at), a.page.segments[at].block.Span.End
	}
	if e.Before >= 0 {
		at := a.place[e.Before]
		before, high = a.ancestors(at), a.page.segments[at].block.Span.Start
	}
	var best, next, rest []spot
	consider := func(at int, behind bool) {
		x := &a.page.elements[at]
		s := spot{x.span.End, x.span.Start, true}
		if !behind {
			s = spot{x.span.Start, x.span.Start, false}
		}
		if s.at < low || s.at > high {
			return
		}
		parent := ""
		if x.parent >= 0 {
			parent = a.page.elements[x.parent].name
		}
		switch alike := container(parent) == container(around); {
		case alike && x.name == name:
			best = append(best, s)
		case alike:
			next = append(next, s)
		default:
			rest = append(rest, s)
		}
	}
	for _, at := range after {
		consider(at, true)
	}
	for _, at := range before {
		consider(at, false)
	}
	return slices.Concat(first, best, next, rest)
}

// alike are the places that new segments have in the source: behind the element that
// stands before them there, or before the one behind, the one first that shares more
// elements with them.
func (a *applier) alike(c *choice) []spot {
	e := &a.edits[c.edits[0]]
	model, root := a.source(e.Like.Doc), a.root(c.edits[0])
	if model == nil || e.Like.To == 0 {
		return nil
	}
	around := model.segments[a.rank(c.edits[0])].element
	if root >= 0 {
		around = model.elements[root].parent
	}
	var out []spot
	deepest := -1
	for _, side := range []struct {
		known, here int
		behind      bool
	}{{previousTo(e.Like), e.After, true}, {e.Like.To, e.Before, false}} {
		at, ok := a.ranks[side.known]
		if !ok || side.here < 0 {
			continue
		}
		depth, up := model.shared(model.segments[at].element, around)
		chain := a.ancestors(a.place[side.here])
		if up > len(chain) || up > 0 && a.page.elements[chain[up-1]].name != model.ancestor(model.segments[at].element, up-1) {
			continue
		}
		if in := model.segments[at].element; up == 0 && len(chain) > 0 && (in < 0 || a.page.elements[chain[0]].name != model.elements[in].name) {
			continue
		}
		s := a.spotBeside(a.place[side.here], chain, up, side.behind)
		if s.at < 0 {
			continue
		}
		if out = append(out, s); depth > deepest && len(out) > 1 {
			slices.Reverse(out)
		}
		deepest = max(deepest, depth)
	}
	return out
}

// previousTo is the place of the segment of the source before those around a new one that
// have no translation.
func previousTo(m edit.Model) int { return m.From - 1 }

// shared is how many elements around one have an element within, and how many levels up
// from the innermost of them that is.
func (p *page) shared(within, other int) (depth, up int) {
	for ; within >= 0; within, up = p.elements[within].parent, up+1 {
		for o := other; o >= 0; o = p.elements[o].parent {
			if o == within {
				for ; o >= 0; o = p.elements[o].parent {
					depth++
				}
				return depth, up
			}
		}
	}
	return 0, up
}

// ancestor is the name of the element some levels up from one.
func (p *page) ancestor(at, up int) string {
	for ; up > 0; up-- {
		at = p.elements[at].parent
	}
	return p.elements[at].name
}

// spotBeside is the place beside a segment in the element some levels up the chain of
// those around it; -1 if there is none.
func (a *applier) spotBeside(segment int, chain []int, up int, behind bool) spot {
	switch s := &a.page.segments[segment]; {
	case up > 0 && behind:
		x := a.page.elements[chain[up-1]].span
		return spot{x.End, x.Start, true}
	case up > 0:
		x := a.page.elements[chain[up-1]].span
		return spot{x.Start, x.Start, false}
	case s.field && behind:
		return spot{a.page.body, a.page.body, false}
	case s.attribute && behind: // of a tag without an element
		start := bytes.LastIndexByte(a.page.src[:s.block.Span.Start], '<')
		if n := bytes.IndexByte(a.page.src[s.block.Span.End:], '>'); n >= 0 && start >= 0 {
			return spot{s.block.Span.End + n + 1, start, true}
		}
	case s.attribute:
	case behind: // of a text beside other elements
		return spot{s.block.Span.End, s.block.Span.Start, true}
	default:
		return spot{s.block.Span.Start, s.block.Span.Start, false}
	}
	return spot{at: -1}
}

// ancestors are the elements around a segment, the innermost first.
func (a *applier) ancestors(at int) []int {
	var out []int
	for e := a.page.segments[at].element; e >= 0; e = a.page.elements[e].parent {
		out = append(out, e)
	}
	return out
}

// container is what an element is as a place for others: a list, a table, or one in
// which text flows.
func container(name string) string {
	switch name {
	case "ul", "ol", "menu":
		return "list"
	case "dl", "table", "thead", "tfoot", "tr", "head", "li", "blockquote":
		return name
	case "tbody":
		return "table"
	}
	return ""
}

// spaceBefore is the white space before an element, a line break where there is
// none but that is at the start of a line.
func (a *applier) spaceBefore(at int) string {
	before := a.page.src[:at]
	trimmed := bytes.TrimRight(before, " \t\r\n")
	if len(trimmed) == 0 || bytes.HasSuffix(trimmed, []byte("\xef\xbb\xbf")) {
		return a.lineBreak()
	}
	return string(before[len(trimmed):])
}

// lineBreak is what ends the lines of the page.
func (a *applier) lineBreak() string {
	if bytes.Contains(a.page.src, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}
