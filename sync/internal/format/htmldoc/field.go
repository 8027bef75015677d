package htmldoc

import (
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
)

// isNewField reports whether a change is a field that the front matter of the page lacks.
func (a *applier) isNewField(k int) bool {
	e := &a.edits[k]
	return len(e.Replace) == 0 && a.page.body > 0 && fieldOfHead(e.Like).Doc != nil
}

// fieldOfHead is a field of front matter as one of a document that has nothing else, or of
// an article in Markdown; without a document if the segment is none.
func fieldOfHead(m edit.Model) edit.Model {
	if m.Doc == nil || m.Doc.Blocks[m.At].Kind != block.FrontMatter {
		return edit.Model{}
	}
	if m.Doc.Format != Name {
		return edit.Model{Doc: m.Doc, At: m.At}
	}
	head := Head(m.Doc)
	if head == nil {
		return edit.Model{}
	}
	for _, at := range head.Segments() {
		if head.Blocks[at].Span == m.Doc.Blocks[m.At].Span {
			return edit.Model{Doc: head, At: at}
		}
	}
	return edit.Model{}
}

// withFields puts the fields that are new into a page in which all else has changed: as they
// stand in the source, beside the fields that the page has. Those that it put there are made.
func (a *applier) withFields(src []byte, made []bool) []byte {
	var fields []edit.Edit
	var of []int
	head := Head(a.doc)
	if head != nil {
		head = head.Reread(src)
	}
	for k := range a.edits {
		if head == nil || !a.isNewField(k) {
			continue
		}
		places := head.Segments()
		beside := func(at int) int {
			if n, ok := a.place[at]; ok && n < len(places) {
				return places[n]
			}
			return -1
		}
		e := a.edits[k]
		e.After, e.Before, e.Like = beside(e.After), beside(e.Before), fieldOfHead(e.Like)
		fields, of = append(fields, e), append(of, k)
	}
	if len(fields) == 0 {
		return src
	}
	src, refused := edit.Apply(head, fields)
	for _, k := range of {
		made[k] = true
	}
	for _, i := range refused {
		made[of[i]] = false
	}
	return src
}
