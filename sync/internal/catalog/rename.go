package catalog

import (
	"bytes"
	"maps"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Rename gives a message of a catalogue another id, and returns the new bytes. It only
// writes another key in the same table, with the entry that describes the message in ARB;
// it reports false where that is not enough, and where the catalogue would not say the
// same with the new id. Law: every other byte stays as it was.
func (c *Catalog) Rename(id, as string) (src []byte, ok bool) {
	m := c.Message(id)
	switch {
	case m == nil || c.Message(as) != nil:
		return nil, false
	case m.Node == nil:
		return c.renameLine(m, as)
	}
	was, now, ok := m.lastKeys(as)
	if !ok {
		return nil, false
	}
	var patches []edit.Patch
	for _, n := range c.entriesOf(m, was) {
		p, ok := c.renameKey(n, was, now)
		if !ok {
			return nil, false
		}
		patches = append(patches, p)
	}
	src, ok = edit.Splice(c.Doc.Src, patches)
	return src, ok && len(patches) > 0 && c.isRenamed(src, id, as)
}

// lineKey matches the ids that are written as they are in files without tables, where a
// message is a line or an element of its own.
var lineKey = regex.Lazy(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// renameLine gives a message that is a line or an element of its own another id: the name
// that stands last before its text. In gettext the id is a text of the source.
func (c *Catalog) renameLine(m *Message, as string) (src []byte, ok bool) {
	if len(m.Forms) == 0 || c.Dialect == Gettext || !lineKey.MatchString(m.ID) || !lineKey.MatchString(as) {
		return nil, false
	}
	at := bytes.LastIndex(c.Doc.Src[:m.Forms[0].Span.Start], []byte(m.ID))
	if at < 0 {
		return nil, false
	}
	src, ok = edit.Splice(c.Doc.Src, []edit.Patch{{Span: block.Span{Start: at, End: at + len(m.ID)}, Text: as}})
	return src, ok && c.isRenamed(src, m.ID, as)
}

// lastKeys are the last keys of the message and of another id that lead through the same
// tables.
func (m *Message) lastKeys(as string) (was, now string, ok bool) {
	for k := len(m.Keys) - 1; k >= max(0, len(m.Keys)-2); k-- { // the text may be one of the entries that describe it
		tables, isLast := strings.CutSuffix(m.ID, m.Keys[k])
		now, isSame := strings.CutPrefix(as, tables)
		if isLast && (tables == "" || strings.HasSuffix(tables, ".")) {
			return m.Keys[k], now, isSame && now != ""
		}
	}
	return "", "", false
}

// safeKey matches the keys that all notations write without quotation marks, and
// quotedKey those that they write with them and without escapes.
var (
	safeKey   = regex.Lazy(`^[A-Za-z_][A-Za-z0-9_-]*$`)
	quotedKey = regex.Lazy("^[^\\pC\"'\\\\]+$")
)

// entriesOf are the entries of the file that have the key of a message in theirs: one,
// or one for each plural form, and the one that describes it.
func (c *Catalog) entriesOf(m *Message, key string) []*tree.Node {
	siblings := c.Dialect == I18next && m.Plural() // whose node is the table that they stand in
	var out []*tree.Node
	var walk func(n *tree.Node)
	walk = func(n *tree.Node) {
		for _, item := range n.Items {
			base, _ := cutPluralForm(item.Key)
			switch {
			case siblings && n == m.Node && base == key, !siblings && (item == m.Node || item.Get("message") == m.Node):
				out = append(out, item)
			case n.Get(key) == m.Node && item.Key == "@"+key:
				out = append(out, item)
			default:
				walk(item)
			}
		}
	}
	walk(c.Root)
	return out
}

// renameKey is the patch that puts another key in the place of that of an entry, or of
// what stands there before the ending of a form or behind "@".
func (c *Catalog) renameKey(n *tree.Node, was, now string) (edit.Patch, bool) {
	at, allowed := n.KeyAt, safeKey
	if c.format.name == "properties" {
		allowed = lineKey // a dot parts no tables there
	}
	if at < len(c.Doc.Src) && strings.IndexByte(`"'`, c.Doc.Src[at]) >= 0 {
		at++
		allowed = quotedKey
	}
	if strings.HasPrefix(n.Key, "@") {
		at++
	}
	key := strings.TrimPrefix(n.Key, "@")
	if !allowed.MatchString(now) || !strings.HasPrefix(key, was) || !bytes.HasPrefix(c.Doc.Src[min(at, len(c.Doc.Src)):], []byte(key)) {
		return edit.Patch{}, false
	}
	return edit.Patch{Span: block.Span{Start: at, End: at + len(was)}, Text: now}, true
}

// isRenamed reports whether bytes say what the catalogue says, with one message under
// another id.
func (c *Catalog) isRenamed(src []byte, id, as string) bool {
	now, err := c.readAgain(src)
	if err != nil || len(now.Messages) != len(c.Messages) {
		return false
	}
	for k := range c.Messages {
		m := &c.Messages[k]
		want := m.ID
		if want == id {
			want = as
		} else if rest, about := strings.CutPrefix(want, "@"+id+"."); about {
			want = "@" + as + "." + rest
		}
		found := now.Message(want)
		if found == nil || !maps.Equal(textsOf(m.Forms), textsOf(found.Forms)) {
			return false
		}
	}
	return true
}

// renameMessages makes the changes among some that give messages another id, and returns
// the catalogue with them, and the places in edits of those that could not be made.
func (c *Catalog) renameMessages(edits []edit.Edit) (now *Catalog, refused []int) {
	now = c
	for k := range edits {
		e := &edits[k]
		if !isRenaming(e) {
			continue
		}
		src, ok := now.Rename(c.Doc.Blocks[e.Replace[0]].Label, e.Label)
		if !ok {
			refused = append(refused, k)
			continue
		}
		if read, err := now.readAgain(src); err == nil {
			now = read
		}
	}
	return now, refused
}

func isRenaming(e *edit.Edit) bool { return e.Label != "" && len(e.Replace) == 1 }
