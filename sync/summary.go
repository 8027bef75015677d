package xsync

import (
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// tallies is what a record keeps of an examination, so that its figures can be
// told again without parsing.
func (t *Translation) tallies() []baseline.Tally {
	var out []baseline.Tally
	for s := range drift.NumStates {
		out = append(out, baseline.Tally{Name: s.String(), N: t.Counts[s]})
	}
	return append(out,
		baseline.Tally{Name: "words", N: t.Words.Total},
		baseline.Tally{Name: "todo", N: t.Words.Todo},
		baseline.Tally{Name: "confidence", N: int(t.Confidence*1000 + 0.5)})
}

// summary takes the figures back. It reports whether it knew them all.
func (t *Translation) summary(tallies []baseline.Tally) bool {
	for _, y := range tallies {
		state, isState := drift.ParseState(y.Name)
		switch {
		case isState:
			t.Counts[state] = y.N
		case y.Name == "words":
			t.Words.Total = y.N
		case y.Name == "todo":
			t.Words.Todo = y.N
		case y.Name == "confidence":
			t.Confidence = float64(y.N) / 1000
		default:
			return false
		}
	}
	return len(tallies) == int(drift.NumStates)+3
}
