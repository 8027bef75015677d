package block

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// special marks the bytes at which the lexer has to look closer. All others,
// letters of every script among them, are copied.
var special = func() (t [256]bool) {
	for _, c := range " \t\n\v\f\r\"'`\\<&:]-_,.!?;|" {
		t[c] = true
	}
	for _, c := range []byte{0xc2, 0xca, 0xe2, 0xe3, 0xef} {
		t[c] = true
	}
	return t
}()

// lexText appends a text with everything normalised that can be without a look at
// the result's neighbours.
func (n *normalizer) lexText(s string) {
	for i := 0; i < len(s); {
		start := i
		for i < len(s) {
			if !special[s[i]] {
				i++
				continue
			}
			if s[i] != ' ' || i == start || i+1 == len(s) || special[s[i+1]] {
				break
			}
			i += 2 // a single space within running text
		}
		n.out = append(n.out, s[start:i]...)
		if i < len(s) {
			i += n.lexSymbol(s[i:])
		}
	}
}

// lexSymbol handles the special byte that starts s and returns how many bytes of
// s are done with.
func (n *normalizer) lexSymbol(s string) int {
	switch c := s[0]; c {
	case ' ', '\t', '\n', '\v', '\f', '\r':
		n.addSpace()
	case '"':
		n.dropCharacter(s[1:])
	case '\'':
		n.keepApostrophe(s[1:])
	case '`':
		return n.codeSpan(s)
	case '\\':
		return n.lexEscape(s)
	case '<':
		return n.lexAngle(s)
	case '&':
		return n.lexEntity(s)
	case ':':
		return n.lexColon(s)
	case ']':
		return n.lexBracket(s)
	case '|':
		n.addCell()
	case '_':
		n.joins = true
		n.out = append(n.out, c)
	case '-', ',', '.', '!', '?', ';':
		n.addRepeatable(c)
	default:
		return n.lexWide(s)
	}
	return 1
}

// lastByte is the last byte of the result, a space if there is none.
func (n *normalizer) lastByte() byte {
	if len(n.out) == n.from {
		return ' '
	}
	return n.out[len(n.out)-1]
}

// addSpace appends a space unless there is one or nothing before it.
func (n *normalizer) addSpace() {
	if n.lastByte() != ' ' {
		n.out = append(n.out, ' ')
	}
}

// addRepeatable appends a character that means something else when it stands twice.
func (n *normalizer) addRepeatable(c byte) {
	n.joins = n.joins || n.lastByte() == c
	n.out = append(n.out, c)
}

// addCell appends a pipe, in table rows with spaces around it.
func (n *normalizer) addCell() {
	if !n.table {
		n.out = append(n.out, '|')
		return
	}
	n.addSpace()
	n.out = append(n.out, '|')
	n.pipe = len(n.out)
	n.out = append(n.out, ' ')
}

// dropCharacter leaves a character out; rest is what follows it. Characters that come
// together so may mean something new.
func (n *normalizer) dropCharacter(rest string) {
	n.dropped = true
	switch n.lastByte() {
	case ':', '/', ']', '`':
		n.again = true
	}
	if rest != "" && rest[0] >= utf8.RuneSelf {
		r, _ := utf8.DecodeRuneInString(rest)
		n.again = n.again || r == utf8.RuneError
		n.uncomposed = n.uncomposed || n.again || unicode.Is(unicode.M, r) || 0x1100 <= r && r <= 0x11ff
	}
}

// keepApostrophe keeps an apostrophe or single quotation mark that stands within a
// word; rest is what follows it.
func (n *normalizer) keepApostrophe(rest string) {
	before, _ := utf8.DecodeLastRune(n.out[n.from:])
	after, _ := utf8.DecodeRuneInString(rest)
	if isWord(before) && isWord(after) {
		n.out = append(n.out, '\'')
		return
	}
	n.dropCharacter(rest)
}

// isWord reports whether r is part of a word or number.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isLetter(byte(r)) || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && r != 'ʼ' && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// keepText appends s as it is.
func (n *normalizer) keepText(s string) {
	if s == "" {
		return
	}
	start := len(n.out)
	n.out = append(n.out, s...)
	n.kept = append(n.kept, Span{start, len(n.out)})
}

// keepApart makes sure that a run of backticks stays apart from one that only came
// to stand before it by what was dropped, and from a backslash.
func (n *normalizer) keepApart() {
	if c := n.lastByte(); c == '`' || c == '\\' {
		n.out = append(n.out, ' ')
	}
}

// codeSpan copies a code span. A run of backticks without a counterpart is
// text.
func (n *normalizer) codeSpan(s string) int {
	length := inline.RunLength(s)
	n.keepApart()
	if end := inline.ClosingRun(s, length, &n.unclosed); end > 0 {
		start := len(n.out)
		n.keepText(s[:end])
		for i := start; i < len(n.out); i++ {
			if n.out[i] == '\n' {
				n.out[i] = ' '
			}
		}
		return end
	}
	n.literal, n.again = true, true
	n.out = append(n.out, s[:length]...)
	return length
}

// lexEscape handles a backslash: it goes before a line end and before punctuation
// that is no markup.
func (n *normalizer) lexEscape(s string) int {
	if len(s) == 1 {
		n.literal = true
		n.out = append(n.out, '\\')
		return 1
	}
	switch c := s[1]; {
	case c == '\n':
		n.addSpace()
		return 2
	case c == '_':
		n.joins = true
		before, _ := utf8.DecodeLastRune(n.out[n.from:])
		after, _ := utf8.DecodeRuneInString(s[2:])
		if isWord(before) && isWord(after) {
			n.out = append(n.out, '_')
		} else {
			n.out = append(n.out, '\\', '_')
			n.literal = true
		}
		return 2
	case strings.IndexByte("\\`*[]<>|&", c) >= 0:
		n.out = append(n.out, '\\', c)
		n.literal = true
		return 2
	case c > ' ' && c < utf8.RuneSelf-1 && !isWord(rune(c)):
		n.again = true
		return 1
	}
	n.literal = true
	n.again = n.again || s[1] >= utf8.RuneSelf // it may become punctuation
	n.out = append(n.out, '\\')
	return 1
}

// lexAngle handles "<": an address in angle brackets loses them, a tag is kept.
func (n *normalizer) lexAngle(s string) int {
	end := strings.IndexAny(s[1:], "<>\n") + 1
	if end > 1 && s[end] == '>' {
		inner := s[1:end]
		if !strings.ContainsAny(inner, " \t\"'`") && inline.IsAddress(inner) {
			n.keepText(inner)
			n.again = true
			return end + 1
		}
		if c := inner[0]; isLetter(c) || c == '/' || c == '!' || c == '?' {
			n.keepText(s[:end+1])
			return end + 1
		}
	}
	n.literal, n.again = true, true
	n.out = append(n.out, '<')
	return 1
}

// lexEntity decodes a character reference, also one whose "&" is written as one.
func (n *normalizer) lexEntity(s string) int {
	done := 1
	for {
		decoded, length := decodeReference(s[done:])
		if decoded != "&" {
			return n.appendDecoded(s, done, decoded, length)
		}
		n.again = true
		done += length
	}
}

// appendDecoded appends what a reference stands for. Those that stand for markup stay
// references.
func (n *normalizer) appendDecoded(s string, done int, decoded string, length int) int {
	n.literal = true
	rest := s[done+length:]
	switch decoded {
	case "":
		n.out = append(n.out, '&')
		return done
	case "*", "_", "`", "[", "]", "\\", "|", "~", "#":
	case "<":
		if rest == "" || strings.IndexByte(" \t\n|=0123456789", rest[0]) >= 0 {
			n.out = append(n.out, '<')
			n.again = true
			return done + length
		}
	case "'", "‘", "’":
		n.keepApostrophe(rest)
		n.again = true
		return done + length
	default:
		n.lexText(decoded)
		n.again, n.uncomposed = true, true
		return done + length
	}
	n.keepText("&" + s[done:done+length])
	return done + length
}

// decodeReference decodes the character reference of which s is what follows the
// "&". If it is none, decoded is "".
func decodeReference(s string) (decoded string, length int) {
	ref := "&" + s[:min(len(s), longestReference)]
	n := inline.EntityLength(ref)
	if n == 0 {
		return "", 0
	}
	return html.UnescapeString(ref[:n]), n - 1
}

// longestReference is the number of bytes up to which character references go.
const longestReference = 33

// lexColon handles ":": if it is that of a URL, the URL is kept.
func (n *normalizer) lexColon(s string) int {
	if !strings.HasPrefix(s, "://") {
		n.out = append(n.out, ':')
		return 1
	}
	start, least := len(n.out), n.from
	if len(n.kept) > 0 {
		least = n.kept[len(n.kept)-1].End
	}
	for start > least && isLetter(n.out[start-1]) {
		start--
	}
	if start == len(n.out) {
		n.out = append(n.out, ':')
		return 1
	}
	end := urlEnd(s)
	n.out = append(n.out, s[:end]...)
	n.kept = append(n.kept, Span{start, len(n.out)})
	return end
}

// urlEnd is the length of the rest of a URL that starts s: up to white space,
// brackets that it does not open, quotation marks and closing punctuation.
func urlEnd(s string) int {
	depth, i := 0, 3
loop:
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ', c == '<', c == '>', c == '"', c == '`', c == ']', c == '|', c == '\\':
			break loop
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				break loop
			}
		case c == 0xc2 || c == 0xe2 || c == 0xe3 || c == 0xef:
			break loop
		}
	}
	return len(strings.TrimRight(s[:i], "?!.,:;*_~'&"))
}

// lexBracket handles "]": the target of a link behind it is kept.
func (n *normalizer) lexBracket(s string) int {
	n.out = append(n.out, ']')
	done := 1
	switch {
	case len(s) > 1 && s[1] == '(':
		n.out = append(n.out, '(')
		done = 2
	case n.target && len(s) > 1 && s[1] == ':':
		n.target = false
		n.out = append(n.out, ':', ' ')
		done = len(s) - len(strings.TrimLeft(s[2:], " \t\n"))
	default:
		return done
	}
	end := done + targetEnd(s[done:])
	n.keepText(s[done:end])
	return end
}

// targetEnd is the length of the link target that starts s.
func targetEnd(s string) int {
	if strings.HasPrefix(s, "<") {
		if end := strings.IndexAny(s, ">\n"); end > 0 && s[end] == '>' {
			return end + 1
		}
	}
	depth := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ':
			return i
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return len(s)
}

// lexWide handles a character outside of ASCII.
func (n *normalizer) lexWide(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	switch r {
	case '\u0085', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000':
		n.addSpace()
	case '«', '»', '“', '”', '„', '‟', '‚', '‹', '›', '⹂', '「', '」', '『', '』', '〝', '〞', '〟',
		'﹁', '﹂', '﹃', '﹄', '＂', '｢', '｣', '\u00ad', '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff':
		n.dropCharacter(rest)
	case '‘', '’', '‛', 'ʼ', '＇':
		n.keepApostrophe(rest)
	case '‐', '‑', '‒', '–', '−':
		n.addRepeatable('-')
	case '—', '―':
		n.joins = true
		n.out = append(n.out, "—"...)
	case '…':
		n.joins = n.joins || n.lastByte() == '.' || strings.HasPrefix(rest, ".")
		n.out = append(n.out, "..."...)
	default:
		if '\u2000' <= r && r <= '\u200a' {
			n.addSpace()
			break
		}
		n.out = append(n.out, s[:size]...)
	}
	return size
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
