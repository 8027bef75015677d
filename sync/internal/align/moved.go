package align

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// reachable is the number of pairs of segments without a counterpart that are
// tried when looking for what has moved.
const reachable = 250000

// reuniteMoved pairs segments that the monotone alignment had to leave alone,
// because their counterparts stand elsewhere. A pair must gain more, against
// leaving both alone, than a move costs, and something that both say must show it:
// that one text was lost and another one added elsewhere is as likely. What stands
// beside such a pair is left to [alignBesideMoved].
func reuniteMoved(x *index, links []Link, twice *retold, model *Model) []Link {
	var rest region
	for _, l := range links {
		switch {
		case len(l.B) == 0:
			rest.a = append(rest.a, l.A...)
		case len(l.A) == 0:
			rest.b = append(rest.b, l.B...)
		}
	}
	if len(rest.a) == 0 || len(rest.b) == 0 || len(rest.a)*len(rest.b) > reachable {
		return links
	}
	slices.Sort(rest.a)
	slices.Sort(rest.b)
	model = model.withoutSentenceCounts()
	m := newMover(x, rest, model)
	m.usual, m.twice = usualEcho(x, links), twice
	m.placeA, m.placeB = placesAmong(links, 0, rest.a), placesAmong(links, 1, rest.b)
	m.takeTelling()
	links = m.rewriteLinks(links)
	reassureCrossing(x, links, model)
	return links
}

// usualPairs is the number of pairs of segments without a counterpart up to which the price
// of a move holds: articles, on which it was learnt, seldom have more.
const usualPairs = 400

// priceOf is the price of a pair: that of a move, and where so many pairs are tried more than
// that for one that crosses links in order. The more there are, the more of them look alike
// by chance, and a gain is surer of itself than it should be.
func (m *mover) priceOf(i, j int) float64 {
	price := m.model[fMoved]
	if m.placeA == nil || m.placeA[i] == m.placeB[j] {
		return price
	}
	return price - 2*math.Log(max(1, float64(len(m.gain))/usualPairs))
}

// placesAmong are, for ascending segments of a side, 0 being the source, the numbers of the
// links in order that begin before them.
func placesAmong(links []Link, side int, segments []int) []int {
	begins := beginsInOrder(links, side)
	out := make([]int, len(segments))
	for k, at := range segments {
		out[k], _ = slices.BinarySearch(begins, at)
	}
	return out
}

// beginsInOrder are the places of a side, ascending, at which links in order begin.
func beginsInOrder(links []Link, side int) (begins []int) {
	for _, l := range links {
		if own, other := l.sides(side); len(own) > 0 && len(other) > 0 && !l.Moved {
			begins = append(begins, own[0])
		}
	}
	slices.Sort(begins)
	return begins
}

// withoutSentenceCounts is the model without a view on the numbers of sentences. They tell a
// pair from a bead of several, which a moved pair has no choice to be.
func (m *Model) withoutSentenceCounts() *Model {
	out := *m
	clear(out[fSentences:])
	return &out
}

// reassureCrossing raises the confidence of links that cross a moved one. Where two
// segments changed places, either may be the one that moved: the monotone
// alignment divides its confidence between the two, though both pairs hold.
func reassureCrossing(x *index, links []Link, model *Model) {
	var moved []Link
	for _, l := range links {
		if l.Moved {
			moved = append(moved, l)
		}
	}
	for k := range links {
		l := &links[k]
		if l.Moved || len(l.A) != 1 || len(l.B) != 1 || l.Confidence >= sureEnough || !crossesAny(l, moved) {
			continue
		}
		s := newScorer(x, region{l.A, l.B}).shareAll()
		gain := s.scoreBead(1, 1, 0, model) - s.scoreBead(1, 0, gapA, model) - s.scoreBead(0, 1, gapB, model) + model[fMoved]
		l.Confidence = max(l.Confidence, 1/(1+math.Exp(-gain)))
	}
}

// sureEnough is the confidence from which a link needs no reassurance.
const sureEnough = 0.9

// crossesAny reports whether a link crosses one of those that moved.
func crossesAny(l *Link, moved []Link) bool {
	return slices.ContainsFunc(moved, func(m Link) bool {
		return (m.A[0] < l.A[0]) != (m.B[0] < l.B[0])
	})
}

// mover looks for moved pairs among the segments without counterparts.
type mover struct {
	scorer   *scorer
	rest     region
	gain     []float64 // of pairing, against leaving both alone
	placeA   []int     // number of the links in order before each segment, nil where none are known
	placeB   []int
	model    *Model
	toB      map[int]int // pairs found, by place in rest
	toA      map[int]int
	certain  map[int]float64
	rowOf    map[int]int
	columnOf map[int]int
	// usual is what two segments that belong together have in common at least, as a share
	// of what can be compared of them.
	usual float64
	twice *retold
}

func newMover(x *index, rest region, model *Model) *mover {
	s := newScorer(x, rest).shareAll()
	m := &mover{
		scorer: s, rest: rest, model: model, gain: make([]float64, len(rest.a)*len(rest.b)),
		toB: map[int]int{}, toA: map[int]int{}, certain: map[int]float64{},
		rowOf: map[int]int{}, columnOf: map[int]int{},
	}
	aloneB := make([]float64, len(rest.b))
	for j := range rest.b {
		m.columnOf[rest.b[j]] = j
		aloneB[j] = s.scoreBead(0, j+1, gapB, model)
	}
	for i := range rest.a {
		m.rowOf[rest.a[i]] = i
		aloneA := s.scoreBead(i+1, 0, gapA, model)
		for j := range rest.b {
			m.gain[i*len(rest.b)+j] = s.scoreBead(i+1, j+1, 0, model) - aloneA - aloneB[j]
		}
	}
	return m
}

// takeTelling takes the pairs that gain more than a move costs, the most telling first.
func (m *mover) takeTelling() {
	order := make([]int, 0, len(m.gain))
	for k, g := range m.gain {
		if g+m.priceOf(k/len(m.rest.b), k%len(m.rest.b)) > 0 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(p, q int) int { return cmp.Compare(m.gain[q], m.gain[p]) })
	for _, k := range order {
		if i, j := k/len(m.rest.b), k%len(m.rest.b); m.shown(i, j) && m.echoes(i, j) && m.twice.tells(m.rest.a[i], m.rest.b[j]) {
			m.takePair(i, j)
		}
	}
}

// Bounds of what two segments that belong together have in common.
const (
	// comparableKeys is the weight of the keys from which a share of them says anything.
	comparableKeys = 10
	// lowEcho is the place of a low one among the shares of the sure links, blindLow that
	// between languages of which few words are known, which spread more, and nearLow the part
	// of it that a pair elsewhere needs.
	lowEcho, blindLow, nearLow = 0.1, 0.03, 0.7
	// enoughSure is the number of sure links that can tell; where there are fewer, a pair
	// needs blindEcho.
	enoughSure, blindEcho = 20, 0.12
)

// usualEcho is the share of their keys that two segments must have in common to be taken
// for a pair that moved. How much translations have in common depends on what is known of
// the languages, and the sure links of the same texts show it.
func usualEcho(x *index, links []Link) float64 {
	var shares []float64
	for _, l := range links {
		if len(l.A) != 1 || len(l.B) != 1 || l.Confidence < sureEnough {
			continue
		}
		if share, ok := echoOf(&x.a[l.A[0]], &x.b[l.B[0]]); ok {
			shares = append(shares, share)
		}
	}
	if len(shares) < enoughSure {
		return blindEcho
	}
	slices.Sort(shares)
	low := lowEcho
	if !Glossed(x.a, x.b) {
		low = blindLow
	}
	return nearLow * shares[int(low*float64(len(shares)))]
}

// echoOf is the share of the keys of the segment with fewer that both have, if they have
// enough of them.
func echoOf(a, b *Segment) (share float64, ok bool) {
	shared, all := Common([]*Segment{a}, []*Segment{b})
	return shared / max(all, 1), all >= comparableKeys
}

// echoes reports whether two segments have as much in common as is usual, or cannot be
// compared.
func (m *mover) echoes(i, j int) bool {
	share, ok := echoOf(&m.scorer.index.a[m.rest.a[i]], &m.scorer.index.b[m.rest.b[j]])
	return !ok || share >= m.usual
}

// Bounds of what shows that two segments belong together wherever they stand. They
// were chosen on the moved pairs of articles and on lost and added texts.
const (
	// telling is how rare a shared key must be at least, as a share of the weight
	// of one that only the two segments hold.
	telling = 0.4
	// echoed is the least share of the keys of the segment that has fewer, unless
	// the pair gains as much as plainly.
	echoed, plainly = 0.05, 7
	// blindEchoed and blindPlainly are the same between languages that no glossary joins:
	// what a pair gains there is mostly its length, and one word of English in both is
	// soon found.
	blindEchoed, blindPlainly = 0.12, 13
	// nearMove is the number of links in order that prose of such languages may cross for
	// what gains as much as plainly: a paragraph that was lost and another one of its length
	// that was added are seldom so near.
	nearMove = 4
)

// shown reports whether something in the two segments of a pair shows that they
// belong together: the same text or id, a fact, a name, or a word that both have.
func (m *mover) shown(i, j int) bool {
	a, b := m.scorer.a[i], m.scorer.b[j]
	if isSame(a, b) {
		return true
	}
	if isFieldWithText(a, b) {
		return false
	}
	if isFileName(a.Text) && isFileName(b.Text) {
		return false // another file: the name of one is not translated
	}
	if (a.Kind == block.Image || b.Kind == block.Image) && a.hasPicture() != b.hasPicture() {
		return false
	}
	shared := totalWeight([classes]float32(m.scorer.ev.sharedBetween(i, j)))
	least := min(totalWeight(m.scorer.ev.source[i]), totalWeight(m.scorer.ev.target[j]))
	share, gain := float32(echoed), float64(plainly)
	if !a.glossed || !b.glossed {
		share = blindEchoed
		if !m.isNear(i, j) || groupOf(a.Kind) != prose || groupOf(b.Kind) != prose {
			gain = blindPlainly
		}
	}
	return shared >= telling*m.scorer.index.logs[2] && (shared >= share*least || m.gain[i*len(m.rest.b)+j] >= gain)
}

// isSame reports whether two segments have the same text or id.
func isSame(a, b *Segment) bool {
	return a.Digest == b.Digest || a.ID+a.Label != "" && a.ID+a.Label == b.ID+b.Label
}

// hasPicture reports whether a segment shows a picture.
func (s *Segment) hasPicture() bool {
	return slices.ContainsFunc(s.Anchors, func(a anchor.Anchor) bool { return a.Kind == anchor.Image })
}

// isFileName reports whether a text is the name of a file or folder and nothing else, as in a
// drawing of a tree.
func isFileName(text string) bool { return fileName.MatchString(strings.Trim(text, "`*")) }

// fileName matches names with an ending or a slash behind, also as the value of an attribute:
// "LoginPage.tsx", "api/", "...", `src="mill.png"`. In scripts without blanks whole paragraphs
// have a point and none.
var fileName = regex.Lazy(`^(?:\w+=)?["']?(?:` + nameSigns + `/)*(?:` + nameSigns + `(?:/|\.[A-Za-z]\w*)|\.{2,})["']?$`)

const nameSigns = `[\w\p{Latin}\p{Cyrillic}\p{Greek}\pM@.+%~()\[\]-]*`

// isNear reports whether two segments are known to have few links in order between their
// places.
func (m *mover) isNear(i, j int) bool {
	return m.placeA != nil && max(m.placeA[i], m.placeB[j])-min(m.placeA[i], m.placeB[j]) <= nearMove
}

// takePair pairs row i with column j if both are free.
func (m *mover) takePair(i, j int) {
	if _, used := m.toB[i]; used {
		return
	}
	if _, used := m.toA[j]; used {
		return
	}
	m.toB[i], m.toA[j] = j, i
	m.certain[i] = 1 / (1 + math.Exp(-m.gain[i*len(m.rest.b)+j]-m.priceOf(i, j)))
}

// rewriteLinks puts the pairs found in the place of the lone links.
func (m *mover) rewriteLinks(links []Link) []Link {
	links = slices.DeleteFunc(links, func(l Link) bool {
		switch {
		case len(l.B) == 0:
			_, found := m.toB[m.rowOf[l.A[0]]]
			return found
		case len(l.A) == 0:
			_, found := m.toA[m.columnOf[l.B[0]]]
			return found
		}
		return false
	})
	for i, a := range m.rest.a {
		if j, ok := m.toB[i]; ok {
			links = append(links, Link{A: []int{a}, B: m.rest.b[j : j+1 : j+1], Confidence: m.certain[i], Moved: true})
		}
	}
	return links
}
