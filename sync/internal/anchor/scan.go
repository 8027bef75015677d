package anchor

import (
	"cmp"
	"slices"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Reading says how a text is read.
type Reading struct {
	Language *Language // nil is that of an unknown tag
	Syntax   inline.Syntax
	// Definitions tells the targets of labels. A link by a label has its target
	// for a value, or the label where that is not known.
	Definitions inline.Definitions
}

// Scan finds the facts in the text of one segment of Markdown; see
// [Reading.Scan].
func Scan(text string, lang *Language) []Anchor { return Reading{Language: lang}.Scan(text) }

// Scan finds the facts in the text of one segment, with its inline markup as
// written, ordered by Start and then by End. The spans lie within the text and on
// the borders of its characters if it is valid UTF-8; of a link they cover the
// target alone, so that facts in the link's text are found as well.
func (r Reading) Scan(text string) []Anchor {
	if r.Language == nil {
		r.Language = unknown()
	}
	if m, ok := r.westernDigits(text); ok {
		anchors := r.scan(m.text)
		m.back(anchors)
		return anchors
	}
	return r.scan(text)
}

func (r Reading) scan(text string) []Anchor {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.resetText(text, r)
	s.lexMarkup()
	s.parseTokens()
	s.hemispheres()
	s.joinSigned()
	s.findHalves()
	s.findFrost()
	s.findAges()
	s.definitions = nil
	if len(s.out) == 0 {
		return nil
	}
	slices.SortStableFunc(s.out, func(a, b Anchor) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.Clone(s.out)
}

var scanners = sync.Pool{New: func() any { return new(scanner) }}

// scanner reads a text in two passes. The first goes over the tokens of its
// markup: it finds what stands in them, and in the text the tokens that figures
// and words of the vocabulary are. The second joins these few tokens to facts.
type scanner struct {
	text        string
	lang        *Language
	syntax      inline.Syntax
	definitions inline.Definitions
	inline      []inline.Token
	tokens      []token
	out         []Anchor
	linked      int // how many links the text at hand is the text of
	at          int // the token that parsing has come to
	read        int // where the last number of a telephone or a book ends, which may hold entities
}

// token is a run of ASCII digits, or a word that means something.
type token struct {
	start, end int
	// named says that the digits are joined to a name by a hyphen: "COVID-19".
	named bool
	// yearly says that the name is one of a year: "FY23".
	yearly bool
	// meaning is that of a word; its role is nothing for digits.
	meaning
}

func (s *scanner) resetText(text string, r Reading) {
	s.text, s.lang, s.syntax, s.definitions, s.at, s.read, s.linked = text, r.Language, r.Syntax, r.Definitions, 0, 0, 0
	s.tokens = s.tokens[:0]
	clear(s.out)
	s.out = s.out[:0]
}

func (s *scanner) emitAnchor(k Kind, value string, start, end int) {
	s.out = append(s.out, Anchor{Kind: k, Value: value, Start: start, End: end})
}
