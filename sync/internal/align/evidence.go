package align

import (
	"math"
	"slices"
)

// class says what sort of evidence a key is.
type class uint8

const (
	byWord    class = iota // the same word on both sides
	byName                 // a name, by its consonants in any script
	byConcept              // words that the lexicon knows for the same thing
	byCognate              // any long word, by its consonants
	byNumber               // number, date, percentage, time, decade, century
	byMark                 // link, image, code span, placeholder, footnote reference
	byLearnt               // a pair of words that the project's own translations taught
	classes
)

// key is a piece of evidence: the class in the lowest three bits, a hash of
// what is shared in the others. Two keys of one pair of articles meet by chance
// about once in 2^29 pairs of keys, which costs one segment a little weight.
type key uint32

func newKey(c class, hash uint64) key { return key(hash>>35<<3) | key(c) }

func (k key) class() class { return class(k & 7) }

// region is a part of the problem that is solved by itself: segments of the
// source and of the target, in order.
type region struct{ a, b []int }

// evidence holds how much the segments of a region share.
type evidence struct {
	m int
	// sum is the summed weight of the keys that the i-th source and the j-th
	// target segment of the region share, at i*m+j.
	sum []float32
	// shared is the same by class, for the targets of each source segment that
	// rows names.
	shared []float32
	rows   []row
	// weight of all keys of a segment, by class
	source, target [][classes]float32
}

// sharedBetween is what segments i and j share, by class.
func (e *evidence) sharedBetween(i, j int) []float32 {
	r := &e.rows[i]
	k := (r.at + j - r.lo) * int(classes)
	return e.shared[k : k+int(classes)]
}

// slot is what is known of a key that one of two outlines holds.
type slot struct {
	key      key
	last     int32 // number of the round in which it was met last
	df       int32 // segments that hold the key, in both outlines
	from, to int32 // where its target segments stand among the postings
}

// in says which of the outlines hold the key.
func (s *slot) in() (a, b bool) { return s.df > s.to-s.from, s.to > s.from }

// held are the distinct keys of the segments of an outline, by their slots, as they stand
// in the text.
type held struct {
	slots []int32
	ends  []int32 // of each segment
	// weights of all keys of a segment, by class
	weights [][classes]float32
}

// of are the slots of the keys of a segment.
func (h *held) of(segment int) []int32 {
	first := int32(0)
	if segment > 0 {
		first = h.ends[segment-1]
	}
	return h.slots[first:h.ends[segment]]
}

// index holds the keys of two outlines.
type index struct {
	a, b  Outline
	ratio float64
	*workspace
	held   [2]held   // keys of the source and of the target
	posted []int32   // target segments by key, ascending
	logs   []float32 // weight of a key by its document frequency
	column []int32   // of a target segment in the region at hand, or -1
	round  int32
	// rate is the share of the weight of the keys of a class, counted in the outline
	// that has less of it, that both outlines have.
	rate [classes]float32
}

// commonest is how many target segments a key may stand in before it is too
// common to tell anything.
const commonest = 400

// newIndex counts the keys of two outlines. A key weighs the logarithm of its
// rarity among all segments (inverse document frequency, Spärck Jones 1972).
func newIndex(a, b Outline) *index {
	x := &index{a: a, b: b, workspace: workspaces.Get().(*workspace), ratio: lengthRatio(a, b)}
	x.beginTable()
	x.countKeys(1, b)
	x.postTargets()
	x.countKeys(0, a)
	n := len(a) + len(b)
	x.logs = make([]float32, n+1)
	for df := 1; df <= n; df++ {
		x.logs[df] = float32(math.Log(float64(n+2) / float64(df)))
	}
	x.column = make([]int32, len(b))
	for j := range x.column {
		x.column[j] = -1
	}
	x.weighSegments()
	x.measure()
	return x
}

// before is the weight of keys that are thought to have been read, and not to be
// shared, before the share of keys that two outlines share is measured.
const before = 20

// measure works out the rates at which the outlines share keys.
func (x *index) measure() {
	var both, a, b [classes]float64
	for i := range x.slots {
		s := &x.slots[i]
		c, w := s.key.class(), float64(x.logs[s.df])
		switch inA, inB := s.in(); {
		case inA && inB:
			both[c] += w
		case inA:
			a[c] += w
		default:
			b[c] += w
		}
	}
	for c := range x.rate {
		x.rate[c] = float32(both[c] / (both[c] + min(a[c], b[c]) + before))
	}
}

// countKeys reads the keys of an outline and counts the segments that hold them.
func (x *index) countKeys(side int, o Outline) {
	total := 0
	for i := range o {
		total += len(o[i].keys())
	}
	h := &x.held[side]
	h.slots, h.ends = make([]int32, 0, total), make([]int32, len(o))
	for i := range o {
		x.round++
		for _, k := range o[i].keys() {
			n := x.slotOf(k)
			if s := &x.slots[n]; s.last != x.round {
				s.last = x.round
				s.df++
				h.slots = append(h.slots, n)
			}
		}
		h.ends[i] = int32(len(h.slots))
	}
}

// weighSegments sums up the weights of the keys of each segment.
func (x *index) weighSegments() {
	for side := range x.held {
		h := &x.held[side]
		h.weights = make([][classes]float32, len(h.ends))
		for i := range h.weights {
			for _, n := range h.of(i) {
				s := &x.slots[n]
				h.weights[i][s.key.class()] += x.logs[s.df]
			}
		}
	}
}

// sharedKeys is the weight of the distinct keys of a segment of a side that segments of the
// other side have.
func (x *index) sharedKeys(side, segment int, others []int) (sum float32) {
	x.round += 2
	met := x.round - 1
	x.markKeys(side, []int{segment}, x.round)
	for _, i := range others {
		for _, n := range x.held[1-side].of(i) {
			if s := &x.slots[n]; s.last == x.round {
				s.last = met
				sum += x.logs[s.df]
			}
		}
	}
	return sum
}

// markKeys notes the round in which the keys of segments of a side were met last.
func (x *index) markKeys(side int, segments []int, round int32) {
	for _, i := range segments {
		for _, n := range x.held[side].of(i) {
			x.slots[n].last = round
		}
	}
}

// weighTogether visits the distinct keys of segments of a side by their slots, and sums up
// their weights.
func (x *index) weighTogether(side int, segments []int, visit func(slot int32, weight float64)) (sum float64) {
	x.round++
	for _, i := range segments {
		for _, n := range x.held[side].of(i) {
			if s := &x.slots[n]; s.last != x.round {
				s.last = x.round
				w := float64(x.logs[s.df])
				sum += w
				visit(n, w)
			}
		}
	}
	return sum
}

// sharedBy is the weight of the keys that a source and a target segment share, by class.
func (x *index) sharedBy(i, j int) (shared [classes]float32) {
	x.round++
	x.markKeys(0, []int{i}, x.round)
	for _, n := range x.held[1].of(j) {
		if s := &x.slots[n]; s.last == x.round {
			shared[s.key.class()] += x.logs[s.df]
		}
	}
	return shared
}

// inCommon is the weight of what a source and a target segment have in common, as a share of that
// of all that either says: of the geometric mean of the two.
func (x *index) inCommon(i, j int) float64 {
	a, b := totalWeight(x.held[0].weights[i]), totalWeight(x.held[1].weights[j])
	return float64(totalWeight(x.sharedBy(i, j))) / max(1, math.Sqrt(float64(a*b)))
}

// postTargets lists the target segments by key. It follows the count of the targets
// and precedes that of the sources.
func (x *index) postTargets() {
	at := int32(0)
	for i := range x.slots {
		s := &x.slots[i]
		s.from, s.to = at, at
		at += s.df
	}
	x.posted = grownTo(&x.places, int(at))
	for j := range x.b {
		for _, n := range x.held[1].of(j) {
			s := &x.slots[n]
			x.posted[s.to] = int32(j)
			s.to++
		}
	}
}

// collectEvidence sums up what the segments of a region share.
func (x *index) collectEvidence(r region) *evidence {
	e := &evidence{
		m:      len(r.b),
		sum:    clearedTo(&x.sums, len(r.a)*len(r.b)),
		source: pickWeights(x.held[0].weights, r.a),
		target: pickWeights(x.held[1].weights, r.b),
	}
	x.nameColumns(r.b)
	for k, i := range r.a {
		sums := e.sum[k*e.m : (k+1)*e.m]
		for _, n := range x.held[0].of(i) {
			s := &x.slots[n]
			w := x.logs[s.df]
			for _, j := range x.targetsOf(s, r.b) {
				if column := x.column[j]; column >= 0 {
					sums[column] += w
				}
			}
		}
	}
	x.forgetColumns(r.b)
	return e
}

func pickWeights(weights [][classes]float32, which []int) [][classes]float32 {
	out := make([][classes]float32, len(which))
	for k, i := range which {
		out[k] = weights[i]
	}
	return out
}

// nameColumns gives the targets of a region their columns, until they are forgotten.
func (x *index) nameColumns(targets []int) {
	for k, j := range targets {
		x.column[j] = int32(k)
	}
}

func (x *index) forgetColumns(targets []int) {
	for _, j := range targets {
		x.column[j] = -1
	}
}

// targetsOf are the targets that hold a key, at least those of a list, which ascends.
// There are none of a key that is too common.
func (x *index) targetsOf(s *slot, targets []int) []int32 {
	const few = 8 // that it does not pay to search
	if s.to-s.from > commonest || len(targets) == 0 {
		return nil
	}
	places := x.posted[s.from:s.to]
	if len(places) <= few {
		return places
	}
	lo, _ := slices.BinarySearch(places, int32(targets[0]))
	places = places[lo:]
	hi, _ := slices.BinarySearch(places, int32(targets[len(targets)-1])+1)
	return places[:hi]
}

// sumShared sums up by class what each source segment of a region shares with the
// targets from lo up to hi of its row. It follows the evidence of the region.
func (x *index) sumShared(e *evidence, r region, rows []row) {
	size := 0
	for k := range rows {
		rows[k].at = size
		size += rows[k].hi - rows[k].lo
	}
	e.rows, e.shared = rows, clearedTo(&x.shared, size*int(classes))
	x.nameColumns(r.b)
	for k, i := range r.a {
		lo, hi := rows[k].lo, rows[k].hi
		for _, n := range x.held[0].of(i) {
			s := &x.slots[n]
			c, w := s.key.class(), x.logs[s.df]
			for _, j := range x.targetsOf(s, r.b[lo:hi]) {
				if column := int(x.column[j]); lo <= column && column < hi {
					e.sharedBetween(k, column)[c] += w
				}
			}
		}
	}
	x.forgetColumns(r.b)
}
