package block

import (
	"bytes"
	"unicode/utf8"
)

// joint marks the bytes that depend on their neighbours.
var joint = func() (t [256]bool) {
	for _, c := range "-_,.!?;" {
		t[c] = true
	}
	t["—"[0]] = true
	return t
}()

// joinNeighbours goes over what lex made and settles what depends on neighbours: dashes,
// underscores and repeated punctuation.
func (n *normalizer) joinNeighbours() {
	src := append(n.spare[:0], n.out[n.from:]...)
	n.spare = src
	n.out = n.out[:n.from]
	kept := n.kept
	for i := 0; i < len(src); {
		stop := len(src)
		if len(kept) > 0 {
			stop = kept[0].Start - n.from
		}
		start := i
		for i < stop && !joint[src[i]] {
			i++
		}
		n.out = append(n.out, src[start:i]...)
		if i < stop {
			i += n.joinAt(src[i:])
			continue
		}
		if len(kept) > 0 {
			i = kept[0].End - n.from
			n.out = append(n.out, src[stop:i]...)
			kept = kept[1:]
		}
	}
	n.trimEnd()
}

// joinAt handles the byte that starts s and returns how many bytes of s are done
// with.
func (n *normalizer) joinAt(s []byte) int {
	switch s[0] {
	case '_':
		return n.writeEmphasis(s)
	case '-':
		return n.writeDash(s)
	case ',', '.', '!', '?', ';':
		return n.writePunctuation(s)
	}
	if bytes.HasPrefix(s, []byte("—")) {
		return n.writeDash(s)
	}
	n.out = append(n.out, s[0])
	return 1
}

// lastRune is the last character of the result, a space if there is none.
func (n *normalizer) lastRune() rune {
	if len(n.out) == n.from {
		return ' '
	}
	r, _ := utf8.DecodeLastRune(n.out[n.from:])
	return r
}

// firstRune is the first character of s, a space if there is none.
func firstRune(s []byte) rune {
	if len(s) == 0 {
		return ' '
	}
	r, _ := utf8.DecodeRune(s)
	return r
}

// runLength is how often the first byte of s stands there at once.
func runLength(s []byte) int {
	i := 1
	for i < len(s) && s[i] == s[0] {
		i++
	}
	return i
}

// writeEmphasis writes emphasis with stars.
func (n *normalizer) writeEmphasis(s []byte) int {
	size := runLength(s)
	before, after := n.lastRune(), firstRune(s[size:])
	c := byte('*')
	if isWord(before) && isWord(after) || before == ' ' && after == ' ' || before == '\\' {
		c = '_'
	}
	for range size {
		n.out = append(n.out, c)
	}
	return size
}

// writeDash writes dashes. A single hyphen is none, nor are two before a word,
// which make an option ("--force"), or four and more.
func (n *normalizer) writeDash(s []byte) int {
	size, hyphens, em := dashRun(s)
	before, after := n.lastRune(), firstRune(s[size:])
	if !em && (hyphens == 1 || hyphens > 3 || after != ' ' && bytes.ContainsRune([]byte(" ([{/=|\\"), before)) {
		n.out = append(n.out, s[:size]...)
		return size
	}
	if isDigit(before) && isDigit(after) {
		n.out = append(n.out, '-')
		return size
	}
	n.addSpace()
	n.out = append(n.out, '-', ' ')
	if size < len(s) && after == ' ' {
		size++
	}
	return size
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// dashRun is the length of the dashes and hyphens that start s.
func dashRun(s []byte) (size, hyphens int, em bool) {
	for {
		switch {
		case size < len(s) && s[size] == '-':
			size++
			hyphens++
		case bytes.HasPrefix(s[size:], []byte("—")):
			size += len("—")
			em = true
		default:
			return size, hyphens, em
		}
	}
}

// writePunctuation writes once what stands twice in error. It leaves an ellipsis,
// "../", "1..5", "!!x" and the two dots of the Russian "?..".
func (n *normalizer) writePunctuation(s []byte) int {
	size := runLength(s)
	before, after := n.lastRune(), firstRune(s[size:])
	keep := 1
	switch c := s[0]; {
	case size == 1, c == ',':
	case c == '.' && size > 2:
		keep = 3
	case before == ' ' || isWord(after):
		keep = size
	case c == '.' && (after == '/' || before == '/' || before == '?' || before == '!'):
		keep = size
	}
	n.out = append(n.out, s[:keep]...)
	return size
}
