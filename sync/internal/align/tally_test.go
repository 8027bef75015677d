package align

import (
	"maps"
	"testing"

	"pgregory.net/rapid"
)

// A tally counts as a map does.
func TestTally(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var got tally
		want := map[uint64]int32{}
		for _, of := range rapid.SliceOfN(rapid.Uint64Range(1, 3000), 0, 6000).Draw(t, "numbers") {
			got.addCount(of, 1)
			want[of]++
		}
		check := func() {
			if n := maps.Collect(got.all()); !maps.Equal(n, want) || got.n != len(want) {
				t.Fatalf("%d numbers, %d said, %d wanted", len(n), got.n, len(want))
			}
		}
		check()
		most := rapid.Int32Range(0, 3).Draw(t, "most")
		got.dropRare(most)
		maps.DeleteFunc(want, func(_ uint64, n int32) bool { return n <= most })
		check()
	})
}
