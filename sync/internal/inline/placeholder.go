package inline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName bounds a placeholder in simple braces, in bytes.
const longestName = 160

// brace cuts what begins with a brace: a template, a placeholder, the head of a
// message with choices, a comment or an attribute list.
func (s *scanner) brace() int {
	rest := s.rest()
	switch {
	case !s.has(braces):
		return 0
	case s.remark() > 0:
		return s.emit(Comment, s.remark())
	case strings.HasPrefix(rest, "{{"):
		return s.template(rest)
	case strings.HasPrefix(rest, "{%"):
		return s.between(Tag, "{%", "%}", &s.missing.block)
	case strings.HasPrefix(rest, "{/*"):
		return s.between(Comment, "{/*", "*/}", &s.missing.remark)
	}
	if s.has(choices) {
		if size := s.plural(rest); size > 0 {
			return size
		}
	}
	end := strings.IndexAny(rest[1:min(len(rest), longestName)], "{}\n") + 1
	if end < 2 || rest[end] != '}' {
		return 0
	}
	body := strings.TrimSpace(rest[1:end])
	from := strings.Index(rest, body)
	switch {
	case body == "":
	case strings.IndexByte("#.:", body[0]) >= 0 && len(body) > 1 && !isSpace(body[1]), body[0] == ':' && strings.IndexByte(body, '=') > 0:
		return s.emit(Comment, end+1)
	case s.before(s.at) == '=':
		return end + 1 // an attribute of a component
	case s.before(s.at) == '#' && s.has(foreign) && s.at > s.from && isName(body, true):
		s.at--
		s.value(Placeholder, end+2, from+1, from+1+len(body))
		s.at++
		return end + 1
	case isName(body, s.has(foreign)), s.has(foreign) && formatted(body), quotedLiteral(body) && s.has(linked):
		return s.value(Placeholder, end+1, from, from+len(name(body)))
	}
	return 0
}

// template cuts "{{ name }}". A brace within quotation marks does not end it.
func (s *scanner) template(rest string) int {
	end := strings.Index(rest, "}}")
	if end < 0 {
		return 2
	}
	if quote := strings.LastIndexByte(rest[:end], '"'); quote >= 0 && strings.Count(rest[:end], `"`)%2 == 1 {
		if more := strings.IndexByte(rest[end:], '"'); more >= 0 {
			if again := strings.Index(rest[end+more:], "}}"); again >= 0 && !strings.Contains(rest[end:end+more], "{{") {
				end += more + again
			}
		}
	}
	if strings.Contains(rest[:end], "\n\n") {
		return 2
	}
	body := strings.Trim(rest[2:end], " \t\n-")
	from := 2 + strings.Index(rest[2:end], body)
	return s.value(Placeholder, end+2, from, from+len(body))
}

// name is the name of a placeholder whose body is given, without its format.
func name(body string) string {
	if quotedLiteral(body) {
		return body
	}
	end := strings.IndexAny(body, ":, ")
	if end < 0 {
		return body
	}
	return body[:end]
}

// isName reports whether the body of braces is a name or a number, perhaps with a
// format behind a colon. Other scripts than ASCII stand in messages only: in
// articles such words are text.
func isName(body string, wide bool) bool {
	body, format, _ := strings.Cut(body, ":")
	if strings.ContainsAny(format, `"\`) {
		return false
	}
	for i, u := range body {
		switch {
		case u >= utf8.RuneSelf && (!wide || !unicode.IsLetter(u) && !unicode.IsDigit(u) && !unicode.IsMark(u)):
			return false
		case u < utf8.RuneSelf && !alphanumeric(u) && strings.IndexByte("_.-", byte(u)) < 0 && (!wide || u != '$'):
			return false
		case i == 0 && u == '-':
			return false
		}
	}
	return body != ""
}

// formatted reports whether the body of braces is a name with a format of ICU:
// "n, number", "when, date, short".
func formatted(body string) bool {
	of, format, ok := strings.Cut(body, ",")
	if !ok || !isName(strings.TrimSpace(of), true) || strings.IndexByte(of, ':') >= 0 {
		return false
	}
	kind, _, _ := strings.Cut(strings.TrimSpace(format), ",")
	switch strings.TrimSpace(kind) {
	case "number", "date", "time", "spellout", "ordinal", "duration":
		return true
	}
	return false
}

// quotedLiteral reports whether the body of braces is a text of Vue that stands
// for itself: {'@'}.
func quotedLiteral(body string) bool {
	return len(body) > 2 && body[0] == '\'' && body[len(body)-1] == '\''
}

// plural cuts the head of a message with choices, up to the text of the first:
// "{n, plural, one {". Its value is the name.
func (s *scanner) plural(rest string) int {
	i := skipSpace(rest, 1)
	from := i
	for i < len(rest) && (isLetter(rest[i]) || isDigit(rest[i]) || rest[i] == '_' || rest[i] >= utf8.RuneSelf) {
		i++
	}
	to := i
	i = skipSpace(rest, i)
	if to == from || i == len(rest) || rest[i] != ',' {
		return 0
	}
	i = skipSpace(rest, i+1)
	k := i
	for k < len(rest) && isLetter(rest[k]) {
		k++
	}
	switch rest[i:k] {
	case "plural", "select", "selectordinal":
	default:
		return 0
	}
	k = skipSpace(rest, k)
	if k == len(rest) || rest[k] != ',' {
		return 0
	}
	k = skipSpace(rest, k+1)
	if strings.HasPrefix(rest[k:], "offset:") {
		k += len("offset:")
		for k < len(rest) && isDigit(rest[k]) {
			k++
		}
		k = skipSpace(rest, k)
	}
	if k = selector(rest, k); k == 0 {
		return 0
	}
	s.plurals = append(s.plurals, 0)
	return s.value(Placeholder, k, from, to)
}

// selector is the end of the name of a choice and its brace that stand at a
// place, or 0: "one {", "=0 {".
func selector(text string, at int) int {
	i := at
	if i < len(text) && text[i] == '=' {
		i++
	}
	for i < len(text) && (isLetter(text[i]) || isDigit(text[i]) || text[i] == '_' || text[i] == '-' || text[i] >= utf8.RuneSelf) {
		i++
	}
	if i == at {
		return 0
	}
	if i = skipSpace(text, i); i < len(text) && text[i] == '{' {
		return i + 1
	}
	return 0
}

// choice cuts what stands behind the text of a choice: "} other {", "}}".
func (s *scanner) choice() int {
	if len(s.plurals) == 0 {
		return 0
	}
	rest := s.rest()
	i := skipSpace(rest, 1)
	if i < len(rest) && rest[i] == '}' {
		s.plurals = s.plurals[:len(s.plurals)-1]
		return s.emit(Choice, i+1)
	}
	if end := selector(rest, i); end > 0 {
		to := end - 1
		for to > i && isSpace(rest[to-1]) {
			to--
		}
		return s.value(Choice, end, i, to)
	}
	return 0
}

// dollar cuts "${name}", "$t(key)" or a formula.
func (s *scanner) dollar() int {
	rest := s.rest()
	if s.has(nesting) && strings.HasPrefix(rest, "$t(") {
		if end := strings.IndexAny(rest[3:], "()") + 3; end > 3 && rest[end] == ')' {
			return s.value(Placeholder, end+1, 3, end)
		}
	}
	if s.has(braces) && strings.HasPrefix(rest, "${") {
		end := strings.IndexAny(rest[:min(len(rest), longestName)], "}\n")
		body := ""
		if end > 2 && rest[end] == '}' {
			body = strings.TrimSpace(rest[2:end])
		}
		if body != "" && !(s.has(dollars) && texLike(rest, end)) {
			from := strings.Index(rest, body)
			return s.value(Placeholder, end+1, from, from+len(body))
		}
	}
	if s.has(dollars) {
		return s.formula(rest)
	}
	return 0
}

// texLike reports whether "${…}" begins a formula: it holds a command of TeX, and
// what begins here ends in a dollar sign.
func texLike(rest string, end int) bool {
	return strings.IndexByte(rest[:end], '\\') >= 0 && strings.IndexByte(rest[end:], '$') > 0
}

// percent cuts "%{name}", "%<name>d", "%name%" or a verb of printf.
func (s *scanner) percent() int {
	rest := s.text[s.at:min(len(s.text), s.at+longestName)]
	if len(rest) < 2 {
		return 0
	}
	figure := s.at > 0 && isDigit(s.text[s.at-1])
	switch {
	case s.has(percents) && rest[1] == '{':
		if end := strings.IndexAny(rest, "}\n"); end > 2 && rest[end] == '}' && isName(strings.TrimSpace(rest[2:end]), true) {
			return s.value(Placeholder, end+1, 2, end)
		}
	case s.has(foreign) && isLetter(rest[1]):
		k := 1
		for k < len(rest) && (isLetter(rest[k]) || isDigit(rest[k]) || rest[k] == '_') {
			k++
		}
		if k > 2 && k < len(rest) && rest[k] == '%' && !figure && !goesOn(s.after(s.at+k+1)) {
			return s.value(Placeholder, k+1, 1, k)
		}
	}
	if rest[1] == '%' {
		if size := s.remark(); size > 0 && !alphanumeric(s.before(s.at)) && !alphanumeric(s.after(s.at+size)) {
			return s.emit(Comment, size)
		}
		return 2
	}
	if !s.has(verbs) || figure {
		return 0
	}
	from, end := verb(rest)
	if end == 0 {
		return 0
	}
	if next := s.after(s.at + end); from == 1 && (goesOn(next) || next == '_' && !s.has(foreign)) {
		return 0
	}
	return s.value(Placeholder, end, 1, end)
}

// verb is the end of the verb of printf that a text begins with, or 0, and where
// its flags stand: behind a name or the number of an argument.
func verb(text string) (from, end int) {
	i := 1
	switch text[i] {
	case '(', '<':
		closer := byte(')')
		if text[i] == '<' {
			closer = '>'
		}
		n := strings.IndexByte(text, closer)
		if n < 0 || !isName(text[2:n], true) {
			return 0, 0
		}
		i = n + 1
	default:
		k := i
		for k < len(text) && isDigit(text[k]) {
			k++
		}
		if k > i && k < len(text) && text[k] == '$' {
			i = k + 1
		}
	}
	from = i
	i = skipAny(text, i, "-+#0")
	i = skipAny(text, i, "0123456789")
	if i < len(text) && text[i] == '.' {
		i = skipAny(text, i+1, "0123456789")
	}
	if k := skipAny(text, i, "hlzjtL"); k > i && k < len(text) && strings.IndexByte("diouxXfeEgG", text[k]) >= 0 {
		i = k
	}
	if i == len(text) || strings.IndexByte("sdiufFeEgGxXoqvcbptTU@", text[i]) < 0 {
		return 0, 0
	}
	return from, i + 1
}

func skipAny(text string, i int, of string) int {
	for i < len(text) && strings.IndexByte(of, text[i]) >= 0 {
		i++
	}
	return i
}

// messageLink cuts a link of Vue to another message: "@:key", "@.lower:key",
// "@:(key)".
func (s *scanner) messageLink() int {
	rest := s.text[s.at:min(len(s.text), s.at+longestName)]
	i := 1
	if strings.HasPrefix(rest, "@.") {
		for i = 2; i < len(rest) && isLetter(rest[i]); i++ {
		}
	}
	if i >= len(rest) || rest[i] != ':' {
		return 0
	}
	i++
	from := i
	if i < len(rest) && (rest[i] == '(' || rest[i] == '{') {
		end := strings.IndexAny(rest[i:], ")} \n") + i
		if end <= i+1 || isSpace(rest[end]) {
			return 0
		}
		return s.value(Placeholder, end+1, i+1, end)
	}
	for i < len(rest) && (isLetter(rest[i]) || isDigit(rest[i]) || rest[i] == '_' || rest[i] == '-' || rest[i] == '.' && i+1 < len(rest) && isLetter(rest[i+1])) {
		i++
	}
	if i == from {
		return 0
	}
	return s.value(Placeholder, i, from, i)
}

// goesOn reports whether a character behind a name makes a longer word of it.
func goesOn(u rune) bool { return alphanumeric(u) && !Unspaced(u) }

// colonName cuts ":name", as Laravel writes a placeholder: at the beginning of a word, or behind
// a mark of a script without blanks, with two letters or more. Behind a letter of such a script
// the colon stands as it does in "Author: name". Another colon behind it makes an emoji of it,
// ":smile:".
func (s *scanner) colonName() int {
	before := s.before(s.at)
	if !unicode.IsSpace(before) && !strings.ContainsRune(`("'/>[-+`, before) && (before < utf8.RuneSelf || !unicode.IsPunct(before)) {
		return 0
	}
	rest, k := s.rest(), 1
	for k < len(rest) && (isLetter(rest[k]) || k > 1 && (isDigit(rest[k]) || rest[k] == '_')) {
		k++
	}
	if next := s.after(s.at + k); k < len(":ab") || next == ':' || next >= utf8.RuneSelf && !Unspaced(next) {
		return 0
	}
	return s.value(Placeholder, k, 1, k)
}
