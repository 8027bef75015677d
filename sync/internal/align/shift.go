package align

import (
	"math"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/sentence"
)

// Shift is a piece of a target segment, one sentence or two, that translates the end of
// the source segment before the segment's own source, or the beginning of the one behind.
type Shift struct {
	// B is the target segment that holds the piece.
	B int
	// Start and End are the offsets of the piece in its text.
	Start, End int
	// Back says that the piece begins the segment and belongs to the source before;
	// else it ends the segment and belongs to the source behind.
	Back bool
}

// Cut gives the piece of a text, and the rest.
func (s Shift) Cut(text string) (piece, rest string) {
	if s.Back {
		return text[s.Start:s.End], strings.TrimSpace(text[s.End:])
	}
	return text[s.Start:s.End], strings.TrimSpace(text[:s.Start])
}

// Bounds of shifts.
const (
	// shiftedSentences is the number of sentences that cross a border at most.
	shiftedSentences = 2
	// surround is how many segments around a border tell how rare words are.
	surround = 8
	// leastShift is the least length of what crosses a border, in letters.
	leastShift = 10
	// leastFit is by how much the lengths of the two pairs must fit better, in
	// standard deviations.
	leastFit = 0.8
	// leastShiftGain is by how much the two pairs must score more.
	leastShiftGain = 1.5
	// leastRestGain is by how much more what stays on the other side of the border must
	// score as a pair than alone, where the path did not join it.
	leastRestGain = 2
)

// Shifts finds the sentences that cross a border between two paragraphs. Pairs are
// links of one segment with one, in the order of the source; of two that follow each
// other on both sides the border is looked at. Law: no segment of the target is in two
// shifts, and every shift leaves a sentence in its place.
func Shifts(a, b Outline, pairs [][2]int) []Shift {
	w := newBorders(a, b)
	var out []Shift
	for k := 1; k < len(pairs); k++ {
		p, q := pairs[k-1], pairs[k]
		if q[0] != p[0]+1 || q[1] != p[1]+1 {
			continue
		}
		if s, ok := w.shiftAt(p[0], p[1]); ok && (len(out) == 0 || out[len(out)-1].B != s.B) {
			out = append(out, s)
		}
	}
	return out
}

// borders looks at borders between neighbouring pairs of two outlines.
type borders struct {
	a, b  Outline
	ratio float64
	model *Model
	plain bool // without concepts
}

func newBorders(a, b Outline) *borders {
	w := &borders{a: a, b: b, ratio: lengthRatio(a, b)}
	w.model, w.plain = modelFor(a, b)
	return w
}

// shiftAt finds what crosses the border behind the pair (i, j).
func (w *borders) shiftAt(i, j int) (best Shift, ok bool) {
	gain := float64(leastShiftGain)
	for _, s := range w.candidates(i, j) {
		if g := w.gain(i, j, s); g > gain && w.crosses(i, j, s) {
			best, gain, ok = s, g, true
		}
	}
	return best, ok
}

// isBorder reports whether four segments are running text of which one side has room
// for a sentence of the other.
func (w *borders) isBorder(i, j int) bool {
	for k := range 2 {
		if !joinable(w.a[i+k].Kind) || !joinable(w.b[j+k].Kind) || w.a[i+k].Kind == block.Footnote || w.b[j+k].Kind == block.Footnote {
			return false
		}
	}
	first, second := w.over(i, j), w.over(i+1, j+1)
	return first > leastShift/2 && second < -leastShift/2 || first < -leastShift/2 && second > leastShift/2
}

// over is by how many letters the target of a pair is longer than its source lets expect.
func (w *borders) over(i, j int) float64 {
	return float64(w.b[j].length) - float64(w.a[i].length)*w.ratio
}

// candidates are the pieces next to a border that make the lengths fit much better.
func (w *borders) candidates(i, j int) []Shift {
	if !w.isBorder(i, j) {
		return nil
	}
	back := w.over(i, j) < 0
	at := j
	if back {
		at = j + 1
	}
	text := w.b[at].Text
	parts := sentence.Split(text)
	var out []Shift
	for n := 1; n <= shiftedSentences && n < len(parts); n++ {
		s := Shift{B: at, Start: parts[0].Start, End: parts[n-1].End, Back: back}
		if !back {
			s.Start, s.End = parts[len(parts)-n].Start, parts[len(parts)-1].End
		}
		if piece, _ := s.Cut(text); lengthOf(piece) >= leastShift && isWhole(piece) && w.fit(i, j, s) >= leastFit {
			out = append(out, s)
		}
	}
	return out
}

// isWhole reports whether a piece of a text has both ends of the markup in it.
func isWhole(piece string) bool {
	return strings.Count(piece, "**")%2 == 0 && strings.Count(piece, "`")%2 == 0 && strings.Count(piece, "[") == strings.Count(piece, "]")
}

// fit is by how many standard deviations (Gale and Church 1993) the lengths of the two
// pairs are nearer to what is expected when the piece changes sides.
func (w *borders) fit(i, j int, s Shift) float64 {
	piece, _ := s.Cut(w.b[s.B].Text)
	n := float64(lengthOf(piece))
	if !s.Back {
		n = -n
	}
	first, second := float64(w.b[j].length), float64(w.b[j+1].length)
	return w.off(i, first) + w.off(i+1, second) - w.off(i, first+n) - w.off(i+1, second-n)
}

// off is how far the length of a target is from what its source lets expect.
func (w *borders) off(i int, length float64) float64 {
	expected := float64(w.a[i].length) * w.ratio
	return math.Abs(length-expected) / math.Sqrt(6.8*(length+expected)/2+1)
}

// halves are the texts of a source segment on one side of a border: the sentences next to
// it, as many as cross it, and the rest.
type halves struct{ next, rest string }

// sourceHalves cuts the source on the other side of the border from a piece, and on its
// own.
func (w *borders) sourceHalves(i int, s Shift, sentences int) (other, own halves) {
	other, own = cutBefore(w.a[i].Text, sentences), cutBehind(w.a[i+1].Text, sentences)
	if !s.Back {
		other, own = own, other
	}
	return other, own
}

// cutBefore cuts a text before its last sentences.
func cutBefore(text string, sentences int) halves {
	parts := sentence.Split(text)
	if sentences >= len(parts) {
		return halves{next: text}
	}
	at := len(text)
	if sentences > 0 { // a piece of marks alone has none
		at = parts[len(parts)-sentences].Start
	}
	return halves{text[at:], strings.TrimSpace(text[:at])}
}

// cutBehind cuts a text behind its first sentences.
func cutBehind(text string, sentences int) halves {
	parts := sentence.Split(text)
	if sentences >= len(parts) {
		return halves{next: text}
	}
	at := 0
	if sentences > 0 {
		at = parts[sentences-1].End
	}
	return halves{text[:at], strings.TrimSpace(text[at:])}
}

// crosses reports whether the piece belongs to the sentences on the other side of the
// border in the source: it scores more with them than with those on its own side.
func (w *borders) crosses(i, j int, s Shift) bool {
	piece, _ := s.Cut(w.b[s.B].Text)
	other, own := w.sourceHalves(i, s, len(sentence.Split(piece)))
	return other.rest != "" && // else nothing is left that has a counterpart of its own
		w.pairScore(i, j, other.next, piece) > w.pairScore(i, j, own.next, piece)+w.margin()
}

// margin is by how much more a piece must score on the other side: between languages of
// which one has no glossary the scores of sentences say little.
func (w *borders) margin() float64 {
	if w.model == &learntPlain {
		return 1.5
	}
	return 0
}

// holds reports whether what stays on the other side of the border from a piece makes a
// pair that is worth more than its parts alone.
func (w *borders) holds(i, j int, s Shift) bool {
	piece, _ := s.Cut(w.b[s.B].Text)
	other, _ := w.sourceHalves(i, s, len(sentence.Split(piece)))
	stays := w.b[j].Text
	if !s.Back {
		stays = w.b[j+1].Text
	}
	return w.pairGain(i, j, other.rest, stays) >= leastRestGain
}

// pairScore is the score of two texts, if they stood before a border.
func (w *borders) pairScore(i, j int, source, target string) float64 {
	return w.score(w.with(i, j, source, target), 1)
}

// pairGain is by how much more two texts score as a pair than alone.
func (w *borders) pairGain(i, j int, source, target string) (gain float64) {
	n := w.with(i, j, source, target)
	w.weigh(n, func(g *gatherer) {
		a, b := []int{n.i}, []int{n.j}
		gain = g.scoreBead(a, b) - g.scoreBead(a, nil) - g.scoreBead(nil, b)
	})
	return gain
}

// with is what surrounds a border, with other texts before it.
func (w *borders) with(i, j int, source, target string) near {
	n := w.near(i, j)
	n.a[n.i], n.b[n.j] = w.a[i].withText(source), w.b[j].withText(target)
	return n
}

// near is what surrounds a border on both sides, with the place of the border in it.
type near struct {
	a, b Outline
	i, j int
}

func (w *borders) near(i, j int) near {
	n := near{i: min(i, surround), j: min(j, surround)}
	n.a = slices.Clone(w.a[i-n.i : min(i+2+surround, len(w.a))])
	n.b = slices.Clone(w.b[j-n.j : min(j+2+surround, len(w.b))])
	return n
}

// gain is by how much more the two pairs score when the piece changes sides.
func (w *borders) gain(i, j int, s Shift) float64 {
	return w.score(w.moved(i, j, s), 2) - w.score(w.near(i, j), 2)
}

// moved is what surrounds a border when the piece has changed sides.
func (w *borders) moved(i, j int, s Shift) near {
	piece, rest := s.Cut(w.b[s.B].Text)
	first, second := w.b[j].Text+" "+piece, rest
	if !s.Back {
		first, second = rest, piece+" "+w.b[j+1].Text
	}
	n := w.near(i, j)
	n.b[n.j], n.b[n.j+1] = w.b[j].withText(first), w.b[j+1].withText(second)
	return n
}

// score is that of a number of pairs from the border on. How rare words are is counted
// in what surrounds them.
func (w *borders) score(n near, pairs int) (sum float64) {
	w.weigh(n, func(g *gatherer) {
		for k := range pairs {
			sum += g.scoreBead([]int{n.i + k}, []int{n.j + k})
		}
	})
	return sum
}

// weigh calls measure with what weighs beads of what surrounds a border.
func (w *borders) weigh(n near, measure func(*gatherer)) {
	if w.plain {
		n.a, n.b = Plain(n.a), Plain(n.b)
	}
	x := newIndex(n.a, n.b)
	defer x.release()
	x.ratio = w.ratio
	measure(&gatherer{x: x, model: w.model})
}

// scoreBead is the score of a bead of segments.
func (g *gatherer) scoreBead(a, b []int) float64 {
	switch {
	case len(b) == 0:
		return scoreFeatures(gapFeatures(nil, &g.x.a[a[0]], 0), g.model)
	case len(a) == 0:
		return scoreFeatures(gapFeatures(nil, &g.x.b[b[0]], 1), g.model)
	}
	s, sh := newScorer(g.x, region{a, b}).shareAll(), shape{len(a), len(b)}
	return scoreFeatures(s.matchFeatures([]feature{{fShape + nearestShape(sh), 1}}, sh.a, sh.b, sh), g.model)
}

// withText is a segment with another text.
func (s *Segment) withText(text string) Segment {
	b := block.Block{Kind: s.Kind, Level: s.Level, ID: s.ID, Label: s.Label, Number: s.Number, Text: text, Syntax: s.Syntax}
	return SegmentOf(&b, s.words.language)
}

// cutShifted cuts the links of two neighbouring segments of the source and two of the
// target, however they are joined or left alone, into two pairs, where a sentence has
// crossed the border between them: the lengths of the two pairs misled the path.
func cutShifted(a, b Outline, links []Link, model *Model, plain bool) []Link {
	g := newGatherer(&index{a: a, b: b}, links, model)
	w := &borders{a: a, b: b, ratio: lengthRatio(a, b), model: model, plain: plain}
	cut := false
	for _, k := range g.knots() {
		cut = g.isKnot(k.link, k.i, k.j) && w.cutKnot(g, k.i, k.j) || cut
	}
	if !cut {
		return links
	}
	g.links = g.settled()
	orderLinks(g.links, len(b))
	return g.links
}

// knot is two source segments, from i on, and two target segments, from j on, of which
// some are in a link and the others stand alone.
type knot struct{ link, i, j int }

// knots are the knots of the links.
func (g *gatherer) knots() (out []knot) {
	for k := range g.links {
		l := &g.links[k]
		if l.Moved || len(l.A) == 0 || len(l.B) == 0 || len(l.A) > 2 || len(l.B) > 2 {
			continue
		}
		for i := l.A[len(l.A)-1] - 1; i <= l.A[0]; i++ {
			for j := l.B[len(l.B)-1] - 1; j <= l.B[0]; j++ {
				if g.isKnot(k, i, j) {
					out = append(out, knot{k, i, j})
				}
			}
		}
	}
	return out
}

// isKnot reports whether a link makes a knot of the segments from two places on.
func (g *gatherer) isKnot(link, i, j int) bool {
	if i < 0 || j < 0 || i+1 >= len(g.ownerA) || j+1 >= len(g.ownerB) {
		return false
	}
	for k := range 2 {
		if g.ownerA[i+k] != link && !g.standsAlone(g.ownerA, i+k) || g.ownerB[j+k] != link && !g.standsAlone(g.ownerB, j+k) {
			return false
		}
	}
	return true
}

// cutKnot makes two pairs of a knot if a sentence crosses the border between them.
func (w *borders) cutKnot(g *gatherer, i, j int) bool {
	var at []int
	for k := range 2 {
		at = append(at, g.ownerA[i+k], g.ownerB[j+k])
	}
	slices.Sort(at)
	at = slices.Compact(at)
	best, found := float64(leastShiftGain), false
	for _, s := range w.candidates(i, j) {
		if gain := w.knotGain(g, at, i, j, s); gain > best && w.crosses(i, j, s) && w.holds(i, j, s) {
			best, found = gain, true
		}
	}
	if !found {
		return false
	}
	for _, k := range at {
		g.links[k] = Link{}
	}
	for k := range 2 {
		g.ownerA[i+k], g.ownerB[j+k] = len(g.links), len(g.links)
		g.links = append(g.links, Link{A: []int{i + k}, B: []int{j + k}, Confidence: offerConfidence(best)})
	}
	return true
}

// knotGain is by how much more two pairs score, with the piece on the other side, than the
// links of a knot.
func (w *borders) knotGain(g *gatherer, at []int, i, j int, s Shift) (gain float64) {
	n := w.near(i, j)
	inA := func(k int) int { return k - i + n.i }
	inB := func(k int) int { return k - j + n.j }
	w.weigh(n, func(here *gatherer) {
		for _, k := range at {
			gain -= here.scoreBead(mapPlaces(g.links[k].A, inA), mapPlaces(g.links[k].B, inB))
		}
	})
	return gain + w.score(w.moved(i, j, s), 2)
}

func mapPlaces(places []int, to func(int) int) []int {
	out := make([]int, len(places))
	for k, p := range places {
		out[k] = to(p)
	}
	return out
}
