package queue

import (
	"cmp"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/drift"
)

// waitingRows are the rows of those changes among the refused, by their places, that could be
// made if what stands before them in the source were translated too: the second paragraph of a
// footnote, the second item of a list of texts.
func (j *job) waitingRows(refused []int) map[*drift.Row]bool {
	waiting, answered, last := map[*drift.Row]bool{}, map[*drift.Row]bool{}, -1
	for _, k := range refused {
		r := j.changes[k].Row
		waiting[r] = true
		last = max(last, r.Source[0].At)
	}
	for k := range j.changes {
		answered[j.changes[k].Row] = true
	}
	more := slices.Clone(j.changes)
	for k := range j.t.Rows {
		r := &j.t.Rows[k]
		if r.State == drift.Missing && len(r.Source) > 0 && r.Source[0].At < last && !answered[r] {
			more = append(more, changeOf(j.t, k, Answer{Text: r.Now}))
		}
	}
	if len(more) == len(j.changes) {
		return nil
	}
	slices.SortStableFunc(more, func(a, b Change) int { return cmp.Compare(a.Row.Source[0].At, b.Row.Source[0].At) })
	_, still := apply(j.t, more)
	for _, k := range still {
		delete(waiting, more[k].Row)
	}
	return waiting
}
