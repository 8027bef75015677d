package align

import "slices"

// Bounds of the regions into which a large problem is cut.
const (
	// roomy is the number of pairs of segments up to which a region is solved as
	// a whole.
	roomy = 90000
	// stretch is the number of source segments after which a large region is cut
	// at the next anchor.
	stretch = 120
	// farthest is the number after which it is cut without one.
	farthest = 400
)

// cutLargeRegion divides a region that is too large to be solved as a whole. It is cut
// where segments share keys that occur nowhere else, and that agree with their
// neighbours; where there are none for long, in proportion.
func (x *index) cutLargeRegion(r region) []region {
	if len(r.a)*len(r.b) <= roomy {
		return []region{r}
	}
	var out []region
	atA, atB := 0, 0
	upTo := func(i, j int) {
		out = append(out, region{r.a[atA:i], r.b[atB:j]})
		atA, atB = i, j
	}
	for _, p := range x.anchoredPlaces(r) {
		for p[0]-atA > farthest && p[1]-atB > farthest {
			upTo(atA+farthest/2, atB+min((p[1]-atB)*farthest/2/(p[0]-atA), p[1]-atB))
		}
		if p[0]-atA >= stretch && p[1] > atB {
			upTo(p[0], p[1])
		}
	}
	for len(r.a)-atA > farthest && len(r.b)-atB > farthest {
		upTo(atA+farthest/2, atB+(len(r.b)-atB)*farthest/2/(len(r.a)-atA))
	}
	upTo(len(r.a), len(r.b))
	return out
}

// anchoredPlaces lists places of a region, ascending on both sides, where a source and
// a target segment share at least two keys that only these two hold, and of
// which the neighbours in the list lie on nearly the same diagonal.
func (x *index) anchoredPlaces(r region) [][2]int {
	const keysNeeded, slack = 2, 6
	column := map[int32]int{}
	for k, j := range r.b {
		column[int32(j)] = k
	}
	var places [][2]int
	for k, i := range r.a {
		var shared []int
		for _, n := range x.held[0].of(i) {
			if s := &x.slots[n]; s.df == 2 && s.to-s.from == 1 {
				if col, ok := column[x.posted[s.from]]; ok {
					shared = append(shared, col)
				}
			}
		}
		slices.Sort(shared)
		for n := keysNeeded - 1; n < len(shared); n++ {
			if shared[n] == shared[n-keysNeeded+1] {
				places = append(places, [2]int{k, shared[n]})
				break
			}
		}
	}
	chain := Rising(places, secondOf)
	var out [][2]int
	for n := 1; n+1 < len(chain); n++ {
		before, p, after := chain[n-1], chain[n], chain[n+1]
		if nearDiagonal(before, p, slack) && nearDiagonal(p, after, slack) {
			out = append(out, p)
		}
	}
	return out
}

func secondOf(p [2]int) int { return p[1] }

// nearDiagonal reports whether two places lie on nearly the same diagonal.
func nearDiagonal(p, q [2]int, slack int) bool {
	d := (q[0] - p[0]) - (q[1] - p[1])
	return -slack <= d && d <= slack
}
