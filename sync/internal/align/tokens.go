package align

import (
	"iter"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// token is a word: its hash and its length in runes, which is its weight.
type token struct {
	hash   uint32
	length int32
}

// tokensOf are the words of a text outside the targets of its links, which change
// without the text changing.
func tokensOf(text string) []token {
	var out []token
	for w := range wordsOf(text) {
		out = append(out, token{uint32(hash(w)), int32(utf8.RuneCountInString(w)) + 1})
	}
	return out
}

// wordsOf yields the words of a text outside the targets of its links.
func wordsOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, t := range inline.Scan(nil, text, inline.Markdown, nil) {
			if t.Kind == inline.Middle || t.Kind == inline.Close {
				continue
			}
			for of := t.Of(text); of != ""; {
				n := inline.WordLength(of)
				if n > 0 && !yield(of[:n]) {
					return
				}
				if n == 0 {
					_, n = utf8.DecodeRuneInString(of)
				}
				of = of[n:]
			}
		}
	}
}

func (v *versions) tokensA(i int) []token { return cachedTokens(&v.wordsA, i, v.a) }
func (v *versions) tokensB(j int) []token { return cachedTokens(&v.wordsB, j, v.b) }

func cachedTokens(read *[][]token, i int, o Outline) []token {
	if *read == nil {
		*read = make([][]token, len(o))
	}
	t := &(*read)[i]
	if *t == nil {
		*t = append([]token{}, tokensOf(o[i].Text)...) // never nil
	}
	return *t
}

// similarityOf is the similarity of two segments: 1 if their digests are equal, else by
// their words.
func (v *versions) similarityOf(i, j int) float64 {
	if v.a[i].Digest == v.b[j].Digest || v.a[i].Text == v.b[j].Text && v.a[i].Text != "" {
		return 1
	}
	if s, ok := v.similarity[[2]int{i, j}]; ok {
		return s
	}
	s := similarity(v.tokensA(i), v.tokensB(j))
	if v.similarity == nil {
		v.similarity = map[[2]int]float64{}
	}
	v.similarity[[2]int{i, j}] = s
	return s
}

// joinedTokens are the words of several segments on each side.
func (v *versions) joinedTokens(a, b []int) (ta, tb []token) {
	for _, i := range a {
		ta = append(ta, v.tokensA(i)...)
	}
	for _, j := range b {
		tb = append(tb, v.tokensB(j)...)
	}
	return ta, tb
}

// joinedWeight is the weight of the words of several segments.
func joinedWeight(segments []int, tokens func(int) []token) (n int) {
	for _, k := range segments {
		n += weightOf(tokens(k))
	}
	return n
}

// similarity is the share of two texts that is common to both, by the longest
// common subsequence of their words weighed by length: 2·common / (a + b). It is
// 0 where the words, in any order, already rule out a match.
func similarity(a, b []token) float64 {
	total := weightOf(a) + weightOf(b)
	if total == 0 {
		return 0
	}
	common := commonBag(a, b)
	bag := dice(common, total)
	if bag < similarCode && float64(common) < contained*float64(min(weightOf(a), weightOf(b))) || len(a) > lcsWords || len(b) > lcsWords {
		return bag
	}
	common = commonRun(a, b)
	if min(len(a), len(b)) >= containable && float64(common) >= contained*float64(min(weightOf(a), weightOf(b))) {
		return max(dice(common, total), similarContained)
	}
	return dice(common, total)
}

// mayBeSimilar reports whether two texts of so much weight, with no more than so much in
// common, may have a [similarity] of the bound [similar] or more.
func mayBeSimilar(common, a, b int) bool {
	return dice(common, a+b) >= similar || float64(common) >= contained*float64(min(a, b))
}

// dice is the share of two texts that is common to both, by what each and both weigh.
func dice(common, total int) float64 { return 2 * float64(common) / float64(total) }

func weightOf(t []token) int {
	n := 0
	for _, w := range t {
		n += int(w.length)
	}
	return n
}

func commonBag(a, b []token) int {
	count := make(map[uint32]int, len(a))
	for _, w := range a {
		count[w.hash]++
	}
	n := 0
	for _, w := range b {
		if count[w.hash] > 0 {
			count[w.hash]--
			n += int(w.length)
		}
	}
	return n
}

// commonRun is the weight of the heaviest common subsequence.
func commonRun(a, b []token) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			up := row[j+1]
			switch {
			case x.hash == y.hash:
				row[j+1] = diagonal + int(x.length)
			case row[j] > up:
				row[j+1] = row[j]
			}
			diagonal = up
		}
	}
	return row[len(b)]
}
