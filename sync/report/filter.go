package report

import "github.com/xsync-project/xsync/sync/drift"

// Filter holds the states whose rows are shown. An empty one lets all pass.
type Filter map[drift.State]bool

func (f Filter) has(r *drift.Row) bool { return len(f) == 0 || f[r.State] }
