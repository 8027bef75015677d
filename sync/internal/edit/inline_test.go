package edit

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/inline/inlinetest"
)

// What a tool can carry over in the texts of the table that all readings share.
func TestMarksOfTable(t *testing.T) {
	for _, c := range inlinetest.Cases() {
		kind := block.Paragraph
		switch {
		case c.Syntax == inline.Message:
			kind = block.Message
		case c.Syntax != inline.Markdown:
			continue
		}
		var got []string
		for _, m := range (Carrier{Source: "en"}).marksOf(kind, c.Text, "en") {
			got = append(got, strings.ReplaceAll(m.text, "\n", inlinetest.LineEnd))
		}
		if have, want := strings.Join(got, " · "), strings.ReplaceAll(c.Want["carried"], "\n", inlinetest.LineEnd); have != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.Line, c.Text, have, want)
		}
	}
}
