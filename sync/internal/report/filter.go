package report

import "github.com/xsync-project/xsync/sync/internal/drift"

// Filter chooses the rows that are shown. An empty one lets all pass.
type Filter drift.Choice

// IsEmpty reports whether the filter lets all pass.
func (f Filter) IsEmpty() bool { return (*drift.Choice)(&f).IsEmpty() }

func (f Filter) has(r *drift.Row) bool { return f.IsEmpty() || (*drift.Choice)(&f).Has(r) }

// Shown reports whether a row is listed: without a filter, those that need work,
// disagree, or are no longer what was recorded.
func (f Filter) Shown(r *drift.Row) bool {
	if f.IsEmpty() {
		return r.NeedsWork() || r.State == drift.Unverified || len(r.Findings) > 0 || r.EditedSinceRecorded()
	}
	return f.has(r)
}
