package exchange

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/queue"
)

// readXLIFF reads XLIFF 1.2, 2.0 or 2.1, whichever it is.
func readXLIFF(text string) (*Returned, error) {
	document, err := parseXML(text)
	if err != nil {
		return nil, err
	}
	root := document.childNamed("xliff")
	if root == nil {
		return nil, syntaxProblem(1, 1, "want one element <xliff>")
	}
	out := &Returned{Source: root.attribute("srcLang"), Target: root.attribute("trgLang")}
	for _, file := range root.childrenNamed("file") {
		if err := out.takeLanguages(file.attribute("source-language"), file.attribute("target-language"), file.line); err != nil {
			return nil, err
		}
		if err := out.takeUnits(file); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// takeUnits takes the answers of all units below a node.
func (r *Returned) takeUnits(n *node) error {
	for _, k := range n.kids {
		var a queue.Answer
		var err error
		switch k.name {
		case "body", "group":
			if err := r.takeUnits(k); err != nil {
				return err
			}
			continue
		case "trans-unit":
			a, err = transUnit(k)
		case "unit":
			a, err = answerOf(k)
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

// isDraft reports whether a unit of XLIFF 1.2 says that its translation is not
// finished: by a state that asks for a review, or since it is not approved and
// its state asks for work. The state needs-translation alone says nothing, since
// xsync writes it and many tools leave it as it is.
func isDraft(state, approved string) bool {
	review := strings.HasPrefix(state, "needs-review-") && approved != "yes"
	return review || approved == "no" && strings.HasPrefix(state, "needs-")
}

// transUnit is the answer of a unit of XLIFF 1.2.
func transUnit(n *node) (queue.Answer, error) {
	a := queue.Answer{Line: n.line, Comment: commentIn(n, "from", ownTool)}
	a.ID, a.Seal = cutName(n.attribute("id"))
	c := codes{item: a.ID, texts: map[string]ends{}}
	source, target := n.childNamed("source"), n.childNamed("target")
	if source == nil {
		return a, syntaxProblem(n.line, n.column, "a unit without a source")
	}
	c.learnCodes(source)
	var err error
	if a.Source, err = c.textOf(source); err != nil || target == nil {
		return a, err
	}
	if a.Text, err = c.textOf(target); err != nil {
		return a, err
	}
	state := target.attribute("state")
	if isDraft(state, n.attribute("approved")) && foldSpace(a.Text) != foldSpace(a.Source) {
		a.Sign = queue.Unfinished
		return a, nil
	}
	return signAnswer(a, done[state] || n.attribute("approved") == "yes"), nil
}

// ownTool is whose notes in XLIFF 1.2 are those of a list.
const ownTool = "xsync"

// commentIn are the notes in an element but those that a list was written with, which have
// one of some values in an attribute.
func commentIn(n *node, attribute string, ours ...string) string {
	var out []string
	for _, k := range n.childrenNamed("note") {
		if text := strings.TrimSpace(k.contentOf()); text != "" && !slices.Contains(ours, k.attribute(attribute)) {
			out = append(out, text)
		}
	}
	return strings.Join(out, "\n")
}

// answerOf is the answer of a unit of XLIFF 2.0 or 2.1: its segments, with what stands
// between them.
func answerOf(n *node) (queue.Answer, error) {
	a := queue.Answer{Line: n.line}
	if notes := n.childNamed("notes"); notes != nil {
		a.Comment = commentIn(notes, "category", instruction, previousSource)
	}
	a.ID, a.Seal = cutName(n.attribute("name"))
	c := codes{item: a.ID, texts: map[string]ends{}, data: map[string]string{}}
	if d := n.childNamed("originalData"); d != nil {
		for _, data := range d.childrenNamed("data") {
			c.data[data.attribute("id")] = data.contentOf()
		}
	}
	finished, lacking, segments := true, false, 0
	for _, k := range n.kids {
		if k.name != "segment" && k.name != "ignorable" {
			continue
		}
		source, target := k.childNamed("source"), k.childNamed("target")
		if source == nil {
			return a, syntaxProblem(k.line, k.column, "a segment without a source")
		}
		c.learnCodes(source)
		text, err := c.textOf(source)
		if err != nil {
			return a, err
		}
		a.Source += text
		switch {
		case target != nil:
			if text, err = c.textOf(target); err != nil {
				return a, err
			}
		case k.name == "segment":
			text = ""
		}
		if k.name == "segment" {
			segments++
			finished = finished && done[k.attribute("state")]
			lacking = lacking || text == ""
		}
		a.Text += text
	}
	if lacking && strings.TrimSpace(a.Text) != "" && segments > 1 {
		a.Sign = queue.Unfinished // some of its segments are not translated
		return a, nil
	}
	return signAnswer(a, finished), nil
}

// signAnswer is an answer that its file calls finished or does not. A text that is
// the source is none, unless it is: that is how tools leave what nobody
// translated. White space does not count, since tools indent a source.
func signAnswer(a queue.Answer, finished bool) queue.Answer {
	switch {
	case a.Text == "":
	case finished:
		a.Sign = queue.Finished
	case foldSpace(a.Text) == foldSpace(a.Source):
		a.Text = ""
	}
	return a
}

// foldSpace is a text with each run of white space as one space.
func foldSpace(text string) string { return strings.Join(strings.Fields(text), " ") }

// codes are the inline elements of the source of a unit: what they stand for.
type codes struct {
	item  string
	texts map[string]ends
	data  map[string]string // the original data of XLIFF 2; nil for 1.2
}

// learnCodes takes the elements of a source.
func (c *codes) learnCodes(n *node) {
	for _, k := range n.kids {
		id := k.attribute("id")
		x := c.texts[id]
		switch k.name {
		case "ph", "x", "it":
			text := unspellForbidden(k.contentOf())
			if c.data != nil {
				text = c.data[k.attribute("dataRef")]
			}
			c.texts[id] = ends{text, text}
			continue
		case "bpt":
			x.first = unspellForbidden(k.contentOf())
		case "ept":
			x.last = unspellForbidden(k.contentOf())
		case "pc":
			x = ends{c.data[k.attribute("dataRefStart")], c.data[k.attribute("dataRefEnd")]}
		case "sc":
			x.first = c.data[k.attribute("dataRef")]
		case "ec":
			id = k.startOf()
			x = c.texts[id]
			x.last = c.data[k.attribute("dataRef")]
		default:
			c.learnCodes(k)
			continue
		}
		c.texts[id] = x
		c.learnCodes(k)
	}
}

// startOf is the id of the element that an element ends.
func (n *node) startOf() string {
	if id := n.attribute("startRef"); id != "" {
		return id
	}
	return n.attribute("id")
}

// textOf is a source or a target with the markup that its elements stand for.
func (c *codes) textOf(n *node) (string, error) {
	var b strings.Builder
	err := c.writeText(&b, n)
	return b.String(), err
}

// maxExpanded is how many bytes a text may have once its elements are what they
// stand for: an element is written once and may be referred to often.
const maxExpanded = 4 << 20

func (c *codes) writeText(b *strings.Builder, n *node) error {
	for _, k := range n.kids {
		if b.Len() > maxExpanded {
			return Problem{ID: TooMuch, Line: k.line, Column: k.column, Data: map[string]any{"Item": c.item, "Limit": maxExpanded}}
		}
		x, known := c.texts[k.startOf()]
		switch k.name {
		case "":
			b.WriteString(k.text)
			continue
		case "cp":
			b.WriteString(k.characterOf())
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
			if err := c.writeText(b, k); err != nil {
				return err
			}
			b.WriteString(x.last)
		}
	}
	return nil
}

// contentOf is the text in a node, with its characters that XML forbids.
func (n *node) contentOf() string {
	var b strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "":
			b.WriteString(k.text)
		case "cp":
			b.WriteString(k.characterOf())
		}
	}
	return b.String()
}

// characterOf is the character that a cp stands for, "" if it is none.
func (n *node) characterOf() string {
	u, err := strconv.ParseUint(n.attribute("hex"), 16, 32)
	if err != nil || u == 0 || u > 0x10FFFF {
		return ""
	}
	return string(rune(u))
}
