package edit

import (
	"bytes"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Remove takes segments out of a document, by their ascending places in its blocks,
// and returns its new bytes: their lines go with one of the gaps around them, and
// in markup the tags that hold nothing else. Law: all other segments keep their
// bytes and stay what they are. Where that cannot be, it returns false.
func Remove(doc *block.Doc, places []int) (src []byte, ok bool) {
	for _, cut := range []func([]byte, block.Span) block.Span{linesAndBlank, blankAndLines, spanOfLines, spanOfElement, spanAlone} {
		src := doc.Src
		for _, at := range slices.Backward(places) {
			span := cut(src, doc.Blocks[at].Span)
			src = slices.Concat(src[:span.Start], src[span.End:])
		}
		if readsWithout(doc, places, src) {
			return src, true
		}
	}
	return nil, false
}

// readsWithout reports whether bytes read as a document without some of its segments.
func readsWithout(doc *block.Doc, places []int, src []byte) bool {
	var expected []block.Block
	for _, at := range doc.Segments() {
		if !slices.Contains(places, at) {
			expected = append(expected, doc.Blocks[at])
		}
	}
	now := doc.Reread(src)
	return now != nil && sameSegments(now, expected)
}

// spanAlone is the span alone.
func spanAlone(_ []byte, s block.Span) block.Span { return s }

// spanOfLines is the span with the rest of its first and last lines.
func spanOfLines(src []byte, s block.Span) block.Span {
	s.Start = bytes.LastIndexByte(src[:s.Start], '\n') + 1
	if n := bytes.IndexByte(src[s.End:], '\n'); n >= 0 {
		s.End += n + 1
	} else {
		s.End = len(src)
	}
	return s
}

// linesAndBlank is the span with its lines and the blank lines behind it, if there are
// some before it too, or, at the end of the file, with those before it.
func linesAndBlank(src []byte, s block.Span) block.Span {
	s = spanOfLines(src, s)
	if before := src[:s.Start]; len(before) > 0 && !bytes.HasSuffix(before, []byte("\n\n")) && !bytes.HasSuffix(before, []byte("\n\r\n")) {
		return s
	}
	for {
		next := spanOfLines(src, block.Span{Start: s.End, End: s.End})
		if next.End == s.End {
			return blankAndLines(src, s)
		}
		if len(bytes.TrimSpace(src[s.End:next.End])) > 0 {
			return s
		}
		s.End = next.End
	}
}

// blankAndLines is the span with its lines and the blank lines before it.
func blankAndLines(src []byte, s block.Span) block.Span {
	s = spanOfLines(src, s)
	for s.Start > 0 {
		before := bytes.LastIndexByte(src[:s.Start-1], '\n') + 1
		if len(bytes.TrimSpace(src[before:s.Start])) > 0 {
			break
		}
		s.Start = before
	}
	return s
}

var (
	tagBefore = regex.Lazy(`<([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?>\s*$`)
	tagBehind = regex.Lazy(`^\s*</([A-Za-z][A-Za-z0-9-]*)\s*>`)
)

// spanOfElement is the span with the tags around it, and the rest of the line if nothing
// else is on it.
func spanOfElement(src []byte, s block.Span) block.Span {
	from, to := tagBefore.FindSubmatchIndex(src[:s.Start]), tagBehind.FindSubmatchIndex(src[s.End:])
	if from == nil || to == nil || !bytes.EqualFold(src[from[2]:from[3]], src[s.End:][to[2]:to[3]]) {
		return s
	}
	s.Start, s.End = from[0], s.End+to[1]
	around := spanOfLines(src, s)
	if len(bytes.TrimSpace(src[around.Start:s.Start])) == 0 && len(bytes.TrimSpace(src[s.End:around.End])) == 0 {
		return around
	}
	return s
}
