package drift

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Bounds of what is taken for the original that a translator kept beside the
// translation.
const (
	// wholeOriginal is the least share of the source's segments that stand in one
	// piece in the translation, and leastOriginal their least number.
	wholeOriginal, leastOriginal = 0.6, 3
	// besideOriginal is the least number of other segments, as a share of the source's.
	besideOriginal = 0.5
	// mixed is the greatest share of copies among the texts beside the original.
	mixed = 0.2
)

// keptOriginal finds the target segments that repeat the source in one piece, above or
// below a translation of it. They are part of neither: nobody has to do anything
// about them.
func (e *examination) keptOriginal() map[int]bool {
	kept := map[int]bool{}
	if e.source.Keyed || len(e.source.Outline) < leastOriginal {
		return kept
	}
	from, to := e.longestCopy()
	all := float64(len(e.source.Outline))
	if to-from < leastOriginal || float64(to-from) < wholeOriginal*all || float64(len(e.target.Outline)-(to-from)) < besideOriginal*all {
		return kept
	}
	copies, texts := 0, 0
	sources := e.sourcePlaces()
	for j := range e.target.Outline {
		if t := &e.target.Outline[j]; (j < from || j >= to) && t.Kind.Prose() && inline.Count(t.Text) >= copiedWords {
			texts++
			if len(sources[t.Digest]) > 0 {
				copies++
			}
		}
	}
	if texts == 0 || float64(copies) > mixed*float64(texts) || e.isRecorded(from, to) {
		return kept
	}
	for j := from; j < to; j++ {
		kept[j] = true
	}
	return kept
}

// sourcePlaces are the places of the source's segments by what they say.
func (e *examination) sourcePlaces() map[block.Digest][]int {
	out := map[block.Digest][]int{}
	for i := range e.source.Outline {
		d := e.source.Outline[i].Digest
		out[d] = append(out[d], i)
	}
	return out
}

// longestCopy is the longest run of target segments, from one up to another, that are
// source segments in the order of the source.
func (e *examination) longestCopy() (from, to int) {
	sources := e.sourcePlaces()
	start, last := 0, -1
	for j := range e.target.Outline {
		places := sources[e.target.Outline[j].Digest]
		next, _ := slices.BinarySearch(places, last+1)
		switch {
		case next < len(places):
			last = places[next]
		case len(places) > 0:
			start, last = j, places[0]
		default:
			start, last = j+1, -1
		}
		if j+1-start > to-from {
			from, to = start, j+1
		}
	}
	return from, to
}

// isRecorded reports whether one of a run of target segments is known to have been
// made from a source.
func (e *examination) isRecorded(from, to int) bool {
	return slices.ContainsFunc(e.base.Made, func(m Made) bool {
		return slices.ContainsFunc(m.Target, func(j int) bool { return j >= from && j < to })
	})
}
