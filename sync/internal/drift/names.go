package drift

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
)

// Name is the kind of a finding about a proper name for which another stands.
const Name = "name"

// sureRow is the confidence that a row must have for its names to be compared.
const sureRow = 0.9

// names compares the proper names of the two sides of rows, as far as the lexicon has
// them: of what only looks like a name nothing is said. What it has to know of the files it
// reads when it first needs it.
type names struct {
	outlines [2]align.Outline
	words    [2]*lexicon.Words
	capitals [2][][]nameWord // the words with a capital letter, by segment
	smalls   [2][][]nameWord // the others
	glossed  bool            // the glossary has both languages
}

func newNames(source, target Side) *names {
	n := &names{
		outlines: [2]align.Outline{source.Outline, target.Outline},
		words:    [2]*lexicon.Words{lexicon.For(source.Language), lexicon.For(target.Language)},
	}
	n.glossed = n.words[0].Glossary() && n.words[1].Glossary()
	for side, o := range n.outlines {
		n.capitals[side], n.smalls[side] = make([][]nameWord, len(o)), make([][]nameWord, len(o))
	}
	return n
}

// findingsOf begins to compare the names of all rows, beside what else is done, and
// returns what waits for the findings of each.
func (n *names) findingsOf(rows []*draft) (wait func() [][]Finding) {
	done := make(chan [][]Finding, 1)
	go func() {
		out := make([][]Finding, len(rows))
		for k, d := range rows {
			out[k] = n.replacedName(d)
		}
		done <- out
	}()
	return func() [][]Finding { return <-done }
}

// isComparable reports whether a row is one paragraph a side, surely of each other.
func (n *names) isComparable(d *draft) bool {
	return len(d.source) == 1 && len(d.target) == 1 && d.confidence >= sureRow &&
		isRunning(n.outlines[0][d.source[0]].Kind) && isRunning(n.outlines[1][d.target[0]].Kind)
}

// wordsOf lists the words of a segment with or without a capital letter.
func (n *names) wordsOf(side, segment int, capital bool) []nameWord {
	list := n.smalls[side]
	if capital {
		list = n.capitals[side]
	}
	if list[segment] == nil {
		s := &n.outlines[side][segment]
		list[segment] = nameWords(change.BareText(s.Text, s.Anchors), capital)
	}
	return list[segment]
}

// replacedName is the finding that another name stands where the translation should
// carry a name of the source. Each side has a name that the other has in no form,
// and the one in the translation is nowhere in the source: not the subject that a
// translator puts for "the country".
func (n *names) replacedName(row *draft) []Finding {
	if !n.isComparable(row) {
		return nil
	}
	i, j := row.source[0], row.target[0]
	gone := n.unansweredNames(n.listedNames(0, i), 1, j, true)
	if len(gone) == 0 { // as of most rows
		return nil
	}
	come := n.unansweredNames(n.listedNames(1, j), 0, i, true)
	if len(come) == 0 {
		return nil
	}
	gone, come = n.unansweredNames(gone, 1, j, false), n.unansweredNames(come, 0, i, false)
	gone, come = n.unmeantNames(unlikeWords(gone, come), 1, j), n.unmeantNames(unlikeWords(come, gone), 0, i)
	for _, s := range gone {
		for _, t := range come {
			if !n.areRelated(s, t) && !n.isMentioned(t, 0) {
				return []Finding{{Kind: Name, Source: s.name(), Target: t.name(), Severity: Warn}}
			}
		}
	}
	return nil
}

// listedNames are the words of a segment that the lexicon has as names in both languages, and
// as nothing else: cities and peoples stand in the glossary alone.
func (n *names) listedNames(side, segment int) []*nameWord {
	var out []*nameWord
	words := n.wordsOf(side, segment, true)
	for k := range words {
		w := words[k].lookUp(n.words[side])
		isName := func(c lexicon.Concept) bool { return n.words[side].Name(c) }
		isListed := func(c lexicon.Concept) bool { return n.glossed || lexicon.Country(c) }
		if !slices.ContainsFunc(w.concepts, func(c lexicon.Concept) bool { return !isName(c) }) && slices.ContainsFunc(w.concepts, isListed) {
			out = append(out, w)
		}
	}
	return out
}

// unansweredNames are the names of a list that no word of a segment of the other side,
// there, with or without a capital letter, answers.
func (n *names) unansweredNames(list []*nameWord, there, segment int, capital bool) []*nameWord {
	if len(list) == 0 {
		return nil
	}
	var out []*nameWord
	other := n.wordsOf(there, segment, capital)
next:
	for _, w := range list {
		for k := range other {
			if w.answersName(other[k].lookUp(n.words[there])) {
				continue next
			}
		}
		out = append(out, w)
	}
	return out
}

// unlikeWords are the words of a list that are like none of the other.
func unlikeWords(list, other []*nameWord) []*nameWord {
	var out []*nameWord
next:
	for _, w := range list {
		for _, o := range other {
			if w.isLike(o, likeName) {
				continue next
			}
		}
		out = append(out, w)
	}
	return out
}

// isMentioned reports whether a name of one side stands anywhere on the other.
func (n *names) isMentioned(w *nameWord, there int) bool {
	for i := range n.outlines[there] {
		if n.outlines[there][i].Says(w.folded, w.concepts) {
			return true
		}
	}
	for i := range n.outlines[there] {
		text := n.wordsOf(there, i, true)
		for k := range text {
			if o := text[k].lookUp(n.words[there]); w.isSame(o) || w.isLike(o, spelledAlike) {
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

// areRelated reports whether one name may be meant by the other: the capital by the
// country.
func (n *names) areRelated(s, t *nameWord) bool {
	for _, line := range seats {
		if inSeat(line, s) && inSeat(line, t) {
			return true
		}
	}
	return false
}

// unmeantNames are the names of a list that no word of a segment of the other side,
// there, may mean: where one has "the US" the other may say America, and one word
// may hold two.
func (n *names) unmeantNames(list []*nameWord, there, segment int) []*nameWord {
	return slices.DeleteFunc(list, func(w *nameWord) bool {
		for _, capital := range []bool{true, false} {
			other := n.wordsOf(there, segment, capital)
			for k := range other {
				if o := other[k].lookUp(n.words[there]); w.isWithin(o) || capital && n.areRelated(w, o) {
					return true
				}
			}
		}
		return false
	})
}

func inSeat(line string, w *nameWord) bool {
	english := lexicon.For("en")
	var buf [8]lexicon.Concept
	for one := range strings.FieldsSeq(line) {
		if haveCommon(w.concepts, english.Concepts(one, buf[:0])) {
			return true
		}
	}
	return false
}
