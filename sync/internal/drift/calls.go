package drift

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// callCount counts the calls of templates in an outline, "{{% note %}}": those on lines of their
// own, which are segments, and all of them.
type callCount struct{ apart, all map[string]int }

func countCalls(o align.Outline) callCount {
	c := callCount{map[string]int{}, map[string]int{}}
	for i := range o {
		if o[i].Kind == block.Directive {
			call := callOf(o[i].Text)
			c.apart[call]++
			c.all[call]++
			continue
		}
		for _, a := range o[i].Anchors {
			if a.Kind == anchor.Placeholder {
				c.all[callOf(a.Value)]++
			}
		}
	}
	return c
}

// callOf is a call without what does not matter between its parts.
func callOf(text string) string { return strings.Join(strings.Fields(text), " ") }

// isCalledApart reports whether a finding misses a call of a template on one side that stands
// there on a line of its own, where the other has it in the line of a text: as a paragraph is
// wrapped, one becomes the other. Both sides have the call as often.
func (e *examination) isCalledApart(f Finding) bool {
	call := callOf(f.Source + f.Target)
	if f.Kind != anchor.Placeholder.String() || f.Source != "" && f.Target != "" || !strings.HasPrefix(call, "{") {
		return false
	}
	if e.calls[0].all == nil {
		e.calls = [2]callCount{countCalls(e.source.Outline), countCalls(e.target.Outline)}
	}
	here, there := e.calls[0], e.calls[1]
	if f.Source == "" {
		here, there = there, here
	}
	return there.apart[call] > here.apart[call] && there.all[call] >= here.all[call]
}
