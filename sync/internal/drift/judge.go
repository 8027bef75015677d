package drift

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/listing"
)

// judgeRow decides the state and the change of a row.
func (e *examination) judgeRow(r *Row, d *draft, source, target []*align.Segment) {
	switch {
	case len(source) == 0:
		r.State = Extra
		if len(d.base) > 0 {
			r.State = Orphan
			e.setBase(r, e.base.Outline.Pick(d.base))
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
	base := e.base.Outline.Pick(d.base)
	e.setBase(r, base)
	r.Change = e.classifyChange(r.Kind, base, source)
	if r.Kind == block.Code && r.Change == change.Mechanical && len(base) == 1 && len(source) == 1 && len(target) == 1 && base[0].Text != target[0].Text {
		r.Change = classifyCode(listing.Block{Info: listingOf(source[0]).Info, Text: base[0].Text}, listingOf(source[0]), e.source.Language)
	}
	switch {
	case r.Change > change.Cosmetic && e.isThere(d, source, target):
		r.Change = change.Cosmetic
	case r.Change == change.Facts && e.isRenumbered(base, source, target):
		r.Change = change.Mechanical
	}
	switch {
	case r.Change <= change.Cosmetic && e.isInferred(d): // the history may accuse, it never acquits
		r.State, r.Change, r.Was, r.Base = Unverified, change.None, "", nil
	case len(target) == 0 && r.Change > change.Cosmetic:
		r.State = Missing // what was left out on purpose is another text now
	case r.Change > change.Cosmetic:
		r.State = Stale
		r.Diff = change.WordDiff(r.Was, r.Now)
		if r.Change >= change.Minor && e.isReplaced(r, d) {
			r.Change, r.Flags = change.Major, Replaced
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
		source, target := e.source.Outline.Pick(d.source), e.target.Outline.Pick(d.target)
		if len(source) > 0 && len(target) > 0 && r.State != Untranslated && !e.isVouched(d) && isCopy(source, target) {
			r.Leave()
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
func (e *examination) classifyChange(kind block.Kind, base, source []*align.Segment) change.Class {
	was, now := align.TextOf(base), align.TextOf(source)
	if slices.EqualFunc(base, source, func(a, b *align.Segment) bool { return a.Digest == b.Digest }) {
		if was == now || was == "" {
			return change.None
		}
		return change.Cosmetic
	}
	if was == "" {
		return change.Major
	}
	syntax := kind.Syntax()
	if len(source) > 0 {
		syntax = source[0].Syntax
	}
	class := change.Cosmetic
	if !e.leadsAlike(kind, syntax, was, now) {
		class = change.Classify(kind, syntax, was, now, e.source.Language)
	}
	return max(renameChange(base, source), class)
}

// renameChange is the change of what names segments, such as the number of a
// footnote: a tool can carry it over.
func renameChange(base, source []*align.Segment) change.Class {
	if len(base) != 1 || len(source) != 1 || base[0].Label == source[0].Label && base[0].ID == source[0].ID {
		return change.None
	}
	return change.Mechanical
}

// isRenumbered reports whether nothing of a clause or a heading has changed but the number that
// it begins with, and the translation has the one that it had.
func (e *examination) isRenumbered(base, source, target []*align.Segment) bool {
	if len(base) != 1 || len(source) != 1 || len(target) != 1 {
		return false
	}
	was, now, heading := base[0], source[0], source[0].Kind == block.Heading
	old, ok := anchor.Clause(was.Text, e.factsOf(was), heading)
	young, stays := anchor.Clause(now.Text, e.factsOf(now), heading)
	here, answers := anchor.Clause(target[0].Text, target[0].Anchors, heading)
	without := func(s *align.Segment, n anchor.Anchor) string {
		return block.Normalize(s.Kind, s.Text[:n.Start]+s.Text[n.End:])
	}
	return ok && stays && answers && old.Value != young.Value && here.Value == old.Value && without(was, old) == without(now, young)
}

// RecordedWords are the digests of the words that the translation of a row had when it was
// recorded, given the entries that it was made from and the words of each; "" if those of any
// are not known.
func RecordedWords(made []int, wordsOf func(entry int) string) string {
	out := ""
	for _, k := range made {
		words := wordsOf(k)
		if words == "" {
			return ""
		}
		out += words
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
		if r.Change == change.Mechanical {
			return 0
		}
		gone, come := 0, 0
		for _, e := range r.Diff {
			switch e.Op {
			case change.Delete:
				gone += inline.Count(e.Text)
			case change.Insert:
				come += inline.Count(e.Text)
			}
		}
		return max(gone, come, 1)
	}
	return 0
}

// finishRow finishes a draft.
func (e *examination) finishRow(d *draft) Row {
	source, target := e.source.Outline.Pick(d.source), e.target.Outline.Pick(d.target)
	r := Row{
		Confidence:    d.confidence,
		Source:        rowSegments(e.source.Doc, e.segments[0], d.source),
		Target:        rowSegments(e.target.Doc, e.segments[1], d.target),
		SourceDigests: digestsOf(source), TargetDigests: digestsOf(target), Made: d.made,
	}
	first := append(source[:len(source):len(source)], target...)[0]
	r.Now, r.Translation = AsSpelled(e.source.Doc, r.Source, shownText(source)), AsSpelled(e.target.Doc, r.Target, shownText(target))
	r.Kind, r.ID = first.Kind, first.Digest.String()[:idLength]
	if first.Kind == block.Message {
		r.Label = first.Label
	}
	r.Words = inline.Count(align.TextOf(source))
	e.judgeRow(&r, d, source, target)
	if r.Kind == block.Footnote && (r.State == Missing || r.State == Extra) { // no label to compare it with
		r.Now, r.Translation = AsSpelled(e.source.Doc, r.Source, align.TextOf(source)), AsSpelled(e.target.Doc, r.Target, align.TextOf(target))
	}
	if len(source) > 0 && len(target) > 0 && r.State != Untranslated && !e.source.Keyed && !e.isVouched(d) && (e.isMisplaced(d) || e.isForeign(d, source, target)) {
		r.Confidence = min(d.confidence, unlikely) // the draft is read elsewhere at the same time
		r.Flags |= LowConfidence
	}
	r.Flags |= e.flagsOf(d)
	if r.Flags&Shift != 0 {
		r.Shifted = e.shiftedOf(d)
	}
	if r.Flags&Edited != 0 {
		r.Touched = touched(RecordedWords(d.made, func(k int) string { return e.base.Made[k].Words }), r.Target)
		for k := range r.Touched {
			r.Touched[k].Text = AsSpelled(e.target.Doc, r.Target, r.Touched[k].Text)
		}
	}
	if r.State != Unverified && e.isInferred(d) {
		r.Flags |= Inferred
	}
	if len(source) > 0 && len(target) > 0 {
		r.Leads = [2][]string{relativeLinks(source), relativeLinks(target)}
		target := e.judged.Outline.Pick(d.target)
		r.Anchors = sharedAnchors(source, target)
		if r.State != Untranslated && r.Kind != block.Message { // those have forms to be compared
			r.Findings = e.compareSides(&r, d, source, target)
		}
	}
	was := source
	if r.State == Orphan {
		was = e.base.Outline.Pick(d.base)
	}
	r.Findings = append(r.Findings, e.findActive(was, target)...)
	r.Findings = append(r.Findings, e.danglingReferences(target)...)
	r.Todo = wordsToDo(&r)
	return r
}

// compareSides lists on what the two sides of a row disagree.
func (e *examination) compareSides(r *Row, d *draft, source, target []*align.Segment) []Finding {
	isSure := d.confidence >= sureRow && !d.moved
	c := anchor.Comparison{
		Source: e.source.Language, Target: e.target.Language,
		Footnotes: e.labelInTarget, Added: e.isAdded, Cited: e.isReferred,
		Translated: e.readers().AreTranslated, Mirrors: e.target.Mirrors,
	}
	out := slices.DeleteFunc(compareFacts(source, target, c, levels{e.shift, isSure}), func(f Finding) bool {
		return e.fragments.isAnswered(f) || e.isCalledApart(f) || isAlertCall(f, source, target) || isInTag(f, target)
	})
	out = append(out, signFindings(source, target, e.source.Language, e.target.Language)...)
	out = append(out, e.fragments.lead(source, target, out)...)
	out = append(out, e.lostPlaces(d)...)
	out = append(out, e.cellsFinding(d)...)
	if r.Flags&Replaced == 0 { // else all of it is to be written anew
		out = append(out, e.partialFinding(d, source, target)...)
	}
	if isSure {
		out = append(out, e.shapeFinding(d, source, target)...)
		out = append(out, e.numberingFinding(r, source, target)...)
	}
	if r.State != Stale || r.Kind != block.Code { // that its code changed is told as such
		out = append(out, e.compareStructure(source, target)...)
	}
	return out
}

// isAlertCall reports whether a placeholder that the translation alone has begins or ends it as a
// container, where the source is an alert: "> [!NOTE]" in another syntax.
func isAlertCall(f Finding, source, target []*align.Segment) bool {
	mark, _ := block.CutAlert(source[0].Text)
	return mark != "" && f.Kind == anchor.Placeholder.String() && f.Source == "" &&
		(strings.HasPrefix(target[0].Text, f.Target) || strings.HasSuffix(target[len(target)-1].Text, f.Target))
}

// isInTag reports whether a picture or link that the translation seems to lack is in a tag that
// stands by itself there, of which no facts are read.
func isInTag(f Finding, target []*align.Segment) bool {
	return f.Source != "" && f.Target == "" && (f.Kind == anchor.Image.String() || f.Kind == anchor.Link.String()) &&
		slices.ContainsFunc(target, func(s *align.Segment) bool { return s.Kind == block.HTML && strings.Contains(s.Text, f.Source) })
}
