package gitfs

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What is read without git is what git reads.
func TestSettings(t *testing.T) {
	for _, text := range []string{
		"",
		"[submodule \"docs\"]\n\tpath = docs\n\turl = ../docs\n[submodule \"i18n/tr\"]\n\tpath = i18n/tr\n",
		"[submodule \"a b\"]\n\tpath = a b\n\tbranch = .\n",
		"[SubModule \"docs\"]\n\tPath=docs/../en\n",
		"[submodule \"q\\\"x]\"]\n\tpath = \"x; y # z\"\n",
		"[submodule \"ç\"]\n\tpath = çeviri/ğ # of the site\n",
		"[submodule \"w\"]\n\tpath = \"a\\\\b\\tc\" ; two\n",
		"# path = none\n[submodule \"one\"] path = one\n\n[other]\n\tpath = none\n[submodule \"two\"]\r\n\tpath = two\r\n",
		"[submodule]\n\tpath = bare\n[submodules \"x\"]\n\tpath = none\n",
		"[submodule \"x\"]\n\tpathspec = none\n\tpath = first\n\tpath = second\n",
	} {
		name := filepath.Join(t.TempDir(), ".gitmodules")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var want []string
		out, err := exec.CommandContext(t.Context(), "git", "config", "--file", name, "--null", "--get-regexp", `^submodule\.(.*\.)?path$`).Output()
		if failed := new(exec.ExitError); err != nil && !errors.As(err, &failed) { // it fails where it finds none
			t.Fatal(err)
		}
		for _, line := range split(out) {
			_, value, _ := strings.Cut(line, "\n")
			want = append(want, value)
		}
		if got := settings(name, "submodule", "path"); !slices.Equal(got, want) {
			t.Errorf("%q: %q, git says %q", text, got, want)
		}
	}
}
