package xsync_test

import (
	"errors"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Two texts of any kind can be compared, or one of them is a problem: nothing ends the
// program, and every segment of both stands in exactly one row.
func FuzzCompare(f *testing.F) {
	for _, s := range [][2]string{
		{"# Ropes\n\nThe rope is 12 m long.\n", "# Halatlar\n\nHalat 12 m uzunluğundadır.\n"},
		{"<table><tr><td>Oak<td>12</table>", "<table><tr><td>12</td></tr></table>"},
		{"<table><table></table>Oak</table><table><tr><td>12</table>", "<table><tr></table><table><table></table>Meşe"},
		{"<table><tr><td colspan=3>Oak</table> {.x #id}\n\n%% note %%\n", "<a id=\"id\">\\begin{align} 1"},
		{"- a {{< comment >}}\n\n$$ x $$\n", "[t]{#id} {# note #}\n\n| a | b |\n|---|---|\n"},
	} {
		f.Add(s[0], s[1], true)
		f.Add(s[0], s[1], false)
	}
	f.Fuzz(func(t *testing.T, source, target string, page bool) {
		name := ".md"
		if page {
			name = ".html"
		}
		c, err := xsync.Compare(xsync.File{Path: "en" + name, Language: "en", Data: []byte(source)}, xsync.File{Path: "tr" + name, Language: "tr", Data: []byte(target)}, nil)
		if err != nil {
			if !errors.As(err, new(corpus.Problem)) {
				t.Fatal(err)
			}
			return
		}
		seen := [2]map[int]bool{{}, {}}
		for k := range c.Rows {
			r := &c.Rows[k]
			for _, s := range r.Source {
				if seen[0][s.At] {
					t.Fatalf("block %d of the source stands in two rows", s.At)
				}
				seen[0][s.At] = true
			}
			for _, s := range r.Target {
				if seen[1][s.At] {
					t.Fatalf("block %d of the translation stands in two rows", s.At)
				}
				seen[1][s.At] = true
			}
		}
	})
}
