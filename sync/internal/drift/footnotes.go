package drift

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// footnotes knows how two files label their footnotes.
type footnotes struct {
	labels  map[string]string  // of the source, as the target writes them
	answers map[string]bool    // of the target, those that translate one of the source
	defined [2]map[string]bool // in the source and in the target
	cited   [2]map[string]bool // what they refer to
}

func newFootnotes(source, target align.Outline, drafts []*draft) footnotes {
	n := footnotes{labels: map[string]string{}, answers: map[string]bool{}}
	for _, d := range drafts {
		if len(d.source) != 1 || len(d.target) != 1 {
			continue
		}
		if s, t := &source[d.source[0]], &target[d.target[0]]; s.Kind == block.Footnote && t.Kind == block.Footnote {
			n.labels[s.Label] = t.Label
			n.answers[t.Label] = true
		}
	}
	for k, o := range []align.Outline{source, target} {
		n.defined[k], n.cited[k] = map[string]bool{}, map[string]bool{}
		for i := range o {
			if o[i].Kind == block.Footnote {
				n.defined[k][o[i].Label] = true
			}
			for _, a := range o[i].Anchors {
				if a.Kind == anchor.FootnoteRef {
					n.cited[k][a.Value] = true
				}
			}
		}
	}
	return n
}

// labelInTarget is the label in the target of a footnote of the source. One that has lost
// its definition keeps its own.
func (n *footnotes) labelInTarget(source string) (target string, ok bool) {
	if t, ok := n.labels[source]; ok {
		return t, true
	}
	return source, n.defined[0][source] && !n.answers[source]
}

// isAdded reports whether the target defines a footnote that the source does not have.
func (n *footnotes) isAdded(target string) bool { return n.defined[1][target] && !n.answers[target] }

// isReferred reports whether the target refers to a footnote anywhere: a reference that
// stands in another paragraph is not lost.
func (n *footnotes) isReferred(target string) bool { return n.cited[1][target] }

// danglingReferences lists the references of target segments to footnotes that the target does
// not define. What the source does not define either may be no reference at all, and a number in
// brackets, which the source may have escaped, is none.
func (n *footnotes) danglingReferences(target []*align.Segment) []Finding {
	var out []Finding
	told := map[string]bool{}
	for _, s := range target {
		for _, a := range s.Anchors {
			label := a.Value
			if a.Kind != anchor.FootnoteRef || told[label] || n.defined[1][label] || !n.defined[0][label] && (n.cited[0][label] || s.Text[a.Start:a.End] == "["+label+"]") {
				continue
			}
			told[label] = true
			out = append(out, Finding{Kind: anchor.FootnoteRef.String(), Target: label, Severity: Error})
		}
	}
	return out
}
