package align

import "testing"

// A pair that was looked for out of order and found in order has not moved.
func TestSettleInOrder(t *testing.T) {
	for _, c := range []struct {
		name        string
		links, pins []Link
		moved       []bool
	}{
		{"in order", []Link{{A: []int{0}, B: []int{0}}, {A: []int{2}, B: []int{2}}, {A: []int{1}, B: []int{1}, Moved: true}}, nil, []bool{false, false, false}},
		{"behind", []Link{{A: []int{0}, B: []int{0}}, {A: []int{2}, B: []int{2}}, {A: []int{1}, B: []int{3}, Moved: true}}, nil, []bool{false, false, true}},
		{"before", []Link{{A: []int{0}, B: []int{1}}, {A: []int{2}, B: []int{2}}, {A: []int{1}, B: []int{0}, Moved: true}}, nil, []bool{false, false, true}},
		{"two that cross", []Link{{A: []int{0}, B: []int{0}}, {A: []int{1}, B: []int{2}, Moved: true}, {A: []int{2}, B: []int{1}, Moved: true}}, nil, []bool{false, false, true}},
		{"at the end", []Link{{A: []int{0}, B: []int{0}}, {A: []int{3}, B: []int{3}, Moved: true}}, nil, []bool{false, false}},
		{"behind a pin", []Link{{A: []int{0}, B: []int{0}}, {A: []int{3}, B: []int{1}, Moved: true}}, []Link{{A: []int{1}, B: []int{2}}}, []bool{false, true}},
		{"beside a pin", []Link{{A: []int{0}, B: []int{0}}, {A: []int{3}, B: []int{3}, Moved: true}}, []Link{{A: []int{1}, B: []int{2}}}, []bool{false, false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			settleInOrder(c.links, c.pins, 4)
			for k, l := range c.links {
				if l.Moved != c.moved[k] {
					t.Errorf("link %v: moved is %v", l, l.Moved)
				}
			}
		})
	}
}

// A long bead is taken for what it joins if each of its pieces is found again and the
// lengths agree.
func TestLongOffer(t *testing.T) {
	piece := []int{0, 1, 2, 3, 4, 5}
	for _, c := range []struct {
		name string
		o    offer
		want bool
	}{
		{"all found", offer{a: piece, b: piece[:1], off: 0.1, echo: 0.2, least: 0.1}, true},
		{"too long", offer{a: piece, b: piece[:1], off: 0.5, echo: 0.2, least: 0.1}, false},
		{"one not found", offer{a: piece, b: piece[:1], off: 0.1, echo: 0.2, least: 0.01}, false},
		{"hardly found", offer{b: piece, a: piece[:1], off: 0.1, echo: 0.06, least: 0.05}, false},
		{"short enough for the path", offer{a: piece[:3], b: piece[:1], off: 0.1, echo: 0.2, least: 0.1}, false},
	} {
		if got := c.o.echoes(); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
