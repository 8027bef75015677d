package history

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// Pair is what a row of a translation can have been made from.
type Pair struct {
	Row     int // its place among the rows
	Source  []block.Block
	Accuses bool // the source has changed since
	Gone    bool // so much that nothing of it is left
	// Other says that the source stands elsewhere today than where the row has it.
	Other bool

	untold bool // nothing in the translation says that it was made from this
}

// Translation is a translation with its source, as they are now.
type Translation struct {
	Source, Target drift.Side
	Rows           []drift.Row
}

// sure is the confidence that an alignment with an old source must have before
// it accuses.
const sure = 0.8

// Infer says of the rows given by their places, which all go back to this version of the
// source, what they can have been made from. It leaves out what it is not sure of: where one
// of the rows holds what only a newer source says, the others are not accused for their age
// alone.
func (i *Inference) Infer(rows []int) []Pair {
	if i.foreign {
		return nil
	}
	var out []Pair
	newer := false
	for _, k := range rows {
		v := i.verdict(k)
		if newer = newer || v.newer; v.ok {
			out = append(out, v.pair)
		}
	}
	if newer {
		out = slices.DeleteFunc(out, func(p Pair) bool { return p.untold })
	}
	return out
}

// verdict is what a version of the source tells of a row.
type verdict struct {
	pair  Pair
	ok    bool
	newer bool // the row holds what came to the source since
}

// verdict infers one row, once.
func (i *Inference) verdict(k int) verdict {
	v, known := i.told[k]
	if !known {
		i.newer = false
		v.pair, v.ok = i.pair(k)
		v.newer = i.newer
		i.told[k] = v
	}
	return v
}

// Inference holds a translation against one old version of its source. What it has found
// out it keeps, for rows that go back to the same version by other commits.
type Inference struct {
	*Translation
	told    map[int]verdict // by the places of rows
	foreign bool            // the source was in the language of the translation
	then    drift.Side
	back    map[int]*align.Link // by places in the source now
	ahead   map[int]*align.Link // by places in the old source
	gone    map[int]bool        // places in the old source that nothing has come of
	past    [2]places           // of the old source, of the source now
	target  places
	loose   bool        // something lacks its counterpart on both sides
	made    []drift.Row // of the old source with the translation; read by aligned
	newer   bool        // the row at hand holds what came to the source since
}

// places finds the place in an outline of a segment by its place in the blocks.
type places map[int]int

func placesOf(doc *block.Doc) places {
	p := places{}
	for i, k := range doc.Segments() {
		p[k] = i
	}
	return p
}

func (p places) of(segments []drift.Segment) []int {
	var out []int
	for _, s := range segments {
		out = append(out, p[s.At])
	}
	slices.Sort(out)
	return out
}

// Against holds the translation against its source as it was.
func (t *Translation) Against(then drift.Side) *Inference {
	i := &Inference{Translation: t, then: then, back: map[int]*align.Link{}, ahead: map[int]*align.Link{}, gone: map[int]bool{}, told: map[int]verdict{}}
	if i.foreign = i.isForeign(); i.foreign {
		return i
	}
	i.past = [2]places{placesOf(then.Doc), placesOf(t.Source.Doc)}
	i.target = placesOf(t.Target.Doc)
	lacks := func(state drift.State) bool {
		return slices.ContainsFunc(t.Rows, func(r drift.Row) bool { return r.State == state })
	}
	i.loose = lacks(drift.Missing) && lacks(drift.Extra)
	for _, l := range align.Within(then.Outline, t.Source.Outline) {
		if len(l.B) == 0 {
			for _, a := range l.A {
				i.gone[a] = true
			}
		}
		for _, b := range l.B {
			if len(l.A) > 0 {
				i.back[b] = &l
			}
		}
		for _, a := range l.A {
			i.ahead[a] = &l
		}
	}
	return i
}

// pair infers one row.
func (i *Inference) pair(k int) (Pair, bool) {
	r := &i.Rows[k]
	now := i.past[1].of(r.Source)
	then, whole := i.origin(now)
	held := carried(i.then.Outline.Pick(then), i.Source.Outline.Pick(now), i.Target.Outline.Pick(i.target.of(r.Target)))
	followed := (held == all || held == some) && !isSameText(r) && i.states(then, now, r)
	if p, ok := i.elsewhere(k); ok {
		return p, true
	}
	switch {
	case len(then) == 0:
		p, ok := i.orphan(k)
		i.newer = i.newer || followed && !ok && r.Confidence >= sure
		return p, ok
	case !alike(i.then.Outline, then, i.Source.Outline, now):
		return Pair{}, false
	case !whole || r.Flags&drift.LowConfidence != 0, r.Flags&drift.Moved != 0 && r.Confidence < surely:
		return Pair{}, false
	}
	class := i.change(then, now)
	if class <= change.Cosmetic {
		return i.from(k, now, i.Source, false), true
	}
	i.newer = i.newer || followed
	if made := i.madeFrom(r); made == nil || !slices.Equal(i.past[0].of(made.Source), then) {
		return Pair{}, false
	}
	return i.accuse(k, then, now, class, held)
}

// isSameText reports whether both files have the same text today, such as a
// command: however it came about, there is nothing to carry over.
func isSameText(r *drift.Row) bool { return r.Translation != "" && r.Now == r.Translation }

// origin are the places in the old source that segments of the source now come
// from; whole if each comes from some, and nothing else does.
func (i *Inference) origin(now []int) (then []int, whole bool) {
	whole = true
	for _, b := range now {
		l := i.back[b]
		if l == nil {
			whole = false
			continue
		}
		then = append(then, l.A...)
		for _, other := range l.B {
			whole = whole && slices.Contains(now, other)
		}
	}
	slices.Sort(then)
	return slices.Compact(then), whole
}

// alike reports whether segments are of one kind. Where they are not, the format of
// the file has changed, or how it is read, rather than what it says.
func alike(a align.Outline, inA []int, b align.Outline, inB []int) bool {
	kind := a[inA[0]].Kind
	other := func(o align.Outline) func(int) bool { return func(n int) bool { return o[n].Kind != kind } }
	return !slices.ContainsFunc(inA, other(a)) && !slices.ContainsFunc(inB, other(b))
}

// change is how the source has changed in a way that a translation has to follow.
func (i *Inference) change(then, now []int) change.Class {
	a, b := i.then.Outline.Pick(then), i.Source.Outline.Pick(now)
	if slices.EqualFunc(a, b, func(x, y *align.Segment) bool { return x.Digest == y.Digest }) {
		return change.None
	}
	was, is := align.TextOf(a), align.TextOf(b)
	class := change.Classify(b[0].Kind, b[0].Syntax, was, is, i.Source.Language)
	if trifling(b[0].Kind, was, is) {
		class = change.Cosmetic
	}
	if len(a) == 1 && len(b) == 1 && (a[0].Label != b[0].Label || a[0].ID != b[0].ID) {
		class = max(class, change.Mechanical)
	}
	return class
}

// from is the pair of a row with segments of a source.
func (i *Inference) from(k int, at []int, source drift.Side, accuses bool) Pair {
	p := Pair{Row: k, Accuses: accuses}
	segments := source.Doc.Segments()
	for _, n := range at {
		p.Source = append(p.Source, source.Doc.Blocks[segments[n]])
	}
	return p
}

// madeFrom is the row that the old source makes with the translation of a row,
// if it is one and if that is sure.
func (i *Inference) madeFrom(r *drift.Row) *drift.Row {
	if i.made == nil {
		res := drift.Examine(i.then, i.Target, nil)
		if i.made = res.Rows; res.Unrelated {
			i.made = []drift.Row{{}}
		}
	}
	for k := range i.made {
		m := &i.made[k]
		if slices.Equal(m.Target, r.Target) && m.State == drift.Unverified && m.Confidence >= sure {
			return m
		}
	}
	return nil
}

// Bounds of what tells that a source was in the language of the translation.
const (
	// tellingWords is the number of words from which a text tells its language.
	tellingWords = 8
	// foreignTexts and foreignShare are how many of the texts of a translation, and which
	// share of them, must have stood in that source.
	foreignTexts, foreignShare = 2, 0.25
)

// isForeign reports whether the source was in the language of the translation at that time,
// as after a mishap or where two files had changed places: it had what translates the
// source of now, word for word. Such a version is the source of nothing.
func (i *Inference) isForeign() bool {
	if langdata.Base(i.Source.Language) == langdata.Base(i.Target.Language) {
		return false
	}
	stood := map[block.Digest]bool{}
	for k := range i.then.Outline {
		stood[i.then.Outline[k].Digest] = true
	}
	copied, all := 0, 0
	for k := range i.Rows {
		r := &i.Rows[k]
		if r.State != drift.Unverified || !r.Kind.Prose() || r.Now == r.Translation || inline.Count(r.Translation) < tellingWords {
			continue
		}
		all++
		if len(r.TargetDigests) == 1 && stood[r.TargetDigests[0]] {
			copied++
		}
	}
	return copied >= foreignTexts && float64(copied) > foreignShare*float64(all)
}

// states reports whether a translation says anything that came to the source since, which no
// tool can have carried over: links and code in prose may be newer than the words around them.
func (i *Inference) states(then, now []int, r *drift.Row) bool {
	a, b, target := i.then.Outline.Pick(then), i.Source.Outline.Pick(now), i.Target.Outline.Pick(i.target.of(r.Target))
	for _, read := range []func([]*align.Segment) map[string]bool{stated, names} {
		if _, held, _, _ := changes(a, b, target, read); held > 0 {
			return true
		}
	}
	return false
}

// stated are the units of a text without those that a tool carries over.
func stated(segments []*align.Segment) map[string]bool {
	out := map[string]bool{}
	for _, s := range segments {
		if !s.Kind.Prose() {
			return units(segments)
		}
		for _, a := range s.Anchors {
			if a.Kind < anchor.Link {
				out[a.Kind.String()+":"+a.Value] = true
			}
		}
	}
	return out
}

// surely is the confidence that a pair with an old source must have before it is believed
// against a pair of today.
const surely = 0.95

// plainly is how alike the source then and the source now must be, for what stands elsewhere
// to be the same text.
const plainly = 0.5

// elsewhere infers a row whose translation was made from what stands elsewhere in the source
// today: that has changed so much that the translation was taken for one of a neighbour, or
// for nothing. It is looked for only where something lacks its counterpart on both sides.
func (i *Inference) elsewhere(k int) (Pair, bool) {
	r := &i.Rows[k]
	if !i.loose || isSameText(r) || len(r.Target) != 1 || len(r.Source) > 0 && len(r.Anchors) > 0 {
		return Pair{}, false
	}
	made := i.madeFrom(r)
	if made == nil || len(made.Source) != 1 || len(r.Source) > 0 && made.Confidence < surely {
		return Pair{}, false
	}
	then := i.past[0].of(made.Source)
	l := i.ahead[then[0]]
	if len(l.A) != 1 || len(l.B) != 1 || l.Confidence < plainly || slices.Equal(l.B, i.past[1].of(r.Source)) {
		return Pair{}, false
	}
	target := i.target.of(r.Target)
	if !alike(i.then.Outline, then, i.Source.Outline, l.B) || !alike(i.then.Outline, then, i.Target.Outline, target) {
		return Pair{}, false
	}
	p := i.from(k, l.B, i.Source, false)
	if class := i.change(then, l.B); class > change.Mechanical {
		held := carried(i.then.Outline.Pick(then), i.Source.Outline.Pick(l.B), i.Target.Outline.Pick(target))
		if held == all || held == some {
			return Pair{}, false
		}
		p = i.from(k, then, i.then, true)
		p.untold = held == unknown
	}
	p.Other = true
	return p, true
}

// orphan infers a row that nothing of the old source has come to: what it was made
// from may have been deleted.
func (i *Inference) orphan(k int) (Pair, bool) {
	made := i.madeFrom(&i.Rows[k])
	if made == nil || isSameText(&i.Rows[k]) {
		return Pair{}, false
	}
	then := i.past[0].of(made.Source)
	if !alike(i.then.Outline, then, i.Target.Outline, i.target.of(made.Target)) {
		return Pair{}, false
	}
	for _, a := range then {
		if !i.gone[a] {
			return Pair{}, false
		}
	}
	p := i.from(k, then, i.then, true)
	p.Gone = true
	p.untold = carried(i.then.Outline.Pick(then), nil, i.Target.Outline.Pick(i.target.of(made.Target))) != none
	return p, true
}

// accuse decides on a row whose source has changed. What its translation holds of
// the change speaks against it.
func (i *Inference) accuse(k int, then, now []int, class change.Class, held holding) (Pair, bool) {
	switch {
	case class == change.Mechanical && held == all:
		return i.from(k, now, i.Source, false), true
	case held == all, held == some, class == change.Mechanical && held != none, isSameText(&i.Rows[k]):
		return Pair{}, false
	}
	p := i.from(k, then, i.then, true)
	p.untold = held == unknown
	return p, true
}

// trifling reports whether two texts of a source differ only in what no
// translation follows: in capitals, or, where they are code, in the style in which
// it is formatted.
func trifling(kind block.Kind, then, now string) bool {
	if strings.EqualFold(then, now) {
		return true
	}
	return !kind.Prose() && unformatted(then) == unformatted(now)
}

// unformatted is code without what formatters change.
func unformatted(code string) string {
	return strings.Map(func(u rune) rune {
		if unicode.IsSpace(u) || strings.ContainsRune("'\"`;,(){}\\", u) {
			return -1
		}
		return u
	}, code)
}

// holding says how much of a change a translation holds.
type holding uint8

const (
	none    holding = iota // nothing of what came, and something of what went
	unknown                // neither, so that it does not tell
	some
	all
)

// carried says how much of what changed in the source a translation has followed,
// by what is the same in every language: figures, links, code, and names.
func carried(then, now, target []*align.Segment) holding {
	came, cameHeld, went, wentHeld := changes(then, now, target, units)
	switch {
	case came+went == 0:
	case cameHeld == came && wentHeld == 0:
		return all
	case cameHeld > 0:
		return some
	case wentHeld > 0 || went == 0:
		return none
	}
	// Of names only those that are there tell: any word may be one.
	if _, named, _, old := changes(then, now, target, names); named > 0 && old == 0 {
		return some
	}
	return unknown
}

// changes counts the units that came and that went, and those of them that a
// translation has.
func changes(then, now, target []*align.Segment, units func([]*align.Segment) map[string]bool) (came, cameHeld, went, wentHeld int) {
	before, after, have := units(then), units(now), units(target)
	for u := range after {
		if !before[u] {
			came++
			if have[u] {
				cameHeld++
			}
		}
	}
	for u := range before {
		if !after[u] {
			went++
			if have[u] {
				wentHeld++
			}
		}
	}
	return came, cameHeld, went, wentHeld
}

// units are the pieces of a text that stay as they are in translation: its facts,
// and of what is not prose the lines.
func units(segments []*align.Segment) map[string]bool {
	out := map[string]bool{}
	for _, s := range segments {
		for _, a := range s.Anchors {
			out[a.Kind.String()+":"+a.Value] = true
		}
		if s.ID != "" {
			out["id:"+s.ID] = true
		}
		if s.Kind.Prose() {
			continue
		}
		for line := range strings.Lines(s.Text) {
			out[strings.TrimSpace(line)] = true
		}
	}
	delete(out, "")
	return out
}

// names are the words of a text that may be names: of what is read, not of where links
// lead to or of code.
func names(segments []*align.Segment) map[string]bool {
	out := map[string]bool{}
	for _, s := range segments {
		for _, t := range inline.Scan(nil, s.Text, s.Syntax, nil) {
			if t.Kind != inline.Text {
				continue
			}
			for word := range strings.FieldsFuncSeq(t.Of(s.Text), func(u rune) bool { return !unicode.IsLetter(u) }) {
				if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) && len(word) >= shortestName {
					out[word] = true
				}
			}
		}
	}
	return out
}

// shortestName is how many bytes a word must have to be taken for a name.
const shortestName = 3

// Follows reports whether a translation holds anything of what came to the source of a
// row since some segments of it, so that it cannot have been made from these alone. A
// text that was replaced in its place is told by this from one that is gone.
func Follows(then []block.Block, r *drift.Row, source, target drift.Side) bool {
	read := func(blocks []drift.Segment, lang string) []*align.Segment {
		var out []*align.Segment
		for k := range blocks {
			s := align.SegmentOf(blocks[k].Block, lang)
			out = append(out, &s)
		}
		return out
	}
	var was []*align.Segment
	for k := range then {
		s := align.SegmentOf(&then[k], source.Language)
		was = append(was, &s)
	}
	held := carried(was, read(r.Source, source.Language), read(r.Target, target.Language))
	return held == all || held == some
}
