package pairing_test

import (
	"slices"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/pairing"
)

func TestBest(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want [][2]int
	}{
		{"", "", nil},
		{"", "x", [][2]int{{-1, 0}}},
		{"abc", "abc", [][2]int{{0, 0}, {1, 1}, {2, 2}}},
		{"abc", "xbc", [][2]int{{0, -1}, {-1, 0}, {1, 1}, {2, 2}}},
		{"aa", "a", [][2]int{{0, 0}, {1, -1}}},
		{"ab", "ba", [][2]int{{0, -1}, {1, 0}, {-1, 1}}},
	} {
		got := pairing.Best(len(c.a), len(c.b), func(i, j int) float64 {
			if c.a[i] != c.b[j] {
				return -1
			}
			return 1
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
