package lexicon

// Costs of one letter in NameSimilarity. A consonant for another costs 1.
const (
	vowelCost = 0.35 // a vowel more, less, or another one
	kinCost   = 0.3  // c for k, w for v and the like
	tailCost  = 0.25 // a letter of an ending, of which there may be endingMax
	endingMax = 4
)

// NameSimilarity tells how near the spellings of two names are, in Latin,
// Cyrillic or Greek letters: 1 for the same, 0 for nothing in common. It is the edit
// distance of the Latin spellings, in which vowels and kindred consonants weigh
// less and one word may have an ending that the other has not, in proportion to
// the longer name.
func NameSimilarity(a, b string) float64 {
	var bufA, bufB [longestName]byte
	n, _ := spellName(a, &bufA)
	m, _ := spellName(b, &bufB)
	x, y := simplify(bufA[:n]), simplify(bufB[:m])
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	whole := max(weight(x), weight(y))
	return max(0, 1-distance(x, y)/whole)
}

// simplify replaces pairs of letters that stand for one sound by one letter,
// and drops doubled letters and an h that is not heard. It works in place.
func simplify(w []byte) []byte {
	w = head(w)
	out := w[:0]
	for i := 0; i < len(w); i++ {
		c, next := w[i], at(w, i+1)
		switch {
		case c == next, c == 'h' && i > 0 && isVowel[w[i-1]] && !isVowel[next]:
			continue
		case c == 'g' && next == 'h' && i > 0 && isVowel[w[i-1]]:
			i++
			continue
		case next == 'h' && withH[c] != 0:
			c = withH[c]
			i++
		case c == 'c' && next == 'k', c == 'd' && (next == 'j' || next == 'z'), c == 't' && next == 's':
			continue
		}
		out = append(out, c)
	}
	return out
}

// withH are the letters that an h after them changes, into what.
var withH = [128]byte{'s': 'S', 'c': 'C', 'z': 'Z', 'k': 'h', 'p': 'f', 't': 't'}

// kin lists the groups of letters that spell one sound in different languages.
var kin = groups("ckqC", "szScC", "vwu", "ghk", "jZgiyzC", "fv", "xks", "dt", "bp", "hx")

func groups(list ...string) (t [128]uint16) {
	for i, g := range list {
		for _, c := range g {
			t[c] |= 1 << i
		}
	}
	return t
}

func weight(w []byte) float64 {
	total := 0.0
	for _, c := range w {
		total += letterCost(c)
	}
	return total
}

func letterCost(c byte) float64 {
	if isVowel[c] {
		return vowelCost
	}
	return 1
}

func replaceCost(a, b byte) float64 {
	switch {
	case a == b:
		return 0
	case isVowel[a] && isVowel[b]:
		return vowelCost
	case kin[a]&kin[b] != 0:
		return kinCost
	}
	return max(letterCost(a), letterCost(b))
}

// distance is the weighted edit distance. The end of the longer word is cheap.
func distance(a, b []byte) float64 {
	var rows [2][longestName + 1]float64
	last := &rows[0]
	for j, c := range b {
		last[j+1] = last[j] + letterCost(c)
	}
	best := tail(last, len(a), len(b), 0)
	for i, c := range a {
		row := &rows[(i+1)%2]
		row[0] = last[0] + letterCost(c)
		for j, d := range b {
			row[j+1] = min(last[j]+replaceCost(c, d), last[j+1]+letterCost(c), row[j]+letterCost(d))
		}
		last = row
		best = min(best, tail(last, len(a), len(b), i+1))
	}
	return min(best, last[len(b)])
}

// tail is the cheapest way to end with i letters of a read and the rest of
// either word as an ending.
func tail(row *[longestName + 1]float64, n, m, i int) float64 {
	best := float64(n + m)
	if n-i <= endingMax {
		best = row[m] + tailCost*float64(n-i)
	}
	if i < n {
		return best
	}
	for j := max(0, m-endingMax); j <= m; j++ {
		best = min(best, row[j]+tailCost*float64(m-j))
	}
	return best
}
