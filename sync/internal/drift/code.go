package drift

import (
	"strings"
	"sync"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Code is the same in every language but for what people read in it: comments and
// texts in quotation marks.

// code is a block of code, taken apart.
type code struct {
	lines []codeLine // those with something that a machine reads
	read  string     // comments and texts, one a line
}

type codeLine struct {
	written   string // as it stands in the block
	signature string // without comments and texts, and with single blanks
}

// commentSigns are the signs of comments by the language of a block, as its fence
// names it: those that go to the end of the line, and the pairs around a comment.
type commentSigns struct {
	toEnd []string
	pairs [][2]string
}

var (
	hashSigns   = commentSigns{toEnd: []string{"#"}}
	slashSigns  = commentSigns{toEnd: []string{"//"}, pairs: [][2]string{{"/*", "*/"}}}
	dashSigns   = commentSigns{toEnd: []string{"--"}, pairs: [][2]string{{"/*", "*/"}}}
	markupSigns = commentSigns{pairs: [][2]string{{"<!--", "-->"}, {"{/*", "*/}"}}}
	// mixedSigns are those of languages that have several, or that nobody names.
	mixedSigns = commentSigns{toEnd: []string{"#", "//"}, pairs: [][2]string{{"/*", "*/"}, {"<!--", "-->"}}}
)

// signsOf are the signs of comments of each language of code.
var signsOf = sync.OnceValue(func() map[string]commentSigns {
	out := map[string]commentSigns{}
	for names, signs := range map[string]commentSigns{
		"sh bash shell zsh fish console shell-session py python rb ruby yaml yml toml r perl pl make makefile dockerfile docker conf properties elixir ex nix tcl cmake gitignore awk sed julia": hashSigns,
		"c h cpp c++ cc cs csharp java js javascript ts typescript go rust rs swift kotlin kt scala dart php css scss less proto groovy jsonc json5 objc zig v solidity":                         slashSigns,
		"sql lua haskell hs ada elm vhdl mermaid": dashSigns,
		"html xml svg markdown md":                markupSigns,
		"jsx tsx vue svelte astro mdx":            {toEnd: []string{"//"}, pairs: [][2]string{{"/*", "*/"}, {"<!--", "-->"}}},
		"tex latex matlab erlang prolog":          {toEnd: []string{"%"}},
		"lisp clojure scheme elisp asm ini":       {toEnd: []string{";", "#"}},
		"bat cmd dos":                             {toEnd: []string{"REM ", "::"}},
		"json text txt plain plaintext output":    {},
	} {
		for _, n := range strings.Fields(names) {
			out[n] = signs
		}
	}
	return out
})

// textual are the languages whose blocks are mostly text.
var textual = map[string]bool{"text": true, "txt": true, "plain": true, "plaintext": true, "output": true, "markdown": true, "md": true, "mdx": true, "": true}

// tagged are the languages in which text stands between tags.
var tagged = map[string]bool{"html": true, "xml": true, "svg": true, "jsx": true, "tsx": true, "js": true, "ts": true, "javascript": true, "typescript": true, "vue": true, "svelte": true, "astro": true, "mdx": true, "php": true}

// languageOfCode is the language that the info string of a fence names.
func languageOfCode(info string) string {
	name := strings.ToLower(strings.TrimLeft(info, "{. "))
	if end := strings.IndexFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("+#-_", r)
	}); end >= 0 {
		name = name[:end]
	}
	return name
}

// readCode takes a block of code apart.
func readCode(info, text string) code {
	lang := languageOfCode(info)
	signs, ok := signsOf()[lang]
	if !ok {
		signs = mixedSigns
	}
	r := codeReader{signs: signs, labels: lang == "mermaid", tags: tagged[lang]}
	var c code
	for line := range strings.SplitSeq(text, "\n") {
		signature := r.readLine(line)
		if signature != "" {
			c.lines = append(c.lines, codeLine{strings.TrimSpace(line), signature})
		}
	}
	c.read = strings.TrimSpace(r.read.String())
	return c
}

type codeReader struct {
	signs  commentSigns
	labels bool // what stands in brackets is a label
	tags   bool // what stands between tags is text
	closer string
	read   strings.Builder
}

var (
	betweenTags  = regex.Lazy(`>([^<>{}=;]*)<`)
	diagramLabel = regex.Lazy(`\[[^\[\]]+\]|\([^()]+\)|\{[^{}]+\}|\|[^|]+\||:\s+\S.*$|^\s*(?:title|section|participant \S+ as|note .*?:)\s+\S.*$`)
)

// readLine is a line without what people read in it.
func (r *codeReader) readLine(line string) string {
	var out strings.Builder
	for i := 0; i < len(line); {
		rest := line[i:]
		switch n := r.commentLength(line, i); {
		case n > 0:
			i += n
		case rest[0] == '"' || rest[0] == '\'' && !isApostrophe(line, i) || rest[0] == '`':
			end := quoteEnd(rest)
			if end == 0 {
				out.WriteByte(rest[0])
				i++
				continue
			}
			if inner := rest[1 : end-1]; isWorded(inner) {
				r.addNote(inner)
				out.WriteString(`""`)
			} else {
				out.WriteString(rest[:end])
			}
			i += end
		default:
			out.WriteByte(rest[0])
			i++
		}
	}
	text := out.String()
	if r.labels {
		text = diagramLabel.ReplaceAllStringFunc(text, func(s string) string { r.addNote(s); return "[]" })
	}
	if r.tags {
		text = betweenTags.ReplaceAllStringFunc(text, func(s string) string {
			if strings.TrimSpace(s[1:len(s)-1]) == "" {
				return s
			}
			r.addNote(s[1 : len(s)-1])
			return "><"
		})
	}
	return strings.Join(strings.Fields(text), " ")
}

func (r *codeReader) addNote(text string) {
	r.read.WriteString(strings.TrimSpace(text))
	r.read.WriteByte('\n')
}

// commentLength is the length of the comment, or the part of one, that stands at a
// place.
func (r *codeReader) commentLength(line string, i int) int {
	rest := line[i:]
	if r.closer == "" {
		for _, p := range r.signs.pairs {
			if strings.HasPrefix(rest, p[0]) {
				r.closer = p[1]
			}
		}
		if r.closer == "" {
			for _, sign := range r.signs.toEnd {
				if strings.HasPrefix(rest, sign) && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t' || sign == "//" && line[i-1] != ':') &&
					!(sign == "#" && strings.HasPrefix(rest, "#!")) {
					r.addNote(rest)
					return len(rest)
				}
			}
			return 0
		}
	}
	end := strings.Index(rest, r.closer)
	if end < 0 {
		r.addNote(rest)
		return len(rest)
	}
	end += len(r.closer)
	r.addNote(rest[:end])
	r.closer = ""
	return end
}

// isApostrophe reports whether the sign at a place stands within a word.
func isApostrophe(line string, i int) bool {
	return i > 0 && i+1 < len(line) && isLetterByte(line[i-1]) && isLetterByte(line[i+1])
}

func isLetterByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

// quoteEnd is the length of the quoted text that a line starts with, or 0.
func quoteEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i + 1
		}
	}
	return 0
}

// isWorded reports whether a quoted text is one for people: of several words, or
// with a letter that no identifier has, or a capital first letter.
func isWorded(s string) bool {
	letters := strings.IndexFunc(s, unicode.IsLetter) >= 0
	foreign := strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 && unicode.IsLetter(r) }) >= 0
	return foreign || letters && (strings.ContainsRune(s, ' ') || unicode.IsUpper(rune(s[0])))
}

// mostCodeFindings is the number of lines of a block that are told.
const mostCodeFindings = 3

// compareCode lists the lines in which the code of a translation differs from its
// source's, comments and texts apart.
func compareCode(source, target *align.Segment) []Finding {
	if source.Digest == target.Digest || block.Normalize(block.Code, source.Text) == block.Normalize(block.Code, target.Text) {
		return nil
	}
	a, b := readCode(source.Label, source.Text), readCode(target.Label, target.Text)
	lang := languageOfCode(source.Label)
	loose := textual[lang]
	var out []Finding
	for _, h := range lineHunks(a.lines, b.lines) {
		for k := range max(len(h.gone), len(h.come)) {
			var x, y codeLine
			if k < len(h.gone) {
				x = h.gone[k]
			}
			if k < len(h.come) {
				y = h.come[k]
			}
			if translatedLine(x.signature, y.signature, loose) && !(shells[lang] && sameProgram(x.signature, y.signature)) {
				continue
			}
			if len(out) == mostCodeFindings {
				return out
			}
			out = append(out, Finding{Kind: "code", Source: x.written, Target: y.written, Severity: Warn})
		}
	}
	return out
}

// translatedLine reports whether a line that differs is text that was translated
// rather than code: it is words alone, or in letters that code does not have.
func translatedLine(source, target string, loose bool) bool {
	if target == "" || source == "" {
		return loose
	}
	foreign := func(s string) bool {
		return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 && unicode.IsLetter(r) }) >= 0
	}
	switch {
	case foreign(target) || foreign(source):
		return true
	case loose || !strings.ContainsAny(source+target, "-=(){}[];<>$\\/|&:*+_.0123456789"):
		return !optioned.MatchString(source) && !optioned.MatchString(target)
	}
	return false
}

// shells are the languages in which a line of words is a command.
var shells = words("sh bash shell zsh fish console shell-session powershell ps1 bat cmd dos")

// printers are the programs whose arguments are texts.
var printers = words("echo printf print say")

// sameProgram reports whether two lines in ASCII letters call one program, so that
// what follows it are its arguments.
func sameProgram(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && x[0] == y[0] && !printers[x[0]] && ascii(a) && ascii(b) && strings.ToLower(x[0]) == x[0]
}

// optioned matches a line that is a command with options, or an assignment.
var optioned = regex.Lazy(`(?:^|\s)--?[A-Za-z]|^\$ |^\w+=|\w\(|\);`)

// lineHunk is a place where two blocks of code differ.
type lineHunk struct{ gone, come []codeLine }

// lineHunks finds where two lists of lines differ: by the longest common
// subsequence, or for long ones between their common beginnings and ends.
func lineHunks(a, b []codeLine) []lineHunk {
	const longest = 400
	for len(a) > 0 && len(b) > 0 && a[0].signature == b[0].signature {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1].signature == b[len(b)-1].signature {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)+len(b) == 0 {
		return nil
	}
	if len(a) > longest || len(b) > longest {
		return []lineHunk{{a, b}}
	}
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); a[i].signature == b[j].signature {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var out []lineHunk
	var h lineHunk
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i].signature == b[j].signature:
			if len(h.gone)+len(h.come) > 0 {
				out, h = append(out, h), lineHunk{}
			}
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			h.gone = append(h.gone, a[i])
			i++
		default:
			h.come = append(h.come, b[j])
			j++
		}
	}
	if len(h.gone)+len(h.come) > 0 {
		out = append(out, h)
	}
	return out
}

// classifyCode says how code has changed of which a translation has its own
// comments and texts: where these changed, it is a translator's work.
func classifyCode(info, was, now, lang string) Change {
	a, b := readCode(info, was), readCode(info, now)
	if a.read == b.read {
		return Mechanical
	}
	return max(Minor, Classify(block.Paragraph, a.read, b.read, lang))
}
