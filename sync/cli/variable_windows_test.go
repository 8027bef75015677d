package cli

import (
	"testing"

	"github.com/xsync-project/xsync/locales"
)

// Windows says in its own way who works, and in which language; what the environment says as
// on other systems goes before it.
func TestVariablesOfWindows(t *testing.T) {
	t.Setenv("USERNAME", "Ayşe")
	t.Setenv("USER", "")
	t.Setenv("LANG", "")
	if got := readVariable("USER"); got != "Ayşe" {
		t.Errorf("the user is %q", got)
	}
	if got := readVariable("LANG"); got == "" {
		t.Error("the system has no language")
	}
	t.Setenv("USER", "Murat")
	t.Setenv("LANG", "tr_TR.UTF-8")
	if got := readVariable("USER") + " " + locales.Choose(readVariable("LANG")); got != "Murat tr" {
		t.Errorf("the environment says %q", got)
	}
}
