package check_test

import (
	"context"
	"fmt"
	"testing/fstest"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
)

// A paragraph that was added to the source since an earlier version has no
// translation yet. Nobody has touched the translation, so that it is a warning by
// default; what was missing before does not count.
func ExampleAgainst() {
	config, problems := xsync.ParseConfig("xsync.toml", []byte(`
targets = ["tr"]
[[articles]]
path = "{lang}/*.md"
`))
	if len(problems) > 0 {
		fmt.Println(problems)
		return
	}
	tree := func(english string) *xsync.Project {
		return &xsync.Project{Config: config, FS: fstest.MapFS{
			"en/lake.md": {Data: []byte(english)},
			"tr/lake.md": {Data: []byte("# Göl\n\nGölün derinliği 40 metredir.\n")},
		}}
	}
	const before = "# The lake\n\nThe lake is 40 metres deep.\n"
	earlier, now := tree(before), tree(before+"\nIt freezes in January, and people skate on it.\n")

	found, _, err := check.Against(context.Background(), now, earlier, func(path string) bool { return path == "en/lake.md" })
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range found {
		fmt.Printf("%s:%d: %s: %s: %s\n", v.Path, v.Line, v.Level, v.Rule, v.Text)
	}
	// Output:
	// tr/lake.md:3: warn: missing: It freezes in January, and people skate on it.
}
