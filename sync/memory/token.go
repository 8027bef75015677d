package memory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// plain is the sort of tokens that are no facts. Those of facts are kinds of
// anchors.
const plain = anchor.Kind(255)

// token is a piece of a text that an edit moves as a whole.
type token struct {
	sort       anchor.Kind
	form       string // the word or mark as written, the value of a fact
	start, end int    // bytes of the normalised text
}

// cut is a normalised text in tokens.
type cut struct {
	prose  bool
	text   string
	tokens []token
}

// cutText cuts a text into tokens. Code and the like holds no facts, since
// their language is not the source language.
func cutText(text string, kind block.Kind, in tongue) (c cut) {
	c.read(text, kind, in)
	return c
}

// read makes c the cut of another text.
func (c *cut) read(text string, kind block.Kind, in tongue) {
	c.prose, c.text, c.tokens = kind.Prose(), block.Normalize(kind, text), c.tokens[:0]
	at := 0
	if c.prose {
		for _, a := range (anchor.Reading{Language: in.lang, Syntax: kind.Syntax()}).Scan(c.text) {
			if a.End <= a.Start || a.Spelled || a.Kind == anchor.Currency {
				continue
			}
			if a.Start < at { // "29–30 May" is two dates
				c.tokens[len(c.tokens)-1].form += " " + a.Value
				continue
			}
			c.words(at, a.Start)
			c.tokens = append(c.tokens, token{a.Kind, a.Value, a.Start, a.End})
			at = a.End
		}
	}
	c.words(at, len(c.text))
}

// words appends the tokens between two places that hold no facts: words, and signs
// of which one stands several times together.
func (c *cut) words(from, to int) {
	for from < to {
		end := from + inline.WordLength(c.text[from:to])
		if end == from {
			u, size := utf8.DecodeRuneInString(c.text[from:to])
			end += size
			if unicode.IsSpace(u) {
				from = end
				continue
			}
			for strings.HasPrefix(c.text[end:to], c.text[from:from+size]) {
				end += size
			}
		}
		c.tokens = append(c.tokens, token{plain, c.text[from:end], from, end})
		from = end
	}
}

// fold is a word without its case.
func (t *tongue) fold(word string) string {
	if t.lower != nil {
		return strings.ToLowerSpecial(t.lower, word)
	}
	return strings.ToLower(word)
}
