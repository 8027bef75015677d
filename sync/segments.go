package xsync

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// digestsOf identifies a text by its segments.
func digestsOf(list []block.Digest) string {
	var b strings.Builder
	for _, d := range list {
		b.Write(d[:])
	}
	return b.String()
}

// segmentsByDigest says how often a file has each segment.
func (f *File) segmentsByDigest() map[block.Digest]int {
	doc, err := f.parseDoc()
	if err != nil {
		return nil // it is reported when it is examined
	}
	return segmentCounts(doc)
}

// segmentCounts says how often a document has each segment.
func segmentCounts(doc *block.Doc) map[block.Digest]int {
	out := map[block.Digest]int{}
	for k := range doc.Blocks {
		if b := &doc.Blocks[k]; b.Segment() {
			out[b.Digest()]++
		}
	}
	return out
}

// allStand reports whether all of some segments are in a file.
func allStand(segments []block.Digest, have map[block.Digest]int) bool {
	return !slices.ContainsFunc(segments, func(d block.Digest) bool { return have[d] == 0 })
}

// oldEntries are the entries of the record that a row goes back to.
func (w *recording) oldEntries(r *drift.Row) []baseline.Entry {
	var out []baseline.Entry
	for _, k := range r.Made {
		out = append(out, w.record.Entries[k])
	}
	return out
}

// keepTexts stores the source texts of a row.
func (w *recording) keepTexts(r *drift.Row) {
	for k, d := range r.SourceDigests {
		w.texts.Put(d, *r.Source[k].Block)
	}
}
