package drift

import (
	"hash/fnv"
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// A record keeps of each word of a translation a digest of twelve bits, two letters:
// with them it is known later which words were touched, and nobody can read the text
// in them. Two words are taken for one once in 4096 times.
const (
	wordLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	wordDigest  = 2 // letters
	// mostWords is the number of words from which none are kept: such a segment is a
	// file of its own.
	mostWords = 2000
)

// WordDigests are the digests of the words that a reader sees of some segments, in
// order, joined; "" if there are none or too many. Law: texts that differ in white
// space, punctuation or case have the same.
func WordDigests(segments []Segment) string {
	var out []byte
	for k := range segments {
		if !segments[k].Block.Kind.Prose() {
			return ""
		}
		for _, p := range piecesOf(segments[k].Block) {
			if p.word {
				out = append(out, digestOf(p.text)...)
			}
		}
	}
	if len(out) > mostWords*wordDigest {
		return ""
	}
	return string(out)
}

// SplitWordDigests are the single digests of [WordDigests].
func SplitWordDigests(digests string) []string {
	var out []string
	for ; len(digests) >= wordDigest; digests = digests[wordDigest:] {
		out = append(out, digests[:wordDigest])
	}
	return out
}

func digestOf(word string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(strings.ToLower(word))) // it cannot fail
	n := h.Sum32()
	n ^= n >> 16
	return string([]byte{wordLetters[n&63], wordLetters[n>>6&63]})
}

// piece is a word of a text, or what stands between two.
type piece struct {
	text string
	word bool
}

// piecesOf cuts a segment into words and what stands between them. Where links lead
// and what else a reader does not see is not a word.
func piecesOf(b *block.Block) []piece {
	var out []piece
	text := strings.Join(strings.Fields(b.Text), " ")
	for _, t := range inline.Scan(nil, text, b.Inline(), nil) {
		if t.Kind == inline.Middle || t.Kind == inline.Close || t.Kind == inline.Placeholder {
			out = append(out, piece{text: t.Of(text)})
			continue
		}
		for _, w := range inline.Words(nil, t.Of(text)) {
			out = append(out, piece{w, strings.ContainsFunc(w, inline.InWord)})
		}
	}
	return out
}

// unknownWord stands for a word of which only the digest is known.
const unknownWord = "…"

// DroppedCode lists the code of a source text that a translation had when the digests of
// its words were taken, and that is not in what was kept of it since. Code without a word
// is not known.
func DroppedCode(recorded, source, kept string) []string {
	var out []string
	still := anchor.Scan(kept, nil)
	for _, a := range anchor.Scan(source, nil) {
		isKept := slices.ContainsFunc(still, func(b anchor.Anchor) bool { return b.Kind == anchor.Code && b.Value == a.Value })
		if a.Kind == anchor.Code && !isKept && hadWords(recorded, a.Value) {
			out = append(out, a.Value)
		}
	}
	return out
}

// hadWords reports whether the words of a text stand one after the other among recorded
// ones.
func hadWords(recorded, text string) bool {
	var words []piece
	for _, w := range inline.Words(nil, text) {
		if strings.ContainsFunc(w, inline.InWord) {
			words = append(words, piece{w, true})
		}
	}
	return len(words) > 0 && strings.Contains(string(runesOf(recorded)), string(runesOfWords(words)))
}

// touched compares a translation, by the digests of its words, with the text that was
// recorded. What was deleted is told as so many unknown words. Law: the kept and
// inserted pieces joined are the text now, white space folded.
func touched(recorded string, segments []Segment) []change.Edit {
	if recorded == "" || len(recorded)%wordDigest != 0 {
		return nil
	}
	var now []piece
	for k := range segments {
		if k > 0 {
			now = append(now, piece{text: " "})
		}
		now = append(now, piecesOf(segments[k].Block)...)
	}
	words := slices.DeleteFunc(slices.Clone(now), func(p piece) bool { return !p.word })
	if len(words) > mostWords {
		return nil
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // a result must not depend on the load of the machine
	return spell(d.DiffMainRunes(runesOf(recorded), runesOfWords(words), false), now)
}

// runesOf gives each digest a rune that no text uses.
func runesOf(digests string) []rune {
	out := make([]rune, 0, len(digests)/wordDigest)
	for i := 0; i+wordDigest <= len(digests); i += wordDigest {
		at := strings.IndexByte(wordLetters, digests[i]) + 64*strings.IndexByte(wordLetters, digests[i+1])
		out = append(out, change.FirstCode+rune(max(at, 0)))
	}
	return out
}

func runesOfWords(words []piece) []rune {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(digestOf(w.text))
	}
	return runesOf(b.String())
}

// CountTouched is the number of words that were touched: those that went, or those
// that came if they are more.
func CountTouched(edits []change.Edit) int {
	gone, come, _ := countEdits(edits)
	return max(gone, come)
}

// wordsIn is the number of words of an edit, known or not.
func wordsIn(e change.Edit) int {
	if n := strings.Count(e.Text, unknownWord); n > 0 && e.Op == change.Delete {
		return n
	}
	return len(change.Words(e.Text))
}

// A translation is shortened if it had so many words and lost so much of them, and at most
// the half of that went from its source.
const (
	shortenable = 6
	shortened   = 0.4
)

// IsShortened reports whether much of a translation was deleted since it was recorded, and
// not of its source: an accident, more often than a better translation.
func IsShortened(r *Row) bool {
	gone, come, words := countEdits(r.Touched)
	if words < shortenable {
		return false
	}
	lost := float64(gone-come) / float64(words)
	gone, _, words = countEdits(r.Diff)
	return lost >= shortened && 2*float64(gone) < lost*float64(max(words, 1))
}

// countEdits counts the words that went and that came, and those that there were before.
func countEdits(edits []change.Edit) (gone, come, words int) {
	for _, e := range edits {
		switch n := wordsIn(e); e.Op {
		case change.Keep:
			words += n
		case change.Delete:
			gone, words = gone+n, words+n
		case change.Insert:
			come += n
		}
	}
	return gone, come, words
}

// spell puts the text now in the place of the digests of its words.
func spell(diffs []diffmatchpatch.Diff, now []piece) []change.Edit {
	var out []change.Edit
	for _, x := range diffs {
		n := len([]rune(x.Text))
		if x.Type == diffmatchpatch.DiffDelete {
			if len(now) > 0 && now[0].text == " " {
				out = append(out, change.Edit{Op: change.Keep, Text: " "})
				now = now[1:]
			}
			out = append(out, change.Edit{Op: change.Delete, Text: strings.Repeat(unknownWord+" ", n)})
			continue
		}
		op := change.Keep
		if x.Type == diffmatchpatch.DiffInsert {
			op = change.Insert
		}
		within := false
		for n > 0 {
			p := now[0]
			now = now[1:]
			switch {
			case p.word:
				n--
				within = true
				out = append(out, change.Edit{Op: op, Text: p.text})
			case within:
				out = append(out, change.Edit{Op: op, Text: p.text})
			default:
				out = append(out, change.Edit{Op: change.Keep, Text: p.text})
			}
		}
	}
	for _, p := range now {
		out = append(out, change.Edit{Op: change.Keep, Text: p.text})
	}
	return change.Merge(out)
}
