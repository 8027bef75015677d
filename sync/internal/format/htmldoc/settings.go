package htmldoc

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// metaTag is a tag of metadata.
var metaTag = regex.Lazy(`(?i)<meta\b[^<>]*>`)

// bodyTag is where the head of a page ends.
var bodyTag = regex.Lazy(`(?i)</head\s*>|<body\b`)

// Fields are the metadata in the head of a page that nobody translates, each with its
// tag, or the line that has nothing else: a picture to be shown beside a link, what robots may do.
func (Format) Fields(doc *block.Doc) []block.Field {
	head := doc.Src
	if m := bodyTag.FindIndex(head); m != nil {
		head = head[:m[0]]
	}
	var out []block.Field
	for _, m := range metaTag.FindAllIndex(head, -1) {
		f := fieldOf(head[m[0]:m[1]])
		f.Span = lineOf(doc.Src, block.Span{Start: m[0], End: m[1]})
		isTwice := slices.ContainsFunc(out, func(o block.Field) bool { return o.Name == f.Name })
		if f.Name != "" && !described[f.Name] && !statesLanguage[f.Name] && !isTwice && !inComment(head, m[0]) {
			out = append(out, f)
		}
	}
	return out
}

// lineOf is the whole line of a tag that has one to itself, else the tag.
func lineOf(src []byte, tag block.Span) block.Span {
	start := len(bytes.TrimRight(src[:tag.Start], " \t"))
	end := len(src) - len(bytes.TrimLeft(src[tag.End:], " \t\r"))
	if start > 0 && src[start-1] == '\n' && end < len(src) && src[end] == '\n' {
		return block.Span{Start: start, End: end + 1}
	}
	return tag
}

// fieldOf is the name and the content of a tag of metadata.
func fieldOf(tag []byte) block.Field {
	var f block.Field
	text := string(tag)
	for a := range inline.Attributes(text) {
		switch a.Name {
		case "name", "property":
			f.Name = strings.ToLower(text[a.Start:a.End])
		case "content":
			f.Value = tag[a.Start:a.End]
		}
	}
	return f
}

// inComment reports whether a place stands in a comment.
func inComment(src []byte, at int) bool {
	open := bytes.LastIndex(src[:at], []byte("<!--"))
	return open >= 0 && !bytes.Contains(src[open:at], []byte("-->"))
}
