package align

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// numbered is a document of n paragraphs, of which each holds a number of its
// own if it is to be an anchor.
func numbered(n int, anchored bool) Outline {
	var b strings.Builder
	for k := range n {
		if anchored {
			fmt.Fprintf(&b, "Lot %d went to bidder %d.\n\n", 20000+k, 70000+k)
		} else {
			b.WriteString("Nobody made a bid.\n\n")
		}
	}
	return NewOutline(markdown.Parse([]byte(b.String())), "en")
}

// The regions into which a large one is cut are it, in order, and none of them
// is large, whether there are anchors or not, and however unlike the sides are.
func TestCut(t *testing.T) {
	for _, c := range []struct {
		a, b     int
		anchored bool
	}{{3000, 3000, true}, {3000, 3000, false}, {2000, 400, true}, {400, 2000, false}, {4000, 30, true}, {30, 4000, true}, {100, 100, true}, {0, 50, true}} {
		x := newIndex(numbered(c.a, c.anchored), numbered(c.b, c.anchored))
		whole := region{a: firstPlaces(c.a), b: firstPlaces(c.b)}
		var joined region
		parts := x.cutLargeRegion(whole)
		for _, r := range parts {
			joined.a, joined.b = append(joined.a, r.a...), append(joined.b, r.b...)
			if len(r.a) > 2*farthest && len(r.b) > 2*farthest {
				t.Errorf("%v: a region of %d and %d segments", c, len(r.a), len(r.b))
			}
		}
		if !slices.Equal(joined.a, whole.a) || !slices.Equal(joined.b, whole.b) {
			t.Errorf("%v: the regions are not the whole", c)
		}
		if c.a*c.b <= roomy && len(parts) != 1 {
			t.Errorf("%v: cut into %d regions", c, len(parts))
		}
		x.release()
	}
}

func firstPlaces(n int) []int {
	out := make([]int, n)
	for k := range out {
		out[k] = k
	}
	return out
}

// Where anchors hold, a cut parts no pair.
func TestCutAtAnchors(t *testing.T) {
	o := numbered(3000, true)
	x := newIndex(o, o)
	defer x.release()
	parts := x.cutLargeRegion(region{a: firstPlaces(3000), b: firstPlaces(3000)})
	if len(parts) < 3000/farthest {
		t.Errorf("cut into %d regions", len(parts))
	}
	for _, r := range parts {
		if !slices.Equal(r.a, r.b) {
			t.Errorf("a region from %d to %d holds other target segments", r.a[0], r.a[len(r.a)-1])
		}
	}
}
