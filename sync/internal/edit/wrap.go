package edit

import (
	"bytes"
	"sort"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// A container of Markdown is made by lines around its segments: the fences of a
// directive, the tags of an element or a component, a pair of shortcodes, the line that
// what follows is indented below, or the header of a table. A new segment needs the
// container that it stands in, if the translation has nothing of it.

// wrapper is a container that begins on a line and ends on a later one, by the spans of
// these lines without their ends, and the places of the blocks in it. Where no line ends
// it, its end is empty.
type wrapper struct {
	open, end block.Span
	from, to  int
}

// span goes from the start of the first line of a container to the end of its last.
func (w wrapper) span() block.Span { return block.Span{Start: w.open.Start, End: w.end.End} }

// opened is what begins a container that is not ended yet.
type opened struct {
	name string // of a tag or a shortcode, with the signs before it; the sign of a fence
	size int    // of a fence, in signs
	line block.Span
}

var (
	fenceLine  = regex.Lazy("^(:{3,}|/{3,}|`{3,}|~{3,})(.*)$")
	indentLine = regex.Lazy(`^(?:!!!|\?\?\?\+?|===)[ \t]`)
	optionLine = regex.Lazy(`^[ \t]*:[A-Za-z][\w-]*:(?:\s|$)`)
	// tagOrCode matches a tag or a shortcode: the sign that ends another, the name, and
	// what stands before the closing bracket.
	tagOrCode = regex.Lazy(`<(/?)([A-Za-z][\w.:-]*)?((?:[^<>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*)>` +
		`|\{\{[<%]-?\s*(/?)\s*([\w./-]+)([^\n]*?)-?[>%]\}\}` +
		`|\{%-?\s*(/|end)?\s*([\w.-]+)([^\n]*?)-?%\}`)
)

// wrappersOf are the containers of a document. What one segment holds, with the tags
// around its text, is none of them.
func wrappersOf(doc *block.Doc) []wrapper {
	if doc.Format != block.Markdown {
		return nil
	}
	f := &wrapperFinder{doc: doc}
	for at, end := doc.Body(), 0; at < len(doc.Src); at = end + 1 {
		end = lineEnd(doc.Src, at)
		f.skipTo(at)
		if start := at + len(doc.Src[at:end]) - len(bytes.TrimLeft(doc.Src[at:end], " \t>")); start < end && f.isStructure(start) {
			end = f.readLine(block.Span{Start: at, End: end}, start)
		}
	}
	f.addTables()
	for k := range f.found {
		w := &f.found[k]
		w.from = sort.Search(len(doc.Blocks), func(i int) bool { return doc.Blocks[i].Span.End > w.open.Start })
		w.to = sort.Search(len(doc.Blocks), func(i int) bool { return doc.Blocks[i].Span.Start >= w.end.End })
	}
	return f.found
}

// Container is one by the places in Doc.Blocks of the segments that its lines are, and of the
// title on the first of them. Ends and Title are negative where it has none.
type Container struct{ Begins, Title, Ends int }

// Containers are those of a document that begin with a line of their own, by the places of
// the segments that begin and end them. Of several that one line begins, it has the outermost.
func Containers(doc *block.Doc) map[int]Container {
	out := map[int]Container{}
	isLine := func(at int, line block.Span) bool {
		if at < 0 {
			return false
		}
		b := &doc.Blocks[at]
		return (b.Kind == block.Directive || b.Kind == block.HTML) && line.Start <= b.Span.Start && b.Span.Start < line.End
	}
	for _, w := range wrappersOf(doc) {
		c := Container{Begins: firstSegment(doc, w.from), Title: -1, Ends: previousSegment(doc, w.to)}
		if !isLine(c.Begins, w.open) {
			continue
		}
		if t, ok := titleOf(doc, w); ok {
			c.Title = t.at
		}
		if isLine(c.Ends, w.end) {
			out[c.Ends] = c
		} else {
			c.Ends = -1
		}
		if known, ok := out[c.Begins]; !ok || known.Ends < c.Ends {
			out[c.Begins] = c
		}
	}
	return out
}

// ContainerSpans are the bytes of the containers of a document, with the lines that begin and
// end each of them.
func ContainerSpans(doc *block.Doc) []block.Span {
	var out []block.Span
	for _, w := range wrappersOf(doc) {
		out = append(out, w.span())
	}
	return out
}

type wrapperFinder struct {
	doc   *block.Doc
	at    int // the block at hand
	open  []opened
	found []wrapper
}

func lineEnd(src []byte, at int) int {
	if n := bytes.IndexByte(src[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(src)
}

// skipTo goes on to the block that holds an offset.
func (f *wrapperFinder) skipTo(offset int) {
	for f.at+1 < len(f.doc.Blocks) && f.doc.Blocks[f.at].Span.End <= offset {
		f.at++
	}
}

// isStructure reports whether what stands at an offset is no text of a segment.
func (f *wrapperFinder) isStructure(offset int) bool {
	f.skipTo(offset)
	b := &f.doc.Blocks[f.at]
	switch b.Kind {
	case block.Gap, block.Directive, block.HTML:
		return true
	case block.Code:
		return false
	}
	return offset < b.Span.Start+b.Lead || offset >= b.Span.End-b.Tail
}

// readLine reads what begins and ends on a line of structure, and returns where it was
// read up to: a tag may go on below.
func (f *wrapperFinder) readLine(line block.Span, start int) (end int) {
	text := strings.TrimRight(string(f.doc.Src[start:line.End]), " \t\r")
	line.End = start + len(text)
	end = lineEnd(f.doc.Src, start)
	if m := fenceLine.FindStringSubmatch(text); m != nil {
		if strings.TrimSpace(m[2]) != "" {
			if strings.Contains(m[2], "{") {
				end = f.optionsEnd(end)
				line.End = end
			}
			f.open = append(f.open, opened{m[1][:1], len(m[1]), line})
		} else {
			f.endWith(line, func(o opened) bool { return o.name == m[1][:1] && o.size <= len(m[1]) })
		}
		return end
	}
	if indentLine.MatchString(text) {
		f.found = append(f.found, wrapper{open: line, end: f.indented(line, start)})
		return end
	}
	if !strings.HasPrefix(text, "<") && !strings.HasPrefix(text, "{") || strings.HasPrefix(text, "<!--") {
		return end
	}
	for at := start; at < end; {
		m := tagOrCode.FindSubmatchIndex(f.doc.Src[at:min(len(f.doc.Src), end+longestTag)])
		if m == nil || at+m[0] >= end {
			break
		}
		if at+m[1] > end { // over several lines
			end = lineEnd(f.doc.Src, at+m[1])
			line.End = end
		}
		f.readTag(line, f.doc.Src[at:], m)
		at += m[1]
	}
	return end
}

// optionsEnd is the end of the lines with options below the line of a directive
// (":class: tip"), or of that line itself.
func (f *wrapperFinder) optionsEnd(end int) int {
	for end < len(f.doc.Src) {
		next := lineEnd(f.doc.Src, end+1)
		if !optionLine.Match(f.doc.Src[end+1 : next]) {
			break
		}
		end = next
	}
	return end
}

// addTables adds the tables: a row needs the header and the line below it.
func (f *wrapperFinder) addTables() {
	for i := range f.doc.Blocks {
		line := delimiterBehind(f.doc, i)
		if line == "" {
			continue
		}
		b, last := &f.doc.Blocks[i], i
		for k := i + 1; k < len(f.doc.Blocks); k++ {
			switch o := &f.doc.Blocks[k]; {
			case o.Kind == block.TableRow && delimiterBehind(f.doc, k) == "":
				last = k
				continue
			case !o.Segment() && bytes.Count(bytes.TrimSpace(f.doc.Src[o.Span.Start:o.Span.End]), []byte("\n")) == 0:
				continue
			}
			break
		}
		start := bytes.LastIndexByte(f.doc.Src[:b.Span.Start], '\n') + 1
		end := b.Span.End + bytes.Index(f.doc.Src[b.Span.End:], []byte(line)) + len(line)
		bottom := max(end, f.doc.Blocks[last].Span.End)
		f.found = append(f.found, wrapper{open: block.Span{Start: start, End: end}, end: block.Span{Start: bottom, End: bottom}})
	}
}

// longestTag is how many bytes of a tag may stand on the lines below its first.
const longestTag = 2000

// readTag begins or ends a container with a tag or a shortcode.
func (f *wrapperFinder) readTag(line block.Span, src []byte, m []int) {
	for k, sign := range []string{"<", "{{", "{%"} {
		group := m[2+6*k:][:6]
		if group[4] < 0 {
			continue
		}
		name := sign
		if group[2] >= 0 {
			name += string(src[group[2]:group[3]])
		}
		switch {
		case group[0] >= 0 && group[0] < group[1]:
			f.endWith(line, func(o opened) bool { return o.name == name })
		case !bytes.HasSuffix(bytes.TrimSpace(src[group[4]:group[5]]), []byte("/")):
			f.open = append(f.open, opened{name: name, line: line})
		}
	}
}

// endWith ends the last container that fits; what was begun in it and not ended stands
// alone.
func (f *wrapperFinder) endWith(line block.Span, fits func(opened) bool) {
	for k := len(f.open) - 1; k >= 0; k-- {
		if !fits(f.open[k]) {
			continue
		}
		w := wrapper{open: f.open[k].line, end: line}
		f.open = f.open[:k]
		if w.open.End <= line.Start && !f.isOne(w.span()) {
			f.found = append(f.found, w)
		}
		return
	}
}

// isOne reports whether one segment has all of a span.
func (f *wrapperFinder) isOne(s block.Span) bool {
	b := &f.doc.Blocks[f.at]
	return b.Segment() && b.Span.Start <= s.Start && s.End <= b.Span.End
}

// indented is the end of what is indented below a line.
func (f *wrapperFinder) indented(line block.Span, start int) block.Span {
	src, last := f.doc.Src, line.End
	for at := lineEnd(src, start) + 1; at < len(src); {
		end := lineEnd(src, at)
		text := src[at:end]
		if rest := bytes.TrimLeft(text, " \t"); len(bytes.TrimSpace(rest)) > 0 {
			if len(text)-len(rest) <= start-line.Start {
				break
			}
			last = at + len(bytes.TrimRight(text, " \t\r"))
		}
		at = end + 1
	}
	return block.Span{Start: last, End: last}
}
