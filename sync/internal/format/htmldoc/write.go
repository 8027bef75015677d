package htmldoc

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// written is the patch that puts a text in the place of a segment.
func (p *page) written(at int, text string) edit.Patch {
	s := &p.segments[at]
	span := s.block.Span
	was := string(p.src[span.Start:span.End])
	switch {
	case text == s.block.Text:
		return edit.Patch{Span: span, Text: was}
	case s.cells != nil:
		return edit.Patch{Span: span, Text: p.writtenRow(s, text)}
	case s.field:
		return edit.Patch{Span: span, Text: edit.Field(was, text)}
	case s.block.Kind == block.Code:
		return edit.Patch{Span: span, Text: p.writtenCode(text, s.block.Text, was)}
	case !s.attribute:
		return edit.Patch{Span: span, Text: likeWritten(text, was)}
	}
	switch p.src[span.Start-1] {
	case '"':
		return edit.Patch{Span: span, Text: quote(text)}
	case '\'':
		return edit.Patch{Span: span, Text: strings.ReplaceAll(quote(text), "'", "&#39;")}
	}
	return edit.Patch{Span: span, Text: `"` + quote(text) + `"`}
}

// relevelled are the patches that give a heading another level, in both of its tags; none if
// what is around it is no heading, or says its level elsewhere too.
func (p *page) relevelled(at, level int) []edit.Patch {
	s := &p.segments[at]
	if s.element < 0 || s.block.Kind != block.Heading || s.attribute {
		return nil
	}
	e := &p.elements[s.element]
	opening, closing := p.src[e.span.Start:s.block.Span.Start], p.src[s.block.Span.End:e.span.End]
	first, last := bytes.IndexByte(opening, '<'), bytes.LastIndex(closing, []byte("</"))
	if bytes.Contains(opening, []byte("aria-level")) || len(e.name) != len("h1") || first != 0 || last < 0 {
		return nil
	}
	digit := func(at int) edit.Patch {
		return edit.Patch{Span: block.Span{Start: at, End: at + 1}, Text: strconv.Itoa(level)}
	}
	return []edit.Patch{digit(e.span.Start + len("<h")), digit(s.block.Span.End + last + len("</h"))}
}

// Begin makes the file of a new translation: the source with the translations in
// the place of its texts, and without the elements of which nothing is translated.
func (Format) Begin(source *block.Doc, _ block.Options, edits []edit.Edit) (src []byte, refused []int) {
	return edit.Begin(source, edits, compose)
}

// compose makes a page of the translations, by the places of their segments in the
// source; refused are the places of those that could not be written.
func compose(source *block.Doc, texts map[int]string) (src []byte, refused []int) {
	p := readAs(source.Src, choicesIn(source))
	places := source.Segments()
	known := map[int]string{}
	for k, at := range places {
		text, ok := texts[at]
		switch {
		case ok && holds(source, k, p, text) && keepsTags(&source.Blocks[at], text):
			known[k] = text
		case ok:
			refused = append(refused, at)
		}
	}
	var patches []edit.Patch
	for k := range p.segments {
		if text, ok := known[k]; ok {
			patches = append(patches, p.written(k, text))
		}
	}
	removed, _ := p.removals(known, block.Span{Start: 0, End: len(p.src)})
	patches = append(patches, removed...)
	src, _ = edit.Splice(p.src, patches)
	return src, refused
}

// holds reports whether a text stays the one segment that it is to be.
func holds(doc *block.Doc, at int, p *page, text string) bool {
	if strings.TrimSpace(text) == "" {
		return false
	}
	if p.segments[at].attribute || p.segments[at].block.Kind == block.Code {
		return true
	}
	if p.segments[at].cells != nil {
		return p.segments[at].fits(text)
	}
	// A text alone is one run: what makes another element of it parts it.
	alone := read([]byte(likeWritten(text, string(doc.Src[p.segments[at].block.Span.Start:p.segments[at].block.Span.End]))), choices{})
	return len(alone.segments) == 1 && len(alone.elements) == 0 && alone.segments[0].block.Text == canonical(text)
}

// items are the elements whose first paragraph is an item.
var items = wordset.Of("li dd")

// kept are elements that stay without a translation.
var kept = wordset.Of("html head body td th")

// isLeft reports whether a segment is prose that has no translation.
func (p *page) isLeft(k int, known map[int]string) bool {
	b := &p.segments[k].block
	_, ok := known[k]
	return !ok && b.Kind.Prose() && b.Kind != block.FrontMatter && !p.segments[k].attribute
}

// isFigure reports whether a segment is a cell without letters: a number, or a mark, which
// needs no translator.
func (p *page) isFigure(k int) bool {
	s := &p.segments[k]
	return s.block.Kind == block.TableRow && s.cells == nil && !strings.ContainsFunc(s.block.Text, unicode.IsLetter)
}

// removals take away the prose that has no translation in a part of the page, with the
// elements that hold nothing else; gone are its segments.
func (p *page) removals(known map[int]string, part block.Span) (out []edit.Patch, gone map[int]bool) {
	gone = map[int]bool{}
	done := 0 // the segments before are seen to
	for _, e := range p.elements {
		if e.first < done || e.first == e.last || p.isKept(&e) || e.span.Start < part.Start || part.End < e.span.End {
			continue
		}
		all := true
		for k := e.first; k < e.last && all; k++ {
			all = p.isLeft(k, known)
		}
		if all {
			out = append(out, edit.Patch{Span: p.withSpace(e.span), Text: ""})
			for done = e.first; done < e.last; done++ {
				gone[done] = true
			}
		}
	}
	for k := range p.segments {
		s := p.segments[k].block.Span
		if part.Start <= s.Start && s.End <= part.End && p.isLeft(k, known) && !p.isFigure(k) && !gone[k] {
			out, gone[k] = append(out, edit.Patch{Span: s, Text: ""}), true
		}
	}
	return out, gone
}

// isKept reports whether an element stays without a translation: so that a row keeps its
// cells, and an item its first paragraph where it has more.
func (p *page) isKept(e *element) bool {
	return kept[e.name] || e.name == "p" && !e.later && e.parent >= 0 && items[p.elements[e.parent].name] && p.elements[e.parent].paragraphs > 1
}

// withSpace is a span with the white space before it.
func (p *page) withSpace(s block.Span) block.Span {
	return block.Span{Start: len(bytes.TrimRight(p.src[:s.Start], " \t\r\n")), End: s.End}
}

// Apply makes changes in a page, see the interface of formats. A new segment comes
// with the largest element of its source that holds nothing but new segments.
func (Format) Apply(doc *block.Doc, edits []edit.Edit) (src []byte, refused []int) {
	a := &applier{doc: doc, page: readAs(doc.Src, choicesIn(doc)), edits: edits, place: map[int]int{}, roots: map[int]int{}}
	for k, at := range doc.Segments() {
		a.place[at] = k
	}
	groups := a.groups()
	a.find(groups)
	src, _ = a.splice(a.good)
	made := make([]bool, len(edits))
	for _, c := range a.good {
		for _, k := range c.edits {
			made[k] = true
		}
	}
	src = a.withFields(src, made)
	for k := range edits {
		if !made[k] {
			refused = append(refused, k)
		}
	}
	return src, refused
}

// choice is a change, or the new segments at one place, and which of the places for
// them is taken.
type choice struct {
	edits   []int
	variant int
}

type applier struct {
	doc   *block.Doc
	page  *page
	edits []edit.Edit
	place map[int]int // of segments in the page, by places in the document
	good  []choice
	model *page // of the source
	ofDoc *block.Doc
	ranks map[int]int             // of segments in the model, by places in its document
	roots map[int]int             // the elements that new segments come with, by edit
	fresh map[[2]int]map[int]bool // the new segments of the source, by place
}

// source is the page that new segments are copied from, nil if it is no page.
func (a *applier) source(doc *block.Doc) *page {
	if doc == nil || doc.Format != Name {
		return nil
	}
	if a.ofDoc != doc {
		a.ofDoc, a.model, a.ranks = doc, readAs(doc.Src, choicesIn(doc)), map[int]int{}
		for k, at := range doc.Segments() {
			a.ranks[at] = k
		}
	}
	return a.model
}

// groups are the changes, those of new segments that come to one place from one
// element of the source together.
func (a *applier) groups() []choice {
	var out []choice
	at := map[[3]int]int{} // by place and element
	for k := range a.edits {
		e := &a.edits[k]
		if a.isNewField(k) {
			continue // see [applier.withFields]
		}
		if len(e.Replace) > 0 {
			out = append(out, choice{edits: []int{k}})
			continue
		}
		key := [3]int{e.After, e.Before, a.root(k)}
		if g, ok := at[key]; ok && key[2] >= 0 {
			out[g].edits = append(out[g].edits, k)
			continue
		}
		at[key] = len(out)
		out = append(out, choice{edits: []int{k}})
	}
	return out
}

// root is the largest element of the source around a new segment all of whose
// segments are new or lack a translation, -1 if there is none.
func (a *applier) root(k int) int {
	e := &a.edits[k]
	model := a.source(e.Like.Doc)
	if model == nil {
		return -1
	}
	if best, ok := a.roots[k]; ok {
		return best
	}
	a.roots[k] = a.largest(k, model)
	return a.roots[k]
}

// freshAt are the new segments of the source at the place of one.
func (a *applier) freshAt(k int) map[int]bool {
	if a.fresh == nil {
		a.fresh = map[[2]int]map[int]bool{}
		for i := range a.edits {
			e := &a.edits[i]
			if key := [2]int{e.After, e.Before}; len(e.Replace) == 0 {
				if a.fresh[key] == nil {
					a.fresh[key] = map[int]bool{}
				}
				a.fresh[key][a.rank(i)] = true
			}
		}
	}
	return a.fresh[[2]int{a.edits[k].After, a.edits[k].Before}]
}

// largest finds the element of [applier.root].
func (a *applier) largest(k int, model *page) int {
	fresh, e := a.freshAt(k), &a.edits[k]
	lacked := func(i int) bool { return fresh[i] || free(&model.segments[i]) }
	if isAnchored(e) && e.Like.To > 0 {
		segments := e.Like.Doc.Segments()
		lacked = func(i int) bool { return fresh[i] || e.Like.From <= segments[i] && segments[i] < e.Like.To }
	}
	best := -1
	at := model.segments[a.rank(k)].element
	if model.segments[a.rank(k)].attribute && at < 0 {
		return -1
	}
	for ; at >= 0; at = model.elements[at].parent {
		for i := model.elements[at].first; i < model.elements[at].last; i++ {
			if !lacked(i) {
				return best
			}
		}
		if !isAnchored(e) || !frames[model.elements[at].name] {
			best = at
		}
	}
	return best
}

// isAnchored reports whether the document has something of the source that a new segment
// stands beside.
func isAnchored(e *edit.Edit) bool { return e.After >= 0 || e.Before >= 0 }

// frames are the elements that every page has.
var frames = wordset.Of("html head body")

// free reports whether a segment comes along with others: a rule, code, a value of
// an attribute.
func free(s *segment) bool { return !s.block.Kind.Prose() || s.attribute }

// rank is the place among the segments of its page of the source of a new segment.
func (a *applier) rank(k int) int { return a.ranks[a.edits[k].Like.At] }

// variants is how many places are tried for a new segment.
const variants = 12

// find adds those of some choices that can be made together with those found
// before.
func (a *applier) find(some []choice) {
	a.good = edit.Choose(a.good, some, a.holds, func(c choice) (out []choice) {
		for v := 1; v < variants && len(a.edits[c.edits[0]].Replace) == 0; v++ {
			out = append(out, choice{c.edits, v})
		}
		return out
	})
}

// holds reports whether the page reads as was meant once some choices are made.
func (a *applier) holds(some []choice) bool {
	src, ok := a.splice(some)
	if !ok {
		return false
	}
	return same(readAs(src, choicesIn(a.doc)).segments, a.expected(some))
}

func same(got []segment, want []block.Block) bool {
	if len(got) != len(want) {
		return false
	}
	for k := range got {
		b := &got[k].block
		if b.Kind != want[k].Kind && !(isText(b.Kind) && isText(want[k].Kind)) || b.Label != want[k].Label || b.Kind == block.Heading && b.Level != want[k].Level || b.Digest() != want[k].Digest() {
			return false
		}
	}
	return true
}

// isText reports whether a kind is that of a text of an item: the first is the item, also
// where it is the second in the source.
func isText(k block.Kind) bool { return k == block.Paragraph || k == block.ListItem }

// expected are the segments that the page is to have.
func (a *applier) expected(some []choice) []block.Block {
	replaced, levels, after := map[int]string{}, map[int]int{}, map[int][]block.Block{}
	for _, c := range some {
		e := &a.edits[c.edits[0]]
		if len(e.Replace) > 0 {
			for k, text := range pieces(e) {
				replaced[a.place[e.Replace[k]]] = text
			}
			levels[a.place[e.Replace[0]]] = e.Level
			continue
		}
		at := -1
		if e.After >= 0 {
			at = a.place[e.After]
		} else if e.Before >= 0 {
			at = a.place[e.Before] - 1
		}
		after[at] = append(after[at], a.new(c)...)
	}
	out := slices.Clone(after[-1])
	for k := range a.page.segments {
		b := a.page.segments[k].block
		if text, ok := replaced[k]; ok {
			b.Text = normal(&b, text)
			b.Level = cmp.Or(levels[k], b.Level)
		}
		out = append(append(out, b), after[k]...)
	}
	return out
}

// normal is a text in the spelling that the text of a segment has.
func normal(b *block.Block, text string) string {
	if b.Kind == block.Code || b.Syntax != Syntax {
		return text
	}
	return canonical(text)
}

// new are the segments that come with a choice.
func (a *applier) new(c choice) []block.Block {
	e := &a.edits[c.edits[0]]
	model, root := a.source(e.Like.Doc), a.root(c.edits[0])
	if root < 0 {
		b := e.Like.Doc.Blocks[e.Like.At]
		b.Syntax = Syntax
		b.Text = canonical(e.Text)
		return []block.Block{b}
	}
	texts := a.texts(c)
	_, gone := model.removals(texts, model.elements[root].span)
	var out []block.Block
	for k := model.elements[root].first; k < model.elements[root].last; k++ {
		if gone[k] {
			continue
		}
		b := model.segments[k].block
		if text, ok := texts[k]; ok {
			b.Text = normal(&b, text)
		}
		out = append(out, b)
	}
	return out
}

// texts are those of a choice by the places of their segments in the source.
func (a *applier) texts(c choice) map[int]string {
	out := map[int]string{}
	for _, k := range c.edits {
		out[a.rank(k)] = a.edits[k].Text
	}
	return out
}

// pieces are the texts for the segments that a change replaces: its paragraphs, one
// for each, or the whole for the only one.
func pieces(e *edit.Edit) []string {
	if len(e.Replace) == 1 {
		return []string{e.Text}
	}
	return strings.Split(e.Text, "\n\n")
}

// splice is the page with some choices made.
func (a *applier) splice(some []choice) ([]byte, bool) {
	var out []edit.Patch
	some = slices.Clone(some)
	slices.SortFunc(some, func(x, y choice) int { return x.edits[0] - y.edits[0] })
	for _, c := range some {
		e := &a.edits[c.edits[0]]
		if len(e.Replace) == 0 {
			p, ok := a.insertion(c)
			if !ok {
				return nil, false
			}
			out = append(out, p)
			continue
		}
		texts := pieces(e)
		if len(texts) != len(e.Replace) {
			return nil, false
		}
		for k, text := range texts {
			if strings.TrimSpace(text) == "" || !a.page.segments[a.place[e.Replace[k]]].fits(text) {
				return nil, false
			}
			if len(texts) == 1 && e.Like.Doc != nil && !keepsTags(&e.Like.Doc.Blocks[e.Like.At], text) && text != a.page.segments[a.place[e.Replace[k]]].block.Text {
				return nil, false
			}
			out = append(out, a.page.written(a.place[e.Replace[k]], text))
		}
		if e.Level > 0 {
			out = append(out, a.page.relevelled(a.place[e.Replace[0]], e.Level)...)
		}
	}
	return edit.Splice(a.page.src, out)
}
