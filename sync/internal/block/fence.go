package block

import "strings"

// FenceAfter is the fence of Markdown code that is open behind a line, "" for none, by the one
// that was open before it. A line of at least as many of its signs, and nothing else, ends it;
// what stands behind a fence of backticks has none itself (CommonMark 0.31.2, 4.5). How deep a
// line is indented does not count.
func FenceAfter(open, line string) string {
	line = strings.TrimSpace(line)
	if line == "" {
		return open
	}
	rest := strings.TrimLeft(line, line[:1])
	mark := line[:len(line)-len(rest)]
	switch {
	case open != "":
		if rest == "" && strings.HasPrefix(mark, open) {
			return ""
		}
		return open
	case len(mark) < 3, mark[0] != '~' && (mark[0] != '`' || strings.Contains(rest, "`")):
		return ""
	}
	return mark
}
