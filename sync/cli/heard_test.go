package cli

import (
	"strings"
	"testing"
)

// What a command for drafts says reaches the terminal whole and steers nothing,
// wherever its writes are cut.
func TestHeard(t *testing.T) {
	const said = "reading “kahve”\n\x1b]0;title\x07done\n::add-mask::x\nno end"
	const want = "reading “kahve”\n\uFFFD]0;title\uFFFDdone\n\\::add-mask::x\nno end"
	for n := 1; n <= len(said); n++ {
		var b strings.Builder
		h := &heard{to: &b}
		for rest := said; rest != ""; {
			cut := min(n, len(rest))
			if wrote, err := h.Write([]byte(rest[:cut])); wrote != cut || err != nil {
				t.Fatal(wrote, err)
			}
			rest = rest[cut:]
		}
		h.flushLine()
		if b.String() != want {
			t.Fatalf("written in pieces of %d bytes: %q", n, b.String())
		}
	}
}
