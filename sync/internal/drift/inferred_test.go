package drift_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// The history may accuse, it never acquits: a row of which it is the only witness
// is in the state that a recorded one would be in, but never fresh.
func TestInferredNeverAcquits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		now := slices.Clone(p.then)
		switch at := rapid.IntRange(0, len(now)-1).Draw(t, "at"); rapid.IntRange(0, 3).Draw(t, "edit") {
		case 0:
			now[at] += " by itself"
		case 1:
			now = slices.Delete(now, at, at+1)
		case 2:
			now = slices.Insert(now, at, says(85, "en"))
		}
		recorded := p.rows(now)
		for k := range p.base.Made {
			p.base.Made[k].How = baseline.Inferred
		}
		inferred := p.rows(now)
		if len(inferred) != len(recorded) {
			t.Fatalf("%d rows, recorded %d", len(inferred), len(recorded))
		}
		for k, want := range recorded {
			got := inferred[k]
			switch {
			case want.State == drift.Fresh:
				if got.State != drift.Unverified || got.Flags&drift.Inferred != 0 || got.Change != change.None || got.Was != "" {
					t.Fatalf("what has not changed is\n%s", draw(inferred[k:k+1]))
				}
			case got.State != want.State || got.Change != want.Change || got.Was != want.Was:
				t.Fatalf("%s where a record says\n%s", draw(inferred[k:k+1]), draw(recorded[k:k+1]))
			case len(want.Made) > 0 && got.Flags != want.Flags|drift.Inferred:
				t.Fatalf("an accusation without its flag:\n%s", draw(inferred[k:k+1]))
			}
		}
	})
}

// One witness who vouches is enough.
func TestInferredBesideReviewed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		for k := range p.base.Made {
			p.base.Made[k].How = baseline.Inferred
		}
		at := rapid.IntRange(0, len(p.then)-1).Draw(t, "at")
		p.base.Made[at].How = baseline.Reviewed
		for k, r := range p.rows(p.then) {
			if (r.State == drift.Fresh) != (k == at) {
				t.Fatal(draw(p.rows(p.then)))
			}
		}
	})
}
