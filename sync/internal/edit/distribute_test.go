package edit_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// The text that is put in the place of several segments is parted among them at its blank
// lines. A heading gets no more than its own part, and goes where none is for it.
func TestTextForSeveralSegments(t *testing.T) {
	const src = "# A\n\n### 1 мая\n\nШтиль.\n\nДалее.\n"
	for text, want := range map[string]string{
		"2 мая\n\nШторм.":           "# A\n\n### 2 мая\n\nШторм.\n\nДалее.\n",
		"2 мая\n\nШторм.\n\nСнова.": "# A\n\n### 2 мая\n\nШторм.\n\nСнова.\n\nДалее.\n",
		"**2 мая.** Шторм.":         "# A\n\n**2 мая.** Шторм.\n\nДалее.\n",
	} {
		doc := markdown.Parse([]byte(src))
		got, refused := edit.Apply(doc, []edit.Edit{{Placement: edit.At(doc.Segments()[1:3]...), Text: text}})
		if string(got) != want || len(refused) > 0 {
			t.Errorf("%q: %q, refused %v, want %q", text, got, refused, want)
		}
	}
}
