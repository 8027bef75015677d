package drift

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/sentence"
)

// Bounds of what is reported as translated in part. They are meant to stay
// silent rather than to guess.
const (
	// lostRunes is the least length of a sentence that can be missed.
	lostRunes = 45
	// keptCover is how much of the other sentences the target must echo on the average.
	keptCover = 0.15
	// lostCover is how much of a lost sentence the target may echo for what it echoes of
	// the others, and lostApart by how much it must echo each of the others more.
	lostCover = 0.6
	lostApart = 0.1
	// linkedCover is how much of a lost sentence the target may echo if it has none of the
	// sentence's links and code.
	linkedCover = 0.3
	// The target is shorter than the source lets expect by lostLeast to lostMost of the
	// lost sentence's length, lostLinked if its links and code are gone with it, and by
	// freeLength times the root of the length expected: a free translation is by less.
	lostLeast  = 0.6
	lostLinked = 0.5
	lostMost   = 1.6
	freeLength = 3
	// nearLength is by how much of the longer one the lengths of a sentence and of its
	// translation may differ, where that is all that tells which is which; plainly is by how
	// much the distance must grow with another one left out, and lostAlone how much of the
	// lost sentence the target may echo. Of fewer than fewSentences two are soon joined.
	nearLength   = 0.35
	plainly      = 0.15
	lostAlone    = 0.35
	fewSentences = 3
	// A translation is a scrap of its source if that has at least fullRunes and the
	// translation less than scrapShare of what they let expect.
	fullRunes  = 60
	scrapShare = 0.15
	// leftWords is the number of words from which a sentence that was left in
	// the source language is told.
	leftWords = 6
)

// partialFinding is the finding that a sentence of a paragraph was not translated: it
// has no counterpart, or it was left in the source language. Of a translation that is but a
// scrap, such as "to do", the finding has both sides.
func (e *examination) partialFinding(source, target []*align.Segment) []Finding {
	if len(source) != 1 || len(target) != 1 || !isRunning(source[0].Kind) || !isRunning(target[0].Kind) {
		return nil
	}
	to := sentence.Texts(target[0].Text)
	if len(to) > 1 {
		for _, s := range sentence.Texts(withoutExamples(target[0].Text, source[0].Text)) {
			if e.leftInSource(s) {
				return []Finding{{Kind: Partial, Target: s, Severity: Warn}}
			}
		}
	}
	if s := e.clauseLeft(source[0], target[0]); s != "" {
		return []Finding{{Kind: Partial, Target: s, Severity: Warn}}
	}
	if n := float64(source[0].Length()); n >= fullRunes && float64(target[0].Length()) < scrapShare*n*e.ratio {
		return []Finding{{Kind: Partial, Source: shownText(source), Target: shownText(target), Severity: Warn}}
	}
	if float64(source[0].Length())*e.ratio-float64(target[0].Length()) < lostLinked*lostRunes*e.ratio {
		return nil // too long for any sentence to have been lost
	}
	if from := wordedSentences(sentence.Texts(source[0].Text)); len(from) > 1 {
		if s, ok := e.lostSentence(source[0], target[0], from, to); ok {
			return []Finding{{Kind: Partial, Source: s, Severity: Warn}}
		}
	}
	return nil
}

// Partial is the kind of a finding about a sentence that was not translated.
const Partial = "partial"

func isRunning(k block.Kind) bool {
	return k == block.Paragraph || k == block.Quote || k == block.ListItem
}

// leftInSource reports whether a sentence of the target is in the source
// language.
func (e *examination) leftInSource(text string) bool {
	if e.tongues.english && plainlyForeign(text) {
		return false
	}
	seg := align.SegmentOf(&block.Block{Kind: block.Paragraph, Text: text}, e.target.Language)
	plain := readableWords(text, seg.Anchors)
	return len(plain) >= leftWords && e.tongues.inSource(plain, strings.Join(plain, " "), false)
}

// exampleBehind is the number of words of a sentence behind which what is emphasised in it is
// an example and no sentence of its own.
const exampleBehind = 4

// withoutExamples is a text without the emphasised words in it that stand in a sentence of
// the source behind others: an example stays as it is.
func withoutExamples(text, source string) string {
	var out strings.Builder
	at, open := 0, map[int]inline.Token{}
	for _, t := range inline.Scan(nil, text, inline.Markdown, nil) {
		switch {
		case t.Construct != inline.Emphasis || t.Start < at:
		case t.Kind == inline.Open:
			open[t.Pair] = t
		case t.Kind == inline.Close:
			if begin := open[t.Pair]; begin.Start >= at && isExample(text[begin.End:t.Start], source) {
				out.WriteString(text[at:begin.Start])
				at = t.End
			}
		}
	}
	return out.String() + text[at:]
}

// isExample reports whether words stand in a sentence of a source behind others.
func isExample(words, source string) bool {
	words = strings.TrimRight(strings.Join(strings.Fields(words), " "), ".")
	return words != "" && slices.ContainsFunc(sentence.Texts(source), func(s string) bool {
		before, _, ok := strings.Cut(strings.Join(strings.Fields(s), " "), words)
		return ok && inline.Count(before) >= exampleBehind
	})
}

// lostSentence finds the one sentence that the target does not echo while it echoes the
// others, if the target is as much too short as that sentence is long. It has the given
// sentences.
func (e *examination) lostSentence(source, target *align.Segment, from, to []string) (string, bool) {
	if len(to) >= len(from) { // a free translation
		return "", false
	}
	parts := make([]align.Segment, len(from))
	covers := make([]float64, len(from))
	for k, s := range from {
		parts[k] = align.SegmentOf(&block.Block{Kind: block.Paragraph, Text: s}, e.source.Language)
		covers[k] = align.Echo(&parts[k], target)
	}
	whole := float64(source.Length()) * e.ratio
	worst, least := -1, 0.0
	for k, s := range from {
		if utf8.RuneCountInString(s) < lostRunes {
			continue
		}
		length := float64(parts[k].Length()) * e.ratio
		if doubt, ok := lossDoubt(covers, k, whole, whole-float64(target.Length()), length, losesLinks(source, &parts[k], target)); ok && (worst < 0 || doubt < least) {
			worst, least = k, doubt
		}
	}
	if worst < 0 {
		worst = lostByLength(from, to, covers, e.ratio)
		if worst < 0 || covers[worst] > lostAlone {
			return "", false
		}
	}
	return from[worst], true
}

// lostByLength is the sentence without which all others have the length of one of the target,
// one by one, plainly better than without any other or with two of them joined; what the
// target echoes of a sentence speaks against its loss. It is -1 if there is none.
func lostByLength(from, to []string, covers []float64, ratio float64) int {
	if len(to) != len(from)-1 || len(from) < fewSentences || slices.ContainsFunc(to, isDense) {
		return -1
	}
	lengths := make([]float64, len(from))
	for k, s := range from {
		lengths[k] = float64(utf8.RuneCountInString(s)) * ratio
	}
	found, best, second := -1, math.Inf(1), math.Inf(1)
	try := func(k int, left []float64, against float64) {
		switch d := distance(left, to) + against; {
		case d < best:
			found, best, second = k, d, best
		case d < second:
			second = d
		}
	}
	for k := range from {
		try(k, slices.Concat(lengths[:k:k], lengths[k+1:]), covers[k])
		if k > 0 {
			try(-1, slices.Concat(lengths[:k-1:k-1], []float64{lengths[k-1] + lengths[k]}, lengths[k+1:]), 0)
		}
	}
	if found < 0 || second-best < plainly || utf8.RuneCountInString(from[found]) < lostRunes {
		return -1
	}
	return found
}

// isDense reports whether a text is written in a script in which a rune says so much that
// their number is no measure of what is said.
func isDense(text string) bool {
	return strings.ContainsFunc(text, func(u rune) bool {
		return unicode.In(u, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}

// distance is how far sentences are from the lengths that are expected of them, of each by
// its share of the longer one; infinite where one is too far.
func distance(lengths []float64, sentences []string) float64 {
	sum := 0.0
	for k, s := range sentences {
		n := float64(utf8.RuneCountInString(s))
		d := math.Abs(n-lengths[k]) / max(n, lengths[k], 1)
		if d > nearLength {
			return math.Inf(1)
		}
		sum += d
	}
	return sum
}

// lossDoubt tells whether the target can have lost a sentence of the given length, by
// what it echoes of each sentence and by how much of the whole length it lacks, and how
// much speaks against it.
func lossDoubt(covers []float64, k int, whole, missing, length float64, linksLost bool) (float64, bool) {
	kept, next := 0.0, 1.0
	for j, c := range covers {
		if j != k {
			kept += c / float64(len(covers)-1)
			next = min(next, c)
		}
	}
	if kept < keptCover || missing > lostMost*length {
		return 0, false
	}
	doubt := covers[k]/kept + math.Abs(missing-length)/length
	if linksLost && covers[k] <= linkedCover {
		return doubt - 1, missing >= lostLinked*length
	}
	return doubt, covers[k] <= lostCover*kept && covers[k]+lostApart <= next &&
		missing >= lostLeast*length && missing >= freeLength*math.Sqrt(whole)
}

// losesLinks reports whether a sentence of the source has links or code, none of which
// the target has, nor others in their place.
func losesLinks(source, sentence, target *align.Segment) bool {
	of := func(s *align.Segment) []anchor.Anchor {
		return slices.DeleteFunc(slices.Clone(s.Anchors), func(a anchor.Anchor) bool { return a.Kind != anchor.Link && a.Kind != anchor.Code })
	}
	lost, left := of(sentence), of(target)
	return len(lost) > 0 && len(left)+len(lost) <= len(of(source)) && !slices.ContainsFunc(lost, func(a anchor.Anchor) bool {
		return slices.ContainsFunc(left, func(b anchor.Anchor) bool { return b.Kind == a.Kind && b.Value == a.Value })
	})
}

// wordedSentences are the sentences that say something: a link to a report alone is part
// of what stands before it.
func wordedSentences(sentences []string) []string {
	return slices.DeleteFunc(slices.Clone(sentences), func(s string) bool { return !hasWordsOutsideLinks(s) })
}

// hasWordsOutsideLinks reports whether a text says anything but what its links are called.
func hasWordsOutsideLinks(text string) bool {
	link := 0 // the pair of the link that is open
	for _, t := range inline.Scan(nil, text, inline.Markdown, nil) {
		switch {
		case t.Kind == inline.Open && t.Construct != inline.Emphasis && t.Construct != inline.Element && link == 0:
			link = t.Pair
		case t.Kind == inline.Close && t.Pair == link:
			link = 0
		case link == 0 && !t.Protected() && strings.IndexFunc(t.Of(text), unicode.IsLetter) >= 0:
			return true
		}
	}
	return false
}
