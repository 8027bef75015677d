package drift

import (
	"maps"
	"slices"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/fragment"
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

	// What is read of Doc once, for all translations of a source: what the segments say, and
	// the names of its places.
	said  func() *sayings
	names func() *fragment.Names
}

// NewSide is the side of a parsed file.
func NewSide(doc *block.Doc, lang string) Side {
	o := align.NewOutline(doc, lang)
	return Side{
		Doc: doc, Outline: o, Language: lang, Keyed: doc.Keyed != nil,
		said:  sync.OnceValue(func() *sayings { return readSayings(o) }),
		names: sync.OnceValue(func() *fragment.Names { return fragment.Of(doc) }),
	}
}

// Made says which target segments were made from which segments of the base,
// by their places. Either list may be empty: an intended omission, an accepted
// note of the translator's.
type Made struct {
	Base, Target []int
	How          baseline.How
	Edited       bool   // the target has changed since
	Words        string // digests of the words of the target as it was, see [WordDigests]
	Copied       bool   // the target, as it was recorded, was the source as it was
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
	// Before are the target segments that stood there, unrecorded, when the record was begun:
	// the alignment is the only witness of them, as it is without a record.
	Before []int
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
// that only one side has, rules of the translation alone, the ends of containers, the first
// and the last line of one that the other side writes as an alert, titles that the
// translation alone gives to containers, and an original that was
// kept beside the translation, which are in none. A nil base means that nothing is
// known about which source the target was made from. Rows follow the source's order;
// rows without a source stand where they stand in the target.
func Examine(source, target Side, base *Base) Result {
	e := newExamination(source, target, base)
	drafts := e.arrangedDrafts()
	e.footnotes = newFootnotes(e.source.Outline, e.target.Outline, drafts)
	e.fragments = newFragments(e.source, e.target, drafts)
	e.lost, e.added = placesBeside(e.source, e.target), placesBeside(e.target, e.source)
	e.learnLevels(drafts)
	e.ratio = e.lengthRatio(drafts)
	e.segments = [2][]int{source.Doc.Segments(), target.Doc.Segments()}
	e.findCrossings(drafts)
	names := newNames(source, e.judged).findingsOf(drafts)
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
	e.spreadItems(res.Rows, drafts)
	nameRows(res.Rows)
	res.Confidence, res.Unrelated = e.relationOf(drafts)
	if res.Unrelated { // one verdict on the whole instead of a finding for every row
		for k := range res.Rows {
			res.Rows[k].Findings = nil
		}
	}
	return res
}

func newExamination(source, target Side, base *Base) *examination {
	e := &examination{source: source, target: target, tongues: newTongues(source.Language, target.Language), placed: map[int]bool{}, terms: map[string]bool{}}
	if base != nil {
		e.base = *base
	}
	return e
}

// arrangedDrafts are the rows to be judged, in their order.
func (e *examination) arrangedDrafts() []*draft {
	e.original = e.keptOriginal()
	maps.Copy(e.original, e.addedTitles())
	drafts := e.pairedDrafts()
	if originals := e.originalsBeside(drafts); len(originals) > 0 {
		for _, j := range originals {
			e.original[j] = true
		}
		drafts = e.pairedDrafts()
	}
	drafts = e.joinParts(e.uncrossRewritten(drafts))
	drafts = e.alignCells(drafts)
	drafts = e.joinEnds(drafts)
	alerts := e.alertsBehind(drafts)
	drafts = slices.DeleteFunc(drafts, func(d *draft) bool { return alerts[d] || e.isSkeletal(d) })
	e.arrangeDrafts(drafts)
	return drafts
}

// pairedDrafts are the rows as the record and the alignment have them.
func (e *examination) pairedDrafts() []*draft {
	return e.pairLeftovers(e.partKinds(e.settleRepeated(e.composeDrafts())))
}

// isSkeletal reports whether a row is nothing that anybody has to look at: a link
// definition that only one side has, since a translation may write the target in
// the link, and what uses a definition is compared by its target; a rule that the
// translation alone has; and the end of a container, unless the translation does not have it.
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
	case block.Rule: // sets off a translator's note, or what follows it
		return len(d.source) == 0 && len(d.base) == 0
	}
	return isContainerEnd(s)
}

// joinEnds gives the ends of containers that found no counterpart those of the other side
// that found none, in order: they are all the same, and which ends which nobody asks.
func (e *examination) joinEnds(drafts []*draft) []*draft {
	var spare []*draft
	for _, d := range drafts {
		if len(d.source) == 0 && len(d.target) == 1 && isContainerEnd(&e.target.Outline[d.target[0]]) {
			spare = append(spare, d)
		}
	}
	joined := 0
	for _, d := range drafts {
		if joined < len(spare) && len(d.source) == 1 && len(d.target) == 0 && isContainerEnd(&e.source.Outline[d.source[0]]) {
			d.target = spare[joined].target
			joined++
		}
	}
	return slices.DeleteFunc(drafts, func(d *draft) bool { return slices.Contains(spare[:joined], d) })
}

func isContainerEnd(s *align.Segment) bool {
	return s.Kind == block.Directive && containerEnd.MatchString(s.Text)
}

// containerEnd matches what ends a container.
var containerEnd = regex.Lazy(`^(?::{3,}|/{3,})$|^\{\{[<%]\s*/|^\{%-?\s*end|^\{/`)

// draft is a row being made: places in the three outlines.
type draft struct {
	source, target, base []int
	made                 []int // places in Base.Made
	lost                 []int // the same, of what has no target any more
	confidence           float64
	moved                bool
	known                bool  // it is known which source the target was made from
	foreign              *bool // whether the target is in a third language, once that was asked
}

type examination struct {
	source, target Side
	base           Base
	tongues        *tongues
	segments       [2][]int        // places of the segments in the blocks of both files
	containers     [2][]block.Span // of both files; nil before one is asked for
	judged         Side            // the target, as its facts are compared: see [crossing]
	crossings      map[int]*crossing
	running        map[int]int  // targets of the pairs that may be cut at sentences, by source
	original       map[int]bool // target segments that are in no row: an original beside the translation, added titles
	placed         map[int]bool // source segments known by their place or key, not by their words
	// titles are those of the base and of the source, with how many segments have each; nil
	// before one is asked for.
	titles [2]map[string]int
	labels [2]inline.Definitions // of the base and of the source; nil before one is asked for
	footnotes
	fragments fragments
	calls     [2]callCount    // of source and target, counted when it is first asked
	filled    *bool           // whether commands of the source have words to fill in, once that was asked
	commands  map[string]bool // beginnings of the source's lines of code; nil before one is asked for
	terms     map[string]bool // whether the translation keeps a word of the source's language, of those asked for
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
	links := e.joinHalves(e.partDefinitions(align.Within(e.base.Outline, e.source.Outline)))
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
	for _, l := range e.settleContents(align.Across(e.source.Outline, e.target.Outline, pins), pins) {
		if len(l.A) == 0 || len(l.B) == 0 {
			j.doubt(l)
			continue
		}
		if e.base.Outline != nil && l.Confidence < plausible && !e.stoodBefore(l.B) {
			j.doubt(align.Link{A: l.A, B: l.B, Confidence: 1 - l.Confidence})
			continue
		}
		e.followLink(j, l)
	}
	return j.restOfDrafts()
}

// stoodBefore reports whether target segments stood there when the record was begun.
func (e *examination) stoodBefore(target []int) bool {
	return !slices.ContainsFunc(target, func(j int) bool { return !slices.Contains(e.base.Before, j) })
}

// doubtful is the probability of having no counterpart below which a row is flagged:
// half of such rows have one, and one in twenty of the others.
const doubtful = 0.7

// isFree reports whether a draft may still find a counterpart.
func (d *draft) isFree() bool {
	return !d.known && (len(d.source) == 0 || len(d.target) == 0)
}
