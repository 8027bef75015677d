package align

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// repeatable is the number of words from which a text can say another one again.
const repeatable = 6

// retold tells what a translation says twice: it is no translation of another source, though
// it has something in common with it and the only source of its own is taken.
type retold struct {
	x                  *index
	sources            map[int][]int // of the targets that have some
	inSource, inTarget *versions     // compare texts of one language; nil until they are needed
	others             map[int][]int // what [retold.othersLike] has found
	// times is how often each text stands on its side; nil until it is needed.
	times map[block.Digest]int
}

func newRetold(x *index, links []Link) *retold {
	r := &retold{x: x, sources: map[int][]int{}, others: map[int][]int{}}
	for _, l := range links {
		if len(l.A) == 0 {
			continue
		}
		for _, j := range l.B {
			r.sources[j] = l.A
		}
	}
	return r
}

// tells reports whether two segments are the only ones of their sides that say what they do,
// so that what they have in common shows that they belong together wherever they stand.
func (r *retold) tells(source, target int) bool {
	return !r.isRepeated(source, target) && !r.retells(source, target)
}

// isRepeated reports whether one of two segments has a text that its side has elsewhere too:
// which of them the other translates nothing can tell but the neighbours.
func (r *retold) isRepeated(source, target int) bool {
	if r.times == nil {
		r.times = map[block.Digest]int{}
		for _, o := range []Outline{r.x.a, r.x.b} {
			mine := map[block.Digest]int{}
			for i := range o {
				mine[o[i].Digest]++
			}
			for d, n := range mine {
				r.times[d] = max(r.times[d], n)
			}
		}
	}
	return r.times[r.x.a[source].Digest] > 1 || r.times[r.x.b[target].Digest] > 1
}

// retells reports whether a target says again what another target does, which has its source:
// it has more in common with that one than with the source it is tried with, which is about
// something else.
func (r *retold) retells(source, target int) bool {
	if r.inTarget == nil {
		r.inSource, r.inTarget = newVersions(r.x.a, r.x.a), newVersions(r.x.b, r.x.b)
	}
	like := func(i int) bool { return r.inSource.similarityOf(i, source) >= similar }
	return slices.ContainsFunc(r.othersLike(target), func(other int) bool {
		its := r.sources[other]
		return !slices.ContainsFunc(its, like) && r.x.sharedKeys(1, target, its) > r.x.sharedKeys(1, target, []int{source})
	})
}

// othersLike are the other targets with sources that say about what a target says.
func (r *retold) othersLike(target int) []int {
	if found, ok := r.others[target]; ok {
		return found
	}
	var found []int
	words := r.inTarget.tokensA(target)
	if len(words) >= repeatable {
		has := make(map[uint32]bool, len(words))
		for _, w := range words {
			has[w.hash] = true
		}
		for other := range r.sources {
			its := r.inTarget.tokensA(other)
			if other == target || groupOf(r.x.b[other].Kind) != groupOf(r.x.b[target].Kind) || 2*len(its) < len(words) || len(its) > 2*len(words) {
				continue
			}
			common := 0 // at most: words may stand more often in one than in the other
			for _, w := range its {
				if has[w.hash] {
					common += int(w.length)
				}
			}
			if r.x.b[other].Digest == r.x.b[target].Digest ||
				mayBeSimilar(common, weightOf(its), weightOf(words)) && r.inTarget.similarityOf(other, target) >= similar {
				found = append(found, other)
			}
		}
	}
	r.others[target] = found
	return found
}
