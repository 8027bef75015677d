package xsync

import "github.com/xsync-project/xsync/sync/internal/drift"

// Lie makes every result of a cache say that there are so many extra rows.
func (c *Cache) Lie(extra int) {
	c.table.Change(func(data []byte) []byte {
		var t Translation
		if !t.recallFigures(data) {
			return data
		}
		t.Counts[drift.Extra] = extra
		return t.encodeFigures()
	})
}

// GoneBeside lists the rows whose source is gone by the rows that they stand beside.
var GoneBeside = goneBeside
