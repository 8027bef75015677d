package xsync

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// addGuesses adds to what a catalogue was made from what its own file says of it: msgmerge
// keeps the translation of a message whose text has changed, marks it as fuzzy and writes
// down the previous msgid. What the record knows of a message goes before that, and one
// whose previous text is today's is proof of nothing.
func addGuesses(base *drift.Base, source, target drift.Side) *drift.Base {
	from, to := catalog.Of(source.Doc), catalog.Of(target.Doc)
	if from == nil || to == nil || !slices.ContainsFunc(to.Messages, func(m catalog.Message) bool { return len(m.Before) > 0 }) {
		return base
	}
	out := drift.Base{}
	if base != nil {
		out = *base
	}
	known := map[int]bool{} // target segments that the record knows
	for _, m := range out.Made {
		for _, j := range m.Target {
			known[j] = true
		}
	}
	for j := range target.Outline {
		label := target.Outline[j].Label
		now, here := from.Message(label), to.Message(label)
		if known[j] || now == nil || here == nil || len(here.Before) == 0 {
			continue
		}
		before := norm.NFC.String(strings.Join(here.Before, block.BetweenForms))
		if before == norm.NFC.String(now.Text()) {
			continue
		}
		b := block.Block{Kind: block.Message, Label: label, Text: before}
		out.Made = append(out.Made, drift.Made{Base: []int{len(out.Outline)}, Target: []int{j}, How: baseline.Inferred, Confidence: 1})
		out.Outline = append(out.Outline, align.SegmentOf(&b, source.Language))
	}
	return &out
}

// forgetGuesses takes from rows the places of what no record has, which [addGuesses] added
// behind the entries of the record.
func forgetGuesses(rows []drift.Row, record *baseline.Record) {
	entries := 0
	if record != nil {
		entries = len(record.Entries)
	}
	for k := range rows {
		if r := &rows[k]; slices.ContainsFunc(r.Made, func(n int) bool { return n >= entries }) {
			r.Made = nil
		}
	}
}
