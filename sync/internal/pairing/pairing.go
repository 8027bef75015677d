// Package pairing pairs the members of two lists in their order.
package pairing

// Best pairs the members of lists of n and m so that the sum of how well the pairs go together
// is the greatest, of equals with the first members; -1 stands for none. What is liked less
// than 0 is not paired. It takes time and memory as n times m.
func Best(n, m int, like func(i, j int) float64) [][2]int {
	best, score := make([]float64, (n+1)*(m+1)), make([]float64, n*m)
	at := func(i, j int) *float64 { return &best[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			score[i*m+j] = like(i, j)
			*at(i, j) = max(*at(i+1, j), *at(i, j+1), *at(i+1, j+1)+score[i*m+j])
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < n || j < m; {
		switch {
		case i < n && j < m && *at(i, j) == *at(i+1, j+1)+score[i*m+j]:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case j == m || i < n && *at(i, j) == *at(i+1, j):
			out = append(out, [2]int{i, -1})
			i++
		default:
			out = append(out, [2]int{-1, j})
			j++
		}
	}
	return out
}
