package exchange

import (
	"fmt"
	"strconv"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// xliff2 writes XLIFF 2.0, which every tool for version 2 reads, and of which
// 2.1 is an extension that nothing here needs: a file for each article, and a unit with one segment
// for each item, whose name is the id of the item with its seal. Inline markup
// is ph and pc, and stands in the original data of the unit. Suggestions are
// matches of the module for translation candidates.
func (w *writer) xliff2(q *queue.Queue) {
	w.put(xmlHead, `<xliff version="2.0" srcLang=`, value(q.Source), " trgLang=", value(q.Target),
		` xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0">`, "\n")
	units := 0
	files := byArticle(q.Items)
	for k, items := range files {
		w.put(fmt.Sprintf("  <file id=\"f%d\" original=%s canResegment=\"no\">\n", k+1, value(items[0].SourcePath)))
		for _, i := range items {
			units++
			w.unit(i, units)
		}
		w.put("  </file>\n")
	}
	if len(files) == 0 {
		w.put("  <file id=\"f1\">\n    <group id=\"g1\"/>\n  </file>\n") // a document needs a file, and that something in it
	}
	w.put("</xliff>\n")
}

func (w *writer) unit(i *queue.Item, number int) {
	w.put(fmt.Sprintf("    <unit id=\"u%d\" name=%s xml:space=\"preserve\">\n", number, value(join(i))))
	w.matches(i)
	w.put("      <notes>\n")
	for _, r := range w.remarks(i) {
		w.note("instruction", r)
	}
	if i.Was != "" {
		w.note("previous-source", i.Was)
	}
	w.put("      </notes>\n")
	w.segment(i)
	w.put("    </unit>\n")
}

func (w *writer) note(category, text string) {
	w.put("        <note category=", value(category), ">", escaped(text), "</note>\n")
}

// matches writes the suggestions. Their markup has the numbers of the unit's, so
// that a tool can put them in.
func (w *writer) matches(i *queue.Item) {
	if len(i.Suggestions) == 0 {
		return
	}
	of := number(split(i.Inline(), i.Text))
	w.put("      <mtc:matches>\n")
	for k := range i.Suggestions {
		s := &i.Suggestions[k]
		text, kind := s.Source, "tm"
		if s.Origin == queue.Draft {
			text, kind = i.Text, "other"
		}
		w.put(`        <mtc:match ref="#s1" type=`, value(kind))
		if s.Score > 0 {
			w.put(" similarity=", value(strconv.Itoa(s.Score)))
		}
		w.put(" origin=", value(string(s.Origin)), ">\n")
		source, _ := matched(of, split(i.Inline(), text))
		target, _ := matched(of, split(i.Inline(), s.Text))
		w.originalData("          ", source, target)
		w.put("          <source>")
		w.unitText(source)
		w.put("</source>\n          <target>")
		w.unitText(target)
		w.put("</target>\n        </mtc:match>\n")
	}
	w.put("      </mtc:matches>\n")
}

func (w *writer) segment(i *queue.Item) {
	source := number(split(i.Inline(), i.Text))
	w.originalData("      ", source)
	w.put("      <segment id=\"s1\" state=\"initial\">\n        <source>")
	w.unitText(source)
	w.put("</source>\n")
	target, whole := matched(source, split(i.Inline(), i.Translation))
	if i.Translation != "" && i.State != drift.Untranslated && whole {
		w.put("        <target>")
		w.unitText(target)
		w.put("</target>\n")
	}
	w.put("      </segment>\n")
}

// originalData writes the markup of texts, each once.
func (w *writer) originalData(margin string, texts ...[]element) {
	seen := map[string]bool{}
	for _, text := range texts {
		for _, e := range text {
			if e.id == 0 || seen[dataID(e)] {
				continue
			}
			if len(seen) == 0 {
				w.put(margin, "<originalData>\n")
			}
			seen[dataID(e)] = true
			w.put(margin, "  <data id=\"", dataID(e), "\">")
			w.data(e.text)
			w.put("</data>\n")
		}
	}
	if len(seen) > 0 {
		w.put(margin, "</originalData>\n")
	}
}

// dataID names the original data of an element, for a pair one of its ends.
func dataID(e element) string {
	return "d" + strconv.Itoa(e.id) + map[part]string{opening: "s", closing: "e"}[e.part]
}

// data writes original data, in which what XML forbids is an element.
func (w *writer) data(text string) {
	for _, u := range text {
		if forbidden(u) {
			w.put(fmt.Sprintf("<cp hex=\"%04X\"/>", u))
		} else {
			w.put(escaped(string(u)))
		}
	}
}

func (w *writer) unitText(text []element) {
	for _, e := range text {
		switch e.part {
		case plain:
			w.put(escaped(e.text))
		case code:
			w.put(fmt.Sprintf("<ph id=\"%d\" dataRef=\"%s\"", e.id, dataID(e)))
			if e.text == "\n" {
				w.put(` type="fmt" subType="xlf:lb"`)
			}
			w.put("/>")
		case opening:
			w.put(fmt.Sprintf("<pc id=\"%d\" dataRefStart=\"d%ds\" dataRefEnd=\"d%de\">", e.id, e.id, e.id))
		case closing:
			w.put("</pc>")
		}
	}
}
