package drift

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// Active is the kind of a finding about something in a translation that runs, loads
// or hides something, such as a script, and that its source does not have.
const Active = "active"

// findActive finds what is active in the target segments and not in the source.
func findActive(source, target []*align.Segment) []Finding {
	if len(target) == 0 {
		return nil
	}
	have := anchor.Foreign(align.TextOf(target), Reading(target[0].Kind), align.TextOf(source))
	out := make([]Finding, 0, len(have))
	for _, v := range have {
		out = append(out, Finding{Kind: Active, Target: v, Severity: Warn})
	}
	return out
}

// Reading says how the text of a block is read by what publishes it.
func Reading(kind block.Kind) anchor.Context {
	return anchor.Context{Code: kind == block.Code, Message: kind == block.Message}
}
