package cli

import (
	"runtime/debug"
	"testing"
)

func TestBuilds(t *testing.T) {
	const commit = "0123456789abcdef0123456789abcdef01234567"
	for _, test := range []struct{ version, commit, want, whole string }{
		{"(devel)", "", "devel", "devel"},
		{"", commit, "devel", "devel+0123456789ab"},
		{"v1.2.3", "", "v1.2.3", "v1.2.3"},
		{"v1.2.3", commit, "v1.2.3", "v1.2.3+0123456789ab"},
		{"v1.2.3+dirty", commit, "v1.2.3+dirty", "v1.2.3+dirty.0123456789ab"},
		{"v1.2.4-0.20260102030405-0123456789ab", commit, "v1.2.4-0.20260102030405-0123456789ab", "v1.2.4-0.20260102030405-0123456789ab"},
	} {
		info := &debug.BuildInfo{Main: debug.Module{Version: test.version}}
		if test.commit != "" {
			info.Settings = []debug.BuildSetting{{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: test.commit}}
		}
		if b := buildOf(info); b.version != test.want || b.String() != test.whole {
			t.Errorf("%q of %q: %q, %q; want %q, %q", test.version, test.commit, b.version, b, test.want, test.whole)
		}
	}
	if b := buildOf(nil); b.String() != "devel" {
		t.Errorf("without anything noted: %q", b)
	}
}
