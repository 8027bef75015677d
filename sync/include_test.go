package xsync

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// What the common generators write to include a file is known, outside of code.
func TestIncludedFiles(t *testing.T) {
	for line, want := range map[string]string{
		`{% include "part.md" %}`:                           "part.md",
		`{%- include note.html title="Tide" -%}`:            "note.html",
		`{% include_relative parts/a.md %}`:                 "parts/a.md",
		`{% include-markdown "../part.md" %}`:               "../part.md",
		`{{< include "part.md" >}}`:                         "part.md",
		`{{< include _part.qmd >}}`:                         "_part.qmd",
		`{{% readfile file="part.md" %}}`:                   "part.md",
		`{{#include part.md:2:10}}`:                         "part.md",
		`--8<-- "part.md:3:7"`:                              "part.md",
		`    --8<-- 'part.md'`:                              "part.md",
		`<!--@include: ./part.md-->`:                        "./part.md",
		`<!-- @include: ./part.md{3,} -->`:                  "./part.md",
		`<!--@include: ./part.md#tide-->`:                   "./part.md",
		`import Part from './_part.mdx'`:                    "./_part.mdx",
		`import Button from '@site/src/Button'`:             "",
		`::: include part.md`:                               "part.md",
		"```{include} part.md\n```":                         "part.md",
		`.. include:: part.rst`:                             "part.rst",
		`<!--#include virtual="part.html" -->`:              "part.html",
		`include::partial$part.adoc[tag=tide]`:              "part.adoc",
		`{! part.md !}`:                                     "part.md",
		`!!! include(part.md) !!!`:                          "part.md",
		`<Snippet file="part.mdx" />`:                       "part.mdx",
		`#+INCLUDE: "part.org" :lines "3-"`:                 "part.org",
		`![[part#Tide|the tide]]`:                           "part",
		`The prices include breakfast, see "part.md".`:      "",
		"```\n{{< include \"part.md\" >}}\n```":             "",
		"~~~md\n<!--@include: ./part.md-->\n~~~\n":          "",
		"{% include a.md %}\n\n{% include b.md %}\ninclude": "a.md b.md",
	} {
		if got := strings.Join(includedFiles(line), " "); got != want {
			t.Errorf("%s includes %q, want %q", line, got, want)
		}
	}
}

func TestResolveInclude(t *testing.T) {
	all := []corpus.Article{
		{ID: "page", Source: "docs/en/page.md"},
		{ID: "part", Source: "docs/en/part.md"},
		{ID: "parts/a", Source: "docs/en/parts/a.md"},
		{ID: "x/one", Source: "docs/en/x/one.md"},
		{ID: "y/one", Source: "docs/en/y/one.md"},
	}
	for name, want := range map[string]string{
		"part.md": "part", "./part.md": "part", "parts/a.md": "parts/a", "docs/en/part.md": "part", "@site/docs/en/part.md": "part",
		"part": "part", "@/parts/a.md": "parts/a", "a.md": "parts/a", "one.md": "", "../part.md": "", "none.md": "",
	} {
		got := ""
		if a := resolve("docs/en/page.md", name, all); a != nil {
			got = a.ID
		}
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
