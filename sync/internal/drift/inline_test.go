package drift

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/inline/inlinetest"
)

// The pieces that a diff is made of, of the texts of the table that all readings
// share: marks of the markup that change as a whole stand in «».
func TestSplitOfTable(t *testing.T) {
	for _, c := range inlinetest.Cases() {
		if c.Syntax != inline.Markdown {
			continue // a diff reads all texts as Markdown
		}
		var got []string
		for _, piece := range change.Split(c.Text) {
			if len(piece) > 1 && inline.WordLength(piece) != len(piece) {
				got = append(got, piece)
			}
		}
		if have := strings.Join(got, " · "); have != c.Want["diff"] {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.Line, c.Text, have, c.Want["diff"])
		}
	}
}
