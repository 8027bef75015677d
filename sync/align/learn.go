package align

import (
	"math"
)

// Sample is a pair of outlines of which the true alignment is known up to the
// blocks that its truth was written in.
type Sample struct {
	A, B Outline
	// BlockA and BlockB name the block that each segment lies in.
	BlockA, BlockB []int
	// Paired holds the pairs of blocks that translate each other.
	Paired map[[2]int]bool
	// FreeA and FreeB hold the blocks of which a segment may be left alone:
	// those in no pair, those that have moved out of order, and those of several
	// segments, of which single ones may have no counterpart.
	FreeA, FreeB map[int]bool
}

// Learn fits the weights of a model by the gradient of the likelihood of the
// true alignments (conditional maximum likelihood with an L2 penalty, AdaGrad
// steps of Duchi et al. 2011). What a sample leaves open is summed over. It
// returns the model and the mean log-likelihood of the last round.
func Learn(samples []Sample, rounds int) (Model, float64) {
	var model, squares Model
	type problem struct {
		s     *Sample
		r     region
		score *scorer
	}
	var problems []problem
	for k := range samples {
		s := &samples[k]
		x := newIndex(s.A, s.B)
		for _, r := range regions(x, nil) {
			if len(r.a) > 0 && len(r.b) > 0 {
				problems = append(problems, problem{s, r, newScorer(x, r)})
			}
		}
	}
	const rate, penalty = 0.2, 1e-4
	likelihood := 0.0
	for range rounds {
		likelihood = 0
		for _, p := range problems {
			grad, ll := gradient(p.s, p.r, p.score, &model)
			likelihood += ll / float64(len(problems))
			for f := range model {
				g := grad[f] - penalty*model[f]
				squares[f] += g * g
				if squares[f] > 0 {
					model[f] += rate * g / math.Sqrt(squares[f]+1e-6)
				}
			}
		}
	}
	return model, likelihood
}

// gradient is the slope of the logarithm of the probability of the true paths.
func gradient(s *Sample, r region, score *scorer, model *Model) (grad Model, likelihood float64) {
	l := newLattice(score, model)
	add := func(sign float64) func(bead, state, float64) {
		return func(b bead, from state, p float64) {
			for _, f := range score.features(b.i, b.j, b.shape) {
				grad[f.id] += sign * p * float64(f.value)
			}
			switch {
			case b.shape == gapA && from == afterGapA:
				grad[fGapAgain] += sign * p
			case b.shape == gapB && from == afterGapB:
				grad[fGapAgain+1] += sign * p
			case b.shape == gapB && from == afterGapA:
				grad[fGapOther] += sign * p
			}
		}
	}
	all := l.posterior(add(-1))
	for i := 0; i <= l.n; i++ {
		for j := 0; j <= l.m; j++ {
			at := &l.scores[l.node(i, j)]
			for k, sh := range shapes {
				if at[k] != never && !s.agrees(r, i, j, sh) {
					at[k] = never
				}
			}
		}
	}
	truth := l.forward()
	end := truth[len(truth)-1]
	got := logAdd(logAdd(end[0], end[1]), end[2])
	if got == never {
		return Model{}, 0 // the truth needs beads that there are none of
	}
	l.posterior(add(1))
	return grad, got - all
}

// agrees reports whether a bead is consistent with the truth.
func (s *Sample) agrees(r region, i, j int, sh shape) bool {
	switch {
	case sh.b == 0:
		return s.FreeA[s.BlockA[r.a[i-1]]]
	case sh.a == 0:
		return s.FreeB[s.BlockB[r.b[j-1]]]
	}
	pairs, blocksA, blocksB := 0, map[int]bool{}, map[int]bool{}
	seen := map[[2]int]bool{}
	for x := i - sh.a; x < i; x++ {
		for y := j - sh.b; y < j; y++ {
			p := [2]int{s.BlockA[r.a[x]], s.BlockB[r.b[y]]}
			blocksA[p[0]], blocksB[p[1]] = true, true
			if s.Paired[p] && !seen[p] {
				seen[p] = true
				pairs++
			}
		}
	}
	want := len(blocksA) * len(blocksB)
	if sh.a == 2 && sh.b == 2 && want == 4 {
		return pairs >= 3
	}
	return pairs == want
}
