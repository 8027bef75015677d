package align

import (
	"testing"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// The links beside a segment are those that a walk from it finds: the first with two sides,
// and none beyond a pin.
func TestNearLinks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		links := []Link{{A: []int{0}, B: []int{0}}, {A: []int{1}}, {B: []int{1}}, {A: []int{2, 3}, B: []int{2}}}
		places := rapid.SliceOf(rapid.SampledFrom([]int{0, 1, 1, 1, 2, 3, pinned}))
		g := &gatherer{links: links, ownerA: places.Draw(t, "a"), ownerB: places.Draw(t, "b")}
		w := &loneliness{g: g}
		w.findNear()
		for side := range 2 {
			owner := g.owner(side)
			for at := range owner {
				for _, way := range []int{-1, 1} {
					var want *Link
					for k := at + way; k >= 0 && k < len(owner) && owner[k] != pinned && want == nil; k += way {
						if l := &links[owner[k]]; len(l.A) > 0 && len(l.B) > 0 {
							want = l
						}
					}
					if got := w.beside(side, at, way); got != want {
						t.Fatalf("beside %d of %v, way %d: %v, want %v", at, owner, way, got, want)
					}
				}
			}
		}
	})
}
