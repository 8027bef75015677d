package drift

import (
	"html"
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
	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/listing"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Bounds of what tells the language of a text. Words are those of the running
// text: without names, numbers, code, links and quotations.
const (
	// copiedWords is the number of words from which a text that is the source's,
	// word for word, is taken for one left as it was, and not for one that is
	// the same in both languages.
	copiedWords = 3
	// foreignWords is the number from which a text that is the source's, word for word, was
	// left as it was where the target language is written in another script.
	foreignWords = 5
	// tellingWords and tellingRunes are what any other text must have.
	tellingWords = 5
	tellingRunes = 20
	// citedWords is the number of words that a footnote definition must have:
	// references are often kept as they are.
	citedWords = 9
	// functionShare is the share of function words from which a text is in
	// their language.
	functionShare = 0.2
	// ownShare is the share of them that the target language does not have.
	ownShare = 0.1
	// foreignShare is the share of words with letters that the source language
	// does not have from which a text is not in it.
	foreignShare = 0.12
	ownWords     = 2 // see [tongues.isPlainlySource]
	// leftShare is the share of the words of a text that its source has if it was left in the
	// source language, of two that are near: the detector, given the two, takes one for the
	// other, Spanish for Portuguese and Ukrainian for Russian.
	leftShare = 0.7
)

// tongues tells whether a text is still in the source language or already in
// the target language: a choice of two.
type tongues struct {
	english bool // the source is English
	into    bool // the target language is English
	known   bool // the detector knows both languages
	source  whatlanggo.Lang
	from    *anchor.Language
	options whatlanggo.Options
	// orEnglish are the target language and English.
	orEnglish map[whatlanggo.Lang]bool
	target    *anchor.Language
	latin     bool            // the target language is written in Latin letters
	near      bool            // both languages are so near that the detector takes one for the other
	bases     map[string]bool // both languages, without regions
	// beside are letters of the source language that a near one lacks of which no words are
	// known that hold sentences together.
	beside string
}

func newTongues(source, target string) *tongues {
	t := &tongues{source: langOf(source), from: anchor.LanguageOf(source), target: anchor.LanguageOf(target)}
	other := langOf(target)
	base, into := langdata.Base(source), langdata.Base(target)
	t.english, t.into = base == "en", into == "en"
	t.bases = map[string]bool{base: true, into: true}
	if slices.Contains(serboCroatian, into) {
		for _, tag := range serboCroatian {
			t.bases[tag] = true
		}
	}
	script, _ := language.Make(target).Script()
	own, _ := language.Make(source).Script()
	t.latin, t.near = script.String() == "Latn", script == own && t.from.IsNear(t.target)
	if t.near && !(t.from.KnowsFunctionWords() && t.target.KnowsFunctionWords()) {
		t.beside = t.from.LettersBeside(t.target)
	}
	t.known = t.source >= 0 && other >= 0 && t.source != other
	if other >= 0 { // of a language that the detector does not know it can only say that it is not the source's
		t.options = whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{t.source: true, other: true}}
		t.orEnglish = map[whatlanggo.Lang]bool{whatlanggo.Eng: true, other: true}
	}
	return t
}

// serboCroatian are the languages that differ less than two authors of one of them do.
var serboCroatian = []string{"bs", "hr", "sr"}

// langOf is the detector's name of a BCP 47 tag, or -1.
func langOf(tag string) whatlanggo.Lang {
	base, confidence := language.Make(tag).Base()
	if confidence == language.No {
		return -1
	}
	return whatlanggo.CodeToLang(base.ISO3())
}

// StillSource reports whether the target of a row is still in the language of its
// source, whoever vouches for it.
func StillSource(source, target Side, r *Row) bool {
	return newTongues(source.Language, target.Language).wasLeft(segmentsAt(source, r.Source), segmentsAt(target, r.Target))
}

// segmentsAt are the segments of a side that stand at some places, ascending.
func segmentsAt(s Side, of []Segment) []*align.Segment {
	var out []*align.Segment
	for k, at := range s.Doc.Segments() {
		if slices.ContainsFunc(of, func(placed Segment) bool { return placed.At == at }) {
			out = append(out, &s.Outline[k])
		}
	}
	return out
}

// wasLeft reports whether the target of a row was left in the source language. It
// says no where it cannot tell: for short texts, and for what stays as it is in
// every language (names, code, citations, URLs).
func (t *tongues) wasLeft(source, target []*align.Segment) bool {
	return t.hasFormLeft(source, target) || t.readsAsSource(source, target) && !isKept(source, target)
}

// readsAsSource reports whether the words of a target are those of the source language.
func (t *tongues) readsAsSource(source, target []*align.Segment) bool {
	if !hasProse(target) || t.english && plainlyForeign(align.TextOf(target)) || isConstruct(target) {
		return false
	}
	words, copied := 0, 0
	var text strings.Builder
	for _, s := range target {
		if !s.Kind.Prose() || s.Kind == block.LinkDefinition || s.Kind == block.FrontMatter && s.Label != "" && len(strings.Fields(s.Text)) < copiedWords {
			continue
		}
		plain := readableWords(s.Text, s.Anchors)
		isCopied := copiedFrom(source, s)
		if !isCopied {
			plain = withoutCited(plain, source, s.Text)
		}
		n := len(plain)
		words += n
		if isCopied {
			copied += n
		}
		text.WriteString(strings.Join(plain, " "))
		text.WriteByte(' ')
	}
	if t.isBrief(source, target) {
		return true
	}
	least := tellingWords
	switch {
	case target[0].Kind == block.Footnote:
		least = citedWords
	case copied == words && t.english && inline.Count(align.TextOf(target)) >= copiedWords:
		least = copiedWords - 1 // beside a capitalised one; a function word must be among them
	case copied == words:
		least = copiedWords
	}
	if t.english && !t.latin && copied == words && words >= foreignWords {
		return true
	}
	if words < least || words != copied && utf8.RuneCountInString(text.String()) < tellingRunes {
		return false
	}
	list := strings.Fields(text.String())
	if copied == words && t.english {
		list = append(list, openingWords(target)...)
	}
	return t.inSource(list, text.String(), source, copied == words)
}

// isConstruct reports whether a heading names a construct of a programming language by its
// words, with an ellipsis for what stands between them: "If … elif … else".
func isConstruct(target []*align.Segment) bool {
	text := strings.ReplaceAll(target[0].Text, "...", "…")
	if len(target) != 1 || target[0].Kind != block.Heading || !strings.Contains(strings.Trim(text, "… "), "…") {
		return false
	}
	return !slices.ContainsFunc(change.Words(text), func(w string) bool { return !listing.IsReserved(w) })
}

// openingWords are the capitalised words that begin segments and hold English together,
// in small letters.
func openingWords(segments []*align.Segment) []string {
	var out []string
	for _, s := range segments {
		first, _, _ := strings.Cut(s.Text, " ")
		if lower := strings.ToLower(first); lower != first && isEnglishFunction(lower) {
			out = append(out, lower)
		}
	}
	return out
}

// hasFormLeft reports whether one of the plural forms of a message is a text of the source
// that was left, whatever the others say.
func (t *tongues) hasFormLeft(source, target []*align.Segment) bool {
	if len(source) != 1 || len(target) != 1 || len(target[0].Forms) < 2 {
		return false
	}
	segment := func(of *align.Segment, text string) []*align.Segment {
		s := align.SegmentOf(&block.Block{Kind: of.Kind, Label: of.Label, Text: text, Syntax: of.Syntax}, "")
		return []*align.Segment{&s}
	}
	for _, form := range target[0].Forms {
		for _, from := range source[0].Forms {
			if form.Text == from.Text && t.wasLeft(segment(source[0], from.Text), segment(target[0], form.Text)) {
				return true
			}
		}
	}
	return false
}

// hasProse reports whether any of some segments is prose.
func hasProse(segments []*align.Segment) bool {
	return slices.ContainsFunc(segments, func(s *align.Segment) bool { return s.Kind.Prose() })
}

// isBrief reports whether a target is a short English text in a language that is not
// written in Latin letters, as it stands in the source: of its words one holds
// sentences together and another one, in small letters, is a word like any other.
// Names, titles and commands have no such two.
func (t *tongues) isBrief(source, target []*align.Segment) bool {
	const most = 6 // words; a longer text says enough by itself
	s := target[0]
	if !t.english || t.latin || len(target) > 1 || !holdsBrief(s.Kind) || !copiedFrom(source, s) || inline.Count(s.Text) > most {
		return false
	}
	function, content := false, false
	for k, w := range strings.Fields(change.BareText(s.Text, s.Anchors)) {
		w = strings.TrimFunc(w, func(u rune) bool { return !inline.InWord(u) })
		lower := strings.ToLower(w)
		switch {
		case w == "" || strings.ContainsFunc(w, isTechnical):
			return false
		case isEnglishFunction(lower):
			function = true
		case w == lower:
			content = true
		case k > 0:
			return false // a name
		}
	}
	return function && content
}

// holdsBrief reports whether a kind of segment holds short texts that are translated.
func holdsBrief(k block.Kind) bool { return k == block.Heading || isRunning(k) }

// isCopy reports whether the target of a row is the source's text, word for word,
// and holds a word of the language at all. In a file most of which was never
// translated that is no coincidence, however short the text.
func isCopy(source, target []*align.Segment) bool {
	words := 0
	for _, s := range target {
		if !s.Kind.Prose() || s.Kind == block.LinkDefinition || !copiedFrom(source, s) {
			return false
		}
		words += len(readableWords(s.Text, s.Anchors))
	}
	return words > 0
}

// plainlyForeign reports whether so many letters of a text are none of English
// that its words need not be looked at.
func plainlyForeign(text string) bool {
	const share = 0.08 // of the bytes
	text = html.UnescapeString(text)
	wide, most := 0, share*float64(len(text))
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		u, size := utf8.DecodeRuneInString(text[i:])
		if u > '\u00bf' && (unicode.IsLetter(u) || unicode.IsMark(u)) {
			if wide += size; float64(wide) > most {
				return true
			}
		}
		i += size
	}
	return false
}

func copiedFrom(source []*align.Segment, s *align.Segment) bool {
	for _, x := range source {
		if x.Digest == s.Digest {
			return true
		}
	}
	return false
}

// inSource decides by letters and function words, and where they do not tell, by the
// trigrams of the detector: English has many a word that holds other languages together
// too ("an", "in", "die", "me"), and a word of another language may look like one of them.
// Of a text that was copied they tell enough. What was left in English, of a source that is a
// translation itself, is no more translated than what was left in the source language.
func (t *tongues) inSource(words []string, text string, source []*align.Segment, copied bool) bool {
	if !t.english {
		shared := copied || standingIn(source, words) >= leftShare*float64(len(words))
		left := t.known && t.detects(text) && !(t.into && functionCount(words, t.from) >= functionShare*float64(len(words)))
		return left && (shared || t.into || !t.near || t.isPlainlySource(words, text)) || !shared && t.isEnglish(words, text)
	}
	if copied && len(words) >= tellingWords && functionCount(words, t.target) > 0 && !slices.ContainsFunc(words, t.isTargets) {
		return true
	}
	if !t.holdsEnglish(words) {
		return false
	}
	function := functionCount(words, t.target)
	return copied || function >= ownShare*float64(len(words)) && (function > 1 && t.target.KnowsFunctionWords() || t.detects(text))
}

// isPlainlySource reports whether a text is in the source language by all that the detector knows,
// and has more words that hold that language together, and not the target's as well, than the
// other way round, by ownWords at least; or where such words are not known, a letter that the
// target's language lacks.
func (t *tongues) isPlainlySource(words []string, text string) bool {
	own := 0
	for _, w := range words {
		switch source, target := t.from.FunctionWord(w), t.target.FunctionWord(w); {
		case source && !target:
			own++
		case target && !source:
			own--
		}
	}
	return (own >= ownWords || t.beside != "" && strings.ContainsAny(text, t.beside)) && tells(whatlanggo.Detect(text), t.source)
}

// standingIn is how many of the words of a target stand in its source, each as often as there.
func standingIn(source []*align.Segment, words []string) float64 {
	left := map[string]int{}
	for _, s := range source {
		for _, w := range readableWords(s.Text, s.Anchors) {
			left[w]++
		}
	}
	n := 0.0
	for _, w := range words {
		if left[w] > 0 {
			left[w]--
			n++
		}
	}
	return n
}

// isEnglish reports whether a text is in English where neither the source nor the translation is.
func (t *tongues) isEnglish(words []string, text string) bool {
	if t.into || !t.latin || !t.target.KnowsFunctionWords() || !t.holdsEnglish(words) || functionCount(words, t.target) < functionShare*float64(len(words)) {
		return false
	}
	return tells(whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: t.orEnglish}), whatlanggo.Eng)
}

// functionCount is the number of words that hold English together, and not another language
// as well.
func functionCount(words []string, other *anchor.Language) float64 {
	n := 0
	for _, w := range words {
		if isEnglishFunction(w) && !other.FunctionWord(w) {
			n++
		}
	}
	return float64(n)
}

// isTargets reports whether a word holds the target language together, and not English as well.
func (t *tongues) isTargets(word string) bool {
	return t.target.FunctionWord(word) && !isEnglishFunction(word)
}

// detects reports whether the detector takes a text for one in the source language.
func (t *tongues) detects(text string) bool {
	return tells(whatlanggo.DetectWithOptions(text, t.options), t.source)
}

// tells reports whether the detector tells that a text is in a language. Of two that fit alike it
// names either, by chance, and with no confidence.
func tells(found whatlanggo.Info, lang whatlanggo.Lang) bool {
	return found.Lang == lang && found.Confidence > 0
}

// holdsEnglish reports whether the words that hold English together are frequent enough
// in a text, and those of the target language rare.
func (t *tongues) holdsEnglish(words []string) bool {
	foreign, function, translated := 0, 0, 0
	for _, w := range words {
		if !ascii(w) {
			foreign++
		}
		switch {
		case isEnglishFunction(w):
			function++ // also what is a word of both
		case t.target.FunctionWord(w):
			translated++
		}
	}
	n := float64(len(words))
	return float64(foreign) < foreignShare*n && float64(function) >= functionShare*n && translated <= function/3
}

func ascii(w string) bool {
	for _, u := range w {
		if u >= utf8.RuneSelf && u != '’' {
			return false
		}
	}
	return true
}

// isEnglishFunction reports whether a word, in small letters, holds English sentences together and is
// no Turkish word as well.
func isEnglishFunction(word string) bool { return change.VocabularyOf("en").IsFunction(word) }

// readableWords are the lower-case words of the running text: without links, code,
// placeholders, what stands in quotation marks, and names.
func readableWords(text string, anchors []anchor.Anchor) []string {
	text = change.BareText(text, anchors)
	if strings.Contains(text, "</") {
		text = shownLiterally.ReplaceAllString(text, change.Pilcrow)
	}
	text = listing.WithoutTags(text)
	text = html.UnescapeString(text)
	var out []string
	for w := range strings.FieldsSeq(withoutQuotations(text)) {
		begins := strings.IndexFunc(w, inline.InWord)
		if begins < 0 || strings.HasSuffix(w[:begins], "'") || strings.HasSuffix(w[:begins], "’") {
			continue // no word, or the ending of what was taken out, as in `oil`'i
		}
		w = strings.TrimFunc(w, func(u rune) bool { return !inline.InWord(u) })
		first, _ := utf8.DecodeRuneInString(w)
		if w != "" && unicode.IsLower(first) && !strings.ContainsFunc(w, isTechnical) && !(ascii(w) && strings.ContainsFunc(w, unicode.IsUpper)) {
			out = append(out, w)
		}
	}
	return out
}

// withoutQuotations is a text without what stands in quotation marks that open and close.
func withoutQuotations(text string) string {
	if !strings.Contains(text, "“") && !strings.Contains(text, "«") && !strings.Contains(text, "„") {
		return text
	}
	quoted := 0
	return strings.Map(func(u rune) rune {
		switch u {
		case '“', '«', '„':
			quoted++
		case '”', '»':
			quoted = max(quoted-1, 0)
		}
		if quoted > 0 {
			return -1
		}
		return u
	}, text)
}

// withoutCited leaves out of the words of a text those of what it cites, between straight
// quotation marks, as the source does: the message of a program. Others may stand within it.
func withoutCited(words []string, source []*align.Segment, text string) []string {
	cited := ""
	for _, mark := range []string{`"`, `'`} {
		from, to := strings.Index(" "+text, " "+mark), strings.LastIndex(text, mark)
		if from < 0 || to-from < len(cited) {
			continue
		}
		if within := text[from : to+1]; slices.ContainsFunc(source, func(s *align.Segment) bool { return strings.Contains(s.Text, within) }) {
			cited = within
		}
	}
	inside := map[string]int{}
	for _, w := range readableWords(cited, nil) {
		inside[w]++
	}
	return slices.DeleteFunc(words, func(w string) bool { inside[w]--; return inside[w] >= 0 })
}

// shownLiterally matches what HTML marks as code, as keys, or as what a program prints.
var shownLiterally = regex.Lazy(`(?i)<(?:kbd|samp|code|tt)\b[^<>]*>[^<]*</(?:kbd|samp|code|tt)>`)

// isTechnical reports whether a rune makes a word an identifier, a path or a
// number rather than a word of a language.
func isTechnical(u rune) bool {
	return !unicode.IsLetter(u) && !unicode.IsMark(u) && !strings.ContainsRune("'’-", u)
}
