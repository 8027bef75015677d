package markdown

import (
	"sort"
	"strings"
)

// region is a run of lines that is read on its own: the whole text behind the
// front matter, or what stands in a container, without the container's
// indentation and marks.
type region struct {
	// str is the lines, joined by "\n".
	str string
	// starts are the offsets in str at which lines start, origin the offsets in
	// the clean text of the same places.
	starts, origin []int
	// first is the number of the first line in the clean text. The others
	// follow it.
	first int
}

// wholeFrom is the region of all lines from one on.
func (t *text) wholeFrom(line int) *region {
	base := t.Starts[line]
	r := &region{str: t.Str[base:], origin: t.Starts[line:], first: line, starts: t.Starts[line:]}
	if base > 0 {
		r.starts = make([]int, len(r.origin))
		for k, at := range r.origin {
			r.starts[k] = at - base
		}
	}
	return r
}

// line is line k of the region.
func (r *region) line(k int) string {
	if k+1 < len(r.starts) {
		return r.str[r.starts[k] : r.starts[k+1]-1]
	}
	return strings.TrimSuffix(r.str[r.starts[k]:], "\n")
}

// lineOf is the line of the region that holds an offset.
func (r *region) lineOf(at int) int { return max(sort.SearchInts(r.starts, at+1)-1, 0) }

// clean is the offset in the clean text of one in the region.
func (r *region) clean(at int) int {
	k := r.lineOf(at)
	return r.origin[k] + at - r.starts[k]
}

// part is the region of some lines, without up to so many columns of blanks at
// the start of each.
func (r *region) part(from, to, columns int) *region {
	return r.without(from, to, func(k int) int { return blanks(r.line(k), columns) })
}

// without is the region of some lines, without the bytes at the start of each that
// cut tells.
func (r *region) without(from, to int, cut func(k int) int) *region {
	out := &region{first: r.first + from}
	var b strings.Builder
	for k := from; k < to; k++ {
		n := cut(k)
		out.starts = append(out.starts, b.Len())
		out.origin = append(out.origin, r.origin[k]+n)
		b.WriteString(r.line(k)[n:])
		b.WriteByte('\n')
	}
	out.str = b.String()
	return out
}

// blanks is the number of bytes at the start of a line that are up to so many
// columns of blanks.
func blanks(line string, columns int) int {
	n, column := 0, 0
	for n < len(line) && column < columns {
		switch line[n] {
		case ' ':
			column++
		case '\t':
			column += 4 - column%4
		default:
			return n
		}
		n++
	}
	return n
}

// indentation is the number of columns that a line is indented by, -1 if it is
// blank.
func indentation(line string) int {
	column := 0
	for n := 0; n < len(line); n++ {
		switch line[n] {
		case ' ':
			column++
		case '\t':
			column += 4 - column%4
		default:
			return column
		}
	}
	return -1
}
