package drift

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
)

// clauseWords is the number of words in a row, names and the like apart, from which a part
// of a sentence that stands in the source as well is told.
const clauseWords = 7

// clauseLeft is the longest part of a sentence of the target that is the source's, word for
// word, in the source's language; "" if there is none that is long enough.
func (e *examination) clauseLeft(source, target *align.Segment) string {
	from, to := readableWords(source.Text, source.Anchors), readableWords(target.Text, target.Anchors)
	at, n := longestRun(from, to)
	if n < clauseWords || n == len(to) {
		return ""
	}
	words := to[at : at+n]
	if !e.tongues.inSource(words, strings.Join(words, " "), true) {
		return ""
	}
	left := passage(target.Text, words)
	if strings.Contains(target.Text, left) && !strings.Contains(withoutExamples(target.Text, source.Text), left) {
		return ""
	}
	return left
}

// longestRun is where in b the longest run of words begins that stands in a too, and its
// length.
func longestRun(a, b []string) (at, n int) {
	run := make([]int, len(b)+1) // the length of the run that ends before each word of b
	for _, w := range a {
		for j := len(b) - 1; j >= 0; j-- {
			if b[j] != w {
				run[j+1] = 0
				continue
			}
			if run[j+1] = run[j] + 1; run[j+1] > n {
				at, n = j+1-run[j+1], run[j+1]
			}
		}
	}
	return at, n
}

// passage is the part of a text from the first to the last of some words, which stand in it
// one behind the other; the words alone if it is not found.
func passage(text string, words []string) string {
	for from := 0; ; {
		k := strings.Index(text[from:], words[0])
		if k < 0 {
			return strings.Join(words, " ")
		}
		begin := from + k
		end, ok := begin, true
		for _, w := range words {
			k := strings.Index(text[end:], w)
			if ok = k >= 0 && k <= gapBytes; !ok {
				break
			}
			end += k + len(w)
		}
		if ok {
			return text[begin:end]
		}
		from = begin + len(words[0])
	}
}

// gapBytes is how far two words of a passage may be apart, with a name or code between.
const gapBytes = 60
