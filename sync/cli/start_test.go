package cli

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Patterns are compiled when they are first used, so that a wrong one would not show
// when the program starts. Every package is linked in here.
func TestPatternsCompile(t *testing.T) {
	if n := regex.CompileAll(); n < 50 {
		t.Errorf("%d patterns: are they made by something else?", n)
	}
}
