package catalog

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/inline/inlinetest"
)

// The placeholders of the texts of the table that all readings share.
func TestPlaceholdersOfTable(t *testing.T) {
	for _, c := range inlinetest.Cases() {
		if c.Syntax < inline.Message {
			continue
		}
		var got []string
		for _, x := range holesOf(c.Text, c.Syntax).list {
			got = append(got, x.key)
		}
		if have, want := strings.Join(got, " "), c.Want["placeholders"]; have != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.Line, c.Text, have, want)
		}
	}
}
