package drift

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/align"
	"github.com/xsync-project/xsync/sync/anchor"
	"github.com/xsync-project/xsync/sync/block"
)

// Bounds below which a text is too short to tell its language.
const (
	tellingRunes = 40
	tellingWords = 6
)

// tongues tells whether a text is still in the source language or already in
// the target language: a choice of two.
type tongues struct {
	source, target whatlanggo.Lang
	known          bool
	latin          bool // the target is written in Latin letters, as the source is
	options        whatlanggo.Options
}

func newTongues(source, target string) *tongues {
	t := &tongues{source: langOf(source), target: langOf(target)}
	t.known = t.source >= 0 && t.target >= 0 && t.source != t.target
	t.options = whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{t.source: true, t.target: true}}
	return t
}

// langOf is the detector's name of a BCP 47 tag, or -1.
func langOf(tag string) whatlanggo.Lang {
	base, confidence := language.Make(tag).Base()
	if confidence == language.No {
		return -1
	}
	return whatlanggo.CodeToLang(base.ISO3())
}

// inSource reports whether a text that stands for source text is still in the
// source language. It says no where it cannot tell: for short texts, and for
// what stays as it is in every language (names, code, citations, URLs).
func (t *tongues) inSource(kind block.Kind, text string, anchors []anchor.Anchor) bool {
	if !t.known || !kind.Prose() {
		return false
	}
	plain := readable(text, anchors)
	words := align.Words(plain)
	if len([]rune(plain)) < tellingRunes || words < tellingWords {
		return false
	}
	return t.tell(plain)
}

func (t *tongues) tell(plain string) bool {
	info := whatlanggo.DetectWithOptions(plain, t.options)
	return info.Lang == t.source
}

// readable is the running text: without links, code, placeholders, what stands
// in quotation marks, and capitalised words.
func readable(text string, anchors []anchor.Anchor) string {
	text = bare(text, anchors)
	var b strings.Builder
	quoted := 0
	for _, u := range text {
		switch u {
		case '“', '«', '„':
			quoted++
		case '”', '»':
			quoted = max(quoted-1, 0)
		}
		if quoted == 0 {
			b.WriteRune(u)
		}
	}
	var out []string
	for _, w := range strings.FieldsFunc(b.String(), func(u rune) bool { return !inWord(u) && u != '\'' && u != '’' }) {
		if first := []rune(w)[0]; !unicode.IsUpper(first) && !unicode.IsDigit(first) {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}
