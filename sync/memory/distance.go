package memory

// Costs of edits, in quarters.
const (
	edit   = 4 // a token put in, taken out or put for another
	change = 1 // a token put for another of its class
)

// allowed is the greatest distance, in quarters, at which texts of which the
// longer has the given number of tokens have at least the given score.
func allowed(longer, least int) int { return edit * longer * (100 - least) / 100 }

// scoreOf is the score of a distance in quarters, for texts that are not the
// same.
func scoreOf(distance, longer int) int {
	if longer == 0 {
		return 0
	}
	return min(99, 100*(edit*longer-distance)/(edit*longer))
}

// sequence is a text as numbers: the class of each token, and its form, which
// tells tokens of one class apart.
type sequence struct{ class, form []uint32 }

// workspace holds the buffers of a search.
type workspace struct {
	row    []int32
	source sequence
	// slots gives each class of the text asked for a number from 1; it is 0 for
	// all others, also between searches.
	slots  []uint16
	used   []uint32
	masks  []uint64 // for each slot, where in the text its class stands
	blocks int      // the words of 64 bits in a mask
	up     []uint64
	down   []uint64
	found  []int32
	far    []uint16 // for each found, in how many bits its signature differs
	near   []nearness
}

// prepare reads the text that others are to be compared with. Classes from
// limit on stand in no other text.
func (w *workspace) prepare(class []uint32, limit int) {
	if len(w.slots) < limit {
		w.slots = make([]uint16, limit)
	}
	w.blocks = (len(class) + 63) / 64
	w.masks = append(w.masks[:0], make([]uint64, w.blocks)...)
	w.used = w.used[:0]
	for i, c := range class {
		if int(c) >= limit {
			continue
		}
		if w.slots[c] == 0 {
			w.used = append(w.used, c)
			w.slots[c] = uint16(len(w.used))
			w.masks = append(w.masks, make([]uint64, w.blocks)...)
		}
		w.masks[int(w.slots[c])*w.blocks+i/64] |= 1 << (i % 64)
	}
}

// release forgets the text.
func (w *workspace) release() {
	for _, c := range w.used {
		w.slots[c] = 0
	}
	w.used = w.used[:0]
}

// within reports whether the distance of n prepared tokens from a text, with
// nothing for changes within a class, is at most limit edits. It works on 64
// tokens at once (G. Myers, "A fast bit-vector algorithm for approximate string
// matching", JACM 46, 1999; in blocks after H. Hyyrö, 2003).
func (w *workspace) within(n int, class []uint32, limit int) bool {
	w.up, w.down = w.up[:0], w.down[:0]
	for range w.blocks {
		w.up, w.down = append(w.up, ^uint64(0)), append(w.down, 0)
	}
	last := uint64(1) << ((n - 1) & 63)
	distance := n
	for j, c := range class {
		distance += w.column(int(w.slots[c])*w.blocks, last)
		if distance-(len(class)-1-j) > limit {
			return false
		}
	}
	return distance <= limit
}

// column goes on by one token, whose masks begin at an offset, and returns by
// how much the distance grows.
func (w *workspace) column(offset int, last uint64) int {
	more, less := uint64(1), uint64(0) // the step into the block from above
	step := 0
	for b := range w.blocks {
		eq, up, down := w.masks[offset+b], w.up[b], w.down[b]
		v := eq | down
		eq |= less
		h := (((eq & up) + up) ^ up) | eq
		grow := down | ^(h | up)
		shrink := up & h
		if b == w.blocks-1 {
			if grow&last != 0 {
				step = 1
			} else if shrink&last != 0 {
				step = -1
			}
		}
		nextMore, nextLess := grow>>63, shrink>>63
		grow, shrink = grow<<1|more, shrink<<1|less
		more, less = nextMore, nextLess
		w.up[b] = shrink | ^(v | grow)
		w.down[b] = grow & v
	}
	return step
}

// distance is the least cost of the edits between two texts in quarters, or
// more than limit if it is more.
func (w *workspace) distance(a, b sequence, limit int) int {
	a, b = trim(a, b)
	n, m := len(a.form), len(b.form)
	if n == 0 || m == 0 {
		return edit * (n + m)
	}
	band := limit / edit // farther from the diagonal the edits alone cost more
	const far = int32(1 << 30)
	w.row = w.row[:0]
	for j := range m + 1 {
		w.row = append(w.row, int32(edit*j))
	}
	for i := range n {
		lo, hi := max(i-band, 0), min(i+band+1, m)
		if lo >= m {
			return limit + 1
		}
		corner := w.row[lo] // of the row before, left of the cell
		left := far
		if lo == 0 {
			left = int32(edit * (i + 1))
		}
		w.row[lo] = left
		best := left
		for j := lo; j < hi; j++ {
			above := w.row[j+1]
			if j == i+band {
				above = far
			}
			cell := corner + cost(a, b, i, j)
			cell = min(cell, above+edit, left+edit)
			corner, left = w.row[j+1], cell
			w.row[j+1] = cell
			best = min(best, cell)
		}
		if int(best) > limit {
			return limit + 1
		}
	}
	if d := int(w.row[m]); m-n <= band && n-m <= band {
		return d
	}
	return limit + 1
}

func cost(a, b sequence, i, j int) int32 {
	switch {
	case a.form[i] == b.form[j]:
		return 0
	case a.class[i] == b.class[j]:
		return change
	}
	return edit
}

// trim takes off what two texts begin and end with alike. It costs nothing in
// the cheapest edits, because no way round a change is cheaper.
func trim(a, b sequence) (sequence, sequence) {
	n := min(len(a.form), len(b.form))
	k := 0
	for k < n && a.form[k] == b.form[k] {
		k++
	}
	i, j := len(a.form), len(b.form)
	for i > k && j > k && a.form[i-1] == b.form[j-1] {
		i, j = i-1, j-1
	}
	return sequence{a.class[k:i], a.form[k:i]}, sequence{b.class[k:j], b.form[k:j]}
}
