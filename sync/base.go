package xsync

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// baseOf turns a record into what a translation was made from: recorded source
// texts, and the target segments that still have the recorded digests. What has
// been edited since is found by aligning the recorded source with the target.
// There is no base without a record.
func baseOf(record *baseline.Record, texts *baseline.Sources, lang string, target drift.Side) *drift.Base {
	if record == nil || len(record.Entries) == 0 {
		return nil
	}
	b := &recorded{record: record, texts: texts, language: lang, target: target}
	b.findSources()
	if target.Keyed {
		b.findKeyed()
	} else {
		b.findTargets()
		b.findEdited()
	}
	base := &drift.Base{Outline: b.outline, Made: b.made, Recorded: true}
	for _, pin := range b.pinSeen() {
		base.Before = append(base.Before, pin.B...)
	}
	return base
}

// recorded is a base being built.
type recorded struct {
	record   *baseline.Record
	texts    *baseline.Sources
	language string // of the source
	target   drift.Side
	blocks   []block.Block // the recorded source segments, in order
	outline  align.Outline
	made     []drift.Made // one per entry of the record
	whole    []bool       // all target segments of the entry were found again
}

// findSources lists the recorded source segments. A text that the store has lost
// leaves a segment of which only the digest is known.
func (b *recorded) findSources() {
	b.made = make([]drift.Made, len(b.record.Entries))
	b.whole = make([]bool, len(b.record.Entries))
	for k, e := range b.record.Entries {
		m := &b.made[k]
		m.How, m.Words, m.Confidence = e.How, e.Words, 1
		m.Copied = slices.Equal(e.Source, e.Target)
		for _, d := range e.Source {
			m.Base = append(m.Base, len(b.outline))
			then, ok := block.Block{}, false
			if b.texts != nil {
				then, ok = b.texts.Get(d)
			}
			if !ok {
				then.Kind = block.Paragraph
			}
			b.blocks = append(b.blocks, then)
			b.outline = append(b.outline, align.UnreadSegment(&then, d))
		}
	}
}

// findTargets finds the recorded target segments by digest and neighbourhood.
func (b *recorded) findTargets() {
	var then align.Outline
	var entry []int
	for k, e := range b.record.Entries {
		for _, d := range e.Target {
			then = append(then, align.Segment{Digest: d})
			entry = append(entry, k)
		}
	}
	found := make([]int, len(b.made))
	for _, l := range align.Same(then, b.target.Outline) {
		k := entry[l[0]]
		b.made[k].Target = append(b.made[k].Target, l[1])
		found[k]++
	}
	for k, e := range b.record.Entries {
		b.whole[k] = found[k] == len(e.Target)
	}
}

// plausible is the confidence from which a paragraph of the translation is taken for one
// that was recorded and edited since; sureMove is the same where it went to another place
// as well. Below that it may be the translation of what is new there.
const plausible, sureMove = 0.5, 0.97

// findEdited finds the target segments whose recorded digest is gone.
func (b *recorded) findEdited() {
	var pins []align.Pin
	entry := make([]int, len(b.outline))
	changed := 0
	for k := range b.made {
		for _, i := range b.made[k].Base {
			entry[i] = k
		}
		if !b.whole[k] {
			changed++
			continue
		}
		pins = append(pins, align.Pin{A: b.made[k].Base, B: b.made[k].Target})
	}
	if changed == 0 {
		return
	}
	pins = append(pins, b.pinSeen()...)
	full := make(align.Outline, len(b.outline))
	for i := range b.blocks {
		full[i] = b.outline[i]
		if !b.whole[entry[i]] {
			full[i] = align.SegmentOf(&b.blocks[i], b.language)
			full[i].Digest = b.outline[i].Digest
		}
	}
	for k := range b.made {
		if !b.whole[k] {
			b.made[k].Target = nil
		}
	}
	for _, l := range align.Across(full, b.target.Outline, pins) {
		if len(l.A) == 0 || len(l.B) == 0 || l.Confidence < plausible || l.Moved && l.Confidence < sureMove || !b.isOfOneSort(l) {
			continue
		}
		for _, i := range l.A {
			m := &b.made[entry[i]]
			m.Target, m.Edited, m.Confidence = union(m.Target, l.B), true, l.Confidence
		}
	}
	b.joinHalves()
	b.trustWords()
	b.forgetLost()
}

// trustWords makes it as sure of what was edited that it is what was recorded as it has the
// words of that, if they tell more than the alignment does.
func (b *recorded) trustWords() {
	for k := range b.made {
		m := &b.made[k]
		if b.whole[k] || m.Words == "" {
			continue
		}
		var now []string
		for _, j := range m.Target {
			now = append(now, b.targetWords(j)...)
		}
		m.Confidence = max(m.Confidence, drift.ShareOfWords(drift.SplitWordDigests(m.Words), now))
	}
}

// isOfOneSort reports whether a link is between code and code, or text and text: what took the
// place of deleted code is no edit of it.
func (b *recorded) isOfOneSort(l align.Link) bool {
	isCode := b.outline[l.A[0]].Kind == block.Code
	return !slices.ContainsFunc(l.B, func(j int) bool { return (b.target.Outline[j].Kind == block.Code) != isCode })
}

// joinHalves adds to an item that was edited the other half of what was recorded, if it
// became two: a target segment beside it that nothing was made from.
func (b *recorded) joinHalves() {
	taken := map[int]bool{}
	for k := range b.made {
		for _, j := range b.made[k].Target {
			taken[j] = true
		}
	}
	for _, pin := range b.pinSeen() {
		taken[pin.B[0]] = true
	}
	for k := range b.made {
		m := &b.made[k]
		if b.whole[k] || len(m.Target) != 1 || m.Words == "" || b.target.Outline[m.Target[0]].Kind != block.ListItem {
			continue
		}
		whole, part := drift.SplitWordDigests(m.Words), b.targetWords(m.Target[0])
		for _, j := range []int{m.Target[0] - 1, m.Target[0] + 1} {
			if j < 0 || j >= len(b.target.Outline) || taken[j] || b.target.Outline[j].Kind != block.ListItem {
				continue
			}
			if drift.IsOtherHalf(whole, part, b.targetWords(j)) {
				taken[j] = true
				m.Target = []int{min(j, m.Target[0]), max(j, m.Target[0])}
				break
			}
		}
	}
}

// targetWords are the digests of the words of a target segment.
func (b *recorded) targetWords(j int) []string {
	at := b.target.Doc.Segments()[j]
	return drift.SplitWordDigests(drift.WordDigests([]drift.Segment{{At: at, Block: &b.target.Doc.Blocks[at]}}))
}

// pinSeen keeps the target segments that stood in the translation unrecorded when the
// record was begun from being taken for edits of what was recorded.
func (b *recorded) pinSeen() []align.Pin {
	seen := map[block.Digest]int{}
	for _, s := range b.record.Seen {
		seen[s.Target]++
	}
	found := map[int]bool{}
	for k := range b.made {
		if b.whole[k] {
			for _, j := range b.made[k].Target {
				found[j] = true
			}
		}
	}
	var pins []align.Pin
	for j := range b.target.Outline {
		if d := b.target.Outline[j].Digest; !found[j] && seen[d] > 0 {
			seen[d]--
			pins = append(pins, align.Pin{B: []int{j}})
		}
	}
	return pins
}

// forgetLost says of what has no translation any more that it was lost.
func (b *recorded) forgetLost() {
	for k, e := range b.record.Entries {
		if m := &b.made[k]; len(e.Target) > 0 && len(m.Target) == 0 {
			*m = drift.Made{Base: m.Base, How: m.How, Words: m.Words, Confidence: 1, Edited: true, Lost: true}
		}
	}
}

func union(a, b []int) []int {
	for _, x := range b {
		if !slices.Contains(a, x) {
			a = append(a, x)
		}
	}
	return a
}
