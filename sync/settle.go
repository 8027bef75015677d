package xsync

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Where two people recorded the same row at once, a merged record has what both
// say, and the texts tell which of it holds.

// settleRecord is a record without what merging has left of rows that stand in no file
// any more. source and target say how often the files that the record is held
// against have each segment; they are asked only if rows contradict each other.
func settleRecord(record *baseline.Record, source, target func() map[block.Digest]int) *baseline.Record {
	if record == nil || !isContested(record.Entries) {
		return record
	}
	now, then := source(), target()
	out := *record
	out.Entries = slices.Clone(record.Entries)
	out.Entries = withoutRivals(out.Entries, then)
	out.Entries = withoutClaims(out.Entries, now, then)
	return &out
}

// isContested reports whether two entries have the same row, or the same target.
func isContested(entries []baseline.Entry) bool {
	rows, targets := map[string]bool{}, map[string]bool{}
	for k := range entries {
		e := &entries[k]
		if row := e.Row; row != "" {
			if rows[row] {
				return true
			}
			rows[row] = true
		}
		if len(e.Target) > 0 {
			key := digestsOf(e.Target)
			if targets[key] {
				return true
			}
			targets[key] = true
		}
	}
	return false
}

// withoutRivals keeps one entry of each row: one whose translation is in the file,
// and if there is none, the first.
func withoutRivals(entries []baseline.Entry, have map[block.Digest]int) []baseline.Entry {
	best := map[string]int{}
	for k := range entries {
		b, seen := best[entries[k].Row]
		if !seen || !allStand(entries[b].Target, have) && allStand(entries[k].Target, have) {
			best[entries[k].Row] = k
		}
	}
	out := make([]baseline.Entry, 0, len(entries))
	for k := range entries {
		if entries[k].Row == "" || best[entries[k].Row] == k {
			out = append(out, entries[k])
		}
	}
	return out
}

// withoutClaims drops, where more entries claim a translation than the file has of
// it, those that are only inferred, then those whose source is gone although that
// of another is there.
func withoutClaims(entries []baseline.Entry, source, target map[block.Digest]int) []baseline.Entry {
	claims := map[string][]int{}
	for k := range entries {
		if len(entries[k].Target) > 0 {
			key := digestsOf(entries[k].Target)
			claims[key] = append(claims[key], k)
		}
	}
	drop := map[int]bool{}
	for _, list := range claims {
		left := len(list) - max(1, target[entries[list[0]].Target[0]])
		for _, worse := range []func(e *baseline.Entry) bool{
			func(e *baseline.Entry) bool { return e.How == baseline.Inferred },
			func(e *baseline.Entry) bool { return !allStand(e.Source, source) },
		} {
			if !slices.ContainsFunc(list, func(k int) bool { return !drop[k] && !worse(&entries[k]) }) {
				continue
			}
			for _, k := range list {
				if left > 0 && !drop[k] && worse(&entries[k]) {
					drop[k] = true
					left--
				}
			}
		}
	}
	out := make([]baseline.Entry, 0, len(entries))
	for k := range entries {
		if !drop[k] {
			out = append(out, entries[k])
		}
	}
	return out
}

// noteLeft says of the rows that whoever made the translation left as they are in the source,
// and nobody has recorded or edited since, that they are not translated.
func noteLeft(rows []drift.Row, record *baseline.Record) {
	if record == nil {
		return
	}
	left := map[block.Digest]bool{}
	for _, s := range record.Seen {
		if s.Left {
			left[s.Target] = true
		}
	}
	for k := range rows {
		if r := &rows[k]; r.State == drift.Unverified && isLeft(r, left) {
			r.Leave()
		}
	}
}

// isLeft reports whether a row has what was left, and has it as it is in the source.
func isLeft(r *drift.Row, left map[block.Digest]bool) bool {
	return len(r.TargetDigests) == 1 && len(r.Made) == 0 && left[r.TargetDigests[0]] && slices.Equal(r.SourceDigests, r.TargetDigests)
}

// noteRecent says of the unverified rows which were written since the record was
// begun: of which it did not see a segment.
func noteRecent(rows []drift.Row, record *baseline.Record) {
	if record == nil || record.Blind {
		return
	}
	seen := map[block.Digest]int{}
	for _, s := range record.Seen {
		seen[s.Target]++
	}
	recorded := map[string]bool{}
	for k := range record.Entries {
		if e := &record.Entries[k]; len(e.Source) > 0 && len(e.Target) > 0 && e.How != baseline.Inferred {
			recorded[digestsOf(e.Source)] = true
		}
	}
	for k := range rows {
		if e := rows[k].SourceDigests; len(rows[k].Made) > 0 {
			delete(recorded, digestsOf(e))
		}
	}
	for k := range rows {
		r := &rows[k]
		if r.State != drift.Unverified || len(r.Made) > 0 {
			continue
		}
		if recorded[digestsOf(r.SourceDigests)] { // with a translation that is not there any more
			r.Flags |= drift.Edited
		}
		for _, d := range r.TargetDigests {
			if seen[d]--; seen[d] < 0 {
				r.Recent = true
			}
		}
	}
}
