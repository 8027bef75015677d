package drift

import (
	"bytes"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// shapeFinding tells a heading, a paragraph, a quotation, an item of a list or a row of a
// table that is another of them in the translation. It is empty for plain text, which marks none
// of them, and for a quotation that the other side sets off in another way.
func (e *examination) shapeFinding(d *draft, source, target []*align.Segment) []Finding {
	if len(source) != 1 || len(target) != 1 || e.source.Doc.Format == block.PlainText || e.target.Doc.Format == block.PlainText {
		return nil
	}
	shaped := []block.Kind{block.Heading, block.Paragraph, block.Quote, block.ListItem, block.TableRow}
	s, t := source[0], target[0]
	switch {
	case s.Kind == t.Kind || !slices.Contains(shaped, s.Kind) || !slices.Contains(shaped, t.Kind),
		s.Kind == block.Quote && (isAlert(s) || e.isSetOff(1, d.target[0])),
		t.Kind == block.Quote && (isAlert(t) || e.isSetOff(0, d.source[0])):
		return nil
	}
	return []Finding{{Kind: Shape, Source: s.Kind.String(), Target: t.Kind.String(), Severity: Warn}}
}

// isAlert reports whether a quotation is an alert, which other syntaxes write as a container.
func isAlert(s *align.Segment) bool {
	mark, _ := block.CutAlert(s.Text)
	return mark != ""
}

// quotedInTags matches the start of a line of HTML that is a quotation.
var quotedInTags = regex.Lazy(`(?i)^\s*<blockquote[\s>]`)

// isSetOff reports whether a segment of a side, by its place in the outline, is a quotation in
// tags or stands in a container.
func (e *examination) isSetOff(side, place int) bool {
	doc := []Side{e.source, e.target}[side].Doc
	span := doc.Blocks[e.segments[side][place]].Span
	line := bytes.LastIndexByte(doc.Src[:span.Start], '\n') + 1
	if quotedInTags.Match(doc.Src[line:span.End]) {
		return true
	}
	if e.containers[side] == nil {
		e.containers[side] = append([]block.Span{}, edit.ContainerSpans(doc)...)
	}
	return slices.ContainsFunc(e.containers[side], func(c block.Span) bool { return c.Start < span.Start && span.End <= c.End })
}
