package align_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format"
)

var update = flag.Bool("update", false, "rewrite the expected pairs")

// TestGolden runs the cases in testdata: two texts, and the pairs of their
// segments drawn as a column, a line a link.
//
//	= 0 0      the same text within a language, a pair across two
//	~ 1 1      an edited text
//	- 2        only in the first
//	+ 3        only in the second
//	= 4 5,6 >  one segment became two, and the link crosses others
//
// The comment on top of a case says why it exists.
func TestGolden(t *testing.T) {
	within := func(a, b align.Outline) ([]align.Link, string) { return align.Within(a, b), "~" }
	across := func(a, b align.Outline) ([]align.Link, string) { return align.Across(a, b, nil), "=" }
	for how, run := range map[string]func(a, b align.Outline) ([]align.Link, string){"within": within, "across": across} {
		names, err := filepath.Glob(filepath.Join("testdata", how, "*.txtar"))
		if err != nil || len(names) == 0 {
			t.Fatalf("no cases in testdata/%s: %v", how, err)
		}
		for _, name := range names {
			t.Run(how+"/"+strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
				ar, err := txtar.ParseFile(name)
				if err != nil {
					t.Fatal(err)
				}
				links, unsure := run(outline(ar.Files[0]), outline(ar.Files[1]))
				check(t, name, ar, draw(links, unsure))
			})
		}
	}
}

func check(t *testing.T, name string, ar *txtar.Archive, got string) {
	t.Helper()
	want := &ar.Files[2]
	if *update {
		want.Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(ar), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want.Data), got); diff != "" {
		t.Errorf("%s\n%s", ar.Comment, diff)
	}
}

// outline reads a file of a case. Its language is its name up to the first
// point.
func outline(f txtar.File) align.Outline {
	lang, _, _ := strings.Cut(f.Name, ".")
	doc, err := format.Of(f.Name).Parse(f.Data, block.Options{})
	if err != nil {
		panic(err)
	}
	return align.NewOutline(doc, lang)
}

// draw writes links as a column. Those of less than full confidence have the
// mark unsure.
func draw(links []align.Link, unsure string) string {
	var out strings.Builder
	for _, l := range links {
		switch {
		case len(l.B) == 0:
			out.WriteString("-")
		case len(l.A) == 0:
			out.WriteString("+")
		case l.Confidence < 1:
			out.WriteString(unsure)
		default:
			out.WriteString("=")
		}
		for _, side := range [][]int{l.A, l.B} {
			if len(side) > 0 {
				out.WriteString(" " + strings.ReplaceAll(strings.Trim(fmt.Sprint(side), "[]"), " ", ","))
			}
		}
		if l.Moved {
			out.WriteString(" >")
		}
		out.WriteString("\n")
	}
	return out.String()
}
