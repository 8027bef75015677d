package memory

import (
	"cmp"
	"math/bits"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// index is a memory made ready for searching. It never changes.
type index struct {
	from tongue
	// prose and raw are the sources by their normalised texts.
	prose, raw map[string]int32
	sources    []source // by length, then in the order of articles
	lengths    []int32  // of the sources, in tokens
	signatures []signature
	forms      []uint32 // of the tokens of all sources, one after the other
	words      map[string]uint32
	facts      map[fact]uint32
	classes    map[string]uint32
	classOf    []uint32  // of each form
	postings   [][]int32 // for each class, the sources that it stands in
	spaces     sync.Pool // of *workspace
}

// fact is the form of a token that is one.
type fact struct {
	sort  uint8
	value string
}

// source is a source text, once for all the pairs that have it.
type source struct {
	text       string // normalised
	prose      bool
	first, end int32 // its tokens among the forms
	variants   []variant
}

// variant is one translation of a source text.
type variant struct {
	pairs []*Pair // reviewed before assumed, then in the order of articles
}

func (v *variant) assumed() bool { return v.pairs[0].Assumed }

// build makes an index of pairs, the same for any order of them.
func build(pairs []*Pair, from tongue) *index {
	x := &index{
		from: from, prose: map[string]int32{}, raw: map[string]int32{},
		words: map[string]uint32{}, facts: map[fact]uint32{}, classes: map[string]uint32{},
	}
	x.spaces.New = func() any { return new(workspace) }
	pairs = slices.Clone(pairs)
	slices.SortFunc(pairs, inOrder)
	x.gather(pairs)
	x.renumber()
	x.post()
	return x
}

// inOrder compares pairs by where they stand, and those that stand in one place
// by what they are.
func inOrder(a, b *Pair) int {
	return cmp.Or(
		strings.Compare(a.Article, b.Article), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Kind, b.Kind),
		order(a.Assumed, b.Assumed), strings.Compare(a.Source, b.Source), strings.Compare(a.Target, b.Target))
}

// order puts false before true.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// reading is what has to be found out about a pair before it is taken in.
type reading struct {
	source cut
	target string // normalised
}

// batch is the number of pairs that are read at once, on all processors.
const batch = 1024

// gather joins the pairs of one source text, and of these those of one
// translation.
func (x *index) gather(pairs []*Pair) {
	known := map[translation]int{}
	readings := make([]reading, min(batch, len(pairs)))
	for some := range slices.Chunk(pairs, batch) {
		x.readAll(some, readings)
		for i, p := range some {
			x.enter(p, &readings[i], known)
		}
	}
	for i := range x.sources {
		for _, v := range x.sources[i].variants {
			slices.SortStableFunc(v.pairs, func(a, b *Pair) int { return order(a.Assumed, b.Assumed) })
		}
	}
}

// readAll reads pairs.
func (x *index) readAll(pairs []*Pair, into []reading) {
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for k := range workers {
		group.Go(func() {
			for i := k; i < len(pairs); i += workers {
				p, r := pairs[i], &into[i]
				r.source.read(p.Source, p.Kind, x.from)
				r.source.text = one(p.Source, r.source.text)
				r.target = one(p.Target, block.Normalize(p.Kind, p.Target))
			}
		})
	}
	group.Wait()
}

// one is the second of two texts, in the memory of the first if they are equal,
// as they mostly are.
func one(a, b string) string {
	if a == b {
		return a
	}
	return b
}

// translation is a variant by its source and its normalised text.
type translation struct {
	source int32
	target string
}

// enter takes in a pair. It notes the place of new variants in known.
func (x *index) enter(p *Pair, r *reading, known map[translation]int) {
	sources := x.known(r.source.prose)
	id, ok := sources[r.source.text]
	if !ok {
		id = int32(len(x.sources))
		first := int32(len(x.forms))
		for i := range r.source.tokens {
			x.forms = append(x.forms, x.intern(&r.source.tokens[i]))
		}
		sources[r.source.text] = id
		x.sources = append(x.sources, source{text: r.source.text, prose: r.source.prose, first: first, end: int32(len(x.forms))})
	}
	s := &x.sources[id]
	k, ok := known[translation{id, r.target}]
	if !ok {
		k = len(s.variants)
		known[translation{id, r.target}] = k
		s.variants = append(s.variants, variant{})
	}
	s.variants[k].pairs = append(s.variants[k].pairs, p)
}

// known is the table of the sources that are prose, or of all others.
func (x *index) known(prose bool) map[string]int32 {
	if prose {
		return x.prose
	}
	return x.raw
}

// intern is the number of a token's form.
func (x *index) intern(t *token) uint32 {
	if id, ok := x.formOf(t); ok {
		return id
	}
	name := x.className(t)
	class, ok := x.classes[name]
	if !ok {
		class = uint32(len(x.classes))
		x.classes[name] = class
	}
	id := uint32(len(x.classOf))
	x.classOf = append(x.classOf, class)
	if t.sort == plain {
		x.words[t.form] = id
	} else {
		x.facts[fact{uint8(t.sort), t.form}] = id
	}
	return id
}

func (x *index) formOf(t *token) (id uint32, ok bool) {
	if t.sort == plain {
		id, ok = x.words[t.form]
	} else {
		id, ok = x.facts[fact{uint8(t.sort), t.form}]
	}
	return id, ok
}

// className is the name of the class of tokens that a change costs little
// within: all facts of a kind, all cases of a word.
func (x *index) className(t *token) string {
	if t.sort == plain {
		return x.from.fold(t.form)
	}
	return " " + t.sort.String() // no word begins with a space
}

// renumber orders the sources by length, so that those of like length are a
// range.
func (x *index) renumber() {
	place := make([]int32, len(x.sources))
	for i := range place {
		place[i] = int32(i)
	}
	slices.SortStableFunc(place, func(a, b int32) int {
		return cmp.Compare(x.sources[a].tokens(), x.sources[b].tokens())
	})
	sources := make([]source, len(place))
	for to, from := range place {
		sources[to] = x.sources[from]
		x.known(sources[to].prose)[sources[to].text] = int32(to)
	}
	x.sources = sources
	x.lengths = make([]int32, len(sources))
	for i := range sources {
		x.lengths[i] = int32(sources[i].tokens())
	}
}

func (s *source) tokens() int { return int(s.end - s.first) }

// post fills postings and signatures.
func (x *index) post() {
	counts := make([]int32, len(x.classes))
	last := make([]int32, len(x.classes))
	each := func(do func(class uint32, id int32)) {
		for i := range last {
			last[i] = -1
		}
		for id := range x.sources {
			s := &x.sources[id]
			for _, f := range x.forms[s.first:s.end] {
				if c := x.classOf[f]; last[c] != int32(id) {
					last[c] = int32(id)
					do(c, int32(id))
				}
			}
		}
	}
	total := 0
	x.signatures = make([]signature, len(x.sources))
	each(func(c uint32, id int32) {
		counts[c]++
		total++
		x.signatures[id].add(c)
	})
	arena := make([]int32, 0, total)
	x.postings = make([][]int32, len(counts))
	for c, n := range counts {
		x.postings[c] = arena[len(arena) : len(arena) : len(arena)+int(n)]
		arena = arena[:len(arena)+int(n)]
	}
	each(func(c uint32, id int32) { x.postings[c] = append(x.postings[c], id) })
}

// signatureBits is a multiple of 64.
const signatureBits = 256

// signature has a bit for each class in a text, which classes may share.
type signature [signatureBits / 64]uint64

func (s *signature) add(class uint32) {
	h := class * 0x9E3779B1 >> 24
	s[h>>6] |= 1 << (h & 63)
}

// without is the least number of classes that a text has and another lacks.
func (s *signature) without(o *signature) int {
	return bits.OnesCount64(s[0]&^o[0]) + bits.OnesCount64(s[1]&^o[1]) +
		bits.OnesCount64(s[2]&^o[2]) + bits.OnesCount64(s[3]&^o[3])
}
