package align

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// signatures are what translators sign their notes with.
var signatures = strings.Join([]string{
	`прим(?:ечание|ітка|\.)?\s*(?:перев(?:одчика|\.)?|переклад\p{L}*|пер\.)`, `ç\.\s?n\.`, `çev(?:\.|irmenin|iren|irmen)\s*(?:notu?|n\.)`,
	`translator(?:['’]s|s['’])\s+note`, `note\s+of\s+the\s+translator`, `t\.\s?n\.:`, `tr\.\s?note`,
	`anm(?:erkung|\.)?\s*(?:d\.|de[rs])\s*(?:übers|ü\.)`, `note\s+d(?:u\s+traducteur|e\s+la\s+traductrice)`, `n\.\s?d\.\s?t\.`,
	`n(?:ota|\.)\s*d(?:el|ella|e\s+la|o|a)\s*(?:trad|t\.)`, `przyp(?:is|\.)\s*tłum`, `pozn(?:ámka|\.)\s*překl`, `noot\s+van\s+de\s+vertaler`,
	`訳者?[注註]`, `[译譯]者?[注註]`, `옮긴이\s*주`, `역주`, `\(\s*المترجمة?`, `ملاحظة\s+المترجم`,
}, "|")

// addresses are other words with which a translator begins a paragraph to the reader.
var addresses = strings.Join([]string{
	`от\s+переводчи(?:ка|цы|ков)\s*[:.]`, `від\s+переклад\p{L}+\s*[:.]`, `çevirmenden\s*[:.]`, `(?:a\s+note\s+)?from\s+the\s+translators?\s*[:.]`,
	`translators?['’]?s?\s+comment\s*[:.]`, `комментарий\s+переводчи(?:ка|цы)\s*[:.]`, `çevirmen(?:in)?\s+açıklaması\s*[:.]`,
}, "|")

// A footnote is signed anywhere, or by its label; a paragraph where it begins.
var (
	signedNote  = regex.Lazy(`(?i)(?:^|[^\p{L}])(?:` + signatures + `)`)
	signedStart = regex.Lazy(`(?i)^[\s*_(\[«"“>]*(?:` + signatures + "|" + addresses + `)`)
	signedLabel = regex.Lazy(`(?i)^(?:tn|t\.n\.|ndt|çn|cn|çev|пп|прим|пер|translator)[-_.:]?\d*$`)
)

// signedWithin is how much of a paragraph is looked at, in bytes.
const signedWithin = 80

// isSignedNote reports whether a footnote says of itself that the translator added it.
func isSignedNote(s *Segment) bool {
	return signedLabel.MatchString(s.Label) || signedNote.MatchString(s.Text)
}

// isSigned reports whether a paragraph begins by saying that it is the translator's.
func isSigned(s *Segment) bool {
	return s.Kind == block.Paragraph && signedStart.MatchString(s.Text[:min(len(s.Text), signedWithin)])
}

// addedByTranslator tells the paragraphs of a translation that are the translator's own.
// A source that was itself translated may have such paragraphs to be translated.
func addedByTranslator(x *index) func(j int) bool {
	if !slices.ContainsFunc(x.b, func(s Segment) bool { return isSigned(&s) }) || slices.ContainsFunc(x.a, func(s Segment) bool { return isSigned(&s) }) {
		return func(int) bool { return false }
	}
	return func(j int) bool { return isSigned(&x.b[j]) }
}
