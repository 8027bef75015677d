package history

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
)

// Text is a translation whose segments are to be traced.
type Text struct {
	Path, Source string // of the translation and of its source, as they are now
	Language     string // of the translation
	// Wanted are the segments that nothing is recorded of.
	Wanted []block.Digest
	// Named is the commit that the translation says it was made from, if it does, and
	// Hash the digest of the source that it names.
	Named, Hash string
	// Parse reads a version of the translation.
	Parse func(data []byte) align.Outline
}

// Origin says when a segment of a translation was last edited in a way that
// matters.
type Origin struct {
	Commit string // "" if it is not known
	Age    int    // of two origins the one with the lower age is newer
	// Source are the names that the source may have had at the commit, the
	// likeliest first.
	Source []string
	// Lost says that the trace ends where the history is cut off.
	Lost bool
}

// Trace follows segments back through the history, commit by commit. An edit
// that changes only what a digest ignores, or what a tool can carry over, such as
// the target of a link, is no translation, and neither is a move or a renaming;
// the trace goes on beyond it.
type Trace struct {
	past    Past
	age     int
	targets map[string][]*traced // by the names that they have had
	sources map[string][]*traced
	all     map[string]*traced // by their path now
	pending int                // segments whose origin is not known yet
	cache   versions
}

// traced is a text on its way back.
type traced struct {
	*Text
	names   []string                        // of the source, newest first
	open    map[block.Digest][]block.Digest // what is still wanted, with the digests that it had before
	origins map[block.Digest]Origin
	hash    string // the digest that is still looked for, "" if there is none
	stamped bool   // the origins are what the translation says itself
}

// NewTrace makes a trace through a history.
func NewTrace(past Past) *Trace {
	return &Trace{
		past: past, targets: map[string][]*traced{}, sources: map[string][]*traced{}, all: map[string]*traced{},
		cache: versions{known: map[string]*version{}},
	}
}

// Add adds a translation that is now as given. What of it is in no commit yet was made from the source
// as it is now; of that there is nothing to tell.
func (t *Trace) Add(text Text, now align.Outline) error {
	x := &traced{Text: &text, names: []string{text.Source}, open: map[block.Digest][]block.Digest{}, origins: map[block.Digest]Origin{}}
	t.all[text.Path] = x
	for _, d := range text.Wanted {
		x.open[d] = []block.Digest{d}
	}
	if settled, err := t.believe(x); settled || err != nil {
		return err
	}
	data, ok, err := t.past.At("HEAD", text.Path)
	if err != nil {
		return err
	}
	var committed *version
	if ok {
		committed = given(text.Parse(data))
	}
	x.pass(given(now), []*version{committed}, Origin{})
	if len(x.open) == 0 {
		x.hash = ""
	}
	if t.pending += len(x.open); x.hash != "" {
		t.pending++
	}
	if len(x.open) > 0 {
		t.targets[text.Path] = append(t.targets[text.Path], x)
		t.sources[text.Source] = append(t.sources[text.Source], x)
	}
	return nil
}

// believe takes what a translation says itself that it was made from. It reports
// whether that settles the matter. What names the source of now accuses nothing, and so
// it is not believed: such marks are put on all translations at once, whatever they
// say, and the history may know better.
func (t *Trace) believe(x *traced) (settled bool, err error) {
	if x.Named == "" && x.Hash == "" {
		return false, nil
	}
	now, _, err := t.past.At("HEAD", x.Source)
	if err != nil {
		return false, err
	}
	for _, commit := range []string{x.Named, x.Hash} { // a hash may be that of a commit
		if commit == "" || strings.HasPrefix(commit, sections) {
			continue
		}
		then, ok, err := t.past.At(commit, x.Source)
		if err != nil {
			return false, err
		}
		if ok && bytes.Equal(then, now) {
			return false, nil
		}
		if ok {
			x.settle(Origin{Commit: commit, Source: backwards(x.names)})
			return true, nil
		}
	}
	if !hasDigest(now, x.Hash) {
		x.hash = x.Hash
	}
	return false, nil
}

// settle gives all segments of a text one origin, as the text has it.
func (x *traced) settle(origin Origin) {
	for _, d := range x.Wanted {
		x.origins[d] = origin
	}
	clear(x.open)
	x.hash, x.stamped = "", true
}

// compare looks whether a version of a source is the one that its translations name.
func (t *Trace) compare(c *Commit, e *Edit) error {
	for _, x := range t.sources[e.Path] {
		if x.hash == "" || e.To == "" {
			continue
		}
		data, err := t.past.Read(e.To)
		if err != nil {
			return err
		}
		if hasDigest(data, x.hash) {
			t.pending -= len(x.open) + 1
			x.settle(Origin{Commit: c.ID, Source: []string{e.Path}})
		}
	}
	return nil
}

// Stamped is the number of translations into a language that name the source that they
// were made from, where that source is in the history and has changed since.
func (t *Trace) Stamped(lang string) int {
	n := 0
	for _, x := range t.all {
		if x.stamped && x.Language == lang {
			n++
		}
	}
	return n
}

// Pending is the number of segments whose origin is not known yet.
func (t *Trace) Pending() int { return t.pending }

// Step goes back beyond a commit. Commits come newest first.
func (t *Trace) Step(c *Commit) error {
	t.age++
	for k := range c.Edits {
		e := &c.Edits[k]
		if err := t.compare(c, e); err != nil {
			return err
		}
		for _, x := range slices.Clone(t.targets[e.Path]) {
			if err := t.edit(x, c, e); err != nil {
				return err
			}
		}
	}
	for k := range c.Edits { // beyond the commit, files have their names of before
		for _, from := range c.Edits[k].From {
			if from.Object != "" && from.Path != c.Edits[k].Path {
				t.rename(from.Path, c.Edits[k].Path)
			}
		}
	}
	return nil
}

func (t *Trace) rename(before, after string) {
	for _, x := range t.targets[after] {
		if !slices.Contains(t.targets[before], x) {
			t.targets[before] = append(t.targets[before], x)
		}
	}
	for _, x := range t.sources[after] {
		if !slices.Contains(t.sources[before], x) {
			t.sources[before] = append(t.sources[before], x)
			x.names = append(x.names, before)
		}
	}
}

// edit looks which segments an edit brought about.
func (t *Trace) edit(x *traced, c *Commit, e *Edit) error {
	if len(x.open) == 0 {
		return nil
	}
	was := len(x.open)
	if e.To == "" {
		x.close()
		t.pending -= was - len(x.open)
		return nil
	}
	after, err := t.version(x, e.To)
	if err != nil {
		return err
	}
	before := make([]*version, len(e.From))
	for k, from := range e.From {
		if from.Object == "" {
			continue
		}
		if before[k], err = t.version(x, from.Object); err != nil {
			return err
		}
	}
	x.pass(after, before, Origin{Commit: c.ID, Age: t.age, Source: backwards(x.names), Lost: c.Cut})
	t.pending -= was - len(x.open)
	return nil
}

// close ends the trace of what came with the whole file: beyond its deletion it was another.
func (x *traced) close() {
	for d := range x.open {
		if _, came := x.origins[d]; came {
			delete(x.open, d)
		}
	}
}

// backwards are names with the last first.
func backwards(names []string) []string {
	out := slices.Clone(names)
	slices.Reverse(out)
	return out
}

// pass gives an origin to what stands in a version more often than in each of
// those before it, unless it was merely touched. A nil version is no file. Where there
// was none, the file may have come as a whole from another line of the history, which an
// older commit will tell.
func (x *traced) pass(after *version, before []*version, origin Origin) {
	steps := make([]*step, len(before))
	whole := !origin.Lost && origin.Commit != ""
	for k, v := range before {
		steps[k] = &step{before: v, after: after}
		whole = whole && v == nil
	}
	for d, names := range x.open {
		if n := after.count(names); n > 0 && !x.older(d, n, steps) {
			x.origins[d] = origin
			if !whole {
				delete(x.open, d)
			}
		}
	}
}

// older reports whether a segment that a version has n times comes from one
// before it, and notes what it was then.
func (x *traced) older(d block.Digest, n int, steps []*step) bool {
	names := x.open[d]
	for _, s := range steps {
		if s.before.count(names) >= n {
			return true
		}
		if was, ok := s.touched(names, x.Language); ok {
			x.open[d] = append(names, was)
			return true
		}
	}
	return false
}

// Origins are the origins of the segments of a translation, by its path. What has
// none was never committed, or lies beyond the history that was walked through.
func (t *Trace) Origins(path string) map[block.Digest]Origin {
	x := t.all[path]
	if x == nil {
		return nil
	}
	if x.Named != "" && !x.stamped && len(x.names) > 1 { // perhaps the source had another name at that commit
		now, _, _ := t.past.At("HEAD", x.Source) // what cannot be read is no source
		for _, name := range x.names[1:] {
			if then, ok, err := t.past.At(x.Named, name); err == nil && ok && !bytes.Equal(then, now) {
				x.settle(Origin{Commit: x.Named, Source: backwards(x.names)})
				break
			}
		}
	}
	return x.origins
}

// version is a version of a translation: what stands in it, and how often. The texts of
// those that were read last are at hand; of others they are read again where they are needed.
type version struct {
	counts map[block.Digest]int
	texts  align.Outline // nil if they are not at hand
	again  func() (align.Outline, error)
}

// given is a version whose texts are at hand.
func given(o align.Outline) *version {
	v := &version{counts: make(map[block.Digest]int, len(o)), texts: o}
	for i := range o {
		v.counts[o[i].Digest]++
	}
	return v
}

// read are the texts of a version.
func (v *version) read() (align.Outline, error) {
	if v.texts != nil || v.again == nil {
		return v.texts, nil
	}
	return v.again()
}

func (v *version) count(names []block.Digest) int {
	if v == nil {
		return 0
	}
	n := 0
	for _, d := range names {
		n += v.counts[d]
	}
	return n
}

// step is what lies between two versions. The first is nil if there was no file.
type step struct {
	before, after *version
	then, now     align.Outline // their texts, once they are read
	links         map[int]int   // places in the later version → places in the earlier one
}

// touched is the digest that a segment had in the earlier version if the step
// changes only what needs no translator.
func (s *step) touched(names []block.Digest, lang string) (was block.Digest, ok bool) {
	if s.before == nil || !s.read() {
		return was, false
	}
	for j := range s.now {
		now := &s.now[j]
		if !now.Kind.Prose() || !slices.Contains(names, now.Digest) {
			continue
		}
		i, known := s.links[j]
		if !known {
			continue
		}
		then := &s.then[i]
		if then.Kind == now.Kind && !slices.Contains(names, then.Digest) && change.Classify(now.Kind, now.Syntax, then.Text, now.Text, lang) <= change.Mechanical {
			return then.Digest, true
		}
	}
	return was, false
}

// read reads and aligns the texts. What cannot be read has not been touched.
func (s *step) read() bool {
	if s.links != nil {
		return true
	}
	var errThen, errNow error
	s.then, errThen = s.before.read()
	s.now, errNow = s.after.read()
	if errThen != nil || errNow != nil {
		return false
	}
	s.links = map[int]int{}
	for _, l := range align.Within(s.then, s.now) {
		if len(l.A) == 1 && len(l.B) == 1 {
			s.links[l.B[0]] = l.A[0]
		}
	}
	return true
}

// versions keeps the versions that were seen last, so that each is parsed once as a
// rule: what is before one edit is after the next.
type versions struct {
	known map[string]*version
	order []string
	size  int        // segments
	read  []*version // those whose texts are at hand, the first read first
	texts int        // segments of these
}

// kept is how many segments of versions are kept, and keptTexts of how many with their texts.
const kept, keptTexts = 200_000, 10_000

func (t *Trace) version(x *traced, object string) (*version, error) {
	id := object + " " + x.Path // how it is parsed depends on the article
	if v := t.cache.known[id]; v != nil {
		return v, nil
	}
	read := func() (align.Outline, error) {
		data, err := t.past.Read(object)
		if err != nil {
			return nil, err
		}
		return x.Parse(data), nil
	}
	o, err := read()
	if err != nil {
		return nil, err
	}
	v := given(o)
	v.again = read
	t.cache.put(id, v)
	return v, nil
}

func (c *versions) put(id string, v *version) {
	c.known[id] = v
	c.order = append(c.order, id)
	c.size += len(v.counts)
	c.read = append(c.read, v)
	c.texts += len(v.texts)
	for c.texts > keptTexts && len(c.read) > 2 { // a step reads two
		c.texts -= len(c.read[0].texts)
		c.read[0].texts = nil
		c.read = c.read[1:]
	}
	for c.size > kept && len(c.order) > 1 {
		c.size -= len(c.known[c.order[0]].counts)
		delete(c.known, c.order[0])
		c.order = c.order[1:]
	}
}
