package corpus

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// langMark stands in a pattern for the language tag.
const langMark = "{lang}"

// tokenKind says what a token of a pattern matches.
type tokenKind uint8

const (
	literal   tokenKind = iota
	tag                 // {lang}
	star                // *: any characters of one name, none included
	one                 // ?: one character of a name
	choice              // {a,b}: one of several literals
	separator           // {.,_}: what stands between a name and its language, which may differ
	deep                // **: any number of folders, none included
)

// token is a piece of a part of a pattern.
type token struct {
	kind    tokenKind
	text    string   // of a literal
	choices []string // of a choice or a separator, none empty
	// resource says that a tag is spelled as in the names of resource folders of
	// Android.
	resource bool
}

// isWild reports whether what the token matches differs between articles.
func (t token) isWild() bool { return t.kind != literal && t.kind != tag && t.kind != separator }

// pattern is a compiled path pattern. What its wildcards match are the captures,
// of which the id of an article is made. No part ever matches a hidden name.
type pattern struct {
	text  string
	parts [][]token // one for each name between slashes; ** stands alone
	// bare says that the last part is * or **, without an ending: then only
	// names with an ending of articles match.
	bare bool
	// wilds is the number of wildcards.
	wilds int
	// first and last are the part and token of the first wildcard and of the last
	// that is no ending. If there are none, the pattern is fixed and they are those
	// of its ends.
	first, last [2]int
	fixed       bool
}

// The numbers of wildcards that a pattern may have. They bound the time that
// matching takes, which grows with these powers of the length of a path.
const (
	maxDeep  = 3 // ** in a pattern
	maxStars = 2 // * in a part
)

// compilePattern reads a pattern. It reports false if the pattern is none: empty or
// dotted parts, braces that do not close, nest or hold no choice, ** glued to
// something, backslashes, or more wildcards than there may be.
func compilePattern(text string) (*pattern, bool) {
	p := &pattern{text: text}
	deeps := 0
	for part := range strings.SplitSeq(text, "/") {
		tokens, ok := compilePart(part)
		if !ok {
			return nil, false
		}
		if tokens[0].kind == deep {
			deeps++
		}
		p.parts = append(p.parts, tokens)
	}
	last := p.parts[len(p.parts)-1]
	p.wilds = len(p.wildcardKinds())
	p.bare = len(last) == 1 && (last[0].kind == star || last[0].kind == deep)
	p.first, p.last, p.fixed = p.idRange()
	return p, deeps <= maxDeep
}

func compilePart(part string) ([]token, bool) {
	switch {
	case part == "" || part == "." || part == "..":
		return nil, false
	case part == "**":
		return []token{{kind: deep}}, true
	case strings.Contains(part, "**") || strings.ContainsAny(part, "\\\x00"):
		return nil, false
	}
	var out []token
	stars := 0
	for part != "" {
		t, n := nextToken(part)
		if n == 0 {
			return nil, false
		}
		switch {
		case t.kind == star:
			stars++
		case t.kind == tag && len(out) == 1 && out[0].text == sourceFolder+"-" && part[n:] == "":
			t.resource = true
		case t.kind == choice && strings.HasPrefix(part[n:], langMark) && allSeparators(t.choices):
			t.kind = separator
		}
		out, part = append(out, t), part[n:]
	}
	return out, stars <= maxStars
}

// nextToken reads the token at the start of a part. It returns its length, or 0
// if there is none.
func nextToken(part string) (token, int) {
	switch {
	case strings.HasPrefix(part, langMark):
		return token{kind: tag}, len(langMark)
	case part[0] == '*':
		return token{kind: star}, 1
	case part[0] == '?':
		return token{kind: one}, 1
	case part[0] == '{':
		end := strings.IndexByte(part, '}')
		if end < 0 {
			return token{}, 0
		}
		choices := strings.Split(part[1:end], ",")
		if len(choices) < 2 || slices.Contains(choices, "") || strings.ContainsAny(part[1:end], "{*?") {
			return token{}, 0
		}
		return token{kind: choice, choices: choices}, end + 1
	case part[0] == '}':
		return token{}, 0
	}
	end := strings.IndexAny(part, "*?{}")
	if end < 0 {
		end = len(part)
	}
	return token{kind: literal, text: part[:end]}, end
}

// separators are what stands between a name and its language.
var separators = []string{".", "-", "_"}

func allSeparators(texts []string) bool {
	return !slices.ContainsFunc(texts, func(s string) bool { return !slices.Contains(separators, s) })
}

// wildcardKinds lists the kinds of the wildcards in order.
func (p *pattern) wildcardKinds() []tokenKind {
	var out []tokenKind
	for _, part := range p.parts {
		for _, t := range part {
			if t.isWild() {
				out = append(out, t.kind)
			}
		}
	}
	return out
}

func (p *pattern) hasTag() bool { return strings.Contains(p.text, langMark) }

// matcher matches paths against patterns.
type matcher struct {
	// tags maps the folded spelling of the tags that {lang} may match to the
	// tags (see [fold]). If it is nil, {lang} matches any tag.
	tags map[string]string
	// called maps further words that {lang} may match, in small letters, to tags:
	// russian to ru.
	called map[string]string
	// lang is the tag that {lang} matched, spelled how it is written there.
	lang, spelled string
	captures      []string
	// steps counts what was tried for a name, and failed has what is known not to
	// match from there on, once that is much.
	steps  int
	failed map[remainder]bool
}

// remainder is a state of matching a name: how many tokens and how many bytes of it are
// left, and the language so far.
type remainder struct {
	tokens, left int
	lang         string
}

// patient is the number of steps after which a matcher remembers what failed. The
// steps are then bounded by the tokens of a part times the length of a name.
const patient = 512

// matchPath matches a whole path. If it reports true, the fields of m say how.
func (m *matcher) matchPath(p *pattern, name string) bool {
	if p.bare && !endings[strings.ToLower(path.Ext(name))] {
		return false
	}
	m.forgetPath()
	return m.matchNames(p.parts, name)
}

// forgetPath forgets the last path.
func (m *matcher) forgetPath() {
	m.lang, m.spelled, m.captures = "", "", m.captures[:0]
}

// matchNames matches the names of a path.
func (m *matcher) matchNames(parts [][]token, name string) bool {
	if len(parts) == 0 {
		return name == ""
	}
	if parts[0][0].kind == deep {
		return m.matchDeep(parts[1:], name)
	}
	if name == "" {
		return false
	}
	first, rest, more := strings.Cut(name, "/")
	if more != (len(parts) > 1) && !onlyDeep(parts[1:]) {
		return false
	}
	lang, spelled, n := m.lang, m.spelled, len(m.captures)
	if !hiddenName(first) && m.matchWhole(parts[0], first) && m.matchNames(parts[1:], rest) {
		return true
	}
	m.lang, m.spelled, m.captures = lang, spelled, m.captures[:n]
	return false
}

func onlyDeep(parts [][]token) bool { return len(parts) == 1 && parts[0][0].kind == deep }

// matchDeep matches ** and the parts behind it, as few folders as possible.
func (m *matcher) matchDeep(parts [][]token, name string) bool {
	n := len(m.captures)
	for at := 0; ; {
		m.captures = append(m.captures[:n], strings.TrimSuffix(name[:at], "/"))
		if m.matchNames(parts, name[at:]) {
			return true
		}
		if at == len(name) {
			return false
		}
		if folder, _, _ := strings.Cut(name[at:], "/"); hiddenName(folder) {
			return false
		}
		slash := strings.IndexByte(name[at:], '/')
		if slash < 0 {
			at = len(name)
		} else {
			at += slash + 1
		}
	}
}

// matchWhole matches one name.
func (m *matcher) matchWhole(tokens []token, name string) bool {
	m.steps, m.failed = 0, nil
	return m.matchPart(tokens, name)
}

// matchPart matches the rest of a name, with as short a match of each * as possible and as
// long a tag. Whether the rest of a name matches depends on nothing but the tokens
// and bytes that are left and the language, so that what failed once is not tried
// again.
func (m *matcher) matchPart(tokens []token, name string) bool {
	if len(tokens) == 0 {
		return name == ""
	}
	if m.steps++; m.steps < patient {
		return m.matchToken(tokens, name)
	}
	at := remainder{len(tokens), len(name), m.lang}
	if m.failed[at] {
		return false
	}
	if m.matchToken(tokens, name) {
		return true
	}
	if m.failed == nil {
		m.failed = map[remainder]bool{}
	}
	m.failed[at] = true
	return false
}

// matchToken matches the first of some tokens, and those behind it.
func (m *matcher) matchToken(tokens []token, name string) bool {
	t, n := tokens[0], len(m.captures)
	switch t.kind {
	case literal:
		rest, ok := strings.CutPrefix(name, t.text)
		return ok && m.matchPart(tokens[1:], rest)
	case tag:
		return t.resource && m.matchResource(name) || m.matchTag(tokens[1:], name)
	case star:
		for at := 0; at <= len(name); at++ {
			m.captures = append(m.captures[:n], name[:at])
			if m.matchPart(tokens[1:], name[at:]) {
				return true
			}
		}
	case one:
		if name == "" {
			return false
		}
		_, size := utf8.DecodeRuneInString(name)
		m.captures = append(m.captures[:n], name[:size])
		return m.matchPart(tokens[1:], name[size:])
	case choice:
		for _, c := range t.choices {
			m.captures = append(m.captures[:n], c)
			if rest, ok := strings.CutPrefix(name, c); ok && m.matchPart(tokens[1:], rest) {
				return true
			}
		}
	case separator:
		for _, c := range t.choices {
			if rest, ok := strings.CutPrefix(name, c); ok && m.matchPart(tokens[1:], rest) {
				return true
			}
		}
	}
	return false
}

// maxTag is the length of the longest tag that {lang} matches, as in
// zh-Hant-TW-x-private.
const maxTag = 35

func (m *matcher) matchTag(tokens []token, name string) bool {
	end := 0
	for end < len(name) && end < maxTag && (tagByte(name[end]) || name[end] >= utf8.RuneSelf && m.called != nil) {
		end++
	}
	had, spelled := m.lang, m.spelled
	for ; end >= 2; end-- {
		lang := m.knownTag(name[:end])
		if lang == "" || had != "" && lang != had {
			continue
		}
		m.lang, m.spelled = lang, name[:end]
		if m.matchPart(tokens, name[end:]) {
			return true
		}
		m.lang, m.spelled = had, spelled
	}
	return false
}

// knownTag is the tag that a spelling is one of, or "".
func (m *matcher) knownTag(spelled string) string {
	if m.called != nil {
		if lang := m.called[strings.ToLower(spelled)]; lang != "" {
			return lang
		}
	}
	if m.tags == nil {
		return tagOf(spelled)
	}
	var buf [maxTag]byte
	return m.tags[string(fold(buf[:0], spelled))]
}

// matchResource matches the whole language of a resource folder.
func (m *matcher) matchResource(name string) bool {
	lang := m.knownTag(resourceTag(name))
	if lang == "" || m.lang != "" && lang != m.lang {
		return false
	}
	m.lang, m.spelled = lang, name
	return true
}

func tagByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// fold appends a tag in the spelling that all its spellings share: pt-BR, pt_BR
// and pt-br are one.
func fold(buf []byte, spelled string) []byte {
	for i := range len(spelled) {
		c := spelled[i]
		switch {
		case c == '_':
			c = '-'
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		buf = append(buf, c)
	}
	return buf
}

// leadsInto reports whether a path that the pattern matches may lie in a folder.
func (m *matcher) leadsInto(p *pattern, folder string) bool {
	m.forgetPath()
	parts := p.parts
	for folder != "" {
		if len(parts) == 0 {
			return false
		}
		if parts[0][0].kind == deep {
			return true
		}
		first, rest, _ := strings.Cut(folder, "/")
		if hiddenName(first) || !m.matchWhole(parts[0], first) {
			return false
		}
		parts, folder = parts[1:], rest
	}
	return len(parts) > 0
}

// fillPath writes the path that the pattern gives for a language and as many
// captures as it has wildcards.
func (p *pattern) fillPath(lang string, captures []string) string {
	var b strings.Builder
	b.Grow(len(p.text) + 48)
	for k, part := range p.parts {
		for _, t := range part {
			text := t.text
			switch {
			case t.resource:
				text = resourceSpelling(lang)
			case t.kind == tag:
				text = lang
			case t.kind == separator:
				text = t.choices[0]
			case t.isWild():
				text, captures = captures[0], captures[1:]
			}
			b.WriteString(text)
		}
		last := k == len(p.parts)-1
		if part[0].kind == deep && (b.Len() == 0 || b.String()[b.Len()-1] == '/') {
			continue // ** matched no folder
		}
		if !last {
			b.WriteByte('/')
		}
	}
	return b.String()
}

// sharedID is what the languages share of a path: the path from the first wildcard to
// the last, without the language. Choices of endings are left out. A pattern
// without wildcards is its own id, without language and ending.
func (p *pattern) sharedID(captures []string) string {
	names := make([]string, 0, len(p.parts))
	for k, part := range p.parts {
		name := ""
		for i, t := range part {
			text := t.text
			if t.isWild() {
				text, captures = captures[0], captures[1:]
			}
			if at := [2]int{k, i}; !comesBefore(at, p.first) && !comesBefore(p.last, at) {
				name += text
			}
		}
		if len(part) > 1 && part[len(part)-1].kind == tag {
			name = strings.TrimRight(name, "._-")
		}
		if name != "" {
			names = append(names, name)
		}
	}
	id := strings.Join(names, "/")
	if ext := path.Ext(id); endings[strings.ToLower(ext)] && (p.bare || p.fixed) {
		id = strings.TrimSuffix(id, ext)
	}
	if p.fixed {
		id = strings.TrimRight(id, "._-/")
	}
	if id == "" {
		return "index"
	}
	return id
}

// capturesIn are captures of which [pattern.sharedID] makes an id, the first of its wildcards as
// short as can be; of several endings the first. It reports false if there are none.
func (m *matcher) capturesIn(p *pattern, id string) ([]string, bool) {
	var shared [][]token
	var endings []string
	for k, part := range p.parts {
		var tokens []token
		for i, t := range part {
			switch at := [2]int{k, i}; {
			case p.isEnding(k, i):
				endings = append(endings, t.choices[0])
			case comesBefore(at, p.first) || comesBefore(p.last, at):
			case t.kind != tag:
				tokens = append(tokens, t)
			case len(tokens) > 0 && i == len(part)-1:
				if before := &tokens[len(tokens)-1]; before.kind == literal {
					before.text = strings.TrimRight(before.text, "._-")
				}
			}
		}
		if len(tokens) > 0 {
			shared = append(shared, tokens)
		}
	}
	m.forgetPath()
	if !p.fixed && !m.matchNames(shared, id) {
		return nil, false
	}
	return append(slices.Clone(m.captures), endings...), true
}

// idRange is the part and token of the first wildcard and of the last that is
// no ending. If there are none, the pattern is fixed and the range is all of it.
func (p *pattern) idRange() (first, last [2]int, fixed bool) {
	fixed = true
	for k, part := range p.parts {
		for i, t := range part {
			if !t.isWild() || p.isEnding(k, i) {
				continue
			}
			if fixed {
				first, fixed = [2]int{k, i}, false
			}
			last = [2]int{k, i}
		}
	}
	if k := len(p.parts) - 1; fixed {
		last = [2]int{k, len(p.parts[k]) - 1}
	}
	return first, last, fixed
}

// isEnding reports whether a token is a choice of endings: the {md,mdx} of
// *.{md,mdx}.
func (p *pattern) isEnding(k, i int) bool {
	part := p.parts[k]
	return k == len(p.parts)-1 && i == len(part)-1 && i > 0 && part[i].kind == choice &&
		part[i-1].kind == literal && strings.HasSuffix(part[i-1].text, ".")
}

func comesBefore(a, b [2]int) bool { return a[0] < b[0] || a[0] == b[0] && a[1] < b[1] }
