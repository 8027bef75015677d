package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// directiveParser reads lines that are only Hugo shortcodes ({{< x >}},
// {{% x %}}), Liquid tags ({% x %}), files that Python-Markdown takes in ({! x !},
// {* x *}), blocks of Svelte ({#if x}), code that VitePress takes in (<<< @/a.go)
// or fences of directives (:::note, /// tip).
type directiveParser struct{ rawLines }

func (directiveParser) Trigger() []byte { return []byte{'{', ':', '/', '%', '<'} }

func (p directiveParser) Open(_ ast.Node, r gtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := r.PeekLine()
	rest := bytes.TrimSpace(line[max(pc.BlockOffset(), 0):])
	if isFence(rest) || snippet.Match(rest) {
		return p.open(directiveRole, seg.Stop, r)
	}
	if end := notesOf(pc).remark(rest, r.Source()[seg.Start:]); end > 0 {
		return p.open(commentRole, seg.Start+end, r)
	}
	if end := notesOf(pc).enclosed(rest, r.Source()[seg.Start:]); end > 0 {
		return p.open(codeRole, seg.Start+end, r)
	}
	whole, closer := shortcodes(rest)
	if whole || svelte.Match(rest) {
		return p.open(directiveRole, seg.Stop, r)
	}
	if closer != "" {
		if end := notesOf(pc).lineEndingWith(r.Source()[seg.Start:], closer); end > 0 {
			return p.open(directiveRole, seg.Start+end, r)
		}
	}
	return nil, parser.NoChildren
}

// snippet matches a line that takes code in (vitepress.dev/guide/markdown#import-code-snippets).
var snippet = regex.Lazy(`^<<<[ \t]*[@.~]?/\S`)

// svelte matches a line that begins, parts or ends a block of Svelte
// (svelte.dev/docs/svelte/if).
var svelte = regex.Lazy(`^\{[#:/@](?:if|else|each|key|await|then|catch|snippet|html|render|const|debug)\b[^{}]*\}$`)

// remark is the length of the lines of src that are a comment, of which line is the first
// without blanks around it, or 0.
func (n *notes) remark(line, src []byte) int {
	if !inline.BeginsRemark(string(line[:min(len(line), longestOpener)])) {
		return 0
	}
	src = src[:min(len(src), n.budget)]
	length, _ := inline.Remark(string(bytes.TrimLeft(src, " \t")))
	if length == 0 {
		n.budget -= len(src)
		return 0
	}
	n.budget -= length
	return blankTail(src, len(src)-len(bytes.TrimLeft(src, " \t"))+length)
}

// longestOpener is how many bytes of a line tell whether it may begin a comment.
const longestOpener = 40

// enclosing matches a tag of Liquid, or a shortcode, that says that what follows
// is code.
var enclosing = regex.Lazy(`^(?:\{%-?\s*(highlight|raw|codeblock|code|verbatim)\b[^%]*%\}|\{\{[<%]\s*(highlight|raw|code)\b[^>%]*[>%]\}\})\s*$`)

// enclosed is the length of the lines that go from such a tag to the one that
// ends it, 0 if there is none.
func (n *notes) enclosed(line, src []byte) int {
	m := enclosing.FindSubmatch(line)
	if m == nil {
		return 0
	}
	closer := `\{%-?\s*end` + string(m[1])
	if len(m[2]) > 0 {
		closer = `\{\{[<%]\s*/\s*` + string(m[2])
	}
	src = src[:min(len(src), n.budget)]
	at := regexp.MustCompile(`(?m)^[ \t>]*` + closer + `\b.*$`).FindIndex(src)
	if at == nil {
		n.budget -= len(src)
		return 0
	}
	n.budget -= at[1]
	return at[1]
}

// isFence reports whether a line opens or closes a directive.
func isFence(line []byte) bool {
	if bytes.HasPrefix(line, []byte(":::")) {
		return true
	}
	slashes := len(line) - len(bytes.TrimLeft(line, "/")) // one within another has one more
	return 3 <= slashes && slashes <= mostSlashes && slashFence.Match(line[slashes:])
}

// slashFence matches what stands behind the slashes of a fence: nothing, where it closes, or a
// name, and a title behind a bar
// (facelessuser.github.io/pymdown-extensions/extensions/blocks).
var slashFence = regex.Lazy(`^(?:[ \t]+[A-Za-z][\w-]*[ \t]*(?:\|.*)?)?$`)

// mostSlashes is the number of slashes from which a line of them is a drawing.
const mostSlashes = 8

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// inclusion matches the beginning of what takes a file in. The first word within has a full stop
// or a stroke in it, as paths have.
var inclusion = regex.Lazy(`^\{(?:![>+-]*[ \t]*[^\s!]*[./]\w.*!\}|\*[ \t]*[^\s*]*[./]\w.*\*\})`)

// shortcodes reports whether a line consists of shortcodes. If it only starts
// one, closer is what ends it.
func shortcodes(line []byte) (whole bool, closer string) {
	for len(line) > 0 {
		switch {
		case bytes.HasPrefix(line, []byte("{{/*")):
			closer = "*/}}"
		case bytes.HasPrefix(line, []byte("{{<")):
			closer = ">}}"
		case bytes.HasPrefix(line, []byte("{{%")):
			closer = "%}}"
		case bytes.HasPrefix(line, []byte("{%")):
			closer = "%}"
		case inclusion.Match(line):
			closer = string(line[1]) + "}"
		default:
			return false, ""
		}
		end := bytes.Index(line, []byte(closer))
		if end < 0 {
			return false, closer
		}
		line = bytes.TrimLeft(line[end+len(closer):], " \t")
		whole = true
	}
	return whole, ""
}
