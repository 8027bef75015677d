package align

import (
	"math"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// shape is how many source and target segments a bead joins.
type shape struct{ a, b int }

// The shapes of beads; the last two are gaps.
var shapes = [...]shape{{1, 1}, {1, 2}, {2, 1}, {1, 3}, {3, 1}, {1, 4}, {4, 1}, {2, 2}, {1, 0}, {0, 1}}

const (
	matches  = len(shapes) - 2 // shapes[:matches] join both sides
	gapA     = matches         // a source segment without target
	gapB     = matches + 1     // a target segment without source
	maxBead  = 4
	maxRatio = 3.6692966676 // of lengths in a bead that joins several segments, e^1.3
)

// Features of a bead. Each has a weight in [Model].
const (
	fShape      = 0                           // + shape
	fGroup      = fShape + len(shapes)        // + group of the source × groups + group of the target
	fSameKind   = fGroup + int(groups*groups) // the very same kind of block
	fLevel      = fSameKind + 1               // headings of different level
	fSameID     = fLevel + 1                  // both have the same explicit id or label
	fOtherID    = fSameID + 1                 // both have one, and they differ
	fSameText   = fOtherID + 1                // + group: same digest
	fSameCode   = fSameText + int(groups)     // share of the words of two code blocks or tags that agree
	fLength     = fSameCode + 1               // + bin: deviation from the expected length, per group
	fCover      = fLength + lengthBins*2      // + class: shared weight over the geometric mean of the weights
	fShared     = fCover + int(classes)       // + class: shared weight
	fUnshared   = fShared + int(classes)      // + class: weight that the other side lacks
	fAll        = fUnshared + int(classes)    // + bin: coverage over all classes
	fWeakest    = fAll + coverBins            // + bin: least coverage of a segment in a bead that joins several
	fGap        = fWeakest + coverBins        // + group × 2 + side
	fGapLength  = fGap + int(groups)*2        // + side
	fGapAgain   = fGapLength + 2              // + side: a gap after a gap on the same side
	fGapOther   = fGapAgain + 2               // a target gap after a source gap
	fMoved      = fGapOther + 1               // a pair out of order
	fSentences  = fMoved + 1                  // + side that has more sentences, of a pair
	fRated      = fSentences + 2              // + class: unshared weight, by how much of the class the outlines share at large
	fExpected   = fRated + int(classes)       // + bin: shared weight over what the outlines let expect
	numFeatures = fExpected + coverBins
	lengthBins  = 4
	coverBins   = 4
)

type feature struct {
	id    int
	value float32
}

// sums are prefix sums over segments, so that a bead's totals are two
// subtractions.
type sums struct {
	length []float32
	weight [][classes]float32
}

func sumUp(o []*Segment, weight [][classes]float32) sums {
	s := sums{make([]float32, len(o)+1), make([][classes]float32, len(o)+1)}
	for i, seg := range o {
		s.length[i+1] = s.length[i] + float32(seg.length) + 1
		s.weight[i+1] = s.weight[i]
		for c, w := range weight[i] {
			s.weight[i+1][c] += w
		}
	}
	return s
}

// scorer turns beads of a region into features.
type scorer struct {
	a, b   []*Segment
	ev     *evidence
	sa, sb sums
	ratio  float64 // expected length of the target for a source of length 1
	buf    []feature
	index  *index
	region region
}

func newScorer(x *index, r region) *scorer {
	s := &scorer{index: x, region: r, a: x.a.Pick(r.a), b: x.b.Pick(r.b), ev: x.collectEvidence(r), ratio: x.ratio}
	s.sa, s.sb = sumUp(s.a, s.ev.source), sumUp(s.b, s.ev.target)
	return s
}

// shareAll looks at all pairs of the region.
func (s *scorer) shareAll() *scorer {
	rows := make([]row, len(s.a))
	for i := range rows {
		rows[i].hi = len(s.b)
	}
	s.index.sumShared(s.ev, s.region, rows)
	return s
}

// shareBand looks at the pairs that beads between the nodes of a band join.
func (s *scorer) shareBand(band []row) {
	rows := make([]row, len(s.a))
	for i := range rows {
		rows[i] = row{lo: band[max(i-maxBead+1, 0)].lo, hi: band[min(i+maxBead, len(s.a))].hi}
	}
	s.index.sumShared(s.ev, s.region, rows)
}

// lengthRatio is the expected length of the target for a source of length 1: that
// of all prose of the two outlines, drawn towards 1 as if a length of 3,000 had
// been read before on both sides.
func lengthRatio(a, b Outline) float64 {
	const before = 3000
	of := func(o Outline) (n float64) {
		for i := range o {
			if groupOf(o[i].Kind) == prose {
				n += float64(o[i].length)
			}
		}
		return n
	}
	return min(max((of(b)+before)/(of(a)+before), 0.5), 2)
}

// allowsBead reports whether the bead of the given shape that ends before (i, j)
// is one at all: a field is none with the text of a page, and several segments are
// joined only when all are prose and their lengths are comparable.
func (s *scorer) allowsBead(i, j int, sh shape) bool {
	if i < sh.a || j < sh.b {
		return false
	}
	if sh.a+sh.b <= 2 {
		return !isFieldWithText(s.a[i-1], s.b[j-1])
	}
	for k := i - sh.a; k < i; k++ {
		if !s.a[k].joinable() {
			return false
		}
	}
	for k := j - sh.b; k < j; k++ {
		if !s.b[k].joinable() {
			return false
		}
	}
	la := float64(s.sa.length[i]-s.sa.length[i-sh.a]) * s.ratio
	lb := float64(s.sb.length[j] - s.sb.length[j-sh.b])
	return lb < maxRatio*la && la < maxRatio*lb && s.answers(i, j, sh)
}

// answers reports whether each of the list items that a bead joins with other
// segments has something in common with the other side, since translators keep the
// items of a list.
func (s *scorer) answers(i, j int, sh shape) bool {
	for x := i - sh.a; x < i && sh.a > 1; x++ {
		if s.a[x].Kind == block.ListItem && s.echo(x, x+1, j-sh.b, j, s.ev.source[x]) < leastEcho {
			return false
		}
	}
	for y := j - sh.b; y < j && sh.b > 1; y++ {
		if s.b[y].Kind == block.ListItem && s.echo(i-sh.a, i, y, y+1, s.ev.target[y]) < leastEcho {
			return false
		}
	}
	return true
}

// leastEcho is the least share of the keys of a list item that is joined with others.
const leastEcho = 0.02

// joinable reports whether a segment may be part of a bead of several: prose, or
// a paragraph that was written as a heading.
func (s *Segment) joinable() bool {
	return joinable(s.Kind) || s.Kind == block.Heading && s.sentences > 1 && s.length >= longHeading
}

// longHeading is the number of runes from which a heading of several sentences is
// taken for a paragraph.
const longHeading = 60

func joinable(k block.Kind) bool {
	return k == block.Paragraph || k == block.Quote || k == block.ListItem || k == block.Footnote
}

// beadFeatures lists the features of the bead of shape sh that ends before (i, j).
// The slice is valid until the next call.
func (s *scorer) beadFeatures(i, j, sh int) []feature {
	f := append(s.buf[:0], feature{fShape + sh, 1})
	switch sh {
	case gapA:
		f = gapFeatures(f, s.a[i-1], 0)
	case gapB:
		f = gapFeatures(f, s.b[j-1], 1)
	default:
		f = s.matchFeatures(f, i, j, shapes[sh])
	}
	s.buf = f
	return f
}

// scoreBead is the weighted sum of a bead's features.
func (s *scorer) scoreBead(i, j, shape int, model *Model) (sum float64) {
	for _, f := range s.beadFeatures(i, j, shape) {
		sum += model[f.id] * float64(f.value)
	}
	return sum
}

// isFieldWithText reports whether one of two segments is a field of the front matter and the
// other stands in the text and is no title of it.
func isFieldWithText(a, b *Segment) bool {
	return (a.Kind == block.FrontMatter) != (b.Kind == block.FrontMatter) && a.Kind != block.Heading && b.Kind != block.Heading
}

func gapFeatures(f []feature, seg *Segment, side int) []feature {
	g := groupOf(seg.Kind)
	f = append(f, feature{fGap + int(g)*2 + side, 1})
	if g == prose {
		f = append(f, feature{fGapLength + side, float32(math.Log1p(float64(seg.length) / 20))})
	}
	return f
}

func (s *scorer) matchFeatures(f []feature, i, j int, sh shape) []feature {
	a, b := s.a[i-sh.a], s.b[j-sh.b]
	ga, gb := groupOf(a.Kind), groupOf(b.Kind)
	f = append(f, feature{fGroup + int(ga*groups+gb), 1})
	if sh.a == 1 && sh.b == 1 {
		f = pairFeatures(f, a, b, ga, gb)
	}
	la := float64(s.sa.length[i]-s.sa.length[i-sh.a]) * s.ratio
	lb := float64(s.sb.length[j] - s.sb.length[j-sh.b])
	f = lengthFeatures(f, la, lb, ga == prose && gb == prose)
	return s.sharedFeatures(f, i, j, sh)
}

func pairFeatures(f []feature, a, b *Segment, ga, gb group) []feature {
	if a.Kind == b.Kind {
		f = append(f, feature{fSameKind, 1})
	}
	if ga == headings && gb == headings && a.Level != b.Level {
		f = append(f, feature{fLevel, 1})
	}
	if ga != gb {
		return f
	}
	if ka, kb := a.ID+a.Label, b.ID+b.Label; ka != "" && kb != "" && a.Kind != block.Code {
		if ka == kb {
			f = append(f, feature{fSameID, 1})
		} else {
			f = append(f, feature{fOtherID, 1})
		}
	}
	if joinable(a.Kind) && joinable(b.Kind) {
		f = sentenceFeature(f, a, b)
	}
	if a.Digest == b.Digest {
		f = append(f, feature{fSameText + int(ga), 1})
	}
	return f
}

// lengthFeatures measures how far a length is from the expected one, in
// standard deviations as Gale and Church 1993 model them, and as a ratio.
func lengthFeatures(f []feature, la, lb float64, isProse bool) []feature {
	at := fLength
	if !isProse {
		at += lengthBins
	}
	delta := math.Abs(lb-la) / math.Sqrt(6.8*(la+lb)/2+1)
	ratio := math.Abs(math.Log(lb / la))
	return append(f,
		feature{at, float32(min(delta, 2))},
		feature{at + 1, float32(min(delta, 10))},
		feature{at + 2, float32(min(ratio, 0.3))},
		feature{at + 3, float32(min(ratio, 2))})
}

// sentenceFeature measures by how much one side of a pair has more sentences than
// the other, as the logarithm of the ratio: what has more may be the translation
// of two. A bead of several segments has no such feature, since a translator may
// also cut a sentence in two.
func sentenceFeature(f []feature, a, b *Segment) []feature {
	if a.sentences == b.sentences {
		return f
	}
	at := fSentences
	if b.sentences > a.sentences {
		at++
	}
	ratio := math.Abs(math.Log((float64(b.sentences) + 0.5) / (float64(a.sentences) + 0.5)))
	return append(f, feature{at, float32(min(ratio, 1.5))})
}

func (s *scorer) sharedFeatures(f []feature, i, j int, sh shape) []feature {
	var shared [classes]float32
	for x := i - sh.a; x < i; x++ {
		for y := j - sh.b; y < j; y++ {
			for c, w := range s.ev.sharedBetween(x, y) {
				shared[c] += w
			}
		}
	}
	var sum, all, expected float32
	for c := range shared {
		wa := s.sa.weight[i][c] - s.sa.weight[i-sh.a][c]
		wb := s.sb.weight[j][c] - s.sb.weight[j-sh.b][c]
		w := min(shared[c], wa, wb)
		sum += w
		all += min(wa, wb)
		expected += s.index.rate[c] * min(wa, wb)
		if w > 0 {
			f = append(f, feature{fCover + c, w / (sqrt32(wa*wb) + 2)}, feature{fShared + c, min(w, 12)})
		}
		if lack := wa + wb - 2*w; lack > 0 {
			f = append(f, feature{fUnshared + c, min(lack, 16) / 4}, feature{fRated + c, min(lack*s.index.rate[c], 16) / 4})
		}
	}
	f = coverFeatures(f, fExpected, min(sum/(expected+3), 1)/2)
	cover := sum / (all + 3)
	f = coverFeatures(f, fAll, cover)
	if sh.a+sh.b > 2 {
		f = coverFeatures(f, fWeakest, s.weakestShare(i, j, sh))
	}
	return f
}

// coverFeatures adds a share as a piecewise linear function.
func coverFeatures(f []feature, at int, share float32) []feature {
	return append(f, feature{at, min(share, 0.05)}, feature{at + 1, min(share, 0.15)}, feature{at + 2, min(share, 0.3)}, feature{at + 3, share})
}

// weakestShare is the least share of its keys that a segment of a bead has in
// common with the other side.
func (s *scorer) weakestShare(i, j int, sh shape) float32 {
	least := float32(1)
	for x := i - sh.a; x < i && sh.a > 1; x++ {
		least = min(least, s.echo(x, x+1, j-sh.b, j, s.ev.source[x]))
	}
	for y := j - sh.b; y < j && sh.b > 1; y++ {
		least = min(least, s.echo(i-sh.a, i, y, y+1, s.ev.target[y]))
	}
	return least
}

// echo is the share of the keys of a segment, of which the weights are given, that
// the pairs from x0 up to x1 and y0 up to y1 have in common.
func (s *scorer) echo(x0, x1, y0, y1 int, weight [classes]float32) float32 {
	var got float32
	for x := x0; x < x1; x++ {
		for y := y0; y < y1; y++ {
			got += s.ev.sum[x*s.ev.m+y]
		}
	}
	return got / (totalWeight(weight) + 3)
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }
