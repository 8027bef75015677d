package htmldoc

import (
	"bytes"
	"fmt"
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
	p := places[c.variant]
	space := a.spaceBefore(p.beside)
	if p.behind {
		if behind := a.page.src[p.at:]; space == "" && bytes.ContainsAny(behind[:len(behind)-len(bytes.TrimLeft(behind, " \t\r\n"))], "\n") {
			space = string(behind[:len(behind)-len(bytes.TrimLeft(behind, " \t\r\n"))])
		}
		return edit.Patch{Span: block.Span{Start: p.at, End: p.at}, Text: space + source}, true
	}
	return edit.Patch{Span: block.Span{Start: p.at, End: p.at}, Text: source + space}, true
}

// copied is the element of new segments: its name, the name of the element around
// it, and its source with the new texts.
func (a *applier) copied(c choice) (name, around, source string, ok bool) {
	e := &a.edits[c.edits[0]]
	model, root := a.source(e.Like.Doc), a.root(c.edits[0])
	if root < 0 {
		return a.made(c)
	}
	outer := model.elements[root]
	texts := a.texts(c)
	var patches []edit.Patch
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

// made is an element for a segment of a source that is no page.
func (a *applier) made(c choice) (name, around, source string, ok bool) {
	e := &a.edits[c.edits[0]]
	b := &e.Like.Doc.Blocks[e.Like.At]
	if len(c.edits) != 1 || e.Like.Doc.Format == Name {
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

// places are where new segments can stand, the best first: beside an element of
// the same name, beside one in an element like theirs, and then further out.
func (a *applier) places(c *choice, name, around string) []spot {
	e := &a.edits[c.edits[0]]
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
	return append(append(best, next...), rest...)
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
		if bytes.Contains(a.page.src, []byte("\r\n")) {
			return "\r\n"
		}
		return "\n"
	}
	return string(before[len(trimmed):])
}
