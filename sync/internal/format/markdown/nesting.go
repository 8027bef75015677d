package markdown

import "bytes"

// maxNesting bounds how deep containers may nest on a line, counting each
// marker and each two columns of indentation. The parser's time grows with the
// square of it; real texts stay under ten.
const maxNesting = 100

// flatten is src, or a copy of the same length in which lines that nest too
// deeply go on as text.
func flatten(src []byte) []byte {
	out := src
	for start := 0; start < len(src); {
		end := bytes.IndexByte(src[start:], '\n')
		if end < 0 {
			end = len(src) - start
		}
		if at := tooDeep(src[start : start+end]); at >= 0 {
			if &out[0] == &src[0] {
				out = bytes.Clone(src)
			}
			out[start+at] = 'x'
		}
		start += end + 1
	}
	return out
}

// tooDeep is the offset in a line of the marker that nests too deeply, or -1.
func tooDeep(line []byte) int {
	if len(line) < maxNesting {
		return -1
	}
	half := 0 // twice the depth
	for i := 0; i < len(line); {
		n := 1
		switch line[i] {
		case ' ', '\v', '\f':
			half++
			i++
			continue
		case '\t':
			half += 4
			i++
			continue
		case '>':
		default:
			n = markerLen(line[i:])
		}
		if n == 0 || isRule(line[i:]) {
			return -1
		}
		if half += 2; half > 2*maxNesting {
			return i
		}
		i += n
	}
	return -1
}

// markerLen is the length of the list marker or footnote label that starts s,
// or 0 if there is none.
func markerLen(s []byte) int {
	if s[0] == '[' {
		if end := bytes.Index(s[:min(len(s), maxLabel+4)], []byte("]:")); end > 0 && len(s) > 1 && s[1] == '^' {
			return end + 2
		}
		return 0
	}
	n := 0
	switch s[0] {
	case '-', '*', '+':
		n = 1
	default:
		for n < len(s) && n < 9 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == 0 || n == len(s) || s[n] != '.' && s[n] != ')' {
			return 0
		}
		n++
	}
	if n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	return n
}

// isRule reports whether s is a thematic break of stars or dashes.
func isRule(s []byte) bool {
	c := s[0]
	if c != '*' && c != '-' {
		return false
	}
	for _, b := range s {
		if b != c && b != ' ' && b != '\t' {
			return false
		}
	}
	return true
}
