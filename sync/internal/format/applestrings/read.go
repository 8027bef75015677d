package applestrings

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Parse reads the entries of a file. A comment is a note to the next message; a blank
// line parts it from that. Its error is a [*tree.Fault].
func (notation) Parse(src []byte) (*tree.Node, error) {
	p := &parser{src: src, at: tree.ByteOrderMark(src)}
	root := &tree.Node{Kind: tree.Table}
	for {
		note, above, err := p.skipToEntry()
		if err != nil {
			return nil, err
		}
		if p.at == len(src) {
			return root, nil
		}
		n, err := p.readEntry()
		if err != nil {
			return nil, err
		}
		if n.Note = note; note != "" {
			n.NoteAt = tree.OwnLines(src, above, n.KeyAt)
		}
		root.Add(n)
	}
}

type parser struct {
	src []byte
	at  int
}

func (p *parser) fault(at int, reason string) error { return &tree.Fault{Reason: reason, At: at} }

// noComment is what genstrings writes where nobody has said anything.
const noComment = "No comment provided by engineer."

// skipToEntry steps over blanks and comments, and returns the comments that stand
// directly above what follows, and where they begin.
func (p *parser) skipToEntry() (note string, above int, err error) {
	var notes []string
	for {
		if p.skipBlanks() > 1 {
			notes = nil
		}
		start := p.at
		text, err := p.comment()
		if err != nil {
			return "", 0, err
		}
		if p.at == start {
			return strings.Join(notes, "\n"), above, nil
		}
		if text = strings.TrimSpace(text); text == "" || text == noComment {
			continue
		}
		if notes = append(notes, text); len(notes) == 1 {
			above = start
		}
	}
}

// skipBlanks steps over white space and returns how many line ends are in it.
func (p *parser) skipBlanks() (lines int) {
	rest := p.src[p.at:]
	n := len(rest) - len(bytes.TrimLeft(rest, " \t\r\n\f\v"))
	p.at += n
	return bytes.Count(rest[:n], []byte("\n"))
}

// comment reads a comment, if there is one: /* … */ or // up to the end of the line.
func (p *parser) comment() (string, error) {
	rest := p.src[p.at:]
	switch {
	case bytes.HasPrefix(rest, []byte("//")):
		end := tree.LineEnd(rest)
		p.at += end
		return string(rest[len("//"):end]), nil
	case bytes.HasPrefix(rest, []byte("/*")):
		end := bytes.Index(rest[len("/*"):], []byte("*/"))
		if end < 0 {
			return "", p.fault(p.at, "the comment is not closed; */ is missing")
		}
		p.at += len("/*") + end + len("*/")
		return string(rest[len("/*") : len("/*")+end]), nil
	}
	return "", nil
}

// skipBetween steps over blanks and comments within an entry.
func (p *parser) skipBetween() error {
	for {
		p.skipBlanks()
		start := p.at
		if _, err := p.comment(); err != nil || p.at == start {
			return err
		}
	}
}

// readEntry reads a key with its text and the semicolon. A key without a text is its
// own text.
func (p *parser) readEntry() (*tree.Node, error) {
	n := &tree.Node{Kind: tree.Text, KeyAt: p.at}
	var err error
	if n.Key, err = p.word(); err != nil {
		return nil, err
	}
	n.Text, n.Value = n.Key, block.Span{Start: p.at, End: p.at}
	if err := p.skipBetween(); err != nil {
		return nil, err
	}
	if p.at < len(p.src) && p.src[p.at] == '=' {
		p.at++
		if err := p.skipBetween(); err != nil {
			return nil, err
		}
		start := p.at
		if n.Text, err = p.word(); err != nil {
			return nil, err
		}
		n.Value = block.Span{Start: start, End: p.at}
		if err := p.skipBetween(); err != nil {
			return nil, err
		}
	}
	if p.at == len(p.src) || p.src[p.at] != ';' {
		return nil, p.fault(min(p.at, len(p.src)), "a semicolon is missing behind the text")
	}
	p.at++
	n.Entry = block.Span{Start: n.KeyAt, End: p.at}
	return n, nil
}

// word reads a text in quotation marks, or one that needs none.
func (p *parser) word() (string, error) {
	if p.at < len(p.src) && (p.src[p.at] == '"' || p.src[p.at] == '\'') {
		return p.quoted(p.src[p.at])
	}
	start := p.at
	for p.at < len(p.src) && isBare(p.src[p.at]) {
		p.at++
	}
	if p.at == start {
		return "", p.fault(start, "a text in quotation marks is expected")
	}
	return string(p.src[start:p.at]), nil
}

// isBare reports whether a character may stand in a text without quotation marks.
func isBare(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("_$/:.-", c) >= 0
}

func (p *parser) quoted(mark byte) (string, error) {
	start := p.at
	var b strings.Builder
	for p.at++; p.at < len(p.src); {
		switch c := p.src[p.at]; c {
		case mark:
			p.at++
			return b.String(), nil
		case '\\':
			text, err := p.escape()
			if err != nil {
				return "", err
			}
			b.WriteString(text)
		default:
			b.WriteByte(c)
			p.at++
		}
	}
	return "", p.fault(start, "the text is not closed; a quotation mark is missing")
}

// escape reads an escape: a letter for a control character, \U with four hexadecimal
// digits of UTF-16, or a character that stands for itself.
func (p *parser) escape() (string, error) {
	if p.at+1 == len(p.src) {
		p.at++
		return "", nil // the text is not closed
	}
	c := p.src[p.at+1]
	if c == 'U' || c == 'u' {
		return p.units()
	}
	if c >= utf8.RuneSelf {
		p.at++
		return "", nil // the letter follows
	}
	p.at += len(`\n`)
	if k := strings.IndexByte(controlNames, c); k >= 0 {
		return controls[k : k+1], nil
	}
	return string(rune(c)), nil
}

// units reads escapes of UTF-16 in a row.
func (p *parser) units() (string, error) {
	const size = len(`\U0000`)
	var units []uint16
	for p.at+size <= len(p.src) && p.src[p.at] == '\\' && p.src[p.at+1]|0x20 == 'u' {
		unit, err := strconv.ParseUint(string(p.src[p.at+len(`\U`):p.at+size]), 16, 16)
		if err != nil {
			break
		}
		units = append(units, uint16(unit))
		p.at += size
	}
	if len(units) == 0 {
		return "", p.fault(p.at, `\U wants four hexadecimal digits`)
	}
	return string(utf16.Decode(units)), nil
}
