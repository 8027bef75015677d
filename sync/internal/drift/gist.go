package drift

import (
	"cmp"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Gist is what a text says in concepts, names and facts, which are known across languages.
type Gist struct{ segment align.Segment }

// fewWords is the number of words from which a text says enough to be told from others.
const fewWords = 4

// gistOf reads a text of a language (BCP 47). It is nil for one of too few words.
func gistOf(text, lang string) *Gist {
	if inline.Count(text) < fewWords {
		return nil
	}
	return &Gist{align.SegmentOf(&block.Block{Kind: block.Paragraph, Text: text}, lang)}
}

// saysOther is how much of another source a text says that is taken for its translation, if
// it says nothing of its own. Of 30,000 sound pairs in Turkish, Russian and Ukrainian one in
// ten thousand is doubted so; with the translation of a neighbour, every fourth.
const saysOther = 0.4

// Gists are those of the sources of rows.
type Gists struct {
	rows []Row
	of   []*Gist
}

// GistsOf reads the sources of rows, in their language.
func GistsOf(rows []Row, source string) *Gists {
	g := &Gists{rows, make([]*Gist, len(rows))}
	for k := range rows {
		if r := &rows[k]; len(r.Source) > 0 && (r.Kind.Prose() || r.Kind == block.Message) {
			g.of[k] = gistOf(r.Now, source)
		}
	}
	return g
}

// Other is the row whose source a text seems to translate instead of that of row k, in the
// language of the target; nil if there is none.
func (g *Gists) Other(k int, text, target string) *Row {
	own, here := g.of[k], gistOf(text, target)
	if own == nil || here == nil {
		return nil
	}
	for i := range g.rows { // what stands there may be of what was said there before
		if r := &g.rows[i]; i != k && r.Translation == text && r.Now+r.Was != "" && unlike(r.Now, g.rows[k].Now) && unlike(cmp.Or(r.Was, r.Now), g.rows[k].Now) {
			return r
		}
	}
	if own.In(here) > 0 {
		return nil
	}
	for i, other := range g.of {
		sameSort := (g.rows[i].Kind == block.Heading) == (g.rows[k].Kind == block.Heading)
		if other != nil && sameSort && other.In(here) >= saysOther {
			return &g.rows[i]
		}
	}
	return nil
}

// In is the share of a gist that another in another language has too, 0 to 1.
func (g *Gist) In(other *Gist) float64 { return align.Echo(&g.segment, &other.segment) }

// unlike reports whether two texts of one language have fewer than half of their words in
// common.
func unlike(a, b string) bool {
	words := map[string]bool{}
	for _, w := range change.Words(a) {
		words[w] = true
	}
	common, all := 0, len(words)
	for _, w := range change.Words(b) {
		if on, seen := words[w]; !seen {
			all++
		} else if on {
			common++
		}
		words[w] = false
	}
	return 2*common < all
}
