package listing

import (
	"strings"
	"sync"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

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

// signsOf are the signs of comments, by language.
var signsOf = sync.OnceValue(func() map[string]commentSigns {
	out := map[string]commentSigns{}
	for names, signs := range map[string]commentSigns{
		"sh bash shell zsh fish py python rb ruby yaml yml toml r perl pl make makefile dockerfile docker conf properties elixir ex nix tcl cmake gitignore awk sed julia":    hashSigns,
		"c h cpp c++ cc cs csharp java js javascript ts typescript go rust rs swift kotlin kt scala dart php css scss less proto groovy json jsonc json5 objc zig v solidity": slashSigns,
		"console shell-session":                 {toEnd: []string{"#", "// "}},
		"sql lua haskell hs ada elm vhdl":       dashSigns,
		"mermaid":                               {toEnd: []string{"%%"}},
		"plantuml puml":                         {toEnd: []string{"'"}, pairs: [][2]string{{"/'", "'/"}}},
		"dot graphviz gv":                       slashSigns,
		"vim":                                   {toEnd: []string{`"`}},
		"html xml svg markdown md markdoc mdoc": markupSigns,
		"jsx tsx vue svelte astro mdx":          {toEnd: []string{"//"}, pairs: [][2]string{{"/*", "*/"}, {"<!--", "-->"}}},
		"tex latex matlab erlang prolog":        {toEnd: []string{"%"}},
		"lisp clojure scheme elisp asm ini":     {toEnd: []string{";", "#"}},
		"bat cmd dos":                           {toEnd: []string{"REM ", "::"}},
		"text txt plain plaintext output":       {},
	} {
		for _, n := range strings.Fields(names) {
			out[n] = signs
		}
	}
	return out
})

// IsTextual reports whether the blocks of a language are mostly text.
func IsTextual(lang string) bool { return textual[lang] }

var textual = map[string]bool{"text": true, "txt": true, "plain": true, "plaintext": true, "output": true, "markdown": true, "md": true, "mdx": true, "markdoc": true, "mdoc": true, "": true}

// tagged are the languages in which text stands between tags.
var tagged = map[string]bool{"html": true, "xml": true, "svg": true, "jsx": true, "tsx": true, "js": true, "ts": true, "javascript": true, "typescript": true, "vue": true, "svelte": true, "astro": true, "mdx": true, "php": true}

// Language is the language that the info string of a fence names, in small letters; "" if none.
func Language(info string) string {
	name := strings.ToLower(strings.TrimLeft(info, "{. "))
	if end := strings.IndexFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("+#-_", r)
	}); end >= 0 {
		name = name[:end]
	}
	return name
}

// documents are the languages of texts in which blocks of code of other languages stand.
var documents = wordset.Of("markdown md mdx markdoc mdoc")

// Read takes a block of code apart. The others are the same code elsewhere: a node of a
// diagram that one of them names without a label has none that counts.
func Read(code Block, others ...string) Code {
	lang, text := Language(code.Info), code.Text
	r := newCodeReader(lang, text)
	if diagrams[lang] {
		r.diagram = newDiagram(text)
		for _, other := range others {
			r.diagram.forgetLabelsMissingIn(other)
		}
	}
	var c Code
	var inner *codeReader // of a block in a document
	var fence string
	for line := range strings.SplitSeq(text, "\n") {
		var l codeLine
		var m []string
		if documents[lang] {
			m = innerFence.FindStringSubmatch(line)
		}
		switch {
		case inner != nil && m != nil && m[2] == "" && strings.HasPrefix(m[1], fence):
			r.read.WriteString(inner.read.String())
			inner, l = nil, fenceLine(line)
		case inner != nil:
			l = inner.readLine(line)
		case m != nil && r.closer == "":
			fence, inner, l = m[1], newCodeReader(Language(m[2]), ""), fenceLine(line)
		default:
			l = r.readLine(line)
		}
		if l.signature != "" {
			c.lines = append(c.lines, l)
		}
	}
	if inner != nil {
		r.read.WriteString(inner.read.String())
	}
	c.Text = strings.TrimSpace(r.read.String())
	return c
}

// innerFence matches a line that begins or ends a block of code in a document.
var innerFence = regex.Lazy("^[ >]*(`{3,}|~{3,})\\s*([^`]*?)\\s*$")

// fenceLine is such a line, which says what it says.
func fenceLine(line string) codeLine {
	line = strings.Join(strings.Fields(line), " ")
	return codeLine{written: line, signature: line}
}

func newCodeReader(lang, text string) *codeReader {
	signs, ok := signsOf()[lang]
	if !ok {
		signs = mixedSigns
	}
	return &codeReader{signs: signs, tags: tagged[lang], typeset: typeset[lang], script: scripts[lang], spread: (lists[lang] || markups[lang]) && strings.Count(text, "`")%2 == 0}
}

// codeReader takes the lines of a block apart, one after the other.
type codeReader struct {
	signs   commentSigns
	diagram *diagram // nil if the block is none
	tags    bool     // what stands between tags is text
	typeset bool     // so are the arguments of some commands
	script  bool     // both quotation marks, and a semicolon at the end of a line, are a matter of style
	spread  bool     // a text in backticks goes on over lines
	within  bool     // a line begins within such a text
	closer  string   // of the comment that is open
	read    strings.Builder
}

var (
	betweenTags = regex.Lazy(`>([^<>{}=;]*)<`)
	// typesetText matches the commands of TeX whose argument is text.
	typesetText = regex.Lazy(`\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|title|author|caption|text(?:bf|it|sc|tt|rm)?|emph|footnote|underline|item)\*?\s*\{[^{}]+\}`)
	// printing matches what stands before a text that a program prints.
	printing = regex.Lazy(`(?i)(?:^|[^\w])(?:e?println!?|printf?|puts|echo|say|alert|print!|(?:console|logger|log)\.\w+|write(?:line|ln)?)\s*\(?\s*[frbu]?$`)
)

// typeset are the languages of TeX.
var typeset = wordset.Of("tex latex")

// scripts are the languages whose formatters choose the quotation marks and the semicolons.
var scripts = wordset.Of("js jsx ts tsx javascript typescript mjs cjs")

// readLine takes a line apart.
func (r *codeReader) readLine(line string) codeLine {
	out := codeLine{written: strings.TrimSpace(line)}
	var b strings.Builder
	b.Grow(len(line))
	for i := 0; i < len(line); {
		rest := line[i:]
		if r.within {
			i += r.readWithin(rest, &b)
			continue
		}
		if n := plainLength(rest); n > 0 && r.closer == "" {
			b.WriteString(rest[:n])
			i += n
			continue
		}
		if n := r.commentLength(line, i); n > 0 {
			i += n
			continue
		}
		if rest[0] == '"' || rest[0] == '\'' && !isApostrophe(line, i) || rest[0] == '`' {
			if end := quoteEnd(rest); end > 0 {
				out.quotes = append(out.quotes, r.readQuote(rest[:end], b.String()))
				b.WriteString(quoteMark)
				i += end
				continue
			}
			if r.within = r.spread && rest[0] == '`'; r.within {
				b.WriteString(quoteMark)
				i++
				continue
			}
		}
		b.WriteByte(rest[0])
		i++
	}
	out.signature = strings.Join(strings.Fields(r.withoutText(b.String())), " ")
	out.open = r.script
	return out
}

// plainLength is the number of bytes that a line begins with which begin no comment and no
// text: small letters, digits and blanks.
func plainLength(line string) int {
	n := 0
	for n < len(line) && (line[n] >= 'a' && line[n] <= 'z' || line[n] >= '0' && line[n] <= '9' || line[n] == ' ') {
		n++
	}
	return n
}

// readWithin reads what stands in a text in backticks that an earlier line has begun, up to
// its end, and says how long it is. Only what reads like text is no code.
func (r *codeReader) readWithin(rest string, b *strings.Builder) int {
	end := strings.IndexByte(rest, '`')
	text, n := rest, len(rest)
	if end >= 0 {
		text, n, r.within = rest[:end], end+1, false
	}
	if IsWorded(strings.TrimSpace(text)) && !codeSign.MatchString(text) {
		r.addNote(text)
	} else {
		b.WriteString(text)
	}
	return n
}

// quoteMark stands in a signature for a quoted text.
const quoteMark = `""`

// readQuote is a quoted text that stands behind others in its line.
func (r *codeReader) readQuote(quoted, before string) quote {
	inner := quoted[1 : len(quoted)-1]
	q := quote{written: quoted, worded: IsWorded(inner) || strings.IndexFunc(inner, unicode.IsLetter) >= 0 && printing.MatchString(before)}
	if q.worded {
		r.addNote(inner)
	}
	if r.script && quoted[0] == '\'' && !strings.ContainsAny(inner, `"\`) {
		q.written = `"` + inner + `"`
	}
	return q
}

// withoutText is a line without the text that stands in it but in quotation marks.
func (r *codeReader) withoutText(line string) string {
	if r.diagram != nil {
		line = r.diagram.withoutLabels(line, r.addNote)
	}
	if _, after, ok := strings.Cut(line, ">"); r.tags && ok && strings.Contains(after, "<") {
		line = betweenTags.ReplaceAllStringFunc(line, func(s string) string {
			if strings.TrimSpace(s[1:len(s)-1]) == "" {
				return s
			}
			r.addNote(s[1 : len(s)-1])
			return "><"
		})
	}
	if r.typeset {
		line = typesetText.ReplaceAllStringFunc(line, func(s string) string {
			brace := strings.IndexByte(s, '{')
			r.addNote(s[brace+1 : len(s)-1])
			return s[:brace] + "{}"
		})
	}
	return line
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

// stopgap matches what stands for a value that readers have to fill in.
var stopgap = regex.Lazy(`^<[\p{L}][^<>/="]*>$|(?i)^\W*your[ _-]`)

// IsWorded reports whether a quoted text is one for people: of several words, or
// with a letter that no identifier has, or a capital first letter, or one that they fill in.
func IsWorded(s string) bool {
	return hasForeignLetter(s) || strings.ContainsFunc(s, unicode.IsLetter) && (strings.ContainsRune(s, ' ') || unicode.IsUpper(rune(s[0])) || stopgap.MatchString(s))
}
