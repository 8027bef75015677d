package report

import "github.com/xsync-project/xsync/sync/internal/drift"

// Filter holds the states whose rows are shown. An empty one lets all pass.
type Filter map[drift.State]bool

func (f Filter) has(r *drift.Row) bool { return len(f) == 0 || f[r.State] }

// Shown reports whether a row is listed: without a filter, those that need work
// or disagree.
func (f Filter) Shown(r *drift.Row) bool {
	if len(f) == 0 {
		return r.NeedsWork() || r.State == drift.Unverified || len(r.Findings) > 0
	}
	return f.has(r)
}
