package block

import "golang.org/x/text/unicode/norm"

// steady marks the first bytes of characters that are in NFC whatever stands
// around them: ASCII, Latin, most of Greek and Cyrillic, Chinese.
var steady = func() (t [256]bool) {
	for c := range 256 {
		t[c] = c < 0xcc || c == 0xcf || c == 0xd0 || c == 0xd1 || c == 0xd3 || 0xe4 <= c && c <= 0xe9
	}
	return t
}()

// isNFC reports whether s is in NFC. It gives the answer of
// [norm.Form.IsNormalString], which looks up every character outside of ASCII,
// several times faster on European text.
func isNFC(s string) bool {
	for i := 0; i < len(s); i++ {
		if steady[s[i]] {
			continue
		}
		// General punctuation from U+2010 on: quotation marks, dashes, the ellipsis.
		if s[i] == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x90 && s[i+2] < 0xc0 {
			i += 2
			continue
		}
		start, end := i, i
		for start > 0 && s[start-1] >= 0x80 && i-start < 4 {
			start--
		}
		start = max(start-1, 0)
		for end < len(s) && s[end] >= 0x80 {
			end++
		}
		if !norm.NFC.IsNormalString(s[start:end]) {
			return false
		}
		i = end - 1
	}
	return true
}

// toNFC is s in NFC, s itself if it already is.
func toNFC(s string) string {
	if isNFC(s) {
		return s
	}
	return norm.NFC.String(s)
}
