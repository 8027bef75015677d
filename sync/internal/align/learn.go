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
// steps of Duchi et al. 2011). What a sample leaves open is summed over. The
// numbers of sentences are weighed last, with all other weights as they are:
// corpora cut paragraphs between sentences, translators also within one, and a
// pair with as many sentences on both sides must not look the worse for it. Learn
// goes through the samples in as many rounds for either, and returns the model and
// the mean log-likelihood of the last.
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
		parts, notes, _ := cutAtPins(newIndex(s.A, s.B), nil)
		for _, r := range append(parts, notes) {
			if len(r.a) > 0 && len(r.b) > 0 {
				problems = append(problems, problem{s, r, newScorer(newIndex(s.A, s.B), r)})
			}
		}
	}
	const rate, penalty = 0.2, 1e-4
	likelihood := 0.0
	for round := range 2 * rounds {
		first, end := 0, fSentences
		if round >= rounds {
			first, end = fSentences, numFeatures
		}
		likelihood = 0
		for _, p := range problems {
			grad, ll := gradientOf(p.s, p.r, p.score, &model)
			likelihood += ll / float64(len(problems))
			for f := first; f < end; f++ {
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

// gradientOf is the slope of the logarithm of the probability of the true paths.
func gradientOf(s *Sample, r region, score *scorer, model *Model) (grad Model, likelihood float64) {
	l := newLattice(score, model)
	all := l.sumPaths()
	all.addExpected(score, &grad, -1)
	l.visitNodes(func(i, j, at int) {
		for k, sh := range shapes {
			if l.score[at][k] != never && !s.agreesWith(r, i, j, sh) {
				l.score[at][k] = never
			}
		}
	})
	truth := l.sumPaths()
	if truth.total == never {
		return Model{}, 0 // the truth needs beads that there are none of
	}
	truth.addExpected(score, &grad, +1)
	return grad, truth.total - all.total
}

// addExpected adds the expected features of a path, times a sign.
func (p *paths) addExpected(score *scorer, sum *Model, sign float64) {
	p.l.visitNodes(func(i, j, at int) {
		for k := range shapes {
			if p.l.score[at][k] == never {
				continue
			}
			whole := 0.0
			for from := range states {
				share := p.beadProbability(bead{i, j, k}, from)
				whole += share
				switch {
				case k == gapA && from == afterGapA:
					sum[fGapAgain] += sign * share
				case k == gapB && from == afterGapB:
					sum[fGapAgain+1] += sign * share
				case k == gapB && from == afterGapA:
					sum[fGapOther] += sign * share
				}
			}
			if whole > 1e-6 {
				for _, f := range score.beadFeatures(i, j, k) {
					sum[f.id] += sign * whole * float64(f.value)
				}
			}
		}
	})
}

// agreesWith reports whether a bead is consistent with the truth.
func (s *Sample) agreesWith(r region, i, j int, sh shape) bool {
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
