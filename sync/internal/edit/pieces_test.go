package edit_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/format"
	"github.com/xsync-project/xsync/sync/internal/format/formattest"
)

// Pieces of articles can be put in the place of any segment and between any two, in all
// formats: what is refused changes nothing, and what is put in changes nothing else.
func TestApplyPieces(t *testing.T) {
	piece := rapid.SampledFrom(formattest.Pieces())
	rapid.Check(t, func(t *rapid.T) {
		glue := rapid.SampledFrom([]string{"\n\n", "\n\n", "\n", ""})
		ending := rapid.SampledFrom([]string{".md", ".mdx", ".html", ".txt"}).Draw(t, "ending")
		document := func(name string) *block.Doc {
			var b strings.Builder
			for _, p := range rapid.SliceOfN(piece, 1, 8).Draw(t, name) {
				b.WriteString(p + glue.Draw(t, "glue"))
			}
			doc, err := format.Of("a"+ending).Parse([]byte(b.String()), block.Options{})
			if err != nil {
				return nil
			}
			return doc
		}
		doc, source := document("target"), document("source")
		if doc == nil || source == nil || len(doc.Segments()) == 0 || len(source.Segments()) == 0 {
			return
		}
		place := func(d *block.Doc, name string) int {
			return rapid.SampledFrom(d.Segments()).Draw(t, name)
		}
		at := place(doc, "at")
		text := piece.Draw(t, "text")
		src := string(doc.Src)
		got, refused := edit.Apply(doc, []edit.Edit{{Placement: edit.At(at), Text: text}})
		span := doc.Blocks[at].Span
		if strings.TrimSpace(text) == "" {
			return
		}
		if len(refused) > 0 && string(got) != src {
			t.Fatalf("refused, and yet %q became %q", src, got)
		}
		if !strings.HasPrefix(string(got), src[:span.Start]) || !strings.HasSuffix(string(got), src[span.End:]) {
			t.Fatalf("bytes around the segment of %q changed: %q", src, got)
		}
		like := edit.Model{Doc: source, At: place(source, "like")}
		edits := []edit.Edit{
			{Placement: edit.Between(at, -1), Like: like, Text: text},
			{Placement: edit.Between(-1, place(doc, "before")), Like: edit.Model{Doc: source, At: place(source, "like")}, Text: piece.Draw(t, "other")},
			{Placement: edit.AtEnd(), Like: like, Text: "Son."},
		}
		got, refused = edit.Apply(doc, edits)
		if len(refused) == len(edits) && string(got) != src {
			t.Fatalf("refused, and yet %q became %q", src, got)
		}
		rest := string(got)
		for _, k := range doc.Segments() {
			s := doc.Blocks[k].Span
			i := strings.Index(rest, src[s.Start:s.End])
			if i < 0 && !strings.Contains(string(got), src[s.Start:s.End]) {
				t.Fatalf("%q is no longer in %q, was %q; edits %q", src[s.Start:s.End], got, src, []string{edits[0].Text, edits[1].Text})
			}
		}
		edit.Compose(source, map[int]string{like.At: text})
	})
}
