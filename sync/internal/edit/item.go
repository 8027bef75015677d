package edit

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// An item with another marker than those around it would begin a list of its own,
// and one that is indented in another way would stand at another depth. So a new
// item has the marker of its neighbours in the translation, and its own number.

// itemMarker matches what stands before the text of an item: the indentation, the
// marker, the number in it, and the blanks behind it.
var itemMarker = regex.Lazy(`^([ \t>]*)([-*+]|(\d+)([.)]))([ \t]+)$`)

// markItem puts the marker of the items beside a new one into its frame. It leaves a
// frame as it is if there are none of its depth and its sort.
func (a *applier) markItem(f *frame, e *Edit) {
	like := &e.Like.Doc.Blocks[e.Like.At]
	mine := itemMarker.FindStringSubmatch(f.first)
	b := a.siblingItem(e, like.Level)
	if mine == nil || b == nil {
		return
	}
	there, ok := frameOf(a.doc, b)
	if !ok {
		return
	}
	theirs := itemMarker.FindStringSubmatch(there.first)
	if theirs == nil || (theirs[3] == "") != (mine[3] == "") {
		return
	}
	marker := theirs[2]
	if mine[3] != "" {
		marker = mine[3] + theirs[4]
	}
	f.first = theirs[1] + marker + theirs[5]
	f.rest = strings.Repeat(" ", len(f.first)-len(theirs[1]))
	f.rest = quoteMarks(theirs[1]) + f.rest
}

// siblingItem is the item of a depth that the list goes on from, or else goes on with,
// where a new one is put; nil if there is none.
func (a *applier) siblingItem(e *Edit, level int) *block.Block {
	at := e.After
	if at < 0 {
		at = e.Before
	}
	for i := at; i >= 0 && i <= e.After; i-- {
		b := &a.doc.Blocks[i]
		if b.Kind == block.ListItem && b.Level == level {
			return b
		}
		if b.Kind == block.Heading || b.Kind == block.ListItem && b.Level < level {
			break
		}
	}
	for i := max(at, 0); i < len(a.doc.Blocks); i++ {
		b := &a.doc.Blocks[i]
		if !b.Segment() || i == e.After {
			continue
		}
		if b.Kind == block.ListItem && b.Level == level {
			return b
		}
		break
	}
	return nil
}

// hasParents reports whether each new item of a list within a list comes with the item that it
// stands under, or finds that in the document: without it, it would become an item of the
// list around, and the one above that comes later an item beside it.
func (a *applier) hasParents(some []choice) bool {
	made := map[int]*Model{}
	for _, c := range some {
		if e := &a.edits[c.edit]; len(e.Replace) == 0 {
			made[e.Like.At] = &e.Like
		}
	}
	for _, m := range made {
		if parent := parentItem(m); m.From <= parent && made[parent] == nil {
			return false
		}
	}
	return true
}

// parentItem is the place of the item under which an item stands, -1 if there is none.
func parentItem(m *Model) int {
	b := &m.Doc.Blocks[m.At]
	if b.Kind != block.ListItem || m.To == 0 {
		return -1
	}
	for i := m.At - 1; i >= 0 && m.Doc.Blocks[i].Kind != block.Heading; i-- {
		if above := &m.Doc.Blocks[i]; above.Kind == block.ListItem && above.Level < b.Level {
			return i
		}
	}
	return -1
}

// headingMarks matches the marks that a heading of Markdown begins with, of any level.
var headingMarks = regex.Lazy(`^#{1,6}[ \t]+`)

// Unmarked is what a person has typed for a segment of the source, without the marker of
// its kind, which the file supplies: people write "- Rope." for an item, and "## Rope" for
// a heading. A text whose source begins in that way keeps it.
func Unmarked(doc *block.Doc, b *block.Block, text string) string {
	if doc.Format == block.Markdown && b.Kind == block.Heading && headingMarks.FindString(b.Text) == "" {
		return text[len(headingMarks.FindString(text)):]
	}
	f, ok := frameOf(doc, b)
	marker := strings.TrimSpace(f.first)
	if !ok || b.Kind != block.ListItem || marker == "" || strings.HasPrefix(b.Text, marker+" ") {
		return text
	}
	return strings.TrimPrefix(text, marker+" ")
}
