package htmldoc

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// outerTag are the start tags that can say the language of a page or a fragment.
var outerTag = regex.Lazy(`(?i)<(?:html|body|main|article|meta)\b[^<>]*>`)

// statesLanguage are the values of the names of meta elements that say it.
var statesLanguage = wordset.Of("content-language language og:locale dc.language")

// Declared are the places where a page says its language: lang and xml:lang of its
// outermost elements, and meta elements.
func (Format) Declared(doc *block.Doc) []block.Span {
	var out []block.Span
	for _, m := range outerTag.FindAllIndex(doc.Src, -1) {
		tag := string(doc.Src[m[0]:m[1]])
		var content []block.Span
		states := false
		for a := range inline.Attributes(tag) {
			at := block.Span{Start: m[0] + a.Start, End: m[0] + a.End}
			switch a.Name {
			case "lang", "xml:lang":
				out = append(out, at)
			case "http-equiv", "name", "property":
				states = states || statesLanguage[strings.ToLower(tag[a.Start:a.End])]
			case "content":
				content = append(content, at)
			}
		}
		if states {
			out = append(out, content...)
		}
	}
	return out
}
