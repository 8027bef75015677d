package align

import "iter"

// tally counts numbers other than 0, nearly all of which are counted a few times.
// It is a table with open addressing (Knuth, The Art of Computer Programming 6.4),
// at most three quarters full. Most of the time of learning goes into it.
type tally struct {
	places []place
	shift  int // of a hash, to a place
	n      int // numbers counted
}

type place struct {
	of   uint64 // 0 where nothing is counted
	many int32
}

// addCount counts a number so many times.
func (t *tally) addCount(of uint64, many int32) {
	if 4*t.n >= 3*len(t.places) {
		t.resize(max(1<<12, 2*len(t.places)))
	}
	for at := of * 0x9E3779B97F4A7C15 >> t.shift; ; at++ {
		p := &t.places[at&uint64(len(t.places)-1)]
		if p.of == of {
			p.many += many
			return
		}
		if p.of == 0 {
			*p = place{of, many}
			t.n++
			return
		}
	}
}

// resize moves what is counted into a table of another size, a power of 2.
func (t *tally) resize(size int) {
	old := t.places
	*t = tally{places: make([]place, size), shift: 64}
	for size > 1 {
		size /= 2
		t.shift--
	}
	for _, p := range old {
		if p.of != 0 {
			t.addCount(p.of, p.many)
		}
	}
}

// dropRare forgets what was counted at most so many times.
func (t *tally) dropRare(most int32) {
	for k := range t.places {
		if t.places[k].many <= most {
			t.places[k] = place{}
		}
	}
	t.resize(len(t.places))
}

// all yields the numbers and how often each was counted, in no order.
func (t *tally) all() iter.Seq2[uint64, int32] {
	return func(yield func(uint64, int32) bool) {
		for _, p := range t.places {
			if p.of != 0 && !yield(p.of, p.many) {
				return
			}
		}
	}
}
