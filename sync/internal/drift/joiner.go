package drift

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
)

// plausible is the confidence from which a pair is believed of which the base
// knows nothing.
const plausible = 0.5

// joiner joins drafts that a link brings together. It knows which draft has each
// segment, so that a link costs no look at the others.
type joiner struct {
	drafts         []*draft // nil where one has gone into another
	source, target []int    // places in drafts, by segment
}

func newJoiner(drafts []*draft, source, target int) *joiner {
	j := &joiner{drafts: slices.Clone(drafts), source: make([]int, source), target: make([]int, target)}
	for k, d := range drafts {
		j.claimSegment(k, d)
	}
	return j
}

func (j *joiner) claimSegment(k int, d *draft) {
	for _, i := range d.source {
		j.source[i] = k
	}
	for _, i := range d.target {
		j.target[i] = k
	}
}

// joinLink makes one draft, the first, of all that a link touches.
func (j *joiner) joinLink(l align.Link) {
	var touched []int
	for _, i := range l.A {
		touched = append(touched, j.source[i])
	}
	for _, i := range l.B {
		touched = append(touched, j.target[i])
	}
	slices.Sort(touched)
	touched = slices.Compact(touched)
	whole := j.drafts[touched[0]]
	whole.confidence, whole.moved = l.Confidence, l.Moved
	for _, k := range touched[1:] {
		d := j.drafts[k]
		whole.source = append(whole.source, d.source...)
		whole.target = append(whole.target, d.target...)
		whole.base = append(whole.base, d.base...)
		j.drafts[k] = nil
	}
	if len(touched) > 1 {
		slices.Sort(whole.source)
		slices.Sort(whole.target)
		j.claimSegment(touched[0], whole)
	}
}

// detachTarget takes a target segment out of its draft, into one of its own that is not
// known to be made from anything.
func (j *joiner) detachTarget(at int) {
	d := j.drafts[j.target[at]]
	d.target = slices.DeleteFunc(slices.Clone(d.target), func(k int) bool { return k == at })
	j.target[at] = len(j.drafts)
	j.drafts = append(j.drafts, &draft{target: []int{at}})
}

// doubt sets how sure it is that what stands alone in a link has no counterpart.
func (j *joiner) doubt(l align.Link) {
	for side, which := range [2][]int{l.A, l.B} {
		for _, i := range which {
			k := j.source
			if side == 1 {
				k = j.target
			}
			if d := j.drafts[k[i]]; d.isFree() && len(d.source)+len(d.target) == 1 {
				d.confidence = l.Confidence
			}
		}
	}
}

func (j *joiner) restOfDrafts() []*draft {
	return slices.DeleteFunc(j.drafts, func(d *draft) bool { return d == nil })
}
