package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "help.version",
		Args:  a.countArguments(0, 0),
		RunE:  func(*cobra.Command, []string) error { return a.printVersion() },
	}
}

func (a *app) printVersion() error {
	b := currentBuild()
	commit := ""
	if b.commit != "" {
		commit = "commit " + b.commit + ", "
	}
	_, err := fmt.Fprintf(a.out, "xsync %s (%s%s %s/%s)\n", b.version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// build is what a program knows of its own making.
type build struct {
	version string // that of the module, or "devel"
	commit  string // the first digits of the commit; "" if it was not built in a clone
}

// commitDigits is how many digits of a commit are shown, as in the versions that Go
// gives to commits without a tag.
const commitDigits = 12

func currentBuild() build {
	info, _ := debug.ReadBuildInfo()
	return buildOf(info)
}

// buildOf reads what the Go command has noted in a program: the version of its module,
// by "go install" or from the tags of the clone, and the commit. A clone with changes
// has "+dirty" at the end of its version.
func buildOf(info *debug.BuildInfo) build {
	b := build{version: "devel"}
	if info == nil {
		return b
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		b.version = v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= commitDigits {
			b.commit = s.Value[:commitDigits]
		}
	}
	return b
}

// String is the version with its commit, as semantic versioning has it for what a build
// was made of: v1.2.3+0123456789ab. A version that names the commit is left as it is.
func (b build) String() string {
	separator := "+"
	switch {
	case b.commit == "" || strings.Contains(b.version, b.commit):
		return b.version
	case strings.Contains(b.version, "+"):
		separator = "."
	}
	return b.version + separator + b.commit
}

// moduleVersion is the version that stands in the files that xsync writes.
func moduleVersion() string { return currentBuild().version }
