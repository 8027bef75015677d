package drift

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Of a pair that stands where it should, and says what it should not, the text belongs to a
// neighbour: paragraphs were exchanged, or one was pasted twice.
const (
	// nearby is how many segments on either side are looked at.
	nearby = 12
	// saysMore is by how much more of another source a text must say that stands twice.
	saysMore = 0.2
)

// isMisplaced reports whether the target of a draft seems to translate a source that stands
// nearby: it says nothing of its own and much of that one, or it stands there twice and says
// more of that one.
func (e *examination) isMisplaced(d *draft) bool {
	if len(d.source) != 1 || len(d.target) != 1 || d.moved {
		return false
	}
	own, here := &e.source.Outline[d.source[0]], &e.target.Outline[d.target[0]]
	if align.AreKin(own, here) && !isTwice(e.target.Outline, d.target[0]) || !saysEnough(own) || !saysEnough(here) {
		return false
	}
	least := saysOther
	if said := align.Echo(own, here); said > 0 {
		least = said + saysMore
	}
	from, to := around(d.source[0], len(e.source.Outline))
	for i := from; i < to; i++ {
		other := &e.source.Outline[i]
		if i != d.source[0] && saysEnough(other) && align.Echo(other, here) >= least {
			return true
		}
	}
	return false
}

func saysEnough(s *align.Segment) bool { return isRunning(s.Kind) && inline.Count(s.Text) >= fewWords }

// isTwice reports whether the text of a segment stands nearby once more.
func isTwice(o align.Outline, at int) bool {
	from, to := around(at, len(o))
	for k := from; k < to; k++ {
		if k != at && o[k].Digest == o[at].Digest {
			return true
		}
	}
	return false
}

// around are the places near one of so many.
func around(at, of int) (from, to int) { return max(at-nearby, 0), min(at+nearby+1, of) }
