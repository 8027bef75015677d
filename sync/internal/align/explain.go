package align

import (
	"slices"
	"strings"
)

// Shared names the words that two texts in different languages have in common,
// as the alignment sees it: "name:Khurelsukh=Хүрэлсүх" for names in any script,
// "word:bridge=köprü" for words that the lexicon knows for the same thing, and
// "same:rsync" for words that are spelt alike. Each word of the first text is
// named once, in its order.
func Shared(a, b, langA, langB string) []string {
	other := map[key]string{}
	for _, w := range speltWords(b, langB) {
		for _, k := range w.keys {
			if _, ok := other[k]; !ok {
				other[k] = w.word
			}
		}
	}
	var out []string
	for _, w := range speltWords(a, langA) {
		if name := w.answeringWord(other); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// speltWord is a word with its keys.
type speltWord struct {
	word string
	keys []key
}

func speltWords(text, lang string) []speltWord {
	r := newReader(lang)
	defer r.release()
	var out []speltWord
	for w := range wordsOf(text) {
		out = append(out, speltWord{w, r.appendWord(nil, w)})
	}
	return out
}

// answeringWord is how a word of one text answers one of the other, by the surest of
// its keys, or "".
func (w *speltWord) answeringWord(other map[key]string) string {
	for _, c := range []class{byConcept, byName, byWord, byCognate} {
		for _, k := range w.keys {
			if k.class() != c {
				continue
			}
			there, ok := other[k]
			if !ok {
				continue
			}
			switch {
			case strings.EqualFold(w.word, there):
				return "same:" + w.word
			case c == byName:
				return "name:" + w.word + "=" + there
			default:
				return "word:" + w.word + "=" + there
			}
		}
	}
	return ""
}
