package catalog

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// likeRoot is the table of the messages of the source, nil if it is not known.
func (e *Edit) likeRoot() *tree.Node {
	if e.Like == nil {
		return nil
	}
	return e.Like.Root
}

// Table is the table or list of the source that the message stands in, nil if it is not known.
func (e *Edit) Table() *tree.Node {
	n := e.likeRoot()
	for k := 0; k+1 < len(e.Keys); k++ {
		n = n.Get(e.Keys[k])
	}
	return n
}

// IsListed reports whether one of the keys of the message is a place in a list.
func (e *Edit) IsListed() bool {
	n := e.likeRoot()
	for _, key := range e.Keys {
		if n != nil && n.Kind == tree.List {
			return true
		}
		n = n.Get(key)
	}
	return false
}

// withoutRivals leaves out of some changes those that would begin the same table or list
// as another: they are made once it is there. What lengthens a list goes behind what does
// so before it.
func (c *Catalog) withoutRivals(changes []Edit, some []int) []int {
	begun, ends := map[string]bool{}, map[*tree.Node]int{}
	var out []int
	for _, n := range some {
		e := &changes[n]
		place, list := c.begins(e)
		if place != "" && begun[place] {
			continue
		}
		begun[place] = true
		if list != nil {
			if e.from = len(list.Items); ends[list] > 0 {
				e.from = ends[list]
			}
			at, _ := strconv.Atoi(e.Keys[len(e.Keys)-1])
			ends[list] = at + 1
		}
		out = append(out, n)
	}
	return out
}

// begins is the table or list that a new message is the first of, as the keys that lead
// there, or the list that it lengthens by a text.
func (c *Catalog) begins(e *Edit) (place string, list *tree.Node) {
	if c.Root == nil || c.Message(e.ID) != nil {
		return "", nil
	}
	n := c.Root
	for k := range e.Keys {
		last := k == len(e.Keys)-1
		if len(n.Items) == 0 {
			return "/" + strings.Join(e.Keys[:k], "\x00"), nil
		}
		next := n.Get(e.Keys[k])
		switch {
		case next == nil && last && n.Kind == tree.List:
			return "", n
		case next == nil && last:
			return "", nil
		case next == nil && n.Kind == tree.List: // an item that is a table
			return "/" + strings.Join(e.Keys[:k], "\x00"), nil
		case next == nil:
			return "/" + strings.Join(e.Keys[:k+1], "\x00"), nil
		}
		n = next
	}
	return "", nil
}

// flowBelow is what keys lead to below an entry, in brackets: a table or, where the source
// has one, a list.
func (w *Writer) flowBelow(like *tree.Node, keys []string, space string) (string, error) {
	inner := w.deeper(space)
	if like == nil || like.Kind != tree.List {
		entry, err := w.flowEntry(like, keys, inner)
		return "{" + inner + strings.Join(w.withConstants(like, keys[0], entry), parting(inner)) + space + "}", err
	}
	if !w.isLong(like) {
		inner, space = "", ""
	}
	parts, err := w.flowItems(like, keys, 0, inner)
	return "[" + inner + strings.Join(parts, parting(inner)) + space + "]", err
}

// parting is what parts entries or items in brackets that have white space before them.
func parting(space string) string {
	if space == "" {
		return ", "
	}
	return "," + space
}

// withConstants are the entries that a new table begins with: one that is written already,
// and in the order of the source what its table there has beside texts, tables and lists.
func (w *Writer) withConstants(like *tree.Node, key, entry string) []string {
	own := w.lastOf(like, key)
	if own == nil {
		return []string{entry}
	}
	var out []string
	for _, n := range like.Items {
		if n == own {
			out = append(out, entry)
		} else if text, ok := w.constantIn(n); ok {
			out = append(out, w.tree.Pair(w, n.Key, text))
		}
	}
	return out
}

// TableLines are the lines of a new table to which keys lead, with an indentation.
func (w *Writer) TableLines(like *tree.Node, keys []string, indent string, lines Lines) (string, error) {
	entry, err := lines(like, keys, indent)
	return strings.Join(w.withConstants(like, keys[0], entry), w.Newline()+indent), err
}

// isLong reports whether a list of the source stands on several lines.
func (w *Writer) isLong(like *tree.Node) bool {
	return strings.Contains(string(w.Edit.Like.Doc.Src[like.Value.Start:like.Value.End]), "\n")
}

// flowItems are the items of a list in brackets from a place on up to that to which keys lead.
func (w *Writer) flowItems(like *tree.Node, keys []string, from int, space string) ([]string, error) {
	out, item, err := w.ItemsBefore(like, keys, from)
	switch {
	case err != nil:
		return nil, err
	case len(keys) == 1:
		return append(out, w.tree.Text(w, w.Edit.Forms[0].Text)), nil
	}
	below, err := w.flowBelow(item, keys[1:], space)
	return append(out, below), err
}

// constant matches what an item of a list may be beside a text.
var constant = regex.Lazy(`^(?:~|null|true|false|-?[0-9][0-9.eE+-]*)$`)

// ItemsBefore are the items of a list of the source from a place on up to that to which
// keys lead, which have no text, as they are written there; and that item itself. A list
// has no gaps: of one whose texts have no translation yet there is an error.
func (w *Writer) ItemsBefore(like *tree.Node, keys []string, from int) (before []string, item *tree.Node, err error) {
	to, err := strconv.Atoi(keys[0])
	if err != nil || like == nil || from > to || to >= len(like.Items) || len(keys) == 1 && w.Edit.Forms[0].Name != "" {
		return nil, nil, fmt.Errorf("%s is no place in the list", keys[0])
	}
	for _, n := range like.Items[from:to] {
		text, ok := w.constantIn(n)
		if !ok {
			return nil, nil, fmt.Errorf("the item before %s is not translated yet", keys[0])
		}
		before = append(before, text)
	}
	return before, like.Items[to], nil
}

// constantIn is what a value of the source is that has no text, as it is written there.
func (w *Writer) constantIn(n *tree.Node) (text string, ok bool) {
	if n.Kind != tree.Other {
		return "", false
	}
	text = string(w.Edit.Like.Doc.Src[n.Value.Start:])
	text = strings.TrimSpace(text[:strings.IndexAny(text+"\n", ",]}\n#")])
	return text, constant.MatchString(text)
}

// addItem adds a message to a list, at its end.
func (w *Writer) addItem(list, like *tree.Node, keys []string, lines Lines) error {
	if !w.Flow(list) {
		return w.addItemLines(list, like, keys, lines)
	}
	space := ""
	if n := len(list.Items); n > 0 {
		space = w.Space(list.Items[n-1].Entry.Start)
	}
	parts, err := w.flowItems(like, keys, w.endOf(list, keys), space)
	if err != nil {
		return err
	}
	between := parting(space)
	if len(list.Items) == 0 {
		w.Insert(list.Value.Start+1, strings.Join(parts, between))
		return nil
	}
	w.Insert(list.Items[len(list.Items)-1].Entry.End, between+strings.Join(parts, between))
	return nil
}

// endOf is the place behind the last item of a list, with those texts that other changes add.
func (w *Writer) endOf(list *tree.Node, keys []string) int {
	if len(keys) == 1 {
		return w.Edit.from
	}
	return len(list.Items)
}

// addItemLines adds a message to a list whose items stand behind hyphens.
func (w *Writer) addItemLines(list, like *tree.Node, keys []string, lines Lines) error {
	if len(list.Items) == 0 {
		return fmt.Errorf("%s has no items", list.Key)
	}
	last := list.Items[len(list.Items)-1]
	begin := string(w.Src[w.LineStart(last.Entry.Start):last.Entry.Start])
	hyphen := strings.IndexByte(begin, '-')
	if hyphen < 0 || strings.Trim(begin, " -") != "" {
		return fmt.Errorf("%s has items of another form", list.Key)
	}
	text, err := w.ItemLines(like, keys, w.endOf(list, keys), begin[:hyphen], lines)
	w.Insert(w.LineEnd(last.Entry.End), text)
	return err
}

// ItemLines are lines with the items of a list from a place on up to that to which keys
// lead, behind hyphens with an indentation. Each has a line ending before it.
func (w *Writer) ItemLines(like *tree.Node, keys []string, from int, indent string, lines Lines) (string, error) {
	parts, item, err := w.ItemsBefore(like, keys, from)
	if err != nil {
		return "", err
	}
	text := ""
	if len(keys) == 1 {
		text = w.tree.Text(w, w.Edit.Forms[0].Text)
	} else if text, err = w.TableLines(item, keys[1:], indent+"  ", lines); err != nil {
		return "", err
	}
	begin := w.Newline() + indent + "- "
	return begin + strings.Join(append(parts, text), begin), nil
}
