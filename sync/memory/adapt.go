package memory

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/anchor"
)

// swap is a fact of the source of a pair and what stands for it in the text
// asked for.
type swap struct {
	old, new *token
	spelling string // of the new one, as written
}

// adapt is the target of a pair with the facts of the text asked for put in. If
// the texts differ in anything else, or one fact cannot be put in safely, the
// target stays as it is.
func (m *Memory) adapt(asked *cut, p *Pair) (text string, adapted bool) {
	if !asked.prose {
		return p.Target, false
	}
	source := cutText(p.Source, p.Kind, m.from)
	swaps, ok := swapsOf(asked, &source)
	if !ok || len(swaps) == 0 {
		return p.Target, false
	}
	reading := anchor.Reading{Language: m.to.lang, Syntax: p.Kind.Syntax()}
	anchors := reading.Scan(p.Target)
	wanted := slices.Clone(anchors)
	var edits []splice
	for _, s := range swaps {
		i, ok := counterpart(anchors, s.old)
		if !ok {
			return p.Target, false
		}
		e, ok := m.to.write(p.Target, &anchors[i], &s)
		if !ok {
			return p.Target, false
		}
		edits = append(edits, e)
		wanted[i].Value = s.new.form
	}
	text, ok = apply(p.Target, edits)
	if !ok || !says(reading.Scan(text), wanted) {
		return p.Target, false
	}
	return text, text != p.Target
}

// swapsOf lists where two texts differ, if that is in facts alone, and each of
// those stands once in the source.
func swapsOf(asked, source *cut) (swaps []swap, ok bool) {
	if len(asked.tokens) != len(source.tokens) {
		return nil, false
	}
	for i := range source.tokens {
		a, s := &asked.tokens[i], &source.tokens[i]
		switch {
		case a.sort != s.sort:
			return nil, false
		case a.form == s.form:
		case s.sort == plain:
			return nil, false
		default:
			swaps = append(swaps, swap{s, a, asked.text[a.start:a.end]})
		}
	}
	for _, w := range swaps {
		n := 0
		for i := range source.tokens {
			if t := &source.tokens[i]; t.sort == w.old.sort && t.form == w.old.form {
				n++
			}
		}
		if n != 1 {
			return nil, false
		}
	}
	return swaps, true
}

// counterpart is the place of the one anchor that has the value of a fact, if
// there is one alone, in figures.
func counterpart(anchors []anchor.Anchor, t *token) (place int, ok bool) {
	n := 0
	for i := range anchors {
		a := &anchors[i]
		if a.Kind == t.sort && (a.Value == t.form || slices.Contains(a.Alt, t.form)) {
			n++
			place = i
		}
	}
	return place, n == 1 && anchors[place].Value == t.form && !anchors[place].Spelled
}

// splice is a text put for bytes of another.
type splice struct {
	start, end int
	text       string
}

// apply makes changes that do not overlap.
func apply(text string, edits []splice) (string, bool) {
	slices.SortFunc(edits, func(a, b splice) int { return a.start - b.start })
	var out strings.Builder
	at := 0
	for _, e := range edits {
		if e.start < at {
			return "", false
		}
		out.WriteString(text[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.WriteString(text[at:])
	return out.String(), true
}

// says reports whether the facts found in a text are those wanted.
func says(found, wanted []anchor.Anchor) bool {
	return slices.EqualFunc(found, wanted, func(a, b anchor.Anchor) bool {
		return a.Kind == b.Kind && a.Value == b.Value && a.Spelled == b.Spelled && a.Unit == b.Unit
	})
}
