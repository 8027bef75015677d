package htmldoc

import (
	"bytes"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/xsync-project/xsync/sync/internal/edit"
)

// writtenCode is code in the place of another, written as the page had that: in the elements
// around it, such as <code>, with the tags of a highlighter in the lines that stay, and with the
// line ends of the page. Where a tag leads out of the lines that change, all are without.
func (p *page) writtenCode(text, was, raw string) string {
	eol := "\n"
	if bytes.Contains(p.src, []byte("\r\n")) {
		eol = "\r\n"
	}
	start, inner, end := peel(raw)
	flat := start + strings.ReplaceAll(escape(text), "\n", eol) + end
	lines, old, now := strings.Split(inner, "\n"), strings.Split(was, "\n"), strings.Split(text, "\n")
	if len(lines) != len(old) {
		return flat
	}
	var out []string
	for _, r := range edit.ChangedLines(old, now) {
		here := lines[r.Then:r.EndThen]
		switch {
		case slices.Equal(old[r.Then:r.EndThen], now[r.Today:r.EndToday]):
			for _, l := range here {
				out = append(out, strings.TrimSuffix(l, "\r"))
			}
		case !isBalanced(strings.Join(here, "\n")):
			return flat
		default:
			for _, l := range now[r.Today:r.EndToday] {
				out = append(out, escape(l))
			}
		}
	}
	return start + strings.Join(out, eol) + end
}

// peel takes the elements off that a whole code stands in.
func peel(raw string) (start, inner, end string) {
	from, to := 0, len(raw)
	for {
		opening := strings.IndexByte(raw[from:to], '>') + 1
		closing := strings.LastIndex(raw[from:to], "</")
		if !strings.HasPrefix(raw[from:to], "<") || opening == 0 || closing < opening || !strings.HasSuffix(raw[from:to], ">") || !isBalanced(raw[from+opening:from+closing]) {
			return raw[:from], raw[from:to], raw[to:]
		}
		from, to = from+opening, from+closing
	}
}

// isBalanced reports whether all elements that begin in a piece of a page end in it, and no
// others do.
func isBalanced(raw string) bool {
	depth, out := 0, false
	cut(raw, func(kind xhtml.TokenType, _ string) {
		switch kind {
		case xhtml.StartTagToken:
			depth++
		case xhtml.EndTagToken:
			depth--
		}
		out = out || depth < 0
	})
	return depth == 0 && !out
}
