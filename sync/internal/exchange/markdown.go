package exchange

import (
	"encoding/json"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// The names of fenced blocks, which are read back or tell what is shown.
const (
	fenceSource      = "source"
	fenceDiff        = "changed"
	fenceWas         = "before"
	fenceTranslation = "translation"
	fenceSuggestion  = "suggestion"
)

// mark is what a comment in a checklist says: of the file the languages, of an
// item its id and seal.
type mark struct {
	Source   string `json:"source_language,omitempty"`
	Language string `json:"language,omitempty"`
	ID       string `json:"id,omitempty"`
	Seal     string `json:"seal,omitempty"`
}

const (
	markOpen  = "<!-- xsync "
	markClose = " -->"
)

// asComment is a mark as a comment in HTML, in which "--" and ">" cannot stand.
func (m mark) asComment() string {
	data, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings can always be marshalled
	}
	return markOpen + strings.ReplaceAll(string(inert.JSON(data)), "--", `-\u002d`) + markClose
}

// indent is that of what belongs to an item.
const indent = "  "

// writeMarkdown writes a checklist. Texts stand in fenced blocks, in which nothing is
// markup: what an article says calls nobody and links to nothing in an issue
// tracker.
func (w *writer) writeMarkdown(q *queue.Queue) {
	words := 0
	for k := range q.Items {
		words += q.Items[k].Words
	}
	w.putTexts("# ", w.messages.Text("exchange.title", "Source", q.Source, "Target", q.Target), "\n\n",
		mark{Source: q.Source, Language: q.Target}.asComment(), "\n\n",
		w.messages.Count("exchange.items", len(q.Items)), ", ", w.messages.Count("words_todo", words), ". ",
		w.messages.Text("exchange.how"), "\n")
	article := ""
	for k := range q.Items {
		i := &q.Items[k]
		if k == 0 || i.Article != article {
			article = i.Article
			w.putTexts("\n## ", codeSpan(article), "\n")
		}
		w.writeItem(i)
	}
}

func (w *writer) writeItem(i *queue.Item) {
	w.putTexts("\n- [ ] ", codeSpan(wording.Place(i.SourcePath, i.SourceLine)), " – ", wording.ItemLabel(i), ", ",
		w.messages.Count("words_todo", i.Words), "\n", indent, mark{ID: i.ID, Seal: i.Seal}.asComment(), "\n")
	if i.TargetPath != "" {
		w.writeLine("exchange.target", codeSpan(wording.Place(i.TargetPath, i.TargetLine)))
	}
	if above := i.Above(); len(above) > 0 {
		w.writeLine("exchange.section", codeSpan(strings.Join(above, sectionMark)))
	}
	if advice := wording.Item(w.messages, i); advice != "" {
		w.putTexts("\n", indent, advice, "\n")
	}
	for _, n := range neighbourTexts(i) {
		w.writeLine(n[0], codeSpan(n[1]))
	}
	for _, n := range i.Notes {
		w.writeLine("exchange.note", codeSpan(n))
	}
	for _, f := range w.findingsOn(i) {
		w.writeLine("exchange.finding", codeSpan(f))
	}
	if i.Was != "" && len(i.Diff) > 0 {
		w.writeBlock("exchange.changed", fenceDiff, wording.MarkedDiff(i.Diff))
	} else if i.Was != "" && i.Was != i.Text {
		w.writeBlock("exchange.was", fenceWas, i.Was)
	}
	w.writeBlock("exchange.source", fenceSource, i.Text)
	for k := range i.Suggestions {
		s := &i.Suggestions[k]
		w.writeLine("exchange.suggestion", wording.Origin(w.messages, s))
		w.writeFence(fenceSuggestion, s.Text, "")
	}
	prefilled := i.Translation
	if i.State == drift.Untranslated {
		prefilled = "" // it is the source
	}
	w.putTexts("\n", indent, w.messages.Text("exchange.translation"), ":\n")
	w.writeFence(fenceTranslation, prefilled, i.Text) // code that is typed into it does not end it
}

// writeLine is a paragraph of an item: a word of ours and what follows it.
func (w *writer) writeLine(id, text string) {
	w.putTexts("\n", indent, w.messages.Text(id), ": ", text, "\n")
}

func (w *writer) writeBlock(id, name, text string) {
	w.putTexts("\n", indent, w.messages.Text(id), ":\n")
	w.writeFence(name, text, "")
}

// writeFence writes a block with a fence that is longer than any run of backticks in
// its text, and in another that it may be replaced by.
func (w *writer) writeFence(name, text, other string) {
	text = inert.Spell(text)
	fence := strings.Repeat("`", max(3, longestRun(text)+1, longestRun(other)+1))
	w.putTexts("\n", indent, fence, name, "\n")
	if text != "" {
		for line := range strings.SplitSeq(text, "\n") {
			if line != "" {
				w.putTexts(indent, line)
			}
			w.putTexts("\n")
		}
	}
	w.putTexts(indent, fence, "\n")
}

// longestRun is the length of the longest run of backticks in a text.
func longestRun(text string) int {
	longest, run := 0, 0
	for i := range len(text) {
		run++
		if text[i] != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// codeSpan is a text on one line in which nothing is markup.
func codeSpan(text string) string {
	text = inert.Spell(strings.Join(strings.Fields(text), " "))
	if text == "" {
		return "–"
	}
	fence := strings.Repeat("`", longestRun(text)+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}
