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
	only, shown := placesByKey(e.source.Outline, from, nil, e.shownFile), placesByKey(e.target.Outline, to, nil, e.shownFile)
	for _, i := range from {
		file := e.shownFile(&e.source.Outline[i])
		if k, ok := shown[file]; file != "" && ok && k >= 0 && only[file] == i {
			j.joinLink(align.Link{A: []int{i}, B: []int{k}, Confidence: 1})
		}
	}
	return j.restOfDrafts()
}

// shownFile is the file that a picture shows, in whatever language; "" if it shows none.
func (e *examination) shownFile(s *align.Segment) string {
	if shown := e.firstFact(s, anchor.Image); shown != "" {
		return anchor.PageOf(shown)
	}
	return ""
}
