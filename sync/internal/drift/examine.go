package drift

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Side is one file of a pair.
type Side struct {
	Doc      *block.Doc
	Outline  align.Outline // of Doc
	Language string        // BCP 47
	// Keyed says that the segments are known by their labels, as messages are:
	// nothing has to be aligned.
	Keyed bool
	// Mirrors are the mirrors of sites in the language; see [anchor.Comparison].
	Mirrors map[string]string
}

// NewSide is the side of a parsed file.
func NewSide(doc *block.Doc, lang string) Side {
	return Side{Doc: doc, Outline: align.NewOutline(doc, lang), Language: lang, Keyed: doc.Keyed != nil}
}

// Made says which target segments were made from which segments of the base,
// by their places. Either list may be empty: an intended omission, an accepted
// note of the translator's.
type Made struct {
	Base, Target []int
	How          baseline.How
	Edited       bool   // the target has changed since
	Words        string // digests of the words of the target as it was, see [WordDigests]
	// Lost says that the target is not in the file any more. What stands in its
	// place may be a new translation, of a source that is new as well.
	Lost       bool
	Confidence float64
}

// Base is the source text that a translation was made from, as far as it is
// known.
type Base struct {
	Outline align.Outline
	Made    []Made
	// Recorded says that a person or a tool vouched for what was made from
	// what. Without it the alignment is the only witness.
	Recorded bool
}

// Result is what an examination found.
type Result struct {
	Rows       []Row
	Confidence float64 // that the target is a translation of the source at all
	// Unrelated says that it is none.
	Unrelated bool
}

// Examine says what became of a translation: every segment of the source and
// every segment of the target is in exactly one row, but for link definitions
// that only one side has, the ends of containers, titles that the translation alone gives
// to containers, and an original that was kept beside the translation, which are in none. A nil base means that
// nothing is known about which source the target was made from. Rows follow the
// source's order; rows without a source stand where they stand in the target.
func Examine(source, target Side, base *Base) Result {
	e := &examination{source: source, target: target, tongues: newTongues(source.Language, target.Language), placed: map[int]bool{}}
	if base != nil {
		e.base = *base
	}
	e.original = e.keptOriginal()
	maps.Copy(e.original, e.addedTitles())
	for _, j := range e.originalsBeside() {
		e.original[j] = true
	}
	drafts := e.composeDrafts()
	drafts = e.pairLeftovers(drafts)
	drafts = e.joinParts(drafts)
	drafts = e.alignCells(drafts)
	drafts = slices.DeleteFunc(drafts, e.isSkeletal)
	e.arrangeDrafts(drafts)
	e.footnotes = newFootnotes(e.source.Outline, e.target.Outline, drafts)
	e.fragments = newFragments(e.source, e.target, drafts)
	e.lost, e.added = placesBeside(e.source, e.target), placesBeside(e.target, e.source)
	e.learnLevels(drafts)
	e.ratio = e.lengthRatio(drafts)
	e.segments = [2][]int{source.Doc.Segments(), target.Doc.Segments()}
	e.findCrossings(drafts)
	names := newNames(source, e.judged, drafts).findingsOf(drafts)
	res := Result{Rows: make([]Row, 0, len(drafts))}
	for _, d := range drafts {
		res.Rows = append(res.Rows, e.finishRow(d))
	}
	for k, findings := range names() {
		if r := &res.Rows[k]; r.State != Untranslated {
			r.Findings = append(r.Findings, findings...)
		}
	}
	e.spreadLanguage(res.Rows, drafts)
	nameRows(res.Rows)
	res.Confidence, res.Unrelated = e.relationOf(drafts)
	if res.Unrelated { // one verdict on the whole instead of a finding for every row
		for k := range res.Rows {
			res.Rows[k].Findings = nil
		}
	}
	return res
}

// isSkeletal reports whether a row is nothing that anybody has to look at: a link
// definition that only one side has, since a translation may write the target in
// the link, and what uses a definition is compared by its target; and the end of a
// container, unless the translation does not have it.
func (e *examination) isSkeletal(d *draft) bool {
	var s *align.Segment
	switch {
	case len(d.source) > 0:
		s = &e.source.Outline[d.source[0]]
	case len(d.target) > 0:
		s = &e.target.Outline[d.target[0]]
	default:
		return false
	}
	if len(d.source) > 0 && len(d.target) == 0 {
		return s.Kind == block.LinkDefinition
	}
	switch s.Kind {
	case block.LinkDefinition:
		return len(d.source) == 0
	case block.Directive:
		return containerEnd.MatchString(s.Text)
	}
	return false
}

// containerEnd matches what ends a container.
var containerEnd = regex.Lazy(`^(?::{3,}|/{3,})$|^\{\{[<%]\s*/|^\{%-?\s*end`)

// draft is a row being made: places in the three outlines.
type draft struct {
	source, target, base []int
	made                 []int // places in Base.Made
	lost                 []int // the same, of what has no target any more
	confidence           float64
	moved                bool
	known                bool // it is known which source the target was made from
}

type examination struct {
	source, target Side
	base           Base
	tongues        *tongues
	segments       [2][]int // places of the segments in the blocks of both files
	judged         Side     // the target, as its facts are compared: see [crossing]
	crossings      map[int]*crossing
	original       map[int]bool // target segments that are in no row: an original beside the translation, added titles
	placed         map[int]bool // source segments known by their place or key, not by their words
	footnotes
	fragments fragments
	// lost are the places of the source that the translation does not have, by segment;
	// added those that it alone has.
	lost, added map[int][]string
	shortRows   map[int][2]int // cells of rows of tables, by the segment that tells them
	ratio       float64        // runes of the target for a rune of the source
	shift       int            // by how much the target's headings are deeper
}

// composeDrafts joins what was made from the base with what became of the base.
func (e *examination) composeDrafts() []*draft {
	nS, nT := len(e.source.Outline), len(e.target.Outline)
	target := func(j int) int { return nS + j }
	baseOf := func(k int) int { return nS + nT + k }
	sets := e.uniteSegments(target, baseOf)
	byRoot := map[int]*draft{}
	var drafts []*draft
	of := func(node int) *draft {
		r := sets.findRoot(node)
		if byRoot[r] == nil {
			byRoot[r] = &draft{confidence: 1}
			drafts = append(drafts, byRoot[r])
		}
		return byRoot[r]
	}
	for i := range nS {
		d := of(i)
		d.source = append(d.source, i)
	}
	for j := range nT {
		if e.original[j] {
			continue
		}
		d := of(target(j))
		d.target = append(d.target, j)
	}
	for k := range e.base.Outline {
		d := of(baseOf(k))
		d.base = append(d.base, k)
	}
	for k, m := range e.base.Made {
		var d *draft
		switch {
		case len(m.Base) > 0:
			d = of(baseOf(m.Base[0]))
		case len(m.Target) > 0:
			d = of(target(m.Target[0]))
		default:
			continue
		}
		if m.Lost {
			d.lost = append(d.lost, k)
			continue
		}
		d.made = append(d.made, k)
		d.known = true
		d.confidence = min(d.confidence, m.Confidence)
	}
	return slices.DeleteFunc(drafts, func(d *draft) bool { return len(d.source)+len(d.target) == 0 })
}

// uniteSegments unites the segments of the source, the target and the base that what
// was recorded and what became of the source join. The two functions give the nodes of
// target and base segments; those of the source are their places.
func (e *examination) uniteSegments(target, baseOf func(int) int) sets {
	united := newSets(len(e.source.Outline) + len(e.target.Outline) + len(e.base.Outline))
	for _, m := range e.base.Made {
		if m.Lost {
			continue
		}
		for _, k := range m.Base {
			for _, j := range m.Target {
				united.unite(baseOf(k), target(j))
			}
			united.unite(baseOf(k), baseOf(m.Base[0]))
		}
	}
	if len(e.base.Outline) == 0 {
		return united
	}
	for _, l := range e.thenAndNow() {
		for _, k := range l.A {
			for _, i := range l.B {
				united.unite(baseOf(k), i)
			}
		}
	}
	return united
}

// thenAndNow aligns the base with the source now. What has no counterpart and is
// in another language than the source is looked for across languages: a
// paragraph may have been put into the source's language since.
func (e *examination) thenAndNow() []align.Link {
	if e.source.Keyed {
		return pairRelabelled(e.base.Outline, e.source.Outline, byLabel(e.base.Outline, e.source.Outline))
	}
	links := e.partDefinitions(align.Within(e.base.Outline, e.source.Outline))
	added := e.findReplacements(links)
	for _, l := range added {
		e.placed[l.B[0]] = true
	}
	links = append(links, added...)
	var gone, come []int
	foreign := false
	for _, l := range links {
		switch {
		case len(l.B) == 0:
			gone = append(gone, l.A...)
			s := &e.base.Outline[l.A[0]]
			foreign = foreign || align.Foreign(s.Text, e.source.Language)
		case len(l.A) == 0:
			come = append(come, l.B...)
		}
	}
	if !foreign || len(come) == 0 {
		return links
	}
	then, now := make(align.Outline, len(gone)), make(align.Outline, len(come))
	for k, i := range gone {
		s := &e.base.Outline[i]
		then[k] = align.SegmentOf(&block.Block{Kind: s.Kind, Level: s.Level, Label: s.Label, ID: s.ID, Text: s.Text, Syntax: s.Syntax, Forms: s.Forms}, e.source.Language)
	}
	for k, i := range come {
		now[k] = e.source.Outline[i]
	}
	for _, l := range align.Across(then, now, nil) {
		if len(l.A) == 1 && len(l.B) == 1 && l.Confidence >= plausible && align.Foreign(then[l.A[0]].Text, e.source.Language) {
			links = append(links, align.Link{A: []int{gone[l.A[0]]}, B: []int{come[l.B[0]]}, Confidence: l.Confidence})
		}
	}
	return links
}

// pairLeftovers aligns the source segments that nothing was made from with the
// target segments that were made from nothing known.
func (e *examination) pairLeftovers(drafts []*draft) []*draft {
	drafts = e.pairDefinitions(e.pairPictures(drafts))
	var pins []align.Pin
	lonelyS, lonelyT := 0, 0
	for _, d := range drafts {
		if (d.isFree() || e.isEditedOrphan(d)) && !e.isDefinition(d) {
			lonelyS += len(d.source)
			lonelyT += len(d.target)
			continue
		}
		pins = append(pins, align.Pin{A: d.source, B: d.target})
	}
	if lonelyS == 0 || lonelyT == 0 {
		return drafts
	}
	for _, j := range slices.Sorted(maps.Keys(e.original)) {
		pins = append(pins, align.Pin{B: []int{j}})
	}
	j := newJoiner(drafts, len(e.source.Outline), len(e.target.Outline))
	if e.source.Keyed {
		j.joinLabels(byLabel(e.source.Outline, e.target.Outline))
		return j.restOfDrafts()
	}
	for _, l := range align.Across(e.source.Outline, e.target.Outline, pins) {
		if len(l.A) == 0 || len(l.B) == 0 {
			j.doubt(l)
			continue
		}
		if e.base.Outline != nil && l.Confidence < plausible {
			continue
		}
		e.followLink(j, l)
	}
	return j.restOfDrafts()
}

// plausible is the confidence from which a pair is believed of which the base
// knows nothing.
const plausible = 0.5

// doubtful is the probability of having no counterpart below which a row is flagged:
// half of such rows have one, and one in twenty of the others.
const doubtful = 0.7

// isFree reports whether a draft may still find a counterpart.
func (d *draft) isFree() bool {
	return !d.known && (len(d.source) == 0 || len(d.target) == 0)
}

// joiner joins drafts that a link brings together. It knows which draft has each
// segment, so that a link costs no look at the others.
type joiner struct {
	drafts         []*draft // nil where one has gone into another
	source, target []int    // places in drafts, by segment
}

func newJoiner(drafts []*draft, source, target int) *joiner {
	j := &joiner{drafts: slices.Clone(drafts), source: make([]int, source), target: make([]int, target)}
	for k, d := range drafts {
		j.claimSegment(k, d)
	}
	return j
}

func (j *joiner) claimSegment(k int, d *draft) {
	for _, i := range d.source {
		j.source[i] = k
	}
	for _, i := range d.target {
		j.target[i] = k
	}
}

// joinLink makes one draft, the first, of all that a link touches.
func (j *joiner) joinLink(l align.Link) {
	var touched []int
	for _, i := range l.A {
		touched = append(touched, j.source[i])
	}
	for _, i := range l.B {
		touched = append(touched, j.target[i])
	}
	slices.Sort(touched)
	touched = slices.Compact(touched)
	whole := j.drafts[touched[0]]
	whole.confidence, whole.moved = l.Confidence, l.Moved
	for _, k := range touched[1:] {
		d := j.drafts[k]
		whole.source = append(whole.source, d.source...)
		whole.target = append(whole.target, d.target...)
		whole.base = append(whole.base, d.base...)
		j.drafts[k] = nil
	}
	if len(touched) > 1 {
		slices.Sort(whole.source)
		slices.Sort(whole.target)
		j.claimSegment(touched[0], whole)
	}
}

// detachTarget takes a target segment out of its draft, into one of its own that is not
// known to be made from anything.
func (j *joiner) detachTarget(at int) {
	d := j.drafts[j.target[at]]
	d.target = slices.DeleteFunc(slices.Clone(d.target), func(k int) bool { return k == at })
	j.target[at] = len(j.drafts)
	j.drafts = append(j.drafts, &draft{target: []int{at}})
}

// doubt sets how sure it is that what stands alone in a link has no counterpart.
func (j *joiner) doubt(l align.Link) {
	for side, which := range [2][]int{l.A, l.B} {
		for _, i := range which {
			k := j.source
			if side == 1 {
				k = j.target
			}
			if d := j.drafts[k[i]]; d.isFree() && len(d.source)+len(d.target) == 1 {
				d.confidence = l.Confidence
			}
		}
	}
}

func (j *joiner) restOfDrafts() []*draft {
	return slices.DeleteFunc(j.drafts, func(d *draft) bool { return d == nil })
}

// arrangeDrafts sorts the drafts as the source goes and flags what crosses.
func (e *examination) arrangeDrafts(drafts []*draft) {
	after := make([]int, len(e.target.Outline)) // source place that a target segment follows
	for j := range after {
		after[j] = -1
	}
	var both []*draft
	for _, d := range drafts {
		if len(d.source) > 0 && len(d.target) > 0 {
			both = append(both, d)
			for _, j := range d.target {
				after[j] = d.source[0]
			}
		}
	}
	for j := 1; j < len(after); j++ {
		if after[j] < 0 {
			after[j] = after[j-1]
		}
	}
	rank := func(d *draft) (int, int) {
		if len(d.source) > 0 {
			return d.source[0], -1
		}
		return after[d.target[0]], d.target[0]
	}
	slices.SortStableFunc(drafts, func(p, q *draft) int {
		pa, pb := rank(p)
		qa, qb := rank(q)
		return cmp.Or(cmp.Compare(pa, qa), cmp.Compare(pb, qb))
	})
	if !e.source.Keyed { // messages have no order
		e.flagMoved(both)
	}
}

// flagMoved flags the drafts outside the longest chain that keeps the order.
// Footnotes and link definitions have no order: a file may keep them anywhere.
func (e *examination) flagMoved(both []*draft) {
	both = slices.DeleteFunc(both, func(d *draft) bool {
		kind := e.source.Outline[d.source[0]].Kind
		return kind == block.Footnote || kind == block.LinkDefinition
	})
	slices.SortStableFunc(both, func(p, q *draft) int { return cmp.Compare(p.source[0], q.source[0]) })
	at := make([]int, len(both))
	for k, d := range both {
		at[k] = d.target[0]
		d.moved = true
	}
	for _, k := range align.Rising(at) {
		both[k].moved = false
	}
}

// learnLevels learns by how much the target's headings are deeper.
func (e *examination) learnLevels(drafts []*draft) {
	shifts := map[int]int{}
	for _, d := range drafts {
		if len(d.source) != 1 || len(d.target) != 1 {
			continue
		}
		s, t := &e.source.Outline[d.source[0]], &e.target.Outline[d.target[0]]
		if s.Kind == block.Heading && t.Kind == block.Heading {
			shifts[t.Level-s.Level]++
		}
	}
	for shift, n := range shifts {
		if n > shifts[e.shift] || n == shifts[e.shift] && shift < e.shift {
			e.shift = shift
		}
	}
}

// lengthRatio is how many runes of the target there are for a rune of the source, in
// the prose that belongs together.
func (e *examination) lengthRatio(drafts []*draft) float64 {
	const before = 2000 // runes of equal length that were read before
	source, target := float64(before), float64(before)
	for _, d := range drafts {
		if len(d.source) != 1 || len(d.target) != 1 || !isRunning(e.source.Outline[d.source[0]].Kind) {
			continue
		}
		source += float64(e.source.Outline[d.source[0]].Length())
		target += float64(e.target.Outline[d.target[0]].Length())
	}
	return target / source
}

// finishRow finishes a draft.
func (e *examination) finishRow(d *draft) Row {
	source, target := pickSegments(e.source.Outline, d.source), pickSegments(e.target.Outline, d.target)
	r := Row{
		Confidence: d.confidence,
		Source:     rowSegments(e.source.Doc, e.segments[0], d.source),
		Target:     rowSegments(e.target.Doc, e.segments[1], d.target),
		Now:        shownText(source), Translation: shownText(target),
		SourceDigests: digestsOf(source), TargetDigests: digestsOf(target), Made: d.made,
	}
	first := append(source[:len(source):len(source)], target...)[0]
	r.Kind, r.ID = first.Kind, first.Digest.String()[:idLength]
	if first.Kind == block.Message {
		r.Label = first.Label
	}
	r.Words = inline.Count(textOf(source))
	e.judgeRow(&r, d, source, target)
	if r.Kind == block.Footnote && (r.State == Missing || r.State == Extra) { // no label to compare it with
		r.Now, r.Translation = textOf(source), textOf(target)
	}
	r.Flags |= e.flagsOf(d)
	if r.Flags&Shift != 0 {
		r.Shifted = e.shiftedOf(d)
	}
	if r.Flags&Edited != 0 {
		r.Touched = touched(e.recordedWords(d), r.Target)
	}
	if r.State != Unverified && e.isInferred(d) {
		r.Flags |= Inferred
	}
	if len(source) > 0 && len(target) > 0 {
		r.Leads = [2][]string{relativeLinks(source), relativeLinks(target)}
		target := pickSegments(e.judged.Outline, d.target)
		r.Anchors = sharedAnchors(source, target)
		if r.State != Untranslated && r.Kind != block.Message { // those have forms to be compared
			c := anchor.Comparison{
				Footnotes: e.labelInTarget, Added: e.isAdded, Cited: e.isReferred,
				Translated: codeReaders{e.source.Language, e.target.Language}.areTranslated, Mirrors: e.target.Mirrors,
			}
			r.Findings = compareFacts(source, target, c, levels{e.shift, d.confidence >= sureRow && !d.moved})
			r.Findings = append(r.Findings, e.fragments.lead(source, target, r.Findings)...)
			r.Findings = append(r.Findings, e.lostPlaces(d)...)
			r.Findings = append(r.Findings, e.cellsFinding(d)...)
			if d.confidence >= sureRow && !d.moved {
				r.Findings = append(r.Findings, e.partialFinding(source, target)...)
			}
			if r.State != Stale || r.Kind != block.Code { // that its code changed is told as such
				r.Findings = append(r.Findings, e.compareStructure(source, target)...)
			}
		}
	}
	r.Findings = append(r.Findings, findActive(source, target)...)
	r.Findings = append(r.Findings, e.danglingReferences(target)...)
	r.Todo = wordsToDo(&r)
	return r
}

// judgeRow decides the state and the change of a row.
func (e *examination) judgeRow(r *Row, d *draft, source, target []*align.Segment) {
	switch {
	case len(source) == 0:
		r.State = Extra
		if len(d.base) > 0 {
			r.State = Orphan
			r.setBase(pickSegments(e.base.Outline, d.base))
		} else if d.known {
			r.State = Fresh
		}
		return
	case len(target) == 0 && !d.known:
		r.State = Missing
		return
	case len(target) > 0 && !e.isVouched(d) && e.isLeft(source, target):
		r.State = Untranslated
		return
	case !d.known:
		r.State = Unverified
		return
	}
	base := pickSegments(e.base.Outline, d.base)
	r.setBase(base)
	r.Change = e.classifyChange(r.Kind, base, source)
	if r.Kind == block.Code && r.Change == Mechanical && len(base) == 1 && len(source) == 1 && len(target) == 1 && base[0].Text != target[0].Text {
		r.Change = classifyCode(source[0].Label, base[0].Text, source[0].Text, e.source.Language)
	}
	switch {
	case r.Change <= Cosmetic && e.isInferred(d): // the history may accuse, it never acquits
		r.State, r.Change, r.Was, r.Base = Unverified, None, "", nil
	case len(target) == 0 && r.Change > Cosmetic:
		r.State = Missing // what was left out on purpose is another text now
	case r.Change > Cosmetic:
		r.State = Stale
		r.Diff = WordDiff(r.Was, r.Now)
		if r.Change >= Minor && e.isReplaced(r, d) {
			r.Change, r.Flags = Major, Replaced
		}
	}
}

// spreadLanguage takes the short rows of a file that was left in the source language for
// most of its words along with the long ones: a heading of two words alone says
// nothing, among untranslated paragraphs it does.
func (e *examination) spreadLanguage(rows []Row, drafts []*draft) {
	left, all := 0, 0
	for k := range rows {
		if r := &rows[k]; len(r.Source) > 0 && len(r.Target) > 0 {
			all += r.Words
			if r.State == Untranslated {
				left += r.Words
			}
		}
	}
	if 2*left <= all {
		return
	}
	for k, d := range drafts {
		r := &rows[k]
		source, target := pickSegments(e.source.Outline, d.source), pickSegments(e.target.Outline, d.target)
		if len(source) > 0 && len(target) > 0 && r.State != Untranslated && !e.isVouched(d) && isCopy(source, target) {
			r.State, r.Change, r.Was, r.Base, r.Diff, r.Findings = Untranslated, None, "", nil, nil, nil
			r.Todo = wordsToDo(r)
		}
	}
}

// isVouched reports whether the translation of a row stands as it was recorded.
func (e *examination) isVouched(d *draft) bool {
	edited := slices.ContainsFunc(d.made, func(k int) bool { return e.base.Made[k].Edited })
	return d.known && e.base.Recorded && !edited && !e.isInferred(d)
}

// isInferred reports whether the history is the only witness of what a row was
// made from.
func (e *examination) isInferred(d *draft) bool {
	of := func(k int) bool { return e.base.Made[k].How == baseline.Inferred }
	return len(d.made) > 0 && !slices.ContainsFunc(d.made, func(k int) bool { return !of(k) })
}

// classifyChange compares the base with the source now. A base of which only the
// digests are known can still be told to be the same.
func (e *examination) classifyChange(kind block.Kind, base, source []*align.Segment) Change {
	was, now := textOf(base), textOf(source)
	if slices.EqualFunc(base, source, func(a, b *align.Segment) bool { return a.Digest == b.Digest }) {
		if was == now || was == "" {
			return None
		}
		return Cosmetic
	}
	if was == "" {
		return Major
	}
	syntax := kind.Syntax()
	if len(source) > 0 {
		syntax = source[0].Syntax
	}
	return max(renameChange(base, source), classifyTexts(kind, syntax, was, now, e.source.Language))
}

// renameChange is the change of what names segments, such as the number of a
// footnote: a tool can carry it over.
func renameChange(base, source []*align.Segment) Change {
	if len(base) != 1 || len(source) != 1 || base[0].Label == source[0].Label && base[0].ID == source[0].ID {
		return None
	}
	return Mechanical
}

// recordedWords are the digests of the words that the translation of a row had when
// it was recorded, "" if they are not known.
func (e *examination) recordedWords(d *draft) string {
	out := ""
	for _, k := range d.made {
		if e.base.Made[k].Words == "" {
			return ""
		}
		out += e.base.Made[k].Words
	}
	return out
}

func (e *examination) flagsOf(d *draft) Flags {
	var f Flags
	if d.moved {
		f |= Moved
	}
	if len(d.source) > len(d.target) && len(d.target) > 0 {
		f |= Merged
	}
	if len(d.target) > len(d.source) && len(d.source) > 0 {
		f |= Split
	}
	if len(d.target) == 1 && e.crossings[d.target[0]] != nil {
		f |= Shift
	}
	for _, k := range d.made {
		m := e.base.Made[k]
		if m.Edited {
			f |= Edited
		}
		if e.base.Recorded && m.How == baseline.Assumed {
			f |= Assumed
		}
		if m.How == baseline.Forced {
			f |= Forced
		}
		if m.How == baseline.Machine {
			f |= Machine
		}
	}
	alone := len(d.source) == 0 || len(d.target) == 0
	if !alone && d.confidence < plausible || alone && d.confidence < doubtful {
		f |= LowConfidence
	}
	return f
}

// wordsToDo is the number of source words that a translator has to look at: all of
// what has no translation, the changed ones of an edit.
func wordsToDo(r *Row) int {
	switch r.State {
	case Missing, Untranslated:
		return r.Words
	case Stale:
		if r.Change == Mechanical {
			return 0
		}
		gone, come := 0, 0
		for _, e := range r.Diff {
			switch e.Op {
			case Delete:
				gone += inline.Count(e.Text)
			case Insert:
				come += inline.Count(e.Text)
			}
		}
		return max(gone, come, 1)
	}
	return 0
}

func pickSegments(o align.Outline, which []int) []*align.Segment {
	out := make([]*align.Segment, len(which))
	for k, i := range which {
		out[k] = &o[i]
	}
	return out
}

func digestsOf(segments []*align.Segment) []block.Digest {
	out := make([]block.Digest, len(segments))
	for k, s := range segments {
		out[k] = s.Digest
	}
	return out
}

// shownText is the text of segments as people are shown it: with the label of a
// footnote and the id of a heading, since these may be all that changed.
func shownText(segments []*align.Segment) string {
	texts := make([]string, len(segments))
	for k, s := range segments {
		switch {
		case s.Kind == block.Footnote && s.Label != "":
			texts[k] = "[^" + s.Label + "]: " + s.Text
		case s.ID != "":
			texts[k] = s.Text + " {#" + s.ID + "}"
		default:
			texts[k] = s.Text
		}
	}
	return strings.Join(texts, "\n\n")
}

func textOf(segments []*align.Segment) string {
	texts := make([]string, len(segments))
	for k, s := range segments {
		texts[k] = s.Text
	}
	return strings.Join(texts, "\n\n")
}

// setBase sets the segments that the row was made from.
func (r *Row) setBase(segments []*align.Segment) {
	r.Was, r.Base = shownText(segments), make([]Segment, len(segments))
	for k, s := range segments {
		r.Base[k] = Segment{At: -1, Block: &block.Block{
			Kind: s.Kind, Level: s.Level, Label: s.Label, ID: s.ID, Text: s.Text, Syntax: s.Syntax, Forms: s.Forms,
		}}
	}
}

// rowSegments returns the segments of a file, given by their places in its
// outline.
func rowSegments(doc *block.Doc, at, which []int) []Segment {
	if len(which) == 0 {
		return nil
	}
	out := make([]Segment, len(which))
	for k, i := range which {
		b := &doc.Blocks[at[i]]
		out[k] = Segment{Span: b.Span, At: at[i], Block: b}
	}
	return out
}

// nameRows gives each row its id: the digest of its first segment, shortened, and
// numbered where texts repeat.
func nameRows(rows []Row) {
	seen := map[string]int{}
	for k := range rows {
		id := rows[k].ID
		seen[id]++
		if n := seen[id]; n > 1 {
			rows[k].ID = id + "-" + strconv.Itoa(n)
		}
	}
}

const idLength = 8
