package drift

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// pairPictures joins the segments that show the same picture, if each side has one such
// segment and nothing is known of either: what a translation says where the picture is
// not shown may be quite another text.
func (e *examination) pairPictures(drafts []*draft) []*draft {
	if e.source.Keyed {
		return drafts
	}
	from, to := e.loneOfKind(drafts, 0, block.Image), e.loneOfKind(drafts, 1, block.Image)
	if len(from) == 0 || len(to) == 0 {
		return drafts
	}
	j := newJoiner(drafts, len(e.source.Outline), len(e.target.Outline))
	for _, i := range from {
		if k, ok := e.onlySame(e.target.Outline, to, &e.source.Outline[i]); ok {
			if back, ok := e.onlySame(e.source.Outline, from, &e.target.Outline[k]); ok && back == i {
				j.joinLink(align.Link{A: []int{i}, B: []int{k}, Confidence: 1})
			}
		}
	}
	return j.restOfDrafts()
}

// onlySame is the only one of some pictures of an outline that shows the same file as
// another picture, in whatever language.
func (e *examination) onlySame(o align.Outline, which []int, picture *align.Segment) (int, bool) {
	found, n := 0, 0
	shown := e.firstFact(picture, anchor.Image)
	for _, k := range which {
		if shown != "" && anchor.SamePage(shown, e.firstFact(&o[k], anchor.Image)) {
			found, n = k, n+1
		}
	}
	return found, n == 1
}
