package align

import (
	"encoding/binary"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Bounds of [Within].
const (
	// similar is the least similarity at which two segments in the same place
	// are one segment, edited. Below it the one was deleted and the other
	// written.
	similar = 0.42
	// similarCode is the same for code, whose lines change more freely.
	similarCode = 0.3
	// similarElsewhere is the least similarity for a segment that was both
	// moved and edited.
	similarElsewhere = 0.6
	// contained is the share of the shorter text from which it counts as
	// contained in the longer one: a sentence was added or dropped. Such a pair
	// is at least similarContained.
	contained        = 0.85
	similarContained = 0.5
	// containable is the number of words from which a text can count as
	// contained in another.
	containable = 4
	// movable is the number of words that a segment which was both moved and
	// edited must have, unless its words are all the same.
	movable = 6
	// comparable is the number of pairs of segments up to which all of them are
	// compared; above it those near each other and those that share rare words are.
	comparable = 40000
	// lcsWords is the number of words up to which similarity heeds their order.
	lcsWords = 1500
)

// Within aligns two versions of a document in one language: segments with the
// same digest, then what is similar between them, then what was moved, edited or not. A text
// that stands in several places goes elsewhere only with a neighbour. Confidence is the similarity: 1 for the same digest or,
// where segments were joined or cut, the same words. Law: every segment is in
// exactly one link.
func Within(a, b Outline) []Link {
	v := newVersions(a, b)
	v.matchUnique()
	v.matchRepeated()
	v.matchEdited()
	v.matchBetweenNeighbours()
	v.spreadMatches()
	v.matchElsewhere()
	v.spreadMatches()
	links := v.links
	for i, j := range v.toB {
		switch {
		case j == unknown:
			links = append(links, Link{A: []int{i}, Confidence: 1})
		case j >= 0:
			links = append(links, Link{A: []int{i}, B: []int{j}, Confidence: v.similarityOf(i, j)})
		}
	}
	for j, i := range v.toA {
		if i == unknown {
			links = append(links, Link{B: []int{j}, Confidence: 1})
		}
	}
	markMoved(links)
	orderLinks(links, len(b))
	return links
}

// Same pairs the segments of two versions of a document that have equal
// digests, each at most once: {place in a, place in b}, ascending in a.
func Same(a, b Outline) [][2]int {
	v := newVersions(a, b)
	v.matchUnique()
	v.matchRepeated()
	v.matchSameAnywhere()
	var out [][2]int
	for i, j := range v.toB {
		if j >= 0 {
			out = append(out, [2]int{i, j})
		}
	}
	return out
}

const (
	unknown = -1
	joined  = -2 // in a link of several segments
)

func filledWith(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = unknown
	}
	return out
}

// versions is the state of an alignment within a language.
type versions struct {
	a, b       Outline
	toB, toA   []int
	links      []Link
	wordsA     [][]token // of the segments, nil as long as they are not read
	wordsB     [][]token
	similarity map[[2]int]float64
	times      *[2]map[string]int // how often words stand in each version; nil before one asks
}

func newVersions(a, b Outline) *versions {
	return &versions{a: a, b: b, toB: filledWith(len(a)), toA: filledWith(len(b))}
}

func (v *versions) matchPair(i, j int) { v.toB[i], v.toA[j] = j, i }

// matchUnique matches segments with equal digests that occur once on each side.
func (v *versions) matchUnique() {
	placesA, placesB := placesByDigest(v.a), placesByDigest(v.b)
	for i := range v.a {
		d := v.a[i].Digest
		if len(placesA[d]) == 1 && len(placesB[d]) == 1 {
			v.matchPair(i, placesB[d][0])
		}
	}
}

// matchRepeated matches segments with equal digests that occur several times: the neighbours of
// what matches first, then what is near it, then what is left in order between.
func (v *versions) matchRepeated() {
	v.spreadMatches()
	v.matchSameNear()
	for _, gap := range v.unmatchedGaps() {
		next := map[block.Digest]int{}
		for _, i := range gap.a {
			d := v.a[i].Digest
			from := next[d]
			k := slices.IndexFunc(gap.b, func(j int) bool { return j >= from && v.toA[j] == unknown && v.b[j].Digest == d })
			if k >= 0 {
				v.matchPair(i, gap.b[k])
				next[d] = gap.b[k] + 1
			}
		}
	}
}

// matchSameAnywhere matches what is left of segments with equal digests wherever it stands.
func (v *versions) matchSameAnywhere() {
	places := placesByDigest(v.b)
	for i := range v.a {
		if v.toB[i] != unknown {
			continue
		}
		for _, j := range places[v.a[i].Digest] {
			if v.toA[j] == unknown {
				v.matchPair(i, j)
				break
			}
		}
	}
}

func placesByDigest(o Outline) map[block.Digest][]int {
	out := make(map[block.Digest][]int, len(o))
	for i := range o {
		out[o[i].Digest] = append(out[o[i].Digest], i)
	}
	return out
}

// spreadMatches matches equal neighbours of matched segments, both ways.
func (v *versions) spreadMatches() {
	for i := 1; i < len(v.a); i++ {
		v.followNeighbour(i, i-1, +1)
	}
	for i := len(v.a) - 2; i >= 0; i-- {
		v.followNeighbour(i, i+1, -1)
	}
}

func (v *versions) followNeighbour(i, neighbour, way int) {
	if v.toB[i] != unknown || v.toB[neighbour] < 0 {
		return
	}
	j := v.toB[neighbour] + way
	if j >= 0 && j < len(v.b) && v.toA[j] == unknown && v.a[i].Digest == v.b[j].Digest {
		v.matchPair(i, j)
	}
}

// unmatchedGaps are the unmatched segments between matched ones that keep the order.
func (v *versions) unmatchedGaps() []region {
	var pairs [][2]int
	for i, j := range v.toB {
		if j >= 0 {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	var out []region
	i, j := 0, 0
	upTo := func(endA, endB int) {
		var r region
		for ; i < endA; i++ {
			if v.toB[i] == unknown {
				r.a = append(r.a, i)
			}
		}
		for ; j < endB; j++ {
			if v.toA[j] == unknown {
				r.b = append(r.b, j)
			}
		}
		if len(r.a) > 0 && len(r.b) > 0 {
			out = append(out, r)
		}
	}
	for _, p := range Rising(pairs, secondOf) {
		upTo(p[0], p[1])
	}
	upTo(len(v.a), len(v.b))
	return out
}

// matchEdited matches what is similar within the gaps, splits and merges included,
// by the heaviest monotone alignment.
func (v *versions) matchEdited() {
	if slices.ContainsFunc(v.unmatchedGaps(), isLarge) {
		v.sameWords()
	}
	for _, gap := range v.unmatchedGaps() {
		if isLarge(gap) {
			v.slideOver(gap)
		} else {
			v.fillGap(gap)
		}
	}
}

// isLarge reports whether a gap has too many pairs for all of them to be compared.
func isLarge(gap region) bool { return len(gap.a)*len(gap.b) > comparable }

// sameWords matches, in large gaps, segments that have the same words, such as those
// whose links alone changed, each in order.
func (v *versions) sameWords() {
	for _, gap := range v.unmatchedGaps() {
		if !isLarge(gap) {
			continue
		}
		free := map[string][]int{}
		for _, j := range gap.b {
			key := wordsKey(v.tokensB(j), v.b[j].Kind)
			free[key] = append(free[key], j)
		}
		for _, i := range gap.a {
			if key := wordsKey(v.tokensA(i), v.a[i].Kind); len(v.tokensA(i)) > 0 && len(free[key]) > 0 {
				v.matchPair(i, free[key][0])
				free[key] = free[key][1:]
			}
		}
	}
}

// wordsKey is equal for segments of a kind with the same words in the same order.
func wordsKey(words []token, kind block.Kind) string {
	key := []byte{byte(kind)}
	for _, w := range words {
		key = binary.LittleEndian.AppendUint32(key, w.hash)
	}
	return string(key)
}

// The window that slides over a large gap: as many segments of each side are
// compared with each other, and what is settled in its first part stays.
const (
	window  = 64
	settled = 40
)

// slideOver aligns a large gap window by window, in time that grows with its length.
func (v *versions) slideOver(gap region) {
	for len(gap.a) > 0 && len(gap.b) > 0 {
		a, b := gap.a[:min(window, len(gap.a))], gap.b[:min(window, len(gap.b))]
		last := len(a) == len(gap.a) && len(b) == len(gap.b)
		i, j := v.fillUpTo(region{a: a, b: b}, last)
		gap.a, gap.b = gap.a[i:], gap.b[j:]
		v.similarity = nil // those of one window
	}
}

// mostCut is the number of segments that one is cut into within a language, or that are
// joined to one, at most.
const mostCut = 12

func (v *versions) fillGap(gap region) { v.fillUpTo(gap, true) }

// fillUpTo takes the links of the best alignment of a gap, all of them or those that
// end in its settled part, and returns how much of each side that was.
func (v *versions) fillUpTo(gap region, all bool) (doneA, doneB int) {
	n, m := len(gap.a), len(gap.b)
	gain := make([]float64, (n+1)*(m+1))
	took := make([]shape, (n+1)*(m+1))
	var shapes [2*mostCut - 1]shape
	for i := 0; i <= n; i++ {
		for j := 0; j <= m; j++ {
			at := i*(m+1) + j
			if i > 0 && gain[at-m-1] > gain[at] {
				gain[at], took[at] = gain[at-m-1], shape{1, 0}
			}
			if j > 0 && (gain[at-1] > gain[at] || took[at] == shape{}) {
				gain[at], took[at] = gain[at-1], shape{0, 1}
			}
			if i > 0 && took[at] == (shape{}) {
				took[at] = shape{1, 0}
			}
			for _, sh := range v.shapesOf(gap.a[:i], gap.b[:j], shapes[:0]) {
				g := gain[at-sh.a*(m+1)-sh.b] + v.worthOf(gap.a[i-sh.a:i], gap.b[j-sh.b:j])
				if g > gain[at] {
					gain[at], took[at] = g, sh
				}
			}
		}
	}
	for i, j := n, m; i > 0 || j > 0; {
		sh := took[i*(m+1)+j]
		if all || max(i, j) <= settled {
			v.takeLink(gap.a[i-sh.a:i], gap.b[j-sh.b:j])
			doneA, doneB = max(doneA, i), max(doneB, j)
		}
		i, j = i-sh.a, j-sh.b
	}
	if doneA+doneB == 0 { // nothing is alike: go on behind the settled part
		return min(n, settled), min(m, settled)
	}
	return doneA, doneB
}

// shapesOf appends the shapes of links that what two lists end with may have: one segment and
// one, and one and as many as are not too long for it.
func (v *versions) shapesOf(a, b []int, out []shape) []shape {
	if len(a) == 0 || len(b) == 0 {
		return out
	}
	cut := endingAs(weightOf(v.tokensA(a[len(a)-1])), b, v.tokensB)
	joint := endingAs(weightOf(v.tokensB(b[len(b)-1])), a, v.tokensA)
	out = append(out, shape{1, 1})
	for n := 2; n <= max(cut, joint); n++ {
		if n <= cut {
			out = append(out, shape{1, n})
		}
		if n <= joint {
			out = append(out, shape{n, 1})
		}
	}
	return out
}

// endingAs is how many segments at the end of a list, up to [mostCut], can be together what one
// of a weight is.
func endingAs(weight int, list []int, tokens func(int) []token) int {
	n, sum := 0, 0
	for n < min(len(list), mostCut) {
		if sum += weightOf(tokens(list[len(list)-1-n])); sum > weight && dice(weight, weight+sum) < nearlyExact {
			break
		}
		n++
	}
	return n
}

func (v *versions) takeLink(a, b []int) {
	switch {
	case len(a) == 0 || len(b) == 0:
	case len(a) == 1 && len(b) == 1:
		v.matchPair(a[0], b[0])
	default:
		for _, i := range a {
			v.toB[i] = joined
		}
		for _, j := range b {
			v.toA[j] = joined
		}
		v.links = append(v.links, Link{A: a, B: b, Confidence: similarity(v.joinedTokens(a, b))})
	}
}

// worthOf is what a link adds to an alignment: its similarity above the bound,
// for each segment that it joins. Joining several must be nearly exact, so that
// a new paragraph beside an edited one is not taken for a part of it.
func (v *versions) worthOf(a, b []int) float64 {
	if len(a) == 1 && len(b) == 1 {
		bound := similar
		if v.a[a[0]].Kind == block.Code {
			bound = similarCode
		}
		if groupOf(v.a[a[0]].Kind) != groupOf(v.b[b[0]].Kind) {
			bound = nearlyExact
			if min(len(v.tokensA(a[0])), len(v.tokensB(b[0]))) < movable {
				bound = exact // a heading that names a component is not the code that uses it
			}
		}
		return v.similarityOf(a[0], b[0]) - bound
	}
	for _, i := range a {
		if !joinable(v.a[i].Kind) || isAdjacent(a, i) {
			return never
		}
	}
	for _, j := range b {
		if !joinable(v.b[j].Kind) || isAdjacent(b, j) {
			return never
		}
	}
	wa, wb := joinedWeight(a, v.tokensA), joinedWeight(b, v.tokensB)
	if dice(min(wa, wb), wa+wb) < nearlyExact { // most pairs are too unlike in length already
		return never
	}
	ta, tb := v.joinedTokens(a, b)
	if dice(commonBag(ta, tb), wa+wb) < nearlyExact {
		return never
	}
	sim := similarity(ta, tb)
	if sim < nearlyExact || !v.partsOf(a, b, ta, tb) {
		return never
	}
	return (sim - similar) * float64(len(a)+len(b)) / 2
}

// nearlyExact is the similarity that joined segments need, and those of which one became
// another kind of thing; exact is that of such with few words.
const nearlyExact, exact = 0.8, 0.99

// partsOf reports whether most of each of several segments that are joined
// stands on the other side: else one of them is new.
func (v *versions) partsOf(a, b []int, ta, tb []token) bool {
	const most = 0.6
	within := func(part, whole []token) bool {
		return float64(commonBag(part, whole)) >= most*float64(weightOf(part))
	}
	for _, i := range a {
		if len(a) > 1 && !within(v.tokensA(i), tb) {
			return false
		}
	}
	for _, j := range b {
		if len(b) > 1 && !within(v.tokensB(j), ta) {
			return false
		}
	}
	return true
}

// isAdjacent reports whether something stands between i and the segment before
// it in the list.
func isAdjacent(list []int, i int) bool { return i != list[0] && !slices.Contains(list, i-1) }
