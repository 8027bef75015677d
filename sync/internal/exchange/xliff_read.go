package exchange

import (
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/queue"
)

// readXLIFF reads XLIFF 1.2, 2.0 or 2.1, whichever it is.
func readXLIFF(text string) (*Returned, error) {
	document, err := parse(text)
	if err != nil {
		return nil, err
	}
	root := document.first("xliff")
	if root == nil {
		return nil, syntax(1, 1, "want an element <xliff>")
	}
	out := &Returned{Source: root.get("srcLang"), Target: root.get("trgLang")}
	for _, file := range root.all("file") {
		if err := out.speak(file.get("source-language"), file.get("target-language"), file.line); err != nil {
			return nil, err
		}
		if err := out.units(file); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// units takes the answers of all units below a node.
func (r *Returned) units(n *node) error {
	for _, k := range n.kids {
		var a queue.Answer
		var err error
		switch k.name {
		case "body", "group":
			if err := r.units(k); err != nil {
				return err
			}
			continue
		case "trans-unit":
			a, err = transUnit(k)
		case "unit":
			a, err = unit(k)
		default:
			continue
		}
		if err != nil {
			return err
		}
		r.Answers = append(r.Answers, a)
	}
	return nil
}

// done are the states that say that a translation is finished, of both versions.
var done = map[string]bool{"translated": true, "final": true, "signed-off": true, "reviewed": true}

// draft reports whether a unit of XLIFF 1.2 says that its translation is not
// finished: by a state that asks for a review, or since it is not approved and
// its state asks for work. The state needs-translation alone says nothing, since
// xsync writes it and many tools leave it as it is.
func draft(state, approved string) bool {
	review := strings.HasPrefix(state, "needs-review-") && approved != "yes"
	return review || approved == "no" && strings.HasPrefix(state, "needs-")
}

// transUnit is the answer of a unit of XLIFF 1.2.
func transUnit(n *node) (queue.Answer, error) {
	a := queue.Answer{Line: n.line}
	a.ID, a.Seal = cut(n.get("id"))
	c := codes{item: a.ID, texts: map[string]ends{}}
	source, target := n.first("source"), n.first("target")
	if source == nil {
		return a, syntax(n.line, n.column, "a unit without a source")
	}
	c.learn(source)
	var err error
	if a.Source, err = c.text(source); err != nil || target == nil {
		return a, err
	}
	if a.Text, err = c.text(target); err != nil {
		return a, err
	}
	state := target.get("state")
	if draft(state, n.get("approved")) && fold(a.Text) != fold(a.Source) {
		a.Sign = queue.Unfinished
		return a, nil
	}
	return signed(a, done[state] || n.get("approved") == "yes"), nil
}

// unit is the answer of a unit of XLIFF 2.0 or 2.1: its segments, with what stands
// between them.
func unit(n *node) (queue.Answer, error) {
	a := queue.Answer{Line: n.line}
	a.ID, a.Seal = cut(n.get("name"))
	c := codes{item: a.ID, texts: map[string]ends{}, data: map[string]string{}}
	if d := n.first("originalData"); d != nil {
		for _, data := range d.all("data") {
			c.data[data.get("id")] = data.content()
		}
	}
	finished, lacking, segments := true, false, 0
	for _, k := range n.kids {
		if k.name != "segment" && k.name != "ignorable" {
			continue
		}
		source, target := k.first("source"), k.first("target")
		if source == nil {
			return a, syntax(k.line, k.column, "a segment without a source")
		}
		c.learn(source)
		text, err := c.text(source)
		if err != nil {
			return a, err
		}
		a.Source += text
		switch {
		case target != nil:
			if text, err = c.text(target); err != nil {
				return a, err
			}
		case k.name == "segment":
			text = ""
		}
		if k.name == "segment" {
			segments++
			finished = finished && done[k.get("state")]
			lacking = lacking || text == ""
		}
		a.Text += text
	}
	if lacking && strings.TrimSpace(a.Text) != "" && segments > 1 {
		a.Sign = queue.Unfinished // some of its segments are not translated
		return a, nil
	}
	return signed(a, finished), nil
}

// signed is an answer that its file calls finished or does not. A text that is
// the source is none, unless it is: that is how tools leave what nobody
// translated. White space does not count, since tools indent a source.
func signed(a queue.Answer, finished bool) queue.Answer {
	switch {
	case a.Text == "":
	case finished:
		a.Sign = queue.Finished
	case fold(a.Text) == fold(a.Source):
		a.Text = ""
	}
	return a
}

// fold is a text with each run of white space as one space.
func fold(text string) string { return strings.Join(strings.Fields(text), " ") }

// codes are the inline elements of the source of a unit: what they stand for.
type codes struct {
	item  string
	texts map[string]ends
	data  map[string]string // the original data of XLIFF 2; nil for 1.2
}

// learn takes the elements of a source.
func (c *codes) learn(n *node) {
	for _, k := range n.kids {
		id := k.get("id")
		x := c.texts[id]
		switch k.name {
		case "ph", "x", "it":
			text := unspell(k.content())
			if c.data != nil {
				text = c.data[k.get("dataRef")]
			}
			c.texts[id] = ends{text, text}
			continue
		case "bpt":
			x.first = unspell(k.content())
		case "ept":
			x.last = unspell(k.content())
		case "pc":
			x = ends{c.data[k.get("dataRefStart")], c.data[k.get("dataRefEnd")]}
		case "sc":
			x.first = c.data[k.get("dataRef")]
		case "ec":
			id = k.start()
			x = c.texts[id]
			x.last = c.data[k.get("dataRef")]
		default:
			c.learn(k)
			continue
		}
		c.texts[id] = x
		c.learn(k)
	}
}

// start is the id of the element that an element ends.
func (n *node) start() string {
	if id := n.get("startRef"); id != "" {
		return id
	}
	return n.get("id")
}

// text is a source or a target with the markup that its elements stand for.
func (c *codes) text(n *node) (string, error) {
	var b strings.Builder
	err := c.write(&b, n)
	return b.String(), err
}

// maxExpanded is how many bytes a text may have once its elements are what they
// stand for: an element is written once and may be referred to often.
const maxExpanded = 4 << 20

func (c *codes) write(b *strings.Builder, n *node) error {
	for _, k := range n.kids {
		if b.Len() > maxExpanded {
			return Problem{ID: TooMuch, Line: k.line, Column: k.column, Data: map[string]any{"Item": c.item, "Limit": maxExpanded}}
		}
		x, known := c.texts[k.start()]
		switch k.name {
		case "":
			b.WriteString(k.text)
			continue
		case "cp":
			b.WriteString(k.character())
			continue
		case "mrk", "sm", "em":
			known, x = true, ends{}
		case "ph", "x", "it", "bpt", "bx", "sc", "g", "pc", "ept", "ex", "ec":
		default:
			known = false
		}
		if !known {
			return Problem{
				ID: UnknownElement, Line: k.line, Column: k.column,
				Data: map[string]any{"Element": k.String(), "Item": c.item},
			}
		}
		switch k.name {
		case "ept", "ex", "ec":
			b.WriteString(x.last)
			continue
		default:
			b.WriteString(x.first)
		}
		switch k.name {
		case "g", "pc", "mrk":
			if err := c.write(b, k); err != nil {
				return err
			}
			b.WriteString(x.last)
		}
	}
	return nil
}

// content is the text in a node, with its characters that XML forbids.
func (n *node) content() string {
	var b strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "":
			b.WriteString(k.text)
		case "cp":
			b.WriteString(k.character())
		}
	}
	return b.String()
}

// character is the character that a cp stands for, "" if it is none.
func (n *node) character() string {
	u, err := strconv.ParseUint(n.get("hex"), 16, 32)
	if err != nil || u == 0 || u > 0x10FFFF {
		return ""
	}
	return string(rune(u))
}
