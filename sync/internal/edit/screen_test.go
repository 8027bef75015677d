package edit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// Of many edits the same are made and refused whether they are looked at in their
// surroundings first or not.
func TestManyEditsAtOnce(t *testing.T) {
	spoilt := []string{
		"plain %d", "two\n\nparagraphs %d", "```\nopen %d", "- item %d", "> quoted %d", "%d\n---", "1. first %d", "<div>\n%d", "[x]: %d", "    code %d",
		"| a | b |\n|---|---|\n| %d | c |", "# heading %d",
	}
	var src strings.Builder
	for k := range 60 {
		fmt.Fprintf(&src, "Paragraph %d.\n\n- An item %d\n- Another\n\n", k, k)
	}
	doc := markdown.Parse([]byte(src.String()))
	var edits []edit.Edit
	for k, i := range doc.Segments() {
		edits = append(edits, edit.Edit{Placement: edit.At(i), Text: fmt.Sprintf(spoilt[k%len(spoilt)], k)})
	}
	defer func(was int) { *edit.Crowd = was }(*edit.Crowd)
	texts := map[int]string{}
	for k, i := range doc.Segments() {
		texts[i] = edits[k].Text
	}
	*edit.Crowd = len(edits)
	composed, leftOut := edit.Compose(doc, texts)
	want, refused := edit.Apply(doc, edits)
	*edit.Crowd = 1
	got, also := edit.Apply(doc, edits)
	if again, out := edit.Compose(doc, texts); string(again) != string(composed) || !slices.Equal(out, leftOut) || len(out) == 0 || len(out) == len(texts) {
		t.Errorf("composed without %v, want %v of %d", out, leftOut, len(texts))
	}
	if string(got) != string(want) || !slices.Equal(refused, also) || len(refused) == 0 || len(refused) == len(edits) {
		t.Errorf("refused %v, want %v of %d", also, refused, len(edits))
	}
}
