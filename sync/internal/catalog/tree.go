package catalog

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

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
	found []Draft
}

// interpretTree finds the messages of a tree.
func (c *Catalog) interpretTree(like *Catalog) []Draft {
	i := &interpreter{c: c, like: like}
	i.readTable(c.Root, nil, "")
	return i.found
}

// SameTag reports whether two tags are those of one language.
func SameTag(key, lang string) bool {
	a, errA := language.Parse(key)
	b, errB := language.Parse(lang)
	return errA == nil && errB == nil && a == b
}

// DialectOf tells the dialects of JSON apart by what only one of them has: the
// tables of forms of go-i18n, the endings of keys of i18next and its doubled
// braces, and the bars of vue-i18n.
func DialectOf(root *tree.Node, src []byte) Dialect {
	tables, endings, bars := false, false, false
	var walk func(n *tree.Node)
	walk = func(n *tree.Node) {
		tables = tables || IsMessage(n) || n.Kind == tree.List
		for _, c := range n.Items {
			if base, _ := cutPluralForm(c.Key); base != "" && c.Kind == tree.Text && n.Get(base+"_other") != nil {
				endings = true
			}
			bars = bars || c.Kind == tree.Text && strings.Contains(c.Text, between)
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

// cutPluralForm cuts the plural form off a key of i18next: "item_few" is "item" and
// "few"; "", "" if there is none.
func cutPluralForm(key string) (base, form string) {
	k := strings.LastIndexByte(key, '_')
	if k <= 0 || !isForm(key[k+1:]) {
		return "", ""
	}
	return key[:k], key[k+1:]
}

// IsMessage reports whether a table is a message of go-i18n: it has forms, and
// nothing but what a message has.
func IsMessage(n *tree.Node) bool {
	if n.Kind != tree.Table {
		return false
	}
	forms := 0
	for _, c := range n.Items {
		if c.Kind != tree.Text || !isReserved(c.Key) {
			return false
		}
		if isForm(strings.ToLower(c.Key)) || c.Key == "translation" {
			forms++
		}
	}
	return forms > 0 && (forms > 1 || n.Get("other") != nil || n.Get("description") != nil || n.Get("translation") != nil)
}

// isDescribed reports whether a table is a text with its description, as browser
// extensions and Docusaurus have them.
func isDescribed(n *tree.Node) bool {
	text := n.Get("message")
	return n.Kind == tree.Table && text != nil && text.Kind == tree.Text && !slices.ContainsFunc(n.Items, func(c *tree.Node) bool {
		return c.Key != "message" && c.Key != "description" && c.Key != "placeholders"
	})
}

// describeLast makes the last message found one of a table: its description is the
// note.
func (i *interpreter) describeLast(n *tree.Node) {
	d := &i.found[len(i.found)-1]
	d.Pieces, d.At = []block.Span{n.Entry}, n.KeyAt
	if about := n.Get("description"); about != nil && about.Kind == tree.Text {
		d.Note = about.Text
	}
}

// readTable finds the messages of a table.
func (i *interpreter) readTable(n *tree.Node, above []string, prefix string) {
	taken := map[*tree.Node]bool{}
	for _, c := range n.Items {
		if taken[c] {
			continue
		}
		id, keys := joinKeys(prefix, c.Key), append(above[:len(above):len(above)], c.Key)
		before := len(i.found)
		switch {
		case i.c.Dialect == GoI18n && IsMessage(c):
			i.readForms(c, id)
		case isDescribed(c):
			i.readPlain(c.Get("message"), id)
			i.describeLast(c)
			keys = append(keys, "message")
		case c.Kind == tree.Table:
			i.readTable(c, keys, id)
			continue
		case c.Kind == tree.List:
			i.readList(c, keys, id)
			continue
		case c.Kind != tree.Text:
		case i.c.Dialect == I18next && i.readSiblings(n, c, prefix, taken):
			keys[len(above)], _ = cutPluralForm(c.Key)
		case i.c.Dialect == Vue && i.isChoice(c.Text, id):
			i.readChoice(c, id)
		default:
			i.readPlain(c, id)
		}
		if len(i.found) > before {
			i.found[before].Keys = keys
		}
	}
}

func joinKeys(prefix, key string) string {
	if prefix == "" {
		return key
	}
	return prefix + "." + key
}

// readList finds the messages of a list: those of go-i18n have their ids in them.
func (i *interpreter) readList(n *tree.Node, above []string, prefix string) {
	for k, c := range n.Items {
		c.Key = strconv.Itoa(k)
		id := c.Get("id")
		switch {
		case c.Kind == tree.Table && id != nil && id.Kind == tree.Text && IsMessage(c):
			i.readForms(c, id.Text)
		case c.Kind == tree.Table:
			i.readTable(c, append(above[:len(above):len(above)], c.Key), joinKeys(prefix, c.Key))
		case c.Kind == tree.Text:
			i.readPlain(c, joinKeys(prefix, c.Key))
			i.found[len(i.found)-1].Keys = append(above[:len(above):len(above)], c.Key)
		}
	}
}

// readPlain is a message that is one text.
func (i *interpreter) readPlain(n *tree.Node, id string) {
	m := Message{ID: id, Note: n.Note, Forms: []Form{{Text: n.Text, Span: n.Value}}, Node: n}
	i.found = append(i.found, Draft{Message: m, Pieces: []block.Span{n.Entry}, At: n.KeyAt})
}

// readForms is a table of forms.
func (i *interpreter) readForms(n *tree.Node, id string) {
	d := Draft{Message: Message{ID: id, Note: n.Note, Node: n}, Pieces: []block.Span{n.Entry}, At: n.KeyAt}
	for _, c := range n.Items {
		name := strings.ToLower(c.Key)
		d.Pieces = append(d.Pieces, c.Entry)
		switch {
		case isForm(name):
			d.Forms = append(d.Forms, Form{name, c.Text, c.Value})
		case name == "translation":
			d.Forms = append(d.Forms, Form{"", c.Text, c.Value})
		case name == "description":
			d.Note = strings.TrimSpace(c.Text)
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

// readSiblings is a message of i18next whose forms are entries of their own, if n is
// one of them: there is a form "other", or the source has such a message.
func (i *interpreter) readSiblings(table, n *tree.Node, prefix string, taken map[*tree.Node]bool) bool {
	base, _ := cutPluralForm(n.Key)
	if base == "" {
		return false
	}
	var forms []*tree.Node
	for _, f := range formOrder {
		if c := table.Get(base + "_" + f); c != nil && c.Kind == tree.Text {
			forms = append(forms, c)
		}
	}
	m := i.likeMessage(joinKeys(prefix, base))
	if table.Get(base+"_other") == nil && (m == nil || !m.Plural()) {
		return false
	}
	d := Draft{Message: Message{ID: joinKeys(prefix, base), Ordinal: strings.HasSuffix(base, "_ordinal"), Node: table}, At: n.KeyAt}
	for _, c := range forms {
		taken[c] = true
		_, form := cutPluralForm(c.Key)
		d.Forms = append(d.Forms, Form{form, c.Text, c.Value})
		d.Pieces = append(d.Pieces, c.Entry)
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

// isChoice reports whether the bars of a text part the forms of a message of vue-i18n: so
// they do in the source, there are two bars or more, a form has a placeholder, or both forms
// share a word but for its ending ("one car | many cars"). Else a bar is punctuation ("Prices | Acme").
func (i *interpreter) isChoice(text, id string) bool {
	if !strings.Contains(text, between) {
		return false
	}
	if m := i.likeMessage(id); strings.Contains(text, "{") || m != nil && m.Plural() {
		return true
	}
	first, rest, _ := strings.Cut(text, between)
	return strings.Contains(rest, between) || shareWord(first, rest)
}

// shareWord reports whether two forms share a word but for its ending. Of two lone words the
// first letter is enough ("man | men").
func shareWord(a, b string) bool {
	const stem = 3 // letters
	of, others := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	least := stem
	if len(of) == 1 && len(others) == 1 {
		least = 1
	}
	for _, w := range of {
		if start := []rune(w); slices.ContainsFunc(others, func(o string) bool { return strings.HasPrefix(o, string(start[:min(least, len(start))])) }) {
			return true
		}
	}
	return false
}

// readChoice is a message of vue-i18n whose forms stand between bars in one text.
// With a form more than the numbers of its language have, the first is that for
// none; and so it is if the source has one for none.
func (i *interpreter) readChoice(n *tree.Node, id string) {
	d := Draft{Message: Message{ID: id, Node: n}, Pieces: []block.Span{n.Entry}, At: n.KeyAt}
	texts := strings.Split(n.Text, "|")
	names := choiceNames(i.c.Language, len(texts))
	if m := i.likeMessage(id); m != nil && m.Form("zero") != nil && len(texts) == 3 {
		names = []string{"zero", "one", "other"}
	}
	for k, text := range texts {
		d.Forms = append(d.Forms, Form{names[k], strings.TrimSpace(text), n.Value})
	}
	i.found = append(i.found, d)
}
