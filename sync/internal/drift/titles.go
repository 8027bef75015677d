package drift

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// container is what begins a container, such as "/// note", by its place in an outline.
type container struct {
	at     int
	titled bool // a title stands behind it on the line
}

// addedTitles finds the titles that a translation gives to containers to which the
// source leaves the title of the site, as in "/// note | Примечание": they say in
// the language what the reader of the source is shown as well. The containers of one
// name are compared in order, if both sides have as many; otherwise the titles are added
// if the source gives none to any of them, or to any container.
func (e *examination) addedTitles() map[int]bool {
	added := map[int]bool{}
	from, to := containersOf(e.source), containersOf(e.target)
	if inOrder, ok := sameCount(from, to); ok {
		from, to = inOrder[0], inOrder[1]
	}
	isTitled := func(c container) bool { return c.titled }
	plain := len(from) > 0
	for _, here := range from {
		plain = plain && !slices.ContainsFunc(here, isTitled)
	}
	made := e.madeTargets()
	for name, there := range to {
		here := from[name]
		titled := slices.ContainsFunc(here, isTitled)
		if !plain && (len(here) == 0 || len(here) != len(there) && titled) {
			continue
		}
		for k, c := range there {
			if title := c.at + 1; c.titled && (!titled || !here[k].titled) && !made[title] {
				added[title] = true
			}
		}
	}
	return added
}

// sameCount takes the containers of both sides, in order, for those of one name if there
// are as many of them on both sides, and not of each name: one was written as another. False if
// that is not so.
func sameCount(from, to map[string][]container) (inOrder [2]map[string][]container, ok bool) {
	differ := len(from) != len(to)
	count := [2]int{}
	for k, of := range []map[string][]container{from, to} {
		var all []container
		for name, some := range of {
			all = append(all, some...)
			differ = differ || len(some) != len(from[name])
		}
		slices.SortFunc(all, func(a, b container) int { return a.at - b.at })
		inOrder[k], count[k] = map[string][]container{"": all}, len(all)
	}
	return inOrder, differ && count[0] == count[1]
}

// containersOf are the containers of a side by what begins them.
func containersOf(s Side) map[string][]container {
	out := map[string][]container{}
	segments := s.Doc.Segments()
	for i := range s.Outline {
		o := &s.Outline[i]
		if o.Kind != block.Directive || containerEnd.MatchString(o.Text) {
			continue
		}
		name := strings.TrimSpace(o.Text)
		out[name] = append(out[name], container{i, i+1 < len(s.Outline) && isOneLine(s, segments[i], segments[i+1])})
	}
	return out
}

// isOneLine reports whether two blocks of a file stand on one line, the second with
// a text.
func isOneLine(s Side, first, second int) bool {
	a, b := &s.Doc.Blocks[first], &s.Doc.Blocks[second]
	return b.Kind == block.Paragraph && a.Span.End <= b.Span.Start && bytes.IndexByte(s.Doc.Src[a.Span.End:b.Span.Start], '\n') < 0
}
