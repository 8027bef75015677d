package drift

import (
	"html"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/listing"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// A row of markup is the same in every language: the names of its tags, the pages and
// pictures that it leads to, and what it tells a component.

// markup is a row of markup, taken apart.
type markup struct {
	name       string // of its first tag, "" if the row has only attributes of one
	attributes map[string]string
}

var (
	firstTag        = regex.Lazy(`^</?([A-Za-z][\w.:-]*)?`)
	markupAttribute = regex.Lazy(`([@:A-Za-z_][\w:.@-]*)\s*=\s*("[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s"'>{]+)`)
	moduleCode      = regex.Lazy(`^(?:import|export)\b`)
	modulePath      = regex.Lazy(`(["'])[^"'\n]*/([^"'/\n]*)["']`)
	addressName     = regex.Lazy(`^(?:href|to|url|cite|action|link)$`)
	pictureName     = regex.Lazy(`^(?:src|poster|image|img|data)$`)
)

// readMarkup takes a row of markup apart.
func readMarkup(text string) markup {
	m := markup{attributes: map[string]string{}}
	if tag := firstTag.FindStringSubmatch(text); tag != nil {
		m.name = tag[1]
	}
	for _, a := range markupAttribute.FindAllStringSubmatch(text, -1) {
		if _, twice := m.attributes[a[1]]; !twice {
			m.attributes[a[1]] = unquoted(a[2])
		}
	}
	return m
}

// unquoted is a value without its quotation marks; {"a"} is "a".
func unquoted(value string) string {
	inner := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(value, "{"), "}"))
	if len(inner) > 1 && strings.IndexByte("\"'`", inner[0]) >= 0 && inner[len(inner)-1] == inner[0] {
		return inner[1 : len(inner)-1]
	}
	return value
}

// compareMarkup lists in what two rows of markup differ.
func (e *examination) compareMarkup(source, target *align.Segment) []Finding {
	if source.Text == target.Text {
		return nil
	}
	if moduleCode.MatchString(source.Text) && moduleCode.MatchString(target.Text) {
		return compareModules(source, target)
	}
	s, t := readMarkup(source.Text), readMarkup(target.Text)
	if s.name != t.name && s.name != "" && t.name != "" {
		return []Finding{{Kind: Directive, Source: tagOf(s.name), Target: tagOf(t.name), Severity: Warn}}
	}
	var out []Finding
	for _, a := range markupAttribute.FindAllStringSubmatch(source.Text, -1) {
		name, x := a[1], s.attributes[a[1]]
		y, has := t.attributes[name]
		if !has || callOf(x) == callOf(y) {
			continue
		}
		delete(t.attributes, name)
		out = append(out, e.compareAttribute(name, x, y)...)
	}
	return out
}

func tagOf(name string) string { return "<" + name + ">" }

// compareAttribute compares two values of an attribute. Addresses are compared as those
// of links and pictures are, and what people read is not compared.
func (e *examination) compareAttribute(name, source, target string) []Finding {
	attribute := ""
	switch lower := strings.ToLower(name); {
	case strings.HasPrefix(source, "{") && isForPeople(source):
		return nil
	case addressName.MatchString(lower) || strings.Contains(source, "://"):
		attribute = "href"
	case pictureName.MatchString(lower) || strings.Contains(source, "/"):
		attribute = "src"
	case isLayoutName(lower) || isForPeople(source) || isForPeople(target):
		return nil
	default:
		return []Finding{{Kind: Directive, Source: name + "=" + source, Target: name + "=" + target, Severity: Warn}}
	}
	read := func(address string) []anchor.Anchor {
		return anchor.Reading{Syntax: inline.HTML}.Scan("<a " + attribute + `="` + address + `">`)
	}
	var out []Finding
	for _, d := range (anchor.Comparison{Source: e.source.Language, Target: e.target.Language, Mirrors: e.target.Mirrors}).Disagree(read(source), read(target)) {
		out = append(out, Finding{Kind: d.Kind.String(), Source: d.Source, Target: d.Target, Severity: Warn})
	}
	return out
}

// layoutNames are the attributes that say how something looks, or what a page or a
// program calls it, which can depend on the language.
var layoutNames = wordset.Of(`class classname style id key lang dir align width height slot name value defaultvalue groupid queryString querystring
	data-id hash anchor slug alt title label rel target sizes srcset loading icon color variant`)

func isLayoutName(name string) bool {
	return layoutNames[name] || strings.HasPrefix(name, "data-") || strings.HasPrefix(name, "aria-") || strings.HasPrefix(name, "on")
}

// isForPeople reports whether a value can be text: it has several words, or letters
// that no identifier has, or a word with a capital letter. Code in braces that has no
// text is not.
func isForPeople(value string) bool {
	if strings.HasPrefix(value, "{") {
		return strings.ContainsAny(value, "\"'`<")
	}
	return strings.ContainsFunc(value, unicode.IsLetter) && (strings.ContainsAny(value, " \n") || listing.IsWorded(value) || !strings.ContainsAny(value, "0123456789._-"))
}

var (
	preformattedText = regex.Lazy(`(?is)^\s*<pre\b[^<>]*>(.*)</pre\s*>\s*$`)
	anyTag           = regex.Lazy(`</?[A-Za-z][^<>]*>`)
)

// preformatted is the code that a row of markup holds in one <pre>; nil if it holds none.
func preformatted(s *align.Segment) *align.Segment {
	found := preformattedText.FindStringSubmatch(s.Text)
	if found == nil {
		return nil
	}
	for _, tag := range anyTag.FindAllString(s.Text, programTags) {
		if program := inline.ProgramOf(tag); program != "" {
			return preformattedAs(s, found[1], program)
		}
	}
	return preformattedAs(s, found[1], "")
}

// programTags is how many tags can say in which language code is: <pre> and <code>.
const programTags = 2

func preformattedAs(s *align.Segment, text, program string) *align.Segment {
	code := *s
	code.Kind, code.Program, code.Text = block.Code, program, html.UnescapeString(anyTag.ReplaceAllLiteralString(text, ""))
	code.Digest = block.Digest{} // that of the row is none of the code's
	return &code
}

// compareModules compares the imports and exports of two texts. The files that they
// name can lie in other folders.
func compareModules(source, target *align.Segment) []Finding {
	s, t := *source, *target
	s.Label, t.Label = "js", "js"
	s.Text, t.Text = modulePath.ReplaceAllString(s.Text, "$1$2$1"), modulePath.ReplaceAllString(t.Text, "$1$2$1")
	if s.Text == t.Text {
		return nil
	}
	return compareCode(listing.Readers{}, &s, &t)
}
