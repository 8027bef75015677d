package report

import (
	"fmt"
	"strings"

	"github.com/fatih/color"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Pairs writes which segments belong together, how sure that is, and the anchors
// that carried each pair. The source is in the language given.
func (t *Text) Pairs(x *xsync.Translation, source string) {
	t.head(x)
	for k := range x.Rows {
		r := &x.Rows[k]
		t.Break()
		head := fmt.Sprintf("%s → %s", lines(x.Source, r.Source), lines(x.Target, r.Target))
		if len(r.Source) > 0 && len(r.Target) > 0 {
			head += "  " + t.Messages.Percent(r.Confidence)
		}
		if flags := r.Flags.Names(); len(flags) > 0 {
			head += "  (" + strings.Join(flags, ", ") + ")"
		}
		t.Line(t.paint(head, color.Bold))
		if r.Now != "" {
			t.Paragraph(wording.Cut(wording.Fold(r.Now), t.width()-2), 2)
		}
		if r.Translation != "" {
			t.Paragraph(wording.Cut(wording.Fold(r.Translation), t.width()-2), 2)
		}
		anchors := append(r.Anchors[:len(r.Anchors):len(r.Anchors)], align.Shared(r.Now, r.Translation, source, x.Language)...)
		if len(anchors) > 0 {
			t.Paragraph(t.paint(strings.Join(anchors, "  "), color.Faint), 2)
		}
	}
}
