package lsp

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// SourceView is a source beside its translations, as an editor that has it open shows
// it.
type SourceView struct {
	Messages *locales.Messages
	Markdown bool // the client renders Markdown
	// Now are the translations, with their rows, held against the source as the
	// editor has it; Saved against the source that was saved, in the same languages.
	// Where nothing is unsaved they may be the same.
	Now, Saved []xsync.Translation
	// URIs are those of the translations, by language.
	URIs map[string]string

	text    *Text
	targets []*Text // of the translations that there are
	parts   []part
}

// part is what the translations have of one piece of the source.
type part struct {
	start, end int
	rows       []counterpart
}

// counterpart is a row of the translation into a language.
type counterpart struct {
	translation int
	row         *drift.Row
	unsaved     bool // it needs work because of what is not saved yet
}

// Build brings the rows of all languages together. It must be called before all else.
func (v *SourceView) Build(src []byte) *SourceView {
	v.text, v.targets = NewText(src), make([]*Text, len(v.Now))
	found := map[place]int{}
	for n := range v.Now {
		t := &v.Now[n]
		if !t.Exists || t.Unrelated {
			continue
		}
		v.targets[n] = NewText(t.Target.Src)
		before := v.before(t.Language)
		for k := range t.Rows {
			r := &t.Rows[k]
			if len(r.Source) == 0 {
				continue
			}
			at := extent(t.Source, r.Source)
			i, ok := found[at]
			if !ok {
				i = len(v.parts)
				found[at] = i
				v.parts = append(v.parts, part{start: at.start, end: at.end})
			}
			v.parts[i].rows = append(v.parts[i].rows, counterpart{n, r, r.NeedsWork() && !before[workOf(r)]})
		}
	}
	slices.SortStableFunc(v.parts, func(a, b part) int { return cmp.Compare(a.start, b.start) })
	return v
}

// work identifies what is to be done about a row: a state, and the text of the
// translation or, where there is none, of the source.
type work struct {
	state drift.State
	text  string
}

func workOf(r *drift.Row) work {
	digests := r.TargetDigests
	if len(digests) == 0 {
		digests = r.SourceDigests
	}
	var b strings.Builder
	for _, d := range digests {
		b.WriteString(d.String())
	}
	return work{r.State, b.String()}
}

// before is the work that there is for a language without what is not saved.
func (v *SourceView) before(lang string) map[work]bool {
	out := map[work]bool{}
	for n := range v.Saved {
		if t := &v.Saved[n]; t.Language == lang {
			for k := range t.Rows {
				if r := &t.Rows[k]; r.NeedsWork() {
					out[workOf(r)] = true
				}
			}
		}
	}
	return out
}

// Diagnostics say what the edits that are not saved yet make of the translations.
func (v *SourceView) Diagnostics() []Diagnostic {
	out := []Diagnostic{}
	for k := range v.parts {
		p := &v.parts[k]
		var costs []string
		for _, c := range p.rows {
			if c.unsaved {
				costs = append(costs, v.cost(&c))
			}
		}
		if len(costs) == 0 || len(out) == mostDiagnostics {
			continue
		}
		out = append(out, Diagnostic{
			Range: v.text.Range(p.start, p.end), Severity: SeverityInformation, Code: "source_edits", Source: Source,
			Message: v.Messages.Text("lsp.edit_costs", "Languages", strings.Join(costs, "; ")),
		})
	}
	return out
}

// cost is what is to be done about a row of a translation.
func (v *SourceView) cost(c *counterpart) string {
	out := v.Now[c.translation].Language + ": " + wording.StateAndChange(c.row.State, c.row.Change)
	if c.row.Todo > 0 {
		out += ", " + words(v.Messages, c.row.Todo)
	}
	return out
}

// Lenses say above the text how much there is to do in each language, and above each
// piece of it which translations need work. They lead to the translations.
func (v *SourceView) Lenses() []Lens {
	out := []Lens{}
	for n := range v.Now {
		t := &v.Now[n]
		if uri := v.URIs[t.Language]; t.Exists && uri != "" {
			out = append(out, Lens{Command: show(t.Language+": "+words(v.Messages, t.Words.Todo)+v.more(t), Location{URI: uri})})
		}
	}
	for k := range v.parts {
		p := &v.parts[k]
		for _, c := range p.rows {
			if at, ok := v.location(&c); ok && c.row.NeedsWork() && len(out) < mostDiagnostics {
				start := v.text.Position(p.start)
				out = append(out, Lens{Range: Range{start, start}, Command: show(v.cost(&c), at)})
			}
		}
	}
	return out
}

// more is how many words of the work for a language are not saved yet.
func (v *SourceView) more(t *xsync.Translation) string {
	for n := range v.Saved {
		if was := &v.Saved[n]; was.Language == t.Language && t.Words.Todo > was.Words.Todo {
			return " (" + v.Messages.Count("lsp.unsaved_words", t.Words.Todo-was.Words.Todo) + ")"
		}
	}
	return ""
}

// location is where a row stands in its translation; what is missing stands at its
// beginning.
func (v *SourceView) location(c *counterpart) (Location, bool) {
	t := &v.Now[c.translation]
	uri := v.URIs[t.Language]
	if uri == "" {
		return Location{}, false
	}
	if len(c.row.Target) == 0 {
		return Location{URI: uri}, true
	}
	at := extent(t.Target, c.row.Target)
	return Location{uri, v.targets[c.translation].Range(at.start, at.end)}, true
}

// at is the piece of the source at a place, nil if there is none.
func (v *SourceView) at(p Position) *part {
	offset := v.text.Offset(p)
	for k := range v.parts {
		if v.parts[k].start <= offset && offset <= v.parts[k].end {
			return &v.parts[k]
		}
	}
	return nil
}

// Hover shows what the translations say, and how they stand; nil where there is no
// text.
func (v *SourceView) Hover(at Position) *Hover {
	p := v.at(at)
	if p == nil {
		return nil
	}
	m := &markup{markdown: v.Markdown}
	for _, c := range p.rows {
		t := &v.Now[c.translation]
		m.heading(t.Language+": "+strings.Join(append([]string{wording.StateAndChange(c.row.State, c.row.Change)}, c.row.Flags.Names()...), ", "), "#"+c.row.Name())
		if c.row.Translation != "" {
			m.quote(v.Messages.Text("page.translation"), c.row.Translation)
		}
	}
	return &Hover{Contents: m.contents(), Range: v.text.Range(p.start, p.end)}
}

// Definition is where the translations of what stands at a place are.
func (v *SourceView) Definition(at Position) []Location {
	out := []Location{}
	if p := v.at(at); p != nil {
		for _, c := range p.rows {
			if l, ok := v.location(&c); ok && len(c.row.Target) > 0 {
				out = append(out, l)
			}
		}
	}
	return out
}

// Hints are how many translations of the pieces in a range need work, behind them.
func (v *SourceView) Hints(in Range) []Hint {
	start, end := v.text.Offset(in.Start), v.text.Offset(in.End)
	out := []Hint{}
	for k := range v.parts {
		p := &v.parts[k]
		if p.start > end || p.end < start || len(out) == mostDiagnostics {
			continue
		}
		if langs := p.toDo(v.Now); len(langs) > 0 {
			out = append(out, Hint{Position: v.text.Position(p.end), Label: strings.Join(langs, ", "), PaddingLeft: true})
		}
	}
	return out
}

// toDo are the languages in which a piece needs work, each with its state.
func (p *part) toDo(all []xsync.Translation) []string {
	var out []string
	for _, c := range p.rows {
		if c.row.NeedsWork() {
			out = append(out, all[c.translation].Language+": "+wording.StateAndChange(c.row.State, c.row.Change))
		}
	}
	return out
}
