package drift

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/sentence"
)

// Bounds of what is reported as translated in part. They are meant to stay
// silent rather than to guess.
const (
	// lostRunes is the least length of a sentence that can be missed, and lostLeast the part
	// of it by which the target is shorter than the source lets expect.
	lostRunes = 30
	lostLeast = 0.5
	// A translation is a scrap of its source if that has at least fullRunes and the
	// translation less than scrapShare of what they let expect.
	fullRunes  = 60
	scrapShare = 0.15
	// brokenShare is that part of what a translation that breaks off in a sentence has less of.
	brokenShare = 0.6
	// leftWords is the number of words from which a sentence that was left in
	// the source language is told.
	leftWords = 6
)

// partialFinding is the finding that a sentence of a paragraph was not translated: it
// has no counterpart, or it was left in the source language. Of a translation that is but a
// scrap, such as "to do", the finding has both sides.
func (e *examination) partialFinding(d *draft, source, target []*align.Segment) []Finding {
	if len(source) != 1 || len(target) != 1 || !isRunning(source[0].Kind) || !isRunning(target[0].Kind) {
		return nil
	}
	if d.confidence >= sureRow && !d.moved {
		if f := e.unfinishedFinding(d, source[0], target[0]); f != nil {
			return f
		}
	}
	if float64(source[0].Length())*e.ratio-float64(target[0].Length()) < lostLeast*lostRunes*e.ratio {
		return nil // too long for any sentence to have been lost
	}
	if s, ok := e.unansweredSentence(d.source[0], d.target[0]); ok && hasWordsOutsideLinks(s) {
		return []Finding{{Kind: Partial, Source: s, Severity: Warn}}
	}
	return nil
}

// unfinishedFinding is the finding that a translation was begun: a sentence or a clause of it
// is still in the source language, it is but a scrap, or it breaks off in a sentence.
func (e *examination) unfinishedFinding(d *draft, source, target *align.Segment) []Finding {
	if e.mayHoldSource(target.Text) && !exempt.MatchString(target.Text) {
		if f := e.leftFinding(source, target); f != nil {
			return f
		}
	}
	if source.Length() >= fullRunes && (e.isShorter(source, target, scrapShare) || e.isShorter(source, target, brokenShare) && e.breaksOff(d.source[0], d.target[0])) {
		one := func(s *align.Segment) string { return shownText([]*align.Segment{s}) }
		return []Finding{{Kind: Partial, Source: one(source), Target: one(target), Severity: Warn}}
	}
	return nil
}

// isShorter reports whether a target has less than a share of the length that its source lets expect,
// both as it is written and as it is read.
func (e *examination) isShorter(source, target *align.Segment, share float64) bool {
	isLess := func(source, target int) bool { return float64(target) < share*float64(source)*e.ratio }
	return isLess(source.Length(), target.Length()) && isLess(source.ProseLength(), target.ProseLength())
}

// breaksOff reports whether the target of a pair of paragraphs ends within a sentence and its source
// with one, while most of the pairs around them end alike. Items of lists often end without a sign.
func (e *examination) breaksOff(i, j int) bool {
	const around = 10 // segments on each side
	from, to := e.source.Outline, e.judged.Outline
	if from[i].Kind != block.Paragraph || to[j].Kind != block.Paragraph || !endsSentence(from[i].Text) || !endsWithin(to[j].Text) {
		return false
	}
	alike, other := 0, 0
	for k := i - around; k <= i+around; k++ {
		if target, ok := e.running[k]; ok && k != i && endsSentence(from[k].Text) {
			if endsSentence(to[target].Text) {
				alike++
			} else {
				other++
			}
		}
	}
	return alike > other
}

// endsSentence reports whether a text ends with the sign of a sentence. Marks of emphasis and the
// like say nothing.
func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, " \t\n*_~\"'”’»)"))
	return strings.ContainsRune(".!?…:。！？：।", last)
}

// endsWithin reports whether a text ends with a word or a comma. What stands in brackets or is code
// may be the end of it.
func endsWithin(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, " \t\n"))
	return unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(",，、;；", last)
}

// mayHoldSource reports whether a text may have a sentence or a clause in the source's
// language: English has a word at least that holds it together, and the language of the
// translation not as well, in any that is long enough to be told.
func (e *examination) mayHoldSource(text string) bool {
	if !e.tongues.english {
		return true
	}
	for w := range strings.FieldsFuncSeq(text, func(u rune) bool { return !unicode.IsLetter(u) }) {
		if len(w) > 1 && w[0] < utf8.RuneSelf && isEnglishFunction(w) && !e.tongues.target.FunctionWord(w) {
			return true
		}
	}
	return false
}

// leftFinding is the finding that a sentence or a clause is still in the source language.
func (e *examination) leftFinding(source, target *align.Segment) []Finding {
	if len(sentence.Split(target.Text)) > 1 {
		whole := sentence.Texts(source.Text)
		for _, s := range sentence.Texts(withoutExamples(target.Text, source.Text)) {
			if e.leftInSource(s, source, slices.Contains(whole, s)) {
				return []Finding{{Kind: Partial, Target: s, Severity: Warn}}
			}
		}
	}
	if s := e.clauseLeft(source, target); s != "" {
		return []Finding{{Kind: Partial, Target: s, Severity: Warn}}
	}
	return nil
}

// unansweredSentence is the sentence of a source segment that the sentences of its target, and
// those of its neighbours on both sides, leave without a counterpart.
func (e *examination) unansweredSentence(i, j int) (string, bool) {
	var pairs [][2]int
	own := -1
	for n := -1; n <= 1; n++ {
		if target, ok := e.running[i+n]; ok && target == j+n {
			if n == 0 {
				own = len(pairs)
			}
			pairs = append(pairs, [2]int{i + n, j + n})
		}
	}
	if own < 0 {
		return "", false
	}
	return align.LostSentence(e.source.Outline, e.judged.Outline, pairs, own, e.tongues.target.JoinsSentences())
}

// Partial is the kind of a finding about a sentence that was not translated.
const Partial = "partial"

func isRunning(k block.Kind) bool {
	return k == block.Paragraph || k == block.Quote || k == block.ListItem
}

// leftInSource reports whether a sentence of the target is in the source language. Of one
// that is a sentence of the source, fewer words tell.
func (e *examination) leftInSource(text string, source *align.Segment, copied bool) bool {
	if e.tongues.english && plainlyForeign(text) {
		return false
	}
	seg := align.SegmentOf(&block.Block{Kind: block.Paragraph, Text: text}, e.target.Language)
	plain := readableWords(text, seg.Anchors)
	least := leftWords
	if copied {
		least = tellingWords
	}
	return len(plain) >= least && e.tongues.inSource(plain, strings.Join(plain, " "), []*align.Segment{source}, copied)
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
