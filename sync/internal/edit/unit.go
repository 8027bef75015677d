package edit

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// unit is what is written in one go: an edit, or the edits whose new segments stand in one
// container that the document has nothing of.
type unit struct {
	first    *Edit
	variant  int
	wrap     *wrapper // nil for an edit by itself
	laid     *layout  // of a container, nil if it cannot be written
	followed bool     // another unit is put in the same place behind it
}

// unitsOf are the units of some choices, in the order of their edits.
func (a *applier) unitsOf(some []choice) []*unit {
	some = slices.Clone(some)
	slices.SortFunc(some, func(x, y choice) int { return cmp.Compare(x.edit, y.edit) })
	var out []*unit
	done := map[int]bool{}
	for k, c := range some {
		if done[k] {
			continue
		}
		u := &unit{first: &a.edits[c.edit], variant: c.variant}
		if u.wrap = a.lackedContainer(u.first); u.wrap != nil {
			doc := u.first.Like.Doc
			maker := &composer{source: doc, texts: map[int]string{}, variants: map[int]int{}, wrappers: a.wrappersOf(doc)}
			for i := k; i < len(some); i++ {
				e := &a.edits[some[i].edit]
				if len(e.Replace) == 0 && e.Like.Doc == doc && e.After == u.first.After && e.Before == u.first.Before && u.wrap.from <= e.Like.At && e.Like.At < u.wrap.to {
					maker.texts[e.Like.At], maker.variants[e.Like.At], done[i] = e.Text, some[i].variant, true
				}
			}
			u.laid = maker.lay(u.wrap.span(), nil, u.variant == asInSource)
		}
		out = append(out, u)
	}
	return out
}

// Brought are the places in the sources of edits of what comes along with their new
// segments: the lines of containers that a document has nothing of, and what needs no
// translator in them.
func Brought(doc *block.Doc, edits []Edit) map[int]bool {
	a := &applier{doc: doc, edits: edits, wrappers: map[*block.Doc][]wrapper{}}
	all := make([]choice, len(edits))
	for k := range edits {
		all[k].edit = k
	}
	out := map[int]bool{}
	for _, u := range a.unitsOf(all) {
		if u.laid == nil {
			continue
		}
		for _, at := range u.laid.brought {
			out[at] = true
		}
	}
	return out
}

// wrappersOf are the containers of a source.
func (a *applier) wrappersOf(doc *block.Doc) []wrapper {
	if _, ok := a.wrappers[doc]; !ok {
		a.wrappers[doc] = wrappersOf(doc)
	}
	return a.wrappers[doc]
}

// lackedContainer is the outermost container around a new segment that the document has
// nothing of, nil if there is none.
func (a *applier) lackedContainer(e *Edit) *wrapper {
	if len(e.Replace) > 0 || e.Like.To == 0 {
		return nil
	}
	var out *wrapper
	doc := e.Like.Doc
	all := a.wrappersOf(doc)
	for k := range all {
		w := &all[k]
		if e.Like.At < w.from || w.to <= e.Like.At || out != nil && w.span().Len() < out.span().Len() {
			continue
		}
		if firstSegment(doc, w.from) >= e.Like.From && previousSegment(doc, w.to) < e.Like.To && !a.stands(w, e) {
			out = w
		}
	}
	if out != nil {
		return out
	}
	if w := markupAround(doc, e.Like.At); w != nil && firstSegment(doc, w.from) >= e.Like.From && previousSegment(doc, w.to) < e.Like.To && !a.isEnclosed(e, w.open.Start) {
		return w
	}
	return nil
}

// stands reports whether the document has the line that begins a container, without any
// segment of it, where a new one is put.
func (a *applier) stands(w *wrapper, e *Edit) bool {
	start, end := a.rangeOf(e)
	line := bytes.TrimSpace(e.Like.Doc.Src[w.open.Start:w.open.End])
	return start < end && bytes.Contains(a.doc.Src[start:end], line)
}

// rangeOf goes from the end of the segment that a new one comes behind to the start of the one
// that it comes before, as far as they are known.
func (a *applier) rangeOf(e *Edit) (start, end int) {
	start, end = 0, len(a.doc.Src)
	if e.After >= 0 {
		start = a.doc.Blocks[e.After].Span.End
	}
	if e.Before >= 0 {
		end = a.doc.Blocks[e.Before].Span.Start
	}
	return start, end
}

func firstSegment(doc *block.Doc, from int) int { return nextSegment(doc, from-1) }

// openedAbove is the length of the tags above the text of a new segment that begin
// containers which the document has: tags of its own stand only around its text.
func (a *applier) openedAbove(e *Edit) int {
	b := &e.Like.Doc.Blocks[e.Like.At]
	length := 0
	if e.Like.To == 0 || b.Lead == 0 {
		return 0
	}
	for _, w := range a.wrappersOf(e.Like.Doc) {
		if b.Span.Start <= w.open.Start && w.open.End < b.Span.Start+b.Lead {
			length = max(length, w.open.End-b.Span.Start)
		}
	}
	for length > 0 && strings.IndexByte("\r\n", e.Like.Doc.Src[b.Span.Start+length]) >= 0 {
		length++
	}
	return length
}

// kind is that of what a unit begins and ends with.
func (u *unit) kind() block.Kind {
	if u.wrap != nil {
		return block.Directive
	}
	return u.first.Like.Doc.Blocks[u.first.Like.At].Kind
}

// gapBelow is what stands between a unit and something of a kind above it; opened is the
// length of the tags above its text that are there already.
func (u *unit) gapBelow(above block.Kind, opened int, eol string) string {
	doc, at := u.first.Like.Doc, u.first.Like.At
	if u.wrap != nil {
		return withEOL(u.blankBeside(above), eol)
	}
	if opened > 0 {
		return eol
	}
	return withEOL(blankBetween(doc, previousSegment(doc, at), at, above, doc.Blocks[at].Kind), eol)
}

// blankBeside is what stands between a container and something of a kind beside it: in a
// quotation, a line with its mark.
func (u *unit) blankBeside(kind block.Kind) string {
	line := u.first.Like.Doc.Src[u.wrap.open.Start:u.wrap.open.End]
	if kind == block.Quote && bytes.HasPrefix(line, []byte(">")) {
		return "\n>\n"
	}
	return "\n\n"
}

// followsLine reports whether a container begins in the source directly below the line
// that a text ends with.
func (u *unit) followsLine(before []byte) bool {
	src := u.first.Like.Doc.Src[:u.wrap.open.Start]
	above := bytes.TrimSpace(lastLine(bytes.TrimSuffix(src, []byte("\n"))))
	return len(above) > 0 && bytes.Equal(above, bytes.TrimSpace(lastLine(before)))
}

func lastLine(src []byte) []byte { return src[bytes.LastIndexByte(src, '\n')+1:] }
