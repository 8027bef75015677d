package anchor

import (
	"strings"
	"unicode/utf8"
)

// address reads "http://…" or "mailto:…" whose scheme stands from i to j, or
// returns 0.
func (s *scanner) address(i, j int) int {
	rest := s.text[j:]
	switch scheme := s.text[i:j]; {
	case strings.HasPrefix(rest, "://") && (scheme == "http" || scheme == "https" || scheme == "ftp"):
		return s.bareLink(i)
	case scheme == "mailto" && len(rest) > 1 && !isSpace(rest[1]):
		return s.bareLink(i)
	}
	return 0
}

// bareLink reads an address in running text: up to a space or a mark that
// belongs to the text, without punctuation at the end and without a bracket
// that was not opened within.
func (s *scanner) bareLink(i int) int {
	text, j, depth := s.text, i, 0
	for j < len(text) {
		c := text[j]
		if isSpace(c) || strings.IndexByte("<>\"`|[]*", c) >= 0 || c == 0xE2 || c == 0xC2 {
			break
		}
		if c == '(' {
			depth++
		} else if c == ')' {
			if depth--; depth < 0 {
				break
			}
		}
		j++
	}
	for j > i && strings.IndexByte(".,;:!?'_~", text[j-1]) >= 0 {
		j--
	}
	s.emit(Link, text[i:j], i, j)
	return j
}

// angle reads "<address>", steps over a comment, and over the name of a tag. The
// attributes of a tag are read as text, for they hold facts too.
func (s *scanner) angle(i int) int {
	text := s.text
	if i+1 == len(text) {
		return i
	}
	if strings.HasPrefix(text[i:], "<!--") {
		return s.comment(i)
	}
	if c := text[i+1]; c >= utf8.RuneSelf || classes[c] != letter && c != '/' {
		return i
	}
	n := strings.IndexAny(text[i:min(len(text), i+longest)], "> \n\t")
	if n < 0 {
		return i
	}
	inner := strings.TrimSuffix(text[i+1:i+n], "/")
	if text[i+n] == '>' && strings.ContainsAny(inner, ":@") {
		s.emit(Link, inner, i+1, i+1+len(inner))
		return i + n
	}
	if identifier(strings.TrimPrefix(inner, "/")) {
		return i + n
	}
	return i
}

// attribute reads the value of an attribute whose name stands from i to j if it
// is an address, or returns 0.
func (s *scanner) attribute(i, j int) int {
	k := Link
	switch s.text[i:j] {
	case "href":
	case "src":
		k = Image
	default:
		return 0
	}
	rest := s.text[j+1 : min(len(s.text), j+longestTarget)]
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return 0
	}
	n := strings.IndexByte(rest[1:], rest[0])
	if n <= 0 {
		return 0
	}
	s.emit(k, rest[1:n+1], j+2, j+2+n)
	return j + 2 + n
}

// comment is the end of the comment at i, or i if it does not end. It looks for
// an end that does not come only once.
func (s *scanner) comment(i int) int {
	if s.noComment {
		return i
	}
	n := strings.Index(s.text[i:], "-->")
	if n < 0 {
		s.noComment = true
		return i
	}
	return i + n + len("-->")
}
