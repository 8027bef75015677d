package drift

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/listing"
)

// isThere reports whether a translation has already what its source has now: a copy of what is
// copied. Where it has words, it may be a copy that was put over their translation: it is there
// only if it always was a copy, or stands as it was recorded.
func (e *examination) isThere(d *draft, source, target []*align.Segment) bool {
	if len(source) == 0 || align.TextOf(source) != align.TextOf(target) {
		return false
	}
	isNoText := func(s *align.Segment) bool { return !s.Kind.Prose() || s.Kind == block.LinkDefinition }
	if !isNoText(source[0]) || !isNoText(target[0]) {
		return false
	}
	copied := len(d.made) > 0 && !slices.ContainsFunc(d.made, func(k int) bool { return !e.base.Made[k].Copied })
	return copied || e.isVouched(d) || !slices.ContainsFunc(source, hasWords)
}

// hasWords reports whether a segment that is no text has words for a translator in it: comments
// and texts in code, the title of a link definition or of a tag, what HTML shows.
func hasWords(s *align.Segment) bool {
	switch s.Kind {
	case block.Code:
		code := listingOf(s)
		return listing.IsTextual(listing.Language(code.Info)) || listing.Read(code).Text != ""
	case block.LinkDefinition:
		_, _, title := block.CutDefinition(s.Text)
		return strings.TrimSpace(title) != ""
	case block.Directive:
		const name = 2 // words: what opens a tag, and its name
		words := strings.Fields(s.Text)
		for k := name; k < len(words)-1; k++ {
			if isTitle(words[k : len(words)-1]) {
				return true
			}
		}
		return false
	}
	return change.ReadAttribute.MatchString(s.Text) || strings.ContainsFunc(anyTag.ReplaceAllLiteralString(s.Text, ""), unicode.IsLetter)
}
