package drift

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// pairDefinitions joins the link definitions of both sides that have one target, and those
// that are left and have one label. Others have nothing to do with each other, wherever
// they stand.
func (e *examination) pairDefinitions(drafts []*draft) []*draft {
	from, to := e.loneOfKind(drafts, 0, block.LinkDefinition), e.loneOfKind(drafts, 1, block.LinkDefinition)
	if e.source.Keyed || len(from) == 0 || len(to) == 0 {
		return drafts
	}
	j := newJoiner(drafts, len(e.source.Outline), len(e.target.Outline))
	paired := [2]map[int]bool{{}, {}}
	for _, key := range []func(*align.Segment) string{e.targetOfLink, labelOfLink} {
		sources, targets := placesByKey(e.source.Outline, from, paired[0], key), placesByKey(e.target.Outline, to, paired[1], key)
		for _, i := range from {
			k := key(&e.source.Outline[i])
			if at, ok := targets[k]; ok && k != "" && at >= 0 && sources[k] == i {
				paired[0][i], paired[1][at] = true, true
				j.joinLink(align.Link{A: []int{i}, B: []int{at}, Confidence: 1})
			}
		}
	}
	return j.restOfDrafts()
}

// isDefinition reports whether a draft is a link definition.
func (e *examination) isDefinition(d *draft) bool {
	if len(d.source) > 0 {
		return e.source.Outline[d.source[0]].Kind == block.LinkDefinition
	}
	return e.target.Outline[d.target[0]].Kind == block.LinkDefinition
}

// placesByKey maps the keys of some segments that are not taken to their places, and a key
// of several to -1.
func placesByKey(o align.Outline, which []int, taken map[int]bool, key func(*align.Segment) string) map[string]int {
	out := make(map[string]int, len(which))
	for _, i := range which {
		if taken[i] {
			continue
		}
		k := key(&o[i])
		if _, several := out[k]; several {
			out[k] = -1
			continue
		}
		out[k] = i
	}
	return out
}

// targetOfLink is where the first link of a segment leads; http and https lead to one
// place.
func (e *examination) targetOfLink(s *align.Segment) string {
	return strings.Replace(e.firstFact(s, anchor.Link), "http://", "https://", 1)
}

// labelOfLink is the label of a link definition, as labels are compared.
func labelOfLink(s *align.Segment) string { return block.FoldLabel(s.Label) }

// bareLabel matches the end of a link or a label that has no target behind it.
var bareLabel = regex.Lazy(`\](?:[^(]|$)`)

// leadsAlike reports whether a text of the base and one of the source differ in nothing but which
// links have their targets with them and which have labels for them.
func (e *examination) leadsAlike(kind block.Kind, syntax inline.Syntax, was, now string) bool {
	return (syntax == inline.Markdown || syntax == inline.TableRow) && strings.Contains(was+now, "](") && bareLabel.MatchString(was+" "+now) &&
		change.IsRemarked(kind, syntax, was, now, labelled(&e.labels[0], e.base.Outline), labelled(&e.labels[1], e.source.Outline))
}

// labelled tells the targets of the labels that a text defines, which it keeps in known. A label
// with a title, which readers see, is not told.
func labelled(known *inline.Definitions, o align.Outline) inline.Definitions {
	if *known != nil {
		return *known
	}
	var doc block.Doc
	for k := range o {
		if s := &o[k]; s.Kind == block.LinkDefinition {
			if _, _, title := block.CutDefinition(s.Text); strings.TrimSpace(title) == "" {
				doc.Blocks = append(doc.Blocks, block.Block{Kind: s.Kind, Label: s.Label, Text: s.Text})
			}
		}
	}
	if *known = doc.Definitions(); *known == nil {
		*known = func(string) (string, bool) { return "", false }
	}
	return *known
}

// sameDefinition reports whether two link definitions of one language have a label or a
// target in common.
func (e *examination) sameDefinition(s, t *align.Segment) bool {
	return labelOfLink(s) == labelOfLink(t) || e.targetOfLink(s) != "" && e.targetOfLink(s) == e.targetOfLink(t)
}

// partDefinitions parts the links between definitions of the base and of the source that
// have neither label nor target in common: one was deleted, and another one added.
func (e *examination) partDefinitions(links []align.Link) []align.Link {
	var out []align.Link
	for _, l := range links {
		if len(l.A) == 1 && len(l.B) == 1 {
			s, t := &e.base.Outline[l.A[0]], &e.source.Outline[l.B[0]]
			if s.Kind == block.LinkDefinition && t.Kind == block.LinkDefinition && !e.sameDefinition(s, t) {
				out = append(out, align.Link{A: l.A, Confidence: 1}, align.Link{B: l.B, Confidence: 1})
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

// loneOfKind are the places of the segments of a kind on a side that have no counterpart
// yet.
func (e *examination) loneOfKind(drafts []*draft, side int, kind block.Kind) []int {
	var out []int
	o := e.source.Outline
	if side == 1 {
		o = e.target.Outline
	}
	for _, d := range drafts {
		if which := *d.side(side); d.isFree() && len(which) == 1 && o[which[0]].Kind == kind {
			out = append(out, which[0])
		}
	}
	return out
}
