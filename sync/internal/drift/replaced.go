package drift

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// findReplacements pairs what was deleted from a text with what is new in it, where
// both are the same place of the document: first what has the same key, then
// what stands alone between the same neighbours. The words do not matter. Links
// are those of [align.Within]; the result are the pairs to add to them.
func (e *examination) findReplacements(links []align.Link) []align.Link {
	gone, come := loneSegments(links)
	if len(gone) == 0 || len(come) == 0 {
		return nil
	}
	pairs := e.sameKey(gone, come)
	for {
		found := e.samePlace(slices.Concat(links, pairs))
		if len(found) == 0 {
			return pairs
		}
		pairs = append(pairs, found...) // what stands between them may be alone now
	}
}

// loneSegments are the segments of each side that no link joins with the other side.
func loneSegments(links []align.Link) (gone, come []int) {
	taken := [2]map[int]bool{{}, {}}
	for _, l := range links {
		if len(l.A) > 0 && len(l.B) > 0 {
			for _, i := range l.A {
				taken[0][i] = true
			}
			for _, j := range l.B {
				taken[1][j] = true
			}
		}
	}
	for _, l := range links {
		if len(l.B) == 0 {
			gone = append(gone, slices.DeleteFunc(slices.Clone(l.A), func(i int) bool { return taken[0][i] })...)
		}
		if len(l.A) == 0 {
			come = append(come, slices.DeleteFunc(slices.Clone(l.B), func(j int) bool { return taken[1][j] })...)
		}
	}
	slices.Sort(gone)
	slices.Sort(come)
	return gone, come
}

// sameKey pairs segments by their keys, the most telling kind of key first. A key
// that several segments of one side have tells nothing.
func (e *examination) sameKey(gone, come []int) []align.Link {
	var out []align.Link
	then, now := e.keysOf(e.base.Outline, gone), e.keysOf(e.source.Outline, come)
	usedA, usedB := map[int]bool{}, map[int]bool{}
	for rank := range numKeys {
		for key, i := range then[rank] {
			j, ok := now[rank][key]
			if !ok || i < 0 || j < 0 || usedA[i] || usedB[j] || rank == byTitle && !e.isTitleOnce(key) {
				continue
			}
			usedA[i], usedB[j] = true, true
			out = append(out, align.Link{A: []int{i}, B: []int{j}, Confidence: 1})
		}
	}
	slices.SortFunc(out, func(p, q align.Link) int { return p.A[0] - q.A[0] })
	return out
}

// isTitleOnce reports whether a title stands in one segment of the base and in one of the
// source: where [Download] leads several lines, it tells nothing.
func (e *examination) isTitleOnce(key string) bool {
	if e.titles[0] == nil {
		for side, o := range []align.Outline{e.base.Outline, e.source.Outline} {
			e.titles[side] = map[string]int{}
			for k := range o {
				e.titles[side][keyOf(&o[k], titleOf(&o[k]))]++
			}
		}
	}
	return e.titles[0][key] == 1 && e.titles[1][key] == 1
}

// keyOf is a key among those of other kinds of segments.
func keyOf(s *align.Segment, key string) string { return s.Kind.String() + " " + key }

// The kinds of keys, the most telling first.
const (
	byName   = iota // a label or an explicit id
	byTarget        // what an image shows, where a line's first link leads, the code that it begins with
	byTitle         // the words of a line's first link, the first cell of a row
	numKeys
)

// keysOf maps the keys of some segments, by kind of key, to the segments, and those
// of several segments to -1.
func (e *examination) keysOf(o align.Outline, which []int) [numKeys]map[string]int {
	var out [numKeys]map[string]int
	for rank := range out {
		out[rank] = map[string]int{}
	}
	for _, i := range which {
		for rank, key := range e.identityKeys(&o[i]) {
			if key == "" {
				continue
			}
			key = keyOf(&o[i], key)
			place := i
			if _, ok := out[rank][key]; ok {
				place = -1
			}
			out[rank][key] = place
		}
	}
	return out
}

// identityKeys are the keys of a segment, "" where it has none.
func (e *examination) identityKeys(s *align.Segment) (keys [numKeys]string) {
	switch s.Kind {
	case block.FrontMatter, block.Footnote:
		keys[byName] = s.Label
	case block.LinkDefinition:
		keys[byName], keys[byTarget] = labelOfLink(s), e.targetOfLink(s)
	case block.Heading:
		keys[byName] = s.ID
	case block.Image:
		keys[byTarget] = e.firstFact(s, anchor.Image)
	case block.ListItem, block.Paragraph:
		if isLead(s.Text, "[") {
			keys[byTarget] = e.targetOfLink(s)
		} else if isLead(s.Text, "`") {
			keys[byTarget] = e.firstFact(s, anchor.Code)
		}
	}
	keys[byTitle] = titleOf(s)
	return keys
}

// titleOf is the text of the link that a line begins with, or the first cell of a row.
func titleOf(s *align.Segment) string {
	switch {
	case s.Kind == block.TableRow:
		return firstCell(s.Text)
	case (s.Kind == block.ListItem || s.Kind == block.Paragraph) && isLead(s.Text, "["):
		return firstTitle(s.Text)
	}
	return ""
}

// isLead reports whether a line begins with a mark, emphasis aside.
func isLead(text, mark string) bool { return strings.HasPrefix(strings.TrimLeft(text, "*_"), mark) }

// firstFact is the value of the first fact of a kind in a segment.
func (e *examination) firstFact(s *align.Segment, kind anchor.Kind) string {
	for _, a := range e.factsOf(s) {
		if a.Kind == kind {
			return a.Value
		}
	}
	return ""
}

// factsOf are the facts of a segment of the source or its base: those of a recorded text are
// not read before they are needed.
func (e *examination) factsOf(s *align.Segment) []anchor.Anchor {
	if s.Anchors != nil {
		return s.Anchors
	}
	return anchor.Reading{Language: anchor.LanguageOf(e.source.Language), Syntax: s.Syntax}.Scan(s.Text)
}

// firstCell is the text of the first cell of a row.
func firstCell(row string) string {
	cell, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(row), "|"), "|")
	return strings.Join(strings.Fields(cell), " ")
}

// firstTitle is the text of the link that a line begins with.
func firstTitle(text string) string {
	_, rest, _ := strings.Cut(text, "[")
	title, _, _ := strings.Cut(rest, "]")
	return strings.Join(strings.Fields(title), " ")
}

// answersBeside maps new source segments to the new texts of the translation that answer
// them, of those that stand where the translations of what is gone do.
func (e *examination) answersBeside(gone, come []int) map[int][]int {
	fresh := withoutEnds(e.target.Outline, e.targetsBeside(gone))
	if len(come) == 0 || len(fresh) == 0 {
		return nil
	}
	answers := map[int][]int{}
	for _, l := range align.Across(pickOutline(e.source.Outline, come), pickOutline(e.target.Outline, fresh), nil) {
		for _, i := range l.A {
			for _, j := range l.B {
				s, t := &e.source.Outline[come[i]], &e.target.Outline[fresh[j]]
				if l.Confidence >= plausible && (s.Kind == t.Kind || s.Kind.Prose() && t.Kind.Prose()) {
					answers[come[i]] = append(answers[come[i]], fresh[j])
				}
			}
		}
	}
	return answers
}

// unansweredIn are the new source segments of a gap that no new text answers which stands where
// the translation of what went there does: what answers it elsewhere is another's.
func (e *examination) unansweredIn(g gap, answers map[int][]int) []int {
	if len(answers) == 0 {
		return g.come
	}
	beside := e.targetsBeside(g.gone)
	return slices.DeleteFunc(slices.Clone(g.come), func(i int) bool {
		return slices.ContainsFunc(answers[i], func(j int) bool { return slices.Contains(beside, j) })
	})
}

// madeTargets says of each target segment whether the base knows what it was made from.
func (e *examination) madeTargets() []bool {
	made := make([]bool, len(e.target.Outline))
	for _, m := range e.base.Made {
		for _, j := range m.Target {
			made[j] = true
		}
	}
	return made
}

// targetsBeside are the places of the target segments of which the base knows nothing, in
// the neighbourhood of the translations of segments that are gone; all of them where
// such a translation is gone as well.
func (e *examination) targetsBeside(gone []int) []int {
	made, beside := e.madeTargets(), make([]bool, len(e.target.Outline))
	all := false
	for _, i := range gone {
		at := e.targetsOf(i)
		all = all || len(at) == 0
		for _, j := range at {
			for k := j - 1; k >= 0 && !made[k]; k-- {
				beside[k] = true
			}
			for k := j + 1; k < len(made) && !made[k]; k++ {
				beside[k] = true
			}
		}
	}
	var out []int
	for j := range made {
		if !made[j] && (all || beside[j]) {
			out = append(out, j)
		}
	}
	return out
}

// targetsOf are the places of the target segments that were made from a segment of the
// base.
func (e *examination) targetsOf(i int) []int {
	var out []int
	for _, m := range e.base.Made {
		if !m.Lost && slices.Contains(m.Base, i) {
			out = append(out, m.Target...)
		}
	}
	return out
}

// pickOutline is an outline of some segments of another.
func pickOutline(o align.Outline, which []int) align.Outline {
	out := make(align.Outline, len(which))
	for k, i := range which {
		out[k] = o[i]
	}
	return out
}

// The share of two texts that makes one a rewording of the other.
const (
	sharedWords = 0.25 // of the words of the shorter one
	keptWords   = 0.5  // of the words of the longer one, where only the place speaks for the pair
)

// isReplaced reports whether the source of a row has next to no words in common
// with what it was, words of grammar and figures aside.
func (e *examination) isReplaced(r *Row, d *draft) bool {
	if !r.Kind.Prose() && r.Kind != block.Code || strings.Contains(r.Now, r.Was) {
		return false
	}
	was, now := contentWords(r.Was, e.source.Language), contentWords(r.Now, e.source.Language)
	a, b := withoutFigures(was, now), withoutFigures(now, was)
	if len(a) > len(b) {
		a, b = b, a
	}
	placed := e.placed[d.source[0]]
	switch {
	case !r.Kind.Prose() && !placed:
		return false
	case len(a) == 0:
		return placed && len(b) > 0 && r.Kind != block.Image
	}
	common := countAkin(a, b)
	return float64(common) < sharedWords*float64(len(a)) || placed && float64(common) < keptWords*float64(len(b))
}

// withoutFigures are the words of a list without the figures, as "600M", that another list lacks:
// that one changed does not make it another text.
func withoutFigures(words, other []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		first, _ := utf8.DecodeRuneInString(w)
		return unicode.IsDigit(first) && !slices.Contains(other, w)
	})
}

// countAkin counts the words of a list that another has in some form.
func countAkin(list, other []string) int {
	n := 0
	for _, w := range list {
		if slices.ContainsFunc(other, func(o string) bool { return areAkin(w, o) }) {
			n++
		}
	}
	return n
}

// areAkin reports whether two words may be forms of one.
func areAkin(a, b string) bool {
	const stem, held = 5, 4
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= held && strings.Contains(b, a) || len(a) >= stem && a[:stem] == b[:min(stem, len(b))]
}

// contentWords are the words of a text that have letters and say something by
// themselves, each once, in lower case.
func contentWords(text, lang string) []string {
	v := change.VocabularyOf(lang)
	var out []string
	for _, t := range inline.Scan(nil, text, inline.Markdown, nil) {
		if t.Kind == inline.Middle || t.Kind == inline.Close || t.Kind == inline.Tag || t.Kind == inline.Open && strings.HasPrefix(t.Of(text), "<") {
			continue
		}
		for _, w := range change.Words(t.Of(text)) {
			if strings.ContainsFunc(w, unicode.IsLetter) && !v.IsGrammar(w) && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// isEditedOrphan reports whether the source of a row was deleted, and its
// translation edited since: it may be that of what is new.
func (e *examination) isEditedOrphan(d *draft) bool {
	return len(d.source) == 0 && len(d.base) > 0 && len(d.target) > 0 && len(d.made) > 0 && e.isEdited(d)
}

// isEdited reports whether all of the translation of a draft was edited since it was recorded.
func (e *examination) isEdited(d *draft) bool {
	return !slices.ContainsFunc(d.made, func(k int) bool { return !e.base.Made[k].Edited })
}

// followLink joins the drafts of a link if the target is not known to belong to
// something else, and says what the row goes back to.
func (e *examination) followLink(j *joiner, l align.Link) {
	var old *draft
	for _, at := range l.B {
		if d := j.drafts[j.target[at]]; d.known {
			old = d
		}
	}
	if old != nil && (l.Moved || len(l.A) != 1 || len(l.B) != 1 || !e.fitsNew(old, l)) {
		return
	}
	fresh := j.drafts[j.source[l.A[0]]]
	if old != nil && len(old.target) > 1 { // several paragraphs stand where one stood
		j.detachTarget(l.B[0])
	} else if old != nil && len(fresh.base) > 0 { // it was never the translation of what went
		old.base, old.made, old.known = nil, nil, false
	}
	lost := fresh.lost
	j.joinLink(l)
	whole := j.drafts[j.source[l.A[0]]]
	if len(whole.made) == 0 && len(lost) > 0 && !l.Moved && len(l.A) == 1 && e.isRewritten(whole) {
		whole.made, whole.known = lost, true
	}
}

// isRewritten reports whether the source of a draft is another text than its base.
func (e *examination) isRewritten(d *draft) bool {
	return !slices.Equal(digestsOf(e.base.Outline.Pick(d.base)), digestsOf(e.source.Outline.Pick(d.source)))
}

// fitsNew reports whether the target of an edited orphan answers the new source of
// a link rather than what it was made from.
func (e *examination) fitsNew(old *draft, l align.Link) bool {
	both := make(align.Outline, 0, len(old.base)+1)
	for _, i := range old.base {
		s := &e.base.Outline[i]
		both = append(both, align.SegmentOf(&block.Block{
			Kind: s.Kind, Level: s.Level, Label: s.Label, ID: s.ID, Text: s.Text, Syntax: s.Syntax, Forms: s.Forms,
		}, e.source.Language))
	}
	both = append(both, e.source.Outline[l.A[0]])
	target := align.Outline{e.target.Outline[l.B[0]]}
	for _, m := range align.Across(both, target, nil) {
		if len(m.B) > 0 {
			return slices.Contains(m.A, len(both)-1)
		}
	}
	return true
}
