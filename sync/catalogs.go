package xsync

import (
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// madeByID takes every message for made from the one of the base with its id.
func madeByID(base, target drift.Side) *drift.Base {
	at := map[string]int{}
	for j := range target.Outline {
		at[target.Outline[j].Label] = j
	}
	out := &drift.Base{Outline: base.Outline}
	for i := range base.Outline {
		if j, ok := at[base.Outline[i].Label]; ok {
			out.Made = append(out.Made, drift.Made{Base: []int{i}, Target: []int{j}, Confidence: 1})
		}
	}
	return out
}

// EmptyLine is the line (from 1) where a catalogue has the key of a missing message with an
// empty text, 0 if it does not have it.
func (t *Translation) EmptyLine(r *drift.Row) int {
	c := catalog.Of(t.Target)
	if c == nil || r.State != drift.Missing {
		return 0
	}
	m := c.Message(r.Label)
	if m == nil || m.Block >= 0 || len(m.Forms) == 0 {
		return 0
	}
	return t.Target.Line(m.Forms[0].Span.Start)
}

// judgeMessages adds to the rows of a catalogue what its messages disagree on,
// and that a translation was only guessed. The catalogues are nil for articles.
func judgeMessages(rows []drift.Row, source, target *catalog.Catalog) {
	if source == nil || target == nil {
		return
	}
	for k := range rows {
		r := &rows[k]
		if len(r.Source) == 0 || len(r.Target) == 0 {
			continue
		}
		s, t := source.Message(r.Label), target.Message(r.Label)
		if s == nil || t == nil {
			continue
		}
		if t.Fuzzy {
			r.Flags |= drift.LowConfidence
		}
		if r.State == drift.Untranslated {
			continue
		}
		for _, d := range catalog.Compare(source, target, s, t) {
			r.Findings = append(r.Findings, drift.Finding{Kind: d.Kind, Quantity: d.Quantity, Source: d.Source, Target: d.Target, Severity: drift.Warn})
		}
	}
}

// findKeyed finds what was recorded of a catalogue by the ids of the messages. A
// message whose translation is gone was made from nothing, and one that was left
// out on purpose and is there now is a new one.
func (b *recorded) findKeyed() {
	byLabel := map[string]int{}
	byDigest := map[block.Digest]int{}
	for j := range b.target.Outline {
		byLabel[b.target.Outline[j].Label] = j
		byDigest[b.target.Outline[j].Digest] = j
	}
	for k, e := range b.record.Entries {
		m := &b.made[k]
		if len(m.Base) == 0 {
			for _, d := range e.Target {
				if j, ok := byDigest[d]; ok {
					m.Target = append(m.Target, j)
				}
			}
			if len(m.Target) == 0 {
				*m = drift.Made{}
			}
			continue
		}
		j, ok := byLabel[b.outline[m.Base[0]].Label]
		switch {
		case ok && len(e.Target) > 0:
			m.Target = []int{j}
			m.Edited = e.Target[0] != b.target.Outline[j].Digest
		case ok, len(e.Target) > 0:
			m.Base, m.Target, m.How = nil, nil, 0
		}
	}
}
