package edit

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// layout is a part of a source that is written with translations.
type layout struct {
	out      []byte
	expected []block.Block
	cells    []int // of the rows that those of expected which have a translation are made after
	brought  []int // places in the source of what needs no translator

	src    []byte
	to     int  // where the source was read up to
	begun  bool // something was written below the front matter
	passed bool // something was left out since the last bytes that were written
}

// lay writes a part of the source: the translations but those in bad, and what needs no
// translator. Prose without a translation is left out, unless whole is set or it stands
// on a line with something else; so is a container of which nothing is left. It returns
// nil if a segment stands in its file in a way that it does not understand.
func (c *composer) lay(part block.Span, bad map[int]bool, whole bool) *layout {
	kept, lines := c.keptBlocks(part, bad, whole)
	l := &layout{src: c.source.Src, to: part.Start}
	for i := range c.source.Blocks {
		b := &c.source.Blocks[i]
		s := block.Span{Start: max(b.Span.Start, part.Start), End: min(b.Span.End, part.End)}
		switch text, ok := c.texts[i]; {
		case s.Start >= s.End:
		case !b.Segment() && s.Start < c.source.Body():
			l.out, l.to = append(l.out, l.src[l.to:s.End]...), s.End
		case !b.Segment():
			l.passLines(s, lines)
		case !kept[i]:
			l.passLines(block.Span{Start: s.Start, End: s.Start + b.Lead}, lines)
			l.leaveOut(s.End - b.Tail)
			for _, line := range lines {
				if line.kept && line.Start >= l.to && line.End <= s.End {
					l.leaveOut(line.Start - len(eolOf(c.source)))
					l.write(line.Span, string(l.src[line.Start:line.End]), untouched)
				}
			}
			if l.to < s.End {
				l.leaveOut(s.End)
			}
		case ok && !bad[i] && text != Text(b, c.source.Format):
			blocks := partsOf(*b, text)
			f, ok := frameOf(c.source, b)
			if !ok {
				return nil
			}
			raw, ok := f.layBlocks(blocks, eolOf(c.source), c.variants[i])
			if !ok {
				return nil
			}
			l.write(s, raw, cellsOf(b), blocks...)
		default:
			cells := untouched
			if ok {
				cells = cellsOf(b)
			}
			l.write(s, string(l.src[s.Start:s.End]), cells, *b)
			if !b.Kind.Prose() || b.IsCopied() {
				l.brought = append(l.brought, i)
			}
		}
	}
	if !l.passed {
		l.out = append(l.out, l.src[l.to:part.End]...)
	}
	return l
}

// write puts a text in the place of a span, behind what stands before it.
func (l *layout) write(s block.Span, text string, cells int, blocks ...block.Block) {
	gap := string(l.src[l.to:s.Start])
	if l.passed && !l.begun {
		gap = strings.TrimLeft(gap, "\r\n") // nothing stands above it any more
	}
	l.out = append(append(l.out, gap...), text...)
	l.to, l.begun, l.passed = s.End, true, false
	for _, b := range blocks {
		l.expected, l.cells = append(l.expected, b), append(l.cells, cells)
	}
}

// leaveOut goes on behind what is not written.
func (l *layout) leaveOut(to int) { l.to, l.passed = to, true }

// passLines writes the lines of containers in a span that are kept, and leaves the
// others out.
func (l *layout) passLines(s block.Span, lines []containerLine) {
	for _, line := range lines {
		at := block.Span{Start: max(s.Start, line.Start), End: min(s.End, line.End)}
		switch {
		case at.Start >= at.End:
		case line.kept:
			l.write(at, string(l.src[at.Start:at.End]), untouched)
		default:
			l.leaveOut(at.End)
		}
	}
}

// containerLine is a line that begins or ends a container.
type containerLine struct {
	block.Span
	kept bool
}

// keptBlocks says which blocks of a part of the source are written, and which lines of
// its containers.
func (c *composer) keptBlocks(part block.Span, bad map[int]bool, whole bool) (kept map[int]bool, lines []containerLine) {
	var within []wrapper
	onLine := map[int]bool{} // by the start of the line, false while nothing of its container is kept
	for _, w := range c.wrappers {
		if part.Start <= w.open.Start && w.end.End <= part.End {
			within = append(within, w)
			onLine[w.open.Start], onLine[w.end.Start] = false, false
		}
	}
	kept = map[int]bool{}
	count := make([]int, len(c.source.Blocks)+1) // of the kept blocks before a place
	for i := range c.source.Blocks {
		b := &c.source.Blocks[i]
		_, ok := c.texts[i]
		_, frames := onLine[lineOfText(c.source, b)]
		kept[i] = b.Segment() && (whole || ok && !bad[i] || b.Span.Start < c.source.Body() || b.Kind == block.LinkDefinition ||
			!b.Kind.Prose() && !frames)
		count[i+1] = count[i]
		if kept[i] {
			count[i+1]++
		}
	}
	for again := true; again; { // one line may end a container and begin another
		again = false
		for _, w := range within {
			if open, end := onLine[w.open.Start], onLine[w.end.Start]; open && end || !open && !end && count[w.from] == count[w.to] {
				continue
			}
			onLine[w.open.Start], onLine[w.end.Start], again = true, true, true
		}
	}
	c.keepLines(part, within, onLine, kept)
	for _, w := range within {
		on := onLine[w.open.Start]
		if t, ok := titleOf(c.source, w); ok && !kept[t.at] {
			lines = append(lines, containerLine{block.Span{Start: w.open.Start, End: t.from}, on}, containerLine{block.Span{Start: t.from, End: t.to}, false}, containerLine{block.Span{Start: t.to, End: w.open.End}, on})
		} else {
			lines = append(lines, containerLine{w.open, on})
		}
		lines = append(lines, containerLine{w.end, onLine[w.end.Start]})
	}
	lines = slices.DeleteFunc(lines, func(l containerLine) bool { return l.Len() == 0 })
	slices.SortFunc(lines, func(a, b containerLine) int { return cmp.Compare(a.Start, b.Start) })
	return kept, slices.Compact(lines)
}

// keepLines keeps the segments that share a line with what is kept of a container, and
// those that are only a part of their lines, but for those in containers that are left out.
func (c *composer) keepLines(part block.Span, within []wrapper, onLine map[int]bool, kept map[int]bool) {
	left := map[int]bool{}
	for _, w := range within {
		if t, ok := titleOf(c.source, w); ok {
			left[t.at] = true // the site has one for it
		}
		for i := w.from; i < w.to && !onLine[w.open.Start]; i++ {
			left[i] = true
		}
	}
	for i := range c.source.Blocks {
		b := &c.source.Blocks[i]
		if b.Segment() && part.Start <= b.Span.Start && b.Span.End <= part.End && !left[i] {
			kept[i] = kept[i] || onLine[lineOfText(c.source, b)] || !hasOwnLines(c.source, b)
		}
	}
}

// title is the title of a directive, by its place in the blocks, with what it stands
// behind and between on the line of the directive.
type title struct{ at, from, to int }

// titleOf is the title on the line that begins a container, if nothing else stands behind it.
func titleOf(doc *block.Doc, w wrapper) (title, bool) {
	to := lineEnd(doc.Src, w.open.Start)
	for i := w.from; i < w.to && doc.Blocks[i].Span.Start < to; i++ {
		b := &doc.Blocks[i]
		next := nextSegment(doc, i)
		if b.Kind != block.Directive || b.Span.Start < w.open.Start || next < 0 || doc.Blocks[next].Span.Start >= to {
			continue
		}
		behind := strings.TrimSpace(string(doc.Src[min(to, doc.Blocks[next].Span.End):to]))
		return title{next, b.Span.End, to}, doc.Blocks[next].Kind == block.Paragraph && (behind == "" || behind == "]" || behind == `"`)
	}
	return title{}, false
}

// lineOfText is where the line starts on which the text of a segment begins.
func lineOfText(doc *block.Doc, b *block.Block) int {
	return bytes.LastIndexByte(doc.Src[:b.Span.Start+b.Lead], '\n') + 1
}

// hasOwnLines reports whether nothing else stands on the lines of a segment.
func hasOwnLines(doc *block.Doc, b *block.Block) bool {
	start := bytes.LastIndexByte(doc.Src[:b.Span.Start], '\n') + 1
	around := string(doc.Src[start:b.Span.Start]) + string(doc.Src[b.Span.End:lineEnd(doc.Src, b.Span.End)])
	return doc.Format != block.Markdown || strings.Trim(around, " \t\r>") == ""
}
