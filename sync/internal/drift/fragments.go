package drift

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/fragment"
)

// The parts of a link that a finding can be about, where it is not the whole.
const (
	Fragment   = "fragment"    // a fragment that leads to no place of the translation, or to another one
	DeadLink   = "dead_link"   // a relative link to a file that is not there
	SourceLink = "source_link" // a relative link to an article in the source's language that is translated
)

// fragments knows where the links within two files lead.
type fragments struct {
	names       [2]*fragment.Names // of the source and of the target; nil where no link has a fragment
	counterpart map[int]int        // the heading of the target that translates one of the source
	missing     map[int]bool       // headings of the source without a counterpart
	rule        fragment.Rule
	told        map[string]bool
}

// placesBeside lists the ids that the author of one file wrote for its places and that the
// other does not have anywhere, by the segment that they stand at.
func placesBeside(side, other Side) map[int][]string {
	if side.Keyed {
		return nil
	}
	out := map[int][]string{}
	for _, p := range fragment.Places(side.Doc) {
		if !other.names().Has(p.ID) && !slices.Contains(out[p.Segment], p.ID) {
			out[p.Segment] = append(out[p.Segment], p.ID)
		}
	}
	return out
}

// lostPlaces lists the places of the source of a row that the translation does not have,
// though links from elsewhere lead there. Where it has as many others, those are theirs.
func (e *examination) lostPlaces(d *draft) []Finding {
	var lost, added []string
	for _, i := range d.source {
		lost = append(lost, e.lost[i]...)
	}
	for _, j := range d.target {
		added = append(added, e.added[j]...)
	}
	var out []Finding
	for k, id := range lost {
		f := Finding{Kind: "heading_id", Source: id, Severity: Warn}
		if len(added) == len(lost) {
			f.Target = added[k]
		}
		out = append(out, f)
	}
	return out
}

// certain is the confidence from which it is said which heading translates another.
const certain = 0.8

// newFragments reads the names of two files, if there are links within them.
func newFragments(source, target Side, drafts []*draft) fragments {
	f := fragments{told: map[string]bool{}}
	if source.Keyed || !hasFragments(source.Outline) || !hasFragments(target.Outline) {
		return f
	}
	f.names = [2]*fragment.Names{source.names(), target.names()}
	f.counterpart, f.missing = map[int]int{}, map[int]bool{}
	for _, d := range drafts {
		switch {
		case len(d.source) == 1 && len(d.target) == 1:
			s, t := &source.Outline[d.source[0]], &target.Outline[d.target[0]]
			if s.Kind == block.Heading && t.Kind == block.Heading && (d.known || d.confidence >= certain) {
				f.counterpart[d.source[0]] = d.target[0]
			}
		case len(d.target) == 0:
			for _, i := range d.source {
				f.missing[i] = true
			}
		}
	}
	f.rule = f.commonRule(source.Outline, target.Outline)
	return f
}

func hasFragments(o align.Outline) bool {
	return slices.ContainsFunc(o, func(s align.Segment) bool { return len(within(&s)) > 0 })
}

// within are the fragments of the links of a segment that lead into its own file.
func within(segments ...*align.Segment) []string {
	var out []string
	for _, s := range segments {
		for k := range s.Anchors {
			if a := &s.Anchors[k]; a.Kind == anchor.Link && len(a.Value) > 1 && a.Value[0] == '#' {
				out = append(out, a.Value[1:])
			}
		}
	}
	return out
}

// commonRule is the rule that makes the most of the fragments of both files, of
// equals the most common.
func (f *fragments) commonRule(outlines ...align.Outline) fragment.Rule {
	best, most := fragment.Rules[0], 0
	for _, rule := range fragment.Rules {
		count := 0
		for side, o := range outlines {
			for i := range o {
				for _, name := range within(&o[i]) {
					if at, c := f.names[side].Lookup(name); c == fragment.Alive && at >= 0 && f.names[side].Fragment(at, rule) == name {
						count++
					}
				}
			}
		}
		if count > most {
			best, most = rule, count
		}
	}
	return best
}

// lead lists the links of a row into the translation itself that lead nowhere, though
// those of the source lead to one of its places, and those that lead to another place
// than the source's. Each fragment is told once.
func (f *fragments) lead(source, target []*align.Segment, said []Finding) []Finding {
	if f.names[0] == nil {
		return nil
	}
	theirs, ours := within(source...), within(target...)
	if len(theirs) == 0 || len(ours) == 0 {
		return nil
	}
	var out []Finding
	for k, name := range ours {
		if f.told[name] || slices.ContainsFunc(said, func(x Finding) bool { return x.Target == "#"+name }) {
			continue
		}
		if found, ok := f.judge(theirs, k, name, len(ours) == len(theirs)); ok {
			f.told[name] = true
			out = append(out, found)
		}
	}
	return out
}

// judge looks at one fragment of the translation: the k-th of its row, whose source has
// those of theirs.
func (f *fragments) judge(theirs []string, k int, name string, paired bool) (Finding, bool) {
	from := ""
	switch {
	case slices.Contains(theirs, name):
		from = name
	case paired:
		from = theirs[k]
	}
	at, alive := f.where(theirs, from)
	if !alive || f.missing[at] {
		return Finding{}, false
	}
	to, certainty := f.names[1].Lookup(name)
	right := f.right(at)
	switch {
	case certainty == fragment.Dead:
	case certainty == fragment.Alive && to >= 0 && right != "" && f.counterpart[at] != to && from != "" && !strings.EqualFold(right, name):
	default:
		return Finding{}, false
	}
	return Finding{Kind: anchor.Link.String(), Part: Fragment, Source: hashed(from), Target: "#" + name, Expected: hashed(right), Severity: Warn}, true
}

// isAnswered reports whether a finding holds two fragments against each other that lead to a
// heading and to the one that translates it, however alike they look.
func (f *fragments) isAnswered(x Finding) bool {
	from, in := strings.CutPrefix(x.Source, "#")
	name, to := strings.CutPrefix(x.Target, "#")
	if !in || !to || f.names[0] == nil || x.Kind != anchor.Link.String() {
		return false
	}
	there, c := f.names[0].Lookup(from)
	here, certainty := f.names[1].Lookup(name)
	right, known := f.counterpart[there]
	return c == fragment.Alive && certainty == fragment.Alive && known && right == here
}

// where is the place of the source that a fragment leads to, and whether it leads
// anywhere: a fragment that is dead in the source as well is made by a rule that nobody
// knows. If it is not known which of the source's it is, all of them must.
func (f *fragments) where(theirs []string, from string) (int, bool) {
	if from != "" {
		at, c := f.names[0].Lookup(from)
		return at, c == fragment.Alive
	}
	dead := slices.ContainsFunc(theirs, func(name string) bool {
		_, c := f.names[0].Lookup(name)
		return c != fragment.Alive
	})
	return fragment.NoSegment, !dead
}

// right is the fragment of the heading that translates one of the source, if that is
// certain.
func (f *fragments) right(at int) string {
	if to, ok := f.counterpart[at]; ok && at >= 0 {
		return f.names[1].Fragment(to, f.rule)
	}
	return ""
}

func hashed(name string) string {
	if name == "" {
		return ""
	}
	return "#" + name
}

// relativeLinks are the links and images of segments that are relative paths.
func relativeLinks(segments []*align.Segment) []string {
	var out []string
	for _, s := range segments {
		for k := range s.Anchors {
			a := &s.Anchors[k]
			if (a.Kind == anchor.Link || a.Kind == anchor.Image) && isRelative(a.Value) {
				out = append(out, a.Value)
			}
		}
	}
	return out
}

// isRelative reports whether a link is a path from where it stands: without a scheme, a
// host, and what a template fills in.
func isRelative(v string) bool {
	return v != "" && strings.IndexByte("#/?<{", v[0]) < 0 && !strings.ContainsAny(v, ":@{}$<>*| \n") && strings.ContainsAny(v, "./")
}
