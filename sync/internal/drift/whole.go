package drift

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// joinParts joins the segments of one side that have no counterpart with the row beside
// them, if its other side has their whole text and their own does not: a picture, a tag, code or
// an instruction of a template that stands in the paragraph in one file and by itself in
// the other. Words that both happen to have are no such part. What a record vouches for stays as it is.
func (e *examination) joinParts(drafts []*draft) []*draft {
	if e.source.Keyed {
		return drafts
	}
	owner := [2]map[int]*draft{{}, {}}
	for _, d := range drafts {
		for side := range owner {
			for _, at := range *d.side(side) {
				owner[side][at] = d
			}
		}
	}
	gone := map[*draft]bool{}
	for range partsInARow { // what was joined may have a part beside it
		before := len(gone)
		for _, d := range drafts {
			if !gone[d] && e.joinPart(d, owner) {
				gone[d] = true
			}
		}
		if len(gone) == before {
			break
		}
	}
	return slices.DeleteFunc(drafts, func(d *draft) bool { return gone[d] })
}

// joinPart joins a draft of one segment without a counterpart with the row beside it that
// it is a part of, and reports whether there is one.
func (e *examination) joinPart(d *draft, owner [2]map[int]*draft) bool {
	for side := range owner {
		lone := *d.side(side)
		if len(lone) != 1 || len(*d.side(1 - side)) > 0 || !d.isFree() || len(d.base) > 0 {
			continue
		}
		for _, beside := range []int{lone[0] - 1, lone[0] + 1} {
			whole := owner[side][beside]
			if whole == nil || e.isSettled(whole) {
				continue
			}
			if !e.isPartOf(lone[0], whole, side) && !e.leadsCode(lone[0], whole, side) && (side == 0 || !e.isTextOf(lone[0], whole)) {
				continue
			}
			*whole.side(side) = append(*whole.side(side), lone[0])
			slices.Sort(*whole.side(side))
			owner[side][lone[0]] = whole
			return true
		}
	}
	return false
}

// partsInARow is how many parts are looked for before a row.
const partsInARow = 3

// side are the places of a draft in the source (0) or in the target (1).
func (d *draft) side(side int) *[]int {
	if side == 0 {
		return &d.source
	}
	return &d.target
}

// outlinesFrom are the outlines of a side, 0 being the source, and of the other.
func (e *examination) outlinesFrom(side int) (own, other align.Outline) {
	if side == 0 {
		return e.source.Outline, e.target.Outline
	}
	return e.target.Outline, e.source.Outline
}

// isSettled reports whether nothing may be joined with a row: a record vouches for it, or it
// has one side alone.
func (e *examination) isSettled(whole *draft) bool {
	return whole.known && !e.isInferred(whole) || len(whole.source) == 0 || len(whole.target) == 0
}

// leastPart is the least length, in bytes, of a text that is looked for in another.
const leastPart = 5

// isPartOf reports whether the text of a segment without a counterpart stands in the other
// side of a row, and not in its own.
func (e *examination) isPartOf(at int, whole *draft, side int) bool {
	own, other := e.outlinesFrom(side)
	if own[at].Kind == block.Code {
		hasIt := func(o align.Outline) func(k int) bool { return func(k int) bool { return isCodeOf(&own[at], &o[k]) } }
		return slices.ContainsFunc(*whole.side(1 - side), hasIt(other)) && !slices.ContainsFunc(*whole.side(side), hasIt(own))
	}
	part := strings.Join(strings.Fields(own[at].Text), " ")
	switch own[at].Kind {
	case block.HTML, block.Directive, block.Image:
		if len(part) < leastPart {
			return false
		}
	case block.Paragraph: // the value of an attribute, such as what a picture shows
		part = `"` + part + `"`
	default:
		return false
	}
	holds := func(o align.Outline, which []int) bool {
		return slices.ContainsFunc(which, func(k int) bool {
			text := strings.Join(strings.Fields(o[k].Text), " ")
			return len(text) > len(part) && strings.Contains(text, part)
		})
	}
	return holds(other, *whole.side(1 - side)) && !holds(own, *whole.side(side))
}

// leadsCode reports whether a segment without a counterpart is the words before the code of
// a row, which is a block on its side and in one paragraph with them on the other.
func (e *examination) leadsCode(at int, whole *draft, side int) bool {
	if (*whole.side(side))[0] != at+1 || len(*whole.side(1 - side)) != 1 {
		return false
	}
	own, other := e.outlinesFrom(side)
	text := &other[(*whole.side(1 - side))[0]]
	return isRunning(own[at].Kind) && isCodeOf(&own[at+1], text) && !isLead(text.Text, "`")
}

// isCodeOf reports whether a block of code has nothing but lines that a text has as code
// within it.
func isCodeOf(code, text *align.Segment) bool {
	if code.Kind != block.Code || !isRunning(text.Kind) || strings.TrimSpace(code.Text) == "" {
		return false
	}
	for line := range strings.Lines(code.Text) {
		if line = strings.TrimSpace(line); line != "" && !strings.Contains(text.Text, "`"+line+"`") {
			return false
		}
	}
	return true
}

// isTextOf reports whether a target segment without a counterpart is the text of a row of
// which the translation has the markup alone so far: a label whose tag stands on a line of
// its own in the translation, and in the paragraph in the source.
func (e *examination) isTextOf(at int, whole *draft) bool {
	text := &e.target.Outline[at]
	if len(whole.source) != 1 || at < whole.target[len(whole.target)-1] {
		return false
	}
	s := &e.source.Outline[whole.source[0]]
	if s.Kind != block.Paragraph || !isRunning(text.Kind) && text.Kind != block.Code {
		return false
	}
	if words, _ := plainWords(s); len(words) < leastText {
		return false
	}
	return !slices.ContainsFunc(whole.target, func(k int) bool { return e.target.Outline[k].Kind != block.HTML })
}

// leastText is the least number of words of a paragraph that is more than markup.
const leastText = 2
