package align

import (
	"math"
	"slices"
)

// Model holds the weights of the features of beads. A bead's score is the
// weighted sum of its features; an alignment's score that of its beads, and its
// probability grows with the exponential of the score.
type Model [numFeatures]float64

// WithMove is the model with another price of a pair out of order.
func (m Model) WithMove(price float64) Model {
	m[fMoved] = price
	return m
}

// Move is the price of a pair out of order.
func (m *Model) Move() float64 { return m[fMoved] }

// state is what a path did last. A source gap never follows a target gap, so
// that every alignment is one path and no other.
type state uint8

const (
	afterMatch state = iota
	afterGapA
	afterGapB
	states
)

// bead is a step of a path: shapes[shape], ending before (i, j).
type bead struct{ i, j, shape int }

// row is the part of a row of nodes that a lattice holds, those from lo to hi, or of
// pairs, those from lo up to hi; the first has the number at.
type row struct{ lo, hi, at int }

// lattice holds the paths through the grid of two outlines, or through a band
// of it.
type lattice struct {
	*workspace
	rows  []row
	score [][len(shapes)]float64 // of the bead that ends at a node; never where there is none
	turn  [states][2]float64     // what a gap on either side adds after each state
}

var never = math.Inf(-1)

func newLattice(s *scorer, model *Model) *lattice {
	l := &lattice{rows: bandOf(s), workspace: s.index.workspace}
	s.shareBand(l.rows)
	size := 0
	for i := range l.rows {
		l.rows[i].at = size
		size += l.rows[i].hi - l.rows[i].lo + 1
	}
	l.turn = [states][2]float64{
		afterMatch: {0, 0},
		afterGapA:  {model[fGapAgain], model[fGapOther]},
		afterGapB:  {never, model[fGapAgain+1]},
	}
	l.score = grownTo(&l.scores, size)
	aloneA, aloneB := make([]float64, len(s.a)), make([]float64, len(s.b))
	for i := range aloneA {
		aloneA[i] = s.scoreBead(i+1, 0, gapA, model)
	}
	for j := range aloneB {
		aloneB[j] = s.scoreBead(0, j+1, gapB, model)
	}
	l.visitNodes(func(i, j, at int) {
		l.score[at][gapA], l.score[at][gapB] = never, never
		if l.nodeNumber(i-1, j) >= 0 {
			l.score[at][gapA] = aloneA[i-1]
		}
		if l.nodeNumber(i, j-1) >= 0 {
			l.score[at][gapB] = aloneB[j-1]
		}
		for k, sh := range shapes[:matches] {
			l.score[at][k] = never
			if l.nodeNumber(i-sh.a, j-sh.b) >= 0 && s.allowsBead(i, j, sh) {
				l.score[at][k] = s.scoreBead(i, j, k, model)
			}
		}
	})
	return l
}

// nodeNumber is the number of a node, or -1 if the lattice does not hold it.
func (l *lattice) nodeNumber(i, j int) int {
	if i < 0 || i >= len(l.rows) {
		return -1
	}
	r := l.rows[i]
	if j < r.lo || j > r.hi {
		return -1
	}
	return r.at + j - r.lo
}

// visitNodes visits all nodes, row by row.
func (l *lattice) visitNodes(visit func(i, j, at int)) {
	for i, r := range l.rows {
		for j := r.lo; j <= r.hi; j++ {
			visit(i, j, r.at+j-r.lo)
		}
	}
}

// cell holds a value for each state of a node.
type cell [states]float64

// back is how a state was reached.
type back struct {
	shape int
	from  state
}

// bestPath is the path with the highest score (Viterbi).
func (l *lattice) bestPath() []bead {
	reach := grownTo(&l.forth, len(l.score))
	came := grownTo(&l.came, len(l.score))
	l.visitNodes(func(i, j, at int) {
		reach[at] = cell{never, never, never}
		if at == 0 {
			reach[at][afterMatch] = 0
			return
		}
		for k, sh := range shapes {
			score := l.score[at][k]
			if score == never {
				continue
			}
			to := stateOf(k)
			prev := &reach[l.nodeNumber(i-sh.a, j-sh.b)]
			for from := range states {
				if got := prev[from] + l.extraScore(from, k) + score; got > reach[at][to] {
					reach[at][to], came[at][to] = got, back{k, from}
				}
			}
		}
	})
	end := &reach[len(reach)-1]
	at := state(0)
	for s := range states {
		if end[s] > end[at] {
			at = s
		}
	}
	var path []bead
	for i, j := len(l.rows)-1, l.rows[len(l.rows)-1].hi; i > 0 || j > 0; {
		b := came[l.nodeNumber(i, j)][at]
		path = append(path, bead{i, j, b.shape})
		i, j, at = i-shapes[b.shape].a, j-shapes[b.shape].b, b.from
	}
	slices.Reverse(path)
	return path
}

func stateOf(shape int) state {
	switch shape {
	case gapA:
		return afterGapA
	case gapB:
		return afterGapB
	}
	return afterMatch
}

// extraScore is what a bead adds to its score after a state.
func (l *lattice) extraScore(from state, shape int) float64 {
	if shape < matches {
		return 0
	}
	return l.turn[from][shape-matches]
}

// logSum is the logarithm of the sum of the exponentials.
func logSum(of []float64) float64 {
	const negligible = -30
	most, at := never, 0
	for k, x := range of {
		if x > most {
			most, at = x, k
		}
	}
	if most == never {
		return never
	}
	rest := 0.0 // beside the largest, which itself is 1
	for k, x := range of {
		if k != at && x-most > negligible {
			rest += math.Exp(x - most)
		}
	}
	if rest == 0 {
		return most
	}
	return most + math.Log1p(rest)
}

// paths holds the sums, in logarithms, over all paths from the start to each
// node and from each node to the end (forward–backward).
type paths struct {
	l           *lattice
	forth, back []cell
	forthSum    []float64
	total       float64
}

func (l *lattice) sumPaths() *paths {
	p := &paths{l: l, forth: grownTo(&l.forth, len(l.score)), back: grownTo(&l.back, len(l.score)), forthSum: clearedTo(&l.whole, len(l.score))}
	l.visitNodes(p.forwardFrom)
	for i := len(l.rows) - 1; i >= 0; i-- {
		for j := l.rows[i].hi; j >= l.rows[i].lo; j-- {
			p.backwardFrom(i, j, l.nodeNumber(i, j))
		}
	}
	p.total = p.forthSum[len(p.forthSum)-1]
	return p
}

func (p *paths) forwardFrom(i, j, at int) {
	c := &p.forth[at]
	*c = cell{never, never, never}
	if at == 0 {
		c[afterMatch] = 0
		return
	}
	var into [matches]float64
	n := 0
	for k, score := range p.l.score[at] {
		if score == never {
			continue
		}
		prev := p.l.nodeNumber(i-shapes[k].a, j-shapes[k].b)
		if k < matches {
			into[n] = p.forthSum[prev] + score
			n++
			continue
		}
		before, turn := &p.forth[prev], &p.l.turn
		gap := k - matches
		c[stateOf(k)] = logSum([]float64{before[0] + turn[0][gap], before[1] + turn[1][gap], before[2] + turn[2][gap]}) + score
	}
	c[afterMatch] = logSum(into[:n])
	p.forthSum[at] = logSum(c[:])
}

func (p *paths) backwardFrom(i, j, at int) {
	c := &p.back[at]
	if at == len(p.back)-1 {
		*c = cell{}
		return
	}
	var onward [matches]float64
	n, gaps := 0, [2]float64{never, never}
	for k, sh := range shapes {
		next := p.l.nodeNumber(i+sh.a, j+sh.b)
		if next < 0 || p.l.score[next][k] == never {
			continue
		}
		score := p.back[next][stateOf(k)] + p.l.score[next][k]
		if k < matches {
			onward[n] = score
			n++
		} else {
			gaps[k-matches] = score
		}
	}
	match := logSum(onward[:n])
	for s := range states {
		c[s] = logSum([]float64{match, gaps[0] + p.l.turn[s][0], gaps[1] + p.l.turn[s][1]})
	}
}

// beadProbability is the share of all paths, by weight, that take a bead after a
// state.
func (p *paths) beadProbability(b bead, from state) float64 {
	at := p.l.nodeNumber(b.i, b.j)
	prev := p.l.nodeNumber(b.i-shapes[b.shape].a, b.j-shapes[b.shape].b)
	if prev < 0 || p.l.score[at][b.shape] == never {
		return 0
	}
	return math.Exp(p.forth[prev][from] + p.l.extraScore(from, b.shape) + p.l.score[at][b.shape] + p.back[at][stateOf(b.shape)] - p.total)
}
