package history

import (
	"bytes"
	"regexp"
)

// head is how much of a file may name the commit that it was translated from.
const head = 4 << 10

// named are the ways in which translations name it: a key of the front matter,
// or a comment.
var (
	key     = regexp.MustCompile(`(?im)^[ \t]*["']?(?:l10n\.)?(?:source[_-]?commit|original[_-]?commit|translation[_-]source[_-]commit|source[_-]commit[_-]hash)["']?[ \t]*[:=][ \t]*["']?([0-9a-f]{7,64})["']?[ \t]*,?[ \t]*\r?$`)
	comment = regexp.MustCompile(`(?i)(?:<!--|\{/\*|^#use)[^>\n]*?\b(?:EN-Revision:[ \t]*|translation-check[ \t:]+(?:translation[ \t]*=[ \t]*)?|translation[ \t]*=[ \t]*|(?:source|original)[_-]?commit[ \t]*[:=][ \t]*)["']?([0-9a-f]{7,64})\b`)
)

// Named is the commit that a translation says itself that it was made from, in
// its front matter or in a comment near its beginning; "" if it says none.
func Named(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = data[:min(len(data), head)]
	if m := key.FindSubmatch(frontMatter(data)); m != nil {
		return string(m[1])
	}
	if m := comment.FindSubmatch(data); m != nil {
		return string(m[1])
	}
	return ""
}

// frontMatter is what stands between the fences that a file begins with.
func frontMatter(data []byte) []byte {
	for _, fence := range []string{"---", "+++"} {
		first, rest, ok := bytes.Cut(data, []byte("\n"))
		if !ok || string(bytes.TrimSpace(first)) != fence {
			continue
		}
		inside, _, ok := bytes.Cut(rest, []byte("\n"+fence))
		if ok {
			return inside
		}
	}
	return nil
}
