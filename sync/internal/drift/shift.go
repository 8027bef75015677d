package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// Shifted is what of a translation answers the source of a row flagged [Shift]: a sentence
// stands on the other side of the border to the row before or behind.
type Shifted struct {
	Spans []block.Span // in the target, in order
	Text  string
}

// crossing is what shifts do to a target segment: which part of its text is its own, and
// what of its neighbours belongs to it.
type crossing struct {
	start, end    int // of its own text
	before, after *crossed
}

// crossed is a part of the text of a target segment.
type crossed struct{ segment, start, end int }

// findCrossings looks for sentences that cross a border between two rows, and gives the
// targets of these rows the texts by which they are judged.
func (e *examination) findCrossings(drafts []*draft) {
	e.judged, e.crossings = e.target, map[int]*crossing{}
	if e.source.Keyed {
		return
	}
	pairs := neighbours(e, drafts)
	e.running = make(map[int]int, len(pairs))
	for _, p := range pairs {
		e.running[p[0]] = p[1]
	}
	shifts := align.Shifts(e.source.Outline, e.target.Outline, pairs)
	if len(shifts) == 0 {
		return
	}
	for _, s := range shifts {
		e.cross(s)
	}
	e.judged.Outline = slices.Clone(e.target.Outline)
	for j, c := range e.crossings {
		s := &e.target.Outline[j]
		b := e.target.Doc.Blocks[e.segments[1][j]]
		b.Text = c.text(e.target.Outline, s)
		e.judged.Outline[j] = align.SegmentIn(e.target.Doc, &b, e.target.Language)
	}
}

// neighbours are the pairs of one segment with one that may be cut at sentences, in the
// order of the source.
func neighbours(e *examination, drafts []*draft) [][2]int {
	var out [][2]int
	for _, d := range drafts {
		if len(d.source) == 1 && len(d.target) == 1 && !d.moved && d.confidence >= leastShifted &&
			isRunning(e.source.Outline[d.source[0]].Kind) && isRunning(e.target.Outline[d.target[0]].Kind) {
			out = append(out, [2]int{d.source[0], d.target[0]})
		}
	}
	slices.SortFunc(out, func(p, q [2]int) int { return cmp.Compare(p[0], q[0]) })
	return out
}

// leastShifted is the least confidence of a pair that may be cut: a sentence on the wrong
// side makes a pair less sure than it is.
const leastShifted = 0.35

// cross enters a shift on both sides of its border.
func (e *examination) cross(s align.Shift) {
	p := &crossed{s.B, s.Start, s.End}
	from := e.crossingOf(s.B)
	if s.Back {
		from.start = s.End
		e.crossingOf(s.B - 1).after = p
	} else {
		from.end = s.Start
		e.crossingOf(s.B + 1).before = p
	}
}

func (e *examination) crossingOf(target int) *crossing {
	c := e.crossings[target]
	if c == nil {
		c = &crossing{end: len(e.target.Outline[target].Text)}
		e.crossings[target] = c
	}
	return c
}

// text is that of a target segment after the shifts.
func (c *crossing) text(o align.Outline, s *align.Segment) string {
	parts := []string{strings.TrimSpace(s.Text[c.start:c.end])}
	if p := c.before; p != nil {
		parts = slices.Insert(parts, 0, o[p.segment].Text[p.start:p.end])
	}
	if p := c.after; p != nil {
		parts = append(parts, o[p.segment].Text[p.start:p.end])
	}
	return strings.Join(parts, " ")
}

// shiftedOf is what answers the source of a row, if a sentence has crossed its border, and
// if it is known which bytes of the file the sentences are.
func (e *examination) shiftedOf(d *draft) *Shifted {
	if len(d.target) != 1 || e.crossings[d.target[0]] == nil {
		return nil
	}
	j := d.target[0]
	c := e.crossings[j]
	out := &Shifted{Text: e.judged.Outline[j].Text}
	text := e.target.Outline[j].Text
	own := strings.TrimSpace(text[c.start:c.end])
	start := c.start + strings.Index(text[c.start:], own)
	for _, p := range []*crossed{c.before, {j, start, start + len(own)}, c.after} {
		if p == nil {
			continue
		}
		span, ok := e.target.Doc.SpanOfText(e.segments[1][p.segment], p.start, p.end)
		if !ok {
			return nil
		}
		out.Spans = append(out.Spans, span)
	}
	return out
}
