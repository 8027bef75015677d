package drift

import (
	"bytes"
	"cmp"
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

// alertsBehind are the rows of the first and last lines of containers that one side alone has
// and whose title, or first text, belongs to an alert of the other: "{{% alert title="Note" %}}"
// is "> [!NOTE]" in another syntax.
func (e *examination) alertsBehind(drafts []*draft) map[*draft]bool {
	behind := [2]map[int]bool{{}, {}} // the places in front of what an alert belongs to
	isAlert := func(s Side, at int) bool {
		mark, _ := block.CutAlert(s.Outline[at].Text)
		return mark != "" && s.Outline[at].Kind == block.Quote
	}
	for _, d := range drafts {
		if len(d.source) > 0 && len(d.target) > 0 {
			behind[0][d.source[0]-1] = isAlert(e.target, d.target[0])
			behind[1][d.target[0]-1] = isAlert(e.source, d.source[0])
		}
	}
	out := map[*draft]bool{}
	for side, s := range []Side{e.source, e.target} {
		lone, begun := e.loneDirectives(drafts, side), 0
		for _, d := range lone {
			at := d.places(side)[0]
			switch {
			case isContainerEnd(&s.Outline[at]) && begun > 0:
				out[d] = true
				begun--
			case behind[side][at]:
				out[d] = true
				begun++
			}
		}
	}
	return out
}

// loneDirectives are the rows of directives that one side alone has, 0 being the source, and
// of which nothing is recorded, in its order.
func (e *examination) loneDirectives(drafts []*draft, side int) []*draft {
	var out []*draft
	for _, d := range drafts {
		own := d.places(side)
		if len(own) == 1 && len(d.source)+len(d.target)+len(d.base) == 1 && e.outlines()[side][own[0]].Kind == block.Directive {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(c, d *draft) int { return cmp.Compare(c.places(side)[0], d.places(side)[0]) })
	return out
}
