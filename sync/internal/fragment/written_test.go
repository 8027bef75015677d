package fragment

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// anywhere matches an id that somebody wrote wherever it stands: slow, and plainly right.
var anywhere = regexp.MustCompile(`(?m)\b(?:id|name)\s*=\s*\\?["']([^"'\n]+)["']|\b(?:id|name)=([^\s"'>{}=]+)|\{[^{}\n]*#([^\s{}]+)[^{}\n]*\}|\{/\*\s*#?([^\s*]+)\s*\*/\}|^\(([^()\s]+)\)=`)

// The ids that are found by their beginnings are those that the pattern finds.
func TestWrittenIDs(t *testing.T) {
	pieces := []string{"id", "name", "=", " ", "\n", "\"", "'", "{", "}", "#", "/*", "*/", "(", ")", ")=", "a", "é", "_", "oil", "\\", "\xff", "grid"}
	r := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 200_000 {
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := b.String()
		var want []string
		for _, m := range anywhere.FindAllStringSubmatch(text, -1) {
			want = append(want, slices.DeleteFunc(m[1:], func(id string) bool { return id == "" })...)
		}
		if got := writtenIDs(text); !slices.Equal(got, want) {
			t.Fatalf("%q has %q, want %q", text, got, want)
		}
		found += len(want)
	}
	if found < 1000 {
		t.Errorf("%d ids are too few to tell", found)
	}
}
