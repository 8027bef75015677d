package drift

import (
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/align"
	"github.com/xsync-project/xsync/sync/lexicon"
)

// Name is the kind of a finding about a proper name for which another stands.
const Name = "name"

// Bounds of what is reported as another name. They are meant to stay silent
// rather than to guess.
const (
	// sureRow is the confidence that a row must have for its names to be compared.
	sureRow = 0.9
	// shortestName is the number of letters of a name that no lexicon knows.
	shortestName = 4
	// longestEnding is the number of letters by which a name may be longer than
	// where it was carried over before.
	longestEnding = 4
)

// standing says how well a word is known to be a name.
type standing uint8

const (
	noName  standing = iota
	guessed          // capitalised where only names are, and no common word
	carried          // another row has it on both sides
	listed           // of the lexicon
)

// names compares the proper names of the two sides of rows. What it has to know
// of the files it reads when it first needs it.
type names struct {
	outlines [2]align.Outline
	words    [2]*lexicon.Words
	texts    [2][][]nameWord // by segment
	rows     []*draft        // whose names can be compared
	glossed  bool            // the glossary has both languages
	learnt   bool
	carried  [2][]carriedName
}

// carriedName is a name that a row has on both sides, folded.
type carriedName struct {
	row  *draft
	name string
}

func newNames(source, target Side, drafts []*draft) *names {
	n := &names{
		outlines: [2]align.Outline{source.Outline, target.Outline},
		words:    [2]*lexicon.Words{lexicon.For(source.Language), lexicon.For(target.Language)},
	}
	n.glossed = n.words[0].Glossary() && n.words[1].Glossary()
	for side, o := range n.outlines {
		n.texts[side] = make([][]nameWord, len(o))
	}
	for _, d := range drafts {
		if n.comparable(d) {
			n.rows = append(n.rows, d)
		}
	}
	return n
}

// comparable reports whether a row is one paragraph a side, surely of each other.
func (n *names) comparable(d *draft) bool {
	return len(d.source) == 1 && len(d.target) == 1 && d.confidence >= sureRow &&
		running(n.outlines[0][d.source[0]].Kind) && running(n.outlines[1][d.target[0]].Kind)
}

// text is what a segment says, word by word.
func (n *names) text(side, segment int) []nameWord {
	t := &n.texts[side][segment]
	if *t == nil {
		s := &n.outlines[side][segment]
		*t = nameWords(bare(s.Text, s.Anchors))
	}
	return *t
}

// replaced is the finding that another name stands where the translation should
// carry a name of the source. Each side has a name that the other has in no form,
// and the one in the translation is nowhere in the source: not the subject that a
// translator puts for "the country". A guess counts against one of the lexicon,
// not against another guess: "Seven Dwarfs" has its capital letters, and so have
// "Yedi Cüceler".
func (n *names) replaced(row *draft) []Finding {
	if !n.comparable(row) {
		return nil
	}
	to := n.text(1, row.target[0])
	if !n.any(to, 1) {
		return nil
	}
	from := n.text(0, row.source[0])
	come := n.unanswered(1, to, from)
	if len(come) == 0 {
		return nil
	}
	gone := n.unanswered(0, from, to)
	gone, come = unlike(gone, come), unlike(come, gone)
	var found *Finding
	best := noName
	for _, t := range come {
		new := n.standing(t, 1, row)
		if new == noName || len(gone) == 0 || n.mentioned(t, 0) {
			continue
		}
		for _, s := range gone {
			old := n.standing(s, 0, row)
			if n.tells(old, new, s) && old+new > best && !n.related(s, t) {
				found, best = &Finding{Kind: Name, Source: s.name(), Target: t.name(), Severity: Warn}, old+new
			}
		}
	}
	if found == nil {
		return nil
	}
	return []Finding{*found}
}

// tells reports whether two names are known well enough. A country that the
// translation names elsewhere may be "the country" here.
func (n *names) tells(old, new standing, s *nameWord) bool {
	switch {
	case old == noName:
		return false
	case new == listed, new == carried && old > guessed, old == carried:
		return true
	}
	return old == listed && !n.mentioned(s, 1)
}

// unanswered are the words of one side that may be names and that no word of the
// other answers.
func (n *names) unanswered(side int, words, other []nameWord) []*nameWord {
	var out []*nameWord
	for k := range words {
		if w := &words[k]; w.capital && n.possible(w, side) && !n.answered(w, side, other, true) && !n.answered(w, side, other, false) {
			out = append(out, w)
		}
	}
	return out
}

// any reports whether any word may be a name.
func (n *names) any(words []nameWord, side int) bool {
	for k := range words {
		if w := &words[k]; w.capital && n.possible(w, side) {
			return true
		}
	}
	return false
}

// possible reports whether a capitalised word may be a name: one of the lexicon,
// or one that the lexicon does not know and that does not owe its capital letter
// to its place.
func (n *names) possible(w *nameWord, side int) bool {
	w.know(n.words[side])
	for _, c := range w.concepts {
		if !n.words[side].Name(c) {
			return false
		}
	}
	return len(w.concepts) > 0 || !w.opens && w.letters >= shortestName
}

// answered reports whether any word of the other side with or without a capital
// letter answers a name.
func (n *names) answered(w *nameWord, side int, other []nameWord, capital bool) bool {
	for k := range other {
		if o := &other[k]; o.capital == capital && w.answers(o.know(n.words[1-side])) {
			return true
		}
	}
	return false
}

// unlike are the words of a list that are like none of the other.
func unlike(list, other []*nameWord) []*nameWord {
	var out []*nameWord
next:
	for _, w := range list {
		for _, o := range other {
			if w.like(o, likeName) {
				continue next
			}
		}
		out = append(out, w)
	}
	return out
}

// standing says how well a possible name is known to be one.
func (n *names) standing(w *nameWord, side int, row *draft) standing {
	if n.listed(w) {
		return listed
	}
	n.learn()
	for _, c := range n.carried[side] {
		if c.row != row && strings.HasPrefix(w.folded, c.name) && w.letters-utf8.RuneCountInString(c.name) <= longestEnding {
			return carried
		}
	}
	if n.glossed && len(w.concepts) == 0 && !w.caps {
		return guessed
	}
	return noName
}

// listed reports whether the lexicon has a name in both languages: cities and
// peoples stand in the glossary alone.
func (n *names) listed(w *nameWord) bool {
	for _, c := range w.concepts {
		if n.glossed || lexicon.Country(c) {
			return true
		}
	}
	return false
}

// learn lists the names that rows have on both sides.
func (n *names) learn() {
	if n.learnt {
		return
	}
	n.learnt = true
	for _, d := range n.rows {
		from, to := n.text(0, d.source[0]), n.text(1, d.target[0])
		for i := range from {
			for j := range to {
				if a, b := &from[i], &to[j]; a.capital && b.capital && a.letters >= shortestName &&
					a.know(n.words[0]).answers(b.know(n.words[1])) && a.like(b, sameName) {
					n.carried[0] = append(n.carried[0], carriedName{d, a.folded})
					n.carried[1] = append(n.carried[1], carriedName{d, b.folded})
				}
			}
		}
	}
}

// mentioned reports whether a name of one side stands anywhere on the other.
func (n *names) mentioned(w *nameWord, there int) bool {
	for i := range n.outlines[there] {
		text := n.text(there, i)
		for k := range text {
			o := text[k].know(n.words[there])
			if w.same(o) || o.capital && w.like(o, spelledAlike) {
				return true
			}
		}
	}
	return false
}

// seats are names that stand for each other in the news, a line a power.
var seats = [...]string{
	"america american states usa washington pentagon",
	"britain british england london",
	"russia russian moscow kremlin soviet",
	"europe european eu brussels",
	"turkey turkish ankara ottoman istanbul bosphorus",
	"china chinese beijing",
	"germany german berlin",
	"france french paris",
	"iran iranian tehran",
	"israel israeli jerusalem",
	"ukraine ukrainian kyiv",
	"japan japanese tokyo",
	"arabia saudi riyadh",
	"korea korean pyongyang seoul",
}

// related reports whether one name may be meant by the other: the capital by the
// country.
func (n *names) related(s, t *nameWord) bool {
	for _, line := range seats {
		if inSeat(line, s) && inSeat(line, t) {
			return true
		}
	}
	return false
}

func inSeat(line string, w *nameWord) bool {
	english := lexicon.For("en")
	var buf [8]lexicon.Concept
	for one := range strings.FieldsSeq(line) {
		if overlap(w.concepts, english.Concepts(one, buf[:0])) {
			return true
		}
	}
	return false
}
