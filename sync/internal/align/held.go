package align

import (
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Bounds of what shows by itself that a pair has moved. They were chosen on articles that
// nobody has kept up for years, read by eye.
const (
	// sureAlone is the confidence of a sure pair.
	sureAlone = 0.75
	// leastInCommon is the share of what two segments say that they have in common at least,
	// blindInCommon the same between languages of which few words are known, and fewTries the
	// number of pairs among which none is alike by chance.
	leastInCommon, blindInCommon, fewTries = 0.08, 0.05, 10
	// besidePoint is the number of letters outside of its links up to which a text is hardly more
	// than those, longPoint that of all its letters from which it says enough by itself, and
	// sameAnyway the share of its keys from which it matters nothing where they lead.
	besidePoint, longPoint, sameAnyway = 20, 60, 0.5
)

// partUnheld parts the moved pairs that nothing holds: neither does what the two say, nor
// what stands beside both and belongs together. In a translation that is years behind much
// was lost and much is of a source that went, and of so many some are alike by chance; what
// was found beside such a pair falls with it.
func partUnheld(x *index, links, pins []Link, twice *retold) []Link {
	if !slices.ContainsFunc(links, func(l Link) bool { return l.Moved }) {
		return links
	}
	h := newHolds(x, slices.Concat(links, pins), twice)
	var out []Link
	for k := range links {
		if h.held[k] {
			out = append(out, links[k])
		} else {
			out = append(out, links[k].parted()...)
		}
	}
	return out
}

// parted are the segments of a link, each by itself.
func (l *Link) parted() []Link {
	out := loneLinks(region{l.A, l.B})
	for k := range out {
		out[k].Confidence = 1 - l.Confidence/2
	}
	return out
}

// holds tells which links hold, by themselves or by what stands beside them.
type holds struct {
	x              *index
	links          []Link
	ownerA, ownerB []int
	held           []bool
	begins         [2][]int // places at which links in order begin, by side
	openA, openB   int      // number of the segments that stand alone or that no link holds yet
	twice          *retold
	versions       *versions // compare the two as texts of one language
}

func newHolds(x *index, links []Link, twice *retold) *holds {
	h := &holds{
		x: x, links: links, held: make([]bool, len(links)), twice: twice, versions: newVersions(x.a, x.b),
		begins: [2][]int{beginsInOrder(links, 0), beginsInOrder(links, 1)},
	}
	h.ownerA, h.ownerB = ownersOf(links, len(x.a), len(x.b))
	var doubted []int
	for k, l := range links {
		isPair := len(l.A) > 0 && len(l.B) > 0
		h.held[k] = !l.Moved || !isPair || h.isInPlace(&l)
		if !h.held[k] {
			doubted = append(doubted, k)
		}
		if !h.held[k] || !isPair {
			h.openA, h.openB = h.openA+len(l.A), h.openB+len(l.B)
		}
	}
	// What pairs say is looked at again only when few are left, of which more is enough.
	for first, found := true, true; found; first = false {
		found = false
		for _, k := range doubted {
			l := &links[k]
			if !h.held[k] && ((first || h.fewOpen()) && h.standsByItself(l) || h.isHeldBeside(k)) {
				h.held[k], found = true, true
				h.openA, h.openB = h.openA-len(l.A), h.openB-len(l.B)
			}
		}
	}
	return h
}

// fewOpen reports whether of what is open so few pairs can be made that none is alike by chance.
func (h *holds) fewOpen() bool { return h.openA*h.openB <= fewTries }

// areOther reports whether something shows that two segments are not each other's: they are blocks
// of other code, lead elsewhere, or are rows of which each begins with a code of its own.
func areOther(a, b *Segment) bool {
	return isOtherCode(a, b) || pointElsewhere(a, b) || isOtherRow(a, b)
}

// saysOther reports whether a source segment and its target stand in one language and have fewer
// words in common than what was moved and edited. What is not translated, as a tag, stands in one.
func (h *holds) saysOther(l *Link) bool {
	i, j := l.A[0], l.B[0]
	return len(l.A)+len(l.B) == 2 && areInOneLanguage(&h.x.a[i], &h.x.b[j]) && h.versions.similarityOf(i, j) < h.versions.boundElsewhere(i, j)
}

// areInOneLanguage reports whether two segments are tags, or texts in one language: a paragraph that
// nobody has translated, or that waits for it.
func areInOneLanguage(a, b *Segment) bool {
	if groupOf(a.Kind) != prose || groupOf(b.Kind) != prose {
		return groupOf(a.Kind) == tags && groupOf(b.Kind) == tags
	}
	return a.language() != "" && a.language() == b.language() || countEnglish(a.Text).isEnglish() && countEnglish(b.Text).isEnglish()
}

// isOtherRow reports whether two rows of tables begin with cells that have a code or a link, and
// none of it in common.
func isOtherRow(a, b *Segment) bool {
	these, those := a.marksOfRow(), b.marksOfRow()
	return len(these) > 0 && len(those) > 0 && !slices.ContainsFunc(these, func(m string) bool { return slices.Contains(those, m) })
}

// marksOfRow are the codes and links in the first cell of a row.
func (s *Segment) marksOfRow() (out []string) {
	if s.Kind != block.TableRow {
		return nil
	}
	end := strings.IndexByte(s.Text[min(1, len(s.Text)):], '|') + 1
	for i := range s.Anchors {
		if x := &s.Anchors[i]; x.Kind >= anchor.Link && x.End <= end {
			out = append(out, x.Value)
		}
	}
	return out
}

// agrees reports whether nothing in a pair speaks against it: the two are of one kind and may be
// each other's, and the pair is sure, one of few that could have been made, or they say the same.
func (h *holds) agrees(l *Link) bool {
	a, b := &h.x.a[l.A[0]], &h.x.b[l.B[0]]
	return a.Kind == b.Kind && !areOther(a, b) && !h.saysOther(l) &&
		(l.Confidence >= sureAlone || h.fewOpen() || l.anyPair(h.sayTheSame))
}

// isInPlace reports whether a link that was found as a moved one crosses one of those in order
// at most: then the two stand between the same neighbours.
func (h *holds) isInPlace(l *Link) bool {
	a, b := h.placeOf(0, l.A[0]), h.placeOf(1, l.B[0])
	return max(a, b)-min(a, b) <= 1
}

// placeOf is the number of the links in order that begin before a segment of a side.
func (h *holds) placeOf(side, at int) int {
	place, _ := slices.BinarySearch(h.begins[side], at)
	return place
}

// standsByItself reports whether what a moved pair says shows that it is one.
func (h *holds) standsByItself(l *Link) bool {
	return !h.saysOther(l) && l.anyPair(func(i, j int) bool { return h.isShown(i, j, l.Confidence) })
}

// anyPair reports whether something is true of a source and a target segment of a link.
func (l *Link) anyPair(is func(i, j int) bool) bool {
	return slices.ContainsFunc(l.A, func(i int) bool {
		return slices.ContainsFunc(l.B, func(j int) bool { return is(i, j) })
	})
}

// isShown reports whether two segments of a pair say what shows that they belong together
// wherever they stand: the same, or much of the same, or where few others could have been made
// anything. Of a pair that is not sure the words must be known, and nobody else may say it.
func (h *holds) isShown(i, j int, confidence float64) bool {
	a, b := &h.x.a[i], &h.x.b[j]
	if areOther(a, b) || a.Kind == block.Heading && b.Kind == block.Heading && !h.sayMoreThanNumber(i, j) {
		return false
	}
	if confidence < sureAlone && !(a.glossed && b.glossed && h.twice.tells(i, j)) {
		return false
	}
	return isSame(a, b) || h.sayTheSame(i, j) || h.fewOpen() && h.x.inCommon(i, j) > 0
}

// sayTheSame reports whether two segments have more in common than lost and added texts have by
// chance, as far as the words of their languages are known.
func (h *holds) sayTheSame(i, j int) bool {
	least := blindInCommon
	if h.x.a[i].glossed && h.x.b[j].glossed {
		least = leastInCommon
	}
	return h.x.inCommon(i, j) >= least
}

// sayMoreThanNumber reports whether two segments share anything but numbers and marks: the
// number of a section is another one's in a translation that lacks some, and all of them may
// bear one sign.
func (h *holds) sayMoreThanNumber(i, j int) bool {
	shared := h.x.sharedBy(i, j)
	shared[byNumber], shared[byMark], shared[byWord] = 0, 0, 0
	return totalWeight(shared) > 0 || isSame(&h.x.a[i], &h.x.b[j])
}

// pointElsewhere reports whether two short segments that are hardly more than their links, as a
// title or an entry of a list, lead to different places and say little of the same. Of others an
// address that was changed, as anywhere a link that was left out, is something to tell of a pair
// and nothing against it.
func pointElsewhere(a, b *Segment) bool {
	these, those := pointsOf(a), pointsOf(b)
	if len(these) == 0 || len(those) == 0 || slices.ContainsFunc(these, func(p string) bool { return slices.Contains(those, p) }) {
		return false
	}
	besideA, allA := lettersOf(a)
	besideB, allB := lettersOf(b)
	if min(besideA, besideB) > besidePoint || min(allA, allB) > longPoint {
		return false
	}
	share, _ := echoOf(a, b)
	return share < sameAnyway
}

// lettersOf is the length of what a segment says outside of its links and pictures, and that of
// all it says, see [lengthOf].
func lettersOf(s *Segment) (beside, all int) {
	depth := 0
	for _, t := range inline.Scan(nil, s.Text, s.Syntax, nil) {
		isPoint := t.Construct == inline.Link || t.Construct == inline.Image || t.Construct == inline.LinkLabel || t.Construct == inline.ImageLabel ||
			t.Construct == inline.Element && t.Value(s.Text) == "a"
		switch {
		case t.Kind == inline.Open && isPoint:
			depth++
		case t.Kind == inline.Close && isPoint:
			depth--
		case t.Kind == inline.Text:
			letters := lengthOf(strings.TrimSpace(t.Of(s.Text)))
			all += letters
			if depth == 0 {
				beside += letters
			}
		}
	}
	return beside, all
}

// pointsOf are the names of what a segment links to, without the folders and the endings, of
// which languages have their own, as they have of pictures.
func pointsOf(s *Segment) (out []string) {
	for i := range s.Anchors {
		if a := &s.Anchors[i]; a.Kind == anchor.Link {
			address := strings.TrimRight(a.Value[:endOfPath(a.Value)], "/")
			name, _, _ := strings.Cut(path.Base(address), ".")
			out = append(out, name)
		}
	}
	return out
}

// endOfPath is where the path of an address ends: what is asked for and the place in the page
// follow it.
func endOfPath(address string) int {
	if at := strings.IndexAny(address, "?#"); at >= 0 {
		return at
	}
	return len(address)
}

// isHeldBeside reports whether a link is held by a pair beside it, or if something speaks
// against it by those on both of its ends.
func (h *holds) isHeldBeside(k int) bool {
	holds := func(way int) bool {
		other := h.pairBeside(k, way)
		return other >= 0 && h.held[other]
	}
	before, behind := holds(-1), holds(1)
	return before && behind || (before || behind) && h.agrees(&h.links[k])
}

// pairBeside is the link that is the next with two sides to one on both of them, or -1.
func (h *holds) pairBeside(k, way int) int {
	a, b := h.nextPair(0, h.links[k].A, way), h.nextPair(1, h.links[k].B, way)
	if a != b {
		return -1
	}
	return a
}

// nextPair is the link with two sides that is the next to some places of a side, or -1 if
// there is none near.
func (h *holds) nextPair(side int, places []int, way int) int {
	owner := [2][]int{h.ownerA, h.ownerB}[side]
	at := places[0] - 1
	if way > 0 {
		at = places[len(places)-1] + 1
	}
	for range besideRun {
		if at < 0 || at >= len(owner) || owner[at] == pinned {
			break
		}
		if l := &h.links[owner[at]]; len(l.A) > 0 && len(l.B) > 0 {
			return owner[at]
		}
		at += way
	}
	return -1
}
