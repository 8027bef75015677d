package exchange

import (
	"encoding/json"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
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

// comment is a mark as a comment in HTML, in which "--" and ">" cannot stand.
func (m mark) comment() string {
	data, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings can always be marshalled
	}
	return markOpen + strings.ReplaceAll(string(inert.JSON(data)), "--", `-\u002d`) + markClose
}

// indent is that of what belongs to an item.
const indent = "  "

// markdown writes a checklist. Texts stand in fenced blocks, in which nothing is
// markup: what an article says calls nobody and links to nothing in an issue
// tracker.
func (w *writer) markdown(q *queue.Queue) {
	words := 0
	for k := range q.Items {
		words += q.Items[k].Words
	}
	w.put("# ", w.messages.Text("exchange.title", "Source", q.Source, "Target", q.Target), "\n\n",
		mark{Source: q.Source, Language: q.Target}.comment(), "\n\n",
		w.messages.Count("exchange.items", len(q.Items)), ", ", w.messages.Count("words_todo", words), ". ",
		w.messages.Text("exchange.how"), "\n")
	article := ""
	for k := range q.Items {
		i := &q.Items[k]
		if k == 0 || i.Article != article {
			article = i.Article
			w.put("\n## ", codeSpan(article), "\n")
		}
		w.item(i)
	}
}

func (w *writer) item(i *queue.Item) {
	w.put("\n- [ ] ", codeSpan(place(i.SourcePath, i.SourceLine)), " – ", label(i), ", ",
		w.messages.Count("words_todo", i.Words), "\n", indent, mark{ID: i.ID, Seal: i.Seal}.comment(), "\n")
	if i.TargetPath != "" {
		w.line("exchange.target", codeSpan(place(i.TargetPath, i.TargetLine)))
	}
	if len(i.Section) > 0 {
		w.line("exchange.section", codeSpan(strings.Join(i.Section, sectionMark)))
	}
	if advice := w.advice(i); advice != "" {
		w.put("\n", indent, advice, "\n")
	}
	for _, n := range around(i) {
		w.line(n[0], codeSpan(n[1]))
	}
	for _, n := range w.notes(i) {
		w.line("exchange.note", codeSpan(n))
	}
	if i.Was != "" && len(i.Diff) > 0 {
		w.block("exchange.changed", fenceDiff, marked(i.Diff))
	} else if i.Was != "" && i.Was != i.Text {
		w.block("exchange.was", fenceWas, i.Was)
	}
	w.block("exchange.source", fenceSource, i.Text)
	for k := range i.Suggestions {
		s := &i.Suggestions[k]
		w.line("exchange.suggestion", w.origin(s))
		w.fence(fenceSuggestion, s.Text, "")
	}
	prefilled := i.Translation
	if i.State == drift.Untranslated {
		prefilled = "" // it is the source
	}
	w.put("\n", indent, w.messages.Text("exchange.translation"), ":\n")
	w.fence(fenceTranslation, prefilled, i.Text) // code that is typed into it does not end it
}

// line is a paragraph of an item: a word of ours and what follows it.
func (w *writer) line(id, text string) {
	w.put("\n", indent, w.messages.Text(id), ": ", text, "\n")
}

func (w *writer) block(id, name, text string) {
	w.put("\n", indent, w.messages.Text(id), ":\n")
	w.fence(name, text, "")
}

// fence writes a block with a fence that is longer than any run of backticks in
// its text, and in another that it may be replaced by.
func (w *writer) fence(name, text, other string) {
	text = inert.Spell(text)
	fence := strings.Repeat("`", max(3, longestRun(text)+1, longestRun(other)+1))
	w.put("\n", indent, fence, name, "\n")
	if text != "" {
		for line := range strings.SplitSeq(text, "\n") {
			if line != "" {
				w.put(indent, line)
			}
			w.put("\n")
		}
	}
	w.put(indent, fence, "\n")
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
