package align

import (
	"cmp"
	"slices"
)

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
func settleCopies(x *index, links []Link, model *Model) []Link {
	g := newGatherer(x, links, model)
	for from := 0; from < len(x.a); from++ {
		to := from
		for to < len(x.a) && !x.a[to].Kind.Prose() {
			to++
		}
		if to-from > 1 && to-from <= longestCodeRun {
			if targets, ok := g.targetsOfRun(from, to); ok {
				g.settleRun(region{placesFrom(from, to-1), targets})
			}
		}
		from = to
	}
	return g.settled()
}

// settleRun settles a run of code, which no link leads out of.
func (g *gatherer) settleRun(run region) {
	chain := commonChain(g.x, run)
	held, _ := g.heldBy([]region{run})
	isPair := func(l Link) bool { return len(l.A) == 1 && len(l.B) == 1 }
	same := 0
	for _, l := range held {
		if isPair(l) && g.x.a[l.A[0]].Digest == g.x.b[l.B[0]].Digest {
			same++
		}
	}
	if len(chain) <= same {
		return
	}
	found := chain
	for _, l := range held {
		crosses := func(c Link) bool {
			return c.A[0] == l.A[0] || cmp.Compare(c.A[0], l.A[0]) != cmp.Compare(c.B[0], l.B[0])
		}
		if isPair(l) && !slices.ContainsFunc(chain, crosses) {
			found = append(found, l)
		}
	}
	paired := make([]region, len(found))
	for k, l := range found {
		paired[k] = region{l.A, l.B}
	}
	for _, l := range append(found, beyond(held, paired)...) {
		g.replaceLinks(l)
	}
}

// targetsOfRun are the target segments that the links of a run of source segments, from one
// up to another, lead to, with those that stand alone around them. A run of which a link
// leads out of it is none.
func (g *gatherer) targetsOfRun(from, to int) (targets []int, ok bool) {
	first, last := len(g.x.b), -1
	for i := from; i < to; i++ {
		if g.ownerA[i] == pinned || g.links[g.ownerA[i]].Moved {
			return nil, false
		}
		for _, j := range g.links[g.ownerA[i]].B {
			first, last = min(first, j), max(last, j)
		}
	}
	if last < 0 {
		return nil, false
	}
	alone := func(j int) bool {
		return j >= 0 && j < len(g.x.b) && g.ownerB[j] != pinned && len(g.links[g.ownerB[j]].A) == 0 && !g.x.b[j].Kind.Prose()
	}
	for alone(first - 1) {
		first--
	}
	for alone(last + 1) {
		last++
	}
	targets = placesFrom(first, last)
	leadsOut := func(j int) bool {
		return g.x.b[j].Kind.Prose() || g.ownerB[j] == pinned || g.links[g.ownerB[j]].Moved ||
			slices.ContainsFunc(g.links[g.ownerB[j]].A, func(i int) bool { return i < from || i >= to })
	}
	return targets, len(targets) <= longestCodeRun && !slices.ContainsFunc(targets, leadsOut)
}

// commonChain is a longest common subsequence of the texts of a run, as pairs.
func commonChain(x *index, run region) (chain []Link) {
	same := func(i, j int) bool { return x.a[run.a[i]].Digest == x.b[run.b[j]].Digest }
	length := make([][]int, len(run.a)+1) // of the longest chain from two places on
	for i := range length {
		length[i] = make([]int, len(run.b)+1)
	}
	for i := len(run.a) - 1; i >= 0; i-- {
		for j := len(run.b) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if same(i, j) {
				length[i][j] = max(length[i][j], length[i+1][j+1]+1)
			}
		}
	}
	for i, j := 0, 0; i < len(run.a) && j < len(run.b); {
		switch {
		case same(i, j): // a chain loses nothing by the first that it can have
			chain = append(chain, Link{A: run.a[i : i+1 : i+1], B: run.b[j : j+1 : j+1], Confidence: sureCopy})
			i, j = i+1, j+1
		case length[i][j] == length[i+1][j]:
			i++
		default:
			j++
		}
	}
	return chain
}
