package inline

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Definitions tells the target of a label, as link definitions of the article
// give it. The label comes as it is written.
type Definitions func(label string) (target string, ok bool)

// Scan appends the tokens of a text in a syntax to out. Where definitions is not
// nil, "[label]" and "[label][]" are links if the label is defined.
func Scan(out []Token, text string, syntax Syntax, definitions Definitions) []Token {
	return scan(out, text, syntax, definitions, ^feature(0))
}

// Placeholders appends the tokens of a text to out as if it had no markup: those of
// all placeholders, also of those in code, tags and addresses, and what is between.
func Placeholders(out []Token, text string, syntax Syntax) []Token {
	return scan(out, text, syntax, nil, braces|verbs|percents|nesting|linked|colons|choices|foreign)
}

func scan(out []Token, text string, syntax Syntax, definitions Definitions, only feature) []Token {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.reset(out, text, syntax, definitions)
	s.features &= only
	if s.features != 0 {
		s.scan()
	}
	s.flush(len(text))
	for len(s.stack) > 0 {
		s.abandon()
	}
	if s.loose {
		s.join()
	}
	s.number()
	out = s.out
	s.out, s.text, s.definitions = nil, "", nil
	return out
}

// Bounds of how far the end of an opened construct is looked for, in bytes: drawings have
// whole pictures in an attribute.
const (
	longest    = 4096
	longestTag = 1 << 16
)

var scanners = sync.Pool{New: func() any { return new(scanner) }}

// scanner goes through a text once.
type scanner struct {
	text        string
	syntax      Syntax
	features    feature
	definitions Definitions
	out         []Token
	first       int // the place in out of the text's first token
	at          int
	from        int   // where the text begins that is in no token yet
	stack       []int // openings that nothing has closed yet, as places in out
	brackets    int   // how many of them are brackets
	elements    int   // and how many tags
	plurals     []int // choices of plural messages that are open: depth of braces
	loose       bool  // an opening became text, so that there may be two texts in a row
	paired      bool
	missing     missing
	count       map[string]int // of the openings on the stack, by their text
}

// missing remembers of what no end is left in the text, so that no search is made
// twice.
type missing struct {
	ticks                  uint64 // a bit for each length of a run
	comment, remark, block bool
}

func (s *scanner) reset(out []Token, text string, syntax Syntax, definitions Definitions) {
	s.text, s.syntax, s.features, s.definitions = text, syntax, 0, definitions
	if syntax < syntaxes {
		s.features = featuresOf[syntax]
	}
	s.out, s.first, s.at, s.from = out, len(out), 0, 0
	s.stack, s.brackets, s.elements, s.plurals = s.stack[:0], 0, 0, s.plurals[:0]
	s.loose, s.paired, s.missing = false, false, missing{}
	if s.count == nil {
		s.count = map[string]int{}
	}
	clear(s.count)
}

func (s *scanner) has(f feature) bool { return s.features&f != 0 }

// scan cuts the text at what stands at marked bytes.
func (s *scanner) scan() {
	text, mark := s.text, &marked[s.syntax]
	for s.at < len(text) {
		if !mark[text[s.at]] {
			s.at++
			continue
		}
		if size := s.markup(); size > 0 {
			s.at += size
		} else {
			s.at++
		}
	}
}

// markup cuts what begins at the marked byte, and returns how many bytes were
// read; 0 if nothing begins here.
func (s *scanner) markup() int {
	switch s.text[s.at] {
	case '`':
		if s.has(ticks) {
			return s.codeSpan()
		}
	case '\\':
		return s.backslash()
	case '*', '_', '~':
		if s.has(emphasis) {
			return s.delimiter()
		}
	case '[':
		return s.openBracket()
	case '!':
		if strings.HasPrefix(s.text[s.at:], "![") && s.has(links) {
			return s.push(Token{Kind: Open, Construct: Image}, 2)
		}
	case ']':
		return s.closeBracket()
	case '<':
		return s.angle()
	case '&':
		return s.entity()
	case '$':
		return s.dollar()
	case '{':
		return s.brace()
	case '}':
		return s.choice()
	case '#':
		if len(s.plurals) > 0 {
			return s.value(Placeholder, 1, 0, 1)
		}
	case '%':
		return s.percent()
	case '|':
		if s.has(cells) {
			return s.emit(Cell, 1)
		}
	default:
		return s.address()
	}
	return 0
}

// flush makes what was read up to a place, and is no token, a text.
func (s *scanner) flush(to int) {
	if s.from < to {
		s.out = append(s.out, Token{Start: s.from, End: to})
	}
	s.from = to
}

// emit makes the next bytes a token and returns their number.
func (s *scanner) emit(k Kind, size int) int { return s.value(k, size, 0, 0) }

// value makes the next bytes a token with a value, whose place counts from where
// the token starts.
func (s *scanner) value(k Kind, size, from, to int) int {
	return s.token(Token{Kind: k, From: s.at + from, To: s.at + to}, size)
}

// token makes the next bytes a token.
func (s *scanner) token(t Token, size int) int {
	s.flush(s.at)
	t.Start, t.End = s.at, s.at+size
	s.out = append(s.out, t)
	s.from = s.at + size
	return size
}

// push makes the next bytes a token that something may close.
func (s *scanner) push(t Token, size int) int {
	s.token(t, size)
	s.stack = append(s.stack, len(s.out)-1)
	s.tally(&s.out[len(s.out)-1], 1)
	return size
}

// tally counts an opening that comes onto the stack or leaves it.
func (s *scanner) tally(t *Token, n int) {
	switch t.Construct {
	case Element:
		s.elements += n
		s.count["<"+strings.ToLower(t.Value(s.text))] += n
	case Link, Image:
		s.brackets += n
	default:
		s.count[t.Of(s.text)] += n
	}
}

// pop takes the last opening off the stack.
func (s *scanner) pop() *Token {
	t := &s.out[s.stack[len(s.stack)-1]]
	s.stack = s.stack[:len(s.stack)-1]
	s.tally(t, -1)
	return t
}

// abandon takes the last opening for what it is if nothing closes it: a tag that
// stands alone, or text.
func (s *scanner) abandon() {
	t := s.pop()
	if t.Construct == Element {
		t.Kind = Tag
	} else {
		t.Kind, s.loose = Text, true
		t.From, t.To = 0, 0
	}
	t.Construct = 0
}

// closeLast closes the last opening that fits, with the next bytes. Nothing that
// has opened since is closed any more.
func (s *scanner) closeLast(fits func(*Token) bool, t Token, size int) int {
	for {
		if open := &s.out[s.stack[len(s.stack)-1]]; !fits(open) {
			s.abandon()
			continue
		}
		place := s.stack[len(s.stack)-1]
		open := s.pop()
		if t.Construct == Link || t.Construct == LinkLabel {
			if open.Construct == Image {
				t.Construct++
			}
			open.Construct = t.Construct
		} else {
			t.Construct = open.Construct
		}
		open.Pair, t.Pair = place+1, place+1
		s.paired = true
		if t.Construct == Link {
			s.addressText(place + 1)
		}
		t.Kind = Close
		return s.token(t, size)
	}
}

// join joins texts that follow each other.
func (s *scanner) join() {
	kept := s.out[:s.first]
	for _, t := range s.out[s.first:] {
		if n := len(kept); t.Kind == Text && n > s.first && kept[n-1].Kind == Text {
			kept[n-1].End = t.End
			continue
		}
		kept = append(kept, t)
	}
	s.out = kept
}

// number numbers the pairs in the order of their openings.
func (s *scanner) number() {
	if !s.paired {
		return
	}
	numbers := map[int]int{}
	for k := s.first; k < len(s.out); k++ {
		t := &s.out[k]
		if t.Kind == Open {
			numbers[t.Pair] = len(numbers) + 1
		}
		if t.Pair > 0 {
			t.Pair = numbers[t.Pair]
		}
	}
}

// rest is the text from here on, as far as it is looked at.
func (s *scanner) rest() string { return s.text[s.at:min(len(s.text), s.at+longest)] }

// before is the character before a place, a space if there is none.
func (s *scanner) before(at int) rune {
	if at == 0 {
		return ' '
	}
	if c := s.text[at-1]; c < utf8.RuneSelf {
		return rune(c)
	}
	u, _ := utf8.DecodeLastRuneInString(s.text[:at])
	return u
}

// after is the character at a place, a space if there is none.
func (s *scanner) after(at int) rune {
	if at >= len(s.text) {
		return ' '
	}
	if c := s.text[at]; c < utf8.RuneSelf {
		return rune(c)
	}
	u, _ := utf8.DecodeRuneInString(s.text[at:])
	return u
}

// codeSpan cuts a code span, or reads over the backticks that none begins with.
func (s *scanner) codeSpan() int {
	run := RunLength(s.text[s.at:])
	end := ClosingRun(s.text[s.at:], run, &s.missing.ticks)
	if end == 0 {
		return run
	}
	return s.value(Code, end, run, end-run)
}

// RunLength is how often the first byte of a text stands there at once.
func RunLength(text string) int {
	i := 1
	for i < len(text) && text[i] == text[0] {
		i++
	}
	return i
}

// ClosingRun is the end of the code span that a text begins with a run of
// backticks of some length, or 0 if it is not closed; missing remembers that.
func ClosingRun(text string, length int, missing *uint64) int {
	if length > 63 || *missing&(1<<length) != 0 {
		return 0
	}
	for i := length; i < len(text); {
		at := strings.IndexByte(text[i:], '`')
		if at < 0 {
			break
		}
		i += at
		run := RunLength(text[i:])
		i += run
		if run == length {
			return i
		}
	}
	*missing |= 1 << length
	return 0
}

// backslash cuts a formula, or an escaped character.
func (s *scanner) backslash() int {
	if s.at+1 == len(s.text) {
		return 0
	}
	c := s.text[s.at+1]
	if s.has(formulas) {
		if size := s.bracketed(c) + s.environment(); size > 0 {
			return size
		}
	}
	switch {
	case !s.has(escapes):
		return 0
	case punctuation(c):
		return s.value(Escape, 2, 1, 2)
	}
	return 0
}

// punctuation reports whether a byte is one that a backslash can stand before.
func punctuation(c byte) bool {
	return c > ' ' && c < 0x7f && !isLetter(c) && !isDigit(c)
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// alphanumeric reports whether a character is a letter or a digit.
func alphanumeric(u rune) bool {
	if u < utf8.RuneSelf {
		return isLetter(byte(u)) || isDigit(byte(u))
	}
	return unicode.IsLetter(u) || unicode.IsDigit(u)
}

// delimiter cuts a run of characters that may begin or end emphasis.
func (s *scanner) delimiter() int {
	run := RunLength(s.text[s.at:])
	before, after := s.before(s.at), s.after(s.at+run)
	opens, closes := !unicode.IsSpace(after), !unicode.IsSpace(before)
	limit := 3
	switch s.text[s.at] {
	case '_':
		opens, closes = opens && !alphanumeric(before), closes && !alphanumeric(after)
	case '~':
		limit = 2
	}
	mark := s.text[s.at : s.at+run]
	switch {
	case run > limit:
	case closes && s.count[mark] > 0:
		return s.closeLast(func(t *Token) bool { return t.Construct == Emphasis && t.Of(s.text) == mark }, Token{}, run)
	case opens:
		return s.push(Token{Kind: Open, Construct: Emphasis}, run)
	}
	return run
}

// entity cuts a character reference.
func (s *scanner) entity() int {
	if !s.has(entities) {
		return 0
	}
	if size := EntityLength(s.text[s.at:]); size > 0 {
		return s.value(Entity, size, 1, size-1)
	}
	return 0
}
