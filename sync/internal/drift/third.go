package drift

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// What is in neither of two languages translates nothing of the one into the other,
// however well it fits between its neighbours.

// Bounds of what tells that a text is in a third language.
const (
	thirdWords  = 8    // fewer may be a title or a quotation
	thirdShare  = 0.25 // of its words, those that hold that language together
	thirdOwn    = 0.15 // of its words, those of them that are words of neither of the two
	translatedN = 10   // one word in so many may be one of the target language's
	// unlikely is the confidence of a pair of which one text is in a third language.
	unlikely = 0.25
)

// isThird reports whether the target of a row is in a language that is neither the source's
// nor the target's, and the source is not. Near languages share too many words to be told
// apart, and nothing is said of them.
func (t *tongues) isThird(source, target []*align.Segment) bool {
	if !hasProse(target) || len(source) == 1 && len(target) == 1 && source[0].Text == target[0].Text {
		return false
	}
	is := func(text string) bool { return t.latin && isWritten(text, false) || t.thirdIn(text) }
	to := proseOf(target)
	return t.isStrayLatin(source, to) || is(to) && !is(proseOf(source))
}

// IsThird reports whether what was written is in a language that is neither the source's nor
// its own, and the source is not. Messages of programs are too short to be told.
func (w *Written) IsThird() bool {
	if w.Kind == block.Message || !w.Kind.Prose() {
		return false
	}
	segment := func(text, lang string) []*align.Segment {
		return []*align.Segment{{Kind: w.Kind, Text: text, Anchors: anchor.Scan(text, anchor.LanguageOf(lang))}}
	}
	t := newTongues(w.SourceLanguage, w.TargetLanguage)
	return t.isThird(segment(w.Source, w.SourceLanguage), segment(w.Target, w.TargetLanguage))
}

// strayShare is which share of the words of a text must be neither words of the source nor
// hold English together, to be in a language of its own.
const strayShare = 0.6

// isStrayLatin reports whether a text that should be in a language of other letters is
// written in Latin ones, and in words that are none of the source's.
func (t *tongues) isStrayLatin(source []*align.Segment, target string) bool {
	if t.latin || t.bases["sr"] || t.bases["kk"] || !isWritten(target, true) { // those are written in both
		return false
	}
	var stray []string
	words := 0
	for w := range strings.FieldsSeq(target) {
		if w = trimmedWord(w); w == "" || w != strings.ToLower(w) {
			continue // a name
		}
		if words++; !isEnglishFunction(w) {
			stray = append(stray, w)
		}
	}
	least := strayShare * float64(words)
	if words < thirdWords || float64(len(stray)) < least { // as most English texts are
		return false
	}
	there := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(proseOf(source))) {
		there[trimmedWord(w)] = true
	}
	stray = slices.DeleteFunc(stray, func(w string) bool { return there[w] })
	return float64(len(stray)) >= least
}

// trimmedWord is a word without the signs around it.
func trimmedWord(w string) string {
	return strings.TrimFunc(w, func(u rune) bool { return !unicode.IsLetter(u) })
}

// isForeign reports whether a draft is a pair of which the translation is in a third
// language and nobody vouches for it.
func (e *examination) isForeign(d *draft, source, target []*align.Segment) bool {
	if d.foreign == nil {
		is := len(source) > 0 && len(target) > 0 && !e.isVouched(d) && e.tongues.isThird(source, target)
		d.foreign = &is
	}
	return *d.foreign
}

// isMostlyForeign reports whether most of the target is in a third language, and most of what has a
// counterpart: what stands alone may be quoted.
func (e *examination) isMostlyForeign(drafts []*draft) bool {
	all, paired, foreign, lone := 0, 0, 0, 0
	for _, d := range drafts {
		target, n := e.target.Outline.Pick(d.target), 0
		for _, s := range target {
			if isRunning(s.Kind) {
				n += s.Length()
			}
		}
		all += n
		if len(d.source) > 0 {
			paired += n
			if e.isForeign(d, e.source.Outline.Pick(d.source), target) {
				foreign += n
			}
		} else if !e.isVouched(d) && e.tongues.isThird(nil, target) {
			lone += n
		}
	}
	return 2*foreign > paired && 2*(foreign+lone) > all
}

// scriptLetters is how many letters a text must have, and scriptShare which share of them must
// be Latin, or be of other scripts, for the text to be written so.
const (
	scriptLetters = 20
	scriptShare   = 0.8
)

// isWritten reports whether a text is written in Latin letters, or if latin is false, in
// others.
func isWritten(text string, latin bool) bool {
	all, such := 0, 0
	for _, u := range text {
		if unicode.IsLetter(u) {
			if all++; (u < utf8.RuneSelf || unicode.Is(unicode.Latin, u)) == latin {
				such++
			}
		}
	}
	return all >= scriptLetters && float64(such) >= scriptShare*float64(all)
}

// proseOf is the running text of segments, without links, code and placeholders.
func proseOf(segments []*align.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		if isRunning(s.Kind) {
			b.WriteString(change.BareText(s.Text, s.Anchors))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func (t *tongues) thirdIn(text string) bool {
	fields := 0
	for range strings.FieldsSeq(text) {
		fields++
	}
	if fields < thirdWords || t.latin && !t.target.KnowsFunctionWords() {
		return false
	}
	words := func(yield func(string) bool) {
		for w := range strings.FieldsSeq(text) {
			if strings.ContainsFunc(w, inline.InWord) && !yield(trimmedWord(strings.ToLower(w))) {
				return
			}
		}
	}
	count, translated, strange := 0, 0, 0
	for w := range words {
		count++
		switch {
		case t.target.FunctionWord(w):
			if translated++; translated*translatedN > fields {
				return false
			}
		case anchor.IsFunctionWord(w) && !isEnglishFunction(w):
			strange++
		}
	}
	if count < thirdWords || translated*translatedN > count {
		return false
	}
	n := float64(count)
	if float64(strange) < thirdOwn*n { // spares most texts the detector
		return false
	}
	found := whatlanggo.Detect(text)
	base, confidence := language.Make(found.Lang.Iso6393()).Base()
	if confidence == language.No || t.bases[base.String()] {
		return false
	}
	third := anchor.LanguageOf(base.String())
	all, own := 0, 0
	for w := range words {
		if third.FunctionWord(w) {
			if all++; !t.target.FunctionWord(w) && !isEnglishFunction(w) {
				own++
			}
		}
	}
	return float64(all) >= thirdShare*n && float64(own) >= thirdOwn*n
}
