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
	w.putTexts(xmlHead, `<xliff version="2.0" srcLang=`, quoteValue(q.Source), " trgLang=", quoteValue(q.Target),
		` xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0">`, "\n")
	units := 0
	files := byArticle(q.Items)
	for k, items := range files {
		w.putTexts(fmt.Sprintf("  <file id=\"f%d\" original=%s canResegment=\"no\">\n", k+1, quoteValue(items[0].SourcePath)))
		for _, i := range items {
			units++
			w.writeUnit(i, units)
		}
		w.putTexts("  </file>\n")
	}
	if len(files) == 0 {
		w.putTexts("  <file id=\"f1\">\n    <group id=\"g1\"/>\n  </file>\n") // a document needs a file, and that something in it
	}
	w.putTexts("</xliff>\n")
}

func (w *writer) writeUnit(i *queue.Item, number int) {
	w.putTexts(fmt.Sprintf("    <unit id=\"u%d\" name=%s xml:space=\"preserve\">\n", number, quoteValue(joinName(i))))
	w.writeMatches(i)
	w.putTexts("      <notes>\n")
	for _, r := range w.remarksOn(i) {
		w.writeNote(instruction, r)
	}
	if i.Was != "" {
		w.writeNote(previousSource, i.Was)
	}
	w.putTexts("      </notes>\n")
	w.writeSegment(i)
	w.putTexts("    </unit>\n")
}

// The categories of the notes that a list has.
const instruction, previousSource = "instruction", "previous-source"

func (w *writer) writeNote(category, text string) {
	w.putTexts("        <note category=", quoteValue(category), ">", escapeText(text), "</note>\n")
}

// writeMatches writes the suggestions. Their markup has the numbers of the unit's, so
// that a tool can put them in.
func (w *writer) writeMatches(i *queue.Item) {
	if len(i.Suggestions) == 0 {
		return
	}
	of := numberMarkup(splitPieces(i.Inline(), i.Text))
	w.putTexts("      <mtc:matches>\n")
	for k := range i.Suggestions {
		s := &i.Suggestions[k]
		text, kind := s.Source, "tm"
		if s.Origin == queue.Draft {
			text, kind = i.Text, "other"
		}
		w.putTexts(`        <mtc:match ref="#s1" type=`, quoteValue(kind))
		if s.Score > 0 {
			w.putTexts(" similarity=", quoteValue(strconv.Itoa(s.Score)))
		}
		w.putTexts(" origin=", quoteValue(string(s.Origin)), ">\n")
		source, _ := matchMarkup(of, splitPieces(i.Inline(), text))
		target, _ := matchMarkup(of, splitPieces(i.Inline(), s.Text))
		w.originalData("          ", source, target)
		w.putTexts("          <source>")
		w.unitText(source)
		w.putTexts("</source>\n          <target>")
		w.unitText(target)
		w.putTexts("</target>\n        </mtc:match>\n")
	}
	w.putTexts("      </mtc:matches>\n")
}

func (w *writer) writeSegment(i *queue.Item) {
	source := numberMarkup(splitPieces(i.Inline(), i.Text))
	w.originalData("      ", source)
	w.putTexts("      <segment id=\"s1\" state=\"initial\">\n        <source>")
	w.unitText(source)
	w.putTexts("</source>\n")
	target, whole := matchMarkup(source, splitPieces(i.Inline(), i.Translation))
	if i.Translation != "" && i.State != drift.Untranslated && whole {
		w.putTexts("        <target>")
		w.unitText(target)
		w.putTexts("</target>\n")
	}
	w.putTexts("      </segment>\n")
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
				w.putTexts(margin, "<originalData>\n")
			}
			seen[dataID(e)] = true
			w.putTexts(margin, "  <data id=\"", dataID(e), "\">")
			w.writeData(e.text)
			w.putTexts("</data>\n")
		}
	}
	if len(seen) > 0 {
		w.putTexts(margin, "</originalData>\n")
	}
}

// dataID names the original data of an element, for a pair one of its ends.
func dataID(e element) string {
	return "d" + strconv.Itoa(e.id) + map[part]string{opening: "s", closing: "e"}[e.part]
}

// writeData writes original data, in which what XML forbids is an element.
func (w *writer) writeData(text string) {
	for _, u := range text {
		if isForbidden(u) {
			w.putTexts(fmt.Sprintf("<cp hex=\"%04X\"/>", u))
		} else {
			w.putTexts(escapeText(string(u)))
		}
	}
}

func (w *writer) unitText(text []element) {
	for _, e := range text {
		switch e.part {
		case plain:
			w.putTexts(escapeText(e.text))
		case code:
			w.putTexts(fmt.Sprintf("<ph id=\"%d\" dataRef=\"%s\"", e.id, dataID(e)))
			if e.text == "\n" {
				w.putTexts(` type="fmt" subType="xlf:lb"`)
			}
			w.putTexts("/>")
		case opening:
			w.putTexts(fmt.Sprintf("<pc id=\"%d\" dataRefStart=\"d%ds\" dataRefEnd=\"d%de\">", e.id, e.id, e.id))
		case closing:
			w.putTexts("</pc>")
		}
	}
}
