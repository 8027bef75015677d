package drift

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Gist is what a text says in concepts, names and facts, which are known across languages.
type Gist struct{ segment align.Segment }

// fewWords is the number of words from which a text says enough to be told from others.
const fewWords = 4

// GistOf reads a text of a language (BCP 47). It is nil for one of too few words.
func GistOf(text, lang string) *Gist {
	if inline.Count(text) < fewWords {
		return nil
	}
	return &Gist{align.SegmentOf(&block.Block{Kind: block.Paragraph, Text: text}, lang)}
}

// In is the share of a gist that another in another language has too, 0 to 1.
func (g *Gist) In(other *Gist) float64 { return align.Echo(&g.segment, &other.segment) }
