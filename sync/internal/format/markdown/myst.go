package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// proseDirectives are the directives of MyST Markdown whose bodies are prose, though they
// stand between the fences of code: "```{note}"
// (mystmd.org/guide/directives, and those of Sphinx).
var proseDirectives = map[string]bool{
	"admonition": true, "attention": true, "caution": true, "danger": true, "error": true, "hint": true, "important": true,
	"note": true, "seealso": true, "tip": true, "warning": true, "versionadded": true, "versionchanged": true, "versionremoved": true,
	"deprecated": true, "aside": true, "margin": true, "sidebar": true, "topic": true, "epigraph": true, "blockquote": true,
	"pull-quote": true, "dropdown": true, "card": true, "grid": true, "grid-item": true, "grid-item-card": true, "tab-set": true,
	"tab-item": true, "exercise": true, "solution": true, "proof": true, "theorem": true, "lemma": true, "definition": true, "example": true,
}

// wordDirective matches the words behind a fence of code that name a directive without braces,
// whose body is prose as well: "```smart header="Title"" of javascript.info, "```admonish
// warning "Title"" of mdBook. None of the names is a language of code, though what a program
// has told stands behind some of them.
var wordDirective = regex.Lazy(`^(smart|warn|online|offline|admonish(?:[ \t]+[a-z][a-z-]*)?)(?:[ \t].*)?$`)

// wordTitle matches the title of such a directive, which ends before another attribute.
var wordTitle = regex.Lazy(`[ \t](?:(?:header|title)[ \t]*=[ \t]*)?"(.+?)"(?:[ \t]+[a-z]+=.*)?[ \t]*$`)

// toldWarning matches the beginning of what a program tells: a time, or how bad it is, within the
// first words.
var toldWarning = regex.Lazy(`^\s*(?:\S+[ \t]+){0,3}?(?:\[?(?:WARN|WARNING|warn|warning)[:\]\[]|(?:WARN|WARNING)\b|\[?\d{4}-\d\d-\d\d|\[?\d\d:\d\d:\d\d)`)

// holdsProse reports whether the words behind a fence name a directive with a body of prose.
func holdsProse(info, body string) bool {
	if wordDirective.MatchString(info) {
		return info != "warn" || !toldWarning.MatchString(body)
	}
	name, _, closed := strings.Cut(strings.TrimPrefix(info, "{"), "}")
	name = strings.ToLower(strings.TrimSpace(name))
	return closed && strings.HasPrefix(info, "{") && (proseDirectives[name] || block.IsLocalAdmonition(name))
}

// mystTarget is the name of the place in front of which it stands: "(the-oil)=".
var mystTarget = regex.Lazy(`^\([^()\s]+\)=$`)

// directiveOption is an option of a directive: ":class: dropdown".
var directiveOption = regex.Lazy(`^:[A-Za-z][\w-]*:(\s|$)`)

// options passes over the options of a directive between colons (":::{note}") that begin a
// paragraph, and reports whether it has nothing else.
func (w *walker) options(n ast.Node) bool {
	before, ok := n.PreviousSibling().(*opaque)
	if !ok || before.role != directiveRole {
		return false
	}
	opener := before.Lines().At(0)
	lines := n.Lines()
	if name := strings.TrimLeft(w.str[opener.Start:opener.Stop], " \t:"); !strings.HasPrefix(name, "{") || w.lineOf(opener.Start)+1 != w.lineOf(lines.At(0).Start) {
		return false
	}
	head := 0
	for head < lines.Len() && directiveOption.MatchString(strings.TrimSpace(w.str[lines.At(head).Start:lines.At(head).Stop])) {
		head++
	}
	if head == 0 {
		return false
	}
	w.skip(w.lineOf(lines.At(0).Start), w.lineOf(lines.At(head-1).Start))
	lines.SetSliced(head, lines.Len())
	return lines.Len() == 0
}

// fencedDirective adds the segments of a directive between the fences of code: its name,
// its title, and what its body holds. Its options are not compared.
func (w *walker) fencedDirective(n *ast.FencedCodeBlock, first, last int, c container) {
	line := first - w.first
	opener := w.part(line, line+1, 0)
	w.pieces(opener, readFenced(opener.str))
	body := w.inner(n.Lines())
	head := 0
	for head < len(body.starts) && directiveOption.MatchString(body.line(head)) {
		head++
	}
	if head > 0 {
		w.skip(body.first, body.first+head-1)
	}
	if head < len(body.starts) {
		w.read(body.part(head, len(body.starts), 0), c.inside(false))
	}
	if end := body.first + len(body.starts); end <= last {
		w.skip(end, last)
	}
}

// readFenced cuts the line that opens a directive: its name is syntax, its title prose.
func readFenced(s string) []piece {
	d := &directive{s: strings.TrimRight(s, " \t\n")}
	start := len(d.s) - len(strings.TrimLeft(d.s[max(strings.IndexAny(d.s, "`~"), 0):], " \t`~"))
	if m := wordDirective.FindStringSubmatchIndex(d.s[start:]); m != nil {
		end := start + m[3]
		d.syntax(start, end)
		if title := wordTitle.FindStringSubmatchIndex(d.s[end:]); title != nil {
			d.prose(end+title[2], end+title[3])
		}
		return d.pieces
	}
	from := strings.IndexByte(d.s, '{')
	end := strings.IndexByte(d.s, '}')
	if from < 0 || end < from {
		return []piece{{kind: block.Directive, raw: true, start: 0, end: len(d.s)}}
	}
	d.syntax(from, end+1)
	d.prose(end+1, len(d.s))
	return d.pieces
}
