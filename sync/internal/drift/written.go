package drift

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Written is a translation that somebody has just written, with the texts that it is
// held against.
type Written struct {
	Kind           block.Kind
	State          State // of the row before
	Source, Target string
	SourceLanguage string // BCP 47
	TargetLanguage string
	Was            string // the source that the translation before was made from, "" if it is not known
	Before         string // what is known of the translation before, "" if there was none
}

// mirrored are the kinds of anchors that a translation has as often as its source.
var mirrored = []anchor.Kind{anchor.Link, anchor.Image, anchor.Code, anchor.Placeholder, anchor.FootnoteRef}

// LostFacts lists what a translation lacks of its source: links, images, code,
// placeholders, references to footnotes, and numbers that came with the change it
// follows. Old articles may leave such things out on purpose, which is why it is
// no finding there; what is written now is to have them. What the translation so
// far lacked of the source that it was made from may be lacking on. A number that
// nobody but the translation has is listed too.
func (w *Written) LostFacts() []Finding {
	if w.Kind == block.Message || !w.Kind.Prose() {
		return nil // messages are compared form by form
	}
	source, target := anchor.LanguageOf(w.SourceLanguage), anchor.LanguageOf(w.TargetLanguage)
	now, here := anchor.Scan(w.Source, source), anchor.Scan(w.Target, target)
	before, there := anchor.Scan(w.Was, source), anchor.Scan(w.Before, target)
	var out []Finding
	for _, kind := range mirrored {
		allowed := 0
		if w.Before != "" && w.State == Stale {
			allowed = max(0, countKind(before, kind)-countKind(there, kind))
		}
		if countKind(now, kind)-countKind(here, kind) > allowed {
			out = append(out, Finding{Kind: kind.String(), Source: firstLacking(now, here, kind), Severity: Warn})
		}
	}
	if !listNumber.MatchString(w.Target) { // how it is told which line is which
		out = append(out, addedNumbers(now, here, there)...)
	}
	if w.State != Stale || slices.ContainsFunc(here, func(a anchor.Anchor) bool { return a.Kind == anchor.Number && !saysValue(now, a.Value) }) {
		return out // another number in the place of one is found when the text is read again
	}
	for _, a := range now {
		if a.Kind == anchor.Number && !a.Spelled && !saysValue(before, a.Value) && !saysValue(here, a.Value) && !slices.ContainsFunc(here, a.IsSameAmount) {
			out = append(out, Finding{Kind: a.Kind.String(), Source: a.Value, Severity: Warn})
		}
	}
	return out
}

// listNumber matches a line that begins as an entry of a numbered list does.
var listNumber = regex.Lazy(`(?m)^\s*\d+[.)]\s`)

// addedNumbers lists the numbers in figures that a translation has beyond those of its source,
// unless the translation that was there had them. What is measured may be converted, and a
// thing in the singular is one: "a man" is 1 人.
func addedNumbers(source, answer, old []anchor.Anchor) []Finding {
	count := func(anchors []anchor.Anchor) (n int) {
		for _, a := range anchors {
			if a.Kind < anchor.Currency {
				n++
			}
		}
		return n
	}
	if count(answer) <= count(source) {
		return nil
	}
	var out []Finding
	for _, a := range answer {
		if a.Kind == anchor.Number && !a.Spelled && a.Unit == "" && a.Value != "1" && !saysValue(source, a.Value) && !saysValue(old, a.Value) {
			out = append(out, Finding{Kind: a.Kind.String(), Target: a.Value, Severity: Warn})
		}
	}
	return out
}

func countKind(anchors []anchor.Anchor, kind anchor.Kind) int {
	n := 0
	for _, a := range anchors {
		if a.Kind == kind {
			n++
		}
	}
	return n
}

// firstLacking is the first value of a kind that other anchors have not.
func firstLacking(anchors, other []anchor.Anchor, kind anchor.Kind) string {
	first := ""
	for _, a := range anchors {
		if a.Kind != kind {
			continue
		}
		if !saysValue(other, a.Value) {
			return a.Value
		}
		if first == "" {
			first = a.Value
		}
	}
	return first
}

// saysValue reports whether an anchor of any kind may have a value.
func saysValue(anchors []anchor.Anchor, value string) bool {
	for _, a := range anchors {
		if a.Value == value {
			return true
		}
		for _, v := range a.Alt {
			if v == value {
				return true
			}
		}
	}
	return false
}
