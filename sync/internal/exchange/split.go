package exchange

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// part says what a piece of a text is to a translator.
type part uint8

const (
	plain   part = iota // to translate
	code                // to take over as it is
	opening             // begins what a closing piece ends: emphasis, the text of a link
	closing
)

// piece is a piece of a text.
type piece struct {
	part part
	text string
	// pair numbers the openings of a text from 1; a closing piece has the number
	// of its opening. It is 0 for others.
	pair int
}

// split cuts a text of a block of a kind into what is to translate and the
// inline markup in it. Laws: the pieces joined are the text; opening and closing
// pieces come in pairs that lie within each other; no plain piece has a character
// that XML forbids, and none follows another. Of code only such characters are
// markup.
func split(kind block.Kind, text string) []piece {
	s := splitter{text: text, cells: kind == block.TableRow, open: map[string]int{}}
	for s.at < len(text) {
		size := s.markup(kind == block.Code)
		if size == 0 {
			_, size = utf8.DecodeRuneInString(text[s.at:])
			s.emit(plain, size)
		}
	}
	for len(s.stack) > 0 {
		s.pop()
	}
	return merge(s.pieces)
}

// merge joins plain pieces that follow each other, and numbers the pairs.
func merge(pieces []piece) []piece {
	var out []piece
	numbers := map[int]int{}
	for _, p := range pieces {
		if n := len(out); p.part == plain && n > 0 && out[n-1].part == plain {
			out[n-1].text += p.text
			continue
		}
		if p.part == opening {
			numbers[p.pair] = len(numbers) + 1
		}
		p.pair = numbers[p.pair]
		out = append(out, p)
	}
	return out
}

// splitter goes through a text.
type splitter struct {
	text   string
	at     int
	cells  bool
	pieces []piece
	stack  []int          // openings that nothing has closed yet, as places in pieces
	open   map[string]int // how many of them there are, by their text
}

// reach bounds how far the end of markup is looked for, in bytes.
const reach = 2048

func (s *splitter) rest() string { return s.text[s.at:min(len(s.text), s.at+reach)] }

func (s *splitter) emit(p part, size int) {
	s.pieces = append(s.pieces, piece{part: p, text: s.text[s.at : s.at+size]})
	s.at += size
}

var (
	lineBreaks   = regexp.MustCompile(`^\n+`)
	htmlTag      = regexp.MustCompile(`^</?[A-Za-z][^<>]*>`)
	autolink     = regexp.MustCompile(`^<(?:[A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>`)
	bareAddress  = regexp.MustCompile(`^(?:https?|ftp)://[^\s<>"'\x60\[\]*|\\]+`)
	footnoteMark = regexp.MustCompile(`^\[\^[^\]\s]+\]`)
	singleBraces = regexp.MustCompile(`^\$?\{[#.]?[A-Za-z0-9_][A-Za-z0-9_.:-]*\}`)
	printf       = regexp.MustCompile(`^%(?:\([A-Za-z_]\w*\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?[bcdefgiopqstuvxEGUX@]`)
	reference    = regexp.MustCompile(`^\]\[[^\[\]]+\]`)
	target       = regexp.MustCompile(`^\]\(\s*(?:<[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*\))*)(?:\s*\)|\s+"((?:[^"\\]|\\.)*)"\s*\)|\s+'((?:[^'\\]|\\.)*)'\s*\))`)
	delimiters   = regexp.MustCompile(`^(?:\*+|_+|~+)`)
)

// markup cuts the markup that begins here, and is its size, 0 if there is none.
func (s *splitter) markup(literal bool) int {
	rest := s.rest()
	u, size := utf8.DecodeRuneInString(rest)
	switch {
	case forbidden(u) || u == '\r':
		s.emit(code, size)
		return size
	case literal:
		return 0
	}
	before := s.at
	switch u {
	case '\\':
		if len(rest) > 1 && unicode.In(rune(rest[1]), unicode.Punct, unicode.Symbol) && rest[1] < utf8.RuneSelf {
			s.emit(plain, 2)
		}
	case '`':
		s.codeSpan(rest)
	case '[':
		if !s.first(rest, footnoteMark) {
			s.push(1)
		}
	case '!':
		if strings.HasPrefix(rest, "![") {
			s.push(2)
		}
	case ']':
		s.link(rest)
	case '*', '_', '~':
		s.delimiter(rest)
	case '|':
		if s.cells {
			s.emit(code, 1)
		}
	default:
		if !s.between(rest, "<!--", "-->") && !s.between(rest, "{{", "}}") {
			s.first(rest, s.marks(u)...)
		}
	}
	return s.at - before
}

// marks are the forms of code that begin with a character.
func (s *splitter) marks(u rune) []*regexp.Regexp {
	switch u {
	case '\n':
		return []*regexp.Regexp{lineBreaks}
	case '<':
		return []*regexp.Regexp{autolink, htmlTag}
	case '{', '$':
		return []*regexp.Regexp{singleBraces}
	case 'h', 'f':
		if !isLetter(s.lastRune()) && (strings.HasPrefix(s.text[s.at:], "http") || strings.HasPrefix(s.text[s.at:], "ftp")) {
			return []*regexp.Regexp{bareAddress}
		}
	case '%':
		if !unicode.IsDigit(s.lastRune()) {
			return []*regexp.Regexp{printf}
		}
	}
	return nil
}

// between cuts what stands between two texts, with them.
func (s *splitter) between(rest, from, to string) bool {
	if !strings.HasPrefix(rest, from) {
		return false
	}
	end := strings.Index(rest[len(from):], to)
	if end < 0 {
		return false
	}
	s.emit(code, len(from)+end+len(to))
	return true
}

// first cuts the first of some forms that begins here.
func (s *splitter) first(rest string, forms ...*regexp.Regexp) bool {
	for _, form := range forms {
		found := form.FindString(rest)
		switch form {
		case bareAddress:
			found = strings.TrimRight(found, ".,;:!?)_~")
			if strings.HasSuffix(found, "/") && strings.Count(found, "/") < 3 {
				continue
			}
		case printf:
			if next, _ := utf8.DecodeRuneInString(rest[len(found):]); found != "" && isLetter(next) {
				continue
			}
		}
		if found != "" {
			s.emit(code, len(found))
			return true
		}
	}
	return false
}

func isLetter(u rune) bool { return unicode.IsLetter(u) || unicode.IsDigit(u) }

// lastRune is the character before, or a space at the beginning.
func (s *splitter) lastRune() rune {
	if s.at == 0 {
		return ' '
	}
	u, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
	return u
}

// codeSpan cuts a code span, or the run of backticks that none begins with.
func (s *splitter) codeSpan(rest string) {
	run := len(rest) - len(strings.TrimLeft(rest, "`"))
	for i := run; i < len(rest); {
		next := strings.IndexByte(rest[i:], '`')
		if next < 0 {
			break
		}
		i += next
		length := len(rest[i:]) - len(strings.TrimLeft(rest[i:], "`"))
		i += length
		if length == run {
			s.emit(code, i)
			return
		}
	}
	s.emit(plain, run)
}

// push cuts what may turn out to be an opening.
func (s *splitter) push(size int) {
	s.stack = append(s.stack, len(s.pieces))
	s.emit(opening, size)
	s.open[s.pieces[len(s.pieces)-1].text]++
}

// pop takes the last opening, which nothing closes, for plain text.
func (s *splitter) pop() {
	p := s.take()
	s.pieces[p].part = plain
}

// take takes the last opening off the stack.
func (s *splitter) take() int {
	p := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	s.open[s.pieces[p].text]--
	return p
}

// close closes the last opening with one of some texts by a piece of a size.
// What has opened since is plain.
func (s *splitter) close(size int, texts ...string) {
	for {
		p := s.take()
		for _, t := range texts {
			if s.pieces[p].text == t {
				s.pieces[p].pair = p + 1
				s.emit(closing, size)
				s.pieces[len(s.pieces)-1].pair = p + 1
				return
			}
		}
		s.pieces[p].part = plain
	}
}

// link closes the text of a link or an image with its target. The title of a
// link is to translate: it stands within the pair, between code.
func (s *splitter) link(rest string) {
	if s.open["["]+s.open["!["] == 0 {
		return
	}
	if found := reference.FindString(rest); found != "" {
		s.close(len(found), "[", "![")
		return
	}
	found := target.FindStringSubmatchIndex(rest)
	if found == nil {
		for s.open["["]+s.open["!["] > 0 { // a bracket closes the last, and it is no link
			if p := s.stack[len(s.stack)-1]; s.pieces[p].text[len(s.pieces[p].text)-1] == '[' {
				s.pop()
				return
			}
			s.pop()
		}
		return
	}
	size := found[1]
	for _, group := range []int{2, 4} { // the titles in both sorts of quotation marks
		if from, to := found[group], found[group+1]; from >= 0 {
			s.emit(code, from)
			s.plainly(rest[from:to])
			size -= to
		}
	}
	s.close(size, "[", "![")
}

// plainly cuts a text in which nothing but what XML forbids is markup.
func (s *splitter) plainly(text string) {
	for _, u := range text {
		if forbidden(u) || u == '\r' || u == '\n' {
			s.emit(code, utf8.RuneLen(u))
		} else {
			s.emit(plain, utf8.RuneLen(u))
		}
	}
}

// delimiter cuts a run that may begin or end emphasis.
func (s *splitter) delimiter(rest string) {
	run := delimiters.FindString(rest)
	before := s.lastRune()
	after, _ := utf8.DecodeRuneInString(s.text[s.at+len(run):])
	if s.at+len(run) == len(s.text) {
		after = ' '
	}
	opens, closes := !unicode.IsSpace(after), !unicode.IsSpace(before)
	if run[0] == '_' {
		opens, closes = opens && !isLetter(before), closes && !isLetter(after)
	}
	limit := 3
	if run[0] == '~' {
		limit = 2
	}
	switch {
	case len(run) > limit:
		s.emit(plain, len(run))
	case closes && s.open[run] > 0:
		s.close(len(run), run)
	case opens:
		s.push(len(run))
	default:
		s.emit(plain, len(run))
	}
}
