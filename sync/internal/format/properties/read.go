package properties

import (
	"bytes"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Parse reads the lines of a file. A comment is a note to the next message; a blank line
// parts it from that. Its error is a [*tree.Fault].
func (notation) Parse(src []byte) (*tree.Node, error) {
	root := &tree.Node{Kind: tree.Table}
	var notes []string
	above := 0
	for at := tree.ByteOrderMark(src); at < len(src); {
		start := at + len(src[at:]) - len(bytes.TrimLeft(src[at:], blanks))
		if start < len(src) && (src[start] == '#' || src[start] == '!') {
			end := physicalEnd(src, start)
			if notes = append(notes, strings.Trim(string(src[start:end]), "#! \t\f\r")); len(notes) == 1 {
				above = start
			}
			at = end + 1
			continue
		}
		end := logicalEnd(src, start)
		at = end + 1
		if start >= end {
			notes = nil
			continue
		}
		n, err := readLine(src, start, end)
		if err != nil {
			return nil, err
		}
		if n.Note, notes = strings.TrimSpace(strings.Join(notes, "\n")), nil; n.Note != "" {
			n.NoteAt = tree.OwnLines(src, above, n.KeyAt)
		}
		root.Add(n)
	}
	return root, nil
}

// blanks are what may stand before a key.
const blanks = " \t\f"

// physicalEnd is where a line ends, before its line ending.
func physicalEnd(src []byte, at int) int {
	if k := bytes.IndexByte(src[at:], '\n'); k >= 0 {
		return at + k
	}
	return len(src)
}

// logicalEnd is where a line ends that goes on behind a backslash, before its line
// ending.
func logicalEnd(src []byte, at int) int {
	for {
		end := physicalEnd(src, at)
		text := bytes.TrimSuffix(src[at:end], []byte("\r"))
		slashes := len(text) - len(bytes.TrimRight(text, `\`))
		if slashes%2 == 0 || end == len(src) {
			return at + len(text)
		}
		at = end + 1
	}
}

// readLine is the entry of a logical line.
func readLine(src []byte, start, end int) (*tree.Node, error) {
	n := &tree.Node{Kind: tree.Text, KeyAt: start}
	at := start
	for at < end && bytes.IndexByte([]byte("=: \t\f\r\n"), src[at]) < 0 {
		if src[at] == '\\' {
			at++
		}
		at++
	}
	at = min(at, end)
	var err error
	if n.Key, err = unescape(src, start, at); err != nil {
		return nil, err
	}
	at = skipBlanks(src, at, end)
	if at < end && (src[at] == '=' || src[at] == ':') {
		at = skipBlanks(src, at+1, end)
	}
	n.Value, n.Entry = block.Span{Start: at, End: end}, block.Span{Start: start, End: end}
	n.Text, err = unescape(src, at, end)
	return n, err
}

// skipBlanks steps over blanks, and over a backslash with its line ending.
func skipBlanks(src []byte, at, end int) int {
	for at < end {
		switch {
		case strings.IndexByte(blanks, src[at]) >= 0:
			at++
		case src[at] == '\\' && lineEnding(src[at+1:end]) > 0:
			at += 1 + lineEnding(src[at+1:end])
		default:
			return at
		}
	}
	return end
}

// lineEnding is the number of bytes of the line ending that a text begins with.
func lineEnding(b []byte) int {
	switch {
	case bytes.HasPrefix(b, []byte("\r\n")):
		return len("\r\n")
	case bytes.HasPrefix(b, []byte("\n")):
		return len("\n")
	}
	return 0
}

// unescape reads the escapes of a key or a text.
func unescape(src []byte, at, end int) (string, error) {
	var b strings.Builder
	for at < end {
		if src[at] != '\\' || at+1 == end {
			b.WriteByte(src[at])
			at++
			continue
		}
		c := src[at+1]
		switch k := lineEnding(src[at+1 : end]); {
		case k > 0:
			at = skipBlanks(src, at+1+k, end)
			continue
		case c != 'u':
			b.WriteByte(plainOf(c))
			at += 2
			continue
		}
		letters, n := tree.UnescapeLetters(src[at:end])
		if n == 0 {
			return "", &tree.Fault{Reason: `\u wants four hexadecimal digits`, At: at}
		}
		b.WriteString(letters)
		at += n
	}
	return b.String(), nil
}

// plainOf is the character that an escape stands for.
func plainOf(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	case 'f':
		return '\f'
	}
	return c
}
