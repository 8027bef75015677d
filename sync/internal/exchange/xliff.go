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

// xliff writes XLIFF 1.2: a file for each article, and a unit for each item,
// whose id is that of the item with its seal. Inline markup stands in ph, and
// where it goes around text in bpt and ept, with itself as their text. The target
// of what has no translation is the source: OmegaT translates targets, and does
// not show a unit whose target is empty. The state is needs-translation for all,
// since editors count other states as done.
func (w *writer) xliff(q *queue.Queue) {
	w.put(xmlHead, `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">`, "\n")
	files := byArticle(q.Items)
	for _, items := range files {
		w.xliffFile(q, items[0].SourcePath, items)
	}
	if len(files) == 0 {
		w.xliffFile(q, "", nil) // a document needs a file, and it says the languages
	}
	w.put("</xliff>\n")
}

func (w *writer) xliffFile(q *queue.Queue, path string, items []*queue.Item) {
	tool := value(w.by.Tool)
	w.put("  <file original=", value(path), " source-language=", value(q.Source), " target-language=", value(q.Target),
		` datatype="x-markdown" tool-id=`, tool, ">\n",
		"    <header>\n      <tool tool-id=", tool, " tool-name=", tool, " tool-version=", value(w.by.Version), "/>\n    </header>\n",
		"    <body>\n")
	for _, i := range items {
		w.xliffUnit(i)
	}
	w.put("    </body>\n  </file>\n")
}

func (w *writer) xliffUnit(i *queue.Item) {
	source := number(split(i.Inline(), i.Text))
	w.put("      <trans-unit id=", value(join(i)), " xml:space=\"preserve\">\n        <source>")
	w.xliffText(source)
	w.put("</source>\n        <target state=")
	target, whole := matched(source, split(i.Inline(), i.Translation))
	w.put("\"needs-translation\">")
	if i.Translation == "" || i.State == drift.Untranslated || !whole {
		w.xliffText(source)
	} else {
		w.xliffText(target)
	}
	w.put("</target>\n")
	for _, r := range w.remarks(i) {
		w.put("        <note from=", value(w.by.Tool), ">", escaped(r), "</note>\n")
	}
	if i.Was != "" && i.Translation != "" {
		w.put(`        <alt-trans alttranstype="previous-version">`)
		w.alternative(source, i, i.Was, i.Translation)
	}
	for k := range i.Suggestions {
		s := &i.Suggestions[k]
		w.put("        <alt-trans")
		if s.Score > 0 {
			w.put(" match-quality=", value(strconv.Itoa(s.Score)+"%"))
		}
		w.put(" origin=", value(string(s.Origin)), ">")
		w.alternative(source, i, s.Source, s.Text)
	}
	w.put("      </trans-unit>\n")
}

// alternative writes what stands in an alt-trans, and ends it.
func (w *writer) alternative(of []element, i *queue.Item, source, target string) {
	if source != "" {
		w.put("<source>")
		text, _ := matched(of, split(i.Inline(), source))
		w.xliffText(text)
		w.put("</source>")
	}
	w.put("<target>")
	text, _ := matched(of, split(i.Inline(), target))
	w.xliffText(text)
	w.put("</target></alt-trans>\n")
}

func (w *writer) xliffText(text []element) {
	for _, e := range text {
		name := map[part]string{code: "ph", opening: "bpt", closing: "ept"}[e.part]
		if name == "" {
			w.put(escaped(e.text))
			continue
		}
		w.put(fmt.Sprintf("<%s id=\"%d\"", name, e.id))
		if e.part == code && e.text == "\n" {
			w.put(` ctype="lb"`)
		}
		w.put(">", escaped(spell(e.text)), "</", name, ">")
	}
}
