package exchange

import (
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// sectionMark stands between the headings that an item stands below.
const sectionMark = " › "

// neighbourTexts is what stands before and behind an item that has no translation yet,
// each with the id of the words for it.
func neighbourTexts(i *queue.Item) [][2]string {
	var out [][2]string
	for _, n := range [][2]string{{"exchange.before", i.Before.String()}, {"exchange.after", i.After.String()}} {
		if i.State == drift.Missing && n[1] != "" {
			out = append(out, n)
		}
	}
	return out
}
