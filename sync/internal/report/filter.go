package report

import "github.com/xsync-project/xsync/sync/internal/drift"

// Filter holds the states whose rows are shown. An empty one lets all pass.
type Filter map[drift.State]bool

func (f Filter) has(r *drift.Row) bool { return len(f) == 0 || f[r.State] }

// Shown reports whether a row is listed: without a filter, those that need work,
// disagree, or are no longer what was recorded.
func (f Filter) Shown(r *drift.Row) bool {
	if len(f) == 0 {
		return r.NeedsWork() || r.State == drift.Unverified || len(r.Findings) > 0 || editedSince(r)
	}
	return f.has(r)
}

// editedSince reports whether a translation that was recorded as that of its source
// reads otherwise now: it may be better, or an older text that came back.
func editedSince(r *drift.Row) bool { return r.State == drift.Fresh && r.Flags&drift.Edited != 0 }
