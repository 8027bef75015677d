package block_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
)

func TestFenceAfter(t *testing.T) {
	for _, c := range []struct{ open, line, want string }{
		{"", "", ""},
		{"", "text", ""},
		{"", "``", ""},
		{"", "```", "```"},
		{"", "  ~~~~ sh\n", "~~~~"},
		{"", "```a``` is code", ""},
		{"", "~~~ `a`", "~~~"},
		{"", "---", ""},
		{"```", "text", "```"},
		{"```", "", "```"},
		{"```", "```go", "```"},
		{"```", "~~~", "```"},
		{"```", "    ````\r\n", ""},
		{"````", "```", "````"},
	} {
		if got := block.FenceAfter(c.open, c.line); got != c.want {
			t.Errorf("%q behind %q: %q, want %q", c.line, c.open, got, c.want)
		}
	}
}
