package anchor

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// links reports the links of one side that others stand for, and those that the
// translation leaves out. A page of the same site in another language is no other
// page, a fragment may be translated, and an address that the translation writes as code
// is not left out.
func (c Comparison) links(out []Disagreement, from, to []Anchor) []Disagreement {
	to = c.mirrored(to)
	gone, come := rivalValues(valuesOf(from, Link), valuesOf(to, Link), c.addressed)
	from = slices.DeleteFunc(slices.Clone(from), func(a Anchor) bool { return a.Spelled })
	source, target := allOf(from, Link), allOf(to, Link)
	report := func(a, b string) { out = append(out, Disagreement{Link, Link, a, b}) }
	gone, come = takeFitting(gone, come, isInflected, func(_, _ string) {})
	gone, come = takeFitting(gone, come, isDrawn, func(_, _ string) {})
	gone, come = takeFitting(gone, come, isSampleMail, func(_, _ string) {})
	gone, come = takeFitting(gone, come, c.isSlip, report)
	gone, come = takeFitting(gone, come, c.isLocalized, func(_, _ string) {})
	gone, come = takeFitting(gone, come, isIllustration, func(_, _ string) {})
	codes := withoutKeys(allOf(to, Code), allOf(from, Code), itself)
	gone, come = takeFitting(gone, come, func(a, _ string) bool { return !isCodedIn(codes, a) }, report)
	gone, _ = takeFitting(gone, come, anyTwo, report)
	gone = slices.DeleteFunc(gone, func(a string) bool { return isCodedIn(codes, a) })
	for _, a := range gone {
		if slices.Contains(source, a) {
			report(a, "")
		}
	}
	for _, a := range c.linksFewer(source, target) {
		report(a, "")
	}
	return out
}

// isCodedIn reports whether one of some pieces of code is an address, in whatever quotation
// marks, or has a whole one, with its scheme, as a word: "curl https://example.org".
func isCodedIn(codes []string, address string) bool {
	isWhole := strings.Contains(address, "://")
	return slices.ContainsFunc(codes, func(code string) bool {
		words := strings.Fields(code)
		return (isWhole || len(words) == 1) && slices.ContainsFunc(words, func(w string) bool { return strings.Trim(w, `"'<>`) == address })
	})
}

// caseEnding matches the ending that Turkish puts behind an address, as behind any name.
var caseEnding = regex.Lazy(`['’]\p{Ll}{1,8}$`)

// isInflected reports whether an address of the target is that of the source with the ending
// that it has in its sentence: "https://example.org'a".
func isInflected(source, target string) bool {
	bare := caseEnding.ReplaceAllString(target, "")
	return bare != target && plainLink(source) == plainLink(bare)
}

// illustration matches an address whose port, which is a number, is a word: one that shows what
// addresses look like, "tcp://host:port".
var illustration = regex.Lazy(`^(https?|ftp|wss?|tcp|udp|ssh)://([^/:@.]+):(\p{L}[^/:@]*)((?:/.*)?)$`)

// isIllustration reports whether two addresses show what addresses look like, with the words for
// host and port in two languages. The scheme and the figures are not translated.
func isIllustration(source, target string) bool {
	a, b := illustration.FindStringSubmatch(source), illustration.FindStringSubmatch(target)
	return a != nil && b != nil && a[1] == b[1] && a[2] != b[2] && a[3] != b[3] &&
		figuresOf(source) == figuresOf(target) && strings.Count(a[4], "/") == strings.Count(b[4], "/")
}

// sampleMail matches an address of mail at a host that is nobody's: RFC 2606 keeps these for
// examples.
var sampleMail = regex.Lazy(`(?i)^[^@/:]+@(?:[\w-]+\.)*(?:example(?:\.(?:com|net|org))?|test|invalid)$`)

// isSampleMail reports whether two addresses at one host that is nobody's show what addresses look
// like, in two alphabets: "name@example.com" and «имя@example.com».
func isSampleMail(source, target string) bool {
	x, hostX, _ := strings.Cut(source, "@")
	y, hostY, _ := strings.Cut(target, "@")
	inASCII := func(user string) bool { return len(user) == utf8.RuneCountInString(user) }
	return sampleMail.MatchString(source) && strings.EqualFold(hostX, hostY) && figuresOf(x) == figuresOf(y) && inASCII(x) != inASCII(y)
}

// mirrored are the anchors of a target, with links to mirrors as those to their sites.
func (c Comparison) mirrored(to []Anchor) []Anchor {
	if len(c.Mirrors) == 0 {
		return to
	}
	to = slices.Clone(to)
	for k := range to {
		if to[k].Kind == Link {
			to[k].Value = c.unmirror(to[k].Value)
		}
	}
	return to
}

func (c Comparison) unmirrored(values []string) []string {
	for k := range values {
		values[k] = c.unmirror(values[k])
	}
	return values
}

// unmirror is the address on its site of an address on a mirror; of the sites that fit,
// the one with the longest mirror counts.
func (c Comparison) unmirror(v string) string {
	scheme, rest, ok := strings.Cut(v, "//")
	if !ok {
		return v
	}
	bare := strings.TrimPrefix(strings.ToLower(rest), "www.")
	best, longest := v, 0
	for site, mirror := range c.Mirrors {
		tail, fits := strings.CutPrefix(bare, strings.TrimPrefix(mirror, "www."))
		if fits && len(mirror) > longest && (tail == "" || strings.IndexByte("/?#:", tail[0]) >= 0) && len(tail) <= len(rest) {
			best, longest = scheme+"//"+site+rest[len(rest)-len(tail):], len(mirror)
		}
	}
	return best
}

// linksFewer lists the links that the target has, but less often than the source.
func (c Comparison) linksFewer(source, target []string) []string {
	if len(distinctTexts(slices.Clone(source))) == len(source) {
		return nil // each once: one that the target has is not less often there
	}
	count := map[string]int{}
	for _, v := range target {
		count[c.addressed(v)]++
	}
	var out []string
	left := maps.Clone(count)
	for _, v := range source {
		key := c.addressed(v)
		if left[key]--; count[key] > 0 && left[key] == -1 {
			out = append(out, v)
		}
	}
	return out
}

// SamePage reports whether two links lead to one page, in whatever languages and at
// whatever fragments.
func SamePage(a, b string) bool { return PageOf(a) == PageOf(b) }

// PageOf is the page that a link leads to, in whatever language and at whatever fragment:
// host, path and query.
func PageOf(link string) string {
	p := partsOf(link)
	return p.host + "/" + p.path + "?" + p.query
}

// plainLink is a link without what does not change where it leads: scheme,
// "www.", a slash at the end, and names of languages in host, path and query.
func plainLink(v string) string {
	p := partsOf(v)
	return p.host + "/" + p.path + "?" + p.query + "#" + p.fragment
}

// addressed is a plain link with the names of languages that are neither the source's nor the
// target's: the page of a third is another.
func (c Comparison) addressed(v string) string {
	p := partsOf(v)
	return p.host + "/" + p.path + "?" + p.query + "#" + p.fragment + " " + strings.Join(c.thirdOf(p), " ")
}

// thirdOf are the names of languages in an address that are neither the source's nor the target's.
func (c Comparison) thirdOf(a address) []string {
	return slices.DeleteFunc(strings.Fields(a.languages), func(tag string) bool {
		tag = strings.TrimPrefix(tag, "_")
		return isTagOf(tag, c.Source) || isTagOf(tag, c.Target)
	})
}

// isThird reports whether a link of the target leads to the page of a third language, where
// that of the source does not.
func (c Comparison) isThird(p, q address) bool {
	known := c.thirdOf(p)
	return slices.ContainsFunc(c.thirdOf(q), func(tag string) bool { return !slices.Contains(known, tag) })
}

// address is a link in parts. The names of languages are taken out of host, path
// and query and stand in languages.
type address struct {
	host, path, query, fragment string
	languages                   string
}

// templated matches the call of a template in an address, and what it is called with, or its name:
// "{% link en/a.md %}", "{{ "/en/a" | relative_url }}", "{{< ref "a.md" >}}", "{{ site.url }}".
var templated = regex.Lazy(`\{[{%][<%-]?\s*(?:[\w.]+\s+)?(?:\w+=)?["']?([^\s"'|%}>]+)[^}]*\}\}?`)

func partsOf(v string) address {
	var a address
	if strings.Contains(v, "{") {
		v = templated.ReplaceAllString(v, "$1")
	}
	v = strings.TrimPrefix(strings.ReplaceAll(strings.ReplaceAll(v, "&amp;", "&"), "%20", "+"), "mailto:")
	v, a.fragment, _ = strings.Cut(v, "#")
	v, a.query, _ = strings.Cut(v, "?")
	if scheme, rest, ok := strings.Cut(v, "//"); ok && (scheme == "" || strings.HasSuffix(scheme, ":")) {
		a.host, v, _ = strings.Cut(rest, "/")
		labels := strings.Split(strings.ToLower(a.host), ".")
		a.host = strings.TrimPrefix(strings.Join(a.dropTags(labels, len(labels)-2), "."), "www.")
	}
	if a.host == "" {
		v = withoutClimbs(v)
	}
	segments := strings.Split(strings.TrimPrefix(strings.Trim(v, "/"), "lang/"), "/")
	last := len(segments) - 1
	segments[last] = a.untaggedFile(a.untaggedTitle(segments[last]))
	a.path = strings.Join(a.dropTags(segments, min(2, max(len(segments)-1, 1))), "/")
	var query []string
	for _, q := range strings.Split(a.query, "&") {
		name, value, _ := strings.Cut(q, "=")
		if len(a.dropTags([]string{value}, 1)) == 0 {
			q = name
		}
		query = append(query, q)
	}
	a.query = strings.Join(query, "&")
	return a
}

// withoutClimbs is a path without the steps up that it begins with: a translation may
// lie deeper than its source, and a link to its own folder is one to the source's.
func withoutClimbs(path string) string {
	for {
		rest := strings.TrimPrefix(strings.TrimPrefix(path, "./"), "../")
		if rest == path {
			return path
		}
		path = rest
	}
}

// untaggedTitle is the title of a page of a wiki without the name of a language before it:
// "DE:Upload".
func (a *address) untaggedTitle(title string) string {
	tag, rest, ok := strings.Cut(title, ":")
	if !ok || rest == "" || !isTag(tag) {
		return title
	}
	a.languages += tag + " "
	return rest
}

// untaggedFile is the name of a file without the name of a language before its ending:
// "guide.tr.md", "guide.turkish.md".
func (a *address) untaggedFile(file string) string {
	parts := strings.Split(file, ".")
	for k := len(parts) - 2; k > 0; k-- {
		if isTag(parts[k]) || langdata.NameTag(parts[k]) != "" {
			a.languages += parts[k] + " "
			return strings.Join(append(parts[:k:k], parts[k+1:]...), ".")
		}
	}
	return file
}

// dropTags takes the names of languages among the first n parts out of them: "tr", and "_tr" as
// Jekyll names folders.
func (a *address) dropTags(parts []string, n int) []string {
	kept := parts[:0]
	for i, p := range parts {
		if i < n && isTag(strings.TrimPrefix(p, "_")) {
			a.languages += p + " "
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// isTag reports whether a part of an address is the name of a language: "tr",
// "en-US", "zh_Hant".
func isTag(s string) bool {
	if len(s) != 2 && (len(s) < 5 || len(s) > 7 || s[2] != '-' && s[2] != '_') {
		return false
	}
	_, err := language.Parse(s)
	return err == nil
}

// isLocalized reports whether a link of the target leads to the page of one of the source in
// its language, "answer/tr" for "answer", or in one that a folder or a host names, or from the page
// in its language back to that of the source, or to the same page at a fragment that may be
// translated. The page in a third language is none of these.
func (c Comparison) isLocalized(source, target string) bool {
	p, q := partsOf(source), partsOf(target)
	switch {
	case c.isThird(p, q):
		return false
	case p.host != q.host && c.isOwnHost(p, q):
		return true
	case p.host != q.host:
		return isRooted(p, target, q) || isRooted(q, source, p)
	case p.host == "" && p.query == q.query && !isRenumbered(p.fragment, q.fragment) && (isBelow(source, p, target, q) || isBelow(target, q, source, p)):
		return true
	case p.query == q.query && p.fragment == q.fragment && (c.isBehind(p.path, q.path, "/.") || c.isBehind(q.path, p.path, ".") ||
		withoutTag(p.path, c.Source) == withoutTag(q.path, c.Target)):
		return true
	}
	return p.languages != q.languages || p.path == q.path && p.query == q.query && !isRenumbered(p.fragment, q.fragment)
}

// isBehind reports whether a path is another one with the name of the language of the target
// behind it and one of some marks between: "answer/tr", "deed.tr".
func (c Comparison) isBehind(path, tagged, marks string) bool {
	tag, ok := strings.CutPrefix(tagged, path)
	return ok && path != "" && len(tag) > 1 && strings.IndexByte(marks, tag[0]) >= 0 && isTagOf(tag[1:], c.Target)
}

// worldwide matches the part of the name of a host that sites have for all countries.
var worldwide = regex.Lazy(`^(?:world|global|international|intl)\.`)

// isOwnHost reports whether a host without names of languages is that of another with the name
// of the language of the target, or with it in the place of the word for all: "world.example.org",
// of which "tr.example.org" and "world-tr.example.org" are in Turkish.
func (c Comparison) isOwnHost(source, target address) bool {
	if worldwide.ReplaceAllString(source.host, "") == target.host {
		return slices.ContainsFunc(strings.Fields(target.languages), func(tag string) bool { return isTagOf(strings.TrimPrefix(tag, "_"), c.Target) })
	}
	label, rest, _ := strings.Cut(target.host, ".")
	k := strings.LastIndexByte(label, '-')
	return k > 0 && isTagOf(label[k+1:], c.Target) && label[:k]+"."+rest == source.host
}

// isTagged reports whether an address is that of the source with the name of the language of the
// target at the end of the name of its file, or with it for that of the source: "mill.png" and
// "mill_ru.png", "mill-en.png" and "mill-ru.png".
func (c Comparison) isTagged(source, target string) bool {
	p, q := partsOf(source), partsOf(target)
	if p.host != q.host || p.query != q.query || c.isThird(p, q) {
		return false
	}
	plain := withoutTag(q.path, c.Target)
	return plain == p.path || plain != q.path && plain == withoutTag(p.path, c.Source) || c.isInFolder(p.path, q.path)
}

// isInFolder reports whether a path is another one with a folder of the language of the target for
// that of the source: "kb/ios/en/1.png" and "kb/ios/ru/1.png".
func (c Comparison) isInFolder(source, target string) bool {
	p, q := strings.Split(source, "/"), strings.Split(target, "/")
	if len(p) != len(q) {
		return false
	}
	for k := range p {
		if p[k] != q[k] && !(k < len(p)-1 && isTagOf(p[k], c.Source) && isTagOf(q[k], c.Target)) {
			return false
		}
	}
	return true
}

// isRooted reports whether a link from the root of a site, given with its parts, leads
// to the page of a whole address, in whatever languages: "/tr/news/first/" for
// "https://example.org/en/news/first/". One word is not enough: every site has "/docs".
func isRooted(whole address, link string, parts address) bool {
	return parts.host == "" && strings.HasPrefix(link, "/") && whole.host != "" && whole.path == parts.path &&
		strings.ContainsAny(parts.path, "/-") && whole.query == parts.query
}

// isBelow reports whether a link from the folder of a page leads to what a link from the root of
// the site does, as far as it says: "./oil.md" and "../stores/oil" to "/en/stores/oil.md". What
// many folders have is not enough.
func isBelow(root string, whole address, link string, part address) bool {
	path := pageEnding.ReplaceAllString(part.path, "")
	return strings.HasPrefix(root, "/") && !strings.HasPrefix(link, "/") && path != "" && !inManyFolders.MatchString(path) &&
		strings.HasSuffix("/"+pageEnding.ReplaceAllString(whole.path, ""), "/"+path)
}

// inManyFolders matches the names that pages have in many folders.
var inManyFolders = regex.Lazy(`(?i)^(?:_?index|readme|summary|about|home|main|intro|introduction|overview)$`)

// pageEnding matches what sites leave out of the address of a page.
var pageEnding = regex.Lazy(`(?:\.mdx?|\.html?)$`)

// badge matches the address of a badge that is drawn from the text in it, as Shields and Badgen
// do; behind the text is its color.
var badge = regex.Lazy(`(?i)^https?://(?:img\.shields\.io|badgen\.net|flat\.badgen\.net)/badge/([^?#]*)[-/]([\w%]+)`)

// isDrawn reports whether two pictures are one badge, whose text is in two languages. Its figures
// and abbreviations are not translated.
func isDrawn(source, target string) bool {
	a, b := badge.FindStringSubmatch(source), badge.FindStringSubmatch(target)
	if a == nil || b == nil || !strings.EqualFold(a[2], b[2]) {
		return false
	}
	x, y := unescaped(a[1]), unescaped(b[1])
	return figuresOf(x) == figuresOf(y) && slices.Equal(abbreviation.FindAllString(x, -1), abbreviation.FindAllString(y, -1))
}

// abbreviation matches one that is written alike in the languages with Latin letters: "MIT".
var abbreviation = regex.Lazy(`[A-Z]{2,}`)

// unescaped is a text that is escaped for an address.
func unescaped(escaped string) string {
	if text, err := url.PathUnescape(escaped); err == nil {
		return text
	}
	return escaped
}

// figuresOf are the digits of a text.
func figuresOf(text string) string {
	return strings.Map(func(u rune) rune {
		if u < '0' || u > '9' {
			return -1
		}
		return u
	}, text)
}

// withoutTag is a path without the name of a language at the end of the name of its
// file, "guide-tr.md" or "guide_tr.md", and without the page that shows a licence in a
// language, "deed.tr". Another language than the given one is part of the name.
func withoutTag(path, lang string) string {
	folder, file := path[:strings.LastIndexByte(path, '/')+1], path[strings.LastIndexByte(path, '/')+1:]
	if tag, ok := strings.CutPrefix(file, "deed."); ok && isTagOf(tag, lang) {
		return strings.TrimSuffix(folder, "/")
	}
	name, ending, _ := strings.Cut(file, ".")
	for _, n := range []int{len("-tr"), len("-pt-BR"), len("-zh-Hant")} {
		if k := len(name) - n; k > 0 && (name[k] == '-' || name[k] == '_') && isTagOf(name[k+1:], lang) {
			return strings.TrimSuffix(folder+name[:k]+"."+ending, ".")
		}
	}
	return path
}

// isTagOf reports whether a part of an address is the name of a language: of the given one, or of
// any if that is "". Sites write a country where it is spoken for it, too: "guide_kr.md".
func isTagOf(part, lang string) bool {
	if lang == "" {
		return isTag(part)
	}
	own := func(tag string) bool {
		return langdata.Folder(langdata.Base(tag)) == langdata.Folder(langdata.Base(lang))
	}
	return isTag(part) && own(part) || langdata.NameTag(part) == langdata.Base(lang) || isCountryOf(part, lang, own)
}

// isCountryOf reports whether a part of an address is the code of the country where most of those
// who speak a language live, or where most speak what is that language.
func isCountryOf(part, lang string, own func(tag string) bool) bool {
	country, err := language.ParseRegion(part)
	if err != nil || len(part) != len("tr") {
		return false
	}
	spoken, _ := language.Make("und-" + part).Base()
	home, _ := language.Make(lang).Region()
	return country == home || own(spoken.String())
}

// isRenumbered reports whether two fragments differ in their figures alone: those of
// a section with a number are not translated.
func isRenumbered(a, b string) bool { return a != b && withoutDigits(a) == withoutDigits(b) }

// maxSlip is the number of bytes up to which two links differ by a slip.
const maxSlip = 2

// isSlip reports whether two links differ so little, at one place and not in the
// names of languages, that one is a slip for the other.
func (c Comparison) isSlip(a, b string) bool {
	p, q := partsOf(a), partsOf(b)
	if p.languages != q.languages || p.path != q.path && c.isTagged(a, b) {
		return false // each language has its own page, whose name may be spelt nearly alike
	}
	a, b = plainLink(a), plainLink(b)
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return max(len(a), len(b)) <= maxSlip
}
