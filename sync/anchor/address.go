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

// angle reads "<address>", an inline tag with its href or src, or a comment.
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
	n := strings.IndexByte(text[i:min(len(text), i+longestTarget)], '>')
	if n < 0 {
		return i
	}
	end := i + n + 1
	inner := text[i+1 : end-1]
	if space := strings.IndexAny(inner, " \n\t"); space < 0 && strings.ContainsAny(inner, ":@") {
		s.emit(Link, inner, i+1, end-1)
		return end
	}
	if !tagName(inner) {
		return i
	}
	s.attribute(Link, "href", i, end)
	s.attribute(Image, "src", i, end)
	return end
}

// tagName reports whether the inside of angle brackets can be that of a tag.
func tagName(inner string) bool {
	name := strings.TrimPrefix(inner, "/")
	if n := strings.IndexAny(name, " \n\t/"); n >= 0 {
		name = name[:n]
	}
	return identifier(name)
}

// attribute reads the value of an attribute of the tag from i to end.
func (s *scanner) attribute(k Kind, name string, i, end int) {
	tag := s.text[i:end]
	at := strings.Index(tag, " "+name+"=")
	if at < 0 {
		return
	}
	at += len(name) + 2
	if at >= len(tag) || tag[at] != '"' && tag[at] != '\'' {
		return
	}
	if n := strings.IndexByte(tag[at+1:], tag[at]); n > 0 {
		s.emit(k, tag[at+1:at+1+n], i+at+1, i+at+1+n)
	}
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
