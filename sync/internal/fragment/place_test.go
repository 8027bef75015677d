package fragment_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/format/htmldoc"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
	"github.com/xsync-project/xsync/sync/internal/fragment"
)

// Places are what links can lead to, each with the segment that it stands at or before.
func TestPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"# The mill {#mill}\n\nText.\n":                             "", // it is in the block
		"# The mill {.old #mill}\n":                                 "mill@0",
		"Text.\n\n<a id=\"oil\"></a>\n\n## The oil\n":               "oil@1",
		"# A\n\nText.\n\n<a name='end'></a>\n":                      "end@1",
		"<h2 id=\"oil\">The oil</h2>\n\n<p id=p2>Text.</p>\n":       "oil@0 p2@1",
		"<div id=\"box\">\n\nText.\n\n</div>\n":                     "box@0",
		"The [oil]{#oil} and <span id=\"x&amp;y\">fat</span>.\n":    "oil@0 x&y@0",
		"| A |\n| - |\n| <a name=\"cell\"></a>B |\n":                "cell@1",
		"See `<a id=\"code\">`.\n\n```\n<a id=\"code\">\n```\n":     "",
		"<Tab id=\"one\" name=\"two\" />\n\n<input name=\"q\"> a\n": "",
		"A {{< ref \"#x\" >}} {% if a == \"#y\" %} {/* #z */} b\n":  "",
		"<a id={name}>x</a> <!-- <a id=\"gone\"> -->\n":             "",
		"":             "",
		"<a id=\"x\">": "x@0",
	} {
		var got []string
		for _, p := range fragment.Places(markdown.Parse([]byte(text))) {
			got = append(got, fmt.Sprintf("%s@%d", p.ID, p.Segment))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%q has %q, want %q", text, got, want)
		}
	}
	// The ids of pages are often made from the words of their headings.
	if got := fragment.Places(htmldoc.Parse([]byte("<h1 id=\"mill\">The mill</h1>"))); got != nil {
		t.Errorf("a page has %v", got)
	}
}
