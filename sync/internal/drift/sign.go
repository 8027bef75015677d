package drift

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// signFindings lists what only one of two texts has below zero: a number with a minus that
// the other states without one and without a word for it, such as "below" or "fell"; and a
// year before our era that the other does not say to be one. Of languages whose words for
// that are not known, nothing is said.
func signFindings(source, target []*align.Segment, from, to string) []Finding {
	there, here := anchorsOf(source), anchorsOf(target)
	var out []Finding
	for _, value := range lostMinus(there, here, target, to) {
		out = append(out, Finding{Kind: anchor.Number.String(), Source: "-" + value, Target: value, Severity: Warn})
	}
	for _, value := range lostMinus(here, there, source, from) {
		out = append(out, Finding{Kind: anchor.Number.String(), Source: value, Target: "-" + value, Severity: Warn})
	}
	if year := eraOf(source, from); year != "" && len(here) > 0 && change.VocabularyOf(to).Eras() != nil && eraOf(target, to) == "" {
		out = append(out, Finding{Kind: anchor.Date.String(), Source: year, Severity: Warn})
	}
	return out
}

// lostMinus are the values that some anchors have with a minus and others without one only,
// in a text that has no word for it.
func lostMinus(signed, others []anchor.Anchor, text []*align.Segment, lang string) []string {
	var out []string
	for k := range signed {
		value, isSigned := strings.CutPrefix(signed[k].Value, "-")
		if !isSigned || signed[k].Kind > anchor.Percent || k > 0 && signed[k].Start-signed[k-1].End < 2 || slices.Contains(out, value) { // "1990 -2000"
			continue
		}
		states := func(v string) bool {
			return slices.ContainsFunc(others, func(a anchor.Anchor) bool {
				return a.Kind <= anchor.Percent && (a.Value == v || v[0] == '-' && slices.Contains(a.Alt, v))
			})
		}
		if states(value) && !states("-"+value) && !change.VocabularyOf(lang).SaysLower(align.TextOf(text)) {
			out = append(out, value)
		}
	}
	return out
}

// besideEra is what may stand between a year and the words for its era: the word for a year.
var besideEra = regex.Lazy(`^[\s\x{a0}.,]*(?:(?:г{1,2}|р{1,2}|r)\.?|(?:год|ро[кц]|rok)\pL*)?[\s\x{a0}.,]*$`)

// eraOf is a year or a century of a text with the words by which it is one before our era;
// "" if there is none, or the words of the language are not known.
func eraOf(text []*align.Segment, lang string) string {
	for _, s := range text {
		for _, era := range change.VocabularyOf(lang).Eras() {
			for at := range indexesOf(s.Text, era) {
				end := at + len(era)
				for k := range s.Anchors {
					switch a := &s.Anchors[k]; {
					case a.Kind >= anchor.Currency:
					case a.End <= at && besideEra.MatchString(s.Text[a.End:at]):
						return s.Text[a.Start:end]
					case end <= a.Start && besideEra.MatchString(s.Text[end:a.Start]):
						return s.Text[at:a.End]
					}
				}
			}
		}
	}
	return ""
}

// indexesOf are the places at which a text has some words whole.
func indexesOf(text, words string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			at := strings.Index(text[from:], words)
			if at < 0 {
				return
			}
			at += from
			from = at + len(words)
			before, _ := utf8.DecodeLastRuneInString(text[:at])
			behind, _ := utf8.DecodeRuneInString(text[from:])
			if !unicode.IsLetter(before) && !unicode.IsLetter(behind) && !yield(at) {
				return
			}
		}
	}
}
