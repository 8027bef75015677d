package drift

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// Active is the kind of a finding about something in a translation that runs, loads
// or hides something, such as a script, and that its source does not have.
const Active = "active"

// findActive finds what is active in the target segments and not in the source; blocks of code
// and the text around them are read by themselves, each as it is published.
func (e *examination) findActive(source, target []*align.Segment) []Finding {
	var code, text []*align.Segment
	for _, s := range target {
		if s.Kind == block.Code {
			code = append(code, s)
		} else {
			text = append(text, s)
		}
	}
	var out []Finding
	for _, part := range [][]*align.Segment{text, code} {
		if len(part) == 0 {
			continue
		}
		text, reading := align.TextOf(part), Reading(part[0].Kind)
		reading.Filled = strings.Contains(text, "{{") && e.fillsIn()
		for _, v := range anchor.Foreign(text, reading, align.TextOf(source)) {
			if strings.HasPrefix(v, "{") && !reading.Code && e.callsElsewhere(text, v) {
				continue
			}
			out = append(out, Finding{Kind: Active, Target: v, Severity: Warn})
		}
	}
	return out
}

// fillsIn reports whether a command in the source has placeholders in doubled braces.
func (e *examination) fillsIn() bool {
	if e.filled == nil {
		filled := slices.ContainsFunc(e.source.Outline, func(s align.Segment) bool { return s.Kind != block.Code && anchor.FillsIn(s.Text) })
		e.filled = &filled
	}
	return *e.filled
}

// callsElsewhere reports whether each call in a text that begins so stands in the source too, in
// another place: as rows are split, moved or belong to a part that was deleted, it is not in
// that of its row. What it is called with is the same.
func (e *examination) callsElsewhere(text, call string) bool {
	found := false
	for at := strings.Index(text, call); at >= 0; at = strings.Index(text, call) {
		length := strings.Index(text[at:], "}")
		if length < 0 { // its title is a segment of its own
			length = len(text) - at - 1
		}
		whole := text[at : at+length+1]
		if !slices.ContainsFunc(e.source.Outline, func(s align.Segment) bool { return strings.Contains(s.Text, whole) }) {
			return false
		}
		text, found = text[at+length:], true
	}
	return found
}

// Reading says how the text of a block is read by what publishes it.
func Reading(kind block.Kind) anchor.Context {
	return anchor.Context{Code: kind == block.Code, Message: kind == block.Message}
}
