package align

import "slices"

// Bounds of what is settled by texts that are the same on both sides.
const (
	// longestCodeRun is the number of segments of a side beyond which a run is not looked at.
	longestCodeRun = 200
	// sureCopy is the confidence of a pair that says the same on both sides, in order
	// with others that do.
	sureCopy = 0.95
)

// settleCopies puts right what the beads have shifted where code stands beside code: the
// commands of one package manager after the other, of which the translation lacks one. In a
// run of code and markup the longest chain of segments that are the same on both sides
// holds, if it has more of them than the links have. What does not fit between the pairs of
// the chain is left alone.
func settleCopies(a, b Outline, links []Link) []Link {
	ownerA, ownerB := ownersOf(links, len(a), len(b))
	for from := 0; from < len(a); from++ {
		to := from
		for to < len(a) && !a[to].Kind.Prose() {
			to++
		}
		if to-from > 1 && to-from <= longestCodeRun {
			links = settleRun(a, b, links, ownerA, ownerB, from, to)
		}
		from = to
	}
	return slices.DeleteFunc(links, func(l Link) bool { return len(l.A)+len(l.B) == 0 })
}

// settleRun settles the source segments from one place up to another. The links that it
// takes the place of are emptied.
func settleRun(a, b Outline, links []Link, ownerA, ownerB []int, from, to int) []Link {
	first, last, ok := targetsOfRun(b, links, ownerA, ownerB, from, to)
	if !ok {
		return links
	}
	chain := commonChain(a[from:to], b[first:last])
	same := 0
	for i := from; i < to; i++ {
		if l := links[ownerA[i]]; len(l.A) == 1 && len(l.B) == 1 && a[i].Digest == b[l.B[0]].Digest {
			same++
		}
	}
	if len(chain) <= same {
		return links
	}
	partner, taken := map[int]int{}, map[int]bool{}
	for _, c := range chain {
		partner[from+c[0]], taken[first+c[1]] = first+c[1], true
	}
	before := first - 1 // target place of the last pair
	var out []Link
	for i := from; i < to; i++ {
		l := links[ownerA[i]]
		if j, ok := partner[i]; ok {
			l, before = Link{A: []int{i}, B: []int{j}, Confidence: sureCopy}, j
		} else if len(l.A) == 1 && len(l.B) == 1 && !taken[l.B[0]] && l.B[0] > before && l.B[0] < nextPartner(partner, i, to, last) {
			before = l.B[0]
			taken[before] = true
		} else {
			l = Link{A: []int{i}, Confidence: 1}
		}
		out = append(out, l)
	}
	for j := first; j < last; j++ {
		if !taken[j] {
			out = append(out, Link{B: []int{j}, Confidence: 1})
		}
	}
	for i := from; i < to; i++ {
		links[ownerA[i]] = Link{}
	}
	for j := first; j < last; j++ {
		links[ownerB[j]] = Link{}
	}
	return append(links, out...)
}

// nextPartner is the target of the next pair of a chain behind a source place.
func nextPartner(partner map[int]int, after, to, last int) int {
	for i := after + 1; i < to; i++ {
		if j, ok := partner[i]; ok {
			return j
		}
	}
	return last
}

// targetsOfRun are the target segments, from one up to another, that the links of a run
// of source segments lead to, with those that stand alone around them. A run of which a
// link leads out of it is none.
func targetsOfRun(b Outline, links []Link, ownerA, ownerB []int, from, to int) (first, last int, ok bool) {
	first, last = len(b), -1
	for i := from; i < to; i++ {
		if ownerA[i] == pinned || links[ownerA[i]].Moved {
			return 0, 0, false
		}
		for _, j := range links[ownerA[i]].B {
			first, last = min(first, j), max(last, j)
		}
	}
	if last < 0 {
		return 0, 0, false
	}
	alone := func(j int) bool {
		return j >= 0 && j < len(b) && ownerB[j] != pinned && len(links[ownerB[j]].A) == 0 && !b[j].Kind.Prose()
	}
	for alone(first - 1) {
		first--
	}
	for last++; alone(last); {
		last++
	}
	for j := first; j < last; j++ {
		if b[j].Kind.Prose() || ownerB[j] == pinned {
			return 0, 0, false
		}
		l := links[ownerB[j]]
		if l.Moved || slices.ContainsFunc(l.A, func(i int) bool { return i < from || i >= to }) {
			return 0, 0, false
		}
	}
	return first, last, last-first <= longestCodeRun
}

// commonChain is a longest common subsequence of the texts of two runs: {place in the first,
// place in the second}, ascending.
func commonChain(a, b Outline) [][2]int {
	length := make([][]int, len(a)+1) // of the longest chain from two places on
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if a[i].Digest == b[j].Digest {
				length[i][j] = max(length[i][j], length[i+1][j+1]+1)
			}
		}
	}
	var chain [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Digest == b[j].Digest && length[i][j] == length[i+1][j+1]+1:
			chain = append(chain, [2]int{i, j})
			i, j = i+1, j+1
		case length[i][j] == length[i+1][j]:
			i++
		default:
			j++
		}
	}
	return chain
}
