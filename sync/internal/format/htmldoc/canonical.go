package htmldoc

import (
	"bytes"
	"html"
	"maps"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// spellings are elements that mean the same.
var spellings = map[string]string{"b": "strong", "i": "em"}

// cut cuts the source between the tags of a block into texts and tags.
func cut(src string, each func(kind xhtml.TokenType, raw string)) {
	z := xhtml.NewTokenizer(strings.NewReader(src))
	at := 0
	for z.Next() != xhtml.ErrorToken {
		raw := src[at : at+len(z.Raw())]
		at += len(raw)
		each(z.Token().Type, raw)
	}
	if at < len(src) {
		each(xhtml.TextToken, src[at:])
	}
}

// canonical is the source between the tags of a block in its normal spelling.
func canonical(src string) string {
	var out strings.Builder
	cut(src, func(kind xhtml.TokenType, raw string) {
		switch kind {
		case xhtml.TextToken:
			out.WriteString(escape(html.UnescapeString(raw)))
		case xhtml.CommentToken:
		default:
			out.WriteString(canonicalTag(raw))
		}
	})
	return composed(foldSpace(out.String()))
}

// foldSpace makes each run of white space one space, but not of no-break spaces.
func foldSpace(s string) string {
	fields := strings.FieldsFunc(s, func(u rune) bool { return strings.ContainsRune(" \t\r\n\f", u) })
	return strings.Join(fields, " ")
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape writes a text so that nothing in it is markup.
func escape(text string) string { return escaper.Replace(text) }

// canonicalTag is a tag in its normal spelling.
func canonicalTag(raw string) string {
	z := xhtml.NewTokenizer(strings.NewReader(raw))
	kind := z.Next()
	t := z.Token()
	name := t.Data
	if same, ok := spellings[name]; ok {
		name = same
	}
	if kind == xhtml.EndTagToken {
		return "</" + name + ">"
	}
	if kind != xhtml.StartTagToken && kind != xhtml.SelfClosingTagToken {
		return raw
	}
	slices.SortStableFunc(t.Attr, func(a, b xhtml.Attribute) int { return strings.Compare(a.Key, b.Key) })
	var out strings.Builder
	out.WriteString("<" + name)
	for _, a := range t.Attr {
		out.WriteString(" " + a.Key + `="` + quote(foldSpace(a.Val)) + `"`)
	}
	out.WriteString(">")
	return out.String()
}

var quoter = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// quote writes the value of an attribute between double quotation marks.
func quote(value string) string { return quoter.Replace(value) }

// likeWritten is a text in its normal spelling with the tags as they are written
// in the source that it takes the place of.
func likeWritten(text, was string) string {
	written := map[string]string{}
	cut(was, func(kind xhtml.TokenType, raw string) {
		if kind != xhtml.TextToken && kind != xhtml.CommentToken {
			written[canonicalTag(raw)] = raw
		}
	})
	var out strings.Builder
	cut(text, func(kind xhtml.TokenType, raw string) {
		if kind != xhtml.TextToken && kind != xhtml.CommentToken {
			if same, ok := written[canonicalTag(raw)]; ok {
				raw = same
			}
		}
		out.WriteString(raw)
	})
	return out.String()
}

// asSpelled is a text, or a piece of one, with the names of tags as they are in the
// source of a segment. Where the source writes a name in both ways it stays normal.
func asSpelled(text string, src []byte) string {
	if !strings.Contains(text, "<") {
		return text
	}
	for name, normal := range spellings {
		if hasTag(src, name) && !hasTag(src, normal) {
			text = strings.NewReplacer("<"+normal+">", "<"+name+">", "<"+normal+" ", "<"+name+" ", "</"+normal+">", "</"+name+">").Replace(text)
		}
	}
	return text
}

// hasTag reports whether a source has a tag of some name, however it is written.
func hasTag(src []byte, name string) bool {
	for rest := src; ; {
		_, after, ok := bytes.Cut(rest, []byte("<"))
		if !ok {
			return false
		}
		end := len(name)
		if len(after) > end && strings.EqualFold(string(after[:end]), name) && strings.IndexByte("> \t\r\n\f/", after[end]) >= 0 {
			return true
		}
		rest = after
	}
}

// LostTags are the tags of a source that a translation does not have, however often and
// in whatever order, as names; an end that goes with its tag is none. A source that is no page asks for none.
func (Format) LostTags(source *block.Block, text string) []string {
	if source.Syntax != Syntax {
		return nil
	}
	count := map[string]int{}
	tally := func(src string, by int) {
		cut(src, func(kind xhtml.TokenType, raw string) {
			if kind != xhtml.TextToken && kind != xhtml.CommentToken {
				name, _, _ := strings.Cut(strings.Trim(canonicalTag(raw), "<>"), " ")
				count[name] += by
			}
		})
	}
	tally(source.Text, 1)
	tally(text, -1)
	var lost []string
	for _, name := range slices.Sorted(maps.Keys(count)) {
		opener, ends := strings.CutPrefix(name, "/")
		if count[name] > 0 && name != "wbr" && !(ends && count[opener] > 0) {
			lost = append(lost, "<"+name+">")
		}
	}
	return lost
}

// keepsTags reports whether a translation has all the tags of its source.
func keepsTags(source *block.Block, text string) bool {
	return len(Format{}.LostTags(source, text)) == 0
}

// Spelled is a text for a segment of a page in the spelling of [Parse].
func (Format) Spelled(b *block.Block, text string) string {
	if b.Syntax != Syntax {
		return text
	}
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		out = append(out, canonical(paragraph))
	}
	return strings.Join(out, "\n\n")
}
