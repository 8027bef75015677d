package drift

import (
	"cmp"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/listing"
)

// listingOf is a segment of code as a listing.
func listingOf(s *align.Segment) listing.Block {
	return listing.Block{Info: cmp.Or(s.Label, s.Program), Text: s.Text}
}

// readers are those of the code on both sides.
func (e *examination) readers() listing.Readers {
	return listing.Readers{Source: e.source.Language, Target: e.target.Language}
}

// compareCode lists the lines in which the code of a translation differs from its source's.
func compareCode(readers listing.Readers, source, target *align.Segment) []Finding {
	var out []Finding
	for _, d := range readers.Compare(listingOf(source), listingOf(target)) {
		out = append(out, Finding{Kind: "code", Source: d.Source, Target: d.Target, Severity: Warn})
	}
	return out
}

// classifyCode says how code has changed of which a translation has its own
// comments and texts: where these changed, it is a translator's work.
func classifyCode(was, now listing.Block, lang string) change.Class {
	a, b := listing.Read(was), listing.Read(now)
	if a.Text == b.Text {
		return change.Mechanical
	}
	class := max(change.Minor, change.Classify(block.Paragraph, inline.Markdown, a.Text, b.Text, lang))
	if class == change.Minor && !a.SaysSame(b) {
		return change.Major // beside the slip, the code is another
	}
	return class
}
