package block_test

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// The place of a part of a text in the source is found behind what begins its lines.
func TestSpanOfText(t *testing.T) {
	for _, c := range []struct{ source, part, want string }{
		{"One. Two.\n", "Two.", "Two."},
		{"One.\nTwo three.\n", "Two", "Two"},
		{"> One.\r\n> Two three.\r\n> Four.\r\n", "One.\nTwo", "One.\r\n> Two"},
		{"  * One. Two\n    three.\n", "Two\nthree.", "Two\n    three."},
		{"12. Bir. İki.\n", "İki.", "İki."},
	} {
		doc := markdown.Parse([]byte(c.source))
		number := doc.Segments()[0]
		text := doc.Blocks[number].Text
		at := strings.Index(text, c.part)
		if at < 0 {
			t.Fatalf("%q is not in %q", c.part, text)
		}
		s, ok := doc.SpanOfText(number, at, at+len(c.part))
		if got := string(doc.Src[s.Start:s.End]); !ok || got != c.want {
			t.Errorf("%q in %q: %q, %v", c.part, c.source, got, ok)
		}
	}
}
