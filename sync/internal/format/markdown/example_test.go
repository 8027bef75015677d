package markdown_test

import (
	"fmt"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

func ExampleParse() {
	d := markdown.Parse([]byte("# Title {#top}\n\nSome text.\n\n- An item\n"))
	for _, i := range d.Segments() {
		b := &d.Blocks[i]
		fmt.Printf("line %d: %s %q [%s]\n", d.Line(b.Span.Start), b.Kind, b.Text, b.ID)
	}
	// Output:
	// line 1: heading "Title" [top]
	// line 3: paragraph "Some text." []
	// line 5: list_item "An item" []
}

func ExampleParseWith() {
	src := []byte("---\ntitle: A title\nlead: A lead\n---\n")
	d := markdown.ParseWith(src, block.Options{Choices: block.Choices{FrontMatter: []string{"lead"}}})
	for _, i := range d.Segments() {
		fmt.Println(d.Blocks[i].Label, "=", d.Blocks[i].Text)
	}
	// Output:
	// lead = A lead
}
