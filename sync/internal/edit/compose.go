package edit

import (
	"maps"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Compose makes a new translation with the structure of its source. Texts holds
// the translations by the places of their segments in the source's blocks. What
// needs no translator, such as code and tags, and the fields of the front matter
// are taken over; prose without a translation is left out, or, where the rest
// would not keep its structure without it, stays in the source's language.
// refused are the places of texts that would not have stayed what they are to
// be, ascending.
func Compose(source *block.Doc, texts map[int]string) (src []byte, refused []int) {
	c := &composer{source: source, texts: texts, variants: map[int]int{}, wrappers: wrappersOf(source)}
	if src, ok := c.fitWithout(nil); ok {
		return src, nil
	}
	if len(texts) > crowd {
		if src, refused, ok := c.composeWithout(true); ok {
			return src, refused
		}
	}
	src, refused, ok := c.composeWithout(false)
	if !ok { // together they fail, each alone they do not
		return nil, slices.Sorted(maps.Keys(texts))
	}
	return src, refused
}

// Begin makes a new translation of changes that are each like the segment of the
// source that they translate. Compose makes it of the texts by the places of these
// segments, and says which of them could not be written. Refused are the places in
// edits of these, ascending.
func Begin(source *block.Doc, edits []Edit, compose func(*block.Doc, map[int]string) ([]byte, []int)) (src []byte, refused []int) {
	texts, by := map[int]string{}, map[int]int{}
	for k := range edits {
		at := edits[k].Like.At
		texts[at], by[at] = edits[k].Text, k
	}
	src, bad := compose(source, texts)
	for _, at := range bad {
		refused = append(refused, by[at])
	}
	slices.Sort(refused)
	return src, refused
}

// composeWithout composes without the texts that do not stay what they are to be, each
// alone in the whole document or, if near is set, in its surroundings.
func (c *composer) composeWithout(near bool) (src []byte, refused []int, ok bool) {
	c.variants = map[int]int{}
	bad := map[int]bool{}
	for at := range c.texts {
		if v, ok := c.composeAlone(at, near); ok {
			c.variants[at] = v
		} else {
			bad[at] = true
			refused = append(refused, at)
		}
	}
	slices.Sort(refused)
	src, ok = c.fitWithout(bad)
	return src, refused, ok
}

// fitWithout composes without the texts in bad: without the prose that has none, or else
// with it.
func (c *composer) fitWithout(bad map[int]bool) ([]byte, bool) {
	if src, ok := c.composeTexts(bad, false); ok {
		return src, true
	}
	return c.composeTexts(bad, true)
}

// composeAlone finds the way of writing one text that keeps it what it is to be.
func (c *composer) composeAlone(at int, near bool) (variant int, ok bool) {
	source, text, wrappers := c.source, c.texts[at], c.wrappers
	if near {
		if part, first, _, ok := surroundingsOf(source, at, at); ok {
			source, at, wrappers = part, at-first, nil
		}
	}
	for v := plain; v < apart; v++ {
		one := &composer{source: source, texts: map[int]string{at: text}, variants: map[int]int{at: v}, wrappers: wrappers}
		if _, ok := one.composeTexts(nil, true); ok {
			return v, true
		}
	}
	return plain, false
}

type composer struct {
	source *block.Doc
	texts  map[int]string
	// variants are the ways of writing texts that are not written plainly.
	variants map[int]int
	wrappers []wrapper // of the source
}

// composeTexts writes the translation without the texts in bad; whole keeps all prose
// that has none. It reports whether the result reads as was meant.
func (c *composer) composeTexts(bad map[int]bool, whole bool) ([]byte, bool) {
	l := c.lay(block.Span{Start: 0, End: len(c.source.Src)}, bad, whole)
	if l == nil {
		return nil, false
	}
	if eol := eolOf(c.source); len(l.out) > 0 && !strings.HasSuffix(string(l.out), eol) {
		l.out = append(l.out, eol...)
	}
	now := c.source.Reread(l.out)
	return l.out, sameSegments(now, l.expected) && hasWholeTables(now, l.cells)
}
