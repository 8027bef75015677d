package align

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// What speaks for a pair of footnote definitions beside their texts, on the scale
// of the model.
const (
	// rankWorth is for references at the same place in the same paragraph, where
	// the translation has labels of its own.
	rankWorth = 8
	// labelWorth is for the same number, where both files number their footnotes
	// in the order of the references, so that a number says no more than a rank.
	labelWorth = 4
)

// notes pairs footnote definitions. They have no order: a file may keep them
// anywhere.
type notes struct {
	x      *index
	region region
	model  *Model
	links  []Link         // of everything else
	a, b   map[string]int // places in the region, by label
	free   [2][]bool      // of the region, what has no counterpart yet
	gain   []float64      // of each pair, nil where they are too many for that
	out    []Link
}

// pairNotes pairs the footnote definitions of a region: by the names that they have for
// labels first, then by the rank of their references in paragraphs that translate each
// other, by numbers, and at last by what they say. A name that the translation does not
// have has no counterpart without evidence, and a translator's note is never taken for one.
// Law: however many there are, those of two files that keep them in one order are paired.
func pairNotes(x *index, r region, links []Link, model *Model) []Link {
	if len(r.a) == 0 || len(r.b) == 0 {
		return loneLinks(r)
	}
	n := &notes{x: x, region: r, model: model.withoutSentenceCounts(), links: links}
	n.a, n.b = labelsOf(x.a, r.a), labelsOf(x.b, r.b)
	n.free = [2][]bool{slices.Repeat([]bool{true}, len(r.a)), slices.Repeat([]bool{true}, len(r.b))}
	if len(r.a)*len(r.b) > reachable {
		n.byLabel(named, math.Inf(1))
		return append(n.out, n.solveTexts(model)...)
	}
	n.gain = n.weighPairs(r)
	n.byLabel(named, math.Inf(1))
	n.byRank(len(n.out) > 0)
	n.byLabel(isNumber, 0)
	if len(n.out) == 0 { // nothing refers to them
		return n.solveTexts(model)
	}
	n.byText()
	return append(n.out, n.unpairedNotes()...)
}

// solveTexts pairs the free definitions, to which nothing refers or which are too many for each
// to be held against each, by what they say and their order. Like any other long text many are
// cut before, so that the memory grows with their number and not with its square.
func (n *notes) solveTexts(model *Model) []Link {
	r, out := region{chosen(n.region.a, n.free[0]), chosen(n.region.b, n.free[1])}, []Link(nil)
	if !slices.ContainsFunc(r.a, func(i int) bool { return isSignedNote(&n.x.a[i]) }) {
		r.b = slices.DeleteFunc(slices.Clone(r.b), func(j int) bool {
			own := isSignedNote(&n.x.b[j])
			if own {
				out = append(out, Link{B: []int{j}, Confidence: 1})
			}
			return own
		})
	}
	for _, piece := range n.x.cutLargeRegion(r) {
		out = append(out, solveRegion(n.x, piece, model)...)
	}
	return out
}

// chosen are the segments of a list that are marked.
func chosen(segments []int, marked []bool) []int {
	var out []int
	for k, s := range segments {
		if marked[k] {
			out = append(out, s)
		}
	}
	return out
}

// labelsOf are the places of the definitions of a region, by label; of a label that
// is defined twice the first counts.
func labelsOf(o Outline, which []int) map[string]int {
	out := make(map[string]int, len(which))
	for k, i := range which {
		if _, twice := out[o[i].Label]; !twice && o[i].Label != "" {
			out[o[i].Label] = k
		}
	}
	return out
}

// weighPairs works out what each pair of a region gains by its text, against leaving both alone.
func (n *notes) weighPairs(r region) []float64 {
	s := newScorer(n.x, r).shareAll()
	gain := make([]float64, len(r.a)*len(r.b))
	model := *n.model
	model[fSameID], model[fOtherID] = 0, 0
	for i := range r.a {
		alone := s.scoreBead(i+1, 0, gapA, &model)
		for j := range r.b {
			g := s.scoreBead(i+1, j+1, 0, &model) - alone - s.scoreBead(0, j+1, gapB, &model)
			if !isSignedNote(&n.x.a[r.a[i]]) && isSignedNote(&n.x.b[r.b[j]]) {
				g = math.Inf(-1)
			}
			gain[i*len(r.b)+j] = g
		}
	}
	return gain
}

// isNumber reports whether a label is a number. Those may be counted anew with every
// footnote that comes or goes, so that a number says no more than a rank.
func isNumber(label string) bool {
	_, err := strconv.Atoi(label)
	return err == nil
}

// named reports whether a label is a name.
func named(label string) bool { return !isNumber(label) }

// referencesOf are the labels that a segment refers to, of those that are defined,
// each once, in order.
func referencesOf(s *Segment, defined map[string]int) []string {
	var out []string
	for k := range s.Anchors {
		a := &s.Anchors[k]
		if _, ok := defined[a.Value]; ok && a.Kind == anchor.FootnoteRef && !slices.Contains(out, a.Value) {
			out = append(out, a.Value)
		}
	}
	return out
}

// gainOf is what a pair gains by its text.
func (n *notes) gainOf(i, j int) float64 {
	if n.gain == nil {
		return n.weighPairs(region{n.region.a[i : i+1], n.region.b[j : j+1]})[0]
	}
	return n.gain[i*len(n.region.b)+j]
}

// takeNotes pairs two definitions. Worth is what speaks for them beside their texts.
func (n *notes) takeNotes(i, j int, worth float64) {
	n.free[0][i], n.free[1][j] = false, false
	certain := 1 / (1 + math.Exp(-n.gainOf(i, j)-worth))
	n.out = append(n.out, Link{A: n.region.a[i : i+1 : i+1], B: n.region.b[j : j+1 : j+1], Confidence: certain})
}

// byLabel pairs what has the same label, of those that are wanted, unless the texts lose
// more than that by it.
func (n *notes) byLabel(wanted func(label string) bool, most float64) {
	for k, i := range n.region.a {
		label := n.x.a[i].Label
		j, ok := n.b[label]
		if ok && wanted(label) && n.a[label] == k && n.free[0][k] && n.free[1][j] && !math.IsInf(n.gainOf(k, j), -1) && n.gainOf(k, j) > -most {
			n.takeNotes(k, j, max(labelWorth, -n.gainOf(k, j)))
		}
	}
}

// byRank pairs the definitions to which the two texts refer, in order: those first
// to which paragraphs that translate each other refer with the same labels, then the
// others. If other footnotes keep their names, one with a name of its own must have more
// in common than its place.
func (n *notes) byRank(kept bool) {
	place := map[[2]int]float64{} // how sure it is that two references stand in the same place
	for _, l := range n.links {
		from, to := n.referredNotes(l)
		if n.sameLabels(from, to) {
			for _, i := range from {
				n.takeNotes(i, n.b[n.x.a[n.region.a[i]].Label], rankWorth)
			}
			continue
		}
		for _, i := range from {
			for _, j := range to {
				place[[2]int{i, j}] = l.Confidence
			}
		}
	}
	worth := func(i, j int) float64 {
		sure, ok := place[[2]int{i, j}]
		from, to := n.x.a[n.region.a[i]].Label, n.x.b[n.region.b[j]].Label
		switch {
		case !ok:
			return 0
		case from == to:
			return rankWorth*sure + labelWorth
		case kept && (named(from) || named(to)):
			return 0
		}
		return rankWorth * sure
	}
	var from, to []int
	for i := range n.x.a {
		from = n.appendReferred(from, &n.x.a[i], n.a, n.free[0])
	}
	for j := range n.x.b {
		to = n.appendReferred(to, &n.x.b[j], n.b, n.free[1])
	}
	n.inSequence(from, to, worth)
}

// referredNotes are the free definitions to which the two sides of a link refer.
func (n *notes) referredNotes(l Link) (from, to []int) {
	for _, i := range l.A {
		from = n.appendReferred(from, &n.x.a[i], n.a, n.free[0])
	}
	for _, j := range l.B {
		to = n.appendReferred(to, &n.x.b[j], n.b, n.free[1])
	}
	return from, to
}

// sameLabels reports whether two lists of several definitions have the same labels, in any
// order: the words of a sentence stand in another order in another language.
func (n *notes) sameLabels(from, to []int) bool {
	return len(from) > 1 && len(from) == len(to) && !slices.ContainsFunc(from, func(i int) bool {
		j, ok := n.b[n.x.a[n.region.a[i]].Label]
		return !ok || !slices.Contains(to, j) || math.IsInf(n.gainOf(i, j), -1)
	})
}

// appendReferred adds the free definitions that a segment refers to.
func (n *notes) appendReferred(out []int, s *Segment, defined map[string]int, free []bool) []int {
	for _, label := range referencesOf(s, defined) {
		if k := defined[label]; free[k] && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// inSequence pairs two sequences of definitions so that the pairs keep the order and
// gain the most (Needleman and Wunsch 1970).
func (n *notes) inSequence(from, to []int, worth func(i, j int) float64) {
	width := len(to) + 1
	best := make([]float64, (len(from)+1)*width)
	gain := func(p, q int) float64 { return n.gainOf(from[p], to[q]) + worth(from[p], to[q]) }
	for p := len(from) - 1; p >= 0; p-- {
		for q := len(to) - 1; q >= 0; q-- {
			best[p*width+q] = max(best[(p+1)*width+q], best[p*width+q+1], best[(p+1)*width+q+1]+gain(p, q))
		}
	}
	for p, q := 0, 0; p < len(from) && q < len(to); {
		switch best[p*width+q] {
		case best[(p+1)*width+q]:
			p++
		case best[p*width+q+1]:
			q++
		default:
			n.takeNotes(from[p], to[q], worth(from[p], to[q]))
			p, q = p+1, q+1
		}
	}
}

// byText pairs what is left and says the same, the most telling first.
func (n *notes) byText() {
	var pairs [][2]int
	for i := range n.region.a {
		for j := range n.region.b {
			if n.free[0][i] && n.free[1][j] && n.gainOf(i, j)+n.model[fMoved] > 0 {
				pairs = append(pairs, [2]int{i, j})
			}
		}
	}
	slices.SortStableFunc(pairs, func(p, q [2]int) int { return cmp.Compare(n.gainOf(q[0], q[1]), n.gainOf(p[0], p[1])) })
	for _, p := range pairs {
		if n.free[0][p[0]] && n.free[1][p[1]] {
			n.takeNotes(p[0], p[1], n.model[fMoved])
		}
	}
}

// unpairedNotes are the definitions without a counterpart.
func (n *notes) unpairedNotes() []Link {
	var out []Link
	for i, free := range n.free[0] {
		if free {
			out = append(out, Link{A: n.region.a[i : i+1 : i+1], Confidence: 1})
		}
	}
	for j, free := range n.free[1] {
		if free {
			out = append(out, Link{B: n.region.b[j : j+1 : j+1], Confidence: 1})
		}
	}
	return out
}

// isNote reports whether a segment is a footnote definition.
func (s *Segment) isNote() bool { return s.Kind == block.Footnote }
