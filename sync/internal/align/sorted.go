package align

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Bounds of what is taken for entries that each language sorts by its alphabet.
const (
	// sortedEntries is the number of pairs in a row from which both sides are
	// sorted by more than chance.
	sortedEntries = 5
	// sortedConfidence is the most that is said of a pair of such entries whose
	// first words do not answer each other.
	sortedConfidence = 0.45
)

// doubtSorted lowers the confidence of pairs in lists that are sorted on both
// sides, each by the alphabet of its language: a glossary, a list of countries.
// A translation that kept the order of the source would be out of order, so what
// stands in the same place need not be the same entry. The links stand in the
// order of the source.
func doubtSorted(a, b Outline, links []Link) {
	if len(links) < sortedEntries {
		return
	}
	langA, langB := a.language(), b.language()
	byA, byB := collate.New(language.Make(langA), collate.IgnoreCase), collate.New(language.Make(langB), collate.IgnoreCase)
	var run []int
	var leadA, leadB string
	end := func() {
		if len(run) >= sortedEntries {
			doubtRun(a, b, links, run, langA, langB)
		}
		run = run[:0]
	}
	for k, l := range links {
		if len(l.A) == 0 || len(l.B) == 0 {
			continue // an entry that found none
		}
		s, t := firstWord(a[l.A[0]].Text), firstWord(b[l.B[0]].Text)
		if len(l.A) > 1 || len(l.B) > 1 || l.Moved || s == "" || t == "" || !joinable(a[l.A[0]].Kind) {
			end()
			continue
		}
		if len(run) > 0 && (byA.CompareString(leadA, s) >= 0 || byB.CompareString(leadB, t) >= 0) {
			end()
		}
		run = append(run, k)
		leadA, leadB = s, t
	}
	end()
}

// doubtRun lowers the confidence of those links of a run whose first words have
// nothing in common.
func doubtRun(a, b Outline, links []Link, run []int, langA, langB string) {
	ra, rb := newReader(langA), newReader(langB)
	defer ra.release()
	defer rb.release()
	for _, k := range run {
		l := &links[k]
		has := rb.appendWord(nil, firstWord(b[l.B[0]].Text))
		if !slices.ContainsFunc(ra.appendWord(nil, firstWord(a[l.A[0]].Text)), func(k key) bool { return slices.Contains(has, k) }) {
			l.Confidence = min(l.Confidence, sortedConfidence)
		}
	}
}

// firstWord is the first word of a text, or "" if it begins with none: with a number, or
// with the letter of a clause. Those rise because they count.
func firstWord(text string) string {
	text = strings.TrimLeftFunc(text, func(u rune) bool { return unicode.IsPunct(u) || unicode.IsSymbol(u) || unicode.IsSpace(u) })
	word := text[:inline.WordLength(text)]
	if first, size := utf8.DecodeRuneInString(word); unicode.IsDigit(first) || size == len(word) && strings.HasPrefix(text[size:], ")") {
		return ""
	}
	return word
}
