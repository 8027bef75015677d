package lsp

import (
	"slices"
	"strconv"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// View is a translation beside its source, as an editor that has it open shows it.
type View struct {
	Messages    *locales.Messages
	Markdown    bool // the client renders Markdown
	Article     string
	Translation *xsync.Translation // with its rows
	SourceURI   string
	Target      Version // as the client knows the translation
	Versions    bool    // the client knows versions of documents
	Policy      *xsync.Policy
	Accepted    *check.Accepted
	// Suggest finds what a translation could begin from; nil as long as nothing can.
	Suggest func(*queue.Item) []queue.Suggestion

	source, target *Text
	places         []place // of rows
	verdicts       []check.Verdict
}

// place is where a row stands in the translation. What is missing stands behind the
// row before it, and takes no room.
type place struct {
	start, end int
	absent     bool
}

// Build finds the places of rows and judges them. It must be called before all else.
func (v *View) Build() *View {
	t := v.Translation
	v.source, v.target = NewText(t.Source.Src), NewText(t.Target.Src)
	last := v.target.lines[0]
	for k := range t.Rows {
		r := &t.Rows[k]
		p := place{start: last, end: last, absent: true}
		if len(r.Target) > 0 {
			p = extent(t.Target, r.Target)
			last = p.end
		}
		v.places = append(v.places, p)
	}
	v.verdicts = v.judge()
	return v
}

// extent is the place of segments that follow each other, or of the first one.
func extent(doc *block.Doc, segments []drift.Segment) place {
	p := place{start: segments[0].Start, end: segments[0].End}
	for k := 1; k < len(segments); k++ {
		between := doc.Blocks[min(segments[k-1].At+1, segments[k].At):segments[k].At]
		if slices.ContainsFunc(between, func(b block.Block) bool { return b.Segment() }) || segments[k].Start < p.end {
			break
		}
		p.end = segments[k].End
	}
	return p
}

// rangeOf is the range of a row in the translation.
func (v *View) rangeOf(k int) Range { return v.target.Range(v.places[k].start, v.places[k].end) }

// sourceOf is where the source of a row stands.
func (v *View) sourceOf(r *drift.Row) (Location, bool) {
	if len(r.Source) == 0 {
		return Location{}, false
	}
	p := extent(v.Translation.Source, r.Source)
	return Location{v.SourceURI, v.source.Range(p.start, p.end)}, true
}

// rowsIn are the places in the rows of those that a range touches; what is missing is
// touched by the line that it stands behind.
func (v *View) rowsIn(r Range) []int {
	if v.Translation.Unrelated {
		return nil
	}
	start, end := v.target.Offset(r.Start), v.target.Offset(r.End)
	var out []int
	for k, p := range v.places {
		line := v.target.Position(p.end).Line
		switch {
		case p.absent && r.Start.Line <= line && line <= r.End.Line, !p.absent && p.start <= end && start <= p.end:
			out = append(out, k)
		}
	}
	return out
}

// mostDiagnostics bounds how much is said of a text at once.
const mostDiagnostics = 1000

// Diagnostics are what a check finds, and what else needs work though the policy of
// the project lets it pass. What the project has accepted is left out.
func (v *View) Diagnostics() []Diagnostic {
	t := v.Translation
	rows := map[string]int{}
	for k := range t.Rows {
		rows[t.Rows[k].ID] = k
	}
	out := []Diagnostic{}
	for _, verdict := range v.verdicts {
		if len(out) == mostDiagnostics {
			break
		}
		k, ok := rows[verdict.Row]
		if !ok {
			k = -1
		}
		out = append(out, v.diagnostic(&verdict, k))
	}
	return out
}

// judge finds the verdicts of the policy, and with the level [check.Off] those that only
// the usual policy has.
func (v *View) judge() []check.Verdict {
	known := map[string]bool{}
	all := check.Judge(v.Translation, v.Article, v.Policy)
	for k := range all {
		known[all[k].Key] = true
	}
	for _, verdict := range check.Judge(v.Translation, v.Article, &xsync.Policy{}) {
		if verdict.Kind == check.OnState && !known[verdict.Key] {
			verdict.Level = check.Off
			all = append(all, verdict)
		}
	}
	slices.SortStableFunc(all, func(a, b check.Verdict) int { return a.Compare(&b) })
	if v.Accepted != nil {
		all, _ = v.Accepted.Split(all)
	}
	return all
}

// diagnostic is a verdict on a row, or if k is -1, on the whole.
func (v *View) diagnostic(verdict *check.Verdict, k int) Diagnostic {
	d := Diagnostic{
		Code: verdict.Rule, Source: Source, Message: wording.Verdict(v.Messages, verdict),
		Severity: map[check.Level]int{check.Error: SeverityError, check.Warn: SeverityWarning, check.Off: SeverityInformation}[verdict.Level],
	}
	if page := wording.RulePage(verdict.Rule); page != "" {
		d.Description = &Link{page}
	}
	if k < 0 {
		return d
	}
	r := &v.Translation.Rows[k]
	d.Range = v.rangeOf(k)
	if verdict.Kind == check.OnFinding {
		d.Range = v.written(k, verdict.Written[1], d.Range)
	}
	switch {
	case verdict.Kind == check.OnState && r.State == drift.Orphan:
		d.Tags = []int{unnecessary}
	case verdict.Kind == check.OnState && r.State == drift.Stale && r.Flags&drift.Edited != 0 && len(r.Findings) == 0: // it may be done
		d.Severity, d.Message = SeverityInformation, d.Message+"\n"+wording.Here(v.Messages, r)
	}
	if at, ok := v.sourceOf(r); ok {
		d.Related = []Related{{at, v.Messages.Text("page.source")}}
	}
	return d
}

// written is where a row writes a value, if it does so once; otherwise it is whole.
func (v *View) written(k int, value string, whole Range) Range {
	p := v.places[k]
	if value == "" || p.absent {
		return whole
	}
	text := string(v.target.Bytes[p.start:p.end])
	at, once := onlyIndex(text, value)
	if !once {
		return whole
	}
	return v.target.Range(p.start+at, p.start+at+len(value))
}

// Lenses are the words to do, above the text, and above each row that needs work what
// it needs. They lead to the source.
func (v *View) Lenses() []Lens {
	t := v.Translation
	out := []Lens{}
	if t.Unrelated {
		return out
	}
	first := true
	for k := range t.Rows {
		r := &t.Rows[k]
		at, ok := v.sourceOf(r)
		if !r.NeedsWork() || !ok {
			continue
		}
		if first {
			out = append(out, Lens{Command: show("xsync: "+v.Messages.Count("words_todo", t.Words.Todo)+v.states(), at)})
			first = false
		}
		text := wording.StateAndChange(r.State, r.Change)
		if r.Todo > 0 {
			text += " · " + v.Messages.Count("words_todo", r.Todo)
		}
		start := v.rangeOf(k).Start
		out = append(out, Lens{Range: Range{start, start}, Command: show(text, at)})
		if len(out) == mostDiagnostics {
			break
		}
	}
	return out
}

// states are how many rows are in each state that needs work.
func (v *View) states() string {
	out := ""
	for s, n := range v.Translation.Counts {
		if r := (drift.Row{State: drift.State(s)}); n > 0 && r.NeedsWork() {
			out += " · " + strconv.Itoa(n) + " " + r.State.String()
		}
	}
	return out
}

func show(title string, at Location) Command {
	return Command{Title: title, Command: CommandShow, Arguments: []any{at}}
}

// Hints are the states of the rows in a range, behind them.
func (v *View) Hints(in Range) []Hint {
	out := []Hint{}
	for _, k := range v.rowsIn(in) {
		r := &v.Translation.Rows[k]
		if p := v.places[k]; !p.absent && (r.NeedsWork() || r.State == drift.Unverified) && len(out) < mostDiagnostics {
			out = append(out, Hint{Position: v.target.Position(p.end), Label: wording.StateAndChange(r.State, r.Change), PaddingLeft: true})
		}
	}
	return out
}

// Definition is where the source of what stands at a place is.
func (v *View) Definition(at Position) []Location {
	out := []Location{}
	for _, k := range v.standing(at) {
		if l, ok := v.sourceOf(&v.Translation.Rows[k]); ok {
			out = append(out, l)
		}
	}
	return out
}

// standing are the rows that stand at a place, or if there are none, those that are
// missing behind its line.
func (v *View) standing(at Position) []int {
	all := v.rowsIn(Range{at, at})
	present := slices.DeleteFunc(slices.Clone(all), func(k int) bool { return v.places[k].absent })
	if len(present) > 0 {
		return present
	}
	return all
}
