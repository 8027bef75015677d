package anchor

import (
	"strings"
	"unicode/utf8"
)

// Bounds on what is looked for, so that the time stays linear.
const (
	maxTicks      = 16   // backticks in a row; more are no code
	longest       = 120  // bytes in brackets or braces
	longestTarget = 4096 // bytes of a link target, a title, a tag
)

// markup reads what the byte at i may begin, and returns the end of what need
// not be read again, or i.
func (s *scanner) markup(i int) int {
	switch s.text[i] {
	case '[':
		return s.open(i)
	case ']':
		return s.close(i)
	case '!':
		if strings.HasPrefix(s.text[i:], "![") {
			s.brackets = append(s.brackets, -i-1)
			return i + 2
		}
	case '<':
		return s.angle(i)
	case '`':
		return s.code(i)
	case '{', '$':
		return s.braces(i)
	case '%':
		return s.verb(i)
	case '\\':
		return min(i+2, len(s.text)) - s.split(i+1)
	case '&':
		return s.entity(i)
	}
	return i
}

// split is 1 if the character at i has more than one byte, so that an escape
// does not end within it.
func (s *scanner) split(i int) int {
	if i < len(s.text) && s.text[i] >= utf8.RuneSelf {
		return 1
	}
	return 0
}

// entity steps over "&#160;"; the digits are no number.
func (s *scanner) entity(i int) int {
	if !strings.HasPrefix(s.text[i:], "&#") {
		return i
	}
	for j := i + 2; j < len(s.text) && j < i+10; j++ {
		if s.text[j] == ';' {
			return j + 1
		}
	}
	return i
}

// open reads a footnote reference, "[^a]" or "[1]", or remembers the bracket.
func (s *scanner) open(i int) int {
	text := s.text[i:]
	end := strings.IndexAny(text[:min(len(text), longest)], "] \n")
	if end > 1 && text[end] == ']' {
		label, next := text[1:end], byte(0)
		if end+1 < len(text) {
			next = text[end+1]
		}
		definition := next == ':' && (i == 0 || s.text[i-1] == '\n')
		if label[0] == '^' && len(label) > 1 {
			if !definition {
				s.emit(FootnoteRef, label[1:], i, i+end+1)
			}
			return i + end + 1
		}
		if allDigits(label) && len(label) <= 3 && next != '(' && next != ':' && (next != '[' || footnoteAt(text[end+1:])) {
			s.emit(FootnoteRef, label, i, i+end+1)
			return i + end + 1
		}
	}
	s.brackets = append(s.brackets, i)
	return i + 1
}

// footnoteAt reports whether a text begins with "[1]": one reference behind
// another, and no target of a link.
func footnoteAt(text string) bool {
	end := strings.IndexByte(text[:min(len(text), 6)], ']')
	return end > 1 && allDigits(text[1:end])
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// close reads the target of a link or image whose text ends at i.
func (s *scanner) close(i int) int {
	if len(s.brackets) == 0 {
		return i
	}
	from := s.brackets[len(s.brackets)-1]
	s.brackets = s.brackets[:len(s.brackets)-1]
	k := Link
	if from < 0 {
		k = Image
	}
	if i+1 == len(s.text) {
		return i
	}
	switch s.text[i+1] {
	case '(':
		return s.target(k, i, i+2)
	case '[':
		end := strings.IndexByte(s.text[i+2:min(len(s.text), i+2+longest)], ']')
		if end > 0 && s.text[i+2] != '^' {
			s.emit(k, s.text[i+2:i+2+end], i+2, i+2+end)
			return i + end + 3
		}
	}
	return i
}

// target reads "target "title")" at j, of a link whose text ended at i.
func (s *scanner) target(k Kind, i, j int) int {
	text := s.text[:min(len(s.text), j+longestTarget)]
	for j < len(text) && isSpace(text[j]) {
		j++
	}
	start, end := j, 0
	if j < len(text) && text[j] == '<' {
		n := strings.IndexAny(text[j:], ">\n")
		if n < 0 || text[j+n] != '>' {
			return i
		}
		start, end, j = j+1, j+n, j+n+1
	} else {
		end = endOfTarget(text, j)
		j = end
	}
	for j < len(text) && isSpace(text[j]) {
		j++
	}
	if j < len(text) && text[j] != ')' {
		n := endOfTitle(text[j:])
		if n == 0 {
			return i
		}
		j += n
	}
	if j >= len(text) || start == end {
		return i
	}
	s.emit(k, text[start:end], start, end)
	return end // the title is text
}

// endOfTarget is the end of the target at j: brackets in it are in pairs.
func endOfTarget(text string, j int) int {
	depth := 0
	for ; j < len(text); j++ {
		switch c := text[j]; {
		case c == '\\' && j+1 < len(text) && text[j+1] < utf8.RuneSelf:
			j++
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return j
			}
		case isSpace(c):
			return j
		}
	}
	return len(text)
}

// endOfTitle is the number of bytes up to the bracket that closes a target
// behind its title, or 0.
func endOfTitle(text string) int {
	closer := text[0]
	switch closer {
	case '(':
		closer = ')'
	case '"', '\'':
	default:
		return 0
	}
	n := strings.IndexByte(text[1:min(len(text), longestTarget)], closer)
	if n < 0 {
		return 0
	}
	n += 2
	for n < len(text) && isSpace(text[n]) {
		n++
	}
	if n == len(text) || text[n] != ')' {
		return 0
	}
	return n
}

// code reads a code span. One that holds nothing but a figure is a number, for
// translators write such figures with and without the marks.
func (s *scanner) code(i int) int {
	text := s.text
	n := 1
	for i+n < len(text) && text[i+n] == '`' {
		n++
	}
	if i == s.shut || n >= maxTicks || s.noTicks[n] {
		return i + n
	}
	end := closingTicks(text, i+n, n)
	if end < 0 {
		s.noTicks[n] = true
		return i + n
	}
	inner := text[i+n : end]
	if figureOnly(inner) {
		s.shut = end
		return i + n
	}
	s.emit(Code, unpad(inner), i, end+n)
	return end + n
}

// closingTicks is the place of the next run of exactly n backticks, or -1.
func closingTicks(text string, i, n int) int {
	for {
		at := strings.IndexByte(text[i:], '`')
		if at < 0 {
			return -1
		}
		i += at
		k := i
		for k < len(text) && text[k] == '`' {
			k++
		}
		if k-i == n {
			return i
		}
		i = k
	}
}

func figureOnly(s string) bool {
	return s != "" && isDigit(s[len(s)-1]) && strings.Trim(s, "0123456789.,-") == ""
}

// unpad takes one space off both ends, as Markdown does, and joins lines.
func unpad(s string) string {
	if strings.IndexByte(s, '\n') >= 0 {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	if len(s) > 2 && s[0] == ' ' && s[len(s)-1] == ' ' {
		return s[1 : len(s)-1]
	}
	return s
}

// braces reads "{name}", "{{ name }}" and "${name}". Comments and ids in braces
// are skipped.
func (s *scanner) braces(i int) int {
	text := s.text[i:min(len(s.text), i+longest)]
	inner := strings.TrimPrefix(text, "$")
	if !strings.HasPrefix(inner, "{") {
		return i
	}
	closer := "}"
	if strings.HasPrefix(inner, "{{") {
		closer = "}}"
	}
	end := strings.Index(text, closer)
	if end < 0 || strings.IndexByte(text[:end], '\n') >= 0 {
		return i
	}
	end += len(closer)
	body := strings.TrimSpace(strings.Trim(inner[:end-(len(text)-len(inner))], "{}"))
	switch {
	case strings.HasPrefix(body, "/*"), strings.HasPrefix(body, "#") && closer == "}":
		return i + end
	case closer == "}}", text[0] == '$', identifier(body) && (i == 0 || s.text[i-1] != '='):
		s.emit(Placeholder, text[:end], i, i+end)
		return i + end
	}
	return i
}

// identifier reports whether a text is a name or number as between the braces of
// a placeholder, perhaps with a format behind a colon.
func identifier(s string) bool {
	s, _, _ = strings.Cut(s, ":")
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || classes[c] != letter && classes[c] != digit && strings.IndexByte("_.-", c) < 0 {
			return false
		}
	}
	return s != ""
}

// verb reads a verb of printf: "%s", "%-5d", "%1$s", "%(name)s".
func (s *scanner) verb(i int) int {
	text, j := s.text, i+1
	if i > 0 && isDigit(text[i-1]) {
		return i
	}
	if j < len(text) && text[j] == '(' {
		n := strings.IndexByte(text[j:min(len(text), j+longest)], ')')
		if n < 0 || !identifier(text[j+1:j+n]) {
			return i
		}
		j += n + 1
	}
	for j < len(text) && strings.IndexByte("0123456789$-+#.", text[j]) >= 0 {
		j++
	}
	if j == len(text) || strings.IndexByte("sdifuxXqvcegT@", text[j]) < 0 {
		return i
	}
	if j++; j < len(text) && (classes[text[j]] == letter || classes[text[j]] == digit) {
		return i
	}
	s.emit(Placeholder, text[i:j], i, j)
	return j
}
