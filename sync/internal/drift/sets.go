package drift

// sets are disjoint sets of the numbers below a bound (union–find with path
// halving, Tarjan and van Leeuwen 1984).
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) findRoot(x int) int {
	for s[x] != x {
		s[x] = s[s[x]]
		x = s[x]
	}
	return x
}

func (s sets) unite(x, y int) { s[s.findRoot(x)] = s.findRoot(y) }
