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
	// lostRunes is the least length of a sentence that can be missed.
	lostRunes = 45
	// lostCover is how much of a lost sentence the target may echo, and farCover
	// the same where it echoes twice as much of the others; keptCover is how much
	// of the others it must echo on the average.
	lostCover = 0.2
	farCover  = 0.3
	keptCover = 0.15
	// lostLength is the share of a lost sentence's length by which the target
	// must be shorter than the whole source lets expect.
	lostLength = 0.6
	// fewerSentences is what is left of that, since the target must have fewer
	// sentences than the source.
	fewerSentences = 0.6
	// A translation is a scrap of its source if that has at least fullRunes and the
	// translation less than scrapShare of what they let expect.
	fullRunes  = 60
	scrapShare = 0.15
	// leftWords is the number of words from which a sentence that was left in
	// the source language is told.
	leftWords = 6
)

// partialFinding is the finding that a sentence of a paragraph was not translated: it
// has no counterpart, or it was left in the source language.
func (e *examination) partialFinding(source, target []*align.Segment) []Finding {
	if len(source) != 1 || len(target) != 1 || !isRunning(source[0].Kind) || !isRunning(target[0].Kind) {
		return nil
	}
	to := sentence.Texts(target[0].Text)
	if len(to) > 1 {
		for _, s := range to {
			if e.leftInSource(s) {
				return []Finding{{Kind: Partial, Target: s, Severity: Warn}}
			}
		}
	}
	if n := float64(source[0].Length()); n >= fullRunes && float64(target[0].Length()) < scrapShare*n*e.ratio {
		return []Finding{{Kind: Partial, Source: shownText(source), Target: shownText(target), Severity: Warn}}
	}
	if float64(source[0].Length())*e.ratio-float64(target[0].Length()) < lostLength*fewerSentences*lostRunes*e.ratio {
		return nil // too long for any sentence to have been lost
	}
	if from := wordedSentences(sentence.Texts(source[0].Text)); len(from) > 1 {
		if s, ok := e.lostSentence(source[0], target[0], from, len(to)); ok {
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

// lostSentence finds the one sentence that the target does not echo while it echoes the
// others, if the target is as much too short as that sentence is long. It has the
// given number of sentences.
func (e *examination) lostSentence(source, target *align.Segment, from []string, sentences int) (string, bool) {
	whole := float64(source.Length()) * e.ratio
	worst, least, kept := -1, 1.0, 0.0
	covers := make([]float64, len(from))
	for k, s := range from {
		seg := align.SegmentOf(&block.Block{Kind: block.Paragraph, Text: s}, e.source.Language)
		covers[k] = align.Echo(&seg, target)
		if covers[k] < least && utf8.RuneCountInString(s) >= lostRunes {
			worst, least = k, covers[k]
		}
	}
	if worst < 0 || least > farCover || sentences >= len(from) { // as many sentences are a free translation
		return "", false
	}
	for k, c := range covers {
		if k != worst {
			kept += c / float64(len(from)-1)
		}
	}
	missing := whole - float64(target.Length())
	share := float64(utf8.RuneCountInString(from[worst])) * e.ratio * fewerSentences
	lost := least <= lostCover || 2*least <= kept
	return from[worst], lost && kept >= keptCover && missing >= lostLength*share
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
