package exchange

import (
	"fmt"
	"strconv"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

const xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

// byArticle groups the items by their articles, in the order of the first items.
func byArticle(items []queue.Item) [][]*queue.Item {
	var out [][]*queue.Item
	places := map[string]int{}
	for k := range items {
		i := &items[k]
		p, known := places[i.Article]
		if !known {
			p = len(out)
			places[i.Article] = p
			out = append(out, nil)
		}
		out[p] = append(out[p], i)
	}
	return out
}

// writeXLIFF writes XLIFF 1.2: a file for each article, and a unit for each item,
// whose id is that of the item with its seal. Inline markup stands in ph, and
// where it goes around text in bpt and ept, with itself as their text. The target
// of what has no translation is the source: OmegaT translates targets, and does
// not show a unit whose target is empty. The state is needs-translation for all,
// since editors count other states as done.
func (w *writer) writeXLIFF(q *queue.Queue) {
	w.putTexts(xmlHead, `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">`, "\n")
	files := byArticle(q.Items)
	for _, items := range files {
		w.xliffFile(q, items[0].SourcePath, items)
	}
	if len(files) == 0 {
		w.xliffFile(q, "", nil) // a document needs a file, and it says the languages
	}
	w.putTexts("</xliff>\n")
}

func (w *writer) xliffFile(q *queue.Queue, path string, items []*queue.Item) {
	tool := quoteValue(w.by.Tool)
	w.putTexts("  <file original=", quoteValue(path), " source-language=", quoteValue(q.Source), " target-language=", quoteValue(q.Target),
		` datatype="x-markdown" tool-id=`, tool, ">\n",
		"    <header>\n      <tool tool-id=", tool, " tool-name=", tool, " tool-version=", quoteValue(w.by.Version), "/>\n    </header>\n",
		"    <body>\n")
	for _, i := range items {
		w.xliffUnit(i)
	}
	w.putTexts("    </body>\n  </file>\n")
}

func (w *writer) xliffUnit(i *queue.Item) {
	source := numberMarkup(splitPieces(i.Inline(), i.Text))
	w.putTexts("      <trans-unit id=", quoteValue(joinName(i)), " xml:space=\"preserve\">\n        <source>")
	w.xliffText(source)
	w.putTexts("</source>\n        <target state=")
	target, whole := matchMarkup(source, splitPieces(i.Inline(), i.Translation))
	w.putTexts("\"needs-translation\">")
	if i.Translation == "" || i.State == drift.Untranslated || !whole {
		w.xliffText(source)
	} else {
		w.xliffText(target)
	}
	w.putTexts("</target>\n")
	for _, r := range w.remarksOn(i) {
		w.putTexts("        <note from=", quoteValue(w.by.Tool), ">", escapeText(r), "</note>\n")
	}
	if i.Was != "" && i.Translation != "" {
		w.putTexts(`        <alt-trans alttranstype="previous-version">`)
		w.writeAlternative(source, i, i.Was, i.Translation)
	}
	for k := range i.Suggestions {
		s := &i.Suggestions[k]
		w.putTexts("        <alt-trans")
		if s.Score > 0 {
			w.putTexts(" match-quality=", quoteValue(strconv.Itoa(s.Score)+"%"))
		}
		w.putTexts(" origin=", quoteValue(string(s.Origin)), ">")
		w.writeAlternative(source, i, s.Source, s.Text)
	}
	w.putTexts("      </trans-unit>\n")
}

// writeAlternative writes what stands in an alt-trans, and ends it.
func (w *writer) writeAlternative(of []element, i *queue.Item, source, target string) {
	if source != "" {
		w.putTexts("<source>")
		text, _ := matchMarkup(of, splitPieces(i.Inline(), source))
		w.xliffText(text)
		w.putTexts("</source>")
	}
	w.putTexts("<target>")
	text, _ := matchMarkup(of, splitPieces(i.Inline(), target))
	w.xliffText(text)
	w.putTexts("</target></alt-trans>\n")
}

func (w *writer) xliffText(text []element) {
	for _, e := range text {
		name := map[part]string{code: "ph", opening: "bpt", closing: "ept"}[e.part]
		if name == "" {
			w.putTexts(escapeText(e.text))
			continue
		}
		w.putTexts(fmt.Sprintf("<%s id=\"%d\"", name, e.id))
		if e.part == code && e.text == "\n" {
			w.putTexts(` ctype="lb"`)
		}
		w.putTexts(">", escapeText(spellForbidden(e.text)), "</", name, ">")
	}
}
