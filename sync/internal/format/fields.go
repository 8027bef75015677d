package format

import (
	"bytes"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format/htmldoc"
)

// fielded is a format whose files have fields that nobody translates.
type fielded interface {
	Fields(doc *block.Doc) []block.Field
}

// Fields are the fields of the front matter of a document that are not translated, in
// their order.
func Fields(doc *block.Doc) []block.Field {
	if doc == nil {
		return nil
	}
	out := Fields(headOf(doc))
	if f, ok := named(doc.Format).(fielded); ok {
		out = append(out, f.Fields(doc)...)
	}
	return out
}

// headOf is the front matter of a page in HTML, nil for what has none.
func headOf(doc *block.Doc) *block.Doc {
	if doc.Format != htmldoc.Name {
		return nil
	}
	return htmldoc.Head(doc)
}

// CarryFields gives a translation the fields of some names as its source has them: their
// lines take the place of those of the translation, or stand behind the field that is
// before them in the source; what the source has no more is taken out.
func CarryFields(source, target *block.Doc, names []string) []byte {
	theirs, ours := Fields(source), Fields(target)
	var patches, come []edit.Patch
	for _, name := range names {
		from, to := indexOfField(theirs, name), indexOfField(ours, name)
		switch {
		case from < 0 && to < 0:
		case from < 0:
			patches = append(patches, edit.Patch{Span: ours[to].Span})
		case to >= 0:
			patches = append(patches, edit.Patch{Span: ours[to].Span, Text: linesOf(source, target, theirs[from])})
		default:
			at := placeBehind(theirs[:from], ours)
			if at > 0 {
				come = append(come, edit.Patch{Span: block.Span{Start: at, End: at}, Text: linesOf(source, target, theirs[from])})
			}
		}
	}
	out, ok := edit.Splice(target.Src, append(come, patches...)) // what comes stands before what changes in its place
	if !ok {
		return bytes.Clone(target.Src)
	}
	return out
}

func indexOfField(fields []block.Field, name string) int {
	return slices.IndexFunc(fields, func(f block.Field) bool { return f.Name == name })
}

// placeBehind is where a field stands whose source has some fields before it: behind the
// last of them that the translation has, or before all its fields; 0 if it has none.
func placeBehind(before, ours []block.Field) int {
	for _, f := range slices.Backward(before) {
		if k := indexOfField(ours, f.Name); k >= 0 {
			return ours[k].Span.End
		}
	}
	if len(ours) > 0 {
		return ours[0].Span.Start
	}
	return 0
}

// linesOf are the lines of a field of the source with the line ends of the translation.
func linesOf(source, target *block.Doc, f block.Field) string {
	lines := bytes.ReplaceAll(source.Src[f.Span.Start:f.Span.End], []byte("\r\n"), []byte("\n"))
	if bytes.Contains(target.Src, []byte("\r\n")) {
		lines = bytes.ReplaceAll(lines, []byte("\n"), []byte("\r\n"))
	}
	return string(lines)
}
