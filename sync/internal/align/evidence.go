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

// slot is an entry of the table in which keys are counted.
type slot struct {
	key      key
	epoch    uint32 // of the index that uses the slot
	last     int32  // number of the segment that was counted last
	df       int32  // segments that hold the key, in both outlines
	from, to int32  // where its target segments stand among the postings
}

// index holds the keys of two outlines.
type index struct {
	a, b  Outline
	ratio float64
	*workspace
	mask   uint32
	used   uint32    // slots with a key, at most half of them
	posted []int32   // target segments by key, ascending
	logs   []float32 // weight of a key by its document frequency
	column []int32   // of a target segment in the region at hand, or -1
	stamp  int32
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
	total := 0
	for _, o := range []Outline{a, b} {
		for i := range o {
			total += len(o[i].keys())
		}
	}
	size := 64
	for size < total && size < smallTable { // most keys are counted more than once
		size *= 2
	}
	x := &index{a: a, b: b, workspace: workspaces.Get().(*workspace), mask: uint32(size - 1), ratio: lengthRatio(a, b)}
	x.beginTable(size)
	x.countKeys(b)
	x.postTargets(b)
	x.countKeys(a)
	n := len(a) + len(b)
	x.logs = make([]float32, n+1)
	for df := 1; df <= n; df++ {
		x.logs[df] = float32(math.Log(float64(n+2) / float64(df)))
	}
	x.column = make([]int32, len(b))
	x.measure()
	return x
}

// before is the weight of keys that are thought to have been read, and not to be
// shared, before the share of keys that two outlines share is measured.
const before = 20

// measure works out the rates at which the outlines share keys.
func (x *index) measure() {
	var both, a, b [classes]float32
	for i := range x.slots[:x.mask+1] {
		s := &x.slots[i]
		if s.epoch != x.epoch {
			continue
		}
		c, w := s.key.class(), x.logs[s.df]
		inB := s.to > s.from
		inA := s.df > s.to-s.from
		switch {
		case inA && inB:
			both[c] += w
		case inA:
			a[c] += w
		default:
			b[c] += w
		}
	}
	for c := range x.rate {
		x.rate[c] = both[c] / (both[c] + min(a[c], b[c]) + before)
	}
}

func (x *index) find(k key) *slot {
	for h := (uint32(k) * 2654435761) >> 5; ; h++ {
		s := &x.slots[h&x.mask]
		if s.epoch != x.epoch {
			if x.used++; 2*x.used > x.mask+1 {
				x.growTable()
				return x.find(k)
			}
			*s = slot{key: k, epoch: x.epoch}
			return s
		}
		if s.key == k {
			return s
		}
	}
}

// smallTable is the number of slots that all keys of two outlines get at most, if
// they are not known to differ: those of a long text mostly occur before.
const smallTable = 1 << 16

// growTable makes room for twice as many keys.
func (x *index) growTable() {
	old := x.slots[:x.mask+1]
	x.slots, x.mask, x.used = make([]slot, 2*len(old)), uint32(2*len(old)-1), 0
	for _, s := range old {
		if s.epoch == x.epoch {
			*x.find(s.key) = s
		}
	}
}

// visitKeysOnce calls visit for every distinct key of every segment.
func (x *index) visitKeysOnce(seg *Segment, visit func(s *slot)) {
	x.stamp++
	for _, k := range seg.keys() {
		if s := x.find(k); s.last != x.stamp {
			s.last = x.stamp
			visit(s)
		}
	}
}

// sharedKeys is the weight of the distinct keys of a segment that segments of an outline
// have.
func (x *index) sharedKeys(seg *Segment, o Outline, places []int) (sum float32) {
	x.stamp += 2
	met := x.stamp - 1
	for _, k := range seg.keys() {
		x.find(k).last = x.stamp
	}
	for _, i := range places {
		for _, k := range o[i].keys() {
			if s := x.find(k); s.last == x.stamp {
				s.last = met
				sum += x.logs[s.df]
			}
		}
	}
	return sum
}

func (x *index) countKeys(o Outline) {
	for i := range o {
		x.visitKeysOnce(&o[i], func(s *slot) { s.df++ })
	}
}

// postTargets lists the target segments by key. It follows the count of the targets
// and precedes that of the sources.
func (x *index) postTargets(b Outline) {
	at := int32(0)
	for i := range x.slots[:x.mask+1] {
		if s := &x.slots[i]; s.epoch == x.epoch {
			s.from, s.to = at, at
			at += s.df
		}
	}
	x.posted = grownTo(&x.places, int(at))
	for j := range b {
		x.visitKeysOnce(&b[j], func(s *slot) {
			x.posted[s.to] = int32(j)
			s.to++
		})
	}
}

// collectEvidence sums up what the segments of a region share.
func (x *index) collectEvidence(r region) *evidence {
	e := &evidence{
		m:      len(r.b),
		sum:    clearedTo(&x.sums, len(r.a)*len(r.b)),
		source: make([][classes]float32, len(r.a)),
		target: make([][classes]float32, len(r.b)),
	}
	for j := range x.column {
		x.column[j] = -1
	}
	for k, j := range r.b {
		x.column[j] = int32(k)
		x.visitKeysOnce(&x.b[j], func(s *slot) { e.target[k][s.key.class()] += x.logs[s.df] })
	}
	if len(r.b) == 0 {
		return e
	}
	for k, i := range r.a {
		sums := e.sum[k*e.m : (k+1)*e.m]
		x.visitKeysOnce(&x.a[i], func(s *slot) {
			w := x.logs[s.df]
			e.source[k][s.key.class()] += w
			x.meetTargets(s, r.b, func(column int32) { sums[column] += w })
		})
	}
	return e
}

// meetTargets calls found for each of the targets that holds a key, by its column in the
// region.
func (x *index) meetTargets(s *slot, targets []int, found func(column int32)) {
	if s.to-s.from > commonest || len(targets) == 0 {
		return
	}
	places := x.posted[s.from:s.to]
	first, _ := slices.BinarySearch(places, int32(targets[0]))
	last := int32(targets[len(targets)-1])
	for _, j := range places[first:] {
		if j > last {
			break
		}
		if column := x.column[j]; column >= 0 {
			found(column)
		}
	}
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
	for k, i := range r.a {
		lo, hi := rows[k].lo, rows[k].hi
		x.visitKeysOnce(&x.a[i], func(s *slot) {
			c, w := s.key.class(), x.logs[s.df]
			x.meetTargets(s, r.b[lo:hi], func(column int32) { e.sharedBetween(k, int(column))[c] += w })
		})
	}
}
