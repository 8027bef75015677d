package drift

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/fragment"
)

// surelyHeaded is the confidence that a pair of headings needs to tell of a table of contents.
const surelyHeaded = 0.9

// settleContents pairs the entries of a table of contents by the headings that they lead to:
// of a few words beside others like them the words may tell nothing, while a heading stands
// above its section. Links are those of [align.Across] beside pins, which stay. What loses
// its counterpart stands alone.
func (e *examination) settleContents(links []align.Link, pins []align.Pin) []align.Link {
	if !hasFragments(e.source.Outline) || !hasFragments(e.target.Outline) {
		return links
	}
	entries := e.misplacedEntries(links, pins)
	if len(entries) == 0 {
		return links
	}
	var out []align.Link
	taken := [2][]int{}
	for _, p := range entries {
		taken[0], taken[1] = append(taken[0], p.A...), append(taken[1], p.B...)
		out = append(out, align.Link{A: p.A, B: p.B, Confidence: 1})
	}
	for _, l := range links {
		a, b := without(l.A, taken[0]), without(l.B, taken[1])
		switch {
		case len(a) == len(l.A) && len(b) == len(l.B):
			out = append(out, l)
		case len(a) > 0 && len(b) > 0:
			out = append(out, align.Link{A: a, B: b, Confidence: l.Confidence, Moved: l.Moved})
		case len(a)+len(b) > 0:
			out = append(out, align.Link{A: a, B: b, Confidence: doubtful})
		}
	}
	return out
}

// without is a list without what is taken.
func without(list, taken []int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(k int) bool { return slices.Contains(taken, k) })
}

// misplacedEntries are the entries of a table of contents that lead to two headings which
// belong together, each as the only one, and which the links do not have as a pair.
func (e *examination) misplacedEntries(links []align.Link, pins []align.Pin) []align.Pin {
	known := slices.Clone(links)
	given := [2][]int{}
	for _, p := range pins {
		given[0], given[1] = append(given[0], p.A...), append(given[1], p.B...)
		known = append(known, align.Link{A: p.A, B: p.B, Confidence: 1})
	}
	heading, partner := map[int]int{}, map[int]int{}
	for _, l := range known {
		if len(l.A) != 1 || len(l.B) != 1 {
			continue
		}
		partner[l.A[0]] = l.B[0]
		if l.Confidence >= surelyHeaded && e.source.Outline[l.A[0]].Kind == block.Heading && e.target.Outline[l.B[0]].Kind == block.Heading {
			heading[l.A[0]] = l.B[0]
		}
	}
	from, to := contentsOf(e.source), contentsOf(e.target)
	var out []align.Pin
	for at, i := range from {
		h, isPair := heading[at]
		j, isEntry := to[h]
		found, isLinked := partner[i]
		if !isPair || !isEntry || i < 0 || j < 0 || isLinked && found == j || slices.Contains(given[0], i) || slices.Contains(given[1], j) {
			continue
		}
		out = append(out, align.Pin{A: []int{i}, B: []int{j}})
	}
	slices.SortFunc(out, func(p, q align.Pin) int { return p.A[0] - q.A[0] })
	return out
}

// contentsOf maps headings to the list item whose only link into the file leads there, and
// those to which several lead to -1.
func contentsOf(s Side) map[int]int {
	out := map[int]int{}
	for i := range s.Outline {
		links := within(&s.Outline[i])
		if s.Outline[i].Kind != block.ListItem || len(links) != 1 {
			continue
		}
		at, certain := s.names().Lookup(links[0])
		if certain != fragment.Alive || at < 0 {
			continue
		}
		if _, more := out[at]; more {
			out[at] = -1
		} else {
			out[at] = i
		}
	}
	return out
}
