package xsync_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

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

// pieces are what texts are made of, in all formats of articles: whole constructs, their
// beginnings and ends, and lines of text.
var pieces = strings.Split(`# Oaks|## Meşeler {#oaks}|Oaks
===|---
title: Oaks
tags: [a, b]
---|+++
title = "Meşe"
+++|The oak is 12 m tall.|Meşe 12 m boyundadır.|Дуб высотой 12 м.|A second sentence. And 3 more!|- one|- [x] two
  - three|1. bir
2. iki|* * *|> quoted
> text|> [!NOTE]
> Mind 5 things.|| a | b |
|---|---|
| 1 | [two](x.md) ||::: tip Title
inside
:::|:::|~~~sh
make 5 # comment
~~~|~~~|    indented code|<div class="a">|</div>|<p>One <b>two</b></p>|<details><summary>More</summary>|</details>|<table><tr><td>1</td><td>bir</td></tr></table>|<tr>|<td>x|<!-- note -->|<!--|-->|{{< figure src="a.png" >}}|{% if x %}|{% endif %}|import X from 'y'|<X title="Oak" n={5}>|</X>|export const a = 1|[a](b.md "t") and ![c](d.png)|[ref]: https://example.org/a|A [ref] and[^1] one.|[^1]: Note 7.|[^1]|$$
x^2
$$|\\begin{x}|Term
: meaning|*em **strong* x**|a\\|<script>a()</script>|<style>|&nbsp;&lt;5|https://example.org/1|	tab|]|)|""" |'''|%{|}|<a id="x"></a>|=== "Tab"
    text|!!! note
    text 4|@@|{: .x}|   |ı İ ß|5 5 5|\u2028|\r|<hr>|<br>|<li>one|<ul>|</ul>|<img alt="oak" src="a.png">|::|* |+|>`, "|")

// Texts made of pieces in any order can be compared with what was left out of them and put in.
func TestCompareOfPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece, glue := rapid.SampledFrom(pieces), rapid.SampledFrom([]string{"\n\n", "\n", "\n", " ", ""})
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
