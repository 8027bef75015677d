package exchange

import (
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format/po"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// The fields of a header that say the languages. gettext writes pt_BR for pt-BR.
const (
	poSource = "X-Source-Language"
	poTarget = "Language"
)

// writePO writes a catalogue of gettext. An item is an entry whose context is its id
// and seal, so that items with the same text stay apart. What is there already,
// the translation of a stale item or a suggestion, is a fuzzy msgstr. Lines are
// broken after line ends alone.
func (w *writer) writePO(q *queue.Queue) {
	w.poComment("#", w.messages.Text("exchange.title", "Source", q.Source, "Target", q.Target))
	w.putTexts("msgid \"\"\n")
	fields := []string{
		"Project-Id-Version: " + strings.TrimSpace(w.by.Tool+" "+w.by.Version), "Report-Msgid-Bugs-To: ", "PO-Revision-Date: ",
		"Last-Translator: ", "Language-Team: ", poTarget + ": " + strings.ReplaceAll(q.Target, "-", "_"), "MIME-Version: 1.0",
		"Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit",
	}
	if p := pluralForms(q.Target); p != "" {
		fields = append(fields, "Plural-Forms: "+p)
	}
	fields = append(fields, "X-Generator: "+strings.TrimSpace(w.by.Tool+" "+w.by.Version), poSource+": "+q.Source)
	w.poText("msgstr", strings.Join(fields, "\n")+"\n", "")
	for k := range q.Items {
		w.poEntry(&q.Items[k])
	}
}

func (w *writer) poEntry(i *queue.Item) {
	w.putTexts("\n")
	for _, c := range w.remarksOn(i) {
		w.poComment("#.", c)
	}
	for _, r := range []string{poReference(i.SourcePath, i.SourceLine), poReference(i.TargetPath, i.TargetLine)} {
		if r != "" {
			w.putTexts("#: ", r, "\n")
		}
	}
	text, was := i.Translation, i.Was
	if i.State == drift.Untranslated {
		text = ""
	}
	if text == "" && len(i.Suggestions) > 0 {
		text, was = i.Suggestions[0].Text, i.Suggestions[0].Source
	}
	if text != "" {
		w.putTexts("#, fuzzy\n")
		if was != "" && was != i.Text {
			w.poText("msgid", was, "#| ")
		}
	}
	w.poText("msgctxt", joinName(i), "")
	w.poText("msgid", i.Text, "")
	w.poText("msgstr", text, "")
}

// remarksOn are what a translator should know of an item, in words, for formats
// with a place for notes.
func (w *writer) remarksOn(i *queue.Item) []string {
	out := []string{wording.ItemLabel(i)}
	if advice := wording.Item(w.messages, i); advice != "" {
		out[0] += ": " + advice
	}
	if above := i.Above(); len(above) > 0 {
		out = append(out, w.messages.Text("exchange.section")+": "+strings.Join(above, sectionMark))
	}
	for _, n := range neighbourTexts(i) {
		out = append(out, w.messages.Text(n[0])+": "+n[1])
	}
	if i.Was != "" && len(i.Diff) > 0 {
		out = append(out, w.messages.Text("exchange.changed")+": "+wording.MarkedDiff(i.Diff))
	}
	for _, n := range i.Notes {
		out = append(out, w.messages.Text("exchange.note")+": "+n)
	}
	for _, f := range w.findingsOn(i) {
		out = append(out, "! "+f)
	}
	for k := range i.Suggestions {
		s := &i.Suggestions[k]
		out = append(out, w.messages.Text("exchange.suggestion")+" ("+wording.Origin(w.messages, s)+"): "+s.Text)
	}
	return out
}

func (w *writer) poComment(sign, text string) {
	for line := range strings.SplitSeq(inert.Terminal(text), "\n") {
		w.putTexts(strings.TrimRight(sign+" "+line, " "), "\n")
	}
}

// poReference is path:line as gettext writes it: a path with white space stands
// between isolates.
func poReference(path string, line int) string {
	path = inert.Spell(path)
	if strings.ContainsAny(path, " \t\n") {
		path = "\u2068" + strings.Join(strings.Fields(path), " ") + "\u2069"
	}
	return wording.Place(path, line)
}

// poText writes a keyword and its text, each line of a text with several on a
// line.
func (w *writer) poText(keyword, text, prefix string) {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" && len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	w.putTexts(prefix, keyword, " ")
	if len(lines) > 1 {
		w.putTexts("\"\"\n")
	}
	for _, line := range lines {
		if len(lines) > 1 {
			w.putTexts(prefix)
		}
		w.putTexts(poQuote(line), "\n")
	}
}

// poQuote writes a text as a string. What steers a terminal, and what begins a
// command of a log, is escaped.
func poQuote(text string) string {
	return po.Quote(text, func(rest string) bool {
		u, _ := utf8.DecodeRuneInString(rest)
		return inert.Steers(u) || strings.HasPrefix(rest, "##")
	})
}
