package drift

import (
	"strings"
	"testing"
)

func TestIsOtherHalf(t *testing.T) {
	for _, c := range []struct {
		whole, part, rest string
		want              bool
	}{
		{"sieve and brush for flour", "sieve for flour", "brush for flour", true},
		{"sieve, brush", "sieve", "brush", true},
		{"open the window", "open the door", "close the window", false},
		{"rope for sacks", "rope for bags", "ladder for birds", false},
		{"rope", "rope", "rope", false},
		{"or mark the old boat as one that waits", "or mark the old boat as one that stays", "or call the boat that waits as the old one", false},
		{"oil can", "oil", "can opener", false},
	} {
		if got := IsOtherHalf(inWords(c.whole), inWords(c.part), inWords(c.rest)); got != c.want {
			t.Errorf("IsOtherHalf(%q, %q, %q) = %v", c.whole, c.part, c.rest, got)
		}
	}
}

func inWords(text string) []string { return strings.Fields(strings.ReplaceAll(text, ",", "")) }
