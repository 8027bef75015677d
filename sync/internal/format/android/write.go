package android

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// keysOf say how a message that is like one of an element is written in another file:
// the kind of resource, its name, the place in an array, the style of the text and the
// attributes that a translation needs as well. The element is an item of the outer one,
// if there is any.
func keysOf(src []byte, e, outer *element, place int) []string {
	named := e
	if outer != nil {
		named = outer
	}
	var attrs strings.Builder
	for _, name := range []string{"product", "formatted"} {
		if value := named.attr(name); value != "" {
			attrs.WriteString(" " + name + `="` + escapeAttr(value) + `"`)
		}
	}
	return []string{kindOf(named), named.attr("name"), strconv.Itoa(place), string(styleOf(src, e)), attrs.String()}
}

// keyCount is how many keys [keysOf] has.
const keyCount = 5

func escapeAttr(value string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(value)); err != nil {
		return ""
	}
	return b.String()
}

// writer writes the change of one message.
type writer struct {
	*catalog.Writer
	root *element // nil in a file that has no element yet
	// kind, name, place, style and attrs are those of [keysOf].
	kind, name string
	place      int
	style      style
	attrs      string
}

// Write makes the patches of a change.
func (notation) Write(cw *catalog.Writer, m *catalog.Message) error {
	w := &writer{Writer: cw, kind: stringElement, name: cw.Edit.ID}
	w.root = rootOf(cw.Catalog)
	keys := cw.Edit.Keys
	other := m != nil && isOtherKind(keys, m.Keys)
	if m != nil && !other {
		keys = m.Keys
	}
	if len(keys) == keyCount {
		w.kind, w.name, w.style, w.attrs = keys[0], keys[1], style(keys[3]), keys[4]
		place, err := strconv.Atoi(keys[2])
		if err != nil {
			return err
		}
		w.place = place
	}
	if m == nil {
		return w.add()
	}
	if other {
		e := elementAround(w.root, m.Forms[0].Span)
		w.Put(e.span, w.inPlaceOf(e))
		return nil
	}
	return w.change(m)
}

// isOtherKind reports whether a resource has plural forms in one of the source and this file,
// and is a string in the other.
func isOtherKind(source, here []string) bool {
	if len(source) != keyCount || len(here) != keyCount {
		return false
	}
	kinds := [2]string{source[0], here[0]}
	return kinds == [2]string{pluralElement, stringElement} || kinds == [2]string{stringElement, pluralElement}
}

// find is the element of the resource, or nil.
func (w *writer) find(id string) *element {
	names := stringNamesOf(w.root)
	for _, e := range w.root.children {
		if kindOf(e) == w.kind && e.attr("name") == w.name && (id == "" || messageID(names, e) == id) {
			return e
		}
	}
	return nil
}

// change replaces the texts of a message and adds those of further quantities.
func (w *writer) change(m *catalog.Message) error {
	for _, f := range w.Edit.Forms {
		if f.Name != "" && w.kind != pluralElement {
			return fmt.Errorf("<%s> has no plural forms", w.kind)
		}
		if f.Name == "" && w.kind == pluralElement {
			f.Name = "other"
		}
		switch old := m.Form(f.Name); {
		case old == nil:
			if err := w.addQuantity(m, f); err != nil {
				return err
			}
		case old.Text != f.Text:
			if err := w.checkPrefixes(f.Text); err != nil {
				return err
			}
			w.Put(old.Span, restyled(w.Src, elementAt(w.root, old.Span), f.Text))
		}
	}
	return nil
}

// elementAt is the element whose value stands at a place.
func elementAt(e *element, at block.Span) *element {
	for _, c := range e.children {
		switch {
		case c.name == "" || c.name == "!" || at.Start < c.span.Start || at.End > c.span.End:
		case c.inner == at:
			return c
		default:
			return elementAt(c, at)
		}
	}
	return &element{}
}

// addQuantity adds an item to plurals, in the order of the quantities.
func (w *writer) addQuantity(m *catalog.Message, f catalog.Form) error {
	e := elementAround(w.root, m.Forms[0].Span)
	items := e.items()
	entry := w.item(f)
	var before *element
	for _, item := range items {
		if slices.Index(quantities, item.attr("quantity")) < slices.Index(quantities, f.Name) {
			before = item
		}
	}
	if before == nil {
		w.Insert(items[0].span.Start, entry+w.lineAbove(items[0].span.Start))
		return nil
	}
	w.Insert(before.span.End, w.lineAbove(before.span.Start)+entry)
	return w.checkPrefixes(f.Text)
}

// elementAround is the resource in which a value stands.
func elementAround(root *element, at block.Span) *element {
	k := slices.IndexFunc(root.children, func(c *element) bool { return c.span.Start <= at.Start && at.End <= c.span.End })
	return root.children[k]
}

// item is the item for a quantity.
func (w *writer) item(f catalog.Form) string {
	return `<item quantity="` + f.Name + `">` + writeText(w.Src, f.Text, w.style) + "</item>"
}

// lineAbove is the white space before an offset, from the last line ending: that of a line
// of its own, if it has one.
func (w *writer) lineAbove(at int) string {
	space := w.Space(at)
	k := strings.LastIndexByte(space, '\n')
	switch {
	case k > 0 && space[k-1] == '\r':
		return space[k-1:]
	case k >= 0:
		return space[k:]
	}
	return space
}

// prefixesIn are the prefixes of the elements in a text: "xliff" of <xliff:g>.
func prefixesIn(text string) []string {
	var out []string
	for _, m := range tagPattern.FindAllStringSubmatch(text, -1) {
		if prefix, _, ok := strings.Cut(m[2], ":"); ok && !slices.Contains(out, prefix) {
			out = append(out, prefix)
		}
	}
	return out
}

// xliffSpace is the namespace of the elements that mark what is not translated.
const xliffSpace = "urn:oasis:names:tc:xliff:document:1.2"

// declares reports whether the root declares a prefix.
func (w *writer) declares(prefix string) bool {
	return declaration(w.root, prefix) != ""
}

// checkPrefixes returns an error if a text has elements whose prefix is not declared.
func (w *writer) checkPrefixes(text string) error {
	for _, prefix := range prefixesIn(text) {
		if !w.declares(prefix) && !w.isDeclaredAbove(prefix) {
			return fmt.Errorf("the prefix %s: is not declared", prefix)
		}
	}
	return nil
}

// isDeclaredAbove reports whether the resource of the change declares a prefix itself.
func (w *writer) isDeclaredAbove(prefix string) bool {
	return declaration(w.find(""), prefix) != ""
}

// add adds a message where the source has it.
func (w *writer) add() error {
	if w.root != nil {
		e := w.find("")
		switch {
		case e == nil:
		case w.kind == arrayElement:
			return w.addToArray(e)
		case w.attrs == "":
			return errors.New("there is a resource of that name that is not translated")
		}
	}
	if w.kind == arrayElement && w.place > 0 {
		return errors.New("the items before it are missing")
	}
	return w.insert()
}

// addToArray adds the item that follows the last one of an array.
func (w *writer) addToArray(e *element) error {
	items := e.items()
	if len(items) != w.place || len(items) == 0 {
		return errors.New("the items before it are missing")
	}
	if err := w.checkPrefixes(w.Edit.Forms[0].Text); err != nil {
		return err
	}
	last := items[len(items)-1]
	w.Insert(last.span.End, w.lineAbove(last.span.Start)+"<item>"+writeText(w.Src, w.Edit.Forms[0].Text, w.style)+"</item>")
	return nil
}

// insert adds the element of a resource.
func (w *writer) insert() error {
	if w.root == nil {
		lines := strings.ReplaceAll(notation{}.Blank("", w.Edit.Like), "</resources>", "    "+w.resource("    ")+"\n</resources>")
		if strings.Contains(string(w.Src), "<?") {
			_, lines, _ = strings.Cut(lines, "\n")
		}
		w.AtEnd(strings.TrimSuffix(lines, "\n"))
		return nil
	}
	if w.root.selfClosing {
		w.Put(w.root.inner, ">"+w.Newline()+"    "+w.resource(w.Newline()+"    ")+w.Newline()+"</resources>")
		return nil
	}
	first, before := w.anchor()
	if first == nil {
		w.Insert(w.root.inner.Start, w.Newline()+"    "+w.resource(w.Newline()+"    "))
		return nil
	}
	space := w.lineAbove(first.span.Start)
	if before == nil {
		w.Insert(first.span.Start, w.resource(space)+space)
		return nil
	}
	space = w.lineAbove(before.span.Start)
	w.Insert(w.behind(before), space+w.resource(space))
	return nil
}

// anchor is the first element of the file, with the comments above it, and the one behind
// which the new one stands, nil if it is to be the first.
func (w *writer) anchor() (first, before *element) {
	after := w.Catalog.Message(w.Edit.After)
	var last *element
	for _, e := range w.root.children {
		if e.name == "" {
			continue
		}
		if first == nil {
			first = e
		}
		if e.name != "!" {
			last = e
			if after != nil && e.span.Start <= after.Forms[0].Span.Start && after.Forms[0].Span.End <= e.span.End {
				return first, e
			}
		}
	}
	if last == nil {
		last = first
	}
	return first, last
}

// behind is where an element ends, with a comment that stands behind it on its line.
func (w *writer) behind(e *element) int {
	end := w.LineEnd(e.span.End)
	rest := strings.TrimSpace(string(w.Src[e.span.End:end]))
	if strings.HasPrefix(rest, "<!--") && strings.HasSuffix(rest, "-->") && strings.Count(rest, "<") == 1 {
		return end
	}
	return e.span.End
}

// resource is the element of a new message below the comments of its source, on lines that
// begin with the given space.
func (w *writer) resource(space string) string {
	attrs := ` name="` + escapeAttr(w.name) + `"` + w.attrs + w.declarations(nil)
	return w.comments(space) + w.element(attrs, space)
}

// inPlaceOf is the element of a message in the place of one of another kind, which keeps its
// attributes; comments that stand in it go above it.
func (w *writer) inPlaceOf(e *element) string {
	space := w.lineAbove(e.span.Start)
	attrs := string(w.Src[e.span.Start+len("<")+len(e.name) : e.inner.Start])
	attrs = strings.TrimRight(strings.TrimSuffix(attrs, ">"), " \t\r\n")
	if e.name == itemElement {
		attrs = typeAttr.ReplaceAllString(attrs, "")
	}
	out := ""
	for _, c := range commentsIn(e) {
		out += string(w.Src[c.span.Start:c.span.End]) + space
	}
	return out + w.element(attrs+w.declarations(e), space)
}

// typeAttr says what kind of resource an <item> is.
var typeAttr = regex.Lazy(`\s+type\s*=\s*(?:"[^"]*"|'[^']*')`)

// commentsIn are the comments in an element, at any depth.
func commentsIn(e *element) []*element {
	var out []*element
	for _, c := range e.children {
		if c.name == "!" {
			out = append(out, c)
		}
		out = append(out, commentsIn(c)...)
	}
	return out
}

// comments are those that stand above the resource in its source, each on its line.
func (w *writer) comments(space string) string {
	root := rootOf(w.Edit.Like)
	if !w.Noted || root == nil {
		return ""
	}
	src := w.Edit.Like.Doc.Src
	k := slices.IndexFunc(root.children, func(e *element) bool {
		return kindOf(e) == w.kind && e.attr("name") == w.name && keysOf(src, e, nil, 0)[keyCount-1] == w.attrs
	})
	if k < 0 {
		return ""
	}
	out := ""
	for _, e := range commentsAbove(src, root.children[:k]) {
		if tree.OwnLines(src, e.span.Start, e.span.End).Len() == 0 {
			continue // it stands behind another resource
		}
		text := strings.ReplaceAll(string(src[e.span.Start:e.span.End]), "\r\n", "\n")
		out += strings.ReplaceAll(text, "\n", w.Newline()) + space
	}
	return out
}

// element is an element with the texts of the change and the given attributes, on lines that
// begin with the given space.
func (w *writer) element(attrs, space string) string {
	inner := deeper(space)
	head := "<" + w.kind + attrs + ">"
	tail := "</" + w.kind + ">"
	forms := slices.Clone(w.Edit.Forms)
	switch {
	case w.kind == arrayElement:
		return head + inner + "<item>" + writeText(w.Src, forms[0].Text, w.style) + "</item>" + space + tail
	case w.kind != pluralElement && forms[0].Name == "":
		return head + writeText(w.Src, forms[0].Text, w.style) + tail
	}
	slices.SortStableFunc(forms, func(a, b catalog.Form) int {
		return slices.Index(quantities, a.Name) - slices.Index(quantities, b.Name)
	})
	w.kind = pluralElement
	head = strings.Replace(head, "<"+stringElement+" ", "<"+pluralElement+" ", 1)
	for _, f := range forms {
		if f.Name == "" {
			f.Name = "other"
		}
		head += inner + w.item(f)
	}
	return head + space + "</" + pluralElement + ">"
}

// declarations declare the prefixes of the texts that neither the root nor the element does
// that is there, if any, as the source does.
func (w *writer) declarations(e *element) string {
	out := ""
	for _, f := range w.Edit.Forms {
		if w.style != tagged {
			continue
		}
		for _, prefix := range prefixesIn(f.Text) {
			d := declaration(rootOf(w.Edit.Like), prefix)
			if d == "" && prefix == "xliff" {
				d = ` xmlns:xliff="` + xliffSpace + `"`
			}
			if !w.declares(prefix) && declaration(e, prefix) == "" && !strings.Contains(out, d) {
				out += d
			}
		}
	}
	return out
}

// deeper is the white space of a line with a step more of indentation.
func deeper(space string) string {
	k := strings.LastIndexByte(space, '\n')
	indent := space[k+1:]
	switch {
	case k < 0:
		return ""
	case strings.HasPrefix(indent, "\t"):
		return space + "\t"
	case len(indent) == 2:
		return space + "  "
	}
	return space + "    "
}
