package xsync_test

import (
	"fmt"

	xsync "github.com/xsync-project/xsync/sync"
)

// Two files and the source that the translation was made from: what changed in
// the source makes a row stale, and what was added is missing.
func ExampleCompare() {
	english := func(data string) xsync.File {
		return xsync.File{Path: "en/lake.md", Language: "en", Data: []byte(data)}
	}
	base := english("# The lake\n\nThe lake is 40 metres deep.\n")
	source := english("# The lake\n\nThe lake is 45 metres deep.\n\nPeople skate on it in January.\n")
	target := xsync.File{Path: "tr/lake.md", Language: "tr", Data: []byte("# Göl\n\nGölün derinliği 40 metredir.\n")}

	translation, err := xsync.Compare(source, target, &base)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range translation.Rows {
		fmt.Println(row.State, row.Change, row.Now)
		for _, segment := range row.Base {
			if row.State == xsync.Stale {
				fmt.Println("  was", segment.Block.Text)
			}
		}
	}
	// Output:
	// fresh none The lake
	// stale facts The lake is 45 metres deep.
	//   was The lake is 40 metres deep.
	// missing none People skate on it in January.
}
