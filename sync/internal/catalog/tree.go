package catalog

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// node is a value of a catalogue that is a tree, with its place.
type node struct {
	key   string
	keyAt int // offset of the key
	// entry covers the key and the value; of a TOML table that has a header, it
	// is the header.
	entry block.Span
	value block.Span // of a text: with its quotation marks
	kind  nodeKind
	text  string
	items []*node // of a table or list, in the order of the file
	note  string  // comments above it
	// first has the first item with a key, once there are many.
	first map[string]*node
}

type nodeKind uint8

const (
	otherNode nodeKind = iota // a number, a date, null
	textNode
	tableNode
	listNode
)

// add appends an item.
func (n *node) add(c *node) {
	n.items = append(n.items, c)
	if n.first != nil && n.first[c.key] == nil {
		n.first[c.key] = c
	}
}

// get is the first item with a key, or nil.
func (n *node) get(key string) *node {
	const many = 16
	if n.first == nil && len(n.items) > many {
		n.first = make(map[string]*node, 2*len(n.items))
		for _, c := range n.items {
			if n.first[c.key] == nil {
				n.first[c.key] = c
			}
		}
	}
	if n.first != nil {
		return n.first[key]
	}
	for _, c := range n.items {
		if c.key == key {
			return c
		}
	}
	return nil
}

// maxDepth is how deep a tree may nest.
const maxDepth = 100

var (
	formOrder = []string{"zero", "one", "two", "few", "many", "other"}
	// reserved are the keys of a go-i18n message.
	reserved = append([]string{"id", "description", "hash", "leftDelim", "rightDelim", "translation"}, formOrder...)
)

func isForm(name string) bool { return slices.Contains(formOrder, name) }

func isReserved(name string) bool {
	return slices.ContainsFunc(reserved, func(r string) bool { return strings.EqualFold(r, name) })
}

// interpreter makes messages of a tree.
type interpreter struct {
	c     *Catalog
	like  *Catalog // the source, or nil
	found []draft
}

// interpret finds the messages of a tree.
func (c *Catalog) interpret(src []byte, like *Catalog) []draft {
	root := c.root
	c.Dialect = GoI18n
	if c.Format == JSON && like != nil && like.Format == JSON {
		c.Dialect = like.Dialect
	} else if c.Format == JSON {
		c.Dialect = dialectOf(root, src)
	}
	if c.Format == YAML && len(root.items) == 1 && root.items[0].kind == tableNode && sameTag(root.items[0].key, c.Language) {
		root = root.items[0] // Rails begins with the language
		c.root = root
	}
	i := &interpreter{c: c, like: like}
	i.table(root, nil, "")
	return i.found
}

func sameTag(key, lang string) bool {
	a, errA := language.Parse(key)
	b, errB := language.Parse(lang)
	return errA == nil && errB == nil && a == b
}

// dialectOf tells the dialects of JSON apart by what only one of them has: the
// tables of forms of go-i18n, the endings of keys of i18next and its doubled
// braces, and the bars of vue-i18n.
func dialectOf(root *node, src []byte) Dialect {
	tables, endings, bars := false, false, false
	var walk func(n *node)
	walk = func(n *node) {
		tables = tables || isMessage(n) || n.kind == listNode
		for _, c := range n.items {
			if base, _ := ending(c.key); base != "" && c.kind == textNode && n.get(base+"_other") != nil {
				endings = true
			}
			bars = bars || c.kind == textNode && strings.Contains(c.text, between)
			walk(c)
		}
	}
	walk(root)
	double := strings.Contains(string(src), "{{")
	switch {
	case endings:
		return I18next
	case tables || strings.Contains(string(src), "{{."):
		return GoI18n
	case double || !bars:
		return I18next
	}
	return Vue
}

// ending cuts the plural form off a key of i18next: "item_few" is "item" and
// "few"; "", "" if there is none.
func ending(key string) (base, form string) {
	k := strings.LastIndexByte(key, '_')
	if k <= 0 || !isForm(key[k+1:]) {
		return "", ""
	}
	return key[:k], key[k+1:]
}

// isMessage reports whether a table is a message of go-i18n: it has forms, and
// nothing but what a message has.
func isMessage(n *node) bool {
	if n.kind != tableNode {
		return false
	}
	forms := 0
	for _, c := range n.items {
		if c.kind != textNode || !isReserved(c.key) {
			return false
		}
		if isForm(strings.ToLower(c.key)) || c.key == "translation" {
			forms++
		}
	}
	return forms > 0 && (forms > 1 || n.get("other") != nil || n.get("description") != nil || n.get("translation") != nil)
}

// isDescribed reports whether a table is a text with its description, as browser
// extensions and Docusaurus have them.
func isDescribed(n *node) bool {
	text := n.get("message")
	return n.kind == tableNode && text != nil && text.kind == textNode && !slices.ContainsFunc(n.items, func(c *node) bool {
		return c.key != "message" && c.key != "description" && c.key != "placeholders"
	})
}

// describe makes the last message found one of a table: its description is the
// note.
func (i *interpreter) describe(n *node) {
	d := &i.found[len(i.found)-1]
	d.pieces, d.at = []block.Span{n.entry}, n.keyAt
	if about := n.get("description"); about != nil && about.kind == textNode {
		d.Note = about.text
	}
}

// table finds the messages of a table.
func (i *interpreter) table(n *node, above []string, prefix string) {
	taken := map[*node]bool{}
	for _, c := range n.items {
		if taken[c] {
			continue
		}
		id, keys := join(prefix, c.key), append(above[:len(above):len(above)], c.key)
		before := len(i.found)
		switch {
		case i.c.Dialect == GoI18n && isMessage(c):
			i.message(c, id)
		case isDescribed(c):
			i.plain(c.get("message"), id)
			i.describe(c)
			keys = append(keys, "message")
		case c.kind == tableNode:
			i.table(c, keys, id)
			continue
		case c.kind == listNode:
			i.list(c, keys, id)
			continue
		case c.kind != textNode:
		case i.c.Dialect == I18next && i.siblings(n, c, prefix, taken):
			keys[len(above)], _ = ending(c.key)
		case i.c.Dialect == Vue && strings.Contains(c.text, between):
			i.choice(c, id)
		default:
			i.plain(c, id)
		}
		if len(i.found) > before {
			i.found[before].Keys = keys
		}
	}
}

func join(prefix, key string) string {
	if prefix == "" {
		return key
	}
	return prefix + "." + key
}

// list finds the messages of a list: those of go-i18n have their ids in them.
func (i *interpreter) list(n *node, above []string, prefix string) {
	for k, c := range n.items {
		c.key = itoa(k)
		id := c.get("id")
		switch {
		case c.kind == tableNode && id != nil && id.kind == textNode && isMessage(c):
			i.message(c, id.text)
		case c.kind == tableNode:
			i.table(c, append(above[:len(above):len(above)], c.key), join(prefix, c.key))
		case c.kind == textNode:
			i.plain(c, join(prefix, c.key))
		}
	}
}

// plain is a message that is one text.
func (i *interpreter) plain(n *node, id string) {
	m := Message{ID: id, Note: n.note, Forms: []Form{{Text: n.text, Span: n.value}}, node: n}
	i.found = append(i.found, draft{Message: m, pieces: []block.Span{n.entry}, at: n.keyAt})
}

// message is a table of forms.
func (i *interpreter) message(n *node, id string) {
	d := draft{Message: Message{ID: id, Note: n.note, node: n}, pieces: []block.Span{n.entry}, at: n.keyAt}
	for _, c := range n.items {
		name := strings.ToLower(c.key)
		d.pieces = append(d.pieces, c.entry)
		switch {
		case isForm(name):
			d.Forms = append(d.Forms, Form{name, c.text, c.value})
		case name == "translation":
			d.Forms = append(d.Forms, Form{"", c.text, c.value})
		case name == "description":
			d.Note = strings.TrimSpace(c.text)
		}
	}
	if len(d.Forms) > 0 {
		sortForms(d.Forms)
		i.found = append(i.found, d)
	}
}

func sortForms(forms []Form) {
	rank := func(f Form) int { return slices.Index(formOrder, f.Name) }
	slices.SortStableFunc(forms, func(a, b Form) int { return rank(a) - rank(b) })
}

// siblings is a message of i18next whose forms are entries of their own, if n is
// one of them: there is a form "other", or the source has such a message.
func (i *interpreter) siblings(table, n *node, prefix string, taken map[*node]bool) bool {
	base, _ := ending(n.key)
	if base == "" {
		return false
	}
	var forms []*node
	for _, f := range formOrder {
		if c := table.get(base + "_" + f); c != nil && c.kind == textNode {
			forms = append(forms, c)
		}
	}
	m := i.likeMessage(join(prefix, base))
	if table.get(base+"_other") == nil && (m == nil || !m.Plural()) {
		return false
	}
	d := draft{Message: Message{ID: join(prefix, base), Ordinal: strings.HasSuffix(base, "_ordinal"), node: table}, at: n.keyAt}
	for _, c := range forms {
		taken[c] = true
		_, form := ending(c.key)
		d.Forms = append(d.Forms, Form{form, c.text, c.value})
		d.pieces = append(d.pieces, c.entry)
	}
	i.found = append(i.found, d)
	return true
}

// likeMessage is the message of the source with an id, or nil.
func (i *interpreter) likeMessage(id string) *Message {
	if i.like == nil {
		return nil
	}
	return i.like.Message(id)
}

// choice is a message of vue-i18n whose forms stand between bars in one text.
// With a form more than the numbers of its language have, the first is that for
// none; and so it is if the source has one for none.
func (i *interpreter) choice(n *node, id string) {
	d := draft{Message: Message{ID: id, node: n}, pieces: []block.Span{n.entry}, at: n.keyAt}
	texts := strings.Split(n.text, "|")
	names := choiceNames(i.c.Language, len(texts))
	if m := i.likeMessage(id); m != nil && m.Form("zero") != nil && len(texts) == 3 {
		names = []string{"zero", "one", "other"}
	}
	for k, text := range texts {
		d.Forms = append(d.Forms, Form{names[k], strings.TrimSpace(text), n.value})
	}
	i.found = append(i.found, d)
}
