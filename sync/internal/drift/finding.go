package drift

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// compareFacts lists the facts on which the two sides of a row disagree.
func compareFacts(source, target []*align.Segment, c anchor.Comparison, levels levels) []Finding {
	var out []Finding
	for _, d := range c.Disagree(anchorsOf(source), anchorsOf(target)) {
		if d.Kind >= anchor.Link && hasCode(source) != hasCode(target) {
			continue // a block of code does not have them marked
		}
		written := [2]string{writtenAs(source, d.Quantity, d.Source), writtenAs(target, d.Quantity, d.Target)}
		if d.Target == "" && codeHas(target, source, d.Kind, written[0]) || d.Source == "" && codeHas(source, target, d.Kind, written[1]) {
			continue // code has no facts read of it
		}
		if d.Kind == anchor.Number && (d.Target == "" && isGlued(target, d.Source) || d.Source == "" && isGlued(source, d.Target)) {
			continue
		}
		f := Finding{
			Kind: d.Kind.String(), Quantity: quantityOf(d), Source: d.Source, Target: d.Target, Severity: Warn,
			Written: written,
		}
		if !slices.ContainsFunc(out, f.isOfRange) {
			out = append(out, f)
		}
	}
	if len(source) == 1 && len(target) == 1 && source[0].Kind == block.Heading && target[0].Kind == block.Heading {
		if a, b := source[0].Level, target[0].Level; levels.told && a+levels.shift != b && a != b {
			out = append(out, Finding{Kind: HeadingLevel, Source: fmt.Sprint(a), Target: fmt.Sprint(b), Severity: Warn})
		}
		// Those of pages are often made from the words of the heading.
		if a, b := source[0].ID, target[0].ID; a != "" && a != b && source[0].Syntax != inline.HTML && target[0].Syntax != inline.HTML {
			out = append(out, Finding{Kind: "heading_id", Source: a, Target: b, Severity: Warn})
		}
	}
	return out
}

// isGlued reports whether one of some segments has a version right behind a word, as in
// "scala2.10.0", which writing without spaces has.
func isGlued(segments []*align.Segment, version string) bool {
	if strings.Count(version, ".") < 2 {
		return false
	}
	return slices.ContainsFunc(segments, func(s *align.Segment) bool {
		before, after, found := strings.Cut(s.Text, version)
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(after, "."))
		return found && unicode.IsLetter(last) && !unicode.IsDigit(next)
	})
}

// isOfRange reports whether another finding is about another value of the same words, such
// as the first day of "29–30 November": they are told once.
func (f Finding) isOfRange(other Finding) bool {
	return f.Rule() == other.Rule() && f.Written == other.Written && (f.Source != other.Source || f.Target != other.Target)
}

// hasCode reports whether one of some segments is a block of code.
func hasCode(segments []*align.Segment) bool {
	return slices.ContainsFunc(segments, func(s *align.Segment) bool { return s.Kind == block.Code })
}

// codeHas reports whether one of some segments is a block of code in which a value stands as
// it is written, or whether they have a placeholder in spans of code, each of which is one value,
// oftener than those of the other side.
func codeHas(segments, others []*align.Segment, k anchor.Kind, written string) bool {
	return slices.ContainsFunc(segments, func(s *align.Segment) bool { return s.Kind == block.Code && strings.Contains(s.Text, written) }) ||
		k == anchor.Placeholder && countInCode(segments, written) > countInCode(others, written)
}

// countInCode is how often a text stands in the spans of code of some segments.
func countInCode(segments []*align.Segment, written string) int {
	n := 0
	for _, s := range segments {
		for _, t := range inline.Scan(nil, s.Text, s.Syntax, nil) {
			if t.Kind == inline.Code {
				n += strings.Count(t.Of(s.Text), written)
			}
		}
	}
	return n
}

// levels says how the levels of the headings of a row compare.
type levels struct {
	shift int  // by how much the target's headings are deeper
	told  bool // the two headings surely belong together
}

// quantityOf names what a number is that two texts disagree on, if it is more than a
// number.
func quantityOf(d anchor.Disagreement) string {
	if d.Quantity == d.Kind {
		return ""
	}
	return d.Quantity.String()
}

// Said is how the two texts write what a finding is about. Where both write it
// alike and mean different values, as of "1,234", it is the values.
func (f Finding) Said() (source, target string) {
	if f.Written[0] == f.Written[1] {
		return f.Source, f.Target
	}
	return cmp.Or(f.Written[0], f.Source), cmp.Or(f.Written[1], f.Target)
}

// writtenAs is how a text writes a value: its own words for a quantity, the value
// itself for what has only one spelling.
func writtenAs(segments []*align.Segment, k anchor.Kind, value string) string {
	if value == "" || k == anchor.Currency || k == anchor.Unit || k >= anchor.Link {
		return value
	}
	out, kind := value, false
	for _, s := range segments {
		for _, a := range s.Anchors {
			if a.Value == value && a.Kind < anchor.Link && (a.Kind == k && !kind || out == value) {
				out, kind = strings.Join(strings.Fields(s.Text[a.Start:a.End]), " "), a.Kind == k
			}
		}
	}
	return out
}

func anchorsOf(segments []*align.Segment) []anchor.Anchor {
	if len(segments) == 1 {
		return segments[0].Anchors
	}
	var out []anchor.Anchor
	for _, s := range segments {
		out = append(out, s.Anchors...)
	}
	return out
}

// sharedAnchors names the anchors on which the two sides agree, as "kind:value", each
// once, in the order of the source.
func sharedAnchors(source, target []*align.Segment) []string {
	has := map[string]bool{}
	for _, a := range anchorsOf(target) {
		has[a.Kind.String()+":"+a.Value] = true
		for _, v := range a.Alt {
			has[a.Kind.String()+":"+v] = true
		}
	}
	var out []string
	for _, a := range anchorsOf(source) {
		if name := a.Kind.String() + ":" + a.Value; has[name] {
			out = append(out, name)
			delete(has, name)
		}
	}
	for _, s := range source {
		for _, t := range target {
			if s.ID != "" && s.ID == t.ID {
				out = append(out, "id:"+s.ID)
			}
			if s.Kind == block.Footnote && t.Kind == block.Footnote && s.Label == t.Label {
				out = append(out, "footnote:"+s.Label)
			}
		}
	}
	return out
}
