package xsync_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/format/formattest"
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
		checkRows(t, c)
	})
}

// checkRows holds that every segment stands in one row.
func checkRows(t rapid.TB, c *xsync.Translation) {
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
}

// Texts made of pieces in any order can be compared with what was left out of them and put in.
func TestCompareOfPieces(t *testing.T) {
	piece := rapid.SampledFrom(formattest.Pieces())
	rapid.Check(t, func(t *rapid.T) {
		glue := rapid.SampledFrom([]string{"\n\n", "\n", "\n", " ", ""})
		source := rapid.SliceOfN(piece, 1, 14).Draw(t, "source")
		edited := func(name string) []string {
			out := slices.Clone(source)
			for range rapid.IntRange(0, 4).Draw(t, name) {
				at := rapid.IntRange(0, len(out)).Draw(t, "at")
				if rapid.Bool().Draw(t, "more") {
					out = slices.Insert(out, at, piece.Draw(t, "piece"))
				} else if at < len(out) {
					out = slices.Delete(out, at, at+1)
				}
			}
			return out
		}
		ending := rapid.SampledFrom([]string{".md", ".mdx", ".html", ".txt"}).Draw(t, "ending")
		file := func(lang string, parts []string) xsync.File {
			var b strings.Builder
			for _, p := range parts {
				b.WriteString(p + glue.Draw(t, "glue"))
			}
			return xsync.File{Path: lang + ending, Language: lang, Data: []byte(b.String())}
		}
		base := file("en", edited("base"))
		c, err := xsync.Compare(file("en", source), file("tr", edited("target")), &base)
		if err != nil {
			if !errors.As(err, new(corpus.Problem)) {
				t.Fatal(err)
			}
			return
		}
		checkRows(t, c)
	})
}
