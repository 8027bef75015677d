package change

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Swap is a place in which a text changed a fact: the words that went and those that came.
// One of them may be "".
type Swap struct{ Gone, Come string }

// longSwap is the number of letters from which the words of a place no longer tell a fact
// at a glance.
const longSwap = 40

// Swaps are the places in which a text changed a fact: a number, a name, a unit, a word that
// negates or limits. Places that reword and whatever a tool can carry over are none of them;
// without any, the only place is.
func Swaps(kind block.Kind, syntax inline.Syntax, was, now, lang string) []Swap {
	facts := anchor.Reading{Language: anchor.LanguageOf(lang), Syntax: syntax}
	bare := func(text string) string { return block.Normalize(kind, BareText(text, facts.Scan(text))) }
	d, words := newDelta(bare(was), bare(now)), VocabularyOf(lang)
	var all, out []Swap
	for _, h := range d.hunks {
		s := h.swap()
		if s.isLong() || s == (Swap{}) || strings.Contains(s.Gone+s.Come, Pilcrow) {
			continue
		}
		all = append(all, s)
		if h.changesFact(s, facts, words) {
			out = append(out, s)
		}
	}
	if len(out) == 0 && len(d.hunks) == 1 {
		return all
	}
	return slices.Compact(out)
}

// numberBefore and numberBehind match the parts of a number or a time that stand beside
// one of its parts: the 8 and the 00 of 8:30:00.
var (
	numberBefore = regex.Lazy(`(?:\d+[.,:/])+$`)
	numberBehind = regex.Lazy(`^(?:[.,:/]\d+)+`)
)

// swap are the words of a place, numbers whole.
func (h *hunk) swap() Swap {
	s := Swap{strings.TrimSpace(strings.Join(h.gone, "")), strings.TrimSpace(strings.Join(h.come, ""))}
	if isDigit(s.Gone, 0) && isDigit(s.Come, 0) {
		part := numberBefore.FindString(h.beside[0])
		s.Gone, s.Come = part+s.Gone, part+s.Come
	}
	if isDigit(s.Gone, len(s.Gone)-1) && isDigit(s.Come, len(s.Come)-1) {
		part := numberBehind.FindString(h.beside[1])
		s.Gone, s.Come = s.Gone+part, s.Come+part
	}
	return s
}

func isDigit(text string, at int) bool { return text != "" && text[at] >= '0' && text[at] <= '9' }

// isLong reports whether a place is longer than a glance.
func (s Swap) isLong() bool {
	return utf8.RuneCountInString(s.Gone) >= longSwap || utf8.RuneCountInString(s.Come) >= longSwap
}

// changesFact reports whether one place alone changes a fact.
func (h *hunk) changesFact(s Swap, facts anchor.Reading, v *Vocabulary) bool {
	one := delta{hunks: []hunk{*h}}
	return digitsOf(s.Gone) != digitsOf(s.Come) || statesOther(facts.Scan(s.Gone), facts.Scan(s.Come)) ||
		v.countWithin(s.Gone) != v.countWithin(s.Come) || one.changesNegation(v) || one.changesCount(v, facts) || one.changesName(v) || one.changesLimit(v)
}

// digitsOf are the digits of a text, with a blank for what parts them.
func digitsOf(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(u rune) bool { return !unicode.IsDigit(u) }), " ")
}
