package memory

import (
	"cmp"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Bounds of a search.
const (
	// measured is the number of texts of which the distance is found out. Of
	// more that may be like the text asked for, those are taken whose
	// signatures differ least, and of these the shortest.
	measured = 1024
	// comparable is the number of tokens up to which texts are compared; longer
	// ones are found if they are the same.
	comparable = 1000
	// lookedAt is the number of suggestions looked at for one that is wanted;
	// more than one is, because those that come out the same are given once.
	lookedAt = 8
)

// Find gives up to most suggestions with a score of at least least for a text of
// a block of the given kind, the best first: by score, then reviewed before
// assumed, then those of the same kind, then those that were made most often,
// then by article and line. Suggestions with the same text are given once. Prose
// is suggested for prose alone, and code, HTML and directives for each other. A
// least below 1 counts as 1. The result is the same whatever the order in which
// the pairs were taken in.
func (m *Memory) Find(text string, kind block.Kind, least, most int) []Match {
	if most <= 0 || least > 100 {
		return nil
	}
	least = max(least, 1)
	x := m.built()
	asked := cutText(text, kind, m.from)
	w := x.spaces.Get().(*workspace)
	defer x.spaces.Put(w)
	hits := x.rank(x.search(w, &asked, least), kind)
	return m.matches(&asked, hits, most)
}

// nearness is a source and its score, or before that how far its signature is.
type nearness struct{ id, score int32 }

// search is the sources with at least the given score, in no order.
func (x *index) search(w *workspace, asked *cut, least int) []nearness {
	w.near = w.near[:0]
	same, exact := x.known(asked.prose)[asked.text]
	if exact {
		w.near = append(w.near, nearness{same, 100})
	}
	if least == 100 || len(asked.tokens) == 0 || len(asked.tokens) > comparable {
		return w.near
	}
	a := x.sequence(asked)
	w.prepare(a.class, len(x.classes))
	defer w.release()
	x.candidates(w, a, least)
	for _, id := range w.found {
		if exact && id == same || x.sources[id].prose != asked.prose {
			continue
		}
		if score := x.measure(w, a, id, least); score >= least {
			w.near = append(w.near, nearness{id, int32(score)})
		}
	}
	return w.near
}

// measure is the score of a source that is not the text asked for, or less than
// least.
func (x *index) measure(w *workspace, a sequence, id int32, least int) int {
	s := &x.sources[id]
	longer := max(len(a.form), s.tokens())
	limit := allowed(longer, least)
	b := x.read(w, s)
	if !w.within(len(a.form), b.class, limit/edit) {
		return 0
	}
	d := w.distance(a, b, limit)
	if d > limit {
		return 0
	}
	return scoreOf(d, longer)
}

// read is a source as a sequence, until the next is read.
func (x *index) read(w *workspace, s *source) sequence {
	w.source.form = x.forms[s.first:s.end]
	w.source.class = w.source.class[:0]
	for _, f := range w.source.form {
		w.source.class = append(w.source.class, x.classOf[f])
	}
	return w.source
}

// sequence is the text asked for as a sequence. What stands in no source has
// numbers of its own.
func (x *index) sequence(asked *cut) sequence {
	n := len(asked.tokens)
	s := sequence{make([]uint32, n), make([]uint32, n)}
	for i := range asked.tokens {
		t := &asked.tokens[i]
		if form, ok := x.formOf(t); ok {
			s.form[i], s.class[i] = form, x.classOf[form]
			continue
		}
		s.form[i] = uint32(len(x.classOf) + i)
		class, ok := x.classes[x.className(t)]
		if !ok {
			class = uint32(len(x.classes) + i)
		}
		s.class[i] = class
	}
	return s
}

// candidates fills w.found with the sources that may have the least score, each
// once. A source of m tokens with it shares with the n asked for at least
// max(m, n) less the edits allowed, so it must hold one of the rarest tokens, as
// many as that leaves.
func (x *index) candidates(w *workspace, a sequence, least int) {
	n := len(a.class)
	lo := x.atLeast(shortest(n, least))
	hi := x.atLeast(min(longest(n, least), comparable) + 1)
	w.found = w.found[:0]
	rare, work := x.rarest(a, n-(n-allowed(n, least)/edit)+1)
	var sig signature
	for _, c := range w.used {
		sig.add(c)
	}
	unknown := 0
	for _, c := range a.class {
		if int(c) >= len(x.classes) {
			unknown++
		}
	}
	take := func(id int32) {
		s := &x.signatures[id]
		m := int(x.lengths[id])
		longer := max(m, n)
		edits := allowed(longer, least) / edit
		if longer-n+unknown+sig.without(s) <= edits && longer-m+s.without(&sig) <= edits {
			w.found = append(w.found, id)
		}
	}
	if work > hi-lo {
		for id := lo; id < hi; id++ {
			take(int32(id))
		}
	} else {
		for _, c := range rare {
			list := x.postings[c]
			from, _ := slices.BinarySearch(list, int32(lo))
			for _, id := range list[from:] {
				if int(id) >= hi {
					break
				}
				take(id)
			}
		}
		slices.Sort(w.found)
		w.found = slices.Compact(w.found)
	}
	x.bound(w, &sig)
}

// bound keeps the most promising candidates.
func (x *index) bound(w *workspace, sig *signature) {
	if len(w.found) <= measured {
		return
	}
	var count [signatureBits + 1]int
	w.far = w.far[:0]
	for _, id := range w.found {
		s := &x.signatures[id]
		far := sig.without(s) + s.without(sig)
		w.far = append(w.far, uint16(far))
		count[far]++
	}
	limit, room := 0, measured
	for ; count[limit] <= room; limit++ {
		room -= count[limit]
	}
	kept := w.found[:0]
	for i, id := range w.found {
		switch far := int(w.far[i]); {
		case far < limit:
			kept = append(kept, id)
		case far == limit && room > 0:
			kept = append(kept, id)
			room--
		}
	}
	w.found = kept
}

// atLeast is the first source of so many tokens or more.
func (x *index) atLeast(tokens int) int {
	i, _ := slices.BinarySearch(x.lengths, int32(tokens))
	return i
}

// shortest and longest are the lengths of the texts that can have the least
// score with one of n tokens.
func shortest(n, least int) int { return n - allowed(n, least)/edit }

func longest(n, least int) int { return 100 * n / least }

// rarest is the rarest classes of a text, with which at least so many of its
// tokens are, and in how many places they are to be looked up.
func (x *index) rarest(a sequence, tokens int) (classes []uint32, work int) {
	all := slices.Clone(a.class)
	rarity := func(c uint32) int {
		if int(c) >= len(x.postings) {
			return 0
		}
		return len(x.postings[c])
	}
	slices.SortFunc(all, func(a, b uint32) int { return cmp.Or(cmp.Compare(rarity(a), rarity(b)), cmp.Compare(a, b)) })
	for i, c := range all {
		if i >= tokens && c != all[i-1] {
			break
		}
		if i > 0 && c == all[i-1] || rarity(c) == 0 {
			continue
		}
		classes = append(classes, c)
		work += rarity(c)
	}
	return classes, work
}

// hit is a translation of a source that was found.
type hit struct {
	of    *variant
	pair  *Pair
	score int
	same  bool // of the kind asked for
}

// rank is the translations of sources, the best first.
func (x *index) rank(near []nearness, kind block.Kind) []hit {
	hits := make([]hit, 0, len(near))
	for _, n := range near {
		s := &x.sources[n.id]
		for i := range s.variants {
			h := hit{of: &s.variants[i], score: int(n.score)}
			h.pair, h.same = h.of.best(kind)
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(
			cmp.Compare(b.score, a.score),
			order(a.of.assumed(), b.of.assumed()),
			order(!a.same, !b.same),
			cmp.Compare(len(b.of.pairs), len(a.of.pairs)),
			inOrder(a.pair, b.pair))
	})
	return hits
}

// best is the pair that stands for a variant: of those reviewed, if there are
// any, the first of a kind, else the first.
func (v *variant) best(kind block.Kind) (p *Pair, same bool) {
	for _, p := range v.pairs {
		if p.Assumed != v.assumed() {
			break
		}
		if p.Kind == kind {
			return p, true
		}
	}
	return v.pairs[0], false
}

// matches makes suggestions of the best translations.
func (m *Memory) matches(asked *cut, hits []hit, most int) []Match {
	var out []Match
	for i := range hits {
		if len(out) == most || i == lookedAt*most {
			break
		}
		h := &hits[i]
		match := Match{Pair: h.pair, Score: h.score, Text: h.pair.Target}
		if h.score < 100 {
			match.Text, match.Adapted = m.adapt(asked, h.pair)
		}
		if !slices.ContainsFunc(out, func(o Match) bool { return o.Text == match.Text }) {
			out = append(out, match)
		}
	}
	return out
}
