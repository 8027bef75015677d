package edit

import (
	"bytes"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Pieces of markup, as the tag of a picture and what is to be read in it, are segments
// that say nothing without each other: a new one comes with all of the lines that they
// stand on, or not at all.

// markupAround are the lines of a source on which a tag stands whole that a segment is a
// part of or stands beside, nil if there are none.
func markupAround(doc *block.Doc, at int) *wrapper {
	b := &doc.Blocks[at]
	if doc.Format != block.Markdown || b.Lead > 0 {
		return nil
	}
	start, ok := markupStart(doc.Src, b.Span.Start)
	if !ok {
		return nil
	}
	for end, n := lineEnd(doc.Src, b.Span.End), 0; n < mostMarkupLines; n++ {
		w := wrapper{open: block.Span{Start: start, End: end}, end: block.Span{Start: end, End: end}}
		if block.IsWhole(string(doc.Src[start:end])) {
			w.from, w.to = blocksIn(doc, w.open)
			if w.isMarkup(doc) {
				return &w
			}
			return nil
		}
		if end == len(doc.Src) {
			break
		}
		next := lineEnd(doc.Src, end+1)
		if len(bytes.Trim(doc.Src[end:next], " \t\r\n>")) == 0 {
			break
		}
		end = next
	}
	return nil
}

// mostMarkupLines is the number of lines up to which a tag is looked for.
const mostMarkupLines = 20

// markupStart is the start of the next line at or above an offset that begins with a tag.
func markupStart(src []byte, at int) (int, bool) {
	for range mostMarkupLines {
		start := bytes.LastIndexByte(src[:at], '\n') + 1
		line := bytes.TrimLeft(src[start:lineEnd(src, start)], " \t>")
		switch {
		case len(bytes.TrimSpace(line)) == 0:
			return 0, false
		case len(line) > 1 && line[0] == '<':
			return start, true
		case start == 0:
			return 0, false
		}
		at = start - 1
	}
	return 0, false
}

// blocksIn are the blocks that begin in a span or reach into it, from one place to before
// another.
func blocksIn(doc *block.Doc, s block.Span) (from, to int) {
	for from < len(doc.Blocks) && doc.Blocks[from].Span.End <= s.Start {
		from++
	}
	for to = from; to < len(doc.Blocks) && doc.Blocks[to].Span.Start < s.End; to++ {
	}
	return from, to
}

// isMarkup reports whether the segments of some lines stand on no others, and one of them
// is a tag or stands in one, but no one is all there is.
func (w *wrapper) isMarkup(doc *block.Doc) bool {
	some := false
	for i := w.from; i < w.to; i++ {
		b := &doc.Blocks[i]
		if !b.Segment() {
			continue
		}
		if b.Span.Start < w.open.Start || b.Span.End > w.open.End || b.Span == w.open {
			return false
		}
		some = some || b.Kind == block.HTML || isInTag(doc, i)
	}
	return some
}

// isInTag reports whether a segment stands in a tag: it is the value of an attribute.
func isInTag(doc *block.Doc, at int) bool {
	start := doc.Blocks[at].Span.Start
	for i := at - 1; i >= 0; i-- {
		b := &doc.Blocks[i]
		if b.Kind != block.Gap && b.Kind != block.HTML {
			continue
		}
		raw := doc.Src[b.Span.Start:b.Span.End]
		for k := bytes.LastIndexByte(raw, '<'); k >= 0; k = bytes.LastIndexByte(raw[:k], '<') {
			if begin := b.Span.Start + k + 1; begin < start && isLetter(doc.Src[begin]) {
				return !endsTag(doc.Src[begin:start])
			}
		}
	}
	return false
}

func isLetter(c byte) bool { return 'a' <= c|' ' && c|' ' <= 'z' }

// endsTag reports whether a tag ends in what follows its first sign.
func endsTag(src []byte) bool {
	quote := byte(0)
	for _, c := range src {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return true
		}
	}
	return false
}

// standsAlone reports whether a new piece of markup or a value of an attribute can be put
// in by itself, as the text of its lines: it brings the ends of what it begins, and it is
// taken out of no tag that the document lacks.
func (a *applier) standsAlone(e *Edit, text string) bool {
	doc, b := e.Like.Doc, &e.Like.Doc.Blocks[e.Like.At]
	if doc.Format != block.Markdown || b.Kind == block.Code || b.Kind == block.FrontMatter {
		return true
	}
	if isInTag(doc, e.Like.At) {
		return false
	}
	if b.Kind != block.HTML || !block.IsWhole(b.Text) {
		return true
	}
	before, _ := lineAround(doc, b)
	return block.IsWhole(text) && !a.isEnclosed(e, b.Span.Start-len(before))
}

// isEnclosed reports whether a new piece of markup stands in an element that begins in the
// source behind the last segment which the document has, and before an offset, where the
// line of the piece begins, and that does not stand in the document where it is put.
func (a *applier) isEnclosed(e *Edit, end int) bool {
	doc := e.Like.Doc
	var inside strings.Builder
	for i := e.Like.From; i < e.Like.At; i++ {
		if b := &doc.Blocks[i]; b.Kind == block.Gap || b.Kind == block.HTML {
			inside.Write(doc.Src[min(b.Span.Start, end):min(b.Span.End, end)])
		}
	}
	for _, tag := range block.Unclosed(inside.String()) {
		from, to := a.rangeOf(e)
		if from >= to || !bytes.Contains(a.doc.Src[from:to], []byte(tag)) {
			return true
		}
	}
	return false
}
