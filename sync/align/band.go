package align

// Bounds of the band in which paths are looked for.
const (
	// whole is the number of nodes up to which a region is searched whole.
	whole = 900
	// halfBand is how many target segments to each side of the coarse path the
	// band reaches.
	halfBand = 9
)

// band says which nodes of a region a lattice holds: all of a small one, and of
// a larger one those near the coarse path, the heaviest monotone chain of
// segments that share keys.
func band(s *scorer) []row {
	n, m := len(s.a), len(s.b)
	rows := make([]row, n+1)
	if n*m <= whole {
		for i := range rows {
			rows[i] = row{lo: 0, hi: m}
		}
		return rows
	}
	for i := range rows {
		rows[i] = row{lo: m, hi: 0}
	}
	widen := func(i, j int) {
		for k := max(i-2, 0); k <= min(i+2, n); k++ {
			rows[k].lo = min(rows[k].lo, max(j-halfBand, 0))
			rows[k].hi = max(rows[k].hi, min(j+halfBand, m))
		}
	}
	s.coarse(widen)
	for i := 1; i <= n; i++ { // rising on both edges, so that no path ends inside
		rows[i].hi = max(rows[i].hi, rows[i-1].hi)
	}
	for i := n - 1; i >= 0; i-- {
		rows[i].lo = min(rows[i].lo, rows[i+1].lo)
	}
	return rows
}

// coarse visits the nodes of the heaviest monotone chain.
func (s *scorer) coarse(visit func(i, j int)) {
	n, m := len(s.a), len(s.b)
	sum := make([]float32, (n+1)*(m+1))
	for i := 1; i <= n; i++ {
		wa := total(s.ev.source[i-1]) + 3
		for j := 1; j <= m; j++ {
			at := i*(m+1) + j
			w := total([classes]float32(s.ev.at(i-1, j-1))) / (wa + total(s.ev.target[j-1]))
			if s.a[i-1].Kind == s.b[j-1].Kind {
				w += sameKindWorth
			}
			sum[at] = max(sum[at-m-1], sum[at-1], sum[at-m-2]+w)
		}
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

// sameKindWorth is what an equal kind adds to the share of keys in common.
const sameKindWorth = 0.03

func total(w [classes]float32) (sum float32) {
	for _, x := range w {
		sum += x
	}
	return sum
}
