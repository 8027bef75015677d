package align

import "math"

// Model holds the weights of the features of beads. A bead's score is the
// weighted sum of its features; an alignment's score that of its beads, and its
// probability grows with the exponential of the score.
type Model [numFeatures]float64

// state is what a path did last. A source gap never follows a target gap, so
// that every alignment is one path and no other.
type state uint8

const (
	afterMatch state = iota
	afterGapA
	afterGapB
	states
)

// lattice holds all paths through the grid of two outlines.
type lattice struct {
	n, m   int
	scores [][len(shapes)]float64 // of the bead that ends before (i, j), at i*(m+1)+j; -Inf where there is none
	again  [2]float64             // a gap after a gap on the same side
	other  float64                // a target gap after a source gap
}

func (l *lattice) node(i, j int) int { return i*(l.m+1) + j }

var never = math.Inf(-1)

func newLattice(s *scorer, model *Model) *lattice {
	l := &lattice{n: len(s.a), m: len(s.b)}
	l.scores = make([][len(shapes)]float64, (l.n+1)*(l.m+1))
	l.again = [2]float64{model[fGapAgain], model[fGapAgain+1]}
	l.other = model[fGapOther]
	for i := 0; i <= l.n; i++ {
		for j := 0; j <= l.m; j++ {
			at := &l.scores[l.node(i, j)]
			for k, sh := range shapes {
				at[k] = never
				if s.allowed(i, j, sh) {
					at[k] = 0
					for _, f := range s.features(i, j, k) {
						at[k] += model[f.id] * float64(f.value)
					}
				}
			}
		}
	}
	return l
}

// step is one way to reach a state.
type step struct {
	from  state
	extra float64
}

// steps lists from which states a bead of the shape may follow, and what the
// transition adds to its score.
func (l *lattice) steps(sh int) [states]step {
	switch sh {
	case gapA:
		return [states]step{{afterMatch, 0}, {afterGapA, l.again[0]}, {afterGapB, never}}
	case gapB:
		return [states]step{{afterMatch, 0}, {afterGapA, l.other}, {afterGapB, l.again[1]}}
	}
	return [states]step{{afterMatch, 0}, {afterGapA, 0}, {afterGapB, 0}}
}

func stateOf(sh int) state {
	switch sh {
	case gapA:
		return afterGapA
	case gapB:
		return afterGapB
	}
	return afterMatch
}

type cell [states]float64

// bead is a step of a path: shapes[shape], ending before (i, j).
type bead struct{ i, j, shape int }

// best is the path with the highest score (Viterbi).
func (l *lattice) best() []bead {
	type back struct {
		shape int8
		from  state
	}
	reach := make([]cell, len(l.scores))
	came := make([][states]back, len(l.scores))
	for at := range reach {
		reach[at] = cell{never, never, never}
	}
	reach[0][afterMatch] = 0
	for i := 0; i <= l.n; i++ {
		for j := 0; j <= l.m; j++ {
			at := l.node(i, j)
			for k, sh := range shapes {
				score := l.scores[at][k]
				if score == never {
					continue
				}
				prev := &reach[l.node(i-sh.a, j-sh.b)]
				to := stateOf(k)
				for _, st := range l.steps(k) {
					if got := prev[st.from] + st.extra + score; got > reach[at][to] {
						reach[at][to], came[at][to] = got, back{int8(k), st.from}
					}
				}
			}
		}
	}
	var path []bead
	at := state(0)
	for s := range states {
		if reach[l.node(l.n, l.m)][s] > reach[l.node(l.n, l.m)][at] {
			at = s
		}
	}
	for i, j := l.n, l.m; i > 0 || j > 0; {
		b := came[l.node(i, j)][at]
		path = append(path, bead{i, j, int(b.shape)})
		sh := shapes[b.shape]
		i, j, at = i-sh.a, j-sh.b, b.from
	}
	for x, y := 0, len(path)-1; x < y; x, y = x+1, y-1 {
		path[x], path[y] = path[y], path[x]
	}
	return path
}

// logAdd is log(exp(a) + exp(b)).
func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if b-a < -30 || b == never {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// forward sums up, in logarithms, all paths from the start to each node.
func (l *lattice) forward() []cell {
	reach := make([]cell, len(l.scores))
	for at := range reach {
		reach[at] = cell{never, never, never}
	}
	reach[0][afterMatch] = 0
	for i := 0; i <= l.n; i++ {
		for j := 0; j <= l.m; j++ {
			at := l.node(i, j)
			for k, sh := range shapes {
				score := l.scores[at][k]
				if score == never {
					continue
				}
				prev := &reach[l.node(i-sh.a, j-sh.b)]
				to := stateOf(k)
				for _, st := range l.steps(k) {
					reach[at][to] = logAdd(reach[at][to], prev[st.from]+st.extra+score)
				}
			}
		}
	}
	return reach
}

// backward sums up, in logarithms, all paths from each node to the end.
func (l *lattice) backward() []cell {
	reach := make([]cell, len(l.scores))
	for at := range reach {
		reach[at] = cell{never, never, never}
	}
	reach[len(reach)-1] = cell{}
	for i := l.n; i >= 0; i-- {
		for j := l.m; j >= 0; j-- {
			at := l.node(i, j)
			for k, sh := range shapes {
				score := l.scores[at][k]
				if score == never {
					continue
				}
				prev := &reach[l.node(i-sh.a, j-sh.b)]
				onward := reach[at][stateOf(k)] + score
				for _, st := range l.steps(k) {
					prev[st.from] = logAdd(prev[st.from], onward+st.extra)
				}
			}
		}
	}
	return reach
}

// posterior calls visit with the probability of every bead, and of every
// transition into it, of which the probability is not negligible. It returns
// the logarithm of the sum over all paths.
func (l *lattice) posterior(visit func(b bead, from state, p float64)) float64 {
	fwd, bwd := l.forward(), l.backward()
	end := fwd[len(fwd)-1]
	total := logAdd(logAdd(end[0], end[1]), end[2])
	for i := 0; i <= l.n; i++ {
		for j := 0; j <= l.m; j++ {
			at := l.node(i, j)
			for k, sh := range shapes {
				score := l.scores[at][k]
				if score == never {
					continue
				}
				prev := &fwd[l.node(i-sh.a, j-sh.b)]
				onward := bwd[at][stateOf(k)] + score - total
				for _, st := range l.steps(k) {
					if lp := prev[st.from] + st.extra + onward; lp > -12 {
						visit(bead{i, j, k}, st.from, math.Exp(lp))
					}
				}
			}
		}
	}
	return total
}
