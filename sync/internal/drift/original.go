package drift

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Bounds of what is taken for the original that a translator kept beside the
// translation.
const (
	// wholeOriginal is the least share of the source's segments that stand in one
	// piece in the translation, and leastOriginal their least number.
	wholeOriginal, leastOriginal = 0.6, 3
	// besideOriginal is how many of the segments that stand in one piece must be translated
	// beside it at least, as a share of them, besides all that does not stand in it.
	besideOriginal = 0.5
	// editedOriginal is one in how many segments of that piece may have been edited since.
	editedOriginal = 5
	// mixed is the greatest share of copies among the texts beside the original.
	mixed = 0.2
	// besideWords is the least number of words of one paragraph's original,
	// besideReach how many segments may stand between it and its translation, and
	// besideOften how often it must be so in an article: who does so does it again.
	besideWords, besideReach, besideOften = 4, 1, 2
)

// originalsBeside finds the target segments that repeat a source segment right beside its
// translation, as translators do who keep a quotation in both languages. Emphasis and tags
// aside they are the source's, and what stands next to them answers that source if they are
// thought away. A paragraph between translated ones that nobody translated answers nothing.
// The drafts are those in which nothing is thought away.
func (e *examination) originalsBeside(drafts []*draft) []int {
	copies := e.copiesBeside()
	recorded := e.recordedTargets()
	if e.countOpen(copies, recorded, drafts) < besideOften { // to align is dear
		return nil
	}
	pins := make([]align.Pin, 0, len(copies))
	for j := range e.target.Outline {
		if _, ok := copies[j]; ok || e.original[j] {
			pins = append(pins, align.Pin{B: []int{j}})
		}
	}
	translated := map[int]align.Link{} // by the source that is answered
	for _, l := range align.Across(e.source.Outline, e.target.Outline, pins) {
		if len(l.A) == 1 && l.Confidence >= plausible { // what answers two sources may answer the other alone
			translated[l.A[0]] = l
		}
	}
	var out []int
	for j, i := range copies {
		if !recorded[j] && e.isTranslatedBeside(j, translated[i].B) {
			out = append(out, j)
		}
	}
	if len(out) < besideOften {
		return nil
	}
	return out
}

// recordedTargets are the target segments that are known to have been made from a source.
func (e *examination) recordedTargets() map[int]bool {
	out := map[int]bool{}
	for _, m := range e.base.Made {
		for _, j := range m.Target {
			out[j] = true
		}
	}
	return out
}

// isTranslatedBeside reports whether some target segments stand beside a copy of their
// source, and are about as long.
func (e *examination) isTranslatedBeside(copied int, by []int) bool {
	length, beside := 0, false
	for _, k := range by {
		length += e.target.Outline[k].Length()
		beside = beside || max(copied-k, k-copied) <= 1+besideReach
	}
	return beside && length >= e.target.Outline[copied].Length()/2
}

// copiesBeside maps the target segments that say what one source segment says, in its
// words, and have a text beside them that is no such copy, to that source segment.
func (e *examination) copiesBeside() map[int]int {
	if e.source.Keyed || e.source.Language == e.target.Language {
		return nil
	}
	var sources *sayings
	copies := map[int]int{}
	for j := range e.target.Outline {
		t := &e.target.Outline[j]
		if e.original[j] || !isRunning(t.Kind) || e.tongues.english && plainlyForeign(t.Text) || inline.Count(t.Text) < besideWords {
			continue
		}
		if sources == nil {
			sources = e.source.said()
		}
		if i, ok := sources.origin(t); ok && !isKept(e.source.Outline.Pick([]int{i}), []*align.Segment{t}) {
			copies[j] = i
		}
	}
	isBeside := func(k int) bool {
		_, isCopy := copies[k]
		return k >= 0 && k < len(e.target.Outline) && !isCopy && isRunning(e.target.Outline[k].Kind)
	}
	out := maps.Clone(copies)
	maps.DeleteFunc(out, func(j, _ int) bool { return !isBeside(j-1) && !isBeside(j+1) })
	return out
}

// countOpen is the number of copies of which nothing is recorded and that may have their
// translation beside them.
func (e *examination) countOpen(copies map[int]int, recorded map[int]bool, drafts []*draft) int {
	if len(copies) < besideOften {
		return 0
	}
	of := make([]*draft, len(e.target.Outline))
	for _, d := range drafts {
		for _, j := range d.target {
			of[j] = d
		}
	}
	n := 0
	for j, i := range copies {
		from, to := max(j-1-besideReach, 0), min(j+2+besideReach, len(of))
		isOpen := false
		for k := from; k < to; k++ {
			_, isCopy := copies[k]
			isOpen = isOpen || !isCopy && of[k] != nil && !of[k].answersOther(i)
		}
		if isOpen && !recorded[j] {
			n++
		}
	}
	return n
}

// answersOther reports whether one target segment answers one source segment surely, and
// that is not the one given.
func (d *draft) answersOther(source int) bool {
	return len(d.source) == 1 && d.source[0] != source && len(d.target) == 1 && d.confidence >= sureRow && !d.moved
}

// sayings are what the source's segments say: the places of each text, and of each word.
type sayings struct {
	places map[string]int // -1 for what several say
	words  [][]string     // by those places
	having map[string][]int
}

// wordsEach is about how many words a segment has that no other had before it.
const wordsEach = 4

// readSayings reads what the segments of a source say.
func readSayings(source align.Outline) *sayings {
	n := len(source)
	out := &sayings{places: make(map[string]int, n), words: make([][]string, n), having: make(map[string][]int, wordsEach*n)}
	for i := range source {
		s := &source[i]
		if !isRunning(s.Kind) {
			continue
		}
		words, said := plainWords(s)
		if _, ok := out.places[said]; ok {
			out.places[said] = -1
			continue
		}
		out.places[said], out.words[i] = i, words
		for _, w := range words {
			if at := out.having[w]; len(at) == 0 || at[len(at)-1] != i {
				out.having[w] = append(at, i)
			}
		}
	}
	return out
}

// Bounds of what is the text of a segment as it was before somebody edited it.
const (
	// nearlySaid is the least share of its words that the text now has too, and nearlyWords
	// the least number of its words. It is at least half as long as the text now.
	nearlySaid, nearlyWords = 0.85, 8
	// tellingPlaces is the number of segments up to which a word tells one from others.
	tellingPlaces = 4
)

// origin is the source segment whose text a segment repeats: word for word, or as it was
// before a few words were edited.
func (s *sayings) origin(t *align.Segment) (int, bool) {
	words, said := plainWords(t)
	if i, ok := s.places[said]; ok {
		return i, i >= 0
	}
	if len(words) < nearlyWords {
		return 0, false
	}
	seen := map[int]bool{}
	for _, w := range words {
		if len(s.having[w]) > tellingPlaces {
			continue
		}
		for _, i := range s.having[w] {
			if !seen[i] && 2*len(words) >= len(s.words[i]) && commonShare(words, s.words[i]) >= nearlySaid {
				return i, true
			}
			seen[i] = true
		}
	}
	return 0, false
}

// commonShare is the share of the words of a text that another has.
func commonShare(text, other []string) float64 {
	count := map[string]int{}
	for _, w := range other {
		count[w]++
	}
	common := 0
	for _, w := range text {
		if count[w]--; count[w] >= 0 {
			common++
		}
	}
	return float64(common) / float64(max(len(text), 1))
}

// plainWords are the words of what a segment says, their letters and digits alone, in
// small letters, without its markup; and the same without anything between them.
func plainWords(s *align.Segment) (words []string, said string) {
	var b strings.Builder
	b.Grow(len(s.Text))
	var ends []int
	endWord := func() {
		if n := b.Len(); n > 0 && (len(ends) == 0 || ends[len(ends)-1] < n) {
			ends = append(ends, n)
		}
	}
	for _, t := range inline.Scan(nil, s.Text, s.Syntax, nil) {
		if t.Protected() {
			continue
		}
		for _, u := range t.Of(s.Text) {
			switch {
			case 'a' <= u && u <= 'z' || '0' <= u && u <= '9':
				b.WriteByte(byte(u))
			case unicode.IsSpace(u):
				endWord()
			case inline.InWord(u):
				b.WriteRune(unicode.ToLower(u))
			}
		}
		endWord()
	}
	said = b.String()
	words = make([]string, len(ends))
	from := 0
	for k, end := range ends {
		words[k], from = said[from:end], end
	}
	return words, said
}

// keptOriginal finds the target segments that repeat the source in one piece, above or
// below a translation of it. They are part of neither: nobody has to do anything
// about them.
func (e *examination) keptOriginal() map[int]bool {
	kept := map[int]bool{}
	if e.source.Keyed || e.source.Language == e.target.Language || len(e.source.Outline) < leastOriginal {
		return kept
	}
	all := len(e.source.Outline)
	if len(e.target.Outline) < all+int(besideOriginal*wholeOriginal*float64(all)) {
		return kept // too little for both
	}
	from, to, whole := e.longestCopy()
	translated := len(e.target.Outline) - (to - from) - (all - whole)
	if whole < leastOriginal || float64(whole) < wholeOriginal*float64(all) || float64(translated) < besideOriginal*float64(whole) {
		return kept
	}
	copies, texts := 0, 0
	sources, again := e.sourcePlaces(), map[block.Digest]bool{}
	for j := from; j < to; j++ {
		again[e.target.Outline[j].Digest] = true
	}
	for j := range e.target.Outline {
		t := &e.target.Outline[j]
		if (j < from || j >= to) && !again[t.Digest] && t.Kind.Prose() && inline.Count(t.Text) >= copiedWords { // what stands there twice is translated so
			texts++
			if len(sources[t.Digest]) > 0 {
				copies++
			}
		}
	}
	if texts == 0 || float64(copies) > mixed*float64(texts) || e.isRecorded(from, to) {
		return kept
	}
	for j := from; j < to; j++ {
		kept[j] = true
	}
	return kept
}

// sourcePlaces are the places of the source's segments by what they say.
func (e *examination) sourcePlaces() map[block.Digest][]int {
	out := map[block.Digest][]int{}
	for i := range e.source.Outline {
		d := e.source.Outline[i].Digest
		out[d] = append(out[d], i)
	}
	return out
}

// longestCopy is the longest run of target segments, from one up to another, that are
// source segments in the order of the source, as they are or as they were before a few words
// were edited, and the number of those; one in editedOriginal may be another.
func (e *examination) longestCopy() (from, to, copies int) {
	sources := e.sourcePlaces()
	said := e.source.said()
	placesOf := func(t *align.Segment) []int {
		if i, ok := said.origin(t); ok && len(sources[t.Digest]) == 0 {
			return []int{i}
		}
		return sources[t.Digest]
	}
	start, last, hits, others := 0, -1, 0, 0
	begin := func(at, place, n int) { start, last, hits, others = at, place, n, 0 }
	for j := range e.target.Outline {
		places := placesOf(&e.target.Outline[j])
		next, _ := slices.BinarySearch(places, last+1)
		goesOn := j+1 < len(e.target.Outline) && slices.Contains(placesOf(&e.target.Outline[j+1]), last+1)
		switch {
		case next < len(places):
			last, hits = places[next], hits+1
		case len(places) > 0 && !goesOn:
			begin(j, places[0], 1)
		default:
			if others++; others*editedOriginal > hits {
				begin(j+1, -1, 0)
			}
			continue
		}
		if hits > copies {
			from, to, copies = start, j+1, hits
		}
	}
	return from, to, copies
}

// isRecorded reports whether one of a run of target segments is known to have been
// made from a source.
func (e *examination) isRecorded(from, to int) bool {
	recorded := e.recordedTargets()
	for j := from; j < to; j++ {
		if recorded[j] {
			return true
		}
	}
	return false
}
