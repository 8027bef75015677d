package lsp

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// mostActions is how many rows of a range get actions of their own.
const mostActions = 20

// Actions are what can be done about the rows in a range: changes of the text, for the
// client to make, and commands that record a row. Those of kinds that are not asked for
// are left out.
func (v *View) Actions(in Range, only []string) []Action {
	out := []Action{}
	if wanted(QuickFix, only) {
		rows := v.rowsIn(in)
		for _, k := range rows[:min(len(rows), mostActions)] {
			out = append(out, v.actionsOn(k)...)
		}
	}
	if wanted(FixAll, only) {
		if src, n := queue.Carry(v.Translation, ""); n > 0 {
			out = v.change(out, v.Messages.Count("lsp.carry_all", n), FixAll, -1, src, true)
		}
	}
	return out
}

// wanted reports whether a kind is one of those asked for, or below one.
func wanted(kind string, only []string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool { return kind == o || strings.HasPrefix(kind, o+".") })
}

// actionsOn are what can be done about a row, the likeliest first.
func (v *View) actionsOn(k int) []Action {
	r := &v.Translation.Rows[k]
	var out []Action
	if len(r.Source) == 0 {
		return v.withoutSource(k, r)
	}
	edited := r.Flags&drift.Edited != 0
	if edited && len(r.Target) > 0 || r.State == drift.Unverified {
		out = append(out, v.record(k, "lsp.record"))
	}
	if src, n := queue.Carry(v.Translation, r.ID); n > 0 && !edited && r.State == drift.Stale {
		out = v.change(out, v.Messages.Text("lsp.carry"), QuickFix, k, src, true)
	}
	for _, s := range v.suggestions(r) {
		src, ok := queue.Place(v.Translation, v.items(r), func(*queue.Item) string { return s.Text })
		out = v.change(out, v.Messages.Text("lsp.take", "Percent", v.Messages.Percent(float64(s.Score)/100), "Text", brief(s.Text)), QuickFix, k, src, ok)
	}
	if r.State == drift.Missing {
		src, ok := queue.Place(v.Translation, v.items(r), func(i *queue.Item) string { return i.Text })
		out = v.change(out, v.Messages.Text("lsp.insert", "Text", brief(r.Now)), QuickFix, k, src, ok)
	}
	if !edited && r.State == drift.Stale {
		out = append(out, v.record(k, "page.right"))
	}
	return out
}

// withoutSource are the actions on a row whose source is gone or never was.
func (v *View) withoutSource(k int, r *drift.Row) []Action {
	var out []Action
	if r.Kind != block.Message {
		src, why := queue.Remove(v.Translation, r.ID, queue.Seal(r))
		out = v.change(out, v.Messages.Text("page.remove"), QuickFix, k, src, why == "")
	}
	if r.State == drift.Extra {
		out = append(out, v.record(k, "page.keep"))
	}
	return out
}

// change adds an action that makes other bytes of the translation, unless they are the
// same.
func (v *View) change(out []Action, title, kind string, k int, src []byte, ok bool) []Action {
	if !ok || string(src) == string(v.target.Bytes) {
		return out
	}
	edits := []TextEdit{v.target.EditTo(src)}
	a := Action{Title: title, Kind: kind, Edit: &WorkspaceEdit{Changes: map[string][]TextEdit{v.Target.URI: edits}}}
	if v.Versions {
		a.Edit = &WorkspaceEdit{Documents: []DocumentEdit{{v.Target, edits}}}
	}
	a.Diagnostics = v.about(k)
	a.Preferred = kind == QuickFix && len(out) == 0
	return append(out, a)
}

// record is the action that records a row.
func (v *View) record(k int, message string) Action {
	r := &v.Translation.Rows[k]
	title := v.Messages.Text(message)
	return Action{
		Title: title, Kind: QuickFix, Diagnostics: v.about(k),
		Command: &Command{Title: title, Command: CommandRecord, Arguments: []any{Order{v.Target.URI, r.ID, queue.Seal(r)}}},
	}
}

// about are the diagnostics on the state of a row.
func (v *View) about(k int) []Diagnostic {
	if k < 0 {
		return nil
	}
	var out []Diagnostic
	for _, verdict := range v.verdicts {
		if verdict.Row == v.Translation.Rows[k].ID {
			out = append(out, v.diagnostic(&verdict, k))
		}
	}
	return out
}

// brief is how a text begins, on one line.
func brief(text string) string {
	const most = 40 // letters
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) > most {
		letters = append(letters[:most-1], '…')
	}
	return string(letters)
}
