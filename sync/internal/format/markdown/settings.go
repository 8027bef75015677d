package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Fields are the fields on the first level of the front matter that are not translated,
// in their order: their names, what they say, and the lines that they take. A field
// in which anything is translated is none of them.
func (Format) Fields(doc *block.Doc) []block.Field {
	head := doc.Src[:min(doc.Body(), len(doc.Src))]
	isTOML := bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("+++"))
	var out []block.Field
	at, quote := 0, ""
	for line := range bytes.Lines(head) {
		start := at
		at += len(line)
		text := strings.TrimRight(string(line), "\r\n")
		isFence := strings.HasPrefix(text, "---") || strings.HasPrefix(text, "+++") || strings.HasPrefix(text, "...")
		switch {
		case start == 0 || at == len(head) && isFence:
			continue
		case isTOML && quote == "" && strings.HasPrefix(text, "["):
			return keptFields(doc, out) // what follows belongs to tables
		}
		key, value := splitField(text, isTOML)
		if quote != "" || key == "" || isTOML && isOpen(out, doc) {
			if n := len(out); n > 0 && (quote != "" || strings.TrimSpace(text) != "" && text[0] != '#') {
				out[n-1].Span.End = at
			}
			quote = openQuote(quote, text, isTOML)
			continue
		}
		out = append(out, block.Field{Name: key, Span: block.Span{Start: start, End: at}})
		quote = openQuote("", value, isTOML)
	}
	return keptFields(doc, out)
}

// openQuote is the quotation mark of a text of several lines that is open behind a line.
func openQuote(open, text string, isTOML bool) string {
	for _, q := range []string{`"""`, "'''"} {
		if isTOML && (open == "" || open == q) && strings.Count(text, q)%2 == 1 {
			if open == q {
				return ""
			}
			return q
		}
	}
	return open
}

// isOpen reports whether the last field of TOML is a list that is not closed.
func isOpen(fields []block.Field, doc *block.Doc) bool {
	if len(fields) == 0 {
		return false
	}
	last := fields[len(fields)-1].Span
	text := doc.Src[last.Start:last.End]
	return bytes.Count(text, []byte("[")) > bytes.Count(text, []byte("]"))
}

// keptFields are the fields in which nothing is translated, with their values.
func keptFields(doc *block.Doc, fields []block.Field) []block.Field {
	out := fields[:0]
	for _, f := range fields {
		hasText := slices.ContainsFunc(doc.Blocks, func(b block.Block) bool {
			return b.Segment() && b.Span.Start < f.Span.End && f.Span.Start < b.Span.End
		})
		isTwice := slices.ContainsFunc(out, func(o block.Field) bool { return o.Name == f.Name })
		if hasText || isTwice {
			continue
		}
		_, f.Value, _ = bytes.Cut(doc.Src[f.Span.Start:f.Span.End], separatorOf(doc.Src[f.Span.Start:f.Span.End]))
		out = append(out, f)
	}
	return out
}

// separatorOf is the sign between the name of a field and its value.
func separatorOf(field []byte) []byte {
	colon, equals := bytes.IndexByte(field, ':'), bytes.IndexByte(field, '=')
	if equals >= 0 && (colon < 0 || equals < colon) {
		return []byte("=")
	}
	return []byte(":")
}
