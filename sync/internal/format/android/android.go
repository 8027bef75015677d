// Package android is the format of the string resources of Android: values/strings.xml
// with strings, plurals and arrays of strings
// (developer.android.com/guide/topics/resources/string-resource).
package android

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
)

// Format is that of string resources.
var Format = catalog.NewFormat("android", notation{}, ".xml")

type notation struct{}

func (notation) Title() string { return "Android resources" }

// Blank is an element without resources. It declares the prefixes that the texts of its
// source have, as that does.
func (notation) Blank(_ string, like *catalog.Catalog) string {
	head := "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<resources"
	if like != nil {
		var texts strings.Builder
		for _, m := range like.Messages {
			for _, f := range m.Forms {
				texts.WriteString(f.Text)
			}
		}
		for _, prefix := range prefixesIn(texts.String()) {
			head += declaration(rootOf(like), prefix)
		}
	}
	return head + ">\n</resources>\n"
}

// rootOf is the element of a file of string resources, nil if it has none.
func rootOf(c *catalog.Catalog) *element {
	if c == nil {
		return nil
	}
	root, _ := c.Syntax.(*element)
	return root
}

// declaration is the attribute by which an element declares a prefix, "" if it does not.
func declaration(e *element, prefix string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.attrs {
		if fullName(a.Name) == "xmlns:"+prefix {
			return " xmlns:" + prefix + `="` + escapeAttr(a.Value) + `"`
		}
	}
	return ""
}

// The elements that hold messages.
const (
	stringElement = "string"
	pluralElement = "plurals"
	arrayElement  = "string-array"
	itemElement   = "item"
)

// Read finds the messages of a file. What its developers say is not to be translated, and
// what refers to another resource, is none.
func (notation) Read(c *catalog.Catalog, src []byte, o block.Options) ([]catalog.Draft, error) {
	c.Dialect = catalog.Android
	file, err := parseXML(src)
	if err != nil {
		return nil, err
	}
	root, err := resourcesOf(file)
	c.Syntax = root
	if err != nil || root == nil || strings.HasPrefix(path.Base(o.Path), "donottranslate") {
		return nil, err
	}
	f := &finder{src: src, stringNames: stringNamesOf(root)}
	for k, e := range root.children {
		if kindOf(e) != "" && isTranslatable(e) && isTranslatable(root) {
			f.find(e, noteAbove(src, root.children[:k]))
		}
	}
	return f.found, nil
}

// isTranslatable reports whether an element is not marked as none.
func isTranslatable(e *element) bool {
	return e.attr("translatable") != "false" && e.attr("translate") != "false"
}

// noteAbove is what the comments right before an element say.
func noteAbove(src []byte, before []*element) string {
	var lines []string
	for _, e := range commentsAbove(src, before) {
		lines = append(lines, strings.Join(strings.Fields(string(src[e.inner.Start:e.inner.End])), " "))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// commentsAbove are the comments right before an element. A blank line parts them from it.
func commentsAbove(src []byte, before []*element) []*element {
	var out []*element
	for _, e := range slices.Backward(before) {
		text := src[e.span.Start:e.span.End]
		switch {
		case e.name == "!":
			out = append(out, e)
			continue
		case e.name == "" && strings.TrimSpace(string(text)) == "" && strings.Count(string(text), "\n") < 2:
			continue
		}
		break
	}
	slices.Reverse(out)
	return out
}

// finder makes messages of elements.
type finder struct {
	src         []byte
	stringNames map[string]bool
	found       []catalog.Draft
}

func (f *finder) find(e *element, note string) {
	switch kind := kindOf(e); {
	case e.attr("name") == "":
	case kind == stringElement && !isReference(f.src, e):
		f.add(e, messageID(f.stringNames, e), note, []catalog.Form{f.form("", e)}, keysOf(f.src, e, nil, 0))
	case kind == pluralElement:
		f.findPlural(e, note)
	case kind == arrayElement:
		for k, item := range e.items() {
			if !isReference(f.src, item) {
				f.add(item, messageID(f.stringNames, e)+"."+strconv.Itoa(k), note, []catalog.Form{f.form("", item)}, keysOf(f.src, item, e, k))
			}
		}
	}
}

// kindOf is the kind of resource that an element is, "" if it holds no messages.
func kindOf(e *element) string {
	switch {
	case e.name == itemElement && e.attr("type") == stringElement:
		return stringElement
	case e.name == stringElement, e.name == pluralElement, e.name == arrayElement:
		return e.name
	}
	return ""
}

// messageID is the id of a resource: its name, with its product in brackets. Plurals and
// arrays with the name of a string have their kind before it.
func messageID(stringNames map[string]bool, e *element) string {
	id := e.attr("name")
	if p := e.attr("product"); p != "" && p != "default" {
		id += "[" + p + "]"
	}
	if kind := kindOf(e); kind != stringElement && stringNames[e.attr("name")] {
		return kind + "/" + id
	}
	return id
}

// stringNamesOf are the names of the strings of a file.
func stringNamesOf(root *element) map[string]bool {
	names := map[string]bool{}
	for _, e := range root.children {
		if kindOf(e) == stringElement {
			names[e.attr("name")] = true
		}
	}
	return names
}

func (f *finder) form(name string, e *element) catalog.Form {
	return catalog.Form{Name: name, Text: strings.ToValidUTF8(textOf(f.src, e), "\ufffd"), Span: e.inner}
}

func (f *finder) add(e *element, id, note string, forms []catalog.Form, keys []string) {
	m := catalog.Message{ID: id, Note: note, Forms: forms, Keys: keys}
	f.found = append(f.found, catalog.Draft{Message: m, Pieces: []block.Span{e.span}, At: e.span.Start})
}

// quantities are the plural forms, in the order of CLDR.
var quantities = []string{"zero", "one", "two", "few", "many", "other"}

// findPlural is the message of a resource with a text for each quantity. Of two items for
// one quantity the first counts.
func (f *finder) findPlural(e *element, note string) {
	var forms []catalog.Form
	items := e.items()
	for _, name := range quantities {
		if item := itemFor(items, name); item != nil {
			forms = append(forms, f.form(name, item))
		}
	}
	if len(forms) > 0 {
		f.add(e, messageID(f.stringNames, e), note, forms, keysOf(f.src, items[0], e, 0))
	}
}

// itemFor is the item for a quantity, or nil.
func itemFor(items []*element, quantity string) *element {
	k := slices.IndexFunc(items, func(e *element) bool { return e.attr("quantity") == quantity })
	if k < 0 {
		return nil
	}
	return items[k]
}
