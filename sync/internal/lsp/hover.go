package lsp

import (
	"strings"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Hover is what there is to know of the row at a place: its state and what to do about
// it, the old and the new source, what disagrees, what the translation could say. It is
// nil where no row stands, and of a row of which there is nothing to say.
func (v *View) Hover(at Position) *Hover {
	rows := v.standing(at)
	if len(rows) == 0 {
		return nil
	}
	k := rows[0]
	r := &v.Translation.Rows[k]
	m := &markup{markdown: v.Markdown}
	m.heading(strings.Join(append([]string{wording.StateAndChange(r.State, r.Change)}, r.Flags.Names()...), ", "), "#"+r.Name())
	m.paragraph(wording.Here(v.Messages, r))
	for _, f := range r.Findings {
		m.paragraph("! " + wording.Finding(v.Messages, f))
	}
	v.texts(m, r)
	for _, s := range v.suggestions(r) {
		m.quote(v.suggested(&s), s.Text)
	}
	return &Hover{Contents: m.contents(), Range: v.rangeOf(k)}
}

// suggested says how good a suggestion is, and where it comes from.
func (v *View) suggested(s *queue.Suggestion) string {
	return v.Messages.Text("lsp.suggestion", "Percent", v.Messages.Percent(float64(s.Score)/100), "Article", s.Article)
}

// texts are the old source, marked, and the new one, or the one there is.
func (v *View) texts(m *markup, r *drift.Row) {
	switch {
	case len(r.Diff) > 0 && r.Kind != block.Code:
		m.quote(v.Messages.Text("lsp.changed"), wording.MarkedDiff(r.Diff))
		m.quote(v.Messages.Text("lsp.now"), r.Now)
	case r.State == drift.Stale:
		m.quote(v.Messages.Text("lsp.then"), r.Was)
		m.quote(v.Messages.Text("lsp.now"), r.Now)
	case r.Now != "":
		m.quote(v.Messages.Text("page.source"), r.Now)
	}
}

// items are the pieces of work that a row is.
func (v *View) items(r *drift.Row) []queue.Item {
	return queue.List(v.Translation, v.Article, queue.Options{Keep: func(o *drift.Row) bool { return o == r }})
}

// suggestions are what the translation of a row that needs work could say.
func (v *View) suggestions(r *drift.Row) []queue.Suggestion {
	if v.Suggest == nil || !r.NeedsWork() || !queue.Work(r) {
		return nil
	}
	items := v.items(r)
	if len(items) != 1 { // plural forms are suggested nothing
		return nil
	}
	return v.Suggest(&items[0])
}

// markup writes a text for people, as Markdown or without.
type markup struct {
	markdown bool
	b        strings.Builder
}

func (m *markup) heading(text, name string) {
	if m.markdown {
		m.paragraph("**" + text + "** · " + code(name))
	} else {
		m.paragraph(text + " · " + name)
	}
}

func (m *markup) paragraph(text string) {
	if text == "" {
		return
	}
	if m.b.Len() > 0 {
		m.b.WriteString("\n\n")
	}
	m.b.WriteString(text)
}

// mostQuoted is how many bytes of a text are shown, about.
const mostQuoted = 4000

// quote shows a text of a file below a label. In Markdown it stands in a fence that it
// cannot end: nothing in it is rendered.
func (m *markup) quote(label, text string) {
	if len(text) > mostQuoted {
		text = strings.ToValidUTF8(text[:mostQuoted], "") + "…"
	}
	if !m.markdown {
		m.paragraph(label + ":\n" + text)
		return
	}
	fence := fenceFor(text)
	m.paragraph(label + ":\n\n" + fence + "text\n" + text + "\n" + fence)
}

func (m *markup) contents() Markup {
	kind := "plaintext"
	if m.markdown {
		kind = "markdown"
	}
	return Markup{kind, m.b.String()}
}

// fenceFor is a fence of backticks that is longer than all in a text.
func fenceFor(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence
}

// code is a short text as inline code.
func code(text string) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

// onlyIndex is where a text has a value, if it has it once.
func onlyIndex(text, value string) (at int, once bool) {
	at = strings.Index(text, value)
	return at, at >= 0 && strings.LastIndex(text, value) == at
}

// words says how many words there are to do.
func words(m *locales.Messages, n int) string { return m.Count("words_todo", n) }
