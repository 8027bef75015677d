package fragment

import (
	"html"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Place is an id that an author wrote for a place of a document that is not a heading with
// an id of its own, so that links can lead there.
type Place struct {
	ID      string
	Segment int // the segment that it stands in, or in front of; of the last ones, the last
}

// Places lists the ids that the author of a Markdown document wrote for its places: those of
// tags of HTML, `<a name>` and attribute lists, code apart. The ids of headings are in their
// blocks.
func Places(doc *block.Doc) []Place {
	if doc.Format != block.Markdown {
		return nil
	}
	var out []Place
	segment := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		for _, id := range idsOf(doc, b) {
			out = append(out, Place{html.UnescapeString(id), segment})
		}
		if b.Segment() {
			segment++
		}
	}
	for k := range out {
		out[k].Segment = max(0, min(out[k].Segment, segment-1))
	}
	return out
}

// idsOf are the ids that are written in a block, those of the tags around its text first.
func idsOf(doc *block.Doc, b *block.Block) []string {
	switch b.Kind {
	case block.Gap:
		return idsIn(nil, string(doc.Src[b.Span.Start:b.Span.End]), inline.HTML)
	case block.Code, block.Directive, block.FrontMatter:
		return nil
	}
	var out []string
	if b.Lead > 0 {
		out = idsIn(out, string(doc.Src[b.Span.Start:b.Span.Start+b.Lead]), inline.HTML)
	}
	return idsIn(out, b.Text, b.Inline())
}

// idsIn appends the ids that are written in a text.
func idsIn(out []string, text string, syntax inline.Syntax) []string {
	inTag := strings.Contains(text, "<") && (strings.Contains(text, "id") || strings.Contains(text, "name"))
	if !inTag && !(strings.Contains(text, "{") && strings.Contains(text, "#")) {
		return out
	}
	for _, t := range inline.Scan(nil, text, syntax, nil) {
		switch {
		case t.Kind == inline.Comment:
			out = append(out, listedID(t.Of(text))...)
		case t.Kind == inline.Tag || t.Kind == inline.Open && t.Construct == inline.Element:
			out = append(out, idsOfTag(t.Value(text), t.Of(text))...)
		}
	}
	return out
}

// listed matches the id in an attribute list: "{#id}", "{.wide #id}", "{: #id}".
var listed = regex.Lazy(`^\{[^{}%*]*?#([^\s{}#.]+)[^{}]*\}$`)

// listedID is the id in an attribute list.
func listedID(list string) []string {
	if m := listed.FindStringSubmatch(list); m != nil {
		return m[1:]
	}
	return nil
}

// idsOfTag are the ids of a tag of HTML. Those of components are for programs.
func idsOfTag(name, tag string) []string {
	if name == "" || name != strings.ToLower(name) {
		return nil
	}
	var out []string
	for a := range inline.Attributes(tag) {
		if a.Name == "id" || a.Name == "name" && name == "a" {
			if id := tag[a.Start:a.End]; id != "" && !strings.ContainsAny(id, "{}$") {
				out = append(out, id)
			}
		}
	}
	return out
}
