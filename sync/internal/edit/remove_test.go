package edit_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// A segment goes with its lines and one of the gaps around it; all others keep their
// bytes, whatever they stand in.
func TestRemove(t *testing.T) {
	for _, c := range []struct{ name, file, src, gone, want string }{
		{"paragraph", "a.md", "# A\n\nGoes.\n\nStays.\n", "Goes.", "# A\n\nStays.\n"},
		{"last", "a.md", "# A\n\nStays.\n\nGoes.\n", "Goes.", "# A\n\nStays.\n"},
		{"last without a line end", "a.md", "Stays.\n\nGoes.", "Goes.", "Stays.\n"},
		{"only", "a.md", "Goes.\n", "Goes.", ""},
		{"CRLF", "a.md", "A.\r\n\r\nGoes.\r\n\r\nB.\r\n", "Goes.", "A.\r\n\r\nB.\r\n"},
		{"item", "a.md", "- a\n- goes\n- b\n", "goes", "- a\n- b\n"},
		{"item of two lines", "a.md", "- a\n- goes\n  on\n- b\n", "goes\non", "- a\n- b\n"},
		{"row of a table", "a.md", "| a | b |\n| - | - |\n| goes | x |\n| c | d |\n", "| goes | x |", "| a | b |\n| - | - |\n| c | d |\n"},
		{"between two lists", "a.md", "- a\n\nGoes.\n\n- b\n", "Goes.", "- a\n\n- b\n"},
		{"quoted", "a.md", "> A.\n>\n> Goes.\n\nB.\n", "Goes.", "> A.\n>\n\nB.\n"},
		{"element", "a.html", "<body>\n<p>A.</p>\n<p class=\"x\">Goes.</p>\n<p>B.</p>\n</body>\n", "Goes.", "<body>\n<p>A.</p>\n<p>B.</p>\n</body>\n"},
		{"element in a line", "a.html", "<ul><li>a</li><li>goes</li></ul>\n", "goes", "<ul><li>a</li></ul>\n"},
		{"plain", "a.txt", "A.\n\nGoes.\n\nB.\n", "Goes.", "A.\n\nB.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := format.Of(c.file).Parse([]byte(c.src), block.Options{Path: c.file, Language: "en"})
			if err != nil {
				t.Fatal(err)
			}
			at := -1
			for _, k := range doc.Segments() {
				if doc.Blocks[k].Text == c.gone {
					at = k
				}
			}
			if at < 0 {
				for _, k := range doc.Segments() {
					t.Logf("%q", doc.Blocks[k].Text)
				}
				t.Fatal("there is no such segment")
			}
			got, ok := edit.Remove(doc, []int{at})
			if !ok || string(got) != c.want {
				t.Errorf("%v %q, want %q", ok, got, c.want)
			}
		})
	}
}
