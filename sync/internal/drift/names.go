package drift

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
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
	capitals [2][][]nameWord // the words with a capital letter, by segment
	smalls   [2][][]nameWord // the others
	rows     []*draft        // that show which names are carried over
	glossed  bool            // the glossary has both languages
}

func newNames(source, target Side, drafts []*draft) *names {
	n := &names{
		outlines: [2]align.Outline{source.Outline, target.Outline},
		words:    [2]*lexicon.Words{lexicon.For(source.Language), lexicon.For(target.Language)},
	}
	n.glossed = n.words[0].Glossary() && n.words[1].Glossary()
	for side, o := range n.outlines {
		n.capitals[side], n.smalls[side] = make([][]nameWord, len(o)), make([][]nameWord, len(o))
	}
	for _, d := range drafts {
		if n.isComparable(d) && !n.isCopied(d) {
			n.rows = append(n.rows, d)
		}
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

// isCopied reports whether a row has the same words on both sides. Whoever left them as they
// are carried no name over.
func (n *names) isCopied(d *draft) bool {
	source, target := &n.outlines[0][d.source[0]], &n.outlines[1][d.target[0]]
	return change.SameLetters(change.BareText(source.Text, source.Anchors), change.BareText(target.Text, target.Anchors))
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
// translator puts for "the country". A guess counts against one of the lexicon,
// not against another guess: "Seven Dwarfs" has its capital letters, and so have
// "Yedi Cüceler".
func (n *names) replacedName(row *draft) []Finding {
	if !n.isComparable(row) {
		return nil
	}
	i, j := row.source[0], row.target[0]
	gone := n.unansweredNames(n.possibleNames(0, i), 1, j, true)
	if len(gone) == 0 { // as of most rows
		return nil
	}
	come := n.unansweredNames(n.possibleNames(1, j), 0, i, true)
	if len(come) == 0 {
		return nil
	}
	gone, come = n.unansweredNames(gone, 1, j, false), n.unansweredNames(come, 0, i, false)
	gone, come = n.unmeantNames(unlikeWords(gone, come), 1, j), n.unmeantNames(unlikeWords(come, gone), 0, i)
	var found []Finding
	best := noName
	for _, t := range come {
		for _, s := range gone {
			old, new := n.standingOf(s, 0, row), n.standingOf(t, 1, row)
			if old+new > best && n.tellsApart(old, new, s) && !n.areRelated(s, t) && !n.isMentioned(t, 0) && !n.shareSurname(s, t) {
				found, best = []Finding{{Kind: Name, Source: s.name(), Target: t.name(), Severity: Warn}}, old+new
			}
		}
	}
	return found
}

// tellsApart reports whether two names are known well enough. A country that the
// translation names elsewhere may be "the country" here.
func (n *names) tellsApart(old, new standing, s *nameWord) bool {
	switch {
	case old == noName, new == noName:
		return false
	case new == listed, new == carried && old > guessed, old == carried:
		return true
	}
	return old == listed && !n.isMentioned(s, 1)
}

// possibleNames are the words of a segment that may be names: of the lexicon, or such
// as the lexicon does not know and as do not owe their capital letter to their
// place.
func (n *names) possibleNames(side, segment int) []*nameWord {
	var out []*nameWord
	words := n.wordsOf(side, segment, true)
next:
	for k := range words {
		w := words[k].lookUp(n.words[side])
		for _, c := range w.concepts {
			if !n.words[side].Name(c) {
				continue next
			}
		}
		if len(w.concepts) > 0 || !w.opens && w.letters >= shortestName {
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

// standingOf says how well a possible name is known to be one.
func (n *names) standingOf(w *nameWord, side int, row *draft) standing {
	if n.isListed(w) {
		return listed
	}
	for _, d := range n.rows {
		if d != row && n.carriesName(d, w, side) {
			return carried
		}
	}
	if n.glossed && len(w.concepts) == 0 && !w.caps {
		return guessed
	}
	return noName
}

// isListed reports whether the lexicon has a name in both languages: cities and
// peoples stand in the glossary alone.
func (n *names) isListed(w *nameWord) bool {
	for _, c := range w.concepts {
		if n.glossed || lexicon.Country(c) {
			return true
		}
	}
	return false
}

// carriesName reports whether a row has a name on both sides: without the ending that
// it may have here.
func (n *names) carriesName(row *draft, w *nameWord, side int) bool {
	segments := [2]int{row.source[0], row.target[0]}
	words := n.wordsOf(side, segments[side], true)
	for k := range words {
		o := &words[k]
		if o.text[0] != w.text[0] || len(o.text) > len(w.text)+longestEnding {
			continue
		}
		if o.lookUp(n.words[side]); o.letters < shortestName || w.letters-o.letters > longestEnding || !strings.HasPrefix(w.folded, o.folded) {
			continue
		}
		others := n.wordsOf(1-side, segments[1-side], true)
		for j := range others {
			if p := others[j].lookUp(n.words[1-side]); o.answersName(p) && o.isLike(p, sameName) {
				return true
			}
		}
	}
	return false
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

// shareSurname reports whether the source spells a name with letters that English lacks, so
// that the translation may write it as it is said, and what follows the two is one name: "José
// Valim" and "Хосе Валим".
func (n *names) shareSurname(s, t *nameWord) bool {
	if s.next == "" || t.next == "" || !strings.ContainsFunc(s.text, func(u rune) bool { return u > unicode.MaxASCII }) {
		return false
	}
	a, b := nameWord{text: s.next, capital: true}, nameWord{text: t.next, capital: true}
	return a.lookUp(n.words[0]).answersName(b.lookUp(n.words[1]))
}

// unmeantNames are the names of a list that no word of a segment of the other side,
// there, may mean: where one has "the US" the other may say America, and one word
// may hold two.
func (n *names) unmeantNames(list []*nameWord, there, segment int) []*nameWord {
	return slices.DeleteFunc(list, func(w *nameWord) bool {
		for _, capital := range []bool{true, false} {
			other := n.wordsOf(there, segment, capital)
			for k := range other {
				if o := other[k].lookUp(n.words[there]); w.isWithin(o) || capital && (n.areRelated(w, o) || haveStem(w, o)) {
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
