package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// attributeList adds a paragraph that is nothing but what kramdown and Python-Markdown say
// of the block beside it ("{: .note #id}", "{:toc}"), the target of MyST ("(id)="), or a
// comment of kramdown, and reports whether it is one (kramdown.gettalong.org/syntax.html,
// "Extensions"). Such a list is compared and not translated, but for a title in it.
func (w *walker) attributeList(n ast.Node) bool {
	text := strings.Trim(w.value(n.Lines()), " \t\n\f\v")
	if mystTarget.MatchString(text) {
		w.prose(block.Block{Kind: block.Directive}, n)
		return true
	}
	if !strings.HasPrefix(text, "{:") || !strings.HasSuffix(text, "}") {
		return false
	}
	r := w.inner(n.Lines())
	comment, isComment := strings.CutPrefix(text, "{::comment}")
	switch {
	case isComment && (strings.HasSuffix(text, "{:/comment}") || strings.HasSuffix(text, "{:/}")):
		w.comment(comment[:strings.LastIndexByte(comment, '{')], r.clean(0))
		w.skip(r.first, r.first+len(r.starts)-1)
	case strings.ContainsAny(text[1:len(text)-1], "{}\n"):
		return false
	default:
		w.pieces(r, readAttributeList(r.str, w.attributes))
	}
	return true
}

// readAttributeList cuts an attribute list: all is syntax but for titles.
func readAttributeList(s string, attributes map[string]bool) []piece {
	d := &directive{s: strings.TrimRight(s, " \t\n"), attributes: attributes}
	start := len(s) - len(strings.TrimLeft(s, " \t"))
	if d.arguments(start, len(d.s)) {
		return d.pieces
	}
	return []piece{{kind: block.Directive, raw: true, start: start, end: len(d.s)}}
}
