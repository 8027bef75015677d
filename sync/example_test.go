package xsync_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing/fstest"

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

// A project is a tree of files and a configuration. What there is to do is read off its
// articles, and what to record is a plan, which the caller carries out.
func ExampleProject() {
	config, problems := xsync.ParseConfig("xsync.toml", []byte(`
targets = ["tr"]
[[articles]]
path = "{lang}/*.md"
`))
	if len(problems) > 0 {
		fmt.Println(problems)
		return
	}
	project := &xsync.Project{Config: config, FS: fstest.MapFS{
		"en/lake.md": {Data: []byte("# The lake\n\nThe lake is 40 metres deep.\n\nPeople skate on it in January.\n")},
		"tr/lake.md": {Data: []byte("# Göl\n\nGölün derinliği 40 metredir.\n")},
	}}
	_, err := project.Each(context.Background(), xsync.Query{Rows: true}, func(a *xsync.Article) error {
		for _, t := range a.Translations {
			fmt.Println(a.ID, t.Language, t.Words.Todo, "of", t.Words.Total, "words to do")
			for _, row := range t.Rows {
				fmt.Println(" ", row.State, row.Now)
			}
		}
		return nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	marked, _, err := project.Mark(context.Background(), xsync.Query{}, xsync.Acceptance{Assume: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range marked {
		fmt.Println(m.Taken, "rows to record in", slices.Sorted(maps.Keys(m.Plan)))
	}
	// Output:
	// lake tr 6 of 14 words to do
	//   unverified The lake
	//   unverified The lake is 40 metres deep.
	//   missing People skate on it in January.
	// 2 rows to record in [.xsync/record/tr/lake .xsync/source/lake]
}
