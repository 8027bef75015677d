package align

import "github.com/xsync-project/xsync/sync/internal/block"

// Bounds of the band in which paths are looked for.
const (
	// wide is how many target segments to each side of the coarse path the band
	// reaches where the path is in doubt.
	wide = 7
	// narrow is the same where it is clear.
	narrow = 2
	// distinct is the share of their keys that a clear pair has in common;
	// lead is by how much it exceeds what either has with any other segment.
	distinct = 0.06
	lead     = 1.15
)

// bandOf says which nodes of a region a lattice holds: those near the coarse path,
// the heaviest monotone chain of segments that share keys. It is wide where the chain is in
// doubt, narrow where it is clear, and one node between two clear pairs that are alike.
func bandOf(s *scorer) []row {
	n, m := len(s.a), len(s.b)
	rows := make([]row, n+1)
	for i := range rows {
		rows[i] = row{lo: m, hi: 0}
	}
	open := func(i, lo, hi, depth int) {
		for k := max(i-depth, 0); k <= min(i+depth, n); k++ {
			rows[k].lo, rows[k].hi = min(rows[k].lo, max(lo, 0)), max(rows[k].hi, min(hi, m))
		}
	}
	cover := s.sharedKeys()
	certain := s.certainPairs(cover)
	var doubted [][2]int // nodes of the path before a clear one, from the end on
	after := [2]int{n, m}
	s.visitCoarsePath(cover, func(i, j int) {
		before, behind := i > 0 && j > 0 && certain(i-1, j-1), i < n && j < m && certain(i, j)
		isClear := before || behind
		if !isClear {
			doubted = append(doubted, [2]int{i, j})
		}
		if !isClear && i+j > 0 {
			return
		}
		reach := wide
		if after[0]-i == after[1]-j && after[0]-i <= narrow+1 {
			reach = narrow // as few are between two clear pairs on either side
		}
		for _, at := range doubted {
			open(at[0], at[1]-reach, at[1]+reach, 2)
		}
		switch {
		case before && behind && s.areAlike(i-1, j-1) && s.areAlike(i, j): // all paths go through here
			open(i, j, j, 0)
		case isClear:
			open(i, j-narrow, j+narrow, 1)
		}
		doubted, after = doubted[:0], [2]int{i, j}
	})
	for i := 1; i <= n; i++ { // rising on both edges, so that no path ends inside
		rows[i].hi = max(rows[i].hi, rows[i-1].hi)
	}
	for i := n - 1; i >= 0; i-- {
		rows[i].lo = min(rows[i].lo, rows[i+1].lo)
	}
	return rows
}

// areAlike reports whether two segments are of one kind and level, and one is less than twice as
// long as the other is expected to be.
func (s *scorer) areAlike(i, j int) bool {
	a, b := s.a[i], s.b[j]
	if a.Kind != b.Kind || a.Level != b.Level {
		return false
	}
	const unsure, most = 10, 2 // by how many letters short texts may differ, and the ratio of lengths
	la, lb := float64(a.length)*s.ratio+unsure, float64(b.length)+unsure
	return la < most*lb && lb < most*la
}

// sharedKeys is the share of their keys that each pair of segments has in common.
func (s *scorer) sharedKeys() []float32 {
	n, m := len(s.a), len(s.b)
	out := grownTo(&s.index.cover, n*m)
	weights := make([]float32, m)
	for j := range weights {
		weights[j] = totalWeight(s.ev.target[j])
	}
	for i := range n {
		w := totalWeight(s.ev.source[i]) + 3
		for j := range m {
			out[i*m+j] = s.ev.sum[i*m+j] * 2 / (w + weights[j])
		}
	}
	return out
}

// certainPairs tells clear pairs: those that have much in common, and much more than
// either has with any other segment.
func (s *scorer) certainPairs(cover []float32) func(i, j int) bool {
	n, m := len(s.a), len(s.b)
	type two struct{ first, second float32 }
	inRow, inColumn := make([]two, n), make([]two, m)
	note := func(t *two, c float32) {
		if c > t.first {
			t.first, t.second = c, t.first
		} else if c > t.second {
			t.second = c
		}
	}
	for i := range n {
		for j := range m {
			c := cover[i*m+j]
			note(&inRow[i], c)
			note(&inColumn[j], c)
		}
	}
	return func(i, j int) bool {
		c := cover[i*m+j]
		return c >= distinct && c >= lead*inRow[i].second && c >= lead*inColumn[j].second
	}
}

// sameKindWorth is what an equal kind adds to the share of keys in common: little, or the
// chain of a long text of one kind would rather be long than follow what is shared.
const sameKindWorth = 0.03

// visitCoarsePath visits the nodes of the heaviest monotone chain.
func (s *scorer) visitCoarsePath(cover []float32, visit func(i, j int)) {
	n, m := len(s.a), len(s.b)
	sum := grownTo(&s.index.coarse, (n+1)*(m+1))
	before := sum[:m+1]
	clear(before)
	kinds := make([]block.Kind, m)
	for j := range kinds {
		kinds[j] = s.b[j].Kind
	}
	for i := range n {
		row, kind := sum[(i+1)*(m+1):(i+2)*(m+1)], s.a[i].Kind
		row[0] = 0
		for j, w := range cover[i*m : (i+1)*m] {
			if kinds[j] == kind {
				w += sameKindWorth
			}
			row[j+1] = max(before[j+1], row[j], before[j]+w)
		}
		before = row
	}
	for i, j := n, m; ; {
		visit(i, j)
		at := i*(m+1) + j
		switch {
		case i == 0 && j == 0:
			return
		case i == 0:
			j--
		case j == 0:
			i--
		case sum[at] == sum[at-m-1]:
			i--
		case sum[at] == sum[at-1]:
			j--
		default:
			i, j = i-1, j-1
		}
	}
}

func totalWeight(w [classes]float32) (sum float32) {
	for _, x := range w {
		sum += x
	}
	return sum
}
