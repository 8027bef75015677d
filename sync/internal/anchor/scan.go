package anchor

import (
	"cmp"
	"slices"
	"sync"
)

// Scan finds the facts in the text of one segment, with Markdown's inline
// markup as written, ordered by Start and then by End. A nil language is that
// of an unknown tag. The spans lie within the text and on the borders of its
// characters if it is valid UTF-8; of a link they cover the target alone, so
// that facts in the link's text are found as well.
func Scan(text string, lang *Language) []Anchor {
	if lang == nil {
		lang = unknown()
	}
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.reset(text, lang)
	s.lex()
	s.parse()
	if len(s.out) == 0 {
		return nil
	}
	slices.SortStableFunc(s.out, func(a, b Anchor) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.Clone(s.out)
}

var scanners = sync.Pool{New: func() any { return new(scanner) }}

// scanner reads a text in two passes. The first goes over its bytes once: it
// finds what stands in markup, and the tokens that figures and words of the
// vocabulary are. The second joins these few tokens to facts.
type scanner struct {
	text   string
	lang   *Language
	tokens []token
	out    []Anchor
	// brackets are the places of "[" not closed yet, with those of images
	// negative.
	brackets []int
	// noTicks says of a run of backticks by its length, and noComment of the end
	// of a comment, that it does not come any more: no search is made twice.
	noTicks   [maxTicks]bool
	noComment bool
	shut      int // where the code span ends that lexing is in
	at        int // the token that parsing has come to
}

// token is a run of ASCII digits, or a word that means something.
type token struct {
	start, end int
	// named says that the digits are joined to a name by a hyphen: "COVID-19".
	named bool
	// meaning is that of a word; its role is nothing for digits.
	meaning
}

func (s *scanner) reset(text string, lang *Language) {
	s.text, s.lang, s.at, s.shut = text, lang, 0, -1
	s.tokens, s.brackets = s.tokens[:0], s.brackets[:0]
	clear(s.out)
	s.out = s.out[:0]
	s.noTicks, s.noComment = [maxTicks]bool{}, false
}

func (s *scanner) emit(k Kind, value string, start, end int) {
	s.out = append(s.out, Anchor{Kind: k, Value: value, Start: start, End: end})
}
