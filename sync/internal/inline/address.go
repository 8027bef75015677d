package inline

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// address cuts the address in running text of which a sign stands here: the colon
// of its scheme, the full stop behind "www", the "@" of a mail address. The part
// before the sign has been read as text.
func (s *scanner) address() int {
	switch c := s.text[s.at]; {
	case c == '@' && s.has(linked):
		if size := s.messageLink(); size > 0 {
			return size
		}
	case c == ':' && s.has(colons):
		if size := s.colonName(); size > 0 {
			return size
		}
	case c == '.' && s.www():
		return s.running(s.at - len("www"))
	}
	if !s.has(addresses) {
		return 0
	}
	switch s.text[s.at] {
	case ':':
		start := s.scheme()
		if start < 0 {
			return 0
		}
		return s.running(start)
	case '@':
		return s.mail()
	}
	return 0
}

// www reports whether "www" stands before the full stop here, as a word.
func (s *scanner) www() bool {
	k := s.at - len("www")
	return k >= s.from && strings.EqualFold(s.text[k:s.at], "www") && s.has(addresses) &&
		s.at+1 < len(s.text) && alphanumeric(s.after(s.at+1)) && !inASCIIWord(s.before(k))
}

// inASCIIWord reports whether a character is a letter or a digit of ASCII, so that an address
// does not begin behind it. Other letters stand right before one where words are not parted.
func inASCIIWord(u rune) bool { return u < utf8.RuneSelf && alphanumeric(u) }

// scheme is where the scheme of the URL starts whose colon stands here, or -1.
func (s *scanner) scheme() int {
	k := s.at
	for k > s.from && isLetter(s.text[k-1]) {
		k--
	}
	rest := s.text[s.at+1:]
	switch scheme := s.text[k:s.at]; {
	case scheme == "" || inASCIIWord(s.before(k)):
	case strings.HasPrefix(rest, "//") && len(rest) > 2 && len(scheme) > 1:
		return k
	case strings.EqualFold(scheme, "mailto") || strings.EqualFold(scheme, "tel"):
		if rest != "" && !isSpace(rest[0]) {
			return k
		}
	}
	return -1
}

// running cuts the URL that starts at a place and reaches at least to here.
func (s *scanner) running(start int) int {
	size := addressLength(s.text[start:])
	if start+size <= s.at+len("://")-1 && s.text[s.at] == ':' && strings.HasPrefix(s.text[s.at:], "://") || start+size <= s.at+1 {
		return 0
	}
	if rest := s.text[start+size:]; len(rest) > 1 && rest[0] == '[' && strings.IndexByte(":/?", rest[1]) >= 0 {
		return 0 // what addresses look like: "scheme://host[:port]"
	}
	back := s.at
	s.at = start
	s.value(Address, size, 0, size)
	s.at = back
	return start + size - back
}

// addressLength is the length of the URL that a text begins with: up to a blank or
// a mark that belongs to the text, without punctuation at the end and without a
// bracket that was not opened within.
func addressLength(text string) int {
	depth, i := 0, 0
loop:
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c <= ' ', strings.IndexByte("<>\"`|[]*\\", c) >= 0, c == 0xE2, c == 0xC2, c == 0xE3, c == 0xEF:
			break loop
		case c == '{' && strings.HasPrefix(text[i:], "{{"), c == '}' && depth <= 0 && !strings.Contains(text[:i], "{"):
			break loop
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				break loop
			}
		}
	}
	return len(strings.TrimRight(text[:i], ".,;:!?'_~&"))
}

// mail cuts the mail address whose "@" stands here. Its user may have a name in any alphabet of
// Europe; other letters before it are a text that is written without blanks.
func (s *scanner) mail() int {
	start := s.at
	for start > s.from {
		u, size := utf8.DecodeLastRuneInString(s.text[s.from:start])
		if !(u < utf8.RuneSelf && mailByte(byte(u)) || unicode.In(u, unicode.Latin, unicode.Cyrillic, unicode.Greek)) {
			break
		}
		start -= size
	}
	for start < s.at && s.text[start] == '.' {
		start++
	}
	host := hostLength(s.text[s.at+1:])
	if start == s.at || host == 0 || s.before(start) == '/' {
		return 0
	}
	back := s.at
	s.at = start
	size := back - start + 1 + host
	s.value(Address, size, 0, size)
	s.at = back
	return host + 1
}

func mailByte(c byte) bool {
	return isLetter(c) || isDigit(c) || strings.IndexByte("._+-", c) >= 0
}

// hostLength is the length of the name of a host that a text begins with: of two
// labels and more, the last of letters.
func hostLength(text string) int {
	end, label, dots, letters := 0, 0, 0, true
	for i := 0; i <= len(text); i++ {
		c := byte(0)
		if i < len(text) {
			c = text[i]
		}
		switch {
		case isLetter(c):
			label++
		case isDigit(c), c == '-' && label > 0:
			label++
			letters = false
		default:
			if label >= 2 && dots > 0 && letters {
				end = i
			}
			if c != '.' || label == 0 {
				return end
			}
			dots++
			label, letters = 0, true
		}
	}
	return end
}

// angle cuts an address in angle brackets, a comment or a tag.
func (s *scanner) angle() int {
	rest := s.rest()
	switch {
	case s.has(tags) && strings.HasPrefix(rest, "<!--"):
		return s.between(Comment, "<!--", "-->", &s.missing.comment)
	case s.has(tags) && (strings.HasPrefix(rest, "<!") || strings.HasPrefix(rest, "<?")):
		if end := strings.IndexAny(rest[1:], "<>\n") + 1; end > 2 && rest[end] == '>' && isLetter(rest[2]) {
			return s.emit(Comment, end+1)
		}
		return 0
	case s.has(links):
		if size := bracketedAddress(rest); size > 0 {
			return s.value(Address, size, 1, size-1)
		}
	}
	if s.has(tags) {
		return s.tag()
	}
	return 0
}

// bracketedAddress is the length of the URL or mail address in angle brackets
// that a text begins with, or 0.
func bracketedAddress(text string) int {
	end := strings.IndexAny(text[1:], "<> \t\n\"'`") + 1
	if end < 2 || text[end] != '>' {
		return 0
	}
	if IsAddress(text[1:end]) {
		return end + 1
	}
	return 0
}

// IsAddress reports whether the inside of angle brackets is a URL or a mail
// address.
func IsAddress(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if ok && len(scheme) > 1 && isScheme(scheme) {
		return rest != ""
	}
	user, host, ok := strings.Cut(s, "@")
	return ok && user != "" && host != "" && user[0] != '/' && isLetter(host[len(host)-1])
}

func isScheme(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (i == 0 || !isDigit(c) && c != '+' && c != '.' && c != '-') {
			return false
		}
	}
	return s != ""
}

// between cuts what stands between two marks, with them, or reads over the first;
// missing remembers that the second does not come any more.
func (s *scanner) between(k Kind, from, to string, missing *bool) int {
	if *missing {
		return 0
	}
	end := strings.Index(s.text[s.at+len(from):], to)
	if end < 0 {
		*missing = true
		return 0
	}
	return s.value(k, len(from)+end+len(to), len(from), len(from)+end)
}

// EntityLength is the length of the character reference that a text begins with,
// or 0.
func EntityLength(text string) int {
	const most = 33
	end := strings.IndexByte(text[:min(len(text), most)], ';')
	if end < 2 {
		return 0
	}
	for i := 1; i < end; i++ {
		if c := text[i]; !isLetter(c) && !isDigit(c) && (i > 1 || c != '#') {
			return 0
		}
	}
	ref := text[:end+1]
	if decoded := html.UnescapeString(ref); decoded == ref || strings.HasSuffix(decoded, ";") {
		return 0
	}
	return end + 1
}
