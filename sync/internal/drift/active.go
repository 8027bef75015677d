package drift

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// Active is the kind of a finding about something in a translation that runs, loads
// or hides something, such as a script, and that its source does not have.
const Active = "active"

// findActive finds what is active in the target segments and not in the source; blocks of code
// and the text around them are read by themselves, each as it is published.
func findActive(source, target []*align.Segment) []Finding {
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
		for _, v := range anchor.Foreign(align.TextOf(part), Reading(part[0].Kind), align.TextOf(source)) {
			out = append(out, Finding{Kind: Active, Target: v, Severity: Warn})
		}
	}
	return out
}

// Reading says how the text of a block is read by what publishes it.
func Reading(kind block.Kind) anchor.Context {
	return anchor.Context{Code: kind == block.Code, Message: kind == block.Message}
}
