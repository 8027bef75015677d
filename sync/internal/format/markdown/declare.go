package markdown

import (
	"bytes"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// languageField is a field of front matter that says the language of a page, and its
// value.
var languageField = regex.Lazy(`(?mi)^["']?(?:lang|language|locale|languageCode)["']?[ \t]*[:=][ \t]*["']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*(?:\.[Uu][Tt][Ff]-?8)?)["']?[ \t]*(?:#.*)?\r?$`)

// Declared are the places in the front matter where a document says its language.
func (Format) Declared(doc *block.Doc) []block.Span {
	head := doc.Src[:min(doc.Body(), len(doc.Src))]
	if k := bytes.Index(head, []byte("\n[")); bytes.HasPrefix(head, []byte("+++")) && k >= 0 {
		head = head[:k] // what follows belongs to tables
	}
	var out []block.Span
	for _, m := range languageField.FindAllSubmatchIndex(head, -1) {
		out = append(out, block.Span{Start: m[2], End: m[3]})
	}
	return out
}
