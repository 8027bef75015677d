package edit

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// crowd is the number of edits from which those that cannot be made are looked for
// in the surroundings of each, and not in the whole document again and again.
var crowd = 32

// mostDoubted is how many edits that do not hold in their surroundings are tried in
// the whole document all the same.
const mostDoubted = 16

// screenChoices orders many edits of which some cannot be made: likely are those that hold
// in their surroundings, each as it is to be written there, doubted the others. That
// costs the reading of a few segments for each.
func (a *applier) screenChoices(all []choice) (likely, doubted []choice) {
	for _, c := range all {
		if v, ok := a.fitAround(c.edit); ok {
			likely = append(likely, choice{c.edit, v})
		} else {
			doubted = append(doubted, c)
		}
	}
	return likely, doubted[:min(len(doubted), mostDoubted)]
}

// fitAround finds how an edit can be made in the segments around it. It reports true
// where these say nothing, since they are something else without the rest.
func (a *applier) fitAround(edit int) (variant int, ok bool) {
	e := a.edits[edit]
	first, last := e.After, e.Before
	if len(e.Replace) > 0 {
		first, last = e.Replace[0], e.Replace[len(e.Replace)-1]
	}
	switch {
	case first < 0:
		first = last
	case last < first:
		last = first
	}
	if first < 0 {
		return plain, true
	}
	part, first, last, ok := surroundingsOf(a.doc, first, last)
	if !ok {
		return plain, true
	}
	e.Replace = slices.Clone(e.Replace)
	for k := range e.Replace {
		e.Replace[k] -= first
	}
	e.After, e.Before = placeWithin(e.After, first, last), placeWithin(e.Before, first, last)
	small := &applier{doc: part, edits: []Edit{e}, wrappers: a.wrappers}
	for v := plain; v < variants; v++ {
		if small.holdsWith([]choice{{0, v}}) {
			return v, true
		}
	}
	return plain, false
}

// surroundingsOf are the segments from one place of a document to another with those
// next to them, as a document of their own, and the places of its first and last
// block. It reports false if they are something else without the rest.
func surroundingsOf(doc *block.Doc, from, to int) (part *block.Doc, first, last int, ok bool) {
	first, last = neighbourSegment(doc, from, -1), neighbourSegment(doc, to, 1)
	part = doc.Reread(doc.Src[doc.Blocks[first].Span.Start:doc.Blocks[last].Span.End])
	if len(part.Blocks) != last-first+1 {
		return nil, 0, 0, false
	}
	for k := range part.Blocks {
		if !equalBlocks(&part.Blocks[k], &doc.Blocks[first+k]) {
			return nil, 0, 0, false
		}
	}
	return part, first, last, true
}

// placeWithin is a place in a part of the blocks of a document, -1 for one outside.
func placeWithin(at, first, last int) int {
	if at < first || at > last {
		return -1
	}
	return at - first
}

// neighbourSegment is the place of the segment next to a place, or the place itself at an
// end of the document.
func neighbourSegment(doc *block.Doc, at, step int) int {
	for k := at + step; k >= 0 && k < len(doc.Blocks); k += step {
		if b := &doc.Blocks[k]; b.Segment() && b.Kind != block.Code {
			return k
		}
	}
	return at
}
