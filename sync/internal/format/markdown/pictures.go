package markdown

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// pictureField is a field of front matter, or an item of one, whose value is the address
// of a picture.
var pictureField = regex.Lazy(`(?mi)^[ \t]*(?:-[ \t]+)*["']?([a-z][a-z0-9_.-]*)["']?[ \t]*[:=][ \t]*["']?([^\s"'#,\[\]{}]+\.(?:png|jpe?g|gif|svg|webp|avif)(?:\?[^\s"']*)?)["']?[ \t]*(?:#.*)?\r?$`)

// Pictures are the fields of the front matter that name a picture and are not
// translated, with their values, in their order.
func (Format) Pictures(doc *block.Doc) [][2]string {
	head := doc.Src[:min(doc.Body(), len(doc.Src))]
	var out [][2]string
	for _, m := range pictureField.FindAllSubmatchIndex(head, -1) {
		inSegment := slices.ContainsFunc(doc.Blocks, func(b block.Block) bool {
			return b.Segment() && b.Span.Start <= m[4] && m[5] <= b.Span.End
		})
		if !inSegment {
			out = append(out, [2]string{string(head[m[2]:m[3]]), string(head[m[4]:m[5]])})
		}
	}
	return out
}
