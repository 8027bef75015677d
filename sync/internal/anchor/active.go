package anchor

import (
	"fmt"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Context says how a text is read by what publishes it.
type Context struct {
	Code    bool // it is code: markup in it is shown
	Message bool // it is a message of a catalogue: braces in it are placeholders
	Filled  bool // its article has placeholders in doubled braces in its code (see [FillsIn])
}

// Active lists what in a text runs, loads or hides something once it is published,
// each thing once: elements ("<script>"), attributes of events ("onclick="), schemes
// of addresses that run or hold content ("javascript:"), calls of templates
// ("{{< ref"), expressions and imports of MDX, what takes a file into the page or makes a
// server run something ("--8<--", "<!--#exec"), control characters and directions of
// writing that are overridden or left open ("U+202E"), letters that nobody sees ("U+E0041")
// or that were lost ("U+FFFD"). Spellings with entities, escapes and white space count as
// what they stand for.
func Active(text string, c Context) []string {
	var out []string
	out = append(out, findControls(text)...)
	if c.Code || !strings.ContainsAny(text, "<{]$") && !containsAny(text, "port ", "nclude", "NCLUDE", "raw::") {
		return distinctTexts(out)
	}
	if !c.Message {
		out = append(out, findTemplates(text)...)
		out = append(out, findInclusions(text)...)
	}
	shown := withoutCode(text)
	out = append(out, findElements(shown)...)
	out = append(out, findSchemes(shown)...)
	return distinctTexts(out)
}

// findControls lists the characters that steer a terminal, those that override the
// direction of writing or leave another open, and those that are no letters to a reader:
// tags outside of flags, what stands for a lost letter, and what Unicode has for none.
func findControls(text string) []string {
	if !mayHaveControls(text) {
		return nil
	}
	var out []string
	open, closes := 0, strings.LastIndexAny(text, "\u202C\u2069")
	isFlag := false // a black flag with tags behind it is that of a part of a country
	for i, u := range text {
		isTag := u == '\U000E0001' || u >= '\U000E0020' && u <= '\U000E007F'
		isFlag = u == '\U0001F3F4' || isFlag && isTag
		switch {
		case isTag && !isFlag, u == unicode.ReplacementChar, unicode.Is(unicode.Noncharacter_Code_Point, u):
			out = append(out, fmt.Sprintf("U+%04X", u))
		case u == '\n' || u == '\t' || u == '\r':
		case u < ' ' || u >= 0x7F && u < 0xA0, u == '\u202D', u == '\u202E':
			out = append(out, fmt.Sprintf("U+%04X", u))
		case u == '\u202A' || u == '\u202B' || u >= '\u2066' && u <= '\u2068':
			if open++; closes < i {
				out = append(out, fmt.Sprintf("U+%04X", u))
			}
		case u == '\u202C' || u == '\u2069':
			if open--; open < 0 {
				out = append(out, fmt.Sprintf("U+%04X", u))
			}
		}
	}
	return out
}

// mayHaveControls reports whether a byte of a text is a control or begins a character that
// may be one.
func mayHaveControls(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n' || c == '\t' || c == '\r':
		case c < ' ' || c == 0x7F || c == 0xC2 || c == 0xE2 || c >= 0xEF:
			return true
		}
	}
	return false
}

var (
	// templateCall is what Hugo, Liquid, Jinja, ERB, PHP and JavaScript call; its
	// group is what tells one call from another: a text in quotation marks does nothing.
	templateCall = regex.Lazy(`(\{\{[<%]?\s*[-~]?\s*[^\s{}"']*|\{%\s*[-~]?\s*\w*|<%|<\?(?:php|=)?|\$\{)`)
	// expression is one of MDX that does more than name a value; {% begins a call of Liquid.
	expression = regex.Lazy("\\{(?:[^{}\n%][^{}\n]*)?[(`=;][^{}\n]*\\}")
	// attributeList is a list of attributes behind a text, as Python-Markdown and kramdown have
	// it, with none but such as do nothing: "{ .wide title="…" }".
	attributeList = regex.Lazy(`^\{:?\s*(?:(?:[.#][\w-]+|(?:title|alt|label|summary|aria-label|placeholder|class|id|lang|dir|width|height|align|loading|target|rel)=(?:"[^"{}]*"|'[^'{}]*'|[\w%.-]+))\s*)+\}$`)
	// module is an import or export of MDX.
	module = regex.Lazy(`(?m)^(?:import\s+[\w*{"']|export\s+(?:const|let|var|function|default|\{|\*))`)
)

// inclusion is what servers and generators of pages obey that is not a call of a template:
// servers of HTML, VitePress, VuePress, DocFX, the plug-ins of Python-Markdown, MyST and
// reStructuredText, AsciiDoc, Org and Obsidian.
var inclusion = regex.Lazy(`(?mi)<!--\s*#\s*[a-z]+|<!--\s*@include|@\[code|!\[\[|\[!(?:include|code)\b[^\]\n]|\{!|--8<--|` +
	`^\s*(?:<<<\s*[@./~\w]|!include\b|#\+include:|include::|:{3,}\s*include\b|\.\.\s+(?:include|literalinclude|raw)::)|<(?:include|import|snippet|esi:[a-z]+)\s`)

// findInclusions lists how a text takes other files in, and what it makes a server do,
// outside of code. Which file it is may differ between languages.
func findInclusions(text string) []string {
	if !containsAny(text, "<", "@[", "![[", "[!", "{!", "nclude", "NCLUDE", "raw::") {
		return nil
	}
	var out []string
	for _, sign := range inclusion.FindAllString(withoutCode(text), -1) {
		out = append(out, strings.ToLower(strings.Join(strings.Fields(sign), " ")))
	}
	return out
}

func findTemplates(text string) []string {
	var out []string
	if containsAny(text, "{{", "{%", "<%", "<?", "${") {
		for _, call := range templateCall.FindAllString(text, -1) {
			out = append(out, strings.Join(strings.Fields(call), " "))
		}
	}
	if containsAny(text, "{") && mayHoldExpressions(text) {
		for _, at := range expression.FindAllStringIndex(text, -1) {
			one := text[at[0]:at[1]]
			if (at[0] == 0 || !strings.ContainsRune("{$%#", rune(text[at[0]-1]))) && !attributeList.MatchString(one) {
				out = append(out, one)
			}
		}
	}
	if containsAny(text, "import", "export") {
		for _, m := range module.FindAllString(text, -1) {
			out = append(out, strings.Fields(m)[0])
		}
	}
	return out
}

// mayHoldExpressions reports whether braces stand outside of the code spans of a text. What
// an expression holds can look like a code span, so that with any outside all of them count.
func mayHoldExpressions(text string) bool { return strings.ContainsAny(withoutCode(text), "{}") }

// containsAny reports whether a text contains one of some others: what every match of a
// pattern has, which is found faster than the pattern.
func containsAny(text string, some ...string) bool {
	return slices.ContainsFunc(some, func(s string) bool { return strings.Contains(text, s) })
}

// withoutCode blanks the code spans of a text.
func withoutCode(text string) string {
	if !strings.Contains(text, "`") {
		return text
	}
	out := []byte(text)
	for i := 0; i < len(text); {
		switch text[i] {
		case '\\':
			i += 2
		case '`':
			run := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
			end := closingRun(text, i+run, run)
			if end < 0 {
				i += run
				continue
			}
			for k := i; k < end; k++ {
				out[k] = ' '
			}
			i = end
		default:
			i++
		}
	}
	return string(out)
}

// closingRun is the end of the run of backticks of a length that closes a code span,
// or -1.
func closingRun(text string, from, run int) int {
	for tried := 0; from < len(text) && tried < maxTries; tried++ {
		k := strings.IndexByte(text[from:], '`')
		if k < 0 {
			return -1
		}
		from += k
		n := len(text[from:]) - len(strings.TrimLeft(text[from:], "`"))
		if from += n; n == run {
			return from
		}
	}
	return -1
}

// maxTries bounds how many runs of backticks are looked at for one that closes.
const maxTries = 1000

// running are the elements that run or load something, or change the page around
// them.
var running = map[string]bool{
	"script": true, "iframe": true, "object": true, "embed": true, "applet": true, "style": true, "link": true, "meta": true, "base": true,
	"form": true, "input": true, "button": true, "textarea": true, "select": true, "svg": true, "math": true, "frame": true, "frameset": true,
	"template": true, "noscript": true, "portal": true, "dialog": true, "marquee": true,
}

var (
	tagStart  = regex.Lazy(`<\s*/?\s*([A-Za-z][A-Za-z0-9:.-]*)`)
	handler   = regex.Lazy(`(?i)[\s"'/<]((?:on[a-z]{2,30}|srcdoc|formaction))\s*=`)
	loudStyle = regex.Lazy(`(?i)[\s"'/]style\s*=\s*["'{]?[^>]*(?:url\s*\(|expression\s*\(|position\s*:|@import)`)
	attribute = regex.Lazy(`(?i)[\s"'/:](?:href|src|action|data|poster|cite|background|srcset|ping|to|url|xlink:href)\s*=\s*\{?\s*["'` + "`" + `]?`)
)

// findElements lists the elements that run, and the attributes of any element that do.
func findElements(text string) []string {
	var out []string
	left := tagWork * (len(text) + tagLength)
	for _, at := range tagStart.FindAllStringSubmatchIndex(text, -1) {
		name := strings.ToLower(text[at[2]:at[3]])
		if running[name] && !strings.HasSuffix(text[:at[0]], "{{") { // else a call, which is told as one
			out = append(out, "<"+name+">")
		}
		tag := text[at[3]:min(len(text), at[3]+tagLength)]
		if end := tagEnd(tag); end >= 0 {
			tag = tag[:end]
		} else if next := strings.IndexByte(tag, '<'); next >= 0 {
			tag = tag[:next]
		}
		if left -= len(tag); left < 0 {
			return append(out, "<") // what is not looked at is not taken for harmless
		}
		for _, m := range handler.FindAllStringSubmatch(tag, -1) {
			out = append(out, strings.ToLower(m[1])+"=")
		}
		if loudStyle.MatchString(tag) {
			out = append(out, "style=")
		}
		for _, a := range attribute.FindAllStringIndex(tag, -1) {
			if s := activeScheme(tag[a[1]:]); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// tagLength is how much of a tag is read, in bytes, and tagWork how often a text may
// be read, since tags that do not end overlap.
const (
	tagLength = 2048
	tagWork   = 4
)

// tagEnd is the place of the ">" that ends a tag outside of quotation marks, or -1.
func tagEnd(tag string) int {
	var quote byte
	for i := range len(tag) {
		switch c := tag[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return strings.IndexByte(tag, '>')
}

// findSchemes lists the schemes of addresses in Markdown that run or hold content.
func findSchemes(text string) []string {
	var out []string
	for {
		at := strings.IndexAny(text, "<]")
		if at < 0 {
			return out
		}
		opens := text[at] == '<'
		if text = text[at+1:]; !opens {
			if text == "" || text[0] != '(' && text[0] != ':' {
				continue
			}
			text = strings.TrimPrefix(strings.TrimLeft(text[1:], "\t\n\f\r "), "<")
		}
		if s := activeScheme(text); s != "" {
			out = append(out, s)
		}
	}
}

// activeScheme is the scheme that an address begins with if it runs or holds content, ""
// for any other. Browsers leave out controls and white space in it, and Markdown
// reads entities and escapes.
func activeScheme(address string) string {
	address = address[:min(len(address), maxScheme)]
	if address == "" || !strings.ContainsRune("jJvVdDlLmMbBfF&%\\", rune(address[0])) && address[0] > ' ' && address[0] < utf8.RuneSelf {
		return ""
	}
	address = plainAddress(address)
	for _, s := range []string{"javascript:", "vbscript:", "data:", "livescript:", "mocha:", "blob:", "file:"} {
		if strings.HasPrefix(address, s) {
			return s
		}
	}
	return ""
}

// maxScheme is how much of an address is read for its scheme, in bytes: entities
// with many zeros are long.
const maxScheme = 512

// plainAddress is an address as a browser reads it.
func plainAddress(address string) string {
	for range 3 {
		next := html.UnescapeString(address)
		if unescaped, err := url.PathUnescape(next); err == nil {
			next = unescaped
		}
		if next == address {
			break
		}
		address = next
	}
	address = strings.ToValidUTF8(address, "")
	return strings.ToLower(strings.Map(func(u rune) rune {
		if u <= ' ' || u == '\\' || unicode.IsSpace(u) || unicode.Is(unicode.Cf, u) || unicode.IsControl(u) {
			return -1
		}
		return u
	}, address))
}

// hostOf finds the host of an address in a text: behind a scheme, behind two
// slashes where an address may stand, or a bare www.
var hostOf = regex.Lazy(`(?i)(?:\b[a-z][a-z0-9+.-]{1,20}:[/\\]{1,8}|[("'=<\s:][/\\]{2,8}|^[/\\]{2,8}|mailto:[^\s@<>]*)@?([^/\\\s<>"')\]?#|,;]+)|\b(www\.[^/\\\s<>"')\]?#|,;]+)`)

// Hosts lists the hosts of the addresses in a text, in lower case, each once. A
// language at the beginning, as in tr.wikipedia.org, is left out.
func Hosts(text string) []string {
	if !strings.ContainsAny(text, "/\\&%") && !strings.Contains(strings.ToLower(text), "www.") && !strings.Contains(text, "mailto:") {
		return nil
	}
	var out []string
	for _, spelling := range []string{text, html.UnescapeString(text)} {
		if unescaped, err := url.PathUnescape(spelling); err == nil && unescaped != spelling {
			out = append(out, hostsIn(unescaped)...)
		}
		out = append(out, hostsIn(spelling)...)
	}
	return distinctTexts(out)
}

func hostsIn(text string) []string {
	var out []string
	for _, m := range hostOf.FindAllStringSubmatch(text, -1) {
		host := strings.ToLower(m[1] + m[2])
		host = host[strings.LastIndexByte(host, '@')+1:]
		if k := strings.IndexByte(host, ':'); k >= 0 {
			host = host[:k]
		}
		host = strings.Trim(host, ".*_~`")
		if first, rest, ok := strings.Cut(host, "."); ok && strings.Contains(rest, ".") && (first == "www" || len(first) == 2) {
			host = rest
		}
		if strings.Contains(host, ".") || host == "localhost" {
			out = append(out, host)
		}
	}
	return out
}

// Foreign lists what is active in a translation and neither in its source nor in
// one of the other texts, such as the translation that there was. A word in doubled
// braces within code is a placeholder to be translated where the article or such a text has
// one in its code: "`less {{file}}`" and "`less {{dosya}}`". A name with full stops is one
// only if theirs ends like it: "{{source.tex}}" and "{{kaynak.tex}}".
func Foreign(translation string, c Context, known ...string) []string {
	if slices.Contains(known, translation) {
		return nil
	}
	foreign := textsLacking(Active(translation, c), known, func(text string) []string { return Active(text, c) })
	if c.Message || len(foreign) == 0 || !strings.Contains(translation, "{{") || !c.Filled && !slices.ContainsFunc(known, FillsIn) {
		return foreign
	}
	shown := findTemplates(withoutCode(translation))
	return slices.DeleteFunc(foreign, func(call string) bool {
		isName := bracedName.MatchString(call) && !slices.ContainsFunc(known, func(text string) bool { return fillsInFile(text, path.Ext(call)) })
		return bracedWord.MatchString(call) && !isName && !slices.Contains(shown, call)
	})
}

var (
	// bracedWord is the beginning of a placeholder in doubled braces: words, paths,
	// choices. What calls something has other signs.
	bracedWord = regex.Lazy("^\\{\\{\\s*(?:--)?[\\p{L}\\p{M}\\p{N}\\x{80}-\\x{10FFFF}\\[./~_*@\"'][^\\s{}()$<`]*$")
	// bracedName is a name of a template language that leads into something.
	bracedName = regex.Lazy(`^\{\{\s*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$`)
)

// fillsInFile reports whether the code of a text has the name of a file with an ending to
// fill in: "{{path/to/list.txt}}", "{{list.txt}}". A name with blanks around it is none.
func fillsInFile(text, ending string) bool {
	for code := range strings.SplitSeq(text, "{{") {
		name, _, ok := strings.Cut(code, "}}")
		if ok && path.Ext(name) == ending && !strings.ContainsAny(name, " |(") {
			return true
		}
	}
	return false
}

// FillsIn reports whether a text has doubled braces in its code spans: what readers of a
// command fill in.
func FillsIn(text string) bool {
	return strings.Contains(text, "{{") && strings.Count(text, "{{") > strings.Count(withoutCode(text), "{{")
}

// ForeignHosts lists the hosts of a text that none of the known texts has.
func ForeignHosts(text string, known ...string) []string {
	return textsLacking(Hosts(text), known, Hosts)
}

// textsLacking are the texts of a list that some others do not have, by what is read of them,
// with whatever blanks.
func textsLacking(have, texts []string, read func(string) []string) []string {
	tight := func(v string) string { return strings.ReplaceAll(v, " ", "") }
	for _, text := range texts {
		if len(have) == 0 {
			return nil
		}
		in := read(text)
		have = slices.DeleteFunc(have, func(v string) bool {
			return slices.ContainsFunc(in, func(known string) bool { return tight(known) == tight(v) })
		})
	}
	return have
}
