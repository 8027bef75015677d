package format

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
)

// declarer is a format whose files can say which language they are in.
type declarer interface {
	// Declared are the places where a document does, without quotation marks, in
	// their order.
	Declared(doc *block.Doc) []block.Span
}

// Declared is the language that a document says it is in, as it is spelled there;
// "" if it says none.
func Declared(doc *block.Doc) string {
	if spans := declared(doc); len(spans) > 0 {
		return string(doc.Src[spans[0].Start:spans[0].End])
	}
	return ""
}

func declared(doc *block.Doc) []block.Span {
	if doc == nil {
		return nil
	}
	out := declared(headOf(doc))
	if d, ok := named(doc.Format).(declarer); ok {
		out = append(out, d.Declared(doc)...)
	}
	return out
}

// Declare is a new translation that says its own language, spelled as given,
// wherever it says that of its source. What is text to translate stays.
func Declare(doc *block.Doc, source, target string) []byte {
	var patches []edit.Patch
	for _, s := range declared(doc) {
		if !isSegment(doc, s) && SameLanguage(string(doc.Src[s.Start:s.End]), source) {
			patches = append(patches, edit.Patch{Span: s, Text: target})
		}
	}
	out, ok := edit.Splice(doc.Src, patches)
	if !ok {
		return bytes.Clone(doc.Src)
	}
	return out
}

func isSegment(doc *block.Doc, s block.Span) bool {
	return slices.ContainsFunc(doc.Blocks, func(b block.Block) bool {
		return b.Segment() && b.Span.Start <= s.Start && s.End <= b.Span.End
	})
}

// SameLanguage reports whether two tags are of one language, whatever their scripts
// and regions; locales such as en_US.UTF-8 are tags too.
func SameLanguage(a, b string) bool {
	base := func(tag string) string {
		tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), ".")
		t, err := language.Parse(tag)
		if err != nil {
			return ""
		}
		l, _ := t.Base()
		return l.String()
	}
	x := base(a)
	return x != "" && x == base(b)
}
